"""The brief as of a day, weighed once: what every page is made from."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, Any, TypeVar

from generator.changes import Change, changes
from generator.dossier import Dossiers
from generator.fetch import company_file, partner_file
from generator.hrefs import company_page, partner_page
from generator.promises import Promise, Targets
from generator.when import When, parse
from generator.wording import Parts, name_of, parts_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from generator.answer import Value
    from generator.brief import Question
    from generator.dossier import Dossier
    from generator.ledger import Entry
    from generator.load import Content
    from generator.model import Claim, Company, Correction, Source
    from generator.partners import Relation
    from generator.plans import Plan, Told
    from generator.shares import Kind, Shares
    from generator.weigh import Cell, CompanyWeighed

T = TypeVar("T")


@dataclass(frozen=True, eq=False)
class Site:
    """Content, edition day and everything weighed. What does not count by the day is not in it.

    newest    the edition, whatever the day
    turns     file of a company → the last day on which it may have turned
    dossiers  what each company brings
    edit      the address of the repository's files, such as https://…/edit/main/; "" leaves edit links out
    url       the site's address, with a slash at its end; "" leaves feeds and full addresses out
    shares    where companies' shares of the wholes are kept; None keeps none
    begun     what another process works out meanwhile; who takes it out waits for it
    """

    content: Content
    day: date
    newest: date | None
    turns: dict[str, date]
    dossiers: dict[str, Dossier]
    weighed: dict[str, CompanyWeighed]
    edit: str = ""
    url: str = ""
    shares: Shares | None = None
    begun: dict[str, Callable[[], Any]] = field(default_factory=dict)
    _targets: dict[tuple[str, str, str], Targets] = field(default_factory=dict)
    _needs: dict[str, tuple[str, ...]] = field(default_factory=dict)
    _naming: dict[str, list[Told]] = field(default_factory=dict)
    _once: dict[Callable[..., Any], Any] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        content: Content,
        day: date,
        edit: str = "",
        url: str = "",
        dossiers: Dossiers | None = None,
        shares: Shares | None = None,
    ) -> Site:
        """The brief as of `day`; companies without a claim that counts by then are left out.

        dossiers  what was worked out for earlier sites
        """
        before = dossiers or Dossiers()
        every = {
            slug: before.of(slug, entry, content.brief, day) for slug, entry in content.companies.items()
        }
        known = {slug: one for slug, one in every.items() if one.told}
        weighed = {slug: one.weighed for slug, one in known.items()}
        named = replace(content, companies={slug: one.company for slug, one in every.items()})
        turns = {company_file(slug): one.turned for slug, one in every.items()}
        return cls(named, day, before.edition(content.companies), turns, known, weighed, edit, url, shares)

    def at(self, day: date) -> Site:
        """The same as of another day, to ask for answers only: who there is and what they are called stays.

        Nothing is weighed again.
        """
        return replace(self, day=day, _targets={}, _needs={}, _once={})

    @property
    def repository(self) -> str:
        """The repository's address, where its files can be edited; else ""."""
        return self.edit.rpartition("/edit/")[0]

    @property
    def historic(self) -> bool:
        """Whether a past day is shown: words of the editors that know what came after are left out then."""
        return self.newest is not None and self.day < self.newest

    # Who there is

    @cached_property
    def companies(self) -> dict[str, Company]:
        """The companies that a claim counts for, by name."""
        slugs = sorted(self.weighed, key=lambda slug: (self.content.companies[slug].name.casefold(), slug))
        return {slug: self.content.companies[slug] for slug in slugs}

    @cached_property
    def plans(self) -> list[Plan]:
        """The programmes that a claim counts for, in the order of companies."""
        return [plan for slug in self.companies for plan in self.plans_of(slug)]

    def plans_of(self, slug: str) -> Sequence[Plan]:
        """The programmes of a company that a claim counts for; the lead one first."""
        return self.dossiers[slug].plans

    def plan(self, company: str, programme: str) -> Plan:
        """One programme."""
        return self._plans[company, programme]

    @cached_property
    def _plans(self) -> dict[tuple[str, str], Plan]:
        return {(plan.company, plan.weighed.slug): plan for plan in self.plans}

    def related(self, slug: str) -> list[Relation]:
        """Who works with a company."""
        return self.dossiers[slug].related

    def working_with(self, who: str) -> list[Relation]:
        """Who works with an organisation, the newest first: some of those that name it."""
        found = [one for company in self.namers.get(who, ()) for one in self.related(company)]
        return sorted((one for one in found if one.who == who), key=lambda one: one.order, reverse=True)

    @cached_property
    def partners(self) -> list[str]:
        """The slugs of the partners that a claim names, by name."""
        known = (slug for slug in self.namers if slug in self.content.partners)
        return sorted(known, key=lambda slug: (self.content.partners[slug].name.casefold(), slug))

    @cached_property
    def namers(self) -> dict[str, list[str]]:
        """Organisation → the companies whose claims name it."""
        by: dict[str, list[str]] = defaultdict(list)
        for slug, one in self.dossiers.items():
            for who in one.naming:
                by[who].append(slug)
        return dict(by)

    def needs(self, slug: str) -> tuple[str, ...]:
        """The entries that all of a company is made from: its own and its neighbours'."""
        if slug not in self._needs:
            others = sorted(self._neighbours(slug) - {slug})
            self._needs[slug] = tuple(file for one in (slug, *others) for file in self._files_of(one))
        return self._needs[slug]

    def _neighbours(self, slug: str) -> set[str]:
        """Whom a company names, who names it, and whom these name too: its feed tells what they changed."""
        namers = self.namers.get(slug, ())
        return set(namers).union(*(self.dossiers[one].naming for one in (slug, *namers)))

    def _files_of(self, slug: str) -> Iterator[str]:
        if slug in self.content.companies:
            yield company_file(slug)
        elif slug in self.content.partners:
            yield partner_file(slug)

    def turned(self, files: Iterable[str] | None) -> date:
        """The last day on which any of some entries may have turned: what is made of them reads so since.

        That of all entries (None), and of a past day, which stands on every page, is the site's.
        """
        if self.historic or files is None:
            return self.day
        return max((self.turns[one] for one in files if one in self.turns), default=date.min)

    def once(self, find: Callable[[Site], T]) -> T:
        """What a function finds out about this site: found once, and let go with the site."""
        if find not in self._once:
            self._once[find] = find(self)
        found: T = self._once[find]
        return found

    def share(self, kind: Kind, slug: str, make: Callable[[str], T]) -> T:
        """What a company adds to a whole: kept, or made now of nothing but the entries that it needs."""
        if self.shares is None:
            return make(slug)
        needs = self.needs(slug)
        return self.shares.get(kind, slug, needs, self.turned(needs), self.historic, make)

    def has_share(self, kind: Kind, slug: str) -> bool:
        """Whether what a company adds to a whole is kept."""
        needs = self.needs(slug)
        return bool(self.shares and self.shares.has(kind, slug, needs, self.turned(needs), self.historic))

    # What was said

    def told_by(self, slug: str) -> Sequence[Told]:
        """The claims in a company's file that count, in the order of the file."""
        return self.dossiers[slug].told

    @cached_property
    def told(self) -> list[Told]:
        """Every claim that counts, the newest first."""
        found = chain.from_iterable(one.told for one in self.dossiers.values())
        return sorted(found, key=lambda one: one.order, reverse=True)

    @cached_property
    def first(self) -> date | None:
        """The day of the oldest claim."""
        return min((one.days[0] for one in self.dossiers.values()), default=None)

    @cached_property
    def last(self) -> date | None:
        """The day of the newest claim: a page that tells of no other change tells of that."""
        return max((one.days[1] for one in self.dossiers.values()), default=None)

    def naming(self, who: str) -> list[Told]:
        """The claims that name an organisation, the newest first."""
        if who not in self._naming:
            found = (told for slug in self.namers.get(who, ()) for told in self.dossiers[slug].naming[who])
            self._naming[who] = sorted(found, key=lambda one: one.order, reverse=True)
        return self._naming[who]

    @cached_property
    def changes(self) -> list[Change]:
        """Every change of a standing answer, the newest first."""
        found = [change for plan in self.plans for change in changes(plan.company, plan.weighed, self.day)]
        return sorted(found, key=lambda change: change.order, reverse=True)

    @cached_property
    def cited(self) -> list[tuple[Told, list[Source]]]:
        """Every claim that counts with its sources, the newest first."""
        return [(told, self.sources_of(told)) for told in self.told]

    def sources_of(self, told: Told) -> list[Source]:
        """The sources of a claim that were out by the day."""
        company = self.content.companies[told.company]
        return [
            source
            for source in company.sources_of(told.entry.claim)
            if not source.published or source.published.start <= self.day
        ]

    def corrections(self, claim: Claim) -> list[Correction]:
        """What was found wrong in a claim; as of a past day, what was known by then.

        Editors correct between two editions: their word does not wait for news.
        """
        return [one for one in claim.corrections if not self.historic or one.on <= self.day]

    # What stands

    def targets(self, plan: Plan, cell: Cell) -> Targets:
        """The targets of a `when` question as of the day."""
        key = (plan.company, plan.weighed.slug, cell.question)
        if key not in self._targets:
            book = self.weighed[plan.company].ledger
            self._targets[key] = Targets(book, plan.weighed, cell, self.day)
        return self._targets[key]

    def promises_of(self, plan: Plan) -> list[tuple[str, list[Promise]]]:
        """(question, promises) of a programme."""
        cells = [(name, cell) for name, cell in plan.weighed.cells.items() if cell.timed]
        found = [(name, self.targets(plan, cell).promises) for name, cell in cells]
        return [(name, promises) for name, promises in found if promises]

    # How to say it

    def question(self, name: str) -> Question | None:
        """A question of the brief; None for a milestone."""
        return self.content.brief.questions.get(name)

    def label(self, plan: Plan, name: str) -> str:
        """The label of a question or milestone."""
        question = self.question(name)
        return question.label if question else plan.programme.milestones.get(name, name)

    def parts(self, company: str, name: str, value: Value) -> Parts:
        """An answer in words."""
        return parts_of(value, self.question(name), company, self.content)

    def name(self, slug: str) -> str:
        """The name of a company or partner."""
        return name_of(slug, self.content)

    def page_of(self, slug: str) -> str:
        """The page of an organisation; "" where it has none."""
        if slug in self.weighed:
            return company_page(slug)
        return partner_page(slug) if slug in self.content.partners and slug in self.namers else ""

    def from_day(self, day: date, entries: Iterable[Entry]) -> When:
        """The day on which something began, as precise as the claim that began it: one that counts then."""
        made = next((entry for entry in entries if entry.counts == day), None)
        return made.said if made else parse(day.isoformat())

    def began(self, day: date, entries: Iterable[Entry]) -> When | None:
        """The same; None where nothing tells when the claim was said."""
        made = next((entry for entry in entries if entry.counts == day), None)
        if made and not made.dated:
            return None
        return made.said if made else parse(day.isoformat())

    def line_of(self, told: Told) -> int:
        """The line of a claim in its file."""
        document = self.content.documents.get(company_file(told.company))
        return document.lines["claims"][told.entry.newness[1]] if document else 1
