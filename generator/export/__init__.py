"""The brief → data to take and feeds to follow.

Nothing is written to a disk here; the same brief as of the same day gives the same bytes.

    feeds/all.xml, feeds/all.json              new claims of the whole brief
    companies/SLUG/feed.xml, feed.json         of a company: its own, and those of others that name it
    topics/SLUG/feed.xml, feed.json            of a topic
    calendar.ics, companies/SLUG/calendar.ics  open targets
    companies/SLUG.json                        a company as data
    data/…                                     brief.json, tables, workbook, data package, schemas
    companies/OLD/…, partners/OLD/index.html   former slugs lead on; their feeds and data are kept up
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.export.addresses import Addresses, company_folder
from generator.export.dictionary import Dictionary, Part, dictionary
from generator.export.follow import Files, company_feeds, feeds
from generator.export.package import PATH, data_package
from generator.export.redirects import redirects
from generator.export.share import share, whole

if TYPE_CHECKING:
    from pathlib import Path

    from generator.view import Site

__all__ = [
    "Dictionary",
    "Part",
    "company",
    "dictionary",
    "files",
    "following",
    "redirects",
    "tables",
    "whole",
]

BRIEF, WORKBOOK = "data/brief.json", "data/brief.xlsx"


def files(site: Site, url: str, schemas: Path | None = None) -> Files:
    """(path in the site, content) of every file beside the pages, in an order that never varies.

    url      the site's address, with a slash at its end
    schemas  the folder of the JSON Schemas, which go along

    Raises ValueError where `url` is no address: feeds and calendars need one.
    """
    at = Addresses(site, url)
    for slug in site.companies:
        yield from company(site, at, slug)
    yield from following(site, at)
    yield from tables(site, at, schemas)


def company(site: Site, at: Addresses, slug: str) -> Files:
    """The files of a company: feed, calendar, data."""
    yield from company_feeds(site, at, slug)
    own = share(site, at, slug)
    for name in at.slugs(slug):
        yield f"{company_folder(name)}calendar.ics", own.calendar
        yield f"companies/{name}.json", own.json


def following(site: Site, at: Addresses) -> Files:
    """Feeds of the whole brief, and what leads on from former slugs."""
    yield from feeds(site, at)
    yield from redirects(site, at)


def tables(site: Site, at: Addresses, schemas: Path | None = None) -> Files:
    """What is put together from the shares of companies: the data in every form, and the calendar."""
    found = whole(site, at.url)
    whole.cache_clear()  # nobody asks for it any more
    yield "calendar.ics", found.calendar
    yield BRIEF, found.json
    sheets = [(table, found.sheets[table.name][0]) for table in dictionary(site.content.brief).tables]
    yield from ((table.path, content) for table, content in sheets)
    yield PATH, data_package(site, at.url, sheets)
    yield WORKBOOK, found.workbook
    for path in sorted(schemas.glob("*.json")) if schemas else ():
        yield f"data/schema/{path.name}", path.read_bytes()
