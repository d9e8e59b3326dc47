"""What was found out about single files, kept for the next process: an unchanged file is not looked at again.

All that one shelf holds stands in one file of the cache, which never grows beyond what one run asks for. In a
stranger's folder the cache may be a stranger's too: nothing but values is ever made of what it holds.
"""

from __future__ import annotations

import io
import pickle
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from generator.code import code
from generator.keep import digest

if TYPE_CHECKING:
    from generator.keep import Keep

T = TypeVar("T")

OURS = {f"generator.{noun}" for noun in ("answer", "brief", "entry", "load", "model", "problem", "when")}
"""The modules whose objects are kept; what they define makes values, and does nothing."""
PLAIN = {("datetime", "date"), ("decimal", "Decimal")}


class _Values(pickle.Unpickler):
    """Makes values of our nouns, and calls nothing else."""

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) in PLAIN:
            return super().find_class(module, name)
        if module in OURS and "." not in name:
            found = super().find_class(module, name)
            if found.__module__ == module:
                return found
        raise pickle.UnpicklingError(f"{module}.{name} is no value")


def values(data: bytes | memoryview) -> Any:
    """What was kept; None where it holds anything but values."""
    try:
        return _Values(io.BytesIO(data)).load()
    except Exception:
        return None


class Shelf(Generic[T]):
    """What an earlier process found out about files, and what this one does.

    name    what is found out
    depend  what it depends on besides our code, and the name and the bytes of the file
    """

    def __init__(self, keep: Keep, name: str, *depend: str | bytes) -> None:
        self._keep, self._key, self._base = keep, digest(name), digest(code(), *depend)
        found = keep.get(self._key, values)
        self._found: dict[str, bytes] = found if isinstance(found, dict) else {}
        self._kept = frozenset(self._found)
        self._used: dict[str, bytes] = {}
        self._more = False

    def has(self, name: str, raw: bytes) -> bool:
        """Whether something is known of a file."""
        return digest(self._base, name, raw) in self._found

    def get(self, name: str, raw: bytes) -> T | None:
        """What is known of a file; None where nothing is."""
        key = digest(self._base, name, raw)
        known: T | None = values(self._found[key]) if key in self._found else None
        if known is not None:
            self._used[key] = self._found[key]
        return known

    def put(self, name: str, raw: bytes, found: T) -> None:
        """Keep what was found out about a file."""
        self._more = True
        self._used[digest(self._base, name, raw)] = pickle.dumps(found, pickle.HIGHEST_PROTOCOL)

    def packed(self, name: str, raw: bytes) -> bytes | None:
        """What this process found out about a file, for another to take; None where it found nothing."""
        return self._used.get(digest(self._base, name, raw))

    def take(self, name: str, raw: bytes, packed: bytes) -> None:
        """Put on the shelf what another process found out about a file."""
        self._found[digest(self._base, name, raw)] = packed

    def save(self) -> None:
        """Leave what was asked for and what is new to the next process, and nothing else."""
        if self._more or self._used.keys() != self._kept:
            self._keep.put(self._key, self._used)
