"""A claim as a page shows it: statement, basis, sources, what it answers, and what other claims say of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from generator.fetch import company_file
from generator.hrefs import company_page
from generator.mistake import report_url
from generator.wording import label, shortened, within

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from generator.ledger import Entry, Turned
    from generator.model import Correction, Link, Source
    from generator.plans import Plan, Told
    from generator.view import Site
    from generator.when import When
    from generator.wording import Parts

STANDS, ALSO, DISPUTED, REPLACED, OLDER = "stands", "also reported", "disputed", "replaced", "older"


class Given(NamedTuple):
    """An answer that a claim gives, and what has become of it by the day."""

    label: str
    parts: Parts
    anchor: str
    fate: str


class Linked(NamedTuple):
    """A claim that another one links to, or that links to it."""

    words: str
    claim: str
    statement: str
    counts: date
    day: When
    only: str


class ClaimView(NamedTuple):
    """All that a page shows of a claim."""

    id: str
    company: str
    statement: str
    counts: date
    said: When
    dated: bool
    event: When | None
    topic: str
    topic_label: str
    basis: str
    on_record: bool
    said_by: str
    programme: str
    sources: Sequence[Source]
    origins: Sequence[str]
    given: Sequence[Given]
    linked: Sequence[Linked]
    corrections: Sequence[Correction]
    edit: str
    report: str

    @property
    def stands(self) -> bool:
        """Whether one of its answers stands."""
        return any(one.fate == STANDS for one in self.given)

    @property
    def out(self) -> bool:
        """Whether none of its answers is held any more."""
        return bool(self.given) and all(one.fate in (DISPUTED, REPLACED) for one in self.given)


def claim_view(site: Site, told: Told, *, alone: bool = True) -> ClaimView:
    """A claim as it is shown; `alone`: its company has one programme only, which needs no naming."""
    entry, company = told.entry, site.companies[told.company]
    claim, brief = entry.claim, site.content.brief
    plan = site.plan(told.company, entry.programme)
    sources = site.sources_of(told)
    return ClaimView(
        id=claim.id,
        company=told.company,
        statement=claim.statement,
        counts=entry.counts,
        said=entry.said,
        dated=entry.dated,
        event=claim.event,
        topic=claim.topic,
        topic_label=label(brief.topics, claim.topic),
        basis=label(brief.bases, claim.basis),
        on_record=entry.on_record,
        said_by=claim.said_by,
        programme="" if alone else company.programmes[entry.programme].name,
        sources=sources,
        origins=list(dict.fromkeys(source.origin for source in sources)),
        given=[given(site, plan, entry, name) for name in claim.answers],
        linked=list(_linked(site, told)),
        corrections=site.corrections(claim),
        edit=f"{site.edit}content/{company_file(told.company)}#L{site.line_of(told)}" if site.edit else "",
        report=report_url(site, company_page(told.company), claim.id),
    )


def given(site: Site, plan: Plan, entry: Entry, name: str) -> Given:
    """An answer of a claim, with what has become of it."""
    value = entry.claim.answers[name]
    return Given(
        site.label(plan, name),
        site.parts(plan.company, name, value),
        plan.answer_anchor(name),
        _fate(site, plan, entry, name),
    )


def _fate(site: Site, plan: Plan, entry: Entry, name: str) -> str:
    """What has become of a claim's answer."""
    book, cell = site.weighed[plan.company].ledger, plan.weighed.cells[name]
    on = cell.on(site.day)
    standing = [one.answer for _line, one in on if one.answer]
    if any(answer.entry is entry for answer in standing):
        return STANDS
    if book.disputed(entry, name, site.day):
        return DISPUTED
    if any(
        by.counts <= site.day and link.covers(name) for by, link in book.superseded.get(entry.claim.id, ())
    ):
        return REPLACED
    same = entry.claim.answers[name].same
    if any(answer.same == same for answer in standing):
        return STANDS
    if any(answer.same == same for _line, one in on for answer in one.also):
        return ALSO
    return OLDER


def _linked(site: Site, told: Told) -> Iterable[Linked]:
    book, claim = site.weighed[told.company].ledger, told.entry.claim
    ways: list[tuple[str, Sequence[Link], str, Turned]] = [
        ("Contradicts", claim.contradicts, "Contradicted by", book.contradicted),
        ("Replaces", claim.supersedes, "Replaced by", book.superseded),
        ("Confirms", claim.confirms, "Confirmed by", book.confirmed),
    ]
    for to, links, by_words, turned in ways:
        for link in links:
            other = book.by_id.get(link.claim)
            if other and other.counts <= site.day:
                yield _link(site, told, to, other, link)
        for by, link in turned.get(claim.id, ()):
            if by.counts <= site.day:
                yield _link(site, told, by_words, by, link)


def _link(site: Site, told: Told, words: str, other: Entry, link: Link) -> Linked:
    plan = site.plan(told.company, told.entry.programme)
    only = ", ".join(within(site.label(plan, name)) for name in link.questions)
    return Linked(
        words,
        other.claim.id,
        shortened(other.claim.statement),
        max(other.counts, told.entry.counts),
        other.said,
        only,
    )
