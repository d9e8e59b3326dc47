"""One pass over libyaml's events: a text becomes plain values and a mirror of them that knows each place.

A plain load would follow anchors, aliases, tags and any depth; here all of that is refused before it is built (design,
"Safe by default"). There is no recursion, and no scalar is given a type: it stays the text that the editor typed.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, Any

from yaml._yaml import CParser
from yaml.error import YAMLError
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from generator import syntax
from generator.syntax import IN_QUOTES, Fault

if TYPE_CHECKING:
    from collections.abc import Callable

    from generator.problem import Path

MOST_DEEP = 12
MOST_FAULTS = 100

REFUSED = "\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef" + "".join(
    chr((plane << 16) + code) for plane in range(17) for code in (0xFFFE, 0xFFFF)
)
"""What no text may hold, as a regular expression's set: controls but the line feed, and what is no character."""

_REFUSED = re.compile(f"[{REFUSED}]")
_COMMENT = re.compile(r" +#[^ ]")
_STARTS = (MappingStartEvent, SequenceStartEvent)
_ENDS = (MappingEndEvent, SequenceEndEvent)


class Node:
    """Mirrors a value and knows its place: line and column from 1, of the value and of each key of a mapping."""

    __slots__ = ("children", "column", "keys", "line")

    def __init__(
        self,
        line: int,
        column: int,
        children: dict[str, Node] | list[Node] | None = None,
        keys: dict[str, tuple[int, int]] | None = None,
    ) -> None:
        self.line = line
        self.column = column
        self.children = children
        self.keys = keys


class Walk:
    """What one pass found.

    root, value  the fields and their places, as far as the walk came; None where the text has no fields
    faults       what was refused, in the order of the text
    lost         True if a value could not be told, so that the fields are not whole
    """

    def __init__(self, text: str) -> None:
        self.root: Node | None = None
        self.value: dict[str, Any] | None = None
        self.faults: list[Fault] = []
        self.lost = False
        self._lines = text.split("\n")
        self._comments = " #" in text
        self._firsts: dict[tuple[int, str], int] = {}
        self._run(CParser(text).get_event)

    def path(self, line: int, column: int) -> Path:
        """The field that a place belongs to, as far as it is known: inside it, or indented further than its name."""
        path: list[str | int] = []
        node = self.root
        while node is not None and node.children:
            if isinstance(node.children, dict):
                names, places = list(node.keys or ()), list((node.keys or {}).values())
                found = bisect_right(places, (line, column)) - 1
                if found < 0 or (line > places[found][0] and column <= places[found][1]):
                    break
                path.append(names[found])
                node = node.children.get(names[found])
            else:
                found = bisect_right(node.children, (line, column), key=lambda item: (item.line, item.column)) - 1
                if found < 0 or (line > node.children[found].line and column < node.children[found].column - 1):
                    break
                path.append(found)
                node = node.children[found]
        return tuple(path[:-1] if path and path[-1] == "" else path)

    def _run(self, next_event: Callable[[], Any]) -> None:
        """Builds values and nodes side by side. The hot loop of reading, so it stands in one piece."""
        top: list[Any] = []
        nodes: list[Node] = []
        values: Any = top  # of the innermost open collection; likewise the next three
        children: Any = nodes
        keys: dict[str, tuple[int, int]] | None = None
        key: str | None = None  # the name in a mapping that waits for its value
        around: list[tuple[Any, Any, dict[str, tuple[int, int]] | None]] = []
        documents = 0
        event: Any = None
        value: Any
        try:
            while len(self.faults) < MOST_FAULTS:
                event = next_event()
                kind = type(event)
                if kind in _ENDS:
                    values, children, keys = around.pop()
                    continue
                mark = event.start_mark
                place = (mark.line + 1, mark.column + 1)
                naming = keys is not None and key is None
                if kind is ScalarEvent:
                    value, node = event.value, Node(*place)
                    if event.style or event.tag is not None or event.anchor is not None or self._comments:
                        self._look_at(event)
                elif kind in _STARTS or kind is AliasEvent:
                    self._look_at_mark(event)
                    if naming or len(around) == MOST_DEEP or kind is AliasEvent:
                        ...
                elif kind is DocumentStartEvent:
                    ...
                elif kind is StreamEndEvent:
                    break
        except YAMLError as error:
            ...
