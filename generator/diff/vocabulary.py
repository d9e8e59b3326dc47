"""Changes of `brief.yaml`: its title, questions and words. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.diff.change import BRIEF, Spot
from generator.diff.fields import facts, fields, named
from generator.fetch import BRIEF as BRIEF_FILE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.brief import Question, Word
    from generator.diff.change import Change
    from generator.load import Content

_WORDS = {"topics": "topic", "bases": "basis", "roles": "role", "states": "state", "kinds": "kind"}
_WORD = {
    "label": "label",
    "explanation": "explanation",
    "on_record": "on record",
    "ends": "ends a programme",
}
_QUESTION = {
    "label": "label",
    "ask": "question",
    "explanation": "explanation",
    "type": "type",
    "many": "several answers at once",
    "unit": "unit",
    "currency": "currency",
}


def brief_changes(old: Content, new: Content) -> Iterator[Change]:
    """Every change of `brief.yaml`."""
    if told := list(fields(old.brief, new.brief, {"title": "title", "description": "description"})):
        yield _spot(new, "brief").change("brief-changed", named(told), facts(told))
    yield from _questions(old.brief.questions, new.brief.questions, new)
    for field, noun in _WORDS.items():
        yield from _vocabulary(noun, getattr(old.brief, field), getattr(new.brief, field), new, (field,))


def _questions(old: dict[str, Question], new: dict[str, Question], content: Content) -> Iterator[Change]:
    for name, question in new.items():
        spot = _spot(content, name, "questions", name)
        if name not in old:
            told = [("asks", question.ask), ("type", question.type), ("explanation", question.explanation)]
            told += [("choice", f"{word.label}: {word.explanation}") for word in question.choices.values()]
            yield spot.change("question-added", question.label, facts(told))
            continue
        if told := list(fields(old[name], question, _QUESTION)):
            yield spot.change("question-changed", f"{question.label}: {named(told)}", facts(told))
        choice = f"choice of “{question.label}”"
        where = ("questions", name, "choices")
        yield from _vocabulary(choice, old[name].choices, question.choices, content, where)
    for name, question in old.items():
        if name not in new:
            yield _spot(content, name, "questions").change("question-removed", question.label)
    if order := _order(old, new):
        spot = _spot(content, "questions", "questions")
        yield spot.change("brief-changed", f"the order of the questions: {order}")


def _vocabulary(
    noun: str, old: Mapping[str, Word], new: Mapping[str, Word], content: Content, where: tuple[str, ...]
) -> Iterator[Change]:
    for slug, word in new.items():
        spot = _spot(content, slug, *where, slug)
        if slug not in old:
            marks = [label for name, label in _WORD.items() if getattr(word, name, None) is True]
            told = [("explanation", word.explanation), ("marked", ", ".join(marks))]
            yield spot.change("word-added", f"{noun} “{word.label}”", facts(told))
        elif changed := list(fields(old[slug], word, _WORD)):
            yield spot.change("word-changed", f"{noun} “{word.label}”: {named(changed)}", facts(changed))
    for slug, word in old.items():
        if slug not in new:
            yield _spot(content, slug, *where).change("word-removed", f"{noun} “{word.label}”")
    if order := _order(old, new):
        spot = _spot(content, where[-1], *where)
        yield spot.change("brief-changed", f"the order of the words for {noun}: {order}")


def _order(old: Mapping[str, Any], new: Mapping[str, Any]) -> str:
    """The new order of what both hold, if it is another."""
    before, after = [slug for slug in old if slug in new], [slug for slug in new if slug in old]
    return ", ".join(after) if before != after else ""


def _spot(content: Content, about: str, *path: str) -> Spot:
    document = content.documents.get(BRIEF_FILE)
    if document is None:
        return Spot(BRIEF, about)
    place = document.place(path)
    return Spot(BRIEF, about, place.file, place.line)
