"""Problems for machines: annotations of GitHub, JSON, SARIF."""

from __future__ import annotations

import json
import os
from hashlib import sha256
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from generator.baseline import line_of
from generator.problem import legible
from generator.rules import RULES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from generator.check import Checked
    from generator.problem import Problem

SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def github(checked: Checked, folder: Path) -> str:
    """Workflow commands that GitHub shows beside the lines of a pull request.

    Errors come first: of each kind GitHub shows only the first ten of a step.
    """
    errors = checked.errors
    warnings = [problem for problem in checked.problems if problem not in errors]
    lines = [_annotation(problem, folder) for problem in (*errors, *warnings)]
    return "\n".join([*lines, f"{len(errors)} errors, {len(warnings)} warnings."]) + "\n"


def _annotation(problem: Problem, folder: Path) -> str:
    place = problem.place
    said = f"{problem.field}: {problem.message}" if problem.path else problem.message
    told = "\n".join([said, *([f"→ {problem.mend}"] if problem.mend else [])])
    where = f"file={_property(legible(path_of(problem, folder)))},line={place.line},col={place.column}"
    return f"::{problem.severity} {where},title={_property(problem.rule)}::{_data(told)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def as_json(checked: Checked, folder: Path) -> str:
    """The problems as JSON."""
    found = [
        {
            "rule": problem.rule,
            "severity": problem.severity,
            "file": path_of(problem, folder),
            "line": problem.place.line,
            "column": problem.place.column,
            "field": problem.field,
            "message": problem.message,
            "mend": problem.mend,
        }
        for problem in checked.problems
    ]
    errors = len(checked.errors)
    told = {
        "errors": errors,
        "warnings": len(found) - errors,
        "not_told": dict(sorted(checked.untold.items())),
        "problems": found,
    }
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def sarif(checked: Checked, folder: Path) -> str:
    """The problems as SARIF 2.1.0, which code scanning services read."""
    rules = [
        {
            "id": rule.name,
            "shortDescription": {"text": rule.guards},
            "help": {"text": rule.how},
            "defaultConfiguration": {"level": rule.severity},
        }
        for rule in RULES
    ]
    places = {rule.name: number for number, rule in enumerate(RULES)}
    results = [_result(problem, checked, folder, places[problem.rule]) for problem in checked.problems]
    run = {
        "tool": {"driver": {"name": "brief", "rules": rules}},
        "columnKind": "unicodeCodePoints",
        "results": results,
    }
    return json.dumps({"$schema": SARIF_SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False) + "\n"


def _result(problem: Problem, checked: Checked, folder: Path, rule: int) -> dict[str, Any]:
    said = f"{problem.message} {problem.mend}".rstrip()
    region = {"startLine": problem.place.line, "startColumn": problem.place.column}
    uri = quote(path_of(problem, folder).encode("utf-8", "surrogateescape"))
    place = {"artifactLocation": {"uri": uri}, "region": region}
    same = sha256(line_of(problem, checked.content, folder).encode("utf-8", "replace")).hexdigest()
    return {
        "ruleId": problem.rule,
        "ruleIndex": rule,
        "level": problem.severity,
        "message": {"text": said},
        "locations": [{"physicalLocation": place}],
        "partialFingerprints": {"problem/v1": same[:32]},
    }


def path_of(problem: Problem, folder: Path) -> str:
    """The file of a problem from where the command was called, as GitHub and editors need it."""
    name = problem.place.file.removeprefix(f"{folder.name}/")
    return os.path.relpath(folder / name).replace(os.sep, "/")


FORMATS: dict[str, Callable[[Checked, Path], str]] = {"github": github, "json": as_json, "sarif": sarif}
