"""What a company adds to the data and calendar of the whole brief: made once for its own files too."""

from __future__ import annotations

import io
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from generator.compact import compact
from generator.export import data
from generator.export.addresses import Addresses
from generator.export.sheets import csv_head, csv_rows
from generator.export.tables import tables

if TYPE_CHECKING:
    from generator.export.calendar import Dated
    from generator.export.table import Table
    from generator.export.workbook import RowWriter
    from generator.view import Site


class Rows(NamedTuple):
    """Rows of a table: as CSV, and each as it stands in the workbook."""

    csv: bytes
    cells: tuple[str, ...]


class Share(NamedTuple):
    """A company as JSON, its rows of each table, in the order of the tables, and its open targets."""

    json: bytes
    rows: tuple[Rows, ...]
    events: tuple[Dated, ...]


def share(site: Site, at: Addresses, slug: str) -> Share:
    """The share of a company."""
    return site.share("data", slug, lambda slug: _made(site, at, slug))


def _made(site: Site, at: Addresses, slug: str) -> Share:
    from generator.export.calendar import events  # see `whole`

    company = data.company(site, at, slug)
    found = []
    for table in tables(site.content.brief):
        rows = list(table.rows({slug: company}, at))
        found.append(Rows(csv_rows(table, rows), tuple(_writer().rows(table, rows))))
    dated = events(site, at, site.plans_of(slug))
    return Share(compact(company), tuple(found), tuple(dated))


@cache
def _writer() -> RowWriter:
    from generator.export.workbook import RowWriter

    return RowWriter()


class Whole(NamedTuple):
    """The data of all companies.

    json      brief.json
    tables    with their rows as CSV, and how many these are
    workbook  all tables
    events    open targets
    """

    json: bytes
    tables: list[tuple[Table, bytes, int]]
    workbook: bytes
    events: list[Dated]


@lru_cache(maxsize=1)
def whole(site: Site, url: str) -> Whole:
    """Put the shares together, one after the other: all at once they weigh as much as the brief.

    Done once for the files and the page that tells of them. The libraries for workbooks and calendars are
    loaded only now, by the process that makes some.
    """
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
    sheets = zip(every, (out.getvalue() for out in lines), counts, strict=True)
    return Whole(brief.made(), list(sheets), book.made(), dated)
