"""What a site may weigh, counted in bytes and files and not in seconds, so that it fails on any machine.

The brief is the made-up one of `benchmarks/`: 30 companies with 20 claims each. The limits lie a tenth above
what is needed now: whoever adds something worth more says so by raising them.
"""

from __future__ import annotations

import gzip
import json
import re
import shutil
from gc import get_referents
from pathlib import Path
from statistics import median
from sys import getsizeof

import pytest
from conftest import build, made_up
from test_build import different

from generator.load import load
from generator.slices import longest

FEW, MANY = 10, 30
CLAIMS = 20

WHOLE_TABLES = {
    "index.html": "every programme, by stage",
    "companies/index.html": "every company",
    "compare/index.html": "every programme",
    "compare/steps.json": "every programme",
    "partners/index.html": "every partner",
    "track-record/index.html": "promises by who made them",
    "data/index.html": "every file to take",
    "follow/index.html": "every feed",
    "sources/index.html": "every letter, and the newest sources",
    "calendar.ics": "every open target",
    "search/search_index.json": "every claim",
    "sitemap.xml": "every page",
    "sitemap.xml.gz": "every page",
}
"""What may grow with the number of companies."""

SPLIT = (
    "timeline/",
    "changes/",
    "sources/",
    "network/",
    "promises/",
    "topics/",
    "data/",
    "feeds/",
    "partners/",
)
"""What is split by year, letter, topic or partner, or is data to take."""


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The site of ten companies; the site of the same ten and thirty more."""
    folder = tmp_path_factory.mktemp("budget")
    few, many = (made_up(folder / name, number) for name, number in (("few", FEW), ("many", MANY)))
    for kind in ("companies", "partners"):
        shutil.copytree(few / "content" / kind, many / "content" / kind, dirs_exist_ok=True)
    assert len([*(many / "content" / "companies").iterdir()]) == FEW + MANY
    for root in (few, many):
        done = build(root / "site", root=root)
        assert done.returncode == 0, done.stderr
    return few / "site", many / "site"


def company_pages(site: Path) -> list[Path]:
    return sorted((site / "companies").glob("*/index.html"))


def test_a_company_page_stays_small(sites: tuple[Path, Path]) -> None:
    pages = [path.read_bytes() for path in company_pages(sites[1])]
    assert len(pages) == FEW + MANY
    assert median(map(len, pages)) <= 80_000
    assert median(len(gzip.compress(page, 6, mtime=0)) for page in pages) <= 14_700


def test_the_page_of_its_answers_stays_small(sites: tuple[Path, Path]) -> None:
    pages = [path.read_bytes() for path in (sites[1] / "companies").glob("*/answers/index.html")]
    assert len(pages) == FEW + MANY
    assert median(map(len, pages)) <= 42_000
    assert median(len(gzip.compress(page, 6, mtime=0)) for page in pages) <= 8_100


def test_promises_are_split_by_year_where_they_are_many(sites: tuple[Path, Path]) -> None:
    few, many = (site / "promises" for site in sites)
    assert [path.name for path in few.iterdir()] == ["index.html"]
    index = (many / "index.html").read_text("utf-8")
    assert len(index.encode()) <= 18_600
    verdicts, _, years = index.partition('id="by-the-year')
    told = sum(int(count) for count in re.findall(r"<b>(\d+)</b>", verdicts))
    assert told == sum(int(count) for count in re.findall(r"</b> (\d+) date", years)) > 250
    pages = [path.read_text("utf-8") for path in many.glob("*/index.html")]
    assert told == sum(page.count('<td data-label="Verdict">') for page in pages)
    assert sum(map(len, pages)) / told <= 1_330


def test_a_long_row_leads_to_the_rest_of_it(sites: tuple[Path, Path]) -> None:
    rows = (
        (sites[1] / "partners" / "index.html").read_text("utf-8").partition("</table>")[0].split("<tr>")[2:]
    )
    assert any(re.search(r'">\d\d companies</a></span>\s*$', row) for row in rows)
    assert max(row.count("../companies/") for row in rows) == 12


def test_each_date_of_an_origin_stands_beside_it_only_where_they_are_few(sites: tuple[Path, Path]) -> None:
    few, many = ((site / "track-record" / "index.html").read_text("utf-8") for site in sites)
    assert "Each date of these origins" in few
    assert "Each date of these origins" not in many


def test_the_ties_of_companies_are_split_where_they_are_many(sites: tuple[Path, Path]) -> None:
    few, many = (site / "network" for site in sites)
    assert [path.name for path in few.iterdir()] == ["index.html"]
    pages = {path.parent.name: path.stat().st_size for path in many.glob("*/index.html")}
    assert len(pages) > 5
    assert (many / "index.html").stat().st_size <= 19_100
    assert sum(pages.values()) / (FEW + MANY) <= 10_100


def test_what_a_reader_of_past_days_fetches_stays_small(sites: tuple[Path, Path]) -> None:
    steps = [path.stat().st_size for path in (sites[1] / "companies").glob("*/steps.json")]
    assert len(steps) == FEW + MANY
    assert median(steps) <= 15_100


def test_the_search_index_grows_by_little_for_each_claim(sites: tuple[Path, Path]) -> None:
    few, many = ((site / "search" / "search_index.json").read_bytes() for site in sites)
    claims = MANY * CLAIMS
    assert (len(many) - len(few)) / claims <= 400
    entries = len(json.loads(many)["docs"]) - len(json.loads(few)["docs"])
    assert entries / claims <= 1.25  # the claims themselves; companies, partners, years, letters


def test_a_full_page_of_a_list_stays_small(sites: tuple[Path, Path]) -> None:
    for folder, item in (
        ("changes", "><span><time "),
        ("timeline", ">claim and sources<"),
        ("topics", ">claim and sources<"),
        ("promises", ' data-label="Verdict"'),
        ("sources", "<dd>"),
    ):
        pages = [path.read_text("utf-8") for path in (sites[1] / folder).rglob("*.html")]
        size, many = max((len(page.encode()), page.count(item)) for page in pages)
        empty = min(len(page.encode()) for page in pages)
        assert many > 20, folder
        assert empty + (size - empty) / many * longest() <= 144_000, folder


def test_what_a_company_adds_to_the_site_stays_small(sites: tuple[Path, Path]) -> None:
    few, many = (
        sum(path.stat().st_size for path in (site / "companies").glob("*/**/*") if path.is_file())
        + sum(path.stat().st_size for path in (site / "companies").glob("*.json"))
        for site in sites
    )
    assert (many - few) / MANY <= 190_500  # its two pages, steps, feeds, calendar and data


def test_no_file_of_the_theme_goes_along_that_nothing_asks_for(sites: tuple[Path, Path]) -> None:
    page, assets = sites[1] / "index.html", sites[1] / "assets"
    files = [path for path in assets.rglob("*") if path.is_file()]
    asking = "".join(
        one.read_text("utf-8") for one in [page, *files] if one.suffix in {".html", ".css", ".js"}
    )
    on_other_pages = {"compare.js", "since.js"}
    assert {path.name for path in files if path.name not in asking} == on_other_pages
    assert sum(path.stat().st_size for path in files) <= 335_000
    for end, most in ((".js", 10_000), (".css", 16_000)):  # as they are sent; the theme's lie deeper
        assert sum(path.stat().st_size for path in assets.glob(f"*{end}")) < most


def test_a_company_is_a_handful_of_files(sites: tuple[Path, Path]) -> None:
    few, many = (len([one for one in (site / "companies").rglob("*") if one.is_file()]) for site in sites)
    assert (many - few) / MANY <= 7


def test_a_company_page_is_the_same_among_ten_and_among_forty(sites: tuple[Path, Path]) -> None:
    few, many = sites
    for page in company_pages(few):
        assert page.read_bytes() == (many / page.relative_to(few)).read_bytes(), page.name


def test_nothing_but_the_whole_tables_grows_with_the_number_of_companies(sites: tuple[Path, Path]) -> None:
    few, many = sites
    grown = {
        name
        for path in few.rglob("*")
        if path.is_file() and not (name := path.relative_to(few).as_posix()).startswith(SPLIT)
        if (many / name).stat().st_size > 1.1 * path.stat().st_size
    }
    assert grown - {*WHOLE_TABLES} == set()


NEWS = """
  - id: news
    published: 2026-11-24
    topic: intent
    statement: It says more tomorrow.
    basis: company
    sources: [{publisher: Example Times, published: 2026-11-24, url: https://example.com/news}]
"""


def test_a_brief_takes_little_room_in_memory(tmp_path: Path) -> None:
    root = made_up(tmp_path, FEW)
    content, _problems = load(root / "content")
    assert content
    known: dict[int, object] = {}
    left: list[object] = [content.companies]
    while left:
        one = left.pop()
        if id(one) not in known and not isinstance(one, type):
            known[id(one)] = one
            left += get_referents(one)
    claims = sum(len(company.claims) for company in content.companies.values())
    assert sum(map(getsizeof, known.values())) / claims < 2200


def test_news_that_move_the_edition_make_anew_what_they_concern(tmp_path: Path) -> None:
    root = made_up(tmp_path, FEW)
    entry, site = sorted((root / "content" / "companies").iterdir())[0], root / "site"
    assert build(site, root=root).returncode == 0
    before = {path.relative_to(site): path.stat().st_ino for path in site.rglob("*.html")}
    entry.write_text(entry.read_text("utf-8").rstrip("\n") + NEWS, "utf-8")
    done = build(site, root=root)
    assert done.returncode == 0, done.stderr
    assert build(root / "clean", "--no-cache", root=root).returncode == 0
    assert different(site, root / "clean") == []
    anew = {path for path, file in before.items() if (site / path).stat().st_ino != file}
    assert {path.parts[1] for path in anew if len(path.parts) > 2 and path.parts[0] == "companies"} == {
        entry.stem
    }
    assert len(anew) <= 27, sorted(map(str, anew))
    assert "24 November 2026" in (site / "index.html").read_text("utf-8")
