"""An entry that does not fit its model → what of it can be checked all the same, in the same run.

What does not fit is taken out, and where the model needs a value, one that says nothing stands in for it. The
paths of all that are the gaps: no rule tells anything of what lies in one.
"""

from __future__ import annotations

from copy import deepcopy
from itertools import count
from typing import TYPE_CHECKING, Any, NamedTuple, get_args, get_origin

from pydantic import ValidationError

from generator.answer import SLUG
from generator.entry import Entry
from generator.fallen import fallen
from generator.faults import MOST_FAULTS
from generator.kinds import bare, is_entry, kind_at
from generator.misfit import meant_fields, misfits
from generator.model import Link
from generator.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.brief import Brief
    from generator.document import Document
    from generator.problem import Path

ROUNDS = 4  # what did not fit may have hidden more


class Torn(NamedTuple):
    """An entry that is not sound: what could be read of it, and the paths of what could not."""

    entry: Any
    gaps: frozenset[Path]


def salvage(
    model: type[Entry], document: Document, context: dict[str, Any], brief: Brief | None
) -> tuple[Torn | None, list[Problem]]:
    """What can be read of a document as an entry of type `model`, and what is wrong with it."""
    raw, gaps, numbers = deepcopy(document.value), set(document.gaps), count(1)
    problems: list[Problem] = []
    for entry, names in list(fallen(model, raw)):
        problems.append(_beside(document, entry, names))
        gaps |= {entry, *((*entry[:-1], name) for name in names)}
        _take_out(model, raw, entry, numbers, *names)
    for _ in range(ROUNDS):
        try:
            return Torn(model.read(raw, context=context), frozenset(gaps)), problems
        except ValidationError as error:
            found = misfits(model, document, error, brief)
            problems += [one for one in found if not _told(one, gaps)]
            for path in _unfit(model, document, error):
                gaps.add(path)
                _take_out(model, raw, path, numbers)
        if len(gaps) > MOST_FAULTS:  # no more problems are told of such a file
            break
    return None, problems


def _beside(document: Document, entry: Path, names: tuple[str, ...]) -> Problem:
    """That fields stand beside the entry that they belong to."""
    path = (*entry[:-1], names[0])
    message = f"“{names[0]}” stands beside “{entry[-1]}”, not below it."
    few = names[0] if len(names) == 1 else f"{names[0]} to {names[-1]}"
    mend = f"Indent {few} by two more spaces than {entry[-1]}."
    return Problem("type", document.place(path, key=True), message, mend, path)


def _told(problem: Problem, gaps: set[Path]) -> bool:
    """Whether it was told already what is wrong there, or a field may be missing because of that."""
    if problem.rule == "missing-field":
        above = problem.path[:-1]
        around = [above, above[:-1]] if above and isinstance(above[-1], int) else [above]
        if any((*one, "") in gaps for one in around):
            return True
    return inside(problem.path, gaps)


def inside(path: Path, gaps: set[Path] | frozenset[Path]) -> bool:
    """Whether a path lies in a gap."""
    return bool(gaps) and any(path[:length] in gaps for length in range(len(path) + 1))


def _unfit(model: type[Entry], document: Document, error: ValidationError) -> Iterator[Path]:
    """The paths of what keeps a document from being an entry."""
    details: list[dict[str, Any]] = [dict(detail) for detail in error.errors(include_url=False)]
    for detail in details:
        path = document.typed(tuple(step for step in detail["loc"] if not str(step).startswith("·")))
        if detail["type"] == "wrongs":
            answered = detail["ctx"]["rule"] == "answer"
            for below, _message, _mend in detail["ctx"]["wrongs"]:
                yield (*path, *(below[:1] if answered or isinstance(below[0], int) else below))
        else:
            yield path[:-1] if path[-1:] == ("[key]",) else path
    yield from meant_fields(model, details)


def _take_out(model: type[Entry], raw: Any, path: Path, numbers: Iterator[int], *beside: str) -> None:
    """Takes the value at a path out, or lets another stand in for it; takes out what is named beside it."""
    *above, last = path or ("",)
    here = raw
    for step in above:
        here = here[step] if _holds(here, step) else None
    kind = kind_at(model, path)
    if isinstance(here, list) and isinstance(last, int) and _holds(here, last):
        here[last] = _stand_in(kind, "", numbers)
    elif isinstance(here, dict):
        for name in (last, *beside):
            here.pop(name, None)
        parent = bare(kind_at(model, tuple(above)))
        entry = is_entry(parent)
        needed = entry and last in parent.fields() and parent.fields()[last].is_required()
        if needed or (not entry and is_entry(kind)):
            name = last if SLUG.fullmatch(str(last)) else _SCALAR.format(next(numbers))
            here[last if entry else name] = _stand_in(kind, str(last), numbers)


def _holds(here: Any, step: str | int) -> bool:
    if isinstance(here, dict):
        return step in here
    return isinstance(here, list) and isinstance(step, int) and step < len(here)


_SCALARS = {
    "url": "https://unread.example/{}",
    "country": "CN",
    "until": "2000-01-01",
    "on": "2000-01-01",
    "as_of": "2000-01-01",
    "type": "text",
}
_SCALAR = "unread-{}"


def _stand_in(kind: Any, name: str, numbers: Iterator[int]) -> Any:
    """A value that fits a type; `name` is that of its field."""
    alone = bare(kind)
    if alone is Link:
        return _SCALAR.format(next(numbers))
    if is_entry(alone):
        needed = {key: field for key, field in alone.fields().items() if field.is_required()}
        return {key: _stand_in(field.annotation, key, numbers) for key, field in needed.items()}
    if get_origin(alone) is tuple:
        return [_stand_in(get_args(alone)[0], "", numbers)]
    if get_origin(alone) is dict:
        return {_SCALAR.format(next(numbers)): _stand_in(get_args(alone)[1], "", numbers)}
    return _SCALARS.get(name, _SCALAR).format(next(numbers))
