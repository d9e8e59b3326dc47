"""A YAML file of a stranger -> its texts, each with its line and column, or what is wrong with it.

Rules of the design, "Safe by default": a regular file, at most 1 MiB, strict UTF-8, no control characters; then one
pass over libyaml's events that refuses what a plain load would follow (anchors, aliases, tags, several documents, deep
nesting, duplicate keys) before anything is built. Every scalar stays the text that the editor typed.
"""

from __future__ import annotations

import os
import re
import stat
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from yaml.cyaml import CParser  # type: ignore[attr-defined]
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
from generator.problem import Place, Problem
from generator.syntax import IN_QUOTES, Fault

if TYPE_CHECKING:
    import pathlib
    from collections.abc import Callable

    from generator.problem import Path

MOST_BYTES = 1 << 20
MOST_DEEP = 12
MOST_FAULTS = 100

RULES = {
    "not-a-file": "An entry is a regular file that can be read: no link, no folder, no device.",
    "too-large": "A file has at most 1 MiB, so that reading stays fast whatever it holds.",
    "encoding": "A file is UTF-8, so that no character is guessed.",
    "control-character": "A text holds no control characters, line separators or codes that are no characters.",
    "tab": "A file holds spaces, not tabs: in YAML a tab at the start of a line breaks it, elsewhere it is lost.",
    "directive": "No line begins with %: that would be an instruction to YAML, not a field.",
    "empty-file": "An entry has at least one field.",
    "top-level": "An entry is fields at its top: not a list, not a text.",
    "yaml-syntax": "A file is valid YAML.",
    "duplicate-key": "A field stands once, so that no value silently replaces another.",
    "field-name": "The name of a field is a text, not a list, not fields, not nothing.",
    "anchor": "No value is marked with & to be used again.",
    "alias": "No value is a reference (*name): such references can grow without end.",
    "merge-key": "No fields are taken over with <<: each stands where it is read.",
    "tag": "No value has a YAML type (!name): every value is text.",
    "comment": "No text is lost because # begins a comment inside it.",
    "many-documents": "A file holds one entry: no second one after ---.",
    "nesting": "Fields and lists stand at most 12 deep in each other.",
    "too-many": "Reading stops after 100 problems in a file.",
}
"""Each rule of this module and what it guards."""

_IN_TEXT = "[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff%s]" % "".join(
    chr((plane << 16) + code) for plane in range(1, 17) for code in (0xFFFE, 0xFFFF)
)
_REFUSED = re.compile(_IN_TEXT)
_REFUSED_IN_FILE = re.compile(rf"{_IN_TEXT}|(?m:^%)")
_COMMENT = re.compile(r"[ ]+#[^ \n]")
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


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
        self.line, self.column, self.children, self.keys = line, column, children, keys


@dataclass(frozen=True, slots=True)
class Document:
    """A file that was read.

    file   as people see it
    text   the whole text, without byte order mark, lines ended by a line feed
    value  its fields: dictionaries, lists and texts; an empty value is ""
    node   the places of all that
    """

    file: str
    text: str
    value: dict[str, Any]
    node: Node

    def place(self, path: Path, *, key: bool = False) -> Place:
        """Where the value at a path stands, or its name with `key`; else its nearest ancestor's place."""
        node, line, column = self.node, self.node.line, self.node.column
        for step in path:
            name: tuple[int, int] | None = None
            if isinstance(node.children, dict) and isinstance(step, str) and step in node.children:
                name = node.keys[step] if node.keys else None
                node = node.children[step]
            elif isinstance(node.children, list) and isinstance(step, int) and 0 <= step < len(node.children):
                node = node.children[step]
            else:
                break
            line, column = name if key and name else (node.line, node.column)
        return Place(self.file, line, column)

    def line(self, number: int) -> str:
        """A line of the text, from 1; "" for one that it does not have."""
        lines = self.text.split("\n")
        return lines[number - 1] if 0 < number <= len(lines) else ""


