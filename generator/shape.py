"""How an entry is laid out, taken from the models: the order of fields, and what stands on its own lines."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import Any, get_args

from pydantic import PlainValidator

from generator import model
from generator.answer import Value
from generator.brief import Brief, Question
from generator.entry import Entry

ON_LINES = (
    Brief,
    Question,
    model.Company,
    model.Programme,
    model.Summary,
    model.Source,
    model.Claim,
    model.Partner,
)
"""Records whose fields stand on a line each; others stand on one line where they fit."""

ANSWER = ("happened", "who", "role", "state", "amount", "currency", "unit", "variant", "market", "period")
"""The fields of answers that are written out, in order."""


@dataclass(frozen=True)
class Shape:
    """How a value is laid out.

    order   the fields of a record, in order; others follow as they stand
    fields  the shapes of a record's fields
    item    the shape of a list's items or of a mapping's values
    lines   its fields never stand on one line
    apart   an empty line parts its items
    bare    a date or number is written as it is; elsewhere it would be put in quotes, for tools that type it
    """

    order: tuple[str, ...] = ()
    fields: dict[str, Shape] = field(default_factory=dict)
    item: Shape | None = None
    lines: bool = False
    apart: bool = False
    bare: bool = False

    def of(self, key: str | None) -> Shape:
        """The shape of a field, a value or an item."""
        return (self.fields.get(key) if key is not None else None) or self.item or PLAIN


PLAIN = Shape()
ANSWERS = Shape(
    item=Shape(order=ANSWER, item=Shape(order=ANSWER, item=Shape(bare=True), bare=True), bare=True),
    lines=True,
)


@cache
def shape_of(entry: type[Entry]) -> Shape:
    """The shape of an entry of a model."""
    fields = {name: _shape(one.annotation, tuple(one.metadata)) for name, one in entry.fields().items()}
    return Shape(tuple(fields), fields, lines=entry in ON_LINES)


def _shape(annotation: Any, metadata: tuple[Any, ...]) -> Shape:
    """The shape of a field's type, such as `dict[Slug, Programme]` or `Date | None`."""
    if isinstance(annotation, type) and issubclass(annotation, Entry):
        return shape_of(annotation)
    own = (*metadata, *getattr(annotation, "__metadata__", ()))
    if reads := [one.func for one in own if isinstance(one, PlainValidator)]:
        return PLAIN if model._links in reads else Shape(bare=True)
    arguments = [one for one in get_args(annotation) if one not in (type(None), ...)]
    origin = getattr(annotation, "__origin__", None)
    if origin is dict:
        return ANSWERS if arguments[1] is Value else Shape(item=_shape(arguments[1], ()), lines=True)
    if origin is tuple:
        item = _shape(arguments[0], ())
        return Shape(item=item, apart=item.order == tuple(model.Claim.fields()))
    if hasattr(annotation, "__metadata__"):
        return _shape(origin, own)
    shapes = [_shape(one, ()) for one in arguments]
    return next((one for one in shapes if one != PLAIN), PLAIN)
