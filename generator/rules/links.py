"""Rules on links between claims."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.problem import nearest
from generator.rule import Example, Finding, Rule, Scope

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator import problem
    from generator.ledger import Newness
    from generator.model import Claim, Company, Link

LINKS = ("contradicts", "supersedes", "confirms")


def _links(company: Company) -> Iterator[tuple[Claim, problem.Path, Link]]:
    for number, claim in enumerate(company.claims):
        for field in LINKS:
            for place, link in enumerate(getattr(claim, field)):
                yield claim, ("claims", number, field, place), link


def _linked_claims(scope: Scope) -> Iterator[Finding]:
    for slug, file, company in scope.companies():
        newness = {entry.claim.id: entry.newness for entry in scope.ledgers[slug].entries}
        claims = {claim.id: claim for claim in company.claims}
        for claim, path, link in _links(company):
            if link.claim not in claims:
                message = f"No claim of this file is called “{link.claim}”."
                yield Finding(file, path, message, nearest(link.claim, claims))
            elif link.claim == claim.id:
                yield Finding(file, path, "A claim cannot link to itself.", "Name the claim that is meant.")
            elif _newer(newness.get(link.claim), newness.get(claim.id)):
                message = f"“{link.claim}” is newer than this claim: links point at older ones."
                mend = f"Move the link to “{link.claim}”, turned round, or set its event."
                yield Finding(file, path, message, mend)
            for question in link.questions:
                if link.claim in claims and question not in claims[link.claim].answers:
                    message = f"“{link.claim}” has no answer to “{question}”."
                    yield Finding(file, path, message, nearest(question, claims[link.claim].answers))


def _newer(linked: Newness | None, linking: Newness | None) -> bool:
    return bool(linked and linking and linked > linking)


def _cycles(scope: Scope) -> Iterator[Finding]:
    for _slug, file, company in scope.companies():
        follows = {claim.id: [link.claim for link in claim.supersedes] for claim in company.claims}
        for number, claim in enumerate(company.claims):
            if claim.id not in follows[claim.id] and _reaches(follows, claim.id):
                message = f"“{claim.id}” supersedes itself by way of other claims."
                yield Finding(
                    file, ("claims", number, "supersedes"), message, "Take one link out of the circle."
                )


def _reaches(follows: dict[str, list[str]], start: str) -> bool:
    seen: set[str] = set()
    todo = list(follows[start])
    while todo:
        here = todo.pop()
        if here == start:
            return True
        if here not in seen:
            seen.add(here)
            todo += follows.get(here, [])
    return False


RULES = (
    Rule(
        "link",
        "Links lead from a newer claim to an older one of the same file, and to answers that it has.",
        "Mend the id, or turn the link round: the newer claim carries it.",
        Example(
            """
            - id: plant-talks
              published: 2021-03-26
            - id: denial
              published: 2021-03-27
              contradicts: [plant-talk]
            """,
            """
            - id: plant-talks
              published: 2021-03-26
            - id: denial
              published: 2021-03-27
              contradicts: [plant-talks]
            """,
        ),
        _linked_claims,
    ),
    Rule(
        "supersedes-circle",
        "No claim supersedes itself, not even by way of others.",
        "Take one link out of the circle.",
        Example(
            """
            - id: first-word
              published: 2021-03-26
              supersedes: [second-word]
            - id: second-word
              published: 2021-03-26
              supersedes: [first-word]
            """,
            """
            - id: first-word
              published: 2021-03-26
            - id: second-word
              published: 2021-03-26
              supersedes: [first-word]
            """,
        ),
        _cycles,
    ),
)
