"""Every rule keeps what it says: its wrong example is found, its right one is not, and the words are these.

The files in tests/golden hold, for each rule, its wrong example as a whole file and what `brief check` says.
After a wanted change: UPDATE_GOLDEN=1 pytest tests/test_rules.py, and read the difference.
"""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest
import specimen

from generator.check import Checked, look
from generator.report import text
from generator.rule import Rule
from generator.rules import RULES

GOLDEN = Path(__file__).parent / "golden"
TODAY = date(2026, 11, 23)
UNTYPED = ("not-a-file", "too-large", "too-many")


def checked(folder: Path) -> Checked:
    return look(folder, today=TODAY, every=True)


def told(rule: Rule, folder: Path) -> str:
    found = checked(folder)
    shown = [one for one in found.problems if one.rule == rule.name]
    return text(shown, found.content, folder)


def spoiled(rule: Rule, folder: Path) -> Path:
    """A content folder that breaks a rule; what its example only tells in words is made here."""
    content = specimen.write(
        folder, rule.example, "said_by: three people" if rule.name in UNTYPED else rule.example.wrong
    )
    path = content / "partners" / "geely.yaml"
    if rule.name == "not-a-file":
        path.symlink_to(content / "partners" / "great-wall-motor.yaml")
    elif rule.name == "too-large":
        path.write_text(f"name: {'x' * (2 << 20)}\n")
    elif rule.name == "too-many":
        path.write_text("".join(f"field-{number}: &mark {number}\n" for number in range(200)))
    return content


def test_every_rule_has_a_name_of_its_own() -> None:
    names = [rule.name for rule in RULES]
    assert sorted(set(names)) == sorted(names)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_the_wrong_example_is_found_and_said_in_these_words(rule: Rule, tmp_path: Path) -> None:
    content = spoiled(rule, tmp_path)
    said = told(rule, content)
    assert f"[{rule.name}]" in said
    inputs = "" if rule.name in UNTYPED else _changed(rule)
    page = f"{inputs}--- says\n{said}"
    golden = GOLDEN / f"{rule.name}.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_text(page, encoding="utf-8", errors="backslashreplace")
    assert page.encode("utf-8", "backslashreplace").decode() == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "rule", [rule for rule in RULES if rule.name not in UNTYPED], ids=lambda rule: rule.name
)
def test_the_right_example_is_wholly_right(rule: Rule, tmp_path: Path) -> None:
    content = specimen.write(tmp_path, rule.example, rule.example.right)
    quiet = {one.name for one in RULES if one.quiet and one is not rule}
    found = [one for one in checked(content).problems if one.rule not in quiet]
    assert text(found, None, content).splitlines()[:-1] == []


@pytest.mark.parametrize(
    "rule", [rule for rule in RULES if rule.name not in UNTYPED], ids=lambda rule: rule.name
)
def test_the_wrong_example_breaks_no_other_rule(rule: Rule, tmp_path: Path) -> None:
    quiet = {one.name for one in RULES if one.quiet}
    found = {one.rule for one in checked(spoiled(rule, tmp_path)).problems} - quiet
    inseparable = {"supersedes-circle": {"link"}}  # one link of a circle always leads to a newer claim
    assert found - {rule.name} == inseparable.get(rule.name, set())


def test_every_golden_file_belongs_to_a_rule() -> None:
    assert {path.stem for path in GOLDEN.glob("*.txt")} == {rule.name for rule in RULES}


def _changed(rule: Rule) -> str:
    """The files of the wrong example that no other example shares."""
    made = specimen.files(rule.example, rule.example.wrong)
    plain = {"brief.yaml": specimen.BRIEF, "partners/great-wall-motor.yaml": specimen.PARTNER}
    shown = {name: body for name, body in made.items() if plain.get(name) != body}
    if rule.example.wrong.startswith("# content/"):
        shown.pop("companies/xiaomi.yaml", None)
    return "".join(f"--- {name}\n{body}" for name, body in shown.items())
