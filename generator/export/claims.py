"""Claims as plain data: with their sources, and with their links both ways."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from generator.ledger import Turned
    from generator.model import Link, Source
    from generator.plans import Told
    from generator.view import Site
    from generator.when import When

Data = dict[str, Any]


def claim_data(site: Site, told: Told) -> Data:
    entry, book = told.entry, site.weighed[told.company].ledger
    claim, sources = entry.claim, site.sources_of(told)
    return {
        "claim": claim.id,
        "programme": entry.programme,
        "counts": iso(entry.counts),
        "said": typed(entry.said),
        "published": typed(claim.published),
        "event": typed(claim.event),
        "topic": claim.topic,
        "statement": claim.statement,
        "basis": claim.basis,
        "on_record": entry.on_record,
        "said_by": claim.said_by,
        "vehicles": list(claim.vehicles),
        "partners": [
            {"who": one.who, "role": one.role, "state": one.state or None} for one in claim.partners
        ],
        "answers": {name: value.raw for name, value in claim.answers.items()},
        "origins": list(dict.fromkeys(source.origin for source in sources)),
        "sources": [_source(source) for source in sources],
        "contradicts": _links(site, told, claim.contradicts),
        "supersedes": _links(site, told, claim.supersedes),
        "confirms": _links(site, told, claim.confirms),
        "contradicted_by": _turned(site, told, book.contradicted),
        "superseded_by": _turned(site, told, book.superseded),
        "confirmed_by": _turned(site, told, book.confirmed),
        "corrections": [{"on": iso(one.on), "note": one.note} for one in site.corrections(claim)],
    }


def _source(source: Source) -> Data:
    return {
        "title": source.title,
        "publisher": source.publisher,
        "via": source.via,
        "published": typed(source.published),
        "url": source.url,
        "archived": source.archived,
        "language": source.language,
    }


def _links(site: Site, told: Told, links: Iterable[Link]) -> list[Data]:
    book = site.weighed[told.company].ledger
    known = ((book.by_id.get(link.claim), link) for link in links)
    return [_link(link.claim, link.questions) for to, link in known if to and to.counts <= site.day]


def _turned(site: Site, told: Told, turned: Turned) -> list[Data]:
    links = turned.get(told.entry.claim.id, ())
    return [_link(by.claim.id, link.questions) for by, link in links if by.counts <= site.day]


def _link(claim: str, questions: Sequence[str]) -> Data:
    return {"claim": claim, "questions": list(questions)}


def typed(when: When | None) -> str | None:
    """A date as it was typed: never sharper."""
    return when.text if when else None


def iso(day: date | None) -> str | None:
    """A day as 2024-03-28."""
    return day.isoformat() if day else None
