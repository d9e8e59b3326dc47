"""A chapter is made anew where it reads otherwise, and elsewhere seldom: whatever was edited."""

from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest
from conftest import ROOT

from generator import compared, slices
from generator.desk import Desk, Order
from generator.keep import Keep
from generator.timetravel import Said, Travel
from generator.views import lists, network, taking

COMPANIES = 10
SHARED = ("compare", "data")
"""Put together from shares."""


class Made(NamedTuple):
    """A chapter: its key, and all that it gives."""

    key: str
    gives: dict[str, str | bytes]


def made(content: Path, keep: Keep, only: tuple[str, ...] = ()) -> dict[str, Made]:
    """The chapters of a brief; of others than `only`, if given, the key alone."""
    desk = Desk(Order(content, url="https://example.com/", edit="https://example.com/edit/main/"), keep)
    keys = {one.name: desk.keys.chapter(one, desk.outline, "") for one in desk.outline.chapters}
    found = {}
    for chapter in desk.chapters(keys):
        gives: dict[str, str | bytes] = {}
        if not only or chapter.name in only:
            gives = {page.path: repr(page) for page in chapter.pages()} | dict(chapter.files())
        found[chapter.name] = Made(keys[chapter.name], gives)
    return found


def change(content: Path, file: str, old: str, new: str) -> None:
    """Replace what a pattern finds first in the nth file of a folder, such as `companies/2`."""
    folder, _, number = file.partition("/")
    path = sorted((content / folder).iterdir())[int(number)] if number else content / folder
    text, count = re.subn(old, new, path.read_text("utf-8"), count=1, flags=re.MULTILINE)
    assert count, (path, old)
    path.write_text(text, "utf-8")


def slug(content: Path, number: int) -> str:
    return sorted((content / "companies").iterdir())[number].stem


DAYS = ("2026-11-24", "2026-12-31", "2027-01-01", "2027-01-02", "2027-06-30", "2027-07-01", "2031-02-03")
"""Editions to come: between some of them nothing turns in most companies."""

EDITS = {
    "a statement": ("companies/2", r"statement: ", "statement: Now "),
    "who said it": ("companies/2", r"said_by: .*", "said_by: somebody else"),
    "the title of a source": ("companies/3", r"title: ", "title: Now "),
    "the publisher of a source": ("companies/3", r"publisher: .*", "publisher: Another Weekly"),
    "the day of a claim": ("companies/4", r"published: 20(\d\d)-", r"published: 19\1-"),
    "the topic of a claim": ("companies/4", r"topic: .*", "topic: denial"),
    "an answer": ("companies/5", r"first-car: \d+", "first-car: 2031"),
    "an event": ("companies/5", r"    basis: ", "    event: 2013-05-06\n    basis: "),
    "a correction": (
        "companies/6",
        r"    basis: ",
        "    corrections: [{on: 2026-02-01, note: no}]\n    basis: ",
    ),
    "a claim less": ("companies/6", r"(?s)  - id: c020.*", ""),
    "the role of a partner": ("companies/6", r"role: [a-z-]+", "role: alliance-partner"),
    "the name of a company": ("companies/7", r"^name: ", "name: Old "),
    "the name of a programme": ("companies/7", r"    name: ", "    name: Old "),
    "a former slug": ("companies/7", r"^country: ", "former_slugs: [was-so]\ncountry: "),
    "the name of a partner": ("partners/0", r"^name: ", "name: Old "),
    "the kind of a partner": ("partners/1", r"kind: .*", "kind: investor"),
    "a partner that is a company": ("companies/0", r"who: [a-z]+, role", "who: {company}, role"),
    "the name of that company": ("companies/1", r"^name: ", "name: Big "),
    "a label": ("brief.yaml", r"label: ", "label: Our "),
    **{f"the edition: {day}": ("companies/0", r"^checked: .*", f"checked: {day}") for day in DAYS},
}


def test_a_chapter_whose_key_stays_gives_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    command = [sys.executable, str(ROOT / "benchmarks" / "make_brief.py"), str(COMPANIES), str(tmp_path)]
    subprocess.run(command, check=True)
    monkeypatch.setattr(slices, "SIZE", 10)
    monkeypatch.setattr(compared, "ROWS", 4)
    monkeypatch.setattr(network, "TIES_ON_A_PAGE", 20)
    monkeypatch.setattr(lists, "COMPANIES_ON_A_PAGE", 4)
    monkeypatch.setattr(lists, "PARTNERS_ON_A_PAGE", 1)
    monkeypatch.setattr(taking, "FOLLOWED", 4)
    content, kept = tmp_path / "content", tmp_path / "kept"
    before = made(content, Keep(kept))
    few = {}
    for what, (file, old, new) in EDITS.items():
        change(content, file, old, new.replace("{company}", slug(content, 1)))
        now = made(content, Keep(kept))
        same = [name for name in now.keys() & before.keys() if now[name].key == before[name].key]
        for name in same:
            assert now[name].gives == before[name].gives, (what, name)
        clean = made(content, Keep(None), SHARED)
        assert {name: one.key for name, one in clean.items()} == {name: one.key for name, one in now.items()}
        for name in SHARED:
            assert clean[name] == now[name], (what, name)
        few[what] = len(now) - len(same)
        before = now
    assert few["a statement"] < len(before) / 4, few
    assert few["a label"] == len(before), few
    for day in DAYS:  # whatever stands on the day itself, and the company that was looked at
        assert few[f"the edition: {day}"] < len(before) / 5, few


def test_what_a_cell_said_on_a_day_is_worked_out_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    command = [sys.executable, str(ROOT / "benchmarks" / "make_brief.py"), "2", str(tmp_path)]
    subprocess.run(command, check=True)
    asked: Counter[tuple[str, str, str, date]] = Counter()
    said = Travel.said

    def counted(self: Travel, name: str, day: date) -> Said:
        asked[self.plan.company, self.plan.weighed.slug, name, day] += 1
        return said(self, name, day)

    monkeypatch.setattr(Travel, "said", counted)
    made(tmp_path / "content", Keep(tmp_path / "kept"))
    assert asked and max(asked.values()) == 1


def test_chapters_are_planned_without_the_libraries_that_make_some() -> None:
    command = [sys.executable, "-c", "import sys, generator.chapters; print(*sys.modules)"]
    loaded = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    assert "generator.chapters" in loaded
    assert {"icalendar", "xlsxwriter"}.isdisjoint(loaded)
