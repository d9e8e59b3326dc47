"""What is wrong in a text: its rule and place, and the sentences that say what to write instead."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from generator.likely import amount_mend
from generator.problem import Place, Problem

if TYPE_CHECKING:
    from generator.problem import Path

RULE = "yaml-syntax"
MOST_IN_AMOUNT = 20
MOST_FAULTS = 100  # in one file; then reading stops
IN_QUOTES = 'Put the whole value in double quotes: "…".'
CLOSE_QUOTE = "Close the quote at the end of its value."
QUOTES_INSIDE = (
    "Put the whole value in one pair of quotes; in single quotes write '' for an apostrophe, "
    'in double quotes \\" for a quote.'
)
WITH_SPACE = "Write a dash and a space before a list item."
WITH_DASH = (
    "Write `- ` before its first field, where the dash of the item above stands; else keep one of the two."
)
WITH_NAME = "Keep them once; if another entry begins here, write its name and a colon above it."
CONFLICT = "Keep the lines that are right; delete the others and the lines of <, = and >."
INDENT = "Indent with spaces, so that it begins exactly under the fields it belongs to."


class Fault(NamedTuple):
    """One thing wrong in a text: the rule, line and column from 1, what is wrong, what to write instead."""

    rule: str
    line: int
    column: int
    message: str
    mend: str

    @property
    def place(self) -> tuple[int, int]:
        return self.line, self.column

    def problem(self, file: str, path: Path = ()) -> Problem:
        """It as a problem of a file, and of a field in it."""
        return Problem(self.rule, Place(file, self.line, self.column), self.message, self.mend, path)


def too_many(line: int, column: int) -> Fault:
    """The fault that ends the telling."""
    return Fault("too-many", line, column, "There are more problems from here on.", "Mend those above first.")


def short(name: str) -> str:
    """A name in the text, fit to stand in a message."""
    seen = "".join(sign if sign.isprintable() else "�" for sign in name[:40])
    return seen if len(name) <= 40 else f"{seen}…"


def in_sentence(words: str) -> str:
    """A sentence, to be the second half of another."""
    return words[:1].lower() + words[1:]


def unclosed_quote(line: int, column: int) -> Fault:
    """The fault of a quote that runs on into the next fields."""
    return Fault(
        RULE, line, column, "The quote that opens here is not closed before the next field.", CLOSE_QUOTE
    )


CUT = re.compile(r"\d,\d{3}$", re.ASCII)


def cut_number(whole: str, line: int, column: int) -> Fault:
    """The fault of a value in brackets that a comma within a number cut."""
    number = re.fullmatch(r"[\d,]+", whole)
    amount = amount_mend(whole, money=True) if len(whole) < MOST_IN_AMOUNT else ""
    mend = f"Write {whole.replace(',', '')}, without commas." if number else IN_QUOTES
    if amount.startswith("Write {"):
        mend = amount
    return Fault(
        "comma", line, column, f"In brackets a comma ends the value: {short(whole)} is cut in two.", mend
    )
