"""The pages over all companies: home, companies, partners, topics, timeline, changes, promises."""

from __future__ import annotations

from collections import Counter, defaultdict
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, NamedTuple

from generator import promises as verdicts
from generator.answer import Target
from generator.hrefs import partner_page
from generator.plans import Told
from generator.promises import VERDICTS
from generator.slices import lettered, numbered
from generator.views.answers import changed, fact
from generator.views.promised import slips
from generator.wording import counted, label, listed, within

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from datetime import date

    from generator.changes import Change
    from generator.partners import Relation
    from generator.plans import Plan
    from generator.slices import Slice
    from generator.view import Site
    from generator.views.promised import Row
from generator.views.answers import Fact

MAIN_QUESTIONS = 4
NEWEST = 8
PROGRAMMES_ON_HOME = 50
COMPANIES_IN_A_ROW = 12
COMPANIES_ON_A_PAGE = 100
PARTNERS_ON_A_PAGE = 90
COMING_NEXT = 50
FIRST_SCREEN = 5
"""So many changes and slips stand in the first screen of home, in the first two of a phone."""


class PlanRow(NamedTuple):
    """A programme as a row of a table."""

    plan: Plan
    facts: list[Fact]
    stage: str
    ended: bool


def rows(site: Site, plans: Iterable[Plan], names: Sequence[str]) -> list[PlanRow]:
    """Some programmes with their answers to some questions: as given, those that have ended last."""
    return sorted((row(site, plan, names) for plan in plans), key=lambda row: row.ended)


def row(site: Site, plan: Plan, names: Sequence[str]) -> PlanRow:
    """A programme with its answers to some questions."""
    return PlanRow(
        plan=plan,
        facts=[fact(site, plan, name) for name in names],
        stage=_stage(site, plan),
        ended=plan.weighed.ended(site.day) is not None,
    )


def _stage(site: Site, plan: Plan) -> str:
    """How far along a programme is, as a word of the vocabulary; "" where it is not known."""
    stage = site.content.brief.stage
    here = fact(site, plan, stage) if stage else None
    return here.main.words[0] if here and here.main and here.main.words else ""


def home(site: Site) -> dict[str, Any]:
    """The state in one screen."""
    questions = list(site.content.brief.questions)[:MAIN_QUESTIONS]
    told = Counter(_stage(site, plan) for plan in site.plans)
    stage = site.content.brief.stage
    words = site.content.brief.questions[stage].choices if stage else {}
    newest = dict.fromkeys((one.company, one.entry.programme) for one in site.told)
    shown = {*list(newest)[:PROGRAMMES_ON_HOME]}
    plans = [plan for plan in site.plans if (plan.company, plan.weighed.slug) in shown]
    return {
        "rows": rows(site, plans, questions),
        "programmes": len(site.plans),
        "questions": [site.content.brief.questions[name] for name in questions],
        "counts": [(word, told[word]) for word in words if told[word]],
        "unknown": told[""],
        "changes": [changed(site, change) for change in newest_changes(site)[:FIRST_SCREEN]],
        "slips": slips(site)[:FIRST_SCREEN],
        "newest": [told for told in site.told if told.entry.dated][:NEWEST],
        "sources": len({(source.publisher, source.url) for _told, cited in site.cited for source in cited}),
    }


def newest_changes(site: Site) -> list[Change]:
    """What changed last, amounts left out; by what it tells of, so that a look back is no news."""
    amounts = [name for name, one in site.content.brief.questions.items() if one.type in ("money", "number")]
    found = [
        change
        for change in site.changes
        if change.old and change.question not in amounts and (change.new is None or change.new.entry.dated)
    ]

    def about(change: Change) -> date:
        return min(change.day, change.new.newness[0]) if change.new else change.day

    return sorted(found, key=about, reverse=True)


def companies(site: Site, slugs: Iterable[str]) -> dict[str, Any]:
    """Some companies, each with its programmes and their stage."""
    return {"entries": [_company(site, slug) for slug in slugs]}


def _company(site: Site, slug: str) -> SimpleNamespace:
    stage = site.content.brief.stage
    told = site.told_by(slug)
    plans = site.plans_of(slug)
    return SimpleNamespace(
        slug=slug,
        company=site.companies[slug],
        plans=[SimpleNamespace(plan=one, stage=fact(site, one, stage) if stage else None) for one in plans],
        claims=len(told),
        newest=max(told, key=lambda one: one.order).entry.said,
    )


