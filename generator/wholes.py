"""The pages over the whole brief: tables, lists, method, data."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from generator import pages_by_name, pages_by_year
from generator.explain import rules_page
from generator.export.data import LICENCE
from generator.found import Found
from generator.indexes import index
from generator.ld import dataset
from generator.page import page
from generator.text import Html
from generator.views import lists, method, taking, track

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from generator.leaves import Leaf
    from generator.page import Page
    from generator.view import Site


class Whole(NamedTuple):
    """Pages over the whole brief that are made together; of all entries, or of less: see `leaves`."""

    name: str
    paths: tuple[str, ...]
    pages: Callable[[Site], Iterable[Page]]
    needs: tuple[str, ...] | None = None
    shows: str = ""


def wholes(site: Site) -> Iterator[Whole]:
    """All pages that are not one company's or partner's; their paths are known before they are made."""
    yield _one("index.md", _home)
    yield from map(_leaf, pages_by_name.compare(site))
    yield from map(_leaf, pages_by_name.companies(site))
    yield from map(_leaf, pages_by_name.partners(site))
    yield from map(_leaf, pages_by_year.timeline(site))
    yield from map(_leaf, pages_by_name.ties(site))
    yield from map(_leaf, pages_by_year.promises(site))
    yield _one("track-record.md", lambda site, path: index(site, path, "Track record", track.page(site)))
    yield from map(_leaf, pages_by_year.topics(site))
    yield from map(_leaf, pages_by_name.pages_of_sources(site))
    yield from map(_leaf, pages_by_year.changes(site))
    yield _one("method.md", lambda site, path: index(site, path, "Method", method.method(site)))
    yield _one("rules.md", _rules)
    yield from map(_leaf, pages_by_name.follow(site))
    yield _one("data.md", _data)


def _one(path: str, made: Callable[[Site, str], Page]) -> Whole:
    name = path.removesuffix(".md")
    return Whole(name, (path,), lambda site: (made(site, path),))


def _leaf(leaf: Leaf) -> Whole:
    """A page of a list."""
    name = leaf.path.removesuffix(".md").removesuffix("/index")
    return Whole(name, (leaf.path,), lambda _site: (leaf.make(),), leaf.needs, leaf.shows)


def _home(site: Site, path: str) -> Page:
    brief = site.content.brief
    return page(
        site,
        path,
        brief.title,
        "home.md.jinja",
        lists.home(site),
        description=brief.description,
        source="content/brief.yaml",
        search=[Found("", brief.title, brief.description)],
        wide=True,
    )


def _rules(site: Site, path: str) -> Page:
    return index(site, path, "Rules", {"rules": Html(rules_page().removeprefix("# Rules\n"))})


def _data(site: Site, path: str) -> Page:
    data = taking.data(site)
    thing = dataset(site, taking.one_each(data["files"]), data["tables"])
    data |= {"keys": taking.keys, "licence": {"path": LICENCE["path"], "title": LICENCE["title"]}}
    return index(site, path, "Data", data, thing=thing)
