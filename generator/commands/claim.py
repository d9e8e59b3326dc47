"""The claim that `brief new claim` makes of options and answers."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import click

from generator import answer, fields, parse_answer
from generator.brief import Question
from generator.commands.ask import Asker, listed, looked_at, one_of, prompt
from generator.new import id_of, known_source, publisher_of
from generator.problem import no_file_mend
from generator.read import parse
from generator.wording import shortened

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.commands.ask import Check
    from generator.load import Content
    from generator.model import Company, Programme


def asked_for(content: Content, slug: str, given: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a claim on a company; without a statement among the options, everything is asked for."""
    company, brief = content.companies[slug], content.brief
    ask = Asker(given, asking=not given["statement"])
    url = ask.need("url", "Address of the page", fields._url)
    source, published = _source(ask, content, slug, url)
    statement = ask.need("statement", "What was said, in one plain sentence", fields._line)
    for name, words in (("topic", brief.topics), ("basis", brief.bases)):
        if not given[name]:
            click.echo(listed(words))
    topic = ask.need("topic", "Topic", one_of(brief.topics, "topics of the brief"))
    basis = ask.need("basis", "What it rests on", one_of(brief.bases, "bases of the brief"))
    about = _about(ask, company.programmes, company.lead)
    questions = {**brief.questions, **_milestones(company.programmes[about or company.lead])}
    made: dict[str, Any] = {
        "id": "",
        "published": published,
        "event": ask.may("event", "When it happened, if the claim looks back", fields._when),
        "topic": topic,
        "statement": statement,
        "basis": basis,
        "said_by": ask.may("said_by", "Who said it, in a few words", fields._line),
        "about": about,
        "vehicles": list(given["vehicles"]) or _vehicles(ask, company.programmes[about or company.lead]),
        "sources": [source],
        "partners": [_partner(text, content) for text in given["partners"]] or _partners(ask, content),
        "answers": _answers(ask, content, questions, given["answers"]),
        **_links(ask, company, given),
    }
    first = id_of(statement, {one.id for one in company.claims})
    made["id"] = ask.need("id", "Its id, for ever", fields._slug, first)
    return {name: value for name, value in made.items() if value}


def _milestones(programme: Programme) -> dict[str, Question]:
    return {name: Question(label=label, type="when") for name, label in programme.milestones.items()}


def _source(ask: Asker, content: Content, slug: str, url: str) -> tuple[str | dict[str, str], str]:
    """The source and the date of what it carries; a page that the content knows is not asked for again."""
    known = known_source(content, slug, url)
    label = "When it was said and published (2021-03-26, 2021-03)"
    if known:
        dated = content.companies[slug].sources[known].published if isinstance(known, str) else None
        day = known.get("published", "") if isinstance(known, dict) else dated.text if dated else ""
        click.echo("The content knows this page.")
        return known, ask.need("published", label, fields._when, day)
    source = {
        "title": ask.may("title", "Title of the page", fields._line),
        "publisher": ask.need("publisher", "Publisher", fields._line, publisher_of(content, url)),
        "via": ask.may("via", "First published by, if not there", fields._line),
        "published": ask.need("published", label, fields._when),
        "url": url,
    }
    return {name: text for name, text in source.items() if text}, source["published"]


def _about(ask: Asker, programmes: Mapping[str, object], lead: str) -> str:
    """The programme; "" for the lead one."""
    check = one_of(programmes, "programmes of this company")
    if len(programmes) == 1 and not ask.given["about"]:
        return ""
    about = ask.may("about", f"Programme ({', '.join(programmes)})", check, lead)
    return "" if about == lead else about


def _partner(text: str, content: Content) -> dict[str, str]:
    """`who:role:state` as an organisation that the claim names."""
    who, role, state = [*text.split(":", 2), "", ""][:3]
    _organisation(content)(who)
    for word, words, name in ((role, content.brief.roles, "roles"), (state, content.brief.states, "states")):
        if word:
            one_of(words, f"{name} of the brief")(word)
    told = {"who": who, "role": role, "state": state}
    return {name: word for name, word in told.items() if word}


