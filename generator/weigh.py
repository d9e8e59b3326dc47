"""Claims → standing answers and their histories, by the rule of the design ("Which answer stands").

Pure: no files, no clock. An answer's history is a step function of the day; the answer that stands on a day
is looked up in it, so that the two cannot disagree.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from generator.answer import Amount, Nothing
from generator.ledger import Ledger, ledger
from generator.stand import Answer, Play, Standing, is_ending

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.brief import Brief
    from generator.ledger import Newness
    from generator.model import Company


@dataclass(frozen=True, slots=True)
class Step:
    """A stretch of days in which a cell says the same: from `start` to the day before `end` (None: still)."""

    start: date
    end: date | None
    standing: Standing


UNKNOWN = Standing()


@dataclass(frozen=True, eq=False)
class Line:
    """One scope of a question: its answers, oldest first, and its steps.

    The steps are worked out when somebody asks for them: after an edit, or for a check, few are.
    """

    scope: tuple[str, ...]
    answers: tuple[Answer, ...]
    _book: Ledger
    _endings: frozenset[str]

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """The stretches of days in which it says the same, the first first."""
        play = Play(self._book, list(self.answers), self._endings)
        steps: list[Step] = []
        for day in play.days():
            standing = play.on(day)
            if steps and steps[-1].standing == standing:
                continue
            if steps:
                steps[-1] = Step(steps[-1].start, day, steps[-1].standing)
            steps.append(Step(day, None, standing))
        return tuple(steps)

    def recall(self, steps: Iterable[Step]) -> None:
        """Take over its steps from a process that has worked them out."""
        vars(self)["steps"] = tuple(steps)

    @cached_property
    def _starts(self) -> list[date]:
        return [step.start for step in self.steps]

    def on(self, day: date) -> Standing:
        """What stands on `day`."""
        place = bisect_right(self._starts, day) - 1
        return self.steps[place].standing if place >= 0 else UNKNOWN

    def since(self, day: date) -> date | None:
        """The first day of the unbroken run of the answer that stands on `day`."""
        place = bisect_right(self._starts, day) - 1
        if place < 0 or (standing := self.steps[place].standing.answer) is None:
            return None
        while place and (before := self.steps[place - 1].standing.answer) and before.same == standing.same:
            place -= 1
        return self.steps[place].start

    def history(self) -> list[tuple[date, date | None, Answer]]:
        """(from, to, answer) of every stretch in which an answer stood; `to` is the first day after it."""
        runs: list[tuple[date, date | None, Answer]] = []
        for step in self.steps:
            answer = step.standing.answer
            if answer is None:
                continue
            if runs and runs[-1][2] is answer and runs[-1][1] == step.start:
                runs[-1] = (runs[-1][0], step.end, answer)
            else:
                runs.append((step.start, step.end, answer))
        return runs


@dataclass(frozen=True, eq=False)
class Cell:
    """A question of a programme: one line for each scope (most have one); `timed` if it asks when."""

    question: str
    lines: tuple[Line, ...]
    timed: bool = False

    def on(self, day: date) -> list[tuple[Line, Standing]]:
        """The lines that say something on `day`: the record first, then the newest; else what is gone."""
        if day not in self._said:
            self._said.clear()  # each claim of a page asks for the same day, others for one after the other
            self._said[day] = self._on(day)
        return self._said[day]

    @cached_property
    def _said(self) -> dict[date, list[tuple[Line, Standing]]]:
        return {}

    def _on(self, day: date) -> list[tuple[Line, Standing]]:
        said = [(line, line.on(day)) for line in self.lines]
        standing = [pair for pair in said if pair[1].answer]
        standing.sort(key=lambda pair: _rank(pair[1], day), reverse=True)
        return standing or [pair for pair in said if pair[1].withdrawn or pair[1].also]

    def main(self, day: date) -> Standing:
        """The newest standing answer, or what was withdrawn, or nothing."""
        said = self.on(day)
        return said[0][1] if said else UNKNOWN

    def since(self, day: date) -> date | None:
        """Since when the newest standing answer stands."""
        said = self.on(day)
        return said[0][0].since(day) if said else None

    @property
    def answers(self) -> list[Answer]:
        """Every answer that was ever given, oldest first."""
        return sorted((answer for line in self.lines for answer in line.answers), key=lambda one: one.newness)


@dataclass(frozen=True, eq=False)
class Weighed:
    """A programme with its cells, in the order of the questions and milestones."""

    slug: str
    cells: dict[str, Cell]
    stage: str
    endings: frozenset[str]

    def ended(self, day: date) -> date | None:
        """Since when the programme is ended on `day`, by whatever ending; None if it is not."""
        for starts, ended in self._ended:
            place = bisect_right(starts, day) - 1
            if place >= 0 and ended[place]:
                return ended[place]
        return None

    @cached_property
    def _ended(self) -> list[tuple[list[date], list[date | None]]]:
        """For each line of the stage: the first days of its steps, and since when it is ended in each."""
        found = []
        for line in self.cells[self.stage].lines if self.stage in self.cells else ():
            ended: list[date | None] = []
            for step in line.steps:
                answer, before = step.standing.answer, ended[-1] if ended else None
                ending = answer is not None and is_ending(answer, self.endings)
                ended.append((before or step.start) if ending else None)
            found.append(([step.start for step in line.steps], ended))
        return found


@dataclass(frozen=True, eq=False)
class CompanyWeighed:
    """A company's ledger and its programmes, weighed."""

    ledger: Ledger
    programmes: dict[str, Weighed]

    @property
    def lines(self) -> Iterator[Line]:
        """Every line, in an order that never varies."""
        for programme in self.programmes.values():
            for cell in programme.cells.values():
                yield from cell.lines


