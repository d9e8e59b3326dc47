"""Who works with whom: the shared partners in one picture, each company with its partners, and a list."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

from generator.draw.network import Group, Partner, Tie, fan, table
from generator.stand import EVIDENCE
from generator.wording import counted, label, listed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.partners import Relation
    from generator.text import Html
    from generator.view import Site

SHARED = 2
"""An organisation that works with so many companies is shared."""

Pairs = dict[str, dict[str, list["Relation"]]]
"""Organisation → company → relations, the strongest evidence first."""


class Fan(NamedTuple):
    """A company with its partners."""

    slug: str
    name: str
    message: str
    picture: Html


def network(site: Site) -> dict[str, Any]:
    """What the page needs: a sentence of finding, the pictures and the rows of the list."""
    pairs = _pairs(site)
    shared = {who: by for who, by in pairs.items() if len(by) >= SHARED}
    return {
        "finding": _finding(site, pairs, shared),
        "shared": _table(site, shared) if shared else None,
        "fans": [one for slug in site.companies if (one := _fan(site, slug, pairs))],
        "listed_rows": [
            (who, [(company, pairs[who][company]) for company in pairs[who]]) for who in _by_name(site, pairs)
        ],
    }


def _pairs(site: Site) -> Pairs:
    """Every organisation with every company it works with; companies by name."""
    found: Pairs = defaultdict(lambda: defaultdict(list))
    for relation in site.relations:
        if relation.who != relation.company:
            found[relation.who][relation.company].append(relation)
    return {
        who: {
            company: sorted(by[company], key=lambda one: EVIDENCE.index(one.evidence))
            for company in site.companies
            if company in by
        }
        for who, by in found.items()
    }


def _by_name(site: Site, whos: Iterable[str]) -> list[str]:
    return sorted(whos, key=lambda who: (site.name(who).casefold(), who))


def _finding(site: Site, pairs: Pairs, shared: Pairs) -> str:
    """How many there are, and who works with most."""
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
    told = [
        f"{site.name(who)} with {listed([site.name(one) for one in shared[who]])}"
        for who in _by_name(site, shared)
    ]
    title = "Organisations that work with two or more of the companies"
    return table([site.name(slug) for slug in companies], groups, title, f"{'; '.join(told)}.")


def _fan(site: Site, slug: str, pairs: Pairs) -> Fan | None:
    mine = {who: {slug: by[slug]} for who, by in pairs.items() if slug in by}
    if not mine:
        return None
    groups = [
        Group(kind, [_partner(site, who, mine[who], {slug: 0}) for who in whos])
        for kind, whos in _by_kind(site, mine)
    ]
    name = site.name(slug)
    told = [
        f"{one.name}: {listed([tie.words for tie in one.ties[0]])}"
        for group in groups
        for one in group.partners
    ]
    message = f"{'; '.join(told)}."
    return Fan(slug, name, message, fan(groups, f"{name} and its partners", message))


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
    words = {kind: label(site.content.brief.kinds, kind) or "Companies of this brief" for kind in order}
    return [(words[kind], kinds[kind]) for kind in dict.fromkeys(order) if kind in kinds]
