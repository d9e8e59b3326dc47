"""No kind of page bars anybody: axe finds nothing in any window, light or dark; nothing scrolls sideways."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pictures import KINDS, SCHEMES, WIDTHS

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

PAGES = {**KINDS, "no-page": "404.html"}
SHOWN = {"light": "default", "dark": "slate"}
RULES = {
    "light": {"rules": {"target-size": {"enabled": True}, "landmark-unique": {"enabled": False}}},
    "dark": {"runOnly": ["color-contrast"]},
}
"""Touched things are large enough; the theme has two navigations of one name; dark differs in colour."""


@pytest.mark.parametrize("kind", PAGES)
def test_no_kind_of_page_bars_anybody(browser: Browser, address: str, kind: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = browser.new_page()
    page.goto(address + PAGES[kind])
    page.wait_for_load_state("networkidle")
    for width, height in WIDTHS.items():
        page.set_viewport_size({"width": width, "height": height})
        assert page.evaluate("document.documentElement.scrollWidth") <= width, width
        for scheme in SCHEMES:
            page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
            page.wait_for_selector(f"body[data-md-color-scheme={SHOWN[scheme]}]")
            found = Axe().run(page, options=RULES[scheme]).response["violations"]
            told = [(one["id"], [node["html"][:120] for node in one["nodes"]][:3]) for one in found]
            assert told == [], (width, scheme)
    page.close()
