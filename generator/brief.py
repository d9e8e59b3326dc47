"""`content/brief.yaml`: the title, the questions and the vocabularies that all entries use."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field, field_validator, model_validator

from generator import answer
from generator.entry import Entry, entry
from generator.fields import Flag, Line, Slug, all_wrong, wrong
from generator.likely import currency_mend


@entry
class Word(Entry):
    """A word of a vocabulary."""

    label: Line = Field(description="How readers see it.")
    explanation: Line = Field(description="One sentence that says what it means.")


@entry
class Kind(Word):
    """What an organisation is."""

    plural: Line = Field(default="", description="What several are called, where that is not the label.")


@entry
class Stage(Word):
    """A word of a choice question."""

    ends: Flag = Field(default=False, description="true: this answer ends a programme.")


@entry
class Basis(Word):
    """What a claim rests on."""

    on_record: Flag = Field(
        default=False, description="true: the company, its partner, a filing, a regulator."
    )


@entry
class Question(Entry):
    """A column of the brief: what readers want to know of every programme."""

    label: Line = Field(description="The head of the column.")
    ask: Line = Field(default="", description="The question in full.")
    explanation: Line = Field(default="", description="What counts as an answer.")
    type: Literal["choice", "when", "organisations", "number", "money", "text"] = Field(
        description="Type of answer."
    )
    choices: dict[Slug, Stage] = Field(default={}, description="The words of a choice, in order.")
    many: Flag = Field(default=False, description="true: a choice may be a list.")
    unit: Line = Field(default="", description="The unit of a number.")
    currency: Line = Field(default="", description="The currency of money where an answer names none.")

    @model_validator(mode="after")
    def _has_what_its_type_needs(self) -> Question:
        needs = {"choice": self.choices, "number": self.unit, "money": self.currency}
        if not needs.get(self.type, True):
            field = {"choice": "choices", "number": "unit", "money": "currency"}[self.type]
            raise all_wrong(
                [((field,), f"A question of type {self.type} needs “{field}”.", f"Write it: {field}: …")]
            )
        if self.currency and not answer.CURRENCY.fullmatch(self.currency):
            mend = currency_mend(self.currency) or "Write its three letters, such as CNY or USD."
            raise all_wrong([(("currency",), f"“{self.currency}” is no currency.", mend)])
        if answer.NONE in self.choices:
            message = f"“{answer.NONE}” takes an answer back, so it cannot be one."
            raise all_wrong([(("choices", answer.NONE), message, "Choose another word.")])
        return self


@entry
class Brief(Entry):
    """`content/brief.yaml`: the title, the questions and the vocabularies."""

    title: Line = Field(description="The title of the brief.")
    description: Line = Field(default="", description="One sentence on what it is.")
    questions: dict[Slug, Question] = Field(description="What is asked of every programme, in order.")
    topics: dict[Slug, Word] = Field(description="What claims are about.")
    bases: dict[Slug, Basis] = Field(description="What claims rest on.")
    roles: dict[Slug, Word] = Field(default={}, description="What an organisation does in a programme.")
    states: dict[Slug, Word] = Field(default={}, description="How far its work with the company is.")
    kinds: dict[Slug, Kind] = Field(default={}, description="What an organisation is.")

    @field_validator("topics")
    @classmethod
    def _no_index(cls, words: dict[str, Any]) -> dict[str, Any]:
        if "index" in words:
            raise all_wrong([(("index",), "“index” is the page of all topics.", "Choose another word.")])
        return words

    @field_validator("questions", "topics", "bases")
    @classmethod
    def _not_empty(cls, words: dict[str, Any]) -> dict[str, Any]:
        if not words:
            raise wrong("The list is empty.", "Add at least one.")
        return words

    @property
    def stage(self) -> str:
        """The question whose answers may end a programme; "" if there is none."""
        ending = (name for name, q in self.questions.items() if any(word.ends for word in q.choices.values()))
        return next(ending, "")
