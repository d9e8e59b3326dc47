"""The rule of the design, sentence by sentence: "Which answer stands"."""

from __future__ import annotations

from datetime import date

import pytest
from small import Story

Days = dict[str, str]

CASES: dict[str, tuple[str, str, Days]] = {
    "counts from the last day of published": (
        "builder",
        "- {id: a, on: 2021-03, answers: {builder: gwm}}",
        {"2021-03-30": "not known", "2021-03-31": "gwm (on record)"},
    ),
    "counts from the earliest full date among its sources, if earlier": (
        "builder",
        """
        - id: a
          on: 2021-03
          answers: {builder: gwm}
          sources:
            - {publisher: A, url: 'https://example.com/a', published: 2021-03-26}
            - {publisher: B, url: 'https://example.com/b', published: 2021-03-27}
        """,
        {"2021-03-25": "not known", "2021-03-26": "gwm (on record)"},
    ),
    "an entered claim counts from that day": (
        "builder",
        "- {id: a, entered: 2021-04-01, answers: {builder: gwm}}",
        {"2021-03-31": "not known", "2021-04-01": "gwm (on record)"},
    ),
    "newer goes by the event: a look back of June on deliveries of April is older than a word of May": (
        "slogan",
        """
        - {id: may, on: 2024-05-02, answers: {slogan: May}}
        - {id: june, on: 2024-06-10, event: 2024-04, answers: {slogan: April}}
        """,
        {"2024-06-11": "May (on record)"},
    ),
    "then by place in the file": (
        "slogan",
        """
        - {id: a, on: 2024-05-02, answers: {slogan: first}}
        - {id: b, on: 2024-05-02, answers: {slogan: second}}
        """,
        {"2024-05-02": "second (on record)"},
    ),
    "what a claim supersedes is out": (
        "builder",
        """
        - {id: a, on: 2021-01-01, by: Reuters, answers: {builder: gwm}}
        - {id: b, on: 2021-02-01, by: Bloomberg, answers: {builder: baic}, supersedes: [a]}
        - {id: c, on: 2021-03-01, by: Nikkei, supersedes: [b]}
        """,
        {"2021-01-31": "gwm (single report)",
         "2021-02-28": "baic (single report)", "2021-03-01": "withdrawn baic"},
    ),
    "and so are older answers to the same questions": (
        "builder",
        """
        - {id: old, on: 2020-06-01, by: Nikkei, answers: {builder: faw}}
        - {id: a, on: 2021-01-01, by: Reuters, answers: {builder: gwm}}
        - {id: b, on: 2021-02-01, by: Bloomberg, supersedes: [a]}
        """,
        {"2021-02-01": "withdrawn gwm"},
    ),
    "of these a reported claim takes out only reported ones": (
        "builder",
        """
        - {id: word, on: 2020-06-01, answers: {builder: faw}}
        - {id: a, on: 2021-01-01, by: Reuters, answers: {builder: gwm}}
        - {id: b, on: 2021-02-01, by: Bloomberg, supersedes: [a]}
        """,
        {"2021-01-02": "faw (on record) [gwm]", "2021-02-01": "faw (on record)"},
    ),
    "a report supersedes the company's word when the editors mean it to": (
        "builder",
        """
        - {id: word, on: 2020-06-01, answers: {builder: faw}}
        - {id: b, on: 2021-02-01, by: Bloomberg, answers: {builder: gwm}, supersedes: [word]}
        """,
        {"2021-02-01": "gwm (single report)"},
    ),
    "a link limited to a question leaves the others": (
        "first-car",
        """
        - {id: a, on: 2021-01-08, by: Korea IT News, answers: {builder: hyundai, first-car: 2027}}
        - {id: b, on: 2021-02-08, contradicts: [{a: [builder]}]}
        """,
        {"2021-02-08": "2027 (single report)"},
    ),
    "contradicted on record is disputed": (
        "builder",
        """
        - {id: gwm-plant-talks, on: 2021-03-26, by: Reuters, answers: {builder: gwm}}
        - {id: gwm-denial, on: 2021-03-27, contradicts: [gwm-plant-talks]}
        """,
        {"2021-03-26": "gwm (single report)", "2021-03-27": "gwm (disputed)"},
    ),
    "a contradiction by a report disputes nothing": (
        "builder",
        """
        - {id: a, on: 2021-03-26, by: Reuters, answers: {builder: gwm}}
        - {id: b, on: 2021-03-27, by: Bloomberg, contradicts: [a]}
        """,
        {"2021-03-27": "gwm (single report)"},
    ),
    "as long as the contradicting claim is not contradicted on record": (
        "builder",
        """
        - {id: a, on: 2021-01-08, by: Reuters, answers: {builder: hyundai}}
        - {id: denial, on: 2021-01-09, contradicts: [a]}
        - {id: admission, on: 2021-01-20, contradicts: [denial]}
        """,
        {"2021-01-09": "hyundai (disputed)", "2021-01-20": "hyundai (single report)"},
    ),
    "nor superseded by a different answer": (
        "stage",
        """
        - {id: report, on: 2021-02-19, by: LatePost, answers: {stage: planned}}
        - {id: not-yet, on: 2021-02-21, answers: {stage: considering}, contradicts: [report]}
        - {id: word, on: 2021-03-30, by: Reuters, answers: {stage: prototype}, supersedes: [not-yet]}
        """,
        {"2021-02-21": "considering (on record)", "2021-03-30": "prototype (single report)"},
    ),
    "a denial superseded by the same answer still disputes": (
        "builder",
        """
        - {id: a, on: 2021-01-08, by: Reuters, answers: {builder: hyundai}}
        - {id: denial, on: 2021-01-09, answers: {builder: none}, contradicts: [a]}
        - {id: again, on: 2021-01-10, answers: {builder: none}, supersedes: [denial]}
        """,
        {"2021-01-10": "withdrawn hyundai"},
    ),
    "the newest on-record answer stands, whatever is reported later": (
        "builder",
        """
        - {id: word, on: 2021-11-27, answers: {builder: self}}
        - {id: a, on: 2022-03-01, by: Reuters, answers: {builder: baic}}
        """,
        {"2022-03-01": "self (on record) [baic]"},
    ),
    "an older on-record answer stands where the newest is disputed": (
        "builder",
        """
        - {id: old, on: 2020-01-01, answers: {builder: faw}}
        - {id: new, on: 2021-01-01, answers: {builder: gwm}}
        - {id: denial, on: 2021-01-02, contradicts: [new]}
        """,
        {"2021-01-01": "gwm (on record)", "2021-01-02": "faw (on record)"},
    ),
    "a reported answer that an on-record claim confirms is on record from that day": (
        "builder",
        """
        - {id: a, on: 2021-01-01, by: Reuters, answers: {builder: gwm}}
        - {id: b, on: 2021-02-01, by: Nikkei, answers: {builder: faw}}
        - {id: c, on: 2021-03-01, confirms: [a]}
        """,
        {"2021-02-28": "faw (single report) [gwm]", "2021-03-01": "gwm (on record) [faw]"},
    ),
    "a report confirmed by a report stays a report": (
        "builder",
        """
        - {id: a, on: 2021-01-01, by: Reuters, answers: {builder: gwm}}
        - {id: b, on: 2021-03-01, by: Nikkei, confirms: [a]}
        """,
        {"2021-03-01": "gwm (single report)"},
    ),
    "the newest undisputed report stands": (
        "builder",
        """
        - {id: a, on: 2021-01-08, by: Reuters, answers: {builder: hyundai}}
        - {id: b, on: 2021-02-03, by: CNBC, answers: {builder: kia}}
        - {id: c, on: 2021-02-08, contradicts: [b]}
        """,
        {"2021-02-03": "kia (single report) [hyundai]", "2021-02-08": "hyundai (single report)"},
    ),
    "but none that is over a year older than a newer disputed one": (
        "builder",
        """
        - {id: a, on: 2019-01-08, by: Reuters, answers: {builder: hyundai}}
        - {id: b, on: 2021-02-03, by: CNBC, answers: {builder: kia}}
        - {id: c, on: 2021-02-08, contradicts: [b]}
        """,
        {"2021-02-03": "kia (single report)", "2021-02-08": "kia (disputed)"},
    ),
    "exactly a year is not over a year": (
        "builder",
        """
        - {id: a, on: 2020-02-03, by: Reuters, answers: {builder: hyundai}}
        - {id: b, on: 2021-02-03, by: CNBC, answers: {builder: kia}}
        - {id: c, on: 2021-02-08, contradicts: [b]}
        """,
        {"2021-02-08": "hyundai (single report)"},
    ),
    "if none is left, the newest, shown as disputed": (
        "builder",
        """
        - {id: a, on: 2021-01-08, by: Reuters, answers: {builder: hyundai}}
        - {id: b, on: 2021-02-03, by: CNBC, answers: {builder: kia}}
        - {id: c, on: 2021-02-08, contradicts: [a, b]}
        """,
        {"2021-02-08": "kia (disputed)"},
    ),
    "`none` takes an answer back": (
        "first-car",
        """
        - {id: a, on: 2021-01-01, answers: {first-car: 2024}}
        - {id: b, on: 2022-01-01, answers: {first-car: none}}
        """,
        {"2021-12-31": "2024 (on record)", "2022-01-01": "withdrawn 2024"},
    ),
    "and beside a `none` on record, newer reports are still told": (
        "builder",
        """
        - {id: a, on: 2020-01-01, answers: {builder: none}}
        - {id: b, on: 2020-06-01, by: Reuters, answers: {builder: geely}}
        """,
        {"2020-06-01": "not known [geely]"},
    ),
    "`none` takes an amount back, whatever it is for": (
        "price",
        """
        - {id: a, on: 2020-01-01, answers: {price: {amount: 100000, variant: Max}}}
        - {id: b, on: 2021-01-01, answers: {price: none}}
        """,
        {"2021-01-01": "withdrawn amount 100000, variant Max"},
    ),
    "what does not count yet sweeps nothing out": (
        "stage",
        """
        - {id: a, on: 2020-01-10, answers: {stage: planned}}
        - {id: t, on: 2022-05-10, event: 2020-02, by: Reuters, answers: {stage: prototype}}
        - {id: s, on: 2020-03-10, supersedes: [t]}
        """,
        {"2020-06-01": "planned (on record)"},
    ),
    "the record first, also among amounts that stand beside each other": (
        "price",
        """
        - {id: a, on: 2024-03-28, answers: {price: 215900}}
        - {id: b, on: 2025-03-28, by: Reuters, answers: {price: {amount: 200000, variant: Max}}}
        """,
        {"2025-03-28": "215900 (on record)"},
    ),
    "the last answer that stood is struck through": (
        "builder",
        """
        - {id: a, on: 2020-01-01, answers: {builder: geely}}
        - {id: b, on: 2020-06-01, by: Reuters, answers: {builder: magna}}
        - {id: c, on: 2021-06-01, supersedes: [a, b]}
        """,
        {"2020-06-01": "geely (on record) [magna]", "2021-06-01": "withdrawn geely"},
    ),
    "on 29 February a report of the year before's 28th still lies in the year": (
        "builder",
        """
        - {id: a, on: 2019-02-28, by: Nikkei, answers: {builder: gwm}}
        - {id: b, on: 2019-06-01, by: Reuters, answers: {builder: faw}}
        """,
        {"2020-02-29": "faw (single report) [gwm]", "2020-03-01": "faw (single report)"},
    ),
    "beside an on-record answer: newer reports in play that differ": (
        "builder",
        """
        - {id: old, on: 2021-01-01, by: Reuters, answers: {builder: gwm}}
        - {id: word, on: 2021-11-27, answers: {builder: self}}
        - {id: same, on: 2022-01-01, by: Reuters, answers: {builder: self}}
        - {id: other, on: 2022-02-01, by: Nikkei, answers: {builder: baic}}
        """,
        {"2024-02-01": "self (on record) [baic]"},
    ),
    "beside a reported answer: other undisputed ones of the year before": (
        "builder",
        """
        - {id: a, on: 2021-01-01, by: Reuters, answers: {builder: gwm}}
        - {id: b, on: 2021-06-01, by: Nikkei, answers: {builder: baic}}
        """,
        {"2022-01-01": "baic (single report) [gwm]", "2022-01-02": "baic (single report)"},
    ),
    "a reported ending is never left to the history": (
        "stage",
        """
        - {id: a, on: 2021-01-01, by: Reuters, answers: {stage: cancelled}}
        - {id: b, on: 2021-06-01, by: Nikkei, answers: {stage: planned}}
        """,
        {"2025-01-01": "planned (single report) [cancelled]"},
    ),
    "well reported: two origins say the same, whatever the role": (
        "builder",
        """
        - {id: a, on: 2021-01-01, by: Reuters, answers: {builder: gwm}}
        - {id: b, on: 2021-06-01, by: [reuters, REUTERS], answers: {builder: {who: gwm, state: talks}}}
        - {id: c, on: 2021-07-01, by: Nikkei, answers: {builder: [gwm]}}
        """,
        {"2021-06-01": "who gwm, state talks (single report)", "2021-07-01": "gwm (well reported)"},
    ),
    "one claim with two origins is well reported": (
        "builder",
        "- {id: a, on: 2021-01-01, by: [Reuters, Bloomberg], answers: {builder: gwm}}",
        {"2021-01-01": "gwm (well reported)"},
    ),
    "an amount for one variant does not replace another's": (
        "price",
        """
        - {id: a, on: 2024-03-28, answers: {price: 215900}}
        - {id: b, on: 2024-03-28, answers: {price: {amount: 299900, variant: Max}}}
        - {id: c, on: 2025-03-28, answers: {price: 225900}}
        """,
        {"2024-03-28": "amount 299900, variant Max (on record)", "2025-03-28": "225900 (on record)"},
    ),
    "same days, same answer: 2024-H1 is January to June": (
        "first-car",
        """
        - {id: a, on: 2021-10-19, by: Reuters, answers: {first-car: 2024-H1}}
        - {id: b, on: 2021-10-20, by: Nikkei, answers: {first-car: 2024-01..2024-06}}
        """,
        {"2021-10-20": "2024-01..2024-06 (well reported)"},
    ),
}  # fmt: skip


