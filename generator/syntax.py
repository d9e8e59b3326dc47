"""What libyaml says of broken YAML, in words that an editor can act on, at the line that has to be mended."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any

from yaml.error import MarkedYAMLError
from yaml.events import AliasEvent, CollectionEndEvent, DocumentEndEvent, ScalarEvent

from generator.faults import (
    CONFLICT,
    IN_QUOTES,
    INDENT,
    QUOTES_INSIDE,
    RULE,
    WITH_SPACE,
    Fault,
    in_sentence,
    short,
    unclosed_quote,
)
from generator.layout import text_in_line
from generator.lines import block_above, indent, is_quoted, runs_on, start

if TYPE_CHECKING:
    from collections.abc import Callable

    from yaml.error import Mark, YAMLError

LONGEST_QUOTED = 150
_VALUE = re.compile(r" *(?:- +)*[\w-]+: +(\S.*?) *")


class Stumble:
    """Where libyaml gave up: its words, the place, the last event before it, and the lines of the text."""

    def __init__(self, problem: str, mark: Mark, context: Mark | None, last: Any, lines: list[str]) -> None:
        self.problem, self.last, self.lines = problem, last, lines
        self.line, self.column = self._inside(mark)
        self.opened = self._inside(context or mark)

    def _inside(self, mark: Mark) -> tuple[int, int]:
        """The place from 1; for the end of the text, the end of the last line with something on it."""
        line, column = mark.line + 1, mark.column + 1
        while line > 1 and (line > len(self.lines) or not self.lines[line - 1].strip()):
            line -= 1
            column = len(self.lines[line - 1]) + 1
        return line, column

    @property
    def here(self) -> str:
        return self.lines[self.line - 1]

    @property
    def char(self) -> str:
        return self.here[self.column - 1 : self.column]

    @property
    def begins_line(self) -> bool:
        """True if nothing but a dash stands before the place on its line."""
        return not self.here[: self.column - 1].strip(" -")

    @property
    def quoted_value(self) -> str:
        """What to write where the value of this line has to be in quotes; "" if it is not all of it."""
        found = _VALUE.fullmatch(self.here)
        if not found or len(found[1]) > LONGEST_QUOTED or found[1][0] in "[{|>&*!":
            return ""
        text = found[1]
        if len(text) > 1 and text[0] == text[-1] and text[0] in "\"'":
            text = text[1:-1]
        return f"Write {text_in_line(text, bare=False, flow=False)} as the whole value."

    def fault(self, message: str, mend: str, place: tuple[int, int] | None = None) -> Fault:
        line, column = place or (self.line, self.column)
        return Fault(RULE, line, column, message, mend)


def explain(error: YAMLError, last: Any, lines: list[str]) -> Fault:
    """The fault behind an error of libyaml; `last` is the last event before it."""
    if not isinstance(error, MarkedYAMLError) or error.problem_mark is None:
        return Fault(
            RULE, 1, 1, "The file is not valid YAML.", "Save it as UTF-8 and compare it with another entry."
        )
    problem = f"{error.context or ''}: {error.problem or ''}".removeprefix(": ")
    stumble = Stumble(problem, error.problem_mark, error.context_mark, last, lines)
    for words, told in _TOLD:
        if words in problem:
            return told(stumble)
    return stumble.fault(f"This is not valid YAML ({problem}).", IN_QUOTES)


def _open_quote(at: Stumble) -> Fault:
    return unclosed_quote(*at.opened)


def _escape(at: Stumble) -> Fault:
    """A backslash in double quotes; at the very end of the text it hides the closing quote."""
    code = re.match(r"\\?(.?)", at.here[at.column - 1 :])
    if "escape character" not in at.problem:
        return at.fault(
            "The number of a character in double quotes is not one.",
            "Write the character itself, and two backslashes for a backslash.",
        )
    if code is None or not code[1]:
        return _open_quote(at)
    return at.fault(
        f"In double quotes, a backslash before {short(code[1])} means nothing.",
        "Write two backslashes for a backslash, or put the value in single quotes.",
    )


def _colon(at: Stumble) -> Fault:
    """A second `: `: in the value of the line, or because the lines above run on into this one."""
    line, column = start(at.last)
    if not isinstance(at.last, ScalarEvent) or line == at.line:
        mend = at.quoted_value or (QUOTES_INSIDE if is_quoted(at.last) else IN_QUOTES)
        return at.fault("A second colon in this line makes YAML expect another field here.", mend)
    above = at.lines[line - 1]
    if not above[: column - 1].strip(" -"):
        return _no_colon(at, line, column)
    if re.match(" *-[^ -]", above):
        return at.fault("The space after the dash is missing.", WITH_SPACE, (line, indent(above) + 1))
    return at.fault(
        "This line is indented further than the field above, so YAML takes it for more of that field's text.",
        f"{INDENT} If it belongs to the text, put the whole text in double quotes.",
        (at.line, indent(at.here) + 1),
    )


def _simple_key(at: Stumble) -> Fault:
    return _no_colon(at, *at.opened)


def _no_colon(at: Stumble, line: int, column: int) -> Fault:
    """A line that ought to be `field: value` and is not."""
    text = at.lines[line - 1][column - 1 :]
    if block_above(at.lines, line):
        message = "After | or > the text stands further right than the name of its field."
        return at.fault(message, "Indent its lines by two more spaces than the name.", (line, column))
    if text.startswith(("<<<<<<<", "=======", ">>>>>>>")):
        return at.fault("Git left the mark of a conflict here.", CONFLICT, (line, column))
    if strange := re.match(r"[\w-]+ ?([：﹕꞉ː︓]|:[^\S ])", text):
        if strange[1][0] == ":":
            return at.fault(
                "The space after the colon is not an ordinary one.", "Type it anew.", (line, column)
            )
        message = f"“{strange[1]}” is not the colon of YAML, though it looks like it."
        return at.fault(message, "Write an ordinary colon and a space.", (line, column))
    if glued := re.match(r"([\w-]+):\S", text):
        return at.fault(
            f"The space after the colon of `{short(glued[1])}:` is missing.",
            "Write a space after it.",
            (line, column),
        )
    if text.startswith("-"):
        return at.fault("The space after the dash is missing.", WITH_SPACE, (line, column))
    return at.fault(
        "This line has no colon, so it is no field.",
        "Write `field: value`; if it belongs to the text above, indent it further than the field's name.",
        (line, column),
    )


def _unexpected(at: Stumble) -> Fault:
    """Something that is no field (or no list item) where one has to begin."""
    last = at.last
    if is_quoted(last) and last.end_mark.line + 1 == at.line:
        if runs_on(last, at.lines):
            return unclosed_quote(*start(last))
        if not at.begins_line:
            mend = at.quoted_value or QUOTES_INSIDE
            return at.fault("Text follows the closing quote of the value.", mend)
    if at.char == ":" and at.begins_line:
        return at.fault("The name of the field is missing before the colon.", "Write `field: value`.")
    if dash := re.match(" *-(?=[\\w\"'])", at.here) if at.begins_line else None:
        return at.fault("The space after the dash is missing.", WITH_SPACE, (at.line, dash.end()))
    if at.begins_line:
        kind = "list item" if "'-'" in at.problem else "field"
        return at.fault(f"This line does not line up with any {kind} above it.", INDENT)
    if isinstance(last, CollectionEndEvent):
        return at.fault("Text follows the closing bracket of the value.", IN_QUOTES)
    if isinstance(last, AliasEvent):
        return at.fault("A value that begins with * has to be in quotes.", IN_QUOTES, start(last))
    return at.fault("Something follows the end of the value.", IN_QUOTES)


def _second_top(at: Stumble) -> Fault:
    """Something after the end of the entry."""
    if isinstance(at.last, DocumentEndEvent) and at.last.explicit:
        return at.fault("Something follows the line `...`, which ends the entry.", "Take the line `...` out.")
    if not at.begins_line:
        return at.fault(
            "Something follows the end of the value.", "Write a space after the colon of a field."
        )
    return at.fault(
        "This line stands further left than the first field of the file.",
        "Begin every top field at the left edge.",
    )


def _flow(at: Stumble) -> Fault:
    """A list in [ ] or fields in { }: not closed, or a comma missing."""
    if runs_on(at.last, at.lines):
        return unclosed_quote(*start(at.last))
    line, column = at.opened
    bracket = at.lines[line - 1][column - 1 : column]
    closing = "]" if bracket == "[" else "}"
    left = at.line > line and indent(at.here) <= indent(at.lines[line - 1])
    if not at.char or (left and at.char not in "]}"):
        return at.fault(
            f"The bracket {bracket} that opens here is not closed.", f"Write {closing} at its end.", at.opened
        )
    if strange := re.search("[，：；]", at.here[: at.column - 1]):
        sign = unicodedata.normalize("NFKC", strange[0])
        message = f"Between {bracket} (line {line}) and {closing} stands a Chinese {strange[0]}."
        return at.fault(message, f"Write {sign} and a space instead.", (at.line, strange.start() + 1))
    return at.fault(
        f"Between {bracket} (line {line}) and {closing} a comma is missing, or the closing {closing}.",
        "Part the items with commas; put a text that holds a comma, colon or bracket in double quotes.",
    )


def _no_value(at: Stumble) -> Fault:
    """A bracket, comma or the end of the text where a value has to stand."""
    if not at.char:
        return at.fault(
            "A bracket is not closed: its end is missing.", "Write the closing ] or }.", start(at.last)
        )
    if at.here.startswith("..."):
        return at.fault("The line `...` ends an entry, and none has begun.", "Take the line `...` out.")
    if at.char in "]}|>" or (at.char == "," and "block" in at.problem):
        return _first_char(at)
    if "block" in at.problem:
        return _unexpected(at)
    if at.char == "-":
        mend = "Take the dash out and part the items with commas."
        return at.fault("Between brackets, a dash begins no item.", mend)
    return at.fault(
        f"Between the brackets, a value is missing before {at.char} here.",
        "Write the value, or take the spare comma or colon out.",
    )


def _first_char(at: Stumble) -> Fault:
    return at.fault(f"A value that begins with {at.char} has to be in quotes.", IN_QUOTES)


def _glued(at: Stumble) -> Fault:
    mend = "Write a space after it; put a text that ends with a colon in double quotes."
    return at.fault("Between brackets, the space after a colon is missing.", mend)


def _first_mark(at: Stumble) -> Fault:
    """A value that begins with *, & or !, which mean something in YAML."""
    line, column = at.opened
    char = at.lines[line - 1][column - 1 : column]
    return at.fault(f"A value that begins with {char} has to be in quotes.", IN_QUOTES, at.opened)


def _block_text(at: Stumble) -> Fault:
    return at.fault(
        "After | or > the text has to begin on the next line.",
        f"Begin it there, indented. If the sign belongs to the text: {in_sentence(IN_QUOTES)}",
        at.opened,
    )


def _dash(at: Stumble) -> Fault:
    return at.fault(
        "A list may not begin on the line of its field.",
        "Write each item on a line of its own under the field, after `- `. If the dash belongs to the text, "
        "put the value in double quotes.",
    )


_TOLD: tuple[tuple[str, Callable[[Stumble], Fault]], ...] = (
    ("mapping values are not allowed", _colon),
    ("could not find expected ':'", _simple_key),
    ("cannot start any token", _first_char),
    ("block sequence entries are not allowed", _dash),
    ("mapping keys are not allowed", _first_char),
    ("quoted scalar: found unexpected", _open_quote),
    ("quoted scalar:", _escape),
    ("block scalar:", _block_text),
    ("unexpected ':'", _glued),
    ("an alias:", _first_mark),
    ("an anchor:", _first_mark),
    ("a tag:", _first_mark),
    ("undefined tag", _first_mark),
    ("<document start>", _second_top),
    ("expected key", _unexpected),
    ("expected '-'", _unexpected),
    ("expected ','", _flow),
    ("expected node content", _no_value),
)
"""libyaml's words (the first that fit) and who puts them into plain ones."""
