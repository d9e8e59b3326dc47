"""What an editor sees in the browser while `mkdocs serve` follows the files."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from conftest import rockets
from playwright.sync_api import Error
from serving import Served, serving, until

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

SHOWN = "text => !!document.body && document.body.innerText.includes(text)"
IN_SIGHT = """() => {
    const box = document.querySelector(".b-problem")?.getBoundingClientRect();
    return !!box && box.top >= 0 && box.bottom <= innerHeight && box.height > 50;
}"""


def comes(page: Page, true: str, argument: object = None) -> None:
    """Wait until a script says so in a page that may reload at any time."""

    def asked() -> bool:
        try:
            return bool(page.evaluate(true, argument))
        except Error:  # it reloads just now
            return False

    until(asked)


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
    page.mouse.wheel(0, 400)
    comes(page, "scrollY > 300")
    yield page
    page.close()
    assert errors == []


def test_pages_show_an_edit_by_themselves_and_stay_where_they_were(
    page: Page, browser: Browser, served: Served
) -> None:
    compare = browser.new_page()
    compare.goto(f"{served.address}compare/")
    entry = served.project / "content" / "companies" / "kestrel.yaml"
    good = entry.read_text("utf-8")
    there = page.evaluate("scrollY")
    for tonnes in range(
        11, 15
    ):  # many saves in a row, some as editors do: a new file takes the old one's place
        fresh = entry.with_name(".kestrel.yaml.new")
        fresh.write_text(good.replace("payload: 8000", f"payload: {tonnes}000"), "utf-8")
        fresh.replace(entry)
    for one in (page, compare):
        comes(one, SHOWN, "14,000")
    entry.write_text(good, "utf-8")
    for one in (page, compare):
        comes(one, SHOWN, "8,000")
    comes(page, f"Math.abs(scrollY - {there}) < 5")
    compare.close()


def test_problems_come_into_sight_wherever_one_reads_and_go_when_mended(page: Page, served: Served) -> None:
    entry = served.project / "content" / "companies" / "kestrel.yaml"
    good = entry.read_text("utf-8")
    entry.write_text(good.replace("topic: flight", "topic: fligth").replace("NZ", "Neu Zealand"), "utf-8")
    comes(page, IN_SIGHT)
    problems = page.inner_text(".b-problem")
    assert problems.count("error[") == 3
    for told in ("content/companies/kestrel.yaml:2:10: error[field] country", "Did you mean flight?"):
        assert told in problems
        assert told in served.log
    assert page.evaluate(SHOWN, "8,000")  # the last good page
    entry.write_text(good, "utf-8")
    comes(page, "!document.querySelector('.b-problem')")


def test_a_company_that_is_renamed_is_followed_to_its_new_address(page: Page, served: Served) -> None:
    old = served.project / "content" / "companies" / "aurora-lift.yaml"
    new, text = old.with_name("borealis.yaml"), old.read_text("utf-8")
    page.goto(f"{served.address}companies/aurora-lift/")
    old.rename(new)
    comes(page, SHOWN, "There is no page here")
    new.write_text(f"{text}former_slugs: [aurora-lift]\n", "utf-8")
    comes(page, "location.pathname === '/companies/borealis/'")
    new.rename(old)
    old.write_text(text, "utf-8")
    comes(page, SHOWN, "There is no page here")


def test_styles_scripts_words_and_the_setup_are_followed(page: Page, served: Served) -> None:
    root, assets = served.project, served.project / "theme" / "overrides" / "assets"
    edits = {
        assets / "brief.css": (
            "",
            "\nh1 { letter-spacing: 7px !important }",
            "getComputedStyle(document.querySelector('h1')).letterSpacing === '7px'",
        ),
        assets / "brief.js": ("", "\nwindow.followed = true;", "window.followed === true"),
        root / "content" / "brief.yaml": (
            "label: Payload",
            "label: Useful load",
            f"({SHOWN})('Useful load')",
        ),
        root / "theme" / "overrides" / "main.html": (
            "What changed",
            "What is new",
            f"({SHOWN})('What is new')",
        ),
        root / "mkdocs.yml": ("copyright: ", "copyright: By hand. ", f"({SHOWN})('By hand.')"),
    }
    for path, (old, new, seen) in edits.items():
        good = path.read_text("utf-8")
        path.write_text(good.replace(old, new) if old else good + new, "utf-8")
        comes(page, seen)
        path.write_text(good, "utf-8")
        comes(page, f"!({seen})")
