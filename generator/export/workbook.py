"""Tables → one Excel workbook, written by XlsxWriter. Text of an entry stays text: no cell becomes a formula.

Cells are written each apart, and put together into rows and sheets later: `RowWriter`, then `Workbook`. For
that we reach below XlsxWriter's surface, in `_Sheet` alone; the tests read every cell of what comes of it.
"""

from __future__ import annotations

import io
from datetime import date, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from generator.export.data import LICENCE
from generator.export.table import BOOLEAN, DATE, INTEGER, NUMBER
from generator.when import long_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from xlsxwriter.format import Format

    from generator.export.table import Field, Row, Table
    from generator.view import Site

MOST_IN_A_CELL = 32_767
FIRST_DAY = date(1900, 3, 1)
"""Excel counts a 29 February 1900 that never was; days before stay text."""

MOST_REMEMBERED = 2048
"""So many cells are remembered: names, dates and slugs stand in row after row."""

_OPEN = "\0"
"""Stands in a row where its number will; XlsxWriter lets no such character of a text through."""


class _Sheet(Worksheet):  # type: ignore[misc]
    """A sheet that gives cells as it writes them, and takes up rows of such cells."""

    def cut(self) -> str:
        """Its first cell, which is all that it holds, after its place; then it holds nothing."""
        self.fh = io.StringIO()
        self._write_cell(0, 0, self.table[0].pop(0))
        return self.fh.getvalue().removeprefix('<c r="A1"')

    def put(self, rows: Sequence[str]) -> None:
        """Add rows of cells that were cut from another sheet."""
        above, last = self.dim_rowmax, self.dim_rowmax + len(rows)
        if self._check_dimensions(last, 0):
            raise ValueError(f"The table {self.name} has more rows than a sheet can hold.")
        self._write_single_row(last)
        numbered = (row.replace(_OPEN, str(number)) for number, row in enumerate(rows, above + 2))
        self.fh.write("".join(numbered))


class _Book:
    """A workbook with our formats, numbered alike in each: what is written for one fits into another."""

    def __init__(self, out: io.BytesIO, **options: bool) -> None:
        self.file = xlsxwriter.Workbook(out, options)
        self.head: Format = self.file.add_format({"bold": True, "bottom": 1})
        self.day: Format = self.file.add_format({"num_format": "yyyy-mm-dd"})
        for form in (self.head, self.day):
            form._get_xf_index()

    def sheet(self, name: str) -> _Sheet:
        """A new sheet."""
        sheet: _Sheet = self.file.add_worksheet(name, _Sheet)
        return sheet


class RowWriter:
    """Writes rows for any place in a sheet."""

    def __init__(self) -> None:
        book = _Book(io.BytesIO())
        self._day, self._sheet = book.day, book.sheet("rows")
        self._sheet.constant_memory = True  # texts stand in the cells, not in a list of all texts
        self._cell = lru_cache(MOST_REMEMBERED)(self._written)

    def rows(self, table: Table, rows: Iterable[Row]) -> Iterator[str]:
        """Rows of a table as they stand in its sheet, their numbers left open."""
        columns = [
            (field.name, field.type, f'<c r="{xl_col_to_name(number)}{_OPEN}"')
            for number, field in enumerate(table.fields)
        ]
        for row in rows:
            cells = [
                place + self._cell(kind, value)
                for name, kind, place in columns
                if (value := row.get(name)) is not None and value != ""
            ]
            yield f'<row r="{_OPEN}">{"".join(cells)}</row>'

    def _written(self, kind: str, value: Any) -> str:
        """A cell after its place, by the type of its field; text as text, whatever it looks like."""
        if kind == DATE and date.fromisoformat(value) >= FIRST_DAY:
            self._sheet.write_datetime(0, 0, datetime.fromisoformat(value), self._day)
        elif kind in (INTEGER, NUMBER):
            self._sheet.write_number(0, 0, value)
        elif kind == BOOLEAN:
            self._sheet.write_boolean(0, 0, value)
        else:
            _write_text(self._sheet, 0, 0, _fitting(value))
        return self._sheet.cut()


class Workbook:
    """All tables as sheets of one Excel workbook, after a sheet that says what they are.

    Rows come some at a time for each table, and lie on the disk until the file is made of them.
    """

    def __init__(self, site: Site, url: str, tables: Sequence[Table]) -> None:
        self._out = io.BytesIO()
        self._book = _Book(self._out, constant_memory=True)
        self._book.file.set_properties(
            {
                "title": site.content.brief.title,
                "author": site.content.brief.title,
                "comments": f"Edition of {long_day(site.day)}. {LICENCE['title']}.",
                "created": datetime(site.day.year, site.day.month, site.day.day),
            }
        )
        _about(self._book.sheet("about"), site, url, tables, self._book.head)
        self._sheets = [self._sheet(table) for table in tables]

    def _sheet(self, table: Table) -> _Sheet:
        sheet = self._book.sheet(table.name)
        for column, field in enumerate(table.fields):
            sheet.write_string(0, column, field.name, self._book.head)
            sheet.set_column(column, column, _width(field))
        return sheet

    def add(self, rows: Iterable[Sequence[str]]) -> None:
        """Add rows to each table."""
        for sheet, more in zip(self._sheets, rows, strict=True):
            sheet.put(more)

    def made(self) -> bytes:
        """The file. Nothing can be added then."""
        for sheet in self._sheets:
            sheet.freeze_panes(1, 1)
            sheet.autofilter(0, 0, sheet.dim_rowmax, sheet.dim_colmax)
        self._book.file.close()
        return self._out.getvalue()


def _about(sheet: Worksheet, site: Site, url: str, tables: Iterable[Table], head: Format) -> None:
    """What the workbook is, and what each column means."""
    lines = [
        (site.content.brief.title,),
        (site.content.brief.description,),
        (f"Edition of {long_day(site.day)}, from {url}",),
        (f"{LICENCE['title']}: {LICENCE['path']}",),
        (),
        ("sheet", "column", "type", "meaning"),
        *(
            (table.name, field.name, field.type, field.description)
            for table in tables
            for field in table.fields
        ),
    ]
    for number, line in enumerate(lines):
        for column, text in enumerate(line):
            _write_text(sheet, number, column, text, head if number in (0, 5) else None)
    sheet.set_column(0, 2, 16)
    sheet.set_column(3, 3, 100)


def _write_text(sheet: Worksheet, row: int, column: int, text: str, form: Format | None = None) -> None:
    """Text as text. XlsxWriter takes `<r>…</r>` for XML of its own: in three pieces, it is none."""
    if text.startswith("<r>") and text.endswith("</r>"):
        sheet.write_rich_string(row, column, text[:1], text[1:2], text[2:], *([form] if form else []))
    else:
        sheet.write_string(row, column, text, form)


def _fitting(text: str) -> str:
    """Text as long as a cell can hold; the whole stands in the CSV."""
    return text if len(text) <= MOST_IN_A_CELL else text[: MOST_IN_A_CELL - 1] + "…"


def _width(field: Field) -> int:
    if field.type in (DATE, INTEGER, NUMBER, BOOLEAN):
        return 12
    return 60 if field.name in ("statement", "text", "title") else 22
