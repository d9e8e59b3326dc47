"""What is wrong with the content, and where."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

Path = tuple[str | int, ...]
"""The way to a value inside a file: field names and list positions."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value stands: file as the reader would type it, line and column counted from 1."""

    file: str
    line: int = 1
    column: int = 1


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

    @property
    def field(self) -> str:
        """The path as an editor reads it: `claims[3].sources[0].url`."""
        text = ""
        for step in self.path:
            text += f"[{step}]" if isinstance(step, int) else f".{step}" if text else step
        return text

    @property
    def order(self) -> tuple[str, int, int, str, str]:
        """Sorts problems by file, line, column, then rule and words."""
        return (self.place.file, self.place.line, self.place.column, self.rule, self.message)


class ContentError(Exception):
    """The content cannot be used; carries every problem that was found."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(problems, key=lambda problem: problem.order)
        super().__init__(f"{len(self.problems)} problems in the content")


def nearest(word: str, allowed: Iterable[str]) -> str:
    """A sentence naming the allowed word nearest to `word`, or all of them when none is near."""
    words = sorted(allowed)
    close = get_close_matches(word.lower(), words, n=1, cutoff=0.6)
    if close:
        return f"Did you mean {close[0]}?"
    if not words:
        return ""
    shown = ", ".join(words[:12]) + (", …" if len(words) > 12 else "")
    return f"Write one of: {shown}."
