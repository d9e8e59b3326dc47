"""Internal links of the built pages, raw HTML included: each must lead to a page and an anchor that exist."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import unquote

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_ID = re.compile(r'<[^<>]*?\sid="([^"]*)"')
_LINK = re.compile(r'<(?:a|link|img|script|source|object|use)\b[^<>]*?\s(?:href|src|data)="([^"]*)"')
_ELSEWHERE = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|/")
"""A link to another site, or one that depends on where the site lies (on the page of a wrong address)."""


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
        """A sentence for each link that leads nowhere; `files` are the URLs of what else is in the site."""
        known = {*files, *self._anchors}
        for page, links in self._links.items():
            for link in links:
                wrong = self._wrong(page, link, known)
                if wrong:
                    yield f"{page or 'the home page'} links to “{link}”: {wrong}."

    def _wrong(self, page: str, link: str, known: set[str]) -> str:
        if not link or _ELSEWHERE.match(link):
            return ""
        path, _, anchor = link.partition("#")
        target = _target(page, path.partition("?")[0])
        if target is None:
            return "it leaves the site"
        if target not in known and f"{target}index.html" not in known:
            return "there is no such page"
        anchors = self._anchors.get(target)
        if anchor and anchors is not None and unquote(anchor) not in anchors:
            return "the page has no such anchor"
        return ""


def _target(page: str, path: str) -> str | None:
    """The URL that a relative path leads to from a page; None when it leaves the site."""
    if not path:
        return page
    steps = page.split("/")[:-1]
    for step in unquote(path).split("/"):
        if step == "..":
            if not steps:
                return None
            steps.pop()
        elif step not in ("", "."):
            steps.append(step)
    folder = path.endswith(("/", "/.", "/..")) or path in (".", "..")
    return "/".join(steps) + ("/" if folder and steps else "")
