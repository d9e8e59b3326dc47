"""Puts the chapters of a site together: those that are stored, and those that have to be made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.workers import processors, spread

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from generator.chapters import Chapter
    from generator.press import Finished, Made
    from generator.store import Store, Stored

FIRST = ("companies", "data", "compare", "follow", "network", "changes", "sources", "timeline", "topics")
"""What is made first: companies, of whose shares others are put together; then what takes longest, so that no
process waits for the other's last chapter."""


class Binder:
    """The chapters of one site.

    keys   name of each chapter → its key
    plan   gives chapters by their names, to be made
    make   makes one
    pause  is called before each: it may raise
    """

    def __init__(
        self,
        store: Store,
        keys: Mapping[str, str],
        plan: Callable[[Iterable[str]], Iterable[Chapter]],
        make: Callable[[Chapter], Made],
        pause: Callable[[], None],
    ) -> None:
        self._store, self._keys, self._plan, self._make, self._pause = store, keys, plan, make, pause
        self._stored: dict[str, Stored] = {}

    def bind(self) -> list[Stored]:
        """Put all files in place."""
        found = spread([*self._keys.values()], self._take, processors())
        self._stored = {name: one for name, one in zip(self._keys, found, strict=True) if one}
        self._store.took(self._keys[name] for name in self._stored)
        missing = [name for name in self._keys if name not in self._stored]
        if missing:
            self._put(missing)
        return [self._stored[name] for name in self._keys]

    def _take(self, key: str) -> Stored | None:
        self._pause()
        return self._store.take(key)

    def finished(self) -> Iterator[Finished]:
        """All pages, as far as the rest of a build may ask."""
        for name, key in self._keys.items():
            found = self._store.finished(key, self._stored[name])
            if found is None:  # what was kept is damaged
                self._put([name])
                found = self._store.finished(key, self._stored[name])
            yield from found or ()

    def _put(self, names: Iterable[str]) -> None:
        """Make chapters, by several processes if there are many."""

        def one(chapter: Chapter) -> Stored:
            self._pause()
            return self._store.put(self._keys[chapter.name], self._make(chapter))

        ordered = sorted(self._plan(names), key=lambda chapter: _rank(chapter.name))
        found = spread(ordered, one, processors())
        self._stored |= {chapter.name: stored for chapter, stored in zip(ordered, found, strict=True)}
        self._store.use(self._keys[chapter.name] for chapter in ordered)


def _rank(name: str) -> int:
    part = name.partition("/")[0]
    return FIRST.index(part) if part in FIRST else len(FIRST)
