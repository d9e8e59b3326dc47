"""What a company adds to the data and calendar of the whole brief: made once for its own files too."""

from __future__ import annotations

import io
from contextlib import nullcontext
from functools import cache, lru_cache, partial
from typing import TYPE_CHECKING, NamedTuple

from generator.compact import compact
from generator.export import data
from generator.export.addresses import Addresses
from generator.export.sheets import csv_head, csv_rows
from generator.export.tables import tables
from generator.workers import aside, meanwhile

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from generator.export.calendar import Dated
    from generator.export.workbook import RowWriter
    from generator.view import Site


class Rows(NamedTuple):
    """Rows of a table: as CSV, and each as it stands in the workbook."""

    csv: bytes
    cells: tuple[str, ...]


class Share(NamedTuple):
    """What a company adds.

    json      the company as data
    rows      its rows of each table, in the order of the tables
    events    its open targets
    calendar  the same as a calendar of its own
    """

    json: bytes
    rows: tuple[Rows, ...]
    events: tuple[Dated, ...]
    calendar: bytes


def share(site: Site, at: Addresses, slug: str) -> Share:
    """The share of a company."""
    return site.share("data", slug, lambda slug: _made(site, at, slug))


def _made(site: Site, at: Addresses, slug: str) -> Share:
    from generator.export.calendar import calendar, events  # see `_whole`

    company = data.company(site, at, slug)
    found = []
    for table in tables(site.content.brief):
        rows = list(table.rows({slug: company}, at))
        found.append(Rows(csv_rows(table, rows), tuple(_writer().rows(table, rows))))
    dated = tuple(events(site, at, site.plans_of(slug)))
    own = calendar(site.companies[slug].name, dated)
    return Share(compact(company), tuple(found), dated, own)


@cache
def _writer() -> RowWriter:
    from generator.export.workbook import RowWriter

    return RowWriter()


class Whole(NamedTuple):
    """The data of all companies.

    json      brief.json
    sheets    each table by its name: its rows as CSV, and how many these are
    workbook  all tables
    calendar  all open targets
    """

    json: bytes
    sheets: dict[str, tuple[bytes, int]]
    workbook: bytes
    calendar: bytes


def begun(site: Site) -> AbstractContextManager[None]:
    """While a block runs: what another process can do of the data then.

    It puts the shares together if an earlier build has kept some, and is waited for by who asks for `whole`.
    Else it makes shares, as far as it gets: the rest are best made with the pages of their companies.
    """
    if not site.url or site.shares is None:
        return nullcontext()
    if any(site.has_share("data", slug) for slug in site.companies):
        site.begun[site.url] = aside(partial(_whole, site, site.url))
        return nullcontext()
    return meanwhile(partial(_shares, site))


def _shares(site: Site) -> None:
    at = Addresses(site, site.url)
    for slug in site.companies:
        share(site, at, slug)


@lru_cache(maxsize=1)
def whole(site: Site, url: str) -> Whole:
    """The shares put together, once for the files and the page that tells of them."""
    begun: Callable[[], Whole] | None = site.begun.pop(url, None)
    return begun() if begun else _whole(site, url)


def _whole(site: Site, url: str) -> Whole:
    """Put the shares together, one after the other: all at once they weigh as much as the brief.

    The libraries for workbooks and calendars are loaded only now, by the process that makes some.
    """
    from generator.export.calendar import calendar
    from generator.export.workbook import Workbook

    at, every = Addresses(site, url), tables(site.content.brief)
    brief, book = data.Brief(site, at), Workbook(site, url, every)
    lines = [io.BytesIO() for _table in every]
    counts = [0] * len(every)
    dated: list[Dated] = []
    for table, out in zip(every, lines, strict=True):
        out.write(csv_head(table))
    for slug in site.companies:
        one = share(site, at, slug)
        brief.add(slug, one.json)
        book.add(rows.cells for rows in one.rows)
        dated += one.events
        for number, rows in enumerate(one.rows):
            lines[number].write(rows.csv)
            counts[number] += len(rows.cells)
    told = ((out.getvalue(), count) for out, count in zip(lines, counts, strict=True))
    sheets = dict(zip((table.name for table in every), told, strict=True))
    return Whole(brief.made(), sheets, book.made(), calendar(site.content.brief.title, dated))
