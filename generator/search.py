"""What search finds on a site, and who searches it: the theme, or pagefind where there are many companies."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator import pagefind
from generator.binder import Binder, files_key
from generator.press import Made, write

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from mkdocs.config.defaults import MkDocsConfig

    from generator.found import Facet, Found
    from generator.keep import Keep

AUTO, MATERIAL, PAGEFIND = "auto", "material", "pagefind"
MANY = 150
"""More companies than that are searched by pagefind: with 20 claims each, readers would fetch 260 kB."""


def by_pagefind(option: str, companies: int) -> bool:
    """Whether pagefind is to search; `option` is that of the plugin."""
    return option == PAGEFIND or (option == AUTO and companies > MANY)


class Search:
    """The search of one site after the other."""

    def __init__(self) -> None:
        self._binder = Binder()
        self._facets: dict[str, tuple[Facet, ...]] = {}

    def begin(self, config: MkDocsConfig, option: str, companies: int) -> None:
        """Choose who searches. Raises SearchError where that needs what is not here."""
        self._facets = {}
        config.extra["pagefind"] = bool(_indexes(config)) and by_pagefind(option, companies)
        if config.extra["pagefind"]:
            pagefind.program()

    def add(self, config: MkDocsConfig, url: str, search: Iterable[Found], facets: tuple[Facet, ...]) -> None:
        """Let a page be found."""
        self._facets[url] = facets
        for index in _indexes(config):
            index.entries += [_entry(url, found) for found in search]

    def finish(self, config: MkDocsConfig, keep: Keep, pause: Callable[[], None]) -> None:
        """If pagefind is to search, give it all that the theme's search would find; that finds nothing then.

        The index is that of the last site or of an earlier build where it has the same records.
        Raises SearchError and OSError; `pause` is called now and then, and may raise.
        """
        if not config.extra["pagefind"]:
            return
        (index,), language = _indexes(config), str(config.theme["language"])
        records = pagefind.records(index.entries, self._facets)
        index.entries = []
        folder, key = Path(config.site_dir), pagefind.key(records, language)

        def make(_names: object) -> dict[str, Made]:
            files = pagefind.index(records, language, pause)
            made = Made((), tuple(files))
            write(folder, files)
            keep.put(files_key(key), files)
            keep.put(key, made)
            return {PAGEFIND: made}

        self._binder.bind(folder, keep, {PAGEFIND: key}, make)


def _indexes(config: MkDocsConfig) -> list[Any]:
    """What the theme's search is to find; none where it is left out."""
    return [plugin.search_index for plugin in config.plugins.values() if hasattr(plugin, "search_index")]


def _entry(url: str, found: Found) -> dict[str, Any]:
    """A search entry; the theme puts its texts on the page as HTML, so they are escaped here."""
    location = f"{'' if url == './' else url}{'#' + found.anchor if found.anchor else ''}"
    entry = {"location": location, "title": escape(found.title), "text": escape(found.text)}
    return entry | ({"boost": found.boost} if found.boost != 1 else {})
