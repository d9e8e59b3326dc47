"""The pages of lists that stand by name: companies, partners, who works with whom, sources, feeds."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from generator import compared
from generator.fetch import company_file, partner_file
from generator.indexes import NETWORK, index
from generator.leaves import Leaf, about, partners_of, working_with
from generator.page import by_newest, page
from generator.plans import Told
from generator.slices import days, names, sizes, turned
from generator.views import lists, network, sources, taking
from generator.wording import counted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from generator.page import Page
    from generator.plans import Plan
    from generator.slices import Near, Slice, T, Turning
    from generator.view import Site
    from generator.views.sources import PageView, Publisher


def companies(site: Site) -> Iterator[Leaf]:
    """Every company."""

    def told(many: int) -> str:
        return f"{counted(many, 'company', 'companies')}: how far along their plans are."

    every, slices, data = site.companies, lists.company_slices(site), partial(lists.companies, site)
    yield Leaf("companies/index.md", partial(_organisations, site, "Companies", every, slices, data))
    for one, turning in turned(slices, names(site.name), ("companies/index.md", "All letters")):
        make = partial(_letter_of, site, "Companies", one, turning, data, told, site.told_by, wide=True)
        yield about(one.path, make, map(company_file, one.items), turning)


def partners(site: Site) -> Iterator[Leaf]:
    """Every partner."""

    def told(many: int) -> str:
        return f"{counted(many, 'organisation')} that the claims name, and who works with them."

    every, slices, data = site.partners, lists.partner_slices(site), partial(lists.partners, site)
    yield Leaf("partners/index.md", partial(_organisations, site, "Partners", every, slices, data))
    for one, turning in turned(slices, names(site.name), ("partners/index.md", "All letters")):
        make = partial(_letter_of, site, "Partners", one, turning, data, told, site.naming)
        works = (working_with(site, slug) for slug in one.items)
        newest = by_newest(site, (site.naming(slug)[0] for slug in one.items))
        yield about(one.path, make, map(partner_file, one.items), turning, newest, *works)


def _organisations(
    site: Site,
    title: str,
    every: Iterable[str],
    slices: list[Slice[str]],
    data: Callable[[Iterable[str]], dict[str, Any]],
) -> Page:
    """All companies or partners, or their letters; `data` of some of them."""
    more = {"letters": sizes(slices), "turning": None}
    return index(site, f"{title.lower()}/index.md", title, {**data([] if slices else every), **more})


def _letter_of(
    site: Site,
    title: str,
    one: Slice[str],
    turning: Turning,
    data: Callable[[Iterable[str]], dict[str, Any]],
    told: Callable[[int], str],
    claims: Callable[[str], Sequence[Told]],
    **more: Any,
) -> Page:
    """The same of one letter; `told` of how many they are; `claims` of one or that name it."""
    lead = told(len(one.items))
    return page(
        site,
        one.path,
        f"{title}: {_title(one, turning)}",
        f"{title.lower()}.md.jinja",
        {**data(one.items), "lead": lead, "letters": [], "turning": turning},
        description=lead,
        **by_newest(site, (each for slug in one.items for each in claims(slug))),
        **more,
    )


def compare(site: Site) -> Iterator[Leaf]:
    """All programmes and all questions: what can be filtered, then the rest of the rows."""
    first, *more = turned(compared.slices(site), names(lambda plan: plan.name))
    yield Leaf(first[0].path, partial(_compare, site, *first))
    for one, turning in more:
        needs = (file for plan in one.items for file in site.needs(plan.company))
        programmes = [(plan.company, plan.weighed.slug) for plan in one.items]
        yield about(
            one.path, partial(_compared, site, one, turning), needs, turning, programmes, site.day, site.last
        )


def _compare(site: Site, one: Slice[Plan], turning: Turning) -> Page:
    data = {**compared.compare(site), "rows": compared.rows(site, one), "turning": turning}
    return index(site, one.path, "Compare", data, script="assets/compare.js")


def _compared(site: Site, one: Slice[Plan], turning: Turning) -> Page:
    return page(
        site,
        one.path,
        f"Compare: {_title(one, turning)}",
        "compare-more.md.jinja",
        {**compared.columns(site), "rows": compared.rows(site, one), "turning": turning},
        description=f"{counted(len(one.items), 'programme')} and all questions in a table.",
        wide=True,
    )


def ties(site: Site) -> Iterator[Leaf]:
    """The companies and their partners."""
    some = partners_of(site)
    slices = network.slices(site, some)
    yield Leaf("network/index.md", partial(_network, site, some, slices))
    for one, turning in turned(slices, names(site.name), ("network/index.md", "All letters")):
        needs = (file for slug in one.items for file in site.needs(slug))
        yield about(one.path, partial(_tied, site, one, turning), needs, turning)


def _network(site: Site, some: dict[str, list[str]], slices: list[Slice[str]]) -> Page:
    data = network.split(site, some) if slices else network.network(site)
    return index(site, "network/index.md", NETWORK, {**data, "letters": sizes(slices)})


def _tied(site: Site, one: Slice[str], turning: Turning) -> Page:
    some = network.pairs(site, one.items)
    related = (each for by in some.values() for found in by.values() for each in found)
    told = [Told(each.company, each.entry) for each in related]
    return page(
        site,
        one.path,
        f"{NETWORK}: {_title(one, turning)}",
        "network-letter.md.jinja",
        {**network.ties(site, one.items, some), "turning": turning},
        description="The companies of one letter and their partners, with the evidence.",
        **by_newest(site, told),
        full=True,
    )


def follow(site: Site) -> Iterator[Leaf]:
    """Feeds and calendars."""
    slices = taking.company_slices(site)
    yield Leaf("follow.md", partial(_follow, site, slices))
    for one, turning in turned(slices, names(site.name), ("follow.md", "All of it")):
        make = partial(_followed, site, one, turning)
        yield about(one.path, make, map(company_file, one.items), turning)


def _follow(site: Site, slices: list[Slice[str]]) -> Page:
    some = taking.companies(site, [] if slices else site.companies)
    return index(
        site, "follow.md", "Follow", {**taking.follow(site), "companies": some, "letters": sizes(slices)}
    )


def _followed(site: Site, one: Slice[str], turning: Turning) -> Page:
    return page(
        site,
        one.path,
        f"Follow a company: {_title(one, turning)}",
        "follow-letter.md.jinja",
        {"companies": taking.companies(site, one.items), "turning": turning},
        description=f"Feeds and calendars of {counted(len(one.items), 'company', 'companies')}.",
        **by_newest(site, (each for slug in one.items for each in site.told_by(slug))),
    )


def pages_of_sources(site: Site) -> Iterator[Leaf]:
    """Every source, by publisher."""
    every = sources.publishers(site)
    slices = sources.slices(every)
    yield Leaf("sources/index.md", partial(_sources, site, every, slices))
    for one, turning in turned(slices, names(lambda each: each.name), ("sources/index.md", "All sources")):
        yield from _letter_of_sources(site, one, turning)


def _sources(site: Site, every: list[Publisher], slices: list[Slice[Publisher]]) -> Page:
    data = {
        "total": sum(len(one.pages) for one in every),
        "origins": sources.origins(site),
        "publishers": every,
        "places": {one.anchor: each.path for each in slices for one in each.items},
        "letters": sizes(slices),
        "most": sources.PUBLISHERS,
    }
    return index(site, "sources/index.md", "Sources", data)


def _letter_of_sources(site: Site, letter: Slice[Publisher], turning: Turning) -> Iterator[Leaf]:
    shown, older = [], []
    for one in letter.items:
        shelf = sources.shelf(letter, one.name, one.anchor, one.pages)
        first, *others = turned(shelf, _published, ("sources/index.md", "All sources"))
        shown.append((one, first[0].items, [near._replace(rel="") for near in first[1].links]))
        older += [(one, *each) for each in others]
    heads = [(one.name, one.anchor, len(pages), links) for one, pages, links in shown]
    every = [each for _one, pages, _links in shown for each in pages]
    make = partial(_letter, site, letter, turning, shown)
    yield about(letter.path, make, (), turning, heads, *sources.read(site, every))
    for one, each, leads in older:
        make = partial(_older, site, one, each, leads)
        yield about(each.path, make, (), leads, one.name, one.anchor, *sources.read(site, each.items))


def _letter(
    site: Site,
    letter: Slice[Publisher],
    turning: Turning,
    shown: list[tuple[Publisher, Sequence[PageView], list[Near]]],
) -> Page:
    told = [told for _one, pages, _links in shown for each in pages for told in each.told]
    return page(
        site,
        letter.path,
        f"Sources: {_title(letter, turning)}",
        "sources-letter.md.jinja",
        {"publishers": shown, "turning": turning},
        description=f"{counted(len(shown), 'publisher')} and the claims that rest on their pages.",
        **by_newest(site, told),
    )


def _older(site: Site, one: Publisher, each: Slice[PageView], leads: Turning) -> Page:
    told = [told for some in each.items for told in some.told]
    return page(
        site,
        each.path,
        f"Sources: {one.name}{each.part}",
        "sources-publisher.md.jinja",
        {"one": one, "pages": each.items, "turning": leads},
        description=f"Pages of {one.name} and the claims that rest on them.",
        **by_newest(site, told),
    )


def _published(one: Slice[PageView]) -> str:
    """`4 May 2021 to 2 June 2021`, as far as they are dated."""
    newest, oldest = (
        next((each.source.published.start for each in items if each.source.published), None)
        for items in (one.items, reversed(one.items))
    )
    return days(newest, oldest) if newest and oldest else "undated"


def _title(one: Slice[T], turning: Turning) -> str:
    """`B`, `BMW to BYD`."""
    here = next((near.words for near in turning.links if near.path == one.path), "")
    return here if one.number else one.head
