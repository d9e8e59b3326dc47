"""What a page says of itself to programs: JSON-LD in the words of schema.org. Pure.

Addresses are full ones, so they are left out where the site has no address of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.export.data import LICENCE
from generator.hrefs import address_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from generator.export.table import Table
    from generator.model import Company, Partner
    from generator.view import Site

Data = dict[str, Any]
LANGUAGE = "en"


def web_page(site: Site, path: str, title: str, description: str, changed: date | None, thing: Data) -> Data:
    """A page; `thing` is what it is about."""
    brief = site.content.brief
    made = {
        "@context": "https://schema.org",
        "@type": "WebPage",
        "name": title,
        "description": description,
        "url": full_url(site, path),
        "dateModified": changed.isoformat() if changed else "",
        "inLanguage": LANGUAGE,
        "license": LICENCE["path"],
        "isPartOf": _given({"@type": "WebSite", "name": brief.title, "url": site.url}),
        "mainEntity": thing,
    }
    return _given(made)


def organisation(entry: Company | Partner) -> Data:
    """A company or partner."""
    made = {
        "@type": "Organization",
        "name": entry.name,
        "legalName": entry.legal_name,
        "address": {"@type": "PostalAddress", "addressCountry": entry.country} if entry.country else {},
    }
    return _given(made)


def dataset(site: Site, files: Iterable[tuple[str, str]], tables: Iterable[Table]) -> Data:
    """The data of the brief. `files`: (path, media type)."""
    brief, days = site.content.brief, [told.entry.counts for told in site.told]
    columns = dict.fromkeys(field.name for table in tables for field in table.fields)
    made = {
        "@type": "Dataset",
        "name": brief.title,
        "description": brief.description,
        "url": full_url(site, "data.md"),
        "license": LICENCE["path"],
        "isAccessibleForFree": True,
        "version": site.day.isoformat(),
        "dateModified": site.day.isoformat(),
        "temporalCoverage": f"{min(days).isoformat()}/{site.day.isoformat()}" if days else "",
        "inLanguage": LANGUAGE,
        "creator": _given({"@type": "Organization", "name": brief.title, "url": site.url}),
        "variableMeasured": list(columns),
        "distribution": [
            {"@type": "DataDownload", "contentUrl": f"{site.url}{path}", "encodingFormat": kind}
            for path, kind in files
        ]
        if site.url
        else [],
    }
    return _given(made)


def full_url(site: Site, path: str) -> str:
    """The full address of a page; "" where the site has none."""
    folder = address_of(path)
    return f"{site.url}{folder}{'/' if folder else ''}" if site.url else ""


def _given(made: Data) -> Data:
    """Without what is not known."""
    return {key: value for key, value in made.items() if value not in ("", None, [], {})}
