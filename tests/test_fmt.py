"""`brief fmt`: one layout, every comment kept, never another meaning."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest
import specimen
import yaml
from click.testing import CliRunner, Result
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from small import BRIEF, company
from test_rule_properties import claims, told

from generator import model
from generator.cli import main
from generator.document import Document
from generator.fetch import schema_line
from generator.fmt import claim_order, formatted, layout
from generator.layout import WIDTH
from generator.load import load
from generator.pieces import pieces
from generator.read import parse
from generator.rule import Example
from generator.show import show

CONTENT = Path(__file__).parent.parent / "content"
HEAD = schema_line("companies/acme.yaml")


def read(text: str) -> Document:
    document, problems = parse(dedent(text).encode(), "acme.yaml")
    assert document and not problems, problems
    return document


def laid_out(text: str, head: str = HEAD) -> str:
    return layout(read(text), model.Company, head, None, BRIEF)


def body(text: str) -> str:
    return laid_out(text).removeprefix(f"{HEAD}\n")


def test_fields_stand_in_the_order_of_the_model_and_unknown_ones_last() -> None:
    made = body("""\
        industry: Toys
        nobody: knows
        country: SE
        name: Acme
        """)
    assert made == "name: Acme\ncountry: SE\nindustry: Toys\nnobody: knows\n"


def test_a_text_on_lines_of_its_own_stays_on_them_without_the_line_end_that_nobody_meant() -> None:
    assert body("name: |\n  Acme\n\n  Cars\n") == "name: |-\n  Acme\n\n  Cars\n"
    assert body("name: >\n  Acme\n  Cars\n\n") == "name: Acme Cars\n"
    assert body('name: "Acme\\n Cars"\n') == 'name: "Acme\\u000a Cars"\n'


def test_the_first_line_leads_to_the_schema() -> None:
    assert laid_out("name: Acme\n") == f"{HEAD}\nname: Acme\n"
    assert laid_out("# yaml-language-server: $schema=wrong.json\nname: Acme\n") == f"{HEAD}\nname: Acme\n"


def test_programmes_sources_and_answers_keep_their_order_since_it_has_a_meaning() -> None:
    made = body("""\
        programmes:
          van: {name: Van}
          car: {name: Car}
        """)
    assert made.index("van") < made.index("car")


@pytest.mark.parametrize(
    ("typed", "made"),
    [
        ("statement: 'It is so.'", "statement: It is so."),
        ('statement: "It\'s so: yes"', 'statement: "It\'s so: yes"'),
        ("statement: 'It is #1'", "statement: 'It is #1'"),
        ("statement: '2021'", "statement: '2021'"),
        ("statement: 2021", "statement: '2021'"),
        ("statement: no", "statement: 'no'"),
        ("statement: ~", "statement: '~'"),
        ("statement: 1e3", "statement: '1e3'"),
        ("statement: '- one'", "statement: '- one'"),
        ("published: '2021-03-26'", "published: 2021-03-26"),
        ("published: '2021'", "published: 2021"),
        ("answers: {price: '215900'}", "answers:\n      price: 215900"),
        ("answers: {slogan: 'no'}", "answers:\n      slogan: 'no'"),
        ("vehicles: ['su7', '007']", "vehicles: [su7, '007']"),
        ("corrections: [{note: 'Wrong.', on: 2021-03-27}]", "corrections: [{on: 2021-03-27, note: Wrong.}]"),
        ("contradicts: [{'a': ['builder']}]", "contradicts: [{a: [builder]}]"),
        ("partners: [{state: talks, who: byd}]", "partners: [{who: byd, state: talks}]"),
    ],
)
def test_quotes_stand_only_where_some_tool_would_misread_a_text(typed: str, made: str) -> None:
    assert body(f"claims:\n  - id: one\n    {typed}\n") == f"claims:\n  - id: one\n    {made}\n"


def test_long_texts_are_folded_and_addresses_are_not() -> None:
    long = "A sentence: with 'quotes' and a #sign, that is longer than one line of an entry can be. " * 2
    made = body(f'claims:\n  - statement: "{long.strip()}"\n    url: https://example.com/{"x" * 120}\n')
    assert "  - statement: >-\n      A sentence: with 'quotes'" in made
    (wide,) = [line for line in made.split("\n") if len(line) > WIDTH]
    assert wide == f"    url: https://example.com/{'x' * 120}"
    assert read(made).value["claims"][0]["statement"] == long.strip()


def test_what_fits_stands_on_one_line_and_what_does_not_on_several() -> None:
    partner = "{who: great-wall-motor, role: contract-manufacturer, state: talks}"
    made = body(f"claims:\n  - partners: [{partner}, {partner}]\n")
    assert made == f"claims:\n  - partners:\n      - {partner}\n      - {partner}\n"
    assert body(f"claims:\n  - partners:\n      - {partner}\n") == f"claims:\n  - partners: [{partner}]\n"


def test_an_empty_line_parts_claims() -> None:
    assert body("claims: [{id: one}, {id: two}]\n") == "claims:\n  - id: one\n\n  - id: two\n"


COMMENTED = """\
# yaml-language-server: $schema=../schema/company.json
# About the file.
country: SE  # Sweden
# About the name.
name: Acme
# Before the claims.
claims:  # oldest first
  # About the first.
  - # About its id.
    id: one
    # About the sources.
    sources:
      - url: https://example.com/1#part  # The page.
        publisher: Acme
      # After the sources.
    vehicles: [a, # the first
      b]
    statement: >-  # As they said it.
      It is # no comment.
    # The end of the first.

  - id: two  # second
