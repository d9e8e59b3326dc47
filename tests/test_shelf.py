"""Entries that an earlier process understood: never other than they are read now, and read only once."""

from __future__ import annotations

import pickle
import shutil
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from conftest import ROOT

from generator import code, read, ruled
from generator.check import errors, look
from generator.fetch import fetch
from generator.keep import CACHE, Keep
from generator.load import Content, understand
from generator.ruled import but_sound
from generator.workers import WorkError

if TYPE_CHECKING:
    from pathlib import Path

    from generator.document import Document
    from generator.faults import Fault
    from generator.problem import Problem

COMPANY, OTHER, PARTNER = "companies/xiaomi.yaml", "companies/oppo.yaml", "partners/magna.yaml"
FILES = [
    "brief.yaml",
    OTHER,
    COMPANY,
    *(f"partners/{one}.yaml" for one in ("catl", "magna", "saic", "volkswagen")),
]
"""Of partners that Xiaomi's claims name there is no file: it has errors. Oppo's file has warnings alone."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small brief."""
    for name in FILES:
        place = tmp_path / "content" / name
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / "content" / name, place)
    return tmp_path / "content"


def taken(folder: Path, keep: Keep | None, *, several: bool = False) -> tuple[Content | None, list[Problem]]:
    """The entries of a folder, in what would be a process of its own."""
    return understand(fetch(folder), {}, keep, several=several)


def told(folder: Path, keep: Keep | None, *, several: bool = False) -> object:
    """All that there is to know of the entries of a folder."""
    content, problems = taken(folder, keep, several=several)
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


