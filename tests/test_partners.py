"""Who works with whom: the record first, what is denied marked as such, what was replaced left behind."""

from __future__ import annotations

from datetime import date

from small import BRIEF, company

from generator.changes import changes
from generator.ledger import ledger
from generator.partners import relations
from generator.weigh import weigh


def works(claims: str, day: str = "2030-01-01") -> list[str]:
    """`who role state (evidence) claim` of every relation on a day."""
    book = ledger(company(claims), BRIEF)
    return [
        f"{one.who} {one.role} {one.state} ({one.evidence}) {one.entry.claim.id}"
        for one in relations("acme", book, BRIEF, date.fromisoformat(day))
    ]


TALKS = """
- {id: talks, on: 2021-03-26, by: Reuters, partners: [{who: wall, role: maker, state: talks}],
   answers: {builder: wall}}
"""


def test_a_single_report_and_a_second_origin() -> None:
    assert works(TALKS) == ["wall maker talks (single report) talks"]
    again = (
        TALKS + "- {id: b, on: 2021-04-01, by: Bloomberg, partners: [{who: wall, role: maker, state: talks}]}"
    )
    assert works(again) == ["wall maker talks (well reported) b"]
    assert works(again, "2021-03-31") == ["wall maker talks (single report) talks"]


def test_the_record_stands_before_a_newer_report() -> None:
    signed = (
        TALKS
        + """
- {id: signed, on: 2021-05-01, partners: [{who: wall, role: maker, state: agreed}]}
- {id: doubt, on: 2021-06-01, by: Reuters, partners: [{who: wall, role: maker, state: talks}]}
"""
    )
    assert works(signed) == ["wall maker agreed (on record) signed"]


def test_a_denial_reaches_all_that_one_report_told() -> None:
    denied = (
        TALKS
        + """
- {id: plant, on: 2021-03-26, by: Reuters, partners: [{who: wall, role: maker, state: talks}]}
- {id: denial, on: 2021-03-27, contradicts: [{talks: [builder]}]}
"""
    )
    assert works(denied) == ["wall maker talks (disputed) plant"]
    assert works(denied, "2021-03-26") == ["wall maker talks (single report) plant"]
    later = (
        denied
        + "- {id: deal, on: 2024-01-01, by: Reuters, partners: [{who: wall, role: maker, state: agreed}]}"
    )
    assert works(later) == ["wall maker agreed (single report) deal"]


def test_what_was_replaced_is_left_behind() -> None:
    replaced = (
        TALKS
        + """
- {id: over, on: 2022-01-01, by: Reuters, supersedes: [talks],
   partners: [{who: wall, role: maker, state: ended}]}
"""
    )
    assert works(replaced) == ["wall maker ended (single report) over"]


def test_a_builder_without_a_role_is_named_once() -> None:
    assert works("- {id: a, on: 2021-01-01, answers: {builder: [wall, self]}}") == ["wall   (on record) a"]
    both = "- {id: b, on: 2021-01-01, answers: {builder: wall}, partners: [{who: wall, role: maker}]}"
    assert works(both) == ["wall maker  (on record) b"]


def test_changes_tell_first_changed_and_withdrawn() -> None:
    claims = """
- {id: a, on: 2021-01-01, answers: {first-car: 2024}}
- {id: b, on: 2022-01-01, answers: {first-car: 2024}}
- {id: c, on: 2023-01-01, answers: {first-car: 2025}}
- {id: d, on: 2024-01-01, answers: {first-car: none}}
"""
    programme = weigh(company(claims), BRIEF).programmes["car"]
    found = [(str(one.day), one.kind) for one in changes("acme", programme, date(2030, 1, 1))]
    assert found == [("2021-01-01", "first"), ("2023-01-01", "changed"), ("2024-01-01", "withdrawn")]
    assert [one.kind for one in changes("acme", programme, date(2022, 6, 1))] == ["first"]
