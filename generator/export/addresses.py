"""Addresses on the published site: of pages and claims, and the one that a claim is known by for ever."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from generator.fetch import COMPANIES, PARTNERS

if TYPE_CHECKING:
    from generator.view import Site

TOPICS = "topics"


@dataclass(frozen=True, slots=True)
class Addresses:
    """Full addresses below the site's own, which ends with a slash; raises ValueError where it is none."""

    site: Site
    url: str

    def __post_init__(self) -> None:
        parts = urlsplit(self.url)
        if parts.scheme not in ("http", "https") or not parts.netloc or not self.url.endswith("/"):
            raise ValueError(
                f"“{self.url}” is no address of a site: it needs https://, a host and a slash at its end."
            )

    @property
    def host(self) -> str:
        """The host of the site, without a port."""
        return urlsplit(self.url).hostname or ""

    def file(self, path: str) -> str:
        """A file of the site."""
        return self.url + path

    def company(self, slug: str, anchor: str = "") -> str:
        """A company's page, or a place on it."""
        return f"{self.url}{COMPANIES}/{slug}/{'#' + anchor if anchor else ''}"

    def claim(self, company: str, claim: str) -> str:
        """The permanent address of a claim."""
        return self.company(company, claim)

    def organisation(self, slug: str) -> str:
        """The page of a company or partner; "" where it has none."""
        page = self.site.page_of(slug)
        return self.url + page.removesuffix(".md") + "/" if page else ""

    def first_slug(self, company: str) -> str:
        """The slug that a company had first: what is known by it stays known when the company is renamed."""
        former = self.site.content.companies[company].former_slugs
        return former[0] if former else company

    def slugs(self, company: str) -> tuple[str, ...]:
        """The slug of a company and those that it had before: files under each of them are kept up."""
        return (company, *self.site.content.companies[company].former_slugs)


def partner_folder(slug: str) -> str:
    """The folder of a partner's page."""
    return f"{PARTNERS}/{slug}/"


def company_folder(slug: str) -> str:
    """The folder of a company's page."""
    return f"{COMPANIES}/{slug}/"
