"""The newest answer of each value, newest first, kept up as answers come into play and leave it."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator

    from generator.ledger import Newness
    from generator.stand import Answer

    Change = Callable[[list[Answer], Answer], None]
    """Adds or removes."""


def newness(answer: Answer) -> Newness:
    """What answers are sorted by; it tells each of a question apart."""
    return answer.newness


def add(answers: list[Answer], answer: Answer) -> None:
    """Put an answer among those sorted by how new they are."""
    insort(answers, answer, key=newness)


def remove(answers: list[Answer], answer: Answer) -> None:
    """Take an answer out of those sorted by how new they are."""
    del answers[bisect_left(answers, answer.newness, key=newness)]


class Newest:
    """Answers by value. To ask for the newest of each costs no more than how many values are taken."""

    def __init__(self) -> None:
        self._by_value: dict[Hashable, list[Answer]] = defaultdict(list)
        self._heads: list[Answer] = []

    def __bool__(self) -> bool:
        """Whether there is any."""
        return bool(self._heads)

    def change(self, answer: Answer, change: Change) -> None:
        """Take up an answer, or leave it out."""
        group = self._by_value[answer.same]
        before = group[-1:]
        change(group, answer)
        if group[-1:] != before:
            for one in before:
                remove(self._heads, one)
            for one in group[-1:]:
                add(self._heads, one)

    def since(self, edge: Newness) -> Iterator[Answer]:
        """The newest answer of each value, newest first, down to those as new as `edge`."""
        for answer in reversed(self._heads):
            if answer.newness < edge:
                return
            yield answer
