"""What a site consists of, known before any of it is made: its day, its chapters, and the key of each.

A key is the hash of all that a chapter depends on. The outline itself is kept under the key of all entries
together: if nothing has changed, no entry has to be read as YAML again.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from generator.fetch import BRIEF
from generator.keep import digest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from generator.chapters import Chapter
    from generator.view import Site


class Planned(NamedTuple):
    """A chapter to be: its name, the entries that it needs (all if None), its pages, what else it shows.

    turned  the last day on which any of these entries may have turned: it reads the same since
    """

    name: str
    needs: tuple[str, ...] | None
    paths: tuple[str, ...]
    shows: str
    turned: date


class Outline(NamedTuple):
    """A site before it is made.

    day       as of which it is built
    historic  whether that is a past day
    """

    day: date
    historic: bool
    chapters: tuple[Planned, ...]


def outline(site: Site, chapters: Iterable[Chapter]) -> Outline:
    """The outline of a site of these chapters."""
    planned = (Planned(one.name, one.needs, one.paths, one.shows, site.turned(one.needs)) for one in chapters)
    return Outline(site.day, site.historic, tuple(planned))


@dataclass(frozen=True)
class Keys:
    """Keys of a build.

    base     the hash of what all pages depend on
    entries  file → hash of its text
    """

    base: str
    entries: Mapping[str, str]

    @cached_property
    def whole(self) -> str:
        """The key of all entries together."""
        return digest(self.base, *(part for pair in sorted(self.entries.items()) for part in pair))

    def chapter(self, planned: Planned, plan: Outline, tabs: str) -> str:
        """The key of a chapter; `tabs`: the hash of the navigation, which stands on all pages."""
        if planned.needs is None:
            return digest(self.whole, planned.name, plan.day.isoformat(), str(plan.historic), tabs)
        return self.of(planned.name, planned.needs, planned.turned, plan.historic, tabs + planned.shows)

    def of(self, name: str, needs: Iterable[str], turned: date, historic: bool, more: str = "") -> str:
        """The key of what is made of some entries; `turned`: see Planned; `more`: what else it depends on."""
        files = "\n".join([f"{file} {self.entries.get(file, '')}" for file in (BRIEF, *needs)])
        return digest(self.base, more, turned.isoformat(), str(historic), name, files)
