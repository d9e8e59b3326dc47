"""Sound entries as they were understood, kept for the next process.

One that has not changed is neither read as YAML nor looked at field by field again. All stand in one file of
the cache, each by the hash of its text, of its name and of the brief that its answers are read by.
"""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING, Any, NamedTuple

from generator.code import code
from generator.keep import digest

if TYPE_CHECKING:
    from generator.faults import Fault
    from generator.keep import Keep

KEY = digest("entries")


class Understood(NamedTuple):
    """A sound entry, and the lines of the items of its lists."""

    entry: Any
    lines: dict[str, tuple[int, ...]]


class Shelf:
    """The entries that an earlier process understood, and those that this one does.

    brief  the text of the brief that they are read by
    """

    def __init__(self, keep: Keep, brief: bytes | Fault) -> None:
        self._keep, self._base = keep, digest(code(), brief if isinstance(brief, bytes) else repr(brief))
        self._found: dict[str, bytes] = keep.get(KEY) or {}
        self._used: dict[str, bytes] = {}

    def get(self, name: str, raw: bytes) -> Understood | None:
        """The entry of a file; None where it was not understood before, or not sound."""
        key = digest(self._base, name, raw)
        if key not in self._found:
            return None
        self._used[key] = self._found[key]
        known: Understood = pickle.loads(self._found[key])  # noqa: S301  # our own
        return known

    def put(self, name: str, raw: bytes, understood: Understood) -> None:
        """Keep the entry of a file."""
        self._used[digest(self._base, name, raw)] = pickle.dumps(understood, pickle.HIGHEST_PROTOCOL)

    def save(self) -> None:
        """Leave what was asked for and what is new to the next process, and nothing else."""
        if self._used.keys() != self._found.keys():
            self._keep.put(KEY, self._used)
