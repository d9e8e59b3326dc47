"""Rules that the models keep by themselves (`load`, `model`, `answer`, `allow`): told here, found there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.fetch import schema_line
from generator.rule import WARNING, Example, Finding, Rule, Scope

if TYPE_CHECKING:
    from collections.abc import Iterator


def _schema_line(scope: Scope) -> Iterator[Finding]:
    for file, document in scope.content.documents.items():
        wanted = schema_line(file)
        first = document.line(1).rstrip()
        if first != wanted:
            wrong = first.startswith("# yaml-language-server:")
            message = (
                "The first line leads to another schema." if wrong else "The line of the schema is missing."
            )
            yield Finding(file, (), message, f"Write as the first line: {wanted}", line=1)


RULES = (
    Rule(
        "file-name",
        "The name of an entry's file is its slug: its address on the site.",
        "Name it slug.yaml: lower-case letters, digits and hyphens.",
        Example(
            """
            # content/partners/Geely Auto.yaml
            name: Geely
            country: CN
            kind: carmaker
            """,
            """
            # content/partners/geely-auto.yaml
            name: Geely
            country: CN
            kind: carmaker
            """,
        ),
    ),
    Rule(
        "unknown-field",
        "A field that nobody knows would be lost in silence.",
        "Write the name of a field that exists.",
        Example("said-by: three people", "said_by: three people"),
    ),
    Rule(
        "missing-field",
        "What every entry, claim and source needs is there.",
        "Add it.",
        Example(
            "sources: [{url: https://example.com/talks}]",
            "sources: [{publisher: Reuters, url: https://example.com/talks}]",
        ),
    ),
    Rule(
        "type",
        "A list stands where a list belongs, fields where fields belong.",
        "Write [one, two] for a list, name: value for fields.",
        Example("vehicles: su7", "vehicles: [su7]"),
    ),
    Rule(
        "field",
        "A value is what its field holds: a date, an address, a slug, a text that is not empty.",
        "Write it as the message says.",
        Example("published: 26 March 2021", "published: 2021-03-26"),
    ),
    Rule(
        "answer",
        "An answer belongs to a question of the brief or a milestone of the company, and fits its type.",
        "Use a question and an answer of its type.",
        Example("answers: {stage: shipping}", "answers: {stage: on-sale}"),
    ),
    Rule(
        "needless-exception",
        "An exception that is no longer needed hides the next mistake.",
        "Take it out.",
        Example("allow: [before-its-sources: The page was changed later.]", "allow: []"),
    ),
    Rule(
        "schema-line",
        "The first line of an entry tells editors its schema, so that they complete and explain its fields.",
        "Write the line of a file of the same kind; `brief fmt` does.",
        Example(
            """
            # content/partners/geely.yaml
            # yaml-language-server: $schema=schema/partner.json
            name: Geely
            country: CN
            kind: carmaker
            """,
            """
            # content/partners/geely.yaml
            # yaml-language-server: $schema=../schema/partner.json
            name: Geely
            country: CN
            kind: carmaker
            """,
        ),
        _schema_line,
        WARNING,
    ),
)
