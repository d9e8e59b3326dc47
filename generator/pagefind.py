"""Search at scale: the search entries as an index of pagefind, of which a browser fetches what a query needs.

The theme's own index is one file, which grows with every claim. Where a brief has many companies, this one
takes its place, and the search box stays the same (theme/search).

A record is a page with its entries as sections. A record for each claim would make the file that every search
fetches first fifteen times as large: 139 kB instead of 9 kB at 1,000 companies.

What a search can be narrowed to stands in files of our own: pagefind writes its filters, even those of a
single name, in another order in each run. Without them the same records give the same bytes, on one processor
as on many.
"""

from __future__ import annotations

import base64
import gzip
import json
import os
import re
import subprocess
import threading
from contextlib import suppress
from html import escape
from importlib.metadata import version
from itertools import groupby
from pathlib import Path
from queue import Empty, SimpleQueue
from subprocess import PIPE
from typing import TYPE_CHECKING, Any, NamedTuple

from generator.keep import digest
from generator.text import TEMPLATES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from generator.found import Facet

    Narrowed = tuple[str, tuple[Facet, ...]]
    """The address of a page, and what a search can be narrowed to on it."""

PACKAGE = "pagefind-bin"
FOLDER = "pagefind/"
SCRIPTS = TEMPLATES.parent / "search"
"""What lets the theme's search box ask pagefind."""
_UNUSED = re.compile(r"pagefind-.+\.(js|css)|wasm\.unknown\.pagefind")
"""What pagefind brings for search boxes of its own, and for languages that it does not know."""
_AND = re.compile("&amp;(?=#?\\w+;)")
"""What would become another character: pagefind escapes only < and > in texts, and reads headings twice."""
MOMENT = 0.05
"""So many seconds whoever waits for pagefind does not ask whether to go on."""
_MARK = len("pagefind_dcd")
"""So many bytes stand before the contents of each file of an index."""


class SearchError(Exception):
    """The index cannot be made: why, and what to do."""


class Record(NamedTuple):
    """A page to be found: its address in the site, its entries as HTML, what a search can be narrowed to."""

    url: str
    html: str
    facets: tuple[Facet, ...]


def program() -> Path:
    """Where pagefind is on this machine."""
    try:
        from pagefind_bin import get_executable

        return Path(get_executable())
    except (ImportError, FileNotFoundError):
        raise SearchError(
            f"The search of this brief needs the package {PACKAGE}, which is not installed. Install it, "
            "or write `search: material` below the plugin brief in mkdocs.yml: readers fetch more then."
        ) from None


def record(url: str, entries: Iterable[Mapping[str, Any]], facets: tuple[Facet, ...] = ()) -> Record:
    """The record of a page from its search entries as the theme's search has them.

    `title` and `text` are HTML; `location` has the anchor, if there is one, after a #.
    """
    html = ""
    for entry in entries:
        anchor = entry["location"].partition("#")[2]
        title, text = entry["title"], _AND.sub("&amp;amp;", entry["text"])
        section = f'<h2 id="{anchor}">{_AND.sub("&amp;amp;", title)}</h2>' if anchor else f"<h1>{title}</h1>"
        html += f"{section}<div>{text}</div>"
    return Record(url, html, facets)


def records(entries: Iterable[Mapping[str, Any]]) -> list[Record]:
    """The records of pages whose search entries begin their `location` with the page."""
    pages: dict[str, list[Mapping[str, Any]]] = {}
    for entry in entries:
        pages.setdefault(entry["location"].partition("#")[0], []).append(entry)
    return [record(url, found) for url, found in pages.items()]


def key(*parts: str) -> str:
    """The key of an index that is made from what these parts tell."""
    scripts = (path.read_bytes() for path in sorted(SCRIPTS.iterdir()))
    return digest(version(PACKAGE), *scripts, *parts)


