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
    return Html(_way(address_of(here), file))


@lru_cache(maxsize=1 << 10)  # a page leads to the same others again and again, the next one to others
def _relative(here: str, there: str) -> str:
    way = _way(address_of(here), address_of(there))
    return f"{way}/" if way else "./"


def _way(here: str, there: str) -> str:
    """From one address to another; "" where they are the same."""
    up, down = here.split("/") if here else [], there.split("/") if there else []
    same = 0
    while same < min(len(up), len(down)) and up[same] == down[same]:
        same += 1
    return "/".join([".."] * (len(up) - same) + down[same:])


@lru_cache(maxsize=1 << 14)
def address_of(path: str) -> str:
    """The address of a page below the site's, without a slash at its end."""
    folder, name = posixpath.split(path.removesuffix(".md"))
    return folder if name == "index" else posixpath.join(folder, name)
