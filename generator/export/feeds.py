"""Feeds of new claims: Atom 1.0 and JSON Feed 1.1, made by writers of XML and JSON, never by pasting text."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from generator.compact import compact
from generator.export.data import LICENCE

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from generator.export.items import Item

ATOM = "http://www.w3.org/2005/Atom"
JSON_FEED = "https://jsonfeed.org/version/1.1"
LANGUAGE = "en"


@dataclass(frozen=True, slots=True)
class Feed:
    """A list of items under a title.

    page       the page that it belongs to
    atom, json its own addresses in both forms
    id         an address that never changes
    author     the title of the brief
    """

    title: str
    subtitle: str
    author: str
    home: str
    page: str
    atom: str
    json: str
    id: str
    day: date
    items: Sequence[Item]


def atom(feed: Feed) -> bytes:
    """The feed as Atom."""
    root = ET.Element("feed", {"xmlns": ATOM, "xml:lang": LANGUAGE})
    _texts(root, [("title", feed.title), ("subtitle", feed.subtitle), ("id", feed.id)])
    _texts(root, [("updated", moment(max((one.updated for one in feed.items), default=feed.day)))])
    _link(root, "self", feed.atom, "application/atom+xml")
    _link(root, "alternate", feed.page, "text/html")
    _link(root, "license", LICENCE["path"])
    author = ET.SubElement(root, "author")
    _texts(author, [("name", feed.author), ("uri", feed.home)])
    _texts(root, [("rights", LICENCE["title"])])
    for item in feed.items:
        _entry(ET.SubElement(root, "entry"), item)
    ET.indent(root, "")
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n"


def _entry(entry: ET.Element, item: Item) -> None:
    _texts(entry, [("title", item.title), ("id", item.id)])
    _texts(entry, [("published", moment(item.published)), ("updated", moment(item.updated))])
    _link(entry, "alternate", item.address, "text/html")
    if item.source:
        _link(entry, "via", item.source)
    ET.SubElement(entry, "category", {"term": item.topic, "label": item.topic_label})
    _texts(entry, [("summary", item.text)])


def _texts(parent: ET.Element, texts: list[tuple[str, str]]) -> None:
    for tag, text in texts:
        if text:
            ET.SubElement(parent, tag).text = text


def _link(parent: ET.Element, relation: str, address: str, kind: str = "") -> None:
    ET.SubElement(parent, "link", {"rel": relation, "href": address, **({"type": kind} if kind else {})})


def json_feed(feed: Feed) -> bytes:
    """The feed as JSON Feed."""
    return compact(
        {
            "version": JSON_FEED,
            "title": feed.title,
            "home_page_url": feed.page,
            "feed_url": feed.json,
            **({"description": feed.subtitle} if feed.subtitle else {}),
            "language": LANGUAGE,
            "authors": [{"name": feed.author, "url": feed.home}],
            "items": [_json_item(item) for item in feed.items],
        }
    )


def _json_item(item: Item) -> dict[str, Any]:
    made: dict[str, Any] = {
        "id": item.id,
        "url": item.address,
        "title": item.title,
        "content_text": item.text,
        "date_published": moment(item.published),
        "tags": [item.topic_label],
    }
    if item.source:
        made["external_url"] = item.source
    if item.updated != item.published:
        made["date_modified"] = moment(item.updated)
    return made


def moment(day: date) -> str:
    """The start of a day as feeds write it."""
    return f"{day.isoformat()}T00:00:00Z"
