"""A claim that came or went, told in full, so that a reviewer can judge it without its YAML. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.answer import Nothing
from generator.diff.change import Fact
from generator.diff.side import source_words
from generator.ledger import counts_from
from generator.when import long_day
from generator.wording import label, listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.diff.side import Side
    from generator.model import Claim


def claim_facts(side: Side, company: str, claim: Claim) -> Iterator[Fact]:
    """Who said it on what basis and when, what it answers, its links, partners and sources."""
    yield from _said(side, company, claim)
    yield from _answers(side, company, claim)
    for word in ("contradicts", "supersedes", "confirms"):
        yield from (Fact(word, side.linked(company, link)) for link in getattr(claim, word))
    yield from (Fact("partner", side.partner(one)) for one in claim.partners)
    for source in side.content.companies[company].sources_of(claim):
        yield Fact("source", source_words(source), source.url)
        if source.archived:
            yield Fact("archived copy", "", source.archived)
    yield from (Fact("correction", f"{long_day(one.on)}: {one.note}") for one in claim.corrections)
    yield from (Fact("exception from a check", f"{rule}: {why}") for rule, why in claim.allow.items())


def _said(side: Side, company: str, claim: Claim) -> Iterator[Fact]:
    brief = side.content.brief
    basis = brief.bases.get(claim.basis)
    told = f"{label(brief.bases, claim.basis)} ({'on record' if basis and basis.on_record else 'reported'})"
    yield Fact("basis", f"{told}: {claim.said_by}" if claim.said_by else told)
    yield Fact("date", _dates(side, company, claim))
    programme = side.programme(company, claim)
    about = [label(brief.topics, claim.topic)]
    if programme:
        about += [programme.name] if len(side.content.companies[company].programmes) > 1 else []
        about += [listed([programme.vehicles[one].name for one in claim.vehicles])] if claim.vehicles else []
    yield Fact("about", " · ".join(about))


def _dates(side: Side, company: str, claim: Claim) -> str:
    told = [f"published {claim.published.words}" if claim.published else "published on a day not told"]
    if claim.event:
        told.append(f"of what happened {claim.event.words}")
    counts = counts_from(side.content.companies[company], claim)
    said = claim.published.last if claim.published and claim.published.is_day else None
    if counts and counts > side.day:
        told.append(f"counts only from {long_day(counts)}, after this edition")
    elif counts and counts != said:
        told.append(f"counts from {long_day(counts)}")
    return "; ".join(told)


def _answers(side: Side, company: str, claim: Claim) -> Iterator[Fact]:
    if not claim.answers:
        yield Fact("answers", "no question")
    programme = side.programme(company, claim)
    for name, value in claim.answers.items():
        told = f"{side.label(name, programme)}: {side.answer(company, name, value)}"
        yield Fact("answers", told if _stands(side, company, claim, name) else f"{told} (does not stand)")


def _stands(side: Side, company: str, claim: Claim, question: str) -> bool:
    """Whether its answer is the one that stands, or that took the last one back."""
    programme = side.weighed(company).programmes[claim.about or side.content.companies[company].lead]
    standing = [line.on(side.day) for line in programme.cells[question].lines]
    if isinstance(claim.answers[question], Nothing):
        return any(one.withdrawn and not one.answer for one in standing)
    return any(one.answer and one.answer.entry.claim.id == claim.id for one in standing)
