"""One pass over libyaml's events: a text becomes plain values and a mirror of them that knows each place.

A plain load would follow anchors, aliases, tags and any depth; here all of that is refused before it is built
(design, "Safe by default"). Nothing recurses, and no scalar gets a type: it stays the text that was typed.
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
    StreamStartEvent,
)

from generator import characters, syntax
from generator.syntax import IN_QUOTES, MOST_FAULTS, Fault

if TYPE_CHECKING:
    from generator.problem import Path

MOST_DEEP = 12
MOST_EVENTS = 200_000  # four times as many as 1 MiB of real entries has: 1 MiB of `{a},` would cost seconds

_STARTS = {MappingStartEvent, SequenceStartEvent}
_ENDS = {MappingEndEvent, SequenceEndEvent}
_NO_NAMES = {"", "<<"}
_COMMENT = re.compile(r" +#[^ #]")
_IF_TEXT = f"If it belongs to the text: {syntax.in_sentence(IN_QUOTES)}"


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


def _place_of(node: Node) -> tuple[int, int]:
    return node.line, node.column


class Walk:
    """What one pass found.

    root, value  the fields and their places, as far as the walk came; None where the text has no fields
    faults       what was refused, in the order of the text
    lost         True if some value is not known
    """

    def __init__(self, text: str) -> None:
        self.root: Node | None = None
        self.value: dict[str, Any] | None = None
        self.faults: list[Fault] = []
        self.lost = False

        self._lines = text.split("\n")
        self._hashes = re.search(" #[^ #\n]", text) is not None
        self._firsts: dict[tuple[Node, str], int] = {}  # of a field given twice: the line of the first
        self._entered = self._ended = self._done = False
        # The innermost open collection (outermost is a list for the text's one value), the name in it that
        # waits for its value, and the collections around it.
        self._values: Any = []
        self._node = Node(1, 1, [])
        self._name: str | None = None
        self._around: list[tuple[Any, Node]] = []
        self._next = CParser(text).get_event
        self._run()

    def path(self, line: int, column: int) -> Path:
        """The field at a place or around it: the nearest name before it that is indented less."""
        place = (line, column)
        path: list[str | int] = []
        node = self.root
        while node is not None and (node.children or node.keys):
            if isinstance(node.children, dict):
                places = list((node.keys or {}).values())
                found = bisect_right(places, place) - 1
                if found < 0 or (line > places[found][0] and column <= places[found][1]):
                    break
                name = list(node.keys or ())[found]
                path.append(name if name.isprintable() else syntax.short(name))
                node = node.children.get(name)
            else:
                items = node.children or []
                found = bisect_right(items, place, key=_place_of) - 1
                item = items[found]
                if found < 0 or (line > item.line and column < item.column - 1):
                    break
                path.append(found)
                node = item
        return tuple(path[:-1] if path and path[-1] == "" else path)

    def _run(self) -> None:
        act = {
            ScalarEvent: self._scalar,
            MappingStartEvent: self._open,
            SequenceStartEvent: self._open,
            MappingEndEvent: self._close,
            SequenceEndEvent: self._close,
            AliasEvent: self._alias,
            DocumentStartEvent: self._document,
            StreamEndEvent: self._end,
        }
        nodes: Any = self._node.children
        values = self._values
        event: Any = StreamStartEvent()
        try:
            for _ in range(MOST_EVENTS):
                event = self._next()
                if (do := act.get(type(event))) is not None:
                    do(event)
                if self._done:
                    break
            else:
                self._refuse(
                    "too-large", event, "The file holds more fields and values than fit.", "Shorten it."
                )
        except YAMLError as error:
            fault = syntax.explain(error, event, self._lines)
            self.lost = True
            if not self.faults or self.faults[-1].place != fault.place:
                self._add(fault)
        if values and isinstance(values[0], dict):
            self.root, self.value = nodes[0], values[0]
        elif self._ended and not self.faults:
            self._no_fields(nodes, values)

    def _add(self, fault: Fault, *, lost: bool = True) -> None:
        self.lost = self.lost or lost
        self.faults.append(fault)
        if len(self.faults) == MOST_FAULTS:
            self.faults.append(syntax.too_many(fault.line, fault.column))
            self.lost = self._done = True

    def _refuse(self, rule: str, event: Any, message: str, mend: str, *, lost: bool = True) -> None:
        mark = event.start_mark
        self._add(Fault(rule, mark.line + 1, mark.column + 1, message, mend), lost=lost)

    # The events

    def _scalar(self, event: Any) -> None:
        if event.style or event.tag is not None or event.anchor is not None or self._hashes:
            self._look_at_scalar(event)
        keys = self._node.keys
        if self._name is None and keys is not None:
            if event.value in keys or event.value in _NO_NAMES or not event.value.isprintable():
                self._look_at_name(event)
            self._take_name(event.value, event)
        else:
            mark = event.start_mark
            self._put(event.value, Node(mark.line + 1, mark.column + 1))

    def _open(self, event: Any) -> None:
        """A list or fields begin."""
        if event.anchor is not None or event.tag is not None:
            self._look_at_marks(event)
        line, column = syntax.start(event)
        if self._name is None and self._node.keys is not None:
            message = "A list or fields stand where the name of a field has to stand."
            self._refuse("field-name", event, message, f"Write `field: value`. {_IF_TEXT}")
            self._skip()
            self._take_name("", event)
        elif len(self._around) == MOST_DEEP:
            message = f"This stands more than {MOST_DEEP} deep in lists and fields."
            self._refuse("nesting", event, message, "Write it less nested.")
            self._skip()
            self._put("", Node(line, column))
        else:
            mapping = type(event) is MappingStartEvent
            values: Any = {} if mapping else []
            node = Node(line, column, {}, {}) if mapping else Node(line, column, [])
            self._put(values, node)
            self._around.append((self._values, self._node))
            self._values, self._node = values, node

    def _close(self, event: Any) -> None:
        self._values, self._node = self._around.pop()

    def _alias(self, event: Any) -> None:
        message = f"*{syntax.short(event.anchor)} refers to another value."
        self._refuse("alias", event, message, f"Write that value out. {_IF_TEXT}")
        if self._name is None and self._node.keys is not None:
            self._take_name("", event)
        else:
            self._put("", Node(*syntax.start(event)))

    def _document(self, event: Any) -> None:
        if self._entered:
            mend = "Write each entry into a file of its own, and take the line `---` out."
            self._refuse("many-documents", event, "A second entry begins here.", mend)
            self._done = True
        self._entered = True

    def _end(self, event: Any) -> None:
        self._ended = self._done = True

    def _no_fields(self, nodes: list[Node], values: list[Any]) -> None:
        """The text was read to its end, and its top is no mapping."""
        if not values or values == [""]:
            mend = "Write the fields of an entry, or delete the file."
            self._add(Fault("empty-file", 1, 1, "The file is empty.", mend))
        else:
            message = f"The file is {'a list' if isinstance(values[0], list) else 'one text'}, not fields."
            mend = "Write `field: value` on each line, with a space after the colon."
            self._add(Fault("top-level", *_place_of(nodes[0]), message, mend))

    # Building

    def _put(self, value: Any, node: Node) -> None:
        """Adds a value, with its node, to the innermost open collection."""
        children: Any = self._node.children
        if self._name is None:
            self._values.append(value)
            children.append(node)
        else:
            self._values[self._name] = value
            children[self._name] = node
            self._name = None

    def _take_name(self, name: str, event: Any) -> None:
        """Takes the name of the next field."""
        mark, keys = event.start_mark, self._node.keys
        assert keys is not None
        keys[name] = (mark.line + 1, mark.column + 1)
        self._name = name

    def _skip(self) -> None:
        """Passes over a collection that has begun; gives up on a deep one, where libyaml gets slow."""
        depth = 1
        while depth and not self._done:
            kind = type(self._next())
            depth += (kind in _STARTS) - (kind in _ENDS)
            self._done = depth > MOST_DEEP

    # Looking closer, at the few that need it

    def _look_at_name(self, event: Any) -> None:
        """A name that may not be. The last of two fields of one name is kept."""
        name, keys = event.value, self._node.keys or {}
        # Names stay in the order of their places, as `path` needs them.
        line, _ = keys.pop(name, (0, 0))
        if not name:
            self._refuse("field-name", event, "The name of the field is missing.", "Write `field: value`.")
        elif not name.isprintable():
            message = f"The name of the field, {syntax.short(name)}, holds a character that is not seen."
            self._refuse("field-name", event, message, "Type the name anew.")
        elif name == "<<":
            message = "<< takes over the fields of another value."
            self._refuse("merge-key", event, message, "Write the fields out.")
        else:
            first = self._firsts.setdefault((self._node, name), line)
            message = f"The field {syntax.short(name)} stands twice: first on line {first}."
            mend = "Keep one of them; if a new item of a list begins here, write a dash before it."
            self._refuse("duplicate-key", event, message, mend, lost=False)

    def _look_at_marks(self, event: Any) -> None:
        if event.anchor is not None:
            message = f"&{syntax.short(event.anchor)} marks a value to be used again."
            self._refuse("anchor", event, message, f"Take the mark out. {_IF_TEXT}", lost=False)
        if event.tag is not None:
            message = "The ! before a value gives it a YAML type."
            self._refuse("tag", event, message, f"Take it out: every value is text. {_IF_TEXT}", lost=False)

    def _look_at_scalar(self, event: Any) -> None:
        """A text in quotes or on several lines, with a mark, or in a file where # stands before a word."""
        self._look_at_marks(event)
        if event.style == '"' and (sign := next(characters.refused_in(event.value), None)):
            rule, what, mend = characters.described(sign[0])
            self._refuse(rule, event, f"This text holds {what}, written with a backslash.", mend)
        if event.style and syntax.runs_on(event, self._lines):
            self._add(syntax.unclosed_quote(*syntax.start(event)))
        end = event.end_mark
        if event.style or end.line == len(self._lines):  # nothing comes after the end of the text
            return
        if hidden := _COMMENT.match(self._lines[end.line], end.column):
            message = "Here a comment begins, so the text ends before it."
            mend = f"If # belongs to the text: {syntax.in_sentence(IN_QUOTES)} Else write a space after it."
            self._add(Fault("comment", end.line + 1, hidden.end() - 1, message, mend))
