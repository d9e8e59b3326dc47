"""Claims as items of a feed: plain text under a title that says old → new where something changed."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from heapq import nlargest
from typing import TYPE_CHECKING

from generator.changes import changes
from generator.views.why import causes
from generator.wording import label, plain, scope_words, shortened

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from generator.changes import Change
    from generator.export.addresses import Addresses
    from generator.ledger import Entry
    from generator.plans import Plan, Told
    from generator.stand import Answer
    from generator.view import Site

NOT_KNOWN, TAKEN_BACK = "not known", "withdrawn"
LONGEST_TITLE, LONGEST_ANSWER, MOST_IN_TITLE = 160, 70, 3


@dataclass(frozen=True, slots=True)
class Item:
    """A claim as a feed tells it.

    id         its permanent address under the first slug of its company: never changes
    address    where it stands now
    text       statement, what it changed, who said it, what was wrong in it
    published  the day from which it counts
    updated    that of its newest correction, else the same
    """

    id: str
    address: str
    title: str
    text: str
    published: date
    updated: date
    topic: str
    topic_label: str
    source: str


@dataclass(frozen=True, slots=True)
class Turn:
    """An answer or a promised date that a claim changed, in words."""

    plan: Plan
    question: str
    label: str
    old: str
    new: str


Turns = dict[str, list[Turn]]
"""Claim of a company → what it changed."""


class Items:
    """Claims as items; what the claims of a company changed is worked out once for all feeds."""

    def __init__(self, site: Site, at: Addresses) -> None:
        self._site, self._at = site, at
        self._turned: dict[str, Turns] = {}

    def of(self, told: Iterable[Told]) -> list[Item]:
        """Claims as items, in their order."""
        return [_item(self._site, self._at, one, self._turns(one)) for one in told]

    def _turns(self, told: Told) -> list[Turn]:
        if told.company not in self._turned:
            self._turned[told.company] = turns(self._site, told.company)
        return self._turned[told.company].get(told.entry.claim.id, [])


def newest(site: Site, told: Iterable[Told], many: int) -> list[Told]:
    """The claims that were told or corrected last, in the order of all."""
    every = list(told)
    kept = {id(one) for one in nlargest(many, every, key=lambda one: _updated(site, one))}
    return [one for one in every if id(one) in kept]


def _updated(site: Site, told: Told) -> date:
    """The day of a claim's newest correction, else that from which it counts."""
    return max([told.entry.counts, *(one.on for one in site.corrections(told.entry.claim))])


def _item(site: Site, at: Addresses, told: Told, turned: list[Turn]) -> Item:
    entry, claim = told.entry, told.entry.claim
    sources = site.sources_of(told)
    basis = label(site.content.brief.bases, claim.basis)
    lines = [
        claim.statement,
        *(f"{one.label}: {one.old} → {one.new}" for one in turned),
        f"{basis}{' (on record)' if entry.on_record else ''}{': ' + claim.said_by if claim.said_by else ''}",
        *(f"Corrected on {one.on.isoformat()}: {one.note}" for one in site.corrections(told.entry.claim)),
    ]
    return Item(
        id=at.claim(at.first_slug(told.company), claim.id),
        address=at.claim(told.company, claim.id),
        title=_title(site, told, turned),
        text="\n".join(lines),
        published=entry.counts,
        updated=_updated(site, told),
        topic=claim.topic,
        topic_label=label(site.content.brief.topics, claim.topic),
        source=sources[0].url if sources else "",
    )


def _title(site: Site, told: Told, turned: list[Turn]) -> str:
    """`Xiaomi: First car: expected 2024 → expected 2025`; the statement where nothing became another."""
    moved = [one for one in turned if one.old != NOT_KNOWN]
    plan = site.plan(told.company, told.entry.programme)
    if not moved:
        return shortened(f"{site.name(told.company)}: {told.entry.claim.statement}", LONGEST_TITLE)
    moved.sort(key=lambda one: not one.plan.weighed.cells[one.question].timed)
    said = [f"{one.label}: {_short(one.old)} → {_short(one.new)}" for one in moved[:MOST_IN_TITLE]]
    said += [f"{len(moved) - MOST_IN_TITLE} more"] if len(moved) > MOST_IN_TITLE else []
    return f"{plan.name}: {'; '.join(said)}"


def _short(answer: str) -> str:
    return shortened(answer, LONGEST_ANSWER)


def turns(site: Site, company: str) -> Turns:
    """What the claims of a company changed: standing answers, and targets that a voice moved beside them."""
    found: Turns = defaultdict(list)
    plans = site.plans_of(company)
    changed = [(plan, one) for plan in plans for one in changes(company, plan.weighed, site.day)]
    for plan, change in sorted(changed, key=lambda pair: pair[1].order):
        if cause := _cause(site, plan, change):
            old = _words(site, plan, change.old, NOT_KNOWN)
            new = _words(site, plan, change.new, TAKEN_BACK)
            found[cause.claim.id].append(_turn(site, plan, change.question, change.scope, old, new))
    for plan in plans:
        for question, before, after in _moved(site, plan):
            told = found[after.entry.claim.id]
            if all((one.plan, one.question) != (plan, question) for one in told):
                old, new = (_words(site, plan, one, NOT_KNOWN) for one in (before, after))
                told.append(_turn(site, plan, question, (), old, new))
    return found


def _cause(site: Site, plan: Plan, change: Change) -> Entry | None:
    """The claim that made a change; None where only time has passed."""
    if change.new and change.new.entry.counts == change.day:
        return change.new.entry
    made = causes(site, plan, change.question, change.day)
    return made[0] if made else None


def _moved(site: Site, plan: Plan) -> Iterator[tuple[str, Answer, Answer]]:
    """(question, old, new) of every target that its voice moved."""
    for question, promises in site.promises_of(plan):
        for promise in promises:
            if promise.moved_to:
                yield question, promise.first, promise.moved_to


def _turn(site: Site, plan: Plan, question: str, scope: tuple[str, ...], old: str, new: str) -> Turn:
    words = scope_words(scope, plan.programme, site.content.brief)
    name = site.label(plan, question)
    return Turn(plan, question, f"{name} ({words})" if words else name, old, new)


def _words(site: Site, plan: Plan, answer: Answer | None, otherwise: str) -> str:
    return plain(site.parts(plan.company, answer.question, answer.value)) if answer else otherwise
