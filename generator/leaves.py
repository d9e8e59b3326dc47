"""Pages of long lists, each a chapter of its own: made anew only where something on it reads otherwise.

What a page of a list shows is known before it is made: its items, and what leads on from it. Each item has a
hash, of how lists write it; those of a company are its share, so that only what was edited is hashed anew.
"""

from __future__ import annotations

from collections import defaultdict
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

from generator.changes import Change, changes
from generator.keep import digest
from generator.page import common
from generator.plans import Told
from generator.text import templates
from generator.views.answers import changed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from generator.page import Page
    from generator.partners import Relation
    from generator.view import Site

Key = str | tuple[object, ...]
"""What tells a claim or change of a company from its others."""


class Tie(NamedTuple):
    """What lists tell of somebody who works with a company."""

    order: tuple[date, str, str, str]
    who: str
    told: tuple[str, ...]


class Share(NamedTuple):
    """What a company adds to lists: the hash of each of its claims and changes, and who works with it."""

    hashes: dict[Key, str]
    ties: tuple[Tie, ...]


class Leaf(NamedTuple):
    """A page of a list.

    needs  the entries that it is made from; all if None
    shows  the hash of what it shows besides
    """

    path: str
    make: Callable[[], Page]
    needs: tuple[str, ...] | None = None
    shows: str = ""


def about(path: str, make: Callable[[], Page], needs: Iterable[str], *more: object) -> Leaf:
    """A page that is made from some entries; `more`: what else it shows, as plain values."""
    return Leaf(path, make, tuple(dict.fromkeys(needs)), digest(repr(more)))


def telling(
    site: Site, path: str, make: Callable[[], Page], items: Iterable[Told | Change], *more: object
) -> Leaf:
    """A page that tells of claims and changes in their order, and no more of them than any list does."""
    return Leaf(path, make, (), _hash(site, items, *more))


def of_partner(site: Site, slug: str) -> str:
    """The hash of what the page of a partner shows of companies: who works with it, who names it."""
    return _hash(site, site.naming(slug), *working_with(site, slug))


def working_with(site: Site, slug: str) -> list[tuple[str, ...]]:
    """What tables tell of those who work with an organisation, the newest first, as plain values."""
    return [one.told for one in site.once(_ties).get(slug, ())]


def partners_of(site: Site) -> dict[str, list[str]]:
    """Company → the organisations that work with it, once for each role."""
    known = site.once(_known)
    return {slug: [one.who for one in known[slug].ties if one.who != slug] for slug in site.companies}


def _ties(site: Site) -> dict[str, list[Tie]]:
    by: dict[str, list[Tie]] = defaultdict(list)
    every = (one for known in site.once(_known).values() for one in known.ties)
    for one in sorted(every, key=lambda one: one.order, reverse=True):
        by[one.who].append(one)
    return dict(by)


def _related(site: Site, one: Relation) -> tuple[str, ...]:
    """What tables tell of a relation; the claims that it rests on are told of too."""
    claims = ((each.claim.id, each.said.words) for each in (one.first, one.entry))
    said = (one.programme, one.role, one.state, one.evidence, *chain.from_iterable(claims))
    return (one.company, site.name(one.company), site.plan(one.company, one.programme).name, *said)


def _hash(site: Site, items: Iterable[Told | Change], *more: object) -> str:
    known = site.once(_known)
    return digest("".join([known[one.company].hashes[_key(one)] for one in items]), repr(more))


def _known(site: Site) -> dict[str, Share]:
    return {slug: site.share("lists", slug, partial(_share, site)) for slug in site.companies}


def _share(site: Site, slug: str) -> Share:
    ties = (Tie(one.order, one.who, _related(site, one)) for one in site.related(slug))
    return Share(_hashes(site, slug), tuple(ties))


def _key(one: Told | Change) -> Key:
    if isinstance(one, Told):
        return one.entry.claim.id
    return (one.day, one.programme, one.question, one.scope)


def _hashes(site: Site, slug: str) -> dict[Key, str]:
    """The hash of each claim and change of a company."""
    macros, found = site.once(_macros), {}
    for entry in site.weighed[slug].ledger.counting(site.day):
        told, event = Told(slug, entry), entry.claim.event
        days = (entry.counts.isoformat(), entry.said.words, event.words if event else "")
        found[_key(told)] = digest(macros.entry(told, travels=True), *days)
    for plan in site.plans_of(slug):
        for one in changes(slug, plan.weighed, site.day):
            if one.old:  # else no list tells of it
                html = macros.change_entry(changed(site, one), travels=True)
                found[_key(one)] = digest(found.get(_key(one), ""), html)
    return found


def _macros(site: Site) -> Any:
    """What the lists of a page write, as on the page home; the links lead to the same places from others."""
    macros: Any = templates().get_template("macros.md.jinja")
    return macros.make_module(common(site, "index.md"))
