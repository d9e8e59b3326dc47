"""Entries that an earlier process understood: never other than they are read now, and read only once."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from conftest import ROOT

from generator import code, read
from generator.keep import Keep
from generator.load import Content, fetch, understand

if TYPE_CHECKING:
    from pathlib import Path

    from generator.document import Document
    from generator.faults import Fault
    from generator.problem import Problem

COMPANY, OTHER, PARTNER = "companies/xiaomi.yaml", "companies/apple.yaml", "partners/magna.yaml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small brief."""
    for name in ("brief.yaml", COMPANY, OTHER, PARTNER):
        place = tmp_path / "content" / name
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / "content" / name, place)
    return tmp_path / "content"


def taken(folder: Path, keep: Keep | None) -> tuple[Content | None, list[Problem]]:
    """The entries of a folder, in what would be a process of its own."""
    return understand(fetch(folder), {}, keep)


def told(folder: Path, keep: Keep | None) -> object:
    """All that there is to know of the entries of a folder."""
    content, problems = taken(folder, keep)
    assert content
    entries = [repr(one) for one in (content.brief, *content.companies.items(), *content.partners.items())]
    places = [
        (name, one.file, one.text, one.lines, one.gaps, one.value, one.place(("claims", 3, "sources")))
        for name, one in content.documents.items()
    ]
    return entries, places, content.torn, content.slugs, problems


def edit(folder: Path, name: str, old: str, new: str) -> None:
    text = (folder / name).read_text("utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new, 1), "utf-8")


def test_what_is_kept_is_what_is_read(folder: Path, tmp_path: Path) -> None:
    keep = tmp_path / "kept"
    assert told(folder, Keep(keep)) == told(folder, Keep(keep)) == told(folder, None)
    for name, old, new in (
        (COMPANY, "name: Xiaomi\n", "name: Shaomi\n"),
        (PARTNER, "country: ", "country: QQ # "),  # not sound
        (OTHER, "\nclaims:", "\nallow: []\nallow: []\nclaims:"),  # sound, and something is wrong
        ("brief.yaml", "label: ", "label: Now "),
        (PARTNER, "country: QQ # ", "country: "),
    ):
        edit(folder, name, old, new)
        assert told(folder, Keep(keep)) == told(folder, Keep(keep)) == told(folder, None), name
    (folder / COMPANY).rename(folder / "companies" / "shaomi.yaml")
    assert told(folder, Keep(keep)) == told(folder, None)


def test_only_what_was_edited_is_read_again(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    parse = read.parse

    def parsed(data: bytes | Fault, shown: str) -> tuple[Document | None, list[Problem]]:
        asked.append(shown.removeprefix("content/"))
        return parse(data, shown)

    def again() -> list[str]:
        asked.clear()
        taken(folder, Keep(tmp_path / "kept"))
        return list(asked)

    monkeypatch.setattr(read, "parse", parsed)
    assert sorted(again()) == ["brief.yaml", OTHER, COMPANY, PARTNER]
    assert again() == []
    edit(folder, COMPANY, "name: Xiaomi\n", "name: Shaomi\n")
    assert [again(), again()] == [[COMPANY], []]
    edit(folder, "brief.yaml", "label: ", "label: Now ")
    assert [len(again()), again()] == [4, []]
    monkeypatch.setattr("generator.shelf.code", lambda: f"not {code.code()}")
    assert [len(again()), again()] == [4, []]
    (kept,) = (tmp_path / "kept").iterdir()
    kept.write_bytes(kept.read_bytes()[:-1])
    assert [len(again()), again()] == [4, []]


def test_what_is_gone_is_not_kept(folder: Path, tmp_path: Path) -> None:
    taken(folder, Keep(tmp_path / "kept"))
    (kept,) = (tmp_path / "kept").iterdir()
    before = kept.stat().st_size
    (folder / COMPANY).unlink()
    taken(folder, Keep(tmp_path / "kept"))
    assert [one.name for one in (tmp_path / "kept").iterdir()] == [kept.name]
    assert kept.stat().st_size < before - 10_000
