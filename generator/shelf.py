"""What was found out about single files, kept for the next process: an unchanged file is not looked at again.

All that one shelf holds stands in one file of the cache, which never grows beyond what one run asks for.
"""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING, Generic, TypeVar

from generator.code import code
from generator.keep import digest

if TYPE_CHECKING:
    from generator.keep import Keep

T = TypeVar("T")


class Shelf(Generic[T]):
    """What an earlier process found out about files, and what this one does.

    name    what is found out
    depend  what it depends on besides our code, and the name and the bytes of the file
    """

    def __init__(self, keep: Keep, name: str, *depend: str | bytes) -> None:
        self._keep, self._key, self._base = keep, digest(name), digest(code(), *depend)
        self._found: dict[str, bytes] = keep.get(self._key) or {}
        self._used: dict[str, bytes] = {}

    def get(self, name: str, raw: bytes) -> T | None:
        """What is known of a file; None where nothing is."""
        key = digest(self._base, name, raw)
        if key not in self._found:
            return None
        self._used[key] = self._found[key]
        known: T = pickle.loads(self._found[key])  # noqa: S301  # our own
        return known

    def put(self, name: str, raw: bytes, found: T) -> None:
        """Keep what was found out about a file."""
        self._used[digest(self._base, name, raw)] = pickle.dumps(found, pickle.HIGHEST_PROTOCOL)

    def save(self) -> None:
        """Leave what was asked for and what is new to the next process, and nothing else."""
        if self._used.keys() != self._found.keys():
            self._keep.put(self._key, self._used)
