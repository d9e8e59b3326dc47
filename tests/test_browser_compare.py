"""Compare and the day control in a real browser: what a reader does there, and what the address keeps."""

from __future__ import annotations

import codecs
import csv
import re
from contextlib import contextmanager
from datetime import date
from functools import cache
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from conftest import rest, until

from generator.edition import edition
from generator.load import load
from generator.view import Site
from generator.write import pages

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page, Route

pytestmark = pytest.mark.browser

PAST = ["2021-03-31", "2022-06-30"]
LATEST = ""


@cache
def as_of(day: str) -> tuple[Site, dict[str, str]]:
    """The brief built as of a day, by the rule alone: path → page."""
    content, _problems = load(Path(__file__).parent.parent / "content")
    assert content
    on = date.fromisoformat(day) if day else edition(content)
    assert on
    site = Site.of(content, on)
    return site, {page.path: page.markdown for page in pages(site)}


IN_SIGHT = "const inSight = (what) => [...document.querySelectorAll(what)].filter((one) => one.offsetParent);"
WORDS = "const words = (one) => one.textContent.replace(/\\s+/g, ' ').trim();"


def asked(page: Page, what: str, argument: Any = None) -> Any:
    """What a script finds on the page, with `inSight(selector)` and `words(element)` to find it by."""
    return page.evaluate(f"(argument) => {{ {IN_SIGHT} {WORDS} return {what}; }}", argument)


def words(html: str) -> str:
    """Text as a reader sees it."""
    return " ".join(unescape(re.sub(r"<[^>]+>", "", html)).split())


def table_on(day: str) -> dict[str, list[str]]:
    """Programme → the text of its name and cells, from the page built as of the day."""
    _site, built = as_of(day)
    rows = {}
    for row in re.split(r'<tr data-row="', built["compare.md"])[1:]:
        key = row.split('"', 1)[0]
        name = row.split('<th scope="row">', 1)[1].split("<td", 1)[0]
        cells = re.findall(r'<td data-label="[^"]*"><span>(.*?)</span>(?=\n*(?:</?t|\Z))', row, re.DOTALL)
        rows[key] = [words(name), *map(words, cells)]
    return rows


@contextmanager
def opened(browser: Browser, address: str, width: int = 1440, **options: Any) -> Iterator[Page]:
    """A page that fails the test if it writes an error to the console."""
    context = browser.new_context(viewport={"width": width, "height": 900}, accept_downloads=True, **options)
    page = context.new_page()
    errors: list[str] = []
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(address)
    page.wait_for_load_state("networkidle")
    yield page
    context.close()
    assert errors == []


def shown(page: Page) -> dict[str, list[str]]:
    """Programme → the text of its name and cells, of the rows in sight, in their order."""
    return dict(
        asked(page, "inSight('#all tbody tr').map((row) => [row.dataset.row, [...row.cells].map(words)])")
    )


def came(page: Page, address: str) -> None:
    """Wait until the address, which follows a little later, holds that."""
    until(page, "part => location.href.includes(part)", address)


def choose_day(page: Page, day: str) -> None:
    page.locator("input[type=date]").fill(day)
    until(page, "day => document.querySelector('input[type=range]').ariaValueText.includes(day)", day[:4])
    rest(page)  # the address follows a little later


# Travel in time


@pytest.mark.parametrize("day", [*PAST, LATEST])
def test_every_cell_of_compare_says_what_the_rule_says_on_a_day(
    browser: Browser, address: str, day: str
) -> None:
    with opened(browser, f"{address}compare/{f'?day={day}' if day else ''}") as page:
        if day:
            page.wait_for_selector(".b-then")
        else:
            page.get_by_role("button", name="Previous change").click()
            page.wait_for_selector(".b-then")
            page.get_by_role("button", name="Latest").click()
            page.wait_for_selector(".b-day:not(.b-then)")
        found, expected = shown(page), table_on(day)
        assert len(expected) > 20
        assert found.keys() == expected.keys()
        for key, cells in expected.items():
            assert found[key] == cells, key


