"""What people write for a date, an amount or a slug is answered with the form that the brief reads."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import countries, when
from generator.brief import Question
from generator.likely import amount_mend, currency_mend, date_mend, day_mend, slug_mend
from generator.parse_answer import MalformedError, parse

DATES = {
    "2025/03/04": "2025-03-04",
    "2026-3": "2026-03",
    "25/03/2025": "2025-03-25",
    "03/25/2025": "2025-03-25",
    "4.3.2025": "2025-03-04",
    "2025年3月4日": "2025-03-04",
    "2025-03-04T10:00:00Z": "2025-03-04",
    "3/2025": "2025-03",
    "2H26": "2026-H2",
    "3Q2026": "2026-Q3",
    "Q3'26": "2026-Q3",
    "March 4, 2025": "2025-03-04",
    "4 Mar 2025": "2025-03-04",
    "Sept 2026": "2026-09",
    "Q3 2026": "2026-Q3",
    "2026Q3": "2026-Q3",
    "H2 2026": "2026-H2",
    "2026-fall": "2026-autumn",
    "Early 2026": "early 2026",
    "mid-2026": "mid 2026",
    "end of 2026": "late 2026",
    "before 2027": "by 2026",
    "by the end of 2026": "by 2026",
    "2026-2027": "2026..2027",
    "2026/27": "2026..2027",
    "between Q3 2026 and 2027": "2026-Q3..2027",
    "~2026": "around 2026",
    "not before 2026": "from 2026",
    "happened 2026-03": "{happened: 2026-03}",
}
AMOUNTS = {
    "30,000": "30000",
    "300_000": "300000",
    "30k": "30000",
    "1.5 million": "1500000",
    "<30000": "under 30000",
    "30k-40k": "30000..40000",
    "30000 EUR": "{amount: 30000, currency: EUR}",
    "under $30,000": "{amount: under 30000, currency: USD}",
    "about 200,000 yuan": "{amount: around 200000, currency: CNY}",
    "between 100000 and 200000": "100000..200000",
}
PRICE = Question.of(label="Price", type="money", currency="CNY", unit="")


@pytest.mark.parametrize("typed", DATES)
def test_a_date_as_people_write_it_is_answered_with_the_form(typed: str) -> None:
    assert date_mend(typed) == f"Write {DATES[typed]}, if that is what the source says."


@pytest.mark.parametrize("typed", ["one day", "2025-13-01", "2026 or never", "13/13/2025"])
def test_an_unclear_date_is_never_guessed(typed: str) -> None:
    assert date_mend(typed).startswith("Write it as 2024, 2024-Q3")


def test_where_day_and_month_cannot_be_told_apart_both_are_told() -> None:
    assert date_mend("03/04/2025") == "Write 2025-03-04 or 2025-04-03, whichever the source means."
    assert day_mend("03/04/2025") == date_mend("03/04/2025")
    assert date_mend("04/04/2025") == "Write 2025-04-04, if that is what the source says."


def test_a_field_of_one_day_is_answered_with_a_day() -> None:
    assert day_mend("23 Nov 2026") == "Write 2026-11-23, if that is what the source says."
    assert day_mend("Nov 2026") == day_mend("today") == "Write year, month and day: 2024-03-28."


def test_a_fifth_quarter_is_answered_with_what_a_year_has() -> None:
    assert date_mend("2026-Q5") == "A year has the quarters Q1 to Q4 and the halves H1 and H2."


@pytest.mark.parametrize(
    ("typed", "code"), {"RMB": "CNY", "€": "EUR", "eur": "EUR", "NTD": "TWD", "CNY": "", "¥": ""}.items()
)
def test_a_currency_by_another_name_is_answered_with_its_code(typed: str, code: str) -> None:
    assert currency_mend(typed) == (f"Write {code}." if code else "")


@pytest.mark.parametrize(
    ("typed", "code"), {"uk": "GB", "Sweden": "SE", "se": "SE", "USA": "US", "NO": "NO", "XX": ""}.items()
)
def test_a_country_by_another_name_is_answered_with_its_code(typed: str, code: str) -> None:
    assert countries.meant(typed) == code


def test_a_day_that_does_not_exist_is_looked_up_again() -> None:
    assert date_mend("2025-02-30") == "Look it up in the source; where it names no day, write 2025-02."


def test_not_knowing_is_no_date_and_no_amount() -> None:
    assert date_mend("TBD") == "Leave it out where the source names no date."
    assert amount_mend("unknown", money=True) == "Leave it out where the source names no amount."


@pytest.mark.parametrize("typed", AMOUNTS)
def test_an_amount_as_people_write_it_is_answered_with_the_form(typed: str) -> None:
    assert amount_mend(typed, money=True) == f"Write {AMOUNTS[typed]}."


@pytest.mark.parametrize(
    "typed", ["€30.000", "30,00", "a lot", "30000 or 40000", "1 2 3", "1,000,000,000,000,000"]
)
def test_an_unclear_amount_is_never_guessed(typed: str) -> None:
    assert amount_mend(typed, money=True).startswith("Write 215900, ")


@pytest.mark.parametrize(
    ("typed", "mend"), [("30.000", "Write 30000, or 30.0"), ("1.250..1.500", "Write 1250")]
)
def test_a_point_that_may_part_thousands_is_asked_about(typed: str, mend: str) -> None:
    with pytest.raises(MalformedError) as told:
        parse(PRICE, typed)
    assert told.value.wrongs[0][2].startswith(mend)
    parse(PRICE, "1.25")


@given(st.text(max_size=80))
def test_whatever_is_typed_a_guess_can_be_read(typed: str) -> None:
    told = date_mend(typed)
    if told.endswith(", if that is what the source says."):
        guess = told.removeprefix("Write ").removesuffix(", if that is what the source says.")
        when.parse(guess.removeprefix("{happened: ").removesuffix("}"))
    told = amount_mend(typed, money=False)
    if not told.startswith(("Write 215900", "Leave")):
        try:
            parse(PRICE, told.removeprefix("Write ").removesuffix("."))
        except MalformedError as malformed:
            assert "ends below its beginning" in malformed.wrongs[0][1]
    assert slug_mend(typed)
