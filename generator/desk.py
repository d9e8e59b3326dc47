"""Entries → the outline of a site and its chapters, reading and weighing only what has changed since."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING

from generator.fetch import fetch, hash_of
from generator.keep import digest
from generator.outline import Keys, Outline, outline
from generator.workers import go_on

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator
    from datetime import date
    from pathlib import Path

    from generator.chapters import Chapter
    from generator.dossier import Dossiers
    from generator.faults import Fault
    from generator.histories import Histories
    from generator.keep import Keep
    from generator.load import Content, Reading
    from generator.problem import Problem
    from generator.view import Site


class TroubleError(Exception):
    """The entries have errors: the message tells them as `brief check` does."""


@dataclass(frozen=True)
class Order:
    """What is to be built.

    folder  of the entries
    as_of   the day, as typed; the edition if empty
    edit    the address of the repository's files; "" leaves edit links out
    url     the site's address; "" leaves feeds and data out
    stamp   the hash of what all pages depend on besides the entries
    """

    folder: Path
    as_of: str = ""
    edit: str = ""
    url: str = ""
    stamp: str = ""


class Memory:
    """What one build leaves to the next in the same process."""

    def __init__(self) -> None:
        self.readings: dict[str, Reading] = {}
        self.sound: Content | None = None
        self.dossiers: Dossiers | None = None


class Desk:
    """The entries at the time of one build.

    What needs them understood raises TroubleError where they have errors, ValueError where the day is none.
    With `forgiving`, entries with errors are left out, and `trouble` tells them.

    memory  what the last build left; None where no other follows
    pause   is called now and then while chapters are planned: it may raise
    """

    def __init__(
        self,
        order: Order,
        keep: Keep,
        memory: Memory | None = None,
        *,
        forgiving: bool = False,
        pause: Callable[[], None] = go_on,
    ) -> None:
        self.order = order
        self._keep = keep
        self._memory, self._followed = memory or Memory(), memory is not None
        self._forgiving, self._pause = forgiving, pause
        self._fetched = fetch(order.folder)
        self._planned: list[Chapter] = []
        self._histories: Histories | None = None
        self.trouble = ""

    @cached_property
    def keys(self) -> Keys:
        """The keys of this build."""
        order = self.order
        hashes = {name: self._hash(name, found) for name, found in self._fetched.files.items()}
        return Keys(digest(order.stamp, order.as_of, order.edit, order.url), hashes)

    def _hash(self, name: str, found: bytes | Fault) -> str:
        known = self._memory.readings.get(name)
        return known.hash if known and known.raw == found else hash_of(found)

    @cached_property
    def outline(self) -> Outline:
        """The outline of the site."""
        key = self.keys.whole
        known: Outline | None = None if self._fetched.problems else self._keep.get(key)
        if known is None:
            from generator.export.share import begun

            with begun(self.site):
                known = outline(self.site, self.planned())
            if self._histories:
                self._histories.keep(self.site)  # to plan is to ask for all of them
            if not self.trouble:
                self._keep.put(key, known)
        return known

    @cached_property
    def site(self) -> Site:
        """The brief, weighed. Our modules for that are loaded only now: a build may need none of it."""
        from generator.check import errors
        from generator.dossier import Dossiers
        from generator.histories import Histories
        from generator.load import understand
        from generator.shares import Shares
        from generator.view import Site

        keep = None if self._memory.readings else self._keep
        content, wrong = understand(self._fetched, self._memory.readings, keep, several=True)
        if content:
            wrong += errors(content, self._memory.sound, keep)
        if wrong or content is None:
            content = self._forgiven(content, sorted(wrong, key=lambda one: one.order))
        else:
            self._memory.sound = content
        dossiers = self._memory.dossiers = self._memory.dossiers or Dossiers()
        order = self.order
        shares = Shares(self._keep, self.keys) if self._keep.keeps else None
        day = self._day(dossiers.edition(content.companies))
        if not self._followed:
            self._let_go(content)
        site = Site.of(content, day, order.edit, order.url, dossiers, shares)
        if keep and keep.keeps:
            self._histories = Histories(keep, self.keys.entries)
            self._histories.recall(site)
        return site

    def _let_go(self, content: Content) -> None:
        """Let go of the texts of the entries: they are found sound, and no other build compares them."""
        self._fetched, self._memory = replace(self._fetched, files={}), Memory()
        for document in content.documents.values():
            document.leave()

    def _forgiven(self, content: Content | None, errors: list[Problem]) -> Content:
        from generator.report import text

        self.trouble = text(errors, content, self.order.folder)
        if content is None or not self._forgiving:
            raise TroubleError(f"The entries have problems.\n\n{self.trouble}")
        return _sound(content, {problem.place.file for problem in errors}, self.order.folder)

    def _day(self, edition: date | None) -> date:
        from generator import when

        day = when.parse_day(self.order.as_of) if self.order.as_of else edition
        if day is None:
            raise ValueError("No claim has a full date: set the option as_of of the plugin brief.")
        return day

    def planned(self) -> Iterator[Chapter]:
        """Every chapter, planned once, and only as far as somebody asks."""
        yield from self._planned
        for chapter in self._planning:
            self._pause()
            self._planned.append(chapter)
            yield chapter

    @cached_property
    def _planning(self) -> Iterator[Chapter]:
        from generator.chapters import chapters

        return chapters(self.site, self.order.folder / "schema")

    def chapters(self, names: Iterable[str]) -> list[Chapter]:
        """Some chapters, to be made; those that there are."""
        wanted = set(names)
        found = (one for one in self.planned() if one.name in wanted)
        return list(islice(found, len(wanted)))  # those that come after need not be planned


def _sound(content: Content, broken: Collection[str], folder: Path) -> Content:
    """The content without the entries that have errors."""

    def fine(kind: str, slug: str) -> bool:
        return f"{folder.name}/{kind}/{slug}.yaml" not in broken

    companies = {slug: entry for slug, entry in content.companies.items() if fine("companies", slug)}
    partners = {slug: entry for slug, entry in content.partners.items() if fine("partners", slug)}
    return replace(content, companies=companies, partners=partners)
