"""SVG as typed pieces: every text and attribute inert, every number rounded, no ids.

Colours are the CSS variables of the theme, as attributes and never as styles, which a policy for contents may
forbid. A picture is one image to a reader who does not see it: its title, and its message in words.
"""

from __future__ import annotations

from typing import NamedTuple
from unicodedata import east_asian_width

from markupsafe import escape

from generator.text import Html, inert

Words = str | float
"""What an attribute may be."""

SIZE = 12
WIDE, BOLD = 0.53, 0.58
"""The mean width of a letter, plain and bold, as a part of its size: on the generous side."""


def join(parts: list[Html]) -> Html:
    """Pieces one after the other."""
    return Html("").join(parts)


def tag(name: str, inside: Html | None = None, /, **attributes: Words) -> Html:
    """An element; `stroke_width` is written stroke-width, `class_` class."""
    written = "".join([f' {_name(key)}="{_value(value)}"' for key, value in attributes.items()])
    return Html(f"<{name}{written}/>" if inside is None else f"<{name}{written}>{escape(inside)}</{name}>")


def _name(key: str) -> str:
    return key if key == "viewBox" else key.rstrip("_").replace("_", "-")


def _value(value: Words) -> str:
    return inert(value) if isinstance(value, str) else number(value)


def number(value: float) -> str:
    """To a tenth of a pixel, always written the same."""
    text = f"{value:.1f}"
    return "0" if text in ("-0.0", "0.0") else text.removesuffix(".0")


def picture(width: float, height: float, title: str, message: str, parts: list[Html]) -> Html:
    """The whole: `title` names it, `message` says what it shows where the title does not."""
    told = tag("title", inert(title)) + (tag("desc", inert(message)) if message else Html(""))
    return tag(
        "svg",
        told + join(parts),
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
) -> Html:
    """Words whose first (middle, end) letter stands at x; ink unless a colour is named."""
    more: dict[str, Words] = {"text_anchor": anchor} if anchor != "start" else {}
    if color:
        more["fill"] = ink(color)
    if bold:
        more["font_weight"] = 700
    return tag("text", inert(words), x=x, y=y, font_size=size, **more)


def letters(parts: list[Html]) -> Html:
    """Texts on a ground of paper, which keeps the lines under them readable."""
    return tag(
        "g", join(parts), stroke=ink("paper"), stroke_width=3, paint_order="stroke", stroke_linejoin="round"
    )


def line(x: float, y: float, to_x: float, to_y: float, color: str, width: float = 1, dash: str = "") -> Html:
    """A straight line."""
    return path(f"M{number(x)} {number(y)}L{number(to_x)} {number(to_y)}", color, width, dash)


def path(way: str, color: str, width: float = 1, dash: str = "") -> Html:
    """A line along a path; `dash` as in stroke-dasharray."""
    return tag("path", d=way, fill="none", **_edge(color, width, dash))


def bar(box: Box, fill: str, edge: str = "", dash: str = "", radius: float = 0) -> Html:
    """A rectangle; `edge` is the colour of its border."""
    more: dict[str, Words] = {"rx": radius} if radius else {}
    more["fill"] = ink(fill) if fill else "none"
    return tag("rect", x=box.x, y=box.y, width=box.width, height=box.height, **more, **_edge(edge, 1.5, dash))


def dot(x: float, y: float, radius: float, fill: str, edge: str = "", dash: str = "") -> Html:
    """A circle."""
    return tag("circle", cx=x, cy=y, r=radius, fill=ink(fill), **_edge(edge, 1.5, dash))


def tint(color: str, part: str) -> dict[str, Words]:
    """A ground of a part of a colour, as attributes."""
    return {"fill": ink(color), "fill_opacity": part}


def _edge(color: str, width: float, dash: str) -> dict[str, Words]:
    """A stroke as attributes; none without a colour."""
    if not color:
        return {}
    drawn: dict[str, Words] = {"stroke": ink(color), "stroke_width": width}
    return drawn | {"stroke_dasharray": dash} if dash else drawn


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


def width_of(words: str, size: float = SIZE, *, bold: bool = False) -> float:
    """About how wide words are; characters of East Asia count for nearly two."""
    letter = BOLD if bold else WIDE
    return sum(size if east_asian_width(char) in "WF" else size * letter for char in words)


def fitted(words: str, width: float, size: float = SIZE, *, bold: bool = False) -> str:
    """Words, cut with an ellipsis where they are wider than `width`."""
    if width_of(words, size, bold=bold) <= width:
        return words
    while words and width_of(f"{words}…", size, bold=bold) > width:
        words = words[:-1]
    return f"{words.rstrip()}…"
