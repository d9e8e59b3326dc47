"""The track record: how dates came out for each basis and origin; which denials the record proved false."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from small import Story

from generator.check import check
from generator.edition import edition
from generator.track import (
    Tally,
    by_origin,
    dated,
    denied,
    false_denials,
    grouped,
    reversals,
    said_once,
    tally,
)
from generator.view import Site

CONTENT = Path(__file__).parent.parent / "content"

CAR = """
- {id: a, on: 2020-01-10, by: Reuters, answers: {first-car: 2021}}
- {id: b, on: 2020-02-10, by: Reuters, answers: {first-car: 2022-Q1}}
- {id: c, on: 2020-03-10, by: [Reuters, Nikkei], answers: {first-car: 2022-H1}}
- {id: d, on: 2020-04-10, answers: {first-car: 2022-05}}
- {id: e, on: 2022-07-10, answers: {first-car: {happened: 2022-07-01}}}
"""

RECORD = """
- {id: a, on: 2020-01-10, answers: {first-car: 2021}}
- {id: b, on: 2020-06-10, answers: {first-car: 2023}}
- {id: c, on: 2020-07-10, by: Reuters, answers: {first-car: 2022-03}}
- {id: d, on: 2020-08-10, by: Nikkei, answers: {first-car: 2024}}
- {id: e, on: 2022-08-10, answers: {stage: cancelled}}
"""


def group(claims: str, day: str) -> Tally:
    """How the first cars of a story came out."""
    return tally("all", dated("acme", Story(claims).targets(day)))


TALLIES: list[tuple[str, str, str, tuple[int, int, int, int, int, int], int | None]] = [
    ("nothing is settled before the first date", CAR, "2020-05-01", (0, 0, 0, 2, 0, 3), None),
    ("past dates are missed while the thing has not come", CAR, "2022-07-05", (0, 0, 3, 2, 0, 0), None),
    ("once it came, a date is kept or late", CAR, "2022-08-01", (0, 5, 0, 0, 0, 0), 31),
    ("an end drops what was not due", RECORD, "2022-12-31", (0, 0, 1, 1, 2, 0), None),
    ("before the end they are open", RECORD, "2022-01-31", (0, 0, 0, 1, 0, 3), None),
]


@pytest.mark.parametrize(("_name", "claims", "day", "counts", "median"), TALLIES)
def test_dates_are_counted(
    _name: str, claims: str, day: str, counts: tuple[int, ...], median: int | None
) -> None:
    told = group(claims, day)
    assert (told.kept, told.late, told.missed, told.moved, told.dropped, told.open) == counts
    assert told.median == median
    assert told.settled + told.open == told.total == sum(counts)


def test_an_origin_needs_three_dates() -> None:
    two = "- {id: f, on: 2020-05-10, by: Nikkei, answers: {first-car: 2022-H2}}\n"
    every = list(dated("acme", Story(CAR + two).targets("2022-08-01")))
    assert [(one.name, one.total) for one in by_origin(every)] == [("Reuters", 3)]
    three = two.replace("id: f", "id: g").replace("H2", "Q4")
    every = list(dated("acme", Story(CAR + two + three).targets("2022-08-01")))
    assert [(one.name, one.total) for one in by_origin(every)] == [("Nikkei", 3), ("Reuters", 3)]


def test_the_record_is_no_origin() -> None:
    claims = "\n".join(
        f"- {{id: c{n}, on: 2020-0{n}-10, answers: {{first-car: 202{n}}}}}" for n in range(1, 5)
    )
    assert by_origin(dated("acme", Story(claims).targets("2020-12-01"))) == []


def test_a_claim_of_two_origins_is_one_date_of_its_basis() -> None:
    every = list(dated("acme", Story(CAR).targets("2022-08-01")))
    assert len(every) == 5
    assert [(one.name, one.total) for one in grouped(said_once(every), lambda one: one.basis)] == [
        ("report", 3),
        ("record", 1),
    ]


def test_half_of_those_late_were_at_least_so_late() -> None:
    told = group(CAR, "2022-08-01")
    assert told.median == sorted([181, 92, 1, 1, 31])[2]  # to 1 July 2022, from the last day of each date


REPORT = """
- {id: report, on: 2021-02-19, by: LatePost, answers: {stage: planned, builder: volvo}}
- {id: denial, on: 2021-02-21, contradicts: [{report: [stage]}], answers: {stage: considering}}
"""

FALLS: list[tuple[str, str, bool]] = [
    ("the denied answer comes on record", "answers: {stage: planned}", True),
    ("a report proves nothing", "by: Reuters, answers: {stage: planned}", False),
    ("nor does another answer", "answers: {stage: prototype}", False),
    ("nor an answer that was not denied", "answers: {builder: volvo}", False),
    ("nor another programme", "about: van, answers: {stage: planned}", False),
    ("the record contradicts the denial", "contradicts: [denial]", True),
    ("a report contradicts it", "by: Reuters, contradicts: [denial]", False),
    ("the record confirms what was denied", "confirms: [{report: [stage]}]", True),
    ("the record confirms the whole report", "confirms: [report]", True),
    ("confirming what was not denied proves nothing", "confirms: [{report: [builder]}]", False),
]


def fallen(claims: str, day: str = "2022-01-01") -> list[tuple[str, str]]:
    """(denial, proof) of the denials that proved false by a day."""
    story = Story(f"{REPORT}{claims}", programmes={"van": {"name": "Van"}})
    found = false_denials(story.weighed.ledger, date.fromisoformat(day))
    return [(one.said.claim.id, one.proof.claim.id) for one in found]


@pytest.mark.parametrize(("_name", "news", "falls"), FALLS)
def test_what_proves_a_denial_false(_name: str, news: str, falls: bool) -> None:
    assert fallen("") == []
    assert fallen(f"- {{id: news, on: 2021-03-30, {news}}}") == ([("denial", "news")] if falls else [])


def test_it_is_false_from_the_day_of_the_proof() -> None:
    news = "- {id: news, on: 2021-03-30, answers: {stage: planned}}"
    assert fallen(news, "2021-03-29") == []
    assert fallen(news, "2021-03-30") == [("denial", "news")]


def test_the_first_proof_counts_and_one_taken_back_is_none() -> None:
    news = "- {id: news, on: 2021-03-30, answers: {stage: planned}}\n"
    assert fallen(f"{news}- {{id: more, on: 2021-04-30, contradicts: [denial]}}") == [("denial", "news")]
    assert fallen(f"{news}- {{id: back, on: 2021-03-31, contradicts: [news]}}") == []


def test_a_repeated_denial_falls_with_the_first() -> None:
    story = Story(
        f"""{REPORT}
