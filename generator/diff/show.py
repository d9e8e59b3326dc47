"""A diff as text, as Markdown for a summary or comment, as GitHub annotations. Needs Python alone."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from generator.diff.change import ALTERED, KINDS, LOST, UNSEEN, Change, Diff, Fact
from generator.diff.inert import code, lines, link, logged, markdown, value

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

NONE = "No change for readers."
RECORD = (
    "A published claim is never edited or removed: a newer claim answers it, a wrong one gets a correction."
)
MOST = 1_000_000
"""Characters that GitHub takes for a summary (a comment: 65,536)."""

MOST_NAMES = 10


def states(diff: Diff) -> str:
    """What was compared, as of when."""
    return f"{diff.base} → {diff.head}, both as of {diff.day}"


def altered(diff: Diff) -> str:
    """`The record was altered: 1 published claim edited, 2 published claims removed.`"""
    return f"The record was altered: {counted(diff.altered)}."


def counted(changes: Iterable[Change]) -> str:
    """`3 claims added, 1 target moved`."""
    kinds = [change.kind for change in changes]
    return ", ".join(KINDS[kind].counted(kinds.count(kind)) for kind in KINDS if kind in kinds)


def beside(diff: Diff) -> str:
    """`Changed too, but not compared here: README.md, theme.`; "" where nothing else changed."""
    shown = [*diff.beside[:MOST_NAMES], *(["…"] if len(diff.beside) > MOST_NAMES else [])]
    return f"Changed too, but not compared here: {', '.join(shown)}." if shown else ""


def by_day(diff: Diff) -> str:
    """The heading of what no entry changed."""
    return f"Only because the edition goes on from {diff.base_day} to {diff.day}"


# Text


def as_text(diff: Diff) -> str:
    """For a terminal or a log."""
    parts = [logged(states(diff)), "", *_text_of(diff)]
    return "\n".join(parts).rstrip("\n") + "\n"


def _text_of(diff: Diff) -> Iterator[str]:
    if not diff.seen:
        yield from (NONE, "")
    else:
        yield from (logged(f"{counted(diff.seen)}."), "")
    if diff.beside:
        yield from (logged(beside(diff)), "")
    if diff.altered:
        yield logged(f"!!! {altered(diff)}")
        yield from (f"    {RECORD}", "")
        yield from _texts(diff.altered)
    yield from _texts(_others(diff))
    if unseen := _unseen(diff):
        yield "Not seen by readers"
        yield from _texts(unseen)
    if diff.by_day:
        yield by_day(diff)
        yield from _texts(diff.by_day)


def _texts(changes: Iterable[Change]) -> Iterator[str]:
    for group, found in groupby(changes, key=lambda change: change.group):
        yield logged(group)
        for change in found:
            yield logged(f"  {change.what.label} · {change.line}")
            yield from (logged(f"      {_flat(fact)}") for fact in change.facts)
        yield ""


def _flat(fact: Fact) -> str:
    return " ".join(part for part in (f"{fact.label}:", fact.text, fact.url) if part)


def _others(diff: Diff) -> list[Change]:
    return [change for change in diff.seen if change.what.weight != ALTERED]


def _unseen(diff: Diff) -> list[Change]:
    return [change for change in diff.changes if change.what.weight == UNSEEN]


# Markdown


def as_markdown(diff: Diff, most: int = MOST) -> str:
    """For a pull request; every text of an entry is inert in it. What does not fit in `most` is counted."""
    blocks = list(_blocks(diff))
    kept: list[str] = []
    room = most - 200
    for block in blocks:
        room -= len(block.encode()) + 1
        if room < 0:
            left = len(blocks) - len(kept)
            kept.append(f"\n… and {left} more lines, which do not fit here: `brief diff` shows all.")
            break
        kept.append(block)
    return "\n".join(kept).rstrip("\n") + "\n"


def _blocks(diff: Diff) -> Iterator[str]:
    yield "### Changes for readers\n"
    yield f"{markdown(states(diff))}\n"
    yield f"{markdown(counted(diff.seen))}.\n" if diff.seen else f"**{NONE}**\n"
    if diff.beside:
        yield f"{markdown(beside(diff))}\n"
    if diff.altered:
        yield "> [!CAUTION]"
        yield f"> **{markdown(altered(diff))}** {RECORD}\n"
        yield from _marked(diff.altered)
    yield from _marked(_others(diff))
    if unseen := _unseen(diff):
        yield "### Not seen by readers\n"
        yield from _marked(unseen)
    if diff.by_day:
        yield f"### {markdown(by_day(diff))}\n"
        yield from _marked(diff.by_day)


def _marked(changes: Iterable[Change]) -> Iterator[str]:
    for group, found in groupby(changes, key=lambda change: change.group):
        yield f"#### {markdown(group)}\n"
        for change in found:
            mark = "⚠️ " if change.what.weight in (ALTERED, LOST) else ""
            facts = [f"  - {_fact(fact)}" for fact in change.facts]
            yield "\n".join([f"- {mark}**{change.what.label}** {_line(change)}", *facts])
        yield ""


def _line(change: Change) -> str:
    """The line of a change; a claim's id that begins it as code."""
    first, colon, rest = change.line.partition(": ")
    name = change.about.rpartition("/")[2]
    return f"{code(name)}: {markdown(rest)}" if colon and first == name else markdown(change.line)


def _fact(fact: Fact) -> str:
    told = link(fact.text or fact.url, fact.url) if fact.url else markdown(fact.text)
    return f"{markdown(fact.label)}: {told}"


# GitHub


def as_annotations(diff: Diff) -> str:
    """One workflow command for each change, what alters the record first."""
    found = [*diff.altered, *_others(diff), *_unseen(diff)]
    if not diff.seen:
        found_text = [f"::notice title={value('Changes for readers')}::{lines([NONE])}"]
        return "\n".join(found_text + [_annotation(change) for change in found]) + "\n"
    return "\n".join(_annotation(change) for change in found) + "\n"


def _annotation(change: Change) -> str:
    level = "warning" if change.what.weight in (ALTERED, LOST) else "notice"
    place = f"file={value(change.file)},line={change.row or 1}," if change.file else ""
    title = change.what.label
    if change.what.weight == ALTERED:
        title = f"The record was altered: {title}"
    facts = [_flat(fact) for fact in change.facts]
    told = [f"{change.group}: {change.line}", *facts, *([RECORD] if change.what.weight == ALTERED else [])]
    return f"::{level} {place}title={value(title)}::{lines(told)}"
