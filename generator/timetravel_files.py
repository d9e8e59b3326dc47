"""The steps of pages as files, which `slots` describes.

compare/steps.json         every cell of the table
companies/SLUG/steps.json  every part of a company's page that changes with the day
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator import compared
from generator.hrefs import company_page
from generator.slots import STEPS, Scribe, file
from generator.timetravel import travels
from generator.views.answers import milestones

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.timetravel import Travel
    from generator.view import Site


def files(site: Site) -> Iterator[tuple[str, bytes]]:
    """(path in the site, content) of every file, in an order that never varies."""
    yield from compare_files(site)
    for slug in site.companies:
        yield from company_files(site, slug, travels(site, slug))


def compare_files(site: Site) -> tuple[tuple[str, bytes]]:
    """What stands beside the table of all programmes."""
    return ((f"compare/{STEPS}", file(compared.slots(site), [site.day])),)


def company_files(site: Site, slug: str, programmes: Iterable[Travel]) -> tuple[tuple[str, bytes]]:
    """What stands beside a company's page."""
    return ((f"companies/{slug}/{STEPS}", company(site, slug, programmes)),)


def company(site: Site, slug: str, programmes: Iterable[Travel]) -> bytes:
    """Every part of a company's page that changes with the day."""
    scribe = Scribe(site, company_page(slug))
    for travel in programmes:
        plan, here = travel.plan, travel.plan.anchor
        scribe.slot(f"{here}.bottom", travel.bottom(), scribe.text)
        scribe.slot(f"{here}.status", travel.status(), scribe.status)
        for name in site.content.brief.questions:
            scribe.slot(plan.answer_anchor(name), travel.cell(name), scribe.fact)
        for one in milestones(site, plan):
            scribe.slot(one.anchor, travel.cell(one.name), scribe.milestone)
        promises, partners = travel.promises(), travel.partners()
        if promises[-1][1]:  # else the page has no table for them
            scribe.slot(f"{here}.promises", promises, scribe.promises)
        if partners[-1][1]:
            scribe.slot(f"{here}.partners", partners, scribe.partners)
    counting = site.weighed[slug].ledger.counting(site.day)
    return file(scribe.slots, (entry.counts for entry in counting))
