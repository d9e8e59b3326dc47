"""The open targets as a calendar: a quarter or a year is an all-day event of that span, and says so."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

from icalendar import Calendar, Event, vText
from icalendar.prop import vCategory

from generator.promises import OPEN, RECORD
from generator.when import long_day
from generator.wording import dated, label

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.export.addresses import Addresses
    from generator.plans import Plan
    from generator.promises import Promise
    from generator.view import Site
    from generator.when import When

PRODUCT = "-//EV Brief//Open targets//EN"
END = b"END:VCALENDAR\r\n"


class Due(NamedTuple):
    """An open target."""

    plan: Plan
    question: str
    promise: Promise


def _due(site: Site, plans: Iterable[Plan]) -> Iterator[Due]:
    """The open targets of programmes."""
    for plan in plans:
        for question, promises in site.promises_of(plan):
            for promise in promises:
                if promise.verdict == OPEN:
                    yield Due(plan, question, promise)


def span(when: When) -> tuple[date, date]:
    """The first and the last day of its event: of `by X` the last day, of `from X` the days of X."""
    return (when.first or when.mark, when.last or when.mark)


Dated = tuple[tuple[date, str, str, str, str], bytes]
"""An event as it stands in calendars, after what these go by: day, company, claim, question and voice.

A plain pair: to take up one that was kept, nobody has to load a library for calendars.
"""


def events(site: Site, at: Addresses, plans: Iterable[Plan]) -> Iterator[Dated]:
    """The open targets of programmes as events."""
    for one in _due(site, plans):
        first, _last = span(one.promise.target.when)
        claim = one.promise.first.entry.claim.id
        order = (first, one.plan.company, claim, one.question, one.promise.voice)
        yield order, _event(site, at, one).to_ical()


def calendar(whose: str, found: Iterable[Dated]) -> bytes:
    """The open targets of a company or of all as iCalendar, the nearest first."""
    made, name = Calendar(), f"{whose}: open targets"
    made.add("prodid", PRODUCT)
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("name", Text(name))
    made.add("x-wr-calname", Text(name))  # as older programs look for it
    return bytes(made.to_ical()).removesuffix(END) + b"".join(text for _order, text in sorted(found)) + END


def _event(site: Site, at: Addresses, one: Due) -> Event:
    plan, promise = one.plan, one.promise
    entry, when = promise.first.entry, promise.target.when
    first, last = span(when)
    address = at.claim(plan.company, entry.claim.id)
    what = site.label(plan, one.question)
    event = Event()
    event.add("uid", Text(uid(at, one)))
    event.add("dtstamp", datetime.combine(entry.counts, time(), UTC))
    event.add("dtstart", first)
    event.add("dtend", last + timedelta(days=1))
    spanned = "" if when.is_day else f" ({when.words})"
    event.add("summary", Text(f"{plan.name}: {what}{spanned}, {_voice(promise)}"))
    event.add("description", Text("\n".join([*_told(site, one, what), address])))
    event.add("url", address)
    event.add("categories", Categories([site.name(plan.company), what]))
    event.add("transp", "TRANSPARENT")
    event.add("status", "CONFIRMED" if entry.on_record else "TENTATIVE")
    return event


class Text(vText):
    """Text as typed, which the library alone would not keep."""

    def to_ical(self) -> bytes:
        """The text as it stands in the calendar."""
        return _kept(_escaped(self))


class Categories(vCategory):
    """Words as typed."""

    def to_ical(self) -> bytes:
        """The words as they stand in the calendar."""
        return _kept(",".join(map(_escaped, self.cats)))


def _escaped(text: str) -> str:
    r"""Text by RFC 5545; the library takes a typed `\N` for a line break."""
    return re.sub(r"[\\;,]", r"\\\g<0>", text).replace("\n", "\\n")


def _kept(value: str) -> bytes:
    """The library takes one mark of byte order from the beginning of a value: this one, not a typed one."""
    return value.encode("utf-8-sig")


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
