"""One pass over libyaml's events: a text becomes plain values and a mirror of them that knows each place.

A plain load would follow anchors, aliases, tags and any depth; here all of that is refused before it is built
(design, "Safe by default"). Nothing recurses, and no scalar gets a type: it stays the text that was typed.
"""

from __future__ import annotations

import re
from sys import intern
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

from generator import characters, faults, lines
from generator.faults import IN_QUOTES, MOST_FAULTS, Fault
from generator.node import Node, place_of, steps_to
from generator.syntax import explain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.problem import Path

MOST_DEEP = 12
MOST_EVENTS = 200_000  # four times as many as 1 MiB of real entries has: 1 MiB of `{a},` would cost seconds
MOST_IN_WORD = 24

_STARTS = {MappingStartEvent, SequenceStartEvent}
_ENDS = {MappingEndEvent, SequenceEndEvent}
_NO_NAMES = {"", "<<"}
_OUTER = 3  # how long the path of a value is in which others are nested too deep: claims, 0, answers
_COMMENT = re.compile(r" +#[^ #]")
_IF_TEXT = f"If it belongs to the text: {faults.in_sentence(IN_QUOTES)}"


class Walk:
    """What one pass found.

    root, value  the fields and their places, as far as the walk came; None where the text has no fields
    faults       what was refused, in the order of the text
    gaps         the paths of values that are not known; one that ends with "" stands for any field there
    lost         True if the pass did not come to the end of an entry
    broken       the fault at which YAML breaks, and the line on which the broken value begins
    """

    def __init__(self, text: str) -> None:
        self.root: Node | None = None
        self.value: dict[str, Any] | None = None
        self.faults: list[Fault] = []
        self._unknown: list[tuple[Fault, str]] = []
        self.lost = False
        self.broken: tuple[Fault, int] | None = None

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

    @property
    def gaps(self) -> frozenset[Path]:
        """The paths of the values that are not known."""
        return frozenset(gap for fault, what in self._unknown for gap in self._gaps(*fault.place, what))

    def _gaps(self, line: int, column: int, what: str) -> Iterator[Path]:
        steps = steps_to(self.root, line, column)
        yield tuple(steps[:_OUTER] if what == "outer" else steps)
        if what.endswith("fields"):
            yield (*steps[: -2 if what.startswith("outer") else -1], "")

    def path(self, line: int, column: int) -> Path:
        """The field at a place or around it, in words that can be seen."""
        steps = steps_to(self.root, line, column)
        if steps[-1:] == [""]:
            steps.pop()
        unseen = (isinstance(one, str) and not one.isprintable() for one in steps)
        return tuple(faults.short(str(one)) if bad else one for one, bad in zip(steps, unseen, strict=True))

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
                self.lost = True
                self._refuse(
                    "too-large", event, "The file holds more fields and values than fit.", "Shorten it."
                )
        except YAMLError as error:
            self._break(explain(error, event, self._lines))
        if values and isinstance(values[0], dict):
            self.root, self.value = nodes[0], values[0]
        elif self._ended and not self.faults:
            self._no_fields(nodes, values)

    def _add(self, fault: Fault, unknown: str = "value") -> None:
        """Adds a fault; `unknown`: what is lost by it: the "value", "fields", the "outer" ones, or ""."""
        if unknown:
            self._unknown.append((fault, unknown))
        self.faults.append(fault)
        if len(self.faults) == MOST_FAULTS:
            self.faults.append(faults.too_many(fault.line, fault.column))
            self.lost = self._done = True

    def _refuse(self, rule: str, event: Any, message: str, mend: str, unknown: str = "value") -> None:
        self._add(Fault(rule, *lines.start(event), message, mend), unknown)

    def _break(self, fault: Fault) -> None:
        """Ends the pass where YAML breaks."""
        around = [node for _values, node in self._around[1:]] + [self._node]
        flow = next(
            (one.line for one in around if self._lines[one.line - 1][one.column - 1 :][:1] in "[{"), 0
        )
        self.broken = (fault, flow or fault.line)
        self._done = True

    # The events

    def _scalar(self, event: Any) -> None:
        if event.style or event.tag is not None or event.anchor is not None or self._hashes:
            self._look_at_scalar(event)
        keys = self._node.keys
        if self._name is None and keys is not None:
            name = event.value
            if name in keys or name in _NO_NAMES or name.isdigit() or not name.isprintable():
                self._look_at_name(event)
            else:
                self._take_name(name, event)
        else:
            mark, value = event.start_mark, lines.text_of(event)
            if len(value) <= MOST_IN_WORD:
                value = intern(value)  # a word, date or name that other claims have too: kept once
            self._put(value, Node(mark.line + 1, mark.column + 1))

    def _open(self, event: Any) -> None:
        """A list or fields begin."""
        if event.anchor is not None or event.tag is not None:
            self._look_at_marks(event)
        line, column = lines.start(event)
        if self._name is None and self._node.keys is not None:
            message = "A list or fields stand where the name of a field has to stand."
            self._refuse("field-name", event, message, f"Write `field: value`. {_IF_TEXT}", "fields")
            self._skip()
            self._take_name("", event)
        elif len(self._around) == MOST_DEEP:
            message = f"This stands more than {MOST_DEEP} deep in lists and fields."
            self._refuse("nesting", event, message, "Write it less nested.", "outer")
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
        message = f"*{faults.short(event.anchor)} refers to another value."
        named = self._name is None and self._node.keys is not None
        unknown = "fields" if named else "value"
        self._refuse("alias", event, message, f"Write that value out. {_IF_TEXT}", unknown)
        if named:
            self._take_name("", event)
        else:
            self._put("", Node(*lines.start(event)))

    def _document(self, event: Any) -> None:
        if self._entered:
            mend = "Write each entry into a file of its own, and take the line `---` out."
            self._refuse("many-documents", event, "A second entry begins here.", mend, "")
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
            self._add(Fault("top-level", *place_of(nodes[0]), message, mend))

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
        name = intern(name)  # the same ones stand in every file: kept once
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
        if name.isdigit() and self._cut_number(event):
            return
        if name in keys and self._next_item(event):
            self._take_name(name, event)
            return
        # Names stay in the order of their places, as `path` needs them.
        line, _ = keys.pop(name, (0, 0))
        if not name:
            mend = "Write `field: value`."
            self._refuse("field-name", event, "The name of the field is missing.", mend, "fields")
        elif not name.isprintable():
            message = f"The name of the field, {faults.short(name)}, holds a character that is not seen."
            self._refuse("field-name", event, message, "Type the name anew.", "fields")
        elif name == "<<":
            message = "<< takes over the fields of another value."
            self._refuse("merge-key", event, message, "Write the fields out.", "fields")
        elif line:
            first = self._firsts.setdefault((self._node, name), line)
            message = f"The field {faults.short(name)} stands twice: first on line {first}."
            self._refuse("duplicate-key", event, message, "Keep one of them.", "")
        self._take_name(name, event)

    def _cut_number(self, event: Any) -> bool:
        """Whether a name is the end of a number that a comma cut: `{price: 30,000}`; made whole then."""
        line, column = event.start_mark.line, event.start_mark.column
        last = next(reversed(self._node.keys or {}), "")
        whole = f"{self._values.get(last)},{event.value}"
        around = self._lines[line][:column], self._lines[line][column + len(event.value) :].lstrip()
        if not (faults.CUT.search(whole) and around[0].endswith(",") and around[1].startswith((",", "}"))):
            return False
        self._next()  # the empty value of what seemed a name
        self._values[last] = whole
        fault = faults.cut_number(whole, *place_of(self._node.children[last]))  # type: ignore[call-overload,index]
        if self.faults and self.faults[-1].place == fault.place:
            self.faults[-1] = fault
        else:
            self._add(fault)
        return True

    def _next_item(self, event: Any) -> bool:
        """Whether fields begin anew at a name: an item of a list without its dash. Then it is read as one."""
        (line, column), (values, node) = lines.start(event), self._around[-1]
        keys = self._node.keys or {}
        below = lines.names_below(self._lines, line, column)
        if len(keys.keys() & below) < max(2, len(below) / 2):
            return False
        first, name = keys[event.value][0], faults.short(event.value)
        self._values, self._node = {}, Node(line, column, {}, {})
        if isinstance(node.children, list) and len(self._around) > 1:
            message = (
                f"Here a new item of the list begins without its dash: {name} stands on line {first} already."
            )
            self._refuse("duplicate-key", event, message, faults.WITH_DASH, "")
            values.append(self._values)
            node.children.append(self._node)
        else:
            message = f"From here on the fields stand twice: {name} is on line {first} already."
            self._refuse("duplicate-key", event, message, faults.WITH_NAME, "outer fields")
        return True

    def _look_at_marks(self, event: Any) -> None:
        if event.anchor is not None:
            message = f"&{faults.short(event.anchor)} marks a value to be used again."
            self._refuse("anchor", event, message, f"Take the mark out. {_IF_TEXT}", "")
        if event.tag is not None:
            message = "The ! before a value gives it a YAML type."
            self._refuse("tag", event, message, f"Take it out: every value is text. {_IF_TEXT}", "")

    def _look_at_scalar(self, event: Any) -> None:
        """A text in quotes or on several lines, with a mark, or in a file where # stands before a word."""
        self._look_at_marks(event)
        if event.style == '"' and (sign := next(characters.refused_in(event.value), None)):
            rule, what, mend = characters.described(sign[0])
            self._refuse(rule, event, f"This text holds {what}, written with a backslash.", mend)
        if event.style and lines.runs_on(event, self._lines):
            self._break(faults.unclosed_quote(*lines.start(event)))
        end = event.end_mark
        if event.style or end.line == len(self._lines):  # nothing comes after the end of the text
            return
        if hidden := _COMMENT.match(self._lines[end.line], end.column):
            message = "Here a comment begins, so the text ends before it."
            mend = f"If # belongs to the text: {faults.in_sentence(IN_QUOTES)} Else write a space after it."
            self._add(Fault("comment", end.line + 1, hidden.end() - 1, message, mend))
