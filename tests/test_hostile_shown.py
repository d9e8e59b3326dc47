"""Whatever an entry holds stands on the built site as it was typed, and does nothing there.

The same brief is built twice through the plugin: with hostile texts, and with harmless words of their shape.
"""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from conftest import ROOT, build
from hostile.entry import written
from hostile.exports import SUFFIXES, texts_of
from hostile.parts import Parts, as_read, parts
from hostile.texts import TEXTS
from hostile.twins import brief, harmless, told

from generator.edition import edition
from generator.load import load
from generator.paper import document
from generator.view import Site

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

HARMLESS = [harmless(number, text) for number, text in enumerate(TEXTS)]


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The site of hostile texts and the site of harmless words."""
    built = []
    for texts in (TEXTS, HARMLESS):
        project = tmp_path_factory.mktemp("project")
        shutil.copy(ROOT / "mkdocs.yml", project)
        (project / "theme").symlink_to(ROOT / "theme")
        written(project / "content", brief(texts))
        (project / "content" / "pages").mkdir()
        done = build(project / "site", "--no-cache", root=project)
        assert (done.returncode, done.stderr) == (0, "")
        built.append(project / "site")
    return built[0], built[1]


def files(site: Path, suffixes: Iterable[str]) -> list[str]:
    found = (path for path in site.rglob("*") if path.suffix in suffixes and path.is_file())
    return sorted(path.relative_to(site).as_posix() for path in found)


def counted(texts: Iterable[tuple[str, str]]) -> Counter[tuple[str, str]]:
    """Texts with where they stand; of a sentence that was cut, its beginning."""
    return Counter((where, f"{text[:40]}…" if text.endswith("…") else text) for where, text in texts)


def meant(texts: Iterable[tuple[str, str]], read: Callable[[str], str] = str) -> Counter[tuple[str, str]]:
    """What has to stand where harmless words stand."""
    return counted((where, told(text, TEXTS, read)) for where, text in texts)


def test_there_are_texts_enough() -> None:
    assert len(set(TEXTS)) == len(TEXTS) > 300


def test_the_same_files_are_built(sites: tuple[Path, Path]) -> None:
    found = [sorted(path.relative_to(site).as_posix() for path in site.rglob("*")) for site in sites]
    assert found[0] == found[1]


def test_pages_have_the_same_elements_and_hold_the_texts_as_typed(sites: tuple[Path, Path]) -> None:
    hostile, plain = sites
    names = files(hostile, [".html"])
    assert len(names) > 50
    for name in names:
        compare(parts((hostile / name).read_text("utf-8")), parts((plain / name).read_text("utf-8")), name)


def test_the_page_to_print_too(sites: tuple[Path, Path]) -> None:
    papers = []
    for site in sites:
        content, _problems = load(site.parent / "content")
        assert content
        day = edition(content)
        assert day
        papers.append(parts(document(Site.of(content, day))))
    compare(papers[0], papers[1], "paper")


def compare(hostile: Parts, plain: Parts, name: str) -> None:
    assert hostile.elements == plain.elements, name
    assert hostile.scripts == plain.scripts, name
    assert hostile.drawn <= plain.drawn, name
    shown = counted((where, as_read(text)) for where, text in hostile.texts.elements())
    assert shown == meant(plain.texts.elements(), as_read), name
    known = "\n".join([*(told(words, TEXTS, as_read) for words in plain.words), *map(as_read, TEXTS)])
    cut = [words.split("…") for words in hostile.words]
    assert not [pieces for pieces in cut if not all(piece in known for piece in pieces)], name


def test_exports_hold_the_texts_as_typed(sites: tuple[Path, Path]) -> None:
    hostile, plain = sites
    names = files(hostile, SUFFIXES)
    assert len(names) > 50
    for name in names:
        read = as_read if name.endswith("steps.json") else str
        shown = counted((where, read(text)) for where, text in texts_of(hostile / name))
        assert shown == meant(texts_of(plain / name), read), name
