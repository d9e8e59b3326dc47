"""Fields before and after, in words."""

from __future__ import annotations

from datetime import date
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any

from generator.diff.change import Fact
from generator.when import long_day
from generator.wording import listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from generator.entry import Entry

Told = tuple[str, str]
"""A label and what is told under it."""

NOTHING = "(none)"


def arrow(old: str, new: str) -> str:
    """`old → new`; nothing is said so; of a long text only what was touched is told twice."""
    return reworded(old, new) or f"{old or NOTHING} → {new or NOTHING}"


_LONG, _TOO_LONG = 8, 300  # words; comparing very long texts takes long

_MARKS = ("[", "]", " → ")


def reworded(old: str, new: str) -> str:
    """A long text once, with what was touched: `ten words … [old words → new words], the rest`.

    "" where the texts are short, have little in common, or hold these marks themselves.
    """
    quoted = all(text.startswith("“") and text.endswith("”") for text in (old, new))
    texts = [text[1:-1] if quoted else text for text in (old, new)]
    before, after = (text.split(" ") for text in texts)
    if any(mark in text for text in texts for mark in _MARKS):
        return ""
    if min(len(before), len(after)) < _LONG or max(len(before), len(after)) > _TOO_LONG:
        return ""
    found = SequenceMatcher(None, before, after, autojunk=False)
    if found.ratio() < 0.5:
        return ""
    told = " ".join(
        _touched(kind, " ".join(before[a:b]), " ".join(after[c:d]))
        for kind, a, b, c, d in found.get_opcodes()
    )
    return f"“{told}”" if quoted else told


def _touched(kind: str, old: str, new: str) -> str:
    match kind:
        case "equal":
            return old
        case "insert":
            return f"[added: {new}]"
        case "delete":
            return f"[removed: {old}]"
    return f"[{old} → {new}]"


def fields(old: Entry | None, new: Entry | None, labels: Mapping[str, str]) -> Iterator[Told]:
    """Each field in `labels` that differs: (label, `“old” → “new”`); see `arrow`."""
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
            yield f"{label} changed", arrow(f"“{old[slug]}”", f"“{new[slug]}”")


def facts(told: Iterable[Told]) -> list[Fact]:
    """As facts, those that say something."""
    return [Fact(label, text) for label, text in told if text]


def named(told: Iterable[Told]) -> str:
    """The labels, each once, as a list in words."""
    return listed(list(dict.fromkeys(label for label, _text in told)))
