"""Any text in any field is refused or shown as it is; any field that is broken is told where it stands."""

from __future__ import annotations

import copy
import random
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import fuzz
import pytest
import yaml
from conftest import ROOT
from hostile import sound
from hostile.entry import as_yaml, written
from hostile.parts import Parts, as_read, parts
from hostile.texts import TEXTS
from hostile.twins import harmless, told
from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.check import foresee
from generator.edition import edition
from generator.load import load
from generator.quick import split, to_html
from generator.view import Site
from generator.wording import is_plural
from generator.write import company

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.load import Content
    from generator.problem import Path as Steps
    from generator.problem import Problem

ACME = "companies/acme.yaml"
COMPANY: dict[str, Any] = yaml.load(sound.COMPANY.replace("Acme One", "Ω1"), Loader=yaml.BaseLoader)

FIELDS: list[Steps] = [
    ("name",),
    ("legal_name",),
    ("industry",),
    ("summary", "text"),
    ("programmes", "acme-one", "name"),
    ("programmes", "acme-one", "what"),
    ("programmes", "acme-one", "formerly", 0, "name"),
    ("programmes", "acme-one", "vehicles", "one", "name"),
    ("programmes", "acme-one", "vehicles", "one", "body"),
    ("sources", "times", "title"),
    ("sources", "times", "publisher"),
    ("sources", "times", "via"),
    ("claims", 0, "statement"),
    ("claims", 0, "said_by"),
    ("claims", 0, "answers", "slogan"),
    ("claims", 1, "sources", 0, "publisher"),
    ("claims", 1, "answers", "capacity", "unit"),
    ("claims", 1, "answers", "price", "variant"),
    ("claims", 1, "answers", "price", "market"),
    ("claims", 1, "corrections", 0, "note"),
]

UNICODE = st.text(st.characters(codec="utf-8"), max_size=60)
MIXED = st.lists(st.sampled_from(TEXTS) | UNICODE, max_size=4).map("".join)


@cache
def content() -> Content:
    """The sound brief."""
    files = {"brief.yaml": sound.BRIEF, "partners/magna.yaml": sound.PARTNER, ACME: sound.COMPANY}
    with TemporaryDirectory() as folder:
        loaded, problems = load(written(Path(folder) / "content", files))
    assert loaded
    assert not problems
    return loaded


def changed(entry: dict[str, Any], path: Steps, value: Any) -> dict[str, Any]:
    """An entry with another value at a path."""
    made = copy.deepcopy(entry)
    at(made, path[:-1])[path[-1]] = value
    return made


def at(value: Any, path: Steps) -> Any:
    for step in path:
        value = value[step]
    return value


@cache
def _page(path: Steps, text: str) -> Parts | None:
    """The parts of the company's page with a text in a field; None if it is refused, where it stands."""
    data = as_yaml(changed(COMPANY, path, text)).encode()
    made, problems = foresee(content(), ACME, data, "acme.yaml")
    assert not list(fuzz.ill_told(data, problems))
    errors = [one for one in problems if one.severity == "error"]
    if errors:
        names = [step for step in path if isinstance(step, str)]
        assert any(names[-1] in one.field or names[-2:][0] in one.field for one in errors)
        return None
    day = edition(made)
    assert day
    [page, _answers] = company(Site.of(made, day, "", "https://brief.example/"), "acme")
    _front, body = split(page.markdown)
    return parts(f"<title>{_front['title']}</title>{to_html(body, {'permalink': True})[0]}")


