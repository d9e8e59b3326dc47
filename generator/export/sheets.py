"""Tables → CSV files. Text of an entry stays text there: no cell becomes a formula."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.export.table import Row, Table

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


def csv_head(table: Table) -> bytes:
    """The names of the fields of a table as CSV."""
    return _written([[field.name for field in table.fields]])


def csv_rows(table: Table, rows: Iterable[Row]) -> bytes:
    """Rows of a table as CSV, to follow its head."""
    names = [field.name for field in table.fields]
    return _written([_cell(row.get(name)) for name in names] for row in rows)


def _written(lines: Iterable[list[str]]) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out).writerows(lines)
    return out.getvalue().encode()


def _cell(value: Any) -> str:
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
