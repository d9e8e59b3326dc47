"""Tables → CSV files and one Excel workbook. Text of an entry stays text there: no cell becomes a formula."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import xlsxwriter

from generator.export.data import LICENCE
from generator.export.table import BOOLEAN, DATE, INTEGER, NUMBER
from generator.when import long_day

if TYPE_CHECKING:
    from collections.abc import Iterable

    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from generator.export.table import Field, Row, Table
    from generator.view import Site

APOSTROPHE = "'"
FORMULAS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
GUARD_RULE = (
    "A text that begins with an apostrophe or, spaces aside, with = + - @ (or their full-width forms), a tab "
    "or a line end has one more apostrophe in front, so that no spreadsheet takes it for a formula: take one "
    "apostrophe away and you have the text."
)
"""How CSV files keep spreadsheets from running entry text; no character is lost."""

CSV_RULE = (
    "UTF-8 without a byte order mark, commas, double quotes, lines ended by CR LF (RFC 4180). For Excel "
    "there is brief.xlsx, which holds the same tables and leaves nothing to guess."
)

MOST_IN_A_CELL = 32_767
MOST_ROWS = 1_048_576
FIRST_DAY = date(1900, 3, 1)
"""Excel counts a 29 February 1900 that never was; days before stay text."""


def csv_file(table: Table, rows: Iterable[Row]) -> bytes:
    """A table as CSV."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    names = [field.name for field in table.fields]
    writer.writerow(names)
    writer.writerows([_csv_cell(row.get(name)) for name in names] for row in rows)
    return out.getvalue().encode()


def _csv_cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return guarded(value) if isinstance(value, str) else str(value)


def guarded(text: str) -> str:
    """Text that no spreadsheet takes for a formula; `GUARD_RULE` tells how to read it."""
    if text.startswith(APOSTROPHE) or text.lstrip(" \u00a0\u3000").startswith(FORMULAS):
        return APOSTROPHE + text
    return text


def unguarded(cell: str) -> str:
    """The text of a guarded cell."""
    return cell.removeprefix(APOSTROPHE)


def workbook(site: Site, url: str, tables: Iterable[tuple[Table, list[Row]]]) -> bytes:
    """All tables as sheets of one Excel workbook, after a sheet that says what they are."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"constant_memory": True})
    book.set_properties(
        {
            "title": site.content.brief.title,
            "author": site.content.brief.title,
            "comments": f"Edition of {long_day(site.day)}. {LICENCE['title']}.",
            "created": datetime(site.day.year, site.day.month, site.day.day),
        }
    )
    head = book.add_format({"bold": True, "bottom": 1})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    tables = list(tables)
    _about(book.add_worksheet("about"), site, url, [table for table, _rows in tables], head)
    for table, rows in tables:
        _sheet(book.add_worksheet(table.name), table, rows, head, day)
    book.close()
    return out.getvalue()


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


def _sheet(sheet: Worksheet, table: Table, rows: list[Row], head: Format, day: Format) -> None:
    if len(rows) >= MOST_ROWS:
        raise ValueError(f"The table {table.name} has more rows than a sheet can hold.")
    for column, field in enumerate(table.fields):
        sheet.write_string(0, column, field.name, head)
        sheet.set_column(column, column, _width(field))
    for number, row in enumerate(rows, start=1):
        for column, field in enumerate(table.fields):
            value = row.get(field.name)
            if value is not None and value != "":
                _write(sheet, number, column, field, value, day)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, len(rows), len(table.fields) - 1)


def _write(sheet: Worksheet, row: int, column: int, field: Field, value: Any, day: Format) -> None:
    """One cell by the type of its field; text as text, whatever it looks like."""
    if field.type == DATE and date.fromisoformat(value) >= FIRST_DAY:
        sheet.write_datetime(row, column, datetime.fromisoformat(value), day)
    elif field.type in (INTEGER, NUMBER):
        sheet.write_number(row, column, value)
    elif field.type == BOOLEAN:
        sheet.write_boolean(row, column, value)
    else:
        _write_text(sheet, row, column, _fitting(value))


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
