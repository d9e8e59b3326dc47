"""What stands beside the words of a page: for programs, feed readers, search, and who finds a mistake."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import html5lib
import pytest
import yaml
from conftest import until

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).parent.parent
URL = "https://ev-brief.example/"
HTML = "{http://www.w3.org/1999/xhtml}"


class Built:
    """A page of the built site, read strictly."""

    def __init__(self, file: Path) -> None:
        parser = html5lib.HTMLParser(namespaceHTMLElements=True)
        self.file = file
        self.root = parser.parse(file.read_bytes(), transport_encoding="utf-8")
        self.errors = sorted({name for _place, name, _more in parser.errors})

    def all(self, tag: str, /, **wanted: str) -> list[dict[str, str]]:
        """The attributes of every element of its head that has the wanted ones."""
        head = self.root.find(f"{HTML}head")
        every = [dict(one.attrib) for one in head.iter(f"{HTML}{tag}")]
        return [one for one in every if all(one.get(key) == value for key, value in wanted.items())]


@pytest.fixture(scope="module")
def built(site: Path) -> dict[str, Built]:
    """Path → page; the pages at former addresses only lead on."""
    files = [file for file in sorted(site.rglob("*.html")) if b"data-to=" not in file.read_bytes()[:2000]]
    return {file.relative_to(site).as_posix(): Built(file) for file in files}


def made(built: dict[str, Built]) -> dict[str, Built]:
    """Without the page for wrong addresses."""
    return {path: page for path, page in built.items() if path != "404.html"}


def ld_of(page: Built) -> list[dict[str, object]]:
    found = page.root.findall(f".//{HTML}script[@type='application/ld+json']")
    return [json.loads(one.text) for one in found]


def test_pages_are_strict_html(built: dict[str, Built]) -> None:
    wrong = {path: page.errors for path, page in built.items() if page.errors}
    assert wrong == {}


def test_what_belongs_into_the_head_is_there(built: dict[str, Built]) -> None:
    for path, page in built.items():
        assert len(page.all("meta", name="description")) == 1, path
        assert page.all("link", rel="stylesheet"), path
        for name in ("og:title", "og:description", "og:type"):
            (one,) = page.all("meta", property=name)
            assert one["content"].strip(), (path, name)


def test_every_page_says_what_it_is(built: dict[str, Built]) -> None:
    for path, page in made(built).items():
        (ld,) = ld_of(page)
        assert ld["@type"] == "WebPage", path
        assert ld["url"] == URL + path.removesuffix("index.html"), path
        assert ld["name"] and ld["description"] and ld["inLanguage"] == "en", path
        assert re.fullmatch(r"\d{4}-\d\d-\d\d", str(ld["dateModified"])), path
        assert ld["isPartOf"] == {"@type": "WebSite", "name": "Tech companies’ EV plans", "url": URL}, path


def test_companies_and_partners_are_organisations(built: dict[str, Built]) -> None:
    for kind in ("companies", "partners"):
        for file in sorted((ROOT / "content" / kind).glob("*.yaml")):
            entry = yaml.load(file.read_text("utf-8"), Loader=yaml.BaseLoader)
            page = built.get(f"{kind}/{file.stem}/index.html")
            if page is None:  # nothing names it yet
                continue
            (ld,) = ld_of(page)
            thing = ld["mainEntity"]
            assert isinstance(thing, dict)
            assert thing["@type"] == "Organization"
            assert thing["name"] == entry["name"]
            assert thing.get("legalName") == entry.get("legal_name")
            assert thing["address"]["addressCountry"] == entry["country"]


def test_the_dataset_leads_to_its_files(built: dict[str, Built], site: Path) -> None:
    (ld,) = ld_of(built["data/index.html"])
    thing = ld["mainEntity"]
    assert isinstance(thing, dict)
    assert thing["@type"] == "Dataset"
    assert "creativecommons.org/licenses/by/4.0" in thing["license"]
    assert re.fullmatch(r"\d{4}-\d\d-\d\d/\d{4}-\d\d-\d\d", thing["temporalCoverage"])
    files = [one["contentUrl"].removeprefix(URL) for one in thing["distribution"]]
    assert {"data/brief.json", "data/claims.csv", "data/brief.xlsx"} <= set(files)
    for file in files:
        assert (site / file).is_file(), file


def test_feeds_that_pages_link_to_exist(built: dict[str, Built], site: Path) -> None:
    for path, page in made(built).items():
        feeds = [one for one in page.all("link", rel="alternate") if "type" in one]
        own = re.fullmatch(r"(companies|topics)/[^/]+/index\.html", path)
        assert len(feeds) == (4 if own else 2), path
        for feed in feeds:
            file = (page.file.parent / feed["href"]).resolve()
            assert file.is_file(), (path, feed["href"])
            assert file.suffix == (".xml" if "atom" in feed["type"] else ".json")
            assert feed["title"], path


def test_a_mistake_is_reported_with_page_and_claim(built: dict[str, Built], site: Path) -> None:
    form = yaml.safe_load((ROOT / ".github/ISSUE_TEMPLATE/correct-a-fact.yml").read_text("utf-8"))
    fields = {one["id"] for one in form["body"] if "id" in one}
    repository = yaml.load((ROOT / "mkdocs.yml").read_text("utf-8"), Loader=yaml.BaseLoader)["repo_url"]
    for path, page in made(built).items():
        address = URL + path.removesuffix("index.html")
        claims = {one.get("id") for one in page.root.iter(f"{HTML}article") if one.get("id")}
        reported = set()
        for link in page.root.iter(f"{HTML}a"):
            if "/issues/new" not in link.get("href", ""):
                continue
            base, _, query = link.get("href").partition("?")
            assert base == f"{repository}/issues/new"
            asked = {key: value for key, (value,) in parse_qs(query, strict_parsing=True).items()}
            assert asked.pop("template") == "correct-a-fact.yml"
            assert asked.keys() <= fields
            assert asked["page"] == address
            reported.add(asked.get("claim"))
        assert reported == {None, *claims}, path


def test_pages_say_how_to_cite_them(built: dict[str, Built]) -> None:
    for path, page in made(built).items():
        cited = [one for one in page.root.iter(f"{HTML}p") if one.get("class") == "b-cite"]
        assert len(cited) == 1, path
        words = "".join(cited[0].itertext())
        assert URL + path.removesuffix("index.html") in words
        assert re.search(r"(edition of|last claim:) .*\d{4}", words), (path, words)


def test_the_data_page_names_every_file_and_field(built: dict[str, Built], site: Path) -> None:
    words = " ".join("".join(built["data/index.html"].root.itertext()).split())
    for file in (*site.glob("data/*.csv"), site / "data/brief.json", site / "data/brief.xlsx"):
        assert file.name in words
    for file in site.glob("data/*.csv"):
        for field in file.read_bytes().decode().split("\r\n")[0].split(","):
            assert field in words, (file.name, field)
        rows = {
            one["name"]: one for one in json.loads((site / "data/datapackage.json").read_text())["resources"]
        }
        assert file.stem in rows


def test_the_follow_page_leads_to_every_feed_and_calendar(built: dict[str, Built], site: Path) -> None:
    page = built["follow/index.html"]
    linked = {
        (page.file.parent / urlsplit(one.get("href", "")).path).resolve()
        for one in page.root.iter(f"{HTML}a")
    }
    former = {
        slug
        for file in (ROOT / "content/companies").glob("*.yaml")
        for slug in yaml.load(file.read_text("utf-8"), Loader=yaml.BaseLoader).get("former_slugs", ())
    }
    offered = [
        *site.glob("feeds/*"),
        *site.glob("companies/*/feed.*"),
        *site.glob("topics/*/feed.*"),
        *site.rglob("*.ics"),
    ]
    assert offered
    for file in offered:
        assert file.resolve() in linked or file.parent.name in former, file


def test_hostile_words_stay_data(tmp_path: Path) -> None:
    from mkdocs.utils.meta import get_data

    from generator.quick import split
    from generator.text import json_line

    words = "</script><script>alert(1)</script>\u2028 “a”: {b} \U0001f697\n---\ntitle: x"
    line = json_line({"@type": [words]})
    text = f'---\ntitle: "T"\nld: {line}\n---\n\n# T\n'
    flat = "</script><script>alert(1)</script>  “a”: {b} \U0001f697 --- title: x"
    assert split(text)[0]["ld"] == {"@type": [flat]}
    assert get_data(text)[1]["ld"] == {"@type": [flat]}


# In a browser


@pytest.mark.browser
def test_what_changed_since_a_day(browser: Browser, address: str, site: Path) -> None:
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.goto(f"{address}changes/?since=2025-03-01")
    until(page, "document.querySelector('.b-since output').textContent")
    shown = page.evaluate(
        "[...document.querySelectorAll('[data-list=claims] > li')]"
        ".filter(one => one.checkVisibility()).map(one => one.dataset.from)"
    )
    data = json.loads((site / "data/brief.json").read_text("utf-8"))
    counts = [one["counts"] for company in data["companies"].values() for one in company["claims"]]
    assert sorted(shown) == sorted(day for day in counts if day >= "2025-03-01")
    last = page.locator("[data-list=claims] > li:visible a").last
    target = last.evaluate("link => link.href")
    page.goto(target)
    anchor = page.evaluate("decodeURIComponent(location.hash.slice(1))")
    assert page.locator(f"[id='{anchor}']").count() == 1
    page.goto(f"{address}changes/")
    page.fill(".b-since input", "2026-02-01")
    until(page, "location.search.includes('since=2026-02-01')")
    page.close()


@pytest.mark.browser
def test_the_search_index_waits_until_search_is_used(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{address}companies/xiaomi/")
    page.wait_for_load_state("networkidle")
    assert not [url for url in asked if "search_index" in url or "sitemap" in url]
    page.keyboard.press("/")
    page.keyboard.type("Xiaomi")
    page.locator(".md-search-result__item").first.wait_for()
    assert [url for url in asked if "search_index" in url]
    page.close()


@pytest.mark.browser
def test_names_find_companies_and_partners_first(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    for name, path in (
        ("LG", "companies/lg/"),
        ("Apple", "companies/apple/"),
        ("Sony", "companies/sony/"),
        ("Volkswagen", "partners/volkswagen/"),
        ("Bank of China", "partners/bank-of-china/"),
    ):
        page.goto(f"{address}follow/")
        page.keyboard.press("/")
        page.keyboard.type(name)
        first = page.locator(".md-search-result__item > .md-search-result__link").first
        first.wait_for()
        until(
            page,
            "path => document.querySelector('.md-search-result__link')?.href.includes(path)",
            f"/{path}?",
        )
        if path.startswith("companies"):
            assert re.search(
                r"\((on record|well reported|single report|disputed)\), last claim: .*\d{4}",
                first.inner_text(),
            )
    page.close()


@pytest.mark.browser
def test_a_vehicle_is_found_at_its_place(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.goto(address)
    page.keyboard.press("/")
    page.keyboard.type("YU7")
    link = page.locator(".md-search-result__link[href*='--vehicle--yu7']").first
    link.wait_for(state="attached")
    page.goto(link.evaluate("link => link.href"))
    assert "YU7" in page.locator("[id='xiaomi-auto--vehicle--yu7']").inner_text()
    page.close()


# On paper


def sheets(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


@pytest.mark.browser
def test_a_company_prints_what_stands_on_three_sheets(browser: Browser, address: str, site: Path) -> None:
    page = browser.new_page()
    for file in sorted((ROOT / "content/companies").glob("*.yaml")):
        page.goto(f"{address}companies/{file.stem}/")
        page.emulate_media(media="print")
        kept = page.locator(".b-claim:visible").count()
        assert 0 < kept == page.locator(".b-claim.b-stands").count() < page.locator(".b-claim").count()
        assert page.locator(".b-lead:visible").count() and page.locator(".b-facts:visible").count()
        assert sheets(page.pdf(prefer_css_page_size=True)) <= 3, file.stem
    page.emulate_media(media="screen")
    page.goto(f"{address}companies/xiaomi/")
    page.get_by_label("Print all of it").check()
    page.emulate_media(media="print")
    assert page.locator(".b-claim:visible").count() == page.locator(".b-claim").count()
    assert sheets(page.pdf(prefer_css_page_size=True)) > 3
    address_of_source = page.evaluate(
        "getComputedStyle(document.querySelector('.b-sources a'), '::after').content"
    )
    assert "http" in address_of_source
    elsewhere = page.evaluate("getComputedStyle(document.querySelector('.b-facts a'), '::after').content")
    assert elsewhere == "none"
    page.close()
