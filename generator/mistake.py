"""Where a reader reports a mistake: the repository's form, with page and claim filled in."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from generator.ld import full_url

if TYPE_CHECKING:
    from generator.view import Site

FORM = "correct-a-fact.yml"
"""The form in .github/ISSUE_TEMPLATE; its fields `page` and `claim` are filled in."""


def report_url(site: Site, path: str, claim: str = "") -> str:
    """The address of the form for a page or one claim on it; "" without repository or address of the site."""
    if not site.repository or not site.url:
        return ""
    fields = {"template": FORM, "page": full_url(site, path), "claim": claim}
    told = {key: value for key, value in fields.items() if value}
    return f"{site.repository}/issues/new?{urlencode(told, safe='/:')}"
