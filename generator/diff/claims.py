"""Changes of claims: the published record altered, claims added, corrections and links added. Pure.

A claim is published once it stands in the older state. Its meaning is never edited; corrections, links,
sources, titles and archived copies may be added to it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.diff.change import Fact, Spot
from generator.diff.fields import arrow, named
from generator.diff.sources import source_changes
from generator.diff.standing import key
from generator.diff.told import claim_facts
from generator.when import long_day
from generator.wording import label, listed

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator

    from generator.diff.change import Change
    from generator.diff.entries import Pair
    from generator.diff.side import Side
    from generator.diff.standing import Renames
    from generator.model import Claim

LINKS = ("contradicts", "supersedes", "confirms")


def claim_changes(old: Side, new: Side, pair: Pair, renames: Renames) -> Iterator[Change]:
    """Every change of a company's claims, and of the sources of those published."""
    assert pair.new
    before = old.content.companies[pair.old].claims if pair.old else ()
    after = new.content.companies[pair.new].claims
    published = {claim.id: claim for claim in before}
    renamed = _renamed(before, after)
    book = _Book(old, new, pair, renames)
    both: list[tuple[Claim, int, Claim]] = []
    for place, claim in enumerate(after):
        if claim.id in published:
            both.append((published[claim.id], place, claim))
            yield from book.edited(*both[-1])
        elif claim.id in renamed:
            line = f"{renamed[claim.id]} is now {claim.id}: whoever linked to it is led nowhere"
            yield book.spot(claim, place).change("claim-renamed", line)
        else:
            line = f"{claim.id}: “{claim.statement}”"
            yield book.spot(claim, place).change("claim-added", line, claim_facts(new, pair.new, claim))
    kept = {claim.id for claim in after} | set(renamed.values())
    for claim in before:
        if claim.id not in kept:
            line = f"{claim.id}: “{claim.statement}”"
            yield book.spot(claim).change("claim-removed", line, claim_facts(old, book.former, claim))
    if both:
        yield from source_changes(old, new, pair, both)


def _renamed(before: tuple[Claim, ...], after: tuple[Claim, ...]) -> dict[str, str]:
    """New id → old id of claims that say the same on the same day under another id."""
    old, new = {claim.id for claim in before}, {claim.id for claim in after}
    gone = {(claim.statement, claim.published): claim.id for claim in before if claim.id not in new}
    came = {claim.id: (claim.statement, claim.published) for claim in after if claim.id not in old}
    return {name: gone[said] for name, said in came.items() if said in gone}


@dataclass(frozen=True)
class _Book:
    """A company's claims before and after."""

    old: Side
    new: Side
    pair: Pair
    renames: Renames

    @property
    def slug(self) -> str:
        """The company's slug now."""
        assert self.pair.new
        return self.pair.new

    @property
    def former(self) -> str:
        """The company's slug before."""
        assert self.pair.old
        return self.pair.old

    def spot(self, claim: Claim, place: int | None = None) -> Spot:
        """Where the changes of a claim are told."""
        where = self.new.place(self.slug, "claims", *(() if place is None else (place,)))
        return Spot(self.new.content.companies[self.slug].name, f"{self.slug}/{claim.id}", *where)

    def edited(self, old: Claim, place: int, new: Claim) -> Iterator[Change]:
        """What was done to a published claim."""
        spot = self.spot(new, place)
        told = [*self._fields(old, new), *self._answers(old, new), *self._links(old, new)]
        if told:
            labels = named((fact.label, fact.text) for fact in told)
            yield spot.change("claim-edited", f"{new.id}: {labels}", told)
        yield from self._corrections(old, new, spot)
        for word in LINKS:
            before = {link.claim for link in getattr(old, word)}
            for link in getattr(new, word):
                if link.claim not in before:
                    yield spot.change("link-added", f"{new.id} {word} {self.new.linked(self.slug, link)}")
        for rule in dict.fromkeys((*old.allow, *new.allow)):
            if old.allow.get(rule) != new.allow.get(rule):
                done = f"allowed, because: {new.allow[rule]}" if rule in new.allow else "no longer allowed"
                yield spot.change("exception-changed", f"{new.id}: the check “{rule}” is {done}")

    def _corrections(self, old: Claim, new: Claim, spot: Spot) -> Iterator[Change]:
        before, after = (
            [f"{long_day(one.on)}: {one.note}" for one in claim.corrections] for claim in (old, new)
        )
        for correction in after:
            if correction not in before:
                yield spot.change("correction-added", f"{new.id}: {correction}")
        gone = [Fact("was", correction) for correction in before if correction not in after]
        if gone:
            yield spot.change("correction-edited", new.id, gone)

    def _fields(self, old: Claim, new: Claim) -> Iterator[Fact]:
        before = self._told(self.old, self.former, old)
        for name, (same, words) in self._told(self.new, self.slug, new).items():
            if same != before[name][0]:
                yield Fact(name, arrow(before[name][1], words))

    def _told(self, side: Side, slug: str, claim: Claim) -> dict[str, tuple[Hashable, str]]:
        """Field → (what makes it the same, what readers see)."""
        company, brief = side.content.companies[slug], side.content.brief
        programme = side.programme(slug, claim)
        vehicles = programme.vehicles if programme else {}
        cars = [vehicles[one].name if one in vehicles else one for one in claim.vehicles]
        became = self.renames if side is self.old else {}
        partners = frozenset((became.get(one.who, one.who), one.role, one.state) for one in claim.partners)
        published, event = (day.words if day else "" for day in (claim.published, claim.event))
        return {
            "statement": (claim.statement, f"“{claim.statement}”"),
            "published": (claim.published, published),
            "day of entry": (claim.entered, long_day(claim.entered) if claim.entered else ""),
            "event": (claim.event, event),
            "topic": (claim.topic, label(brief.topics, claim.topic)),
            "basis": (claim.basis, label(brief.bases, claim.basis)),
            "said by": (claim.said_by, claim.said_by),
            "programme": (claim.about or company.lead, programme.name if programme else claim.about),
            "vehicles": (frozenset(claim.vehicles), listed(cars)),
            "partners": (partners, listed([side.partner(one) for one in claim.partners])),
        }

    def _answers(self, old: Claim, new: Claim) -> Iterator[Fact]:
        for name in dict.fromkeys((*old.answers, *new.answers)):
            before, after = old.answers.get(name), new.answers.get(name)
            if before and after and key(before, self.renames) == key(after):
                continue
            was = self.old.answer(self.former, name, before) if before else ""
            words = self.new.answer(self.slug, name, after) if after else ""
            asked = self.new.label(name, self.new.programme(self.slug, new))
            yield Fact(f"answer to “{asked}”", arrow(was, words))

    def _links(self, old: Claim, new: Claim) -> Iterator[Fact]:
        """Links that were there before and are not, or reach other questions."""
        for word in LINKS:
            after = {link.claim: link for link in getattr(new, word)}
            for link in getattr(old, word):
                now = after.get(link.claim)
                if now is None:
                    yield Fact(word, arrow(self.old.linked(self.former, link), ""))
                elif set(now.questions) != set(link.questions):
                    reach = arrow(self.old.reach(self.former, link), self.new.reach(self.slug, now))
                    yield Fact(word, f"{link.claim}, {reach}")
