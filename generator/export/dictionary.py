"""The field dictionary: what each file, each column of a table and each field of the JSON files means."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.export.records import SOURCES
from generator.export.sheets import CSV_RULE, GUARD_RULE
from generator.export.tables import ANSWERS, tables

if TYPE_CHECKING:
    from generator.brief import Brief
    from generator.export.table import Table


@dataclass(frozen=True, slots=True)
class Part:
    """A kind of object in brief.json: its places (`*` is any slug, `[]` any item), its fields."""

    paths: tuple[str, ...]
    meaning: str
    fields: dict[str, str]


@dataclass(frozen=True, slots=True)
class Dictionary:
    """All that the Data page tells of the files.

    files  (path, meaning)
    csv    how the CSV files are written, and how they keep text from becoming a formula
    """

    files: tuple[tuple[str, str], ...]
    tables: tuple[Table, ...]
    parts: tuple[Part, ...]
    csv: tuple[str, ...] = (CSV_RULE, GUARD_RULE)


def dictionary(brief: Brief) -> Dictionary:
    """The field dictionary of a brief."""
    every = tables(brief)
    files = (*FILES, *((table.path, table.description) for table in every))
    return Dictionary(files, every, PARTS)


FILES = (
    ("data/brief.json", "Everything: vocabularies, companies with programmes and claims, partners."),
    (
        "companies/*.json",
        "One company, as in brief.json: a file beside each company’s page, of the same name.",
    ),
    ("data/brief.xlsx", "All tables as sheets of one Excel workbook; text is text, dates are dates."),
    ("data/datapackage.json", "What the CSV files are, for programs (Frictionless Data)."),
)

_WORD = {"label": "How readers see it.", "explanation": "What it means."}
_ORGANISATION = {
    "address": "Its page.",
    "name": "The name that readers know.",
    "legal_name": "The name in the register.",
    "country": "Two letters of ISO 3166.",
    "former_slugs": "Slugs that it had before; their addresses redirect.",
}
_ANSWER_FIELDS = (
    *("place", "text", "answer", "scope", "evidence", "since", "from", "to", "claim"),
    *("happened", "first_day", "last_day", "low", "high", "unit"),
)
_ANSWER = {field.name: field.description for field in ANSWERS.fields if field.name in _ANSWER_FIELDS} | {
    "answer": "The answer as written in the entry: a text, a list or a mapping.",
    "claim": "Id of its claim; the claim's address is the company's page, # and the id.",
}
_LINK = {
    "claim": "Id of the other claim.",
    "questions": "The questions that the link is limited to, if it is.",
}
_LINKS = (
    *("contradicts", "supersedes", "confirms"),
    *("contradicted_by", "superseded_by", "confirmed_by"),
)
_TYPED = "as written in the entry: as precise as known"

PARTS = (
    Part(
        ("",),
        "The file. What is not given is left out.",
        {
            "title": "Title of the brief.",
            "description": "One sentence on what it is.",
            "address": "The site.",
            "edition": "The day as of which all of it holds.",
            "licence": "The licence of the entries: name, title and path.",
            "questions": "Slug to question, in the order of the columns of Compare.",
            "topics": "Slug to topic.",
            "bases": "Slug to basis.",
            "roles": "Slug to role.",
            "states": "Slug to state.",
            "kinds": "Slug to kind of partner.",
            "companies": "Slug to company.",
            "partners": "Slug to partner.",
        },
    ),
    Part(
        ("licence",),
        "A licence.",
        {"name": "Its name in SPDX.", "title": "Its title.", "path": "Its address."},
    ),
    Part(
        ("questions.*",),
        "A question that is asked of every programme.",
        {
            **_WORD,
            "label": "The head of its column.",
            "ask": "The question in full.",
            "type": "choice, when, organisations, number, money or text.",
            "many": "Whether a choice may be a list.",
            "unit": "The unit of a number, or the currency of money, where an answer names none.",
            "choices": "Word to choice.",
        },
    ),
    Part(("questions.*.choices.*",), "A choice.", {**_WORD, "ends": "Whether it ends a programme."}),
    Part(("topics.*", "roles.*", "states.*"), "A word of a vocabulary.", _WORD),
    Part(("kinds.*",), "A kind of organisation.", {**_WORD, "plural": "What several are called."}),
    Part(("bases.*",), "What a claim rests on.", {**_WORD, "on_record": "Whether it is on record."}),
    Part(
        ("partners.*",),
        "An organisation that a claim names.",
        {**_ORGANISATION, "kind": "A slug of kinds.", "what": "What it is."},
    ),
    Part(
        ("companies.*",),
        "A company; its own file holds the same.",
        {
            **_ORGANISATION,
            "company": "Its slug.",
            "edition": "The last day on which anything of it turned: all of it holds since.",
            "industry": "What it is known for.",
            "checked": "The day a person last looked for news of it.",
            "summary": "The editors' words.",
            "programmes": "Slug to programme, the lead one first.",
            "claims": "Its claims, the newest first.",
        },
    ),
    Part(
        ("companies.*.summary",),
        "The editors' words on a company.",
        {"as_of": "The day that they were written.", "text": "The words."},
    ),
    Part(
        ("companies.*.programmes.*",),
        "A programme: one plan of a company.",
        {
            "name": "Its name.",
            "title": "Its name with the company's, where the one does not hold the other.",
            "what": "What it is.",
            "address": "Its place on the company's page.",
            "ended": "Since when it is ended: its other answers are the last known.",
            "vehicles": "Slug to vehicle.",
            "milestones": "Slug to label: when questions of this programme alone.",
            "answers": "Question or milestone to cell; a question without a cell is not known. "
            "Its address is the company's page, # and PROGRAMME--QUESTION.",
            "promises": "The dates that were named, by whom, and what became of them.",
            "partners": "Who works with it.",
        },
    ),
    Part(
        ("companies.*.programmes.*.vehicles.*",),
        "A vehicle.",
        {"name": "Its name.", "body": "Sedan, SUV, van …"},
    ),
    Part(
        ("companies.*.programmes.*.answers.*",),
        "A cell: all that it says of one question.",
        {
            "schedule": "Of a date: on time, moved later N times, moved earlier, missed, arrived on time, "
            "arrived late, arrived, ended, no date.",
            "stands": "What stands; several where amounts are for different things.",
            "also_reported": "What is also reported.",
            "withdrawn": "The last answer, where answers were taken back without a new one.",
            "history": "The stretches that are over, the oldest first.",
        },
    ),
    Part(
        tuple(
            f"companies.*.programmes.*.answers.*.{place}[]"
            for place in ("stands", "also_reported", "withdrawn", "history")
        ),
        "A stretch of days in which an answer was shown.",
        _ANSWER,
    ),
    Part(
        ("companies.*.programmes.*.promises[]",),
        "One date that one voice named.",
        {
            "question": "Question or milestone.",
            "voice": "record (the company, its partner, a filing), or the origin of a report.",
            "on_record": "Whether the claim is on record.",
            "basis": "A slug of bases.",
            "claim": "Id of the claim that named it first.",
            "counts": "The day from which that claim counts.",
            "said": f"When it was said, {_TYPED}.",
            "target": "The date as written in the entry.",
            "text": "The date in words.",
            "first_day": "The first day that it may mean.",
            "last_day": "The last day that it may mean, when it is due.",
            "verdict": "kept, late, moved, dropped, missed or open.",
            "late_by": "How late the thing came, in words.",
            "moved_to": "The date that replaced it.",
        },
    ),
    Part(
        ("companies.*.programmes.*.promises[].moved_to",),
        "A date that replaced another.",
        {key: _ANSWER[key] for key in ("answer", "text", "claim", "happened", "first_day", "last_day")},
    ),
    Part(
        ("companies.*.programmes.*.partners[]",),
        "What an organisation is to a programme.",
        {
            "who": "Slug of the partner or company.",
            "name": "Its name.",
            "role": "A slug of roles.",
            "state": "A slug of states.",
            "evidence": "on record, well reported, single report or disputed.",
            "since": "The day of the first claim that names it in this role.",
            "claim": "Id of the claim that tells it.",
            "claims": "Ids of all claims that name it in this role, the newest first.",
        },
    ),
    Part(
        ("companies.*.claims[]",),
        "A claim: one thing that somebody said on a date.",
        {
            "claim": "Its id within the company; its address is the company's page, # and the id.",
            "programme": "Slug of the programme that it is about.",
            "counts": "The day from which it counts.",
            "said": f"When it was said, {_TYPED}: published, or the date of a source.",
            "published": f"When it was said, {_TYPED}.",
            "event": f"When the thing happened, {_TYPED}.",
            "topic": "A slug of topics.",
            "statement": "What was said.",
            "basis": "A slug of bases.",
            "on_record": "Whether that basis is on record.",
            "said_by": "Who said it.",
            "vehicles": "Slugs of the vehicles that it speaks of.",
            "partners": "The organisations that it names.",
            "answers": "Question or milestone to answer, as written in the entry.",
            "origins": "Where it was first published: reprints of one report are one origin.",
            "sources": "The pages that carry it.",
            "contradicts": "Claims that it says are wrong.",
            "supersedes": "Claims whose answers it replaces.",
            "confirms": "Claims that it says are right.",
            "contradicted_by": "Claims that say it is wrong.",
            "superseded_by": "Claims that replace its answers.",
            "confirmed_by": "Claims that say it is right.",
            "corrections": "What was wrong in it after publication.",
        },
    ),
    Part(
        ("companies.*.claims[].partners[]",),
        "An organisation that a claim names.",
        {"who": "Its slug.", "role": "A slug of roles.", "state": "A slug of states."},
    ),
    Part(
        ("companies.*.claims[].sources[]",),
        "A page that carries a claim.",
        {
            field.name: field.description
            for field in SOURCES.fields
            if field.name not in ("company", "claim", "number", "origin")
        },
    ),
    Part(
        tuple(f"companies.*.claims[].{kind}[]" for kind in _LINKS),
        "A link to another claim of the company.",
        _LINK,
    ),
    Part(
        ("companies.*.claims[].corrections[]",),
        "A correction.",
        {"on": "The day of the correction.", "note": "What was wrong."},
    ),
)
