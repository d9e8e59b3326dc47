"""The brief as chapters: pages and files that are made together, from the same entries.

What a chapter is made from is known before it is made. So a chapter whose entries have not changed can be
kept from one build to the next, and several processes can make chapters side by side.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from generator import compared, export, leaves, timetravel_files, write
from generator.export.addresses import Addresses
from generator.fetch import company_file, partner_file
from generator.hrefs import answers_page, company_page
from generator.slices import paths
from generator.timetravel import travels
from generator.views import lists
from generator.wholes import wholes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from generator.page import Page
    from generator.view import Site

Beside = tuple[str, bytes]
"""(path in the site, content) of a file beside the pages."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """A part of the site.

    name   companies/xiaomi
    needs  the entries that it is made from, such as `companies/xiaomi.yaml`; all if None
    paths  its pages
    pages  makes them
    files  makes what stands beside them
    shows  the hash of what else of the entries it is made from
    """

    name: str
    needs: tuple[str, ...] | None
    paths: tuple[str, ...]
    pages: Callable[[], Iterable[Page]]
    files: Callable[[], Iterable[Beside]] = tuple
    shows: str = ""


def chapters(site: Site, schemas: Path | None = None) -> Iterator[Chapter]:
    """Every chapter, in an order that never varies; feeds and data only where the site has an address.

    schemas  the folder of the JSON Schemas, which go along with the data
    """
    at = Addresses(site, site.url) if site.url else None
    yield from _companies(site, at)
    beside: dict[str, Callable[[], Iterable[Beside]]] = {
        "compare": partial(timetravel_files.compare_files, site)
    }
    if at:
        beside["data"] = partial(export.tables, site, at, schemas)
        beside["follow"] = partial(export.following, site, at)
    for whole in wholes(site):
        files = beside.get(whole.name, tuple)
        yield Chapter(whole.name, whole.needs, whole.paths, partial(whole.pages, site), files, whole.shows)
    yield from _partners(site)  # last: to plan them, every claim is looked at


def _companies(site: Site, at: Addresses | None) -> Iterator[Chapter]:
    for slug in site.companies:
        yield Chapter(
            company_file(slug).removesuffix(".yaml"),
            site.needs(slug),
            (company_page(slug), answers_page(slug)),
            partial(write.company, site, slug),
            partial(_beside_company, site, at, slug),
        )


def _partners(site: Site) -> Iterator[Chapter]:
    for slug in site.partners:
        yield Chapter(
            f"partners/{slug}",
            (partner_file(slug),),
            tuple(paths(lists.naming_slices(site, slug))),
            partial(write.partner, site, slug),
            shows=leaves.of_partner(site, slug),
        )


def _beside_company(site: Site, at: Addresses | None, slug: str) -> Iterator[Beside]:
    programmes = travels(site, slug)
    compared.share(site, slug, programmes)  # kept for the table: both tell the same cells, worked out once
    yield from timetravel_files.company_files(site, slug, programmes)
    if at:
        yield from export.company(site, at, slug)
