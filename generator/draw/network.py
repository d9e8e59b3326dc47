"""Who works with whom, in two pictures: a table of marks where partners are shared, a fan for one company.

Every link bears its role and state in words; its colour and line tell the evidence, as the chips do.
"""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING, NamedTuple

from generator.draw.svg import (
    SIZE,
    Box,
    Shape,
    at,
    bar,
    dot,
    fitted,
    letters,
    line,
    path,
    picture,
    sorted_by_look,
    text,
    tinted,
)
from generator.stand import DISPUTED, ON_RECORD, SINGLE_REPORT, WELL_REPORTED
from generator.wording import within

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.text import Html

STYLES = {
    ON_RECORD: ("ink", ""),
    WELL_REPORTED: ("violet", ""),
    SINGLE_REPORT: ("grey", "4 3"),
    DISPUTED: ("amber", "1.5 2.5"),
}
"""Evidence → colour and dashes."""


NAMED = "Named"
"""Where no claim tells the role."""


class Tie(NamedTuple):
    """What a partner is to a company: role, state, evidence, in words."""

    role: str
    state: str
    evidence: str

    @property
    def words(self) -> str:
        """`Battery supplier, active` or `Licence holder, in talks (disputed)`."""
        told = ", ".join(word for word in (self.role or NAMED, within(self.state)) if word)
        return told if self.evidence == ON_RECORD else f"{told} ({self.evidence})"


class Partner(NamedTuple):
    """A partner with its ties to each company: the company's place → ties, the strongest first."""

    name: str
    ties: dict[int, list[Tie]]


class Group(NamedTuple):
    """Partners of one kind."""

    name: str
    partners: list[Partner]


NAMES, COLUMN, ROW, HEAD, GROUP = 122.0, 66.0, 44.0, 30.0, 28.0
TINY, LETTERS_A_LINE, LINES = 9.7, 13, 2


def table(companies: Sequence[str], groups: Sequence[Group], title: str) -> Html:
    """Partners down, companies across; where they meet, what the partner is to the company."""
    width = NAMES + COLUMN * len(companies)
    shapes: list[Shape] = []
    words: list[Shape] = []
    y = HEAD
    for group in groups:
        words.append(text(0, y + 17, group.name, size=11, color="muted", bold=True))
        y += GROUP
        for partner in group.partners:
            shapes.append(line(0, y, width, y, "line"))
            words += _lines(0, y + ROW / 2 + 4, partner.name, letters=17)
            for place, ties in partner.ties.items():
                shapes += _tile(Box(NAMES + place * COLUMN + 1, y + 3, COLUMN - 2, ROW - 6), ties)
            y += ROW
    shapes.append(line(0, y, width, y, "ink"))
    across = [NAMES + (place + 0.5) * COLUMN for place in range(len(companies))]
    rules = [line(NAMES + n * COLUMN, HEAD, NAMES + n * COLUMN, y, "line") for n in range(len(companies) + 1)]
    for level in (HEAD - 10, y + 18):
        words += [
            text(x, level, fitted(name, COLUMN - 2, 11), size=11, anchor="middle", bold=True)
            for x, name in zip(across, companies, strict=True)
        ]
    return picture(width, y + 26, title, sorted_by_look([*rules, *shapes, *words]))


def _tile(box: Box, ties: Sequence[Tie]) -> list[Shape]:
    """One crossing: the strongest tie in words, how many more there are."""
    first, more = ties[0], len(ties) - 1
    color, dash = STYLES[first.evidence]
    lines = wrap(first.role or NAMED, LETTERS_A_LINE, break_long_words=True)[:LINES]
    last = f"{within(first.state)} +{more}".strip() if more else within(first.state)
    told = [*lines, last] if last else lines
    top = box.y + box.height / 2 - (len(told) - 1) * 5.75 + 3.5
    middle = box.x + box.width / 2
    return [
        tinted(box, color, ".08"),
        bar(box, "", color, dash, radius=2),
        *(
            text(
                middle,
                top + 11.5 * number_,
                words,
                size=TINY,
                anchor="middle",
                color="muted" if words is last else "",
            )
            for number_, words in enumerate(told)
        ),
    ]


FAN, NODE, TEXT = 358.0, 8.0, 52.0
KIND, NAME, TIE = 25.0, 19.0, 16.0


def fan(groups: Sequence[Group], title: str) -> Html:
    """A company, the dot on the left, and its partners by kind, a line for each role; as wide as a phone."""
    words: list[Shape] = []
    ends: list[tuple[float, str]] = []
    y = 0.0
    for group in groups:
        y += KIND
        words.append(text(TEXT, y - 6, group.name, size=11, color="muted", bold=True))
        for partner in group.partners:
            y += NAME
            words.append(
                text(TEXT, y - 4, fitted(partner.name, FAN - TEXT, 13, bold=True), size=13, bold=True)
            )
            for tie in partner.ties[0]:
                y += TIE
                words.append(text(TEXT, y - 4, fitted(tie.words, FAN - TEXT), size=12))
                ends.append((y - 8, tie.evidence))
            y += 4
    height = y + 6
    middle = sum(end for end, _evidence in ends) / len(ends)
    ways = sorted_by_look(_way(middle, end, evidence) for end, evidence in ends)
    signs = sorted_by_look(_sign(end, evidence) for end, evidence in ends)
    shapes = [*ways, *signs, dot(NODE, middle, 5, "ink"), letters(words)]
    return picture(FAN, height, title, shapes)


def _way(middle: float, end: float, evidence: str) -> Shape:
    """The curve from the company to a role."""
    color, dash = STYLES[evidence]
    turn = (NODE + TEXT) / 2
    way = f"M{at(NODE, middle)}C{at(turn, middle)} {at(turn - 12, end)} {at(TEXT - 10, end)}"
    return path(way, color, 1.6, dash)


def _sign(end: float, evidence: str) -> Shape:
    """The sign of its evidence at the end of a curve."""
    color, _dash = STYLES[evidence]
    return dot(TEXT - 9, end, 3.2, color if evidence == ON_RECORD else "paper", color)


def _lines(x: float, middle: float, words: str, *, letters: int) -> list[Shape]:
    """Bold words in up to three lines around a middle."""
    lines = wrap(words, letters, break_long_words=True)[:3]
    top = middle - (SIZE + 2) * (len(lines) - 1) / 2
    return [text(x, top + (SIZE + 2) * place, one, bold=True) for place, one in enumerate(lines)]
