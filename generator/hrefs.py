"""Where pages stand, and how one leads to another."""

from __future__ import annotations

import posixpath
from functools import lru_cache

from generator.text import Html


def company_page(slug: str) -> str:
    """The page of a company."""
    return f"companies/{slug}.md"


def answers_page(slug: str) -> str:
    """The page with the history of each answer of a company."""
    return f"companies/{slug}/answers.md"


def partner_page(slug: str) -> str:
    """The page of a partner."""
    return f"partners/{slug}.md"


def href(here: str, there: str, anchor: str = "") -> Html:
    """The link from one page to another, relative to its address with use_directory_urls."""
    return Html(leading(here, there, anchor))


def leading(here: str, there: str, anchor: str = "") -> str:
    """The same, for a function that makes HTML of it."""
    link = "" if here == there and anchor else _relative(here, there)
    return f"{link}#{anchor}" if anchor else link


def beside(here: str, file: str) -> Html:
    """The link from a page to a file of the site."""
    return Html(posixpath.relpath("/" + file, "/" + address_of(here)))


@lru_cache(maxsize=1 << 10)
def _relative(here: str, there: str) -> str:
    base = posixpath.relpath("/" + address_of(there), "/" + address_of(here))
    return "./" if base == "." else f"{base}/"


def address_of(path: str) -> str:
    """The address of a page below the site's, without a slash at its end."""
    folder, name = posixpath.split(path.removesuffix(".md"))
    return folder if name == "index" else posixpath.join(folder, name)
