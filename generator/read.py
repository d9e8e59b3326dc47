"""A stranger's YAML file -> its texts, each with its line and column, or what is wrong with it.

Rules of the design, "Safe by default": a regular file, at most 1 MiB, strict UTF-8, no control characters;
then one pass over libyaml's events that refuses all that a plain load would follow. Every scalar stays the
text that the editor typed.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from generator.characters import cleaned, decode, refused, wide
from generator.document import Document, tree_of
from generator.faults import Fault
from generator.fetch import MOST_BYTES, fetch_one
from generator.recover import recovered

if TYPE_CHECKING:
    import pathlib

    from generator.node import Node
    from generator.problem import Place, Problem

RULES = {
    "not-a-file": "An entry is a regular file that can be read: no link, no folder, no device.",
    "too-large": "A file has at most 1 MiB and so many values that reading it stays fast.",
    "encoding": "A file is UTF-8, so that no character has to be guessed.",
    "control-character": "A text holds no control characters, line separators or codes of no character.",
    "tab": "A file holds spaces, not tabs: a tab at the start of a line breaks YAML, elsewhere it gets lost.",
    "directive": "No line begins with %: that would be an instruction to YAML.",
    "empty-file": "A file has at least one field.",
    "top-level": "A file is fields at its top: not a list, not a text.",
    "yaml-syntax": "A file is valid YAML.",
    "field-name": "The name of a field is a text: not fields, not a list, not nothing.",
    "duplicate-key": "A field stands once, so that no value silently replaces another.",
    "comment": "A comment does not cut a text off: # and the word after it are parted by a space.",
    "comma": "In brackets a comma ends a value: a number has none, a text with one stands in quotes.",
    "anchor": "No value is marked with & to be used again.",
    "alias": "No value is a reference (*name): references can grow without end.",
    "merge-key": "No fields are taken over with <<: each stands where it is read.",
    "tag": "No value has a YAML type (!name): every value is text.",
    "many-documents": "A file holds one entry: no second one after ---.",
    "nesting": "Fields and lists stand at most 12 deep in each other.",
    "too-many": "Reading stops after 100 problems in one file.",
}
"""Each rule of reading and what it guards."""


def read(path: pathlib.Path, shown: str) -> tuple[Document | None, list[Problem]]:
    """The document in a file, and what is wrong with it; `shown` is its name for people. Never raises."""
    return parse(fetch_one(path), shown)


def parse(data: bytes | Fault, shown: str) -> tuple[Document | None, list[Problem]]:
    """The document in some bytes (or why there are none), and what is wrong with it. Never raises.

    Both come together where something was refused but the fields around it are known: those can then be
    checked in the same run.
    """
    if isinstance(data, Fault):
        return None, [data.problem(shown)]
    fault = TOO_LARGE if len(data) > MOST_BYTES else wide(data)
    if fault is not None:
        return None, [fault.problem(shown)]
    text = decode(data)
    signs = refused(text)
    walk, faults, gaps, broken = recovered(cleaned(text) if signs else text)
    # Beside refused characters nothing else is told: they may be what breaks the rest.
    told = [(sign, walk.path(*sign.place)) for sign in signs] or faults
    problems = [fault.problem(shown, path) for fault, path in told]
    tree = tree_of(walk)
    if (signs and (broken or faults)) or tree is None:
        return None, problems
    gaps |= frozenset(path for _sign, path in told if signs)
    return Document(shown, data, gaps, _lines(tree.node), tree), problems


def _lines(root: Node) -> dict[str, tuple[int, ...]]:
    """Name of each list among some fields → the lines of its items."""
    lists = root.children if isinstance(root.children, dict) else {}
    return {
        name: tuple(item.line for item in node.children)
        for name, node in lists.items()
        if isinstance(node.children, list)
    }


TOO_LARGE = Fault("too-large", 1, 1, "The file is larger than 1 MiB.", "Shorten it.")

# Quoting

BEFORE, SHOWN = 60, 100
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})


def text_to_quote(path: pathlib.Path) -> str:
    """The text of a file for `quote`, whatever is wrong with it; "" if it cannot be read or is too large."""
    data = fetch_one(path)
    return decode(data) if isinstance(data, bytes) and len(data) <= MOST_BYTES else ""


def quote(document_text: str, place: Place) -> str:
    """The line of a place and under it a caret at the column; "" if the text has no such line.

    Long lines are cut around the column; what would move or hide characters on a screen is a plain sign.
    """
    lines = document_text.split("\n")
    if not 0 < place.line <= len(lines):
        return ""
    line = lines[place.line - 1].rstrip("\r")
    column = min(place.column - 1, len(line))
    first = max(0, column - BEFORE)
    before = ("…" if first else "") + _visible(line[first:column])
    after = _visible(line[column : first + SHOWN]) + ("…" if len(line) > first + SHOWN else "")
    return f"{before}{after}\n{' ' * sum(map(_width, before))}^"


def _visible(text: str) -> str:
    return "".join(
        "→" if sign == "\t" else "�" if unicodedata.category(sign) in _UNSEEN else sign for sign in text
    )


def _width(sign: str) -> int:
    """How many columns of a screen a character takes."""
    if unicodedata.category(sign) in {"Mn", "Me"}:
        return 0
    return 2 if unicodedata.east_asian_width(sign) in {"W", "F"} else 1
