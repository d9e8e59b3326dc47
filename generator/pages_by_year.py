"""The pages of lists that stand by year."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.found import Found
from generator.indexes import index
from generator.page import page, stand, topic_page
from generator.slices import days, sizes, turned
from generator.views import lists, promised, years
from generator.wording import counted, label

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date

    from generator.changes import Change
    from generator.page import Page
    from generator.slices import Slice, Turning
    from generator.view import Site, Told
    from generator.views.promised import Row


def _told_days(day: Callable[[Told], date]) -> Callable[[Slice[Told]], str]:
    return lambda one: days(day(one.items[0]), day(one.items[-1]))


def timeline(site: Site) -> Iterator[Page]:
    """What happened, by year."""
    slices = years.timeline(site)
    data = {
        "years": sizes(slices),
        "coming": lists.coming(site),
        "newest": years.events(site),
        "most": lists.COMING_NEXT,
    }
    yield index(site, "timeline/index.md", "Timeline", data)
    above = ("timeline/index.md", "Coming next and all years")
    for one, turning in turned(slices, _told_days(years.day_of), above):
        yield page(
            site,
            one.path,
            f"Timeline {one.group}{one.part}",
            "timeline-year.md.jinja",
            {"months": years.months(one.items), "turning": turning},
            description=f"What happened in {one.group}, month by month, with the claim that tells it.",
            changed=max(told.entry.counts for told in one.items),
            stand=stand(site, one.items),
        )


def promises(site: Site) -> Iterator[Page]:
    """Promised dates, by the year in which they are due."""
    every = promised.every_row(site)
    slices = years.promises(site, every)
    yield index(site, "promises/index.md", "Promises", {**lists.promises(every), "years": sizes(slices)})

    def said(one: Slice[Row]) -> str:
        told = [row.told for row in one.items]
        return f"said {days(max(told), min(told))}" if told else "said again"

    for one, turning in turned(slices, said, ("promises/index.md", "All years")):
        yield page(
            site,
            one.path,
            f"Promised for {one.group}{one.part}",
            "promises-year.md.jinja",
            {**lists.promises(promised.by_due(one.items)), "turning": turning},
            description=f"The dates in {one.group} that were promised, by whom, and what became of them.",
            wide=True,
        )


def topics(site: Site) -> Iterator[Page]:
    """The claims by topic; those of a topic by year, if they are many."""
    every = years.topics(site)
    words = site.content.brief.topics
    yield index(site, "topics/index.md", "Topics", {"topics": every, "words": words})
    for topic, told in every.items():
        word = words.get(topic)
        title = label(words, topic)
        description = word.explanation if word else title
        found = Found("", title, f"{counted(len(told), 'claim')}, {stand(site, told)}. {description}")
        for one, turning in turned(years.of_topic(topic, told), _told_days(years.counts)):
            data = {"lead": description, "years": years.by_year(one.items, years.counts), "turning": turning}
            if one.path == topic_page(topic):
                known = {"search": [found], "feed": f"topics/{topic}/feed.xml"}
                yield _topic(site, one, told, title, description, data, **known)
            else:
                of = f"{counted(len(one.items), 'claim')} of {one.group}"
                name = f"{title}, {one.group}{one.part}"
                yield _topic(site, one, one.items, name, f"{title}: {of}. {description}", data)


def _topic(
    site: Site,
    one: Slice[Told],
    told: Sequence[Told],
    title: str,
    description: str,
    data: dict[str, Any],
    **more: Any,
) -> Page:
    """A page of a topic, which counts what is told."""
    return page(
        site,
        one.path,
        title,
        "topic.md.jinja",
        {**data, "told": told},
        description=description,
        source="content/brief.yaml",
        changed=told[0].entry.counts,
        stand=stand(site, told),
        **more,
    )


def changes(site: Site) -> Iterator[Page]:
    """The answers that changed and the claims that are new, by year."""
    slices = years.changes(site)
    if not slices:
        yield _changed(site, "changes/index.md", "", [], None)

    def told(one: Slice[Told | Change]) -> str:
        return days(years.counted_from(one.items[0]), years.counted_from(one.items[-1]))

    for one, turning in turned(slices, told):
        yield _changed(site, one.path, f"{one.group}{one.part}", one.items, turning)


def _changed(
    site: Site, path: str, year: str, items: Sequence[Told | Change], turning: Turning | None
) -> Page:
    changed = years.changed_in(site, items)
    data = {"changed": changed, "turning": turning}
    if path == "changes/index.md":
        return index(site, path, "Changes", data, script="assets/since.js")
    told = changed["told"]
    return page(
        site,
        path,
        f"Changes in {year}",
        "changes-year.md.jinja",
        data,
        description=f"The answers that changed and the claims that were made in {year}.",
        changed=told[0].entry.counts if told else None,
        stand=stand(site, told),
    )
