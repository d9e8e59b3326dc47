"""What a check is: a small object that tells what it guards, how to mend it, and finds what breaks it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from generator.load import Content, company_file, partner_file
from generator.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import date

    from generator import problem
    from generator.ledger import Ledger
    from generator.model import Claim, Company
    from generator.read import Document

ERROR, WARNING = "error", "warning"


class Finding(NamedTuple):
    """Something a rule found: the entry's file, the path in it, what is wrong, what to write instead."""

    file: str
    path: problem.Path
    message: str
    mend: str
    key: bool = False


@dataclass(frozen=True)
class Scope:
    """What rules look at: the content, the ledger of each company, and the day that `--today` gives."""

    content: Content
    ledgers: dict[str, Ledger]
    today: date | None = None

    def companies(self) -> Iterator[tuple[str, str, Company]]:
        """(slug, file, company)."""
        for slug, company in self.content.companies.items():
            yield slug, company_file(slug), company

    def claims(self) -> Iterator[tuple[str, problem.Path, Company, Claim]]:
        """(file, path, company, claim) of every claim."""
        for _slug, file, company in self.companies():
            for number, claim in enumerate(company.claims):
                yield file, ("claims", number), company, claim

    def files(self) -> Iterator[tuple[str, str]]:
        """(slug, file) of every company and partner."""
        yield from ((slug, company_file(slug)) for slug in self.content.companies)
        yield from ((slug, partner_file(slug)) for slug in self.content.partners)

    def document(self, file: str) -> Document:
        """The document that an entry was read from."""
        return self.content.documents[file]


@dataclass(frozen=True)
class Rule:
    """A check.

    name      as it stands in a problem and in `allow`
    guards    one sentence on what it protects
    how       one sentence on how to mend what it finds
    find      scope → findings
    severity  "error" keeps the site from being built; "warning" never does
    """

    name: str
    guards: str
    how: str
    find: Callable[[Scope], Iterable[Finding]]
    severity: str = ERROR

    def problems(self, scope: Scope) -> Iterator[Problem]:
        """What it finds, with places."""
        for file, path, message, mend, key in self.find(scope):
            place = scope.document(file).place(path, key=key)
            yield Problem(self.name, place, message, mend or self.how, path, self.severity)
