"""What all entries share: how they are made of what was typed, and how they are kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ConfigDict

if TYPE_CHECKING:
    from collections.abc import Callable


class Entry(BaseModel):
    """An entry or a part of one: unknown fields are refused, and nothing changes once read."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True, defer_build=True)

    def model_post_init(self, _context: Any) -> None:
        """Forget which of its fields were typed: nobody asks, and the sets take a quarter of its room."""
        object.__setattr__(self, "__pydantic_fields_set__", _TYPED)

    def __reduce__(self) -> tuple[Callable[..., Entry], tuple[Any, ...]]:
        """Is kept as the values of its fields alone: their names stand in memory once."""
        return _again, (type(self), *self.__dict__.values())


_TYPED: set[str] = set()


def _again(kind: type[Entry], *values: Any) -> Entry:
    """An entry of values that were validated before. Which of them were typed is not known any more."""
    entry = kind.__new__(kind)
    for slot, value in (
        ("__dict__", dict(zip(kind.__pydantic_fields__, values, strict=True))),
        ("__pydantic_fields_set__", _TYPED),
        ("__pydantic_extra__", None),
        ("__pydantic_private__", None),
    ):
        object.__setattr__(entry, slot, value)
    return entry
