"""Sources by publisher, each with the claims that rest on it."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from generator.slices import fits, lettered, longest, numbered, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from generator.model import Source
    from generator.plans import Told
    from generator.slices import Slice
    from generator.view import Site

T = TypeVar("T")

PUBLISHERS = 1_000
"""So many publishers the first page names; of more it has their letters."""


@dataclass(slots=True)
class PageView:
    """A published page and the claims that it carries."""

    source: Source
    told: list[Told] = field(default_factory=list)

    @property
    def carries(self) -> dict[str, list[str]]:
        """Company → its claims that rest on the page, oldest first."""
        by: dict[str, list[str]] = defaultdict(list)
        for told in reversed(self.told):
            by[told.company].append(told.entry.claim.id)
        return dict(by)


@dataclass(slots=True)
class Publisher:
    """A publisher with its pages, the newest first."""

    name: str
    anchor: str
    pages: list[PageView]

    @property
    def claims(self) -> int:
        """How many claims rest on it."""
        return len({(one.company, one.entry.claim.id) for page in self.pages for one in page.told})


def publishers(site: Site) -> list[Publisher]:
    """Every publisher whose pages were out by the day, by name."""
    pages: dict[str, dict[str, PageView]] = defaultdict(dict)
    for told, cited in site.cited:
        for source in cited:
            page = pages[source.publisher].setdefault(source.url, PageView(source))
            if not page.told or page.told[-1] is not told:
                page.told.append(told)
    anchors = _anchors(pages)
    return [
        Publisher(name, anchors[name], sorted(pages[name].values(), key=_newness, reverse=True))
        for name in _sorted(pages)
    ]


def slices(publishers: Iterable[Publisher]) -> list[Slice[Publisher]]:
    """The publishers in slices; none where one page holds all of their pages."""
    return _slices({one.name: len(one.pages) for one in publishers}, {one.name: one for one in publishers})


def read(site: Site, pages: Iterable[PageView]) -> Iterator[tuple[object, ...]]:
    """All that lists tell of pages and of the newest claim that rests on them, as plain values."""
    every: list[Told] = []
    for page in pages:
        source = page.source
        published = source.published.text if source.published else ""
        carries = [(one.company, one.entry.claim.id) for one in page.told]
        yield (source.url, source.title, source.via, source.archived, published, *carries)
        every += page.told
    newest = max(every, key=lambda one: one.order)
    yield (newest.order, newest.entry.said.words)
    yield from {one.company: (one.company, site.name(one.company)) for one in every}.values()


def _slices(many: Mapping[str, int], items: Mapping[str, T]) -> list[Slice[T]]:
    """What is named by publishers, in slices by how many pages each shows beside others."""
    if fits(sum(many.values())):
        return []
    shown = [
        (name, len(numbered("", "", "", range(many[name]))[0].items), items[name]) for name in _sorted(many)
    ]
    return lettered("sources", shown, longest())


def shelf(letter: Slice[Any], name: str, anchor: str, pages: Sequence[T]) -> list[Slice[T]]:
    """The pages of a publisher: the newest stand under its letter, older ones on pages of their own."""
    return numbered(name, letter.path, f"sources/{letter.group}/{anchor}", pages)


def _newness(page: PageView) -> tuple[str, str]:
    date = page.source.published
    return (date.start.isoformat() if date else "", page.source.url)


def _sorted(names: Iterable[str]) -> list[str]:
    return sorted(names, key=lambda name: (plain(name), name))


def _anchors(names: Iterable[str]) -> dict[str, str]:
    """Publisher → an address that no other has."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    for name in _sorted(names):
        base = "by--" + (re.sub(r"[^a-z0-9]+", "-", plain(name)).strip("-") or "publisher")
        anchor, number = base, 2
        while anchor in taken:
            anchor, number = f"{base}-{number}", number + 1
        taken.add(anchor)
        found[name] = anchor
    return found


def origins(site: Site) -> list[tuple[str, int]]:
    """(origin, claims that rest on it), the most used first."""
    by: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for told, cited in site.cited:
        for source in cited:
            by[source.origin].add((told.company, told.entry.claim.id))
    return sorted(((name, len(claims)) for name, claims in by.items()), key=lambda pair: (-pair[1], pair[0]))
