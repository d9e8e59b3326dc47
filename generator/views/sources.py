"""Sources by publisher, each with the claims that rest on it."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.model import Source
    from generator.view import Site, Told

SPLIT_ABOVE = 400
OTHER = "other"


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
    letter: str
    pages: list[PageView]

    @property
    def claims(self) -> int:
        """How many claims rest on it."""
        return len({(one.company, one.entry.claim.id) for page in self.pages for one in page.told})


def publishers(site: Site) -> list[Publisher]:
    """Every publisher whose pages were out by the day, by name."""
    pages: dict[str, dict[str, PageView]] = defaultdict(dict)
    for told in site.told:
        for source in site.sources_of(told):
            page = pages[source.publisher].setdefault(source.url, PageView(source))
            if not page.told or page.told[-1] is not told:
                page.told.append(told)
    taken: set[str] = set()
    found = []
    for name in sorted(pages, key=lambda name: (_plain(name), name)):
        ordered = sorted(pages[name].values(), key=_newness, reverse=True)
        found.append(Publisher(name, _anchor(name, taken), letter_of(name), ordered))
    return found


def letters(site: Site) -> list[str]:
    """The letters that have a page of their own; none where one page holds all."""
    pages = {(source.publisher, source.url) for told in site.told for source in site.sources_of(told)}
    return letters_of(name for name, _url in pages) if len(pages) > SPLIT_ABOVE else []


def letters_of(names: Iterable[str]) -> list[str]:
    """The letters that names begin with; what begins with none comes last."""
    return sorted(set(map(letter_of, names)), key=lambda letter: (letter == OTHER, letter))


def _newness(page: PageView) -> tuple[str, str]:
    date = page.source.published
    return (date.start.isoformat() if date else "", page.source.url)


def _plain(name: str) -> str:
    """A name for sorting: without accents and case."""
    return unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold() or name


def letter_of(name: str) -> str:
    """The letter that a name begins with, without accents; "other" where it begins with none."""
    first = _plain(name).lstrip("'\"([.")[:1]
    return first if first.isascii() and first.isalpha() else OTHER


def _anchor(name: str, taken: set[str]) -> str:
    """An address within the page that no other publisher has."""
    base = "by--" + (re.sub(r"[^a-z0-9]+", "-", _plain(name)).strip("-") or "publisher")
    anchor, number = base, 2
    while anchor in taken:
        anchor, number = f"{base}-{number}", number + 1
    taken.add(anchor)
    return anchor


def origins(site: Site) -> list[tuple[str, int]]:
    """(origin, claims that rest on it), the most used first."""
    by: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for told in site.told:
        for source in site.sources_of(told):
            by[source.origin].add((told.company, told.entry.claim.id))
    return sorted(((name, len(claims)) for name, claims in by.items()), key=lambda pair: (-pair[1], pair[0]))
