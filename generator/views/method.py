"""The Method page: the vocabularies, the table of dates, and examples that the rule itself has worked out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from generator.stand import DISPUTED, ON_RECORD, SINGLE_REPORT, WELL_REPORTED
from generator.views.answers import shown
from generator.views.why import causes
from generator.when import FORMS, parse
from generator.wording import within

if TYPE_CHECKING:
    from datetime import date

    from generator.ledger import Entry
    from generator.plans import Plan
    from generator.view import Site
    from generator.views.answers import Shown
    from generator.when import When


class ExampleStep(NamedTuple):
    """From this day on, the cell said this, for what was said that day."""

    starts: date
    day: When
    stands: Shown | None
    also: tuple[Shown, ...]
    evidence: str
    said: list[Entry]


class Example(NamedTuple):
    """A cell of the brief as the days went by."""

    plan: Plan
    label: str
    anchor: str
    about: str
    steps: list[ExampleStep]


PREFERRED = (("apple", "builder"), ("xiaomi", "builder"), ("apple", "first-car"))
"""Cells that explain the rule well, where the brief has them; else the first that do."""

MOST_STEPS = 8


def method(site: Site) -> dict[str, Any]:
    """The rule in readers' words needs only the examples and the words of the brief."""
    return {
        "examples": examples(site),
        "forms": [(text, parse(text).words, meaning) for text, meaning in FORMS],
    }


def examples(site: Site) -> list[Example]:
    """Up to three cells with what stood in them, day by day, as `weigh` says."""
    found: list[Example] = []
    wanted = [(plan, name) for company, name in PREFERRED for plan in site.plans if plan.company == company]
    wanted += [(plan, name) for plan in site.plans for name in plan.weighed.cells]
    for plan, name in wanted:
        if len(found) == 3:
            break
        cell = plan.weighed.cells.get(name)
        if cell is None or any(one.plan is plan and one.anchor == plan.answer_anchor(name) for one in found):
            continue
        example = _example(site, plan, name)
        evidence = {step.evidence for step in example.steps if step.stands}
        if (
            len(example.steps) > 1
            and len(evidence) > 1
            and (
                DISPUTED in evidence
                or {ON_RECORD, SINGLE_REPORT} <= evidence
                or {ON_RECORD, WELL_REPORTED} <= evidence
            )
        ):
            found.append(example)
    return found


def _example(site: Site, plan: Plan, name: str) -> Example:
    line = plan.weighed.cells[name].lines
    steps = [
        ExampleStep(
            step.start,
            site.from_day(step.start, causes(site, plan, name, step.start)),
            shown(site, plan, step.standing.answer, step.standing.evidence) if step.standing.answer else None,
            tuple(shown(site, plan, also, "") for also in step.standing.also),
            step.standing.evidence,
            causes(site, plan, name, step.start),
        )
        for step in (line[0].steps if line else ())
        if step.start <= site.day
    ]
    label = site.label(plan, name)
    return Example(plan, label, plan.answer_anchor(name), f"{plan.name}, {within(label)}", steps[:MOST_STEPS])
