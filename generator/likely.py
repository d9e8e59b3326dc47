"""What an editor most likely meant: texts as people write them, in the form that the brief can read.

A guess is only ever told, never taken: the editor decides.
"""

from __future__ import annotations

import re
import unicodedata
from difflib import get_close_matches
from typing import TYPE_CHECKING

from generator import when

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    Groups = tuple[str, ...]

MOST = 60
"""Longer texts are no slip of a date or an amount."""

_EXAMPLE = "2024-03-28"
_FORMS = f"Write it as 2024, 2024-Q3, 2024-03, {_EXAMPLE} or early 2024."

_DAY = re.compile(r"\b\d{4}-\d\d-\d\d\b(?!\.)", re.ASCII)

_MONTH = "|".join(f"{name[:3].lower()}(?:{name[3:].lower()}|t)?\\.?" for name in when.MONTHS)
_ORDER = {"first": 1, "second": 2, "third": 3, "fourth": 4}
_FALL = {"fall": "autumn"}
_NOTHING_SAID = {"unknown", "tbd", "tba", "tbc", "n/a", "na", "?", "-", "null", "not known", "open", "soon"}


def _dated(year: str, month: str, day: str = "") -> str:
    number = month if month.isdigit() else _number(month)
    return f"{year}-{int(number):02}" + (f"-{int(day):02}" if day else "")


def _number(month: str) -> str:
    return next(str(n) for n, name in enumerate(when.MONTHS, 1) if name.lower().startswith(month[:3]))


_DATES: tuple[tuple[str, Callable[[Groups], str]], ...] = (
    (r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})", lambda g: _dated(*g)),
    (r"(\d{4})[-/.](\d{1,2})", lambda g: _dated(*g)),
    (r"(\d{4}-\d\d-\d\d)[t ][\d:.,z+-]+", lambda g: g[0]),
    (r"(\d{4})年(?:(\d{1,2})月(?:(\d{1,2})日)?)?", lambda g: _dated(*filter(None, g)) if g[1] else g[0]),
    (r"(\d{1,2})\.(\d{1,2})\.(\d{4})", lambda g: _dated(g[2], g[1], g[0])),
    (r"(\d{1,2})[/-](\d{1,2})[/-](\d{4})", lambda g: _dated(g[2], g[0], g[1])),
    (r"(\d{1,2})[/-](\d{1,2})[/-](\d{4})", lambda g: _dated(g[2], g[1], g[0])),
    (r"(\d{1,2})[/-](\d{4})", lambda g: _dated(g[1], g[0])),
    (r"([1-4])([qh]) ?'?(?:20)?(\d\d)", lambda g: f"20{g[2]}-{g[1].upper()}{g[0]}"),
    (r"([qh])([1-4]) ?'?(\d\d)", lambda g: f"20{g[2]}-{g[0].upper()}{g[1]}"),
    (r"([qh])\s?([1-4])[ /-]?(\d{4})", lambda g: f"{g[2]}-{g[0].upper()}{g[1]}"),
    (r"(\d{4})[ /-]?([qh])\s?([1-4])", lambda g: f"{g[0]}-{g[1].upper()}{g[2]}"),
    (rf"({_MONTH})[ -](\d{{4}})", lambda g: _dated(g[1], g[0])),
    (rf"(\d{{1,2}})(?:st|nd|rd|th|\.)? ({_MONTH}),? (\d{{4}})", lambda g: _dated(g[2], g[1], g[0])),
    (rf"({_MONTH}) (\d{{1,2}})(?:st|nd|rd|th)?,? (\d{{4}})", lambda g: _dated(g[2], g[0], g[1])),
    (r"(spring|summer|autumn|fall|winter)[ -](?:of )?(\d{4})", lambda g: f"{g[1]}-{_FALL.get(g[0], g[0])}"),
    (r"(\d{4})[ -](spring|summer|autumn|fall|winter)", lambda g: f"{g[0]}-{_FALL.get(g[1], g[1])}"),
    (r"(early|mid|late)[ -](?:in )?(\d{4}.*)", lambda g: f"{g[0]} {g[1]}"),
    (r"(?:the )?(?:beginning|start) of (\d{4})", lambda g: f"early {g[0]}"),
    (r"(?:the )?middle of (\d{4})", lambda g: f"mid {g[0]}"),
    (r"(?:the )?end of (\d{4})", lambda g: f"late {g[0]}"),
    (r"(?:the )?(first|second) half (?:of )?(\d{4})", lambda g: f"{g[1]}-H{_ORDER[g[0]]}"),
    (r"(?:the )?(first|second|third|fourth) quarter (?:of )?(\d{4})", lambda g: f"{g[1]}-Q{_ORDER[g[0]]}"),
    (r"([hq])([1-4])[/ ](\d{4})", lambda g: f"{g[2]}-{g[0].upper()}{g[1]}"),
    (r"(.+?),? (?:or later|at the earliest|onwards?)", lambda g: f"from {_date(g[0])}"),
    (r"(.+?),? (?:or earlier|at the latest)", lambda g: f"by {_date(g[0])}"),
    (r"before (\d{4})", lambda g: f"by {int(g[0]) - 1}"),
    (r"after (\d{4})", lambda g: f"from {int(g[0]) + 1}"),
    (r"(?:until|no later than|by) (?:the end of )?(.+)", lambda g: f"by {_date(g[0])}"),
    (r"(?:since|from|not before|no earlier than) (.+)", lambda g: f"from {_date(g[0])}"),
    (r"(?:~|about|around|circa|c\.|ca\.|approx\.?)\s*(.+)", lambda g: f"around {_date(g[0])}"),
    (r"happened:?\s*(.+)", lambda g: f"{{happened: {_date(g[0])}}}"),
    (r"(\d\d)(\d\d)[/-](\d\d)", lambda g: f"{g[0]}{g[1]}..{g[0]}{g[2]}"),
    (r"(?:between )?(.{4,}?)(?: ?[–-] ?| to | and | or )(.{4,})", lambda g: f"{_date(g[0])}..{_date(g[1])}"),
)
"""How people write dates, and the same as the brief reads it: the first that fits and can be read counts."""


