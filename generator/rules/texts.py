"""Warnings on texts that readers see otherwise than their editor thinks: text is text, without markup."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, Any

from generator.rule import WARNING, Example, Finding, Rule, Scope

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator import problem

NO_TEXTS = ("url", "archived")
HEADLINES = ("title", "note")
"""What may be a quotation as a whole."""

_MARKUP = re.compile(
    r"\*\*[^*]+\*\*|(?<![\w*])\*\w[^*]*\*(?![\w*])|\b__.+?__\b"  # **bold**, *italics*, __bold__
    r"|</?[a-zA-Z][^<>]*>|\[[^][]+\]\([^()]*\)|`[^`]+`"  # <b>, [words](address), `code`
    r"|&(?:[a-zA-Z]{2,8}|#x?[0-9a-fA-F]{2,6});"
)
# Each begins with a sign: so Python looks for these signs alone, at a third of the time.
_SIGNS = re.compile(r"\*|`|__|</?[a-zA-Z]|\]\(|&#?\w+;")
_MARKS = re.compile('“|”|„|«|‘|‚|\'"|"\'|\\\\"')
_QUOTED = re.compile('[“”„«‘‚"\'][^“”„«»‘‚"]*[“”»’"\']', re.DOTALL)


def _texts(value: Any, path: problem.Path = ()) -> Iterator[tuple[problem.Path, str]]:
    """Every text in a value, with its path."""
    if isinstance(value, str):
        yield path, value
        return
    for step, one in value.items() if isinstance(value, dict) else enumerate(value):
        yield from _texts(one, (*path, step))


def _every(scope: Scope, signs: re.Pattern[str]) -> Iterator[tuple[str, problem.Path, str]]:
    """(file, path, text) of every text in the files that hold some signs at all."""
    for file, document in scope.content.documents.items():
        if not signs.search(document.text):
            continue
        for path, text in _texts(document.value):
            if path[-1] not in NO_TEXTS:
                yield file, path, text


def _markup(scope: Scope) -> Iterator[Finding]:
    for file, path, text in _every(scope, _SIGNS):
        if found := _MARKUP.search(text):
            shown = found[0] if len(found[0]) <= 40 else f"{found[0][:40]}…"
            meant = unescape(found[0])
            entity = found[0].startswith("&") and meant != found[0]
            mend = f"Write {meant} itself." if entity else "Write the words alone."
            yield Finding(file, path, f"“{shown}” is no markup here: readers see it as it is typed.", mend)


def _quotes(scope: Scope) -> Iterator[Finding]:
    for file, path, text in _every(scope, _MARKS):
        if path[-1] not in HEADLINES and _QUOTED.fullmatch(text):
            message = f"Readers see the quotes {text[0]} and {text[-1]} around the whole text."
            mend = 'Take them out; where YAML needs quotes, they are straight: "…".'
            yield Finding(file, path, message, mend)


RULES = (
    Rule(
        "markup",
        "Entries hold plain text: readers see stars, tags and codes of characters as they are typed.",
        "Write the words alone.",
        Example(
            "statement: Xiaomi plans **two** cars with R&amp;D of its own.",
            "statement: Xiaomi plans two cars with R&D of its own.",
        ),
        _markup,
        WARNING,
    ),
    Rule(
        "quotes",
        "YAML takes only straight quotes off a value: typographic ones, and a second pair, stay in the text.",
        "Take them out, or make them straight.",
        Example("said_by: “three people”", 'said_by: "three people"'),
        _quotes,
        WARNING,
    ),
)
