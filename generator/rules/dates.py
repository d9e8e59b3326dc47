"""Rules on sources and dates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.ledger import counts_from
from generator.rule import WARNING, Finding, Rule, Scope

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator import problem
    from generator.model import Source


def _sources(scope: Scope) -> Iterator[tuple[str, problem.Path, Source]]:
    """Every source that is written out, with its place."""
    for _slug, file, company in scope.companies():
        yield from ((file, ("sources", key), source) for key, source in company.sources.items())
        for number, claim in enumerate(company.claims):
            for place, source in enumerate(claim.sources):
                if not isinstance(source, str):
                    yield file, ("claims", number, "sources", place), source


def _one_address(scope: Scope) -> Iterator[Finding]:
    first: dict[tuple[str, str], tuple[str, str]] = {}
    for file, path, source in _sources(scope):
        day = source.published.text if source.published else ""
        for field, text in (("title", source.title), ("published", day)):
            if not text:
                continue
            place = scope.document(file).place((*path, field))
            known, where = first.setdefault((source.url, field), (text, f"{place.file}:{place.line}"))
            if known != text:
                message = f"The same address has another {field} in {where}: “{known}”."
                yield Finding(file, (*path, field), message, "Open the page and give both the same.")


def _unused(scope: Scope) -> Iterator[Finding]:
    for _slug, file, company in scope.companies():
        used = {source for claim in company.claims for source in claim.sources if isinstance(source, str)}
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
        if claim.published and claim.published.last is None:
            message = f"“{claim.published.text}” does not tell by when it was said."
            mend = "Write the day or month of publication; if nobody knows it, entered: the day you wrote it down."
            yield Finding(file, (*path, "published"), message, mend)
        elif counts_from(company, claim) is None:
            message = "Nothing tells when this was said: neither the claim nor a source has a date."
            yield Finding(file, path, message, "Add published: DAY, or entered: the day you wrote it down.")


def _before_sources(scope: Scope) -> Iterator[Finding]:
    for file, path, company, claim in scope.claims():
        keys = [source for source in claim.sources if isinstance(source, str)]
        if not claim.published or any(key not in company.sources for key in keys):
            continue
        dated = [source.published for source in company.sources_of(claim) if source.published]
        if dated and claim.published.last and all(w.first and w.first > claim.published.last for w in dated):
            message = "The claim is dated before every dated source that carries it."
            yield Finding(file, (*path, "published"), message, "Check the date against the sources.")


def _future(scope: Scope) -> Iterator[Finding]:
    if scope.today is None:
        return
    for file, path, _company, claim in scope.claims():
        if claim.published and claim.published.first and claim.published.first > scope.today:
            message = f"The claim is dated after {scope.today}."
            yield Finding(file, (*path, "published"), message, "Check the date; a plan's date is an answer.")
    for file, path, source in _sources(scope):
        if source.published and source.published.first and source.published.first > scope.today:
            yield Finding(
                file, (*path, "published"), f"The source is dated after {scope.today}.", "Check the date."
            )


RULES = (
    Rule("one-address", "An address has one title and one date.", "Give both the same.", _one_address),
    Rule("unused-source", "Every source that is listed carries a claim.", "Use it or take it out.", _unused),
    Rule("undated", "Every claim counts from a day.", "Add published or entered.", _dates),
    Rule("future", "Nothing is dated after today.", "Check the date.", _future),
    Rule(
        "before-its-sources",
        "A claim is dated no earlier than the first page that carries it.",
        "Check the date against the sources.",
        _before_sources,
        WARNING,
    ),
)
