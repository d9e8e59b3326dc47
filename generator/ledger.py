"""A company's claims as the rule sees them: from when each counts, how new it is, what others say of it."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from operator import itemgetter
from typing import TYPE_CHECKING

from generator.when import parse

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.answer import Value
    from generator.brief import Brief
    from generator.model import Claim, Company, Link, Source
    from generator.when import When

Newness = tuple["date", int]
"""What a claim is about, then its place in the file: the greater, the newer."""


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """A claim with what the rule needs of it.

    counts     the day from which it counts
    newness    compares which claim is newer
    on_record  whether its basis is on record
    programme  the programme that it is about
    origins    where it was first published, one for each origin
    said       when it was said, as precise as the date that makes it count
    dated      whether anything tells when it was said; else its day is that of its entry
    """

    claim: Claim
    counts: date
    newness: Newness
    on_record: bool
    programme: str
    origins: tuple[str, ...]
    said: When
    dated: bool

    def value(self, question: str) -> Value | None:
        """Its answer to a question."""
        return self.claim.answers.get(question)


Turned = dict[str, list[tuple[Entry, "Link"]]]
"""Links turned round: claim id → the entries that link to it."""
Stretches = list[tuple[date, date]]
"""(from, up to) in order, none within another."""


@dataclass(frozen=True, eq=False)
class Ledger:
    """All claims of a company in the order of the file, and their links turned round."""

    company: Company
    entries: tuple[Entry, ...]
    contradicted: Turned = field(default_factory=lambda: defaultdict(list))
    superseded: Turned = field(default_factory=lambda: defaultdict(list))
    confirmed: Turned = field(default_factory=lambda: defaultdict(list))
    _days: dict[tuple[object, Entry, str], date] = field(default_factory=dict, repr=False)
    _disputes: dict[tuple[Entry, str], Stretches] = field(default_factory=dict, repr=False)
    """What was worked out once of claims that others link to: an answer is asked for again and again."""

    @cached_property
    def by_id(self) -> dict[str, Entry]:
        """Claim id → entry."""
        return {entry.claim.id: entry for entry in self.entries}

    @cached_property
    def countered(self) -> set[str]:
        """The ids of the claims that others contradict or supersede."""
        return self.contradicted.keys() | self.superseded.keys()

    @cached_property
    def by_day(self) -> dict[date, list[Entry]]:
        """Day → the entries that count from it on, in the order of the file."""
        found: dict[date, list[Entry]] = defaultdict(list)
        for entry in self.entries:
            found[entry.counts].append(entry)
        return dict(found)

    def counting(self, day: date) -> Iterator[Entry]:
        """The entries that count on `day`, in the order of the file."""
        return (entry for entry in self.entries if entry.counts <= day)

    def recorded_from(self, entry: Entry, question: str) -> date | None:
        """The day from which its answer is on record: its own, or that of a claim that confirms it."""
        if entry.on_record:
            return entry.counts
        confirmed = self._first(self.confirmed, entry, question, on_record=True)
        return max(entry.counts, confirmed) if confirmed < date.max else None

    def superseded_from(self, entry: Entry, question: str) -> date:
        """The day from which a claim supersedes its answer; the last of all days if none does."""
        return self._first(self.superseded, entry, question)

    def disputed(self, entry: Entry, question: str, day: date) -> bool:
        """Whether a claim on record contradicts its answer on `day` and is not answered itself (rule 1)."""
        stretches = self.disputes(entry, question)
        place = bisect_right(stretches, day, key=itemgetter(0)) - 1
        return place >= 0 and day < stretches[place][1]

    def disputes(self, entry: Entry, question: str) -> Stretches:
        """The stretches of days in which its answer is disputed: in order."""
        if entry.claim.id not in self.contradicted:
            return []
        key = (entry, question)
        if key not in self._disputes:
            found = sorted(
                (by.counts, self._answered_from(by, question))
                for by, link in self.contradicted[entry.claim.id]
                if by.on_record and link.covers(question)
            )
            self._disputes[key] = _joined(found)
        return self._disputes[key]

    def disputing(self, entry: Entry, question: str, day: date) -> Iterator[Entry]:
        """The claims on record that contradict its answer on `day` and are not answered themselves."""
        return (
            by
            for by, link in self.contradicted.get(entry.claim.id, ())
            if by.on_record and by.counts <= day < self._answered_from(by, question) and link.covers(question)
        )

    def superseding(self, entry: Entry, question: str, day: date) -> Iterator[Entry]:
        """The claims that supersede its answer by `day`."""
        return (
            by
            for by, link in self.superseded.get(entry.claim.id, ())
            if by.counts <= day and link.covers(question)
        )

    def linked_days(self, entry: Entry) -> Iterator[date]:
        """Every day on which other claims may change what an entry's answers are worth."""
        claim = entry.claim.id
        for turned in (self.contradicted, self.superseded, self.confirmed):
            yield from (by.counts for by, _link in turned.get(claim, ()))
        for denial, _link in self.contradicted.get(claim, ()):
            for turned in (self.contradicted, self.superseded):
                yield from (by.counts for by, _link in turned.get(denial.claim.id, ()))

    def _answered_from(self, denial: Entry, question: str) -> date:
        """The day from which a denial is contradicted on record or superseded by another answer."""
        key = ("answered", denial, question)
        if key not in self._days:
            differing = [
                by.counts
                for by, link in self.superseded.get(denial.claim.id, ())
                if link.covers(question) and _differs(by.value(question), denial.value(question))
            ]
            contradicted = self._first(self.contradicted, denial, question, on_record=True)
            self._days[key] = min([contradicted, *differing])
        return self._days[key]

    def _first(self, turned: Turned, entry: Entry, question: str, *, on_record: bool = False) -> date:
        """The first day on which a claim (on record) links to an answer; the last of all days if none."""
        if entry.claim.id not in turned:
            return date.max
        key = (id(turned), entry, question)
        if key not in self._days:
            self._days[key] = min(
                (
                    by.counts
                    for by, link in turned[entry.claim.id]
                    if link.covers(question) and (by.on_record or not on_record)
                ),
                default=date.max,
            )
        return self._days[key]