def index(found: list[Record], language: str, pause: Callable[[], None]) -> dict[str, bytes]:
    """The files of an index: path in the site → content.

    found  is let go of as pagefind takes it up: it needs the room
    pause  is called now and then: it may raise
    """
    files: dict[str, bytes] = {}
    pages = [(one.url, one.facets) for one in found]
    for answer in _answers(_requests(found, language), len(found) + 2, pause):
        if answer["type"] == "Error":
            raise SearchError(f"pagefind could not make the index of the search: {answer['message']}")
        files |= {one["path"]: base64.b64decode(one["content"]) for one in answer.get("files", ())}
    made = {path: content for path, content in files.items() if not _UNUSED.fullmatch(path)}
    made |= {script.name: script.read_bytes() for script in SCRIPTS.iterdir()}
    facets = json.dumps(_facets(pages, files), ensure_ascii=False, separators=(",", ":"))
    made |= {"filters.html": _filters(pages).encode(), "facets.json": facets.encode()}
    return {FOLDER + path: made[path] for path in sorted(made)}


def _requests(found: list[Record], language: str) -> Iterator[dict[str, Any]]:
    yield {"type": "NewIndex", "config": {"force_language": language}}
    found.reverse()
    while found:
        record = found.pop()
        page = f'<html lang="{language}"><body>{record.html}</body></html>'
        yield {"type": "AddFile", "index_id": 0, "url": record.url, "file_contents": page}
    yield {"type": "GetFiles", "index_id": 0}


def word(facet: Facet) -> str:
    """How a query names what it is narrowed to: evidence:on-record."""
    name, text = facet
    return f"{name}:{'-'.join(text.split())}".lower()


def _filters(pages: Iterable[Narrowed]) -> str:
    """What the search box offers, as HTML."""
    every = sorted({facet for _url, facets in pages for facet in facets}, key=_order)
    html = ""
    for name, facets in groupby(every, key=lambda facet: facet[0]):
        options = "".join(f'<option value="{escape(word(one))}">{escape(one[1])}' for one in facets)
        html += f'<label>{name} <select name="{name.lower()}"><option value="">Any{options}</select></label>'
    return html


def _order(facet: Facet) -> tuple[str, int, str]:
    """Filters by their names, texts from A to Z, years from the last."""
    name, text = facet
    return name, -int(text) if text.isdecimal() else 0, text


def _facets(pages: Iterable[Narrowed], files: Mapping[str, bytes]) -> dict[str, list[str]]:
    """The words of each page, by the name that pagefind gave it, in the order of the records."""
    named = {
        json.loads(gzip.decompress(content)[_MARK:])["url"]: Path(path).stem
        for path, content in files.items()
        if path.startswith("fragment/")
    }
    return {named[url]: list(map(word, facets)) for url, facets in pages}


def _answers(
    requests: Iterable[Mapping[str, Any]], many: int, pause: Callable[[], None]
) -> Iterator[dict[str, Any]]:
    """What pagefind answers: to each of so many requests one answer, in base64 with a comma after it."""
    try:
        service = subprocess.Popen([program(), "--service"], stdin=PIPE, stdout=PIPE)  # noqa: S603
    except OSError as error:
        raise SearchError(f"pagefind cannot be run on this machine: {error}") from None
    asking, answers = service.stdin, service.stdout
    assert asking and answers

    def ask() -> None:
        with suppress(OSError):  # where nobody waits for the answers any more
            for number, request in enumerate(requests):
                told = json.dumps({"message_id": number, "payload": request})
                asking.write(base64.b64encode(told.encode()) + b",")
            asking.flush()

    told: SimpleQueue[bytes] = SimpleQueue()

    def hear() -> None:
        while read := os.read(answers.fileno(), 1 << 20):
            told.put(read)
        told.put(b"")

    at_work = [threading.Thread(target=one) for one in (ask, hear)]
    for one in at_work:
        one.start()
    try:
        rest: list[bytes] = []
        number = 0
        while number < many:
            read = _next(told, pause)
            if not read:
                raise SearchError("pagefind ended before the index of the search was made.")
            *ends, last = read.split(b",")
            for end in ends:
                yield json.loads(base64.b64decode(b"".join([*rest, end])))["payload"]
                rest, number = [], number + 1
            rest.append(last)
    finally:
        service.kill()
        for one in at_work:
            one.join()
        service.wait()
        for pipe in (asking, answers):
            with suppress(OSError):
                pipe.close()


def _next(told: SimpleQueue[bytes], pause: Callable[[], None]) -> bytes:
    """What is told next. The last answer takes seconds: whoever waits may give up."""
    while True:
        pause()
        with suppress(Empty):
            return told.get(timeout=MOMENT)
