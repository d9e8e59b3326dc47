"""Tables → CSV files and one Excel workbook. Text of an entry stays text there: no cell becomes a formula."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

from generator.export.data import LICENCE
from generator.export.table import BOOLEAN, DATE, INTEGER, NUMBER
from generator.export.workbook import MOST_ROWS, Workbook, boolean, day, head, letters, number, text
from generator.when import long_day

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from generator.export.table import Field, Row, Table
    from generator.export.workbook import Cell
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
    book, title = Workbook(), site.content.brief.title
    tables = list(tables)
    book.sheet("about", (16, 16, 16, 100), _about(site, url, [table for table, _rows in tables]))
    for table, rows in tables:
        if len(rows) >= MOST_ROWS:
            raise ValueError(f"The table {table.name} has more rows than a sheet can hold.")
        area = f"A1:{letters(len(table.fields) - 1)}{len(rows) + 1}"
        book.sheet(table.name, map(_width, table.fields), _cells(table, rows), area)
    return book.finished(title, f"Edition of {long_day(site.day)}. {LICENCE['title']}.", site.day)


def _about(site: Site, url: str, tables: Iterable[Table]) -> Iterator[list[Cell]]:
    """What the workbook is, and what each column means."""
    yield [head(site.content.brief.title)]
    yield [text(site.content.brief.description)]
    yield [text(f"Edition of {long_day(site.day)}, from {url}")]
    yield [text(f"{LICENCE['title']}: {LICENCE['path']}")]
    yield []
    yield [head(word) for word in ("sheet", "column", "type", "meaning")]
    for table in tables:
        for field in table.fields:
            yield [text(word) for word in (table.name, field.name, field.type, field.description)]


def _cells(table: Table, rows: Iterable[Row]) -> Iterator[list[Cell]]:
    """The cells of a table by the type of its fields, under their names."""
    yield [head(field.name) for field in table.fields]
    columns = [(field.name, _CELLS.get(field.type, text)) for field in table.fields]
    for row in rows:
        yield [
            "" if (value := row.get(name)) is None or value == "" else cell(value) for name, cell in columns
        ]


_CELLS: dict[str, Callable[[Any], Cell]] = {DATE: day, INTEGER: number, NUMBER: number, BOOLEAN: boolean}


def _width(field: Field) -> int:
    if field.type in _CELLS:
        return 12
    return 60 if field.name in ("statement", "text", "title") else 22
