"""Rules that reading a file keeps by itself (`read`): told here, found there."""

from __future__ import annotations

from generator import read
from generator.rule import Example, Rule

_RIGHT = "said_by: three people with direct knowledge"
_DEEP = "vehicles: [[[[[[[[[[[[su7]]]]]]]]]]]]"

_TOLD: dict[str, tuple[str, Example]] = {
    "not-a-file": (
        "Put the file itself there.",
        Example("a link to a file elsewhere", "the file itself", "words"),
    ),
    "too-large": ("Shorten it.", Example("a file of 2 MiB", "a file of 60 kB", "words")),
    "encoding": (
        "Save the file as UTF-8.",
        Example("said_by: Z\udcfcrcher Zeitung", "said_by: Zürcher Zeitung"),
    ),
    "control-character": ("Take it out.", Example("said_by: three\x07 people", "said_by: three people")),
    "tab": ("Write spaces.", Example("said_by:\tthree people", "said_by: three people")),
    "directive": (
        "Take the line out, or indent it.",
        Example("%TAG ! tag:example.com\nindustry: Smartphones", "industry: Smartphones", "company"),
    ),
    "empty-file": (
        "Write its fields, or delete it.",
        Example(
            "# content/partners/geely.yaml",
            "# content/partners/geely.yaml\nname: Geely\ncountry: CN\nkind: carmaker",
        ),
    ),
    "top-level": (
        "Write `field: value` on each line.",
        Example(
            "# content/partners/geely.yaml\n- name: Geely\n- country: CN\n- kind: carmaker",
            "# content/partners/geely.yaml\nname: Geely\ncountry: CN\nkind: carmaker",
        ),
    ),
    "yaml-syntax": (
        "Put the whole value in quotes, close what is open, indent with spaces.",
        Example("said_by: Reuters: three people", 'said_by: "Reuters: three people"'),
    ),
    "field-name": ("Write `field: value`.", Example("[said_by]: three people", _RIGHT)),
    "duplicate-key": (
        "Keep one of them.",
        Example("said_by: three people\nsaid_by: a fourth one", "said_by: three people and a fourth one"),
    ),
    "comment": (
        "Put the whole value in quotes, or write a space after #.",
        Example("said_by: the maker #1 in China", 'said_by: "the maker #1 in China"'),
    ),
    "comma": (
        "Write the number without commas, or put the whole text in quotes.",
        Example(
            "answers: {price: {amount: 1,000,000, currency: EUR}}",
            "answers: {price: {amount: 1000000, currency: EUR}}",
        ),
    ),
    "anchor": ("Take the mark out.", Example("said_by: &people three people", _RIGHT)),
    "alias": ("Write the value out.", Example("said_by: *people", _RIGHT)),
    "merge-key": ("Write the fields out.", Example("<<: {said_by: three people}", _RIGHT)),
    "tag": ("Take it out.", Example("said_by: !!str three people", _RIGHT)),
    "many-documents": (
        "Write each entry into a file of its own.",
        Example(
            "# content/partners/geely.yaml\nname: Geely\ncountry: CN\nkind: carmaker\n---\nname: Chery",
            "# content/partners/geely.yaml\nname: Geely\ncountry: CN\nkind: carmaker",
        ),
    ),
    "nesting": ("Write it less nested.", Example(_DEEP, "vehicles: [su7]")),
    "too-many": ("Mend the problems above first.", Example("a hundred wrong lines", "none", "words")),
}

RULES = tuple(
    Rule(name, guards, how=_TOLD[name][0], example=_TOLD[name][1]) for name, guards in read.RULES.items()
)
