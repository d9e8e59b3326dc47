"""What does not fit the models → problems with a place, in the editor's words."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any

from generator.answer import SLUG
from generator.entry import Entry
from generator.faults import MOST_FAULTS, too_many
from generator.kinds import bare, is_entry, kind_at
from generator.likely import field_meant
from generator.problem import Problem, nearest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic import ValidationError

    from generator import problem
    from generator.brief import Brief
    from generator.document import Document

_FIELDS = ("Fields stand here, not one value or a list.", "Write them below it, one a line: name: value.")
_LIST = ("This is not a list.", "Write [one, two], or one item a line after a hyphen.")
_KINDS = {
    "dict_type": _FIELDS,
    "dataclass_type": _FIELDS,
    "tuple_type": _LIST,
    "list_type": _LIST,
}

_SHAPES = {
    ("claims", "partners"): "Write [{who: slug, role: …}].",
    ("claims", "vehicles"): "Write [slug], with the slug of each vehicle.",
    ("claims", "corrections"): "Write [{on: DAY, note: …}].",
    ("claims", "sources"): "Write {publisher: …, url: …}, or the key of a listed source.",
    ("claims", "allow"): "Write [rule: why it is right].",
    ("allow", "allow"): "Write [rule: why it is right].",
    ("claims", "claims"): "Begin each claim with a hyphen: - id: …",
    ("programmes", "programmes"): "Write each programme below its slug: slug: {name: …}",
    ("programmes", "vehicles"): "Write {slug: {name: …}}.",
    ("programmes", "milestones"): "Write {slug: what is to happen}.",
    ("programmes", "formerly"): "Write [{until: DAY, name: …}].",
    ("sources", "sources"): "Write each source below its key: key: {publisher: …, url: …}",
    **{
        (words, words): "Write slug: {label: …, explanation: …}."
        for words in ("topics", "bases", "roles", "states", "kinds")
    },
    ("questions", "questions"): "Write slug: {label: …, type: …}.",
    ("questions", "choices"): "Write slug: {label: …, explanation: …}.",
    ("summary", "summary"): "Write {as_of: DAY, text: …}.",
    ("former_slugs", "former_slugs"): "Write [slug].",
}
"""What to write where the shape is wrong, by the field at the top and the last one."""

_VOCABULARIES = {"topic": "topics", "basis": "bases", "role": "roles", "state": "states", "kind": "kinds"}


def misfits(
    model: type[Entry], document: Document, error: ValidationError, brief: Brief | None
) -> Iterator[Problem]:
    """What keeps a document from being an entry of type `model`."""
    details: list[dict[str, Any]] = [dict(detail) for detail in error.errors(include_url=False)]
    strange = _strange(model, document, details)
    for path in strange:
        yield _problem("type", document, path, "None of these fields belongs here.", _shape(path, None))
    details = [one for one in details if document.typed(_untagged(one["loc"][:-1])) not in strange]
    meant = _meant(model, details)
    told = [one for one in details if one["type"] != "missing" or one["loc"] not in meant.values()]
    yield from _first(one for detail in told for one in _problems(model, document, detail, brief, meant))


def _strange(model: type[Entry], document: Document, details: list[dict[str, Any]]) -> list[problem.Path]:
    """The paths of records of which no field is known, none seems meant, and whose shape can be told."""
    unknown = [detail["loc"] for detail in details if detail["type"] == "unexpected_keyword_argument"]
    meant = {loc[:-1] for loc in _meant(model, details)}
    records = Counter(loc[:-1] for loc in unknown if loc[:-1] not in meant)
    paths = {document.typed(_untagged(record)): count for record, count in records.items()}
    alone = [path for path, count in paths.items() if count == _fields_in(document, path)]
    return [path for path in alone if _shape(path, None)]


def _untagged(loc: problem.Path) -> problem.Path:
    return tuple(step for step in loc if not str(step).startswith("·"))


def _fields_in(document: Document, path: problem.Path) -> int:
    """How many fields stand at a path."""
    node = document.node
    for step in path:
        node = node.children[step]  # type: ignore[index]
    return len(node.children or ())


def meant_fields(model: type[Entry], details: list[dict[str, Any]]) -> list[problem.Path]:
    """The fields that were meant by those that nobody knows."""
    return list(_meant(model, details).values())


def _first(found: Iterator[Problem]) -> Iterator[Problem]:
    """As many problems of one file as anybody reads."""
    for number, one in enumerate(found):
        if number == MOST_FAULTS:
            told = too_many(one.place.line, one.place.column)
            yield Problem(told.rule, one.place, told.message, told.mend, one.path)
            return
        yield one


def _meant(model: type[Entry], details: list[dict[str, Any]]) -> dict[problem.Path, problem.Path]:
    """Unknown fields → the known ones that were meant, so that one slip is not told as two."""
    missing = {detail["loc"] for detail in details if detail["type"] == "missing"}
    meant: dict[problem.Path, problem.Path] = {}
    for detail in details:
        if detail["type"] == "unexpected_keyword_argument":
            *above, name = detail["loc"]
            known = _fields_at(model, tuple(step for step in above if not str(step).startswith("·")))
            lacking = [field for field in known if (*above, field) in missing]
            if field := field_meant(str(name), lacking) or field_meant(str(name), known):
                meant[detail["loc"]] = (*above, field)
    return meant


def _problems(
    model: type[Entry],
    document: Document,
    detail: dict[str, Any],
    brief: Brief | None,
    meant: dict[problem.Path, problem.Path],
) -> Iterator[Problem]:
    """One pydantic error as problems with a place, in the editor's words."""
    path = document.typed(_untagged(detail["loc"]))
    kind, about = detail["type"], detail.get("ctx", {})
    if kind == "wrongs":
        for below, message, mend in about["wrongs"]:
            at_name = len(below) == 1 or about["rule"] != "answer"
            yield _problem(about["rule"], document, (*path, *below), message, mend, key=at_name)
    elif kind == "wrong" and brief and _is_text(detail["input"]) and path[-1] in _VOCABULARIES:
        words = getattr(brief, _VOCABULARIES[str(path[-1])])
        message = f"“{detail['input']}” is not among the {_VOCABULARIES[str(path[-1])]} of the brief."
        yield _problem("unknown-word", document, path, message, _nearest_word(detail["input"], words))
    elif kind == "wrong":
        key = path[-1:] == ("[key]",)
        mend = _WITHOUT.sub(".", about["mend"]) if _is_needed(model, path) else about["mend"]
        yield _problem("field", document, path[:-1] if key else path, about["message"], mend, key=key)
    elif kind == "missing":
        message = f"“{path[-1]}” is missing."
        yield _problem("missing-field", document, path[:-1], message, f"Add {path[-1]}: …", shown=path)
    elif kind == "unexpected_keyword_argument":
        field = meant.get(detail["loc"])
        mend = f"Did you mean {field[-1]}?" if field else nearest(str(path[-1]), _fields_at(model, path[:-1]))
        mend = _cut(document, path) or mend
        yield _problem("unknown-field", document, path, f"“{path[-1]}” is no field here.", mend, key=True)
    elif kind == "literal_error":
        mend = nearest(
            str(detail["input"]), about["expected"].replace("'", "").replace(" or ", ", ").split(", ")
        )
        yield _problem("unknown-word", document, path, f"“{detail['input']}” is not known here.", mend)
    else:
        message, mend = _KINDS.get(kind, ("This value does not fit here.", "Compare it with another entry."))
        yield _problem("type", document, path, message, _shape(path, detail["input"]) or mend)


