"""The brief as plain data, as of its day: what the JSON files and every table are made from.

What is not given is left out: no nulls, no empty lists, no empty mappings.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from generator.answer import Amount, Happened, Target
from generator.compact import compact
from generator.export.claims import Data, claim_data, iso, typed
from generator.export.history import ALSO, STANDS, WITHDRAWN, stretches
from generator.fetch import company_file
from generator.wording import plain, scope_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.answer import Value
    from generator.brief import Word
    from generator.export.addresses import Addresses
    from generator.export.history import Stretch
    from generator.partners import Relation
    from generator.plans import Plan
    from generator.promises import Promise
    from generator.stand import Answer
    from generator.view import Site

NESTED = (dict, list)

LICENCE = {
    "name": "CC-BY-4.0",
    "title": "Creative Commons Attribution 4.0 International",
    "path": "https://creativecommons.org/licenses/by/4.0/",
}


class Brief:
    """Everything as JSON: vocabularies and partners, then companies, one after the other."""

    def __init__(self, site: Site, at: Addresses) -> None:
        self._out = io.BytesIO()
        self._out.write(compact(given(_about(site, at))).removesuffix(b"}\n") + b',"companies":{')
        self._between = b""

    def add(self, slug: str, company: bytes) -> None:
        """Add a company, which is JSON already."""
        self._out.write(b'%b"%b":' % (self._between, slug.encode()))
        self._out.write(company.removesuffix(b"\n"))
        self._between = b","

    def made(self) -> bytes:
        """The file. Nothing can be added then."""
        self._out.write(b"}}\n")
        return self._out.getvalue()


def _about(site: Site, at: Addresses) -> Data:
    entry = site.content.brief
    return {
        "title": entry.title,
        "description": entry.description,
        "address": at.url,
        "edition": site.day.isoformat(),
        "licence": LICENCE,
        "questions": {
            slug: {
                "label": one.label,
                "ask": one.ask,
                "explanation": one.explanation,
                "type": one.type,
                "many": one.many,
                "unit": one.unit or one.currency,
                "choices": {
                    word: {"label": choice.label, "explanation": choice.explanation, "ends": choice.ends}
                    for word, choice in one.choices.items()
                },
            }
            for slug, one in entry.questions.items()
        },
        "topics": _words(entry.topics),
        "bases": {
            slug: {"label": one.label, "explanation": one.explanation, "on_record": one.on_record}
            for slug, one in entry.bases.items()
        },
        "roles": _words(entry.roles),
        "states": _words(entry.states),
        "kinds": {
            slug: {"label": one.label, "plural": one.plural or one.label, "explanation": one.explanation}
            for slug, one in entry.kinds.items()
        },
        "partners": {slug: _partner(site, at, slug) for slug in site.partners},
    }


def company(site: Site, at: Addresses, slug: str) -> Data:
    """A company with its programmes and claims."""
    entry, plans = site.companies[slug], site.plans_of(slug)
    told = sorted(site.told_by(slug), key=lambda one: one.order, reverse=True)
    works = [one for one in site.related(slug) if one.who != slug]
    summary = entry.summary if entry.summary and entry.summary.as_of <= site.day else None
    checked = entry.checked if entry.checked and entry.checked <= site.day else None
    made = {
        "company": slug,
        "address": at.company(slug),
        "edition": iso(site.turned([company_file(slug)])),
        "name": entry.name,
        "legal_name": entry.legal_name,
        "country": entry.country,
        "industry": entry.industry,
        "checked": iso(checked),
        "summary": {"as_of": iso(summary.as_of), "text": summary.text} if summary else None,
        "former_slugs": list(entry.former_slugs),
        "programmes": {plan.weighed.slug: _programme(site, at, plan, works) for plan in plans},
        "claims": [claim_data(site, one) for one in told],
    }
    kept: Data = given(made)
    return kept


def given(value: Any) -> Any:
    """Without nulls, empty texts, empty lists and empty mappings, at any depth; 0 and false are given."""
    if isinstance(value, list):
        return [given(item) for item in value]
    if not isinstance(value, dict):
        return value
    found = {}
    for key, item in value.items():
        if item and isinstance(item, NESTED):
            item = given(item)
        if item or item == 0:
            found[key] = item
    return found


def _words(words: Mapping[str, Word]) -> Data:
    return {slug: {"label": one.label, "explanation": one.explanation} for slug, one in words.items()}


def _partner(site: Site, at: Addresses, slug: str) -> Data:
    entry = site.content.partners[slug]
    return {
        "address": at.organisation(slug),
        "name": entry.name,
        "legal_name": entry.legal_name,
        "country": entry.country,
        "kind": entry.kind,
        "what": None if site.historic else entry.what,
        "former_slugs": list(entry.former_slugs),
    }


def _programme(site: Site, at: Addresses, plan: Plan, works: list[Relation]) -> Data:
    said = [one for one in site.told_by(plan.company) if one.entry.programme == plan.weighed.slug]
    vehicles = {slug for one in said for slug in one.entry.claim.vehicles}
    cells = {name: stretches(cell, site.day) for name, cell in plan.weighed.cells.items()}
    return {
        "name": plan.programme.name,
        "title": plan.name,
        "what": None if site.historic else plan.programme.what,
        "address": at.company(plan.company, plan.anchor),
        "ended": iso(plan.weighed.ended(site.day)),
        "vehicles": {
            slug: {"name": one.name, "body": one.body or None}
            for slug, one in plan.programme.vehicles.items()
            if slug in vehicles
        },
        "milestones": {name: label for name, label in plan.programme.milestones.items() if cells.get(name)},
        "answers": {
            name: _cell(site, plan, name, every)
            for name, every in cells.items()
            if every or site.question(name)
        },
        "promises": [
            _promise(site, plan, name, one) for name, found in site.promises_of(plan) for one in found
        ],
        "partners": [_relation(site, one) for one in works if one.programme == plan.weighed.slug],
    }


def _cell(site: Site, plan: Plan, name: str, every: list[Stretch]) -> Data:
    cell = plan.weighed.cells[name]
    history = [(one, _stretch(site, plan, one)) for one in every]
    now = [(one, data) for one, data in history if one.end is None]
    now.sort(key=lambda one: (one[0].answer.on_record(site.day), one[0].answer.newness), reverse=True)
    return {
        "schedule": site.targets(plan, cell).schedule if cell.timed else None,
        "stands": [data for one, data in now if one.place == STANDS],
        "also_reported": [data for one, data in now if one.place == ALSO],
        "withdrawn": [data for one, data in now if one.place == WITHDRAWN],
        "history": [data for one, data in history if one.end],
    }


def _stretch(site: Site, plan: Plan, one: Stretch) -> Data:
    scope = scope_words(one.scope, plan.programme, site.content.brief)
    return {
        "place": one.place,
        **_answer(site, plan, one.answer),
        "scope": scope,
        "evidence": one.evidence,
        "since": iso(one.since),
        "from": iso(one.start),
        "to": iso(one.end),
    }


def _answer(site: Site, plan: Plan, answer: Answer) -> Data:
    value = answer.value
    when = value.when if isinstance(value, Target | Happened) else None
    amount = value if isinstance(value, Amount) else None
    return {
        "answer": value.raw,
        "text": _text(site, plan.company, answer.question, value),
        "claim": answer.entry.claim.id,
        "happened": isinstance(value, Happened) if when else None,
        "first_day": iso(when.first) if when else None,
        "last_day": iso(when.last) if when else None,
        "low": _number(amount.low) if amount else None,
        "high": _number(amount.high) if amount else None,
        "unit": amount.unit if amount else None,
    }


def _number(value: Any) -> int | float:
    """A decimal as a JSON number; whole ones without a point."""
    return int(value) if value == int(value) else float(value)


def _promise(site: Site, plan: Plan, name: str, one: Promise) -> Data:
    entry, when = one.first.entry, one.target.when
    return {
        "question": name,
        "voice": one.voice,
        "on_record": entry.on_record,
        "basis": entry.claim.basis,
        "claim": entry.claim.id,
        "counts": iso(entry.counts),
        "said": typed(entry.said),
        "target": one.target.raw,
        "text": when.words,
        "first_day": iso(when.first),
        "last_day": iso(when.last),
        "verdict": one.verdict,
        "late_by": one.late_by,
        "moved_to": _answer(site, plan, one.moved_to) if one.moved_to else None,
    }


def _relation(site: Site, one: Relation) -> Data:
    return {
        "who": one.who,
        "name": site.name(one.who),
        "role": one.role,
        "state": one.state,
        "evidence": one.evidence,
        "since": iso(one.first.counts),
        "claim": one.entry.claim.id,
        "claims": [entry.claim.id for entry in one.entries],
    }


def _text(site: Site, company: str, question: str, value: Value) -> str:
    """An answer in words."""
    return plain(site.parts(company, question, value))
