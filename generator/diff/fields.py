"""Fields before and after, in words."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from generator.diff.change import Fact
from generator.when import long_day
from generator.wording import listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from pydantic import BaseModel

Told = tuple[str, str]
"""A label and what is told under it."""

NOTHING = "(none)"


def arrow(old: str, new: str) -> str:
    """`old → new`; nothing is said so."""
    return f"{old or NOTHING} → {new or NOTHING}"


def fields(old: BaseModel | None, new: BaseModel | None, labels: Mapping[str, str]) -> Iterator[Told]:
    """Each field in `labels` that differs: (label, `“old” → “new”`)."""
    for name, label in labels.items():
        before, after = (_words(getattr(entry, name, None)) for entry in (old, new))
        if before != after:
            yield label, arrow(before, after)


def _words(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return long_day(value)
    return f"“{value}”" if value else ""


def mapped(label: str, old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[Told]:
    """What was added to, taken from and changed in a mapping of texts."""
    yield from ((f"{label} added", new[slug]) for slug in new if slug not in old)
    yield from ((f"{label} removed", old[slug]) for slug in old if slug not in new)
    for slug in new:
        if slug in old and old[slug] != new[slug]:
            yield f"{label} changed", f"“{old[slug]}” → “{new[slug]}”"


def facts(told: Iterable[Told]) -> list[Fact]:
    """As facts, those that say something."""
    return [Fact(label, text) for label, text in told if text]


def named(told: Iterable[Told]) -> str:
    """The labels, each once, as a list in words."""
    return listed(list(dict.fromkeys(label for label, _text in told)))
