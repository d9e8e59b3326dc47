"""An entry is read as the texts that its editor typed, or refused where the mistake is."""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import sys
import time
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.document import Document
from generator.node import Node
from generator.problem import Place, Problem
from generator.read import RULES, parse, quote, read, text_to_quote

if TYPE_CHECKING:
    from collections.abc import Iterator

MIB = 1 << 20
ENTRY = Path(__file__).parent.parent / "content" / "companies" / "sharp.yaml"


def document(text: str) -> Document:
    found, problems = parse(text.encode(), "companies/one.yaml")
    assert problems == []
    assert found is not None
    return found


def problems(data: bytes | str) -> list[Problem]:
    return parse(data.encode() if isinstance(data, str) else data, "companies/one.yaml")[1]


# What is read


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a: b\n", {"a": "b"}),
        ("a: b", {"a": "b"}),
        ("a:\n", {"a": ""}),
        ("a: ''\n", {"a": ""}),
        ("---\na: b\n", {"a": "b"}),
        ("a: b\n...\n", {"a": "b"}),
        ("# only a comment\na: b  # and another\n", {"a": "b"}),
        ("a: b ## and another\n", {"a": "b"}),
        ("\ufeffa: b\n", {"a": "b"}),
        ("a: b\r\nc:\r\n  - d\r\n", {"a": "b", "c": ["d"]}),
        ("a: |\r\n  b\r\n  c\r\n", {"a": "b\nc"}),
        ("a: |\n  b\n  c\n", {"a": "b\nc"}),
        ("a: >-\n  b\n  c\n", {"a": "b c"}),
        ("a: [b, 'c, d', {e: f}, []]\n", {"a": ["b", "c, d", {"e": "f"}, []]}),
        ('a: "b\n  c"\n', {"a": "b c"}),
        ('a:\n  "b\n  c"\n', {"a": "b c"}),
        ("? a\n: b\n", {"a": "b"}),
        ("{a: b}\n", {"a": "b"}),
        ("a: https://example.org/#b\n", {"a": "https://example.org/#b"}),
        ("a: C# or F#\n", {"a": "C# or F#"}),
        ('a: "\\u00e9\\n\\""\n', {"a": 'é\n"'}),
        ("a: don't\n", {"a": "don't"}),
        ("a: 50% off\n", {"a": "50% off"}),
    ],
)
def test_values(text: str, value: dict[str, Any]) -> None:
    assert document(text).value == value


@pytest.mark.parametrize(
    "typed",
    [
        "NO",
        "yes",
        "null",
        "~",
        "true",
        "1.10",
        "0o17",
        "012",
        "0x1f",
        "1e3",
        "12:30",
        "2024-01-01",
        ".inf",
        "1_000",
    ],
)
def test_a_plain_word_stays_what_was_typed(typed: str) -> None:
    assert document(f"{typed}: {typed}\n").value == {typed: typed}


@pytest.mark.parametrize(
    "typed",
    [
        "\u202eabc\u202c",
        "a\u200bb",
        "a\ufeffb",
        "\U0001f469\u200d\U0001f680",
        "e\u0301" * 50,
        "汽车",
        "سيارة",
        "\ue000",
        "\U00020000",
    ],
)
def test_unusual_characters_stay_what_was_typed(typed: str) -> None:
    assert document(f"a: x{typed}x\n").value == {"a": f"x{typed}x"}


# What is refused: the bytes, then rule, line, column, field, and words of the message or of its mend

