"""Warnings: told where there is a doubt, silent where there is none."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import specimen

from generator.check import look
from generator.rule import Example

REPORT = "published: 2021-03-26\n  basis: unnamed-people"
SOURCE = "{publisher: Xiaomi, url: https://example.com/new, published: 2022-03-28}"
NEW = f"- id: newer\n  published: 2022-03-28\n  sources: [{SOURCE}]"

CASES: dict[str, tuple[str, list[str]]] = {
    "a report over a year old": (
        f"- id: a\n  {REPORT}\n  answers: {{builder: self}}\n{NEW}",
        ["stale-report"],
    ),
    "a report of the last year": (
        f"- id: a\n  {REPORT}\n  answers: {{builder: self}}\n{NEW.replace('2022-03-28', '2022-03-26')}",
        [],
    ),
    "what happened does not age": (
        f"- id: a\n  {REPORT}\n  answers: {{first-car: {{happened: 2021}}}}\n{NEW}",
        [],
    ),
    "a figure of one year does not age": (
        f"- id: a\n  {REPORT}\n  answers: {{price: {{amount: 200000, period: 2020}}}}\n{NEW}",
        [],
    ),
    "two origins are no single report": (
        f"- id: a\n  {REPORT}\n  answers: {{builder: self}}\n  sources:\n"
        "    - {publisher: Reuters, published: 2021-03-26, url: https://example.com/1}\n"
        "    - {publisher: Nikkei, published: 2021-03-26, url: https://example.com/2}\n" + NEW,
        [],
    ),
    "what is on record does not age": (f"- id: a\n  answers: {{builder: self}}\n{NEW}", []),
    "an ended programme is over": (
        f"- id: a\n  {REPORT}\n  answers: {{builder: self}}\n{NEW}\n  answers: {{stage: cancelled}}",
        [],
    ),
    "two promises in the answers": ("answers: {first-car: 2024, europe: 2025}", ["two-dates"]),
    "a promise and what came true": ("answers: {first-car: {happened: 2021-03}, europe: 2025}", []),
    "a second date in the statement": (
        "statement: Cars come in 2024 and reach Europe in 2025.\nanswers: {first-car: 2024}",
        ["two-dates"],
    ),
    "a span is one date": (
        "statement: Cars come between 2024 and 2026.\nanswers: {first-car: 2024..2026}",
        [],
    ),
    "a span in words is one date": (
        "statement: Cars come from late 2024 to the first half of 2025.\nanswers: {first-car: late 2024}",
        [],
    ),
    **{
        f"markup: {text}": (f"statement: '{text}'", ["markup"])
        for text in (
            "Xiaomi plans **two** cars.",
            "It is *not* so.",
            "The __first__ car.",
            "A <b>car</b>.",
            "A line<br/>two",
            "See [the report](https://example.com).",
            "The `su7` car.",
            "R&amp;D",
            "Caf&#233;",
            "<a href=x>word",
        )
    },
    **{
        f"no markup: {text}": (f"statement: '{text}'", [])
        for text in (
            "R&D of AT&T; more.",
            "5 * 3 * 2 cars.",
            "Rated ***** by owners.",
            "Under <20,000 and >10 cars.",
            "It [Xiaomi] said so (twice).",
            "snake_case__names stay.",
            "M*A*S*H.",
            "The car [SU7] (2024).",
            "it``s",
        )
    },
    **{
        f"quotes: {text}": (f"said_by: {text}", ["quotes"])
        for text in (
            "“three people”",
            "„three people“",
            "«three people»",
            "‘three people’",
            "'\"three people\"'",
        )
    },
    **{
        f"no quotes: {text}": (f"said_by: {text}", [])
        for text in ('"three people"', "the “Apple car” team", "“A” and “B”", "“A” people", "the boys'")
    },
    "a headline may be a quotation": (
        "sources: [{title: “We plan a car”, publisher: Reuters, published: 2021-03-26, url: https://example.com/1}]",
        [],
    ),
    "a past year is no promise": (
        "statement: After a first try in 2014 cars come in 2024.\nanswers: {first-car: 2024}",
        [],
    ),
    "dates without a promise are news": ("statement: Rules come in 2027 and again in 2029.", []),
    "a denial of a builder says nothing of the stage": (
        "- id: a\n  answers: {builder: self}\n- id: b\n  topic: denial\n  contradicts: [a]\n"
        "  answers: {stage: no-plan}",
        ["denial-answers-stage"],
    ),
    "a denial of a stage does": (
        "- id: a\n  answers: {stage: on-sale}\n- id: b\n  topic: denial\n  contradicts: [a]\n"
        "  answers: {stage: no-plan}",
        [],
    ),
    "a repeated denial does": (
        "- id: a\n  answers: {stage: no-plan}\n- id: b\n  topic: denial\n  confirms: [a]\n"
        "  answers: {stage: no-plan}",
        [],
    ),
    "other words for a publisher": (
        "sources:\n"
        "  - {publisher: Car News China, published: 2021-03-26, url: https://example.com/1}\n"
        "  - {publisher: CarNewsChina, published: 2021-03-26, url: https://example.com/2}",
        ["near-publisher"],
    ),
    "another publisher": (
        "sources:\n"
        "  - {publisher: EE World, published: 2021-03-26, url: https://example.com/1}\n"
        "  - {publisher: EV World, published: 2021-03-26, url: https://example.com/2}",
        [],
    ),
    "a reprint that names its origin": (
        "sources:\n"
        "  - {title: Xiaomi to make electric cars, publisher: A, via: Reuters, url: https://example.com/1}\n"
        "  - {title: Xiaomi to make electric cars, publisher: B, via: Reuters, url: https://example.com/2}",
        [],
    ),
    "a reprint of the page of its origin": (
        "sources:\n"
        "  - {title: Xiaomi to make electric cars, publisher: Reuters, url: https://example.com/1}\n"
        "  - {title: Xiaomi to make electric cars, publisher: B, via: Reuters, url: https://example.com/2}",
        [],
    ),
    "one page at two addresses": (
        "sources:\n"
        "  - {title: Xiaomi to make electric cars, publisher: A, url: https://example.com/1}\n"
        "  - {title: Xiaomi to make electric cars, publisher: A, url: https://example.com/1?amp}",
        ["near-title"],
    ),
    "short titles are often alike": (
        "sources:\n"
        "  - {title: Xiaomi cars, publisher: A, url: https://example.com/1}\n"
        "  - {title: Xiaomi cars, publisher: B, url: https://example.com/2}",
        [],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_a_doubt_is_told_where_there_is_one(case: str, tmp_path: Path) -> None:
    piece, rules = CASES[case]
    folder = specimen.write(tmp_path, Example(piece, ""), piece)
    company = folder / "companies" / "xiaomi.yaml"
    company.write_text(company.read_text().replace("checked: 2026-11-23\n", ""))
    found = look(folder).problems
    assert [one.rule for one in found] == rules, found


def test_a_company_is_unchecked_from_the_day_after(tmp_path: Path) -> None:
    folder = specimen.write(tmp_path, Example("", ""), "")
    assert [one.rule for one in look(folder, today=date(2027, 5, 22)).problems] == []
    assert [one.rule for one in look(folder, today=date(2027, 5, 23)).problems] == ["unchecked"]
    company = folder / "companies" / "xiaomi.yaml"
    company.write_text(company.read_text().replace("checked: 2026-11-23\n", ""))
    assert [one.rule for one in look(folder, today=date(2026, 11, 23)).problems] == ["unchecked"]


@pytest.mark.parametrize(
    ("name", "rules"),
    [("Great Wall Motors", ["near-name"]), ("Great-Wall Motor", ["near-name"]), ("Great Wall", [])],
)
def test_names_are_near_when_one_letter_parts_them(name: str, rules: list[str], tmp_path: Path) -> None:
    folder = specimen.write(tmp_path, Example("", ""), "")
    text = specimen.PARTNER.replace("Great Wall Motor", name)
    (folder / "partners" / "other.yaml").write_text(text)
    assert [one.rule for one in look(folder).problems] == rules


def test_short_names_are_near_only_when_they_are_the_same(tmp_path: Path) -> None:
    folder = specimen.write(tmp_path, Example("", ""), "")
    for slug, name in (("baic", "BAIC"), ("saic", "SAIC")):
        (folder / "partners" / f"{slug}.yaml").write_text(specimen.PARTNER.replace("Great Wall Motor", name))
    assert look(folder).problems == []
    (folder / "partners" / "baic-2.yaml").write_text(specimen.PARTNER.replace("Great Wall Motor", "Baic"))
    assert [one.rule for one in look(folder).problems] == ["near-name"]
