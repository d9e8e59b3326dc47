"""The data: tables, JSON, the workbook and the data package say what the brief says, as it was typed."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import zipfile
from collections import defaultdict
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import feedparser
import frictionless
import pytest
from taken import (
    HOSTILE,
    MARCH_2021,
    URL,
    entries,
    events,
    hostile_made,
    made_on,
    sheet,
    site_on,
    table,
)
from xlsxwriter.worksheet import Worksheet

from generator.export import dictionary
from generator.export.history import ALSO, STANDS, WITHDRAWN
from generator.export.records import CLAIMS
from generator.export.sheets import FORMULAS, guarded, unguarded
from generator.export.workbook import RowWriter
from generator.views.answers import fact
from generator.when import parse_day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.stand import Answer
    from generator.weigh import Cell

# Data


def test_the_data_package_validates_and_knows_its_files(tmp_path: Path) -> None:
    made = made_on()
    for path, content in made.items():
        if path.startswith("data/") and not path.endswith(".xlsx"):
            (tmp_path / path).parent.mkdir(exist_ok=True)
            (tmp_path / path).write_bytes(content)
    report = frictionless.validate(str(tmp_path / "data" / "datapackage.json"))
    assert report.valid, report.flatten(["name", "rowNumber", "fieldName", "note"])
    assert all(task.stats["rows"] for task in report.tasks)
    package = json.loads(made["data/datapackage.json"])
    assert package["version"] == "2026-11-23"
    assert re.findall(r"\d{4}-\d\d-\d\dT", made["data/datapackage.json"].decode()) == []
    for resource in package["resources"]:
        content = made[f"data/{resource['path']}"]
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        assert all(field["description"] for field in resource["schema"]["fields"])


def test_a_wrong_table_would_not_validate(tmp_path: Path) -> None:
    made = made_on()
    for path, content in made.items():
        if path.startswith("data/"):
            (tmp_path / path).parent.mkdir(exist_ok=True)
            (tmp_path / path).write_bytes(content.replace(b",xiaomi-auto,", b",,", 1))
    assert not frictionless.validate(str(tmp_path / "data" / "datapackage.json")).valid


@pytest.mark.parametrize("day", [MARCH_2021, "2022-06-30", "2026-11-23"])
def test_what_every_cell_showed_on_a_day_is_rebuilt_from_answers_csv(day: str) -> None:
    shown: dict[tuple[str, ...], set[tuple[str, ...]]] = defaultdict(set)
    for row in table(made_on(), "answers"):
        if row["from"] <= day and (not row["to"] or day < row["to"]):
            cell = (row["company"], row["programme"], row["question"])
            shown[cell].add((row["place"], row["claim"], row["answer"], row["evidence"], row["since"]))
    weighed = {
        (slug, programme.slug, name): set(_told(cell, parse_day(day)))
        for slug, one in site_on().weighed.items()
        for programme in one.programmes.values()
        for name, cell in programme.cells.items()
    }
    assert dict(shown) == {cell: told for cell, told in weighed.items() if told}
    assert len(shown) > 30


def _told(cell: Cell, day: date) -> Iterator[tuple[str, ...]]:
    """What `weigh` says that a cell shows on a day."""
    for line in cell.lines:
        standing = line.on(day)
        if standing.answer:
            yield (STANDS, *_claimed(standing.answer), standing.evidence, str(line.since(day)))
        for other in standing.also:
            yield (ALSO, *_claimed(other), "", "")
        if standing.withdrawn:
            yield (WITHDRAWN, *_claimed(standing.withdrawn), "", "")


def _claimed(answer: Answer) -> tuple[str, str]:
    raw = answer.value.raw
    return answer.entry.claim.id, raw if isinstance(raw, str) else json.dumps(raw, ensure_ascii=False)


@pytest.mark.parametrize("day", [MARCH_2021, "2026-11-23"])
def test_the_compare_table_is_rebuilt_from_answers_csv(day: str) -> None:
    site = site_on(day)
    rows = table(made_on(day), "answers")
    cells: dict[tuple[str, str, str, str], list[tuple[str, str, str]]] = defaultdict(list)
    for row in rows:
        if not row["to"]:
            cell = (row["company"], row["programme"], row["question"], row["place"])
            cells[cell].append((row["text"], row["scope"], row["evidence"]))
    for plan in site.plans:
        for name in site.content.brief.questions:
            page = fact(site, plan, name)
            here = (plan.company, plan.weighed.slug, name)
            assert cells[*here, STANDS] == [(one.text, one.scope, one.evidence) for one in page.stands]
            assert [text for text, _scope, _evidence in cells[*here, ALSO]] == [one.text for one in page.also]
            gone = [text for text, _scope, _evidence in cells[*here, WITHDRAWN]]
            assert not page.gone or page.gone.text in gone
            assert page.known or not gone


def test_compare_csv_says_the_same() -> None:
    made, site = made_on(), site_on()
    rows = {(row["company"], row["programme"]): row for row in table(made, "compare")}
    assert len(rows) == len(site.plans)
    for plan in site.plans:
        row = rows[plan.company, plan.weighed.slug]
        for name in site.content.brief.questions:
            page = fact(site, plan, name)
            assert row[f"{name}_evidence"] == page.evidence
            assert row[f"{name}_answer"].startswith(page.main.text if page.main else "")


def test_the_table_of_promises_is_rebuilt_from_promises_csv() -> None:
    made, site = made_on(), site_on()
    rows = {
        (row["company"], row["programme"], row["question"], row["voice"], row["claim"]): row
        for row in table(made, "promises")
    }
    promises = {
        (plan.company, plan.weighed.slug, question, one.voice, one.first.entry.claim.id): one
        for plan in site.plans
        for question, found in site.promises_of(plan)
        for one in found
    }
    assert rows.keys() == promises.keys()
    for key, promise in promises.items():
        row, when = rows[key], promise.target.when
        assert (row["verdict"], row["late_by"], row["text"]) == (promise.verdict, promise.late_by, when.words)
        assert (row["last_day"] or None) == (when.last.isoformat() if when.last else None)
        assert row["moved_by"] == (promise.moved_to.entry.claim.id if promise.moved_to else "")


def test_a_company_stands_beside_its_page_as_in_the_brief() -> None:
    made, site = made_on(), site_on()
    brief = json.loads(made["data/brief.json"])
    assert list(brief["companies"]) == list(site.companies)
    for slug in site.companies:
        assert json.loads(made[f"companies/{slug}.json"]) == brief["companies"][slug]


def test_every_field_of_the_json_is_in_the_dictionary() -> None:
    described = {
        f"{path}.{field}".lstrip(".")
        for part in dictionary(site_on().content.brief).parts
        for path in part.paths
        for field in part.fields
    }
    found = {
        path for made in (made_on(), hostile_made()) for path in _paths(json.loads(made["data/brief.json"]))
    }
    assert found - described == set()
    assert _kinds(described) - _kinds(found) == set(), "described, but nowhere given"


def _kinds(paths: set[str]) -> set[str]:
    """Paths with one name for the lists of a cell, which share their fields."""
    return {re.sub(r"(stands|also_reported|withdrawn|history)\[\]", "stretch[]", path) for path in paths}


KEYED = {
    *("questions", "choices", "topics", "bases", "roles", "states", "kinds", "companies", "partners"),
    *("programmes", "vehicles", "milestones", "answers"),
}
AS_TYPED = {"answer", "target", "milestones", "claims[].answers"}


def _paths(value: Any, here: str = "") -> Iterator[str]:
    """Every path of the JSON, with `*` for slugs and `[]` for items."""
    if isinstance(value, list):
        for item in value:
            yield from _paths(item, f"{here}[]") if isinstance(item, dict) else ()
    if not isinstance(value, dict):
        return
    for key, item in value.items():
        path = f"{here}.{key}".lstrip(".")
        yield path
        if path.endswith(tuple(AS_TYPED)):
            continue
        if key in KEYED and isinstance(item, dict):
            for one in item.values():
                yield from _paths(one, f"{path}.*")
        else:
            yield from _paths(item, path)


def test_every_column_has_a_meaning_and_a_use() -> None:
    for one in dictionary(site_on().content.brief).tables:
        rows, more = table(made_on(), one.name), table(hostile_made(), one.name)
        names = [field.name for field in one.fields]
        assert list(rows[0]) == names
        assert len(set(names)) == len(names)
        for field in one.fields:
            assert field.description
            assert any(row.get(field.name) for row in (*rows, *more)), f"{one.name}.{field.name}"


# Hostile text


@pytest.mark.parametrize("number", range(len(HOSTILE)))
def test_hostile_text_comes_out_as_it_was_typed(number: int) -> None:
    hostile = hostile_made()
    text, name = HOSTILE[number], f"c{number}"
    assert entries(hostile["feeds/all.xml"])[f"{URL}companies/old/#{name}"]["summary"].startswith(f"{text}\n")
    items = {item["id"]: item for item in json.loads(hostile["feeds/all.json"])["items"]}
    assert items[f"{URL}companies/old/#{name}"]["content_text"].startswith(f"{text}\n")
    claims = {one["claim"]: one for one in json.loads(hostile["companies/acme.json"])["claims"]}
    assert claims[name]["statement"] == claims[name]["said_by"] == claims[name]["sources"][0]["title"] == text
    row = next(row for row in table(hostile, "claims") if row["claim"] == name)
    assert row["statement"] == row["said_by"] == text
    assert json.loads(row["answers"])["slogan"] == text
    source = next(row for row in table(hostile, "sources") if row["claim"] == name)
    assert source["title"] == source["publisher"] == source["via"] == text
    cells = next(row for row in sheet(hostile["data/brief.xlsx"], "claims") if row["claim"] == name)
    assert cells["statement"] == cells["said_by"] == text


def test_hostile_text_does_not_break_a_feed() -> None:
    for path in (path for path in hostile_made() if path.endswith(".xml")):
        assert not feedparser.parse(hostile_made()[path]).bozo, path


def test_hostile_text_comes_out_of_the_calendar_as_it_was_typed() -> None:
    found = {uid.split("/")[1]: event for uid, event in events(hostile_made()["calendar.ics"]).items()}
    texts = {f"c{number}": text for number, text in enumerate(HOSTILE)}
    assert len(found) > 12
    for claim, event in found.items():
        assert f"): {texts[claim]}\n{URL}" in event["description"]
    assert all(len(line) <= 75 for line in hostile_made()["calendar.ics"].split(b"\r\n"))


def test_no_cell_of_a_csv_is_a_formula() -> None:
    hostile = hostile_made()
    checked = 0
    for path, content in hostile.items():
        if path.endswith(".csv"):
            for row in csv.reader(io.StringIO(content.decode(), newline="")):
                checked += len(row)
                assert not [cell for cell in row if cell.lstrip(" ").startswith(FORMULAS)]
    assert checked > 500


@pytest.mark.parametrize("text", [*HOSTILE, "", "plain", "'", "''", "\u00a0=1", "'=1", "12 km", "–5"])
def test_guarding_loses_no_character(text: str) -> None:
    assert unguarded(guarded(text)) == text


def test_the_workbook_holds_text_and_no_formula() -> None:
    hostile = hostile_made()
    with zipfile.ZipFile(io.BytesIO(hostile["data/brief.xlsx"])) as book:
        assert {info.date_time for info in book.infolist()} == {(1980, 1, 31, 0, 0, 0)}
        for name in book.namelist():
            root = ET.fromstring(book.read(name))
            tags = {element.tag.rsplit("}")[-1] for element in root.iter()}
            assert not {"f", "hyperlink", "hyperlinks"} & tags, name
        core = book.read("docProps/core.xml").decode()
    assert set(re.findall(r"\d{4}-\d\d-\d\dT[\d:]+Z", core)) == {"2021-04-02T00:00:00Z"}


def test_the_workbook_says_what_the_tables_say() -> None:
    made = made_on()
    for one in dictionary(site_on().content.brief).tables:
        texts = [field.name for field in one.fields if field.type == "string"]
        sheets = sheet(made["data/brief.xlsx"], one.name)
        for row, cells in zip(table(made, one.name), sheets, strict=True):
            assert {name: row[name] for name in texts} == {name: cells.get(name, "") for name in texts}
            days = {field.name for field in one.fields if field.type == "date" and row[field.name]}
            told = {name: date(1899, 12, 30) + timedelta(int(cells[name])) for name in days}
            assert {name: row[name] for name in days} == {name: day.isoformat() for name, day in told.items()}
            figures = [field.name for field in one.fields if field.type in ("integer", "number")]
            assert {name: float(row[name] or 0) for name in figures} == {
                name: float(cells.get(name, 0)) for name in figures
            }
            truths = [field.name for field in one.fields if field.type == "boolean"]
            told_true = {"": "", "true": "1", "false": "0"}
            assert {name: told_true[row[name]] for name in truths} == {
                name: cells.get(name, "") for name in truths
            }


def test_a_value_is_written_for_the_workbook_once_however_many_cells_hold_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    written, write = [], Worksheet.write_string

    def counted(sheet: Worksheet, row: int, column: int, text: str, *form: Any) -> Any:
        written.append(text)
        return write(sheet, row, column, text, *form)

    monkeypatch.setattr(Worksheet, "write_string", counted)
    rows = [{"company": "acme", "claim": f"claim-{number}", "counts": "2026-11-23"} for number in range(50)]
    assert len(list(RowWriter().rows(CLAIMS, rows))) == 50
    assert sorted(written) == sorted({"acme", *(row["claim"] for row in rows)})