CASES: list[tuple[bytes | str, str, int, int, str, str]] = [
    # encodings
    (b"\xff\xfea\x00:\x00", "encoding", 1, 1, "", "UTF-8"),
    (b"\xfe\xff\x00a\x00:", "encoding", 1, 1, "", "UTF-8"),
    (b"a\x00:\x00 \x00b\x00", "encoding", 1, 1, "", "UTF-16"),
    (b"\x00\x00\xfe\xff", "encoding", 1, 1, "", "UTF-32"),
    (b"a: b\nc:\n  d: caf\xe9\n", "encoding", 3, 9, "c.d", "E9"),
    (b"a: caf\xe9\n", "encoding", 1, 7, "a", "é"),
    ("a: 汽\n".encode() + b"b: \x81", "encoding", 2, 4, "b", "81"),
    (b"a: \xc0\xaf", "encoding", 1, 4, "a", "not UTF-8"),
    (b"a: \xed\xa0\x80", "encoding", 1, 4, "a", "not UTF-8"),
    (b"a: b\xf0\x9f\x98", "encoding", 1, 5, "a", "not UTF-8"),
    # characters
    ("a: b\0c", "control-character", 1, 5, "a", "U+0000"),
    ("a: 汽\x1b[0m", "control-character", 1, 5, "a", "U+001B"),
    ("a: b\x7f", "control-character", 1, 5, "a", "U+007F"),
    ("a: b\x9f", "control-character", 1, 5, "a", "U+009F"),
    ("a: b\rc: d\n", "control-character", 1, 5, "a", "U+000D"),
    ("a: b\x0cc", "control-character", 1, 5, "a", "U+000C"),
    ("a: b\x85c", "control-character", 1, 5, "a", "U+0085"),
    ("a: b\n\nc: d\u2028e", "control-character", 3, 5, "c", "new line"),
    ("a: |\n  b\u2029c", "control-character", 2, 4, "a", "U+2029"),
    ("a: b\ufffe", "control-character", 1, 5, "a", "U+FFFE"),
    ("a: b\uffff", "control-character", 1, 5, "a", "no character"),
    ("a: b\ufdd0", "control-character", 1, 5, "a", "no character"),
    ("a: b\U0010ffff", "control-character", 1, 5, "a", "U+10FFFF"),
    ('a: "b\\0"', "control-character", 1, 4, "a", "U+0000"),
    ('a:\n  - x\n  - "\\e[0m"', "control-character", 3, 5, "a[1]", "backslash"),
    ('a: "b\\u2028"', "control-character", 1, 4, "a", "U+2028"),
    ('a: "b\\r\\n"', "control-character", 1, 4, "a", "U+000D"),
    ('"a\\x01": b', "control-character", 1, 1, "a�", "U+0001"),
    # tabs
    ("a:\n\tb: c\n", "tab", 2, 1, "", "spaces"),
    ("a: b\n\tc: d\n", "tab", 2, 1, "", "spaces"),
    ("a:\tb\n", "tab", 1, 3, "a", "spaces"),
    ('a: "b\\tc"\n', "tab", 1, 4, "a", "spaces"),
    # structure
    ("", "empty-file", 1, 1, "", "empty"),
    ("# nothing\n", "empty-file", 1, 1, "", "fields"),
    ("---\n", "empty-file", 1, 1, "", "empty"),
    ("- a\n", "top-level", 1, 1, "", "list"),
    ("\n\na\n", "top-level", 3, 1, "", "field: value"),
    ("a:b\n", "top-level", 1, 1, "", "space after the colon"),
    ("a: b\n---\nc: d\n", "many-documents", 2, 1, "", "of its own"),
    ("a: b\n---\n", "many-documents", 2, 1, "", "---"),
    ("%YAML 1.2\n---\na: b\n", "directive", 1, 1, "", "instruction"),
    ("a: b\n...\n%TAG ! b\n---\n", "directive", 3, 1, "", "%"),
    ('a: "b\n% c"\n', "directive", 2, 1, "", "indent"),
    # what a plain load would follow
    ("a: &b c\n", "anchor", 1, 4, "a", "&b"),
    ("a: &b [c]\n", "anchor", 1, 4, "a", "quotes"),
    ("a: b\nc:\n  - *d\n", "alias", 3, 5, "c[0]", "*d"),
    ("*a : b\n", "alias", 1, 1, "", "*a"),
    ("<<: {a: b}\n", "merge-key", 1, 1, "<<", "Write the fields out"),
    ("a: !!python/object:os.system b\n", "tag", 1, 4, "a", "text"),
    ("a: !b c\n", "tag", 1, 4, "a", "!"),
    ("a: ! c\n", "tag", 1, 4, "a", "!"),
    ("a: !!map {b: c}\n", "tag", 1, 4, "a", "!"),
    ("a: !!str\n", "tag", 1, 4, "a", "!"),
    ("a: " + "[" * 13 + "]" * 13, "nesting", 1, 15, "a" + "[0]" * 11, "12 deep"),
    # names of fields
    ("a: b\nc: d\na: e\n", "duplicate-key", 3, 1, "a", "line 1"),
    ("a:\n  - {b: c, d: e, b: f}\n", "duplicate-key", 2, 18, "a[0].b", "line 2"),
    ('a: b\n"a": c\n', "duplicate-key", 2, 1, "a", "line 1"),
    ("[a]: b\n", "field-name", 1, 1, "", "list"),
    ("a: {{ b }}\n", "field-name", 1, 5, "a", "quotes"),
    ("? {a: b}\n: c\n", "field-name", 1, 3, "", "list"),
    ('"a\\nb": c\n', "field-name", 1, 1, "a�b", "a�b"),
    ("na\u200bme: b\n", "field-name", 1, 1, "na�me", "not seen"),
    ("a: {'': b}\n", "field-name", 1, 5, "a", "missing"),
    # a text cut off by a comment
    ("a: We are #1\n", "comment", 1, 11, "a", "quotes"),
    ("a:\n  b: #EV\n", "comment", 2, 6, "a.b", "quotes"),
    # a number cut in two by a comma
    ("a: {b: 30,000}\n", "comma", 1, 8, "a.b", "Write 30000, without commas."),
    ("a: {b: {c: 1,000,000, d: e}}\n", "comma", 1, 12, "a.b.c", "Write 1000000, without commas."),
    ("a: {b: It costs 30,000, d: e}\n", "comma", 1, 8, "a.b", "quotes"),
    # an item without its dash
    ("a:\n  - b: c\n    d: e\n\n    b: f\n    d: g\n", "duplicate-key", 5, 5, "a[1].b", "Write `- `"),
    # a colon, or none
    ("a: b: c\n", "yaml-syntax", 1, 5, "a", "second colon"),
    ("a: 汽\U0001f600 b: c\n", "yaml-syntax", 1, 8, "a", "b: c' as the whole value."),
    ('a: "b": c\n', "yaml-syntax", 1, 7, "a", "second colon"),
    ("name:X\ncountry: CN\n", "yaml-syntax", 1, 1, "", "space after the colon of `name:`"),
    ("a: 1\nname:X\ncountry: CN\n", "yaml-syntax", 2, 1, "", "space after the colon of `name:`"),
    ("a:\n  - id:x\n    b: c\n", "yaml-syntax", 2, 5, "a[0]", "space after the colon of `id:`"),
    ("a: 1\nname X\ncountry: CN\n", "yaml-syntax", 2, 1, "", "no colon"),
    ("name X\ncountry: CN\n", "yaml-syntax", 1, 1, "", "no colon"),
    ("a: b\nc", "yaml-syntax", 2, 1, "", "no colon"),
    (": a\n", "yaml-syntax", 1, 1, "", "name of the field is missing"),
    ('"a":b\n', "yaml-syntax", 1, 4, "", "space after the colon"),
    ("a: >-\n  b\nc\nd: e\n", "yaml-syntax", 3, 1, "", "indent it further"),
    ("a:\n  b: |\n  c d\n  e f\n", "yaml-syntax", 3, 3, "a", "further right"),
    # indentation
    ("name: X\n  country: CN\n", "yaml-syntax", 2, 3, "name", "indented further"),
    ("a:\n  b: 1\n c: 2\n", "yaml-syntax", 3, 2, "a", "does not line up"),
    ("a:\n  - x\n  y: z\n", "yaml-syntax", 3, 3, "a", "does not line up"),
    ("claims:\n  - id: x\n    a: b\n   c: d\n", "yaml-syntax", 4, 4, "claims[0]", "Indent with spaces"),
    ("  a: b\nc: d\n", "yaml-syntax", 2, 1, "", "further left"),
    ("a: b\n...\nc: d\n", "yaml-syntax", 3, 1, "", "`...`"),
    ("...\n", "yaml-syntax", 1, 1, "", "`...`"),
    ("a:\n  -\n  b: c\n", "yaml-syntax", 3, 3, "a", "does not line up"),
    # lists
    ("a: - b\n", "yaml-syntax", 1, 4, "a", "line of its own"),
    ("a:\n- b\n-c\n", "yaml-syntax", 3, 1, "", "space after the dash"),
    ("a:\n  -id: b\n    c: d\n", "yaml-syntax", 2, 3, "a.-id", "space after the dash"),
    ("a: [\n- b\n]\n", "yaml-syntax", 2, 1, "", "commas"),
    ("a: [b, , c]\n", "yaml-syntax", 1, 8, "a[0]", "value is missing"),
    ("a: [b\nc: d\n", "yaml-syntax", 1, 4, "a", "not closed"),
    ("a: {b: c\nd: e\n", "yaml-syntax", 1, 4, "a", "Write }"),
    ("a: {\n  b: c\n  d: e\n}\n", "yaml-syntax", 3, 4, "a.b", "comma is missing"),
    ("a: [b, c\n", "yaml-syntax", 1, 4, "a", "Write ]"),
    ("a: [\n", "yaml-syntax", 1, 4, "a", "not closed"),
    ("a: [b: c: d]\n", "yaml-syntax", 1, 9, "a[0].b", "comma"),
    ("a: [b]c\n", "yaml-syntax", 1, 7, "a[0]", "closing bracket"),
    ("a: {b:, c: d}\n", "yaml-syntax", 1, 6, "a", "space after a colon"),
    ("a: [|]\n", "yaml-syntax", 1, 5, "a", "begins with |"),
    ("a: ]\n", "yaml-syntax", 1, 4, "a", "begins with ]"),
    # quotes
    ('a: "b\nc: d\n', "yaml-syntax", 1, 4, "a", "not closed"),
    ('a: "b\nc: "d"\n', "yaml-syntax", 1, 4, "a", "not closed"),
    ('a: "b\nc: "\nd: e\n', "yaml-syntax", 1, 4, "a", "Close the quote"),
    ('a: ["b, c]\nd: "e"\n', "yaml-syntax", 1, 5, "a[0]", "not closed"),
    ("a: 'b\n---\n", "yaml-syntax", 1, 4, "a", "not closed"),
    ('a: "b\\', "yaml-syntax", 1, 4, "a", "not closed"),
    ("a: 'Xiaomi's car'\n", "yaml-syntax", 1, 12, "a", "Write Xiaomi's car as the"),
    ("a: It's so: yes\n", "yaml-syntax", 1, 11, "a", 'Write "It\'s so: yes" as the whole value.'),
    ("a: [It's so: yes: no]\n", "yaml-syntax", 1, 17, "a[0].It's so", "double quotes"),
    ('a: "b" c\n', "yaml-syntax", 1, 8, "a", "closing quote"),
    ('a: "C:\\dir"\n', "yaml-syntax", 1, 7, "a", "two backslashes"),
    ('a: "\\ud83d\\ude00"\n', "yaml-syntax", 1, 7, "a", "character itself"),
    # what means something at the start of a value
    ("a: @b\n", "yaml-syntax", 1, 4, "a", "begins with @"),
    ("a: `b`\n", "yaml-syntax", 1, 4, "a", "begins with `"),
    ("a: %b\n", "yaml-syntax", 1, 4, "a", "begins with %"),
    ("a: *b* c\n", "yaml-syntax", 1, 4, "a", "begins with *"),
    ("a: & b\n", "yaml-syntax", 1, 4, "a", "begins with &"),
    ("a: !b!c d\n", "yaml-syntax", 1, 4, "a", "begins with !"),
    ("a: , b\n", "yaml-syntax", 1, 4, "a", "begins with ,"),
    ("a: ? b\n", "yaml-syntax", 1, 4, "a", "begins with ?"),
    ("a: | b\n", "yaml-syntax", 1, 4, "a", "next line"),
    ("a: > b\n", "yaml-syntax", 1, 4, "a", "next line"),
]


