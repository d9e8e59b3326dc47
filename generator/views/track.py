"""The track record: how dates came out by who named them, and the denials that the record proved false."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from generator import track
from generator.draw.bars import Part, bars
from generator.slices import fits
from generator.when import apart
from generator.wording import counted, dated, label

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.ledger import Entry
    from generator.plans import Plan
    from generator.text import Html
    from generator.track import Dated, Fallen, Tally
    from generator.view import Site
    from generator.when import When

MOST = 40
"""So many rows a table shows at most."""
DAYS = 45
"""What is shorter is told in days."""


class Line(NamedTuple):
    """A row of a table: a group of dates and how they came out."""

    name: str
    slug: str
    tally: Tally
    median: str
    bar: Html
    part: bool = False


class Date(NamedTuple):
    """One date of an origin."""

    plan: Plan
    label: str
    target: str
    claim: str
    said: When
    verdict: str
    words: str


@dataclass(frozen=True, slots=True)
class Words:
    """A claim with when it was said, as precise as known."""

    entry: Entry
    said: When

    @property
    def on(self) -> str:
        """`on 21 February 2021`, `in January 2021`."""
        return dated(self.said)


@dataclass(frozen=True, slots=True)
class Taken:
    """A word on record that the record took back; `held` is for how long it stood, in words."""

    company: str
    said: Words
    repeats: list[Words]
    reports: list[Words]
    proof: Words
    held: str
    days: int


def page(site: Site) -> dict[str, Any]:
    """What the page needs."""
    every = [
        one
        for plan in site.plans
        for cell in plan.weighed.cells.values()
        if cell.timed
        for one in track.dated(plan.company, site.targets(plan, cell))
    ]
    once = track.said_once(every)
    record = [one for one in once if one.on_record]
    reported = [one for one in once if not one.on_record]
    sides = [
        _line("On record", track.tally("record", record), width=440, height=28),
        _line("Reported by others", track.tally("reported", reported), width=440, height=28),
    ]
    dates = _dates(site, every)
    companies = track.grouped(record, lambda one: one.company, track.FEWEST)
    books = {slug: weighed.ledger for slug, weighed in site.weighed.items()}
    denials = [
        _taken(site, slug, one) for slug, book in books.items() for one in track.false_denials(book, site.day)
    ]
    reversed_ = [
        _taken(site, slug, one) for slug, book in books.items() for one in track.reversals(book, site.day)
    ]
    reports = sum(len(track.denied(book, site.day)) for book in books.values())
    return {
        "finding": _finding(*(side.tally for side in sides)),
        "sides": [side for side in sides if side.tally.total],
        "bases": [*_bases(site, "On record", record), *_bases(site, "Reported by others", reported)],
        "origins": [_line(one.name, one) for one in track.by_origin(every)],
        "each": fits(len(every)),
        "most": MOST,
        "dates_of": lambda origin: dates.get(origin.casefold(), []),
        "companies": [_line(site.name(one.name), one, one.name) for one in companies],
        "denials": sorted(denials, key=_newest),
        "denials_finding": _denials_finding(denials, reports),
        "reversals": sorted(reversed_, key=_newest),
        "fewest": track.FEWEST,
    }


def _line(
    name: str, tally: Tally, slug: str = "", *, part: bool = False, width: float = 200, height: float = 18
) -> Line:
    parts = [
        Part("in time", tally.kept, "green"),
        Part("late", tally.late, "amber"),
        Part("missed", tally.missed, "red"),
        Part("moved or dropped before due", tally.given_up),
    ]
    return Line(name, slug, tally, lateness(tally.median), bars(name, parts, width, height), part)


def lateness(days: int | None) -> str:
    """`12 days`, `3 months`; "" for nothing."""
    if days is None:
        return ""
    start = date(2000, 1, 1)
    return apart(start, start + timedelta(days=days), exact=days < DAYS)


def _bases(site: Site, name: str, group: list[Dated]) -> list[Line]:
    """All dates of one side, then those of each of its bases, in the order of the vocabulary."""
    if not group:
        return []
    words = site.content.brief.bases
    tallies = {one.name: one for one in track.grouped(group, lambda one: one.basis)}
    order = [*words, *sorted(set(tallies) - set(words))]
    lines = [_line(label(words, basis), tallies[basis], part=True) for basis in order if basis in tallies]
    return [_line(name, track.tally(name, group)), *lines]


def _dates(site: Site, every: Iterable[Dated]) -> dict[str, list[Date]]:
    """Origin → its dates, oldest first."""
    by: dict[str, list[Date]] = defaultdict(list)
    for one in sorted(every, key=lambda one: (one.promise.first.entry.counts, one.company)):
        entry, plan = one.promise.first.entry, site.plan(one.company, one.programme)
        by[one.promise.voice.casefold()].append(
            Date(
                plan=plan,
                label=site.label(plan, one.question),
                target=one.promise.target.when.words,
                claim=entry.claim.id,
                said=entry.said,
                verdict=one.promise.verdict,
                words=f"late by {one.promise.late_by}" if one.promise.late_by else one.promise.verdict,
            )
        )
    return by


def _finding(record: Tally, reported: Tally) -> str:
    """The sentence at the top."""
    if not record.settled and not reported.settled:
        return "No date has been settled yet."
    told = []
    if record.settled:
        told.append(
            f"Of {counted(record.settled, 'date')} given on record, {_share(record)} came true in time"
        )
    if reported.settled:
        told.append(f"of {reported.settled} that others reported, {_share(reported)}")
    sentence = f"{'; '.join(told)}."
    if record.median is not None:
        sentence += (
            f" What came late on record was late by {lateness(record.median)} or more in half of the cases."
        )
    return f"{sentence[0].upper()}{sentence[1:]}"


def _share(tally: Tally) -> str:
    return f"{tally.kept} ({round(100 * tally.kept / tally.settled)}%)"


def _denials_finding(denials: list[Taken], reports: int) -> str:
    if not denials:
        return "The record has proved no denial false."
    names = f"{counted(len(denials), 'denial')} on record proved false"
    shortest = min(denials, key=lambda one: (one.days, one.company))
    borne_out = len({report.entry.claim.id for one in denials for report in one.reports})
    told = f"{names}; the shortest-lived held for {shortest.held}."
    if not reports:
        return told
    return (
        f"{told} The record contradicted {counted(reports, 'report')}; it bore out {borne_out} of them later."
    )


def _taken(site: Site, slug: str, fallen: Fallen) -> Taken:
    said, proof = _words(site, slug, fallen.said), _words(site, slug, fallen.proof)
    first, last = fallen.said.newness[0], fallen.proof.newness[0]
    exact = said.said.is_day and proof.said.is_day
    return Taken(
        company=slug,
        said=said,
        repeats=[_words(site, slug, one) for one in fallen.repeats],
        reports=[_words(site, slug, one) for one in fallen.reports],
        proof=proof,
        held=lateness((last - first).days) if exact else apart(first, last, exact=False),
        days=(last - first).days,
    )


def _words(site: Site, slug: str, entry: Entry) -> Words:
    """A claim with the day of what it tells, where it looks back, else that on which it was said."""
    event = entry.claim.event
    looks_back = event is not None and event.last is not None and event.last == entry.newness[0]
    return Words(entry, event if event and looks_back else entry.said)


def _newest(one: Taken) -> tuple[int, int, str]:
    return (-one.proof.entry.newness[0].toordinal(), -one.days, one.company)
