"""The history of each answer of a company: what stood from when to when, and who said what."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from generator.plans import Told
from generator.views.answers import Fact, Shown, fact, shown
from generator.views.claims import Given, given
from generator.views.why import causes, causes_in
from generator.wording import scope_words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from generator.ledger import Entry, Ledger
    from generator.plans import Plan
    from generator.view import Site
    from generator.weigh import Line, Step
    from generator.when import When


class Spell(NamedTuple):
    """A stretch of days in which a cell said the same.

    until  the day on which it came to say another thing
    made   the claims that made it so; none: time alone did
    """

    since: When
    until: When | None
    stands: Shown | None
    gone: Shown | None
    also: tuple[Shown, ...]
    made: Sequence[Entry]


class Answered(NamedTuple):
    """An answer that a claim gave, and what has become of it."""

    told: Told
    said: When
    given: Given


class Scope(NamedTuple):
    """What an amount is for, with its spells, the newest first; most answers have one scope without words."""

    words: str
    spells: Sequence[Spell]


class Answer(NamedTuple):
    """A question or milestone with its history."""

    fact: Fact
    scopes: Sequence[Scope]
    answered: Sequence[Answered]


class Section(NamedTuple):
    """A programme with all its answers, and whether they are last known."""

    plan: Plan
    ended: bool
    answers: Sequence[Answer]


def history(site: Site, slug: str) -> dict[str, Any]:
    """What the template of a company's answers needs."""
    return {
        "slug": slug,
        "company": site.companies[slug],
        "sections": [_section(site, plan) for plan in site.plans_of(slug)],
    }


def _section(site: Site, plan: Plan) -> Section:
    facts = (fact(site, plan, name) for name in plan.weighed.cells)
    answers = [_answer(site, plan, one) for one in facts if one.known]
    return Section(plan, plan.weighed.ended(site.day) is not None, answers)


def _answer(site: Site, plan: Plan, one: Fact) -> Answer:
    cell = plan.weighed.cells[one.name]
    scopes = [
        Scope(
            scope_words(line.scope, plan.programme, site.content.brief),
            [_spell(site, plan, line, step) for step in reversed(line.steps) if step.start <= site.day],
        )
        for line in cell.lines
    ]
    counting = [answer for answer in cell.answers if answer.entry.counts <= site.day]
    answered = [
        Answered(
            Told(plan.company, answer.entry),
            answer.entry.said,
            given(site, plan, answer.entry, one.name),
        )
        for answer in reversed(counting)
    ]
    return Answer(one, [scope for scope in scopes if scope.spells], answered)


def _spell(site: Site, plan: Plan, line: Line, step: Step) -> Spell:
    standing, name = step.standing, line.answers[0].question
    until = step.end if step.end and step.end <= site.day else None
    return Spell(
        since=site.from_day(step.start, causes(site, plan, name, step.start)),
        until=site.from_day(until, causes(site, plan, name, until)) if until else None,
        stands=shown(site, plan, standing.answer, standing.evidence) if standing.answer else None,
        gone=shown(site, plan, standing.withdrawn, "") if standing.withdrawn else None,
        also=tuple(shown(site, plan, also, "") for also in standing.also),
        made=_made(site, plan, line, step),
    )


def _made(site: Site, plan: Plan, line: Line, step: Step) -> list[Entry]:
    """The claims of its first day that give or reach an answer of its scope."""
    name = line.answers[0].question
    if not line.scope:
        return list(causes(site, plan, name, step.start))
    touching = _touching(site.weighed[plan.company].ledger, plan.weighed.slug, name, step.start)
    found = {entry: place for one in line.answers for place, entry in touching.get(one.entry.claim.id, ())}
    return sorted(found, key=lambda entry: found[entry])


@lru_cache(maxsize=64)
def _touching(book: Ledger, programme: str, question: str, day: date) -> dict[str, list[tuple[int, Entry]]]:
    """Claim → what made a cell change on a day and is that claim or links to it, with its place among all."""
    found: dict[str, list[tuple[int, Entry]]] = defaultdict(list)
    for place, entry in enumerate(causes_in(book, programme, question, day)):
        claim = entry.claim
        for one in {
            claim.id,
            *(link.claim for link in (*claim.contradicts, *claim.supersedes, *claim.confirms)),
        }:
            found[one].append((place, entry))
    return found