def read(path: pathlib.Path, shown: str) -> tuple[Document | None, list[Problem]]:
    """The document in a file and what is wrong with it; `shown` is the file's name for people. Never raises."""
    data = _load(path)
    return parse(data, shown) if isinstance(data, bytes) else (None, [_problem(shown, data)])


def parse(data: bytes, shown: str) -> tuple[Document | None, list[Problem]]:
    """The document in some bytes and what is wrong with it. Never raises.

    A document comes with problems where all of its values are known nevertheless (a field given twice, an
    unused mark), so that they can be checked in the same run.
    """
    if len(data) > MOST_BYTES:
        return None, [_problem(shown, _TOO_LARGE)]
    if data.startswith(_UTF16) or b"\0" in data[:2]:
        fault = Fault("encoding", 1, 1, "The file is UTF-16 or UTF-32, not UTF-8.", "Save the file as UTF-8.")
        return None, [_problem(shown, fault)]
    text = _text(data)
    faults = _refused_characters(text)
    # With refused characters, the rest is walked only to tell which fields they stand in.
    walk = _Walk(_REFUSED.sub(" ", text) if faults else text)
    faults = faults or walk.faults
    problems = [_problem(shown, fault, _path_at(walk.root, fault.line, fault.column)) for fault in faults]
    if walk.lost or faults is not walk.faults or walk.root is None:
        return None, problems
    return Document(shown, text, walk.value, walk.root), problems


def text_to_quote(path: pathlib.Path) -> str:
    """The text of a file, for `quote`, whatever is wrong with it; "" if it cannot be read."""
    data = _load(path)
    return _text(data[:MOST_BYTES]) if isinstance(data, bytes) else ""


def quote(document_text: str, place: Place) -> str:
    """The line of a place and, under it, a caret at its column: two lines, or "" where there is no such line.

    Long lines are cut around the column. What would move or hide characters in a terminal is shown as one sign.
    """
    lines = document_text.split("\n")
    if not 0 < place.line <= len(lines):
        return ""
    line = lines[place.line - 1].rstrip("\r")
    column = min(place.column - 1, len(line))
    first = column - 60 if column > 70 else 0
    before, after = line[first:column], line[column : first + 100]
    before, after = ("…" if first else "") + _visible(before), _visible(after)
    cut = "…" if first + 100 < len(line) else ""
    return f"{before}{after}{cut}\n{' ' * sum(map(_width, before))}^"


def _visible(text: str) -> str:
    return "".join("�" if unicodedata.category(sign) in _UNSEEN and sign != "\t" else sign for sign in text).replace(
        "\t", "→"
    )


_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})


def _width(sign: str) -> int:
    """How many columns of a terminal a character takes."""
    if unicodedata.category(sign) in {"Mn", "Me"}:
        return 0
    return 2 if unicodedata.east_asian_width(sign) in {"W", "F"} else 1


def _problem(shown: str, fault: Fault, path: Path = ()) -> Problem:
    return Problem(fault.rule, Place(shown, fault.line, fault.column), fault.message, fault.mend, path)


# Files and bytes


_TOO_LARGE = Fault("too-large", 1, 1, "The file is larger than 1 MiB.", "Split it, or take out what is no text.")

_KINDS = (
    (stat.S_ISLNK, "a symbolic link"),
    (stat.S_ISDIR, "a folder"),
    (stat.S_ISFIFO, "a pipe"),
    (stat.S_ISSOCK, "a socket"),
)


def _load(path: pathlib.Path) -> bytes | Fault:
    """The bytes of a regular file, one more than allowed at most."""
    try:
        mode = path.lstat().st_mode
        if not stat.S_ISREG(mode):
            kind = next((words for fits, words in _KINDS if fits(mode)), "a device")
            return Fault("not-a-file", 1, 1, f"This is {kind}, not a file.", "Put the file itself here.")
        # The flags hold even if something else takes the file's place in this moment.
        flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        with open(os.open(path, flags), "rb") as file:  # noqa: PTH123 - pathlib cannot open with flags
            return file.read(MOST_BYTES + 1)
    except FileNotFoundError:
        return Fault("not-a-file", 1, 1, "There is no such file (any more).", "Put it back, or build again.")
    except PermissionError:
        return Fault("not-a-file", 1, 1, "The file may not be read.", "Give yourself the right to read it.")
    except (OSError, ValueError):
        return Fault("not-a-file", 1, 1, "The file cannot be read.", "See whether it opens in an editor.")


