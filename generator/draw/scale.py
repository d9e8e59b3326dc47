"""Days on a line: where each stands, and which of them are marked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from generator.when import MONTHS

if TYPE_CHECKING:
    from collections.abc import Iterator

STEPS = (1, 3, 6, 12, 24, 60, 120, 240)
"""Months from one mark to the next."""


@dataclass(frozen=True, slots=True)
class Scale:
    """Days from `first` to `last` from `start` to `end`, which may lie the other way round."""

    first: date
    last: date
    start: float
    end: float

    def at(self, day: date) -> float:
        """Where a day stands, in whole pixels; beyond the ends it stands at the end."""
        share = (day - self.first).days / max(1, (self.last - self.first).days)
        return round(self.start + (self.end - self.start) * min(1.0, max(0.0, share)))

    def marks(self, room: float) -> Iterator[tuple[date, str]]:
        """(day, words) of the marks that leave `room` between them: years, else months."""
        months = self._step(room)
        number = self.first.year * 12 // months * months
        while (day := date(number // 12, number % 12 + 1, 1)) <= self.last:
            if day >= self.first:
                yield day, str(day.year) if day.month == 1 else MONTHS[day.month - 1][:3]
            number += months
            if number // 12 > date.max.year:
                return

    def _step(self, room: float) -> int:
        long = max(1, (self.last - self.first).days)
        a_month = abs(self.end - self.start) / long * 30.4
        return next((step for step in STEPS if step * a_month >= room), STEPS[-1])
