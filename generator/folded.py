"""Templates without what only their authors read: the blanks that indent, and what HTML implies.

A fifth of a page's frame was such blanks. Only what is typed in a template is folded, when it is read: no
value can lose a character, and a page costs nothing more.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jinja2.ext import Extension
from jinja2.lexer import Token

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jinja2.lexer import TokenStream

_BREAK = re.compile(r"[ \t\n]*\n[ \t\n]*")
_KEEPS_BLANKS = re.compile(r"<(?:pre|textarea)\b")
_HEADING = re.compile(r"#{1,6} ")
_BLOCK = (
    r"</?(?:aside|body|caption|div|dd|dl|dt|figcaption|figure|footer|form|h[1-6]|head|header|html|li|link|main|meta"
    r"|nav|ol|option|p|script|section|table|tbody|td|th|thead|title|tr|ul)\b"
)
_BEGINS_BLOCK, _ENDS_BLOCK = re.compile(_BLOCK), re.compile(rf"{_BLOCK}[^<>]*>\Z")
_IMPLIED = re.compile(r"</(?:dd|dt|li|td|th|tr)>|</p>(?=</(?:article|dd|div|li|section|td)>)")


class Folded(Extension):
    """Folds what is typed in a template: a line break with the blanks around it becomes a line break alone.

    Beside the tag of a block it means nothing and goes too, but for those around a heading of Markdown. So do
    end tags that HTML implies; a space that no line breaks at is the character itself.
    """

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        """The parts of a template; what is neither a tag nor a value is its own text."""
        line = ""
        for token in stream:
            if token.type == "data" and not _KEEPS_BLANKS.search(token.value):
                text, line = _fold(token.value, line)
                yield Token(token.lineno, "data", text)
            else:
                line += "…" if token.type in ("data", "variable_begin") else ""
                yield token


def _fold(text: str, line: str) -> tuple[str, str]:
    """A text folded, and its last line. `line` is what stands before it on its first, "…" for each value."""
    first, *more = _BREAK.split(text.replace("&nbsp;", "\u00a0"))
    folded = f"\n{first}" if not line and _HEADING.match(first) else first
    line += first
    for piece in more:
        heading = _HEADING.match(line) or _HEADING.match(piece)
        beside = _ENDS_BLOCK.search(line) or _BEGINS_BLOCK.match(piece)
        folded += piece if beside and not heading else f"\n{piece}"
        line = piece
    return _IMPLIED.sub("", folded), line
