"""Feeds, calendars and redirects: what follows the brief keeps following it, and nothing else."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import feedparser
import html5lib
import icalendar
import pytest
import yaml
from small import BRIEF, company
from taken import (
    HOSTILE,
    MARCH_2021,
    ROOT,
    URL,
    content_of,
    entries,
    events,
    hostile_made,
    made_on,
    site_on,
    table,
    take,
)

from generator import export, when
from generator.edition import edition
from generator.export import files, items
from generator.export.addresses import Addresses
from generator.load import Content
from generator.promises import OPEN
from generator.view import Site

if TYPE_CHECKING:
    from collections.abc import Iterator

# The whole


def test_every_file_has_one_path_within_the_site() -> None:
    paths = [path for path, _content in files(site_on(), URL)]
    assert len(paths) == len(set(paths))
    assert all(re.fullmatch(r"[a-z0-9-]+(/[a-z0-9-]+)*\.[a-z]+", path) for path in paths)
    whole = {"feeds/all.xml", "feeds/all.json", "calendar.ics", "data/brief.json", "data/brief.xlsx"}
    each = (".json", "/feed.xml", "/feed.json", "/calendar.ics")
    assert whole | {f"companies/{slug}{end}" for slug in site_on().companies for end in each} <= set(paths)


HASHES = """
import hashlib, sys
from pathlib import Path
from generator import export, when
from generator.edition import edition
from generator.export import files
from generator.load import load
from generator.view import Site
content, _problems = load(Path(sys.argv[1]))
for path, made in files(Site.of(content, edition(content)), sys.argv[2]):
    print(path, hashlib.sha256(made).hexdigest())
