"""What each company adds to a page or table over the whole brief: its share, kept from one build to the next.

A share is made of what the company's own pages are made of, and of nothing else. So after an edit only the
shares of the companies that it concerns are made anew; whatever depends on more (which comes first, how many
there are) is worked out of all shares together.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeVar, get_args

from generator.fetch import COMPANIES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import date

    from generator.keep import Keep
    from generator.outline import Keys, Outline

T = TypeVar("T")

Kind = Literal["compare", "data", "lists"]
"""The wholes that are put together from shares."""


class Shares:
    """The shares of a build: those that are kept, and those that are made now."""

    def __init__(self, keep: Keep, keys: Keys) -> None:
        self._keep, self._keys = keep, keys

    def get(
        self,
        kind: Kind,
        slug: str,
        needs: Iterable[str],
        turned: date,
        historic: bool,
        make: Callable[[str], T],
    ) -> T:
        """The share of a company, made of the entries that it needs if not kept; `turned`: see `Planned`."""
        key = _key(self._keys, kind, f"{COMPANIES}/{slug}", needs, turned, historic)
        known: T | None = self._keep.get(key)
        if known is None:
            known = make(slug)
            self._keep.put(key, known)
        return known

    def has(self, kind: Kind, slug: str, needs: Iterable[str], turned: date, historic: bool) -> bool:
        """Whether the share of a company is kept."""
        return self._keep.has(_key(self._keys, kind, f"{COMPANIES}/{slug}", needs, turned, historic))


def keys_of_shares(keys: Keys, plan: Outline) -> Iterator[str]:
    """The keys of all shares of a site, made or not."""
    for chapter in plan.chapters:
        if chapter.needs is not None and chapter.name.startswith(f"{COMPANIES}/"):
            for kind in get_args(Kind):
                yield _key(keys, kind, chapter.name, chapter.needs, chapter.turned, plan.historic)


def _key(keys: Keys, kind: Kind, chapter: str, needs: Iterable[str], turned: date, historic: bool) -> str:
    return keys.of(f"{kind} of {chapter}", needs, turned, historic)
