"""The search box in a browser, by the theme's index and by pagefind: to the reader it is the same box."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import ROOT, build, rest, search_by, until
from test_policy import Watched, served

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

FIRST = ".md-search-result__item a"
SHOWN = ".md-search-result__meta"
FIELD = ".md-search__input"


@pytest.fixture(scope="module")
def by_pagefind(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Today's site, searched by pagefind."""
    project = tmp_path_factory.mktemp("large")
    for name in ("content", "theme"):
        shutil.copytree(ROOT / name, project / name)
    shutil.copy(ROOT / "mkdocs.yml", project)
    done = build(project / "site", root=search_by("pagefind", project))
    assert done.returncode == 0, done.stderr
    return project / "site"


@pytest.fixture(scope="module")
def large(by_pagefind: Path) -> Iterator[str]:
    """The address of the site that is searched by pagefind."""
    with served(by_pagefind) as address:
        yield address


@pytest.fixture(scope="module", params=["material", "pagefind"])
def at(request: pytest.FixtureRequest, site: Path) -> Iterator[str]:
    """The address of today's site, searched by one and by the other."""
    with served(request.getfixturevalue("by_pagefind") if request.param == "pagefind" else site) as address:
        yield address


@pytest.fixture
def reader(browser: Browser) -> Iterator[Page]:
    """A page that has to stay without errors, refusals and requests to other hosts."""
    watched = Watched(browser)
    asked: list[str] = []
    watched.page.on("request", lambda request: asked.append(request.url))
    yield watched.page
    assert watched.refused == []
    assert {url.split("/")[2].partition(":")[0] for url in asked} == {"127.0.0.1"}
    watched.page.close()


def ask(page: Page, query: str) -> None:
    """Open the search by its key, type, and wait for what is found."""
    page.keyboard.press("/")
    page.keyboard.press("Control+a")
    page.keyboard.type(query)
    page.locator(FIRST).first.wait_for()


# Both


@pytest.mark.parametrize("name", ["Xiaomi", "Apple", "Sony"])
def test_a_companys_name_finds_the_company_first_with_its_stage_and_a_date(
    at: str, reader: Page, name: str
) -> None:
    reader.goto(at)
    ask(reader, name)
    first = reader.locator(FIRST).first
    assert f"{at}companies/{name.lower()}/" in (first.get_attribute("href") or "")
    told = first.inner_text()
    assert re.search(r"^[A-Z][a-z ]+ \([a-z ]+\), last claim: .*20\d\d\.", told, re.MULTILINE), told


@pytest.mark.parametrize("name", ["Great Wall Motor", "Honda"])
def test_a_partners_name_finds_the_partner_first(at: str, reader: Page, name: str) -> None:
    reader.goto(at)
    ask(reader, name)
    assert f"partners/{name.lower().replace(' ', '-')}/" in (
        reader.locator(FIRST).first.get_attribute("href") or ""
    )


def test_words_of_a_claim_lead_to_it(at: str, reader: Page) -> None:
    reader.goto(f"{at}companies/")
    ask(reader, "Hyundai Kia Georgia plant")
    claim = reader.locator(".md-search-result__link[href*='companies/apple/'][href*='#']:visible").first
    assert "Apple, " in claim.inner_text()
    assert claim.locator("mark").count() > 2
    claim.click()
    reader.wait_for_url("**/companies/apple/**#*")
    anchor = reader.evaluate("decodeURIComponent(location.hash.slice(1))")
    assert "Georgia" in reader.locator(f"[id='{anchor}']").inner_text()


def test_the_keyboard_is_enough(at: str, reader: Page) -> None:
    reader.goto(at)
    ask(reader, "Xiaomi")
    assert reader.evaluate("document.activeElement.name") == "query"
    reader.keyboard.press("Escape")
    until(reader, "!document.querySelector('#__search').checked")
    rest(reader)  # a leap out of its field and back within a moment the theme overlooks
    ask(reader, "Sony")
    until(reader, f"document.querySelector('{FIRST}')?.href.includes('/sony/')")
    reader.keyboard.press("ArrowDown")
    assert "companies/sony/" in reader.evaluate("document.activeElement.href")
    reader.keyboard.press("Enter")
    reader.wait_for_url("**/companies/sony/**")


@pytest.mark.parametrize("path", ["", "companies/sony/", "no/such/page/"])
def test_an_address_can_hold_the_query(at: str, reader: Page, path: str) -> None:
    reader.goto(f"{at}{path}?q=hyundai+georgia")
    reader.locator(FIRST).first.wait_for()
    assert reader.locator(FIELD).input_value() == "hyundai georgia"
    assert reader.locator("#__search").is_checked()


def test_what_is_not_there_is_said_and_the_field_can_be_emptied(at: str, reader: Page) -> None:
    reader.goto(at)
    ask(reader, "Sony")
    reader.keyboard.type("qqqq")
    until(reader, f"document.querySelector('{SHOWN}').textContent.includes('No matching')")
    reader.keyboard.press("Control+a")
    reader.keyboard.press("Backspace")
    until(reader, f"document.querySelector('{SHOWN}').textContent.includes('Type to start')")


def test_a_word_that_is_not_there_is_told_as_missing(at: str, reader: Page) -> None:
    reader.goto(at)
    ask(reader, "Sony qqqq")
    assert "Missing: qqqq" in " ".join(reader.locator(FIRST).first.inner_text().split())


