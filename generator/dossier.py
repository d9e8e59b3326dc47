"""What a company brings to a site, worked out once and kept as long as its entry stays the same object.

So a site that follows an edit works out what the edited company brings; of all others it only puts together
what they brought before.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from generator.edition import newest
from generator.partners import Relation, named, relations
from generator.plans import Plan, Told
from generator.turns import between
from generator.weigh import weigh

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from generator.brief import Brief
    from generator.model import Company
    from generator.weigh import CompanyWeighed


@dataclass(frozen=True, eq=False)
class Dossier:
    """A company as of every day from one on which it may have turned to the day before the next.

    entry    the company as it stands in its file
    weighed  all of it, of whatever day
    turned   the first of these days, `turns` the first after them
    """

    slug: str
    entry: Company
    brief: Brief
    weighed: CompanyWeighed
    turned: date
    turns: date

    @cached_property
    def company(self) -> Company:
        """The company with its programmes under the names that they had."""
        return self.entry.named_on(self.turned)

    @cached_property
    def told(self) -> tuple[Told, ...]:
        """Its claims that count, in the order of the file."""
        return tuple(Told(self.slug, entry) for entry in self.weighed.ledger.counting(self.turned))

    @cached_property
    def days(self) -> tuple[date, date]:
        """The days from which its oldest and its newest claim count; there must be one."""
        days = [told.entry.counts for told in self.told]
        return min(days), max(days)

    @cached_property
    def plans(self) -> tuple[Plan, ...]:
        """The programmes that a claim counts for; the lead one first."""
        told, company = {told.entry.programme for told in self.told}, self.company
        known = [name for name in company.programmes if name in told]
        return tuple(
            Plan(self.slug, company, company.programmes[name], self.weighed.programmes[name], len(known) == 1)
            for name in known
        )

    @cached_property
    def naming(self) -> Mapping[str, list[Told]]:
        """Organisation → its claims that name it."""
        by: dict[str, list[Told]] = defaultdict(list)
        for told in self.told:
            for who in dict.fromkeys(one.who for one in named(told.entry)):
                by[who].append(told)
        return dict(by)

    @cached_property
    def related(self) -> list[Relation]:
        """Who works with it."""
        return relations(self.slug, self.weighed.ledger, self.brief, self.turned)


@dataclass(frozen=True, eq=False, slots=True)
class Dossiers:
    """The dossiers of earlier sites, and the newest day that each entry tells."""

    _known: dict[str, Dossier] = field(default_factory=dict)
    _newest: dict[str, tuple[Company, date | None]] = field(default_factory=dict)

    def of(self, slug: str, entry: Company, brief: Brief, day: date) -> Dossier:
        """A company as of a day."""
        known = self._known.get(slug)
        same = known is not None and known.entry is entry and known.brief is brief
        if known is None or not same or not known.turned <= day < known.turns:
            weighed = known.weighed if known and same else weigh(entry, brief)
            known = self._known[slug] = Dossier(slug, entry, brief, weighed, *between(weighed.ledger, day))
        return known

    def edition(self, companies: Mapping[str, Company]) -> date | None:
        """The edition of some companies."""
        return max(filter(None, map(self._newest_of, companies.items())), default=None)

    def _newest_of(self, item: tuple[str, Company]) -> date | None:
        slug, entry = item
        known = self._newest.get(slug)
        if known is None or known[0] is not entry:
            known = self._newest[slug] = (entry, newest(entry))
        return known[1]
