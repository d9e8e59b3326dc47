"""What an edit puts in place at once in a served site: what a clean build has, and little work for it."""

from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import pytest
from conftest import ROOT

from generator import binder, compared, dossier
from generator.binder import Binder
from generator.desk import Desk, Memory, Order
from generator.keep import Keep
from generator.live import Live, keys_of_tables
from generator.press import Made
from generator.store import Store

if TYPE_CHECKING:
    from generator.chapters import Chapter
    from generator.press import Press

COMPANIES = 10
FIRST = "compare.md"


class PlainPress:
    """Makes files of pages as they are, without a theme around them."""

    def make(self, chapter: Chapter) -> Made:
        pages = {page.path: repr(page).encode() for page in chapter.pages()}
        return Made({}, [], pages | dict(chapter.files()))


class Served:
    """A made-up brief, and a site of it that follows."""

    def __init__(self, root: Path) -> None:
        command = [sys.executable, str(ROOT / "benchmarks" / "make_brief.py"), str(COMPANIES), str(root)]
        subprocess.run(command, check=True)
        self.site = root / "site"
        self.entries = sorted((root / "content" / "companies").iterdir())
        self.order = Order(root / "content", url="https://example.com/")
        self.keep = Keep(root / "kept")
        for path, content in self.clean().items():
            (self.site / path).parent.mkdir(parents=True, exist_ok=True)
            (self.site / path).write_bytes(content)
        desk, press = Desk(self.order, self.keep), cast("Press", PlainPress())
        tables = keys_of_tables(desk.keys, desk.outline)
        self.live = Live(self.site, "", desk.keys, tables, self.order, self.keep, Memory(), press)

    def clean(self) -> dict[str, bytes]:
        """The files of companies, and the pages of the table, as a build makes them that knows of none."""
        found: dict[str, bytes] = {}
        for chapter in Desk(self.order, Keep(None)).planned():
            if chapter.name.startswith("companies/"):
                found |= PlainPress().make(chapter).files
            elif chapter.name.startswith("compare"):
                found |= {page.path: repr(page).encode() for page in chapter.pages()}
        return found

    def edit(self, number: int, old: str, new: str) -> set[str]:
        """Replace what a pattern finds first in the entry of a company; gives the files that were put."""
        before = self._places()
        text, count = re.subn(old, new, self.entries[number].read_text("utf-8"), count=1, flags=re.MULTILINE)
        assert count
        self.entries[number].write_text(text, "utf-8")
        after = self.live.follow("")
        assert after and not after.whole
        self.live = after
        return {name for name, place in self._places().items() if before.get(name) != place}

    def _places(self) -> dict[str, int]:
        files = (path for path in self.site.rglob("*") if path.is_file())
        return {path.relative_to(self.site).as_posix(): path.stat().st_ino for path in files}


@pytest.fixture
def served(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Served:
    monkeypatch.setattr(compared, "ROWS", 3)
    return Served(tmp_path)


def test_after_an_edit_the_company_and_the_table_are_those_of_a_clean_build(served: Served) -> None:
    edits = (
        (2, r"statement: ", "statement: Now "),
        (2, r"first-car: \d+", "first-car: 2031"),
        (3, r"stage: [a-z-]+", "stage: cancelled"),
        (3, r"stage: [a-z-]+", "stage: planned"),
        (4, r"^    name: ", "    name: Old "),
        (5, r"^name: ", "name: Zz "),
        (6, r"^checked: .*", "checked: 2026-12-01"),
    )
    for number, old, new in edits:
        served.edit(number, old, new)
        clean, companies = served.clean(), f"companies/{served.entries[number].stem}"
        for path, content in clean.items():
            if path.startswith((companies, "compare")):
                assert (served.site / path).read_bytes() == content, (old, path)


def test_an_edit_puts_in_place_its_company_and_the_pages_of_the_table_that_show_it(served: Served) -> None:
    entry = served.entries[6]
    put = served.edit(6, r"statement: ", "statement: Now ")
    tables = {path for path in put if path.startswith("compare")}
    showing = {path.name for path in served.site.glob("compare/*") if entry.stem in path.read_text("utf-8")}
    assert tables == {FIRST, *(f"compare/{name}" for name in showing)}
    assert 1 < len(tables) < len([*served.site.glob("compare/*")])
    assert {path.split("/")[1].partition(".")[0] for path in put - tables} == {entry.stem}


def test_of_other_companies_nothing_is_worked_out_again(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    worked: Counter[str] = Counter()

    def counted(name: str) -> None:
        work = getattr(dossier, name)

        def once_more(*given: Any, **more: Any) -> Any:
            worked[name] += 1
            return work(*given, **more)

        monkeypatch.setattr(dossier, name, once_more)

    for name in ("weigh", "newest", "between", "Told", "Plan"):
        counted(name)
    served.live.prepare()
    assert worked["weigh"] == COMPANIES
    worked.clear()
    served.edit(2, r"statement: ", "statement: Now ")
    assert worked["weigh"] == worked["newest"] == worked["between"] == 1
    assert 0 < worked["Told"] <= 20
    assert 0 < worked["Plan"] <= 2


def test_a_whole_build_gives_way_to_an_edit_at_every_chapter(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(binder, "processors", lambda: 1)
    asked = 0

    def pause() -> None:
        nonlocal asked
        asked += 1

    desk = Desk(served.order, served.keep, pause=pause)
    chapters = [one.name for one in desk.planned()]
    assert asked == len(chapters) > COMPANIES
    store = Store(served.site.with_name("fresh"), Keep(None), None)
    bound = Binder(store, {name: name for name in chapters}, desk.chapters, PlainPress().make, pause)
    bound.bind()
    assert asked == 3 * len(chapters)  # planned, looked for, made
