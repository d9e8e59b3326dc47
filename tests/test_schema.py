"""The JSON Schemas: fresh, never wrong about a good entry, and a help on their own."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import specimen
import yaml
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft7Validator

from generator import when
from generator.cli import main
from generator.load import load
from generator.read import parse
from generator.rule import WARNING, Example
from generator.rules import RULES
from generator.scalars import SHARED
from generator.schema import schemas, texts

ROOT = Path(__file__).parent.parent
CONTENT = ROOT / "content"
FILES = [
    *sorted(CONTENT.glob("companies/*.yaml")),
    *sorted(CONTENT.glob("partners/*.yaml")),
    CONTENT / "brief.yaml",
]
KIND_OF = {"companies": "company", "partners": "partner", "content": "brief"}


@cache
def made() -> dict[str, dict[str, Any]]:
    content, _problems = load(CONTENT, only=())
    assert content
    return schemas(content.brief)


def wrongs(kind: str, value: Any, schema: dict[str, Any] | None = None) -> list[str]:
    validator = Draft7Validator(schema or made()[kind])
    return [f"{error.json_path}: {error.message[:200]}" for error in validator.iter_errors(value)]


def named(value: Any) -> Any:
    """Names of fields as text, which JSON asks for; YAML 1.1 makes true of `on` and a number of `2024`."""
    if isinstance(value, dict):
        return {
            json.dumps(key) if not isinstance(key, str) else key: named(one) for key, one in value.items()
        }
    return [named(one) for one in value] if isinstance(value, list) else value


def test_the_schemas_in_the_content_are_fresh() -> None:
    content, _problems = load(CONTENT, only=())
    assert content
    stale = [
        name for name, text in texts(content.brief).items() if (CONTENT / "schema" / name).read_text() != text
    ]
    assert stale == [], "run `brief schema`"


def test_each_is_a_json_schema() -> None:
    for schema in made().values():
        Draft7Validator.check_schema(schema)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_good_entry_is_called_wrong_however_yaml_types_it(path: Path) -> None:
    kind = KIND_OF[path.parent.name]
    text = path.read_text(encoding="utf-8")
    as_python = named(yaml.safe_load(text))  # dates are dates
    as_json = json.loads(json.dumps(as_python, default=str))
    document, _problems = parse(text.encode(), path.name)
    assert document
    assert wrongs(kind, as_python) == []
    assert wrongs(kind, as_json) == []
    assert wrongs(kind, document.value) == []


@pytest.mark.parametrize("kind", ["company", "partner", "brief"])
def test_the_command_of_others_finds_nothing_wrong(kind: str) -> None:
    paths = [str(path) for path in FILES if KIND_OF[path.parent.name] == kind]
    schema = str(CONTENT / "schema" / f"{kind}.json")
    command = [sys.executable, "-m", "check_jsonschema", "--schemafile", schema, *paths]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    "rule", [rule for rule in RULES if rule.example.where != "words"], ids=lambda rule: rule.name
)
def test_the_right_examples_of_the_rules_are_right_for_the_schema(rule: Any, tmp_path: Path) -> None:
    folder = specimen.write(tmp_path, rule.example, rule.example.right)
    content, _problems = load(folder, only=())
    assert content
    own = schemas(content.brief)
    for path in folder.rglob("*.yaml"):
        kind = KIND_OF[path.parent.name]
        assert wrongs(kind, named(yaml.safe_load(path.read_text())), own[kind]) == []


COMPANY = {
    "name": "Acme",
    "country": "SE",
    "industry": "Toys",
    "programmes": {"car": {"name": "Car"}},
}
CLAIM = {
    "id": "said",
    "published": "2021-03-26",
    "topic": "intent",
    "statement": "It said so.",
    "basis": "company",
    "sources": [{"publisher": "Acme", "url": "https://example.com/said"}],
}


def company(**claim: Any) -> dict[str, Any]:
    return {**COMPANY, "claims": [{**CLAIM, **claim}]}


def test_the_entry_of_the_next_tests_is_good() -> None:
    assert wrongs("company", company()) == []


@pytest.mark.parametrize(
    "claim",
    [
        {"said-by": "three people"},
        {"topic": "rumour"},
        {"basis": "hearsay"},
        {"published": "26 March 2021"},
        {"published": "2021-13"},
        {"published": 21},
        {"entered": "2021-03"},
        {"statement": None},
        {"statement": " "},
        {"statement": ["two", "lines"]},
        {"id": "Not A Slug"},
        {"sources": []},
        {"sources": "reuters"},
        {"sources": [{"publisher": "Reuters"}]},
        {"sources": [{"url": "https://example.com/said"}]},
        {"sources": [{"publisher": "Reuters", "url": "example.com/said"}]},
        {"sources": [{"publisher": "Reuters", "url": "https://me@example.com/said"}]},
        {"sources": [{"publisher": "Reuters", "url": "https://example.com/a b"}]},
        {"vehicles": "su7"},
        {"partners": [{"who": "byd", "role": "friend"}]},
        {"partners": [{"role": "investor"}]},
        {"answers": {"stage": "shipping"}},
        {"answers": {"stage": ["planned", "prototype"]}},
        {"answers": {"stages": "planned"}},
        {"answers": {"first-car": {"happend": "2024"}}},
        {"answers": {"first-car": "soon"}},
        {"answers": {"markets": ["china", "moon"]}},
        {"answers": {"builder": {"who": "byd", "role": "friend"}}},
        {"answers": {"price": "cheap"}},
        {"answers": {"price": {"amount": 1, "curency": "USD"}}},
        {"answers": {"capacity": -5}},
        {"contradicts": "talks"},
        {"corrections": [{"note": "It was the 27th."}]},
        {"allow": [{"unknown-word": "It is right."}]},
    ],
    ids=str,
)
def test_what_a_schema_can_find_it_finds(claim: dict[str, Any]) -> None:
    assert wrongs("company", company(**claim)) != []


@pytest.mark.parametrize(
    "claim",
    [
        {"published": 2021},
        {"answers": {"stage": "none", "first-car": "none", "price": "none", "markets": "none"}},
        {"answers": {"markets": ["china", "norway"], "builder": "self"}},
        {"answers": {"builder": [{"who": "byd", "role": "manufacturer"}, "self"], "price": {"amount": 59.5}}},
        {"answers": {"a-milestone": {"happened": 2024}, "first-car": "around 2024-Q3"}},
        {"contradicts": ["talks", {"plans": ["builder"]}]},
        {"corrections": [{"on": "2021-03-27", "note": "It was the 27th."}]},
        {"corrections": [{"true": "2021-03-27", "note": "YAML 1.1 reads the name `on` as true."}]},
        {"allow": [{"two-dates": "Both are one day."}]},
        {"allow": {"two-dates": "Both are one day."}},
        {"statement": 2021, "said_by": True},
    ],
    ids=str,
)
def test_what_is_right_for_us_is_right_for_the_schema(claim: dict[str, Any]) -> None:
    assert wrongs("company", company(**claim)) == []


@pytest.mark.parametrize("field", ["name", "country", "industry", "programmes"])
def test_a_missing_field_is_found(field: str) -> None:
    assert wrongs("company", {key: value for key, value in COMPANY.items() if key != field}) != []


def test_norway_is_a_country_even_where_yaml_says_no() -> None:
    partner = {"name": "Fjord", "kind": "carmaker"}
    assert wrongs("partner", {**partner, "country": yaml.safe_load("NO")}) == []
    assert wrongs("partner", {**partner, "country": "Norway"}) != []


PERIODS = st.one_of(
    st.dates(date(1900, 1, 1), date(2199, 12, 31)).map(str),
    st.builds(
        "{}{}{}".format,
        st.sampled_from(["", "early ", "mid ", "late "]),
        st.integers(1900, 2199),
        st.sampled_from(["", "-H1", "-Q4", "-winter", "-07", "-12"]),
    ),
)
DATES = st.one_of(
    PERIODS,
    st.builds("{}{}".format, st.sampled_from(["around ", "by ", "from ", "week of "]), PERIODS),
    st.builds("{}..{}".format, PERIODS, PERIODS),
)


@given(DATES)
def test_every_date_that_we_read_is_one_for_the_schema(text: str) -> None:
    try:
        when.parse(text)
    except ValueError:
        return
    assert wrongs("", text, SHARED["date"]) == []
    assert wrongs("", yaml.safe_load(text), SHARED["date"]) == []


def test_words_come_with_their_explanations() -> None:
    topic = made()["company"]["$defs"]["Claim"]["properties"]["topic"]
    assert dict(zip(topic["enum"], topic["enumDescriptions"], strict=True))["launch"].startswith(
        "Launch: A car is shown"
    )


def test_every_field_is_titled_and_explained() -> None:
    for schema in made().values():
        for record in (schema, *(one for one in schema["$defs"].values() if "title" in one)):
            for name, field in record["properties"].items():
                assert name in {"true", "claim", "questions"} or field.get("description"), (
                    record["title"],
                    name,
                )


def test_exceptions_are_offered_for_warnings_only() -> None:
    rules = made()["partner"]["$defs"]["exceptions"]["anyOf"][1]["properties"]
    assert set(rules) == {rule.name for rule in RULES if rule.severity == WARNING}


def test_the_command_writes_what_is_stale_and_tells_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    specimen.write(tmp_path, Example("", ""), "")
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str) -> tuple[int, str]:
        result = CliRunner().invoke(main, ["schema", *arguments])
        return result.exit_code, result.output

    assert run("--check")[0] == 1
    assert not Path("content/schema").exists()
    assert run() == (0, "3 schemas written.\n")
    assert run("--check") == (0, "The schemas are as they should be.\n")
    brief = Path("content/brief.yaml")
    brief.write_text(
        brief.read_text().replace("topics:", "topics:\n  news: {label: News, explanation: All of it.}")
    )
    code, said = run("--check")
    assert (code, "company.json" in said, "partner.json" in said) == (1, True, False)


def test_every_entry_leads_to_its_schema() -> None:
    for path in FILES:
        line = path.read_text(encoding="utf-8").split("\n")[0]
        schema = path.parent / line.removeprefix("# yaml-language-server: $schema=")
        assert schema.resolve() == CONTENT / "schema" / f"{KIND_OF[path.parent.name]}.json", path


def test_vs_code_knows_the_schemas_and_the_extension() -> None:
    settings = json.loads((ROOT / ".vscode" / "settings.json").read_text())
    for schema, files in settings["yaml.schemas"].items():
        assert (ROOT / schema).is_file()
        assert list(ROOT.glob(files))
    assert (
        "redhat.vscode-yaml"
        in json.loads((ROOT / ".vscode" / "extensions.json").read_text())["recommendations"]
    )
