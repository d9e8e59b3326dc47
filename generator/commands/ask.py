"""Asking for what an option did not give: each answer is looked at once it is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
from pydantic_core import PydanticCustomError

from generator.problem import nearest

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from generator.brief import Word

    Check = Callable[[str], object]


class Asker:
    """The options of a command; what is missing in them is asked for.

    asking  also ask for what may be left out
    """

    def __init__(self, given: Mapping[str, str | None], *, asking: bool) -> None:
        self.given = given
        self.asking = asking

    def need(self, name: str, label: str, check: Check, default: str = "") -> str:
        """A value that has to be there."""
        if given := self._take(name, check):
            return given
        return default if default and not self.asking else prompt(label, check, default or None)

    def may(self, name: str, label: str, check: Check, default: str = "") -> str:
        """A value that may be left out: "" then."""
        if given := self._take(name, check):
            return given
        return prompt(f"{label} (Enter: none)", check, default, empty=True) if self.asking else default

    def _take(self, name: str, check: Check) -> str:
        value = self.given.get(name) or ""
        if value:
            looked_at(check, value)
        return value


def prompt(label: str, check: Check, default: str | None = None, *, empty: bool = False) -> str:
    """What is typed, asked again until it passes the check."""

    def read(text: str) -> str:
        text = text.strip()
        if not (empty and not text):
            looked_at(check, text)
        return text

    show = bool(default)
    told: str = click.prompt(label, default=default, show_default=show, value_proc=read)
    return told


def looked_at(check: Check, text: str) -> None:
    """Raises a usage error in the editor's words if a text does not pass."""
    try:
        check(text)
    except PydanticCustomError as error:
        told = error.context or {}
        raise click.UsageError(f"{told.get('message', '')} {told.get('mend', '')}".strip()) from None


def one_of(words: Mapping[str, Word] | Mapping[str, object], vocabulary: str) -> Check:
    """A check that a text is a word of a vocabulary."""

    def check(text: str) -> None:
        if text not in words:
            raise click.UsageError(f"“{text}” is not among the {vocabulary}. {nearest(text, words)}")

    return check


def listed(words: Mapping[str, Word]) -> str:
    """The words of a vocabulary with what they mean, to be shown above a question."""
    width = max(map(len, words), default=0)
    return "\n".join(f"  {name:{width}}  {word.explanation}" for name, word in words.items())
