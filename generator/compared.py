"""The table of all programmes and all questions, with its steps: put together from companies' shares."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from generator.page import common
from generator.slots import Scribe, Slots, folded
from generator.stand import EVIDENCE
from generator.text import Html, templates
from generator.timetravel import Travel
from generator.view import company_page
from generator.views.company import first_told
from generator.views.lists import row
from generator.wording import country_name

if TYPE_CHECKING:
    from datetime import date

    from generator.view import Plan, Site

COMPARE = "compare.md"


class Row(NamedTuple):
    """A programme in the table."""

    html: Html
    ended: bool


class Share(NamedTuple):
    """What a company adds: rows, the partners that they can be filtered by, what their cells said when."""

    rows: tuple[Row, ...]
    partners: tuple[str, ...]
    slots: Slots


def compare(site: Site) -> dict[str, Any]:
    """All programmes and all questions, those that have ended last, and what they can be filtered by."""
    brief, shares = site.content.brief, _shares(site)
    countries = {company.country for company in site.companies.values()}
    partners = {slug for share in shares for slug in share.partners}
    rows = sorted((one for share in shares for one in share.rows), key=lambda one: one.ended)
    return {
        "rows": [one.html for one in rows],
        "columns": list(brief.questions.items()),
        "first": site.told[-1].entry.counts,
        "stages": list(brief.questions[brief.stage].choices.items()) if brief.stage else [],
        "evidence": EVIDENCE,
        "countries": sorted(countries, key=country_name),
        "partners": sorted(partners, key=lambda slug: (site.name(slug).casefold(), slug)),
    }


def slots(site: Site) -> Slots:
    """Every cell of the table, and the names of programmes that had others."""
    return {key: slot for share in _shares(site) for key, slot in share.slots.items()}


def _shares(site: Site) -> list[Share]:
    return [site.share("compare", slug, partial(_share, site)) for slug in site.companies]


def _share(site: Site, slug: str) -> Share:
    plans = site.plans_of(slug)
    partners = {plan.weighed.slug: _partners(site, plan) for plan in plans}
    named = {who for some in partners.values() for who in some}
    return Share(
        tuple(_row(site, plan, partners[plan.weighed.slug]) for plan in plans),
        tuple(sorted(named)),
        _slots(site, plans),
    )


def _partners(site: Site, plan: Plan) -> dict[str, date]:
    """Who works with a company on a programme → since when there is news of it."""
    found: dict[str, date] = {}
    for one in site.related(plan.company):
        if one.programme == plan.weighed.slug and one.who != one.company:
            found[one.who] = min(one.first.counts, found.get(one.who, site.day))
    return found


def _row(site: Site, plan: Plan, partners: dict[str, date]) -> Row:
    """`partners` since when: a reader who filters by one gets its programmes as of the day."""
    made = row(site, plan, list(site.content.brief.questions))
    data = {
        "row": made,
        "plan": plan,
        "key": _key(plan),
        "first": first_told(site, plan),
        "partners": sorted(partners.items()),
    }
    html = templates().get_template("compare-row.md.jinja").render({**common(site, COMPARE), **data})
    return Row(Html(folded(html)), made.ended)


def _slots(site: Site, plans: list[Plan]) -> Slots:
    scribe = Scribe(site, COMPARE)
    for plan in plans:
        travel = Travel(site, plan)
        for question in site.content.brief.questions:
            scribe.slot(f"{_key(plan)}/{question}", travel.cell(question), scribe.cell)
        page, anchor = company_page(plan.company), plan.anchor
        scribe.slot(f"{_key(plan)}/programme", travel.names(), partial(scribe.name, page, anchor))
    return scribe.slots


def _key(plan: Plan) -> str:
    """The programme in an address."""
    return f"{plan.company}.{plan.weighed.slug}"
