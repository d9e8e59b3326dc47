"""The texts in what is built beside the pages, each with where it stands, by readers that are not ours."""

from __future__ import annotations

import csv
import io
import json
import re
import xml.etree.ElementTree as ET
import zipfile
from html import unescape
from typing import TYPE_CHECKING, Any

import icalendar

from hostile.parts import leaves, parts

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FORMULAS = tuple("=+-@\t\r＝＋－＠")
"""What makes a spreadsheet take the text of a CSV cell for a formula."""


def texts_of(path: Path) -> Iterator[tuple[str, str]]:
    """(where, text) of all texts in a file, in no order."""
    texts = _READERS[path.suffix](path.read_bytes())
    if path.name == "search_index.json":  # which the theme reads as HTML
        return ((where, unescape(text)) for where, text in texts if not where.endswith("boost"))
    if path.name == "datapackage.json":  # with sizes and hashes of the tables, and a slug of the title
        return ((where, text) for where, text in texts if not where.endswith((".name", ".bytes", ".hash")))
    if path.name == "steps.json":  # pieces of pages
        return (found for where, text in texts if where == ".texts[]" for found in _piece(where, text))
    return (found for where, text in texts for found in _data_in(where, text))


def _piece(where: str, text: str) -> Iterator[tuple[str, str]]:
    """The texts of a piece of HTML, and its elements with what browsers act upon."""
    found = parts(text)
    assert not found.scripts
    yield from ((where + at, text) for at, text in found.texts.elements())
    yield from ((where, repr(element)) for element in found.elements.elements())


def _data_in(where: str, text: str) -> Iterator[tuple[str, str]]:
    """The texts of an answer, which a cell holds as JSON; of any other text, the text."""
    try:
        data = json.loads(text) if text.startswith(("{", "[")) else text
    except ValueError:
        data = text
    return leaves(data, where)


def _json(data: bytes) -> Iterator[tuple[str, str]]:
    return leaves(json.loads(data))


def _xml(data: bytes) -> Iterator[tuple[str, str]]:
    for element in ET.fromstring(data).iter():
        yield element.tag, element.text or ""
        for name, value in element.attrib.items():
            yield f"{element.tag}@{name}", value


def _calendar(data: bytes) -> Iterator[tuple[str, str]]:
    assert data.endswith(b"\r\n")
    for line in data.split(b"\r\n"):
        assert len(line) <= 75
        assert b"\n" not in line
        line.decode()
    for component in icalendar.Calendar.from_ical(data).walk():
        for name, value in component.property_items(recursive=False, sorted=False):
            if name not in ("BEGIN", "END", "UID"):
                many: list[Any] = value.cats if hasattr(value, "cats") else [value]
                for one in many:
                    text = str(one) if isinstance(one, str) else repr(one.to_ical())
                    yield f"{component.name} {name}", _calname(text) if name.endswith("NAME") else text


def _calname(text: str) -> str:
    """The name of a calendar, which icalendar leaves as it stands in the line."""
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], text)


def _csv(data: bytes) -> Iterator[tuple[str, str]]:
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    for row in rows[1:]:
        assert len(row) == len(rows[0])
        for name, cell in zip(rows[0], row, strict=True):
            assert not cell.startswith(FORMULAS)
            yield name, cell.removeprefix("'")


def _workbook(data: bytes) -> Iterator[tuple[str, str]]:
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        for name in book.namelist():
            root = ET.fromstring(book.read(name))
            tags = {element.tag.rpartition("}")[2] for element in root.iter()}
            assert not {"f", "hyperlink", "hyperlinks", "ddeLink", "externalReference"} & tags, name
            if name.endswith(("sharedStrings.xml", "core.xml")):
                for element in root:
                    yield name, _cell("".join(element.itertext()))


def _cell(text: str) -> str:
    return re.sub("_x([0-9A-F]{4})_", lambda found: chr(int(found[1], 16)), text)


_READERS = {".json": _json, ".xml": _xml, ".ics": _calendar, ".csv": _csv, ".xlsx": _workbook}
SUFFIXES = frozenset(_READERS)
