"""Changes of companies, programmes and partners apart from their claims, and of hand-written pages. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.diff.change import PAGES, PARTNERS, Spot
from generator.diff.fields import facts, fields, mapped, named
from generator.fetch import partner_file
from generator.when import long_day
from generator.wording import counted, label

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.diff.change import Change
    from generator.diff.side import Side
    from generator.load import Content
    from generator.model import Company, Partner, Programme, Vehicle


@dataclass(frozen=True, slots=True)
class Pair:
    """An organisation before and after: its slugs; None where it was not or is no more."""

    old: str | None
    new: str | None
    is_company: bool


def pairs(old: Content, new: Content) -> list[Pair]:
    """Every organisation with what it became: the same slug, or one that remembers it as a former slug."""
    return [
        *_paired(old.companies, new.companies, is_company=True),
        *_paired(old.partners, new.partners, is_company=False),
    ]


def _paired(
    old: Mapping[str, Company | Partner], new: Mapping[str, Company | Partner], *, is_company: bool
) -> Iterator[Pair]:
    became = {former: slug for slug, entry in new.items() for former in entry.former_slugs}
    came = {became[slug]: slug for slug in old if slug not in new and became.get(slug, slug) not in old}
    for slug in new:
        yield Pair(slug if slug in old else came.get(slug), slug, is_company)
    for slug in old:
        if slug not in new and slug not in came.values():
            yield Pair(slug, None, is_company)


def followed(partner: str, new: Content) -> str | None:
    """The company that a partner became: of the same slug, or one that remembers it."""
    return next((slug for slug, one in new.companies.items() if partner in (slug, *one.former_slugs)), None)


# Companies

_COMPANY = {"name": "name", "legal_name": "legal name", "country": "country", "industry": "industry"}


def company_changes(old: Side, new: Side, pair: Pair) -> Iterator[Change]:
    """Changes of a company's file apart from its claims."""
    before = old.content.companies.get(pair.old or "")
    after = new.content.companies.get(pair.new or "")
    if after is None or pair.new is None:
        assert before and pair.old
        line = f"{before.name} is gone, with {counted(len(before.claims), 'published claim')}"
        lost = f"companies/{pair.old}/ leads nowhere, unless another entry keeps it as a former slug"
        yield Spot(before.name, pair.old).change("company-removed", line, facts([("address", lost)]))
        return
    spot = Spot(after.name, pair.new, *new.place(pair.new))
    if before is None:
        yield _company_added(after, spot)
    else:
        yield from _company_changed(before, after, pair, spot, new)
    yield from _programmes(before, after, pair.new, new)


def _company_added(company: Company, spot: Spot) -> Change:
    told = [("country", company.country), ("legal name", company.legal_name)]
    told += [("checked", long_day(company.checked))] if company.checked else []
    told += [("summary", company.summary.text)] if company.summary else []
    line = f"{company.name} ({company.industry}), with {counted(len(company.claims), 'claim')}"
    return spot.change("company-added", line, facts(told))


def _company_changed(old: Company, new: Company, pair: Pair, spot: Spot, side: Side) -> Iterator[Change]:
    assert pair.new
    if pair.old != pair.new:
        line = f"companies/{pair.old}/ is now companies/{pair.new}/; the old address leads there"
        yield spot.change("company-renamed", line)
    yield from _addresses_lost(old, new, spot)
    told = list(fields(old, new, _COMPANY))
    told += fields(old.summary, new.summary, {"text": "summary", "as_of": "day of the summary"})
    if told:
        yield spot.change("company-changed", named(told), facts(told))
    if old.checked != new.checked:
        days = [long_day(day) if day else "never" for day in (old.checked, new.checked)]
        yield Spot(new.name, pair.new, *side.place(pair.new, "checked")).change("checked", " → ".join(days))
    yield from _exceptions(old, new, spot)


def _addresses_lost(old: Company | Partner, new: Company | Partner, spot: Spot) -> Iterator[Change]:
    for slug in old.former_slugs:
        if slug not in new.former_slugs and slug != spot.about:
            yield spot.change("address-lost", f"“{slug}” no longer leads here: an old address stays")


