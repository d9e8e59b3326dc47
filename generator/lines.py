"""Looking at the lines of an entry's text, and at what libyaml's events say of them."""

from __future__ import annotations

import re
from typing import Any

from yaml.events import ScalarEvent

MOST_LINES = 60  # of an item that are looked at to see whether it is one


def text_of(event: Any) -> str:
    """The text of a scalar. The line end that | and > leave at the end of it is nobody's intention."""
    value: str = event.value
    return value.rstrip("\n") if event.style in ("|", ">") else value


def start(event: Any) -> tuple[int, int]:
    """Line and column of an event, from 1."""
    return event.start_mark.line + 1, event.start_mark.column + 1


def indent(line: str) -> int:
    """By how many spaces a line is indented."""
    return len(line) - len(line.lstrip(" "))


_BLOCK = re.compile(r"[^#]*: +[|>][+-]? *")


def block_above(lines: list[str], line: int) -> int:
    """The line above, if it ends with the | or > of a text that has not begun; else 0."""
    above = next((one for one in range(line - 1, 0, -1) if lines[one - 1].strip()), 0)
    return above if above and _BLOCK.fullmatch(lines[above - 1]) else 0


def names_below(lines: list[str], line: int, column: int) -> set[str]:
    """The names of fields that begin in a column, from a line on, up to the first line further left."""
    names = set()
    for text in lines[line - 1 : line + MOST_LINES]:
        if text.strip() and indent(text) < column - 1:
            break
        if named := re.match(r"([\w-]+):(?: |$)", text[column - 1 :]):
            names.add(named[1])
    return names


def runs_on(event: Any, lines: list[str]) -> bool:
    """True if a quoted text goes on at the left edge of its own line or further left: it was not closed."""
    if not is_quoted(event) or event.start_mark.line == event.end_mark.line:
        return False
    line, column = start(event)
    edge = indent(lines[line - 1])
    if edge == column - 1:
        return False  # it stands on a line of its own, under its field
    return any(below.strip() and indent(below) <= edge for below in lines[line : event.end_mark.line + 1])


def is_quoted(event: Any) -> bool:
    """Whether an event is a text in quotes."""
    return isinstance(event, ScalarEvent) and event.style in {'"', "'"}