def _joined(stretches: Stretches) -> Stretches:
    """Stretches in the order of their beginnings, those that touch as one."""
    joined: Stretches = []
    for start, end in stretches:
        if start >= end:
            continue
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _differs(new: Value | None, old: Value | None) -> bool:
    return new is not None and (old is None or new.same != old.same)


def counts_from(company: Company, claim: Claim) -> date | None:
    """The day from which a claim counts; None if nothing tells it (`brief check` asks for `entered` then).

    The last day of its `published`, or the earliest full date among its sources if that is earlier.
    """
    return _counts_from(claim, company.sources_of(claim))


def _counts_from(claim: Claim, sources: Iterable[Source]) -> date | None:
    dated = [source.published for source in sources if source.published]
    days = [when.last for when in dated if when.is_day and when.last]
    if claim.published:
        days.append(_end(claim.published))
    if not days:
        days = [_end(when) for when in dated] or ([claim.entered] if claim.entered else [])
    return min(days) if days else None


def newness(company: Company, place: int) -> Newness | None:
    """What tells the newer of two claims of a company; None where nothing tells when the claim was said.

    place  of the claim in the file, from 0 on
    """
    claim = company.claims[place]
    counts = counts_from(company, claim)
    return _newness(claim, counts, place) if counts else None


def _newness(claim: Claim, counts: date, place: int) -> Newness:
    about = min(counts, claim.event.last) if claim.event and claim.event.last else counts
    return about, place


def _said(counts: date, dates: Iterable[When]) -> When:
    """When a claim was said: as the most precise of its dates says that makes it count."""
    telling = (when for when in dates if _end(when) == counts)
    return min(telling, key=lambda when: not when.is_day, default=None) or parse(counts.isoformat())


def _end(when: When) -> date:
    return when.last or when.mark


def ledger(company: Company, brief: Brief) -> Ledger:
    """The ledger of a company whose entries have passed the check."""
    entries = []
    for place, claim in enumerate(company.claims):
        sources = company.sources_of(claim)
        counts = _counts_from(claim, sources)
        if counts is None:
            continue
        basis = brief.bases.get(claim.basis)
        dates = [when for when in (claim.published, *(one.published for one in sources)) if when]
        entries.append(
            Entry(
                claim=claim,
                counts=counts,
                newness=_newness(claim, counts, place),
                on_record=bool(basis and basis.on_record),
                programme=claim.about or company.lead,
                origins=tuple(dict.fromkeys(source.origin for source in sources)),
                said=_said(counts, dates),
                dated=bool(dates),
            )
        )
    made = Ledger(company, tuple(entries))
    for entry in entries:
        for links, turned in (
            (entry.claim.contradicts, made.contradicted),
            (entry.claim.supersedes, made.superseded),
            (entry.claim.confirms, made.confirmed),
        ):
            for link in links:
                turned[link.claim].append((entry, link))
    return made
