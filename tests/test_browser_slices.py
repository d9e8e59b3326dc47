"""Lists that stand on several pages, in a real browser: what is chosen is chosen from all of them."""

from __future__ import annotations

import csv
import json
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest
from conftest import build, made_up, served, until

from generator.compared import ROWS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

COMPANIES = 100
SHOWN = "[...document.querySelectorAll('#all tbody tr')].filter((one) => one.offsetParent)"


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site whose lists are long."""
    root = made_up(tmp_path_factory.mktemp("many"), COMPANIES)
    done = build(root / "site", root=root)
    assert done.returncode == 0, done.stderr
    return root / "site"


@pytest.fixture(scope="module")
def there(many: Path) -> Iterator[str]:
    with served(many) as found:
        yield found


@pytest.fixture(scope="module")
def companies(many: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((many / "data" / "brief.json").read_text("utf-8"))["companies"]
    return found


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    opened = context.new_page()
    wrong: list[str] = []
    opened.on("pageerror", lambda error: wrong.append(str(error)))
    yield opened
    context.close()
    assert wrong == []


def rows(page: Page) -> list[str]:
    """The companies of the rows that are shown."""
    found: list[str] = page.evaluate(f"{SHOWN}.map((row) => row.dataset.row.split('.')[0])")
    return found


def test_the_first_page_says_how_many_there_are_and_fetches_none(page: Page, there: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{there}compare/")
    page.wait_for_load_state("networkidle")
    assert len(rows(page)) == ROWS
    assert f"{ROWS} of {COMPANIES} programmes" in page.locator("#filter output").inner_text()
    assert not [url for url in asked if "compare/2/" in url or "steps" in url]


def test_a_filter_finds_the_rows_of_every_page(page: Page, there: str, companies: dict[str, Any]) -> None:
    page.goto(f"{there}compare/")
    page.get_by_label("Country").select_option("JP")
    wanted = sorted(slug for slug, one in companies.items() if one["country"] == "JP")
    until(page, f"{SHOWN}.length === {len(wanted)}")
    assert sorted(rows(page)) == wanted
    assert f"{len(wanted)} of {COMPANIES} programmes" in page.locator("#filter output").inner_text()
    page.get_by_text("Clear").click()
    until(page, f"{SHOWN}.length === {COMPANIES}")
    link = page.locator("#all tbody tr a").last
    target = link.evaluate("link => link.href")
    page.goto(target)
    assert page.locator(f"[id='{target.partition('#')[2]}']").count() == 1


def test_order_and_csv_hold_all_rows(
    page: Page, there: str, companies: dict[str, Any], tmp_path: Path
) -> None:
    page.goto(f"{there}compare/")
    page.locator("#all thead button").first.click()
    until(page, f"{SHOWN}.length === {COMPANIES}")
    assert rows(page) == sorted(rows(page)) and {*rows(page)} == {*companies}
    with page.expect_download() as waiting:
        page.get_by_role("button", name="CSV").click()
    waiting.value.save_as(tmp_path / "taken.csv")
    with (tmp_path / "taken.csv").open(encoding="utf-8-sig", newline="") as file:
        taken = list(csv.reader(file))[1:]
    assert [line[1].rpartition("/")[0] for line in taken] == [
        f"{there}companies/{slug}" for slug in rows(page)
    ]


def test_an_address_picks_rows_of_any_page_on_a_past_day(
    page: Page, there: str, companies: dict[str, Any]
) -> None:
    day = "2016-06-30"
    said = sorted(
        slug for slug, one in companies.items() if any(claim["counts"] <= day for claim in one["claims"])
    )
    assert 5 < len(said) < COMPANIES
    page.goto(f"{there}compare/?day={day}&view=all&pick={said[0]},{said[-1]}")
    until(page, f"{SHOWN}.length === {len(said)}")
    until(page, "document.querySelectorAll('#all input:checked').length === 2")
    assert sorted(rows(page)) == said
    boxes = page.locator("#all tbody tr:visible input")
    assert boxes.count() == boxes.locator("visible=true").count() == len(said)
    for slug in said[:: len(said) // 4]:
        (cells,) = page.evaluate(
            f"{SHOWN}.filter((row) => row.dataset.row.startsWith('{slug}.')).map((row) => row.innerText)"
        )
        page.goto(f"{there}companies/{slug}/?day={day}")
        page.wait_for_selector(".b-then")
        stage = page.locator("[id$='--stage'] dd").first.inner_text().split("\n")[0].split(" since")[0]
        assert stage.split()[0].casefold() in cells.casefold()
        page.go_back()
        until(page, f"{SHOWN}.length === {len(said)}")


def test_without_scripts_every_row_is_reached_by_links(
    browser: Browser, there: str, companies: dict[str, Any]
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{there}compare/")
    seen: list[str] = []
    while True:
        found = page.locator("#all tbody th a")
        seen += [one.get_attribute("href").split("companies/")[1].split("/")[0] for one in found.all()]  # type: ignore[union-attr]
        assert page.locator("#all input:visible").count() == 0
        link = page.locator("a[rel=next]").last
        if not link.count():
            break
        link.click()
    assert Counter(seen) == Counter(dict.fromkeys(companies, 1))
    page.locator("#all tbody th a").last.click()
    assert page.title().casefold().startswith(seen[-1])
    context.close()


def test_what_changed_since_a_day_comes_from_all_pages(
    page: Page, there: str, many: Path, companies: dict[str, Any]
) -> None:
    day = "2021-06-15"
    assert (many / "changes" / "2022" / "1" / "index.html").is_file()
    page.goto(f"{there}changes/?since={day}")
    until(page, "document.querySelector('.b-since output').textContent")
    told = page.evaluate(
        "[...document.querySelectorAll('[data-list=claims] > li:not([hidden]) a')].map((link) => link.href)"
        ".filter((link) => link.includes('#c'))"
    )
    wanted = [
        f"{there}companies/{slug}/#{claim['claim']}"
        for slug, one in companies.items()
        for claim in one["claims"]
        if claim["counts"] >= day
    ]
    assert Counter(told) == Counter(wanted)
