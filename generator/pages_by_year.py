"""The pages of lists that stand by time: in years, in slices."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from generator.found import Found
from generator.indexes import index
from generator.leaves import Leaf, about, telling
from generator.page import by_newest, page, stand, topic_page
from generator.slices import days, sizes, turned
from generator.views import lists, promised, years
from generator.wording import counted, label

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import date

    from generator.changes import Change
    from generator.page import Page
    from generator.plans import Told
    from generator.slices import Slice, Turning
    from generator.view import Site
    from generator.views.promised import Row


def _told_days(day: Callable[[Told], date]) -> Callable[[Slice[Told]], str]:
    return lambda one: days(day(one.items[0]), day(one.items[-1]))


def timeline(site: Site) -> Iterator[Leaf]:
    """What happened, by year."""
    slices = years.timeline(site)
    yield Leaf("timeline/index.md", partial(_timeline, site, slices))
    above = ("timeline/index.md", "Coming next and all years")
    for one, turning in turned(slices, _told_days(years.day_of), above):
        yield telling(site, one.path, partial(_happened, site, one, turning), one.items, turning)


def _timeline(site: Site, slices: Sequence[Slice[Told]]) -> Page:
    data = {
        "years": sizes(slices),
        "coming": lists.coming(site),
        "newest": years.events(site),
        "most": lists.COMING_NEXT,
    }
    return index(site, "timeline/index.md", "Timeline", data)


def _happened(site: Site, one: Slice[Told], turning: Turning) -> Page:
    return page(
        site,
        one.path,
        f"Timeline {one.group}{one.part}",
        "timeline-year.md.jinja",
        {"months": years.months(one.items), "turning": turning},
        description=f"What happened in {one.group}, month by month, with the claim that tells it.",
        **by_newest(site, one.items),
    )


def promises(site: Site) -> Iterator[Leaf]:
    """Promised dates, by the year in which they are due."""
    every = promised.every_row(site)
    slices = years.promises(site, every)
    yield Leaf("promises/index.md", partial(_promises, site, every, slices))

    def said(one: Slice[Row]) -> str:
        told = [row.told for row in one.items]
        return f"said {days(max(told), min(told))}" if told else "said again"

    for one, turning in turned(slices, said, ("promises/index.md", "All years")):
        make = partial(_promised, site, one, turning)
        if one.items:
            yield about(one.path, make, (), turning, *map(promised.shown, one.items))
        else:
            yield Leaf(one.path, make)


def _promises(site: Site, every: Iterable[Row], slices: Sequence[Slice[Row]]) -> Page:
    data = {**lists.promises(every), "years": sizes(slices)}
    return index(site, "promises/index.md", "Promises", data)


def _promised(site: Site, one: Slice[Row], turning: Turning) -> Page:
    newest = max(one.items, key=lambda row: (row.told, row.plan.company, row.claim), default=None)
    return page(
        site,
        one.path,
        f"Promised for {one.group}{one.part}",
        "promises-year.md.jinja",
        {**lists.promises(promised.by_due(one.items)), "turning": turning},
        description=f"The dates in {one.group} that were promised, by whom, and what became of them.",
        changed=newest.told if newest else None,
        stand=f"last claim: {newest.said.words}" if newest else "",
        wide=True,
    )


def topics(site: Site) -> Iterator[Leaf]:
    """The claims by topic."""
    every = years.topics(site)
    data = {"topics": every, "words": site.content.brief.topics}
    yield Leaf("topics/index.md", partial(index, site, "topics/index.md", "Topics", data))
    for topic, told in every.items():
        for one, turning in turned(years.of_topic(topic, told), _told_days(years.counts)):
            whole = one.path == topic_page(topic)
            of = told if whole else one.items
            make = partial(_topic, site, topic, one, turning, of, whole)
            yield telling(site, one.path, make, one.items, turning, len(of), stand(site, of), of[0].order)


def _topic(
    site: Site, topic: str, one: Slice[Told], turning: Turning, told: Sequence[Told], whole: bool
) -> Page:
    """A page of a topic, which counts what is told; the first of its pages counts the whole topic."""
    word = site.content.brief.topics.get(topic)
    title = label(site.content.brief.topics, topic)
    description = word.explanation if word else title
    claims = counted(len(told), "claim")
    more: dict[str, Any] = {}
    if whole:
        found = Found("", title, f"{claims}, {stand(site, told)}. {description}")
        more = {"description": description, "search": [found], "feed": f"topics/{topic}/feed.xml"}
    else:
        more = {"description": f"{title}: {claims}. {description}"}
    return page(
        site,
        one.path,
        f"{title}{one.part}",
        "topic.md.jinja",
        {
            "lead": description,
            "years": years.by_year(one.items, years.counts),
            "turning": turning,
            "told": told,
        },
        source="content/brief.yaml",
        changed=told[0].entry.counts,
        stand=stand(site, told),
        **more,
    )


def changes(site: Site) -> Iterator[Leaf]:
    """The answers that changed and the claims that are new, by year."""
    slices = years.changes(site)
    if not slices:
        yield Leaf("changes/index.md", partial(_changed, site, "changes/index.md", "", [], None))

    def told(one: Slice[Told | Change]) -> str:
        return days(years.counted_from(one.items[0]), years.counted_from(one.items[-1]))

    for one, turning in turned(slices, told):
        make = partial(_changed, site, one.path, f"{one.group}{one.part}", one.items, turning)
        if one.path == "changes/index.md":
            yield Leaf(one.path, make)
        else:
            yield telling(site, one.path, make, one.items, turning)


def _changed(
    site: Site, path: str, year: str, items: Sequence[Told | Change], turning: Turning | None
) -> Page:
    changed = years.changed_in(site, items)
    data = {"changed": changed, "turning": turning}
    if path == "changes/index.md":
        return index(site, path, "Changes", data, script="assets/since.js")
    told, others = changed["told"], changed["changes"]
    return page(
        site,
        path,
        f"Changes in {year}",
        "changes-year.md.jinja",
        data,
        description=f"The answers that changed and the claims that were made in {year}.",
        changed=years.counted_from(items[0]),
        stand=stand(site, told) if told else f"last change: {others[0].day.words}",
    )
