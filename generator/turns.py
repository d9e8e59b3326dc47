"""On which days a company may come to read otherwise though nobody edits it: its turning days.

A claim begins to count, a promised date begins or passes, a report grows old beside a denial, a programme
takes its new name. From one of these days to the next its pages, and its shares, stay the same.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from generator.answer import Amount, Happened, Target
from generator.when import parse, year_gone, year_later

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.ledger import Ledger
    from generator.model import Claim, Company
    from generator.when import When


def between(book: Ledger, day: date) -> tuple[date, date]:
    """The last day by `day` on which a company may have turned, and the next on which it may."""
    days = turns(book)
    last = max((one for one in days if one <= day), default=date.min)
    return last, min((one for one in days if one > day), default=date.max)


def turns(book: Ledger) -> set[date]:
    """Every day on which a company may turn: those that its entry names, and those that reports grow old on.

    One too many costs a page that is made for nothing; one too few shows a wrong page.
    """
    company = book.company
    days = {*_days(company)}
    for source in company.sources.values():
        days.update(_ends(source.published))
    for claim in company.claims:
        for when in _dates(claim):
            days.update(_ends(when))
    for entry in book.entries:
        days.add(entry.counts)
        if entry.claim.answers:
            days.update(_old(entry.counts), _old(entry.newness[0]))
    return days


def _days(company: Company) -> Iterator[date]:
    """The days that stand in an entry as such."""
    if company.checked:
        yield company.checked
    if company.summary:
        yield company.summary.as_of
    for programme in company.programmes.values():
        yield from (former.until + _DAY for former in programme.formerly)
    for claim in company.claims:
        if claim.entered:
            yield claim.entered
        if claim.corrections:
            yield from (correction.on for correction in claim.corrections)


def _dates(claim: Claim) -> list[When | None]:
    """The dates of a claim, each as precise as its source."""
    dates = [claim.published, claim.event]
    dates += [source.published for source in claim.sources if not isinstance(source, str)]
    for value in claim.answers.values():
        if isinstance(value, Target | Happened):
            dates.append(value.when)
        elif isinstance(value, Amount):
            dates.append(value.period)
    return dates


def _ends(when: When | None) -> tuple[date, ...]:
    """The first day of a date, its last, and the first after it."""
    return _ends_of(when.text) if when else ()


@lru_cache(maxsize=1 << 16)
def _ends_of(text: str) -> tuple[date, ...]:
    when = parse(text)
    ends = {one for one in (when.last, when.mark) if one}
    return (*ends, *(end + _DAY for end in ends), *([when.first] if when.first else []))


@lru_cache(maxsize=1 << 12)
def _old(day: date) -> tuple[date, date]:
    """From when on a day lies over a year back, and not within the year before: a leap day comes between."""
    return year_later(day) + _DAY, year_gone(day)


_DAY = timedelta(days=1)