def test_nothing_is_fetched_for_a_search_before_it_is_used(at: str, reader: Page) -> None:
    fetched: list[str] = []
    reader.on("request", lambda request: fetched.append(request.url.removeprefix(at)))
    reader.goto(f"{at}companies/")
    reader.wait_for_load_state("networkidle")
    used = {f"pagefind/{name}" for name in ("box.css", "box.js", "worker.js")}
    assert {path for path in fetched if path.startswith(("search/", "pagefind/"))} - used == set()
    ask(reader, "Sony")
    assert [path for path in fetched if path.startswith(("search/", "pagefind/"))]


# By pagefind


def moved(page: Page, at: str) -> dict[str, int]:
    """Path → bytes of what the page and its worker have fetched."""
    sizes: dict[str, int] = {}
    page.context.on(
        "requestfinished",
        lambda request: sizes.__setitem__(request.url.removeprefix(at), request.sizes()["responseBodySize"]),
    )
    return sizes


def test_a_first_search_moves_what_the_query_needs(large: str, reader: Page) -> None:
    sizes = moved(reader, large)
    reader.goto(f"{large}companies/")
    reader.wait_for_load_state("networkidle")
    before = dict(sizes)
    ask(reader, "Xiaomi")
    reader.wait_for_load_state("networkidle")
    search = {path: size for path, size in sizes.items() if path not in before}
    assert search["search/search_index.json"] < 1000
    assert 100_000 < sum(search.values()) < 200_000  # of which pagefind itself is 120,000
    assert not [path for path in before if "workers/search." in path]  # the theme's own worker, 39 kB


def test_filters_narrow_a_search_and_stand_in_the_query(large: str, reader: Page) -> None:
    reader.goto(large)
    ask(reader, "battery")
    every = reader.locator(".md-search-result__item").count()
    reader.get_by_label("Country").select_option("China")
    until(reader, f"document.querySelectorAll('.md-search-result__item').length < {every}")
    assert reader.locator(FIELD).input_value() == "battery country:china"
    reader.get_by_label("Country").select_option("Any")
    until(reader, f"document.querySelectorAll('.md-search-result__item').length == {every}")
    assert reader.locator(FIELD).input_value() == "battery"


@pytest.mark.parametrize(
    ("query", "label", "chosen", "there", "not_there"),
    [
        ("stage:on-sale", "Stage", "On sale", "companies/xiaomi/", "companies/oppo/"),
        ("evidence:single-report", "Evidence", "Single report", "companies/leeco/", "companies/xiaomi/"),
        ("country:germany", "Country", "Germany", "partners/bmw/", "companies/"),
        ("year:2016 apple", "Year", "2016", "companies/apple/", "companies/xiaomi/"),
    ],
)
def test_a_filter_in_the_address_is_chosen_in_the_box(
    large: str, reader: Page, query: str, label: str, chosen: str, there: str, not_there: str
) -> None:
    reader.goto(f"{large}?q={query.replace(' ', '+')}")
    reader.locator(FIRST).first.wait_for()
    until(reader, "document.querySelector('.md-search select')")
    assert reader.locator(f"[name={label.lower()}]").evaluate("one => one.selectedOptions[0].text") == chosen
    found = reader.locator(".md-search-result__item > a").evaluate_all("all => all.map((one) => one.href)")
    assert any(there in url for url in found), found
    assert not any(f"{large}{not_there}" in url for url in found), found


def test_filters_are_reached_and_left_by_the_keyboard(large: str, reader: Page) -> None:
    reader.goto(large)
    ask(reader, "battery")
    until(reader, "document.querySelector('.md-search select')")
    names = []
    for key in ("Tab", "Tab", "Shift+Tab", "Shift+Tab", "Tab"):
        reader.keyboard.press(key)
        names.append(reader.evaluate("document.activeElement.name"))
    assert names == ["country", "evidence", "country", "query", "country"]
    reader.keyboard.type("Chin")
    until(reader, f"document.querySelector('{FIELD}').value == 'battery country:china'")
    reader.keyboard.press("Escape")
    until(reader, "!document.querySelector('#__search').checked")
    assert reader.evaluate("document.activeElement.tagName") == "BODY"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390, 320])
def test_the_open_box_passes_axe(browser: Browser, large: str, width: int, scheme: str) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 844},
        color_scheme="dark" if scheme == "dark" else "light",
        bypass_csp=True,
    )
    page = context.new_page()
    page.goto(f"{large}?q=battery+country:china")
    page.locator(FIRST).first.wait_for()
    until(page, "document.querySelector('.md-search select')")
    rest(page, 500)  # what fades in has its own colours until then
    assert Axe().run(page).response["violations"] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()


def test_what_an_editor_typed_is_found_as_those_characters(project: Path, reader: Page) -> None:
    entry = project / "content" / "companies" / "kestrel.yaml"
    typed = 'Zebra <img src=x onerror="alert(1)"> &lt;b&gt; &amp; R&D "x" it flies.'
    text = entry.read_text("utf-8").replace(
        "statement: Kestrel moves the first landing to 2028 and names a payload of eight tonnes.",
        f"statement: '{typed}'",
    )
    entry.write_text(text.replace("name: Kestrel Launch", "name: 'Kestrel <i>&amp;'"), "utf-8")
    done = build(project / "site", root=search_by("pagefind", project))
    assert done.returncode == 0, done.stderr
    with served(project / "site") as address:
        reader.goto(address)
        ask(reader, "Zebra flies")
        claim = reader.locator(".md-search-result__link[href*='#landing-2028']")
        assert typed in claim.inner_text()
        assert claim.locator("h2").inner_text().startswith("Kestrel <i>&amp;, ")
