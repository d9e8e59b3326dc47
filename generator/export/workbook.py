"""Tables → an Excel workbook (Office Open XML, ISO/IEC 29500), of the few parts that it must have.

A cell holds a text, a number, a day or yes and no; none a formula. Rows are written as they come, so that a
large table takes little memory.
"""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date
from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST_ROWS, MOST_IN_A_CELL = 1_048_576, 32_767
FIRST_DAY = date(1900, 3, 1)
"""Excel counts a 29 February 1900 that never was; days before stay text."""

_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_ZERO = date(1899, 12, 30)
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_CORE = "application/vnd.openxmlformats-package.core-properties+xml"

_STYLES = (
    f'<styleSheet xmlns="{_MAIN}">'
    '<numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy-mm-dd"/></numFmts>'
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="2"><border/><border><bottom style="thin"/></border></borders>'
    '<cellStyleXfs count="1"><xf/></cellStyleXfs>'
    '<cellXfs count="3"><xf xfId="0"/><xf fontId="1" borderId="1" xfId="0" applyFont="1" applyBorder="1"/>'
    '<xf numFmtId="164" xfId="0" applyNumberFormat="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)
_HEAD, _DAY = ' s="1"', ' s="2"'
"""The second and third of the styles."""

_SPECIAL = re.compile(r"[&<>\x00-\x1f\ufffe\uffff]|_x[0-9A-Fa-f]{4}_")
_CODED = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
"""What Excel writes as `_x000D_`: characters that XML has no place for, and what looks like such a code."""

Cell = str
"""The XML of a cell from its attributes on, without its place."""


def text(value: str, style: str = "") -> Cell:
    """Text as text, whatever it looks like; as long as a cell can hold."""
    if len(value) > MOST_IN_A_CELL:
        value = value[: MOST_IN_A_CELL - 1] + "…"
    if _SPECIAL.search(value):
        value = escape(_CODED.sub(lambda found: f"_x{ord(found[0]):04X}_", value), quote=False)
    return f'{style} t="inlineStr"><is><t xml:space="preserve">{value}</t></is>'


def head(value: str) -> Cell:
    """The head of a column."""
    return text(value, _HEAD)


def number(value: float) -> Cell:
    """A number."""
    return f"><v>{value}</v>"


def boolean(value: bool) -> Cell:
    """Yes or no."""
    return f' t="b"><v>{int(value)}</v>'


@lru_cache(maxsize=1 << 14)
def day(value: str) -> Cell:
    """A day, as 2024-03-28."""
    one = date.fromisoformat(value)
    return f"{_DAY}><v>{(one - _ZERO).days}</v>" if one >= FIRST_DAY else text(value)


@lru_cache
def letters(column: int) -> str:
    """The name of a column: A, …, Z, AA, …"""
    before, last = divmod(column, 26)
    return (letters(before - 1) if before else "") + chr(ord("A") + last)


class Workbook:
    """A workbook that is written sheet by sheet."""

    def __init__(self) -> None:
        self._out = io.BytesIO()
        self._zip = zipfile.ZipFile(self._out, "w", zipfile.ZIP_DEFLATED)
        self._names: list[str] = []

    def sheet(self, name: str, widths: Iterable[int], rows: Iterable[Iterable[Cell]], area: str = "") -> None:
        """Write a sheet; a cell is "" where there is none.

        area  of a table whose head and first column stay in sight and whose rows can be filtered, as A1:C9
        """
        self._names.append(name)
        cols = "".join(
            f'<col min="{place}" max="{place}" width="{width}" customWidth="1"/>'
            for place, width in enumerate(widths, 1)
        )
        pane = '<pane xSplit="1" ySplit="1" topLeftCell="B2" activePane="bottomRight" state="frozen"/>'
        view = f'<sheetView workbookViewId="0">{pane if area else ""}</sheetView>'
        with self._zip.open(
            _part(f"xl/worksheets/sheet{len(self._names)}.xml"), "w", force_zip64=True
        ) as raw:
            out = io.TextIOWrapper(raw, "utf-8", newline="")
            out.write(f'{_XML}<worksheet xmlns="{_MAIN}"><sheetViews>{view}</sheetViews>')
            out.write(f"<cols>{cols}</cols><sheetData>")
            for place, row in enumerate(rows, 1):
                cells = [
                    f'<c r="{letters(column)}{place}"{cell}</c>' for column, cell in enumerate(row) if cell
                ]
                out.write(f'<row r="{place}">{"".join(cells)}</row>')
            out.write("</sheetData>" + (f'<autoFilter ref="{area}"/>' if area else "") + "</worksheet>")
            out.close()

    def finished(self, title: str, about: str, made: date) -> bytes:
        """The file, with what it says of itself."""
        places = [f"worksheets/sheet{place}.xml" for place in range(1, len(self._names) + 1)]
        links = [(_OFFICE, "worksheet", place) for place in places] + [(_OFFICE, "styles", "styles.xml")]
        sheets = "".join(
            f'<sheet name="{name}" sheetId="{place}" r:id="r{place}"/>'
            for place, name in enumerate(self._names, 1)
        )
        parts = {
            "[Content_Types].xml": _content_types([f"xl/{place}" for place in places]),
            "_rels/.rels": _relations(
                [
                    (_OFFICE, "officeDocument", "xl/workbook.xml"),
                    (f"{_PACKAGE}/relationships/metadata", "core-properties", "docProps/core.xml"),
                ]
            ),
            "docProps/core.xml": _core(title, about, made),
            "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}">'
            f"<bookViews><workbookView/></bookViews><sheets>{sheets}</sheets></workbook>",
            "xl/_rels/workbook.xml.rels": _relations(links),
            "xl/styles.xml": _STYLES,
        }
        for path, content in parts.items():
            self._zip.writestr(_part(path), f"{_XML}{content}")
        self._zip.close()
        return self._out.getvalue()


def _part(path: str) -> zipfile.ZipInfo:
    """A part of the file, which bears no time."""
    part = zipfile.ZipInfo(path)
    part.compress_type = zipfile.ZIP_DEFLATED
    return part


def _content_types(sheets: Iterable[str]) -> str:
    kinds = {
        "xl/workbook.xml": f"{_TYPE}.sheet.main+xml",
        "xl/styles.xml": f"{_TYPE}.styles+xml",
        "docProps/core.xml": _CORE,
        **dict.fromkeys(sheets, f"{_TYPE}.worksheet+xml"),
    }
    rels = (
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    )
    parts = "".join(f'<Override PartName="/{path}" ContentType="{kind}"/>' for path, kind in kinds.items())
    return f'<Types xmlns="{_PACKAGE}/content-types">{rels}{parts}</Types>'


def _relations(links: Iterable[tuple[str, str, str]]) -> str:
    """What a part is linked with: (namespace, kind, place) of each."""
    made = "".join(
        f'<Relationship Id="r{number}" Type="{space}/{kind}" Target="{place}"/>'
        for number, (space, kind, place) in enumerate(links, 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{made}</Relationships>'


def _core(title: str, about: str, made: date) -> str:
    spaces = (
        f'xmlns:cp="{_PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
    )
    name, when = escape(title), f"{made.isoformat()}T00:00:00Z"
    times = "".join(
        f'<dcterms:{kind} xsi:type="dcterms:W3CDTF">{when}</dcterms:{kind}>'
        for kind in ("created", "modified")
    )
    return (
        f"<cp:coreProperties {spaces}><dc:title>{name}</dc:title><dc:creator>{name}</dc:creator>"
        f"<dc:description>{escape(about)}</dc:description>{times}</cp:coreProperties>"
    )
