"""The track record as of a day: how dated targets came out, and which denials the record itself proved false.

Made from what is weighed already ("Promises" in the design). Pure: no files, no clock.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

from generator.answer import Happened, Target
from generator.promises import DROPPED, KEPT, LATE, MISSED, MOVED, OPEN, RECORD

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import date

    from generator.answer import Value
    from generator.ledger import Entry, Ledger
    from generator.model import Link
    from generator.promises import Promise, Targets

FEWEST = 3
"""A voice with fewer dates has no track record."""

DENIAL = "denial"
"""The topic under which editors file denials; a brief without it has those that contradict a report."""


@dataclass(frozen=True, slots=True, eq=False)
class Dated:
    """A promised date of a programme; `late`: by how many days the thing came late, 0 if it did not."""

    company: str
    programme: str
    question: str
    promise: Promise
    late: int = 0

    @property
    def on_record(self) -> bool:
        """Whether the record named it."""
        return self.promise.voice == RECORD

    @property
    def basis(self) -> str:
        """What the claim rests on."""
        return self.promise.first.entry.claim.basis

    @property
    def said_once(self) -> tuple[str, str, str, str]:
        """The same for the promises of all origins of one claim: it was said once."""
        claim = self.promise.first.entry.claim.id
        return (self.company, self.question, claim, self.promise.target.when.text)


def dated(company: str, targets: Targets) -> Iterator[Dated]:
    """The promises of a question, with how many days late the thing came."""
    came = targets.arrival.value if targets.arrival else None
    for promise in targets.promises:
        late = 0
        if promise.verdict == LATE and isinstance(came, Happened) and promise.target.when.last:
            late = ((came.when.first or came.when.mark) - promise.target.when.last).days
        yield Dated(company, targets.programme.slug, targets.cell.question, promise, late)


@dataclass(frozen=True, slots=True)
class Tally:
    """How the dates of one group came out.

    name     a word of `bases`, an origin, a company's slug
    median   half of those that came late were at least so many days late; None if none came late
    """

    name: str
    kept: int
    late: int
    missed: int
    moved: int
    dropped: int
    open: int
    median: int | None

    @property
    def due(self) -> int:
        """The dates that fell due: the thing came in time, late or not at all."""
        return self.kept + self.late + self.missed

    @property
    def given_up(self) -> int:
        """The dates that never fell due: replaced or given up before."""
        return self.moved + self.dropped

    @property
    def settled(self) -> int:
        """All whose fate is known."""
        return self.due + self.given_up

    @property
    def total(self) -> int:
        """All."""
        return self.settled + self.open


def tally(name: str, group: Iterable[Dated]) -> Tally:
    """How a group of dates came out."""
    group = list(group)
    count = Counter(one.promise.verdict for one in group)
    late = [one.late for one in group if one.late]
    middle = round(median(late)) if late else None
    return Tally(
        name, count[KEPT], count[LATE], count[MISSED], count[MOVED], count[DROPPED], count[OPEN], middle
    )


def said_once(every: Iterable[Dated]) -> list[Dated]:
    """Each date once, also where its claim was first published by several origins."""
    return list({one.said_once: one for one in every}.values())


def grouped(every: Iterable[Dated], name: Callable[[Dated], str], fewest: int = 1) -> list[Tally]:
    """One tally for each name with at least so many dates: most dates first, then by name."""
    groups: dict[str, list[Dated]] = defaultdict(list)
    for one in every:
        groups[name(one)].append(one)
    found = [tally(key, group) for key, group in groups.items() if len(group) >= fewest]
    return sorted(found, key=lambda one: (-one.total, one.name.casefold(), one.name))


def by_origin(every: Iterable[Dated]) -> list[Tally]:
    """One tally for each origin with at least three dates."""
    reported = [one for one in every if not one.on_record]
    names = {one.promise.voice.casefold(): one.promise.voice for one in reversed(reported)}
    return grouped(reported, lambda one: names[one.promise.voice.casefold()], FEWEST)


@dataclass(frozen=True, slots=True, eq=False)
class Fallen:
    """A word on record that the same company's later record proved false.

    said     the claim; `repeats` those that confirmed it until then
    reports  the reports that it denied and that came true
    proof    the claim on record that proved it false
    """

    said: Entry
    repeats: tuple[Entry, ...]
    reports: tuple[Entry, ...]
    proof: Entry


def false_denials(book: Ledger, day: date) -> list[Fallen]:
    """The denials that the record of the same company has proved false by `day`, in the order of the proofs.

    A denial is a claim on record that contradicts a report or is filed under `denial`. It is proved false by
    the first later claim on record that contradicts it, confirms what it denied or gives the denied answer.
    """
    found = [_fallen(book, entry, day) for entry in book.counting(day) if is_denial(book, entry)]
    fallen = sorted((one for one in found if one), key=_order)
    repeated = {(repeat, one.proof) for one in fallen for repeat in one.repeats}
    return [one for one in fallen if (one.said, one.proof) not in repeated]


def reversals(book: Ledger, day: date) -> list[Fallen]:
    """Other words on record that a later claim on record contradicts, in the order of those claims."""
    found = []
    for entry in book.counting(day):
        if entry.on_record and not is_denial(book, entry):
            proofs = sorted(_contradicting(book, entry, day), key=_age)
            found += [Fallen(entry, (), (), proof) for proof in proofs[:1]]
    return sorted(found, key=_order)


def denied(book: Ledger, day: date) -> list[Entry]:
    """The reports that a claim on record contradicts."""
    return [
        entry
        for entry in book.counting(day)
        if not entry.on_record
        and any(by.on_record and by.counts <= day for by, _link in book.contradicted.get(entry.claim.id, ()))
    ]


def is_denial(book: Ledger, entry: Entry) -> bool:
    """Whether a claim on record says that something is not so."""
    reports = (book.by_id.get(link.claim) for link in entry.claim.contradicts)
    denies = any(report and not report.on_record for report in reports)
    return entry.on_record and (denies or entry.claim.topic == DENIAL)


def _fallen(book: Ledger, denial: Entry, day: date) -> Fallen | None:
    proofs = list(_contradicting(book, denial, day))
    came: dict[Entry, dict[Entry, None]] = defaultdict(dict)
    for link in denial.claim.contradicts:
        report = book.by_id.get(link.claim)
        if report and not report.on_record:
            for by in _bearing_out(book, denial, report, link, day):
                came[by][report] = None
    if not (proofs or came):
        return None
    proof = min((*proofs, *came), key=_age)
    repeats = [by for by, _link in book.confirmed.get(denial.claim.id, ()) if by.on_record]
    repeats = [by for by in repeats if by.counts <= day and denial.newness < by.newness < proof.newness]
    return Fallen(denial, tuple(sorted(repeats, key=_age)), tuple(came[proof]), proof)


def _contradicting(book: Ledger, entry: Entry, day: date) -> Iterator[Entry]:
    """The later claims on record that contradict a claim."""
    for by, _link in book.contradicted.get(entry.claim.id, ()):
        if _later(book, by, entry, day):
            yield by


def _bearing_out(book: Ledger, denial: Entry, report: Entry, link: Link, day: date) -> Iterator[Entry]:
    """The later claims on record that confirm what was denied of a report, or give the denied answer."""
    for by, confirms in book.confirmed.get(report.claim.id, ()):
        if _later(book, by, denial, day) and _meet(link, confirms):
            yield by
    denied_answers = {name: value for name, value in report.claim.answers.items() if link.covers(name)}
    for entry in book.counting(day):
        if entry.programme == report.programme and _later(book, entry, denial, day):
            answers = entry.claim.answers
            if any(name in answers and _says(answers[name], value) for name, value in denied_answers.items()):
                yield entry


def _later(book: Ledger, by: Entry, entry: Entry, day: date) -> bool:
    """Whether a claim is a later word on record that the record does not contradict in turn."""
    if not by.on_record or by.counts > day or by.newness <= entry.newness:
        return False
    turned = book.contradicted.get(by.claim.id, ())
    return not any(turn.on_record and turn.counts <= day for turn, _link in turned)


def _meet(one: Link, other: Link) -> bool:
    """Whether two links reach a question together."""
    return not one.questions or not other.questions or bool({*one.questions} & {*other.questions})


def _says(value: Value, asked: Value) -> bool:
    """Whether an answer says the same; a date is also said by the thing that happened within it."""
    if isinstance(asked, Target) and isinstance(value, Happened):
        first, last = asked.when.first, asked.when.last
        came = value.when.first or value.when.mark
        return (first is None or first <= came) and (last is None or came <= last)
    return value.same == asked.same


def _age(entry: Entry) -> tuple[date, int]:
    return entry.newness


def _order(fallen: Fallen) -> tuple[tuple[date, int], tuple[date, int]]:
    return (fallen.proof.newness, fallen.said.newness)