def _partners(ask: Asker, content: Content) -> list[dict[str, str]]:
    """The organisations that are typed one after the other."""
    brief, made = content.brief, []
    while ask.asking:
        who = prompt("Organisation that it names (Enter: no more)", _organisation(content), "", empty=True)
        if not who:
            break
        roles, states = one_of(brief.roles, "roles of the brief"), one_of(brief.states, "states of the brief")
        told = {
            "who": who,
            "role": prompt("  Role (Enter: none)", roles, "", empty=True),
            "state": prompt("  State (Enter: none)", states, "", empty=True),
        }
        made.append({name: word for name, word in told.items() if word})
    return made


def _organisation(content: Content) -> Check:
    def check(text: str) -> None:
        if text not in content.slugs:
            first = no_file_mend(text, content.slugs, content.moved)
            raise click.UsageError(f"No partner or company file is called “{text}”. {first}")

    return check


def _vehicles(ask: Asker, programme: Programme) -> list[str]:
    """The vehicles that are typed in one line."""
    if not ask.asking or not programme.vehicles:
        return []
    known = one_of(programme.vehicles, "vehicles of the programme")
    label = f"Vehicles that it speaks of, of {', '.join(programme.vehicles)} (Enter: none)"
    return _each(prompt(label, lambda text: [known(one) for one in _each(text)], "", empty=True))


_LINKED = {"contradicts": "says are wrong", "supersedes": "replaces", "confirms": "says are right"}
MOST_LISTED = 12


def _links(ask: Asker, company: Company, given: Mapping[str, Any]) -> dict[str, list[Any]]:
    """The links of the options, else those that are typed: `id`, or `id:question` for a part of it."""
    if not ask.asking or not company.claims:
        return {field: [_link(text) for text in given[field]] for field in _LINKED}
    click.echo("The newest claims:")
    for claim in company.claims[-MOST_LISTED:]:
        click.echo(f"  {claim.id}  {shortened(claim.statement, 70)}")
    claims = {claim.id: claim for claim in company.claims}

    def known(typed: str) -> None:
        for one in _each(typed):
            claim, _, questions = one.partition(":")
            one_of(claims, "claims of this company")(claim)
            for question in questions.split("+") if questions else ():
                one_of(claims[claim].answers, f"answers of {claim}")(question)

    made: dict[str, list[Any]] = {}
    for field, words in _LINKED.items():
        label = f"Claims that it {words}, by id or id:question (Enter: none)"
        made[field] = [_link(one) for one in (*given[field], *_each(prompt(label, known, "", empty=True)))]
    return made


def _link(text: str) -> str | dict[str, list[str]]:
    """`id`, or `id:question+question` as a link to a part of it."""
    claim, _, questions = text.partition(":")
    return {claim: questions.split("+")} if questions else claim


def _each(text: str) -> list[str]:
    """The words of a line, with or without commas between them."""
    return text.replace(",", " ").split()


def _answers(
    ask: Asker, content: Content, questions: Mapping[str, Question], given: tuple[str, ...]
) -> dict[str, answer.Raw]:
    """The answers of the options, else those that are typed one after the other."""
    made: dict[str, answer.Raw] = {}
    known = one_of(questions, "questions of the brief and the milestones of the programme")
    for text in given:
        name, equals, value = text.partition("=")
        looked_at(known, name)
        if not equals:
            raise click.UsageError(f"Write --answer {name}=ANSWER.")
        made[name] = _answer(content, questions[name], value)
    if ask.asking and not given:
        click.echo(f"Questions: {', '.join(questions)}.")
        while name := prompt("Question that it answers (Enter: no more)", known, "", empty=True):
            value = prompt(f"  {questions[name].label}", partial(_answer, content, questions[name]))
            made[name] = _answer(content, questions[name], value)
    return made


def _answer(content: Content, question: Question, text: str) -> answer.Raw:
    """What is typed as an answer, as an entry would hold it."""
    document, problems = parse(f"answer: {text}\n".encode("utf-8", "replace"), "answer")
    if document is None or problems:
        raise click.UsageError(f"{problems[0].message} {problems[0].mend}")
    raw: answer.Raw = document.value["answer"]
    try:
        value = parse_answer.parse(question, raw)
    except parse_answer.MalformedError as malformed:
        raise click.UsageError(
            " ".join(f"{message} {mend}" for _, message, mend in malformed.wrongs)
        ) from None
    for member in value.members if isinstance(value, answer.Organisations) else ():
        if member.who != answer.SELF:
            _organisation(content)(member.who)
    return raw
