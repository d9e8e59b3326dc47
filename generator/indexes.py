"""The first page of each table and list over the whole brief: its name, what it tells, how wide it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.found import Found
from generator.page import page

if TYPE_CHECKING:
    from generator.page import Page
    from generator.view import Site

NETWORK = "Who works with whom"
_FULL = (NETWORK, "Track record")
_WIDE = ("Companies", "Compare", "Promises", "Timeline", "Topics", "Sources")
_DESCRIPTIONS = {
    "Companies": "Every company of the brief: how far along its plans are, and on what evidence.",
    "Partners": "The carmakers, manufacturers and suppliers that the claims name, and whom they work with.",
    "Compare": "All programmes and all questions in one table; every answer leads to its claim.",
    NETWORK: "The companies and their partners, in pictures and as a list, with the evidence.",
    "Timeline": "What happened and what was said, month by month, and the dates that are still to come.",
    "Promises": "Every date that was promised or reported, by whom, and what became of it.",
    "Track record": "How often promised dates came true, by who named them; the denials that proved false.",
    "Topics": "The claims by what they are about.",
    "Sources": "Every page that a claim rests on, by publisher.",
    "Changes": "The answers that changed and the newest claims.",
    "Follow": "New claims as feeds, dates to come as calendars: of the whole brief, a company or a topic.",
    "Data": "Everything to take: JSON, CSV tables and a workbook, with the meaning of every field.",
    "Rules": "What is checked in every entry, with a wrong and a right example of each rule.",
    "Method": "How this brief decides which answer stands, in readers’ words, with examples from it.",
}


def index(site: Site, path: str, title: str, data: dict[str, Any], **more: Any) -> Page:
    """A page over the whole brief; `more` goes to the page as it is."""
    name = f"{path.removesuffix('.md').removesuffix('/index')}.md.jinja"
    wide, full = title in _WIDE, title in _FULL
    description = _DESCRIPTIONS[title]
    data = {**data, "lead": description}
    found = [Found("", title, description)]
    more |= {"description": description, "search": found, "wide": wide, "full": full}
    return page(site, path, title, name, data, **more)
