"""An entry with mistakes is checked all the same: every problem is told in one run, none that is not one."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest
import specimen
from click.testing import CliRunner

from generator.cli import main
from generator.load import load
from generator.rule import Example

FILE = "content/companies/xiaomi.yaml"


@pytest.fixture(autouse=True)
def in_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)


def told(piece: str, where: str = "claim") -> list[str]:
    """`rule field` of each problem of an entry with a piece in it."""
    specimen.write(Path(), Example(piece, "", where), piece)
    return problems()


def problems() -> list[str]:
    result = CliRunner().invoke(main, ["check"])
    assert result.exception is None or isinstance(result.exception, SystemExit)
    heads = [line for line in result.output.splitlines() if ": error[" in line or ": warning[" in line]
    return [head.split("[", 1)[1].replace("]", "", 1).split(": ")[0] for head in heads]


def test_a_field_that_cannot_be_read_hides_nothing_else_that_is_wrong() -> None:
    claims = """\
        - id: plant-talks
          published: 26 March 2021
          topic: prices
          statement: Xiaomi said: no
          basis: compny
          sources: [reuters, {publisher: Reuters}]
          partners: [{who: greatwall, role: builder}]
          answers: {stage: shipping, builder: greatwall, first-car: {happend: 2024}}
          contradicts: [nothing-known]
        - id: plant-talks
          published: 2021-03-27
          vehicles: [su8]
          about: car
          confirms: [{other-claim: [builder]}]
        - id: other-claim
          published: 2021-03-20
          sources: [{publisher: Reuters, published: 2021-03-20, url: https://example.com/other}
    """
    assert told(dedent(claims)) == [
        "field claims[0].published",
        "unknown-word claims[0].topic",
        "yaml-syntax claims[0].statement",
        "unknown-word claims[0].basis",
        "reference claims[0].sources[0]",
        "missing-field claims[0].sources[1].url",
        "organisation claims[0].partners[0].who",
        "unknown-word claims[0].partners[0].role",
        "answer claims[0].answers.stage",
        "organisation claims[0].answers.builder",
        "answer claims[0].answers.first-car.happend",
        "link claims[0].contradicts[0]",
        "duplicate-id claims[1].id",
        "reference claims[1].about",
        "link claims[1].confirms[0].other-claim[0]",
        "yaml-syntax claims[2].sources",
    ]


ENTRY = """\
# yaml-language-server: $schema=../schema/company.json
name: Xiaomi
country: CN
industry: Smartphones
programmes:
  xiaomi-auto:
    name: Xiaomi Auto
    vehicles: {su7: {name: SU7}}
    milestones: {europe: On sale in Europe}
sources:
  reuters: {title: Talks, publisher: Reuters, published: 2021-03-26, url: https://example.com/talks}
claims:
  - id: plant-talks
    published: 2021-03-26
    topic: intent
    statement: Xiaomi plans a car.
    basis: company
    vehicles: [su7]
    sources: [reuters]
    answers: {europe: 2025, builder: self}
  - id: denial
    published: 2021-03-27
    topic: denial
    statement: Xiaomi says that it has no date.
    basis: company
    sources: [reuters]
    contradicts: [{plant-talks: [europe]}]
"""
SLIPS = {
    "date of a claim": ("published: 2021-03-26\n    topic", "published: March\n    topic"),
    "date of a source": ("published: 2021-03-26, url", "published: March, url"),
    "key of a source": ("  reuters: {", "  Reuters News: {"),
    "source without braces": ("url: https://example.com/talks}", "url: https://example.com/talks"),
    "id": ("id: plant-talks", "id: Plant talks"),
    "id left out": ("- id: plant-talks\n    published", "- published"),
    "answers without their braces": ("{europe: 2025, builder: self}", "europe 2025"),
    "answer": ("europe: 2025,", "europe: soon,"),
    "sources under another name": ("sources: [reuters]\n    answers", "source: [reuters]\n    answers"),
    "milestones without their braces": ("{europe: On sale in Europe}", "[europe]"),
    "milestones in no list": ("{europe: On sale in Europe}", "On sale in Europe: yes"),
    "programmes in no order": (
        "    name: Xiaomi Auto\n    vehicles: {su7: {name: SU7}}\n    miles",
        "  name: Xiaomi Auto\n  vehicles: {su7: {name: SU7}}\n  miles",
    ),
    "vehicles that do not close": ("{su7: {name: SU7}}", "{su7: {name: SU7}"),
    "name of a vehicle": ("{su7: {name: SU7}}", "{su7: {nam: SU7}}"),
    "line without a colon": ("    topic: intent", "    topic intent"),
    "line too far left": ("    topic: intent", "   topic: intent"),
    "line too far right": ("    topic: intent", "      topic: intent"),
    "dash left out": ("  - id: denial", "    id: denial"),
    "claims in no list": ("  - id: plant-talks", "    id: plant-talks"),
    "comment in a text": ("Xiaomi plans a car.", "Xiaomi plans car #1."),
    "text in broken quotes": ("Xiaomi plans a car.", '"Xiaomi plans a car.'),
    "fields of another entry": ("basis: company\n    vehicles", "<<: {basis: company}\n    vehicles"),
    "colon in an item in braces": (
        "  - id: denial\n    published: 2021-03-27",
        "  - {id: denial: x}\n  - id: denial",
    ),
    "text after its sign": ("Xiaomi plans a car.", "|\n    Xiaomi plans\n    a car."),
    "programme": ("    vehicles: [su7]", "    vehicles: [su7]\n    about: [xiaomi-auto]"),
}


def changed(right: str, wrong: str) -> None:
    """Writes the entry with something else in it."""
    specimen.write(Path(), Example("", ""), "")
    assert right in ENTRY
    Path(FILE).write_text(ENTRY.replace(right, wrong, 1), encoding="utf-8")


@pytest.mark.parametrize("slip", SLIPS)
def test_one_slip_is_one_problem(slip: str) -> None:
    changed("", "")
    assert problems() == []
    changed(*SLIPS[slip])
    assert len(problems()) == 1, problems()


def test_a_word_of_the_brief_without_its_explanation_hides_no_problem_of_the_entries() -> None:
    changed("topic: denial", "topic: no")
    brief = Path("content/brief.yaml")
    brief.write_text(brief.read_text(encoding="utf-8").replace(", explanation: It says no.", ""))
    assert problems() == ["missing-field topics.denial.explanation", "unknown-word claims[1].topic"]


def test_what_could_be_read_of_an_entry_is_checked_and_no_more() -> None:
    changed("plans a car", "plans: a car")
    content, found = load(Path("content"))
    assert [one.rule for one in found] == ["yaml-syntax"]
    assert content is not None
    assert "xiaomi" not in content.companies
    assert list(content.torn) == ["companies/xiaomi.yaml"]


@pytest.mark.parametrize(
    ("right", "wrong", "field", "mend"),
    [
        ("intent: {label: Intent, explanation: Whether it wants to.}", "intent: Intent", "type topics.intent",
         "Write intent: {label: Intent, explanation: …}."),
        ("currency: CNY", "currency: yuan", "field questions.price.currency", "Write CNY."),
        ("type: when", "type: date", "unknown-word questions.first-car.type", "Write one of: choice, money,"),
        ("ends: true", "ends: yes", "field questions.stage.choices.cancelled.ends", "Write true,"),
    ],
)  # fmt: skip
def test_a_slip_in_the_brief_is_answered(right: str, wrong: str, field: str, mend: str) -> None:
    changed("", "")
    brief = Path("content/brief.yaml")
    text = brief.read_text(encoding="utf-8")
    assert right in text
    brief.write_text(text.replace(right, wrong), encoding="utf-8")
    assert problems() == [field]
    assert f"→ {mend}" in CliRunner().invoke(main, ["check"]).output
