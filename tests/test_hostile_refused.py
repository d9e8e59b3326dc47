"""Each slip and trick in an entry is refused where it stands, with what is wrong and what to write."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner
from hostile import refused_fields, refused_values, sound
from hostile.entry import written

from generator.cli import main

if TYPE_CHECKING:
    from pathlib import Path

    from hostile.refused_values import Refused

MARK = "‸"
CASES = [
    *(*refused_values.URLS, *refused_values.DATES, *refused_values.ANSWERS),
    *(*refused_fields.SCALARS, *refused_fields.SLUGS, *refused_fields.SHAPES),
]


def broken(case: Refused) -> tuple[str, int, int]:
    """The company with a case in it, and the line and column where it is told."""
    assert sound.COMPANY.count(case.right) == 1, case
    assert case.wrong.count(MARK) == 1, case
    text = sound.COMPANY.replace(case.right, case.wrong)
    before, _, after = text.partition(MARK)
    return before + after, before.count("\n") + 1, len(before) - before.rfind("\n")


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[dict[str, Any]]]:
    """What `brief check` tells of each case, all in one run: file → its errors."""
    texts = {f"companies/c{number:03}.yaml": broken(case)[0] for number, case in enumerate(CASES)}
    content = tmp_path_factory.mktemp("project") / "content"
    written(content, {"brief.yaml": sound.BRIEF, "partners/magna.yaml": sound.PARTNER, **texts})
    result = check(content)
    found: dict[str, list[dict[str, Any]]] = {}
    for one in result:
        if one["severity"] == "error":
            found.setdefault(one["file"].partition("content/")[2], []).append(one)
    return found


def check(content: Path) -> list[dict[str, Any]]:
    result = CliRunner().invoke(main, ["check", "--content", str(content), "--format", "json"])
    assert result.exit_code == 1
    assert isinstance(result.exception, SystemExit)
    problems: list[dict[str, Any]] = json.loads(result.output)["problems"]
    return problems


@pytest.mark.parametrize("number", range(len(CASES)), ids=lambda number: CASES[number].wrong[:40].strip())
def test_refused_where_it_stands(number: int, told: dict[str, list[dict[str, Any]]]) -> None:
    case = CASES[number]
    _text, line, column = broken(case)
    found = told.get(f"companies/c{number:03}.yaml", [])
    there = [one for one in found if (one["line"], one["column"]) == (line, column)]
    assert there, [(one["line"], one["column"], one["field"], one["message"]) for one in found] + [
        (line, column)
    ]
    [one] = there
    assert one["field"] == case.field
    assert not case.rule or one["rule"] == case.rule
    assert one["message"]
    assert one["mend"]
    assert case.words in f"{one['message']} {one['mend']}"
    assert case.many or found == there, "told as more than one"


def test_there_are_cases_enough() -> None:
    assert len(set(CASES)) == len(CASES) > 450
