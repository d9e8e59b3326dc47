"""The pages over the whole brief: tables, lists, method, data."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from generator import compared, pages_by_year
from generator.explain import rules_page
from generator.export.data import LICENCE
from generator.found import Found
from generator.indexes import NETWORK, index
from generator.ld import dataset
from generator.page import page, stand
from generator.text import Html
from generator.views import lists, method, network, sources, taking, track, years
from generator.wording import counted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from generator.page import Page
    from generator.view import Site


class Whole(NamedTuple):
    """Pages over the whole brief that are made together."""

    name: str
    paths: tuple[str, ...]
    pages: Callable[[Site], Iterable[Page]]


def wholes(site: Site) -> Iterator[Whole]:
    """All pages that are not one company's or partner's; their paths are known before they are made."""
    yield _one("index.md", _home)
    yield _one("companies/index.md", lambda site, path: index(site, path, "Companies", lists.companies(site)))
    yield _one("partners/index.md", lambda site, path: index(site, path, "Partners", lists.partners(site)))
    yield _one("compare.md", _compare)
    yield _some("timeline", years.timeline_paths(site), pages_by_year.timeline)
    yield _some("network", [f"network/{one}.md" for one in network.letters(site)], _network)
    yield _some("promises", years.promise_paths(site), pages_by_year.promises)
    yield _one("track-record.md", lambda site, path: index(site, path, "Track record", track.page(site)))
    yield _some("topics", years.topic_paths(site), pages_by_year.topics)
    yield _some("sources", [f"sources/{one}.md" for one in sources.letters(site)], _sources)
    yield _some("changes", years.change_paths(site), pages_by_year.changes)
    yield _one("method.md", lambda site, path: index(site, path, "Method", method.method(site)))
    yield _one("rules.md", _rules)
    yield _one("follow.md", lambda site, path: index(site, path, "Follow", taking.follow(site)))
    yield _one("data.md", _data)


def _one(path: str, made: Callable[[Site, str], Page]) -> Whole:
    name = path.removesuffix(".md")
    return Whole(name, (path,), lambda site: (made(site, path),))


def _some(name: str, paths: Iterable[str], made: Callable[[Site], Iterable[Page]]) -> Whole:
    """An index and more pages, which may hold it."""
    return Whole(name, tuple(dict.fromkeys((f"{name}/index.md", *paths))), made)


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


def _compare(site: Site, path: str) -> Page:
    return index(site, path, "Compare", compared.compare(site), script="assets/compare.js")


def _rules(site: Site, path: str) -> Page:
    return index(site, path, "Rules", {"rules": Html(rules_page().removeprefix("# Rules\n"))})


def _network(site: Site) -> Iterator[Page]:
    every = network.pairs(site)
    data = network.network(site, every)
    yield index(site, "network/index.md", NETWORK, data)
    for letter in data["letters"]:
        yield page(
            site,
            f"network/{letter}.md",
            f"{NETWORK}: {_letter(letter)}",
            "network-letter.md.jinja",
            {
                **network.ties(site, network.of_letter(site, every, letter)),
                "letters": data["letters"],
                "letter": letter,
            },
            description="The companies of one letter and their partners, with the evidence.",
            full=True,
        )


def _letter(letter: str) -> str:
    return letter.upper() if letter != sources.OTHER else "other names"


def _sources(site: Site) -> Iterator[Page]:
    every = sources.publishers(site)
    total, letters = sum(len(one.pages) for one in every), sources.letters_of(one.name for one in every)
    split = total > sources.SPLIT_ABOVE
    data = {"total": total, "origins": sources.origins(site), "split": split, "letters": letters}
    yield index(site, "sources/index.md", "Sources", {**data, "publishers": every})
    for letter in letters if split else ():
        title = f"Sources: {_letter(letter)}"
        group = [one for one in every if one.letter == letter]
        yield page(
            site,
            f"sources/{letter}.md",
            title,
            "sources-letter.md.jinja",
            {"publishers": group, "letters": letters, "letter": letter},
            description=f"{counted(len(group), 'publisher')} and the claims that rest on their pages.",
            stand=stand(site, site.told),
        )


def _data(site: Site, path: str) -> Page:
    data = taking.data(site)
    thing = dataset(site, taking.one_each(data["files"]), data["tables"])
    data |= {"keys": taking.keys, "licence": {"path": LICENCE["path"], "title": LICENCE["title"]}}
    return index(site, path, "Data", data, thing=thing)
