"""New entries and new claims, written into files without touching a byte of what stands there."""

from __future__ import annotations

import re
from collections import Counter
from itertools import count
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from generator import model
from generator.fetch import COMPANIES, PARTNERS, company_file, partner_file, schema_line
from generator.layout import item, lay_out
from generator.likely import slug_of
from generator.pieces import of_plain, pieces
from generator.shape import shape_of

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from generator.document import Document
    from generator.load import Content
    from generator.model import Source

STEP = "  "
MOST_ID = 60

_SMALL = re.compile(
    r"(?:an?|and|are|as|at|be|by|for|from|has|have|in|is|it|its|of|on|or|that|the|to|was|will|with)"
)


_INSTEAD = {
    "company": "Claims of others may name it as it is; a new claim on it: brief new claim.",
    "partner": "Claims may name it as it is; if the brief is to follow its plans, delete that file first.",
}


class RefusedError(Exception):
    """What was asked for cannot be written; the message says why and what to do."""


def company_text(fields: dict[str, Any]) -> str:
    """The text of a new company file."""
    return lay_out(of_plain(fields), shape_of(model.Company), schema_line(f"{COMPANIES}/new.yaml"))


def partner_text(fields: dict[str, Any]) -> str:
    """The text of a new partner file."""
    return lay_out(of_plain(fields), shape_of(model.Partner), schema_line(f"{PARTNERS}/new.yaml"))


def claim_lines(claim: dict[str, Any], indent: str = STEP) -> list[str]:
    """The lines of a claim as an item of `claims`."""
    return item(of_plain(claim), shape_of(model.Company).of("claims").of(None), indent)


def refuse_taken(content: Content, slug: str, folder: str) -> None:
    """Raises RefusedError if a slug belongs to an entry already, or did once."""
    for kind, entries, file in (
        ("company", content.companies, company_file),
        ("partner", content.partners, partner_file),
    ):
        if slug in entries:
            raise RefusedError(f"“{slug}” is a {kind} already: {folder}/{file(slug)}. {_INSTEAD[kind]}")
        for owner, entry in entries.items():
            if slug in entry.former_slugs:
                raise RefusedError(f"“{slug}” is a former slug of {folder}/{file(owner)}, which it leads to.")
    if slug in content.slugs:
        raise RefusedError(f"“{slug}” has a file already, which has errors: mend it first.")


def id_of(statement: str, taken: Container[str] = ()) -> str:
    """A first id for a claim: the words that say most, as far as they fit; with a number if it is taken."""
    words = [word for word in slug_of(statement).split("-") if word and not _SMALL.fullmatch(word)]
    made = ""
    for word in words[:6]:
        if len(made) + len(word) < MOST_ID:
            made = f"{made}-{word}" if made else word
    made = made or "new-claim"
    numbers = (f"{made}-{number}" for number in count(2))
    return made if made not in taken else next(one for one in numbers if one not in taken)


# Sources


def sources(content: Content) -> Iterator[tuple[str, str | None, Source]]:
    """(company, key or None, source) of every source of the content."""
    for slug, company in content.companies.items():
        yield from ((slug, key, source) for key, source in company.sources.items())
        for claim in company.claims:
            yield from ((slug, None, source) for source in claim.sources if not isinstance(source, str))


def publisher_of(content: Content, url: str) -> str:
    """The publisher that pages of the same host have in the content; "" if there is none."""
    host = _host(url)
    names = Counter(source.publisher for _slug, _key, source in sources(content) if _host(source.url) == host)
    return min(names, key=lambda name: (-names[name], name)) if names else ""


def known_source(content: Content, company: str, url: str) -> str | dict[str, str] | None:
    """How to name a page that a source leads to already: its key in the company's file, or its fields."""
    found = [one for one in sources(content) if one[2].url == url]
    keys = [key for slug, key, _source in found if slug == company and key]
    if keys or not found:
        return keys[0] if keys else None
    source = found[0][2]
    told = {"title": source.title, "publisher": source.publisher, "via": source.via, "url": url}
    told["published"] = source.published.text if source.published else ""
    told |= {"archived": source.archived or "", "language": source.language}
    return {name: text for name, text in told.items() if text}


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


# A claim into a file


def with_claim(data: bytes, document: Document, claim: dict[str, Any]) -> bytes:
    """The bytes of a company's file with a claim at the end of its claims; every other byte stays.

    data  the bytes that `document` was read from

    Raises RefusedError where the claims stand in brackets.
    """
    *lines, rest = data.split(b"\n")
    lines = [line + b"\n" for line in lines] + ([rest] if rest else [])
    fields = document.node.children if isinstance(document.node.children, dict) else {}
    claims = fields.get("claims")
    if claims is None:
        place, added = len(lines), ["claims:", *claim_lines(claim)]
    elif not claims.children:
        place, added = claims.line, claim_lines(claim)
        lines[place - 1] = _without_brackets(lines[place - 1])
    elif document.line(claims.line)[claims.column - 1 :].startswith("["):
        raise RefusedError("The claims of this file stand in brackets: run brief fmt first.")
    else:
        place, indent = _end_of_claims(document.text), " " * (claims.column - 1)
        added = ["", *claim_lines(claim, indent)]
    end = b"\r\n" if b"\r\n" in data else b"\n"
    before = b"".join(lines[:place])
    if not before.endswith(b"\n"):
        before += end
    new = b"".join(line.encode("utf-8") + end for line in added)
    return before + new + b"".join(lines[place:])


def _without_brackets(line: bytes) -> bytes:
    """`claims: []` as `claims:`."""
    made, count = re.subn(rb" *\[ *\]", b"", line, count=1)
    if not count:
        raise RefusedError("The empty brackets of claims stand on two lines: take them out first.")
    return made


def _end_of_claims(text: str) -> int:
    """After which line the last claim ends, with the comments that belong to it."""
    claims = pieces(text).of("claims")
    assert claims and not isinstance(claims.value, str)
    lines, end = text.split("\n"), claims.value[-1].end
    while not lines[end - 1].strip():
        end -= 1
    return end
