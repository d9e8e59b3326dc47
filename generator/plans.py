"""What pages tell of: claims that count, and programmes that were weighed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from generator.ledger import Entry
    from generator.model import Company, Programme
    from generator.weigh import Weighed


@dataclass(frozen=True, slots=True, eq=False)
class Told:
    """A claim with the company in whose file it stands."""

    company: str
    entry: Entry

    @property
    def order(self) -> tuple[date, str, int]:
        """Sorts claims by the day from which they count."""
        return (self.entry.counts, self.company, self.entry.newness[1])


@dataclass(frozen=True, slots=True, eq=False)
class Plan:
    """A programme of a company, weighed."""

    company: str
    entry: Company
    programme: Programme
    weighed: Weighed
    alone: bool

    @property
    def name(self) -> str:
        """Its name; with the company's where it does not hold it."""
        company, name = self.entry.name, self.programme.name
        return name if company.casefold() in name.casefold() else f"{company}: {name}"

    @property
    def anchor(self) -> str:
        """Its place on the company's page; two hyphens in a row keep it apart from claims."""
        return f"in--{self.weighed.slug}"

    def answer_anchor(self, question: str) -> str:
        """The place of a question's answer on the company's page."""
        return f"{self.weighed.slug}--{question}"

    def vehicle_anchor(self, vehicle: str) -> str:
        """The place of a vehicle on the company's page."""
        return f"{self.weighed.slug}--vehicle--{vehicle}"
