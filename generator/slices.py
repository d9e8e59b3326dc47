"""Lists that grow with the brief, in slices that a page can hold.

A slice has an address that stays. By time, slices are numbered from the oldest and are equally long; the
newest, which takes what is new, stands at the address of the list. By name, a letter that holds too much is
halved, again and again: the first half keeps its address, the second gets one by what its names begin with.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from generator.when import long_day

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import date

T = TypeVar("T")

SIZE = 150
"""So many items make a slice; the newest holds between half of them and half more."""
OTHER = "other"
"""What begins with no letter."""
_ORDER = "-0123456789abcdefghijklmnopqrstuvwxyz"


class Slice(NamedTuple, Generic[T]):
    """What one page holds of a list.

    group   the list that it is a slice of: a year, a letter
    number  how many slices of the group come before it
    """

    group: str
    path: str
    number: int
    items: Sequence[T]

    @property
    def part(self) -> str:
        """`, part 3` for a title; "" for the first."""
        return f", part {self.path.rpartition('/')[2].removesuffix('.md')}" if self.number else ""

    @property
    def head(self) -> str:
        """The group in a row of links: `2021`, `B`, `Other`."""
        return self.group.capitalize() if self.group == OTHER or len(self.group) == 1 else self.group


class Near(NamedTuple):
    """A page that a slice leads to.

    rel    prev or next
    holds  whether the slice is of that year or letter
    """

    path: str
    words: str
    rel: str = ""
    holds: bool = False


class Turning(NamedTuple):
    """What a slice leads to.

    heads   what stands above it, and each year or letter
    links   the slices of its own: from the first to all of them, from another to its neighbours
    onward  the next slice, also of another year or letter
    """

    heads: list[Near]
    links: list[Near]
    onward: Near | None


# By time


def longest() -> int:
    """So many items the newest slice holds at most."""
    return (3 * SIZE - 1) // 2


def fits(many: int) -> bool:
    """Whether so many items need no slices."""
    return many <= longest()


def numbered(group: str, first: str, folder: str, items: Sequence[T], weight: int = 1) -> list[Slice[T]]:
    """A list, the newest first: its newest slice stands at `first`, the older ones as `folder/1.md`, …

    weight  what an item takes on the page, in usual ones
    """
    size = max(1, SIZE // weight)
    older = max(0, (2 * len(items) - size) // (2 * size))
    ends = [len(items) - number * size for number in range(older, -1, -1)]
    found = [Slice(group, first, 0, items[: ends[0]])]
    for number, (start, end) in enumerate(pairwise(ends), 1):
        found.append(Slice(group, f"{folder}/{older + 1 - number}.md", number, items[start:end]))
    return found


def yearly(folder: str, years: Iterable[tuple[int, Sequence[T]]], newest: str = "") -> list[Slice[T]]:
    """(year, items), the newest first, as `folder/2021.md`; the newest at an address of its own, if given."""
    found: list[Slice[T]] = []
    for year, items in years:
        first = f"{folder}/{year}.md" if found or not newest else newest
        found += numbered(str(year), first, f"{folder}/{year}", items)
    return found


def days(newest: date, oldest: date) -> str:
    """`4 May 2021 to 2 June 2021`."""
    first, last = long_day(oldest), long_day(newest)
    return first if first == last else f"{first} to {last}"


# By name


def plain(name: str) -> str:
    """A name for sorting: without accents and case."""
    return unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold() or name


def names(name: Callable[[T], str]) -> Callable[[Slice[T]], str]:
    """What tells a slice by its first and last name: `Baidu to BYD`."""

    def words(one: Slice[T]) -> str:
        first, last = name(one.items[0]), name(one.items[-1])
        return first if first == last else f"{first} to {last}"

    return words


def paths(slices: Iterable[Slice[T]]) -> list[str]:
    """Where slices stand."""
    return [one.path for one in slices]


def sizes(slices: Iterable[Slice[T]]) -> list[tuple[str, str, int]]:
    """(path of the first slice, words, items of all slices) of each group."""
    many: dict[str, int] = defaultdict(int)
    for one in slices:
        many[one.group] += len(one.items)
    return [(one.path, one.head, many[one.group]) for one in slices if not one.number]


def letter_of(name: str) -> str:
    """The letter that a name begins with, without accents; OTHER where it begins with none."""
    first = plain(name).lstrip("'\"([.")[:1]
    return first if first.isascii() and first.isalpha() else OTHER


def lettered(folder: str, items: Iterable[tuple[str, int, T]], most: int) -> list[Slice[T]]:
    """(name, weight, item) as `folder/b.md`; what weighs more than `most` is halved: `folder/b/bh.md`."""
    letters: dict[str, list[tuple[str, int, T]]] = defaultdict(list)
    for name, weight, item in items:
        key = re.sub(r"[^a-z0-9]+", "-", plain(name)).strip("-") or name.encode().hex()
        letters[letter_of(name)].append((key, weight, item))
    found = []
    for letter in sorted(letters, key=lambda letter: (letter == OTHER, letter)):
        halves = _halved(letters[letter], most, "", "", 0, len(_ORDER))
        for number, (name, some) in enumerate(halves):
            path = f"{folder}/{letter}/{name}.md" if name else f"{folder}/{letter}.md"
            found.append(Slice(letter, path, number, [item for _key, _weight, item in some]))
    return found


def _halved(
    items: list[tuple[str, int, T]], most: int, name: str, same: str, low: int, high: int
) -> Iterator[tuple[str, list[tuple[str, int, T]]]]:
    """(end of the address, items): their keys begin with `same` and go on with one of _ORDER[low:high]."""
    if len({key for key, _weight, _item in items}) == 1 or sum(one[1] for one in items) <= most:
        yield name, items
        return
    if high - low == 1:
        same, low, high = same + _ORDER[low], 0, len(_ORDER)
    middle, at = (low + high) // 2, len(same)
    first = [one for one in items if _ORDER.find(one[0][at : at + 1]) < middle]
    second = [one for one in items if _ORDER.find(one[0][at : at + 1]) >= middle]
    if first:
        yield from _halved(first, most, name, same, low, middle)
    if second:
        yield from _halved(second, most, same + _ORDER[middle] if first else name, same, middle, high)


# From one to the next


def turned(
    slices: Sequence[Slice[T]], words: Callable[[Slice[T]], str], *above: tuple[str, str]
) -> Iterator[tuple[Slice[T], Turning]]:
    """Each slice and what it leads to, in `words` that tell what a slice holds; `above`: (path, words)."""
    firsts = [one for one in slices if not one.number]
    for at, one in enumerate(slices):
        heads = [Near(*each) for each in above]
        heads += [Near(first.path, first.head, holds=first.group == one.group) for first in firsts]
        then = slices[at + 1] if at + 1 < len(slices) else None
        onward = Near(then.path, words(then) if then.number else then.head, "next") if then else None
        yield one, Turning(heads if len(heads) > 1 else [], _links(slices, at, words), onward)


def _links(slices: Sequence[Slice[T]], at: int, words: Callable[[Slice[T]], str]) -> list[Near]:
    first, end = at - slices[at].number, at
    while end < len(slices) and slices[end].group == slices[at].group:
        end += 1
    rels = {at - 1: "prev", at + 1: "next"}
    shown = range(first, end) if at == first else range(at - 1, min(at + 2, end))
    return [Near(slices[one].path, words(slices[one]), rels.get(one, "")) for one in shown if end - first > 1]