"""


def test_the_same_brief_gives_the_same_bytes_in_another_zone_and_with_another_seed(tmp_path: Path) -> None:
    runs = [
        subprocess.run(
            [sys.executable, "-c", HASHES, str(ROOT / "content"), URL],
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone},
            capture_output=True,
            text=True,
            check=True,
            cwd=tmp_path,
        ).stdout
        for seed, zone in (("1", "Asia/Tokyo"), ("2", "America/Los_Angeles"))
    ]
    assert runs[0] == runs[1]
    assert "data/brief.xlsx" in runs[0]


@pytest.mark.parametrize("day", [MARCH_2021, "2022-06-30"])
def test_a_past_day_tells_nothing_that_came_later(day: str) -> None:
    made, told = made_on(day), {(one.company, one.entry.claim.id) for one in site_on(day).told}
    brief = json.loads(made["data/brief.json"])
    assert {(slug, one["claim"]) for slug, _company, one in claims_of(brief)} == told
    links = {
        (slug, link["claim"])
        for slug, _company, one in claims_of(brief)
        for kind in LINKS
        for link in one.get(kind, ())
    }
    assert links and links <= told
    days = rb'"(?:from|to|since|counts|ended|checked|on|as_of|edition)":"(\d{4}-\d\d-\d\d)'
    assert max(re.findall(days, made["data/brief.json"])).decode() == day
    now = claims_of(json.loads(made_on()["data/brief.json"]))
    later = [one["statement"] for slug, _company, one in now if (slug, one["claim"]) not in told]
    texts = "\n".join(made[path].decode() for path in made if path.endswith((".csv", ".xml", ".ics")))
    assert len(later) > 300
    assert not [statement for statement in later if statement in texts]
    dates = [when.parse(row["published"]).start for row in table(made, "sources") if row["published"]]
    assert max(dates).isoformat() <= day
    assert max(one["updated"] for one in entries(made["feeds/all.xml"]).values())[:10] <= day


def test_a_link_to_a_claim_that_does_not_count_yet_is_not_told() -> None:
    claims = """
    - {id: early, on: 2021-01-01, contradicts: [late]}
    - {id: late, on: 2021-06-01, supersedes: [early]}
    """
    for day, links in (("2021-05-31", set()), ("2021-06-01", {"contradicts", "superseded_by"})):
        (early,) = (
            one
            for _slug, _company, one in claims_of(json.loads(take(claims, day)["data/brief.json"]))
            if one["claim"] == "early"
        )
        assert links == LINKS & set(early)


LINKS = {"contradicts", "supersedes", "confirms", "contradicted_by", "superseded_by", "confirmed_by"}


def claims_of(brief: Any) -> Iterator[tuple[str, Any, Any]]:
    """(slug of the company, company, claim)."""
    for slug, one in brief["companies"].items():
        yield from ((slug, one, claim) for claim in one["claims"])


def rockets_site() -> Site:
    content = content_of(ROOT / "tests" / "rockets")
    day = edition(content)
    assert day
    return Site.of(content, day)


def test_a_brief_on_another_industry_gives_the_same_kinds_of_files() -> None:
    taken = dict(files(rockets_site(), URL))
    moved = entries(taken["companies/kestrel/feed.xml"])[f"{URL}companies/kestrel/#landing-2028"]
    assert moved["title"] == "Kestrel Launch: Kestrel 2: First landing: expected 2027 → expected 2028"
    assert [row["landing_answer"] for row in table(taken, "compare")] == ["", "expected 2028"]


def test_an_address_that_is_none_is_refused() -> None:
    site = site_on()
    for url in ("", "/", "https://brief.example", "ftp://brief.example/", "https:///"):
        with pytest.raises(ValueError, match="no address of a site"):
            next(files(site, url))


def test_schemas_go_along(tmp_path: Path) -> None:
    site = site_on()
    (tmp_path / "company.json").write_text("{}")
    assert dict(files(site, URL, tmp_path))["data/schema/company.json"] == b"{}"


# Feeds


def test_every_feed_parses_and_is_newest_first() -> None:
    made = made_on()
    feeds = [path for path in made if path.endswith(".xml")]
    assert len(feeds) > 30
    for path in feeds:
        parsed = feedparser.parse(made[path])
        assert not parsed.bozo, path
        assert parsed.version == "atom10"
        assert parsed.feed.title and parsed.feed.author and parsed.feed.updated
        assert {link.rel: link.href for link in parsed.feed.links}["self"] == URL + path
        days = [entry.published for entry in parsed.entries]
        assert days == sorted(days, reverse=True)
        assert 0 < len(days) <= {"feeds": 100, "topics": 50, "companies": 12}[path.partition("/")[0]]
        assert parsed.feed.updated == max(entry.updated for entry in parsed.entries)
        assert len({entry.id for entry in parsed.entries}) == len(days)
        assert all(
            entry.link.startswith(f"{URL}companies/") and "#" in entry.link for entry in parsed.entries
        )


def test_json_feeds_say_what_atom_says() -> None:
    made = made_on()
    for path in [path for path in made if path.endswith(".xml")]:
        feed = json.loads(made[path.replace(".xml", ".json")])
        assert feed["version"] == "https://jsonfeed.org/version/1.1"
        assert feed["feed_url"] == URL + path.replace(".xml", ".json")
        said = {
            item["id"]: {
                "title": item["title"],
                "summary": item["content_text"],
                "published": item["date_published"],
                "updated": item.get("date_modified", item["date_published"]),
            }
            for item in feed["items"]
        }
        assert said == entries(made[path])


def test_a_topic_and_a_company_have_their_own_feeds() -> None:
    made, site = made_on(), site_on()
    topic = {
        f"{URL}companies/{one.company}/#{one.entry.claim.id}"
        for one in site.told
        if one.entry.claim.topic == "cancellation"
    }
    assert set(entries(made["topics/cancellation/feed.xml"])) == topic
    rockets = dict(files(rockets_site(), URL))
    assert set(entries(rockets["companies/kestrel/feed.xml"])) == {
        f"{URL}companies/kestrel/#landing-2027",
        f"{URL}companies/kestrel/#landing-2028",
        f"{URL}companies/aurora-lift/#skua-engines",  # names Kestrel
    }


def test_what_a_claim_changed_is_worked_out_once_for_all_feeds(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def turns(_site: Site, company: str) -> items.Turns:
        asked.append(company)
        return {}

    monkeypatch.setattr(items, "turns", turns)
    site = site_on()
    assert len(list(export.following(site, Addresses(site, URL)))) > 20
    assert sorted(asked) == sorted(set(asked))


FIRST = """
- {id: plan, on: 2021-03-30, answers: {stage: planned, first-car: 2024}}
- {id: shown, on: 2022-05-01, answers: {stage: prototype}}
"""
MOVED = FIRST + "- {id: later, on: 2023-06-01, answers: {first-car: 2025-Q3}}\n"


@pytest.mark.parametrize("path", ["feeds/all.xml", "companies/acme/feed.xml", "topics/news/feed.xml"])
def test_moving_a_target_gives_one_new_item_and_a_rebuild_none(path: str) -> None:
    before, again, after = (entries(take(claims, "2023-07-01")[path]) for claims in (FIRST, FIRST, MOVED))
    assert before == again
    new = {name: entry for name, entry in after.items() if before.get(name) != entry}
    assert list(new) == [f"{URL}companies/acme/#later"]
    item = new[f"{URL}companies/acme/#later"]
    assert item["title"] == "Acme: Car: First car: expected 2024 → expected Q3 2025"
    assert "First car: expected 2024 → expected Q3 2025" in item["summary"]
    assert item["published"] == item["updated"] == "2023-06-01T00:00:00Z"


def test_a_report_that_moves_its_own_date_says_so_though_the_record_stands() -> None:
    claims = """
    - {id: word, on: 2021-01-01, answers: {first-car: 2023}}
    - {id: one, on: 2021-06-01, by: Reuters, answers: {first-car: 2024}}
    - {id: two, on: 2022-06-01, by: Reuters, answers: {first-car: 2026}}
    """
    item = entries(take(claims, "2022-07-01")["feeds/all.xml"])[f"{URL}companies/acme/#two"]
    assert item["title"] == "Acme: Car: First car: expected 2024 → expected 2026"


def test_an_answer_taken_back_is_told_by_the_claim_that_takes_it_back() -> None:
    claims = """
    - {id: word, on: 2021-01-01, answers: {first-car: 2023}}
    - {id: gone, on: 2022-06-01, answers: {first-car: none}}
    """
    item = entries(take(claims, "2022-07-01")["feeds/all.xml"])[f"{URL}companies/acme/#gone"]
    assert item["title"] == "Acme: Car: First car: expected 2023 → withdrawn"


def test_a_correction_updates_its_item_and_makes_no_new_one() -> None:
    wrong = """
    - {id: plan, on: 2021-03-30, corrections: [{on: 2021-05-02, note: It was April.}]}
    - {id: more, on: 2021-06-01}
    """
    item = entries(take(wrong, "2021-06-01")["feeds/all.xml"])[f"{URL}companies/acme/#plan"]
    assert (item["published"][:10], item["updated"][:10]) == ("2021-03-30", "2021-05-02")
    assert "Corrected on 2021-05-02: It was April." in item["summary"]
    before = entries(take(wrong, "2021-05-01")["feeds/all.xml"])[f"{URL}companies/acme/#plan"]
    assert (before["updated"][:10], "April" in before["summary"]) == ("2021-03-30", False)


def test_a_correction_does_not_wait_for_news() -> None:
    """Editors correct on a day after the newest claim, and the edition is the day of that claim."""
    claims = "- {id: plan, on: 2021-03-30, corrections: [{on: 2021-05-02, note: It was April.}]}"
    item = entries(take(claims, "2021-03-30")["feeds/all.xml"])[f"{URL}companies/acme/#plan"]
    assert "Corrected on 2021-05-02: It was April." in item["summary"]


def test_a_correction_brings_its_claim_back_into_a_feed_of_newer_ones() -> None:
    old, newer = (
        "- {id: plan, on: 2021-03-30}\n",
        [f"- {{id: n{n}, on: 2022-01-{n}}}\n" for n in range(10, 30)],
    )
    right = "- {id: plan, on: 2021-03-30, corrections: [{on: 2022-02-01, note: It was April.}]}\n"
    plan, path = f"{URL}companies/acme/#plan", "companies/acme/feed.xml"
    before, after = (entries(take("".join([one, *newer]), "2022-03-01")[path]) for one in (old, right))
    assert plan not in before
    assert list(after)[-1] == plan
    assert len(before) == len(after) == 12


def test_a_company_that_is_renamed_keeps_its_items_its_feeds_and_its_events() -> None:
    claims = "- {id: plan, on: 2021-03-30, answers: {first-car: 2024}}"
    old = take(claims, "2021-04-01")
    new = take(claims, "2021-04-01", slug="zenith", former_slugs=["acme", "apex"])
    assert entries(new["feeds/all.xml"]).keys() == entries(old["feeds/all.xml"]).keys()
    assert events(new["calendar.ics"]).keys() == events(old["calendar.ics"]).keys()
    for file in ("/feed.xml", "/feed.json", "/calendar.ics", ".json"):
        assert new[f"companies/acme{file}"] == new[f"companies/apex{file}"] == new[f"companies/zenith{file}"]
    assert f'href="{URL}companies/zenith/#plan"'.encode() in new["feeds/all.xml"]


# Calendar


def test_the_calendar_holds_the_open_targets() -> None:
    made, site = made_on(), site_on()
    open_ones = [
        promise
        for plan in site.plans
        for _question, promises in site.promises_of(plan)
        for promise in promises
        if promise.verdict == OPEN
    ]
    found = events(made["calendar.ics"])
    assert len(found) == len(open_ones) > 10
    each = [events(made[f"companies/{slug}/calendar.ics"]) for slug in site.companies]
    assert sum(len(one) for one in each) == len(open_ones)
    again = icalendar.Calendar.from_ical(made["calendar.ics"]).to_ical()
    assert again == made["calendar.ics"]
    for line in made["calendar.ics"].split(b"\r\n"):
        assert len(line) <= 75
        line.decode()


SPANS = {
    "2027-05-04": ("2027-05-04", "2027-05-05", "", "expected on 4 May 2027."),
    "2027-Q3": (
        "2027-07-01",
        "2027-10-01",
        " (Q3 2027)",
        "No day was named: the event fills the whole span, 1 July 2027 to 30 September 2027.",
    ),
    "2027": ("2027-01-01", "2028-01-01", " (2027)", "fills the whole span"),
    "by 2027": ("2027-12-31", "2028-01-01", " (by 2027)", "stands on the last one"),
    "from 2027": ("2027-01-01", "2028-01-01", " (2027 or later)", "may come later"),
}


@pytest.mark.parametrize("target", SPANS)
def test_a_target_is_an_all_day_event_of_its_span(target: str) -> None:
    first, end, words, told = SPANS[target]
    claims = f"- {{id: plan, on: 2021-03-30, answers: {{first-car: {target}}}}}"
    (event,) = events(take(claims, "2021-04-01")["calendar.ics"]).values()
    days = (event["dtstart"].dt, event["dtend"].dt)
    assert (days[0].isoformat(), days[1].isoformat()) == (first, end)
    assert not hasattr(days[0], "hour"), "an all-day event"
    assert event["summary"] == f"Acme: Car: First car{words}, on record"
    assert told in event["description"]
    assert event["dtstamp"].dt.isoformat() == "2021-03-30T00:00:00+00:00"
    assert event["uid"] == "acme/plan/first-car/record@brief.example"
    assert event["url"] == f"{URL}companies/acme/#plan"


def test_a_target_that_was_moved_or_met_is_no_event() -> None:
    moved = events(take(MOVED, "2023-07-01")["calendar.ics"])
    assert list(moved) == ["acme/later/first-car/record@brief.example"]
    came = MOVED + "- {id: came, on: 2025-08-01, answers: {first-car: {happened: 2025-08-01}}}"
    assert not events(take(came, "2025-08-02")["calendar.ics"])


# Former slugs


@pytest.mark.parametrize(
    ("path", "to", "name"),
    [
        ("companies/old/index.html", "companies/acme/", HOSTILE[1]),
        ("partners/old-motors/index.html", "partners/motors/", HOSTILE[3]),
    ],
)
def test_a_former_slug_leads_on(path: str, to: str, name: str) -> None:
    text = hostile_made()[path].decode()
    page = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(text)
    link, canonical, script = (page.find(f".//{name}") for name in ("p/a", "link", "script"))
    policy = page.find(".//meta[@http-equiv='Content-Security-Policy']").get("content")
    assert (link.get("href"), link.text) == (f"../../{to}", f"{name} has moved here")
    assert canonical.get("href") == f"{URL}{to}"
    assert f'content="0; url=../../{to}"' in text
    assert script.get("data-to") == f"../../{to}"
    assert base64.b64encode(hashlib.sha256(script.text.encode()).digest()).decode() in policy


def test_a_partner_that_became_a_company_is_found_at_its_old_address() -> None:
    """Whoever others name has a page among the partners, until it is followed as a company."""
    named = company("- {id: talks, on: 2021-03-30, partners: [{who: bolt, role: maker}]}")
    own = company(
        "- {id: plan, on: 2021-04-30, partners: [{who: bolt, role: maker}]}", former_slugs=["bolts"]
    )
    site = Site.of(Content(BRIEF, {"acme": named, "bolt": own}, {}), date(2021, 6, 1))
    found = {path: content.decode() for path, content in files(site, URL) if path.startswith("partners/")}
    assert list(found) == ["partners/bolt/index.html", "partners/bolts/index.html"]
    assert all('data-to="../../companies/bolt/"' in page for page in found.values())
    alone = Site.of(Content(BRIEF, {"bolt": own}, {}), date(2021, 6, 1))
    assert not [path for path, _content in files(alone, URL) if path.startswith("partners/")]


def test_no_redirect_leads_to_a_page_that_is_not_there() -> None:
    late = company("- {id: plan, on: 2021-03-30}", former_slugs=["acme"])
    early = company("- {id: plan, on: 2020-01-01}")
    site = Site.of(Content(BRIEF, {"zenith": late, "early": early}, {}), date(2020, 6, 1))
    assert not [path for path, _content in files(site, URL) if "acme" in path or "zenith" in path]


def test_the_citation_file_can_be_read() -> None:
    cited = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
    assert {"cff-version", "message", "title", "authors"} <= set(cited)
    assert cited["license"] == "CC-BY-4.0"
    assert not any(key.startswith("date") for key in cited)


def test_addresses_are_the_pages() -> None:
    site = site_on()
    at = Addresses(site, URL)
    assert at.claim("xiaomi", "x") == f"{URL}companies/xiaomi/#x"
    assert at.organisation("great-wall-motor") == f"{URL}partners/great-wall-motor/"
    assert at.organisation("nobody") == ""