def _exceptions(old: Company | Partner, new: Company | Partner, spot: Spot) -> Iterator[Change]:
    for rule in dict.fromkeys((*old.allow, *new.allow)):
        if old.allow.get(rule) != new.allow.get(rule):
            told = f"allowed, because: {new.allow[rule]}" if rule in new.allow else "no longer allowed"
            yield spot.change("exception-changed", f"the check “{rule}” is {told}")


# Programmes


def _programmes(old: Company | None, new: Company, slug: str, side: Side) -> Iterator[Change]:
    before = old.programmes if old else {}
    for name, programme in new.programmes.items():
        spot = Spot(new.name, f"{slug}/{name}", *side.place(slug, "programmes", name))
        if name not in before:
            told = [("what it is", programme.what)]
            told += [("vehicle", _vehicle(one)) for one in programme.vehicles.values()]
            told += [("milestone", milestone) for milestone in programme.milestones.values()]
            yield spot.change("programme-added", programme.name, facts(told))
        elif told := _programme(before[name], programme):
            yield spot.change("programme-changed", f"{programme.name}: {named(told)}", facts(told))
    for name, programme in before.items():
        if name not in new.programmes:
            spot = Spot(new.name, f"{slug}/{name}", *side.place(slug, "programmes"))
            yield spot.change("programme-removed", programme.name)
    if old and old.lead != new.lead and new.lead in before:
        spot = Spot(new.name, slug, *side.place(slug, "programmes"))
        yield spot.change("company-changed", f"the lead programme is now {new.programmes[new.lead].name}")


def _programme(old: Programme, new: Programme) -> list[tuple[str, str]]:
    before, after = (
        {slug: _vehicle(one) for slug, one in programme.vehicles.items()} for programme in (old, new)
    )
    names = ({long_day(one.until): one.name for one in programme.formerly} for programme in (old, new))
    return [
        *fields(old, new, {"name": "name", "what": "what it is"}),
        *mapped("former name", *names),
        *mapped("vehicle", before, after),
        *mapped("milestone", old.milestones, new.milestones),
    ]


def _vehicle(vehicle: Vehicle) -> str:
    return f"{vehicle.name} ({vehicle.body})" if vehicle.body else vehicle.name


# Partners

_PARTNER = {"name": "name", "legal_name": "legal name", "country": "country", "what": "what it is"}


def partner_changes(old: Content, new: Content, pair: Pair) -> Iterator[Change]:
    """Changes of a partner's file."""
    before, after = old.partners.get(pair.old or ""), new.partners.get(pair.new or "")
    if after is None or pair.new is None:
        assert before and pair.old
        yield _partner_gone(before, pair.old, new)
        return
    document = new.documents.get(partner_file(pair.new))
    spot = Spot(PARTNERS, pair.new, document.file if document else "", 1)
    kind = label(new.brief.kinds, after.kind)
    if before is None:
        told = [("country", after.country), ("what it is", after.what)]
        yield spot.change("partner-added", f"{after.name} ({kind})", facts(told))
        return
    if pair.old != pair.new:
        line = f"partners/{pair.old}/ is now partners/{pair.new}/; the old address leads there"
        yield spot.change("partner-renamed", line)
    yield from _addresses_lost(before, after, spot)
    told = list(fields(before, after, _PARTNER))
    if before.kind != after.kind:
        told.append(("kind", f"“{label(old.brief.kinds, before.kind)}” → “{kind}”"))
    if told:
        yield spot.change("partner-changed", f"{after.name}: {named(told)}", facts(told))
    yield from _exceptions(before, after, spot)


def _partner_gone(partner: Partner, slug: str, new: Content) -> Change:
    company = followed(slug, new)
    if company is None:
        return Spot(PARTNERS, slug).change("partner-removed", partner.name)
    line = f"{partner.name} is a company now: partners/{slug}/ leads to companies/{company}/"
    return Spot(PARTNERS, slug).change("partner-moved", line)


# Pages


def page_changes(old: Mapping[str, bytes], new: Mapping[str, bytes], folder: str) -> Iterator[Change]:
    """Changes of the pages that are written by hand: only that they changed."""
    for path in sorted({*old, *new}):
        if old.get(path) == new.get(path):
            continue
        if path not in new:
            yield Spot(PAGES, path).change("page-changed", f"{path} removed")
            continue
        done = "edited: its text is not compared here" if path in old else "added"
        yield Spot(PAGES, path, f"{folder}/pages/{path}", 1).change("page-changed", f"{path} {done}")
