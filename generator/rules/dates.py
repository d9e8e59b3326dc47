"""Rules on sources and dates."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from generator.answer import Happened
from generator.ledger import counts_from
from generator.rule import WARNING, Example, Finding, Rule, Scope, written_out

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator import problem
    from generator.load import Content
    from generator.model import Source


def _one_address(scope: Scope) -> Iterator[Finding]:
    first: dict[tuple[str, str], tuple[str, str, problem.Path]] = {}
    fresh = _fresh(scope.content, scope.sound) if scope.sound else None
    for file, path, source in scope.sources if fresh is None or fresh else ():
        if fresh is not None and source.url not in fresh:
            continue
        for field, text in zip(("title", "published"), _said(source), strict=True):
            if not text:
                continue
            known, there, at = first.setdefault((source.url, field), (text, file, (*path, field)))
            if known != text:
                place = scope.document(there).place(at)
                message = f"The same address has another {field} in {place.file}:{place.line}: “{known}”."
                yield Finding(file, (*path, field), message, "Open the page and give both the same.")


def _said(source: Source) -> tuple[str, str]:
    """Title and day of a page."""
    return source.title, source.published.text if source.published else ""


def _fresh(content: Content, sound: Content) -> set[str]:
    """The addresses of which entries say what they did not say when all were sound."""
    edited = content.since(sound)
    known = {slug: entry for slug, entry in sound.companies.items() if slug in edited.companies}
    before = {(one.url, *_said(one)) for _file, _path, one in written_out(replace(sound, companies=known))}
    now = {(one.url, *_said(one)) for _file, _path, one in written_out(edited)}
    return {url for url, *_rest in now - before}


def _unused(scope: Scope) -> Iterator[Finding]:
    for _slug, file, company in scope.companies():
        used = {source for claim in company.claims for source in claim.sources if isinstance(source, str)}
        if used - company.sources.keys() or not scope.whole(file, "claims", None, "sources"):
            continue  # a slip in a key: told by itself, and what it meant seems unused till then
        for key in company.sources:
            if key not in used:
                yield Finding(
                    file,
                    ("sources", key),
                    f"No claim uses the source “{key}”.",
                    "Use it or take it out.",
                    key=True,
                )


def _dates(scope: Scope) -> Iterator[Finding]:
    for file, path, company, claim in scope.claims():
        if any(isinstance(source, str) and source not in company.sources for source in claim.sources):
            continue
        if not scope.when_said(file, path, claim):
            continue
        if claim.published and claim.published.last is None:
            message = f"“{claim.published.text}” does not tell by when it was said."
            mend = "Write the day or month of publication; if nobody knows it, entered: the day of entry."
            yield Finding(file, (*path, "published"), message, mend)
        elif counts_from(company, claim) is None:
            message = "Nothing tells when this was said: neither the claim nor a source has a date."
            yield Finding(file, path, message, "Add published: DAY, or entered: the day you wrote it down.")


def _before_sources(scope: Scope) -> Iterator[Finding]:
    for file, path, company, claim in scope.claims():
        keys = [source for source in claim.sources if isinstance(source, str)]
        unsure = any(key not in company.sources for key in keys) or not scope.when_said(file, path, claim)
        if not claim.published or unsure:
            continue
        dated = [source.published for source in company.sources_of(claim) if source.published]
        if dated and claim.published.last and all(w.first and w.first > claim.published.last for w in dated):
            message = "The claim is dated before every dated source that carries it."
            yield Finding(file, (*path, "published"), message, "Check the date against the sources.")


def _not_yet(scope: Scope) -> Iterator[Finding]:
    for file, path, company, claim in scope.claims():
        dated = [claim.published] if claim.published else [one.published for one in company.sources_of(claim)]
        days = [when.last for when in dated if when and when.last]
        told = max(days) if days else claim.entered
        if told is None or not scope.when_said(file, path, claim):
            continue
        if claim.event and claim.event.first and claim.event.first > told:
            message = f"The event is dated {claim.event.text}, after the claim itself was said."
            yield Finding(file, (*path, "event"), message, "Take it out: a plan's date is an answer.")
        for name, value in claim.answers.items():
            if isinstance(value, Happened) and value.when.first and value.when.first > told:
                date = value.when.text
                message = f"“{name}” is told as having happened on {date}, after the claim itself was said."
                mend = f"Write {name}: {date} for a plan, or mend the date."
                yield Finding(file, (*path, "answers", name, "happened"), message, mend)


def _future(scope: Scope) -> Iterator[Finding]:
    if scope.today is None:
        return
    for _slug, file, company in scope.companies():
        if company.checked and company.checked > scope.today:
            yield Finding(file, ("checked",), f"The check is dated after {scope.today}.", "Check the date.")
    for file, path, _company, claim in scope.claims():
        if claim.published and claim.published.first and claim.published.first > scope.today:
            message = f"The claim is dated after {scope.today}."
            yield Finding(file, (*path, "published"), message, "Check the date; a plan's date is an answer.")
    for file, path, source in scope.sources:
        if source.published and source.published.first and source.published.first > scope.today:
            yield Finding(
                file, (*path, "published"), f"The source is dated after {scope.today}.", "Check the date."
            )


RULES = (
    Rule(
        "one-address",
        "An address has one title and one date, wherever it stands.",
        "Open the page and give both the same.",
        Example(
            """
            - id: plant-talks
              published: 2021-03-26
              sources: [{title: Talks on a plant, publisher: Reuters, url: https://example.com/talks}]
            - id: mass-market
              published: 2021-03-26
              sources: [{title: Talks on the plant, publisher: Reuters, url: https://example.com/talks}]
            """,
            """
            - id: plant-talks
              published: 2021-03-26
              sources: [{title: Talks on a plant, publisher: Reuters, url: https://example.com/talks}]
            - id: mass-market
              published: 2021-03-26
              sources: [{title: Talks on a plant, publisher: Reuters, url: https://example.com/talks}]
            """,
        ),
        _one_address,
        whole=True,
    ),
    Rule(
        "unused-source",
        "Every source that is listed carries a claim.",
        "Name it in a claim, or take it out.",
        Example(
            """
            sources:
              reuters-talks: {title: Talks on a plant, publisher: Reuters, url: https://example.com/talks}
            """,
            "sources: {}",
            "company",
        ),
        _unused,
    ),
    Rule(
        "undated",
        "Every claim counts from a day.",
        "Add published: DAY, or entered: the day you wrote it down.",
        Example(
            "published: from 2021",
            "published: 2021-03",
        ),
        _dates,
    ),
    Rule(
        "future",
        "Nothing is dated after the day given with --today.",
        "Check the date; a plan's date is an answer.",
        Example("published: 2062-03-26", "published: 2026-03-26"),
        _future,
        timed=True,
    ),
    Rule(
        "not-yet",
        "What a claim tells as having happened did so by the day on which it was said.",
        "Write a plan's date as the answer, without `event` and without `happened`.",
        Example(
            """
            published: 2021-03-26
            answers: {first-car: {happened: 2024-04-03}}
            """,
            """
            published: 2021-03-26
            answers: {first-car: 2024-04-03}
            """,
        ),
        _not_yet,
    ),
    Rule(
        "before-its-sources",
        "A claim is dated no earlier than the first page that carries it.",
        "Check the date against the sources.",
        Example(
            """
            published: 2021-03-20
            sources: [{publisher: Reuters, published: 2021-03-26, url: https://example.com/talks}]
            """,
            """
            published: 2021-03-26
            sources: [{publisher: Reuters, published: 2021-03-26, url: https://example.com/talks}]
            """,
        ),
        _before_sources,
        WARNING,
    ),
)
