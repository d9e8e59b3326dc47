"""What stands and why, as data: the answer of `brief show`, so that the rule can be checked from outside."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.promises import Targets
from generator.weigh import weigh
from generator.why import turns, why

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from generator.load import Content
    from generator.stand import Answer
    from generator.weigh import Cell, CompanyWeighed, Weighed
    from generator.why import Why


def show(content: Content, slugs: Iterable[str], day: date) -> dict[str, Any]:
    """Standing answers, schedules and promises of companies on a day, in the words of the entries.

    Where answers stand side by side, `answer` is the newest on record, else the newest; `beside` has the
    others.
    Days are full days; `late_by` tells whole days, months or years in words (`3 months`), null unless late.
    """
    programmes = []
    for slug in slugs:
        weighed = weigh(content.companies[slug], content.brief)
        programmes += [_programme(slug, weighed, one, day) for one in weighed.programmes.values()]
    return {"as_of": day.isoformat(), "programmes": programmes}


def show_why(
    content: Content, company: str, question: str, day: date, *, programme: str = "", trace: bool = False
) -> dict[str, Any]:
    """Why the answers to one question stand on a day, and with `trace` how they came to.

    programme  the one that is meant; every one that has the question if left out
    """
    weighed = weigh(content.companies[company], content.brief)
    found = [
        _why(slug, weighed, weighed.programmes[slug].cells[question], day, trace)
        for slug in weighed.programmes
        if slug == programme or (not programme and question in weighed.programmes[slug].cells)
    ]
    return {"as_of": day.isoformat(), "company": company, "question": question, "programmes": found}


def _why(slug: str, weighed: CompanyWeighed, cell: Cell, day: date, trace: bool) -> dict[str, Any]:
    book, ended = weighed.ledger, weighed.programmes[slug].ended(day)
    lines = []
    for line in cell.lines:
        since = line.since(day)
        told: dict[str, Any] = {"scope": [word for word in line.scope if word]}
        told |= _told(why(book, line, day)) | {"since": since.isoformat() if since else None}
        if trace:
            told["trace"] = [
                {"from": turn.why.day.isoformat(), "happened": list(turn.happened), **_told(turn.why)}
                for turn in turns(book, line, day)
            ]
        lines.append(told)
    return {"programme": slug, "ended": ended.isoformat() if ended else None, "lines": lines}


def _told(why: Why) -> dict[str, Any]:
    standing = why.standing
    return {
        **_answer(standing.answer),
        "evidence": standing.evidence,
        "because": why.because,
        "also_reported": [_answer(answer) for answer in standing.also],
        "withdrawn": _answer(standing.withdrawn) if standing.withdrawn else None,
        "passed_over": [
            {
                **_answer(passed.answer),
                "counts": passed.answer.entry.counts.isoformat(),
                "on_record": passed.answer.on_record(why.day),
                "rule": passed.rule,
                "told": passed.told,
            }
            for passed in why.passed
        ],
    }


def _programme(company: str, weighed: CompanyWeighed, programme: Weighed, day: date) -> dict[str, Any]:
    timed = {
        name: Targets(weighed.ledger, programme, cell, day)
        for name, cell in programme.cells.items()
        if cell.timed
    }
    ended = programme.ended(day)
    return {
        "company": company,
        "programme": programme.slug,
        "ended": ended.isoformat() if ended else None,
        "answers": {name: _cell(cell, day) for name, cell in programme.cells.items()},
        "schedule": {name: targets.schedule for name, targets in timed.items()},
        "promises": [
            {
                "question": name,
                "claim": promise.first.entry.claim.id,
                "voice": promise.voice,
                "target": promise.target.raw,
                "verdict": promise.verdict,
                "late_by": promise.late_by or None,
            }
            for name, targets in timed.items()
            for promise in targets.promises
        ],
    }


def _cell(cell: Cell, day: date) -> dict[str, Any]:
    said = cell.on(day)
    standing = cell.main(day)
    since = cell.since(day)
    return {
        **_answer(standing.answer),
        "evidence": standing.evidence,
        "since": since.isoformat() if since else None,
        "also_reported": [_answer(answer) for _line, each in said for answer in each.also],
        "beside": [_answer(other.answer) for _line, other in said[1:] if other.answer],
        "withdrawn": _answer(standing.withdrawn) if standing.withdrawn else None,
    }


def _answer(answer: Answer | None) -> dict[str, Any]:
    if answer is None:
        return {"answer": None, "claim": None}
    return {"answer": answer.value.raw, "claim": answer.entry.claim.id}
