"""What is searched by the theme and what by pagefind, and that its index is right and the same each time."""

from __future__ import annotations

import gzip
import json
import os
import urllib.request
from pathlib import Path

import pytest
from conftest import build, search_by
from serving import get, serving, until

from generator.pagefind import Record, index, word
from generator.search import MANY, by_pagefind

KESTREL = "content/companies/kestrel.yaml"


def edit(project: Path, old: str, new: str) -> None:
    entry = project / KESTREL
    assert old in entry.read_text("utf-8")
    entry.write_text(entry.read_text("utf-8").replace(old, new), "utf-8")


def content(url: str) -> str:
    """The text of a page in the index that is served; "" while it is not there."""
    try:
        with urllib.request.urlopen(url, timeout=10) as answer:
            return gzip.decompress(answer.read()).decode("utf-8")
    except OSError:
        return ""


def texts(site: Path) -> dict[str, str]:
    """Address of a page → its text in the index of pagefind."""
    found = [gzip.decompress(path.read_bytes())[12:] for path in (site / "pagefind" / "fragment").iterdir()]
    return {page["url"]: page["content"] for page in map(json.loads, found)}


# Who searches


@pytest.mark.parametrize(
    ("option", "companies", "pagefind"),
    [
        ("auto", MANY, False),
        ("auto", MANY + 1, True),
        ("material", 10 * MANY, False),
        ("pagefind", 1, True),
    ],
)
def test_pagefind_searches_large_briefs_or_where_it_is_told(
    option: str, companies: int, pagefind: bool
) -> None:
    assert by_pagefind(option, companies) is pagefind


def test_the_number_of_companies_chooses(project: Path) -> None:
    assert build(project / "site", root=project).returncode == 0
    assert not (project / "site" / "pagefind").exists()
    entry = (project / KESTREL).read_text("utf-8")
    for number in range(MANY):
        text = entry.replace("Kestrel Launch", f"Kestrel {number} Launch").replace(
            "kestrel-2:", f"k-{number}:"
        )
        (project / "content" / "companies" / f"kestrel-{number}.yaml").write_text(text, "utf-8")
    done = build(project / "site", root=project)
    assert done.returncode == 0, done.stderr
    assert "companies/kestrel-7/" in texts(project / "site")
    assert json.loads((project / "site" / "search" / "search_index.json").read_text("utf-8"))["docs"] == []


def test_a_word_that_is_no_engine_is_told(project: Path) -> None:
    done = build(project / "site", root=search_by("google", project))
    assert done.returncode != 0
    assert "pagefind" in done.stderr


def without_pagefind(folder: Path, text: str) -> dict[str, str]:
    """An environment in which the package of pagefind is another."""
    folder.mkdir()
    (folder / "pagefind_bin.py").write_text(text, "utf-8")
    return {"PYTHONPATH": str(folder)}


def test_where_pagefind_is_missing_it_is_told_and_the_last_site_stays(project: Path, tmp_path: Path) -> None:
    assert build(project / "site", root=project).returncode == 0
    missing = without_pagefind(tmp_path / "none", "raise ImportError")
    done = build(project / "site", root=search_by("pagefind", project), env=missing)
    assert done.returncode == 1
    assert "needs the package pagefind-bin" in done.stderr
    assert "search: material" in done.stderr
    assert "Traceback" not in done.stderr
    assert (project / "site" / "search" / "search_index.json").stat().st_size > 1000


def test_an_index_is_made_only_where_something_to_find_has_changed(project: Path, tmp_path: Path) -> None:
    search_by("pagefind", project)
    assert build(project / "site", root=project).returncode == 0
    before = {path.name: path.read_bytes() for path in (project / "site" / "pagefind").rglob("*.pf_*")}
    assert len(before) > 8
    broken = without_pagefind(tmp_path / "broken", "def get_executable(): return '/bin/false'")
    (project / "theme" / "overrides" / "assets" / "brief.css").write_text("h1{color:teal}", "utf-8")
    edit(project, "https://", "https://www.")  # an address of a source: pages show it, and nobody finds it
    done = build(project / "site", root=project, env=broken)
    assert done.returncode == 0, done.stderr
    assert {
        path.name: path.read_bytes() for path in (project / "site" / "pagefind").rglob("*.pf_*")
    } == before
    edit(project, "eight tonnes", "nine tonnes")
    done = build(project / "site", root=project, env=broken)
    assert done.returncode == 1
    assert "pagefind ended before the index of the search was made" in done.stderr
    assert "Traceback" not in done.stderr
    assert "eight tonnes" in texts(project / "site")["companies/kestrel/"]


