"""What made a cell change on a day: the claims that began to count then and reach it."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from generator.ledger import Entry, Ledger
    from generator.plans import Plan
    from generator.view import Site


def causes(site: Site, plan: Plan, question: str, day: date) -> list[Entry]:
    """The claims that count from `day` on and answer the question or link to an answer of it.

    None: time alone did it (a report older than a year no longer stands beside a newer denial).
    """
    book = site.weighed[plan.company].ledger
    return causes_in(book, plan.weighed.slug, question, day) if day <= site.day else []


@lru_cache(maxsize=64)  # a day of many claims is asked for once for each scope
def causes_in(book: Ledger, programme: str, question: str, day: date) -> list[Entry]:
    """The same of a company's ledger, whatever day the site is of."""
    begun = book.by_day.get(day, ())
    return [entry for entry in begun if any(_reaches(book, programme, question, entry))]


def _reaches(book: Ledger, programme: str, question: str, entry: Entry) -> Iterator[bool]:
    """Whether a claim answers the question, or links to a claim that does or to what such a claim denies."""
    if entry.programme == programme and question in entry.claim.answers:
        yield True
    for link in (*entry.claim.contradicts, *entry.claim.supersedes, *entry.claim.confirms):
        other = book.by_id.get(link.claim)
        if other and link.covers(question):
            yield question in other.claim.answers and other.programme == programme
            yield any(
                (denied := book.by_id.get(further.claim)) is not None and question in denied.claim.answers
                for further in other.claim.contradicts
            )
