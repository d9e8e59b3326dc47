"""The generated folder, built by other engines: the same pages, titles, headings, ids and links."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import engines
import pytest
from conftest import BRIEF, ROOT, build
from diffed import write
from test_build import different

BIN = Path(sys.executable).parent
PAGE = """\
<html><head><title>Acme - EVs</title></head><body><nav id="__x"><a href="../b/">B</a></nav><article>
<h1 id="a">Acme<a href="#a">¶</a></h1><p id="b">x <a href="../c/#d">y</a></p>
<h2 id="e">More</h2></article></body>
"""
SAME = {
    "the theme's own id": ('"__x"', '"__y"'),
    "another way to the same page": ('"../b/"', '"/b/"'),
    "another way to the same heading": ('"#a"', '"/a/index.html#a"'),
    "blanks": ("More</h2>", " More\n</h2>"),
    "text": ("x <a", "z <a"),
}
OTHER = {
    "title": (" - EVs", "", "other title: ['Acme'] instead of ['Acme - EVs']"),
    "heading": ("Acme<a", "Zeta<a", "other headings: [('h1', 'a', 'Zeta')] instead of"),
    "level": ('<h2 id="e">More</h2>', '<h3 id="e">More</h3>', "[('h3', 'e', 'More')] instead of"),
    "id": ('"b"', '"c"', "other ids: ['c'] instead of ['b']"),
    "order": ('id="a">Acme', 'id="b">Acme', "other ids"),
    "link": ("../c/#d", "c/#d", "other links: ['/a/c/#d'] instead of ['/c/#d']"),
    "link around": ("../b/", "../../b", "other links"),
}


def compared(tmp_path: Path, old: str, new: str) -> list[str]:
    one = write(tmp_path / "one", {"a/index.html": PAGE})
    assert old in PAGE
    return engines.differences(one, write(tmp_path / "two", {"a/index.html": PAGE.replace(old, new)}))


@pytest.mark.parametrize("change", SAME)
def test_what_readers_do_not_notice_is_no_difference(change: str, tmp_path: Path) -> None:
    assert compared(tmp_path, *SAME[change]) == []


@pytest.mark.parametrize("change", OTHER)
def test_what_readers_notice_is_told(change: str, tmp_path: Path) -> None:
    old, new, told = OTHER[change]
    assert told in "\n".join(compared(tmp_path, old, new))


def test_the_same_in_another_order_is_told(tmp_path: Path) -> None:
    two = '<article><p id="a">x</p><p id="b">x</p></article>'
    one = write(tmp_path / "one", {"index.html": two})
    other = write(tmp_path / "other", {"index.html": two.replace('"a"', '"c"').replace('"b"', '"a"')})
    assert "other ids: ['c'] instead of ['b']" in engines.differences(one, other)[0]
    turned = write(tmp_path / "turned", {"index.html": '<article><p id="b">x</p><p id="a">x</p></article>'})
    assert engines.differences(one, turned) == ["index.html has other ids: another order from b on."]


def test_pages_that_are_missing_or_more_are_told_and_end_with_1(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    one = write(tmp_path / "one", {"index.html": PAGE, "a/index.html": PAGE})
    other = write(tmp_path / "other", {"index.html": PAGE, "b/index.html": PAGE})
    assert engines.main(str(one), str(one)) == 0
    assert engines.main(str(one), str(one), str(other)) == 1
    told = capsys.readouterr().out
    assert "a/index.html is missing." in told
    assert "b/index.html is there as well." in told


def test_an_empty_site_is_no_measure(tmp_path: Path) -> None:
    assert engines.main(str(write(tmp_path, {"x.txt": ""})), str(tmp_path)) == 1


# The engines themselves


def generated(folder: Path, content: Path) -> Path:
    """A project with its pages generated, as the workflow does it."""
    for name in ("mkdocs.yml", "engines.yml"):
        shutil.copy(ROOT / name, folder / name)
    (folder / "theme").symlink_to(ROOT / "theme")
    (folder / "content").symlink_to(content)
    subprocess.run([BRIEF, "generate", "build/pages"], cwd=folder, check=True, capture_output=True)
    return folder


def built(engine: str, project: Path) -> Path:
    """The site that an engine builds of the generated pages, strictly."""
    command: list[str | Path] = [
        BIN / engine,
        "build",
        "--config-file",
        "engines.yml",
        "--strict",
        "--site-dir",
        f"build/{engine}",
    ]
    done = subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return project / "build" / engine


def differing(one: Path, other: Path) -> list[str]:
    """Files other than pages that are not the same; but for what each engine makes of the pages itself."""
    own = {"sitemap.xml", "sitemap.xml.gz", "search/search_index.json"}
    return [path for path in different(one, other) if not path.endswith(".html") and path not in own]


def test_every_engine_builds_the_same_pages_of_the_small_brief(
    project: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    assert build(project / "site", root=project).returncode == 0
    pages = generated(tmp_path_factory.mktemp("pages"), project / "content")
    for engine in ("mkdocs", "properdocs"):
        assert engines.differences(project / "site", built(engine, pages)) == []
        assert differing(project / "site", pages / "build" / engine) == []


def test_properdocs_builds_the_same_pages_of_the_real_brief(site: Path, tmp_path: Path) -> None:
    other = built("properdocs", generated(tmp_path, ROOT / "content"))
    assert engines.differences(site, other) == []
    assert differing(site, other) == []
    assert len(engines.pages(other)) > 200
