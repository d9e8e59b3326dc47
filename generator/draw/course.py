"""What a slip chart shows: the dates named, when the thing came, when the programme ended, its day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from generator.promises import DROPPED, KEPT, OPEN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.when import When


class Mark(NamedTuple):
    """A date as one voice named it.

    verdict  what became of it; `over`: the day on which it was moved or dropped
    moved    the place among the marks of the date that replaced it
    """

    said: date
    target: When
    voice: str
    on_record: bool
    verdict: str
    over: date | None = None
    moved: int | None = None

    @property
    def due(self) -> date:
        """The day at whose level it runs: its last, or its first where it has no last."""
        return self.target.last or self.target.start


class Course(NamedTuple):
    """All that a chart shows: the dates named, when the thing came, when the programme ended.

    today  the day of the chart, up to which all of it is told
    """

    marks: Sequence[Mark]
    came: When | None
    ended: date | None
    ended_words: str
    today: date
    today_words: str

    def after(self, mark: Mark) -> Mark | None:
        """The date that replaced a date."""
        return None if mark.moved is None else self.marks[mark.moved]

    def end_of(self, mark: Mark) -> date:
        """Until when a promise runs."""
        if after := self.after(mark):
            return after.said
        if mark.verdict == KEPT and self.came:
            return self.came.start
        if mark.verdict == DROPPED and mark.over:
            return mark.over
        return self.today if mark.verdict == OPEN else mark.due

    @property
    def waits(self) -> bool:
        """Whether the thing may still come: then the picture reaches to today."""
        open_still = any(mark.verdict == OPEN for mark in self.marks)
        return open_still or (self.came is None and self.ended is None)

    @property
    def shows_end(self) -> bool:
        """Whether the end of the programme settled a date."""
        return self.came is None and any(mark.verdict == DROPPED for mark in self.marks)

    def ends(self) -> tuple[date, date, date]:
        """The first and the last day that something was said or settled, the last that was promised."""
        days = [mark.said for mark in self.marks]
        days += [self.end_of(mark) for mark in self.marks]
        if self.waits:
            days.append(self.today)
        if self.shows_end and self.ended:
            days.append(self.ended)
        tops = [mark.due for mark in self.marks]
        if self.came:
            days.append(self.came.start)
            tops.append(self.came.start)
        first, last = min(mark.said for mark in self.marks), max(days)
        beside = timedelta(days=max(20, (last - first).days // 16))
        top = max(*tops, first + beside)
        return first - beside, last + beside, top + timedelta(days=max(30, (top - first).days // 9))