def date_mend(text: str) -> str:
    """What to write instead of a text that is no date."""
    if text.strip().lower() in _NOTHING_SAID:
        return "Leave it out where the source names no date."
    if re.fullmatch(r"\d{4}-[QH]\d", text, re.ASCII):
        return "A year has the quarters Q1 to Q4 and the halves H1 and H2."
    if impossible := re.fullmatch(r"(\d{4}-(?:0[1-9]|1[0-2]))-\d\d", text, re.ASCII):
        return f"Look it up in the source; where it names no day, write {impossible[1]}."
    if (either := re.fullmatch(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4})", text, re.ASCII)) and _unclear(
        *either.groups()
    ):
        one, other = _dated(either[3], either[1], either[2]), _dated(either[3], either[2], either[1])
        return f"Write {one} or {other}, whichever the source means."
    guess = _date(text.strip().lower()) if len(text) <= MOST else ""
    meant = re.sub(r"^\{happened: (.*)\}$", r"\1", guess)
    if meant != text and _readable(meant):
        return f"Write {guess}, if that is what the source says."
    return _FORMS


def day_mend(text: str) -> str:
    """What to write instead of a text that is no full date."""
    told = date_mend(text)
    return told if _DAY.search(told) and told != _FORMS else f"Write year, month and day: {_EXAMPLE}."


def _unclear(one: str, other: str, _year: str) -> bool:
    """Whether either of two numbers may be the month."""
    return one != other and 1 <= int(one) <= 12 and 1 <= int(other) <= 12


def _date(text: str) -> str:
    """The first reading that the brief knows; the text itself if there is none."""
    if _readable(text):
        return text
    for pattern, made in _DATES:
        found = re.fullmatch(pattern, text, re.ASCII)
        if found:
            guess = made(found.groups())
            if _readable(re.sub(r"^\{happened: (.*)\}$", r"\1", guess)):
                return guess
    return text


def _readable(text: str) -> bool:
    try:
        when.parse(text)
    except ValueError:
        return False
    return True


# Amounts

MOST_DIGITS = 15  # as many as Excel and JSON keep

_CURRENCIES = {"$": "USD", "us$": "USD", "€": "EUR", "£": "GBP", "rmb": "CNY", "yuan": "CNY", "won": "KRW"}
_CURRENCIES |= {"euro": "EUR", "euros": "EUR", "dollars": "USD", "yen": "JPY", "renminbi": "CNY"}
_CURRENCIES |= {"nt$": "TWD", "ntd": "TWD", "hk$": "HKD", "₩": "KRW", "usd$": "USD", "us dollars": "USD"}
_SCALES = {"k": 3, "thousand": 3, "m": 6, "mn": 6, "million": 6, "bn": 9, "billion": 9}
_MANNERS = {"<": "under", "less than": "under", "below": "under", ">": "over", "more than": "over"}
_MANNERS |= {"above": "over", "~": "around", "about": "around", "approx.": "around"}
_MANNERS |= {word: word for word in ("under", "over", "around")}

_AMOUNT = re.compile(r"(\d[\d,_' ]*(?:\.\d+)?) ?(k|thousand|mn?|million|bn|billion)?\b", re.ASCII)
_MANNER = re.compile("|".join(sorted(map(re.escape, _MANNERS), key=len, reverse=True)))
_GROUPS = re.compile(r"\d+|\d{1,3}(?:[,_' ]\d{3})+")


