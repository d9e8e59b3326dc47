"""Long lists in slices: everything stands on one page, pages lead to each other, addresses stay."""

from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter
from datetime import date
from itertools import chain
from pathlib import Path

import pytest
from conftest import narrow

from generator import compared, slices
from generator.edition import edition
from generator.load import load
from generator.slices import days, lettered, numbered, turned, yearly
from generator.view import Site
from generator.views import lists, network, taking
from generator.views.promised import every_row
from generator.wholes import wholes
from generator.write import Page, pages

ROOT = Path(__file__).parent.parent


def site_of(folder: Path) -> Site:
    content, problems = load(folder)
    assert content and not problems
    day = edition(content)
    assert day
    return Site.of(content, day, url="https://example.com/")


@pytest.fixture(scope="module")
def site() -> Site:
    return site_of(ROOT / "content")


@pytest.fixture(scope="module")
def sliced(site: Site) -> dict[str, Page]:
    """The real brief on pages of about two items each."""
    with pytest.MonkeyPatch.context() as patch:
        narrow(patch, 2)
        return {page.path: page for page in pages(site)}


def below(sliced: dict[str, Page], folder: str) -> list[Page]:
    return [page for path, page in sliced.items() if path.startswith(f"{folder}/")]


def entries(some: list[Page]) -> Counter[str]:
    """The claims that are entries of pages: `xiaomi/#yu7`."""
    link = re.compile(r'companies/([a-z0-9-]+/#[^"]+)">claim and sources</a>')
    return Counter(claim for page in some for claim in link.findall(page.markdown))


def every_claim(site: Site) -> Counter[str]:
    return Counter(f"{told.company}/#{told.entry.claim.id}" for told in site.told)


# By time


