"""Which answer of a line stands as the days go by: the sentences of the rule, one method each.

The rule is the design's ("Which answer stands") and stands in readers' words on the Method page.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date
from heapq import merge
from typing import TYPE_CHECKING

from generator.answer import Choice, Nothing, Value
from generator.newest import Newest, add, newness, remove
from generator.when import year_gone, year_later

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator

    from generator.ledger import Entry, Ledger, Newness
    from generator.newest import Change

ON_RECORD, WELL_REPORTED, SINGLE_REPORT = "on record", "well reported", "single report"
DISPUTED, NOT_KNOWN = "disputed", "not known"
EVIDENCE = (ON_RECORD, WELL_REPORTED, SINGLE_REPORT, DISPUTED, NOT_KNOWN)


@dataclass(frozen=True, slots=True, eq=False)
class Answer:
    """A claim's value for a question; `recorded` is the day from which it is on record, if ever."""

    entry: Entry
    question: str
    value: Value
    recorded: date | None

    @property
    def newness(self) -> Newness:
        """Compares which answer is newer."""
        return self.entry.newness

    @property
    def same(self) -> Hashable:
        """Answers with an equal `same` say the same."""
        return self.value.same

    def on_record(self, day: date) -> bool:
        """Whether it is on record on `day`."""
        return self.recorded is not None and self.recorded <= day


@dataclass(frozen=True, slots=True)
class Standing:
    """What a cell says on a day.

    answer     the answer that stands; None: not known, or withdrawn
    evidence   one of EVIDENCE
    also       what is also reported, newest first
    withdrawn  the last answer, where answers were taken back without a new one
    """

    answer: Answer | None = None
    evidence: str = NOT_KNOWN
    also: tuple[Answer, ...] = ()
    withdrawn: Answer | None = None


def is_ending(answer: Answer, endings: frozenset[str]) -> bool:
    """Whether an answer ends a programme."""
    return isinstance(answer.value, Choice) and any(word in endings for word in answer.value.words)


MOST_ALSO = 100
"""So many other answers are shown in a cell at most: no brief has them, and no reader reads more."""

_NEVER = (date.min, -1)


