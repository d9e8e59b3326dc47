"""Which feeds there are: of the whole brief, of each company, of each topic."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING

from generator.export.addresses import TOPICS, Addresses, company_folder
from generator.export.feeds import Feed, atom, json_feed
from generator.export.items import Items, newest
from generator.wording import label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.export.items import Item
    from generator.plans import Told
    from generator.view import Site

OF_ALL, OF_TOPIC, OF_COMPANY = 100, 50, 12
"""So many claims stand in a feed: those that were told or corrected last."""
ALL, OWN = "feeds/all", "feed"


Files = Iterator[tuple[str, bytes]]
"""(path in the site, content)."""


def company_feeds(site: Site, at: Addresses, slug: str) -> Files:
    """The feed of a company, as Atom and as JSON Feed, under each of its slugs."""
    found = Items(site, at).of(newest(site, concerning(site, slug), OF_COMPANY))
    name = site.companies[slug].name
    made = _feed(site, at, company_folder(slug), OWN, name, found, at.first_slug(slug))
    for one in at.slugs(slug):
        yield from _both(company_folder(one) + OWN, made)


def feeds(site: Site, at: Addresses) -> Files:
    """The feed of the whole brief and of each topic."""
    items = Items(site, at)
    made = items.of(newest(site, site.told, OF_ALL))
    yield from _both(ALL, _feed(site, at, "", ALL, site.content.brief.title, made))
    topics: dict[str, list[Told]] = defaultdict(list)
    for told in site.told:
        topics[told.entry.claim.topic].append(told)
    for topic, found in sorted(topics.items()):
        folder = f"{TOPICS}/{topic}/"
        title = label(site.content.brief.topics, topic)
        made = items.of(newest(site, found, OF_TOPIC))
        yield from _both(folder + OWN, _feed(site, at, folder, OWN, title, made))


def concerning(site: Site, slug: str) -> list[Told]:
    """The claims of a company and those of others that name it, the newest first."""
    named = [told for told in site.naming(slug) if told.company != slug]
    return sorted([*site.told_by(slug), *named], key=lambda told: told.order, reverse=True)


def _feed(
    site: Site,
    at: Addresses,
    folder: str,
    file: str,
    title: str,
    found: Sequence[Item],
    first_slug: str = "",
) -> Feed:
    """A feed that stands beside the page of `folder`; its id stays that of the company's first slug."""
    brief = site.content.brief
    known_by = company_folder(first_slug) if first_slug else folder
    return Feed(
        title=f"{brief.title}: {title}" if folder else title,
        subtitle=brief.description,
        author=brief.title,
        home=at.url,
        page=at.file(folder),
        atom=at.file(f"{folder}{file}.xml"),
        json=at.file(f"{folder}{file}.json"),
        id=at.file(f"{known_by}{file}.xml"),
        day=site.day,
        items=found,
    )


def _both(path: str, feed: Feed) -> Files:
    yield f"{path}.xml", atom(feed)
    yield f"{path}.json", json_feed(feed)
