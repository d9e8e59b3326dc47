"""Goes on behind a place where YAML breaks, so that all else in the file is checked in the same run.

What is broken is left out: first the value on its line and, if that does not help, the whole line; with it
goes what is indented further. All else keeps its line and column.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from generator.lines import block_above, indent
from generator.walk import Walk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.faults import Fault
    from generator.problem import Path

MOST_BREAKS = 20  # after so many, or in a file so long, reading stops at the next one
MOST_CHARACTERS = 200_000

_OF_ALL = ("empty-file", "top-level")
_NAMED = re.compile(r"( *(?:- +)*)(?:[\w-]+|\"[^\"]*\"|'[^']*') *:(?= |$)")
_DASHES = re.compile(" *(?:- +|-$)*")
_CLOSING = re.compile("[]}, ]+")


class Recovered(NamedTuple):
    """A text without what is broken in it, as far as one could go on.

    walk    the last pass over it
    faults  what is wrong and in which field, in the order of the text
    gaps    the paths of what was left out or is not known
    broken  whether YAML breaks anywhere
    """

    walk: Walk
    faults: list[tuple[Fault, Path]]
    gaps: frozenset[Path]
    broken: bool


def recovered(text: str) -> Recovered:
    """A text from which what is broken is left out."""
    lines = text.split("\n")
    broken: list[tuple[Fault, Path]] = []
    cut: dict[int, tuple[int, bool]] = {}  # line: from which column it is left out, and whether all of it is
    walk = Walk(text)
    while walk.broken:
        fault, line = walk.broken
        if not any(_same(one, fault, line, lines) for one, _path in broken):
            broken.append((fault, walk.path(*fault.place)))
        if line in cut and cut[line][1]:
            line = fault.line
        if len(cut) == MOST_BREAKS or len(text) > MOST_CHARACTERS or (line in cut and cut[line][1]):
            break
        if above := block_above(lines, line):
            cut.setdefault(above, (indent(lines[above - 1]) + 1, False))  # its text is what is broken
        cut[line] = _leave_out(lines, line, whole=line in cut)
        walk = Walk("\n".join(lines))
    gaps = {
        gap
        for line, (column, whole) in cut.items()
        for gap in _gaps(walk.path(line, column), whole and not lines[line - 1].strip())
    }
    more = [(one, walk.path(*one.place)) for one in walk.faults if not (broken and one.rule in _OF_ALL)]
    faults = sorted((*broken, *more), key=lambda one: one[0].place)
    return Recovered(walk, faults, walk.gaps | gaps, bool(broken))


def _same(told: Fault, fault: Fault, line: int, lines: list[str]) -> bool:
    """Whether a break is told already: in a value that begins before it, or all between them is left out."""
    if line <= told.line <= fault.line:
        return True
    return told.message == fault.message and not any(
        one.strip(" -") for one in lines[told.line - 1 : line - 1]
    )


def _gaps(path: Path, whole: bool) -> Iterator[Path]:
    """What is not known: the value at a path; where nothing of a line is left, fields there or beside it."""
    if not whole:
        yield path
        return
    yield (*path, "")
    if path and isinstance(path[-1], str):
        yield (*path[:-1], "")


def _leave_out(lines: list[str], number: int, *, whole: bool) -> tuple[int, bool]:
    """Leaves a value out, or the whole line but its dashes, with all that is indented further.

    Gives the column from 1 where something is missing now, and whether the whole line is.
    """
    line = lines[number - 1]
    named = None if whole else _NAMED.match(line)
    if named:
        edge, kept, column = len(named[1]), named[0], len(named[1]) + 1
    else:
        kept = _DASHES.match(line)[0]  # type: ignore[index]
        above = next((one for one in lines[number - 2 :: -1] if one.strip()), "") if number > 1 else ""
        # A line that stands too far left takes nothing along of the fields that go on below it.
        edge, column = max(indent(line), len(_DASHES.match(above)[0])), len(kept) + 1  # type: ignore[index]
    lines[number - 1] = kept.rstrip()
    for below in range(number, len(lines)):
        if lines[below].strip() and indent(lines[below]) <= edge and not _CLOSING.fullmatch(lines[below]):
            break
        lines[below] = ""
    return column, not named
