"""Targets, moves, verdicts and the schedule label ("Promises" in the design)."""

from __future__ import annotations

import pytest
from small import Story

Told = dict[str, tuple[str, list[str]]]

CASES: dict[str, tuple[str, Told]] = {
    "an open promise is on time until its last day is past": (
        "- {id: a, on: 2021-03-30, answers: {first-car: 2024}}",
        {
            "2024-12-31": ("on time", ["record 2024: open"]),
            "2025-01-01": ("missed", ["record 2024: missed"]),
        },
    ),
    "repeating a date is no new promise": (
        """
        - {id: a, on: 2021-03-30, answers: {first-car: 2024}}
        - {id: b, on: 2022-03-30, answers: {first-car: 2024}}
        """,
        {"2022-04-01": ("on time", ["record 2024: open"])},
    ),
    "Reuters' 2023 and the company's 2024 are two promises, not one slip": (
        """
        - {id: a, on: 2021-03-26, by: Reuters, answers: {first-car: 2023}}
        - {id: b, on: 2021-10-19, answers: {first-car: 2024-H1}}
        """,
        {
            "2021-10-19": ("on time", ["Reuters 2023: open", "record 2024-H1: open"]),
            "2024-01-01": ("on time", ["Reuters 2023: missed", "record 2024-H1: open"]),
        },
    ),
    "the same voice later names another date: it moves": (
        """
        - {id: a, on: 2021-03-30, answers: {first-car: 2024}}
        - {id: b, on: 2023-03-30, answers: {first-car: 2025}}
        - {id: c, on: 2024-03-30, answers: {first-car: 2026-H1}, supersedes: [b]}
        """,
        {
            "2023-03-30": ("moved later 1 times", ["record 2024: moved", "record 2025: open"]),
            "2024-03-30": (
                "moved later 2 times",
                ["record 2024: moved", "record 2025: moved", "record 2026-H1: open"],
            ),
        },
    ),
    "between two reports a claim that supersedes it moves it": (
        """
        - {id: a, on: 2020-12-21, by: Reuters, answers: {first-car: 2024}}
        - {id: b, on: 2021-11-18, by: Bloomberg, answers: {first-car: 2025}, supersedes: [a]}
        """,
        {"2021-11-18": ("moved later 1 times", ["Reuters 2024: moved", "Bloomberg 2025: open"])},
    ),
    "another report without a link is another promise": (
        """
        - {id: a, on: 2020-12-21, by: Reuters, answers: {first-car: 2024}}
        - {id: b, on: 2021-11-18, by: Bloomberg, answers: {first-car: 2025}}
        """,
        {"2021-11-18": ("on time", ["Reuters 2024: open", "Bloomberg 2025: open"])},
    ),
    "an earlier date": (
        """
        - {id: a, on: 2021-03-30, answers: {first-car: 2024}}
        - {id: b, on: 2022-03-30, answers: {first-car: 2023}}
        """,
        {"2022-03-30": ("moved earlier", ["record 2024: moved", "record 2023: open"])},
    ),
    "a disputed target neither moves nor is moved": (
        """
        - {id: a, on: 2020-12-21, by: Reuters, answers: {first-car: 2024}}
        - {id: b, on: 2021-01-08, by: Reuters, answers: {first-car: 2027}}
        - {id: c, on: 2021-01-09, contradicts: [b]}
        """,
        {
            "2021-01-08": ("moved later 1 times", ["Reuters 2024: moved", "Reuters 2027: open"]),
            "2021-01-09": ("on time", ["Reuters 2024: open", "Reuters 2027: open"]),
        },
    ),
    "replaced after it was due: missed, not moved": (
        """
        - {id: a, on: 2021-03-30, answers: {first-car: 2022}}
        - {id: b, on: 2023-03-30, answers: {first-car: 2025}}
        """,
        {"2023-03-30": ("moved later 1 times", ["record 2022: missed", "record 2025: open"])},
    ),
    "taken back without a new date: dropped": (
        """
        - {id: a, on: 2021-03-30, answers: {first-car: 2024}}
        - {id: b, on: 2023-03-30, answers: {first-car: none}}
        """,
        {"2025-01-01": ("no date", ["record 2024: dropped"])},
    ),
    "superseded without a new date: dropped": (
        """
        - {id: a, on: 2021-03-30, answers: {first-car: 2024}}
        - {id: b, on: 2023-03-30, supersedes: [a]}
        """,
        {
            "2023-03-29": ("on time", ["record 2024: open"]),
            "2025-01-01": ("no date", ["record 2024: dropped"]),
        },
    ),
    "ended before it was due: dropped; after: missed": (
        """
        - {id: a, on: 2021-03-30, answers: {first-car: 2023}}
        - {id: r, on: 2024-01-23, by: Bloomberg, answers: {first-car: 2028}}
        - {id: b, on: 2024-02-27, answers: {stage: cancelled}}
        """,
        {"2024-02-27": ("ended", ["record 2023: missed", "Bloomberg 2028: dropped"])},
    ),
    "ended, with or without a date": (
        "- {id: a, on: 2024-02-27, answers: {stage: cancelled}}",
        {"2024-02-26": ("no date", []), "2024-02-27": ("ended", [])},
    ),
    "a target that is out of play when it comes moves nothing": (
        """
        - {id: a, on: 2019-06-07, answers: {first-car: 2023}}
        - {id: b, on: 2020-10-16, answers: {first-car: 2021}}
        - {id: c, on: 2020-03-31, by: Reuters, supersedes: [b]}
        """,
        {"2020-10-16": ("on time", ["record 2023: open", "record 2021: dropped"])},
    ),
    "a report that is confirmed on record takes back older dates on record from that day": (
        """
        - {id: a, on: 2019-03-12, answers: {first-car: 2023}}
        - {id: b, on: 2020-10-31, by: Reuters, answers: {first-car: 2022}}
        - {id: c, on: 2021-01-01, by: Reuters, answers: {first-car: none}, supersedes: [b]}
        - {id: d, on: 2021-06-01, confirms: [c]}
        """,
        {
            "2021-05-31": ("on time", ["record 2023: open", "Reuters 2022: dropped"]),
            "2021-06-01": ("no date", ["record 2023: dropped", "Reuters 2022: dropped"]),
        },
    ),
    "kept, and arrived on time against the first target on record": (
        """
        - {id: a, on: 2021-03-26, by: Reuters, answers: {first-car: 2023}}
        - {id: b, on: 2021-10-19, answers: {first-car: 2024-H1}}
        - {id: c, on: 2024-04-03, answers: {first-car: {happened: 2024-04-03}}}
        """,
        {"2024-04-03": ("arrived on time", ["Reuters 2023: late by 3 months", "record 2024-H1: kept"])},
    ),
    "late by days when both are days": (
        """
        - {id: a, on: 2021-12-27, answers: {first-car: 2022-02-20}}
        - {id: b, on: 2022-03-05, answers: {first-car: {happened: 2022-03-05}}}
        """,
        {"2022-03-05": ("arrived late", ["record 2022-02-20: late by 13 days"])},
    ),
    "in years from two on": (
        """
        - {id: a, on: 2014-12-27, answers: {first-car: 2018}}
        - {id: b, on: 2023-08-14, answers: {first-car: {happened: 2023-08-14}}}
        """,
        {"2023-08-14": ("arrived late", ["record 2018: late by 4 years"])},
    ),
    "without a record, against the first target; without any, arrived": (
        "- {id: b, on: 2023-08-14, answers: {first-car: {happened: 2023-08-14}}}",
        {"2023-08-14": ("arrived", [])},
    ),
    "`from X` is never missed and never scored; once X is past it is no date": (
        "- {id: a, on: 2021-03-30, answers: {first-car: from 2024}}",
        {"2024-12-31": ("on time", ["record from 2024: open"]), "2025-01-01": ("no date", [])},
    ),
    "a date after `from X` is no slip": (
        """
        - {id: a, on: 2021-03-30, answers: {first-car: from 2022-10}}
        - {id: b, on: 2022-03-30, answers: {first-car: 2023-Q4}}
        """,
        {"2022-03-30": ("on time", ["record from 2022-10: moved", "record 2023-Q4: open"])},
    ),
    "a date before the X of `from X` is earlier": (
        """
        - {id: a, on: 2021-03-30, by: Bloomberg, answers: {first-car: from 2026}}
        - {id: b, on: 2021-11-18, by: Bloomberg, answers: {first-car: 2025}}
        """,
        {"2021-11-18": ("moved earlier", ["Bloomberg from 2026: moved", "Bloomberg 2025: open"])},
    ),
    "an open end on the same days is no move earlier": (
        """
        - {id: a, on: 2021-01-30, answers: {first-car: 2021..2022}}
        - {id: b, on: 2021-03-18, answers: {first-car: from 2021}}
        """,
        {"2021-03-18": ("on time", ["record 2021..2022: moved", "record from 2021: open"])},
    ),
    "what came by a day is not shown to be late": (
        """
        - {id: a, on: 2019-12-27, answers: {first-car: 2020}}
        - {id: b, on: 2021-03-09, answers: {first-car: {happened: by 2021-03-09}}}
        """,
        {"2021-03-09": ("arrived on time", ["record 2020: kept"])},
    ),
    "a second ending does not move the end": (
        """
        - {id: a, on: 2019-12-27, answers: {first-car: 2021}}
        - {id: b, on: 2020-03-10, answers: {stage: cancelled}}
        - {id: c, on: 2022-03-10, answers: {stage: wound-down}}
        """,
        {"2022-03-11": ("ended", ["record 2021: dropped"])},
    ),
    "the order of sources does not matter to the moves": (
        """
        - {id: a, on: 2019-12-27, by: FT, answers: {first-car: 2020}}
        - {id: b, on: 2020-03-10, by: [Nikkei, FT], answers: {first-car: 2021}}
        """,
        {"2020-03-11": ("moved later 1 times", ["FT 2020: moved", "Nikkei 2021: open", "FT 2021: open"])},
    ),
    "`around X` is missed after its longer end, and moves by X itself": (
        """
        - {id: a, on: 2021-03-26, by: Reuters, answers: {first-car: around 2023}}
        - {id: b, on: 2021-04-26, by: Reuters, answers: {first-car: 2023}}
        """,
        {"2021-04-26": ("on time", ["Reuters around 2023: moved", "Reuters 2023: open"])},
    ),
    "one promise for each origin of a report": (
        "- {id: a, on: 2021-03-26, by: [Reuters, Nikkei], answers: {first-car: 2023}}",
        {"2021-04-26": ("on time", ["Reuters 2023: open", "Nikkei 2023: open"])},
    ),
}


@pytest.mark.parametrize(("claims", "told"), CASES.values(), ids=CASES.keys())
def test_what_became_of_promises(claims: str, told: Told) -> None:
    story = Story(claims)
    assert {day: (story.schedule(day), story.promises(day)) for day in told} == told


def test_a_milestone_is_timed_like_a_question() -> None:
    programmes = {"car": {"name": "Car", "milestones": {"europe": "On sale in Europe"}}}
    story = Story("- {id: a, on: 2025-09-26, answers: {europe: 2027}}", programmes=programmes)
    assert story.schedule("2026-01-01", "europe") == "on time"


def test_moves_tell_how_far() -> None:
    story = Story("""
        - {id: a, on: 2021-03-30, answers: {first-car: 2024}}
        - {id: b, on: 2023-03-30, answers: {first-car: 2026}}
    """)
    assert [
        (move.old.value.raw, move.new.value.raw, move.by) for move in story.targets("2023-04-01").moves
    ] == [("2024", "2026", "2 years")]
