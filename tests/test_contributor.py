"""A contributor from start to end: a new company, claims in a wrong and a right form, what readers will see.

CONTRIBUTING.md tells the same story; what it shows is held to the checks here.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path
from typing import NamedTuple

import pytest
from click.testing import CliRunner, Result
from conftest import ROOT, build

from generator import when
from generator.cli import main
from generator.load import load
from generator.model import Company
from generator.parse_answer import parse
from generator.read import parse as read_yaml

ACME = Path("content/companies/acme-cars.yaml")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")

CLAIMS = """\
sources:
  times-magna:
    title: Acme talks to Magna about a car
    publisher: Example Times
    via: Reuters
    published: 2025-03-04
    url: https://example.com/magna
claims:
  - id: magna-talks
    published: 2025-03-04
    topic: contract-manufacturing
    statement: Acme is in talks with Magna to build its first car.
    basis: unnamed-people
    said_by: two people who know of the talks
    sources: [times-magna]
    partners: [{who: magna, role: contract-manufacturer, state: talks}]
    answers: {builder: magna}
  - id: magna-denial
    published: 2025-03-05
    topic: denial
    statement: 'Acme says: "There are no talks with Magna."'
    basis: company
    sources: [{publisher: Acme Cars, published: 2025-03-05, url: https://example.com/denial}]
    contradicts: [{magna-talks: [builder]}]   # not the car itself
  - id: first-car-target
    published: 2026-02-10
    topic: launch-target
    statement: Acme will deliver its first car in the second half of 2027.
    basis: executive
    said_by: chief executive Example Person
    sources: [{publisher: Acme Cars, published: 2026-02-10, url: https://example.com/target}]
    answers: {stage: planned, first-car: 2027-H2}
"""


class Mistake(NamedTuple):
    """What was right, what is typed for it, at which text the problem is told, and in which words."""

    right: str
    wrong: str
    at: str
    rule: str
    said: str
    mend: str


MISTAKES = {
    "unknown field": Mistake(
        "said_by: two", "said_bye: two", "said_bye", "unknown-field",
        "“said_bye” is no field here.", "Did you mean said_by?",
    ),
    "unknown word": Mistake(
        "topic: launch-target", "topic: launch-targets", "launch-targets", "unknown-word",
        "“launch-targets” is not among the topics of the brief.", "Did you mean launch-target?",
    ),
    "label of a word": Mistake(
        "basis: executive", "basis: An executive", "An executive", "unknown-word",
        "“An executive” is not among the bases of the brief.", "Write executive.",
    ),
    "impossible date": Mistake(
        "published: 2026-02-10\n    topic", "published: 2026-02-30\n    topic", "2026-02-30", "field",
        "February 2026 has 28 days, not a day 30.",
        "Look it up in the source; where it names no day, write 2026-02.",
    ),
    "date of another form": Mistake(
        "first-car: 2027-H2", "first-car: H2 2027", "first-car: H2", "answer",
        "“H2 2027” is not a date this brief can read.", "Write 2027-H2, if that is what the source says.",
    ),
    "plan told as an event": Mistake(
        "first-car: 2027-H2", "first-car: {happened: 2027-H2}", "2027-H2}", "not-yet",
        "“first-car” is told as having happened on 2027-H2, after the claim itself was said.",
        "Write first-car: 2027-H2 for a plan, or mend the date.",
    ),
    "source that is not there": Mistake(
        "sources: [times-magna]", "sources: [times-manga]", "times-manga", "reference",
        "“times-manga” is not among the sources of this file.", "Did you mean times-magna?",
    ),
    "address in place of a source": Mistake(
        "sources: [times-magna]", "sources: ['https://example.com/magna']", "'https", "field",
        "“https://example.com/magna” is no slug.", "Write {publisher: …, published: …, url: …}",
    ),
    "organisation that is not there": Mistake(
        "answers: {builder: magna}", "answers: {builder: magan}", "magan", "organisation",
        "No partner or company file is called “magan”.", "Did you mean magna?",
    ),
    "organisation without its field": Mistake(
        "[{who: magna, role: contract-manufacturer, state: talks}]", "[magna]", "magna]\n    answers", "type",
        "Fields stand here, not one value or a list.", "Write {who: magna, role: …}.",
    ),
    "tab": Mistake(
        "    basis: company", "\tbasis: company", "\t", "tab", "Here stands a tab.", "Write spaces instead.",
    ),
    "id twice": Mistake(
        "id: magna-denial", "id: magna-talks # again", "magna-talks # again", "duplicate-id",
        "The claim id “magna-talks” stands in line 16 already.", "Give this claim another id.",
    ),
    "address without https": Mistake(
        "https://example.com/denial", "example.com/denial", "example.com/denial", "field",
        "The address does not begin with http:// or https://.", "Write the whole address",
    ),
    "colon in a text": Mistake(
        "statement: Acme will deliver", "statement: Acme says: it will deliver", ": it", "yaml-syntax",
        "A second colon in this line makes YAML expect another field here.",
        "Write 'Acme says: it will deliver",
    ),
    "link to a claim that is not there": Mistake(
        "[{magna-talks: [builder]}]", "[magna-talk]", "magna-talk]", "link",
        "No claim of this file is called “magna-talk”.", "Did you mean magna-talks?",
    ),
    "claim without its dash": Mistake(
        "  - id: first-car-target", "    id: first-car-target", "id: first", "duplicate-key",
        "Here a new item of the list begins without its dash: id stands on line 25 already.",
        "Write `- ` before its first field",
    ),
    "field under another name": Mistake(
        "published: 2026-02-10\n    topic", "date: 2026-02-10\n    topic", "date:", "unknown-field",
        "“date” is no field here.", "Did you mean published?",
    ),
    "day and month in the order of another country": Mistake(
        "published: 2026-02-10\n    topic", "published: 10/02/2026\n    topic", "10/02/2026", "field",
        "“10/02/2026” is not a date this brief can read.",
        "Write 2026-10-02 or 2026-02-10, whichever the source means.",
    ),
    "list where one date belongs": Mistake(
        "published: 2026-02-10\n    topic", "published: [2026-02-10]\n    topic", "[2026-02-10]", "field",
        "This field holds one value, not a list.", "Write the value alone, without brackets.",
    ),
    "name of a country": Mistake(
        "country: SE", "country: Sweden", "Sweden", "field", "“Sweden” is no country code.", "Write SE.",
    ),
    "code of no country": Mistake(
        "country: SE", "country: UK", "UK", "field", "“UK” is no country code.", "Write GB.",
    ),
    "commas in an amount": Mistake(
        "first-car: 2027-H2", "price: €30,000", "€30,000", "comma",
        "In brackets a comma ends the value: €30,000 is cut in two.", "Write {amount: 30000, currency: EUR}.",
    ),
    "commas in an amount with a currency": Mistake(
        "first-car: 2027-H2", "price: {amount: 30,000, currency: EUR}", "30,000", "comma",
        "In brackets a comma ends the value: 30,000 is cut in two.", "Write 30000, without commas.",
    ),
    "another name of a currency": Mistake(
        "first-car: 2027-H2", "price: {amount: 30000, currency: RMB}", "RMB", "answer",
        "“RMB” is no currency.", "Write CNY.",
    ),
    "stage of one's own": Mistake(
        "stage: planned", "stage: launched", "stage: launched", "answer",
        "“launched” is no choice of “Stage”.", "Write one of: cancelled, considering,",
    ),
    "choices by their labels, in a row": Mistake(
        "stage: planned", "markets: 'Norway, Germany'", "markets: 'N", "answer",
        "“Norway, Germany” is no choice of “Countries”.", "Write [norway, germany].",
    ),
    "link limited without brackets": Mistake(
        "{magna-talks: [builder]}", "{magna-talks: builder}", "magna-talks: builder}", "field",
        "The questions of a link are a list.", "Write {magna-talks: [builder]}",
    ),
    "exception without its why": Mistake(
        "    basis: executive", "    allow: [stale-report]\n    basis: executive", "stale-report]", "field",
        "This is no exception.", "Write stale-report: why it is right.",
    ),
    "comma in an address": Mistake(
        "https://example.com/denial}", "https://example.com/denial,2025}", "2025}", "unknown-field",
        "“2025” is no field here.", "A comma ends a value here: put the whole text or address before it",
    ),
    "colon of another script": Mistake(
        "topic: denial", "topic：denial", "topic：", "yaml-syntax",
        "“：” is not the colon of YAML, though it looks like it.", "Write an ordinary colon and a space.",
    ),
    "comma of another script": Mistake(
        "Acme Cars, published: 2025", "Acme Cars，published: 2025", "，", "yaml-syntax",
        "stands a Chinese ，.", "Write , and a space instead.",
    ),
    "space of another kind": Mistake(
        "topic: denial", "topic:\u00a0denial", "topic:\u00a0", "yaml-syntax",
        "The space after the colon is not an ordinary one.", "Type it anew.",
    ),
    "dash without its space": Mistake(
        "- id: first-car-target", "-id: first-car-target", "-id: first", "yaml-syntax",
        "The space after the dash is missing.", "Write a dash and a space",
    ),
    "mark of a conflict": Mistake(
        "    topic: denial", "<<<<<<< HEAD\n    topic: denial", "<<<<<<<", "yaml-syntax",
        "Git left the mark of a conflict here.", "Keep the lines that are right",
    ),
}  # fmt: skip


@pytest.fixture
def clone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout of the brief on a branch of one's own, with nothing to reach outside."""
    for name in ("content", "theme"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    monkeypatch.chdir(tmp_path)
    git("init", "-q", "-b", "main")
    committed("The brief")
    git("switch", "-q", "-c", "acme")
    return tmp_path


def git(*arguments: str) -> None:
    who = ["-c", "user.name=A", "-c", "user.email=a@example.com"]
    subprocess.run(["git", *who, *arguments], check=True)


def committed(message: str) -> None:
    git("add", ".")
    git("commit", "-q", "-m", message)


def brief(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


def begun() -> str:
    """Begins the company with `brief new`, and adds its claims by hand."""
    options = ["--country", "SE", "--industry", "Garden tools", "--programme", "Acme One"]
    assert brief("new", "company", "acme-cars", *options).exit_code == 0
    text = ACME.read_text(encoding="utf-8") + CLAIMS
    ACME.write_text(text, encoding="utf-8")
    return text


def place(text: str, part: str) -> str:
    """line:column of a part of a text."""
    before = text[: text.index(part)]
    return f"{before.count(chr(10)) + 1}:{len(before) - before.rfind(chr(10))}"


def meaning() -> Company:
    content, _problems = load(Path("content"), ["companies/acme-cars.yaml"])
    assert content
    return content.companies["acme-cars"]


@pytest.mark.usefixtures("clone")
def test_every_mistake_is_answered_with_its_place_and_what_to_write() -> None:
    right = begun()
    for name, mistake in MISTAKES.items():
        assert right.count(mistake.right) == 1, name
        wrong = right.replace(mistake.right, mistake.wrong)
        ACME.write_text(wrong, encoding="utf-8")
        result = brief("check", str(ACME))
        assert result.exit_code == 1, name
        head = f"{ACME}:{place(wrong, mistake.at)}: error[{mistake.rule}] "
        told = [block for block in result.output.split("\n\n") if block.startswith(head)]
        assert len(told) == 1, f"{name}: {head}\n{result.output}"
        assert "\n1 error, " in result.output, f"{name}: one mistake is one problem\n{result.output}"
        assert mistake.said in told[0], name
        assert f"→ {mistake.mend}" in told[0], name
        once = name != "claim without its dash"  # each of its fields stands twice then
        assert not once or "1 error, " in result.output, f"{name}: told as more than one\n{result.output}"
    ACME.write_text(right, encoding="utf-8")
    result = brief("check", str(ACME))
    assert result.exit_code == 0
    assert "0 errors, 0 warnings in 1 entry." in result.output


@pytest.mark.usefixtures("clone")
def test_all_mistakes_are_told_in_one_run() -> None:
    text = begun()
    names = ["unknown field", "impossible date", "date of another form", "address without https"]
    for name in names:
        text = text.replace(MISTAKES[name].right, MISTAKES[name].wrong)
    ACME.write_text(text, encoding="utf-8")
    output = brief("check").output
    for name in names:
        assert f"{ACME}:{place(text, MISTAKES[name].at)}: " in output
    assert "4 errors, " in output


def test_from_start_to_end(clone: Path) -> None:
    before = (begun(), meaning())[1]
    assert brief("fmt", str(ACME)).output == f"laid out {ACME}\n1 file changed.\n"
    assert meaning() == before
    assert "# not the car itself" in ACME.read_text(encoding="utf-8")
    assert brief("fmt", "--check", str(ACME)).exit_code == 0
    assert brief("check").exit_code == 0

    told = [line.strip() for line in brief("diff", "main").output.splitlines()]
    assert "1 company added, 1 programme added, 3 standing answers given, 3 claims added." in told
    assert "Company added · Acme Cars (Garden tools), with 3 claims" in told
    assert "Standing answer given · First car: expected second half of 2027, on record" in told
    denied = "contradicts: magna-talks (“Acme is in talks with Magna to build its first car.”), as to Builder"
    assert denied in told

    committed("Follow Acme Cars")
    asked = brief("diff", "main", "acme", "--format", "markdown").output  # what stands under the pull request
    assert "- **Standing answer given** First car: expected second half of 2027, on record" in asked
    assert "- **Claim added** `magna-denial`: “Acme says" in asked

    why = brief("show", "acme-cars", "--question", "builder", "--as-of", "2025-12-31").output
    assert "magna-denial" in why

    assert build(clone / "site", root=clone).returncode == 0
    page = (clone / "site" / "companies" / "acme-cars" / "index.html").read_text(encoding="utf-8")
    for shown in ("Acme Cars", "second half of 2027", "two people who know of the talks"):
        assert shown in page
    for anchor in ("magna-talks", "magna-denial", "first-car-target"):
        assert f'id="{anchor}"' in page
    assert "Acme Cars" in (clone / "site" / "compare" / "index.html").read_text(encoding="utf-8")
    assert "acme-cars" in (clone / "site" / "partners" / "magna" / "index.html").read_text(encoding="utf-8")


# What CONTRIBUTING.md shows


@pytest.mark.usefixtures("clone")
def test_the_company_shown_in_the_document_is_valid_and_tells_its_story() -> None:
    [shown] = re.findall(r"```yaml\n(.*?)```", CONTRIBUTING, re.DOTALL)
    ACME.write_text(shown, encoding="utf-8")
    result = brief("check", "--today", "2026-11-23", str(ACME))
    assert "0 errors, 0 warnings in 1 entry." in result.output
    before = meaning()
    brief("fmt", str(ACME))
    assert meaning() == before
    told = brief("show", "acme-cars").output
    assert "first-car: {happened: 2026-09-14} — on record since 2026-10-01, first-delivery" in told
    assert "promise: first-car around 2026-06, said by Reuters: late by 2 months" in told
    assert "acme-cars / acme-van\n  stage: planned" in told
    disputed = brief("show", "acme-cars", "--as-of", "2025-12-31").output
    assert "builder: magna — disputed" in disputed


def test_every_way_to_write_an_answer_in_the_document_can_be_read() -> None:
    content, _problems = load(ROOT / "content", [])
    assert content
    rows = dict(re.findall(r"^\| (`\w+`|dates) \| (.*) \|$", CONTRIBUTING, re.MULTILINE))
    codes = {kind.strip("`"): re.findall("`([^`]+)`", row) for kind, row in rows.items()}
    assert codes.keys() == {question.type for question in content.brief.questions.values()} | {
        "text",
        "dates",
    }
    for date in codes.pop("dates"):
        when.parse(date.replace("…", "2026"))
    names = {"text": "stage", "money": "price"}
    for kind, written in codes.items():
        for code in written:
            answer = code
            if begins := re.match("([a-z-]+): (.+)", code):
                names[kind], answer = begins.groups()
            document, problems = read_yaml(f"answer: {answer.replace('…', '1')}\n".encode(), "document")
            assert document and not problems, code
            parse(content.brief.questions[names[kind]], document.value["answer"])


def test_the_document_is_short() -> None:
    assert len(CONTRIBUTING.splitlines()) < 120
