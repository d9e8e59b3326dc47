"""`brief new`: valid entries from a few words, and claims that touch nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
import specimen
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st
from test_issue import form

from generator.cli import main
from generator.likely import slug_of
from generator.new import claim_lines, id_of, with_claim
from generator.read import parse
from generator.rule import Example

XIAOMI = Path("content/companies/xiaomi.yaml")
CLAIM = [
    *("--url", "https://www.example.com/new", "--published", "2021-04-02"),
    *("--statement", "Xiaomi says: the first car comes in 2024.", "--topic", "intent", "--basis", "company"),
]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    specimen.write(tmp_path, Example("", ""), "")


def new(*arguments: str, typed: str = "") -> Result:
    return CliRunner().invoke(main, ["new", *arguments], input=typed)


def check() -> Result:
    return CliRunner().invoke(main, ["check", "--strict"])


def test_a_company_from_options_is_valid_and_laid_out() -> None:
    result = new("company", "acme", "--country", "SE", "--industry", "Toys")
    assert result.exit_code == 0
    assert Path("content/companies/acme.yaml").read_text() == (
        "# yaml-language-server: $schema=../schema/company.json\n"
        "name: Acme\ncountry: SE\nindustry: Toys\nprogrammes:\n  acme-car:\n    name: Acme car\n"
    )
    assert "Next: brief new claim acme" in result.output
    assert check().exit_code == 0
    assert CliRunner().invoke(main, ["fmt", "--check", "content/companies/acme.yaml"]).exit_code == 0


def test_a_company_is_asked_for_and_a_wrong_answer_is_asked_for_again() -> None:
    result = new("company", "acme-motors", typed="\nSweden\nSE\nToys: and more\nProject One\n")
    assert result.exit_code == 0
    assert "Error: “Sweden” is no country code." in result.output
    text = Path("content/companies/acme-motors.yaml").read_text()
    assert "name: Acme Motors\ncountry: SE\nindustry: 'Toys: and more'\n" in text
    assert "  project-one:\n    name: Project One\n" in text
    assert check().exit_code == 0


def test_a_partner_from_answers_shows_the_kinds_to_choose_from() -> None:
    result = new("partner", "geely", typed="\nCN\ncarmaker\nMakes the Zeekr.\n")
    assert "  carmaker  Makes cars." in result.output
    assert Path("content/partners/geely.yaml").read_text() == (
        "# yaml-language-server: $schema=../schema/partner.json\n"
        "name: Geely\ncountry: CN\nkind: carmaker\nwhat: Makes the Zeekr.\n"
    )
    assert check().exit_code == 0


@pytest.mark.parametrize(
    ("kind", "slug", "said"),
    [
        ("company", "xiaomi", "“xiaomi” is a company already: content/companies/xiaomi.yaml."),
        ("partner", "xiaomi", "“xiaomi” is a company already: content/companies/xiaomi.yaml."),
        ("company", "great-wall-motor", "is a partner already: content/partners/great-wall-motor.yaml."),
        ("partner", "gwm", "is a former slug of content/partners/great-wall-motor.yaml, which it leads to."),
        ("partner", "broken", "“broken” has a file already, which has errors: mend it first."),
        ("company", "Not A Slug", "“Not A Slug” is no slug."),
    ],
)
def test_a_slug_that_is_taken_or_none_is_refused_in_a_sentence(kind: str, slug: str, said: str) -> None:
    partner = Path("content/partners/great-wall-motor.yaml")
    partner.write_text(partner.read_text() + "former_slugs: [gwm]\n")
    Path("content/partners/broken.yaml").write_text("name: [\n")
    before = {path: path.read_bytes() for path in Path("content").rglob("*.yaml")}
    result = new(kind, slug)
    assert result.exit_code in (1, 2)
    assert said in result.output
    assert {path: path.read_bytes() for path in Path("content").rglob("*.yaml")} == before


def test_a_claim_is_appended_and_nothing_else_changes() -> None:
    before = XIAOMI.read_bytes()
    answers = [
        "--answer",
        "first-car=2024",
        "--answer",
        "stage=on-sale",
        "--partner",
        "great-wall-motor::talks",
    ]
    result = new("claim", "xiaomi", *CLAIM, "--publisher", "Gadgets", *answers, "--vehicle", "su7")
    assert result.exit_code == 0, result.output
    after = XIAOMI.read_bytes()
    assert after.startswith(before)
    assert (
        after.removeprefix(before).decode()
        == """
  - id: xiaomi-says-first-car-comes-2024
    published: 2021-04-02
    topic: intent
    statement: 'Xiaomi says: the first car comes in 2024.'
    basis: company
    vehicles: [su7]
    sources:
      - publisher: Gadgets
        published: 2021-04-02
        url: https://www.example.com/new
    partners: [{who: great-wall-motor, state: talks}]
    answers:
      first-car: 2024
      stage: on-sale
