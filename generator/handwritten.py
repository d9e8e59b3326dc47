"""Pages written by hand, brought to what holds for every page: its policy, and links to other sites."""

from __future__ import annotations

import logging
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mkdocs.structure.files import Files

OUTWARD = "noopener nofollow"
"""The `rel` of a link to another site."""

_OUTWARD = re.compile(r"<a(?=\s)(?=[^>]*\shref=[\"']?\s*(?:https?:)?//)[^>]*", re.IGNORECASE)
_REL = re.compile(r"(\srel=)(\"[^\"]*\"|'[^']*'|[^\s>]+)", re.IGNORECASE)
_ELSEWHERE = re.compile(r"\s*(?:https?:)?//", re.IGNORECASE)


log = logging.getLogger("mkdocs.plugins.brief")


def behind_links(files: Files, folder: Path) -> Iterator[str]:
    """Where a link stands in the folder of these pages: it could put any file of this machine on the site."""
    root = folder.resolve()
    for file in files:
        if file.src_dir == str(folder) and not Path(file.abs_src_path or root).resolve().is_relative_to(root):
            yield f"{folder.name}/{file.src_uri}"


def taken_up(html: str, path: str) -> str:
    """A page as it goes on the site; what browsers would not take is told."""
    for sentence in refused(html):
        log.warning("%s: %s", path, sentence)
    return outward(html)


def outward(html: str) -> str:
    """HTML with `rel` on its links to other sites."""
    return _OUTWARD.sub(_marked, html)


def _marked(found: re.Match[str]) -> str:
    link = found[0]
    rel = _REL.search(link)
    if rel is None:
        return f'<a rel="{OUTWARD}"{link[2:]}'
    words = dict.fromkeys((rel[2].strip("\"'") + f" {OUTWARD}").split())
    return f'{link[: rel.start()]}{rel[1]}"{" ".join(words)}"{link[rel.end() :]}'


def refused(html: str) -> list[str]:
    """What no browser would do under the page's policy: a sentence each."""
    reader = _Reader()
    reader.feed(html)
    return reader.told


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.told: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Look at one element."""
        given = {name: value or "" for name, value in attrs}
        if tag == "style" or "style" in given:
            self._tell(f"<{tag}> has a style", "Name a class, and write its rule into a CSS file.")
        if tag == "script" and "src" not in given and "json" not in given.get("type", ""):
            self._tell("a script stands in the page", "Write it into a file: <script src=…>.")
        if handler := next((name for name in given if name.startswith("on")), None):
            self._tell(f"<{tag}> has {handler}", "Listen for it in a script file.")
        if tag in {"iframe", "frame", "object", "embed", "base"}:
            self._tell(f"there is an <{tag}>", "Link to it.")
        if _ELSEWHERE.match(given.get("src", "") or (given.get("href", "") if tag == "link" else "")):
            self._tell(f"<{tag}> asks another host", "Copy the file into the site.")

    def _tell(self, what: str, instead: str) -> None:
        self.told.append(f"{what}, which browsers are told not to take. {instead}")