- {{id: again, on: 2021-03-26, topic: denial, confirms: [denial]}}
- {{id: news, on: 2021-03-30, contradicts: [denial, again]}}
- {{id: late, on: 2021-04-30, confirms: [denial]}}
"""
    )
    (one,) = false_denials(story.weighed.ledger, date(2022, 1, 1))
    assert one.said.claim.id == "denial"
    assert [repeat.claim.id for repeat in one.repeats] == ["again"]


def test_a_date_is_borne_out_by_what_happened_within_it() -> None:
    claims = """
- {{id: report, on: 2021-01-01, by: Reuters, answers: {{first-car: 2022-H1}}}}
- {{id: denial, on: 2021-01-02, contradicts: [report]}}
- {{id: news, on: 2022-12-01, answers: {{first-car: {{happened: {}}}}}}}
"""
    for came, times in [("2022-03-01", 1), ("2022-08-01", 0)]:
        story = Story(claims.format(came))
        assert len(false_denials(story.weighed.ledger, date(2023, 1, 1))) == times


def test_a_denial_by_topic_needs_no_report() -> None:
    claims = """
- {{id: never, on: 2018-01-01, {}answers: {{builder: none}}}}
- {{id: news, on: 2022-01-01, contradicts: [never]}}
"""
    book = Story(claims.format("topic: denial, ")).weighed.ledger
    assert [one.said.claim.id for one in false_denials(book, date(2023, 1, 1))] == ["never"]
    assert reversals(book, date(2023, 1, 1)) == []
    book = Story(claims.format("")).weighed.ledger
    assert false_denials(book, date(2023, 1, 1)) == []
    assert [(one.said.claim.id, one.proof.claim.id) for one in reversals(book, date(2023, 1, 1))] == [
        ("never", "news")
    ]


def test_only_reports_are_denied() -> None:
    book = Story(REPORT).weighed.ledger
    assert [one.claim.id for one in denied(book, date(2021, 2, 21))] == ["report"]
    assert denied(book, date(2021, 2, 20)) == []


@pytest.fixture(scope="module")
def site() -> Site:
    """The brief on its edition day."""
    content, _problems = check(CONTENT)
    assert content
    day = edition(content)
    assert day
    return Site.of(content, day)


def test_the_denials_of_the_content(site: Site) -> None:
    """Both dates of each, as the content tells them; Apple's partners were never proved wrong."""
    found = {
        (slug, one.said.claim.id, one.said.newness[0].isoformat(), one.proof.newness[0].isoformat())
        for slug, weighed in site.weighed.items()
        for one in false_denials(weighed.ledger, site.day)
    }
    assert ("xiaomi", "no-formal-project", "2021-02-21", "2021-03-30") in found
    assert ("sony", "denial-2021-01", "2021-01-31", "2022-01-04") in found
    assert ("didi", "will-never-build-cars", "2018-04-24", "2023-08-28") in found
    assert not {slug for slug, *_rest in found} & {"apple", "huawei", "oppo", "tencent"}


def test_xiaomi_repeated_its_denial_four_days_before_the_announcement(site: Site) -> None:
    (one,) = false_denials(site.weighed["xiaomi"].ledger, site.day)
    assert [report.claim.id for report in one.reports] == ["latepost-strategic-decision"]
    assert [entry.newness[0].isoformat() for entry in one.repeats] == ["2021-03-26"]
    assert false_denials(site.weighed["xiaomi"].ledger, date(2021, 3, 29)) == []
