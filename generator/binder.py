"""Puts a site together: what was kept of earlier builds, and what has to be made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.keep import digest
from generator.press import link, write
from generator.workers import processors, spread

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping
    from pathlib import Path

    from generator.chapters import Chapter
    from generator.keep import Keep
    from generator.press import Made, Press

FIRST = ("data", "compare", "follow", "network", "changes", "sources", "timeline", "topics")
"""The chapters that take longest: they are begun first, so that no process waits for the other's last one."""


class Binder:
    """Binds sites one after the other: what has not changed since the last is taken over from it."""

    def __init__(self) -> None:
        self._last: dict[str, str] = {}
        self._folder: Path | None = None
        self.made = 0
        """How many chapters the last site needed to have made."""

    def bind(
        self,
        folder: Path,
        keep: Keep,
        keys: Mapping[str, str],
        make: Callable[[Collection[str]], Mapping[str, Made]],
    ) -> list[Made]:
        """The chapters of a site, all of whose files are in `folder` then.

        keys  name of each chapter → its key
        make  makes chapters by their names, writes their files into `folder` and keeps them
        """
        known = {name: made for name, key in keys.items() if (made := self._known(name, key, folder, keep))}
        missing = [name for name in keys if name not in known]
        known |= make(missing) if missing else {}
        self.made = len(missing)
        self._last, self._folder = dict(keys), folder
        return [known[name] for name in keys]

    def forget(self, names: Iterable[str]) -> None:
        """Take nothing over of chapters whose files in the last site were put there since."""
        for name in names:
            self._last.pop(name, None)

    def _known(self, name: str, key: str, folder: Path, keep: Keep) -> Made | None:
        made: Made | None = keep.get(key)
        if made is None:
            return None
        last = self._folder if self._last.get(name) == key else None
        if last is None or not link(last, folder, made.files):
            files = keep.get(files_key(key))
            if files is None:
                return None
            write(folder, files)
        return made


def files_key(key: str) -> str:
    """The key of a chapter's files, which are kept apart from what is known of them."""
    return digest(key, "files")


def make(
    folder: Path,
    keep: Keep,
    keys: Mapping[str, str],
    press: Press,
    chapters: Iterable[Chapter],
    pause: Callable[[], None],
) -> dict[str, Made]:
    """Make chapters, by several processes if there are many; write and keep them. Gives name → made.

    pause  is called before each: it may raise, and what was made until then is kept
    """

    def one(chapter: Chapter) -> Made:
        pause()
        made, files = press.make(chapter)
        write(folder, files)
        key = keys[chapter.name]
        keep.put(files_key(key), files)
        keep.put(key, made)
        return made

    ordered = sorted(chapters, key=lambda chapter: _rank(chapter.name))
    last = one(ordered[-1])  # compiles the theme's templates before processes part that would each do it
    found = [*spread(ordered[:-1], one, processors()), last]
    names = [chapter.name for chapter in ordered]
    keep.use(key for name in names for key in (keys[name], files_key(keys[name])))
    return dict(zip(names, found, strict=True))


def _rank(name: str) -> int:
    return FIRST.index(name) if name in FIRST else len(FIRST)
