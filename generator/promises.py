"""Targets → moves, verdicts and the schedule label ("Promises" in the design). Pure: no files, no clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from generator import when
from generator.answer import Happened, Nothing, Target
from generator.outs import Outs

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.ledger import Ledger
    from generator.stand import Answer
    from generator.weigh import Cell, Weighed
    from generator.when import When

RECORD = "record"

KEPT, LATE, MOVED, DROPPED, MISSED, OPEN = "kept", "late", "moved", "dropped", "missed", "open"
VERDICTS = (KEPT, LATE, MOVED, DROPPED, MISSED, OPEN)

ON_TIME, MOVED_EARLIER, NO_DATE, ENDED = "on time", "moved earlier", "no date", "ended"
ARRIVED, ARRIVED_ON_TIME, ARRIVED_LATE = "arrived", "arrived on time", "arrived late"


@dataclass(frozen=True, slots=True, eq=False)
class Said:
    """A target as one voice named it once."""

    voice: str
    answer: Answer
    target: Target


@dataclass(frozen=True, slots=True, eq=False)
class Promise:
    """One date that one voice named, and what became of it by a day.

    first      the claim in which the voice first named it
    moved_to   the target that replaced it, if the voice (or a report that supersedes it) named another date
    late_by    how late the thing came, in words; "" unless the verdict is late
    over       the day on which it was moved or dropped, where that is the verdict
    """

    voice: str
    first: Answer
    target: Target
    verdict: str
    late_by: str = ""
    moved_to: Answer | None = None
    over: date | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Move:
    """A target replaced by another of one voice: which way (1 later, -1 earlier, 0) and how far, in words."""

    old: Answer
    new: Answer
    way: int
    by: str


@dataclass(frozen=True, eq=False)
class Targets:
    """The targets of one `when` question as they stood on a day, with what can be asked of them."""

    book: Ledger
    programme: Weighed
    cell: Cell
    day: date

    @cached_property
    def given(self) -> list[Answer]:
        """The answers that count by the day, oldest first."""
        return [answer for answer in self.cell.answers if answer.entry.counts <= self.day]

    @cached_property
    def said(self) -> list[Said]:
        """Every target once for each voice that named it, oldest first."""
        return [
            Said(voice, answer, answer.value)
            for answer in self.given
            if isinstance(answer.value, Target)
            for voice in voices(answer)
        ]

    @cached_property
    def arrival(self) -> Answer | None:
        """The answer that says that the thing happened, by the rule: what stands, else the newest in play."""
        standing = self.cell.main(self.day).answer
        if standing and isinstance(standing.value, Happened):
            return standing
        happened = [a for a in self.given if isinstance(a.value, Happened) and self._sound(a)]
        happened = [answer for answer in happened if self._outs.first(answer) == date.max]
        recorded = [answer for answer in happened if answer.on_record(self.day)]
        return max(recorded or happened, key=lambda answer: answer.newness, default=None)

    @cached_property
    def promises(self) -> list[Promise]:
        """One for each date that a voice named, in the order in which they were first named."""
        named: dict[tuple[str, object], list[Said]] = {}
        for said in self.said:
            named.setdefault((said.voice.casefold(), said.target.same), []).append(said)
        found = (self._promise(sayings) for sayings in named.values())
        return [promise for promise in found if promise]

    @cached_property
    def moves(self) -> list[Move]:
        """The moves that lead to the standing target, oldest first."""
        standing = self.cell.main(self.day).answer
        if standing is None or not isinstance(standing.value, Target):
            return []
        walks = [self._walk(Said(voice, standing, standing.value)) for voice in voices(standing)]
        return max(walks, key=lambda moves: (sum(move.way > 0 for move in moves), len(moves)))

    def _walk(self, here: Said) -> list[Move]:
        """The moves of one voice that lead to a target."""
        moves: list[Move] = []
        while before := self._before(here):
            if before.target.same != here.target.same:
                moves.append(_move(before, here))
            here = before
        return moves[::-1]

    @property
    def schedule(self) -> str:
        """The schedule label of the question."""
        standing = self.cell.main(self.day).answer
        if standing and isinstance(standing.value, Happened):
            return self._arrived(standing.value)
        if self.programme.ended(self.day):
            return ENDED
        if standing is None:
            return NO_DATE
        assert isinstance(standing.value, Target)
        date_said = standing.value.when
        if date_said.last is None and date_said.mark < self.day:
            return NO_DATE
        if date_said.over(self.day):
            return MISSED
        later = sum(move.way > 0 for move in self.moves)
        if later:
            return f"moved later {later} times"
        return MOVED_EARLIER if any(move.way < 0 for move in self.moves) else ON_TIME

    def _arrived(self, event: Happened) -> str:
        """An arrival against the first target on record, else the first."""
        scored = [said for said in self.said if said.target.when.last]
        first = next((said for said in scored if said.answer.entry.on_record), scored[0] if scored else None)
        if first is None:
            return ARRIVED
        return ARRIVED_LATE if _late(first.target, event) else ARRIVED_ON_TIME

    def _sound(self, answer: Answer) -> bool:
        """Not disputed on the day."""
        return not self.book.disputed(answer.entry, self.cell.question, self.day)

    @cached_property
    def _outs(self) -> Outs:
        """What took targets out of play by the day."""
        return Outs(self.book, self.cell.question, self.given, self.day)

    def _promise(self, sayings: list[Said]) -> Promise | None:
        first, last = sayings[0], sayings[-1]
        target = last.target
        if target.when.last is None and (self.arrival or target.when.mark < self.day):
            return None
        mover = self._after(last)
        moved_to = mover.answer if mover else None
        if self.arrival and isinstance(self.arrival.value, Happened):
            late = _late(target, self.arrival.value)
            return Promise(first.voice, first.answer, target, LATE if late else KEPT, late, moved_to)
        verdict, over = self._fate(last, mover)
        return Promise(first.voice, first.answer, target, verdict, "", moved_to, over)

    def _fate(self, said: Said, mover: Said | None) -> tuple[str, date | None]:
        """Verdict and day of a target whose thing has not happened: whatever came first before it was due."""
        due = said.target.when.last
        fates = [(mover.answer.newness[0], MOVED)] if mover else []
        fates += [(day, DROPPED) for day in self._dropped(said)]
        in_time = [(day, fate) for day, fate in fates if due is None or day <= due]
        if in_time:
            over, verdict = min(in_time, key=lambda pair: pair[0])
            return verdict, over
        return (MISSED if due and due < self.day else OPEN), None

    def _dropped(self, said: Said) -> Iterable[date]:
        """The days on which it was given up without a new date: ended, superseded, taken back."""
        if ended := self.programme.ended(self.day):
            yield ended
        if (out := self._outs.first(said.answer, gone=True)) < date.max:
            yield out
        for given in self.given:
            if (
                isinstance(given.value, Nothing)
                and given.newness > said.answer.newness
                and said.voice in voices(given)
            ):
                yield given.newness[0]

    def _after(self, said: Said) -> Said | None:
        """The next target that replaces this one."""
        if not self._sound(said.answer):
            return None
        return next((new for new in self.said if self._moves(said, new)), None)

    def _before(self, said: Said) -> Said | None:
        """The last target that this one repeats or replaces."""
        older = (old for old in reversed(self.said) if old.answer.newness < said.answer.newness)
        return next((old for old in older if self._follows(old, said) and self._sound(old.answer)), None)

    def _moves(self, old: Said, new: Said) -> bool:
        return new.target.same != old.target.same and self._follows(old, new)

    def _follows(self, old: Said, new: Said) -> bool:
        """Whether `new` is a later word of the same voice, or a report that supersedes the report `old`."""
        if new.answer.newness <= old.answer.newness or not self._sound(new.answer):
            return False
        same_voice = new.voice.casefold() == old.voice.casefold()
        if not same_voice and not (
            RECORD not in (old.voice, new.voice) and self._supersedes(new.answer, old.answer)
        ):
            return False
        return min(self._outs.first(old.answer), self._outs.first(new.answer)) >= new.answer.newness[0]

    def _supersedes(self, new: Answer, old: Answer) -> bool:
        links = self.book.superseded.get(old.entry.claim.id, ())
        return any(by is new.entry and link.covers(self.cell.question) for by, link in links)


def voices(answer: Answer) -> tuple[str, ...]:
    """Who speaks: the record, or each origin that the claim was first published by."""
    return (RECORD,) if answer.entry.on_record else answer.entry.origins


def _late(target: Target, event: Happened) -> str:
    """How late the event is, from the target's last day to the event's first; "" if nothing shows it."""
    due, came = target.when.last, event.when.first
    if due is None or came is None or came <= due:
        return ""
    return when.apart(due, came, exact=target.when.is_day and event.when.is_day)


def _move(old: Said, new: Said) -> Move:
    before, after = old.target.when, new.target.when
    way = _way(before, after)
    return Move(old.answer, new.answer, way, when.moved_by(before, after) if way else "")


def _way(before: When, after: When) -> int:
    """1 where a date moved later, -1 earlier, else 0; with an open end only where they share no day."""
    if before.last and after.last:
        return (after.mark > before.mark) - (after.mark < before.mark)
    if before.last and after.first:
        return int(after.first > before.last)
    return -int(bool(before.first and after.last and after.last < before.first))
