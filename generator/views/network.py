"""Who works with whom: the shared partners in one picture, each company with its partners, and a list."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

from generator.draw.network import Group, Partner, Tie, fan, table
from generator.slices import lettered
from generator.stand import EVIDENCE
from generator.wording import counted, label, listed, several

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from generator.partners import Relation
    from generator.slices import Slice
    from generator.text import Html
    from generator.view import Site

SHARED = 2
"""An organisation that works with so many companies is shared."""

TIES_ON_A_PAGE = 220
"""So many roles of partners a page can hold, as pictures and as a list."""

Pairs = dict[str, dict[str, list["Relation"]]]
"""Organisation → company → relations, the strongest evidence first."""


class Fan(NamedTuple):
    """A company with its partners."""

    slug: str
    name: str
    picture: Html


def network(site: Site) -> dict[str, Any]:
    """What the page needs: a sentence of finding, the picture of shared partners, each company's ties."""
    every = pairs(site, site.companies)
    shared = {who: by for who, by in every.items() if len(by) >= SHARED}
    return {
        "finding": _finding(site, every),
        "shared": _table(site, shared) if shared else None,
        **ties(site, site.companies, every),
    }


def split(site: Site, some: Mapping[str, Iterable[str]]) -> dict[str, Any]:
    """The same of so many that no picture shows all: the ties stand on other pages.

    some  company → who works with it
    """
    by: dict[str, set[str]] = defaultdict(set)
    for company, whos in some.items():
        for who in whos:
            by[who].add(company)
    return {"finding": _finding(site, by), "shared": None}


def slices(site: Site, some: Mapping[str, Collection[str]]) -> list[Slice[str]]:
    """The companies in slices; none where one page holds all. `some`: company → who works with it."""
    if sum(map(len, some.values())) <= TIES_ON_A_PAGE:
        return []
    named = [(site.name(slug), len(found), slug) for slug, found in some.items() if found]
    return lettered("network", named, TIES_ON_A_PAGE)


def ties(site: Site, companies: Iterable[str], some: Pairs) -> dict[str, Any]:
    """A picture for each of some companies, and the rows of the list."""
    return {
        "fans": [one for slug in companies if (one := _fan(site, slug, some))],
        "listed_rows": [(who, list(some[who].items())) for who in _by_name(site, some)],
    }


def pairs(site: Site, companies: Iterable[str]) -> Pairs:
    """Every organisation with each of some companies that it works with."""
    found: Pairs = defaultdict(dict)
    for company in companies:
        newest = sorted(site.related(company), key=lambda one: one.order, reverse=True)
        for one in sorted(newest, key=lambda one: EVIDENCE.index(one.evidence)):
            if one.who != company:
                found[one.who].setdefault(company, []).append(one)
    return dict(found)


def _by_name(site: Site, whos: Iterable[str]) -> list[str]:
    return sorted(whos, key=lambda who: (site.name(who).casefold(), who))


def _finding(site: Site, pairs: Mapping[str, Collection[str]]) -> str:
    """How many there are, and who works with most; `pairs`: organisation → companies."""
    shared = {who: by for who, by in pairs.items() if len(by) >= SHARED}
    if not pairs:
        return "No claim names a partner."
    known = f"{counted(len(pairs), 'organisation')} {_are(len(pairs))} named in the plans of these companies"
    if not shared:
        return f"{known}, each with one of them."
    most = max(len(by) for by in shared.values())
    names = [site.name(who) for who in _by_name(site, shared) if len(shared[who]) == most]
    each = f"{most} each" if len(names) > 1 else f"{most}"
    return (
        f"{known}, {len(shared)} of them with two companies or more: "
        f"{listed(names)} {_are(len(names))} named with most, {each}."
    )


def _are(count: int) -> str:
    return "is" if count == 1 else "are"


def _table(site: Site, shared: Pairs) -> Html:
    companies = [slug for slug in site.companies if any(slug in by for by in shared.values())]
    places = {slug: place for place, slug in enumerate(companies)}
    groups = [
        Group(kind, [_partner(site, who, shared[who], places) for who in whos])
        for kind, whos in _by_kind(site, shared)
    ]
    title = "Organisations that work with two or more of the companies"
    return table([site.name(slug) for slug in companies], groups, title)


def _fan(site: Site, slug: str, pairs: Pairs) -> Fan | None:
    mine = {who: {slug: by[slug]} for who, by in pairs.items() if slug in by}
    if not mine:
        return None
    groups = [
        Group(kind, [_partner(site, who, mine[who], {slug: 0}) for who in whos])
        for kind, whos in _by_kind(site, mine)
    ]
    name = site.name(slug)
    return Fan(slug, name, fan(groups, f"{name} and its partners"))


def _partner(site: Site, who: str, by: dict[str, list[Relation]], places: dict[str, int]) -> Partner:
    return Partner(site.name(who), {places[slug]: _ties(site, by[slug]) for slug in by})


def _ties(site: Site, relations: list[Relation]) -> list[Tie]:
    """Once for each role, also where it is one for several programmes."""
    brief = site.content.brief
    ties: dict[str, Tie] = {}
    for one in relations:
        role, state = label(brief.roles, one.role), label(brief.states, one.state)
        ties.setdefault(one.role, Tie(role, state, one.evidence))
    return list(ties.values())


def _by_kind(site: Site, whos: Pairs) -> list[tuple[str, list[str]]]:
    """(kind, organisations) in the order of the vocabulary; companies of this brief come first."""
    kinds: dict[str, list[str]] = defaultdict(list)
    for who in sorted(whos, key=lambda who: (-len(whos[who]), site.name(who).casefold(), who)):
        partner = site.content.partners.get(who)
        kinds[partner.kind if partner else ""].append(who)
    order = ["", *site.content.brief.kinds, *sorted(kinds)]
    words = {kind: several(site.content.brief.kinds, kind) or "Companies of this brief" for kind in order}
    return [(words[kind], kinds[kind]) for kind in dict.fromkeys(order) if kind in kinds]
