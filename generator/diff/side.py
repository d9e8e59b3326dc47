"""One state of the content, weighed as of a day, with the words that readers see."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from generator import wording
from generator.fetch import company_file
from generator.promises import Targets
from generator.weigh import weigh

if TYPE_CHECKING:
    from datetime import date

    from generator.answer import Value
    from generator.load import Content
    from generator.model import Claim, Link, Partnership, Programme, Source
    from generator.stand import Standing
    from generator.weigh import Cell, CompanyWeighed, Weighed


@dataclass(frozen=True)
class Side:
    """The content on a day; what was weighed is kept."""

    content: Content
    day: date
    _weighed: dict[str, CompanyWeighed] = field(default_factory=dict, repr=False)

    def on(self, day: date) -> Side:
        """The same content on another day."""
        return Side(self.content, day, self._weighed)

    def weighed(self, company: str) -> CompanyWeighed:
        """A company's programmes, weighed."""
        if company not in self._weighed:
            self._weighed[company] = weigh(self.content.companies[company], self.content.brief)
        return self._weighed[company]

    def targets(self, company: str, programme: Weighed, cell: Cell) -> Targets:
        """The targets of a `when` question."""
        return Targets(self.weighed(company).ledger, programme, cell, self.day)

    def place(self, company: str, *path: str | int) -> tuple[str, int]:
        """File and line of something in a company's entry."""
        document = self.content.documents.get(company_file(company))
        if document is None:
            return "", 0
        found = document.place(path)
        return found.file, found.line

    # Words

    def name(self, slug: str) -> str:
        """The name of a company or partner."""
        return wording.name_of(slug, self.content)

    def answer(self, company: str, question: str, value: Value) -> str:
        """An answer as readers see it."""
        asked = self.content.brief.questions.get(question)
        return wording.plain(wording.parts_of(value, asked, company, self.content))

    def standing(self, company: str, question: str, standing: Standing) -> str:
        """What stands, with its evidence."""
        if standing.answer:
            return f"{self.answer(company, question, standing.answer.value)}, {standing.evidence}"
        if standing.withdrawn:
            return f"withdrawn (it was {self.answer(company, question, standing.withdrawn.value)})"
        return standing.evidence

    def label(self, question: str, programme: Programme | None) -> str:
        """The label of a question or milestone."""
        asked = self.content.brief.questions.get(question)
        if asked:
            return asked.label
        return programme.milestones.get(question, question) if programme else question

    def prefix(self, company: str, programme: str) -> str:
        """`Zoox · `, where a company has several programmes."""
        programmes = self.content.companies[company].programmes
        return f"{programmes[programme].name} · " if len(programmes) > 1 and programme in programmes else ""

    def programme(self, company: str, claim: Claim) -> Programme | None:
        """The programme that a claim is about."""
        entry = self.content.companies[company]
        return entry.programmes.get(claim.about or entry.lead)

    def partner(self, one: Partnership) -> str:
        """An organisation that a claim names, with its role and state."""
        brief = self.content.brief
        told = [wording.label(brief.roles, one.role), wording.label(brief.states, one.state)]
        more = ", ".join(wording.within(word) for word in told if word)
        return f"{self.name(one.who)} ({more})" if more else self.name(one.who)

    def linked(self, company: str, link: Link) -> str:
        """The claim that a link leads to, and for which questions."""
        found = self._claim(company, link.claim)
        told = f"{link.claim} (“{found.statement}”)" if found else link.claim
        return f"{told}, {self.reach(company, link)}" if link.questions else told

    def reach(self, company: str, link: Link) -> str:
        """For which questions a link holds."""
        found = self._claim(company, link.claim)
        programme = self.programme(company, found) if found else None
        labels = [self.label(name, programme) for name in link.questions]
        return f"as to {wording.listed(labels)}" if labels else "in all"

    def _claim(self, company: str, name: str) -> Claim | None:
        return next((one for one in self.content.companies[company].claims if one.id == name), None)


def source_words(source: Source) -> str:
    """`Gadgets 360, via Reuters, 26 March 2021: “Title”`."""
    told = [source.publisher]
    told += [f"via {source.via}"] if source.via else []
    told += [source.published.words] if source.published else ["undated"]
    told += [f"in {source.language}"] if source.language else []
    return ", ".join(told) + (f": “{source.title}”" if source.title else "")
