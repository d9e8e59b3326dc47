"""Histories → changes: when a standing answer was first given, became another, or was taken back. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from generator.stand import Answer, Standing
    from generator.weigh import Line, Weighed

FIRST, CHANGED, WITHDRAWN = "first", "changed", "withdrawn"


@dataclass(frozen=True, slots=True, eq=False)
class Change:
    """A standing answer that changed on a day.

    old, new   the answers; old is None where nothing was known, new is None where it was withdrawn
    evidence   of the new answer
    claim      the claim that made the change: that of the new answer, else of the one taken back
    """

    day: date
    company: str
    programme: str
    question: str
    scope: tuple[str, ...]
    old: Answer | None
    new: Answer | None
    evidence: str

    @property
    def kind(self) -> str:
        """FIRST, CHANGED or WITHDRAWN."""
        if self.new is None:
            return WITHDRAWN
        return CHANGED if self.old else FIRST

    @property
    def order(self) -> tuple[date, int, str, str, str, tuple[str, ...]]:
        """Sorts changes by day, then by the claim's place, so that the order never varies."""
        told = self.new or self.old
        place = told.newness[1] if told else 0
        return (self.day, place, self.company, self.programme, self.question, self.scope)


def changes(company: str, programme: Weighed, day: date) -> list[Change]:
    """All changes of a programme's answers by `day`, oldest first."""
    found = [
        change
        for name, cell in programme.cells.items()
        for line in cell.lines
        for change in _changes(company, programme.slug, name, line, day)
    ]
    return sorted(found, key=lambda change: change.order)


def _changes(company: str, programme: str, question: str, line: Line, day: date) -> Iterator[Change]:
    before: Answer | None = None
    for step in line.steps:
        if step.start > day:
            return
        standing: Standing = step.standing
        if _differs(before, standing.answer):
            yield Change(
                step.start,
                company,
                programme,
                question,
                line.scope,
                before,
                standing.answer,
                standing.evidence,
            )
        before = standing.answer


def _differs(old: Answer | None, new: Answer | None) -> bool:
    return old is not new and (old is None or new is None or old.same != new.same)