@pytest.mark.parametrize("processes", [1, 2])
def test_several_processes_read_what_one_does(
    processes: int, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(40):
        shutil.copyfile(folder / PARTNER, folder / "partners" / f"other-{number}.yaml")
    edit(folder, "partners/other-7.yaml", "country: ", "country: QQ # ")
    monkeypatch.setattr("generator.load.processors", lambda: processes)
    keep = Keep(tmp_path / "kept")
    assert told(folder, keep, several=True) == told(folder, keep, several=True) == told(folder, None)

    def lost(*_args: object) -> None:
        raise WorkError("a process ended")

    monkeypatch.setattr("generator.load.spread", lost)
    assert told(folder, Keep(tmp_path / "other"), several=True) == told(folder, None)


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
    assert again() == FILES
    assert again() == []
    edit(folder, COMPANY, "name: Xiaomi\n", "name: Shaomi\n")
    assert [again(), again()] == [[COMPANY], []]
    edit(folder, "brief.yaml", "label: ", "label: Now ")
    assert [len(again()), again()] == [len(FILES), []]
    monkeypatch.setattr("generator.shelf.code", lambda: f"not {code.code()}")
    assert [len(again()), again()] == [len(FILES), []]
    (kept,) = (tmp_path / "kept").iterdir()
    kept.write_bytes(kept.read_bytes()[:-1])
    assert [len(again()), again()] == [len(FILES), []]


def test_only_what_was_edited_is_asked_for_errors(folder: Path, tmp_path: Path) -> None:
    def asked() -> list[str]:
        content, _problems = taken(folder, None)
        assert content
        seen: list[str] = []

        def wrong(some: Content) -> list[Problem]:
            seen.extend(name for name in some.documents if name != "brief.yaml")
            return errors(some)

        but_sound(content, wrong, Keep(tmp_path / "kept"))
        return seen

    assert asked() == FILES[1:]
    assert asked() == [COMPANY]  # it has errors
    edit(folder, OTHER, "name: OPPO\n", "name: Oppo\n")
    assert [asked(), asked()] == [[OTHER, COMPANY], [COMPANY]]
    (folder / "partners" / "saic.yaml").unlink()  # a claim may name it
    assert asked() == [name for name in FILES[1:] if "saic" not in name]


def test_a_file_whose_errors_were_not_told_for_others_is_asked_again(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("rule", "ruled"):
        monkeypatch.setattr(f"generator.{module}.MOST_ERRORS", 1)
    (folder / COMPANY).unlink()
    last = "partners/volkswagen.yaml"
    for name in (PARTNER, last):
        edit(folder, name, "\nkind: ", "\nkind: no-")
    (tmp_path / CACHE).mkdir(parents=True)

    def found(*, by_build: bool) -> set[str]:
        content, _problems = taken(folder, None)
        assert content
        told = errors(content, keep=Keep(tmp_path / CACHE)) if by_build else look(folder).errors
        return {one.place.file for one in told}

    for by_build in (True, False):
        assert found(by_build=by_build) == {f"content/{PARTNER}"}
    edit(folder, PARTNER, "kind: no-", "kind: ")
    for by_build in (True, False):
        assert found(by_build=by_build) == {f"content/{last}"}


def test_what_a_build_found_sound_is_held_to_the_clock_all_the_same(folder: Path, tmp_path: Path) -> None:
    (folder / COMPANY).unlink()
    edit(folder, OTHER, "\nchecked: 20", "\nchecked: 21")
    content, _problems = taken(folder, None)
    assert content and errors(content, keep=Keep(tmp_path / CACHE)) == []
    (error,) = look(folder, today=date(2026, 11, 29)).errors
    assert (error.rule, error.place.file) == ("future", f"content/{OTHER}")


class Harmful:
    """Writes a file when it is unpickled."""

    def __init__(self, place: Path) -> None:
        self.place = place

    def __reduce__(self) -> tuple[object, tuple[Path, str]]:
        return type(self.place).touch, (self.place,)  # type: ignore[return-value]


def test_a_cache_of_a_stranger_does_nothing(folder: Path, tmp_path: Path) -> None:
    cache = folder.parent / ".cache" / "brief"
    taken(folder, Keep(cache))
    before = checked(folder)
    for _shelf in range(2):
        for kept in list(cache.iterdir()):
            within = {key: pickle.dumps(Harmful(tmp_path / "done")) for key in Keep(cache).get(kept.name)}
            for harm in (Harmful(tmp_path / "done"), within):
                Keep(cache).put(kept.name, harm)
                assert checked(folder) == before
    assert not (tmp_path / "done").exists()


def test_what_is_gone_is_not_kept(folder: Path, tmp_path: Path) -> None:
    taken(folder, Keep(tmp_path / "kept"))
    (kept,) = (tmp_path / "kept").iterdir()
    before = kept.stat().st_size
    (folder / COMPANY).unlink()
    taken(folder, Keep(tmp_path / "kept"))
    assert [one.name for one in (tmp_path / "kept").iterdir()] == [kept.name]
    assert kept.stat().st_size < before - 10_000


def checked(folder: Path, today: date | None = None) -> tuple[list[Problem], dict[str, int]]:
    found = look(folder, today=today)
    return found.problems, dict(found.untold)


def test_a_check_that_has_kept_something_finds_the_same(folder: Path) -> None:
    cache = folder.parent / ".cache" / "brief"

    def same(today: date | None = None) -> list[Problem]:
        cache.mkdir(parents=True, exist_ok=True)
        first, again = checked(folder, today), checked(folder, today)
        kept = cache.rename(folder.parent / "aside")
        assert first == again == checked(folder, today)
        assert not cache.exists()  # a check makes none
        kept.rename(cache)
        return again[0]

    assert {one.severity for one in same()} == {"error", "warning"}
    for day in (date(2026, 11, 1), date(2030, 1, 1)):
        assert same(day) != same()
    for name, old, new in (
        (OTHER, "name: OPPO\n", "name: Xiaomi\n"),  # near another's
        (PARTNER, "country: ", "country: QQ # "),
        (COMPANY, "topic: ", "topic: nothing # "),
        ("brief.yaml", "unnamed-people:", "unnamed-others:"),
        (OTHER, "topic: ", "topic: nothing # "),
        ("brief.yaml", "unnamed-others:", "unnamed-people:"),
        (OTHER, "topic: nothing # ", "topic: "),
    ):
        before = same()
        edit(folder, name, old, new)
        assert same() != before, name
    before = same()
    (folder / "partners" / "saic.yaml").rename(folder / "partners" / "great-wall-motor.yaml")
    assert same() != before
    for kept in cache.iterdir():
        kept.write_bytes(kept.read_bytes()[:-1])
    same()


ACME = """\
name: Acme
country: SE
industry: Garden tools
checked: 2022-06-01
programmes: {acme: {name: Acme}}
"""


def test_a_check_that_has_kept_something_knows_the_edition(folder: Path) -> None:
    (folder / COMPANY).unlink()
    (folder / "companies" / "acme.yaml").write_text(ACME, "utf-8")
    edit(folder, OTHER, "checked: 2026-11-23", "checked: 2022-06-01")
    (folder.parent / ".cache" / "brief").mkdir(parents=True)
    before = checked(folder)
    assert checked(folder) == before
    edit(folder, "companies/acme.yaml", "checked: 2022", "checked: 2023")
    after, _untold = checked(folder)
    assert {one.place.file for one in after if one not in before[0]} == {"content/companies/oppo.yaml"}


OLD_REPORT = """\
claims:
  - id: talks
    published: 2021-03-26
    topic: intent
    statement: Acme plans a car.
    basis: unnamed-people
    sources: [{publisher: Example Times, published: 2021-03-26, url: https://example.com/talks}]
    answers: {stage: planned}
"""


def test_the_next_edition_asks_again_only_where_something_turns(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / COMPANY).unlink()
    (folder / "companies" / "acme.yaml").write_text(ACME.replace("2022", "2021") + OLD_REPORT, "utf-8")
    (folder.parent / ".cache" / "brief").mkdir(parents=True)
    edit(folder, OTHER, "checked: 2026-11-23", "checked: 2022-03-20")
    checked(folder)
    asked: list[str] = []

    def seen(content: Content, name: str, day: date) -> tuple[date, date]:
        asked.append(name)
        return between(content, name, day)

    between = ruled._between
    monkeypatch.setattr(ruled, "_between", seen)
    turned = {}
    for before, day in pairwise(range(20, 32)):
        edit(folder, OTHER, f"checked: 2022-03-{before}", f"checked: 2022-03-{day}")
        asked.clear()
        kept = checked(folder)
        turned[day] = "companies/acme.yaml" in asked
        clean = tmp_path / str(day) / "content"
        shutil.copytree(folder, clean)
        assert checked(clean) == kept
    assert [day for day, anew in turned.items() if anew] == [27]  # then the report is over a year old


def test_an_edited_entry_is_judged_by_the_edition_of_all(folder: Path) -> None:
    (folder / COMPANY).unlink()  # it has errors, so that it is asked each time
    (folder / "companies" / "acme.yaml").write_text(ACME + OLD_REPORT, "utf-8")
    edit(folder, "companies/acme.yaml", "checked: 2022", "checked: 2021")
    (folder.parent / ".cache" / "brief").mkdir(parents=True)
    before = checked(folder)
    edit(folder, "companies/acme.yaml", "Acme plans a car", "Acme plans cars")
    assert checked(folder) == before
    assert "stale-report" in {
        one.rule for one in before[0] if one.place.file == "content/companies/acme.yaml"
    }


def test_a_check_works_where_nothing_can_be_written(folder: Path) -> None:
    (folder.parent / ".cache" / "brief").mkdir(parents=True)
    before = checked(folder)
    for name in (".cache/brief", ".cache", "content"):
        (folder.parent / name).chmod(0o555)
    assert checked(folder) == before
    for name in (".cache/brief", ".cache", "content"):
        (folder.parent / name).chmod(0o755)
