"""The theme without what only its authors read: the blanks that indent, the comments of scripts and styles.

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

_BREAK = re.compile(r"\s*\n\s*")
_ASIDE = re.compile(r"^[ \t]*(?:(?://.*|/\*.*\*/)?\n)?", re.MULTILINE)
_KEEPS_BLANKS = re.compile(r"<(?:pre|textarea)\b")


def bare(code: str) -> str:
    """A script or a style without the blanks that indent it and the lines that only explain it."""
    return _ASIDE.sub("", code)


class Folded(Extension):
    """Folds each line break of a template, with the blanks around it, into a line break alone."""

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        """The parts of a template; what is neither a tag nor a value is its own text."""
        for token in stream:
            if token.type == "data" and not _KEEPS_BLANKS.search(token.value):
                yield Token(token.lineno, "data", _BREAK.sub("\n", token.value))
            else:
                yield token