class Play:
    """The answers of one line as the days go by: which are in play, which are on record, what stands.

    `on` is called with rising days. Each answer is looked at on the days on which it may turn, and put among
    those of its kind: on record or reported, disputed or not. So the whole is linear in the claims and links.
    """

    def __init__(self, book: Ledger, answers: list[Answer], endings: frozenset[str] = frozenset()) -> None:
        self.book = book
        self.question = answers[0].question
        self.endings = endings
        self.answers = answers
        turning = ((day, number) for number, one in enumerate(answers) for day in self._turns(one))
        self.coming = sorted(turning, reverse=True)
        self.sweeps = sorted(self._sweeps(answers), reverse=True)
        self.out_before = self.reports_out_before = _NEVER
        self.kinds: dict[Answer, tuple[bool, bool]] = {}
        """Of each answer in play: whether it is on record, whether it is disputed."""
        self.of_kind: dict[tuple[bool, bool], list[Answer]] = {
            (recorded, disputed): [] for recorded in (True, False) for disputed in (True, False)
        }
        self.given: list[Answer] = []
        self.stood: Answer | None = None
        self.reported, self.undisputed, self.ended = Newest(), Newest(), Newest()
        self.origins: dict[Hashable, Counter[str]] = defaultdict(Counter)

    def _turns(self, answer: Answer) -> Iterator[date]:
        """The days on which an answer may come into play, go, become disputed or be on record."""
        counts = answer.entry.counts
        yield counts
        days = [answer.recorded or counts, self.book.superseded_from(answer.entry, self.question)]
        for stretch in self.book.disputes(answer.entry, self.question):
            days += stretch
        yield from (day for day in days if counts < day < date.max)

    def _sweeps(self, answers: Iterable[Answer]) -> Iterable[tuple[date, Newness, bool]]:
        """(day, superseded answer's newness, by a claim on record): from then on older answers are out.

        Not before the superseded answer counts itself: what nobody has said yet sweeps nothing out.
        """
        for answer in answers:
            for by, link in self.book.superseded.get(answer.entry.claim.id, ()):
                if link.covers(self.question):
                    known = answer.entry.counts
                    yield max(by.counts, known), answer.newness, by.on_record
                    recorded = self.book.recorded_from(by, self.question)
                    if recorded and not by.on_record:
                        yield max(recorded, known), answer.newness, True

    def days(self) -> list[date]:
        """Every day on which this line may change, in order."""
        days = {day for day, _number in self.coming}
        for answer in self.answers:
            days.add(max(year_gone(answer.newness[0]), answer.entry.counts))
        days.update(day for day, _newness, _record in self.sweeps)
        first = min(answer.entry.counts for answer in self.answers)
        return sorted(day for day in days if day >= first)

    def on(self, day: date) -> Standing:
        """What stands on `day`; days must rise from call to call."""
        self._take_up(day)
        standing, evidence = self.chosen(day)
        if standing is None:
            return Standing(withdrawn=self._last())
        if isinstance(standing.value, Nothing):
            return Standing(also=self._also(standing, day), withdrawn=self._last(standing))
        self.stood = standing
        return Standing(standing, evidence, self._also(standing, day))

    def _take_up(self, day: date) -> None:
        swept = False
        while self.sweeps and self.sweeps[-1][0] <= day:
            swept = True
            _day, edge, on_record = self.sweeps.pop()
            if on_record:
                self.out_before = max(self.out_before, edge)
            self.reports_out_before = max(self.reports_out_before, edge)
        while self.coming and self.coming[-1][0] <= day:
            turned, number = self.coming.pop()
            answer = self.answers[number]
            if turned == answer.entry.counts and not isinstance(answer.value, Nothing):
                add(self.given, answer)
            self._put(answer, self._kind(answer, day))
        for (recorded, _disputed), answers in self.of_kind.items() if swept else ():
            edge = self.out_before if recorded else self.reports_out_before
            for answer in answers[: bisect_left(answers, edge, key=newness)]:
                self._put(answer, None)

    def _kind(self, answer: Answer, day: date) -> tuple[bool, bool] | None:
        if not self._in_play(answer, day):
            return None
        return answer.on_record(day), self._disputed(answer, day)

    def _put(self, answer: Answer, kind: tuple[bool, bool] | None) -> None:
        """Take an answer from where it is and put it where it belongs now; None: it is out of play."""
        before = self.kinds.pop(answer, None)
        if kind is not None:
            self.kinds[answer] = kind
        if before == kind:
            return
        if before is not None:
            self._move(answer, before, remove)
        if kind is not None:
            self._move(answer, kind, add)

    def _move(self, answer: Answer, kind: tuple[bool, bool], change: Change) -> None:
        """Add an answer to those of a kind, or remove it from them."""
        recorded, disputed = kind
        change(self.of_kind[kind], answer)
        if not recorded:
            self.reported.change(answer, change)
        if disputed:
            return
        if not recorded:
            self.undisputed.change(answer, change)
            if is_ending(answer, self.endings):
                self.ended.change(answer, change)
        origins = self.origins[answer.same]
        for origin in {origin.casefold() for origin in answer.entry.origins}:
            origins[origin] += 1 if change is add else -1
            if not origins[origin]:
                del origins[origin]

    def _in_play(self, answer: Answer, day: date) -> bool:
        """Rule 1: neither superseded nor older than what was superseded."""
        edge = self.out_before if answer.on_record(day) else self.reports_out_before
        return answer.newness >= edge and self.book.superseded_from(answer.entry, self.question) > day

    def _disputed(self, answer: Answer, day: date) -> bool:
        return self.book.disputed(answer.entry, self.question, day)

    def chosen(self, day: date) -> tuple[Answer | None, str]:
        """Rules 2 to 4: the record first, else what is reported, else nothing; after `on` of the same day."""
        if record := self.of_kind[True, False]:
            return record[-1], ON_RECORD
        disputed = max(
            (*self.of_kind[True, True][-1:], *self.of_kind[False, True][-1:]), key=newness, default=None
        )
        if reports := self.of_kind[False, False]:
            newest = reports[-1]
            if disputed is None or disputed.newness[0] <= year_later(newest.newness[0]):
                return newest, self._reported(newest)
        return (disputed, DISPUTED) if disputed else (None, NOT_KNOWN)

    def _reported(self, standing: Answer) -> str:
        """Well reported by two or more origins among the claims in play and undisputed that say the same."""
        return WELL_REPORTED if len(self.origins[standing.same]) > 1 else SINGLE_REPORT

    def _also(self, standing: Answer, day: date) -> tuple[Answer, ...]:
        """Rule 5: what else is reported in the same cell, one answer for each value, newest first."""
        if standing.on_record(day):
            newer = self.reported.since(standing.newness)
        else:
            newer = self.undisputed.since((year_later(day, -1), -1))
        newest: dict[Hashable, Answer] = {}
        if self.ended:
            newer = merge(newer, self.ended.since(_NEVER), key=newness, reverse=True)
        for answer in newer:
            if answer.same != standing.same and not isinstance(answer.value, Nothing):
                newest.setdefault(answer.same, answer)
                if len(newest) == MOST_ALSO:
                    break
        return tuple(newest.values())

    def _last(self, before: Answer | None = None) -> Answer | None:
        """The last answer that stood, else the newest that was given before, for striking through."""
        if self.stood:
            return self.stood
        place = bisect_left(self.given, before.newness, key=newness) if before else len(self.given)
        return self.given[place - 1] if place else None
