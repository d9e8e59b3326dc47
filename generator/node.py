"""The places of values: a mirror of what a file holds, and which field stands at a place."""

from __future__ import annotations

from bisect import bisect_right


class Node:
    """Mirrors a value and knows places: line and column from 1, its own and of each key of a mapping."""

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


def place_of(node: Node) -> tuple[int, int]:
    """Line and column of a value."""
    return node.line, node.column


def steps_to(root: Node | None, line: int, column: int) -> list[str | int]:
    """The way to the field at a place or around it: the nearest name before it that is indented less."""
    place = (line, column)
    steps: list[str | int] = []
    node = root
    while node is not None and (node.children or node.keys):
        if isinstance(node.children, dict):
            places = list((node.keys or {}).values())
            found = bisect_right(places, place) - 1
            if found < 0 or (line > places[found][0] and column <= places[found][1]):
                break
            name = list(node.keys or ())[found]
            steps.append(name)
            node = node.children.get(name)
        else:
            items = node.children or []
            found = bisect_right(items, place, key=place_of) - 1
            item = items[found]
            if found < 0 or (line > item.line and column < item.column - 1):
                break
            steps.append(found)
            node = item
    return steps