@pytest.mark.parametrize(("data", "rule", "line", "column", "field", "words"), CASES)
def test_refused(data: bytes | str, rule: str, line: int, column: int, field: str, words: str) -> None:
    found = problems(data)[0]
    assert (found.rule, found.place, found.field) == (rule, Place("companies/one.yaml", line, column), field)
    assert words in f"{found.message} {found.mend}"
    assert found.severity == "error"


def test_every_rule_is_explained_and_tried() -> None:
    elsewhere = {"not-a-file", "too-large", "too-many"}
    assert {case[1] for case in CASES} | elsewhere == set(RULES)


def test_all_problems_are_told_at_once() -> None:
    text = 'a: &b c\nd: *b\na: !e f\n<<: {}\n"": g\nh: "i\\0"\n[j]: k\nl: m #n\no: p: q\n'
    assert [(found.rule, found.place.line) for found in problems(text)] == [
        ("anchor", 1),
        ("alias", 2),
        ("duplicate-key", 3),
        ("tag", 3),
        ("merge-key", 4),
        ("field-name", 5),
        ("control-character", 6),
        ("field-name", 7),
        ("comment", 8),
        ("yaml-syntax", 9),
    ]


def test_an_item_without_its_dash_is_read_as_an_item() -> None:
    found, told = parse(b"a:\n  - b: c\n    d: e\n    b: f\n    d: g\n    h: i\n  - b: j\n", "one.yaml")
    assert len(told) == 1
    assert found is not None
    assert found.value == {"a": [{"b": "c", "d": "e"}, {"b": "f", "d": "g", "h": "i"}, {"b": "j"}]}
    assert mirrors(found.value, found.node)


