"""Answers and labels as readers see them: words, names with links, never sharper than what was typed."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from generator.answer import SELF, Amount, Choice, Happened, Nothing, Organisations, Target, Text, Value
from generator.countries import NAMES
from generator.stand import NOT_KNOWN
from generator.when import HALVES, long_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from generator.brief import Brief, Kind, Question, Word
    from generator.load import Content
    from generator.model import Programme
    from generator.when import When


class Part(NamedTuple):
    """A piece of text; `slug` names the company or partner whose page it leads to."""

    text: str
    slug: str = ""


Parts = tuple[Part, ...]

_A_WORD = re.compile("[A-Z][a-z]+(?:[ -]|$)")


def plain(parts: Iterable[Part]) -> str:
    """The text of parts."""
    return "".join(part.text for part in parts)


def parts_of(value: Value, question: Question | None, company: str, content: Content) -> Parts:
    """An answer in words; `question` is None for a milestone, `company` is whom `self` means."""
    match value:
        case Choice():
            choices = question.choices if question else {}
            return (Part(listed([label(choices, word) for word in value.words])),)
        case Target():
            return (Part(f"expected {value.when.words}"),)
        case Happened():
            return (Part(value.when.words),)
        case Organisations():
            return _organisations(value, company, content)
        case Amount():
            return (Part(amount(value, money=bool(question and question.type == "money"))),)
        case Text():
            return (Part(value.text),)
        case Nothing():
            return (Part("taken back"),)
    raise TypeError(f"No words for {type(value).__name__}.")


def _organisations(value: Organisations, company: str, content: Content) -> Parts:
    parts: list[Part] = []
    for number, member in enumerate(value.members):
        if number:
            parts.append(Part(" and " if number == len(value.members) - 1 else ", "))
        slug = company if member.who == SELF else member.who
        parts.append(Part(name_of(slug, content), slug))
        more = [label(content.brief.roles, member.role), label(content.brief.states, member.state)]
        if told := ", ".join(within(word) for word in more if word):
            parts.append(Part(f" ({told})"))
    return tuple(parts)


def name_of(slug: str, content: Content) -> str:
    """The name of a company or partner."""
    found = content.organisation(slug)
    return found.name if found else slug


def label(words: Mapping[str, Word], word: str) -> str:
    """The label of a vocabulary's word; the word itself where there is none."""
    found = words.get(word)
    return found.label if found else word


def several(kinds: Mapping[str, Kind], kind: str) -> str:
    """What several organisations of a kind are called."""
    return kinds[kind].plural or kinds[kind].label if kind in kinds else kind


def within(label: str) -> str:
    """A label within a sentence: `contract manufacturer`, `first EV`, but `EV maker` as it is."""
    return label[:1].lower() + label[1:] if _A_WORD.match(label) else label


def listed(words: list[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}" if words else ""


def number(value: Decimal) -> str:
    """With separators of thousands; decimals as typed."""
    return f"{value:,}"


def amount(value: Amount, *, money: bool) -> str:
    """`CNY 215,900`, `under 100,000 cars a year`, `100,000–300,000 cars a year (for 2024)`."""
    bounds = number(value.low)
    if value.high != value.low:
        bounds = f"{bounds}–{number(value.high)}"
    text = f"{value.unit} {bounds}" if money else f"{bounds} {value.unit}"
    if value.manner:
        text = f"{value.manner} {text}"
    return f"{text} (for {value.period.words})" if value.period else text


def country_name(code: str) -> str:
    """The name of a country."""
    return NAMES.get(code, code)


def scope_words(scope: tuple[str, ...], programme: Programme, brief: Brief) -> str:
    """What an amount is for: vehicles, variant, market; "" if nothing was said."""
    if not scope:
        return ""
    variant, market, *vehicles = scope
    names = [programme.vehicles[slug].name for slug in vehicles if slug in programme.vehicles]
    told = [listed(names), variant, market_name(market, brief)]
    return ", ".join(word for word in told if word)


def market_name(market: str, brief: Brief) -> str:
    """The label of a market where a choice of the brief has it."""
    found = (
        question.choices[market].label for question in brief.questions.values() if market in question.choices
    )
    return next(found, market)


def dated(when: When) -> str:
    """A date with its preposition: `on 3 April 2024`, `in early 2027`, `around 2023`, `by 2024`."""
    text = when.text
    if text.startswith(("around ", "by ")):
        return when.words
    if ".." in text:
        return f"from {when.words}"
    if when.is_day:
        return f"on {when.words}"
    return f"in the {when.words}" if when.words.startswith(HALVES) else f"in {when.words}"


def day(value: object) -> str:
    """A day in words."""
    from datetime import date

    assert isinstance(value, date)
    return long_day(value)


def schedule_words(schedule: str) -> str:
    """`moved later once` for `moved later 1 times`."""
    return {"moved later 1 times": "moved later once", "moved later 2 times": "moved later twice"}.get(
        schedule, schedule
    )


def counted(count: int, noun: str, plural: str = "") -> str:
    """`1 claim`, `2 claims`, `1,234 claims`."""
    return f"{count:,} {noun if count == 1 else plural or noun + 's'}"


def shortened(text: str, length: int = 110) -> str:
    """`text` cut at a word, with an ellipsis, where it is longer than `length`."""
    if len(text) <= length:
        return text
    return text[:length].rsplit(" ", 1)[0].rstrip(",;:.–-") + "…"


# The bottom line. Stages that a brief shares with this one read as a sentence; any other is named.
_STAGES = {
    "no-plan": "is not planned",
    "considering": "is under consideration",
    "planned": "is planned",
    "prototype": "has reached the prototype stage",
    "production": "is in production",
    "on-sale": "is on sale",
    "supplier-only": "is for the cars of others only",
    "paused": "is paused",
    "cancelled": "was cancelled",
    "wound-down": "has been wound down",
}


_PREPOSITIONS = ("at", "by", "for", "from", "in", "of", "to", "under", "with")
_PLURAL = {"is": "are", "was": "were", "has": "have", "stands": "stand"}


def stage_words(word: str, text: str, name: str) -> str:
    """A stage as the rest of a sentence about a programme of that name."""
    verb, _, rest = _STAGES.get(word, f"stands at “{text}”").partition(" ")
    return f"{_PLURAL[verb] if is_plural(name) else verb} {rest}"


def is_plural(name: str) -> bool:
    """Whether a programme's name takes a plural: `Robotaxis (R2)`, `Parts and tyres`; not `IM Motors`."""
    words = name.partition(" (")[0].split() or [name]
    told = next((place for place, word in enumerate(words) if place and word in _PREPOSITIONS), len(words))
    words = words[:told]
    last = words[-1]
    common = last[0].islower() or len(words) == 1
    return "and" in words or (common and last.endswith("s") and not last.endswith("ss"))


def evidence_words(evidence: str, since: str) -> str:
    """`on record since 3 April 2024`."""
    return evidence if evidence == NOT_KNOWN or not since else f"{evidence} since {since}"