def by_letter(site: Site, folder: str, slugs: Collection[str], most: int) -> list[Slice[str]]:
    """Organisations in slices by name; none where one page holds all."""
    named = [(site.name(slug), 1, slug) for slug in slugs]
    return lettered(f"{folder}/by-name", named, most) if len(named) > most else []


def company_slices(site: Site) -> list[Slice[str]]:
    """The companies of the brief."""
    return by_letter(site, "companies", site.companies, COMPANIES_ON_A_PAGE)


def partner_slices(site: Site) -> list[Slice[str]]:
    """The partners that claims name."""
    return by_letter(site, "partners", site.partners, PARTNERS_ON_A_PAGE)


def partners(site: Site, slugs: Collection[str]) -> dict[str, Any]:
    """Some partners by what they are, each with those it works with."""
    kinds: dict[str, list[str]] = defaultdict(list)
    for slug in slugs:
        kinds[site.content.partners[slug].kind].append(slug)
    order = [*site.content.brief.kinds, *sorted(set(kinds) - set(site.content.brief.kinds))]
    return {
        "kinds": [(kind, kinds[kind]) for kind in order if kinds[kind]],
        "works": {
            slug: [(company, _roles(site, found)) for company, found in _works(site.working_with(slug))]
            for slug in slugs
        },
        "most": COMPANIES_IN_A_ROW,
    }


def _works(relations: Iterable[Relation]) -> list[tuple[str, list[Relation]]]:
    """(company, relations), in the order of the newest."""
    by: dict[str, list[Relation]] = defaultdict(list)
    for relation in relations:
        by[relation.company].append(relation)
    return list(by.items())


def _roles(site: Site, relations: Iterable[Relation]) -> str:
    """`battery supplier, agreed; investor`: each role and state once."""
    brief = site.content.brief
    told = (
        ", ".join(
            within(word) for word in (label(brief.roles, one.role), label(brief.states, one.state)) if word
        )
        for one in relations
    )
    return "; ".join(dict.fromkeys(words for words in told if words))


def naming_slices(site: Site, slug: str) -> list[Slice[Told]]:
    """The claims that name a partner; one may stand there twice: as a claim, and for the role it tells of."""
    return numbered("", partner_page(slug), f"partners/{slug}", site.naming(slug), weight=2)


def partner(site: Site, slug: str, told: Sequence[Told]) -> dict[str, Any]:
    """Some claims that name a partner: who works with it, in which role and state, on what evidence."""
    here = {(one.company, one.entry.claim.id) for one in told}
    relations = site.working_with(slug)
    return {
        "slug": slug,
        "partner": site.content.partners[slug],
        "what": "" if site.historic else site.content.partners[slug].what,
        "relations_of": [one for one in relations if (one.company, one.entry.claim.id) in here],
        "told": told,
    }


def works_with(site: Site, slug: str) -> str:
    """The companies in whose plans a partner has a role, or how many."""
    names = [site.name(company) for company, _relations in _works(site.working_with(slug))]
    few = len(names) <= COMPANIES_IN_A_ROW
    return listed(names) if few else counted(len(names), "company", "companies")


class Coming(NamedTuple):
    """A target that stands and is not past."""

    plan: Plan
    fact: Fact
    due: date
    words: str


def coming(site: Site) -> list[Coming]:
    """The targets that stand, the nearest first."""
    found = []
    for plan in site.plans:
        if plan.weighed.ended(site.day):
            continue
        for name, cell in plan.weighed.cells.items():
            answer = cell.main(site.day).answer if cell.timed else None
            if answer and isinstance(answer.value, Target) and not answer.value.when.mark < site.day:
                when = answer.value.when
                found.append(Coming(plan, fact(site, plan, name), when.mark, when.words))
    return sorted(found, key=lambda one: (one.due, one.plan.company, one.plan.weighed.slug, one.fact.name))


def promises(rows: Iterable[Row]) -> dict[str, Any]:
    """Promised dates by verdict."""
    by: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by[row.verdict].append(row)
    assert by.keys() <= _VERDICTS.keys() == set(VERDICTS)
    return {
        "groups": [(verdict, by[verdict]) for verdict in _VERDICTS if by[verdict]],
        "titles": {verdict: verdict.capitalize() for verdict in _VERDICTS},
        "explained": _VERDICTS,
    }


_VERDICTS = {
    verdicts.OPEN: "Not due yet",
    verdicts.MISSED: "The date is past and the thing has not happened",
    verdicts.LATE: "It happened, but after the last day of the date",
    verdicts.KEPT: "It happened by the last day of the date",
    verdicts.MOVED: "Replaced by another date before it was due",
    verdicts.DROPPED: "Given up without another date before it was due",
}
