"""What a cell has said: stretches of days in which an answer stood, was also reported, or was withdrawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from generator.stand import Answer, Standing
    from generator.weigh import Cell, Line

STANDS, ALSO, WITHDRAWN = "stands", "also reported", "withdrawn"
PLACES = (STANDS, ALSO, WITHDRAWN)

Said = tuple[str, "Answer", str]
"""Place in the cell, answer, evidence of a standing one."""


@dataclass(frozen=True, slots=True, eq=False)
class Stretch:
    """From `start` to the day before `end` (None: still on the day that was asked for) a cell showed this.

    place     one of PLACES
    evidence  of a standing answer, else ""
    since     the first day of the unbroken run of the same standing answer, else None
    """

    scope: tuple[str, ...]
    place: str
    answer: Answer
    evidence: str
    start: date
    end: date | None
    since: date | None


def stretches(cell: Cell, day: date) -> list[Stretch]:
    """All stretches that began by `day`, in the order of time; what comes after `day` is not known yet."""
    found = [stretch for line in cell.lines for stretch in _line(line, day)]
    return sorted(found, key=_order)


def _order(one: Stretch) -> tuple[date, int, int, int]:
    """By day, then by place, the newest answer first."""
    about, place = one.answer.newness
    return (one.start, PLACES.index(one.place), -about.toordinal(), -place)


def _line(line: Line, day: date) -> Iterator[Stretch]:
    """The steps of a line, with what does not change from one to the next made one stretch."""
    running: dict[Said, date] = {}
    for step in line.steps:
        if step.start > day:
            break
        now = list(_said(step.standing))
        for said in [said for said in running if said not in now]:
            yield _stretch(line, said, running.pop(said), step.start)
        for said in now:
            running.setdefault(said, step.start)
    for said, start in running.items():
        yield _stretch(line, said, start, None)


def _stretch(line: Line, said: Said, start: date, end: date | None) -> Stretch:
    place, answer, evidence = said
    since = line.since(start) if place == STANDS else None
    return Stretch(line.scope, place, answer, evidence, start, end, since)


def _said(standing: Standing) -> Iterator[Said]:
    if standing.answer:
        yield STANDS, standing.answer, standing.evidence
    for answer in standing.also:
        yield ALSO, answer, ""
    if standing.withdrawn:
        yield WITHDRAWN, standing.withdrawn, ""
