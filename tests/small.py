"""A small brief for tests of the rule: claims written as compact YAML."""

from __future__ import annotations

from datetime import date
from typing import Any

import yaml

from generator.brief import Brief
from generator.load import _milestones
from generator.model import Company
from generator.promises import Targets
from generator.weigh import CompanyWeighed, Weighed, weigh

VOCABULARY = """
title: Small brief
questions:
  stage:
    label: Stage
    type: choice
    choices:
      considering: {label: Considering, explanation: It is studied.}
      planned: {label: Planned, explanation: It is decided.}
      prototype: {label: Prototype, explanation: One was shown.}
      on-sale: {label: On sale, explanation: Cars reach customers.}
      cancelled: {label: Cancelled, explanation: Given up., ends: true}
      wound-down: {label: Wound down, explanation: Closed., ends: true}
  first-car: {label: First car, type: when}
  builder: {label: Builder, type: organisations}
  price: {label: Price, type: money, currency: CNY}
  capacity: {label: Capacity, type: number, unit: cars a year}
  slogan: {label: Slogan, type: text}
topics: {news: {label: News, explanation: All of it.}}
bases:
  record: {label: Record, explanation: The company., on_record: true}
  report: {label: Report, explanation: Somebody else.}
"""

BRIEF = Brief.read(yaml.load(VOCABULARY, Loader=yaml.BaseLoader))


def company(claims: str, **fields: Any) -> Company:
    """A company of the small brief.

    A claim needs only `id`, `on` (published) and what the case is about; `by: Reuters` makes it a report
    first published by Reuters, without it the claim is on record.
    """
    raw = [_claim(claim) for claim in yaml.load(claims, Loader=yaml.BaseLoader)]
    programmes = {"car": {"name": "Car"}, **fields.pop("programmes", {})}
    entry = {
        "name": "Acme",
        "country": "SE",
        "industry": "Toys",
        "programmes": programmes,
        "claims": raw,
        **fields,
    }
    questions = {**BRIEF.questions, **_milestones(entry)}
    return Company.read(entry, context={"questions": questions})


def _claim(short: dict[str, Any]) -> dict[str, Any]:
    claim = {"topic": "news", "statement": f"What {short['id']} says.", **short}
    by = claim.pop("by", "")
    claim["basis"] = "report" if by else "record"
    if "on" in claim:
        claim["published"] = claim.pop("on")
    origins = by if isinstance(by, list) else [by or "Acme"]
    sources = [
        {"publisher": one, "url": f"https://example.com/{number}"} for number, one in enumerate(origins)
    ]
    claim.setdefault("sources", sources)
    return claim


class Story:
    """The weighed claims of one programme, asked by day."""

    def __init__(self, claims: str, programme: str = "car", **fields: Any) -> None:
        self.weighed: CompanyWeighed = weigh(company(claims, **fields), BRIEF)
        self.programme: Weighed = self.weighed.programmes[programme]

    def on(self, day: str, question: str = "builder") -> str:
        """`answer (evidence) [also; also]` on a day, as compact text."""
        standing = self.programme.cells[question].main(date.fromisoformat(day))
        also = "; ".join(_raw(one.value.raw) for one in standing.also)
        if standing.answer is None:
            gone = f"withdrawn {_raw(standing.withdrawn.value.raw)}" if standing.withdrawn else "not known"
            return f"{gone} [{also}]" if also else gone
        text = f"{_raw(standing.answer.value.raw)} ({standing.evidence})"
        return f"{text} [{also}]" if also else text

    def since(self, day: str, question: str = "builder") -> str:
        """Since when the answer stands."""
        return str(self.programme.cells[question].since(date.fromisoformat(day)))

    def targets(self, day: str, question: str = "first-car") -> Targets:
        """The targets of a question on a day."""
        cell = self.programme.cells[question]
        return Targets(self.weighed.ledger, self.programme, cell, date.fromisoformat(day))

    def schedule(self, day: str, question: str = "first-car") -> str:
        """The schedule label on a day."""
        return self.targets(day, question).schedule

    def promises(self, day: str, question: str = "first-car") -> list[str]:
        """`voice target: verdict` of each promise."""
        return [
            f"{promise.voice} {promise.target.raw}: {promise.verdict}"
            + (f" by {promise.late_by}" if promise.late_by else "")
            for promise in self.targets(day, question).promises
        ]


def _raw(raw: Any) -> str:
    if isinstance(raw, dict):
        return ", ".join(f"{key} {value}" for key, value in raw.items())
    return "+".join(raw) if isinstance(raw, list) else str(raw)
