"""Why an answer stands: which claims were passed over, and by which sentence of the rule. Pure.

It asks the rule itself (`stand`) what stands and looks in the ledger for the links that led there.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.answer import Nothing
from generator.stand import DISPUTED, ON_RECORD, WELL_REPORTED, Play, Standing
from generator.wording import listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from generator.ledger import Entry, Ledger
    from generator.stand import Answer
    from generator.weigh import Line

SUPERSEDED, OLDER_THAN_SUPERSEDED, CONTRADICTED = "superseded", "older than a superseded one", "disputed"
REPORTED, AGED, OLDER = "reported while the record stands", "over a year older than a disputed one", "older"


@dataclass(frozen=True, slots=True)
class Passed:
    """An answer that counts and does not stand: by which sentence of the rule, told in words."""

    answer: Answer
    rule: str
    told: str


@dataclass(frozen=True, slots=True)
class Why:
    """What a line says on a day and why.

    standing  what it says
    because   why, in a sentence or two
    passed    the answers that count and do not stand, newest first
    """

    day: date
    standing: Standing
    because: str
    passed: tuple[Passed, ...]


@dataclass(frozen=True, slots=True)
class Turn:
    """A day on which a line came to say something else: what happened on it, and why it says so."""

    happened: tuple[str, ...]
    why: Why


def why(book: Ledger, line: Line, day: date) -> Why:
    """Why a line says what it says on a day."""
    if not any(answer.entry.counts <= day for answer in line.answers):
        return Why(day, Standing(), "Nothing that was said by then answers it.", ())
    play = Play(book, list(line.answers))
    play.on(day)
    chosen, evidence = play.chosen(day)
    case = _Case(book, line, day, chosen, evidence)
    counting = [answer for answer in reversed(line.answers) if answer.entry.counts <= day]
    passed = tuple(case.passed(answer) for answer in counting if answer is not chosen)
    return Why(day, line.on(day), case.because(), passed)


def turns(book: Ledger, line: Line, day: date) -> list[Turn]:
    """Every turn of a line up to a day, oldest first."""
    return [
        Turn(tuple(_happened(book, line, step.start)), why(book, line, step.start))
        for step in line.steps
        if step.start <= day
    ]


@dataclass(frozen=True)
class _Case:
    """A line on a day, and the answer that the rule chose."""

    book: Ledger
    line: Line
    day: date
    chosen: Answer | None
    evidence: str

    @property
    def question(self) -> str:
        return self.line.answers[0].question

    def because(self) -> str:
        """Why the chosen answer stands, or none does."""
        answer = self.chosen
        if answer is None:
            return "Every answer is out of play, and no new one was given."
        if isinstance(answer.value, Nothing):
            return f"{_id(answer.entry)} takes the answer back."
        if self.evidence == ON_RECORD:
            told = "It is the newest answer on record that is in play and not disputed."
            if answer.entry.on_record:
                return told
            return f"{told} It was reported; {_ids(self._confirming(answer))} confirms it on record."
        if self.evidence == DISPUTED:
            told = "Nothing undisputed is left to stand; of what is disputed it is the newest."
            return f"{told} {_ids(self._disputing(answer))} contradicts it on record."
        told = "Nothing on record is in play; it is the newest report that is not disputed."
        if self.evidence == WELL_REPORTED:
            return f"{told} Two or more origins say the same."
        return f"{told} One origin says so: {listed(list(answer.entry.origins))}."

    def passed(self, answer: Answer) -> Passed:
        """Why an answer does not stand."""
        for by in self.book.superseding(answer.entry, self.question, self.day):
            return Passed(answer, SUPERSEDED, f"{_id(by)} supersedes it.")
        for other, by in self._superseded_newer(answer):
            told = f"It is older than {_id(other.entry)}, which {_id(by)} supersedes."
            return Passed(answer, OLDER_THAN_SUPERSEDED, told)
        for by in self._disputing(answer):
            return Passed(answer, CONTRADICTED, f"{_id(by)} contradicts it on record.")
        assert self.chosen is not None
        chosen = _id(self.chosen.entry)
        if self.evidence == ON_RECORD and not answer.on_record(self.day):
            newer = answer.newness > self.chosen.newness and answer.same != self.chosen.same
            more = " It is shown as also reported." if newer else ""
            return Passed(answer, REPORTED, f"It is reported only, and {chosen} is on record.{more}")
        if self.evidence == DISPUTED:
            return Passed(
                answer, AGED, f"It is over a year older than {chosen}, which is disputed but newer."
            )
        same = " and says the same" if answer.same == self.chosen.same else ""
        return Passed(answer, OLDER, f"It is older than {chosen}{same}.")

    def _superseded_newer(self, answer: Answer) -> Iterator[tuple[Answer, Entry]]:
        """(a newer answer, the claim that supersedes it) of what takes an older answer out of play."""
        for other in self.line.answers:
            if other.newness > answer.newness and other.entry.counts <= self.day:
                for by in self.book.superseding(other.entry, self.question, self.day):
                    recorded = self.book.recorded_from(by, self.question)
                    if not answer.on_record(self.day) or (recorded and recorded <= self.day):
                        yield other, by

    def _disputing(self, answer: Answer) -> Iterator[Entry]:
        return self.book.disputing(answer.entry, self.question, self.day)

    def _confirming(self, answer: Answer) -> Iterator[Entry]:
        return (
            by
            for by, link in self.book.confirmed.get(answer.entry.claim.id, ())
            if by.on_record and by.counts <= self.day and link.covers(self.question)
        )


def _happened(book: Ledger, line: Line, day: date) -> Iterator[str]:
    """What happened to a line on a day, in the order of the file."""
    for answer in line.answers:
        if answer.entry.counts == day:
            basis = "on record" if answer.entry.on_record else "reported"
            yield f"{_id(answer.entry)} begins to count ({basis})."
    question, told = line.answers[0].question, dict[str, None]()
    for turned, word in (
        (book.superseded, "supersedes"),
        (book.contradicted, "contradicts"),
        (book.confirmed, "confirms"),
    ):
        for answer in line.answers:
            for by, link in turned.get(answer.entry.claim.id, ()):
                if by.counts == day and link.covers(question):
                    told[f"{_id(by)} {word} {_id(answer.entry)}."] = None
                told |= dict.fromkeys(_answers_to(book, by, question, day))
    yield from told


def _answers_to(book: Ledger, denial: Entry, question: str, day: date) -> Iterator[str]:
    """What answers a contradicting claim on a day."""
    for turned, word in ((book.contradicted, "contradicts"), (book.superseded, "supersedes")):
        for by, link in turned.get(denial.claim.id, ()):
            if by.counts == day and link.covers(question):
                yield f"{_id(by)} {word} {_id(denial)}."


def _id(entry: Entry) -> str:
    return f"“{entry.claim.id}”"


def _ids(entries: Iterable[Entry]) -> str:
    return ", ".join(_id(entry) for entry in entries)
