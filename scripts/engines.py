"""Compares what several engines built from the same pages: their titles, headings, ids and links.

    python scripts/engines.py build/mkdocs build/properdocs …

The first folder is the measure; exit 1 if another differs from it.
"""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import dataclass, field, fields
from html.parser import HTMLParser
from itertools import zip_longest
from pathlib import Path
from urllib.parse import urljoin

SHOWN = 20
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}


@dataclass
class Page:
    """What readers, and links from elsewhere, find on a page.

    headings  (level, id, words) of each in the article
    ids       of the article, but for the theme's own
    links     all of the page, as seen from the root of the site
    """

    title: list[str] = field(default_factory=list)
    headings: list[tuple[str, str, str]] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)


class Reader(HTMLParser):
    """Reads a page at an address within its site."""

    def __init__(self, address: str, html: str) -> None:
        super().__init__()
        self.page = Page()
        self._address = address
        self._articles = 0
        self._open: tuple[str, str] | None = None  # a title or heading and its id
        self._words = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take up an id or a link; begin a title or heading."""
        given = {name: value or "" for name, value in attrs}
        self._articles += tag == "article"
        if self._articles and "id" in given and not given["id"].startswith("__"):
            self.page.ids.append(given["id"])
        if tag == "a" and "href" in given:
            self.page.links.append(urljoin(f"/{self._address}", given["href"]))
        if (tag in HEADINGS and self._articles) or (tag == "title" and not self.page.title):
            self._open, self._words = (tag, given.get("id", "")), ""

    def handle_endtag(self, tag: str) -> None:
        """End a title or heading."""
        self._articles -= tag == "article"
        if self._open and self._open[0] == tag:
            words = " ".join(self._words.replace("¶", "").split())
            if tag == "title":
                self.page.title.append(words)
            else:
                self.page.headings.append((*self._open, words))
            self._open = None

    def handle_data(self, data: str) -> None:
        """Take up words."""
        self._words += data


def pages(folder: Path) -> dict[str, Page]:
    """Path → what is on it, of every page of a site."""
    found = {}
    for path in sorted(folder.rglob("*.html")):
        name = path.relative_to(folder).as_posix()
        found[name] = Reader(name, path.read_text(encoding="utf-8")).page
    return found


def differences(measure: Path, other: Path) -> list[str]:
    """A sentence for each page and part of it in which `other` differs from `measure`."""
    ours, theirs = pages(measure), pages(other)
    told = [f"{name} is missing." for name in ours.keys() - theirs.keys()]
    told += [f"{name} is there as well." for name in theirs.keys() - ours.keys()]
    for name in ours.keys() & theirs.keys():
        for part in (one.name for one in fields(Page)):
            mine, its = getattr(ours[name], part), getattr(theirs[name], part)
            if mine != its:
                told.append(f"{name} has other {part}: {_first(mine, its)}.")
    return sorted(told)


def _first(ours: list[object], theirs: list[object]) -> str:
    less, more = Counter(ours) - Counter(theirs), Counter(theirs) - Counter(ours)
    if less or more:
        return f"{[*more][:3]} instead of {[*less][:3]}"
    place = next(place for place, pair in enumerate(zip_longest(ours, theirs)) if pair[0] != pair[1])
    return f"another order from {theirs[place]} on"


def main(measure: str, *others: str) -> int:
    """Print the differences of each folder from the first; 1 if there are any."""
    count = len(pages(Path(measure)))
    found = {other: differences(Path(measure), Path(other)) for other in others}
    for other, told in found.items():
        print(f"{other}: {len(told)} differences from {measure} in {count} pages.")
        print(*(f"  {one}" for one in told[:SHOWN]), sep="\n")
    return int(any(found.values()) or not count)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
