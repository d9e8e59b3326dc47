"""Dates as precise as their source: each is a text as it was said and an interval of days.

The table of forms stands in the design ("Dates are as precise as the source was") and on the Method page.
Nothing here ever sharpens a date: what is shown is made from what was typed.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

FIRST_YEAR, LAST_YEAR = 1900, 2199

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}
PARTS = ("early", "mid", "late")
HALVES = ("first half", "second half")

_PERIOD = re.compile(
    r"(?:(?P<part>early|mid|late) )?(?P<year>\d{4})"
    r"(?:-(?:H(?P<half>[12])|Q(?P<quarter>[1-4])|(?P<season>spring|summer|autumn|winter)"
    r"|(?P<month>\d\d)(?:-(?P<day>\d\d))?))?",
    re.ASCII,
)

FORMS = (
    ("2024", "the year"),
    ("2024-H1", "January to June, or July to December for H2"),
    ("2024-Q3", "the quarter"),
    ("2024-03", "the month"),
    ("2024-03-28", "the day"),
    ("2026-spring", "March to May; summer, autumn and winter follow, winter running into February"),
    ("early 2024", "January to April; mid: May to August; late: September to December"),
    ("early 2024-03", "the first third of the month; mid and late: the others"),
    ("around 2024", "the year, longer by a sixth of its length at either end"),
    ("2024..2025", "from the first day of the first to the last day of the second"),
    ("week of 2021-03-29", "seven days from that day"),
    ("by 2024", "any day up to the last of the year"),
    ("from 2024", "the first day of the year or any later"),
)
"""Every way to write a date, with the days that it means."""


@dataclass(frozen=True, slots=True)
class When:
    """A date as it was said.

    text   what the editor typed
    first  the first day it may mean; None: any earlier day
    last   the last day it may mean; None: any later day
    mark   the last day of the date inside `around`, `by` and `from`: what a move is measured by
    words  the date as a reader reads it
    """

    text: str
    first: date | None
    last: date | None
    mark: date
    words: str

    @property
    def days(self) -> tuple[date | None, date | None]:
        """What makes two dates the same: the days they mean."""
        return (self.first, self.last)

    @property
    def is_day(self) -> bool:
        """Whether it means one day only."""
        return self.first is not None and self.first == self.last

    @property
    def start(self) -> date:
        """The day that places it in a list."""
        return self.first or self.mark

    def __reduce__(self) -> tuple[Callable[[str], When], tuple[str]]:
        """Is kept as its text: one object for all dates of the same text, as `parse` gives."""
        return parse, (self.text,)

    def over(self, day: date) -> bool:
        """Whether its last day lies before `day`; a date without a last day is never over."""
        return self.last is not None and self.last < day


@lru_cache(maxsize=1 << 16)
def parse(text: str) -> When:
    """The date that `text` writes; raises ValueError with a sentence for the editor."""
    if text.startswith("around "):
        inner = _period(text[7:], text)
        assert inner.first and inner.last
        longer = timedelta(days=round(((inner.last - inner.first).days + 1) / 6))
        return When(text, inner.first - longer, inner.last + longer, inner.mark, f"around {inner.words}")
    if text.startswith("by "):
        inner = _period(text[3:], text)
        return When(text, None, inner.last, inner.mark, f"by {inner.words}")
    if text.startswith("from "):
        inner = _period(text[5:], text)
        return When(text, inner.first, None, inner.mark, f"{inner.words} or later")
    if text.startswith("week of "):
        first = _period(text[8:], text)
        if not first.is_day:
            raise ValueError(f"“{text}” needs a full day, such as week of 2021-03-29.")
        assert first.first
        return When(text, first.first, *(first.first + timedelta(days=6),) * 2, f"the week of {first.words}")
    if ".." in text:
        return _span(text)
    return _period(text, text)


def _span(text: str) -> When:
    """`2024..2025`: from the first day of the first to the last of the second."""
    begin, _, end = text.partition("..")
    one, two = _period(begin, text), _period(end, text)
    assert one.first and two.first and two.last
    if two.last < one.first or two.first < one.first:
        raise ValueError(f"“{text}” ends before it begins.")
    return When(text, one.first, two.last, two.mark, f"{one.words} to {two.words}")


def _period(text: str, whole: str) -> When:
    """A year, or a part of one; `whole` is what the editor typed, for the message."""
    found = _PERIOD.fullmatch(text)
    if not found:
        raise ValueError(f"“{whole}” is not a date this brief can read.")
    year = int(found["year"])
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(f"The year {found['year']} is not between {FIRST_YEAR} and {LAST_YEAR}.")
    part = found["part"]
    if part and (found["half"] or found["quarter"] or found["season"] or found["day"]):
        raise ValueError(f"“{whole}”: early, mid and late go with a year or a month only.")
    if found["day"]:
        day = _day(year, int(found["month"]), int(found["day"]))
        return When(text, day, day, day, long_day(day))
    first, months, words = _months(year, found)
    last = _month_end(first, months)
    if part:
        first, last, words = _third(part, first, last, months, words)
    return When(text, first, last, last, words)


def _months(year: int, found: re.Match[str]) -> tuple[date, int, str]:
    """First day, length in months and words of a period of whole months."""
    if found["half"]:
        half = int(found["half"])
        return date(year, half * 6 - 5, 1), 6, f"{HALVES[half - 1]} of {year}"
    if found["quarter"]:
        quarter = int(found["quarter"])
        return date(year, quarter * 3 - 2, 1), 3, f"Q{quarter} {year}"
    if season := found["season"]:
        years = f"{year}–{(year + 1) % 100:02}" if season == "winter" else str(year)
        return date(year, SEASONS[season], 1), 3, f"{season} {years}"
    if found["month"]:
        first = _day(year, int(found["month"]), 1)
        return first, 1, f"{MONTHS[first.month - 1]} {year}"
    return date(year, 1, 1), 12, str(year)


def _third(part: str, first: date, last: date, months: int, words: str) -> tuple[date, date, str]:
    """The early, mid or late third of a year (four months each) or of a month (ten days and the rest)."""
    place = PARTS.index(part)
    if months == 12:
        first = date(first.year, place * 4 + 1, 1)
        return first, _month_end(first, 4), f"{part} {words}"
    begin = first.replace(day=place * 10 + 1)
    return begin, last if place == 2 else begin.replace(day=place * 10 + 10), f"{part} {words}"


def _day(year: int, month: int, day: int) -> date:
    if not 1 <= month <= 12:
        raise ValueError(f"There is no month {month:02}.")
    length = monthrange(year, month)[1]
    if not 1 <= day <= length:
        raise ValueError(f"{MONTHS[month - 1]} {year} has {length} days, not a day {day:02}.")
    return date(year, month, day)


def _month_end(first: date, months: int) -> date:
    year, month = divmod(first.year * 12 + first.month - 1 + months - 1, 12)
    return date(year, month + 1, monthrange(year, month + 1)[1])


def parse_day(text: str) -> date:
    """The full day that `text` writes; raises ValueError."""
    when = parse(text)
    if not when.is_day or when.first is None or len(text) != 10:
        raise ValueError(f"“{text}” is not a full day, such as 2024-03-28.")
    return when.first


def long_day(day: date) -> str:
    """`28 March 2024`."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def year_later(day: date, years: int = 1) -> date:
    """The same day of another year; 29 February becomes the 28th."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def year_gone(day: date) -> date:
    """The first day for which `day` does not lie within the year before it."""
    gone = year_later(day) + timedelta(days=1)
    while year_later(gone, -1) <= day:
        gone += timedelta(days=1)
    return gone


def apart(due: date, came: date, *, exact: bool) -> str:
    """How long after `due` the day `came` lies: in days when both are days, else months, years from two on.

    Months and years are whole ones that have passed, so that nothing is told later than it is; at least one.
    """
    if exact:
        return _counted((came - due).days, "day")
    after = due + timedelta(days=1)
    months = (came.year - after.year) * 12 + came.month - after.month - (came.day < after.day)
    return _counted(max(1, months), "month") if months < 24 else _counted(months // 12, "year")


def moved_by(old: When, new: When) -> str:
    """How far apart two promised dates lie, as `apart` tells it; by the dates themselves, not by `around`."""
    near, far = sorted((old.mark, new.mark))
    exact = old.is_day and new.is_day
    return apart(near, far if exact else far + timedelta(days=1), exact=exact)


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
