"""Internal links of the built pages, raw HTML included: each must lead to a page and an anchor that exist."""

from __future__ import annotations

import re
from html import unescape
from posixpath import normpath
from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin, urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_ID = re.compile(r'<[^<>]*?\sid="([^"]*)"')
_LINK = re.compile(r'<(?:a|link|img|script|source|object|use)\b[^<>]*?\s(?:href|src|data)="([^"]*)"')


class Links:
    """The links and anchors of pages, gathered as they are built."""

    def __init__(self) -> None:
        self._anchors: dict[str, set[str]] = {}
        self._links: dict[str, tuple[str, ...]] = {}

    def add(self, url: str, html: str) -> None:
        """Take up the page at `url` (relative to the site, such as `companies/xiaomi/`)."""
        self._anchors[url] = {unescape(found) for found in _ID.findall(html)}
        self._links[url] = tuple({unescape(found): None for found in _LINK.findall(html)})

    def broken(self, files: Iterable[str]) -> Iterator[str]:
        """A sentence for each link that leads nowhere; `files` are the URLs of everything else in the site."""
        known = {*files, *self._anchors}
        for page, links in self._links.items():
            for link in links:
                wrong = self._wrong(page, link, known)
                if wrong:
                    yield f"{page or 'the home page'} links to “{link}”: {wrong}."

    def _wrong(self, page: str, link: str, known: set[str]) -> str:
        parts = urlsplit(link)
        if parts.scheme or parts.netloc or not link:
            return ""
        path = unquote(urlsplit(urljoin(f"/{page}", link)).path)
        target = normpath(path).lstrip("/") + ("/" if path.endswith("/") and normpath(path) != "/" else "")
        if link.startswith("/") or target.startswith(".."):
            return "" if link.startswith("/") else "it leaves the site"
        if target not in known and f"{target}index.html" not in known:
            return "there is no such page"
        anchors = self._anchors.get(target)
        if parts.fragment and anchors is not None and unquote(parts.fragment) not in anchors:
            return "the page has no such anchor"
        return ""
