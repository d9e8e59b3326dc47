"""Reads the proofs of a complete site: each internal link is followed, once for the same pages and files."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

from generator.keep import digest
from generator.links import broken, links_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from generator.keep import Keep
    from generator.links import PageLinks
    from generator.press import Finished


class Proof:
    """The proofs of one site.

    links  the hash of the links of `pages`, and of what they may lead to
    pages  gives the generated pages
    """

    def __init__(self, keep: Keep, links: str, pages: Callable[[], Iterable[Finished]]) -> None:
        self._keep, self._hash, self._pages = keep, links, pages
        self._written: dict[str, PageLinks] = {}

    def add(self, url: str, html: str) -> None:
        """Take up a page that was written by hand."""
        self._written[url] = links_of(url, html)

    def wrong(self, site: Path) -> list[str]:
        """A sentence for each link that leads nowhere; `site` is where all pages and files stand."""
        files = sorted(_paths(site))
        key = digest("links", self._hash, repr(self._written), *files)
        found: list[str] | None = self._keep.get(key)
        if found is None:
            found = broken(self._links, files, lambda url: _page(site, url))
            self._keep.put(key, found)
        return found

    def _links(self) -> Iterator[tuple[str, PageLinks]]:
        """Address and links of each page."""
        yield from ((page.url, page.links) for page in self._pages())
        yield from self._written.items()


def _paths(site: Path) -> Iterator[str]:
    """The paths of all files of a site."""
    for folder, _folders, names in os.walk(site):
        below = Path(folder, "_").relative_to(site).as_posix()[:-1]
        yield from [f"{below}{name}" for name in names]


def _page(site: Path, url: str) -> str:
    """What stands at an address of a site."""
    place = site / unquote(url)
    try:
        return (place / "index.html" if place.is_dir() else place).read_text("utf-8")
    except OSError:  # somebody has moved it since
        return ""
