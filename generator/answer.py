"""Answers: what a claim says to a question, typed by the question.

The generator knows types of question (choice, when, organisations, number, money, text), not electric
vehicles. Every value can tell what makes it the same as another (`same`), the scope in which it stands alone
(`scope`) and how it was written (`raw`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Hashable
    from decimal import Decimal

    from generator.when import When

Raw = str | list[Any] | dict[str, Any]
"""What an editor typed."""

NONE, SELF = "none", "self"
MOST_IN_SLUG = 80
SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*", re.ASCII)
MANNERS = ("under", "over", "around")
CURRENCY = re.compile(r"[A-Z]{3}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Value:
    """One answer. `raw` is what the editor typed."""

    raw: Raw

    def __reduce__(self) -> tuple[type[Value], tuple[Any, ...]]:
        """Is kept as what it is made of: what a dataclass does by itself takes three times as long."""
        return type(self), tuple(getattr(self, name) for name in self.__match_args__)

    @property
    def same(self) -> Hashable:
        """Two answers are the same when these are equal ("Which answer stands")."""
        raise NotImplementedError

    @property
    def scope(self) -> tuple[str, ...]:
        """Answers of one scope replace each other; those of another stand beside them."""
        return ()


@dataclass(frozen=True, slots=True)
class Nothing(Value):
    """`none`: takes an answer back."""

    @property
    def same(self) -> Hashable:
        return NONE


@dataclass(frozen=True, slots=True)
class Choice(Value):
    """One or, where the question allows it, several words of its choices."""

    words: tuple[str, ...]

    @property
    def same(self) -> Hashable:
        return frozenset(self.words)


@dataclass(frozen=True, slots=True)
class Target(Value):
    """A date that is promised or expected."""

    when: When

    @property
    def same(self) -> Hashable:
        return ("target", self.when.days)


@dataclass(frozen=True, slots=True)
class Happened(Value):
    """The date on which the thing came true."""

    when: When

    @property
    def same(self) -> Hashable:
        return ("happened", self.when.days)


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation in an answer: its slug or `self`; role and state where the claim tells them."""

    who: str
    role: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True)
class Organisations(Value):
    """The organisations that a claim names, in its order."""

    members: tuple[Organisation, ...]

    @property
    def same(self) -> Hashable:
        return frozenset(member.who for member in self.members)


@dataclass(frozen=True, slots=True)
class Amount(Value):
    """A number or a sum of money: exact, a range, or `under`, `over`, `around` a bound.

    unit    the question's unit, or a currency of three letters
    period  the year or quarter that it is for
    """

    low: Decimal
    high: Decimal
    manner: str
    unit: str
    variant: str = ""
    market: str = ""
    period: When | None = None

    @property
    def same(self) -> Hashable:
        return (self.low, self.high, self.manner, self.unit)

    @property
    def scope(self) -> tuple[str, ...]:
        return (self.variant, self.market)


@dataclass(frozen=True, slots=True)
class Text(Value):
    """Words."""

    text: str

    @property
    def same(self) -> Hashable:
        return self.text