@pytest.mark.parametrize(("question", "claims", "days"), CASES.values(), ids=CASES.keys())
def test_what_stands(question: str, claims: str, days: Days) -> None:
    story = Story(claims)
    assert {day: story.on(day, question) for day in days} == days


def test_since_is_the_first_day_of_an_unbroken_run_of_the_same_answer() -> None:
    story = Story("""
        - {id: a, on: 2021-01-01, by: Reuters, answers: {builder: gwm}}
        - {id: b, on: 2021-02-01, by: Nikkei, answers: {builder: gwm}}
        - {id: c, on: 2021-03-01, by: Nikkei, answers: {builder: faw}}
        - {id: d, on: 2021-04-01, by: Nikkei, answers: {builder: gwm}}
    """)
    assert [story.since(f"2021-0{month}-15") for month in (1, 2, 3, 4)] == [
        "2021-01-01", "2021-01-01", "2021-03-01", "2021-04-01",
    ]  # fmt: skip


def test_both_variants_are_shown() -> None:
    story = Story("""
        - {id: a, on: 2024-03-28, answers: {price: 215900}}
        - {id: b, on: 2024-03-29, answers: {price: {amount: 299900, variant: Max}}}
        - {id: yu7, on: 2025-06-26, vehicles: [yu7], answers: {price: 253500}}
    """)
    said = story.programme.cells["price"].on(date(2025, 6, 26))
    assert [standing.answer.entry.claim.id for _line, standing in said if standing.answer] == [
        "yu7",
        "b",
        "a",
    ]