def weigh(company: Company, brief: Brief) -> CompanyWeighed:
    """Every programme of a company with the histories of all its answers."""
    book = ledger(company, brief)
    endings = frozenset(
        word for q in brief.questions.values() for word, stage in q.choices.items() if stage.ends
    )
    answers: dict[str, dict[str, list[Answer]]] = defaultdict(lambda: defaultdict(list))
    for entry in book.entries:
        for question, value in entry.claim.answers.items():
            recorded = book.recorded_from(entry, question)
            answers[entry.programme][question].append(Answer(entry, question, value, recorded))
    programmes = {}
    for slug, programme in company.programmes.items():
        questions = [*brief.questions, *programme.milestones]
        cells = {}
        for question in questions:
            timed = question in programme.milestones or brief.questions[question].type == "when"
            lines = _lines(book, answers[slug][question], endings)
            cells[question] = Cell(question, lines, timed)
        programmes[slug] = Weighed(slug, cells, brief.stage, endings)
    return CompanyWeighed(book, programmes)


def _rank(standing: Standing, day: date) -> tuple[bool, Newness]:
    """Puts what is on record before reports, the newest before older ones."""
    assert standing.answer
    return (standing.answer.on_record(day), standing.answer.newness)


def _lines(book: Ledger, answers: list[Answer], endings: frozenset[str]) -> tuple[Line, ...]:
    """One line for each scope; `none` is for every scope that it may mean."""
    scopes: dict[tuple[str, ...], list[Answer]] = defaultdict(list)
    taken_back = [answer for answer in answers if isinstance(answer.value, Nothing)]
    for answer in answers:
        if answer not in taken_back:
            scopes[_scope(answer)].append(answer)
    for answer in taken_back:
        for scope in _meant(answer, list(scopes)) or [()]:
            scopes[scope].append(answer)
    for group in scopes.values():
        group.sort(key=lambda answer: answer.newness)
    return tuple(Line(scope, tuple(group), book, endings) for scope, group in scopes.items())


def _meant(taken_back: Answer, scopes: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """The scopes that a `none` takes back: those of the claim's vehicles, all if it names none."""
    vehicles = tuple(sorted(taken_back.entry.claim.vehicles))
    return [scope for scope in scopes if not vehicles or not scope or scope[2:] == vehicles]


def _scope(answer: Answer) -> tuple[str, ...]:
    """What an amount is for: its variant and market and the claim's vehicles."""
    if not isinstance(answer.value, Amount):
        return ()
    return (*answer.value.scope, *sorted(answer.entry.claim.vehicles))
