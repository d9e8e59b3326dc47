"""The slip chart of one date: the day it was said across, the date promised upwards.

What lies on the shaded ground was past already when it was said. A promise runs level from its day: to the
next date, a step up or down; to the thing itself, if it was kept; to the shaded ground, if it came due and
nothing had come; to the end of the programme; or to the day of the chart.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.draw.room import Room, Spot
from generator.draw.scale import Scale
from generator.draw.svg import (
    Box,
    Shape,
    at,
    bar,
    dot,
    fitted,
    ground,
    letters,
    line,
    path,
    picture,
    text,
    width_of,
)
from generator.promises import DROPPED, LATE, MISSED

if TYPE_CHECKING:
    from datetime import date

    from generator.draw.course import Course, Mark
    from generator.text import Html
    from generator.when import When

FEW = 3  # so many marks fit the small picture, which a phone shows whole
SMALL, LARGE = (360.0, 280.0), (680.0, 380.0)
LEFT, RIGHT, TOP, BOTTOM = 46.0, 10.0, 40.0, 40.0
LETTERS, BAR = 11.5, 8.0
VOICES = (180.0, 90.0)
"""How wide the name of a voice may be; the second where the first finds no place."""


def is_small(course: Course) -> bool:
    """Whether the picture is as narrow as a phone."""
    return len(course.marks) <= FEW


def chart(course: Course, title: str) -> Html:
    """The chart; what it shows stands in words beside it."""
    return _Chart(course).draw(title)


class _Chart:
    """The chart as it is drawn: the later a part is drawn, the higher it lies."""

    def __init__(self, course: Course) -> None:
        self.course = course
        self.width, self.height = SMALL if is_small(course) else LARGE
        self.right, self.bottom = self.width - RIGHT, self.height - BOTTOM
        first, last, top = course.ends()
        self.across = Scale(first, last, LEFT, self.right)
        self.up = Scale(first, top, self.bottom, TOP)
        self.room = Room(LEFT, TOP - 8, self.right, self.bottom)
        self.shapes: list[Shape] = []
        self.crosses: list[Shape] = []
        self.words: list[Shape] = []

    def draw(self, title: str) -> Html:
        self._ground()
        self._uprights()
        for mark in sorted(self.course.marks, key=lambda mark: mark.on_record):
            self._run(mark)
        self.shapes += self.crosses
        for mark in sorted(self.course.marks, key=lambda mark: (mark.said, -_length(mark))):
            self._mark(mark)
        if self.course.came:
            self._arrival(self.course.came)
        self._labels()
        if self.course.came:
            self._arrival_words(self.course.came)
        return picture(self.width, self.height, title, [*self.shapes, letters(self.words)])

    def _ground(self) -> None:
        """The shaded past, the grid and the axes."""
        corner = min(self.across.last, self.up.last)
        x, y = self.across.at(corner), self.up.at(corner)
        edge = f"L{at(self.right, y)}" if x < self.right else ""
        way = f"M{at(LEFT, self.bottom)}L{at(x, y)}{edge}"
        self.shapes.append(ground(f"{way}L{at(self.right, self.bottom)}Z", "line", ".4"))
        for day, words in self.up.marks(30):
            y = self.up.at(day)
            self.shapes.append(line(LEFT, y, self.right, y, "line"))
            self.words.append(text(LEFT - 6, y + 4, words, size=LETTERS, color="muted", anchor="end"))
        for day, words in self.across.marks(44):
            x = self.across.at(day)
            self.shapes.append(line(x, self.bottom, x, self.bottom + 4, "muted"))
            self.words.append(text(x, self.bottom + 17, words, size=LETTERS, color="muted", anchor="middle"))
        self.shapes.append(line(LEFT, self.bottom, self.right, self.bottom, "muted"))
        self.shapes.append(path(way, "muted", 1, "2 3"))
        below = self.height - 6
        self.words += [
            text(2, 12, "Date promised ↑", size=LETTERS, bold=True),
            text(self.right, below, "Day it was said →", size=LETTERS, anchor="end", bold=True),
        ]

    def _uprights(self) -> None:
        """Today where something is open, the end where it settled something; then the words of the past."""
        edge = self.right
        if self.course.waits:
            edge = self._upright(self.course.today, self.course.today_words, "accent", "4 3")
        if self.course.shows_end and self.course.ended:
            edge = self._upright(self.course.ended, self.course.ended_words, "red", "")
        edge = edge if edge - LEFT > 120 else self.right
        self.words.append(
            text(edge - 6, self.bottom - 7, "already past", size=LETTERS, color="muted", anchor="end")
        )
        self.room.marks.append(Box(edge - 78, self.bottom - 18, 78, 18))

    def _upright(self, day: date, words: str, color: str, dash: str) -> float:
        x = self.across.at(day)
        self.shapes.append(line(x, TOP - 8, x, self.bottom, color, 1.5, dash))
        self.room.lines.append(Box(x - 1, TOP, 2, self.bottom - TOP))
        half = width_of(words, LETTERS) / 2
        middle = min(max(x, LEFT + half), self.right - half)
        self.words.append(text(middle, TOP - 13, words, size=LETTERS, color=color, anchor="middle"))
        return x

    def _run(self, mark: Mark) -> None:
        """The level line of a promise, and what ends it."""
        x, y = self.across.at(mark.said), self.up.at(mark.due)
        color, dash = ("ink", "") if mark.on_record else ("muted", "3 3")
        after = self.course.after(mark)
        end = self.course.end_of(mark)
        to_x = max(x, self.across.at(end))
        self.shapes.append(line(x, y, to_x, y, color, 1.3, dash))
        self.room.lines.append(Box(x, y - 1, to_x - x, 2))
        if after:
            to_y = self.up.at(after.due)
            self.shapes.append(line(to_x, y, to_x, to_y, color, 1.3, dash))
            self.room.lines.append(Box(to_x - 1, min(y, to_y), 2, abs(to_y - y)))
        if mark.target.last and mark.said <= mark.due <= end and (after or mark.verdict in (MISSED, LATE)):
            self._cross(self.across.at(mark.due), y)
        elif mark.verdict == DROPPED:
            self.shapes.append(line(to_x, y - 4, to_x, y + 4, color, 1.3))

    def _cross(self, x: float, y: float) -> None:
        """The day on which a date passed."""
        self.crosses.append(path(f"M{at(x - 4, y - 4)}l8 8m0-8-8 8", "red", 2))
        self.room.marks.append(Box(x - 5, y - 5, 10, 10))

    def _mark(self, mark: Mark) -> None:
        """The days that were promised, as a bar; an open end is a dotted stem."""
        x = self.across.at(mark.said)
        low = self.up.at(mark.target.first or max(mark.said, self.up.first))
        high = self.up.at(mark.target.last or self.up.last)
        fill, edge = ("ink", "ink") if mark.on_record else ("paper", "muted")
        if mark.target.first is None or mark.target.last is None:
            self.shapes.append(line(x, low, x, high, edge, 1.5, "1 3"))
            self.room.lines.append(Box(x - 1, high, 2, low - high))
            low = high = self.up.at(mark.due)
        tall = max(low - high, 4.0)
        box = Box(x - BAR / 2, (low + high - tall) / 2, BAR, tall)
        self.shapes.append(bar(box, fill, edge, radius=2))
        self.room.marks.append(Box(box.x - 2, box.y - 1, box.width + 4, box.height + 2))

    def _arrival(self, came: When) -> None:
        """The day on which the thing came, all along the picture."""
        x, y = self.across.at(came.start), self.up.at(came.start)
        self.shapes += [line(LEFT, y, x, y, "green", 2), dot(x, y, 4.5, "green")]
        self.room.lines.append(Box(LEFT, y - 1, x - LEFT, 2))

    def _arrival_words(self, came: When) -> None:
        """When it came, wherever the line has room for it."""
        x, y, words = self.across.at(came.start), self.up.at(came.start), f"came {came.words}"
        wide = width_of(words, LETTERS, bold=True)
        along = [LEFT + 4 + step for step in range(0, max(1, round(x - wide - LEFT)), 16)]
        spots = [Spot(at, top) for top in (y - 17, y + 4, y - 31, y + 18) for at in along]
        spot = self.room.find(spots, wide) or spots[0]
        self.words.append(text(spot.x, spot.base, words, size=LETTERS, color="green", bold=True))

    def _labels(self) -> None:
        """The date as it was said beside each bar, with the voice where it first speaks."""
        named: set[str] = set()
        for mark in self.course.marks:
            bold, color = mark.on_record, "" if mark.on_record else "muted"
            for words in _labels_of(mark, first=mark.voice not in named):
                spot = self.room.find(self._spots(mark), width_of(words, LETTERS, bold=bold))
                if spot:
                    named.add(mark.voice)
                    x, y, anchor = spot.x, spot.base, spot.anchor
                    self.words.append(text(x, y, words, size=LETTERS, color=color, anchor=anchor, bold=bold))
                    break

    def _spots(self, mark: Mark) -> list[Spot]:
        """Where the label of a bar may stand, the best spot first."""
        x = self.across.at(mark.said)
        low, high = self.up.at(mark.target.first or mark.due), self.up.at(mark.due)
        middle, above, below = (low + high) / 2 - 7, high - 17, low + 6
        right, left = x + BAR, x - BAR
        return [
            Spot(x - BAR / 2, above),
            Spot(right, middle),
            Spot(x - BAR / 2, below),
            Spot(x + BAR / 2, above, "end"),
            Spot(left, middle, "end"),
            Spot(x + BAR / 2, below, "end"),
            Spot(right, high + 3),
            Spot(right, low - 16),
            Spot(left, high + 3, "end"),
            Spot(left, low - 16, "end"),
            Spot(x, above, "middle"),
            Spot(x, below, "middle"),
        ]


def _length(mark: Mark) -> int:
    """How many days a bar spans: a short one lies on a long one of the same day, and is seen."""
    first, last = mark.target.first, mark.target.last
    return (last - first).days if first and last else 0


def _labels_of(mark: Mark, *, first: bool) -> list[str]:
    """The label of a bar, the best first; the voice stands where it first speaks."""
    if not first:
        return [mark.target.words]
    return [f"{fitted(mark.voice, wide, LETTERS)}: {mark.target.words}" for wide in VOICES]
