"""Bytes -> text: strict UTF-8 without control characters, or what is refused and where."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from generator.faults import MOST_FAULTS, Fault, too_many

if TYPE_CHECKING:
    from collections.abc import Iterator

_SUSPECT = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\U0001fffe-\U0010ffff]"
)

MOST_CHARACTERS = 10_000  # of one text: a page of it stands on many pages

_BLANK = frozenset({"Zs", "Zl", "Zp", "Cc", "Cf", "Mn", "Me"})
_FILLERS = "\u115f\u1160\u2800\u3164\uffa0"
_ENDS = {
    **dict.fromkeys("\u202a\u202b\u202d\u202e", "\u202c"),
    **dict.fromkeys("\u2066\u2067\u2068", "\u2069"),
}
"""The marks that turn the direction of writing until another one."""
_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")

_UTF16 = (b"\xff\xfe", b"\xfe\xff")


def decode(data: bytes) -> str:
    """UTF-8 as text, without byte order mark, lines ended by a line feed.

    A byte that is not UTF-8 becomes a lone surrogate, which UTF-8 itself never gives: `refused` tells of it.
    """
    return data.decode("utf-8", "surrogateescape").lstrip("\ufeff").replace("\r\n", "\n")


def wide(data: bytes) -> Fault | None:
    """The fault of a file in UTF-16 or UTF-32: every line of it would be one."""
    if not data.startswith(_UTF16) and data[:4].count(0) < 2:
        return None
    return Fault("encoding", 1, 1, "The file is UTF-16 or UTF-32, not UTF-8.", "Save the file as UTF-8.")


def refused_in(text: str) -> Iterator[re.Match[str]]:
    """What no text may hold.

    Control characters but the line feed, separators that YAML or JavaScript take for line ends, surrogates,
    codes of no character. Marks of direction, joiners and the like may stand: they are shown as typed.
    """
    # Beyond U+FFFF only the last two of each plane are no characters; to name them all makes the search slow.
    return (
        found
        for found in _SUSPECT.finditer(text)
        if found[0] < "\U0001fffe" or ord(found[0]) & 0xFFFE == 0xFFFE
    )


def refused(text: str) -> list[Fault]:
    """The first character of each line that may not stand there."""
    faults: list[Fault] = []
    line, counted = 1, 0
    for start in sorted([*_directives(text), *(found.start() for found in refused_in(text))]):
        line += text.count("\n", counted, start)
        counted = start
        if faults and faults[-1].line == line:
            continue
        column = start - text.rfind("\n", 0, start)
        rule, what, mend = described(text[start])
        faults.append(Fault(rule, line, column, f"Here stands {what}.", mend))
        if len(faults) == MOST_FAULTS:
            return [*faults, too_many(line, column)]
    return faults


def cleaned(text: str) -> str:
    """A text with the same places but nothing refused in it, to tell which fields the refused stands in."""
    return re.sub("^%", "#", _SUSPECT.sub(" ", text), flags=re.MULTILINE)


def _directives(text: str) -> list[int]:
    """Where a line begins with %. libyaml compares each %TAG with all before it, so it never sees any."""
    return [found.start() + 1 for found in re.finditer("\n%", text)] + ([0] if text.startswith("%") else [])


def described(sign: str) -> tuple[str, str, str]:
    """The rule that a refused character breaks, what it is and what to write instead."""
    code = ord(sign)
    if sign == "\t":
        return "tab", "a tab", "Write spaces instead."
    if sign == "%":
        what = "a % at the start of the line, which YAML takes for an instruction"
        return "directive", what, "Take the line out; if it belongs to a text, indent it."
    if 0xDC80 <= code <= 0xDCFF:
        byte = bytes([code - 0xDC00])
        meant = byte.decode("cp1252", "ignore")
        guess = f" (in Windows-1252 it would be {meant})" if meant else ""
        return (
            "encoding",
            f"the byte {byte.hex().upper()}, which is not UTF-8{guess}",
            "Save the file as UTF-8.",
        )
    if sign in "\x85\u2028\u2029":
        return (
            "control-character",
            f"the line separator U+{code:04X}",
            "Begin a new line or write a space instead.",
        )
    if code < 0xA0:
        return "control-character", f"the control character U+{code:04X}", "Take it out."
    return "control-character", f"U+{code:04X}, which is no character", "Take it out."


def unfit(text: str) -> tuple[str, str] | None:
    """What is wrong with a field's text and what to write instead; None if readers can see it for what it is.

    It shows something, and does not turn round the words that follow it on the page.
    """
    if len(text) > MOST_CHARACTERS:
        return f"The text is longer than {MOST_CHARACTERS} characters.", "Shorten it."
    if text.isascii():
        return None if text.strip() else ("The field is empty.", "Write its text, or leave the field out.")
    if all(unicodedata.category(sign) in _BLANK or sign in _FILLERS for sign in text):
        return "The field shows nothing: its characters are not seen.", "Write its text, or leave it out."
    open_: list[str] = []
    for found in _TURNS.finditer(text):
        sign = found[0]
        if sign in _ENDS:
            open_.append(sign)
        elif not open_ or _ENDS[open_.pop()] != sign:
            return f"U+{ord(sign):04X} ends a change of direction that did not begin here.", "Take it out."
    if not open_:
        return None
    sign = open_[-1]
    what = f"U+{ord(sign):04X} turns the direction of writing, of what follows on the page too."
    return what, f"Take it out, or end it with U+{ord(_ENDS[sign]):04X}."
