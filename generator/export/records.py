"""The tables of claims, their sources, and partners."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from generator.export.table import (
    BOOLEAN,
    CLAIM,
    COMPANY,
    DATE,
    INTEGER,
    OBJECT,
    PROGRAMME,
    STRING,
    TO_CLAIM,
    TO_COMPANY,
    Field,
    Table,
    claims,
    key,
    must,
    programmes,
    row_of,
    text,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from generator.export.addresses import Addresses
    from generator.export.claims import Data
    from generator.export.table import Row


# Claims and their sources


def _claims(companies: Mapping[str, Data], at: Addresses) -> Iterator[Row]:
    for slug, company, claim in claims(companies):
        yield {
            **claim,
            "company": slug,
            "company_name": company["name"],
            "programme_name": company["programmes"][claim["programme"]]["name"],
            "vehicles": " ".join(claim.get("vehicles", ())),
            "origins": len(claim.get("origins", ())),
            "sources": len(claim.get("sources", ())),
            "answers": json.dumps(claim.get("answers", {}), ensure_ascii=False),
            **{kind: _links(claim.get(kind, ())) for kind in ("contradicts", "supersedes", "confirms")},
            "corrections": "\n".join(f"{one['on']}: {one['note']}" for one in claim.get("corrections", ())),
            "address": at.claim(slug, claim["claim"]),
        }


def _links(links: Iterable[Data]) -> str:
    """`gwm-plant-talks:builder other-claim`."""
    return " ".join(":".join([one["claim"], *_limited(one)]) for one in links)


def _limited(link: Data) -> list[str]:
    return [",".join(link["questions"])] if "questions" in link else []


CLAIMS = Table(
    "claims",
    "Claims",
    "One row for each claim: one thing that somebody said on a date.",
    (
        COMPANY,
        must("company_name", "Name of the company."),
        Field(
            "claim", STRING, "Id of the claim within its company; it never changes.", key=True, required=True
        ),
        must("programme", "Slug of the programme that it is about."),
        must("programme_name", "Name of the programme."),
        Field("counts", DATE, "The day from which it counts.", required=True),
        must("said", "When it was said, as precise as known: published, or the date of a source."),
        text("published", "When it was said, as precise as known (2021, 2021-Q1, early 2021, 2021-03-26)."),
        text("event", "When the thing happened, where the claim tells; as precise as known."),
        must("topic", "Slug of its topic."),
        must("basis", "What it rests on: a slug of the brief's bases."),
        Field("on_record", BOOLEAN, "Whether that basis is on record."),
        text("said_by", "Who said it."),
        must("statement", "What was said."),
        Field(
            "answers", OBJECT, "What it answers, as JSON: question or milestone to answer, as in the entry."
        ),
        text("vehicles", "Slugs of the vehicles that it speaks of, with spaces between."),
        Field("origins", INTEGER, "How many independent origins it has: reprints of one report are one."),
        Field("sources", INTEGER, "How many pages carry it; they stand in sources.csv."),
        text(
            "contradicts",
            "Claims that it says are wrong, with spaces between; id:question,question limits a link.",
        ),
        text("supersedes", "Claims whose answers it replaces, written in the same way."),
        text("confirms", "Claims that it says are right, written in the same way."),
        text("corrections", "What was wrong in it after publication, one “day: note” a line."),
        must("address", "Its permanent address."),
    ),
    _claims,
    (TO_COMPANY,),
)


def _sources(companies: Mapping[str, Data], _at: Addresses) -> Iterator[Row]:
    for slug, _company, claim in claims(companies):
        for number, source in enumerate(claim.get("sources", ()), start=1):
            origin = source.get("via", source["publisher"])
            yield {**source, "company": slug, "claim": claim["claim"], "number": number, "origin": origin}


SOURCES = Table(
    "sources",
    "Sources",
    "One row for each page that carries a claim; a page that carries several claims has a row for each.",
    (
        COMPANY,
        Field("claim", STRING, CLAIM.description, key=True, required=True),
        Field(
            "number", INTEGER, "Its place among the sources of the claim, from 1.", key=True, required=True
        ),
        text("title", "The title of the page, as published."),
        must("publisher", "Who published the page."),
        text("via", "Where the report was first published, if not here."),
        must("origin", "via, else the publisher: reprints of one report share it."),
        text("published", "The day of publication, as precise as the page tells."),
        must("url", "The address of the page."),
        text("archived", "The address of an archived copy."),
        text("language", "The language of the page, as a code: en, zh, ja."),
    ),
    _sources,
    (TO_COMPANY, TO_CLAIM),
)


# Partners


def _partners(companies: Mapping[str, Data], at: Addresses) -> Iterator[Row]:
    for company, slug, programme in programmes(companies):
        for one in programme.get("partners", ()):
            who = at.site.content.organisation(one["who"])
            yield {
                **one,
                **row_of(company, slug, programme),
                "country": who.country if who else None,
                "kind": getattr(who, "kind", None),
                "claims": len(one["claims"]),
                "address": at.organisation(one["who"]),
            }


PARTNERS = Table(
    "partners",
    "Partners",
    "One row for each organisation that works, or was said to work, with a programme, in each role.",
    (
        COMPANY,
        must("company_name", "Name of the company."),
        PROGRAMME,
        must("programme_name", "Name of the programme."),
        key("who", "Slug of the partner; it may be a company of this brief."),
        must("name", "Name of the partner."),
        text("country", "Country of the partner, as two letters of ISO 3166."),
        text("kind", "What the partner is: a slug of the brief's kinds; empty for a company of this brief."),
        Field(
            "role", STRING, "What it does: a slug of the brief's roles; empty where no claim tells.", key=True
        ),
        text("state", "How far the work is: a slug of the brief's states; empty where no claim tells."),
        must("evidence", "on record, well reported, single report or disputed."),
        Field("since", DATE, "The day of the first claim that names it in this role.", required=True),
        Field("claims", INTEGER, "How many claims name it in this role."),
        text("address", "The partner's page."),
        CLAIM,
    ),
    _partners,
    (TO_COMPANY, TO_CLAIM),
)