_WITHOUT = re.compile(r", or (?:leave|take) (?:it|the field) out\.")


def _is_needed(model: type[Entry], path: problem.Path) -> bool:
    """Whether a field may not be left out."""
    above = bare(kind_at(model, path[:-1]))
    return is_entry(above) and path[-1] in above.fields() and above.fields()[path[-1]].is_required()


def _cut(document: Document, path: problem.Path) -> str:
    """What to write where a comma inside a text or an address made a field of what follows it."""
    place = document.place(path, key=True)
    line, before = document.line(place.line), place.column - 1
    cut = line[:before].rstrip().endswith(",") and line[before + len(str(path[-1])) :].lstrip()[:1] in (
        ",",
        "}",
    )
    return (
        "A comma ends a value here: put the whole text or address before it in double quotes." if cut else ""
    )


def _is_text(typed: Any) -> bool:
    return isinstance(typed, str) and bool(typed)


def _nearest_word(typed: str, words: dict[str, Any]) -> str:
    """A sentence on the word that was meant: readers' labels are often typed for it."""
    labels = {word.label.lower(): name for name, word in words.items()}
    return f"Write {labels[typed.lower()]}." if typed.lower() in labels else nearest(typed, words)


def _shape(path: problem.Path, typed: Any) -> str:
    """What the last known field of a path holds, made of what was typed; "" if that is plain."""
    names = [step for step in path if isinstance(step, str)]
    told = [_SHAPES[names[0], name] for name in reversed(names[-2:]) if (names[0], name) in _SHAPES]
    shape = told[0] if told else ""
    if not (isinstance(typed, str) and typed):
        return shape
    if path[-2:-1] in (("vehicles",), ("programmes",)):
        return f"Write {path[-1]}: {{name: {typed}}}."
    if shape.startswith("Write slug: {label"):
        return shape.replace("slug", str(path[-1])).replace("…", typed, 1)
    if not SLUG.fullmatch(typed):
        return shape
    shape = shape.replace("slug", typed, 1)
    return shape.replace("[", "", 1).replace("]", "", 1) if isinstance(path[-1], int) else shape


def _problem(
    rule: str,
    document: Document,
    path: problem.Path,
    message: str,
    mend: str,
    *,
    key: bool = False,
    shown: problem.Path | None = None,
) -> Problem:
    return Problem(rule, document.place(path, key=key), message, mend, shown or path)


def _fields_at(model: type[Entry], path: problem.Path) -> list[str]:
    """The fields that are known at `path` below an entry of type `model`."""
    here = bare(kind_at(model, path))
    return list(here.fields()) if is_entry(here) else []
