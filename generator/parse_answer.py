"""What an editor typed → an answer of its question's type, or every fault that keeps it from being one."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from generator import when
from generator.answer import (
    CURRENCY,
    MANNERS,
    NONE,
    SLUG,
    Amount,
    Choice,
    Happened,
    Nothing,
    Organisation,
    Organisations,
    Target,
    Text,
)
from generator.characters import unfit
from generator.likely import MOST_DIGITS, amount_mend, currency_mend, date_mend, field_meant, slug_mend
from generator.problem import nearest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from generator.answer import Raw, Value
    from generator.brief import Question
    from generator.problem import Path
    from generator.when import When

Wrong = tuple["Path", str, str]
"""Where below the answer, what is wrong, what to write instead."""

SURELY = 0.75
"""How alike two words have to be where a wrong guess would say something else (launched, planned)."""

_NUMBER = re.compile(r"\d+(?:\.\d+)?", re.ASCII)
_UNIT = re.compile(r"\s+[a-zA-Z].*$")


class MalformedError(Exception):
    """An answer that its question's type cannot read; carries every fault found in it."""

    def __init__(self, *wrongs: Wrong) -> None:
        self.wrongs = wrongs
        super().__init__("malformed answer")


def parse(question: Question, raw: Raw) -> Value:
    """The value that `raw` writes for `question`; raises MalformedError with every fault and its path."""
    if raw == NONE:
        return Nothing(raw)
    return _PARSERS[question.type](question, raw)


def _text(raw: Raw, path: Path = ()) -> str:
    if not isinstance(raw, str):
        message = f"This answer is one value, not {'a list' if isinstance(raw, list) else 'fields'}."
        raise MalformedError((path, message, "Write the value alone, without brackets."))
    if not raw.strip():
        raise MalformedError((path, "The answer is empty.", "Leave the question out, or write its answer."))
    if found := unfit(raw):
        raise MalformedError((path, *found))
    return raw


def _choice(question: Question, raw: Raw) -> Value:
    if isinstance(raw, list) and not question.many:
        raise MalformedError(
            ((), f"“{question.label}” takes one word, not a list.", "Keep the one that the claim says.")
        )
    words: list[Any] = raw if isinstance(raw, list) else [raw]
    if not words:
        raise MalformedError(((), "The list is empty.", "Leave the question out, or write its answer."))
    wrongs: list[Wrong] = []
    for place, word in _items(raw):
        if not isinstance(word, str) or word not in question.choices:
            shown = word if isinstance(word, str) else "this"
            message = f"“{shown}” is no choice of “{question.label}”."
            wrongs.append((place, message, _choice_meant(question, shown)))
    _none_twice(words, str, wrongs)
    if wrongs:
        raise MalformedError(*wrongs)
    return Choice(raw, tuple(words))


def _choice_meant(question: Question, typed: str) -> str:
    """What to write instead of a text that is no choice: labels are typed, and lists without brackets."""
    names = {word.label.lower(): name for name, word in question.choices.items()}
    meant = [names.get(part, part) for part in re.split(r"\s*,\s*|\s+and\s+", typed.strip().lower())]
    if all(word in question.choices for word in meant) and (question.many or len(meant) == 1):
        return f"Write {meant[0]}." if len(meant) == 1 else f"Write [{', '.join(meant)}]."
    return nearest(typed, question.choices, SURELY)


def _when(question: Question, raw: Raw) -> Value:
    if isinstance(raw, dict):
        _known(raw, ("happened",), need=("happened",))
        return Happened(raw, _date(raw["happened"], ("happened",)))
    if isinstance(raw, list):
        mend = "Write 2027..2028 for a span; two promises are two claims."
        raise MalformedError(((), "This answer is one date, not a list.", mend))
    return Target(raw, _date(raw, ()))


def _date(raw: Raw, path: Path) -> When:
    text = _text(raw, path)
    try:
        return when.parse(text)
    except ValueError as error:
        raise MalformedError((path, str(error), date_mend(text))) from None


def _organisations(question: Question, raw: Raw) -> Value:
    members: list[Organisation] = []
    wrongs: list[Wrong] = []
    for place, item in _items(raw):
        try:
            members.append(_organisation(item, place))
        except MalformedError as malformed:
            wrongs += malformed.wrongs
    if not members and not wrongs:
        wrongs.append(((), "The list is empty.", "Leave the question out, or write its answer."))
    _none_twice(members, lambda member: member.who, wrongs)
    if wrongs:
        raise MalformedError(*wrongs)
    return Organisations(raw, tuple(members))


