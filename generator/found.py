"""What search finds. It stands alone: a build that has nothing to make loads nothing else for it."""

from __future__ import annotations

from dataclasses import dataclass

Facet = tuple[str, str]
"""Something that a search can be narrowed to: ("Stage", "On sale")."""


@dataclass(frozen=True, slots=True)
class Found:
    """A search entry: the place on the page, its title, its text; how much more it counts than others."""

    anchor: str
    title: str
    text: str
    boost: float = 1
