"""What each part of a page said as the days went by: steps, so that a script only has to pick one.

Every step is what the page itself would say as of its day, from the same functions. Pure: no files, no clock.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from dataclasses import replace
from datetime import date, timedelta
from itertools import chain
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from generator.answer import Target
from generator.partners import ordered, relation, sayings
from generator.views.answers import fact
from generator.views.bottom import bottom_line, spoken_of
from generator.views.promised import in_order, rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from generator.partners import Key, Relation, Saying
    from generator.plans import Plan
    from generator.view import Site
    from generator.views.answers import Fact
    from generator.views.promised import Row
    from generator.weigh import Cell

K = TypeVar("K")
P = TypeVar("P")
T = TypeVar("T")
Steps = list[tuple[date, T]]
"""(day, what is said from that day on), days rising from ALWAYS."""
ALWAYS = date.min
"""Before anything was said."""


class Said(NamedTuple):
    """What a cell says, and whether its programme is ended, so that all but its stage is last known."""

    fact: Fact
    ended: bool


class Status(NamedTuple):
    """The stage of a programme and its schedule."""

    stage: Fact | None
    schedule: str


class Travel:
    """A programme as of every day up to the site's."""

    def __init__(self, site: Site, plan: Plan) -> None:
        self.site = site
        self.plan = plan
        self._sites: dict[date, Site] = {}
        self._cells: dict[str, Steps[Said]] = {}
        self._ends = set(_starts(plan.weighed.cells[plan.weighed.stage])) if plan.weighed.stage else set()
        self.book = site.weighed[plan.company].ledger

    def cell(self, name: str) -> Steps[Said]:
        """A question or milestone: what stands, its schedule, what is also reported, withdrawn, ended."""
        if name not in self._cells:
            self._cells[name] = self._steps(self._days([name]), lambda day: self.said(name, day))
        return self._cells[name]

    def said(self, name: str, day: date) -> Said:
        """What a cell says on a day."""
        return Said(fact(self._at(day), self.plan, name), self.plan.weighed.ended(day) is not None)

    def status(self) -> Steps[Status]:
        """What stands in a row under the name: stage, evidence, schedule of the first date."""
        brief = self.site.content.brief
        whens = [name for name, one in brief.questions.items() if one.type == "when"][:1]
        cells = {name: self.cell(name) for name in (brief.stage, *whens) if name}

        def status(day: date) -> Status:
            said = {name: on(steps, day).fact for name, steps in cells.items()}
            return Status(said.get(brief.stage), said[whens[0]].schedule if whens else "")

        return self._steps((day for steps in cells.values() for day, _said in steps), status)

    def bottom(self) -> Steps[str]:
        """The bottom line, under the name that the programme had."""
        days = self._days(spoken_of(self.site.content.brief, self.plan)) | self._renamed()
        return self._steps(days, lambda day: bottom_line(self._at(day), self._named(day)))

    def names(self) -> Steps[str]:
        """The programme's names."""
        return self._steps(self._renamed(), lambda day: self._named(day).name)

    def promises(self) -> Steps[tuple[Row, ...]]:
        """The promised dates with their verdicts."""
        timed = [name for name, cell in self.plan.weighed.cells.items() if cell.timed]
        return self._joined(
            {name: self._days([name]) for name in timed},
            lambda name, day: rows(self._at(day), self.plan, name),
            lambda found: tuple(in_order(row for some in found for row in some)),
        )

    def partners(self) -> Steps[tuple[Relation, ...]]:
        """Who works with the company on the programme."""
        company, brief = self.plan.company, self.site.content.brief
        every = sayings(self.book.counting(self.site.day), self.plan.weighed.slug)

        def on(key: Key, day: date) -> Iterable[Relation]:
            some = [one for one in every[key] if one[0].counts <= day]
            return (relation(company, key, some, self.book, brief, day),) if some else ()

        def together(found: Iterable[Iterable[Relation]]) -> tuple[Relation, ...]:
            others = (one for one in ordered(chain.from_iterable(found)) if one.who != company)
            return tuple(sorted(others, key=lambda one: one.order, reverse=True))

        return self._joined({key: self._told(some) for key, some in every.items()}, on, together)

    def _told(self, some: Iterable[Saying]) -> Iterator[date]:
        """The days on which what is said of an organisation may change."""
        for entry, _state in some:
            yield entry.counts
            yield from self.book.linked_days(entry)

    def _at(self, day: date) -> Site:
        if day not in self._sites:
            self._sites[day] = self.site.at(day)
        return self._sites[day]

    def _named(self, day: date) -> Plan:
        return replace(self.plan, programme=self.plan.programme.named_on(day))

    def _renamed(self) -> set[date]:
        """The days on which the programme took another name."""
        return {former.until + timedelta(days=1) for former in self.plan.programme.formerly}

    def _days(self, names: Iterable[str]) -> set[date]:
        """Every day on which the cells may come to say something else."""
        days = set(self._ends)
        for name in names:
            cell = self.plan.weighed.cells[name]
            days.update(_starts(cell))
            if cell.timed:
                days.update(self._dated(cell))
        return days

    def _dated(self, cell: Cell) -> Iterator[date]:
        """The days on which a date moves or becomes overdue."""
        for answer in cell.answers:
            yield answer.entry.counts
            yield from self.book.linked_days(answer.entry)
            if isinstance(answer.value, Target):
                when = answer.value.when
                yield (when.last or when.mark) + timedelta(days=1)

    def _joined(
        self,
        days: Mapping[K, Iterable[date]],
        what: Callable[[K, date], P],
        together: Callable[[Iterable[P]], T],
    ) -> Steps[T]:
        """The steps of several things together; each is worked out anew only on its own days."""
        turns: dict[date, list[K]] = defaultdict(list)
        for key, some in days.items():
            for day in set(some):
                turns[day].append(key)
        now: dict[K, P] = {}

        def on(day: date) -> T:
            now.update({key: what(key, day) for key in turns.get(day, ())})
            return together(now.values())

        return self._steps(turns, on)

    def _steps(self, days: Iterable[date], what: Callable[[date], T]) -> Steps[T]:
        found = [(ALWAYS, what(ALWAYS))]
        for day in sorted({day for day in days if day <= self.site.day}):
            now = what(day)
            if found[-1][1] != now:
                found.append((day, now))
        return found


def travels(site: Site, slug: str) -> list[Travel]:
    """The programmes of a company."""
    return [Travel(site, plan) for plan in site.plans_of(slug)]


def on(steps: Steps[T], day: date) -> T:
    """What is said on a day."""
    return steps[bisect_right(steps, day, key=itemgetter(0)) - 1][1]


def _starts(cell: Cell) -> Iterator[date]:
    return (step.start for line in cell.lines for step in line.steps)
