"""Pieces → text in one canonical layout: order, quotes and width of lines, every comment in its place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import yaml

if TYPE_CHECKING:
    from generator.pieces import Piece
    from generator.shape import Shape

WIDTH = 110
STEP = "  "

_RESOLVERS = yaml.SafeLoader.yaml_implicit_resolvers
_NUMBER_ELSEWHERE = re.compile(
    r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|0o[0-7]+|0x[0-9a-fA-F]+"
)
_BARE = re.compile(r"true|false|[0-9]+(?:\.[0-9]+)?|[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_LOUD = re.compile(r"[-?:,\[\]{}#&*!|>'\"%@`]|\.\.\.")
"""What a plain text may not begin with."""
_BREAKS = re.compile(": |:$| #")
_FLOW_BREAKS = re.compile(r"[,\[\]{}]")
_NO_LINE = re.compile("[\n\r\x85\u2028\u2029\ufeff]")
"""What YAML takes for the end of a line, or leaves out."""


def lay_out(root: Piece, shape: Shape, head: str = "") -> str:
    """The text of an entry; `head` is its first line."""
    pieces = _ordered(root, shape)
    lines = [*([head] if head else []), *root.above]
    for piece in pieces:
        lines += _field(piece, shape.of(piece.key), "")
    return "\n".join([*lines, *root.below]) + "\n"


def item(piece: Piece, shape: Shape, indent: str) -> list[str]:
    """The lines of a list item that stands on lines of its own."""
    return _item(piece, shape, indent)


def _ordered(piece: Piece, shape: Shape) -> list[Piece]:
    """The fields of a record in the order of its model; those that it does not know follow as they stand."""
    assert isinstance(piece.value, list)
    if not (piece.fields and shape.order):
        return piece.value
    places = {name: place for place, name in enumerate(shape.order)}
    return sorted(piece.value, key=lambda one: places.get(one.key or "", len(places)))


def _field(piece: Piece, shape: Shape, indent: str) -> list[str]:
    """`name: value` and the comments around it."""
    return _piece(piece, shape, indent, f"{indent}{_name(piece.key or '')}:")


def _name(key: str) -> str:
    known = key in ("on",)  # a field of ours that YAML 1.1 takes for true
    return key if known else text_in_line(key, bare=False, flow=True)


def _piece(piece: Piece, shape: Shape, indent: str, start: str) -> list[str]:
    """A piece whose line begins with `start`: on that line where it fits, else on more below it."""
    above = [f"{indent}{comment}" for comment in (*piece.above, *piece.beside[1:])]
    beside = f"  {piece.beside[0]}" if piece.beside else ""
    if isinstance(piece.value, str):
        return [*above, *_text(piece.value, shape, indent, start, beside)]
    if not piece.value:
        above, piece.below = [*above, *(f"{indent}{comment}" for comment in piece.below)], []
    if not _on_lines(piece, shape):
        line = f"{start} {_flow(piece, shape)}"
        if len(line) <= WIDTH or not piece.value:
            return [*above, line + beside]
    return [*above, start + beside, *_below(piece, shape, indent + STEP)]


def _below(piece: Piece, shape: Shape, indent: str) -> list[str]:
    """The pieces of a list or of fields, each on lines of its own."""
    assert isinstance(piece.value, list)
    lines: list[str] = []
    for number, one in enumerate(_ordered(piece, shape)):
        if number and shape.apart and not piece.fields:
            lines.append("")
        lines += (
            _field(one, shape.of(one.key), indent) if piece.fields else _item(one, shape.of(None), indent)
        )
    return [*lines, *(f"{indent}{comment}" for comment in piece.below)]


def _item(piece: Piece, shape: Shape, indent: str) -> list[str]:
    """`- value` and the comments around it."""
    if isinstance(piece.value, str) or not piece.value:
        return _piece(piece, shape, indent, f"{indent}-")
    line = f"{indent}- {_flow(piece, shape)}"
    if not _on_lines(piece, shape) and len(line) <= WIDTH:
        return _piece(piece, shape, indent, f"{indent}-")
    # The first line of what is below stands after the dash; comments above it stand above the dash.
    first = _ordered(piece, shape)[0]
    above = [*piece.above, *piece.beside, *first.above]
    first.above = []
    lines = _below(piece, shape, indent + STEP)
    lines[0] = f"{indent}- {lines[0].lstrip(' ')}"
    return [*(f"{indent}{comment}" for comment in above), *lines]


def _on_lines(piece: Piece, shape: Shape) -> bool:
    """Whether a list or fields cannot stand on one line."""
    assert isinstance(piece.value, list)
    if not piece.value:
        return False
    if (shape.lines and piece.fields) or piece.below:
        return True
    return any(
        one.above
        or one.beside
        or (not isinstance(one.value, str) and _on_lines(one, shape.of(one.key if piece.fields else None)))
        for one in piece.value
    )


def _flow(piece: Piece, shape: Shape) -> str:
    """A value on one line."""
    if isinstance(piece.value, str):
        return text_in_line(piece.value, bare=shape.bare, flow=True)
    if not piece.fields:
        return f"[{', '.join(_flow(one, shape.of(None)) for one in piece.value)}]"
    fields = (f"{_name(one.key or '')}: {_flow(one, shape.of(one.key))}" for one in _ordered(piece, shape))
    return f"{{{', '.join(fields)}}}"


def _text(text: str, shape: Shape, indent: str, start: str, beside: str) -> list[str]:
    """A text after `start`: folded where it is too long for one line."""
    line = f"{start} {text_in_line(text, bare=shape.bare, flow=False)}"
    if _is_block(text):
        return [f"{start} |-{beside}", *(f"{indent}{STEP}{one}" if one else "" for one in text.split("\n"))]
    folded = _folded(text, len(indent + STEP))
    if len(line) <= WIDTH or not folded:
        return [line + beside]
    return [f"{start} >-{beside}", *(f"{indent}{STEP}{one}" for one in folded)]


def _is_block(text: str) -> bool:
    """Whether a text has lines of its own and can be written as they are."""
    lines = text.split("\n")
    even = all(one == one.strip(" ") and not _NO_LINE.search(one) for one in lines)
    return len(lines) > 1 and even and all((lines[0], lines[-1]))


def _folded(text: str, indent: int) -> list[str]:
    """The lines of a text that reads the same when they are joined by spaces; none if it cannot be folded."""
    words = re.split(r"(?<! ) (?! )", text)
    if len(words) < 2 or text != text.strip(" ") or _NO_LINE.search(text):
        return []
    lines = [words[0]]
    for word in words[1:]:
        if indent + len(lines[-1]) + 1 + len(word) <= WIDTH:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def text_in_line(text: str, *, bare: bool, flow: bool) -> str:
    """A text on one line: plain where that is safe for every YAML tool, else in quotes."""
    if _NO_LINE.search(text):
        inside = text.replace("\\", "\\\\").replace('"', '\\"')
        return '"' + _NO_LINE.sub(lambda found: f"\\u{ord(found[0]):04x}", inside) + '"'
    plain = not (
        not text
        or text != text.strip(" ")
        or _LOUD.match(text)
        or _BREAKS.search(text)
        or (flow and _FLOW_BREAKS.search(text))
        or (_typed(text) and not (bare and _BARE.fullmatch(text)))
    )
    if plain:
        return text
    if "'" in text and '"' not in text and "\\" not in text:
        return f'"{text}"'
    return "'" + text.replace("'", "''") + "'"


def _typed(text: str) -> bool:
    """Whether some YAML tool takes a plain text for a number, a date, a flag or nothing."""
    if _NUMBER_ELSEWHERE.fullmatch(text):
        return True
    resolvers = [*_RESOLVERS.get(text[:1], ()), *_RESOLVERS.get(None, ())]
    return any(pattern.match(text) for _tag, pattern in resolvers)
