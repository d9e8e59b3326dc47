"""An issue made with the form “New claim” → a claim as a YAML block that a maintainer only reviews.

The form is .github/ISSUE_TEMPLATE/new-claim.yml; GitHub writes its answers as `### Heading`, an empty line,
the text. Whatever a stranger wrote there stays text: every value is written as one scalar.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any

from generator.likely import slug_of
from generator.new import claim_lines, id_of
from generator.read import parse, text_to_quote

if TYPE_CHECKING:
    from pathlib import Path

HEADINGS = {
    "Company": "company",
    "Programme": "programme",
    "What was said": "statement",
    "What it rests on": "basis",
    "Who said it": "said_by",
    "What it is about": "topic",
    "When it was said": "published",
    "When it happened": "event",
    "What it answers": "answers",
    "Address of the page": "url",
    "Publisher": "publisher",
    "First published by": "via",
    "Date of the page": "source_published",
    "Title of the page": "title",
    "Archived copy": "archived",
}
"""The headings of the form and the field that each fills."""

NEEDED = ("company", "statement", "basis", "topic", "published", "url", "publisher")
EMPTY = "_No response_"
MOST_CHARACTERS, MOST_ANSWERS = 2_000, 30

_HEADING = re.compile(r"^### (.+?)[ \t]*$", re.MULTILINE)
_CHOICE = re.compile(r".*\(([a-z0-9-]+)\)", re.DOTALL)
_ANSWER = re.compile(r"[\s`*-]*(\w[\w -]{0,40}?)\s*[:=]\s*(.+?)[\s`]*", re.ASCII)
_HAPPENED = re.compile(r"\{?\s*happened\s*:?\s+(.+?)\s*\}?")
_BYTES = re.compile("[\udc80-\udcff]")
_NO_TEXT = frozenset({"Cc", "Cs", "Cn", "Zl", "Zp"})


class IssueError(ValueError):
    """The text is no filled-in form; the message says what is missing."""


def text_in(path: Path) -> str:
    """The text of an issue in a file; raises IssueError."""
    text = text_to_quote(path)
    if not text:
        raise IssueError("The file is no text that can be read, of at most 1 MiB.")
    if _BYTES.search(text):
        raise IssueError("The file is not UTF-8. Save it as UTF-8.")
    return text


def claim_from_issue(text: str) -> dict[str, Any]:
    """What the form tells; raises IssueError.

    {"company": slug, "claim": its fields in their order, "left": lines under “What it answers” that are none}
    """
    told = _answers(text)
    lacking = [heading for heading, field in HEADINGS.items() if field in NEEDED and not told.get(field)]
    if lacking:
        headings = ", ".join(f"“{heading}”" for heading in lacking)
        raise IssueError(f"This is not the whole form “New claim”: there is nothing under {headings}.")
    source = {
        "title": told["title"],
        "publisher": told["publisher"],
        "via": told["via"],
        "published": told["source_published"],
        "url": told["url"],
        "archived": told["archived"],
    }
    answers, left = _typed(told["answers"])
    claim = {
        "id": id_of(told["statement"]),
        "about": slug_of(told["programme"]),
        "published": told["published"],
        "event": told["event"],
        "topic": told["topic"],
        "statement": told["statement"],
        "basis": told["basis"],
        "said_by": told["said_by"],
        "sources": [_filled(source)],
        "answers": answers,
    }
    named = re.split("[?#]", told["company"])[0].rstrip("/").rpartition("/")[2]
    return {"company": slug_of(named), "claim": _filled(claim), "left": left}


def block(claim: dict[str, Any]) -> str:
    """A claim as the YAML text of an item of `claims`."""
    return "".join(f"{line}\n" for line in claim_lines(claim))


def _answers(text: str) -> dict[str, str]:
    """Field → what stands under its heading, on one line; answers keep their lines."""
    parts = _HEADING.split(text.replace("\r\n", "\n"))
    told = dict.fromkeys(HEADINGS.values(), "")
    for heading, words in zip(parts[1::2], parts[2::2], strict=True):
        field = HEADINGS.get(heading)
        if field is None:
            continue
        if told[field]:
            raise IssueError(f"“{heading}” stands in it twice. Take one out, heading and text.")
        told[field] = _words(words) if field == "answers" else _line(words)
    for field in ("basis", "topic"):
        chosen = _CHOICE.fullmatch(told[field])
        told[field] = chosen[1] if chosen else told[field]
    return told


def _words(text: str) -> str:
    text = text.strip()
    if len(text) > MOST_CHARACTERS:
        raise IssueError(f"“{text[:40]}…” is longer than {MOST_CHARACTERS} characters. Shorten it.")
    return "" if text == EMPTY else text


def _line(text: str) -> str:
    """A text on one line, without what no entry may hold."""
    seen = (" " if unicodedata.category(sign) in _NO_TEXT else sign for sign in _words(text))
    return " ".join("".join(seen).split())


def _typed(text: str) -> tuple[dict[str, Any], list[str]]:
    """`question: answer` lines as answers, and the lines that are none."""
    answers: dict[str, Any] = {}
    lines = [line for line in map(_line, text.splitlines()) if line.strip("`-* ")]
    left = lines[MOST_ANSWERS:]
    for line in lines[:MOST_ANSWERS]:
        if found := _ANSWER.fullmatch(line):
            question, answer = found.groups()
            happened = _HAPPENED.fullmatch(answer)
            answers[slug_of(question)] = {"happened": happened[1]} if happened else _answer(answer)
        else:
            left.append(line)
    return answers, left


def _answer(text: str) -> Any:
    """A text, or what it says as a list or fields in brackets where it can be read as such."""
    if text.startswith(("[", "{")):
        document, problems = parse(f"answer: {text}\n".encode("utf-8", "replace"), "answer")
        if document and not problems and list(document.value) == ["answer"]:
            return document.value["answer"]
    return text


def _filled(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value}
