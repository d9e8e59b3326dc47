"""The door to MkDocs: what is built, what it tells, what happens when something is wrong."""

from __future__ import annotations

import filecmp
import json
import re
import subprocess
from pathlib import Path
from posixpath import dirname, join, normpath

import html5lib
import pytest
from conftest import BRIEF, build

LATER = ["SU7", "Ji Yue", "Jidu", "Afeela", "cancelled in February 2024", "2022", "2024-04"]


def text_of(page: Path) -> str:
    """The text that a reader sees; a page that only leads on has no more than a sentence."""
    tree = html5lib.parse(page.read_text("utf-8"), namespaceHTMLElements=False)
    shown = next(element for tag in ("main", "body") for element in tree.iter(tag))
    return " ".join("".join(shown.itertext()).split())


def test_in_march_2021_it_tells_what_was_known_and_nothing_later(past: Path) -> None:
    xiaomi = text_of(past / "companies" / "xiaomi" / "index.html")
    for known in [
        "Great Wall Motor", "own brand", "three people", "mass market", "around 2023", "disputed",
        "a first for Great Wall Motor", "engineering consultant", "week of 29 March 2021", "exchange filing",
        "very thin margins", "diversify its revenue", "talk to its other devices", "Smart cabin",
        "Autonomous driving", "Contract manufacturing", "Engineering consultancy",
    ]:  # fmt: skip
        assert known.casefold() in xiaomi.casefold(), known
    everything = [text_of(page) for page in past.rglob("*.html") if page.name != "404.html"]
    assert len(everything) > 60
    for page in everything:
        for later in LATER[:4]:
            assert later not in page
    assert (past / "topics" / "smart-cabin" / "index.html").is_file()
    assert (past / "topics" / "autonomous-driving" / "index.html").is_file()
    assert (past / "topics" / "contract-manufacturing" / "index.html").is_file()
    assert (past / "topics" / "engineering-consultancy" / "index.html").is_file()


def test_no_day_after_the_edition_is_told_as_happened(past: Path) -> None:
    days = {
        day
        for page in past.rglob("*.html")
        for day in re.findall(r'<time datetime="(\d{4}-\d\d-\d\d)"', page.read_text("utf-8"))
    }
    assert days
    assert max(days) <= "2021-12-31"  # plans may name days to come; nothing is told of what came of them


def test_today_it_tells_how_it_came_out(site: Path) -> None:
    assert "cancelled" in text_of(site / "companies" / "apple" / "index.html").casefold()
    assert "wound down" in text_of(site / "companies" / "baidu" / "index.html").casefold()
    sony = text_of(site / "companies" / "sony" / "index.html").casefold()
    assert "cancelled" in sony
    assert "on sale (on record" in text_of(site / "companies" / "xiaomi" / "index.html").casefold()


def test_every_link_and_anchor_resolves(site: Path) -> None:
    """An independent look at the built site: a parser, not the plugin's own check."""
    trees = {
        page.relative_to(site).as_posix(): html5lib.parse(
            page.read_text("utf-8"), namespaceHTMLElements=False
        )
        for page in site.rglob("*.html")
    }
    anchors = {path: {el.get("id") for el in tree.iter() if el.get("id")} for path, tree in trees.items()}
    broken = []
    for path, tree in trees.items():
        if path == "404.html":
            continue
        for element in tree.iter():
            link = element.get("href") or element.get("src")
            if not link or re.match(r"[a-z]+:", link):
                continue
            target, _, anchor = link.partition("#")
            file = normpath(join(dirname(path), target.partition("?")[0])) if target else path
            if (site / file).is_dir():
                file = normpath(join(file, "index.html"))
            wrong_anchor = anchor and file in anchors and anchor not in anchors[file]
            if not (site / file).is_file() or wrong_anchor:
                broken.append((path, link))
    assert broken == []


def test_ids_stand_once_on_a_page(site: Path) -> None:
    for page in site.rglob("*.html"):
        tree = html5lib.parse(page.read_text("utf-8"), namespaceHTMLElements=False)
        ids = [element.get("id") for element in tree.iter() if element.get("id")]
        assert len(ids) == len(set(ids)), page


