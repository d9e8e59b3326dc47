"""Warnings on what stands twice under two names, and on sources that tell too little."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from generator.fetch import partner_file
from generator.rule import WARNING, Example, Finding, Rule, Scope

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator import problem
    from generator.model import Source

SHORTEST_NAME, SHORTEST_TITLE = 6, 20
LONGEST_NAME = 200
"""Below so many letters, two that look alike are more often two things: BAIC and SAIC."""

_SIGNS = re.compile(r"[\W_]+")


def _key(text: str) -> str:
    """What is left of a text without case, spaces and signs."""
    return _SIGNS.sub("", text).casefold()


def _almost(text: str) -> set[str]:
    """A text, and all that is left of it when one letter is taken out: two that share one are near."""
    key = _key(text)
    if not SHORTEST_NAME <= len(key) <= LONGEST_NAME:
        return {key}
    return {key, *(key[:place] + key[place + 1 :] for place in range(len(key)))}


def _near_name(scope: Scope) -> Iterator[Finding]:
    first: dict[str, tuple[str, str]] = {}
    for slug, file in scope.files():
        entry = scope.content.organisation(slug)
        if entry is None or (file == partner_file(slug) and slug in scope.content.companies):
            continue
        near = _almost(entry.name)
        found = next((first[one] for one in sorted(near) if one in first), None)
        if found:
            message = f"“{entry.name}” looks like “{found[0]}” of {scope.document(found[1]).file}."
            yield Finding(file, ("name",), message, "If both are one, delete one file; else allow it.")
        for one in near:
            first.setdefault(one, (entry.name, file))


def _near_publisher(scope: Scope) -> Iterator[Finding]:
    named: dict[str, list[tuple[str, problem.Path, str]]] = defaultdict(list)
    for file, path, source in scope.sources:
        for field, name in (("publisher", source.publisher), ("via", source.via)):
            if name:
                named[name].append((file, path, field))
    spelt: dict[str, dict[str, list[tuple[str, problem.Path, str]]]] = defaultdict(dict)
    for name, places in named.items():
        spelt[_key(name)][name] = places
    for spellings in spelt.values():
        usual = max(spellings, key=lambda name: len(spellings[name]))
        for name, places in spellings.items():
            for file, path, field in places if name != usual else ():
                message = f"“{name}” is written “{usual}” elsewhere: readers count two publishers."
                yield Finding(file, (*path, field), message, f"Write “{usual}”.")


def _near_title(scope: Scope) -> Iterator[Finding]:
    first: dict[str, tuple[Source, str, problem.Path]] = {}
    for file, path, source in scope.sources:
        key = _key(source.title)
        if len(key) < SHORTEST_TITLE:
            continue
        other, there, at = first.setdefault(key, (source, file, path))
        if other.url == source.url or _key(other.origin) == _key(source.origin) != _key(source.publisher):
            continue
        place = scope.document(there).place(at)
        where = f"{place.file}:{place.line}"
        if _key(other.origin) == _key(source.origin):
            message = f"{source.publisher} has a page of this title in {where}, at another address."
            mend = "If both are one page, keep one address."
        else:
            message = f"{other.publisher} has a page of this title too ({where}): reprints are one origin."
            mend = "If both are one report, name in via where it was first published."
        yield Finding(file, (*path, "title"), message, mend)


def _undated(scope: Scope) -> Iterator[Finding]:
    for file, path, source in scope.sources:
        if source.published is None:
            yield Finding(
                file, path, "The source has no date.", "Add published: as precise as the page tells."
            )


def _no_archive(scope: Scope) -> Iterator[Finding]:
    for file, path, source in scope.sources:
        if source.archived is None:
            yield Finding(file, path, "The source has no archived copy.", "Add archived: the address of one.")


RULES = (
    Rule(
        "near-name",
        "An organisation has one file: two with almost the same name are often one.",
        "Delete one of the files and name the other in the claims.",
        Example(
            """
            # content/partners/great-wall-motors.yaml
            name: Great Wall Motors
            country: CN
            kind: carmaker
            """,
            """
            # content/partners/geely.yaml
            name: Geely
            country: CN
            kind: carmaker
            """,
        ),
        _near_name,
        WARNING,
        whole=True,
    ),
    Rule(
        "near-publisher",
        "A publisher is written one way: two spellings count as two origins of a report.",
        "Write it as it stands elsewhere.",
        Example(
            """
            - id: plant-talks
              sources: [{publisher: IT Home, published: 2021-03-26, url: https://example.com/1}]
            - id: mass-market
              sources: [{publisher: ITHome, published: 2021-03-26, url: https://example.com/2}]
            """,
            """
            - id: plant-talks
              sources: [{publisher: IT Home, published: 2021-03-26, url: https://example.com/1}]
            - id: mass-market
              sources: [{publisher: IT Home, published: 2021-03-26, url: https://example.com/2}]
            """,
        ),
        _near_publisher,
        WARNING,
        whole=True,
    ),
    Rule(
        "near-title",
        "A report is counted once: pages of one title are one page, or reprints of one report.",
        "Keep one address, or name in via where it was first published.",
        Example(
            """
            sources:
              - {title: Xiaomi said to plan electric cars, publisher: Gadgets, url: https://example.com/1}
              - {title: Xiaomi Said to Plan Electric Cars, publisher: Today, url: https://example.com/2}
            """,
            """
            sources:
              - {title: Xiaomi said to plan electric cars, publisher: Gadgets, via: Reuters, url: https://example.com/1}
              - {title: Xiaomi Said to Plan Electric Cars, publisher: Today, via: Reuters, url: https://example.com/2}
            """,
        ),
        _near_title,
        WARNING,
        whole=True,
    ),
    Rule(
        "undated-source",
        "A page tells when it was published.",
        "Add published, as precise as the page tells.",
        Example(
            "sources: [{publisher: Reuters, url: https://example.com/1, archived: https://example.org/1}]",
            """
            sources:
              - publisher: Reuters
                published: 2021-03
                url: https://example.com/1
                archived: https://example.org/1
            """,
        ),
        _undated,
        WARNING,
        quiet=True,
    ),
    Rule(
        "no-archive",
        "A page that is gone can still be read in an archive.",
        "Add archived: the address of a copy.",
        Example(
            "sources: [{publisher: Reuters, published: 2021-03, url: https://example.com/1}]",
            """
            sources:
              - publisher: Reuters
                published: 2021-03
                url: https://example.com/1
                archived: https://example.org/1
            """,
        ),
        _no_archive,
        WARNING,
        quiet=True,
    ),
)
