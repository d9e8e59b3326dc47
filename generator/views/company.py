"""A company's page: its bottom line, then each programme, then the claims."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from generator.changes import changes
from generator.views.answers import Changed, Fact, changed, fact, facts, milestones
from generator.views.bottom import bottom_line
from generator.views.charts import Chart, charts
from generator.views.claims import ClaimView, claim_view
from generator.views.promised import Row, rows_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from generator.partners import Relation
    from generator.plans import Plan
    from generator.view import Site
    from generator.when import When


class VehicleView(NamedTuple):
    """A vehicle, with the first claim that names it."""

    anchor: str
    name: str
    body: str
    claim: str
    starts: date
    day: When


class Section(NamedTuple):
    """A programme on its company's page."""

    plan: Plan
    first: date
    what: str
    bottom: str
    stage: Fact | None
    schedule: str
    ended: bool
    facts: Sequence[Fact]
    unknown: Sequence[str]
    milestones: Sequence[Fact]
    promises: Sequence[Row]
    charts: Sequence[Chart]
    changes: Sequence[Changed]
    vehicles: Sequence[VehicleView]
    partners: Sequence[Relation]


class Year(NamedTuple):
    """The claims of a year, newest first."""

    year: int
    claims: list[ClaimView]


def company(site: Site, slug: str) -> dict[str, Any]:
    """What the template of a company's page needs."""
    entry = site.companies[slug]
    plans = site.plans_of(slug)
    sections = [section(site, plan) for plan in plans]
    told = sorted(site.told_by(slug), key=lambda one: one.order, reverse=True)
    claims = [claim_view(site, one, alone=len(plans) == 1) for one in told]
    summary = entry.summary if entry.summary and entry.summary.as_of <= site.day else None
    return {
        "slug": slug,
        "company": entry,
        "summary": summary,
        "sections": sections,
        "lead": sections[0],
        "claims": claims,
        "years": [
            Year(year, list(group)) for year, group in groupby(claims, key=lambda one: one.counts.year)
        ],
        "others": [one for one in site.naming(slug) if one.company != slug],
        "works": [one for one in site.working_with(slug) if one.company != slug],
        "first": told[-1].entry.counts,
        "newest": told[0].entry.said,
        "changed": told[0].entry.counts,
    }


def section(site: Site, plan: Plan) -> Section:
    """A programme as its company's page shows it."""
    brief = site.content.brief
    every = facts(site, plan)
    whens = [one for one in every if one.timed]
    return Section(
        plan=plan,
        first=first_told(site, plan),
        what="" if site.historic else plan.programme.what,
        bottom=bottom_line(site, plan),
        stage=fact(site, plan, brief.stage) if brief.stage else None,
        schedule=whens[0].schedule if whens else "",
        ended=plan.weighed.ended(site.day) is not None,
        facts=[one for one in every if one.known],
        unknown=[one.label for one in every if not one.known],
        milestones=milestones(site, plan),
        promises=rows_of(site, plan),
        charts=charts(site, plan),
        changes=[
            changed(site, one) for one in reversed(changes(plan.company, plan.weighed, site.day)) if one.old
        ],
        vehicles=_vehicles(site, plan),
        partners=_partners(site, plan),
    )


def _partners(site: Site, plan: Plan) -> list[Relation]:
    """Who works with the company on the programme, the newest first."""
    here = plan.weighed.slug
    found = [one for one in site.related(plan.company) if one.programme == here and one.who != plan.company]
    return sorted(found, key=lambda one: one.order, reverse=True)


def first_told(site: Site, plan: Plan) -> date:
    """The day from which a claim of the programme counts."""
    counting = site.weighed[plan.company].ledger.counting(site.day)
    return min(entry.counts for entry in counting if entry.programme == plan.weighed.slug)


def _vehicles(site: Site, plan: Plan) -> list[VehicleView]:
    """The vehicles that a claim which counts names."""
    found: dict[str, VehicleView] = {}
    for entry in sorted(site.weighed[plan.company].ledger.counting(site.day), key=lambda one: one.counts):
        for slug in entry.claim.vehicles:
            vehicle = plan.programme.vehicles.get(slug)
            if vehicle and entry.programme == plan.weighed.slug:
                view = VehicleView(
                    plan.vehicle_anchor(slug),
                    vehicle.name,
                    vehicle.body,
                    entry.claim.id,
                    entry.counts,
                    entry.said,
                )
                found.setdefault(slug, view)
    return list(found.values())
