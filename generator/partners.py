"""Who works with whom, as of a day: in the spirit of the rule for answers, the record first. Pure."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from generator.answer import SELF, Organisation, Organisations
from generator.stand import DISPUTED, ON_RECORD, SINGLE_REPORT, WELL_REPORTED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from generator.brief import Brief
    from generator.ledger import Entry, Ledger


Key = tuple[str, str, str]
"""(programme, organisation, role)."""
Saying = tuple["Entry", str]
"""A claim that names an organisation, and the state of things that it tells."""


class Relation(NamedTuple):
    """What an organisation is to a programme.

    who        slug of the organisation
    role       a word of `roles`; "" where no claim tells it
    state      a word of `states`, from the newest claim that tells it; "" if none does
    evidence   in the words of `stand.EVIDENCE`
    entry      the claim that tells it
    first      the first claim that names it in this role
    entries    all claims that name it in this role, newest first
    """

    company: str
    programme: str
    who: str
    role: str
    state: str
    evidence: str
    entry: Entry
    first: Entry
    entries: tuple[Entry, ...]

    @property
    def order(self) -> tuple[date, str, str, str]:
        """Sorts relations by the day of the claim that tells them."""
        return (self.entry.counts, self.company, self.who, self.role)


def named(entry: Entry) -> Iterator[Organisation]:
    """The organisations that a claim names as partners, and those that only an answer names."""
    partners = [Organisation(one.who, one.role, one.state) for one in entry.claim.partners]
    yield from partners
    known = {partner.who for partner in partners}
    for value in entry.claim.answers.values():
        if isinstance(value, Organisations):
            yield from (one for one in value.members if one.who != SELF and one.who not in known)


def relations(company: str, book: Ledger, brief: Brief, day: date, programme: str = "") -> list[Relation]:
    """Every relation of a company's programmes, or of one of them, on `day`, the newest first."""
    every = sayings(book.counting(day), programme)
    return ordered(relation(company, key, some, book, brief, day) for key, some in every.items())


def sayings(entries: Iterable[Entry], programme: str = "") -> dict[Key, list[Saying]]:
    """(programme, organisation, role) → the claims that tell of it, of all programmes or of one."""
    named_by: dict[Key, list[Saying]] = defaultdict(list)
    for entry in entries:
        if programme and entry.programme != programme:
            continue
        for one in named(entry):
            some = named_by[entry.programme, one.who, one.role]
            if not some or some[-1][0] is not entry:
                some.append((entry, one.state))
    return named_by


def ordered(found: Iterable[Relation]) -> list[Relation]:
    """The newest first; without those that tell no role where another tells one."""
    every = list(found)
    roles = {(one.programme, one.who) for one in every if one.role}
    kept = (one for one in every if one.role or (one.programme, one.who) not in roles)
    return sorted(kept, key=lambda one: (one.entry.newness, one.who, one.role), reverse=True)


def relation(
    company: str, key: Key, some: Iterable[Saying], book: Ledger, brief: Brief, day: date
) -> Relation:
    """A relation on `day`, by what was said until then; something must have been."""
    said = sorted(some, key=lambda pair: pair[0].newness, reverse=True)
    denied = {entry for entry, _state in said if _disputed(entry, book, brief, day)}
    # A report is often told in several claims: what is denied of one is denied of all of that day.
    days = {entry.counts for entry in denied}
    sound = [
        (entry, state)
        for entry, state in said
        if entry not in denied and (entry.on_record or entry.counts not in days)
    ]
    in_play = [pair for pair in sound if not _replaced(pair[0], book, brief, day)] or sound
    choice = [pair for pair in in_play if pair[0].on_record] or in_play or said
    telling = [pair for pair in choice if pair[1]] or choice
    entry, state = telling[0]
    same = [one for one, told in in_play if told == state]
    return Relation(
        company,
        *key,
        state=state,
        evidence=_evidence(entry, same) if sound else DISPUTED,
        entry=entry,
        first=min((one for one, _state in said), key=lambda one: (one.counts, one.newness)),
        entries=tuple(one for one, _state in said),
    )


def _evidence(entry: Entry, same: Iterable[Entry]) -> str:
    if entry.on_record:
        return ON_RECORD
    origins = {origin.casefold() for one in same for origin in one.origins}
    return WELL_REPORTED if len(origins) > 1 else SINGLE_REPORT


def _questions(brief: Brief) -> list[str]:
    return [name for name, question in brief.questions.items() if question.type == "organisations"]


def _disputed(entry: Entry, book: Ledger, brief: Brief, day: date) -> bool:
    """Whether what it says of organisations is contradicted on record."""
    return entry.claim.id in book.contradicted and any(
        book.disputed(entry, question, day) for question in (*_questions(brief), "")
    )


def _replaced(entry: Entry, book: Ledger, brief: Brief, day: date) -> bool:
    """Whether what it says of organisations was superseded."""
    return any(
        by.counts <= day and any(link.covers(question) for question in (*_questions(brief), ""))
        for by, link in book.superseded.get(entry.claim.id, ())
    )