# The end.
"""


def test_every_comment_stays_with_what_it_stands_by() -> None:
    assert laid_out(COMMENTED) == dedent("""\
        # yaml-language-server: $schema=../schema/company.json
        # About the file.
        # About the name.
        name: Acme
        country: SE  # Sweden
        # Before the claims.
        claims:  # oldest first
          # About the first.
          # About its id.
          - id: one
            statement: 'It is # no comment.'  # As they said it.
            vehicles:
              - a  # the first
              - b
            # About the sources.
            sources:
              - publisher: Acme
                url: https://example.com/1#part  # The page.
              # After the sources.
            # The end of the first.

          - id: two  # second
        # The end.
        """)


SIGNS = "abz019 :#'\"-,[]{}&*!|>%@`?\\~=<.…’é中\u00a0\u200b\ufeff\nN"
TYPED = ["no", "on", "null", "~", "2021", "1.10", "0o7", "1e3", "2021-03-26", "12:30", "true", "=", "<<"]
WORDS = ["talks", "to:", "#1", "'so'", "a  b", "-", "plant"]
TEXTS = st.one_of(
    st.text(st.sampled_from(SIGNS) | st.characters(codec="utf-8"), max_size=40),
    st.sampled_from(TYPED),
    st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join),
)
NAMES = st.sampled_from(["name", "claims", "sources", "answers", "statement", "url", "on", "no", "x", "2024"])
VALUES = st.recursive(
    TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(NAMES, inner, max_size=4),
    max_leaves=20,
)
ENTRIES = st.dictionaries(NAMES, VALUES, min_size=1, max_size=5)


@st.composite
def texts(draw: st.DrawFn) -> str:
    """An entry in some style, with comments in places where they are comments."""
    text: str = yaml.safe_dump(
        draw(ENTRIES),
        allow_unicode=True,
        sort_keys=False,
        default_style=draw(st.sampled_from([None, None, "'", '"', ">", "|"])),
        default_flow_style=draw(st.sampled_from([None, True, False])),
        width=draw(st.sampled_from([20, 80, 1000])),
    )
    document, problems = parse(text.encode("utf-8", "surrogatepass"), "acme.yaml")
    assume(document is not None and not problems)
    for number in range(draw(st.integers(0, 4))):
        lines = text.split("\n")
        place = draw(st.integers(0, len(lines) - 1))
        if draw(st.booleans()):
            lines[place] += f" # beside {number}"
        else:
            lines.insert(place, " " * draw(st.integers(0, 6)) + f"# above {number}")
        again, problems = parse("\n".join(lines).encode(), "acme.yaml")
        if document and again and not problems and again.value == document.value:
            text = "\n".join(lines)
    return text


@given(texts())
@settings(max_examples=400, deadline=None)
def test_the_layout_never_changes_values_nor_loses_a_comment_and_is_its_own(text: str) -> None:
    document, _problems = parse(text.encode(), "acme.yaml")
    assert document
    made = layout(document, model.Company, HEAD, None, BRIEF)
    again, problems = parse(made.encode(), "acme.yaml")
    assert again and not problems
    assert again.value == document.value
    assert sorted(pieces(made).comments()) == sorted([HEAD, *pieces(text).comments()])
    assert layout(again, model.Company, HEAD, None, BRIEF) == made


@given(claims(), st.sampled_from(["2021-06-01", "2023-01-01"]))
@settings(max_examples=150, deadline=None)
def test_the_order_of_claims_never_changes_what_stands(made: list[dict[str, Any]], day: str) -> None:
    acme = company(json.dumps(made), programmes={"van": {"name": "Van"}})
    order = claim_order(acme, BRIEF)
    days = [made[place]["on"] for place in order]
    assert days == sorted(days)
    shuffled = [made[place] for place in order]
    assert told(shuffled, date.fromisoformat(day)) == told(made, date.fromisoformat(day))


def test_a_look_back_stands_by_what_it_is_about() -> None:
    made = '[{"id": "new", "on": "2021-03-26"}, {"id": "back", "on": "2022-01-01", "event": "2020-01"}]'
    assert claim_order(company(made), BRIEF) == [1, 0]


def test_claims_of_one_day_keep_their_order() -> None:
    made = '[{"id": "b", "on": "2021-03-26"}, {"id": "a", "on": "2021-03-26"}]'
    assert claim_order(company(made), BRIEF) == [0, 1]


def test_the_content_means_the_same_in_the_canonical_layout(tmp_path: Path) -> None:
    before, _problems = load(CONTENT)
    assert before
    for file in before.documents:
        made = formatted(before, file)
        path = tmp_path / "content" / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(made, encoding="utf-8")
    after, problems = load(tmp_path / "content")
    assert after and not problems
    assert (after.brief, after.partners) == (before.brief, before.partners)
    for slug, old in before.companies.items():
        new = after.companies[slug]
        assert new.but(claims=()) == old.but(claims=())
        assert sorted(new.claims, key=lambda one: one.id) == sorted(old.claims, key=lambda one: one.id)
    for text in ("2021-03-31", "2023-06-30", "2026-11-23"):
        day = date.fromisoformat(text)
        assert show(after, after.companies, day) == show(before, before.companies, day)
    assert [file for file in after.documents if formatted(after, file) != after.documents[file].text] == []


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    content = specimen.write(tmp_path, Example("", ""), "")
    run()
    return content


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["fmt", *arguments])


def test_the_command_lays_out_what_is_not_and_says_so(folder: Path) -> None:
    partner = folder / "partners" / "great-wall-motor.yaml"
    right = partner.read_text()
    partner.write_text("kind: 'carmaker'\nname: Great Wall Motor\ncountry: CN\n")
    result = run("--check")
    assert (result.exit_code, partner.read_text() == right) == (1, False)
    assert result.output == "would lay out content/partners/great-wall-motor.yaml\n1 file would change.\n"
    assert run().output == "laid out content/partners/great-wall-motor.yaml\n1 file changed.\n"
    assert partner.read_text() == right
    assert run("--check").exit_code == 0


def test_paths_limit_it(folder: Path) -> None:
    for name in ("partners/great-wall-motor.yaml", "companies/xiaomi.yaml"):
        path = folder / name
        path.write_text(path.read_text() + "\n\n")
    assert "1 file changed." in run("content/partners").output
    assert run("content/partners", "--check").exit_code == 0
    assert run("content/companies/xiaomi.yaml", "--check").exit_code == 1
    assert run("content/nobody.yaml").exit_code == 2


def test_windows_line_ends_and_a_byte_order_mark_go(folder: Path) -> None:
    path = folder / "partners" / "great-wall-motor.yaml"
    right = path.read_bytes()
    path.write_bytes(b"\xef\xbb\xbf" + right.replace(b"\n", b"\r\n"))
    assert run().exit_code == 0
    assert path.read_bytes() == right


def test_a_file_that_cannot_be_read_stays_as_it_is_and_is_told(folder: Path) -> None:
    path = folder / "partners" / "great-wall-motor.yaml"
    path.write_text("name: [\n")
    result = run()
    assert result.exit_code == 1
    assert "error[yaml-syntax]" in result.output
    assert path.read_text() == "name: [\n"


def test_a_field_given_twice_is_not_decided_by_the_layout(folder: Path) -> None:
    path = folder / "partners" / "great-wall-motor.yaml"
    path.write_text("name: One\nname: Two\n")
    assert run().exit_code == 1
    assert path.read_text() == "name: One\nname: Two\n"


def test_an_entry_with_mistakes_is_laid_out_all_the_same(folder: Path) -> None:
    path = folder / "partners" / "great-wall-motor.yaml"
    path.write_text("kinds: 'carmaker'\nname: Great Wall Motor\n")
    assert run().exit_code == 0
    assert path.read_text().endswith("name: Great Wall Motor\nkinds: carmaker\n")
