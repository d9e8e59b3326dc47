"""Warnings on claims: what is legal but doubtful. They never keep the site from being built."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.answer import Amount, Happened, Target
from generator.ledger import counts_from
from generator.rule import WARNING, Example, Finding, Rule, Scope
from generator.stand import SINGLE_REPORT, Play
from generator.weigh import weigh
from generator.when import year_later

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from generator.ledger import Ledger
    from generator.model import Claim, Link
    from generator.stand import Answer
    from generator.weigh import Cell, Line

DENIAL = "denial"
"""The topic of claims that say that another is wrong, where the brief has one."""


def _stale_report(scope: Scope) -> Iterator[Finding]:
    day = scope.edition
    if day is None:
        return
    for _slug, file, company in scope.companies():
        if not scope.whole(file):
            continue
        places = {claim.id: number for number, claim in enumerate(company.claims)}
        if len(places) < len(company.claims):
            continue
        weighed = weigh(company, scope.content.brief)
        for programme in weighed.programmes.values():
            for question, cell in programme.cells.items():
                for answer in _stale(weighed.ledger, cell, day):
                    if programme.ended(day):
                        continue
                    since = answer.entry.counts
                    path = ("claims", places[answer.entry.claim.id], "answers", question)
                    message = f"“{question}” rests on this one report of {since}, over a year old."
                    yield Finding(file, path, message, "Look for newer word of it.", key=True)


def _stale(book: Ledger, cell: Cell, day: date) -> Iterator[Answer]:
    """The reports, each of one origin, that have stood in a cell for over a year."""
    for line in cell.lines:
        old = [answer for answer in line.answers if _ages(answer) and _is_old_report(answer, day)]
        if old and not _record_stands(book, line, day):
            standing = Play(book, list(line.answers)).on(day)  # that day alone: histories take twice as long
            if standing.answer in old and standing.evidence == SINGLE_REPORT:
                yield standing.answer


def _record_stands(book: Ledger, line: Line, day: date) -> bool:
    """Whether an answer on record stands for sure: there is one, and nobody counters any of the line."""
    known = any(answer.on_record(day) for answer in line.answers)
    return known and book.countered.isdisjoint(answer.entry.claim.id for answer in line.answers)


def _is_old_report(answer: Answer, day: date) -> bool:
    return not answer.on_record(day) and year_later(answer.entry.counts) < day


def _ages(answer: Answer) -> bool:
    """Whether an answer can be overtaken: not what has happened, not a figure of one year."""
    value = answer.value
    return not isinstance(value, Happened) and not (isinstance(value, Amount) and value.period)


_YEAR = r"(?:19|20|21)\d\d"
_SPAN = re.compile(
    rf"{_YEAR}(?:\s*[-–—/]\s*| (?:to|or|until) (?:[a-z]+ ){{0,5}}?)(?:{_YEAR}|\d\d)\b"
    rf"|between {_YEAR} and {_YEAR}",
    re.ASCII,
)
_NAMED = re.compile(
    rf"\b(?:in|by|from|for|until) (?:[a-z]+ ){{0,2}}({_YEAR})\b(?! or later)", re.IGNORECASE | re.ASCII
)


def _two_dates(scope: Scope) -> Iterator[Finding]:
    for file, path, company, claim in scope.claims():
        targets = {name: value for name, value in claim.answers.items() if isinstance(value, Target)}
        if len(targets) > 1:
            message = f"One claim promises two dates: {' and '.join(targets)}."
            yield Finding(
                file, (*path, "answers"), message, "Make it two claims, one for each promise.", key=True
            )
        elif targets and (said := counts_from(company, claim)):
            text = claim.statement
            if _later(text, said.year, targets):  # few name any: spans are looked for only there
                text = _SPAN.sub("", text)
            if more := _later(text, said.year, targets):
                message = f"The statement names a date besides the one it answers: {more[0]}."
                yield Finding(
                    file, (*path, "statement"), message, "Make it two claims, one for each promise."
                )


def _later(text: str, said: int, targets: dict[str, Target]) -> list[int]:
    """The years that a text names after that of its claim, but those within a date that is answered."""
    years = sorted({int(year) for year in _NAMED.findall(text)})
    return [year for year in years if year > said and not _covers(targets, year)]


def _covers(targets: dict[str, Target], year: int) -> bool:
    """Whether a year lies within a date that is answered."""
    return any(
        (when.first is None or when.first.year <= year) and (when.last is None or year <= when.last.year)
        for when in (target.when for target in targets.values())
    )


def _denial(scope: Scope) -> Iterator[Finding]:
    stage = scope.content.brief.stage
    for file, path, company, claim in scope.claims():
        if claim.topic != DENIAL or stage not in claim.answers or not scope.whole(file, "claims"):
            continue
        linked = {
            link.claim for links in (claim.contradicts, claim.confirms, claim.supersedes) for link in links
        }
        if not any(stage in other.answers for other in company.claims if other.id in linked):
            message = f"This denial answers “{stage}”, though it answers no claim that does."
            mend = "Answer only what it denies: “not in talks” is not “no plan”."
            yield Finding(file, (*path, "answers", stage), message, mend, key=True)


def _says_little(scope: Scope) -> Iterator[Finding]:
    for _slug, file, company in scope.companies():
        if not scope.whole(file, "claims"):
            continue
        linked = {link.claim for claim in company.claims for link in _links(claim)}
        for number, claim in enumerate(company.claims):
            if not (claim.answers or claim.partners or claim.vehicles or _links(claim) or claim.id in linked):
                message = (
                    "The claim answers no question, names no partner or vehicle and is linked to no other."
                )
                yield Finding(file, ("claims", number), message, "Add what it answers or names, if it does.")


def _links(claim: Claim) -> tuple[Link, ...]:
    return (*claim.contradicts, *claim.supersedes, *claim.confirms)


def _unchecked(scope: Scope) -> Iterator[Finding]:
    if scope.today is None:
        return
    for _slug, file, company in scope.companies():
        if company.checked is None:
            yield Finding(
                file, (), "Nobody has noted when this company was last looked at.", "Add checked: DAY."
            )
        elif (scope.today - company.checked).days > scope.stale_after:
            message = f"No person has looked for news for more than {scope.stale_after} days."
            yield Finding(file, ("checked",), message, "Look for news, then write the day of it.")


RULES = (
    Rule(
        "stale-report",
        "A report of one origin that has stood for over a year may have been overtaken in silence.",
        "Look for newer word of it; allow it where there is none.",
        Example(
            """
            - id: mass-market
              published: 2021-03-26
              basis: unnamed-people
              answers: {builder: great-wall-motor}
            - id: another-matter
              published: 2022-03-28
              sources: [{publisher: Xiaomi, url: https://example.com/other, published: 2022-03-28}]
            """,
            """
            - id: mass-market
              published: 2021-03-26
              basis: unnamed-people
              answers: {builder: great-wall-motor}
              allow: [stale-report: Looked again on 2022-03-28; nothing newer was said.]
            - id: another-matter
              published: 2022-03-28
              sources: [{publisher: Xiaomi, url: https://example.com/other, published: 2022-03-28}]
            """,
        ),
        _stale_report,
        WARNING,
        whole=True,
        dated=True,
    ),
    Rule(
        "two-dates",
        "A claim makes one promise, so that each can be kept or missed by itself.",
        "Make it two claims, each with its date.",
        Example(
            """
            - id: both-dates
              statement: The car comes in 2024 and goes on sale in Europe in 2025.
              answers: {first-car: 2024, europe: 2025}
            """,
            """
            - id: first-date
              statement: The car comes in 2024.
              answers: {first-car: 2024}
            - id: europe-date
              statement: The car goes on sale in Europe in 2025.
              answers: {europe: 2025}
            """,
        ),
        _two_dates,
        WARNING,
    ),
    Rule(
        "denial-answers-stage",
        "A denial answers only what it denies: “not in talks with Hyundai” is not “no plan”.",
        "Take the stage out, or link the claim about it that is denied; allow it if it says just that.",
        Example(
            """
            - id: plant-talks
              answers: {builder: great-wall-motor}
            - id: denial
              topic: denial
              basis: company
              contradicts: [plant-talks]
              answers: {stage: no-plan}
            """,
            """
            - id: plant-talks
              answers: {builder: great-wall-motor}
            - id: denial
              topic: denial
              basis: company
              contradicts: [plant-talks]
            """,
        ),
        _denial,
        WARNING,
    ),
    Rule(
        "unchecked",
        "Readers can trust that somebody has looked at a company lately.",
        "Look for news, then write the day into checked; never stamp it in bulk.",
        Example("checked: 2020-01-31", "checked: 2026-11-23", "company"),
        _unchecked,
        WARNING,
        timed=True,
    ),
    Rule(
        "says-little",
        "A claim answers a question, or names a partner, a vehicle or another claim; else it is only news.",
        "Add what it answers or names, if it does.",
        Example("said_by: three people", "answers: {builder: great-wall-motor}"),
        _says_little,
        WARNING,
        quiet=True,
    ),
)
