"""Internal links of the built pages, raw HTML included: each must lead to a page and an anchor that exist."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

_ELSEWHERE = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|/")
"""A link to another site, or one that depends on where the site lies (on the page of a wrong address)."""
_OUT = "../"
"""The address of what is above the site."""


class PageLinks(NamedTuple):
    """What the check of links needs to know of a page.

    anchors  its ids
    leads    the addresses in the site that its links lead to: companies/xiaomi/#gwm-denial
    """

    anchors: tuple[str, ...]
    leads: tuple[str, ...]


def links_of(url: str, html: str) -> PageLinks:
    """The anchors and internal links of the page at `url`, relative to the site: `companies/xiaomi/`."""
    return PageLinks(
        tuple(values(html, "id")),
        tuple(dict.fromkeys(address for _link, address in _leads(url, html))),
    )


def _leads(url: str, html: str) -> Iterator[tuple[str, str]]:
    """(link as written, address that it leads to) of the page at `url`."""
    targets: dict[str, str | None] = {"": url}  # most links of a page lead to a few pages
    for link in values(html, "href") | values(html, "src"):
        path, _, anchor = link.partition("#")
        if path not in targets:
            targets[path] = None if _ELSEWHERE.match(path) else _target(url, path.partition("?")[0])
        target = targets[path]
        if link and target is not None:
            yield link, f"{target}#{unquote(anchor)}" if anchor else target


def values(html: str, attribute: str) -> dict[str, None]:
    """The values of an attribute, each once. In a built page its name, equals sign and quote stand in tags
    only: a text has them as references. Splitting takes a tenth of the time of a regular expression.
    """
    found: dict[str, None] = {}
    before, *rest = html.split(f'{attribute}="')
    for part in rest:
        end = part.find('"')
        if end >= 0 and before[-1:].isspace():
            found[part[:end]] = None
        before = part
    return dict.fromkeys(map(unescape, found))


def _target(page: str, path: str) -> str:
    """The address that a relative path leads to from a page."""
    if not path:
        return page
    steps = page.split("/")[:-1]
    for step in unquote(path).split("/"):
        if step == "..":
            if not steps:
                return _OUT
            steps.pop()
        elif step not in ("", "."):
            steps.append(step)
    folder = path.endswith(("/", "/.", "/..")) or path in (".", "..")
    return "/".join(steps) + ("/" if folder and steps else "")


def broken(
    pages: Callable[[], Iterable[tuple[str, PageLinks]]], files: Iterable[str], html: Callable[[str], str]
) -> list[str]:
    """A sentence for each link that leads nowhere.

    pages  gives address and links of each page; asked once more where one is wrong
    files  the paths of all files of the site
    html   gives the page of an address
    """
    known = {part for path in files for part in (path, path.removesuffix("index.html"))}
    checked: set[str] = set()
    anchors: set[str] = set()
    wanted: set[str] = set()
    for url, links in pages():
        checked.add(url)
        anchors.update([f"{url}#{anchor}" for anchor in links.anchors])
        wanted.update(links.leads)
    known |= checked
    wrong = {}
    for address in wanted - known - anchors:
        target = address.rpartition("#")[0] if "#" in address else address
        if target == _OUT:
            wrong[address] = "it leaves the site"
        elif target not in known:
            wrong[address] = "there is no such page"
        elif target in checked:
            wrong[address] = "the page has no such anchor"
    return [
        sentence for url, links in (pages() if wrong else ()) for sentence in _told(url, links, wrong, html)
    ]


def _told(url: str, links: PageLinks, wrong: Mapping[str, str], html: Callable[[str], str]) -> Iterator[str]:
    """Each link of a page that is wrong, as it is written there."""
    found = [address for address in links.leads if address in wrong]
    written = {address: link for link, address in _leads(url, html(url))} if found else {}
    for address in found:
        yield f"{url or 'the home page'} links to “{written.get(address, address)}”: {wrong[address]}."
