"""A file that was read: its text, its values and the place of each."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from generator.characters import cleaned, decode, refused
from generator.node import Node
from generator.problem import Place
from generator.recover import recovered
from generator.walk import Walk

if TYPE_CHECKING:
    from generator.problem import Path


FEW = 4
"""So many places are looked up in the item of a list alone, before the tree of its file is grown again."""


class Tree(NamedTuple):
    """What a file holds.

    value  its fields: dictionaries, lists and texts; an empty value is ""
    node   the places of all that
    """

    value: dict[str, Any]
    node: Node


def tree_of(walk: Walk) -> Tree | None:
    """What a pass over a text found; None where it has no fields."""
    if walk.broken or walk.lost or walk.root is None or walk.value is None:
        return None
    return Tree(walk.value, walk.root)


@dataclass(eq=False)
class Document:
    """A file that was read. Its tree takes ten times the room of its text: it can be left and grown again.

    file   its name as people see it
    data   its bytes
    gaps   the paths of values that are not known, because what stands there was refused; one that ends with
           "" stands for any field there
    lines  name of each list among its fields → the lines on which the items of the list begin
    """

    file: str
    data: bytes = field(repr=False)
    gaps: frozenset[Path] = frozenset()
    lines: dict[str, tuple[int, ...]] = field(default_factory=dict, repr=False)
    tree: Tree | None = field(default=None, repr=False)
    _asked: int = field(default=0, repr=False)

    @property
    def text(self) -> str:
        """The whole text, without byte order mark, lines ended by a line feed."""
        return decode(self.data)

    @property
    def value(self) -> dict[str, Any]:
        """Its fields."""
        return self._grown.value

    @property
    def node(self) -> Node:
        """The places of its fields."""
        return self._grown.node

    @property
    def _grown(self) -> Tree:
        if self.tree is None:
            text = self.text
            self.tree = tree_of(recovered(cleaned(text) if refused(text) else text).walk)
        assert self.tree is not None  # the file was read before
        return self.tree

    def fold(self) -> None:
        """Let go of the tree."""
        self.tree = None

    def leave(self) -> None:
        """Let go of the text too: no more than the lines is known from now on."""
        self.tree, self.data = None, b""

    def place(self, path: Path, *, key: bool = False) -> Place:
        """Where the value at a path stands (with `key`: its name); if it is missing, its nearest ancestor."""
        if self.tree is None and self._asked < FEW:
            self._asked += 1
            if item := self._item(path):
                line, column = _place(item, (path[0], 0, *path[2:]), key=key)
                return Place(self.file, self.lines[str(path[0])][int(path[1])] + line - 2, column)
        return Place(self.file, *_place(self.node, path, key=key))

    def _item(self, path: Path) -> Node | None:
        """The list that a path leads into with the one item in it, below one line; None where in doubt.

        It is a twentieth of the tree, and most who ask for a place ask for no other one.
        """
        name, number = path[:2] if len(path) > 1 else ("", -1)
        starts = self.lines.get(str(name), ())
        if not isinstance(number, int) or not 0 <= number < len(starts) or self.gaps:
            return None
        ends = starts[number + 1] - 1 if number + 1 < len(starts) else None
        lines = self.text.split("\n")[starts[number] - 1 : ends]
        if not lines[0].lstrip(" ").startswith("- "):
            return None
        walk = Walk("\n".join([f"{name}:", *lines]))
        return None if walk.broken or walk.lost or walk.faults else walk.root

    def typed(self, path: Path) -> Path:
        """A path as the file has it: `[name: value]`, a list, may be read as if it were fields."""
        here: Any = self.value
        steps: list[str | int] = []
        for step in path:
            if isinstance(here, list) and isinstance(step, str):
                holding = (n for n, item in enumerate(here) if isinstance(item, dict) and step in item)
                number = next(holding, None)
                if number is not None:
                    steps.append(number)
                    here = here[number]
            steps.append(step)
            known = isinstance(here, dict) and step in here
            known = known or (isinstance(here, list) and isinstance(step, int) and step < len(here))
            here = here[step] if known else None
        return tuple(steps)

    def line(self, number: int) -> str:
        """A line of the text, from 1; "" for one that it does not have."""
        lines = self.text.split("\n", number)
        return lines[number - 1] if 0 < number <= len(lines) else ""


def _place(root: Node, path: Path, *, key: bool) -> tuple[int, int]:
    """Line and column of the value at a path below a node, or of its name."""
    node, line, column = root, root.line, root.column
    for step in path:
        name = None
        if isinstance(node.children, dict) and step in node.children:
            name = node.keys[step] if node.keys and isinstance(step, str) else None
            node = node.children[step]
        elif isinstance(node.children, list) and isinstance(step, int) and 0 <= step < len(node.children):
            node = node.children[step]
        else:
            break
        line, column = name if key and name else (node.line, node.column)
    return line, column
