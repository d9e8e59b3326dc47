"""Why an answer stands: each sentence of the rule is told where it decides, and only there."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st
from small import BRIEF, Story
from test_rule_properties import DAYS, build, claims

from generator.cli import main
from generator.stand import Play
from generator.weigh import weigh
from generator.why import (
    AGED,
    CONTRADICTED,
    OLDER,
    OLDER_THAN_SUPERSEDED,
    REPORTED,
    SUPERSEDED,
    turns,
    why,
)

CONTENT = str(Path(__file__).parent.parent / "content")

ON_RECORD = "It is the newest answer on record that is in play and not disputed."
REPORT = "Nothing on record is in play; it is the newest report that is not disputed."
NOTHING_ELSE = "Nothing undisputed is left to stand; of what is disputed it is the newest."

CASES: dict[str, tuple[str, str, list[tuple[str, str, str]]]] = {
    "nothing": (
        "- {id: a, on: 2022-03-01, answers: {builder: gwm}}",
        "Nothing that was said by then answers it.",
        [],
    ),
    "the record first": (
        """
        - {id: a, on: 2021-03-01, by: Reuters, answers: {builder: gwm}}
        - {id: b, on: 2021-03-02, answers: {builder: baic}}
        - {id: c, on: 2021-03-03, by: Reuters, answers: {builder: gwm}}
        - {id: d, on: 2021-03-04, by: Reuters, answers: {builder: baic}}
        """,
        ON_RECORD,
        [
            ("d", REPORTED, "It is reported only, and “b” is on record."),
            ("c", REPORTED, "It is reported only, and “b” is on record. It is shown as also reported."),
            ("a", REPORTED, "It is reported only, and “b” is on record."),
        ],
    ),
    "a report that the record confirms": (
        """
        - {id: a, on: 2021-03-01, by: Reuters, answers: {builder: gwm}}
        - {id: b, on: 2021-03-02, confirms: [a]}
        """,
        f"{ON_RECORD} It was reported; “b” confirms it on record.",
        [],
    ),
    "newer of two": (
        """
        - {id: a, on: 2021-03-01, answers: {builder: gwm}}
        - {id: b, on: 2021-03-02, answers: {builder: gwm}}
        - {id: c, on: 2021-03-03, answers: {builder: gwm}}
        - {id: d, on: 2021-03-04, answers: {builder: baic}}
        """,
        ON_RECORD,
        [(one, OLDER, "It is older than “d”.") for one in "cba"],
    ),
    "the same said again": (
        """
        - {id: a, on: 2021-03-01, by: Reuters, answers: {builder: gwm}}
        - {id: b, on: 2021-03-02, by: Nikkei, answers: {builder: gwm}}
        """,
        f"{REPORT} Two or more origins say the same.",
        [("a", OLDER, "It is older than “b” and says the same.")],
    ),
    "superseded, and what is older": (
        """
        - {id: a, on: 2021-03-01, answers: {builder: gwm}}
        - {id: b, on: 2021-03-02, answers: {builder: baic}}
        - {id: c, on: 2021-03-03, by: Reuters, answers: {builder: self}}
        - {id: d, on: 2021-03-04, supersedes: [b]}
        """,
        f"{REPORT} One origin says so: Reuters.",
        [
            ("b", SUPERSEDED, "“d” supersedes it."),
            ("a", OLDER_THAN_SUPERSEDED, "It is older than “b”, which “d” supersedes."),
        ],
    ),
    "a report supersedes the record, and takes no older record with it": (
        """
        - {id: a, on: 2021-03-01, answers: {builder: gwm}}
        - {id: b, on: 2021-03-02, answers: {builder: baic}}
        - {id: c, on: 2021-03-03, by: Reuters, supersedes: [b], answers: {builder: self}}
        """,
        ON_RECORD,
        [
            ("c", REPORTED, "It is reported only, and “a” is on record. It is shown as also reported."),
            ("b", SUPERSEDED, "“c” supersedes it."),
        ],
    ),
    "all superseded": (
        """
        - {id: a, on: 2021-03-01, answers: {builder: gwm}}
        - {id: b, on: 2021-03-02, supersedes: [a]}
        """,
        "Every answer is out of play, and no new one was given.",
        [("a", SUPERSEDED, "“b” supersedes it.")],
    ),
    "taken back": (
        """
        - {id: a, on: 2021-03-01, answers: {builder: gwm}}
        - {id: b, on: 2021-03-02, answers: {builder: none}}
        """,
        "“b” takes the answer back.",
        [("a", OLDER, "It is older than “b”.")],
    ),
    "disputed": (
        """
        - {id: a, on: 2021-03-01, by: Reuters, answers: {builder: gwm}}
        - {id: b, on: 2021-03-02, by: Reuters, answers: {builder: baic}}
        - {id: c, on: 2021-03-03, contradicts: [b]}
        """,
        f"{REPORT} One origin says so: Reuters.",
        [("b", CONTRADICTED, "“c” contradicts it on record.")],
    ),
    "disputed, and the rest is too old": (
        """
        - {id: a, on: 2019-03-01, by: Reuters, answers: {builder: gwm}}
        - {id: b, on: 2021-03-02, by: Reuters, answers: {builder: baic}}
        - {id: c, on: 2021-03-03, contradicts: [b]}
        """,
        f"{NOTHING_ELSE} “c” contradicts it on record.",
        [("a", AGED, "It is over a year older than “b”, which is disputed but newer.")],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_each_sentence_of_the_rule_is_told_where_it_decides(case: str) -> None:
    text, because, passed = CASES[case]
    story = Story(text)
    (line,) = story.programme.cells["builder"].lines
    told = why(story.weighed.ledger, line, date(2021, 12, 31))
    assert told.because == because
    assert [(one.answer.entry.claim.id, one.rule, one.told) for one in told.passed] == passed


def test_the_trace_tells_every_turn_and_what_happened_on_it() -> None:
    story = Story("""
        - {id: a, on: 2021-03-01, by: Reuters, answers: {builder: gwm}}
        - {id: b, on: 2021-03-05, contradicts: [a]}
        - {id: c, on: 2021-04-01, contradicts: [b]}
        - {id: d, on: 2021-05-01, confirms: [a]}
        - {id: e, on: 2021-06-01, supersedes: [a], answers: {builder: baic}}
        """)
    (line,) = story.programme.cells["builder"].lines
    told = turns(story.weighed.ledger, line, date(2021, 12, 31))
    assert [(str(turn.why.day), turn.happened, turn.why.standing.evidence) for turn in told] == [
        ("2021-03-01", ("“a” begins to count (reported).",), "single report"),
        ("2021-03-05", ("“b” contradicts “a”.",), "disputed"),
        ("2021-04-01", ("“c” contradicts “b”.",), "single report"),
        ("2021-05-01", ("“d” confirms “a”.",), "on record"),
        ("2021-06-01", ("“e” begins to count (on record).", "“e” supersedes “a”."), "on record"),
    ]
    assert len(turns(story.weighed.ledger, line, date(2021, 3, 31))) == 2


@given(claims(), st.sampled_from([*DAYS, "2022-06-01", "2023-01-01"]))
@settings(max_examples=200, deadline=None)
def test_what_is_told_is_what_the_rule_did(made: list[dict[str, Any]], text: str) -> None:
    day = date.fromisoformat(text)
    weighed = weigh(build(made), BRIEF)
    for programme in weighed.programmes.values():
        for line in (line for cell in programme.cells.values() for line in cell.lines):
            told = why(weighed.ledger, line, day)
            assert told.standing == line.on(day)
            play = Play(weighed.ledger, list(line.answers), frozenset())
            play.on(day)
            chosen, _evidence = play.chosen(day)
            counting = [answer for answer in line.answers if answer.entry.counts <= day]
            passed = [one.answer for one in told.passed]
            assert sorted(counting, key=id) == sorted([*passed, *([chosen] if chosen else [])], key=id)
            for one in told.passed:
                out = one.rule in (SUPERSEDED, OLDER_THAN_SUPERSEDED)
                assert out == (not play._in_play(one.answer, day))
                assert (one.rule == CONTRADICTED) == (not out and play._disputed(one.answer, day))
                if one.rule == OLDER:
                    assert chosen and one.answer.newness < chosen.newness
                if one.rule == REPORTED:
                    assert chosen and chosen.on_record(day) and not one.answer.on_record(day)


def show(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["show", *arguments, "--content", CONTENT])


def test_the_command_tells_why_on_a_past_day() -> None:
    result = show("xiaomi", "--question", "builder", "--as-of", "2021-03-31")
    assert result.exit_code == 0
    assert "stands: disputed" in result.output
    assert "contradicts it on record." in result.output
    assert "day by day" not in result.output


def test_the_trace_goes_up_to_the_day_and_no_further() -> None:
    result = show("xiaomi", "--question", "first-car", "--trace", "--as-of", "2021-12-31")
    assert "  day by day:\n    2021-03-26  " in result.output
    assert "2024-04" not in result.output


def test_the_reasons_come_as_data_too() -> None:
    result = show("xiaomi", "--question", "first-car", "--trace", "--format", "json")
    (programme,) = json.loads(result.output)["programmes"]
    (line,) = programme["lines"]
    assert line["claim"] == "su7-first-deliveries"
    assert {one["rule"] for one in line["passed_over"]} >= {SUPERSEDED, OLDER}
    assert line["trace"][-1]["claim"] == line["claim"]


def test_a_programme_can_be_named_and_a_question_without_answers_is_told() -> None:
    assert "cruise" not in show("xiaomi", "--question", "capacity", "--programme", "xiaomi-auto").output
    assert "No claim answers it." in show("tencent", "--question", "capacity").output


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ["xiaomi", "--question", "first-cat"],
            "question or milestone “first-cat”. Did you mean first-car?",
        ),
        (["xiaomi", "--question", "stage", "--programme", "van"], "There is no programme “van”."),
        (["xiaomi", "--trace"], "Say which question with --question."),
        (["--question", "stage"], "Say which company"),
    ],
)
def test_a_wrong_call_is_told(arguments: list[str], said: str) -> None:
    result = show(*arguments)
    assert result.exit_code == 2
    assert said in result.output
