"""The real content tells the right story: what was known on a day, and what is known today."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from generator.check import check
from generator.edition import edition
from generator.load import Content
from generator.show import show

CONTENT = Path(__file__).parent.parent / "content"
MARCH_2021 = "2021-03-31"


@pytest.fixture(scope="module")
def content() -> Content:
    """The content of the brief, without errors."""
    content, problems = check(CONTENT)
    assert [p for p in problems if p.severity == "error"] == []
    assert content
    return content


def stands(content: Content, company: str, programme: str, question: str, day: str) -> dict[str, Any]:
    """What `brief show --format json` tells of one cell, with its schedule."""
    told = show(content, [company], date.fromisoformat(day))["programmes"]
    one = next(one for one in told if one["programme"] == programme)
    return {**one["answers"][question], "schedule": one["schedule"].get(question), "ended": one["ended"]}


def who(answer: Any) -> Any:
    """The slug of the organisation that an answer names first."""
    first = answer[0] if isinstance(answer, list) else answer
    return first["who"] if isinstance(first, dict) else first


KNOWN: list[tuple[str, str, str, str, Any, str]] = [
    # Xiaomi and Great Wall, March 2021
    (MARCH_2021, "xiaomi", "xiaomi-auto", "builder", "great-wall-motor", "disputed"),
    (MARCH_2021, "xiaomi", "xiaomi-auto", "first-car", "around 2023", "single report"),
    (MARCH_2021, "xiaomi", "xiaomi-auto", "segment", "mass-market", "single report"),
    (MARCH_2021, "xiaomi", "xiaomi-auto", "part", "own-brand", "on record"),
    (MARCH_2021, "xiaomi", "xiaomi-auto", "stage", "planned", "on record"),
    ("2021-03-25", "xiaomi", "xiaomi-auto", "stage", "considering", "on record"),
    ("2026-11-23", "xiaomi", "xiaomi-auto", "stage", "on-sale", "on record"),
    ("2026-11-23", "xiaomi", "xiaomi-auto", "first-car", {"happened": "2024-04-03"}, "on record"),
    ("2026-11-23", "xiaomi", "xiaomi-auto", "builder", "self", "on record"),
    # Apple: Hyundai in January and February 2021, the end in 2024
    ("2021-01-31", "apple", "project-titan", "first-car", "2027", "single report"),
    (MARCH_2021, "apple", "project-titan", "first-car", "2027", "single report"),
    (MARCH_2021, "apple", "project-titan", "builder", "kia", "disputed"),
    ("2026-11-23", "apple", "project-titan", "stage", "cancelled", "well reported"),
    # Baidu with Geely, then Ji Yue's end
    (MARCH_2021, "baidu", "jidu", "builder", "geely", "on record"),
    (MARCH_2021, "baidu", "jidu", "stage", "planned", "on record"),
]


@pytest.mark.parametrize(("day", "company", "programme", "question", "answer", "evidence"), KNOWN)
def test_what_is_known(
    content: Content, day: str, company: str, programme: str, question: str, answer: Any, evidence: str
) -> None:
    told = stands(content, company, programme, question, day)
    said = told["answer"] if isinstance(answer, dict) else who(told["answer"])
    assert (said, told["evidence"]) == (answer, evidence)


def test_today_it_tells_todays_story(content: Content) -> None:
    day = edition(content)
    assert day
    ended = {
        company: stands(content, company, programme, "stage", day.isoformat())["ended"]
        for company, programme in [("apple", "project-titan"), ("sony", "sony-car"), ("baidu", "jidu")]
    }
    assert ended["apple"] and ended["sony"] and ended["baidu"]
    assert who(stands(content, "sony", "sony-car", "stage", day.isoformat())["answer"]) == "cancelled"
    assert who(stands(content, "baidu", "jidu", "stage", day.isoformat())["answer"]) == "wound-down"


def test_xiaomi_kept_its_word_and_the_first_report_was_a_little_early(content: Content) -> None:
    told = show(content, ["xiaomi"], date(2026, 11, 23))["programmes"][0]
    verdicts = {(p["voice"], p["question"], p["target"]): p["verdict"] for p in told["promises"]}
    assert verdicts["Reuters", "first-car", "around 2023"] == "late"
    assert verdicts["Reuters", "great-wall-deal", "week of 2021-03-29"] == "missed"
    assert told["schedule"]["first-car"] == "arrived on time"


def test_every_company_of_the_brief_is_there(content: Content) -> None:
    assert sorted(content.companies) == [
        "alibaba", "alphabet", "amazon", "apple", "baidu", "didi", "dreame", "foxconn", "huawei",
        "leeco", "lg", "meizu", "oppo", "sharp", "sony", "tencent", "xiaomi",
    ]  # fmt: skip
    assert all(company.claims for company in content.companies.values())