"""
    )
    assert check().exit_code == 0


def test_the_publisher_comes_from_pages_of_the_same_host() -> None:
    assert new("claim", "xiaomi", *CLAIM).exit_code == 0
    assert XIAOMI.read_text().count("publisher: Reuters") == 2


def test_a_page_that_the_content_knows_is_not_asked_for_again() -> None:
    known = ["--url", "https://example.com/1", *CLAIM[4:]]
    result = new("claim", "xiaomi", *known)
    assert result.exit_code == 0, result.output
    assert "The content knows this page." in result.output
    assert XIAOMI.read_text().count("title: Talks on a plant of Great Wall Motor, part 1") == 2


def test_a_page_listed_in_the_file_is_named_by_its_key() -> None:
    text = XIAOMI.read_text()
    listed = "sources:\n  reuters:\n    publisher: Reuters\n    published: 2021-03-26\n    url: https://example.com/r\n"
    XIAOMI.write_text(text.replace("claims:\n", f"{listed}claims:\n"))
    assert new("claim", "xiaomi", "--url", "https://example.com/r", *CLAIM[4:]).exit_code == 0
    assert "    sources: [reuters]\n" in XIAOMI.read_text()


def test_everything_is_asked_for_without_options() -> None:
    typed = "\n".join(
        [
            "example.com/new", "https://www.example.com/new", "A title", "", "", "2021-04-02",
            "Xiaomi says that the first car comes in 2024.", "rumour", "intent", "company", "",
            "Lei Jun", "su8", "su7", "nobody-knows", "great-wall-motor", "contract-manufacturer", "talks", "",
            "first-car", "soon", "2024", "builder", "nobody-knows", "self", "",
            "plant-talk", "plant-talks:stage", "plant-talks", "", "", "first-car-2024",
        ]
    )  # fmt: skip
    result = new("claim", "xiaomi", typed=typed + "\n")
    assert result.exit_code == 0, result.output
    assert "Error: The address does not begin with http:// or https://." in result.output
    assert "Publisher [Reuters]:" in result.output
    assert "  company         Its own word." in result.output
    assert "Error: “rumour” is not among the topics of the brief." in result.output
    assert "Error: “su8” is not among the vehicles of the programme. Did you mean su7?" in result.output
    nobody = "Error: No partner or company file is called “nobody-knows”."
    assert result.output.count(f"{nobody} Write its file first: brief new partner nobody-knows.") == 2
    assert "  plant-talks  " in result.output
    assert "Error: “plant-talk” is not among the claims of this company. Did you mean" in result.output
    assert "Error: “stage” is not among the answers of plant-talks." in result.output
    assert "Error: “soon” is not a date this brief can read." in result.output
    assert XIAOMI.read_text().endswith("""
  - id: first-car-2024
    published: 2021-04-02
    topic: intent
    statement: Xiaomi says that the first car comes in 2024.
    basis: company
    said_by: Lei Jun
    vehicles: [su7]
    sources:
      - title: A title
        publisher: Reuters
        published: 2021-04-02
        url: https://www.example.com/new
    partners: [{who: great-wall-motor, role: contract-manufacturer, state: talks}]
    answers:
      first-car: 2024
      builder: self
    contradicts: [plant-talks]
""")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--answer", "stage=shipping"], "“shipping” is no choice of “Stage”."),
        (["--answer", "stages=on-sale"], "Did you mean stage?"),
        (["--answer", "stage"], "Write --answer stage=ANSWER."),
        (["--partner", "nobody"], "No partner or company file is called “nobody”."),
        (["--partner", "great-wall-motor:friend"], "“friend” is not among the roles of the brief."),
        (["--contradicts", "plant-talks:price"], "“plant-talks” has no answer to “price”."),
        (["--contradicts", "no-claim"], "No claim of this file is called “no-claim”."),
        (["--topic", "rumour"], "“rumour” is not among the topics of the brief."),
        (["--published", "soon"], "“soon” is not a date this brief can read."),
        (["--about", "van"], "“van” is not among the programmes of this company."),
        (["--id", "plant-talks"], "The claim id “plant-talks” stands in line"),
    ],
)
def test_a_wrong_claim_is_told_and_not_written(options: list[str], said: str) -> None:
    before = XIAOMI.read_bytes()
    result = new("claim", "xiaomi", *CLAIM, *options)
    assert result.exit_code in (1, 2)
    assert said in result.output
    assert XIAOMI.read_bytes() == before


def test_an_unknown_company_is_answered_by_the_nearest() -> None:
    assert "There is no company “xiaomy”. Did you mean xiaomi?" in new("claim", "xiaomy", *CLAIM).output
    assert new("claim").exit_code == 2


def test_a_claim_can_be_printed_only() -> None:
    before = XIAOMI.read_bytes()
    result = new("claim", "xiaomi", *CLAIM, "--print")
    assert result.output.startswith("  - id: xiaomi-says-first-car-comes-2024\n")
    assert XIAOMI.read_bytes() == before


def test_the_form_of_an_issue_becomes_a_claim() -> None:
    issue = form(basis="Unnamed people (unnamed-people)", topic="Intent (intent)", answers="first-car: 2024")
    Path("issue.md").write_bytes(issue.encode())
    result = new("claim", "--from-issue", "issue.md")
    assert result.exit_code == 0, result.output
    assert "  - id: xiaomi-talks-use-plant-great-wall\n" in XIAOMI.read_text()
    assert CliRunner().invoke(main, ["check"]).exit_code == 0


def test_a_form_that_is_half_right_is_told_what_was_left_out() -> None:
    lines = "First car = 2024\nstage: on-sale\nIt will be cheap\nprice: {amount: 30000, currency: EUR}"
    XIAOMI.write_text(XIAOMI.read_text().replace("name: Xiaomi", "name: Xiaomi Group"))
    told = {"company": "Xiaomi Group", "basis": "(unnamed-people)", "topic": "(intent)", "answers": lines}
    issue = form(**told)
    Path("issue.md").write_bytes(issue.encode())
    result = new("claim", "--from-issue", "issue.md")
    assert result.exit_code == 0, result.output
    assert "it is no “question: answer”: It will be cheap" in result.output
    assert XIAOMI.read_text().endswith("""\
    answers:
      first-car: 2024
      stage: on-sale
      price: {amount: 30000, currency: EUR}
