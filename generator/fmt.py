"""One canonical layout for entries, which never changes what a file means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator import model
from generator.brief import Brief
from generator.fetch import BRIEF, COMPANIES, schema_line
from generator.layout import lay_out
from generator.ledger import ledger
from generator.pieces import Piece, pieces
from generator.read import parse
from generator.shape import shape_of

if TYPE_CHECKING:
    from generator.document import Document
    from generator.entry import Entry
    from generator.load import Content
    from generator.model import Company

_ENTRIES: dict[str, type[Entry]] = {BRIEF: Brief, COMPANIES: model.Company}
SCHEMA_LINE = "# yaml-language-server:"


class LayoutError(Exception):
    """A text that cannot be laid out without changing what it means."""


def formatted(content: Content, file: str) -> str:
    """The text of an entry that was read, in the canonical layout; raises LayoutError.

    file  its name, such as `companies/xiaomi.yaml`
    """
    kind, _, name = file.partition("/")
    company = content.companies.get(name.removesuffix(".yaml")) if kind == COMPANIES else None
    entry = _ENTRIES.get(kind, model.Partner)
    return layout(content.documents[file], entry, schema_line(file), company, content.brief)


def layout(document: Document, entry: type[Entry], head: str, company: Company | None, brief: Brief) -> str:
    """The text of a document in the layout of a model; with `company`, its claims are put in order."""
    root = pieces(document.text)
    if root.plain() != document.value:
        raise LayoutError(document.file)
    claims = root.of("claims")
    if company and claims and isinstance(claims.value, list):
        claims.value = [claims.value[place] for place in claim_order(company, brief)]
    _hoist(root)
    comments = sorted(one for one in root.comments())
    made = lay_out(root, shape_of(entry), head)
    _assure(document, root, made, [head, *comments])
    return made


def claim_order(company: Company, brief: Brief) -> list[int]:
    """The places of a company's claims, oldest first by what they are about.

    Claims of one day keep their order, since it tells which is newer. Where one has no day, all keep it.
    """
    entries = ledger(company, brief).entries
    if len(entries) != len(company.claims):
        return list(range(len(company.claims)))
    return [place for _day, place in sorted(entry.newness for entry in entries)]


def _hoist(root: Piece) -> None:
    """Keeps the comments at the top of a file at its top, without the line of the schema."""
    first = root.value[0]
    assert isinstance(first, Piece)
    top = [one for one in first.above if not one.startswith(SCHEMA_LINE)]
    first.above = []
    root.above = top


def _assure(document: Document, root: Piece, made: str, comments: list[str]) -> None:
    """Raises LayoutError unless a text holds the same values and comments as the pieces it was made of."""
    again, problems = parse(made.encode("utf-8"), document.file)
    if problems or again is None or again.value != root.plain():
        raise LayoutError(document.file)
    if sorted(pieces(made).comments()) != sorted(comments):
        raise LayoutError(document.file)
