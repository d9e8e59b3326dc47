"""Types of the models, without what pydantic is told of them: what stands at a path below an entry."""

from __future__ import annotations

from types import UnionType
from typing import TYPE_CHECKING, Annotated, Any, Union, get_args, get_origin

from generator.entry import Entry

if TYPE_CHECKING:
    from generator.problem import Path


def below(kind: Any, step: str | int) -> Any:
    """The type of what stands at a step below a type; None where nothing does."""
    here = bare(kind)
    if is_entry(here):
        return here.fields()[step].annotation if step in here.fields() else None
    return get_args(here)[-1 if get_origin(here) is dict else 0] if get_args(here) else None


def kind_at(kind: Any, path: Path) -> Any:
    """The type of what stands at a path below a type; None where nothing does."""
    for step in path:
        kind = below(kind, step)
    return kind


def bare(kind: Any) -> Any:
    """A type alone; of several the one that has fields."""
    if get_origin(kind) is Annotated:
        return bare(get_args(kind)[0])
    if get_origin(kind) in (Union, UnionType):
        every = [bare(one) for one in get_args(kind)]
        return next((one for one in every if is_entry(one)), every[0])
    return kind


def is_entry(kind: Any) -> bool:
    """Whether a type has fields of its own: a claim, a source."""
    here = bare(kind) if get_origin(kind) else kind
    return isinstance(here, type) and issubclass(here, Entry)
