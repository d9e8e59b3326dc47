"""A text that was read → its pieces with their comments, so that it can be laid out anew and keep them all.

libyaml tells of values only. Whatever lies between them and begins with # is a comment; it belongs to the
piece on its line, else to the one below it, or to the end of the list or fields that it is indented with.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from yaml._yaml import CParser
from yaml.events import (
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from generator.lines import text_of

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(eq=False)
class Piece:
    """A field, a list item or the whole: its name, its value, and the comments around it.

    key     the name of a field; None for a list item
    value   a text, or the pieces of fields or of a list
    fields  True if the pieces are fields
    above   comments on lines of their own above it
    beside  comments at the end of its line
    below   comments after its last piece, indented like it
    end     the number of its last line, from 1, in the text that it was read from
    """

    key: str | None = None
    value: str | list[Piece] = ""
    fields: bool = False
    above: list[str] = field(default_factory=list)
    beside: list[str] = field(default_factory=list)
    below: list[str] = field(default_factory=list)
    end: int = 0

    def comments(self) -> Iterator[str]:
        """Every comment in and around it."""
        yield from (*self.above, *self.beside)
        if not isinstance(self.value, str):
            for piece in self.value:
                yield from piece.comments()
        yield from self.below

    def plain(self) -> Any:
        """Its value as the reader gives it."""
        if isinstance(self.value, str):
            return self.value
        if self.fields:
            return {piece.key: piece.plain() for piece in self.value}
        return [piece.plain() for piece in self.value]

    def of(self, key: str) -> Piece | None:
        """The piece of a field."""
        pieces = self.value if self.fields and not isinstance(self.value, str) else []
        return next((piece for piece in pieces if piece.key == key), None)


@dataclass(frozen=True, slots=True)
class _Comment:
    index: int
    line: int
    column: int
    text: str


def pieces(text: str) -> Piece:
    """The pieces of a text that `read.parse` found nothing wrong with."""
    return _Builder(text).root


class _Builder:
    """One pass over the events; open collections stand in `open` with the column of their pieces."""

    def __init__(self, text: str) -> None:
        self.root = Piece()
        events = list(_events(text))
        self.comments = _comments(text, [event for event in events if isinstance(event, ScalarEvent)])[::-1]
        self.lines = text.split("\n")
        self.open: list[tuple[Piece, int, bool]] = []
        self.last, self.last_line = self.root, -1
        for event in events:
            self._take(event)
        self.root.below += [comment.text for comment in reversed(self.comments)]

    def _take(self, event: Any) -> None:
        if isinstance(event, ScalarEvent):
            piece = self._begin(event, event.value)
            if piece is not self.waiting:
                self._end(piece, event)
        elif isinstance(event, MappingStartEvent | SequenceStartEvent):
            self._open(event)
        elif isinstance(event, MappingEndEvent | SequenceEndEvent):
            self._close(event)

    waiting: Piece | None = None
    """The field whose name was read and whose value comes next."""

    def _begin(self, event: Any, text: str | None) -> Piece:
        """The piece that an event begins: a new one, or the field whose value it is."""
        if self.waiting is not None:
            piece, self.waiting = self.waiting, None
            inside = not isinstance(event, ScalarEvent) and not event.flow_style
            self._comments_before(event.start_mark.index, None if inside else piece)
            return piece
        if not self.open:
            return self.root
        parent, _column, _flow = self.open[-1]
        piece = Piece()
        self._comments_before(event.start_mark.index, piece)
        assert isinstance(parent.value, list)
        parent.value.append(piece)
        if parent.fields:
            piece.key = text
            self.waiting = piece
            self.last, self.last_line = piece, event.end_mark.line
        return piece

    def _end(self, piece: Piece, event: Any) -> None:
        piece.value = text_of(event)
        self.last, self.last_line = piece, event.end_mark.line
        piece.end = _last_line(event)
        if event.style in ("|", ">"):
            self.last_line = -1
            head = self.lines[event.start_mark.line]
            if (place := head.find(" #", event.start_mark.column)) >= 0:
                piece.beside.append(head[place:].strip())

    def _open(self, event: Any) -> None:
        piece = self._begin(event, None)
        piece.value, piece.fields = [], isinstance(event, MappingStartEvent)
        self.open.append((piece, event.start_mark.column, bool(event.flow_style)))

    def _close(self, event: Any) -> None:
        piece, column, flow = self.open.pop()
        assert isinstance(piece.value, list)
        piece.end = piece.value[-1].end if piece.value and not flow else _last_line(event)
        while self.comments and self.comments[-1].index < event.end_mark.index:
            comment = self.comments[-1]
            if comment.line == self.last_line:
                self.last.beside.append(comment.text)
            elif flow or comment.column >= column:
                piece.below.append(comment.text)
                piece.end = comment.line + 1
            else:
                break
            self.comments.pop()
        if flow:
            self.last, self.last_line = piece, event.end_mark.line

    def _comments_before(self, index: int, piece: Piece | None) -> None:
        """Gives the comments before a place to the piece on their line, else to the one that begins there.

        None: none begins there, so that they wait for the next.
        """
        while self.comments and self.comments[-1].index < index:
            comment = self.comments[-1]
            if comment.line == self.last_line:
                self.last.beside.append(comment.text)
            elif piece:
                piece.above.append(comment.text)
            else:
                break
            self.comments.pop()


def _last_line(event: Any) -> int:
    """The last line of an event, from 1: after a folded text its mark stands on the next line."""
    mark = event.end_mark
    return int(mark.line + (mark.column > 0))


def of_plain(value: Any, key: str | None = None) -> Piece:
    """The piece that holds a plain value: a text, a list, fields."""
    if isinstance(value, dict):
        return Piece(key, [of_plain(one, name) for name, one in value.items()], fields=True)
    if isinstance(value, list):
        return Piece(key, [of_plain(one) for one in value])
    return Piece(key, value)


def _events(text: str) -> Iterator[Any]:
    parser = CParser(text)
    while not isinstance(event := parser.get_event(), StreamEndEvent):
        yield event


def _comments(text: str, scalars: list[Any]) -> list[_Comment]:
    """Everything from a # outside of all texts to the end of its line."""
    found: list[_Comment] = []
    spans = iter([*((one.start_mark.index, one.end_mark.index) for one in scalars), (len(text), len(text))])
    start, end = next(spans)
    place = text.find("#")
    while place >= 0:
        while end <= place and (start, end) != (len(text), len(text)):
            start, end = next(spans)
        if start <= place < end:
            place = text.find("#", end)
            continue
        stop = text.find("\n", place)
        stop = len(text) if stop < 0 else stop
        line = text.count("\n", 0, place)
        column = place - (text.rfind("\n", 0, place) + 1)
        found.append(_Comment(place, line, column, text[place:stop].rstrip()))
        place = text.find("#", stop)
    return found
