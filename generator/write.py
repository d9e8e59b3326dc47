"""The brief → pages as data, through the templates in theme/pages/. Nothing is written to a disk here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.fetch import company_file, partner_file
from generator.found import Found
from generator.hrefs import answers_page, company_page
from generator.ld import organisation
from generator.page import Page, by_newest, page, stand
from generator.slices import days, turned
from generator.views import company as company_view
from generator.views import history, lists
from generator.wholes import wholes
from generator.wording import country_name, label, within

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.found import Facet
    from generator.plans import Told
    from generator.slices import Slice, Turning
    from generator.view import Site


CAR = 0.002
"""A vehicle’s name, which the theme counts a thousand times, counts little more than a word of a claim."""


def _first(name: str, weight: int) -> int:
    """How much more an entry counts in search: its name finds it first, before longer names that hold it."""
    return max(1, weight // len(name.split()))


def pages(site: Site) -> Iterator[Page]:
    """Every page of the brief as of its day, in an order that never varies."""
    for slug in site.companies:
        yield from company(site, slug)
    for slug in site.partners:
        yield from partner(site, slug)
    for whole in wholes(site):
        yield from whole.pages(site)


def company(site: Site, slug: str) -> tuple[Page, Page]:
    """The page of a company, and that with the history of each of its answers."""
    return _company(site, slug), _answers(site, slug)


def partner(site: Site, slug: str) -> Iterator[Page]:
    """The page of a partner; older claims that name it stand on more of them, if they are many."""
    slices = lists.naming_slices(site, slug)
    for one, turning in turned(
        slices, lambda each: days(each.items[0].entry.counts, each.items[-1].entry.counts)
    ):
        yield _partner(site, slug, one, turning)


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
        facets=_facets(site.companies[slug].country, data),
        stand=last,
        feed=f"companies/{slug}/feed.xml",
        thing=organisation(site.companies[slug]),
    )


def _facets(country: str, data: dict[str, Any]) -> Iterator[Facet]:
    """What a search for a company can be narrowed to."""
    yield "Country", country_name(country)
    for stage in (one.stage.main for one in data["sections"] if one.stage and one.stage.main):
        yield "Stage", stage.text
        yield "Evidence", stage.evidence.capitalize()
    for year in data["years"]:
        yield "Year", str(year.year)


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
        **by_newest(site, site.told_by(slug)),
    )


def _partner(site: Site, slug: str, one: Slice[Told], turning: Turning) -> Page:
    partner, works = site.content.partners[slug], lists.works_with(site, slug)
    kind = within(label(site.content.brief.kinds, partner.kind))
    data = lists.partner(site, slug, one.items)
    description = (
        f"{partner.name}, {kind}: named in plans of {works}." if works else data["what"] or partner.name
    )
    told = f"{description} {data['what']} ({stand(site, one.items)})"
    return page(
        site,
        one.path,
        f"{partner.name}{one.part}",
        "partner.md.jinja",
        {**data, "lead": description, "turning": turning},
        description=description,
        source=f"content/{partner_file(slug)}",
        changed=one.items[0].entry.counts,
        search=[] if one.number else [Found("", partner.name, told, _first(partner.name, 100))],
        facets=[] if one.number else [("Country", country_name(partner.country))],
        stand=stand(site, one.items),
        thing=None if one.number else organisation(partner),
    )


def _at_stage(section: company_view.Section) -> str:
    """`On sale (on record), ` where the stage is known."""
    stage = section.stage.main if section.stage else None
    return f"{stage.text} ({stage.evidence}), " if stage else ""


__all__ = ["Found", "Page", "company", "pages", "partner"]
