"""The tables of companies, programmes, answers and promises; the list of all tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.export.records import CLAIMS, PARTNERS, SOURCES
from generator.export.table import (
    BOOLEAN,
    CLAIM,
    COMPANY,
    DATE,
    INTEGER,
    NUMBER,
    PROGRAMME,
    QUESTION,
    STRING,
    TO_CLAIM,
    TO_COMPANY,
    Field,
    Table,
    key,
    must,
    programmes,
    raw,
    row_of,
    text,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.brief import Brief
    from generator.export.addresses import Addresses
    from generator.export.claims import Data
    from generator.export.table import Row


def tables(brief: Brief) -> tuple[Table, ...]:
    """Every table; that of programmes has columns for each question of the brief."""
    return (compare(brief), COMPANIES, ANSWERS, PROMISES, CLAIMS, SOURCES, PARTNERS)


# Companies


def _companies(companies: Mapping[str, Data], at: Addresses) -> Iterator[Row]:
    for slug, company in companies.items():
        days = [claim["counts"] for claim in company["claims"]]
        yield {
            **{key: company.get(key) for key in ("name", "legal_name", "country", "industry", "checked")},
            "company": slug,
            "programmes": len(company["programmes"]),
            "claims": len(days),
            "first_claim": min(days),
            "newest_claim": max(days),
            "former_slugs": " ".join(company.get("former_slugs", ())),
            "address": company["address"],
        }


COMPANIES = Table(
    "companies",
    "Companies",
    "One row for each company.",
    (
        COMPANY,
        must("name", "The name that readers know."),
        text("legal_name", "The name in the register."),
        must("country", "Its country, as two letters of ISO 3166."),
        must("industry", "What it is known for."),
        Field("checked", DATE, "The day a person last looked for news of it."),
        Field("programmes", INTEGER, "How many of its programmes a claim speaks of."),
        Field("claims", INTEGER, "How many of its claims count."),
        Field("first_claim", DATE, "The day from which its first claim counts."),
        Field("newest_claim", DATE, "The day from which its newest claim counts."),
        text("former_slugs", "Slugs that it had before, with spaces between; their addresses redirect."),
        must("address", "Its page."),
    ),
    _companies,
)


# Programmes: the Compare page


def compare(brief: Brief) -> Table:
    """One row for each programme, as on the Compare page; three or four columns for each question."""
    fields = [
        COMPANY,
        must("company_name", "Name of the company."),
        PROGRAMME,
        must("programme_name", "Name of the programme."),
        must("country", "Country of the company, as two letters of ISO 3166."),
        Field("ended", DATE, "Since when the programme is ended: its other answers are the last known."),
    ]
    for slug, question in brief.questions.items():
        ask = question.ask or question.label
        fields += [
            text(f"{slug}_answer", f"{ask} The standing answer in words; several, with “; ” between."),
            text(f"{slug}_evidence", f"{question.label}: the evidence of the newest standing answer."),
            Field(f"{slug}_since", DATE, f"{question.label}: since when the newest answer stands."),
        ]
        if question.type == "when":
            fields.append(text(f"{slug}_schedule", f"{question.label}: on time, moved, missed, arrived."))
    questions = tuple(brief.questions)

    def rows(companies: Mapping[str, Data], _at: Addresses) -> Iterator[Row]:
        for company, slug, programme in programmes(companies):
            row: Row = {
                **row_of(company, slug, programme),
                "country": company["country"],
                "ended": programme.get("ended"),
            }
            for name in questions:
                row |= _compared(name, programme.get("answers", {}).get(name, {}))
            yield row

    about = "One row for each programme with the answers that stand: the table of the Compare page."
    return Table("compare", "Compare", about, tuple(fields), rows, (TO_COMPANY,))


def _compared(name: str, cell: Data) -> Row:
    stands = cell.get("stands", ())
    row = {f"{name}_schedule": cell.get("schedule"), f"{name}_evidence": "not known"}
    if stands:
        row[f"{name}_answer"] = "; ".join(_scoped(one) for one in stands)
        row[f"{name}_evidence"] = stands[0]["evidence"]
        row[f"{name}_since"] = stands[0]["since"]
    return row


def _scoped(answer: Data) -> str:
    scope = answer.get("scope")
    return f"{answer['text']} ({scope})" if scope else str(answer["text"])


# Answers


def _answers(companies: Mapping[str, Data], at: Addresses) -> Iterator[Row]:
    for company, slug, programme in programmes(companies):
        milestones = programme.get("milestones", {})
        for name, cell in programme.get("answers", {}).items():
            every = [
                one
                for place in ("history", "stands", "also_reported", "withdrawn")
                for one in cell.get(place, ())
            ]
            question = at.site.question(name)
            for one in every:
                yield {
                    **row_of(company, slug, programme),
                    **one,
                    "question": name,
                    "label": question.label if question else milestones[name],
                    "answer": raw(one["answer"]),
                }


ANSWERS = Table(
    "answers",
    "Answers and their history",
    "One row for each stretch of days in which a cell showed an answer: one that stood, was also reported or "
    "withdrawn. On a day it showed the rows with from <= day and (to empty or day < to).",
    (
        COMPANY,
        must("company_name", "Name of the company."),
        PROGRAMME,
        must("programme_name", "Name of the programme."),
        QUESTION,
        must("label", "The question or milestone in a word or two."),
        Field("scope", STRING, "What an amount is for (vehicle, variant, market), if it was said.", key=True),
        Field(
            "place",
            STRING,
            "stands; also reported (in the same cell, beside what stands); withdrawn (the last answer, shown "
            "struck through where nothing stands in the cell).",
            key=True,
            required=True,
        ),
        Field("from", DATE, "The first day of the stretch.", key=True, required=True),
        Field("to", DATE, "The first day after the stretch; empty: it lasts on the day of the edition."),
        Field("since", DATE, "The first day of the unbroken run of the same answer, if it stands."),
        text("evidence", "Of an answer that stands: on record, well reported, single report or disputed."),
        must("text", "The answer in words."),
        must("answer", "The answer as written in the entry; a list or mapping as JSON."),
        Field("happened", BOOLEAN, "Whether it tells of something that came true, not of a target."),
        Field("first_day", DATE, "Of a date: the first day that it may mean; empty for “by X”."),
        Field("last_day", DATE, "Of a date: the last day that it may mean; empty for “from X”."),
        Field("low", NUMBER, "Of an amount: its lower bound, or the amount."),
        Field("high", NUMBER, "Of an amount: its upper bound, or the amount."),
        text("unit", "Of an amount: its unit, or the currency in three letters."),
        Field("claim", STRING, CLAIM.description, key=True, required=True),
    ),
    _answers,
    (TO_COMPANY, TO_CLAIM),
)


# Promises


def _promises(companies: Mapping[str, Data], at: Addresses) -> Iterator[Row]:
    for company, slug, programme in programmes(companies):
        milestones = programme.get("milestones", {})
        for one in programme.get("promises", ()):
            moved, question = one.get("moved_to", {}), at.site.question(one["question"])
            yield {
                **one,
                **row_of(company, slug, programme),
                "label": question.label if question else milestones[one["question"]],
                "target": raw(one["target"]),
                "moved_to": moved.get("text"),
                "moved_by": moved.get("claim"),
            }


PROMISES = Table(
    "promises",
    "Promises",
    "One row for each date that a voice named for something, and what became of it.",
    (
        COMPANY,
        must("company_name", "Name of the company."),
        PROGRAMME,
        must("programme_name", "Name of the programme."),
        QUESTION,
        must("label", "The question or milestone in a word or two."),
        key("voice", "Who speaks: record (the company, its partner, a filing), or the origin of a report."),
        Field("on_record", BOOLEAN, "Whether the claim is on record."),
        must("basis", "What the claim rests on: a slug of the brief's bases."),
        Field("counts", DATE, "The day from which the claim counts that first named it.", required=True),
        must("said", "When it was said, as precise as known."),
        must("text", "The date in words."),
        must("target", "The date as written in the entry."),
        Field("first_day", DATE, "The first day that it may mean; empty for “by X”."),
        Field("last_day", DATE, "The last day that it may mean, when it is due; empty for “from X”."),
        must("verdict", "kept, late, moved, dropped, missed or open."),
        text("late_by", "How late the thing came, in words, where the verdict is late."),
        text("moved_to", "The date that replaced it, in words, if the same voice later named another."),
        text("moved_by", "Id of the claim that named the other date."),
        Field("claim", STRING, CLAIM.description, key=True, required=True),
    ),
    _promises,
    (TO_COMPANY, TO_CLAIM),
)
