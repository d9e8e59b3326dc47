"""The table of all programmes and all questions, with its steps: put together from companies' shares."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

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

T = TypeVar("T")

COMPARE = "compare.md"


ROWS = 45
"""So many programmes a page shows; a script fetches the others when a reader filters or sorts them all."""


class Row(NamedTuple):
    """A programme in the table."""

    name: str
    html: Html
    ended: bool


class Share(NamedTuple):
    """What a company adds: rows, the partners that they can be filtered by, what their cells said when."""

    rows: tuple[Row, ...]
    partners: tuple[str, ...]
    slots: Slots


def compare(site: Site) -> dict[str, Any]:
    """The questions, and what the programmes can be filtered by."""
    brief, shares = site.content.brief, site.once(_shares)
    countries = {company.country for company in site.companies.values()}
    partners = {slug for share in shares for slug in share.partners}
    return {
        "columns": list(brief.questions.items()),
        "first": site.first,
        "stages": list(brief.questions[brief.stage].choices.items()) if brief.stage else [],
        "evidence": EVIDENCE,
        "countries": sorted(countries, key=country_name),
        "partners": sorted(partners, key=lambda slug: (site.name(slug).casefold(), slug)),
    }


def slices(site: Site) -> list[Slice[Row]]:
    """All programmes, those that have ended last."""
    rows = sorted((one for share in site.once(_shares) for one in share.rows), key=lambda one: one.ended)
    return _sliced(rows)


def below(html: Html) -> Html:
    """A row for a page below the first, where nothing is picked; a script that takes it up shows its box."""
    return Html(str(html).replace('href="../', 'href="../../').replace("<input ", "<input hidden ", 1))


def paths(site: Site) -> list[str]:
    """The pages of the table."""
    return [one.path for one in _sliced(site.plans)]


def _sliced(rows: Sequence[T]) -> list[Slice[T]]:
    starts = range(0, max(1, len(rows)), ROWS)
    names = [COMPARE, *(f"compare/{number}.md" for number in range(2, len(starts) + 1))]
    return [
        Slice("", name, number, rows[start : start + ROWS])
        for number, (name, start) in enumerate(zip(names, starts, strict=True))
    ]


def slots(site: Site) -> Slots:
    """Every cell of the table, and the names of programmes that had others."""
    return {key: slot for share in site.once(_shares) for key, slot in share.slots.items()}


def _shares(site: Site) -> list[Share]:
    return [share(site, slug) for slug in site.companies]


def share(site: Site, slug: str, programmes: Sequence[Travel] = ()) -> Share:
    """The share of a company; `programmes`: its own, where they are at hand."""
    return site.share("compare", slug, lambda slug: _share(site, slug, programmes or travels(site, slug)))


def _share(site: Site, slug: str, programmes: Sequence[Travel]) -> Share:
    plans = site.plans_of(slug)
    partners = {plan.weighed.slug: _partners(site, plan) for plan in plans}
    named = {who for some in partners.values() for who in some}
    return Share(
        tuple(_row(site, plan, partners[plan.weighed.slug]) for plan in plans),
        tuple(sorted(named)),
        _slots(site, programmes),
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
    html = templates().filled("compare-row.md.jinja", {**common(site, COMPARE), **data})
    return Row(plan.name, Html(folded(html)), made.ended)


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
