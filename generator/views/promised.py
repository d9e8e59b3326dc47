"""Promised dates with their verdicts, and how far plans have slipped."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from generator import promises as verdicts
from generator.answer import Happened, Target
from generator.promises import RECORD
from generator.when import apart, moved_by
from generator.wording import label, within

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from generator.plans import Plan
    from generator.promises import Promise
    from generator.stand import Answer
    from generator.view import Site
    from generator.when import When


SHORT = 48
"""A speaker that is told in more characters stays with the claim."""


class Row(NamedTuple):
    """A date that was promised: said by whom, when, and what became of it."""

    plan: Plan
    name: str
    label: str
    target: str
    due: date
    said_by: str
    told: date
    said: When
    claim: str
    verdict: str
    words: str
    moved_to: str
    on_record: bool


def rows_of(site: Site, plan: Plan) -> list[Row]:
    """Every promise of a programme, oldest first; one row where a claim speaks for several origins."""
    return in_order(row for name, _promises in site.promises_of(plan) for row in rows(site, plan, name))


def in_order(found: Iterable[Row]) -> list[Row]:
    """The oldest first."""
    return sorted(found, key=lambda row: (row.told, row.name, row.claim))


def rows(site: Site, plan: Plan, name: str) -> list[Row]:
    """The promises of one question or milestone, in the order in which they were made."""
    found: dict[tuple[str, str], Row] = {}
    for promise in site.targets(plan, plan.weighed.cells[name]).promises:
        key = (promise.first.entry.claim.id, promise.target.when.text)
        if key not in found:
            found[key] = _row(site, plan, name, promise)
    return list(found.values())


def _row(site: Site, plan: Plan, name: str, promise: Promise) -> Row:
    entry = promise.first.entry
    moved_to = promise.moved_to.value if promise.moved_to else None
    return Row(
        plan=plan,
        name=name,
        label=site.label(plan, name),
        target=promise.target.when.words,
        due=promise.target.when.mark,
        said_by=_voice(site, promise),
        told=entry.counts,
        said=entry.said,
        claim=entry.claim.id,
        verdict=promise.verdict,
        words=f"late by {promise.late_by}" if promise.late_by else promise.verdict,
        moved_to=moved_to.when.words
        if isinstance(moved_to, Target) and promise.verdict == verdicts.MOVED
        else "",
        on_record=promise.voice == RECORD,
    )


def _voice(site: Site, promise: Promise) -> str:
    """`Lei Jun (an executive)`, `The company` or `Reuters, Bloomberg (unnamed people)`.

    Who spoke on record is named where the entry begins with a name, not with a paper ("joint statement").
    """
    entry = promise.first.entry
    basis = label(site.content.brief.bases, entry.claim.basis)
    who = (entry.claim.said_by or "").partition(";")[0]
    if promise.voice == RECORD:
        return f"{who} ({within(basis)})" if who[:1].isupper() and len(who) <= SHORT else basis
    return f"{', '.join(entry.origins)} ({within(basis)})"


def shown(row: Row) -> tuple[object, ...]:
    """All that a table tells of a promise, as plain values."""
    plan = (row.plan.company, row.plan.weighed.slug, row.plan.name, row.name, row.label)
    said = (row.said_by, row.told, row.said.words, row.claim)
    return (*plan, row.target, row.due, *said, row.verdict, row.words, row.moved_to)


def every_row(site: Site) -> list[Row]:
    """Every promise of the brief, by due date."""
    return by_due(row for plan in site.plans for row in rows_of(site, plan))


def by_due(rows: Iterable[Row]) -> list[Row]:
    """Promises by due date."""
    return sorted(
        rows, key=lambda row: (row.due, row.plan.company, row.plan.weighed.slug, row.told, row.claim)
    )


class Slip(NamedTuple):
    """How far a date has slipped: the first that was named and where it stands, or when it came."""

    plan: Plan
    name: str
    label: str
    first: str
    now: str
    by: str
    days: int
    chip: str
    words: str
    claim: str


def slips(site: Site) -> list[Slip]:
    """The greatest slips of all programmes, the greatest first."""
    found = [
        slip
        for plan in site.plans
        for name, cell in plan.weighed.cells.items()
        if cell.timed and (slip := _slip(site, plan, name))
    ]
    return sorted(found, key=lambda slip: (-slip.days, slip.plan.company, slip.plan.weighed.slug, slip.name))


def _slip(site: Site, plan: Plan, name: str) -> Slip | None:
    """The slip of one date; None if it did not slip."""
    cell = plan.weighed.cells[name]
    targets = site.targets(plan, cell)
    standing = cell.main(site.day).answer
    if standing is None:
        return None
    if isinstance(standing.value, Happened):
        scored = [said for said in targets.said if said.target.when.last]
        first = next((said.answer for said in scored if said.answer.entry.on_record), None) or (
            scored[0].answer if scored else None
        )
        return _made(site, plan, first, standing, verdicts.ARRIVED_LATE) if first else None
    assert isinstance(standing.value, Target)
    moved = next((move.old for move in targets.moves if move.way), standing)
    promised = standing.on_record(site.day) and name in site.content.brief.questions
    if targets.schedule == verdicts.MISSED and promised:
        return _overdue(site, plan, moved, standing)
    if any(move.way > 0 for move in targets.moves):
        return _made(site, plan, moved, standing, targets.schedule)
    return None


def _overdue(site: Site, plan: Plan, first: Answer, standing: Answer) -> Slip | None:
    """A date of a question of the brief that is past: it slips until the thing happens or the plan ends."""
    before, now = first.value, standing.value
    assert isinstance(before, Target) and isinstance(now, Target)
    if before.when.last is None:
        before = now
    due = before.when.last or before.when.mark
    by = apart(due, site.day, exact=False)
    return Slip(
        plan=plan,
        name=standing.question,
        label=site.label(plan, standing.question),
        first=before.when.words,
        now="not yet",
        by=by,
        days=(site.day - due).days,
        chip=verdicts.MISSED,
        words=f"overdue by {by}",
        claim=standing.entry.claim.id,
    )


def _made(site: Site, plan: Plan, old: Answer, new: Answer, schedule: str) -> Slip | None:
    before, after = old.value, new.value
    assert isinstance(before, Target) and isinstance(after, Target | Happened)
    came = (after.when.first or after.when.mark) if isinstance(after, Happened) else after.when.mark
    due = before.when.last if isinstance(after, Happened) else before.when.mark
    if due is None or came <= due:
        return None
    exact = before.when.is_day and after.when.is_day
    by = apart(due, came, exact=exact) if isinstance(after, Happened) else moved_by(before.when, after.when)
    return Slip(
        plan=plan,
        name=new.question,
        label=site.label(plan, new.question),
        first=before.when.words,
        now=after.when.words,
        by=by,
        days=(came - due).days,
        chip="arrived late" if isinstance(after, Happened) else schedule,
        words=f"came {by} late" if isinstance(after, Happened) else f"moved {by} later",
        claim=new.entry.claim.id,
    )
