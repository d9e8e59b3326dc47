"""The types of single fields: text, slugs, addresses, dates, as the editor types them.

Each refuses what it cannot be with a sentence on what is wrong and one on what to write instead.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, PlainValidator
from pydantic_core import PydanticCustomError

from generator import countries, when
from generator.answer import MOST_IN_SLUG, SLUG
from generator.characters import unfit
from generator.likely import date_mend, day_mend, language_mend, slug_mend
from generator.when import When

if TYPE_CHECKING:
    from collections.abc import Callable

    from generator.parse_answer import Wrong

NO_URL = re.compile('["<>\\\\^`{|}]')
MOST_IN_URL = 2_000
LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*", re.ASCII)


def wrong(message: str, mend: str = "") -> PydanticCustomError:
    """An error that names what is wrong and what to write instead."""
    return PydanticCustomError("wrong", "{message}", {"message": message, "mend": mend})


def all_wrong(wrongs: list[Wrong], rule: str = "field") -> PydanticCustomError:
    """An error that names several things: the path below the field, what is wrong, what to write instead."""
    return PydanticCustomError("wrongs", "{wrongs}", {"wrongs": wrongs, "rule": rule})


def fault(check: Callable[[Any], Any], value: Any) -> tuple[str, str] | None:
    """What a check of this module finds wrong and what to write instead; None if it passes."""
    try:
        check(value)
    except PydanticCustomError as error:
        told = error.context or {}
        return told["message"], told["mend"]
    return None


def slug(value: Any) -> str:
    """A slug as it is typed."""
    return _slug(_scalar(value))


def _filled(value: Any) -> Any:
    """A value that is not empty."""
    if _scalar(value) == "":
        raise wrong("This field is empty.", "Write its value, or take the field out.")
    return value


def _scalar(value: Any) -> Any:
    if not isinstance(value, str):
        kind = "a list" if isinstance(value, list) else "fields"
        raise wrong(f"This field holds one value, not {kind}.", "Write the value alone, without brackets.")
    return value


def _line(text: str) -> str:
    if found := unfit(text):
        raise wrong(*found)
    return text


def _slug(text: str) -> str:
    _filled(text)
    if len(text) > MOST_IN_SLUG:
        raise wrong(f"This slug is longer than {MOST_IN_SLUG} characters.", "Shorten it.")
    if not SLUG.fullmatch(text):
        raise wrong(f"“{text}” is no slug.", slug_mend(text))
    return text


def _when(value: Any) -> When:
    text = _filled(value)
    try:
        return when.parse(text)
    except ValueError as error:
        raise wrong(str(error), date_mend(text)) from None


def _day(value: Any) -> date:
    text = _filled(value)
    try:
        return when.parse_day(text)
    except ValueError as error:
        raise wrong(str(error), day_mend(text)) from None


def _flag(value: Any) -> bool:
    if value not in ("true", "false"):
        raise wrong(f"“{value}” is neither true nor false.", "Write true, or leave the field out.")
    return bool(value == "true")


def _url(text: str) -> str:
    _filled(text)
    mend = "Write the whole address, such as https://example.com/page."
    if len(text) > MOST_IN_URL:
        raise wrong(f"The address is longer than {MOST_IN_URL} characters.", mend)
    bad = next((sign for sign in text if sign == " " or not sign.isprintable() or NO_URL.match(sign)), "")
    if bad:
        raise wrong(
            f"An address cannot hold the character {bad!a}.", "Copy the address from the browser's bar."
        )
    try:
        parts = urlsplit(text)
        host, _port = parts.hostname, parts.port
    except ValueError:
        raise wrong("The address cannot be read.", mend) from None
    if parts.scheme not in ("http", "https") or not text.lower().startswith(f"{parts.scheme}://"):
        raise wrong("The address does not begin with http:// or https://.", mend)
    if not host or not re.fullmatch(r"[\w.:-]*\w[\w.:-]*", host):
        raise wrong("The address names no host.", mend)
    if parts.username is not None or parts.password is not None:
        raise wrong("The address carries a user name.", "Leave out the part before the @.")
    return text


def _country(text: str) -> str:
    _filled(text)
    if text not in countries.NAMES:
        code = countries.meant(text)
        mend = f"Write {code}." if code else "Write its two capital letters, such as CN or NO."
        raise wrong(f"“{text}” is no country code.", mend)
    return text


def _language(text: str) -> str:
    _filled(text)
    if not LANGUAGE.fullmatch(text):
        raise wrong(f"“{text}” is no language code.", language_mend(text))
    return text


Scalar = Annotated[str, BeforeValidator(_scalar)]
Line = Annotated[Scalar, AfterValidator(_line)]
Slug = Annotated[Scalar, AfterValidator(_slug)]
Url = Annotated[Scalar, AfterValidator(_url)]
Country = Annotated[Scalar, AfterValidator(_country)]
Language = Annotated[Scalar, AfterValidator(_language)]
Date = Annotated[When, PlainValidator(_when)]
Day = Annotated[date, PlainValidator(_day)]
Flag = Annotated[bool, PlainValidator(_flag)]
