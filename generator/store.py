"""Files of a site, each from where it is at hand: the last site, what was kept, or the chapter just made.

A file that stands in the last site with the content that it is to have becomes a file of the new one too: one
file with two names, until the last site is removed. So what has not changed is read, and not written. Nobody
has to have left the last site as it was: a file with other content is none of ours.
"""

from __future__ import annotations

import hashlib
import os
import pickle
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from generator.keep import digest, itself

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping
    from datetime import date

    from generator.keep import Keep
    from generator.press import Finished, Made


class Stored(NamedTuple):
    """What is left to know of a chapter whose files are in place.

    dates     path of each page → the newest claim on it
    sums      path in the site → hash of the content, of all its files
    links     the hash of all links of its pages, and of what they may lead to
    search    the hash of what search finds on them
    finished  what the rest of a build may ask of its pages, pickled; None where that is kept
    """

    dates: dict[str, date | None]
    sums: dict[str, str]
    links: str
    search: str
    finished: bytes | None = None


class Store:
    """The files of one site.

    folder  where it is built
    last    the last site, if there is one
    theirs  the paths in the site that somebody else puts a file to
    """

    def __init__(self, folder: Path, keep: Keep, last: Path | None, theirs: Container[str] = ()) -> None:
        self._folder, self._keep, self._last, self._theirs = folder, keep, last, theirs

    def take(self, key: str) -> Stored | None:
        """Put a chapter in place as an earlier build made it; None where there is none of this key."""
        found: Stored | None = self._keep.get(key)
        if found is None:
            return None
        missing = [path for path, known in found.sums.items() if not self._linked(path, known)]
        if missing:
            files = self._keep.get(_files(key))
            if files is None:
                return None
            self._write({path: files[path] for path in missing})
        return found

    def put(self, key: str, made: Made) -> Stored:
        """Put a chapter in place that was just made, and keep it."""
        self._write(made.files)
        stored = Stored(
            made.dates,
            {path: _sum(content) for path, content in made.files.items()},
            digest(repr([(one.url, one.links) for one in made.finished])),
            digest(repr([(one.url, one.search, one.facets) for one in made.finished])),
        )
        finished = pickle.dumps(made.finished, protocol=pickle.HIGHEST_PROTOCOL)
        self._keep.put(_files(key), made.files)
        kept = self._keep.put(_finished(key), finished)
        self._keep.put(key, stored)
        return stored if kept else stored._replace(finished=finished)

    def finished(self, key: str, stored: Stored) -> list[Finished] | None:
        """What may be asked of a chapter's pages; None where it has to be made again to know that."""
        data = stored.finished or self._keep.get(_finished(key))
        return pickle.loads(data) if data else None  # noqa: S301  # our own, and whole

    def took(self, keys: Iterable[str]) -> None:
        """Count chapters as used that another process took."""
        self._keep.use(keys)

    def use(self, keys: Iterable[str]) -> None:
        """Count chapters as used that another process put here."""
        self._keep.use(one for key in keys for one in _every(key))

    def forget(self, keys: Iterable[str]) -> None:
        """Keep these chapters no longer."""
        self._keep.forget(one for key in keys for one in _every(key))

    def _linked(self, path: str, known: str) -> bool:
        """Whether a file is in place: somebody else's, or that of the last site, if its content is right."""
        if path in self._theirs:
            return True
        if self._last is None:
            return False
        old, new = f"{self._last}/{path}", f"{self._folder}/{path}"
        try:
            with open(old, "rb", buffering=0, opener=itself) as file:
                if _sum(file.readall()) != known:
                    return False
            try:
                os.link(old, new)
            except FileNotFoundError:
                Path(new).parent.mkdir(parents=True, exist_ok=True)
                os.link(old, new)
        except OSError:
            return False
        return True

    def _write(self, files: Mapping[str, bytes]) -> None:
        for path, content in files.items():
            if path in self._theirs:
                continue
            place = self._folder / path
            try:
                _new(place, content)
            except FileNotFoundError:
                place.parent.mkdir(parents=True, exist_ok=True)
                _new(place, content)
            except FileExistsError:  # it may be a file of the last site as well
                place.unlink()
                _new(place, content)


def _new(place: Path, content: bytes) -> None:
    with place.open("xb") as file:
        file.write(content)


def _sum(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _files(key: str) -> str:
    return digest(key, "files")


def _finished(key: str) -> str:
    return digest(key, "finished")


def _every(key: str) -> tuple[str, ...]:
    return key, _files(key), _finished(key)
