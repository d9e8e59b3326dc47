"""Pages at the former addresses of companies and partners, which lead to where they are now.

An organisation that others name has its page among the partners until it is followed as a company: so a
company that others name is found there too.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING

from generator.export.addresses import company_folder, partner_folder
from generator.policy import digest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.export.addresses import Addresses
    from generator.view import Site

# Keeps the place on the page, which a refresh loses: claims have their permanent address there.
SCRIPT = "location.replace(document.currentScript.dataset.to+location.hash)"
POLICY = f"default-src 'none'; script-src '{digest(SCRIPT)}'; base-uri 'none'; form-action 'none'"


def redirects(site: Site, at: Addresses) -> Iterator[tuple[str, bytes]]:
    """(path, page) for every former address of an organisation that has a page."""
    for slug, company in site.companies.items():
        folders = [company_folder(old) for old in company.former_slugs]
        if any(one != slug for one in site.namers.get(slug, ())):
            folders += [partner_folder(one) for one in (slug, *company.former_slugs)]
        for folder in folders:
            yield f"{folder}index.html", _page(company.name, company_folder(slug), at.organisation(slug))
    for slug in site.partners:
        partner = site.content.partners[slug]
        for old in partner.former_slugs:
            page = _page(partner.name, partner_folder(slug), at.organisation(slug))
            yield f"{partner_folder(old)}index.html", page


def _page(name: str, folder: str, address: str) -> bytes:
    to = f"../../{folder}"
    html = ET.Element("html", {"lang": "en"})
    head, body = ET.SubElement(html, "head"), ET.SubElement(html, "body")
    ET.SubElement(head, "meta", {"charset": "utf-8"})
    ET.SubElement(head, "meta", {"http-equiv": "Content-Security-Policy", "content": POLICY})
    ET.SubElement(head, "meta", {"name": "referrer", "content": "no-referrer"})
    ET.SubElement(head, "title").text = f"{name} has moved"
    ET.SubElement(head, "meta", {"name": "robots", "content": "noindex"})
    ET.SubElement(head, "link", {"rel": "canonical", "href": address})
    ET.SubElement(head, "script", {"data-to": to}).text = SCRIPT
    without = ET.SubElement(head, "noscript")
    ET.SubElement(without, "meta", {"http-equiv": "refresh", "content": f"0; url={to}"})
    ET.SubElement(ET.SubElement(body, "p"), "a", {"href": to}).text = f"{name} has moved here"
    return b"<!doctype html>\n" + bytes(ET.tostring(html, encoding="utf-8", method="html")) + b"\n"