def test_from_a_standing_ending_on_the_programme_is_ended() -> None:
    story = Story("""
        - {id: a, on: 2021-01-01, answers: {stage: planned, builder: gwm}}
        - {id: b, on: 2024-02-27, by: Bloomberg, answers: {stage: cancelled}}
        - {id: c, on: 2024-03-01, confirms: [b]}
    """)
    assert story.programme.ended(date(2024, 2, 28)) is None  # only reported, beside the company's word
    assert story.on("2024-02-28", "stage") == "planned (on record) [cancelled]"
    assert story.programme.ended(date(2024, 3, 1)) == date(2024, 3, 1)
    assert story.on("2024-03-01") == "gwm (on record)"  # shown as last known


def test_history_tells_from_to_answer_and_claim() -> None:
    story = Story("""
        - {id: a, on: 2021-01-08, by: Reuters, answers: {builder: hyundai}}
        - {id: b, on: 2021-02-08, contradicts: [a], answers: {builder: none}}
        - {id: c, on: 2021-03-08, by: Reuters, answers: {builder: kia}}
    """)
    (line,) = story.programme.cells["builder"].lines
    told = [(str(since), str(until), one.entry.claim.id) for since, until, one in line.history()]
    assert told == [("2021-01-08", "2021-02-08", "a")]
    assert story.on("2021-03-08") == "withdrawn hyundai [kia]"
