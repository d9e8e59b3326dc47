"""What search finds. It stands alone: a build that has nothing to make loads nothing else for it."""

from __future__ import annotations

from typing import NamedTuple

Facet = tuple[str, str]
"""Something that a search can be narrowed to: ("Stage", "On sale")."""


class Found(NamedTuple):
    """A search entry: the place on the page, its title, its text; how much more it counts than others."""

    anchor: str
    title: str
    text: str
    boost: float = 1
