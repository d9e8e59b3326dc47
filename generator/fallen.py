"""Fields that stand beside the entry they belong to, since nobody indented them: one slip, told once.

times-magna:
publisher: Example Times     <- beside times-magna, not below it
"""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING, Any, NamedTuple

from generator.kinds import bare, below, is_entry

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.problem import Path


class Fallen(NamedTuple):
    """The path of an entry that is empty, and the names of its fields that stand beside it."""

    entry: Path
    names: tuple[str, ...]


def fallen(kind: Any, raw: Any, path: Path = ()) -> Iterator[Fallen]:
    """The entries in a value of a type whose fields stand beside them."""
    if isinstance(raw, list):
        for number, item in enumerate(raw):
            yield from fallen(below(kind, number), item, (*path, number))
    elif isinstance(raw, dict):
        names = list(raw)
        for place, name in enumerate(names):
            lost = _lost(kind, name, raw, names[place + 1 :]) if raw[name] == "" else ()
            if lost:
                yield Fallen((*path, name), lost)
            yield from fallen(below(kind, name), raw[name], (*path, name))


def _lost(kind: Any, name: str, raw: dict[str, Any], after: list[str]) -> tuple[str, ...]:
    """The fields of an empty entry that follow it."""
    entry = bare(below(kind, name))
    if not is_entry(entry):
        return ()
    own = bare(kind).fields() if is_entry(kind) else {}
    fields = list(takewhile(lambda one: one in entry.fields() and one not in own, after))
    needed = [one for one, field in entry.fields().items() if field.is_required()]
    return tuple(fields) if any(one in fields for one in needed) else ()
