"""What stands before and after: answers, evidence, targets, schedules, verdicts. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator import when
from generator.answer import Amount, Choice, Organisations, Target, Value
from generator.diff.change import Change
from generator.promises import ENDED, LATE, NO_DATE, RECORD, Targets
from generator.weigh import UNKNOWN
from generator.when import long_day
from generator.wording import schedule_words, scope_words

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator
    from datetime import date

    from generator.diff.entries import Pair
    from generator.diff.side import Side
    from generator.promises import Promise
    from generator.stand import Answer, Standing
    from generator.weigh import Cell, Line, Weighed

Renames = dict[str, str]
"""Slugs of organisations that were renamed: old → new."""


def key(value: Value, renames: Renames | None = None) -> Hashable:
    """Equal for two answers that read the same, whatever their organisations' slugs are by now."""
    became = renames or {}
    match value:
        case Organisations():
            members = {(became.get(one.who, one.who), one.role, one.state) for one in value.members}
            return ("organisations", frozenset(members))
        case Target() | Choice():
            return (type(value).__name__, value.when.text if isinstance(value, Target) else value.same)
        case Amount():
            return ("amount", value.same, value.scope, value.period.text if value.period else "")
    return (type(value).__name__, value.same)


def standing_changes(old: Side, new: Side, pair: Pair, renames: Renames) -> Iterator[Change]:
    """Every change of what readers see as standing, programme by programme, question by question."""
    assert pair.new
    before = old.weighed(pair.old).programmes if pair.old else {}
    for slug, programme in new.weighed(pair.new).programmes.items():
        was = before.get(slug)
        one = _Programme(old, new, pair, was, programme, renames)
        yield from one.ended()
        for question, cell in programme.cells.items():
            yield from one.cell(was.cells.get(question) if was else None, cell)


