"""SVG as typed pieces: every text and attribute inert, every number rounded, no ids.

Colours are the CSS variables of the theme, as attributes and never as styles, which a policy for contents may
forbid. A picture is one image to a reader who does not see it, and has a name; what it shows stands in words
beside it.
"""

from __future__ import annotations

from functools import cache, lru_cache
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import east_asian_width

from generator.text import Html, inert

if TYPE_CHECKING:
    from collections.abc import Iterable

Words = str | float
"""What an attribute may be."""

SIZE = 12
WIDE, BOLD = 0.53, 0.58
"""The mean width of a letter, plain and bold, as a part of its size: on the generous side."""


def join(parts: list[Html]) -> Html:
    """Pieces one after the other."""
    return Html("".join(parts))


def tag(name: str, inside: Html | None = None, /, **attributes: Words) -> Html:
    """An element; `stroke_width` is written stroke-width, `class_` class."""
    return _element(name, _written(attributes), inside)


def _element(name: str, written: str, inside: Html | None) -> Html:
    return Html(f"<{name}{written}/>" if inside is None else f"<{name}{written}>{inside}</{name}>")


def _written(attributes: dict[str, Words]) -> str:
    return "".join([f' {_name(key)}="{_value(value)}"' for key, value in attributes.items()])


@cache
def _name(key: str) -> str:
    return key if key == "viewBox" else key.rstrip("_").replace("_", "-")


def _value(value: Words) -> str:
    return inert(value) if isinstance(value, str) else number(value)


def number(value: float) -> str:
    """To a tenth of a pixel, always written the same."""
    text = f"{value:.1f}"
    return "0" if text in ("-0.0", "0.0") else text.removesuffix(".0")


class Shape(NamedTuple):
    """An element of a picture: where it stands and how it looks, both as written attributes.

    way  of a line, in the place of `place`: lines of one look are drawn as one
    """

    name: str
    look: str
    place: str = ""
    way: str = ""
    inside: Html | None = None


def drawn(shapes: Iterable[Shape]) -> Html:
    """Shapes one over the other; neighbours that look the same say so once."""
    return join([_alike(name, look, list(run)) for (name, look), run in groupby(shapes, lambda one: one[:2])])


def sorted_by_look(shapes: Iterable[Shape]) -> list[Shape]:
    """Shapes of which none lies on another, so that neighbours look the same."""
    return sorted(shapes, key=lambda one: (one.name, one.look))


def _alike(name: str, look: str, shapes: list[Shape]) -> Html:
    if way := "".join([one.way for one in shapes]):
        return _element(name, f'{look} d="{way}"', None)
    if len(shapes) == 1:
        return _element(name, shapes[0].place + look, shapes[0].inside)
    return _element("g", look, join([_element(name, one.place, one.inside) for one in shapes]))


def picture(width: float, height: float, title: str, shapes: Iterable[Shape]) -> Html:
    """The whole, with its name."""
    return tag(
        "svg",
        tag("title", inert(title)) + drawn(shapes),
        class_="b-svg",
        role="img",
        width=width,
        height=height,
        viewBox=f"0 0 {number(width)} {number(height)}",
    )


def ink(color: str) -> str:
    """A colour of the theme: ink, muted, line, paper, accent, red …"""
    return f"var(--b-{color})"


def text(
    x: float,
    y: float,
    words: str,
    *,
    size: float = SIZE,
    color: str = "",
    anchor: str = "start",
    bold: bool = False,
) -> Shape:
    """Words whose first (middle, end) letter stands at x; ink unless a colour is named."""
    look = _type(size, color, anchor, bold)
    return Shape("text", look, _written({"x": x, "y": y}), inside=inert(words))


@lru_cache(maxsize=1 << 8)
def _type(size: float, color: str, anchor: str, bold: bool) -> str:
    """How words look."""
    look: dict[str, Words] = {"font_size": size}
    if anchor != "start":
        look["text_anchor"] = anchor
    if color:
        look["fill"] = ink(color)
    if bold:
        look["font_weight"] = 700
    return _written(look)


