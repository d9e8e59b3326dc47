"""The form “New claim” on GitHub: what a stranger fills in becomes an entry that is only reviewed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from diffed import ACME, CONTENT, write
from hypothesis import given
from hypothesis import strategies as st

from generator.check import check
from generator.issue import EMPTY, HEADINGS, MOST_CHARACTERS, NEEDED, IssueError, block, claim_from_issue
from generator.load import load
from generator.read import parse

ROOT = Path(__file__).parent.parent
FORMS = ROOT / ".github" / "ISSUE_TEMPLATE"

FILLED = {
    "company": "Xiaomi",
    "statement": "Xiaomi is in talks: “to use” a plant\nof Great Wall Motor #now.",
    "basis": "Unnamed people (unnamed-people)",
    "said_by": "three people",
    "topic": "Manufacturing (manufacturing)",
    "published": "2021-03-26",
    "answers": "- `first-car: 2024-H1`\nbuilder: [self, great-wall-motor]\nnone\nsu7: happened 2024-04-03",
    "url": "https://example.com/a?b=c#d",
    "publisher": "Gadgets 360",
    "via": "Reuters",
    "source_published": "2021-03-26",
}


def form(**fields: str) -> str:
    """The text of an issue as GitHub makes it of the form."""
    told = FILLED | fields
    parts = [f"### {heading}\n\n{told.get(field) or EMPTY}\n" for heading, field in HEADINGS.items()]
    return "\n".join(parts).replace("\n", "\r\n")


def read(text: str) -> dict[str, Any]:
    """The one claim in a block, as our own reader takes it."""
    document, problems = parse(f"claims:\n{text}".encode("utf-8", "surrogatepass"), "claim.yaml")
    assert problems == []
    assert document
    (claim,) = document.value["claims"]
    return dict(claim)


def test_the_answers_of_the_form_become_a_claim() -> None:
    made = claim_from_issue(form())
    assert made["company"] == "xiaomi"
    assert read(block(made["claim"])) == {
        "id": "xiaomi-talks-use-plant-great-wall",
        "published": "2021-03-26",
        "topic": "manufacturing",
        "statement": "Xiaomi is in talks: “to use” a plant of Great Wall Motor #now.",
        "basis": "unnamed-people",
        "said_by": "three people",
        "sources": [
            {
                "publisher": "Gadgets 360",
                "via": "Reuters",
                "published": "2021-03-26",
                "url": "https://example.com/a?b=c#d",
            }
        ],
        "answers": {
            "first-car": "2024-H1",
            "builder": ["self", "great-wall-motor"],
            "su7": {"happened": "2024-04-03"},
        },
    }


def test_the_block_is_laid_out_as_the_entries_are() -> None:
    lines = block(claim_from_issue(form())["claim"]).splitlines()
    assert lines[:3] == [
        "  - id: xiaomi-talks-use-plant-great-wall",
        "    published: 2021-03-26",
        "    topic: manufacturing",
    ]
    assert "      - publisher: Gadgets 360" in lines


def test_the_block_passes_the_checks_at_the_end_of_an_entry(tmp_path: Path) -> None:
    dated = dict.fromkeys(("published", "source_published"), "2022-05-01")
    text = form(basis="Its word (record)", topic="News (news)", answers="stage: planned", **dated)
    files = CONTENT | {"companies/acme.yaml": ACME + block(claim_from_issue(text)["claim"])}
    content, problems = check(write(tmp_path / "content", files))
    assert [found.message for found in problems if found.severity == "error"] == []
    assert content
    assert content.companies["acme"].claims[-1].said_by == "three people"


@pytest.mark.parametrize(
    ("company", "slug"),
    [
        ("Xiaomi", "xiaomi"),
        ("https://ev-brief.example/companies/xiaomi/", "xiaomi"),
        ("companies/xiaomi", "xiaomi"),
        ("https://ev-brief.example/companies/xiaomi/?as-of=2021#gwm-plant-talks", "xiaomi"),
        ("LG Électronique", "lg-electronique"),
        ("../../etc/passwd", "passwd"),
    ],
)
def test_a_company_may_be_named_as_people_name_it(company: str, slug: str) -> None:
    assert claim_from_issue(form(company=company))["company"] == slug


@pytest.mark.parametrize("field", NEEDED)
def test_what_is_missing_is_named_by_its_heading(field: str) -> None:
    heading = next(heading for heading, known in HEADINGS.items() if known == field)
    with pytest.raises(IssueError, match=heading):
        claim_from_issue(form(**{field: ""}))


@pytest.mark.parametrize("text", ["", "Hello!", "### Company\n\nx", "### " * 1000])
def test_what_is_no_form_is_told_so(text: str) -> None:
    with pytest.raises(IssueError, match="not the whole form"):
        claim_from_issue(text)


def test_a_heading_smuggled_into_an_answer_is_told() -> None:
    with pytest.raises(IssueError, match="“Publisher” stands in it twice"):
        claim_from_issue(form(statement="x\n\n### Publisher\n\nMe"))


@given(st.fixed_dictionaries({}, optional={field: st.text() for field in HEADINGS.values()}))
def test_whatever_is_typed_stays_text(fields: dict[str, str]) -> None:
    try:
        made = claim_from_issue(form(**fields))
    except IssueError:
        return
    assert read(block(made["claim"])) == made["claim"]


@pytest.mark.parametrize(
    "text",
    [
        "x\n  - id: other\n    statement: injected",
        "*alias",
        "&anchor x",
        "!!python/object/apply:os.system [ls]",
        "{a: b}",
        "[a, b]",
        "# comment",
        "a # b",
        "- x",
        "? x",
        "%TAG",
        "null",
        "true",
        "2021-03-26",
        "'",
        '"',
        "\\",
        "a: b: c",
        "<<",
        "\u202egnp",
        "\ufeffx",
        "\x00\x07x",
        "x" * (MOST_CHARACTERS - len("stage: ")),
        "---",
        "...",
        "| x",
        "> x",
        "@x",
        "`x`",
    ],
)
def test_hostile_text_stays_one_value(text: str) -> None:
    made = claim_from_issue(
        form(statement=text, said_by=text, publisher=text, title=text, answers=f"stage: {text}")
    )
    claim = read(block(made["claim"]))
    assert claim == made["claim"]
    assert isinstance(claim["statement"], str)
    assert len(claim["statement"]) <= MOST_CHARACTERS


def test_a_text_that_is_too_long_is_refused_and_not_cut() -> None:
    with pytest.raises(IssueError, match="longer than 2000 characters"):
        claim_from_issue(form(statement="x" * (MOST_CHARACTERS + 1)))


# The forms themselves


def fields_of(name: str) -> dict[str, dict[str, Any]]:
    body = yaml.safe_load((FORMS / f"{name}.yml").read_text(encoding="utf-8"))["body"]
    return {field["id"]: field for field in body if "id" in field}


def test_the_form_has_the_headings_that_are_read() -> None:
    fields = fields_of("new-claim")
    assert {field["attributes"]["label"]: name for name, field in fields.items()} == HEADINGS
    assert {name for name, field in fields.items() if field.get("validations", {}).get("required")} == set(
        NEEDED
    )


@pytest.mark.parametrize(("field", "words"), [("basis", "bases"), ("topic", "topics")])
def test_the_form_offers_the_words_of_the_brief(field: str, words: str) -> None:
    content, _problems = load(ROOT / "content")
    assert content
    known = getattr(content.brief, words)
    offered = fields_of("new-claim")[field]["attributes"]["options"]
    assert offered == [f"{word.label} ({slug})" for slug, word in known.items()]


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("correct-a-fact", {"page", "claim"}),
        ("dead-source", {"page", "claim", "url"}),
        ("new-claim", {"company"}),
    ],
)
def test_links_can_fill_the_fields_that_are_told_of(name: str, fields: set[str]) -> None:
    assert fields <= set(fields_of(name))
    told = (ROOT / ".github" / "WORKFLOWS.md").read_text(encoding="utf-8")
    line = next(line for line in told.splitlines() if f"template={name}.yml" in line)
    assert {part.split("=")[0] for part in line.split("&")[1:]} == fields