def test_a_number_that_a_comma_cut_is_read_whole() -> None:
    found, told = parse(b"a: {b: 1,000,000, c: 1,000, 123: d}\n", "one.yaml")
    assert [one.rule for one in told] == ["comma", "comma"]
    assert found is not None
    assert found.value == {"a": {"b": "1,000,000", "c": "1,000", "123": "d"}}


@pytest.mark.parametrize(
    "text", ['a: "b\nc: "d"\n', "a:\n  b: |\n  c d\n  e f\n", "a: *b c\n", 'a: ["b, c]\nd: "e"\n']
)
def test_one_mistake_is_one_problem(text: str) -> None:
    assert len(problems(text)) == 1


def test_each_line_with_refused_characters_is_told() -> None:
    found = problems(b"a:\tb\tc\nd: e\nf: caf\xe9\n%g\nh: i\0\n")
    assert [(one.rule, one.place.line, one.field) for one in found] == [
        ("tab", 1, "a"),
        ("encoding", 3, "f"),
        ("directive", 4, ""),
        ("control-character", 5, "h"),
    ]


def test_a_third_field_of_one_name_is_told_the_line_of_the_first() -> None:
    found, told = parse(b"a: b\nc: d\na: e\na: f\n", "one.yaml")
    assert [(one.place.line, "line 1" in one.message) for one in told] == [(3, True), (4, True)]
    assert found is not None
    assert found.value == {"a": "f", "c": "d"}
    assert found.place(("a",)) == Place("one.yaml", 4, 4)
    assert found.place(("a",), key=True) == Place("one.yaml", 4, 1)


