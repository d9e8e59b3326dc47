"""The same brief twice: with hostile texts, and with harmless words of the same shape."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Files = dict[str, Any]
GROUP = 27
"""How many texts share a company, so that a few pages hold them all."""

_MARK = re.compile(r"zq(\d{3})z")


def harmless(number: int, text: str) -> str:
    """Words as long as a text, with white space where it has some, that tell which text they stand for."""
    mark = f"zq{number:03}z"
    inner = text.strip()
    before, _, after = text.partition(inner)
    return before + mark + "".join(sign if sign.isspace() else "z" for sign in inner[len(mark) :]) + after


def told(expected: str, texts: Sequence[str], read: Callable[[str], str]) -> str:
    """What a page of harmless words has to say with the texts that they stand for.

    read  how a text is read there: HTML takes all white space for one space
    """
    expected = read(expected)
    out, done = [], 0
    for mark in _MARK.finditer(expected):
        text = texts[int(mark[1])].strip()
        words, meant = read(harmless(int(mark[1]), text)), read(text)
        rest = expected[mark.start() :]
        length = next((n for n in range(len(mark[0]), len(words)) if rest[n : n + 1] != words[n]), len(words))
        cut = meant[:length].rstrip(",;:.–-") if rest[length : length + 1] == "…" else meant[:length]
        out += [expected[done : mark.start()], meant if length == len(words) else cut]
        done = mark.start() + length
    return "".join([*out, expected[done:]])


def brief(texts: Sequence[str]) -> Files:
    """Entries that hold each text in every field in which a company page, a list or an export shows it.

    Names begin alike in both briefs: by their order lists are put on pages.
    """
    every = _Round(texts)
    groups = [texts[start : start + GROUP] for start in range(0, len(texts), GROUP)]

    def words(kind: str, **more: str) -> dict[str, Any]:
        return {
            f"{kind}-{number}": {"label": every(), "explanation": every(), **more}
            for number in range(len(groups))
        }

    def question(kind: str, **more: Any) -> dict[str, Any]:
        return {"label": every(), "ask": every(), "explanation": every(), "type": kind, **more}

    files: Files = {
        "brief.yaml": {
            "title": every(),
            "description": every(),
            "questions": {
                "stage": question("choice", choices=words("stage"), many="true"),
                "first-car": question("when"),
                "builder": question("organisations"),
                "capacity": question("number", unit=every()),
                "price": question("money", currency="EUR"),
                "slogan": question("text"),
            },
            "topics": words("topic"),
            "bases": {**words("basis"), **words("record", on_record="true")},
            "roles": words("role"),
            "states": words("state"),
            "kinds": words("kind"),
        }
    }
    for number, group in enumerate(groups):
        files[f"companies/c{number:02}.yaml"] = _company(number, group, every)
        for letter in "ab":
            files[f"partners/p{number:02}{letter}.yaml"] = {
                "name": f"P{number:02}{letter} {every()}",
                "legal_name": every(),
                "country": "SE",
                "kind": f"kind-{number}",
                "what": every(),
            }
    return files


class _Round:
    """Gives one text after the other, so that each stands in some of the fields that are not many.

    Texts shorter than the words that stand for them are passed over: sentences are cut by their length.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts, self._next = [text for text in texts if len(text.strip()) > 8], 0

    def __call__(self) -> str:
        self._next = (self._next + 17) % len(self._texts)
        return self._texts[self._next]


def _company(number: int, group: Sequence[str], every: _Round) -> dict[str, Any]:
    fields = {
        "name": f"C{number:02} {every()}",
        "legal_name": every(),
        "country": "SE",
        "industry": every(),
        "checked": "2026-11-23",
        "summary": {"as_of": "2025-05-31", "text": every()},
    }
    numbered = list(enumerate(group))
    return {
        **fields,
        "programmes": {f"car-{n}": _programme(n, text) for n, text in numbered},
        "sources": {f"key-{n}": _source(f"{number}/{n}", text) for n, text in numbered},
        "claims": [claim for n, text in numbered for claim in _claims(number, n, text)],
    }


def _programme(n: int, text: str) -> dict[str, Any]:
    return {
        "name": text,
        "formerly": [{"until": "2024-12-31", "name": text}],
        "what": text,
        "vehicles": {f"one-{n}": {"name": text, "body": text}},
        "milestones": {f"europe-{n}": text},
    }


def _source(path: str, text: str) -> dict[str, str]:
    return {
        "title": text,
        "publisher": f"S{path} {text}",
        "via": text,
        "published": "2025-01-03",
        "url": f"https://example.com/{path}",
        "archived": f"https://archive.example/{path}",
        "language": "he",
    }


def _claims(number: int, n: int, text: str) -> list[dict[str, Any]]:
    partner = {"who": f"p{number:02}{'ab'[n % 2]}", "role": f"role-{number}", "state": f"state-{number}"}
    shared = {"topic": f"topic-{number}", "statement": text, "about": f"car-{n}", "sources": [f"key-{n}"]}
    return [
        {
            "id": f"first-{n}",
            "published": "2025-01-03",
            "event": "2025-01",
            **shared,
            "basis": f"basis-{number}",
            "said_by": text,
            "vehicles": [f"one-{n}"],
            "partners": [partner],
            "answers": {
                "stage": [f"stage-{number}"],
                "first-car": "2026",
                "builder": [partner, "self"],
                "capacity": "around 300",
                "slogan": text,
            },
        },
        {
            "id": f"second-{n}",
            "published": f"2025-02-{n + 1:02}",
            **shared,
            "basis": f"record-{number}",
            "answers": {
                "first-car": "2027",
                f"europe-{n}": "2028-Q1",
                "capacity": {"amount": "100..200", "unit": text, "variant": text, "market": text},
                "price": {"amount": "over 100", "currency": "SEK", "variant": text, "market": text},
                "slogan": f"{text} ({text})",
            },
            "supersedes": [{f"first-{n}": ["first-car"]}],
            "contradicts": [{f"first-{n}": ["slogan"]}],
            "corrections": [{"on": "2025-03-01", "note": text}],
            "allow": [{"two-dates": text}],
        },
    ]
