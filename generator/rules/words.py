"""Rules on what claims name: words of the vocabularies, organisations, programmes, vehicles, sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.answer import SELF, Amount, Organisation, Organisations
from generator.problem import nearest, no_file_mend
from generator.rule import WARNING, Example, Finding, Rule, Scope

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from generator import problem
    from generator.answer import Raw
    from generator.model import Claim, Company, Programme


def _vocabulary(scope: Scope) -> Iterator[Finding]:
    brief = scope.content.brief
    for file, path, _company, claim in scope.claims():
        yield from _word(file, (*path, "topic"), claim.topic, brief.topics, "topics")
        yield from _word(file, (*path, "basis"), claim.basis, brief.bases, "bases")
        for number, partnership in enumerate(claim.partners):
            at = (*path, "partners", number)
            yield from _word(file, (*at, "role"), partnership.role, brief.roles, "roles")
            yield from _word(file, (*at, "state"), partnership.state, brief.states, "states")
        for name, value in claim.answers.items():
            if isinstance(value, Organisations):
                for at, _typed, member in _members(path, name, value):
                    yield from _word(file, (*at, "role"), member.role, brief.roles, "roles")
                    yield from _word(file, (*at, "state"), member.state, brief.states, "states")
    for slug, partner in scope.content.partners.items():
        yield from _word(f"partners/{slug}.yaml", ("kind",), partner.kind, brief.kinds, "kinds")


def _word(
    file: str, path: problem.Path, word: str, allowed: Collection[str], vocabulary: str
) -> Iterator[Finding]:
    if word and word not in allowed:
        yield Finding(
            file, path, f"“{word}” is not among the {vocabulary} of the brief.", nearest(word, allowed)
        )


def _members(
    path: problem.Path, name: str, value: Organisations
) -> Iterator[tuple[problem.Path, Raw, Organisation]]:
    """(path, what was typed, organisation) of each in an answer."""
    at = (*path, "answers", name)
    if isinstance(value.raw, list):
        typed = zip(value.raw, value.members, strict=True)
        yield from (((*at, number), raw, member) for number, (raw, member) in enumerate(typed))
    else:
        yield at, value.raw, value.members[0]


def _organisations(scope: Scope) -> Iterator[Finding]:
    known = scope.slugs
    for file, path, _company, claim in scope.claims():
        named = [((*path, "partners", n, "who"), p.who) for n, p in enumerate(claim.partners)]
        for name, value in claim.answers.items():
            if isinstance(value, Organisations):
                named += [
                    ((*at, "who") if isinstance(typed, dict) else at, member.who)
                    for at, typed, member in _members(path, name, value)
                    if member.who != SELF
                ]
        for at, who in named:
            if who == SELF:
                message = "“self” is the company; here stand the others that the claim names."
                yield Finding(file, at, message, "Take it out.")
            elif who not in known:
                message = f"No partner or company file is called “{who}”."
                yield Finding(file, at, message, no_file_mend(who, known, scope.content.moved))


def _own_name(scope: Scope) -> Iterator[Finding]:
    for slug, file, company in scope.companies():
        for number, claim in enumerate(company.claims):
            for n, partnership in enumerate(claim.partners):
                if partnership.who == slug:
                    message = (
                        f"“{slug}” is {company.name} itself; here stand the others that the claim names."
                    )
                    yield Finding(file, ("claims", number, "partners", n, "who"), message, "Take it out.")
            for name, value in claim.answers.items():
                if isinstance(value, Organisations):
                    for at, typed, member in _members(("claims", number), name, value):
                        if member.who == slug:
                            place = (*at, "who") if isinstance(typed, dict) else at
                            yield Finding(file, place, f"“{slug}” is {company.name} itself.", "Write self.")


def _markets(scope: Scope) -> Iterator[Finding]:
    choices = {
        word.label.casefold(): name
        for question in scope.content.brief.questions.values()
        for name, word in question.choices.items()
    }
    for file, path, _company, claim in scope.claims():
        for name, value in claim.answers.items():
            if isinstance(value, Amount) and value.market.casefold() in choices.keys() | choices.values():
                meant = choices.get(value.market.casefold(), value.market.casefold())
                if value.market != meant:
                    message = f"“{value.market}” and “{meant}” count as two markets."
                    yield Finding(file, (*path, "answers", name, "market"), message, f"Write {meant}.")


def _references(scope: Scope) -> Iterator[Finding]:
    for file, path, company, claim in scope.claims():
        if scope.listed(file, "sources"):
            yield from _sources(file, path, company, claim)
        if not (scope.listed(file, "programmes") and scope.whole(file, *path, "about")):
            continue
        name = claim.about or company.lead
        if name in company.programmes:
            yield from _of_programme(scope, file, path, name, company.programmes[name], claim)
        else:
            message = f"“{name}” is no programme of {company.name}."
            yield Finding(file, (*path, "about"), message, nearest(name, company.programmes))


def _sources(file: str, path: problem.Path, company: Company, claim: Claim) -> Iterator[Finding]:
    for number, source in enumerate(claim.sources):
        if isinstance(source, str) and source not in company.sources:
            message = f"“{source}” is not among the sources of this file."
            yield Finding(file, (*path, "sources", number), message, nearest(source, company.sources))


def _of_programme(
    scope: Scope, file: str, path: problem.Path, name: str, programme: Programme, claim: Claim
) -> Iterator[Finding]:
    """What a claim names and its programme does not have."""
    for number, vehicle in enumerate(claim.vehicles):
        if vehicle not in programme.vehicles and scope.listed(file, "programmes", name, "vehicles"):
            message = f"“{vehicle}” is no vehicle of {programme.name}."
            yield Finding(file, (*path, "vehicles", number), message, nearest(vehicle, programme.vehicles))
    known = scope.content.brief.questions.keys() | programme.milestones.keys()
    for question in claim.answers:
        if question not in known and scope.listed(file, "programmes", name, "milestones"):
            message = f"“{question}” is a milestone of another programme, not of {programme.name}."
            mend = "Set about: to that programme."
            yield Finding(file, (*path, "answers", question), message, mend, key=True)


RULES = (
    Rule(
        "unknown-word",
        "Claims use the words of the brief's vocabularies, so that the same thing has one name.",
        "Use a word of content/brief.yaml, or add one to it.",
        Example("basis: rumour", "basis: unnamed-people"),
        _vocabulary,
    ),
    Rule(
        "organisation",
        "Every organisation that a claim names has a file, so that it has a name, a country and a page.",
        "Mend the slug, or add a file with `brief new partner SLUG`.",
        Example(
            "partners: [{who: greatwall, role: contract-manufacturer}]",
            "partners: [{who: great-wall-motor, role: contract-manufacturer}]",
        ),
        _organisations,
    ),
    Rule(
        "own-name",
        "A company is `self` in its own file, so that answers that mean it are the same.",
        "Write self.",
        Example("answers: {builder: xiaomi}", "answers: {builder: self}"),
        _own_name,
        WARNING,
    ),
    Rule(
        "market",
        "A market has one spelling, that of the choice: amounts for the same market replace each other.",
        "Write the word of the choice.",
        Example(
            "answers: {price: {amount: 215900, market: Norway}}",
            "answers: {price: {amount: 215900, market: norway}}",
        ),
        _markets,
        WARNING,
    ),
    Rule(
        "reference",
        "Programmes, vehicles and sources that a claim names stand in the same file.",
        "Mend the name, or add what it names.",
        Example("vehicles: [su8]", "vehicles: [su7]"),
        _references,
    ),
)
