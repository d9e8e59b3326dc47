"""What took targets out of play: supersessions of them and of newer answers, asked for in no time."""

from __future__ import annotations

from bisect import bisect_left
from datetime import date
from functools import cached_property
from itertools import accumulate, takewhile
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from generator.answer import Nothing

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from generator.ledger import Ledger, Newness
    from generator.stand import Answer


class Out(NamedTuple):
    """A claim superseded an answer.

    newness   of the superseded answer
    day       the day of the superseding claim
    reported  that claim is not on record, so it leaves older targets on record in play
    gone      it gives no new answer
    """

    newness: Newness
    answer: Answer
    day: date
    reported: bool
    gone: bool


class Outs:
    """The supersessions of a question's answers that count by a day."""

    def __init__(self, book: Ledger, question: str, given: Sequence[Answer], day: date) -> None:
        self._day = day
        by_entry = {answer.entry: answer for answer in given}
        found = []
        for answer in given:
            for by, link in book.superseded.get(answer.entry.claim.id, ()):
                if by.counts <= day and link.covers(question):
                    recorded = book.recorded_from(by, question)
                    new = by_entry.get(by)
                    reported = recorded is None or recorded > day
                    gone = new is None or isinstance(new.value, Nothing)
                    found.append(Out(answer.newness, answer, by.newness[0], reported, gone))
        self._all = sorted(found, key=attrgetter("newness"))

    def first(self, answer: Answer, *, gone: bool = False) -> date:
        """The first day on which a target was taken out of play; the last of all days if it was not.

        gone  only where no new answer was given instead
        """
        if not self._all:
            return date.max
        place = bisect_left(self._all, answer.newness, key=attrgetter("newness"))
        behind = (self._all[number] for number in range(place, len(self._all)))
        own = takewhile(lambda one: one.answer is answer, behind)
        from_there = self._firsts[answer.on_record(self._day), gone][place]
        return min([from_there, *(one.day for one in own if one.gone or not gone)])

    @cached_property
    def _firsts(self) -> dict[tuple[bool, bool], list[date]]:
        """(by the record alone, without a new answer alone) → the first day from each supersession on."""
        return {
            (recorded, gone): _first_from(
                one.day if (one.gone or not gone) and not (one.reported and recorded) else date.max
                for one in self._all
            )
            for recorded in (False, True)
            for gone in (False, True)
        }


def _first_from(days: Iterable[date]) -> list[date]:
    """The first of the days from each place on; after all of them, the last of all days."""
    return list(accumulate((date.max, *reversed(list(days))), min))[::-1]
