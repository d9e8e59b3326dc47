"""Where words find room in a picture: near what they belong to, off other words, off lines if they can."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from generator.draw.svg import Box

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

HIGH = 13.0
"""The height of a line of words."""


class Spot(NamedTuple):
    """A place for words: where they begin, have their middle or end (`anchor`), and their top."""

    x: float
    top: float
    anchor: str = "start"

    @property
    def base(self) -> float:
        """The line on which the letters stand."""
        return self.top + HIGH - 2

    def box(self, wide: float) -> Box:
        """The place of words of such a width."""
        shift = {"end": wide, "middle": wide / 2}.get(self.anchor, 0.0)
        return Box(self.x - shift, self.top, wide, HIGH)


class Room:
    """The room within a frame; `marks` may not be covered, `lines` should not."""

    def __init__(self, left: float, top: float, right: float, bottom: float) -> None:
        self.left, self.top, self.right, self.bottom = left, top, right, bottom
        self.marks: list[Box] = []
        self.lines: list[Box] = []

    def find(self, spots: Sequence[Spot], wide: float) -> Spot | None:
        """The first free spot, which is taken from then on; better on a line than not at all."""
        for kept_off in ([*self.marks, *self.lines], self.marks):
            for spot in spots:
                box = spot.box(wide)
                if self._holds(box) and not _met(box, kept_off):
                    self.marks.append(box)
                    return spot
        return None

    def _holds(self, box: Box) -> bool:
        across = box.x >= self.left and box.x + box.width <= self.right
        return across and box.y >= self.top and box.y + box.height <= self.bottom


def _met(box: Box, others: Iterable[Box]) -> bool:
    return any(box.meets(other) for other in others)