""")


def test_a_form_that_is_not_filled_in_is_told() -> None:
    Path("issue.md").write_text("Hello!")
    result = new("claim", "--from-issue", "issue.md")
    assert result.exit_code == 1
    assert "This is not the whole form" in result.output


STYLES = {
    "no claims yet": "name: Acme\n",
    "no claims, no last line end": "name: Acme",
    "empty brackets": "claims: []  # none\nname: Acme\n",
    "dashes at the edge": "claims:\n- id: one\n  said_by: x\n",
    "deep dashes": "claims:\n      - id: one\n",
    "fields after the claims": "claims:\n  - id: one\n\n\nallow: []\n",
    "a folded text at the end": "claims:\n  - said_by: >-\n      a text\n      of two\n\n\n# The end.\n",
    "quotes on two lines": "claims:\n  - id: one\n    said_by: 'a\n      text'  # said\nname: Acme\n",
    "comments of the last claim": "claims:\n  - id: one\n    # one\n\n    # two\n  # not of it\nname: Acme\n",
    "brackets at the end": "claims:\n  - id: one\n    vehicles: [a,\n      b\n    ]\nname: Acme\n",
    "Windows": "name: Acme\r\nclaims:\r\n  - id: one\r\n",
    "byte order mark": "\ufeffclaims:\n  - id: one\n",
    "no last line end": "claims:\n  - id: one",
}


@pytest.mark.parametrize("style", STYLES)
def test_a_claim_can_be_appended_to_every_style_of_file(style: str) -> None:
    data = STYLES[style].encode()
    document, _problems = parse(data, "acme.yaml")
    assert document
    made = with_claim(data, document, {"id": "new", "statement": "It is so: yes."})
    again, problems = parse(made, "acme.yaml")
    assert again and not problems
    new_claim = {"id": "new", "statement": "It is so: yes."}
    assert again.value == {**document.value, "claims": [*document.value.get("claims", []), new_claim]}
    new_lines = [line for line in made.split(b"\n") if line.rstrip(b"\r") not in data.split(b"\n")]
    kept = [line for line in data.replace(b"\r", b"").replace(b"claims: []", b"claims:").split(b"\n") if line]
    left = [line for line in made.replace(b"\r", b"").split(b"\n") if line in kept]
    assert left == kept, new_lines
    assert (b"\r\n" in data) == (b"\r" in made)
    assert made.count(b"\n") == made.count(b"\r\n") or b"\r" not in made


def test_comments_of_the_last_claim_stay_with_it() -> None:
    data = STYLES["comments of the last claim"].encode()
    document, _problems = parse(data, "acme.yaml")
    assert document
    made = with_claim(data, document, {"id": "new"}).decode()
    assert made.index("# two") < made.index("id: new") < made.index("# not of it")


def test_claims_in_brackets_are_refused() -> None:
    XIAOMI.write_text(
        specimen.COMPANY["name"]
        + "\ncountry: CN\nindustry: x\nprogrammes: {car: {name: Car}}\nclaims: [{id: a, "
        "topic: intent, statement: x, basis: company, published: 2021, sources: [{publisher: x, url: https://example.com/}]}]\n"
    )
    result = new("claim", "xiaomi", *CLAIM, "--publisher", "x")
    assert "stand in brackets: run brief fmt first." in result.output


@given(st.text())
@settings(max_examples=100, deadline=None)
def test_whatever_is_said_becomes_one_claim(statement: str) -> None:
    document, problems = parse(
        ("claims:\n" + "\n".join(claim_lines({"statement": statement}))).encode("utf-8", "replace"), "x"
    )
    if document and not problems:
        assert document.value["claims"] == [{"statement": statement}]
    else:
        assert {one.rule for one in problems} <= {"control-character", "tab", "encoding"}


def test_ids_are_short_and_free() -> None:
    assert slug_of("LG Électronique’s “Car”") == "lg-electroniques-car"
    assert (
        id_of("Xiaomi is in talks to use a plant of Great Wall Motor.") == "xiaomi-talks-use-plant-great-wall"
    )
    assert id_of("小米") == "new-claim"
    assert id_of("小米", {"new-claim", "new-claim-2"}) == "new-claim-3"