def letters(words: list[Shape]) -> Shape:
    """Texts on a ground of paper, which keeps the lines under them readable; none may lie on another."""
    look = _written({**_edge("paper", 3), "paint_order": "stroke", "stroke_linejoin": "round"})
    return Shape("g", look, inside=drawn(sorted_by_look(words)))


def line(x: float, y: float, to_x: float, to_y: float, color: str, width: float = 1, dash: str = "") -> Shape:
    """A straight line."""
    to = f"H{number(to_x)}" if y == to_y else f"V{number(to_y)}" if x == to_x else f"L{at(to_x, to_y)}"
    return path(f"M{at(x, y)}{to}", color, width, dash)


def at(x: float, y: float) -> str:
    """A point of a way."""
    return f"{number(x)} {number(y)}"


def path(way: str, color: str, width: float = 1, dash: str = "") -> Shape:
    """A line along a path; `dash` as in stroke-dasharray."""
    return Shape("path", _stroke(color, width, dash), way=way)


@lru_cache(maxsize=1 << 8)
def _stroke(color: str, width: float, dash: str) -> str:
    """How a line looks."""
    return _written({"fill": "none", **_edge(color, width, dash)})


def ground(way: str, color: str, part: str) -> Shape:
    """What a path encloses, in a part of a colour."""
    return Shape("path", _written(tint(color, part)), way=way)


def bar(box: Box, fill: str, edge: str = "", dash: str = "", radius: float = 0) -> Shape:
    """A rectangle; `edge` is the colour of its border."""
    return Shape("rect", _fill(fill, edge, dash), _place(box, radius))


@lru_cache(maxsize=1 << 8)
def _fill(color: str, edge: str, dash: str) -> str:
    """How what has a border looks."""
    return _written({"fill": ink(color) if color else "none", **_edge(edge, 1.5, dash)})


def tinted(box: Box, color: str, part: str) -> Shape:
    """A rectangle in a part of a colour."""
    return Shape("rect", _written(tint(color, part)), _place(box))


def _place(box: Box, radius: float = 0) -> str:
    place: dict[str, Words] = {"x": box.x, "y": box.y, "width": box.width, "height": box.height}
    return _written(place | {"rx": radius} if radius else place)


def dot(x: float, y: float, radius: float, fill: str, edge: str = "", dash: str = "") -> Shape:
    """A circle."""
    place: dict[str, Words] = {"cx": x, "cy": y, "r": radius}
    return Shape("circle", _fill(fill, edge, dash), _written(place))


def tint(color: str, part: str) -> dict[str, Words]:
    """A ground of a part of a colour, as attributes."""
    return {"fill": ink(color), "fill_opacity": part}


def _edge(color: str, width: float, dash: str = "") -> dict[str, Words]:
    """A stroke as attributes; none without a colour."""
    if not color:
        return {}
    edge: dict[str, Words] = {"stroke": ink(color)}
    if width != 1:
        edge["stroke_width"] = width
    return edge | {"stroke_dasharray": dash} if dash else edge


class Box(NamedTuple):
    """A place in a picture."""

    x: float
    y: float
    width: float
    height: float

    def meets(self, other: Box) -> bool:
        """Whether two places share a part."""
        return (
            self.x < other.x + other.width
            and other.x < self.x + self.width
            and self.y < other.y + other.height
            and other.y < self.y + self.height
        )


@lru_cache(maxsize=1 << 12)  # dates and voices stand in many pictures
def width_of(words: str, size: float = SIZE, *, bold: bool = False) -> float:
    """About how wide words are; characters of East Asia count for nearly two."""
    letter = BOLD if bold else WIDE
    return sum(size if east_asian_width(char) in "WF" else size * letter for char in words)


@lru_cache(maxsize=1 << 12)
def fitted(words: str, width: float, size: float = SIZE, *, bold: bool = False) -> str:
    """Words, cut with an ellipsis where they are wider than `width`."""
    if width_of(words, size, bold=bold) <= width:
        return words
    while words and width_of(f"{words}…", size, bold=bold) > width:
        words = words[:-1]
    return f"{words.rstrip()}…"
