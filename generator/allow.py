"""Exceptions in entries: `allow: [rule: why]` silences a warning there, and fails once nothing needs it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.fetch import company_file, partner_file
from generator.problem import Problem, nearest

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from generator import problem
    from generator.load import Content


@dataclass(frozen=True, slots=True)
class Allowance:
    """One exception: the rule, the file and the part of it that it covers."""

    rule: str
    file: str
    path: problem.Path

    def covers(self, found: Problem) -> bool:
        """Whether it silences a problem of its rule in its file."""
        return found.severity == "warning" and found.path[: len(self.path)] == self.path


def allow(
    content: Content, problems: list[Problem], every: Sequence[Allowance], warnings: Mapping[str, bool]
) -> list[Problem]:
    """`problems` without those that an entry allows, and one for each exception that is not needed.

    every     the exceptions of the content
    warnings  the names of the rules that can be allowed; False where a rule did not see all that it hangs on,
              so that an exception from it may be needed all the same
    """
    if not every:
        return problems
    names = {document.file: name for name, document in content.documents.items()}
    by_rule: dict[tuple[str, str], list[Allowance]] = defaultdict(list)
    for one in every:
        by_rule[one.file, one.rule].append(one)
    kept, used = [], set()
    for found in problems:
        here = by_rule.get((names.get(found.place.file, ""), found.rule), ())
        covering = [one for one in here if one.covers(found)]
        used.update(covering)
        if not covering:
            kept.append(found)
    sure = [one for one in every if one.file not in content.torn or one.rule not in warnings]
    needless = [one for one in sure if one not in used and warnings.get(one.rule, True)]
    return kept + [_needless(content, one, warnings) for one in needless]


def exceptions(content: Content) -> Iterator[Allowance]:
    """Every exception that an entry makes."""
    for slug, company in content.companies.items():
        file = company_file(slug)
        yield from (Allowance(rule, file, ()) for rule in company.allow)
        for number, claim in enumerate(company.claims):
            if claim.allow:  # most have none
                yield from (Allowance(rule, file, ("claims", number)) for rule in claim.allow)
    for slug, partner in content.partners.items():
        yield from (Allowance(rule, partner_file(slug), ()) for rule in partner.allow)


def _needless(content: Content, one: Allowance, known: Mapping[str, bool]) -> Problem:
    document = content.documents[one.file]
    path = document.typed((*one.path, "allow", one.rule))
    place = document.place(path, key=True)
    if one.rule not in known:
        message = f"“{one.rule}” is no warning that can be allowed."
        return Problem("needless-exception", place, message, nearest(one.rule, known), path)
    message = f"The exception from “{one.rule}” is not needed: nothing here breaks it."
    return Problem("needless-exception", place, message, "Take it out.", path)
