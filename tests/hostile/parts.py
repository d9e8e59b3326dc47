"""What a page is made of, so that two can be compared: elements, what browsers act upon, scripts, texts."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import html5lib

if TYPE_CHECKING:
    from collections.abc import Iterator

FOR_PEOPLE = frozenset({"title", "content", "alt", "aria-label", "label", "value", "placeholder"})
"""Attributes that hold words, as those of our scripts (data-…); all others hold what browsers act upon."""
DRAWN = frozenset(
    {"x", "y", "x1", "x2", "y1", "y2", "cx", "cy", "d", "width", "height", "viewbox", "rx", "transform"}
)
"""Attributes of a picture that follow from how long its words are."""


@dataclass
class Parts:
    """The parts of a page.

    elements  each with those around it, the names of its attributes, the values that browsers act upon
    drawn     the kinds of elements in pictures: how many there are follows from the room that words leave
    scripts   what stands in script and style elements, but for data
    texts     what people read: between tags, in attributes, in data; each with where it stands
    words     what people read in pictures, where words are cut
    """

    elements: Counter[tuple[Any, ...]] = field(default_factory=Counter)
    drawn: set[tuple[Any, ...]] = field(default_factory=set)
    scripts: Counter[str] = field(default_factory=Counter)
    texts: Counter[tuple[str, str]] = field(default_factory=Counter)
    words: set[str] = field(default_factory=set)


def as_read(text: str) -> str:
    """A text by HTML's rule: white space is one space."""
    return re.sub(r"[ \t\n\f\r]+", " ", text)


def parts(document: str) -> Parts:
    """The parts of a page, by the parser that browsers share."""
    root = html5lib.parse(document, namespaceHTMLElements=False)
    headings = {one.get("id") for one in root.iter() if str(one.tag) in ("h1", "h2", "h3")}
    found = Parts()
    _take(root, "", False, headings, found)
    return found


def _take(element: Any, around: str, picture: bool, headings: set[str | None], found: Parts) -> None:
    tag = str(element.tag).rpartition("}")[2]
    here = f"{around}/{tag}" if isinstance(element.tag, str) else f"{around}/<!--{element.text}-->"
    picture = picture or (tag == "svg" and "b-" in (element.get("class") or ""))
    acted = []
    for name, value in sorted((str(name), value) for name, value in element.attrib.items()):
        if name in FOR_PEOPLE or name.startswith("data-"):
            found.texts[f"{here}@{name}", as_read(value).strip(" ")] += not picture
            acted.append((name, ""))
        elif picture and name.lower() in DRAWN:
            acted.append((name, ""))
        else:
            acted.append((name, _target(name, value, headings)))
    if picture:
        found.drawn.add((tag, *acted))
        found.words.update(
            filter(None, (as_read(text or "").strip(" ") for text in (element.text, element.tail)))
        )
    else:
        found.elements[(here, *acted)] += 1
    if tag in ("script", "style") and "json" in (element.get("type") or ""):
        found.texts.update((f"{here}{path}", text) for path, text in leaves(json.loads(element.text or "")))
    elif tag in ("script", "style"):
        found.scripts[element.text or ""] += 1
    elif isinstance(element.tag, str) and not picture and (text := as_read(element.text or "").strip(" ")):
        found.texts[here, text] += 1
    for child in element:
        _take(child, here, picture, headings, found)
        if not picture and (text := as_read(child.tail or "").strip(" ")):
            found.texts[here, text] += 1


def _target(name: str, value: str, headings: set[str | None]) -> str:
    """A value that browsers act upon; the address of a heading follows from its words."""
    if name in ("id", "href", "for"):
        address = value.removeprefix("#")
        if address in headings:
            assert re.fullmatch(r"[\w-]+", address)
            return "a heading"
        return re.sub(r"(?<=by--)[a-z0-9-]+", "publisher", value)
    return value


def leaves(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """(path, text) of all plain values in data, names of fields included; lists have no order here."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield f"{path} name", key
            yield from leaves(item, f"{path}.{key}")
    elif isinstance(value, list):
        for item in value:
            yield from leaves(item, f"{path}[]")
    else:
        yield path, value if isinstance(value, str) else repr(value)
