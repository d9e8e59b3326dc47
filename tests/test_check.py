"""`brief check` as editors and their machines call it."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import specimen
from click.testing import CliRunner, Result

from generator.check import errors, judge
from generator.cli import main
from generator.fetch import fetch
from generator.keep import Keep
from generator.load import Reading, load, understand
from generator.rule import Example
from generator.rules import RULES

WRONG = "basis: rumour\nsaid-by: three people"
DOUBTFUL = """\
- id: plant-talks
  sources: [{publisher: IT Home, published: 2021-03-26, url: https://example.com/1}]
- id: mass-market
  sources: [{publisher: ITHome, published: 2021-03-26, url: https://example.com/2}]
"""
DOUBTFUL_TWICE = (
    DOUBTFUL
    + """\
- id: third-claim
  sources: [{publisher: itHome, published: 2021-03-26, url: https://example.com/3}]
"""
)


@pytest.fixture(autouse=True)
def in_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)


def content(piece: str = "", where: str = "claim") -> Path:
    return specimen.write(Path(), Example(piece, "", where), piece)


def check(*arguments: str) -> Result:
    result = CliRunner().invoke(main, ["check", *arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


def test_good_entries_pass() -> None:
    content()
    result = check()
    assert result.exit_code == 0
    assert result.output.startswith("0 errors, 0 warnings in 2 entries.\n")


def test_every_problem_is_told_in_one_run_with_its_place_line_and_mending() -> None:
    content(WRONG)
    (Path("content/partners/great-wall-motor.yaml")).write_text("name: Great Wall Motor\nkind: carmaker\n")
    result = check()
    assert result.exit_code == 1
    assert "content/companies/xiaomi.yaml:14:5: error[unknown-field] claims[0].said-by:" in result.output
    assert "    → Did you mean said_by?" in result.output
    assert "content/partners/great-wall-motor.yaml:1:1: error[missing-field] country:" in result.output
    assert re.search(r"^        said-by: three people\n        \^$", result.output, re.MULTILINE)


def test_a_broken_entry_does_not_hide_what_is_wrong_in_the_others() -> None:
    content("partners: [{who: nobody-knows}, {who: great-wall-motor}]")
    Path("content/partners/great-wall-motor.yaml").write_text("name: [")
    result = check()
    assert "error[yaml-syntax]" in result.output
    assert "No partner or company file is called “nobody-knows”" in result.output
    assert "great-wall-motor”" not in result.output


def test_who_uses_an_old_slug_is_told_the_new_one() -> None:
    content("partners: [{who: gwm}]")
    partner = Path("content/partners/great-wall-motor.yaml")
    partner.write_text(partner.read_text("utf-8") + "former_slugs: [gwm]\n", "utf-8")
    assert "→ It is great-wall-motor now: write that." in check().output


@pytest.mark.parametrize(
    "path", ["content/companies/xiaomi.yaml", "content/companies", "./content/../content/companies/"]
)
def test_paths_tell_of_these_files_only(path: str) -> None:
    content(WRONG)
    Path("content/partners/great-wall-motor.yaml").write_text("name: Great Wall Motor\n")
    result = check(path)
    assert result.exit_code == 1
    assert "xiaomi.yaml" in result.output
    assert "great-wall-motor.yaml" not in result.output
    assert "Only these files were read" in result.output


def test_one_file_can_be_right_among_wrong_ones() -> None:
    content()
    Path("content/partners/great-wall-motor.yaml").write_text("name: Great Wall Motor\n")
    assert check("content/companies/xiaomi.yaml").exit_code == 0
    assert check("content").exit_code == 1


def test_names_of_files_that_were_not_read_are_known() -> None:
    content("partners: [{who: great-wall-motor, role: contract-manufacturer}]")
    assert check("content/companies/xiaomi.yaml").exit_code == 0


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("content/companies/nobody.yaml", "There is no file or folder content/companies/nobody.yaml."),
        ("content/pages", "content/pages is no entry. Entries are content/companies/*.yaml"),
        ("elsewhere.yaml", "elsewhere.yaml is no entry."),
    ],
)
def test_a_path_that_is_no_entry_is_a_mistake_in_the_call(path: str, said: str) -> None:
    content()
    Path("content/pages").mkdir()
    Path("elsewhere.yaml").touch()
    result = check(path)
    assert result.exit_code == 2
    assert said in result.output


def test_github_gets_an_annotation_for_each_problem_errors_first() -> None:
    content("basis: rumour\nallow: [two-dates: 'No, 50%']", "claim")
    result = check("--format", "github")
    lines = result.output.splitlines()
    assert lines[0].startswith(
        "::error file=content/companies/xiaomi.yaml,line=13,col=12,title=unknown-word::"
    )
    assert "%0A→ Write one of: company, unnamed-people." in lines[0]
    assert all("\r" not in line for line in lines)


def test_errors_come_before_warnings_for_github_since_it_shows_ten_of_each() -> None:
    content(DOUBTFUL)
    Path("content/partners/great-wall-motor.yaml").write_text(specimen.PARTNER.replace("country: CN\n", ""))
    kinds = [line.split(" ")[0] for line in check("--format", "github").output.splitlines()[:-1]]
    assert kinds == ["::error", "::warning"]


def test_github_is_chosen_in_a_workflow(monkeypatch: pytest.MonkeyPatch) -> None:
    content(WRONG)
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    assert check().output.startswith("::error ")
    assert check("--format", "text").output.startswith("content/")


def test_files_are_named_from_where_the_command_was_called(monkeypatch: pytest.MonkeyPatch) -> None:
    content(WRONG)
    Path("deep").mkdir()
    monkeypatch.chdir("deep")
    assert (
        "file=../content/companies/xiaomi.yaml"
        in check("--content", "../content", "--format", "github").output
    )


def test_json_holds_every_problem() -> None:
    content(WRONG)
    result = check("--format", "json")
    told: dict[str, Any] = json.loads(result.output)
    assert result.exit_code == 1
    assert (told["errors"], told["warnings"]) == (2, 0)
    assert [one["rule"] for one in told["problems"]] == ["unknown-word", "unknown-field"]
    assert told["problems"][1:] == [
        {
            "rule": "unknown-field",
            "severity": "error",
            "file": "content/companies/xiaomi.yaml",
            "line": 14,
            "column": 5,
            "field": "claims[0].said-by",
            "message": "“said-by” is no field here.",
            "mend": "Did you mean said_by?",
        }
    ]


def test_sarif_has_what_its_standard_demands() -> None:
    """SARIF 2.1.0: log (3.13), run (3.14), tool (3.18 f.), results and places (3.27 ff.), rules (3.49)."""
    content(DOUBTFUL + "- id: third-claim\n  basis: rumour\n")
    Path("content/partners/Große Mauer%.yaml").write_text("name: x\n")
    log = json.loads(check("--format", "sarif").output)
    assert (log["version"], list(log)) == ("2.1.0", ["$schema", "version", "runs"])
    (run,) = log["runs"]
    assert run["columnKind"] in ("utf16CodeUnits", "unicodeCodePoints")
    driver = run["tool"]["driver"]
    assert driver["name"] == "brief"
    for rule in driver["rules"]:
        assert rule["shortDescription"]["text"]
        assert rule["help"]["text"]
        assert rule["defaultConfiguration"]["level"] in ("error", "warning")
    assert len({rule["id"] for rule in driver["rules"]}) == len(driver["rules"])
    assert [result["level"] for result in run["results"]] == ["warning", "error", "error"]
    for result in run["results"]:
        assert driver["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["message"]["text"]
        (location,) = result["locations"]
        place = location["physicalLocation"]
        assert re.fullmatch(r"(?:[A-Za-z0-9._~/-]|%[0-9A-F]{2})+", place["artifactLocation"]["uri"])
        assert min(place["region"]["startLine"], place["region"]["startColumn"]) >= 1
        assert all(isinstance(one, str) for one in result["partialFingerprints"].values())
    assert run["results"][-1]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == (
        "content/partners/Gro%C3%9Fe%20Mauer%25.yaml"
    )


def test_sarif_names_rules_places_and_the_same_problem_after_lines_have_moved() -> None:
    content(DOUBTFUL)
    run = json.loads(check("--format", "sarif").output)["runs"][0]
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == [rule.name for rule in RULES]
    (found,) = run["results"]
    assert run["tool"]["driver"]["rules"][found["ruleIndex"]]["id"] == found["ruleId"] == "near-publisher"
    assert found["level"] == "warning"
    place = found["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "content/companies/xiaomi.yaml"
    assert place["region"] == {"startLine": 19, "startColumn": 27}
    content(DOUBTFUL.replace("- id: plant-talks\n", "- id: plant-talks\n  said_by: three people\n"))
    (moved,) = json.loads(check("--format", "sarif").output)["runs"][0]["results"]
    assert moved["locations"] != found["locations"]
    assert moved["partialFingerprints"] == found["partialFingerprints"]


def test_warnings_fail_only_when_asked() -> None:
    content(DOUBTFUL)
    assert check().exit_code == 0
    assert check("--strict").exit_code == 1


def test_a_baseline_lets_strict_fail_on_new_warnings_only() -> None:
    content(DOUBTFUL)
    assert "1 warnings are in known.txt now." in check("--baseline", "known.txt", "--write-baseline").output
    result = check("--strict", "--baseline", "known.txt")
    assert result.exit_code == 0
    assert "Not shown: 1 warnings that known.txt knows." in result.output
    content(DOUBTFUL_TWICE)
    result = check("--strict", "--baseline", "known.txt")
    assert result.exit_code == 1
    assert "“itHome” is written" in result.output
    assert "“ITHome” is written" not in result.output


def test_a_baseline_stays_right_when_claims_move() -> None:
    content(DOUBTFUL)
    check("--baseline", "known.txt", "--write-baseline")
    content("- id: before-them\n" + DOUBTFUL)
    assert check("--strict", "--baseline", "known.txt").exit_code == 0


def test_a_baseline_never_hides_an_error() -> None:
    content(WRONG)
    check("--baseline", "known.txt", "--write-baseline")
    assert check("--baseline", "known.txt").exit_code == 1


def test_a_baseline_tells_when_it_holds_too_much() -> None:
    content(DOUBTFUL)
    check("--baseline", "known.txt", "--write-baseline")
    content()
    assert "1 lines of known.txt are not needed any more" in check("--baseline", "known.txt").output


def test_a_baseline_has_to_be_there_and_named() -> None:
    content()
    assert "nowhere.txt cannot be read" in check("--baseline", "nowhere.txt").output
    assert check("--baseline", "nowhere.txt").exit_code == 2
    assert check("--write-baseline").exit_code == 2


def test_what_is_only_counted_is_told_on_request() -> None:
    content()
    assert "Not shown: 1 × no-archive, 1 × says-little (--all shows them)." in check().output
    result = check("--all")
    assert "warning[no-archive]" in result.output
    assert "Not shown" not in result.output
    assert check("--strict").exit_code == 0


def test_the_clock_is_given_not_taken() -> None:
    content("checked: 2020-01-31", "company")
    assert "unchecked" not in check().output
    assert "warning[unchecked]" in check("--today", "2020-07-30").output
    assert "warning[unchecked]" not in check("--today", "2020-07-29").output
    assert "warning[unchecked]" in check("--today", "2020-02-20", "--stale-after", "10").output


def test_nobody_has_looked_tomorrow() -> None:
    content("checked: 2026-11-24", "company")
    assert check("--today", "2026-11-23").exit_code == 1
    assert check("--today", "2026-11-24").exit_code == 0


def test_an_exception_silences_its_warning_and_fails_once_nothing_needs_it() -> None:
    allowed = DOUBTFUL + "  allow: [near-publisher: They are two sites.]\n"
    content(allowed)
    assert check("--strict").exit_code == 0
    content(allowed.replace("ITHome", "IT Home"))
    result = check()
    assert result.exit_code == 1
    assert "The exception from “near-publisher” is not needed" in result.output


def test_an_exception_is_not_called_needless_by_a_check_that_could_not_need_it() -> None:
    content("checked: 2020-01-31\nallow: [unchecked: The company is gone.]", "company")
    assert check().exit_code == 0
    assert check("--today", "2026-11-23").exit_code == 0
    assert check("--today", "2020-02-01").exit_code == 1


@pytest.mark.parametrize(
    "piece",
    [
        DOUBTFUL,
        DOUBTFUL + "  allow: [near-publisher: They are two sites.]\n",
        DOUBTFUL.replace("ITHome", "IT Home") + "  allow: [near-publisher: They are two sites.]\n",
        DOUBTFUL + "  allow: [no-such-rule: Because.]\n",
        DOUBTFUL + "  contradicts: [nobody-said-this]\n",
    ],
)
def test_a_build_meets_the_errors_of_a_check(piece: str) -> None:
    content(piece)
    whole, wrong = load(Path("content"))
    assert whole is not None and not wrong
    told = [one for one in judge(whole) if one.severity == "error"]
    assert errors(whole) == told


@pytest.mark.parametrize(
    "edit",
    [
        "",
        "former_slugs: [xiaomi]\n",
        "former_slugs: [xiaomi-cars]\n",
        "kind: no-such-kind\n",
        "allow: [near-name: They are two.]\n",
        "allow: [no-such-rule: Because.]\n",
    ],
)
def test_an_edit_among_sound_entries_has_the_errors_of_a_whole_check(edit: str, tmp_path: Path) -> None:
    content("former_slugs: [xiaomi-cars]\nallow: [unchecked: It is gone.]", "company")
    readings: dict[str, Reading] = {}
    sound, _ = understand(fetch(Path("content")), readings)
    file = Path("content/partners/great-wall-motor.yaml")
    text = file.read_text("utf-8")
    kept = [line for line in text.splitlines() if line.split(":")[0] != edit.split(":")[0]]
    file.write_text("\n".join([*kept, edit]), "utf-8")
    edited, wrong = understand(fetch(Path("content")), readings)
    assert sound and edited and not wrong
    keep = Keep(tmp_path / "keep")
    assert errors(sound, keep=keep) == []
    assert not edit or set(edited.since(sound).partners) == {"great-wall-motor"}
    assert edited.since(sound).companies == {}
    told = {one for one in judge(edited) if one.severity == "error"}
    assert set(errors(edited, sound)) == set(errors(edited, keep=keep)) == told
    assert set(errors(edited, keep=keep)) == told  # once more, where the first has kept what is sound


@pytest.mark.parametrize("slug", ["a-cars", "z-cars"])
@pytest.mark.parametrize("old, new", [("Talks", "No talks"), ("2021-03-26, url", "2021-03-27, url")])
def test_an_edit_is_held_to_what_other_entries_say_of_an_address(slug: str, old: str, new: str) -> None:
    source = "{title: Talks, publisher: Reuters, published: 2021-03-26, url: https://example.com/talks}"
    content(f"- id: talks\n  sources: [{source}]")
    companies = Path("content/companies")
    text = (companies / "xiaomi.yaml").read_text("utf-8")
    for name in (slug, "m-cars"):
        (companies / f"{name}.yaml").write_text(text, "utf-8")
    readings: dict[str, Reading] = {}
    sound, _ = understand(fetch(Path("content")), readings)
    assert sound and errors(sound) == []
    (companies / f"{slug}.yaml").write_text(text.replace(old, new), "utf-8")
    edited, _ = understand(fetch(Path("content")), readings)
    assert edited and [*edited.since(sound).companies] == [slug]
    told = {one for one in judge(edited) if one.severity == "error"}
    assert {one.rule for one in told} == {"one-address"}
    assert set(errors(edited, sound)) == told


def test_an_exception_that_hangs_on_other_files_holds_when_one_file_is_checked() -> None:
    piece = "# content/partners/great-wall-motors.yaml\nname: Great Wall Motors\ncountry: CN\nkind: carmaker"
    content(f"{piece}\nallow: [near-name: They are two.]")
    assert check("--strict").exit_code == 0
    assert check("content/partners/great-wall-motors.yaml").exit_code == 0
    content(piece)
    assert check("--strict").exit_code == 1


def test_a_check_starts_without_what_it_does_not_need() -> None:
    content()
    command = "import sys; from generator.cli import main; main(['check'], standalone_mode=False)"
    tell = f"try: exec({command!r})\nexcept SystemExit: print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", f"import sys\n{tell}"], capture_output=True, text=True, check=True
    )
    heavy = {"mkdocs", "jinja2", "markdown", "icalendar", "xlsxwriter", "sqlite3"}
    assert heavy & set(done.stdout.split()) == set()
    assert "pydantic" in done.stdout.split()


@pytest.mark.skipif(os.name != "posix", reason="other systems know no such names")
def test_a_file_name_that_is_no_text_is_told_all_the_same() -> None:
    content()
    Path(os.fsdecode(b"content/partners/\xff.yaml")).write_text("name: Geely\n")
    result = check()
    assert result.exit_code == 1
    assert "error[file-name]" in result.output
