"""The steps of pages as files: what stands in each slot of a page from which day on, as the page writes it.

    compare/steps.json         every cell of the table
    companies/SLUG/steps.json  every part of a company's page that changes with the day

    {"last": DAY, "days": [DAY, …], "pieces": [HTML, …], "texts": [[number, …], …],
     "slots": {SLOT: ["", number, DAY, number or [number, …], …]}}

A slot holds days and numbers of texts in turn; the first day is "": before anything was known. A text is made
of pieces, one for each tag: rows of tables have most of theirs in common. The theme's script fetches
a file when a reader first chooses a day, and puts the texts in place; it knows nothing of the rule.
"""

from __future__ import annotations

import json
import re
from functools import cache, partial
from typing import TYPE_CHECKING, Any

from generator.page import common
from generator.text import inert, templates
from generator.timetravel import ALWAYS, Travel
from generator.view import company_page
from generator.views.answers import milestones

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import date

    from generator.partners import Relation
    from generator.timetravel import Said, Status, Steps, T
    from generator.view import Site
    from generator.views.promised import Row

COMPARE, STEPS = "compare.md", "steps.json"
_PIECES = re.compile(r"[^>]*>|[^>]+")


def files(site: Site) -> Iterator[tuple[str, bytes]]:
    """(path in the site, content) of every file, in an order that never varies."""
    yield from compare_files(site)
    for slug in site.companies:
        yield from company_files(site, slug)


def compare_files(site: Site) -> tuple[tuple[str, bytes]]:
    """What stands beside the table of all programmes."""
    return ((f"compare/{STEPS}", compare(site)),)


def company_files(site: Site, slug: str) -> tuple[tuple[str, bytes]]:
    """What stands beside a company's page."""
    return ((f"companies/{slug}/{STEPS}", company(site, slug)),)


def compare(site: Site) -> bytes:
    """Every cell of the table, and the names of programmes that had others."""
    book = Book(site, COMPARE)
    for plan in site.plans:
        travel, row = Travel(site, plan), f"{plan.company}.{plan.weighed.slug}"
        for question in site.content.brief.questions:
            book.slot(f"{row}/{question}", travel.cell(question), book.cell)
        page, anchor = company_page(plan.company), plan.anchor
        book.slot(f"{row}/programme", travel.names(), partial(book.name, page, anchor))
    book.told([site.day])
    return book.written()


def company(site: Site, slug: str) -> bytes:
    """Every part of a company's page that changes with the day."""
    book = Book(site, company_page(slug))
    for plan in site.plans_of(slug):
        travel, here = Travel(site, plan), plan.anchor
        book.slot(f"{here}.bottom", travel.bottom(), book.text)
        book.slot(f"{here}.status", travel.status(), book.status)
        for name in site.content.brief.questions:
            book.slot(plan.answer_anchor(name), travel.cell(name), book.fact)
        for one in milestones(site, plan):
            book.slot(one.anchor, travel.cell(one.name), book.milestone)
        promises, partners = travel.promises(), travel.partners()
        if promises[-1][1]:  # else the page has no table for them
            book.slot(f"{here}.promises", promises, book.promises)
        if partners[-1][1]:
            book.slot(f"{here}.partners", partners, book.partners)
    book.told(entry.counts for entry in site.weighed[slug].ledger.counting(site.day))
    return book.written()


class Book:
    """The slots of a page; each text, and each piece of one, stands in it once."""

    def __init__(self, site: Site, here: str) -> None:
        self._known = common(site, here)
        macros: Any = templates().get_template("macros.md.jinja")
        self._macros = macros.make_module(self._known)
        self._promise = cache(lambda row: self._macros.promise_row(row, False))
        self._relation = cache(self._macros.relation_row)
        self._number = cache(self._numbered)
        self._numbers: dict[str, int] = {}
        self._slots: dict[str, list[str | int | list[int]]] = {}
        self._days: set[str] = set()

    # What the templates write

    def cell(self, said: Said) -> list[str]:
        return [self._macros.cell(said.fact, said.ended)]

    def fact(self, said: Said) -> list[str]:
        return [self._macros.fact_said(said.fact, said.ended)]

    def milestone(self, said: Said) -> list[str]:
        return [self._macros.fact_said(said.fact, False)]

    def status(self, said: Status) -> list[str]:
        return [self._macros.status(said.stage, said.schedule)]

    def promises(self, rows: Iterable[Row]) -> list[str]:
        return list(map(self._promise, rows))

    def partners(self, rows: Iterable[Relation]) -> list[str]:
        return list(map(self._relation, rows))

    def text(self, text: str) -> list[str]:
        return [inert(text)]

    def name(self, page: str, anchor: str, name: str) -> list[str]:
        return [self._known["to"](page, name, anchor)]

    # What is written of them

    def slot(self, key: str, steps: Steps[T], texts: Callable[[T], list[str]]) -> None:
        """Take up what a slot says from which day on; left out where it never says anything else."""
        slot: list[str | int | list[int]] = []
        for day, what in steps:
            numbers = [number for html in texts(what) if (number := self._number(html)) is not None]
            now = numbers[0] if len(numbers) == 1 else numbers
            if not slot or slot[-1] != now:
                slot += ["" if day == ALWAYS else day.isoformat(), now]
        if len(slot) > 2:
            self._slots[key] = slot
            self._days.update(day for day in slot[2::2] if isinstance(day, str))

    def told(self, days: Iterable[date]) -> None:
        """Days on which something else of the page changes."""
        self._days.update(day.isoformat() for day in days)

    def _numbered(self, html: str) -> int | None:
        """The number of a text; None if there is nothing in it."""
        text = folded(html)
        return self._numbers.setdefault(text, len(self._numbers)) if text else None

    def written(self) -> bytes:
        """The file."""
        days = sorted(self._days)
        pieces: dict[str, int] = {}
        texts = [
            [pieces.setdefault(piece, len(pieces)) for piece in _PIECES.findall(text)]
            for text in self._numbers
        ]
        data = {
            "last": days[-1],
            "days": days,
            "pieces": list(pieces),
            "texts": texts,
            "slots": self._slots,
        }
        return (json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def folded(html: str) -> str:
    """Lines without the blanks around them, as `page.shaped` leaves them."""
    return "\n".join(line for line in map(str.strip, str(html).split("\n")) if line)
