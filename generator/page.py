"""A page as data, made from its template: front matter, then headings with HTML blocks between them.

That is the one shape of every page: entry text only ever stands within a heading or an HTML block, and a
block holds no blank line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from generator.hrefs import answers_page, beside, company_page, href, partner_page
from generator.ld import full_url, web_page
from generator.parts import ANYWHERE, look, on_page
from generator.text import Html, inert, json_line, quoted, templates
from generator.when import long_day
from generator.wording import counted, country_name, dated, label, listed, plain, several, shortened

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from generator.found import Facet, Found
    from generator.plans import Told
    from generator.view import Site

LONGEST = 160
BLOCKS = ("<div", "</div", "<dt", "<dd", "</dl", "<li", "</ol", "</ul", "<p", "<tr", "</tbody", "<ul")
"""Beginnings of tags of blocks, before which a line break means nothing."""
_HEADING = re.compile(r"\n[ \t]*(#[^\n]*)")
EPOCH = 719_163
"""The first day of 1970, as scripts count days."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the site.

    path      where it belongs: companies/xiaomi.md
    title     plain text as typed
    markdown  the whole file: front matter and body
    source    the entry or template that it is edited in, relative to the repository
    changed   the newest claim that counts and concerns the page
    search    what search finds on it
    facets    what a search that should find it can be narrowed to
    """

    path: str
    title: str
    markdown: str
    source: str
    changed: date | None
    search: tuple[Found, ...]
    facets: tuple[Facet, ...] = ()


def topic_page(slug: str) -> str:
    """The page of a topic."""
    return f"topics/{slug}.md"


def page(
    site: Site,
    path: str,
    title: str,
    template: str,
    data: dict[str, Any],
    *,
    description: str,
    source: str = "",
    changed: date | None = None,
    search: Iterable[Found] = (),
    facets: Iterable[Facet] = (),
    wide: bool = False,
    full: bool = False,
    stand: str = "",
    feed: str = "",
    script: str = "",
    thing: dict[str, Any] | None = None,
) -> Page:
    """The page that a template makes of data. `wide`: no contents beside it; `full`: no sections either.

    stand   how the page stands, for who cites it; the edition if left out
    feed    its Atom feed, as a path in the site
    script  a script of its own, as a path in the site
    thing   what it is about, as JSON-LD
    """
    known = common(site, path)
    body = templates().filled(template, {**known, **data})
    edition = f"as it stood on {long_day(site.day)}" if site.historic else stand
    cited = {
        "title": title,
        "stand": edition or f"edition of {long_day(site.day)}",
        "address": full_url(site, path),
    }
    body += "\n" + templates().filled("cite.md.jinja", {**known, **cited})
    about = shortened(description or title, LONGEST)
    hidden = 'hide: ["navigation", "toc"]\n' if full else 'hide: ["toc"]\n' if wide else ""
    changed = changed or site.last
    source = source or f"theme/pages/{template}"
    more = {
        "edit": f"{site.edit}{source}" if site.edit else "",
        "feed": feed if site.url else "",
        "script": script,
        "ld": web_page(site, path, title, about, changed, thing or {}),
    }
    front = f"---\ntitle: {quoted(title)}\ndescription: {quoted(about)}\n{hidden}"
    front += "".join(f"{name}: {json_line(value)}\n" for name, value in more.items() if value)
    return Page(
        path=path,
        title=title,
        markdown=f"{front}---\n\n{shaped(f'# {inert(title)}', body)}",
        source=source,
        changed=changed,
        search=tuple(search),
        facets=tuple(dict.fromkeys(facets)),
    )


def shaped(title: str, body: str) -> str:
    """Headings with a blank line around them; what stands between two of them is folded."""
    parts = _HEADING.split(f"\n{body}")
    blocks = [part.strip(" \t") if place % 2 else folded(part) for place, part in enumerate(parts)]
    return "\n\n".join(block for block in (title, *blocks) if block) + "\n"


def folded(html: str) -> str:
    """Lines without the blanks around them; none begins with the tag of a block."""
    parts: list[str] = []
    for line in html.split("\n"):
        if text := line.strip(" \t"):
            parts.append(text if not parts or text.startswith(BLOCKS) else f"\n{text}")
    return "".join(parts)


def common(site: Site, here: str) -> dict[str, Any]:
    """What every template of the page at `here` knows."""
    brief = site.content.brief
    return {
        "site": site,
        "brief": brief,
        "here": here,
        "as_of": site.day,
        "stage_question": brief.stage,
        "href": partial(href, here),
        "beside": partial(beside, here),
        **ANYWHERE,
        **on_page(site, here),
        "look": look,
        "page_of": site.page_of,
        "name_of": site.name,
        "plan_of": site.plan,
        "answers_page": answers_page,
        "company_page": company_page,
        "partner_page": partner_page,
        "topic_page": topic_page,
        "long_day": long_day,
        "iso": _iso,
        "epoch": lambda day: day.toordinal() - EPOCH,
        "counted": counted,
        "listed": listed,
        "shortened": shortened,
        "plain": plain,
        "dated": dated,
        "country": country_name,
        "choice_label": lambda name, word: label(brief.questions[name].choices, word),
        "role_label": partial(label, brief.roles),
        "state_label": partial(label, brief.states),
        "basis_label": partial(label, brief.bases),
        "kind_label": partial(label, brief.kinds),
        "kinds_label": partial(several, brief.kinds),
    }


def _iso(day: date) -> Html:
    return Html(day.isoformat())


def stand(site: Site, told: Iterable[Told]) -> str:
    """How a page of claims stands: by the newest of them, not by an edition that changed nothing on it."""
    newest = max(told, key=lambda one: one.order, default=None)
    return f"last claim: {newest.entry.said.words}" if newest else ""


def by_newest(site: Site, told: Iterable[Told]) -> dict[str, Any]:
    """The same with the day on which the page changed, for `page`."""
    every = list(told)
    return {"changed": max(one.entry.counts for one in every), "stand": stand(site, every)}