def test_the_newest_slice_takes_what_is_new() -> None:
    before = [date(2021, 1, 1 + day) for day in range(30)]
    now = [date(2021, 2, 1), *reversed(before)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(slices, "SIZE", 10)
        old = {one.path: one.items for one in numbered("2021", "a/2021.md", "a/2021", now[1:])}
        new = {one.path: one.items for one in numbered("2021", "a/2021.md", "a/2021", now)}
    assert [*old] == [*new] == ["a/2021.md", "a/2021/2.md", "a/2021/1.md"]
    assert {path for path in old if old[path] != new[path]} == {"a/2021.md"}
    assert [*chain(*new.values())] == now


@pytest.mark.parametrize("many", [0, 1, 14, 15, 16, 24, 25, 100, 101, 1_000])
def test_no_slice_is_long_and_none_is_short(many: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(slices, "SIZE", 10)
        found = numbered("", "a.md", "a", range(many))
        assert slices.fits(many) == (len(found) == 1)
    sizes = [len(one.items) for one in found]
    assert sum(sizes) == many
    assert set(sizes[1:]) <= {10}
    assert len(found) == 1 or sizes[0] >= 5
    assert sizes[0] < 15


def test_a_slice_leads_to_its_neighbours_and_the_first_to_all() -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(slices, "SIZE", 2)
        found = yearly("a", [(2022, "xyz"), (2021, "hgfedcba")], "a/index.md")
    assert [one.path for one in found] == [
        "a/index.md", "a/2022/1.md", "a/2021.md", "a/2021/3.md", "a/2021/2.md", "a/2021/1.md"
    ]  # fmt: skip
    leads = turned(found, lambda one: "".join(one.items), ("up.md", "Up"))
    by = {one.path: turning for one, turning in leads}
    assert [near.words for near in by["a/2021.md"].links] == ["hg", "fe", "dc", "ba"]
    assert [(near.path, near.rel) for near in by["a/2021/2.md"].links] == [
        ("a/2021/3.md", "prev"),
        ("a/2021/2.md", ""),
        ("a/2021/1.md", "next"),
    ]
    assert [(near.path, near.words, near.holds) for near in by["a/2021/2.md"].heads] == [
        ("up.md", "Up", False),
        ("a/index.md", "2022", False),
        ("a/2021.md", "2021", True),
    ]
    assert by["a/2022/1.md"].onward == ("a/2021.md", "2021", "next", False)
    assert by["a/2021/1.md"].onward is None


def test_days_of_a_slice() -> None:
    assert days(date(2021, 6, 2), date(2021, 5, 4)) == "4 May 2021 to 2 June 2021"
    assert days(date(2021, 6, 2), date(2021, 6, 2)) == "2 June 2021"


# By name


def test_a_letter_that_holds_too_much_is_halved_and_its_address_stays() -> None:
    names = ["Baidu", "BMW", "Bosch", "BYD", "Čezeta", "CATL", "4Less", "小米"]

    def paths(names: list[str], most: int) -> dict[str, list[str]]:
        found = lettered("a", [(name, 1, name) for name in names], most)
        return {one.path: [*one.items] for one in found}

    assert paths(names, 4) == {
        "a/b.md": ["Baidu", "BMW", "Bosch", "BYD"],
        "a/c.md": ["Čezeta", "CATL"],
        "a/other.md": ["4Less", "小米"],
    }
    assert paths([*names, "Bolloré"], 4) | {"a/b.md": []} == paths(names, 4) | {
        "a/b.md": [],
        "a/b/bh.md": ["BMW", "Bosch", "BYD", "Bolloré"],
    }
    assert paths(names, 1) == {
        "a/b.md": ["Baidu"],
        "a/b/bh.md": ["BMW"],
        "a/b/bn.md": ["Bosch"],
        "a/b/bq.md": ["BYD"],
    } | {path: some for path, some in paths(names, 1).items() if not path.startswith("a/b")}
    assert [len(some) for some in paths(names, 1).values()] == [1] * 8


def test_one_name_is_not_halved() -> None:
    found = lettered("a", [("Same", 5, 1), ("Same", 5, 2)], 4)
    assert [(one.path, one.items) for one in found] == [("a/s.md", [1, 2])]


# On the pages


def test_each_claim_and_change_stands_once_under_changes(site: Site, sliced: dict[str, Page]) -> None:
    every = below(sliced, "changes")
    assert len(every) > 200
    assert entries(every) == every_claim(site)
    changed = [page.markdown.count('<span class="b-vh">before: </span>') for page in every]
    assert sum(changed) == sum(1 for change in site.changes if change.old)
    assert (
        max(
            len(re.findall("<li[ >]", page.markdown.partition("b-rail")[2].partition("</ol>")[0]))
            for page in every
        )
        <= 3
    )


def test_each_claim_stands_once_in_the_timeline(site: Site, sliced: dict[str, Page]) -> None:
    every = [page for page in below(sliced, "timeline") if page.path != "timeline/index.md"]
    assert entries(every) == every_claim(site)
    assert max(page.markdown.count("claim and sources") for page in every) <= 3


def test_each_claim_stands_once_under_its_topic(site: Site, sliced: dict[str, Page]) -> None:
    every = below(sliced, "topics")
    assert entries(every) == every_claim(site)
    assert max(page.markdown.count("claim and sources") for page in every) <= 3


def test_each_claim_that_names_a_partner_stands_once(site: Site, sliced: dict[str, Page]) -> None:
    for slug in site.partners:
        every = [
            page
            for path, page in sliced.items()
            if path.startswith((f"partners/{slug}.", f"partners/{slug}/"))
        ]
        assert entries(every) == Counter(f"{one.company}/#{one.entry.claim.id}" for one in site.naming(slug))
        roles = sum(page.markdown.count('data-label="Role"') for page in every)
        assert roles == len(site.working_with(slug)), slug


def test_each_promise_stands_once_in_its_year(site: Site, sliced: dict[str, Page]) -> None:
    every = [page for page in below(sliced, "promises") if page.path != "promises/index.md"]
    found = Counter(
        (claim, re.sub("<[^>]+>", "", what))
        for page in every
        for what, claim in re.findall(
            r'data-label="Date promised">((?:(?!<td).)*)<td.*?<td.*?companies/([a-z0-9-]+/#[^"]+)"',
            page.markdown,
        )
    )
    assert found == Counter((f"{row.plan.company}/#{row.claim}", row.target) for row in every_row(site))
    assert max(page.markdown.count('data-label="Verdict"') for page in every) <= 3


@pytest.mark.parametrize("kind", ["companies", "partners"])
def test_each_organisation_stands_once_by_name(site: Site, sliced: dict[str, Page], kind: str) -> None:
    link = re.compile(rf'(?:<h2>|scope="row">)<a href="(?:\.\./)+(?:{kind}/)?([a-z0-9-]+)/"')
    found = [link.findall(page.markdown) for page in below(sliced, f"{kind}/by-name")]
    assert Counter(chain(*found)) == Counter(dict.fromkeys(getattr(site, kind), 1))
    assert max(map(len, found)) <= 2


def test_each_programme_stands_once_in_the_table(site: Site, sliced: dict[str, Page]) -> None:
    every = [sliced["compare.md"], *below(sliced, "compare")]
    found = [re.findall(r'<tr data-row="([^"]+)"', page.markdown) for page in every]
    assert Counter(chain(*found)) == Counter(f"{plan.company}.{plan.weighed.slug}" for plan in site.plans)
    assert max(map(len, found)) <= 2


def test_each_tie_stands_once(site: Site, sliced: dict[str, Page]) -> None:
    every = [page for page in below(sliced, "network") if page.path != "network/index.md"]
    link = re.compile(r'companies/[a-z0-9-]+/#[^"]+">(?:on record|well reported|single report|disputed)')
    ties = [len(link.findall(page.markdown)) for page in every]
    partners = [slug for slug in site.companies for one in site.related(slug) if one.who != slug]
    assert sum(ties) == len(partners)
    drawn = [len(re.findall("<figcaption><strong>", page.markdown)) for page in every]
    assert sum(drawn) == len({*partners})
    assert all(many <= 8 or drawn[at] == 1 for at, many in enumerate(ties))


def test_each_source_stands_once(site: Site, sliced: dict[str, Page]) -> None:
    every = [page for page in below(sliced, "sources") if page.path != "sources/index.md"]
    shown = [re.findall(r'<dd><a [^>]*href="([^"]+)"', page.markdown) for page in every]
    pages = {(source.publisher, source.url) for told in site.told for source in site.sources_of(told)}
    assert sum(map(len, shown)) == len(pages)
    assert max(map(len, shown)) <= 2
    older = [page for page in every if "/by--" in page.path]
    assert older and all('aria-current="page"' in page.markdown for page in older)


def test_each_company_can_be_followed(site: Site, sliced: dict[str, Page]) -> None:
    link = re.compile(r'companies/([a-z0-9-]+)/feed.xml"')
    feeds = [link.findall(page.markdown) for page in below(sliced, "follow")]
    assert Counter(chain(*feeds)) == Counter(dict.fromkeys(site.companies, 1))
    assert max(map(len, feeds)) <= 2


def test_pages_lead_on_to_every_other(sliced: dict[str, Page]) -> None:
    for folder, first in (("changes", "changes/index.md"), ("timeline", "timeline/2026.md")):
        seen, path = [], first
        while path:
            seen.append(path)
            page = sliced[path].markdown
            assert page.count('aria-current="page"') >= 1, path
            found = re.findall(r'href="([^"]+)" rel="next"', page)
            assert len(set(found)) <= 1, path
            path = resolved(path, found[0]) if found else ""
        assert {*seen} == {page.path for page in below(sliced, folder)} - {"timeline/index.md"}


def resolved(path: str, link: str) -> str:
    """The page that a link on a page leads to."""
    import posixpath

    bare = path.removesuffix(".md").removesuffix("/index")
    there = posixpath.normpath(posixpath.join(bare, link))
    return "changes/index.md" if there == "changes" else f"{there}.md"


# With many companies


def test_no_page_of_a_list_grows_with_the_companies(tmp_path: Path) -> None:
    few, many = largest(tmp_path / "few", 30), largest(tmp_path / "many", 90)
    limit = 1.1 * max(few.values())
    assert {kind: size for kind, size in many.items() if size > limit} == {}


def largest(folder: Path, number: int) -> dict[str, int]:
    """The size of the largest page of each list, for a made-up brief and lists of some twenty items."""
    make = [sys.executable, str(ROOT / "benchmarks" / "make_brief.py"), str(number), str(folder)]
    subprocess.run(make, check=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(slices, "SIZE", 20)
        for name in ("COMPANIES_ON_A_PAGE", "PARTNERS_ON_A_PAGE", "PROGRAMMES_ON_HOME", "COMING_NEXT"):
            patch.setattr(lists, name, 2)
        patch.setattr(lists, "COMPANIES_IN_A_ROW", 2)
        patch.setattr(network, "TIES_ON_A_PAGE", 40)
        patch.setattr(taking, "FOLLOWED", 2)
        patch.setattr(compared, "ROWS", 2)
        site = site_of(folder / "content")
        some = [whole for whole in wholes(site) if whole.name not in ("track-record", "data")]
        return {whole.name: max(len(page.markdown) for page in whole.pages(site)) for whole in some}
