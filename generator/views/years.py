"""What stands by time, the newest first, in slices: changes, the timeline, topics, promised dates."""

from __future__ import annotations

from collections import defaultdict
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from generator.answer import Happened, Target
from generator.plans import Told
from generator.slices import Slice, fits, numbered, yearly
from generator.views.answers import changed
from generator.when import MONTHS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import date

    from generator.changes import Change
    from generator.view import Site
    from generator.views.promised import Row


CAME_LAST = 16


class Month(NamedTuple):
    """What happened or was said in a month."""

    title: str
    told: list[Told]


def by_year(told: Iterable[Told], day: Callable[[Told], date]) -> list[tuple[int, list[Told]]]:
    """(year, claims), as ordered."""
    return [(year, list(group)) for year, group in groupby(told, key=lambda one: day(one).year)]


def counts(told: Told) -> date:
    """The day from which a claim counts."""
    return told.entry.counts


# The timeline


def day_of(told: Told) -> date:
    """The day that places a claim in time: that of its event, else that from which it counts."""
    event = told.entry.claim.event
    return min(event.start, told.entry.counts) if event else told.entry.counts


def timeline(site: Site) -> list[Slice[Told]]:
    """The claims by what they tell of."""
    ordered = sorted(site.told, key=lambda told: (day_of(told), *told.order), reverse=True)
    return yearly("timeline", by_year(ordered, day_of))


def months(told: Iterable[Told]) -> list[Month]:
    """Claims of the timeline by month."""
    groups = groupby(told, key=lambda one: (day_of(one).year, day_of(one).month))
    return [Month(f"{MONTHS[month - 1]} {year}", list(group)) for (year, month), group in groups]


def events(site: Site) -> list[Told]:
    """The newest claims that tell of something that came true."""
    told = (
        one
        for one in site.told
        if any(isinstance(value, Happened) for value in one.entry.claim.answers.values())
    )
    ordered = sorted(told, key=lambda one: (day_of(one), *one.order), reverse=True)
    return ordered[:CAME_LAST]


# Changes


def changes(site: Site) -> list[Slice[Told | Change]]:
    """The claims by the day from which they count, among them the answers that became others."""
    every: list[Told | Change] = [*site.told, *_turned(site)]
    every.sort(key=counted_from, reverse=True)
    groups = groupby(every, key=lambda one: counted_from(one).year)
    found = [(year, list(group)) for year, group in groups]
    return yearly("changes", found, "changes/index.md")


def _turned(site: Site) -> Iterator[Change]:
    return (change for change in site.changes if change.old)


def counted_from(one: Told | Change) -> date:
    """The day of a claim or change."""
    return counts(one) if isinstance(one, Told) else one.day


def changed_in(site: Site, some: Iterable[Told | Change]) -> dict[str, list[Any]]:
    """Claims and changes, each for a list of its own."""
    found: dict[str, list[Any]] = {"told": [], "changes": []}
    for one in some:
        if isinstance(one, Told):
            found["told"].append(one)
        else:
            found["changes"].append(changed(site, one))
    return found


# Topics


def topics(site: Site) -> dict[str, list[Told]]:
    """Topic → its claims, the newest first; in the order of the vocabulary."""
    by: dict[str, list[Told]] = defaultdict(list)
    for told in site.told:
        by[told.entry.claim.topic].append(told)
    order = [*site.content.brief.topics, *sorted(set(by) - set(site.content.brief.topics))]
    return {topic: by[topic] for topic in order if topic in by}


def of_topic(topic: str, told: list[Told]) -> list[Slice[Told]]:
    """The claims of a topic."""
    return numbered("", f"topics/{topic}.md", f"topics/{topic}", told)


# Promised dates

Key = tuple["date", str, str, str, str, str]
"""What tells one promised date from another; they sort by the day on which they were said."""


def promises(site: Site, rows: Iterable[Row]) -> list[Slice[Row]]:
    """The years in which promised dates are due, with their dates; none where one page holds all.

    Slices are cut from all dates that claims name; one that is named again is no new promise and has no row.
    """
    by: dict[int, list[Key]] = defaultdict(list)
    for year, key in _dates(site):
        by[year].append(key)
    if fits(sum(map(len, by.values()))):
        return []
    known: dict[Key, Row] = {}
    for row in rows:
        known[row.told, row.plan.company, row.plan.weighed.slug, row.name, row.claim, row.target] = row
    keys = yearly("promises", [(year, sorted(by[year], reverse=True)) for year in sorted(by, reverse=True)])
    return [
        Slice(one.group, one.path, one.number, [known[key] for key in one.items if key in known])
        for one in keys
    ]


def _dates(site: Site) -> Iterator[tuple[int, Key]]:
    """(year, key) of every date that a claim names."""
    for plan in site.plans:
        for name, cell in plan.weighed.cells.items():
            for answer in cell.answers if cell.timed else ():
                if isinstance(answer.value, Target) and answer.entry.counts <= site.day:
                    when, entry = answer.value.when, answer.entry
                    key = (entry.counts, plan.company, plan.weighed.slug, name, entry.claim.id, when.words)
                    yield when.mark.year, key
