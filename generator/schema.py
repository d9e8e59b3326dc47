"""JSON Schema for each kind of entry, made from the models and the vocabularies.

Editors complete and explain fields with it, and other tools check entries by it; what it lets through,
`brief check` finds.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import yaml
from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema

from generator import model
from generator.answer import NONE
from generator.brief import Brief
from generator.rule import WARNING
from generator.rules import RULES
from generator.scalars import BY_CHECK, MARK, SHARED, SLUG

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pydantic.json_schema import JsonSchemaValue

    from generator.brief import Question, Word
    from generator.entry import Entry

Schema = dict[str, Any]

KINDS: dict[str, type[Entry]] = {"company": model.Company, "partner": model.Partner, "brief": Brief}
DRAFT = "http://json-schema.org/draft-07/schema#"


def _shared(name: str) -> Schema:
    """A mark that `_resolved` turns into a reference: pydantic would throw out one that it does not know."""
    return {MARK: name}


class _Generator(GenerateJsonSchema):
    """Schemas of the models, with what only their own functions know."""

    def get_title_from_name(self, name: str) -> str:
        return name.replace("_", " ").capitalize()

    def nullable_schema(self, schema: Any) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: Any) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def is_instance_schema(self, schema: Any) -> JsonSchemaValue:
        return {}

    def function_after_schema(self, schema: Any) -> JsonSchemaValue:
        return _known(schema) or super().function_after_schema(schema)

    def function_before_schema(self, schema: Any) -> JsonSchemaValue:
        return _known(schema) or super().function_before_schema(schema)

    def function_plain_schema(self, schema: Any) -> JsonSchemaValue:
        return _known(schema) or super().function_plain_schema(schema)

    def dict_schema(self, schema: Any) -> JsonSchemaValue:
        values = self.generate_inner(schema["values_schema"])
        return {"type": "object", "propertyNames": {"pattern": SLUG}, "additionalProperties": values}

    def tagged_union_schema(self, schema: Any) -> JsonSchemaValue:
        return {"anyOf": [self.generate_inner(choice) for choice in schema["choices"].values()]}


def _known(schema: Any) -> Schema:
    name = BY_CHECK.get(schema["function"]["function"])
    return _shared(name) if name else {}


def schemas(brief: Brief) -> dict[str, Schema]:
    """The schema of each kind of entry, by the name of its file without its ending."""
    return {kind: _schema(kind, brief) for kind in KINDS}


def texts(brief: Brief) -> dict[str, str]:
    """What stands in `content/schema/`: file name → text."""
    return {
        f"{kind}.json": json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
        for kind, schema in schemas(brief).items()
    }


def _schema(kind: str, brief: Brief) -> Schema:
    made = TypeAdapter(KINDS[kind]).json_schema(schema_generator=_Generator)
    definitions = made.setdefault("$defs", {})
    definitions.pop("Value", None)
    if kind == "company":
        _fill_company(made, definitions, brief)
    if kind == "partner":
        _vocabulary(made, "kind", words(brief.kinds))
    if kind == "brief":
        for field in ("questions", "topics", "bases"):
            made["properties"][field]["minProperties"] = 1
    else:
        definitions["exceptions"] = _exceptions()
        made["properties"]["allow"] = _told(made["properties"]["allow"]) | _shared("exceptions")
    shared: dict[str, Schema] = {name: {} for name in definitions}
    whole: Schema = _resolved({"$schema": DRAFT, **made}, shared)
    whole["$defs"] |= {name: schema for name, schema in shared.items() if name not in definitions}
    return whole


def _fill_company(made: Schema, definitions: dict[str, Schema], brief: Brief) -> None:
    """Puts the vocabularies and questions of the brief into the schema of a company."""
    definitions |= {"role": words(brief.roles), "state": words(brief.states), "when": _when()}
    definitions["organisation"] = _organisation()
    made["properties"]["programmes"]["minProperties"] = 1
    claim, partnership = definitions["Claim"], definitions["Partnership"]
    _vocabulary(claim, "topic", words(brief.topics))
    _vocabulary(claim, "basis", words(brief.bases))
    _vocabulary(partnership, "role", _shared("role"))
    _vocabulary(partnership, "state", _shared("state"))
    claim["defaultSnippets"] = [_SNIPPET]
    properties = claim["properties"]
    properties["sources"]["minItems"] = 1
    properties["allow"] = _told(properties["allow"]) | _shared("exceptions")
    properties["answers"] = {
        **_told(properties["answers"]),
        "type": "object",
        "properties": {name: _question(question) for name, question in brief.questions.items()},
        "propertyNames": {"pattern": SLUG},
        "additionalProperties": {**_shared("when"), "description": "A milestone of the programme: when?"},
    }
    # YAML 1.1 takes the name of the field `on` for true.
    correction = definitions["Correction"]
    correction["properties"]["true"] = _shared("day")
    correction["required"] = ["note"]
    correction["anyOf"] = [{"required": ["on"]}, {"required": ["true"]}]


_SNIPPET = {
    "label": "claim",
    "description": "A new claim with its source",
    "body": {
        "id": "${1:what-was-said}",
        "published": "${2:2026-01-31}",
        "topic": "$3",
        "statement": "${4:What was said, in one plain sentence.}",
        "basis": "$5",
        "sources": [{"title": "$6", "publisher": "$7", "published": "${2:2026-01-31}", "url": "https://$8"}],
    },
}


def words(vocabulary: Mapping[str, Word], *more: str) -> Schema:
    """The words of a vocabulary with their explanations, each as every YAML tool may type it."""
    told = {word: f"{one.label}: {one.explanation}" for word, one in vocabulary.items()}
    told |= dict.fromkeys(more, "Takes the answer back.")
    typed = [(value, text) for word, text in told.items() for value in _typed(word)]
    return {"enum": [value for value, _text in typed], "enumDescriptions": [text for _value, text in typed]}


def _typed(word: str) -> Iterator[Any]:
    """A plain word as it is, and as YAML 1.1 takes it where that is no text: `no`, `on`, `2024`."""
    yield word
    other = yaml.safe_load(word)
    if not isinstance(other, str):
        yield other


def _question(question: Question) -> Schema:
    """What may answer a question."""
    told = " ".join(text for text in (question.ask, question.explanation) if text)
    return {"title": question.label, **({"description": told} if told else {}), **_answer(question)}


def _answer(question: Question) -> Schema:
    none = {"const": NONE, "description": "Takes the answer back."}
    match question.type:
        case "choice":
            one = words(question.choices, NONE)
            many = {"type": "array", "minItems": 1, "items": words(question.choices)}
            return {"anyOf": [one, many]} if question.many else one
        case "when":
            return _shared("when")
        case "organisations":
            one = {"anyOf": [_shared("slug"), _shared("organisation")]}
            return {"anyOf": [*one["anyOf"], {"type": "array", "minItems": 1, "items": one}]}
        case "number" | "money":
            return {"anyOf": [none, _shared("amount"), _amount(question)]}
    return _shared("text")


def _when() -> Schema:
    happened = _record({"happened": _shared("date")}, "happened") | {"description": "What came true."}
    return {"anyOf": [_shared("date"), happened, {"const": NONE, "description": "Takes the answer back."}]}


def _organisation() -> Schema:
    who = {**_shared("slug"), "description": "The slug of a partner or company file, or self."}
    return _record({"who": who, "role": _shared("role"), "state": _shared("state")}, "who")


def _amount(question: Question) -> Schema:
    currency = {"type": "string", "pattern": "^[A-Z]{3}$"}
    unit = {"currency": currency} if question.type == "money" else {"unit": _shared("text")}
    more = {"variant": _shared("text"), "market": _shared("text"), "period": _shared("date")}
    return _record({"amount": _shared("amount"), **unit, **more}, "amount")


def _exceptions() -> Schema:
    """A list of one-line mappings, or one mapping; only warnings can be allowed."""
    names = [rule for rule in RULES if rule.severity == WARNING]
    rules = _record({rule.name: {**_shared("text"), "description": rule.guards} for rule in names})
    return {"anyOf": [{"type": "array", "items": rules}, rules]}


def _record(properties: Schema, *required: str) -> Schema:
    needs = {"required": list(required)} if required else {}
    return {"type": "object", "properties": properties, **needs, "additionalProperties": False}


def _vocabulary(schema: Schema, field: str, allowed: Schema) -> None:
    schema["properties"][field] = _told(schema["properties"][field]) | allowed


def _told(schema: Schema) -> Schema:
    """What a schema says for people."""
    return {key: value for key, value in schema.items() if key in ("title", "description", "examples")}


def _resolved(schema: Any, definitions: dict[str, Schema]) -> Any:
    """A schema with references for marks; what they lead to is added to its definitions."""
    if isinstance(schema, list):
        return [_resolved(one, definitions) for one in schema]
    if not isinstance(schema, dict):
        return schema
    name = schema.get(MARK)
    if name and name not in definitions:
        definitions[name] = {}  # its place, for those that lead to it in turn
        definitions[name] = _resolved(SHARED[name], definitions)
    return {
        "$ref" if key == MARK else key: f"#/$defs/{name}" if key == MARK else _resolved(value, definitions)
        for key, value in schema.items()
    }