@pytest.mark.parametrize(
    ("text", "gaps"),
    [
        ("a: &b c\n", set()),
        ("a: !b c\n", set()),
        ("a: b\na: c\n", set()),
        ("a: b\nc:\n  - d: *e\n", {("c", 0, "d")}),
        ("a: b\nc: {<<: *d, e: f}\n", {("c", ""), ("c", "<<")}),
        ("a: b\nc: {[d]: e}\n", {("c", "")}),
        ("a: b\nc: {*d : e}\n", {("c", "")}),
        ("a: b #c\n", {("a",)}),
        ('a: "\\0"\nb: c\n', {("a",)}),
        ("a:\tb\nc: d\n", {("a",)}),
        ("a: b: c\nd: e\n", {("a",)}),
        ('a: "b\nc: d\n', {("a",)}),
        ("a:\n  - b: [c\n    d: e\n  - b: f: g\n", {("a", 0, "b"), ("a", 1, "b")}),
        ("a:\n  - b: c\n    d e\n  - b: f\n", {("a", 0, "")}),
    ],
)
def test_what_was_refused_leaves_gaps_in_a_document_that_is_read_on(text: str, gaps: set[Any]) -> None:
    found, told = parse(text.encode(), "one.yaml")
    assert told
    assert found is not None
    assert found.gaps == gaps


@pytest.mark.parametrize(
    "text",
    [
        "a: b: c\nd: e: f\n",
        'a: "b\nd: [e\n',
        "a:\n  - b: c: d\n    e f\n",
        "a: b\nc: @d\ne:\n  f: `g`\n",
    ],
)
def test_yaml_that_breaks_twice_is_told_twice(text: str) -> None:
    found, told = parse(text.encode(), "one.yaml")
    assert [one.rule for one in told] == ["yaml-syntax"] * 2
    assert found is not None


@pytest.mark.parametrize("text", ["a: b\tc: d\n", "a: b\n\tc\n d: e\n", "a:b\n", "a"])
def test_what_nobody_can_make_sense_of_gives_no_document(text: str) -> None:
    assert parse(text.encode(), "one.yaml")[0] is None


def test_reading_stops_after_a_hundred_problems() -> None:
    for text in ("a: [" + "*b, " * 500 + "]\n", "a:\tb\n" * 500):
        found = problems(text)
        assert len(found) == 101
        assert found[-1].rule == "too-many"


# Places


def test_places() -> None:
    found = document(
        "name: X\nclaims:\n  - id: a\n    answers: {builder: b, when: [c,  d]}\n  -\n    id: e\nempty:\n"
    )

    def place(*path: str | int, key: bool = False) -> tuple[int, int]:
        at = found.place(path, key=key)
        assert at.file == "companies/one.yaml"
        return at.line, at.column

    assert place() == (1, 1)
    assert place("name") == (1, 7)
    assert place("name", key=True) == (1, 1)
    assert place("claims", 0) == (3, 5)
    assert place("claims", 0, key=True) == (3, 5)
    assert place("claims", 0, "answers", "when", 1) == (4, 38)
    assert place("claims", 0, "answers", "when", key=True) == (4, 27)
    assert place("claims", 1, "id") == (6, 9)
    assert place("empty") == (7, 7)


def test_a_missing_value_is_placed_at_its_nearest_ancestor() -> None:
    found = document("a: b\nclaims:\n  - id: c\n")
    assert found.place(("nothing",)) == Place("companies/one.yaml", 1, 1)
    assert found.place(("claims", 0, "sources", 2, "url")) == Place("companies/one.yaml", 3, 5)
    for path in (("claims", 1), ("claims", -1), ("claims", "id"), ("claims", True)):
        assert found.place(path) == Place("companies/one.yaml", 3, 3)
    assert found.place(("a", "b"), key=True) == Place("companies/one.yaml", 1, 1)