def _text(data: bytes) -> str:
    """UTF-8 as text; bytes that are not UTF-8 become lone surrogates, which UTF-8 itself never gives."""
    return data.decode("utf-8", "surrogateescape").removeprefix("\ufeff").replace("\r\n", "\n")


def _refused_characters(text: str) -> list[Fault]:
    """The first refused character of each line."""
    faults: list[Fault] = []
    line, counted = 1, 0
    for match in _REFUSED_IN_FILE.finditer(text):
        start = match.start()
        line += text.count("\n", counted, start)
        counted = start
        if faults and faults[-1].line == line:
            continue
        column = start - text.rfind("\n", 0, start)
        if len(faults) == MOST_FAULTS:
            return [*faults, _too_many(line, column)]
        rule, what, mend = _described(match[0])
        faults.append(Fault(rule, line, column, f"Here stands {what}.", mend))
    return faults


def _too_many(line: int, column: int) -> Fault:
    return Fault("too-many", line, column, "There are more problems from here on.", "Mend the ones above first.")


def _described(sign: str) -> tuple[str, str, str]:
    """The rule that a refused character breaks, what it is and what to write instead."""
    code = ord(sign)
    if sign == "\t":
        return "tab", "a tab", "Write spaces instead."
    if sign == "%":
        return "directive", "a % at the start of the line, which YAML takes for an instruction", (
            "Take the line out; if it belongs to a text, indent it or put the text in quotes."
        )
    if 0xDC80 <= code <= 0xDCFF:
        byte = bytes([code - 0xDC00])
        meant = byte.decode("cp1252", "ignore")
        guess = f" (it would be {meant} in Windows-1252)" if meant else ""
        return "encoding", f"the byte {byte.hex().upper()}, which is not UTF-8{guess}", "Save the file as UTF-8."
    if sign in "\x85\u2028\u2029":
        return "control-character", f"the line separator U+{code:04X}", "Begin a new line or write a space instead."
    if code < 0xA0:
        return "control-character", f"the control character U+{code:04X}", "Take it out."
    return "control-character", f"U+{code:04X}, which is no character", "Take it out."


# The walk


class _Walk:
    """One pass over libyaml's events.

    root, value  what was read, as far as it came; the root is None where no fields were found
    faults       what was refused, in the order of the file
    lost         True if a value is not known
    """

    def __init__(self, text: str) -> None:
        self.faults: list[Fault] = []
        self.lost = False
        self.root: Node | None = None
        self.value: dict[str, Any] = {}
        self._lines = text.split("\n")
        self._hashes = {number for number, line in enumerate(self._lines) if "#" in line and _COMMENT.search(line)}
        self._firsts: dict[tuple[int, str], int] = {}
        self._walk(CParser(text).get_event)

    def _refuse(self, rule: str, event: Any, message: str, mend: str, *, lost: bool = True) -> None:
        mark = event.start_mark
        self.faults.append(Fault(rule, mark.line + 1, mark.column + 1, message, mend))
        self.lost = self.lost or lost

    def _walk(self, next_event: Callable[[], Any]) -> None:
        """Builds values and nodes side by side, without recursion. The hot loop: kept in one piece on purpose."""
        top = Node(1, 1, [])
        node, values, children, keys = top, [], top.children, None  # the innermost open collection
        key: str | None = None  # of a mapping: the name that waits for its value
        outer: list[tuple[Any, ...]] = []  # the collections around it
        event: Any = None
        value: Any
        try:
            while len(self.faults) < MOST_FAULTS:
                event = next_event()
                kind = type(event)
                if kind is ScalarEvent:
                    value = event.value
                    if event.anchor is not None or event.tag is not None or event.style or self._hashes:
                        self._look_at(event)
                    if keys is not None and key is None:
                        key = value
                        ...
        except YAMLError as error:
            ...