def _organisation(item: Raw, place: Path) -> Organisation:
    if not isinstance(item, dict):
        return Organisation(_slug(item, place))
    if len(item) == 1 and not any(item.values()) and "who" not in item:
        message = "Fields in braces need their names."
        raise MalformedError((place, message, f"Write {next(iter(item))}, or {{who: {next(iter(item))}}}."))
    _known(item, ("who", "role", "state"), need=("who",), place=place)
    return Organisation(**{key: _slug(word, (*place, key)) for key, word in item.items()})


def _slug(raw: Raw, place: Path) -> str:
    text = _text(raw, place)
    if not SLUG.fullmatch(text):
        several = re.split(r"\s*(?:,|&|\+|/|\band\b)\s*", text)
        whole = len(several) > 1 and all(map(SLUG.fullmatch, several))
        mend = f"Write [{', '.join(several)}]." if whole else slug_mend(text)
        raise MalformedError((place, f"“{text}” is no slug.", mend))
    return text


def _amount(question: Question, raw: Raw) -> Value:
    if not isinstance(raw, dict):
        return Amount(raw, *_bounds(question, _text(raw), ()), question.currency or question.unit)
    unit_key = "currency" if question.type == "money" else "unit"
    _known(raw, ("amount", unit_key, "variant", "market", "period"), need=("amount",))
    unit = _text(raw[unit_key], (unit_key,)) if unit_key in raw else question.currency or question.unit
    mend = currency_mend(unit)
    if unit_key == "currency" and (mend or not CURRENCY.fullmatch(unit)):
        mend = mend or "Write its three letters, such as CNY or USD."
        raise MalformedError(((unit_key,), f"“{unit}” is no currency.", mend))
    bounds = _bounds(question, _text(raw["amount"], ("amount",)), ("amount",))
    variant, market = (_text(raw[key], (key,)) if key in raw else "" for key in ("variant", "market"))
    period = _date(raw["period"], ("period",)) if "period" in raw else None
    return Amount(raw, *bounds, unit, variant, market, period)


def _bounds(question: Question, text: str, place: Path) -> tuple[Decimal, Decimal, str]:
    """Low, high and manner of `215900`, `100000..300000`, `under 100000`."""
    manner, _, rest = text.partition(" ")
    if manner not in MANNERS:
        manner, rest = "", text
    low, dots, high = rest.partition("..")
    if not dots:
        high = low
    if (manner and dots) or not (_NUMBER.fullmatch(low) and _NUMBER.fullmatch(high)):
        alone = _UNIT.sub("", text) if question.type == "number" else text
        mend = amount_mend(alone, money=question.type == "money" and not place)
        raise MalformedError((place, f"“{text}” is no amount.", mend))
    if found := next((one for one in (low, high) if re.fullmatch(r"\d+\.\d{3}", one)), None):
        whole, _, rest = found.partition(".")
        short = rest.rstrip("0") or "0"
        mend = f"Write {whole}{rest}, or {whole}.{short if short != rest else rest + '0'} if that is meant."
        raise MalformedError((place, f"The point in “{found}” may part thousands or decimals.", mend))
    if max(len(low), len(high)) > MOST_DIGITS:
        raise MalformedError((place, f"“{text}” has more than {MOST_DIGITS} digits.", "Round it."))
    if Decimal(high) < Decimal(low):
        raise MalformedError((place, f"“{text}” ends below its beginning.", f"Write {high}..{low}."))
    return Decimal(low), Decimal(high), manner


def _words(question: Question, raw: Raw) -> Value:
    text = _text(raw)
    return Text(raw, text)


def _items(raw: Raw) -> Iterator[tuple[Path, Any]]:
    """The items of a list with their place, or the one value."""
    if isinstance(raw, list):
        yield from (((number,), item) for number, item in enumerate(raw))
    else:
        yield (), raw


def _known(raw: dict[str, Any], fields: tuple[str, ...], *, need: tuple[str, ...], place: Path = ()) -> None:
    unknown = [key for key in raw if key not in fields]
    wrongs: list[Wrong] = [
        ((*place, key), f"“{key}” is no field here.", nearest(key, fields)) for key in unknown
    ]
    lacking = [key for key in need if key not in raw]
    meant = {field_meant(key, lacking) for key in unknown}  # one slip is not told as two
    wrongs += [(place, f"“{key}” is missing.", f"Add {key}: …") for key in lacking if key not in meant]
    if wrongs:
        raise MalformedError(*wrongs)


def _none_twice(items: list[Any], name: Callable[[Any], str], wrongs: list[Wrong]) -> None:
    seen: set[str] = set()
    for number, item in enumerate(items):
        if name(item) in seen:
            wrongs.append(((number,), f"“{name(item)}” stands here twice.", "Keep it once."))
        seen.add(name(item))


_PARSERS: dict[str, Callable[[Question, Raw], Value]] = {
    "choice": _choice,
    "when": _when,
    "organisations": _organisations,
    "number": _amount,
    "money": _amount,
    "text": _words,
}