def test_a_past_day_holds_also_where_the_tables_own_script_comes_late(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    held: list[Route] = []
    page.route("**/assets/compare.js", lambda route: held.append(route))
    page.goto(f"{address}compare/?day={PAST[0]}", wait_until="commit")
    page.wait_for_selector(".b-then")  # the day is chosen, and the script has not come yet
    assert len(held) == 1
    held[0].continue_()
    page.wait_for_selector("#all tbody input")
    assert shown(page).keys() == table_on(PAST[0]).keys()
    context.close()


@pytest.mark.parametrize("day", PAST)
@pytest.mark.parametrize("company", ["xiaomi", "apple", "foxconn", "leeco"])
def test_a_companys_page_says_what_it_said_on_a_day(
    browser: Browser, address: str, company: str, day: str
) -> None:
    _site, built = as_of(day)
    then = built[f"companies/{company}.md"]
    facts = dict(re.findall(r'<div id="([^"]+)" data-slot>\n*(.*?)\n*</div>', then, re.DOTALL))
    with opened(browser, f"{address}companies/{company}/?day={day}") as page:
        page.wait_for_selector(".b-then")
        found = dict(asked(page, "inSight('div[data-slot][id]').map((one) => [one.id, words(one)])"))
        assert facts.keys() <= found.keys()
        for key, text in found.items():
            assert text == words(facts[key]) if key in facts else text.endswith("Not known"), key
        bottom = re.findall(r'<p class="b-lead" data-slot="[^"]+">(.*?)</p>', then)[0]
        assert page.locator(".b-lead").first.inner_text() == words(bottom)
        claims = asked(page, "inSight('article.b-claim').map((one) => one.id)")
        assert claims == re.findall(r'<article id="([^"]+)"', then)
        for kind in ("promises", "partners"):
            rows = asked(page, "inSight(`tbody[data-slot$='.${argument}'] tr`).map(words)", kind)
            bodies = re.findall(rf'<tbody data-slot="[^"]+\.{kind}">(.*?)</tbody>', then, re.DOTALL)
            assert rows == [
                words(row) for body in bodies for row in re.split(r"(?=<tr>)", body) if words(row)
            ], kind
        headings = page.locator(".md-content :is(h2, h3):visible").all_inner_texts()
        assert not any("In the editors" in one or one.startswith("2026") for one in headings)


def test_the_day_control_is_worked_by_keyboard_date_and_buttons(browser: Browser, address: str) -> None:
    with opened(browser, f"{address}compare/") as page:
        slider, field = page.locator("input[type=range]"), page.locator("input[type=date]")
        slider.focus()
        page.keyboard.press("ArrowLeft")
        page.wait_for_selector(".b-then")
        before = field.input_value()
        page.keyboard.press("ArrowLeft")
        until(page, "before => document.querySelector('input[type=date]').value !== before", before)
        assert (date.fromisoformat(before) - date.fromisoformat(field.input_value())).days == 1
        choose_day(page, "2021-03-31")
        came(page, "day=2021-03-31")
        assert slider.get_attribute("aria-valuetext") == "31 March 2021"
        assert page.locator(".b-day output").inner_text() == "What was known on 31 March 2021"
        page.get_by_role("button", name="Previous change").focus()
        page.keyboard.press("Enter")
        until(page, "document.querySelector('input[type=date]').value < '2021-03-31'")
        page.get_by_role("button", name="Next change").focus()
        page.keyboard.press("Space")
        until(page, "document.querySelector('input[type=date]').value >= '2021-03-30'")
        page.get_by_role("button", name="Latest").press("Enter")
        page.wait_for_selector(".b-day:not(.b-then)")
        rest(page)
        until(page, "!location.search.includes('day')")


def test_the_steps_are_fetched_only_when_wanted(browser: Browser, address: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{address}companies/xiaomi/")
    page.wait_for_load_state("networkidle")
    assert not any("steps.json" in url for url in asked)
    page.locator("input[type=range]").press("PageDown")
    page.wait_for_selector(".b-then")
    assert sum("steps.json" in url for url in asked) == 1
    context.close()


def test_the_day_goes_along_from_compare_to_a_company(browser: Browser, address: str) -> None:
    with opened(browser, f"{address}compare/?day=2021-03-31") as page:
        page.wait_for_selector(".b-then")
        page.locator("tr[data-row^='xiaomi.'] td a[href*='builder']").first.click()
        page.wait_for_url("**/companies/xiaomi/?day=2021-03-31#*builder")
        page.wait_for_selector(".b-then")
        assert "Great Wall Motor" in page.locator("[id='xiaomi-auto--builder']").inner_text()


# Filters, order, address


def test_filters_leave_the_rows_that_fit_and_stay_in_the_address(browser: Browser, address: str) -> None:
    every = table_on(LATEST)
    with opened(browser, f"{address}compare/") as page:
        form = page.locator("#filter")
        form.locator("[name=stage]").select_option("on-sale")
        on_sale = {key for key, cells in every.items() if cells[1].startswith("On sale")}
        assert set(shown(page)) == on_sale and 5 < len(on_sale) < 20
        assert (
            page.locator("#filter output")
            .inner_text()
            .startswith(f"{len(on_sale)} of {len(every)} programmes")
        )
        form.locator("[name=evidence]").select_option("on record")
        recorded = {key for key in on_sale if every[key][1].endswith("on record")}
        assert set(shown(page)) == recorded
        form.locator("[name=country]").select_option("CN")
        form.locator("[name=text]").fill("own brand")
        rest(page)
        narrow = shown(page)
        assert 0 < len(narrow) < len(recorded)
        assert all("own brand" in " ".join(cells).lower() for cells in narrow.values())
        until(
            page,
            "end => location.href.endsWith(end)",
            "compare/?stage=on-sale&evidence=on+record&country=CN&text=own+brand",
        )
        page.reload()
        page.wait_for_load_state("networkidle")
        assert shown(page) == narrow
        assert form.locator("[name=text]").input_value() == "own brand"
        form.get_by_role("button", name="Clear").click()
        rest(page)
        assert shown(page).keys() == every.keys()
        until(page, "end => location.href.endsWith(end)", "compare/")


def test_the_partner_filter_knows_the_day(browser: Browser, address: str) -> None:
    with opened(browser, f"{address}compare/?partner=great-wall-motor") as page:
        assert any(key.startswith("xiaomi.") for key in shown(page))
        choose_day(page, "2021-03-25")
        assert not any(key.startswith("xiaomi.") for key in shown(page))
        choose_day(page, "2021-03-26")
        assert any(key.startswith("xiaomi.") for key in shown(page))
        came(page, "partner=great-wall-motor")
        came(page, "day=2021-03-26")


def test_home_leads_to_the_filtered_list(browser: Browser, address: str) -> None:
    with opened(browser, address) as page:
        link = page.locator(".b-counts a", has_text="On sale")
        count = int(link.locator("b").inner_text())
        link.click()
        page.wait_for_url("**/compare/?stage=on-sale")
        page.wait_for_load_state("networkidle")
        assert len(shown(page)) == count


def test_each_column_sorts_both_ways_and_what_is_not_known_comes_last(browser: Browser, address: str) -> None:
    with opened(browser, f"{address}compare/") as page:
        heads = page.locator("#all thead th")
        for place in range(heads.count()):
            for way in ("ascending", "descending"):
                heads.nth(place).get_by_role("button").press("Enter")
                assert heads.nth(place).get_attribute("aria-sort") == way
                assert page.locator("#all thead [aria-sort]").count() == 1
                cells = [row[place] for row in shown(page).values()]
                known = [not cell.startswith("not known") for cell in cells]
                assert known == sorted(known, reverse=True), place
        stages = [cells[1].split(" on record")[0] for cells in shown(page).values()]
        assert len(set(stages)) > 5
        page.goto(f"{address}compare/?sort=first-car")
        page.wait_for_load_state("networkidle")
        keys = _values(page, 2)
        assert keys == sorted(keys) and len(keys) > 15
        page.goto(f"{address}compare/?sort=-stage")
        page.wait_for_load_state("networkidle")
        order = asked(page, "inSight('#filter [name=stage]')[0].innerHTML.match(/(?<=value=.)[a-z-]+/g)")
        places = [order.index(value.split(" ")[1]) for value in _values(page, 1)]
        assert places == sorted(places, reverse=True)


def _values(page: Page, column: int) -> list[str]:
    """What the rows are sorted by, where something is known."""
    cells = "inSight('#all tbody tr').map((row) => row.cells[argument].querySelector('data'))"
    found: list[str] = asked(page, f"{cells}.map((one) => one?.value).filter(Boolean)", column)
    return found


# Side by side


def test_two_to_four_programmes_lie_side_by_side(browser: Browser, address: str) -> None:
    every = table_on("2022-06-30")
    picked = ["xiaomi.xiaomi-auto", "apple.project-titan", "sony.sony-car"]
    with opened(browser, f"{address}compare/?day=2022-06-30") as page:
        page.wait_for_selector(".b-then")
        turn = page.get_by_role("button", name="Side by side")
        assert turn.is_disabled()
        for key in picked:
            page.locator(f"tr[data-row='{key}'] input").press("Space")
        assert not page.locator("#side").is_visible()
        turn.press("Enter")
        rest(page)
        assert page.locator("#side").is_visible() and not page.locator("#all").is_visible()
        table = _side(page)
        names = [row[0] for row in table]
        assert names[0] == "Question" and names[1:] == _heads(page)[1:]
        for column, key in enumerate(picked, 1):
            assert [row[column] for row in table] == every[key], key
        came(page, f"pick={','.join(picked)}")
        page.reload()
        page.wait_for_selector("#side table")
        page.wait_for_selector(".b-then")
        assert _side(page) == table
        turn.press("Enter")
        rest(page)
        assert page.locator("#all").is_visible()
        came(page, "view=all")
        page.locator("tr[data-row='lg.apple-car'] input, tr[data-row^='oppo.'] input").first.press("Space")
        ticks = page.locator("#all tbody input")
        assert [ticks.nth(at).is_disabled() for at in range(ticks.count())].count(False) == 4
        page.goto(f"{address}compare/?pick=apple,baidu")
        assert len(_side(page)[0]) == 3


def _side(page: Page) -> list[list[str]]:
    found: list[list[str]] = asked(page, "inSight('#side tr').map((row) => [...row.cells].map(words))")
    return found


def _heads(page: Page) -> list[str]:
    return page.locator("#all thead th").all_text_contents()


# Tables to take away


def test_the_rows_shown_are_taken_as_csv(browser: Browser, address: str, tmp_path: Path) -> None:
    with opened(browser, f"{address}compare/?stage=cancelled&sort=-first-car&day=2022-06-30") as page:
        page.wait_for_selector(".b-then")
        # What an entry may hold that a spreadsheet would run; the page shows it as text.
        page.evaluate(
            """[...document.querySelectorAll("#all tbody tr")].find((row) => row.offsetParent)
            .cells[0].querySelector("a").textContent = '=HYPERLINK("https://example.org";"x")'"""
        )
        rows = shown(page)
        with page.expect_download() as waiting:
            page.get_by_role("button", name="CSV").click()
        assert waiting.value.suggested_filename == "compare-2022-06-30.csv"
        waiting.value.save_as(tmp_path / "taken.csv")
    assert (
        (tmp_path / "taken.csv").read_bytes().startswith(codecs.BOM_UTF8)
    )  # or Excel takes it for another code
    with (tmp_path / "taken.csv").open(encoding="utf-8-sig", newline="") as file:
        taken = list(csv.reader(file))
    assert len(taken) == len(rows) + 1 > 2
    assert taken[0][:4] == ["Programme", "Page, as of 2022-06-30", "Stage", "Stage: evidence"]
    assert taken[1][0] == '\'=HYPERLINK("https://example.org";"x")'
    for line, (key, cells) in zip(taken[1:], rows.items(), strict=True):
        assert line[1].startswith(address + f"companies/{key.split('.')[0]}/")
        assert line[2] == "Cancelled" and f"{line[2]} {line[3]}" == cells[1].replace(
            "Cancelled", "Cancelled ", 1
        ).replace("  ", " ")
        for at, cell in enumerate(cells[1:], 1):
            answer, evidence = line[2 * at], line[2 * at + 1]
            assert evidence == "not known" if cell == "not known" else (answer in cell and evidence in cell)


# For everybody


def test_keyboard_alone_reaches_every_control(browser: Browser, address: str) -> None:
    with opened(browser, f"{address}compare/") as page:
        wanted = set(
            asked(
                page,
                f"inSight('.md-content :is(form, #all) :is(input, select, button):enabled').map({_NAME})",
            )
        )
        assert len(wanted) > 60
        page.locator("#filter select").first.focus()
        reached: set[str] = set()
        for _ in range(900):
            reached.add(asked(page, f"({_NAME})(document.activeElement)"))
            if wanted <= reached:
                break
            page.keyboard.press("Tab")
        assert wanted - reached == set()


_NAME = "(one) => one.name || one.ariaLabel || [words(one), one.form?.ariaLabel].join()"


def test_a_journey_by_keyboard_alone(browser: Browser, address: str) -> None:
    with opened(browser, f"{address}compare/") as page:
        press, name = page.keyboard.press, f"({_NAME})(document.activeElement)"

        def reach(wanted: str, step: str = "Tab") -> None:
            for _ in range(400):
                press(step)
                if page.evaluate(f"() => {{ {WORDS} return {name}; }}").startswith(wanted):
                    return
            pytest.fail(f"{wanted} was not reached")

        page.locator("h1 a").focus()
        reach("stage")
        page.keyboard.type("On sale")
        reach("text")
        page.keyboard.type("robotaxi")
        assert 2 <= len(shown(page)) <= 8
        reach("day")
        page.keyboard.type("06302022")
        page.wait_for_selector(".b-then")
        then = shown(page)
        assert len(then) >= 2 and all(row[1].startswith("On sale") for row in then.values())
        reach("range", "Shift+Tab")
        press("ArrowLeft")
        until(page, "document.querySelector('[name=day]').value === '2022-06-29'")
        reach("First car")
        press("Enter")
        assert page.locator("#all thead [aria-sort=ascending]").inner_text().startswith("First car")
        for _ in range(2):
            reach("Pick ")
            press("Space")
        picked = [name for name, *_cells in shown(page).values()][:2]
        reach("turn", "Shift+Tab")
        press("Enter")
        assert _side(page)[0] == ["Question", *picked]
        reach("csv")
        with page.expect_download():
            press("Enter")
        reach("Clear")
        press("Enter")
        rest(page)
        assert page.locator("#all").is_visible()
        until(page, "end => location.href.endsWith(end)", "compare/?day=2022-06-29")
        assert not page.locator("#all :checked").count()


def test_the_day_of_a_company_is_chosen_by_keyboard_alone(browser: Browser, address: str) -> None:
    with opened(browser, f"{address}companies/xiaomi/") as page:
        page.locator("h1 a").focus()
        for _ in range(20):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.name") == "day":
                break
        page.keyboard.type("03312021")
        page.wait_for_selector(".b-then")
        assert page.locator(".b-day output").inner_text() == "What was known on 31 March 2021"
        assert "Planned" in page.locator("[id='xiaomi-auto--stage']").inner_text()
        for _ in range(3):
            page.keyboard.press("Tab")
        while page.evaluate("document.activeElement.textContent") != "Latest":
            page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.wait_for_selector(".b-day:not(.b-then)")
        assert "On sale" in page.locator("[id='xiaomi-auto--stage']").inner_text()


def test_compare_and_companies_are_complete_without_scripts(browser: Browser, address: str) -> None:
    with opened(browser, f"{address}compare/", java_script_enabled=False) as page:
        rows = page.locator("#all tbody tr")
        assert rows.count() == len(table_on(LATEST))
        assert page.locator("#all tbody td").count() == rows.count() * (
            page.locator("#all thead th").count() - 1
        )
        assert rows.first.is_visible() and rows.last.is_visible()
        assert not page.locator("form.b-filter").first.is_visible()
        assert page.locator("#all :is(button, input):visible").count() == 0
    with opened(browser, f"{address}companies/xiaomi/", java_script_enabled=False) as page:
        assert not page.locator("form.b-day").is_visible()
        assert page.locator("article.b-claim").last.is_visible()
        page.locator("#xiaomi-auto--builder").get_by_text("history").click()
        page.wait_for_url("**/companies/xiaomi/answers/#xiaomi-auto--builder")
        assert page.locator("section[id='xiaomi-auto--builder']").get_by_text("disputed").first.is_visible()


def test_on_a_phone_programmes_are_cards_with_their_controls(browser: Browser, address: str) -> None:
    with opened(browser, f"{address}compare/?sort=first-car", width=390) as page:
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        row = page.locator("#all tbody tr").first
        assert (
            row.locator("td").nth(1).evaluate("one => getComputedStyle(one, '::before').content")
            == '"First car"'
        )
        assert row.bounding_box()["width"] <= 390  # type: ignore[index]
        assert page.locator("#filter [name=sort]").is_visible()
        page.locator("#filter [name=sort]").select_option("-programme")
        names = [cells[0] for cells in shown(page).values()]
        assert [name.casefold() for name in names] == sorted(
            (name.casefold() for name in names), reverse=True
        )


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "path",
    [
        "compare/?day=2022-06-30&sort=first-car",
        "compare/?pick=xiaomi,apple,sony,baidu",
        "companies/xiaomi/?day=2021-03-31",
        "companies/xiaomi/answers/",
    ],
)
def test_no_barrier_is_found(browser: Browser, address: str, path: str, scheme: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    with opened(browser, address + path, color_scheme=scheme) as page:
        if "day" in path:
            page.wait_for_selector(".b-then")
        for width in (1440, 390, 320):
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            found = Axe().run(page).response["violations"]
            told = [(one["id"], [node["html"][:120] for node in one["nodes"]][:3]) for one in found]
            assert [one for one in told if one[0] != "landmark-unique"] == [], width
