"""The open targets as a calendar: a quarter or a year is an all-day event of that span, and says so."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

from generator.promises import OPEN, RECORD
from generator.when import long_day
from generator.wording import dated, label

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from generator.export.addresses import Addresses
    from generator.promises import Promise
    from generator.view import Plan, Site
    from generator.when import When

PRODUCT = "-//EV Brief//Open targets//EN"
MOST_IN_A_LINE = 75
"""Bytes."""


class Due(NamedTuple):
    """An open target."""

    plan: Plan
    question: str
    promise: Promise


def due(site: Site, plans: Iterable[Plan]) -> list[Due]:
    """The open targets of programmes, the nearest first."""
    found = [
        Due(plan, question, promise)
        for plan in plans
        for question, promises in site.promises_of(plan)
        for promise in promises
        if promise.verdict == OPEN
    ]
    return sorted(found, key=_order)


def _order(one: Due) -> tuple[date, str, str, str, str]:
    first, _last = span(one.promise.target.when)
    claim = one.promise.first.entry.claim.id
    return (first, one.plan.company, claim, one.question, one.promise.voice)


def span(when: When) -> tuple[date, date]:
    """The first and the last day of its event: of `by X` the last day, of `from X` the days of X."""
    return (when.first or when.mark, when.last or when.mark)


def calendar(site: Site, at: Addresses, name: str, dues: Iterable[Due]) -> bytes:
    """Open targets as iCalendar (RFC 5545), its name also as older programs look for it."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{PRODUCT}",
        "CALSCALE:GREGORIAN",
        f"NAME:{_text(name)}",
        f"X-WR-CALNAME:{_text(name)}",
        *(line for one in dues for line in _event(site, at, one)),
        "END:VCALENDAR",
    ]
    return b"".join(map(_folded, lines))


def _event(site: Site, at: Addresses, one: Due) -> Iterator[str]:
    plan, promise = one.plan, one.promise
    entry, when = promise.first.entry, promise.target.when
    first, last = span(when)
    address = at.claim(plan.company, entry.claim.id)
    what = site.label(plan, one.question)
    spanned = "" if when.is_day else f" ({when.words})"
    yield "BEGIN:VEVENT"
    yield f"SUMMARY:{_text(f'{plan.name}: {what}{spanned}, {_voice(promise)}')}"
    yield f"DTSTART;VALUE=DATE:{first:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{last + timedelta(days=1):%Y%m%d}"
    yield f"DTSTAMP:{entry.counts:%Y%m%d}T000000Z"
    yield f"UID:{_text(uid(at, one))}"
    yield f"CATEGORIES:{_text(site.name(plan.company))},{_text(what)}"
    yield f"DESCRIPTION:{_text(chr(10).join([*_told(site, one, what), address]))}"
    yield f"STATUS:{'CONFIRMED' if entry.on_record else 'TENTATIVE'}"
    yield "TRANSP:TRANSPARENT"
    yield f"URL:{address}"
    yield "END:VEVENT"


def _text(text: str) -> str:
    """Text as a value: what would end it or begin another line is escaped."""
    return re.sub(r"[\\;,]", r"\\\g<0>", text).replace("\n", "\\n")


def _folded(line: str) -> bytes:
    """A line, folded so that none is longer than 75 bytes; no character is split."""
    out, room = bytearray(), MOST_IN_A_LINE
    for char in line:
        data = char.encode()
        if len(data) > room:
            out += b"\r\n "
            room = MOST_IN_A_LINE - 1
        out += data
        room -= len(data)
    return bytes(out + b"\r\n")


def uid(at: Addresses, one: Due) -> str:
    """Stays the same as long as the claim, the question and the voice do."""
    claim = one.promise.first.entry.claim.id
    voice = quote(one.promise.voice.casefold(), safe="")
    return f"{at.first_slug(one.plan.company)}/{claim}/{one.question}/{voice}@{at.host}"


def _voice(promise: Promise) -> str:
    return "on record" if promise.voice == RECORD else f"by {promise.voice}"


def _told(site: Site, one: Due, what: str) -> Iterator[str]:
    entry, when = one.promise.first.entry, one.promise.target.when
    yield f"{what}: expected {dated(when)}.{_spanned(when)}"
    basis = label(site.content.brief.bases, entry.claim.basis)
    said_by = f", {entry.claim.said_by}" if entry.claim.said_by else ""
    said = dated(entry.said)
    yield f"Said {said}, {_voice(one.promise)} ({basis}{said_by}): {entry.claim.statement}"


def _spanned(when: When) -> str:
    """What the event shows where no single day was named."""
    if when.is_day:
        return ""
    if when.first is None:
        return " No day was named: the event stands on the last one that it may mean."
    if when.last is None:
        return " No day was named, and it may come later: the event fills the first span that it may mean."
    return (
        f" No day was named: the event fills the whole span, {long_day(when.first)} to {long_day(when.last)}."
    )