def test_columns_count_characters() -> None:
    found = document('{"\U0001f600": 汽, b: é, c: x}\n')
    assert [found.place((name,)).column for name in ("\U0001f600", "b", "c")] == [7, 13, 19]


def test_lines() -> None:
    found = document("\ufeffa: b\r\nc: d\r\n")
    assert [found.line(number) for number in (0, 1, 2, 3, 4, -1)] == ["", "a: b", "c: d", "", "", ""]


def mirrors(value: Any, node: Node) -> bool:
    """A node has the shape of its value, and a place for each key."""
    if isinstance(value, dict):
        children = node.children
        assert isinstance(children, dict)
        assert node.keys is not None
        return list(value) == list(children) == list(node.keys) and all(
            mirrors(value[k], children[k]) for k in value
        )
    if isinstance(value, list):
        assert isinstance(node.children, list)
        return len(value) == len(node.children) and all(map(mirrors, value, node.children))
    return isinstance(value, str) and node.children is None and node.keys is None


# Any text, any bytes


def is_refused(sign: str) -> bool:
    code = ord(sign)
    nothing = code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF
    return sign != "\n" and (unicodedata.category(sign) in {"Cc", "Cs", "Zl", "Zp"} or nothing)


@given(st.text())
@example("\ufeff")
@example("a\n%b\n---\n")
def test_a_text_in_double_quotes_comes_out_as_it_was_or_is_refused(text: str) -> None:
    data = json.dumps({"a": text}, ensure_ascii=False).encode("utf-8", "surrogatepass")
    found, told = parse(data, "one.yaml")
    if any(map(is_refused, text)):
        assert found is None or found.gaps == {("a",)}
        assert told
        assert {one.rule for one in told} <= {"control-character", "tab", "encoding"}
    else:
        assert told == []
        assert found is not None
        assert found.value == {"a": text}


TREES = st.recursive(
    st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")), max_size=5),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.from_regex("[a-z-]{1,6}", fullmatch=True), inner)
    ),
    max_leaves=20,
)


@given(
    st.dictionaries(st.from_regex("[a-z-]{1,6}", fullmatch=True), TREES, min_size=1),
    st.sampled_from([None, 1, 3]),
)
def test_fields_in_brackets_come_out_as_they_were(tree: dict[str, Any], indent: int | None) -> None:
    data = json.dumps(tree, ensure_ascii=False, indent=indent)
    if any(is_refused(sign) for sign in data):
        return
    found, told = parse(data.encode(), "one.yaml")
    if any(one.rule == "nesting" for one in told):
        return
    assert told == []
    assert found is not None
    assert found.value == tree
    assert mirrors(found.value, found.node)


PIECES = st.lists(
    st.sampled_from(
        [
            *"abc:-?[]{},#&*!|>'\"%@`\\ \n\r\t\0",
            ": ",
            "- ",
            "\n  ",
            "\n    ",
            "---\n",
            "...\n",
            "<<: ",
            "a: ",
            "\ufeff",
            "\x85",
        ]
    )
    | st.characters()
).map(lambda pieces: "".join(pieces).encode("utf-8", "surrogatepass"))


@settings(max_examples=500)
@given(st.binary() | PIECES)
@example(b" #a: b\n---")
def test_any_bytes_are_read_or_refused_in_a_place_of_the_file(data: bytes) -> None:
    found, told = parse(data, "one.yaml")
    lines = data.decode("utf-8", "surrogateescape").removeprefix("\ufeff").replace("\r\n", "\n").split("\n")
    assert found is not None or told
    for one in told:
        assert one.rule in RULES
        assert one.message.endswith(".")
        assert one.mend.endswith((".", '…".'))
        assert not re.search("Error|Exception|Traceback|0x[0-9a-f]{6}", one.message + one.mend)
        assert 1 <= one.place.line <= len(lines)
        assert 1 <= one.place.column <= len(lines[one.place.line - 1]) + 1
        assert quote("\n".join(lines), one.place).endswith("^")
    if found is not None and not told:
        assert mirrors(found.value, found.node)


# Limits: never slow, never large

