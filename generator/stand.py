"""Which answer of a line stands as the days go by: the sentences of the rule, one method each.

The rule is the design's ("Which answer stands") and stands in readers' words on the Method page.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from generator.answer import Choice, Nothing, Value
from generator.when import year_later

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable

    from generator.ledger import Entry, Ledger, Newness

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


class Play:
    """The answers of one line as the days go by: which are in play, which are on record, what stands.

    `on` is called with rising days, so that every claim is taken up once: the whole is linear in the claims.
    """

    def __init__(self, book: Ledger, answers: list[Answer], endings: frozenset[str]) -> None:
        self.book = book
        self.question = answers[0].question
        self.endings = endings
        self.coming = sorted(answers, key=lambda answer: answer.entry.counts, reverse=True)
        later = [
            (a.recorded, n, a) for n, a in enumerate(answers) if a.recorded and a.recorded > a.entry.counts
        ]
        self.confirmed = [answer for _day, _n, answer in sorted(later, reverse=True)]
        self.sweeps = sorted(self._sweeps(answers), reverse=True)
        self.record: list[Answer] = []
        self.reports: list[Answer] = []
        self.by_value: dict[Hashable, list[Answer]] = defaultdict(list)
        self.ended: list[Answer] = []
        self.out_before: Newness = (date.min, -1)
        self.reports_out_before: Newness = (date.min, -1)

    def _sweeps(self, answers: Iterable[Answer]) -> Iterable[tuple[date, Newness, bool]]:
        """(day, superseded answer's newness, by a claim on record): from then on older answers are out."""
        for answer in answers:
            for by, link in self.book.superseded.get(answer.entry.claim.id, ()):
                if link.covers(self.question):
                    yield by.counts, answer.newness, by.on_record
                    recorded = self.book.recorded_from(by, self.question)
                    if recorded and not by.on_record:
                        yield recorded, answer.newness, True

    def days(self) -> list[date]:
        """Every day on which this line may change, in order."""
        days: set[date] = set()
        for answer in self.coming:
            days.add(answer.entry.counts)
            year = year_later(answer.newness[0]) + timedelta(days=1)
            days.add(max(year, answer.entry.counts))
            days.update(self.book.linked_days(answer.entry))
        days.update(day for day, _newness, _record in self.sweeps)
        first = min(answer.entry.counts for answer in self.coming)
        return sorted(day for day in days if day >= first)

    def on(self, day: date) -> Standing:
        """What stands on `day`; days must rise from call to call."""
        self._take_up(day)
        standing, evidence = self.chosen(day)
        if standing is None:
            return Standing(withdrawn=self._last_given())
        if isinstance(standing.value, Nothing):
            return Standing(also=self._also(standing, day), withdrawn=self._last_given(standing))
        return Standing(standing, evidence, self._also(standing, day))

    def _take_up(self, day: date) -> None:
        while self.coming and self.coming[-1].entry.counts <= day:
            answer = self.coming.pop()
            insort(self.record if answer.on_record(day) else self.reports, answer, key=_newness)
            self.by_value[answer.same].append(answer)
            if is_ending(answer, self.endings):
                self.ended.append(answer)
        while self.confirmed and self.confirmed[-1].on_record(day):
            answer = self.confirmed.pop()
            if answer in self.reports:
                self.reports.remove(answer)
                insort(self.record, answer, key=_newness)
        while self.sweeps and self.sweeps[-1][0] <= day:
            _day, newness, on_record = self.sweeps.pop()
            if on_record:
                self.out_before = max(self.out_before, newness)
            self.reports_out_before = max(self.reports_out_before, newness)

    def _in_play(self, answer: Answer, day: date) -> bool:
        """Rule 1: neither superseded nor older than what was superseded."""
        edge = self.out_before if answer.on_record(day) else self.reports_out_before
        if answer.newness < edge:
            return False
        return not any(
            by.counts <= day and link.covers(self.question)
            for by, link in self.book.superseded.get(answer.entry.claim.id, ())
        )

    def _disputed(self, answer: Answer, day: date) -> bool:
        return self.book.disputed(answer.entry, self.question, day)

    def chosen(self, day: date) -> tuple[Answer | None, str]:
        """Rules 2 to 4: the record first, else what is reported, else nothing; after `on` of the same day."""
        disputed: list[Answer] = []
        for answer in reversed(self.record):
            if self._in_play(answer, day):
                if not self._disputed(answer, day):
                    return answer, ON_RECORD
                disputed.append(answer)
        for answer in reversed(self.reports):
            if not self._in_play(answer, day):
                continue
            if self._disputed(answer, day):
                disputed.append(answer)
            elif all(one.newness[0] <= year_later(answer.newness[0]) for one in disputed):
                return answer, self._reported(answer, day)
            else:
                break
        return (max(disputed, key=_newness), DISPUTED) if disputed else (None, NOT_KNOWN)

    def _reported(self, standing: Answer, day: date) -> str:
        """Well reported by two or more origins among the claims in play and undisputed that say the same."""
        origins: set[str] = set()
        for answer in self.by_value[standing.same]:
            if self._in_play(answer, day) and not self._disputed(answer, day):
                origins.update(origin.casefold() for origin in answer.entry.origins)
                if len(origins) > 1:
                    return WELL_REPORTED
        return SINGLE_REPORT

    def _also(self, standing: Answer, day: date) -> tuple[Answer, ...]:
        """Rule 5: what else is reported in the same cell, one answer for each value, newest first."""
        if standing.on_record(day):
            newer = self.reports[bisect_right(self.reports, standing.newness, key=_newness) :]
            others = [answer for answer in newer if self._in_play(answer, day)]
        else:
            year_before = bisect_left(self.reports, (year_later(day, -1), -1), key=_newness)
            others = [
                a for a in self.reports[year_before:] if self._in_play(a, day) and not self._disputed(a, day)
            ]
        others += [
            answer
            for answer in self.ended
            if not answer.on_record(day) and self._in_play(answer, day) and not self._disputed(answer, day)
        ]
        newest: dict[Hashable, Answer] = {}
        for answer in sorted(others, key=_newness, reverse=True):
            if answer.same != standing.same and not isinstance(answer.value, Nothing):
                newest.setdefault(answer.same, answer)
        return tuple(newest.values())

    def _last_given(self, before: Answer | None = None) -> Answer | None:
        """The newest answer that was given (before it was taken back), for striking through."""
        given = [
            answer
            for answer in (*self.record, *self.reports)
            if not isinstance(answer.value, Nothing) and (before is None or answer.newness < before.newness)
        ]
        return max(given, key=_newness) if given else None


def _newness(answer: Answer) -> Newness:
    return answer.newness
