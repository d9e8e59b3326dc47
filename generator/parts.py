"""The smallest parts of pages, which stand there by the thousand: chips, dates, links.

As functions, made once for each thing they show, they cost a tenth of what macros of a template cost. Entry
text is made inert here as everywhere (`text.inert`).
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from generator.hrefs import company_page, leading
from generator.text import Html, address, inert
from generator.when import long_day

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from generator.view import Site
    from generator.when import When

LOOKS = {
    "no-plan": ("grey", "ring", True),
    "considering": ("grey", "ask", True),
    "planned": ("blue", "flag", False),
    "prototype": ("violet", "half", False),
    "production": ("teal", "parts", False),
    "on-sale": ("green", "check", False),
    "supplier-only": ("teal", "parts", True),
    "paused": ("amber", "pause", False),
    "cancelled": ("red", "cross", False),
    "wound-down": ("red", "cross", True),
    "on record": ("ink", "page", False),
    "well reported": ("violet", "dots", False),
    "single report": ("grey", "dot", True),
    "disputed": ("amber", "mark", False),
    "not known": ("grey", "ask", True),
    "on time": ("green", "clock", False),
    "missed": ("red", "clock", False),
    "moved earlier": ("teal", "earlier", False),
    "arrived": ("green", "check", False),
    "arrived on time": ("green", "check", False),
    "arrived late": ("amber", "check", False),
    "ended": ("grey", "cross", False),
    "kept": ("green", "check", False),
    "late": ("amber", "clock", False),
    "moved": ("amber", "later", False),
    "dropped": ("grey", "cross", False),
    "open": ("blue", "clock", True),
    "stands": ("green", "check", False),
    "also reported": ("grey", "dot", True),
    "replaced": ("grey", "later", True),
    "older": ("grey", "earlier", True),
}
"""Colour, icon and whether the border is dashed, for each word that a chip shows."""
MOVED_LATER = ("amber", "later", False)
PLAIN = ("blue", "dot", False)
"""The look of words of another brief."""


def look(word: str) -> tuple[str, str, bool]:
    """The look of a chip's word."""
    return LOOKS.get(word) or (MOVED_LATER if word.startswith("moved later") else PLAIN)


@lru_cache(maxsize=1 << 10)
def chip(word: str, text: str = "") -> Html:
    """A label: icon, word and border. `text` is shown in the place of `word`."""
    colour, icon, dashed = look(word)
    classes = f"b-chip b-{colour} b-{icon}{' b-dashed' if dashed else ''}"
    return Html(f'<span class="{classes}">{inert(text or word)}</span>')


@lru_cache(maxsize=1 << 10)
def day(one: date) -> Html:
    """A full day."""
    return Html(f'<time datetime="{one.isoformat()}">{long_day(one)}</time>')


@lru_cache(maxsize=1 << 12)
def when(one: When) -> Html:
    """A date as it was said."""
    if one.is_day and one.first:
        return Html(f'<time datetime="{one.first.isoformat()}">{inert(one.words)}</time>')
    return inert(one.words)


def link(url: str, text: str) -> Html:
    """A link to another site."""
    return Html(f'<a href="{address(url)}" rel="noopener nofollow">{inert(text)}</a>')


def shown(text: Any) -> Html:
    """Text or a number for a page."""
    return text if isinstance(text, Html) else inert(str(text))


def on_page(site: Site, here: str) -> dict[str, Callable[..., Html]]:
    """The parts that hold links within the site, for the page at `here`."""

    def to(page: str, text: str, anchor: str = "") -> Html:
        return Html(f'<a href="{leading(here, page, anchor)}">{shown(text)}</a>')

    def claim_link(company: str, claim: str, text: Any) -> Html:
        return to(company_page(company), text, claim)

    def org(slug: str) -> Html:
        page = site.page_of(slug)
        return to(page, site.name(slug)) if page else inert(site.name(slug))

    def value(parts: Any) -> Html:
        pieces = [
            to(page, part.text)
            if part.slug and (page := site.page_of(part.slug)) not in ("", here)
            else shown(part.text)
            for part in parts
        ]
        return pieces[0] if len(pieces) == 1 else Html("".join(pieces))

    return {"to": to, "claim_link": claim_link, "org": org, "value": value}


ANYWHERE: dict[str, Callable[..., Html]] = {
    "chip": chip,
    "day": day,
    "when": when,
    "link": link,
}
"""The parts that are the same on every page."""