def amount_mend(text: str, *, money: bool) -> str:
    """What to write instead of a text that is no amount."""
    general = "Write 215900, 100000..300000, under, over or around 100000."
    rest = text.strip().lower()
    if rest in _NOTHING_SAID:
        return "Leave it out where the source names no amount."
    if len(text) > MOST or not (found := list(_AMOUNT.finditer(rest))) or len(found) > 2:
        return general
    numbers = [_plain(one[1].strip(), one[2] or found[-1][2] or "") for one in found]
    words = _AMOUNT.sub(" ", rest)
    manner = _MANNER.search(words)
    words = _MANNER.sub("", words, count=1).strip()
    words = re.sub("^(?:between|from)|[–-]|\\.\\.|\\bto\\b|\\band\\b", " ", words).strip()
    unit = _CURRENCIES.get(words) or (words.upper() if len(words) == 3 and words.upper() in text else "")
    if not all(numbers) or (words and not (money and unit)) or (manner and len(numbers) > 1):
        return general
    guess = f"{_MANNERS[manner[0]]} {numbers[0]}" if manner else "..".join(numbers)
    return f"Write {{amount: {guess}, currency: {unit}}}." if unit else f"Write {guess}."


def _plain(number: str, scale: str) -> str:
    """`30,000` and `1.5 million` in digits; "" where that is unclear, as in `30.000`, or too long."""
    whole, _, part = number.partition(".")
    zeros = _SCALES.get(scale, 0)
    if not _GROUPS.fullmatch(whole) or len(part) == 3 or len(part) > max(zeros, 2):
        return ""
    digits = re.sub("[^0-9]", "", whole)
    told = (digits + part.ljust(zeros, "0") if zeros else number.replace(whole, digits)).lstrip("0") or "0"
    return told if len(told) <= MOST_DIGITS else ""


def currency_mend(text: str) -> str:
    """What to write instead of a sign or name of a currency; "" if it may be one of its codes."""
    if code := _CURRENCIES.get(text.strip().lower()):
        return f"Write {code}."
    letters = re.fullmatch("[A-Za-z]{3}", text, re.ASCII)
    return f"Write {text.upper()}." if letters and text != text.upper() else ""


# Languages

_LANGUAGES = {"chinese": "zh", "english": "en", "german": "de", "japanese": "ja", "korean": "ko"}
_LANGUAGES |= {"french": "fr", "spanish": "es", "italian": "it", "dutch": "nl", "swedish": "sv"}


def language_mend(text: str) -> str:
    """What to write instead of a text that is no code of a language."""
    code = _LANGUAGES.get(text.strip().lower())
    return f"Write {code}." if code else "Write its letters, such as en, zh, de or ja."


# Fields

_FIELDS = {
    "name": ("who", "publisher"),
    "organisation": ("who",),
    "company": ("who",),
    "partner": ("who",),
    "status": ("state", "stage"),
    "headline": ("title",),
    "outlet": ("publisher",),
    "source": ("sources", "publisher"),
    "sector": ("industry",),
    "business": ("industry",),
    "plans": ("programmes",),
    "date": ("published", "on", "as_of"),
    "day": ("published", "on"),
    "link": ("url",),
    "address": ("url",),
    "text": ("statement", "note", "text"),
    "quote": ("statement",),
    "claim": ("statement", "claims"),
    "author": ("said_by", "publisher"),
    "speaker": ("said_by",),
    "type": ("basis", "kind"),
    "category": ("topic", "kind"),
    "programs": ("programmes",),
    "models": ("vehicles",),
    "cars": ("vehicles",),
    "archive_url": ("archived",),
    "accessed": ("checked",),
}
"""Fields as other places call them, and the ones that may be meant."""


def field_meant(name: str, known: Iterable[str]) -> str:
    """The known field that somebody means who writes `name`; "" if that is unclear."""
    fields = list(known)
    close = get_close_matches(name.lower(), fields, n=1, cutoff=0.6)
    other = [field for field in _FIELDS.get(name.lower(), ()) if field in fields]
    return next(iter([*close, *other]), "")


# Slugs


def slug_of(text: str) -> str:
    """A slug like `text`: letters without their marks, digits, hyphens; "" if it has none."""
    bare = unicodedata.normalize("NFKD", text[:400]).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", bare.replace("'", "")).strip("-")[:80].strip("-")


def slug_mend(text: str) -> str:
    """What to write instead of a text that is no slug."""
    if text.lower().startswith(("http://", "https://", "www.")):
        return "Write {publisher: …, published: …, url: …}, or the key of a listed source."
    guess = slug_of(text)
    return "Write lower-case letters, digits and hyphens" + (f", such as {guess}." if guess else ".")
