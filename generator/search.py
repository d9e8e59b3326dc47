"""What search finds on a site, and who searches it: the theme, or pagefind where there are many companies."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from generator import pagefind
from generator.press import Made

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from mkdocs.config.defaults import MkDocsConfig

    from generator.found import Found
    from generator.press import Finished
    from generator.store import Store

AUTO, MATERIAL, PAGEFIND = "auto", "material", "pagefind"
MANY = 150
"""More companies than that are searched by pagefind: with 20 claims each, readers would fetch 260 kB."""


def by_pagefind(option: str, companies: int) -> bool:
    """Whether pagefind is to search; `option` is that of the plugin."""
    return option == PAGEFIND or (option == AUTO and companies > MANY)


def begin(config: MkDocsConfig, option: str, companies: int) -> None:
    """Choose who searches. Raises SearchError where that needs what is not here."""
    config.extra["pagefind"] = bool(_indexes(config)) and by_pagefind(option, companies)
    if config.extra["pagefind"]:
        pagefind.program()


def add(config: MkDocsConfig, pages: Callable[[], Iterable[Finished]]) -> None:
    """Let generated pages be found, if the theme is to search."""
    for index in [] if config.extra["pagefind"] else _indexes(config):
        for page in pages():
            index.entries += [
                {**entry, "location": page.url + entry["location"]} for entry in map(_entry, page.search)
            ]


def finish(
    config: MkDocsConfig,
    store: Store,
    searched: str,
    pages: Callable[[], Iterable[Finished]],
    pause: Callable[[], None],
) -> None:
    """If pagefind is to search, give it the generated pages and all that the theme's search would find.

    searched  the hash of what search finds on `pages`: they are asked only where no index of it is kept
    pause     is called now and then, and may raise

    Raises SearchError and OSError.
    """
    if not config.extra["pagefind"]:
        return
    (index,), language = _indexes(config), str(config.theme["language"])
    written, index.entries = index.entries, []
    key = pagefind.key(searched, repr(written), language)
    if store.take(key):
        return
    made = (pagefind.record(page.url, map(_entry, page.search), page.facets) for page in pages())
    records = [one for one in made if one.html] + pagefind.records(written)
    store.put(key, Made({}, [], pagefind.index(records, language, pause)))


def _indexes(config: MkDocsConfig) -> list[Any]:
    """What the theme's search is to find; none where it is left out."""
    return [plugin.search_index for plugin in config.plugins.values() if hasattr(plugin, "search_index")]


def _entry(found: Found) -> dict[str, Any]:
    """A search entry of a page; the theme puts its texts on the page as HTML, so they are escaped here."""
    location = f"#{found.anchor}" if found.anchor else ""
    entry = {"location": location, "title": escape(found.title), "text": escape(found.text)}
    return entry | ({"boost": found.boost} if found.boost != 1 else {})
