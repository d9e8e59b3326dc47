"""The bottom line of a programme: one computed sentence from stage, first date, builder and evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator import promises
from generator.answer import SELF, Choice, Happened, Organisations, Target
from generator.stand import DISPUTED, ON_RECORD
from generator.wording import dated, label, listed, plain, schedule_words, stage_words, within

if TYPE_CHECKING:
    from generator.brief import Brief
    from generator.plans import Plan
    from generator.stand import Standing
    from generator.view import Site

_UNSETTLED = ("considered", "talks", "refused", "ended")


def bottom_line(site: Site, plan: Plan) -> str:
    """`Xiaomi Auto is on sale (on record since 25 April 2024); the first car came on 3 April 2024, late.`"""
    clauses = [_stage(site, plan), _first_date(site, plan), _builder(site, plan)]
    return "; ".join(clause for clause in clauses if clause) + "."


def spoken_of(brief: Brief, plan: Plan) -> list[str]:
    """The cells that it speaks of: stage, first date, builder; in a brief without a stage it counts all."""
    if not brief.stage:
        return list(plan.weighed.cells)
    return [name for name in (brief.stage, _first(brief, "when"), _first(brief, "organisations")) if name]


def _first(brief: Brief, kind: str) -> str:
    """The first question of a type; "" if there is none."""
    return next((name for name, question in brief.questions.items() if question.type == kind), "")


def _stage(site: Site, plan: Plan) -> str:
    name = site.content.brief.stage
    if not name:
        return f"{plan.programme.name}: {_counted_answers(site, plan)}"
    cell = plan.weighed.cells[name]
    standing, since = cell.main(site.day), cell.since(site.day)
    if standing.answer is None or not isinstance(standing.answer.value, Choice):
        return f"{plan.programme.name}: how far along it is, is not known"
    choices = site.content.brief.questions[name].choices
    said = listed(
        [stage_words(word, label(choices, word), plan.programme.name) for word in standing.answer.value.words]
    )
    answers = [answer.entry for line in cell.lines for answer in line.answers]
    began = site.began(since, answers) if since else None
    on = f" since {began.words}" if began else ""
    return f"{plan.programme.name} {said} ({standing.evidence}{on})"


def _counted_answers(site: Site, plan: Plan) -> str:
    known = sum(bool(cell.main(site.day).answer) for cell in plan.weighed.cells.values())
    return f"{known} of {len(plan.weighed.cells)} questions have an answer"


def _first_date(site: Site, plan: Plan) -> str:
    """What became of the first `when` question of the brief."""
    name = _first(site.content.brief, "when")
    if not name:
        return ""
    cell = plan.weighed.cells[name]
    standing = cell.main(site.day)
    targets = site.targets(plan, cell)
    what = f"the {within(site.label(plan, name))}"
    if standing.answer is None:
        return (
            ""
            if plan.weighed.ended(site.day) or standing.withdrawn is None
            else f"{what} has no date any more"
        )
    value, schedule = standing.answer.value, targets.schedule
    if isinstance(value, Happened):
        how = {promises.ARRIVED_ON_TIME: ", on time", promises.ARRIVED_LATE: ", late"}.get(schedule, "")
        return f"{what} came {dated(value.when)}{how}{_doubt(standing)}"
    assert isinstance(value, Target)
    if plan.weighed.ended(site.day):
        return f"{what}, last expected {dated(value.when)}, never came"
    if schedule == promises.MISSED:
        if standing.evidence == ON_RECORD:
            return f"{what}, expected {dated(value.when)}, is overdue"
        return f"{what}, reported for {value.when.words}, has not come{_doubt(standing)}"
    if schedule == promises.NO_DATE:
        return ""
    moved = f", {schedule_words(schedule)}" if schedule.startswith("moved") else ""
    return f"{what} is expected {dated(value.when)}{moved}{_doubt(standing)}"


def _builder(site: Site, plan: Plan) -> str:
    """Who builds it: the first question of the brief that asks for organisations."""
    name = _first(site.content.brief, "organisations")
    if not name or plan.weighed.ended(site.day):
        return ""
    standing = plan.weighed.cells[name].main(site.day)
    if standing.answer is None or not isinstance(standing.answer.value, Organisations):
        return ""
    value = standing.answer.value
    if name != "builder" or any(member.state in _UNSETTLED for member in value.members):
        words = plain(site.parts(plan.company, name, value))
        said = f"{within(site.label(plan, name))}: {words}{_doubt(standing)}"
        return said.replace(") (", "; ")
    makers = [
        f"{plan.entry.name} itself" if member.who in (SELF, plan.company) else site.name(member.who)
        for member in value.members
    ]
    return (
        f"built by {listed(makers)}{_doubt(standing)}"
        if _made(site, plan)
        else (f"to be built by {listed(makers)}{_doubt(standing)}")
    )


def _made(site: Site, plan: Plan) -> bool:
    """Whether cars are made by the word of the first `when` question or the stage."""
    name = site.content.brief.stage
    answer = plan.weighed.cells[name].main(site.day).answer if name else None
    return bool(
        answer
        and isinstance(answer.value, Choice)
        and {"production", "on-sale", "paused"} & set(answer.value.words)
    )


def _doubt(standing: Standing) -> str:
    """The evidence in brackets, where it is not the record."""
    if standing.evidence == ON_RECORD:
        return ""
    return " (disputed on record)" if standing.evidence == DISPUTED else f" ({standing.evidence})"
