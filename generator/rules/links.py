"""Rules on links between claims."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from generator.ledger import newness
from generator.problem import nearest
from generator.rule import Example, Finding, Rule, Scope

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator import problem
    from generator.ledger import Newness
    from generator.model import Claim, Company, Link

LINKS = ("contradicts", "supersedes", "confirms")


def _links(company: Company) -> Iterator[tuple[int, problem.Path, Link]]:
    """(the place of the claim in the file, the path of the link, the link)."""
    for number, claim in enumerate(company.claims):
        for field in LINKS:
            for link in getattr(claim, field):
                yield number, ("claims", number, field, *link.at), link


def _linked_claims(scope: Scope) -> Iterator[Finding]:
    for _slug, file, company in scope.companies():
        numbers = {claim.id: number for number, claim in enumerate(company.claims)}
        twice = {one for one, times in Counter(claim.id for claim in company.claims).items() if times > 1}
        named = scope.whole(file, "claims", None, "id")
        for number, path, link in _links(company):
            claim = company.claims[number]
            if link.claim in twice:
                continue  # told by duplicate-id: which of them is meant is unknown
            if link.claim not in numbers:
                if named:
                    message = f"No claim of this file is called “{link.claim}”."
                    others = numbers.keys() - {claim.id}
                    mend = nearest(link.claim, others) or "Take the link out: there is no other claim."
                    yield Finding(file, path, message, mend, key=True)
                continue
            older, at = numbers[link.claim], ("claims", numbers[link.claim])
            linked = company.claims[older]
            dated = scope.when_said(file, at, linked) and scope.when_said(file, path[:2], claim)
            if link.claim == claim.id:
                yield Finding(file, path, "A claim cannot link to itself.", "Name the claim that is meant.")
            elif dated and _newer(newness(company, older), newness(company, number)):
                message = f"“{link.claim}” is newer than this claim: links point at older ones."
                mend = f"Move the link to “{link.claim}”, turned round, or set its event."
                yield Finding(file, path, message, mend)
            if scope.listed(file, *at, "answers"):
                yield from _limits(file, path, link, linked)


def _limits(file: str, path: problem.Path, link: Link, linked: Claim) -> Iterator[Finding]:
    for number, question in enumerate(link.questions):
        if question not in linked.answers:
            message = f"“{link.claim}” has no answer to “{question}”."
            mend = nearest(question, linked.answers) or "Write the id alone: that claim answers nothing."
            yield Finding(file, (*path, number), message, mend)


def _newer(linked: Newness | None, linking: Newness | None) -> bool:
    return bool(linked and linking and linked > linking)


def _cycles(scope: Scope) -> Iterator[Finding]:
    for _slug, file, company in scope.companies():
        numbers = {claim.id: number for number, claim in enumerate(company.claims)}
        for claim, link in _closing(company):
            message = f"“{link.claim}” supersedes itself by way of “{claim}”."
            path = ("claims", numbers[claim], "supersedes", *link.at)
            yield Finding(file, path, message, "Take one link out of the circle.", key=True)


def _closing(company: Company) -> Iterator[tuple[str, Link]]:
    """(claim, link) of each link that closes a circle: one walk along the links, each gone once."""
    links = {
        claim.id: [link for link in claim.supersedes if link.claim != claim.id] for claim in company.claims
    }
    done: set[str] = set()
    for start in links:
        way = {start: iter(links[start])} if start not in done else {}
        while way:
            here = next(reversed(way))
            link = next(way[here], None)
            if link is None:
                done.add(here)
                del way[here]
            elif link.claim in way:
                yield here, link
            elif link.claim in links and link.claim not in done:
                way[link.claim] = iter(links[link.claim])


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
