"""Histories of answers, kept for the next process: after an edit it works out those of one company anew."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from generator.fetch import BRIEF, company_file
from generator.shelf import Shelf
from generator.stand import Standing
from generator.weigh import Step

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from generator.keep import Keep
    from generator.stand import Answer
    from generator.view import Site
    from generator.weigh import Line

Plain = list[tuple[int, int, str, list[int], int]]
"""Steps as plain values: the first day of each, and its standing with answers by their numbers (-1: none)."""


class Histories:
    """What is known of the histories of companies, which hang on their entry and the brief alone.

    entries  file → hash of its text
    """

    def __init__(self, keep: Keep, entries: Mapping[str, str]) -> None:
        self._entries = entries
        self._shelf: Shelf[list[Plain]] = Shelf(keep, "histories", entries[BRIEF])

    def recall(self, site: Site) -> None:
        """Give the lines of a site their steps, as far as they are known."""
        for slug, weighed in site.weighed.items():
            known = self._shelf.get(*self._of(slug))
            for line, plain in zip(weighed.lines, known, strict=True) if known else ():
                line.recall(steps(line.answers, plain))

    def keep(self, site: Site) -> None:
        """Keep the steps of a site."""
        for slug, weighed in site.weighed.items():
            if not self._shelf.has(*self._of(slug)):
                self._shelf.put(*self._of(slug), [plainly(line) for line in weighed.lines])
        self._shelf.save()

    def _of(self, slug: str) -> tuple[str, bytes]:
        file = company_file(slug)
        return file, self._entries[file].encode()


def plainly(line: Line) -> Plain:
    """The steps of a line as plain values."""
    numbers: dict[Answer | None, int] = {answer: number for number, answer in enumerate(line.answers)}
    numbers[None] = -1
    return [
        (
            start.toordinal(),
            numbers[one.answer],
            one.evidence,
            [numbers[each] for each in one.also],
            numbers[one.withdrawn],
        )
        for start, one in ((step.start, step.standing) for step in line.steps)
    ]


def steps(answers: Sequence[Answer], plain: Plain) -> Iterator[Step]:
    """The steps of a line of these answers."""
    known = (*answers, None)
    days = [date.fromordinal(day) for day, *_standing in plain]
    for (_day, one, evidence, also, gone), start, end in zip(plain, days, [*days[1:], None], strict=True):
        others = tuple(answers[number] for number in also)
        yield Step(start, end, Standing(known[one], evidence, others, known[gone]))