LIMITS = {
    "brackets": "a: " + "[" * 100_000,
    "braces": "a: " + "{b: " * 250_000,
    "dashes": "- " * 500_000,
    "questions": "? " * 500_000,
    "deep": "".join(" " * depth + "a:\n" for depth in range(1400)),
    "keys": "".join(f"{key:x}:\n" for key in range(150_000)),
    "one key": "a:\n" * 340_000,
    "maps": "a: [" + "{b}," * 262_000 + "]",
    "aliases": "a: [" + "*b," * 340_000 + "]",
    "tag directives": "".join(f"%TAG !a{key}! b\n" for key in range(55_000)),
    "tabs": "\t\n" * 500_000,
    "text": "a: " + "b " * 500_000,
    "lines": "a: b" + "\n" * 1_000_000,
    "quotes": 'a: "b\n' * 170_000,
    "comments": "a: [" + "b," * 500_000 + "] #c",
    "spaces": "a: b" + " " * 1_000_000 + "#c",
    "escapes": 'a: "' + "\\x41" * 250_000 + '"',
}


@pytest.mark.parametrize("name", LIMITS)
def test_a_file_at_the_size_limit_takes_no_time(name: str) -> None:
    data = LIMITS[name].encode()
    assert len(data) <= MIB
    begin = time.process_time()  # of the processor: what else the machine does is no fault of ours
    parse(data, "one.yaml")
    assert time.process_time() - begin < 3


@pytest.mark.skipif(sys.platform != "linux", reason="asks Linux how much memory was used")
def test_a_file_at_the_size_limit_takes_no_memory() -> None:
    """In a process of its own, on what makes the most values of a mebibyte."""
    script = (
        "from generator.read import parse\n"
        "for data in (b'a: [' + b'{b},' * 262000, b''.join(b'%x:\\n' % key for key in range(150000))):\n"
        "    parse(data, 'one.yaml')\n"
        "print(open('/proc/self/status').read())\n"
    )
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    peak = re.search(r"VmHWM:\s+(\d+) kB", run.stdout)
    assert peak is not None
    assert int(peak[1]) < 150_000


def test_more_than_a_mebibyte_is_refused_before_it_is_looked_at(tmp_path: Path) -> None:
    entry = tmp_path / "one.yaml"
    entry.write_bytes(b"a: " + b"b" * (MIB - 3))
    assert read(entry, "one.yaml")[1] == []
    entry.write_bytes(b"a: " + b"b" * (MIB - 2))
    assert [one.rule for one in read(entry, "one.yaml")[1]] == ["too-large"]
    assert [one.rule for one in problems(b"a: " + b"b" * 10_000_000)] == ["too-large"]
    with entry.open("wb") as sparse:
        sparse.truncate(1 << 40)
    assert [one.rule for one in read(entry, "one.yaml")[1]] == ["too-large"]


def test_so_many_values_that_reading_gets_slow_are_refused() -> None:
    assert [one.rule for one in problems(LIMITS["maps"])] == ["too-large"]
    assert problems("a: [" + "b," * 190_000 + "]") == []


# Files


def refused_file(path: Path) -> str:
    found, told = read(path, "companies/one.yaml")
    assert found is None
    assert [(one.rule, one.place) for one in told] == [("not-a-file", Place("companies/one.yaml"))]
    assert text_to_quote(path) == ""
    return told[0].message


def test_a_regular_file_is_read(tmp_path: Path) -> None:
    entry = tmp_path / "one.yaml"
    entry.write_bytes("\ufeffa: é\r\n".encode())
    found, told = read(entry, "companies/one.yaml")
    assert told == []
    assert found is not None
    assert (found.file, found.text, found.value) == ("companies/one.yaml", "a: é\n", {"a": "é"})
    assert text_to_quote(entry) == found.text


def test_what_is_no_regular_file_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "real.yaml").write_text("a: b\n")
    (tmp_path / "link.yaml").symlink_to("real.yaml")
    (tmp_path / "broken.yaml").symlink_to("nothing.yaml")
    (tmp_path / "loop.yaml").symlink_to("loop.yaml")
    (tmp_path / "folder.yaml").mkdir()
    os.mkfifo(tmp_path / "pipe.yaml")
    for name in ("link", "broken", "loop"):
        assert "link" in refused_file(tmp_path / f"{name}.yaml")
    assert "folder" in refused_file(tmp_path / "folder.yaml")
    assert "pipe" in refused_file(tmp_path / "pipe.yaml")
    assert "device" in refused_file(Path("/dev/zero"))
    with socket.socket(socket.AF_UNIX) as server:
        monkeypatch.chdir(tmp_path)  # a socket's path has to be short
        server.bind("socket.yaml")
        assert "socket" in refused_file(tmp_path / "socket.yaml")