@pytest.mark.parametrize("path", FIELDS, ids=lambda path: ".".join(map(str, path)))
@settings(max_examples=25)
@given(text=UNICODE | MIXED)
@example(text="&#1114112; " + "x" * 200)  # it is cut short where a mark stands
def test_any_text_is_refused_or_shown_as_it_is(path: Steps, text: str) -> None:
    if text.casefold() in "ω1 acme van magna":
        return  # it would be a part of another name
    if len(text) > 100 and any(map(str.isspace, text.strip()[:6])):
        return  # cut short at this blank, it says less than the harmless one needs to tell what it stands for
    if path[0] == "programmes" and text.strip() and is_plural(text):
        return  # a name of several takes another verb than the harmless one
    hostile, plain = (
        _page(path, text),
        _page(path, harmless(0, text) if text.strip() else "zq000z"),
    )
    if hostile is None:
        return
    assert plain
    assert hostile.elements == plain.elements
    assert hostile.scripts == plain.scripts
    assert {kind[0] for kind in hostile.drawn} <= {
        *(kind[0] for kind in plain.drawn),
        "text",
        "title",
        "line",
        "g",
    }
    assert not [name for _tag, *acted in hostile.drawn for name, _value in acted if name.startswith("on")]
    shown = sorted(where + as_read(words) for where, words in hostile.texts.elements())
    assert shown == sorted(where + told(words, [text], as_read) for where, words in plain.texts.elements())


# Broken fields

OTHERS: list[Any] = [
    "",
    [],
    {},
    ["x"],
    [["x"]],
    {"x": "y"},
    {"x": {"y": "z"}},
    "none",
    "2025-02-30",
    "<b>",
    "x y",
    "https://",
]


def paths(value: Any, before: Steps = ()) -> Iterator[Steps]:
    """The path of every value in an entry, lists and fields included."""
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in pairs:
        yield (*before, key)
        yield from paths(item, (*before, key))


def mutants(entry: dict[str, Any], path: Steps) -> Iterator[str]:
    """An entry with one field dropped, doubled, named otherwise, given another value or a sibling's."""
    parent, last = at(entry, path[:-1]), path[-1]
    yield from (as_yaml(changed(entry, path, other)) for other in OTHERS)
    if isinstance(parent, dict):
        rest = {key: value for key, value in parent.items() if key != last}
        for fields in (
            rest,
            {**rest, f"{last}x": parent[last]},
            {**rest, "": parent[last]},
            {**rest, "<b>": parent[last]},
        ):
            yield as_yaml(changed(entry, path[:-1], fields) if path[:-1] else fields)
        for other in list(rest)[:3]:
            swapped = {**parent, last: parent[other], other: parent[last]}
            yield as_yaml(changed(entry, path[:-1], swapped) if path[:-1] else swapped)
    else:
        yield as_yaml(changed(entry, path[:-1], [*parent, parent[last]]))
        yield as_yaml(changed(entry, path[:-1], [one for number, one in enumerate(parent) if number != last]))
    lines = as_yaml(entry).split("\n")
    yield "\n".join(line for line in lines for line in [line] * (1 + (line.strip().startswith(f'"{last}":'))))


def problems_of(content: Content, file: str, text: str) -> list[Problem]:
    data = text.encode()
    _made, problems = foresee(content, file, data, "acme.yaml")
    assert not list(fuzz.ill_told(data, problems)), text
    return problems


def test_every_broken_field_is_told_where_it_stands() -> None:
    tried = refused = 0
    for path in paths(COMPANY):
        for text in mutants(COMPANY, path):
            tried += 1
            refused += any(one.severity == "error" for one in problems_of(content(), ACME, text))
        wrong = as_yaml(changed(COMPANY, path, [[["x"]]]))
        places = {
            one.path[: len(path)] for one in problems_of(content(), ACME, wrong) if one.severity == "error"
        }
        near = {path, path[:-1]}
        assert places & near or any(place[: len(path) - 1] == path[:-1] for place in places), path
    assert tried > 1_500
    assert refused > tried / 2


def test_every_broken_field_of_the_real_entries_is_told() -> None:
    loaded, _problems = load(ROOT / "content", ())
    assert loaded
    chance = random.Random(0)
    for file in sorted((ROOT / "content").glob("*s/*.yaml")):
        entry = yaml.load(file.read_text("utf-8"), Loader=yaml.BaseLoader)
        if "claims" in entry:
            entry["claims"] = entry["claims"][: 1 + chance.randrange(3)]
        path = chance.choice(list(paths(entry)))
        for text in chance.sample(list(mutants(entry, path)), 3):
            problems_of(loaded, f"{file.parent.name}/{Path(file).name}", text)