def test_search_entries_lead_to_their_claims(site: Path) -> None:
    index = json.loads((site / "search" / "search_index.json").read_text("utf-8"))
    entries = {entry["location"]: entry for entry in index["docs"]}
    found = entries["companies/xiaomi/#gwm-plant-talks"]
    assert "Great Wall Motor" in found["text"] + found["title"]
    for location in entries:
        path, _, anchor = location.partition("#")
        page = site / path / "index.html"
        assert page.is_file(), location
        if anchor:
            assert f'id="{anchor}"' in page.read_text("utf-8"), location


def test_the_edit_button_leads_to_the_entry(site: Path) -> None:
    page = (site / "companies" / "sony" / "index.html").read_text("utf-8")
    assert "/edit/main/content/companies/sony.yaml" in page
    page = (site / "partners" / "honda" / "index.html").read_text("utf-8")
    assert "/edit/main/content/partners/honda.yaml" in page


def different(one: Path, other: Path) -> list[str]:
    """The files in which two folders differ."""
    paths = {
        p.relative_to(folder).as_posix() for folder in (one, other) for p in folder.rglob("*") if p.is_file()
    }
    return [path for path in sorted(paths) if not same(one / path, other / path)]


def same(one: Path, other: Path) -> bool:
    """Whether two files are there and hold the same bytes."""
    return one.is_file() and other.is_file() and filecmp.cmp(one, other, shallow=False)


def test_a_brief_on_another_industry_builds(project: Path) -> None:
    done = build(project / "site", root=project)
    assert done.returncode == 0, done.stderr
    told = text_of(project / "site" / "companies" / "kestrel" / "index.html")
    assert "expected 2028" in told
    assert "8,000 kg" in told


@pytest.fixture
def broken(project: Path) -> Path:
    """A project with a built site and then a mistake in an entry."""
    assert build(project / "site", root=project).returncode == 0
    entry = project / "content" / "companies" / "kestrel.yaml"
    entry.write_text(entry.read_text("utf-8").replace("basis: company", "basis: compny"), "utf-8")
    return project


def test_a_configuration_without_icons_has_ours(project: Path) -> None:
    icons = re.compile(r"  icon:\n(?:    .*\n)+")
    config = project / "mkdocs.yml"
    assert build(project / "with", root=project).returncode == 0
    text, cut = icons.subn("", config.read_text("utf-8"))
    assert cut
    config.write_text(text, "utf-8")
    done = build(project / "without", root=project)
    assert (done.returncode, done.stderr) == (0, "")
    page = "companies/kestrel/index.html"
    drawn = [
        re.findall(
            r'class="md-header__button md-icon".*?</label>', (project / site / page).read_text("utf-8")
        )
        for site in ("with", "without")
    ]
    assert drawn[0] == drawn[1] != []


def test_a_mistake_is_told_before_the_old_site_is_touched(broken: Path) -> None:
    before = (broken / "site" / "index.html").read_bytes()
    done = build(broken / "site", root=broken)
    assert done.returncode == 1
    assert "content/companies/kestrel.yaml:" in done.stderr
    assert "Did you mean company?" in done.stderr
    assert "Traceback" not in done.stderr
    assert (broken / "site" / "index.html").read_bytes() == before
    assert not list(broken.glob(".site.*"))


def test_a_broken_link_in_a_hand_written_page_fails(project: Path) -> None:
    page = project / "content" / "pages" / "about.md"
    page.write_text('# About\n\n<p><a href="../companies/nobody/">Nobody</a></p>\n', "utf-8")
    done = build(project / "site", root=project)
    assert done.returncode == 1
    assert "companies/nobody" in done.stderr


def test_generate_writes_the_pages_and_takes_back_what_is_gone(project: Path) -> None:
    def generate() -> str:
        command = [str(BRIEF), "generate", "tree"]
        return subprocess.run(command, cwd=project, capture_output=True, text=True, check=True).stdout

    assert re.search(r"\d+ pages and \d+ files in tree", generate())
    (project / "tree" / "own.md").write_text("kept", "utf-8")
    page = project / "tree" / "companies" / "aurora-lift.md"
    feed = project / "tree" / "companies" / "aurora-lift" / "feed.xml"
    assert feed.is_file()
    assert page.read_text("utf-8").startswith('---\ntitle: "Aurora Lift"')
    (project / "content" / "companies" / "aurora-lift.yaml").unlink()
    generate()
    assert not page.exists()
    assert not feed.exists()
    assert (project / "tree" / "own.md").exists()
