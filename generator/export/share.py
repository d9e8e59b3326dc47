"""What a company adds to the data of the whole brief, in every form: made once for its own files too."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from generator.export import data
from generator.export.addresses import Addresses
from generator.export.sheets import csv_rows
from generator.export.tables import tables
from generator.export.workbook import RowWriter

if TYPE_CHECKING:
    from generator.export.table import Table
    from generator.view import Site


class Rows(NamedTuple):
    """Rows of a table: as CSV, and each as it stands in the workbook."""

    csv: bytes
    cells: tuple[str, ...]


class Share(NamedTuple):
    """A company as JSON, and its rows of each table, in the order of the tables."""

    json: bytes
    rows: tuple[Rows, ...]


def share(site: Site, at: Addresses, slug: str) -> Share:
    """The share of a company."""
    return site.share("data", slug, lambda slug: _made(site, at, slug))


def _made(site: Site, at: Addresses, slug: str) -> Share:
    company = data.company(site, at, slug)
    found = []
    for table in tables(site.content.brief):
        rows = list(table.rows({slug: company}, at))
        found.append(Rows(csv_rows(table, rows), tuple(_writer().rows(table, rows))))
    return Share(data.written(company), tuple(found))


@cache
def _writer() -> RowWriter:
    return RowWriter()


@lru_cache(maxsize=1)
def shares(site: Site, url: str) -> dict[str, Share]:
    """Company → its share; looked up once for the files and the page that tells of them."""
    at = Addresses(site, url)
    return {slug: share(site, at, slug) for slug in site.companies}


def taken(site: Site, url: str) -> list[tuple[Table, list[Rows]]]:
    """Every table with the rows of each company."""
    found = shares(site, url).values()
    return [
        (table, [one.rows[number] for one in found])
        for number, table in enumerate(tables(site.content.brief))
    ]
