"""What is wrong with the content, and where."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Path = tuple[str | int, ...]
"""The way to a value inside a file: field names and list positions."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value stands: file as the reader would type it, line and column counted from 1."""

    file: str
    line: int = 1
    column: int = 1

    def __reduce__(self) -> tuple[type[Place], tuple[str, int, int]]:
        """Is kept as what it is made of: what a dataclass does by itself takes three times as long."""
        return Place, (self.file, self.line, self.column)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong: the rule it breaks, its place, what is wrong and what to write instead.

    `severity` is "error" (the site is not built) or "warning" (legal but doubtful).
    """

    rule: str
    place: Place
    message: str
    mend: str = ""
    path: Path = ()
    severity: str = "error"

    def __post_init__(self) -> None:
        """Whatever an editor typed into a sentence, it stays one legible line."""
        object.__setattr__(self, "message", legible(self.message))
        object.__setattr__(self, "mend", legible(self.mend))

    def __reduce__(self) -> tuple[type[Problem], tuple[str, Place, str, str, Path, str]]:
        """Is kept as what it is made of, as a place is."""
        return Problem, (self.rule, self.place, self.message, self.mend, self.path, self.severity)

    @property
    def field(self) -> str:
        """The path as an editor reads it: `claims[3].sources[0].url`."""
        text = ""
        for step in self.path:
            text += f"[{step}]" if isinstance(step, int) else f".{step}" if text else step
        return legible(text)

    @property
    def order(self) -> tuple[str, int, int, str, str]:
        """Sorts problems by file, line, column, then rule and words."""
        return (self.place.file, self.place.line, self.place.column, self.rule, self.message)


class ContentError(Exception):
    """The content cannot be used; carries every problem that was found."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(problems, key=lambda problem: problem.order)
        super().__init__(f"{len(self.problems)} problems in the content")


MOST_SHOWN, END_SHOWN = 400, 100
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})


def legible(text: str) -> str:
    """A sentence with somebody's words in it, fit for a terminal or a log.

    It is one line of some length; what is not seen (marks of direction, control characters) is written out.
    """
    if len(text) > MOST_SHOWN:
        text = f"{text[: MOST_SHOWN - END_SHOWN]}…{text[-END_SHOWN:]}"
    return text if text.isprintable() else "".join(map(_seen, text))


def _seen(sign: str) -> str:
    if sign in "\n\r\t":
        return " "
    return f"⟨U+{ord(sign):04X}⟩" if unicodedata.category(sign) in _UNSEEN else sign


def no_file_mend(slug: str, known: Iterable[str], moved: Mapping[str, str]) -> str:
    """What to write instead of the slug of an organisation that has no file; `moved`: former slug → slug."""
    if slug in moved:
        return f"It is {moved[slug]} now: write that."
    if slug in ("unknown", "undisclosed", "unnamed", "tbd", "none"):
        return "Leave the question out where the source names nobody."
    guess = nearest(slug, known)
    first = f"{guess} Or write" if guess.startswith("Did you mean") else "Write"
    return f"{first} its file first: brief new partner {slug}."


MOST_NEAR = 200


def nearest(word: str, allowed: Iterable[str], cutoff: float = 0.6) -> str:
    """A sentence naming the allowed word nearest to `word`, or all of them when none is near."""
    words = sorted(allowed)
    near = (
        words
        if len(words) <= MOST_NEAR
        else [one for one in words if one[:2] == word.lower()[:2]][:MOST_NEAR]
    )
    close = get_close_matches(word.lower()[:100], near, n=1, cutoff=cutoff)
    if close:
        return f"Did you mean {close[0]}?"
    if not words:
        return ""
    shown = ", ".join(words[:12]) + (", …" if len(words) > 12 else "")
    return f"Write one of: {shown}."
