"""What an editor sees in the browser while `mkdocs serve` follows the files."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from conftest import rockets
from playwright.sync_api import expect
from serving import PATIENCE, Served, serving

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

LONG = PATIENCE * 1000
"""How long to wait for what is to be seen, in thousandths of a second."""


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The small project, served; each test leaves it as it was."""
    with serving(rockets(tmp_path_factory.mktemp("served"))) as one:
        yield one


@pytest.fixture
def page(browser: Browser, served: Served) -> Iterator[Page]:
    """An editor's window, on a company's page, scrolled down."""
    page = browser.new_page(viewport={"width": 1200, "height": 500})
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(f"{served.address}companies/kestrel/")
    page.evaluate("scrollTo(0, 400)")
    yield page
    page.close()
    assert errors == []


def shows(page: Page, text: str) -> None:
    """Wait until a text is on the page, however often that reloads."""
    expect(page.locator("body")).to_contain_text(text, timeout=LONG)


def test_pages_show_an_edit_by_themselves_and_stay_where_they_were(
    page: Page, browser: Browser, served: Served
) -> None:
    compare = browser.new_page()
    compare.goto(f"{served.address}compare/")
    entry = served.project / "content" / "companies" / "kestrel.yaml"
    good = entry.read_text("utf-8")
    there = page.evaluate("scrollY")
    assert there > 300
    for tonnes in range(11, 15):  # many saves in a row, as editors do: a new file takes the old one's place
        fresh = entry.with_name(".kestrel.yaml.new")
        fresh.write_text(good.replace("payload: 8000", f"payload: {tonnes}000"), "utf-8")
        fresh.replace(entry)
    for one in (page, compare):
        shows(one, "14,000")
    entry.write_text(good, "utf-8")
    for one in (page, compare):
        shows(one, "8,000")
    compare.close()
    served.settle()
    page.wait_for_load_state()
    assert abs(page.evaluate("scrollY") - there) < 5


def test_problems_come_into_sight_wherever_one_reads_and_go_when_mended(page: Page, served: Served) -> None:
    entry = served.project / "content" / "companies" / "kestrel.yaml"
    good = entry.read_text("utf-8")
    entry.write_text(good.replace("topic: flight", "topic: fligth").replace("NZ", "Neu Zealand"), "utf-8")
    box = page.locator(".b-problem")
    expect(box).to_be_in_viewport(ratio=1, timeout=LONG)
    problems = box.inner_text()
    assert problems.count("error[") == 3
    for told in ("content/companies/kestrel.yaml:2:10: error[field] country", "Did you mean flight?"):
        assert told in problems
        assert told in served.log
    shows(page, "8,000")  # the last good page
    entry.write_text(good, "utf-8")
    expect(box).to_have_count(0, timeout=LONG)


def test_a_company_that_is_renamed_is_followed_to_its_new_address(page: Page, served: Served) -> None:
    old = served.project / "content" / "companies" / "aurora-lift.yaml"
    new, text = old.with_name("borealis.yaml"), old.read_text("utf-8")
    page.goto(f"{served.address}companies/aurora-lift/")
    old.rename(new)
    shows(page, "There is no page here")
    new.write_text(f"{text}former_slugs: [aurora-lift]\n", "utf-8")
    expect(page).to_have_url(f"{served.address}companies/borealis/", timeout=LONG)
    new.rename(old)
    old.write_text(text, "utf-8")
    shows(page, "There is no page here")


def test_styles_scripts_words_and_the_setup_are_followed(page: Page, served: Served) -> None:
    root, assets = served.project, served.project / "theme" / "overrides" / "assets"
    edits = {
        assets / "brief.css": ("", "\nh1 { letter-spacing: 7px !important }", "followed style"),
        assets / "brief.js": ("", "\ndocument.body.classList.add('followed');", "followed script"),
        root / "content" / "brief.yaml": ("label: Payload", "label: Useful load", "Useful load"),
        root / "theme" / "overrides" / "main.html": ("What changed", "What is new", "What is new"),
        root / "mkdocs.yml": ("copyright: ", "copyright: By hand. ", "By hand."),
    }
    for path, (old, new, seen) in edits.items():
        good = path.read_text("utf-8")
        path.write_text(good.replace(old, new) if old else good + new, "utf-8")
        match seen:
            case "followed style":
                expect(page.locator("h1")).to_have_css("letter-spacing", "7px", timeout=LONG)
            case "followed script":
                expect(page.locator("body")).to_have_class(re.compile("followed"), timeout=LONG)
            case _:
                shows(page, seen)
        path.write_text(good, "utf-8")
    served.settle()
    page.goto(f"{served.address}companies/kestrel/")
    for _old, _new, seen in edits.values():
        assert seen not in page.inner_text("body")