@dataclass(frozen=True)
class _Programme:
    """A programme before and after."""

    old: Side
    new: Side
    pair: Pair
    was: Weighed | None
    programme: Weighed
    renames: Renames

    def cell(self, was: Cell | None, cell: Cell) -> Iterator[Change]:
        """The changes of one question."""
        before = {line.scope: line for line in was.lines} if was else {}
        after = {line.scope: line for line in cell.lines}
        for scope in dict.fromkeys((*after, *before)):
            yield from self._line(cell, scope, before.get(scope), after.get(scope))
        if was and was.timed and cell.timed:
            yield from self._schedule(was, cell)
            yield from self._verdicts(was, cell)

    def ended(self) -> Iterator[Change]:
        """The programme ended, or was taken up again."""
        before = self.was.ended(self.old.day) if self.was else None
        after = self.programme.ended(self.new.day)
        if after and not before:
            words = f"on {long_day(after)}; its other answers are shown as last known"
            yield self._change("programme-ended", f"{self._name},", ("", words))
        if before and not after:
            yield self._change("programme-resumed", self._name, ("", ""))

    # One scope of a question

    def _line(
        self, cell: Cell, scope: tuple[str, ...], was: Line | None, line: Line | None
    ) -> Iterator[Change]:
        before = was.on(self.old.day) if was else UNKNOWN
        after = line.on(self.new.day) if line else UNKNOWN
        label = self._label(cell.question, scope)
        if _key(before, self.renames) != _key(after):
            yield self._answer(cell, label, before, after)
        elif was and line and after.answer:
            days = tuple(f"since {_day(day)}" for day in (was.since(self.old.day), line.since(self.new.day)))
            told = f"{label}: {self.new.answer(self._slug, cell.question, after.answer.value)},"
            if before.evidence != after.evidence:
                yield self._change("evidence-changed", told, (before.evidence, after.evidence), after.answer)
            elif days[0] != days[1]:
                yield self._change("since-changed", told, (days[0], days[1]), after.answer)
        yield from self._also(cell.question, label, before, after)

    def _answer(self, cell: Cell, label: str, before: Standing, after: Standing) -> Change:
        old, new = before.answer, after.answer
        was, words = "", self.new.standing(self._slug, cell.question, after)
        if self.pair.old and (old or before.withdrawn):
            was = self.old.standing(self.pair.old, cell.question, before)
        kind = "answer-withdrawn" if new is None else "answer-changed" if old else "answer-first"
        moved = ""
        if old and new and isinstance(old.value, Target) and isinstance(new.value, Target):
            kind, moved = "target-moved", f" ({self._moved(cell, old, new)})"
        return self._change(kind, f"{label}:", (was, words), new or after.withdrawn, moved)

    def _moved(self, cell: Cell, before: Answer, after: Answer) -> str:
        """By how long a target moved, and whether that is the word of the same voice."""
        assert isinstance(before.value, Target)
        assert isinstance(after.value, Target)
        old, new = before.value.when, after.value.when
        if old.mark == new.mark:
            how = "the same last day, said otherwise"
        else:
            how = f"{when.moved_by(old, new)} "
            how += "later" if new.mark > old.mark else "earlier"
        moves = self.new.targets(self._slug, self.programme, cell).moves
        slipped = any(move.new.value.same == after.value.same for move in moves)
        if slipped:
            return how
        edited = before.entry.claim.id == after.entry.claim.id
        why = "a published claim now says another date" if edited else "it is the date of another voice"
        return f"{how}, but no slip: {why}"

    def _also(self, question: str, label: str, before: Standing, after: Standing) -> Iterator[Change]:
        """What is reported beside the standing answer."""
        old = {key(answer.value, self.renames) for answer in before.also}
        new = {key(answer.value) for answer in (*after.also, *([after.answer] if after.answer else ()))}
        for answer in after.also:
            if key(answer.value) not in old:
                words = self.new.answer(self._slug, question, answer.value)
                yield self._change("also-changed", f"{label}: also reported now:", ("", words), answer)
        for answer in before.also:
            if key(answer.value, self.renames) not in new:
                assert self.pair.old
                words = self.old.answer(self.pair.old, question, answer.value)
                yield self._change("also-changed", f"{label}: no longer also reported:", ("", words))

    # Dates

    def _schedule(self, was: Cell, cell: Cell) -> Iterator[Change]:
        before, after = (targets.schedule for targets in self._targets(was, cell))
        if before != after and {before, after} != {NO_DATE, ENDED}:  # the programme's end is told once
            words = (schedule_words(before), schedule_words(after))
            answer = cell.main(self.new.day).answer
            yield self._change("schedule-changed", f"{self._label(cell.question)}:", words, answer)

    def _verdicts(self, was: Cell, cell: Cell) -> Iterator[Change]:
        old, new = self._targets(was, cell)
        before = {_promise_key(promise): promise for promise in old.promises}
        for promise in new.promises:
            known = before.get(_promise_key(promise))
            if known and _verdict(known) != _verdict(promise):
                voice = "the record" if promise.voice == RECORD else promise.voice
                target = f"“{promise.target.when.words}”, said by {voice} in {promise.first.entry.claim.id}:"
                words = (_verdict(known), _verdict(promise))
                label = f"{self._label(cell.question)}: {target}"
                yield self._change("verdict-changed", label, words, promise.first)

    def _targets(self, was: Cell, cell: Cell) -> tuple[Targets, Targets]:
        assert self.was and self.pair.old
        return (
            self.old.targets(self.pair.old, self.was, was),
            self.new.targets(self._slug, self.programme, cell),
        )

    # Words

    @property
    def _slug(self) -> str:
        assert self.pair.new
        return self.pair.new

    @property
    def _name(self) -> str:
        return self.new.content.companies[self._slug].programmes[self.programme.slug].name

    def _label(self, question: str, scope: tuple[str, ...] = ()) -> str:
        programme = self.new.content.companies[self._slug].programmes[self.programme.slug]
        told = scope_words(scope, programme, self.new.content.brief)
        label = self.new.label(question, programme)
        return f"{self.new.prefix(self._slug, self.programme.slug)}{label}" + (f" ({told})" if told else "")

    def _change(
        self, kind: str, label: str, words: tuple[str, str], answer: Answer | None = None, more: str = ""
    ) -> Change:
        """A change told as `label old → new more`; at the claim of an answer of the newer state."""
        told = " → ".join(word for word in words if word)
        company = self.new.content.companies[self._slug]
        file, row = self.new.place(self._slug, *(("claims", answer.newness[1]) if answer else ()))
        about = f"{self._slug}/{answer.entry.claim.id}" if answer else f"{self._slug}/{self.programme.slug}"
        return Change(kind, company.name, about, f"{label} {told}{more}".rstrip(), (), file, row, *words)


def _key(standing: Standing, renames: Renames | None = None) -> Hashable:
    if standing.answer:
        return key(standing.answer.value, renames)
    return ("withdrawn", key(standing.withdrawn.value, renames)) if standing.withdrawn else None


def _promise_key(promise: Promise) -> Hashable:
    return (promise.voice.casefold(), promise.target.same)


def _verdict(promise: Promise) -> str:
    return f"late by {promise.late_by}" if promise.verdict == LATE and promise.late_by else promise.verdict


def _day(day: date | None) -> str:
    return long_day(day) if day else "never"
