"""The brief → pages as data, through the templates in theme/pages/. Nothing is written to a disk here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.explain import rules_page
from generator.export.data import LICENCE
from generator.ld import dataset, organisation
from generator.load import company_file, partner_file
from generator.page import Found, Page, page, topic_page
from generator.text import Html
from generator.view import answers_page, company_page, partner_page
from generator.views import company as company_view
from generator.views import history, lists, method, network, sources, taking, track
from generator.wording import counted, label, listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.view import Site, Told


CAR = 0.002
"""A vehicle’s name, which the theme counts a thousand times, counts little more than a word of a claim."""


def _first(name: str, weight: int) -> int:
    """How much more an entry counts in search: its name finds it first, before longer names that hold it."""
    return max(1, weight // len(name.split()))


def pages(site: Site) -> Iterator[Page]:
    """Every page of the brief as of its day, in an order that never varies."""
    yield _home(site)
    yield _list(site, "companies/index.md", "Companies", lists.companies(site))
    for slug in site.companies:
        yield _company(site, slug)
        yield _answers(site, slug)
    yield _list(site, "partners/index.md", "Partners", lists.partners(site))
    for slug in site.partners:
        yield _partner(site, slug)
    yield _list(site, "compare.md", "Compare", lists.compare(site), script="assets/compare.js")
    yield from _timeline(site)
    yield _list(site, "network.md", "Who works with whom", network.network(site))
    yield _list(site, "promises.md", "Promises", lists.promises(site))
    yield _list(site, "track-record.md", "Track record", track.page(site))
    yield from _topics(site)
    yield from _sources(site)
    yield from _changes(site)
    yield _list(site, "method.md", "Method", method.method(site))
    yield _list(site, "rules.md", "Rules", {"rules": Html(rules_page().removeprefix("# Rules\n"))})
    yield _list(site, "follow.md", "Follow", taking.follow(site))
    yield _data(site)


def _home(site: Site) -> Page:
    brief = site.content.brief
    return page(
        site,
        "index.md",
        brief.title,
        "home.md.jinja",
        lists.home(site),
        description=brief.description,
        source="content/brief.yaml",
        search=[Found("", brief.title, brief.description)],
        wide=True,
    )


_FULL = ("Who works with whom", "Track record")
_WIDE = ("Companies", "Compare", "Promises", "Timeline", "Topics", "Sources")
_DESCRIPTIONS = {
    "Companies": "Every company of the brief: how far along its plans are, and on what evidence.",
    "Partners": "The carmakers, manufacturers and suppliers that the claims name, and whom they work with.",
    "Compare": "All programmes and all questions in one table; every answer leads to its claim.",
    "Who works with whom": "The companies and their partners, in pictures and as a list, with the evidence.",
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


def _company(site: Site, slug: str) -> Page:
    data = company_view.company(site, slug)
    name, bottom = site.companies[slug].name, data["lead"].bottom
    last = f"last claim: {data['newest'].words}"
    found = [
        Found(
            "",
            name,
            f"{_at_stage(data['lead'])}{last}. {bottom} {site.companies[slug].industry}",
            _first(name, 200),
        )
    ]
    for one in data["sections"]:
        about = f"{_at_stage(one)}{one.what} {one.bottom}".strip()
        found.append(Found(one.plan.anchor, one.plan.programme.name, about))
        found += [
            Found(
                car.anchor,
                f"{car.name}, {name}",
                f"{_at_stage(one)}first named: {car.day.words}. {car.body}",
                CAR,
            )
            for car in one.vehicles
        ]
    found += [
        Found(one.id, f"{name}, {one.said.words}", f"{one.statement} {one.said_by}".strip())
        for one in data["claims"]
    ]
    return page(
        site,
        company_page(slug),
        name,
        "company.md.jinja",
        data,
        description=bottom,
        source=f"content/{company_file(slug)}",
        changed=data["changed"],
        search=found,
        stand=last,
        feed=f"companies/{slug}/feed.xml",
        thing=organisation(site.companies[slug]),
    )


def _answers(site: Site, slug: str) -> Page:
    """The history of each answer of a company."""
    name = site.companies[slug].name
    description = f"{name}: every answer with its history. What stood from when to when, and who said what."
    return page(
        site,
        answers_page(slug),
        f"{name}: answers and their history",
        "answers.md.jinja",
        {**history.history(site, slug), "lead": description},
        description=description,
        source=f"content/{company_file(slug)}",
        changed=max(entry.counts for entry in site.weighed[slug].ledger.counting(site.day)),
    )


def _partner(site: Site, slug: str) -> Page:
    data = lists.partner(site, slug)
    partner = data["partner"]
    works = listed([site.name(company) for company, _relations in data["works"]])
    kind = label(site.content.brief.kinds, partner.kind).lower()
    description = (
        f"{partner.name}, {kind}: named in plans of {works}." if works else data["what"] or partner.name
    )
    return page(
        site,
        partner_page(slug),
        partner.name,
        "partner.md.jinja",
        {**data, "lead": description},
        description=description,
        source=f"content/{partner_file(slug)}",
        changed=data["told"][0].entry.counts,
        search=[
            Found(
                "",
                partner.name,
                f"{description} {data['what']} ({_stand(site, data['told'])})",
                _first(partner.name, 100),
            )
        ],
        stand=_stand(site, data["told"]),
        thing=organisation(partner),
    )


def _timeline(site: Site) -> Iterator[Page]:
    years = lists.timeline(site)
    data = {"years": years, "coming": lists.coming(site), "newest": lists.events(site)}
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
            stand=_stand(site, [told for month in months for told in month.told]),
        )


def _topics(site: Site) -> Iterator[Page]:
    topics = lists.topics(site)
    words = site.content.brief.topics
    yield _list(site, "topics/index.md", "Topics", {"topics": topics, "words": words})
    for topic, told in topics.items():
        word = words.get(topic)
        title = label(words, topic)
        description = word.explanation if word else title
        yield page(
            site,
            topic_page(topic),
            title,
            "topic.md.jinja",
            {"told": told, "lead": description, "years": lists.by_year(told)},
            description=description,
            source="content/brief.yaml",
            changed=told[0].entry.counts,
            search=[Found("", title, f"{counted(len(told), 'claim')}, {_stand(site, told)}. {description}")],
            stand=_stand(site, told),
            feed=f"topics/{topic}/feed.xml",
        )


def _sources(site: Site) -> Iterator[Page]:
    every = sources.publishers(site)
    total = sum(len(one.pages) for one in every)
    split = total > sources.SPLIT_ABOVE
    letters = sorted({one.letter for one in every}, key=lambda letter: (letter == sources.OTHER, letter))
    data = {"total": total, "origins": sources.origins(site), "split": split, "letters": letters}
    yield _list(site, "sources/index.md", "Sources", {**data, "publishers": every})
    for letter in letters if split else ():
        title = f"Sources: {letter.upper() if letter != sources.OTHER else 'other names'}"
        group = [one for one in every if one.letter == letter]
        yield page(
            site,
            f"sources/{letter}.md",
            title,
            "sources-letter.md.jinja",
            {"publishers": group, "letters": letters, "letter": letter},
            description=f"{counted(len(group), 'publisher')} and the claims that rest on their pages.",
            stand=_stand(site, site.told),
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
            stand=_stand(site, told),
        )


def _data(site: Site) -> Page:
    data = taking.data(site)
    thing = dataset(site, taking.one_each(data["files"]), data["tables"])
    data |= {"keys": taking.keys, "licence": {"path": LICENCE["path"], "title": LICENCE["title"]}}
    return _list(site, "data.md", "Data", data, thing=thing)


def _at_stage(section: company_view.Section) -> str:
    """`On sale (on record), ` where the stage is known."""
    stage = section.stage.main if section.stage else None
    return f"{stage.text} ({stage.evidence}), " if stage else ""


def _stand(site: Site, told: Iterable[Told]) -> str:
    """How a page of claims stands: by the newest of them, not by an edition that changed nothing on it."""
    newest = max(told, key=lambda one: one.order, default=None)
    return f"last claim: {site.said_on(newest.company, newest.entry).words}" if newest else ""


__all__ = ["Found", "Page", "pages"]