def test_search_finds_an_edit_after_the_whole_build_that_follows_it(project: Path) -> None:
    with serving(search_by("pagefind", project)) as served:

        def found() -> str:
            names = json.loads(get(f"{served.address}pagefind/facets.json") or "{}")
            return "".join(content(f"{served.address}pagefind/fragment/{name}.pf_fragment") for name in names)

        assert "eight tonnes" in found()
        edit(project, "eight tonnes", "nine tonnes")
        until(lambda: "nine tonnes" in get(f"{served.address}companies/kestrel/"))
        until(lambda: "nine tonnes" in found())
        assert "eight tonnes" not in found()


# The same bytes


WORDS = "plant line order volume cell pack sensor fleet truck model release road winter range".split()  # noqa: SIM905


def many_records() -> list[Record]:
    """Pages with several filters of several values each: what made pagefind's own filters differ."""
    return [numbered_record(number) for number in range(60)]


def numbered_record(number: int) -> Record:
    sections = (f'<h2 id="c{at}">{WORDS[at]} {number}</h2><div>{WORDS[-at]}</div>' for at in range(9))
    html = f"<h1>Company {number}</h1><div>{' '.join(WORDS[number % 7 :])}</div>{''.join(sections)}"
    years = (("Year", str(2010 + (number + at) % 13)) for at in range(5))
    facets = (("Stage", f"Stage {number % 5}"), ("Country", f"Country {number % 11}"), *years)
    return Record(f"companies/{number}/", html, facets)


def test_twenty_runs_on_one_processor_and_on_all_give_the_same_bytes() -> None:
    processors = os.sched_getaffinity(0)
    first = index(many_records(), "en", lambda: None)
    assert {"pagefind/pagefind.js", "pagefind/facets.json", "pagefind/filters.html"} <= first.keys()
    try:
        for run in range(20):
            os.sched_setaffinity(0, {min(processors)} if run % 2 else processors)
            assert index(many_records(), "en", lambda: None) == first, run
    finally:
        os.sched_setaffinity(0, processors)


def test_two_builds_give_the_same_index(project: Path) -> None:
    search_by("pagefind", project)
    for name, seed in (("one", "1"), ("two", "2")):
        done = build(project / name, "--no-cache", root=project, env={"PYTHONHASHSEED": seed})
        assert done.returncode == 0, done.stderr
    one, two = (
        {path.relative_to(site): path.read_bytes() for path in site.rglob("*") if path.is_file()}
        for site in (project / "one", project / "two")
    )
    assert Path("pagefind/pagefind-entry.json") in one
    assert one == two


def test_an_index_holds_only_what_is_fetched() -> None:
    made = index(many_records(), "en", lambda: None)
    others = {path for path in made if not path.startswith(("pagefind/fragment/", "pagefind/index/"))}
    assert {path for path in others if not path.endswith(".pf_meta")} == {
        f"pagefind/{name}"
        for name in (
            "box.css",
            "box.js",
            "facets.json",
            "filters.html",
            "pagefind-entry.json",
            "pagefind.js",
            "wasm.en.pagefind",
            "worker.js",
        )
    }


def test_a_newer_edit_ends_the_making_of_an_index() -> None:
    class NewerError(Exception):
        pass

    def pause() -> None:
        raise NewerError

    with pytest.raises(NewerError):
        index(many_records(), "en", pause)


@pytest.mark.parametrize(
    ("facet", "said"),
    [
        (("Stage", "On sale"), "stage:on-sale"),
        (("Evidence", "Well  reported"), "evidence:well-reported"),
        (("Country", "Côte d’Ivoire"), "country:côte-d’ivoire"),
    ],
)
def test_a_filter_is_a_word_of_the_query(facet: tuple[str, str], said: str) -> None:
    assert word(facet) == said