def test_what_cannot_be_opened_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "not there" in refused_file(tmp_path / "nothing.yaml")
    assert "cannot be read" in refused_file(tmp_path / ("x" * 300))
    assert "cannot be read" in refused_file(tmp_path / "nul\0.yaml")
    entry = tmp_path / "one.yaml"
    entry.write_text("a: b\n")
    for error, words in (
        (PermissionError, "may not be read"),
        (FileNotFoundError, "not there"),
        (OSError, "cannot"),
    ):

        def fails(*_: object, error: type[OSError] = error) -> int:
            raise error

        with monkeypatch.context() as patch:
            patch.setattr(os, "open", fails)
            assert words in refused_file(entry)


def test_what_takes_a_files_place_is_not_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between the look at the file and its opening it becomes a pipe, which nobody writes into, or a link."""
    entry, pipe, link = tmp_path / "one.yaml", tmp_path / "pipe", tmp_path / "link"
    entry.write_text("a: b\n")
    os.mkfifo(pipe)
    link.symlink_to(entry)
    regular = entry.lstat()
    monkeypatch.setattr(Path, "lstat", lambda _: regular)
    assert [one.rule for one in read(pipe, "one.yaml")[1]] == ["empty-file"]
    assert [one.rule for one in read(link, "one.yaml")[1]] == ["not-a-file"]


# Quoting


def test_a_place_is_quoted_with_a_caret() -> None:
    text = "a: b\nc: d: e\n"
    assert quote(text, Place("one.yaml", 2, 5)) == "c: d: e\n    ^"
    assert quote(text, Place("one.yaml", 1, 5)) == "a: b\n    ^"
    assert quote(text, Place("one.yaml", 1, 99)) == "a: b\n    ^"
    assert quote(text, Place("one.yaml", 9, 1)) == ""


def test_the_caret_stands_under_wide_and_combined_characters() -> None:
    assert quote("汽车: x", Place("one.yaml", 1, 5)) == "汽车: x\n      ^"
    assert quote("e\u0301: x", Place("one.yaml", 1, 5)) == "e\u0301: x\n   ^"


def test_what_hides_or_moves_characters_is_quoted_as_a_sign() -> None:
    assert quote("a\tb\r\n", Place("one.yaml", 1, 3)) == "a→b\n  ^"
    assert quote("a\x1b[2J\u202eb\u200b\0\udce9", Place("one.yaml", 1, 1)) == "a�[2J�b���\n^"


def test_a_long_line_is_cut_around_the_column() -> None:
    line, caret = quote("a" * 500 + "X" + "b" * 500, Place("one.yaml", 1, 501)).split("\n")
    assert len(line) < 110
    assert line[0] == line[-1] == "…"
    assert line[len(caret) - 1] == "X"


# Where a value stands, when the tree has been left


PLACED = {
    "block": "claims:\n  - id: one\n    answers: {a: b, c: [d, e]}\n  - id: two\n",
    "at the edge": "name: A\nclaims:\n- id: one\n  sources:\n  - {url: x}\n  - y\n- id: two\nallow: [a: b]\n",
    "comments": "claims:\n  # a\n  - id: one  # b\n\n    # c\n    who: x\n  # d\n  - id: two\ne: f\n",
    "flow": "claims: [{id: one, answers: {a: b}},\n  {id: two}]\nname: A\n",
    "texts on lines": 'claims:\n  - text: |\n      - id: no\n    id: one\n  - text: "a\n      - b"\n',
    "a dash alone": "claims:\n  -\n    id: one\n  - id: two\n",
    "lists in lists": "claims:\n  - - id: one\n    - b\n  - - c\n",
    "texts": "former_slugs:\n  - one\n  - two\nclaims: []\n",
    "carriage returns": "\ufeffclaims:\r\n  - id: one\r\n    who: ä😀\r\n  - id: two\r\n",
}


@pytest.mark.parametrize("text", [*PLACED.values(), ENTRY.read_text("utf-8")])
def test_a_place_is_the_same_without_the_tree(text: str) -> None:
    whole = document(text)
    for path in every_path(whole.value):
        for key in (False, True):
            left = Document(whole.file, whole.data, lines=whole.lines)
            assert left.place(path, key=key) == whole.place(path, key=key), path


def test_one_place_in_a_list_costs_no_tree() -> None:
    found = document(PLACED["block"])
    found.fold()
    found.place(("claims", 1, "id"))
    assert found.tree is None


def every_path(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The path of each value in a value, and one beside them that leads nowhere."""
    yield path
    if isinstance(value, dict | list):
        yield (*path, "missing" if isinstance(value, dict) else len(value))
        for step, below in value.items() if isinstance(value, dict) else enumerate(value):
            yield from every_path(below, (*path, step))
