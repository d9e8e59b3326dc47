"""The table of all programmes and all questions, with its steps: put together from companies' shares."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from generator.hrefs import company_page
from generator.page import common, folded
from generator.slices import Slice
from generator.slots import Scribe, Slots
from generator.stand import EVIDENCE
from generator.text import Html, templates
from generator.timetravel import travels
from generator.views.company import first_told
from generator.views.lists import row
from generator.wording import country_name

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from generator.plans import Plan
    from generator.timetravel import Travel
    from generator.view import Site

COMPARE = "compare.md"


ROWS = 45
"""So many programmes a page shows; a script fetches the others when a reader filters or sorts them all."""


class Share(NamedTuple):
    """What a company adds: a row for each programme, and what its cells said when."""

    rows: dict[str, Html]
    slots: Slots


def columns(site: Site) -> dict[str, Any]:
    """The questions."""
    return {"columns": list(site.content.brief.questions.items())}


def compare(site: Site) -> dict[str, Any]:
    """The questions, and what the programmes can be filtered by."""
    brief = site.content.brief
    countries = {company.country for company in site.companies.values()}
    partners = (slug for slug, namers in site.namers.items() if namers != [slug])
    return {
        **columns(site),
        "many": len(site.plans),
        "first": site.first,
        "stages": list(brief.questions[brief.stage].choices.items()) if brief.stage else [],
        "evidence": EVIDENCE,
        "countries": sorted(countries, key=country_name),
        "partners": sorted(partners, key=lambda slug: (site.name(slug).casefold(), slug)),
    }


def slices(site: Site) -> list[Slice[Plan]]:
    """All programmes, those that have ended last."""
    plans = sorted(site.plans, key=lambda plan: plan.weighed.ended(site.day) is not None)
    starts = range(0, max(1, len(plans)), ROWS)
    names = [COMPARE, *(f"compare/{number}.md" for number in range(2, len(starts) + 1))]
    return [
        Slice("", name, number, plans[start : start + ROWS])
        for number, (name, start) in enumerate(zip(names, starts, strict=True))
    ]


def rows(site: Site, one: Slice[Plan]) -> list[Html]:
    """The rows of a page."""
    shares = {slug: share(site, slug) for slug in {plan.company for plan in one.items}}
    found = [shares[plan.company].rows[plan.weighed.slug] for plan in one.items]
    return [_below(html) for html in found] if one.number else found


def _below(html: Html) -> Html:
    """A row for a page below the first, where nothing is picked; a script that takes it up shows its box."""
    return Html(str(html).replace('href="../', 'href="../../').replace("<input ", "<input hidden ", 1))


def slots(site: Site) -> Slots:
    """Every cell of the table, and the names of programmes that had others."""
    return {key: slot for slug in site.companies for key, slot in share(site, slug).slots.items()}


def share(site: Site, slug: str, programmes: Sequence[Travel] = ()) -> Share:
    """The share of a company; `programmes`: its own, where they are at hand."""
    return site.share("compare", slug, lambda slug: _share(site, slug, programmes or travels(site, slug)))


def _share(site: Site, slug: str, programmes: Sequence[Travel]) -> Share:
    rows = {plan.weighed.slug: _row(site, plan) for plan in site.plans_of(slug)}
    return Share(rows, _slots(site, programmes))


def _partners(site: Site, plan: Plan) -> dict[str, date]:
    """Who works with a company on a programme → since when there is news of it.

    A reader who filters by one gets its programmes as of the day.
    """
    found: dict[str, date] = {}
    for one in site.related(plan.company):
        if one.programme == plan.weighed.slug and one.who != one.company:
            found[one.who] = min(one.first.counts, found.get(one.who, site.day))
    return found


def _row(site: Site, plan: Plan) -> Html:
    data = {
        "row": row(site, plan, list(site.content.brief.questions)),
        "plan": plan,
        "key": _key(plan),
        "first": first_told(site, plan),
        "partners": sorted(_partners(site, plan).items()),
    }
    html = templates().filled("compare-row.md.jinja", {**common(site, COMPARE), **data})
    return Html(folded(html))


def _slots(site: Site, programmes: Sequence[Travel]) -> Slots:
    scribe = Scribe(site, COMPARE)
    for travel in programmes:
        plan = travel.plan
        for question in site.content.brief.questions:
            scribe.slot(f"{_key(plan)}/{question}", travel.cell(question), scribe.cell)
        page, anchor = company_page(plan.company), plan.anchor
        scribe.slot(f"{_key(plan)}/programme", travel.names(), partial(scribe.name, page, anchor))
    return scribe.slots


def _key(plan: Plan) -> str:
    """The programme in an address."""
    return f"{plan.company}.{plan.weighed.slug}"
