"""The answers of a programme as a page shows them: what stands, since when, from which claim, what else."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from generator.answer import SELF, Amount, Choice, Happened, Organisations, Target
from generator.promises import NO_DATE
from generator.stand import DISPUTED, NOT_KNOWN, ON_RECORD, SINGLE_REPORT
from generator.views.why import causes
from generator.wording import plain, schedule_words, scope_words

if TYPE_CHECKING:
    from datetime import date

    from generator.answer import Value
    from generator.brief import Question
    from generator.changes import Change
    from generator.ledger import Entry
    from generator.plans import Plan
    from generator.stand import Answer, Standing
    from generator.view import Site
    from generator.when import When
    from generator.wording import Parts


class Shown(NamedTuple):
    """An answer in words, with the claim that it comes from.

    key       what it is sorted and filtered by: words after the place of the first, slugs, a day, an amount
    words     choice words, for the colour of a stage
    happened  whether it tells of something that came true
    since     the first day of its unbroken run, where that is asked
    """

    parts: Parts
    scope: str
    evidence: str
    company: str
    claim: str
    told: When
    key: str
    words: tuple[str, ...] = ()
    happened: bool = False
    since: When | None = None

    @property
    def text(self) -> str:
        """The words alone."""
        return plain(self.parts)


class Fact(NamedTuple):
    """A question of a programme with all that its cell says.

    stands    the standing answers: one, or one for each scope of an amount
    also      what is also reported
    gone      what was withdrawn
    schedule  the schedule label of a date, in words
    """

    name: str
    label: str
    ask: str
    anchor: str
    stands: tuple[Shown, ...]
    also: tuple[Shown, ...]
    gone: Shown | None
    schedule: str
    timed: bool

    @property
    def known(self) -> bool:
        """Whether its cell says anything."""
        return bool(self.stands or self.also or self.gone)

    @property
    def main(self) -> Shown | None:
        """The newest standing answer."""
        return self.stands[0] if self.stands else None

    @property
    def evidence(self) -> str:
        """The evidence of the newest standing answer."""
        return self.stands[0].evidence if self.stands else NOT_KNOWN


def shown(
    site: Site, plan: Plan, answer: Answer, evidence: str, scope: str = "", since: When | None = None
) -> Shown:
    """An answer as a page shows it."""
    value = answer.value
    return Shown(
        parts=site.parts(plan.company, answer.question, value),
        scope=scope,
        evidence=evidence,
        company=plan.company,
        claim=answer.entry.claim.id,
        told=answer.entry.said,
        key=_key(value, site.question(answer.question), plan.company),
        words=value.words if isinstance(value, Choice) else (),
        happened=isinstance(value, Happened),
        since=since,
    )


def _key(value: Value, question: Question | None, company: str) -> str:
    match value:
        case Choice():
            order = list(question.choices) if question else []
            return " ".join((f"{order.index(value.words[0]):02}", *value.words))
        case Target():
            return value.when.mark.isoformat()
        case Happened():
            return value.when.start.isoformat()
        case Organisations():
            return " ".join(company if one.who == SELF else one.who for one in value.members)
        case Amount():
            return f"{value.unit} {value.low}"
    return ""


def fact(site: Site, plan: Plan, name: str) -> Fact:
    """What the cell of a question or milestone says on the day."""
    cell = plan.weighed.cells[name]
    stands: list[Shown] = []
    also: list[Shown] = []
    gone: Shown | None = None
    for line, standing in cell.on(site.day):
        scope = scope_words(line.scope, plan.programme, site.content.brief)
        if standing.answer:
            since = line.since(site.day)
            said = (one.entry for one in line.answers)
            began = site.began(since, said) if since else None
            stands.append(shown(site, plan, standing.answer, standing.evidence, scope, began))
        if standing.withdrawn and gone is None:
            gone = shown(site, plan, standing.withdrawn, NOT_KNOWN, scope)
        also += [shown(site, plan, one, _alone(one, standing, site), scope) for one in standing.also]
    question = site.question(name)
    schedule = schedule_words(site.targets(plan, cell).schedule) if cell.timed else ""
    return Fact(
        name=name,
        label=site.label(plan, name),
        ask=question.ask if question else "",
        anchor=plan.answer_anchor(name),
        stands=tuple(stands),
        also=tuple(also),
        gone=gone,
        schedule="" if schedule == NO_DATE else schedule,
        timed=cell.timed,
    )


def _alone(answer: Answer, standing: Standing, site: Site) -> str:
    """The evidence of an answer that stands beside another."""
    if answer.on_record(site.day):
        return ON_RECORD
    if standing.evidence == DISPUTED or standing.answer is None:
        return SINGLE_REPORT
    return "well reported" if len(answer.entry.origins) > 1 else SINGLE_REPORT


def facts(site: Site, plan: Plan) -> list[Fact]:
    """The questions of the brief, in their order."""
    return [fact(site, plan, name) for name in site.content.brief.questions]


def milestones(site: Site, plan: Plan) -> list[Fact]:
    """The milestones of a programme that a claim speaks of."""
    found = (fact(site, plan, name) for name in plan.programme.milestones)
    return [one for one in found if one.known]


class Changed(NamedTuple):
    """A change of a standing answer as a page shows it; `claim` is the one that made it."""

    starts: date
    day: When
    plan: Plan
    name: str
    label: str
    scope: str
    old: Shown | None
    new: Shown | None
    evidence: str
    claim: str
    dated: bool

    @property
    def anchor(self) -> str:
        """The place of the answer on its company's page."""
        return self.plan.answer_anchor(self.name)


def changed(site: Site, change: Change) -> Changed:
    """A change as a page shows it."""
    plan = site.plan(change.company, change.programme)
    scope = scope_words(change.scope, plan.programme, site.content.brief)
    maker = _maker(site, plan, change)
    return Changed(
        starts=change.day,
        day=site.from_day(change.day, [maker]),
        plan=plan,
        name=change.question,
        label=site.label(plan, change.question),
        scope=scope,
        old=shown(site, plan, change.old, "") if change.old else None,
        new=shown(site, plan, change.new, change.evidence) if change.new else None,
        evidence=change.evidence,
        claim=maker.claim.id,
        dated=maker.dated,
    )


def _maker(site: Site, plan: Plan, change: Change) -> Entry:
    """The claim that made a change: the one that gave the new answer that day, else one that reaches it."""
    told = change.new or change.old
    assert told
    if change.new and change.new.entry.counts == change.day:
        return told.entry
    made = causes(site, plan, change.question, change.day)
    return made[0] if made else told.entry
