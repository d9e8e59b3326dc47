"""The pages over the whole brief: tables, lists, method, data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from generator.explain import rules_page
from generator.export.data import LICENCE
from generator.found import Found
from generator.ld import dataset
from generator.page import page, stand, topic_page
from generator.text import Html
from generator.views import lists, method, network, promised, sources, taking, track
from generator.wording import counted, label

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from generator.page import Page
    from generator.view import Site


class Whole(NamedTuple):
    """Pages over the whole brief that are made together."""

    name: str
    paths: tuple[str, ...]
    pages: Callable[[Site], Iterable[Page]]


def wholes(site: Site) -> Iterator[Whole]:
    """All pages that are not one company's or partner's; their paths are known before they are made."""
    yield _one("index.md", _home)
    yield _one("companies/index.md", lambda site, path: _list(site, path, "Companies", lists.companies(site)))
    yield _one("partners/index.md", lambda site, path: _list(site, path, "Partners", lists.partners(site)))
    yield _one("compare.md", _compare)
    yield _some("timeline", map(str, lists.timeline_years(site)), _timeline)
    yield _some("network", network.letters(site), _network)
    yield _some("promises", map(str, lists.promise_years(site)), _promises)
    yield _one("track-record.md", lambda site, path: _list(site, path, "Track record", track.page(site)))
    yield _some("topics", lists.topic_pages(site), _topics)
    yield _some("sources", sources.letters(site), _sources)
    yield _some("changes", map(str, lists.years_of_change(site)[1:]), _changes)
    yield _one("method.md", lambda site, path: _list(site, path, "Method", method.method(site)))
    yield _one("rules.md", _rules)
    yield _one("follow.md", lambda site, path: _list(site, path, "Follow", taking.follow(site)))
    yield _one("data.md", _data)


def _one(path: str, made: Callable[[Site, str], Page]) -> Whole:
    name = path.removesuffix(".md")
    return Whole(name, (path,), lambda site: (made(site, path),))


def _some(name: str, parts: Iterable[str], made: Callable[[Site], Iterable[Page]]) -> Whole:
    return Whole(name, (f"{name}/index.md", *(f"{name}/{part}.md" for part in parts)), made)


def _home(site: Site, path: str) -> Page:
    brief = site.content.brief
    return page(
        site,
        path,
        brief.title,
        "home.md.jinja",
        lists.home(site),
        description=brief.description,
        source="content/brief.yaml",
        search=[Found("", brief.title, brief.description)],
        wide=True,
    )


_NETWORK = "Who works with whom"
_FULL = (_NETWORK, "Track record")
_WIDE = ("Companies", "Compare", "Promises", "Timeline", "Topics", "Sources")
_DESCRIPTIONS = {
    "Companies": "Every company of the brief: how far along its plans are, and on what evidence.",
    "Partners": "The carmakers, manufacturers and suppliers that the claims name, and whom they work with.",
    "Compare": "All programmes and all questions in one table; every answer leads to its claim.",
    _NETWORK: "The companies and their partners, in pictures and as a list, with the evidence.",
    "Timeline": "What happened and what was said, month by month, and the dates that are still to come.",
    "Promises": "Every date that was promised or reported, by whom, and what became of it.",
    "Track record": "How often promised dates came true, by who named them; the denials that proved false.",
    "Topics": "The claims by what they are about.",
    "Sources": "Every page that a claim rests on, by publisher.",
    "Changes": "The answers that changed and the newest claims.",
    "Follow": "New claims as feeds, dates to come as calendars: of the whole brief, a company or a topic.",
    "Data": "Everything to take: JSON, CSV tables and a workbook, with the meaning of every field.",
    "Rules": "What is checked in every entry, with a wrong and a right example of each rule.",
    "Method": "How this brief decides which answer stands, in readers’ words, with examples from it.",
}


def _list(site: Site, path: str, title: str, data: dict[str, Any], **more: Any) -> Page:
    """A page over the whole brief; `more` goes to the page as it is."""
    name = f"{path.removesuffix('.md').removesuffix('/index')}.md.jinja"
    wide, full = title in _WIDE, title in _FULL
    description = _DESCRIPTIONS[title]
    data = {**data, "lead": description}
    found = [Found("", title, description)]
    more |= {"description": description, "search": found, "wide": wide, "full": full}
    return page(site, path, title, name, data, **more)


def _compare(site: Site, path: str) -> Page:
    return _list(site, path, "Compare", lists.compare(site), script="assets/compare.js")


def _rules(site: Site, path: str) -> Page:
    return _list(site, path, "Rules", {"rules": Html(rules_page().removeprefix("# Rules\n"))})


def _timeline(site: Site) -> Iterator[Page]:
    years = lists.timeline(site)
    data = {
        "years": years,
        "coming": lists.coming(site),
        "newest": lists.events(site),
        "most": lists.COMING_NEXT,
    }
    yield _list(site, "timeline/index.md", "Timeline", data)
    for year, months in years.items():
        title = f"Timeline {year}"
        yield page(
            site,
            f"timeline/{year}.md",
            title,
            "timeline-year.md.jinja",
            {"months": months, "year": year, "years": list(years)},
            description=f"What happened in {year}, month by month, with the claim that tells it.",
            changed=max(told.entry.counts for month in months for told in month.told),
            stand=stand(site, [told for month in months for told in month.told]),
        )


def _promises(site: Site) -> Iterator[Page]:
    every, years = promised.every_row(site), lists.promise_years(site)
    due = [(year, [row for row in every if row.due.year == year]) for year in years]
    counted = [(year, len(rows)) for year, rows in due]
    yield _list(site, "promises/index.md", "Promises", {**lists.promises(every), "years": counted})
    for year, rows in due:
        yield page(
            site,
            f"promises/{year}.md",
            f"Promised for {year}",
            "promises-year.md.jinja",
            {**lists.promises(rows), "years": years, "year": year},
            description=f"The dates in {year} that were promised, by whom, and what became of them.",
            wide=True,
        )


def _network(site: Site) -> Iterator[Page]:
    every = network.pairs(site)
    data = network.network(site, every)
    yield _list(site, "network/index.md", _NETWORK, data)
    for letter in data["letters"]:
        yield page(
            site,
            f"network/{letter}.md",
            f"{_NETWORK}: {_letter(letter)}",
            "network-letter.md.jinja",
            {
                **network.ties(site, network.of_letter(site, every, letter)),
                "letters": data["letters"],
                "letter": letter,
            },
            description="The companies of one letter and their partners, with the evidence.",
            full=True,
        )


def _letter(letter: str) -> str:
    return letter.upper() if letter != sources.OTHER else "other names"


def _topics(site: Site) -> Iterator[Page]:
    topics = lists.topics(site)
    words = site.content.brief.topics
    yield _list(site, "topics/index.md", "Topics", {"topics": topics, "words": words})
    for topic, told in topics.items():
        word = words.get(topic)
        title = label(words, topic)
        description = word.explanation if word else title
        years, older = lists.by_year(told), lists.older(told)
        known = {"topic": topic, "newest": years[0][0], "older": [year for year, _claims in older]}
        yield page(
            site,
            topic_page(topic),
            title,
            "topic.md.jinja",
            {"told": told, "lead": description, "years": years[:1] if older else years, **known},
            description=description,
            source="content/brief.yaml",
            changed=told[0].entry.counts,
            search=[Found("", title, f"{counted(len(told), 'claim')}, {stand(site, told)}. {description}")],
            stand=stand(site, told),
            feed=f"topics/{topic}/feed.xml",
        )
        for year, claims in older:
            yield page(
                site,
                f"topics/{topic}/{year}.md",
                f"{title}, {year}",
                "topic.md.jinja",
                {"told": claims, "lead": description, "years": [(year, claims)], **known},
                description=f"{title}: {counted(len(claims), 'claim')} of {year}. {description}",
                changed=claims[0].entry.counts,
                stand=stand(site, claims),
            )


def _sources(site: Site) -> Iterator[Page]:
    every = sources.publishers(site)
    total, letters = sum(len(one.pages) for one in every), sources.letters_of(one.name for one in every)
    split = total > sources.SPLIT_ABOVE
    data = {"total": total, "origins": sources.origins(site), "split": split, "letters": letters}
    yield _list(site, "sources/index.md", "Sources", {**data, "publishers": every})
    for letter in letters if split else ():
        title = f"Sources: {_letter(letter)}"
        group = [one for one in every if one.letter == letter]
        yield page(
            site,
            f"sources/{letter}.md",
            title,
            "sources-letter.md.jinja",
            {"publishers": group, "letters": letters, "letter": letter},
            description=f"{counted(len(group), 'publisher')} and the claims that rest on their pages.",
            stand=stand(site, site.told),
        )


def _changes(site: Site) -> Iterator[Page]:
    years = lists.changed_years(site)
    newest = next(iter(years), None)
    data = (
        {"years": list(years), "year": newest, "changed": years[newest]}
        if newest
        else {"years": [], "year": None}
    )
    data = {"changed": {"told": [], "changes": []}, **data}
    yield _list(site, "changes/index.md", "Changes", data, script="assets/since.js")
    for year, found in years.items():
        if year == newest:
            continue
        told = found["told"]
        yield page(
            site,
            f"changes/{year}.md",
            f"Changes in {year}",
            "changes-year.md.jinja",
            {"changed": found, "year": year, "years": list(years)},
            description=f"The answers that changed and the claims that were made in {year}.",
            changed=told[0].entry.counts if told else None,
            stand=stand(site, told),
        )


def _data(site: Site, path: str) -> Page:
    data = taking.data(site)
    thing = dataset(site, taking.one_each(data["files"]), data["tables"])
    data |= {"keys": taking.keys, "licence": {"path": LICENCE["path"], "title": LICENCE["title"]}}
    return _list(site, path, "Data", data, thing=thing)
