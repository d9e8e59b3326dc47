"""What all entries share: how they are made of what was typed, and how they are kept."""

from __future__ import annotations

from abc import ABC
from functools import cache
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast, dataclass_transform

from pydantic import ConfigDict, Field, TypeAdapter
from pydantic.dataclasses import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pydantic.fields import FieldInfo

T = TypeVar("T", bound="Entry")

CONFIG = ConfigDict(extra="forbid", arbitrary_types_allowed=True, defer_build=True)


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(Field,))
def entry(kind: type[T]) -> type[T]:
    """Makes a class an entry or a part of one: unknown fields are refused, and nothing changes once read.

    Values stand in slots: a dictionary for each claim and source takes a third of the room of a brief.
    """
    return cast("type[T]", dataclass(frozen=True, slots=True, kw_only=True, config=CONFIG)(kind))


class Entry(ABC):  # noqa: B024  # every entry is of a kind of its own
    """An entry or a part of one."""

    __slots__ = ()

    @classmethod
    def read(cls, raw: Any, context: Mapping[str, Any] | None = None) -> Self:
        """The entry of what was typed. Raises pydantic's ValidationError where it is none."""
        found: Self = _adapter(cls).validate_python(raw, context=dict(context or {}))
        return found

    @classmethod
    def fields(cls) -> Mapping[str, FieldInfo]:
        """Its fields, in order."""
        return cls.__pydantic_fields__  # type: ignore[attr-defined,no-any-return]

    @classmethod
    def of(cls, **values: Any) -> Self:
        """An entry of values that are right; a field that is not among them has its default."""
        return _again(cls, *(values.get(name, one.default) for name, one in cls.fields().items()))

    def but(self, **values: Any) -> Self:
        """The same entry with other values that are right."""
        return _again(type(self), *(values.get(name, getattr(self, name)) for name in self.fields()))

    def __reduce__(self) -> tuple[Callable[..., Entry], tuple[Any, ...]]:
        """Is kept as the values of its fields: they are right, and not validated again."""
        return _again, (type(self), *(getattr(self, name) for name in self.fields()))


@cache
def _adapter(kind: type[T]) -> TypeAdapter[T]:
    return TypeAdapter(kind)


def _again(kind: type[T], *values: Any) -> T:
    """An entry of the values of all its fields."""
    made, put = kind.__new__(kind), object.__setattr__
    for name, value in zip(kind.fields(), values, strict=True):
        put(made, name, value)
    return made
