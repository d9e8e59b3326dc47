"""How a group of dates came out, as one bar: its parts as long as their share, each with its number."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from generator.draw.svg import Box, Shape, bar, number, picture, text, width_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.text import Html


class Part(NamedTuple):
    """A part of a bar: how many, in which colour; without one it is hollow."""

    name: str
    many: int
    color: str = ""


def bars(name: str, parts: Sequence[Part], width: float = 240, height: float = 20) -> Html:
    """One bar over all parts; nothing is drawn of a part without a number."""
    total = sum(part.many for part in parts)
    told = ", ".join(f"{part.many} {part.name}" for part in parts if part.many) or "none"
    shapes: list[Shape] = []
    x, size = 0.0, height * 0.6
    for part in parts:
        if not part.many:
            continue
        wide = part.many / total * width
        inset = 0.0 if part.color else 0.75
        box = Box(x + inset, inset, max(wide - 1 - 2 * inset, 1), height - 2 * inset)
        shapes.append(bar(box, part.color or "paper", "" if part.color else "muted"))
        words = number(part.many)
        if width_of(words, size, bold=True) + 4 <= wide:
            shapes.append(
                text(
                    x + wide / 2,
                    height / 2 + size * 0.36,
                    words,
                    size=size,
                    color="paper" if part.color else "muted",
                    anchor="middle",
                    bold=True,
                )
            )
        x += wide
    return picture(width, height, f"{name}: {told}", shapes)
