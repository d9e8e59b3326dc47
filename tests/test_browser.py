"""The site in a real browser: it opens, keeps to its window and its host, and finds what is searched."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

PAGES = [
    "",
    "companies/xiaomi/",
    "compare/",
    "partners/great-wall-motor/",
    "promises/",
    "timeline/",
    "method/",
]


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("width", [1440, 390, 320])
def test_a_page_opens_cleanly(browser: Browser, address: str, path: str, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    errors: list[str] = []
    elsewhere: list[str] = []
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on(
        "request", lambda request: None if request.url.startswith(address) else elsewhere.append(request.url)
    )
    page.goto(address + path)
    page.wait_for_load_state("networkidle")
    assert (errors, elsewhere) == ([], [])
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.locator("h1").count() == 1
    page.close()


def test_search_finds_a_claim_by_a_word_of_its_statement(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.goto(address)
    page.keyboard.press("/")
    page.keyboard.type("Hyundai Kia Georgia plant")
    found = page.locator(".md-search-result__link[href*='companies/apple/'][href*='#']:visible").first
    found.wait_for()
    target = found.get_attribute("href")
    assert target
    page.goto(page.evaluate("href => new URL(href, location).href", target))
    anchor = page.evaluate("decodeURIComponent(location.hash.slice(1))")
    assert "Georgia" in page.locator(f"[id='{anchor}']").inner_text()
    page.close()


def test_a_companys_name_finds_the_company_first(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.goto(address)
    page.keyboard.press("/")
    page.keyboard.type("Xiaomi")
    first = page.locator(".md-search-result__item a").first
    first.wait_for()
    assert "companies/xiaomi/" in (first.get_attribute("href") or "")
    page.close()


def test_pages_are_complete_without_scripts(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + "compare/")
    assert page.locator("table tbody tr").count() > 30
    page.goto(address + "companies/apple/")
    assert page.locator("article.b-claim").count() > 50
    context.close()


@pytest.mark.parametrize("path", ["", "compare/", "track-record/", "network/"])
def test_a_phone_has_all_sections_at_hand(browser: Browser, address: str, path: str) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.goto(address + path)
    page.locator("header label[for=__drawer]").click()
    page.locator(".md-sidebar--primary a:visible, .md-sidebar--primary label:visible").nth(1).wait_for()
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_is_seen_in_other_colours_first(browser: Browser, address: str, scheme: str) -> None:
    context = browser.new_context(color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    colours = "document.body.dataset.mdColorScheme"
    light, dark = "default", "slate"
    page.goto(address)
    for chosen in (light, dark, None):  # for ever; then as the device has it again
        page.locator("label[for^=__palette]:visible").first.click()
        assert page.evaluate(colours) == (chosen or (dark if scheme == "dark" else light))
        other = context.new_page()
        other.route("**/bundle*", lambda route: route.abort())  # so that nothing else can have set them
        other.goto(f"{address}companies/sony/")
        assert other.evaluate(colours) == page.evaluate(colours)
        other.close()
    context.close()
