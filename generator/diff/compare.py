"""Two states of the content → every change between them, both weighed as of one day. Pure."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from generator.diff.change import Diff
from generator.diff.claims import claim_changes
from generator.diff.entries import Pair, company_changes, followed, page_changes, pairs, partner_changes
from generator.diff.side import Side
from generator.diff.standing import standing_changes
from generator.diff.vocabulary import brief_changes
from generator.edition import edition
from generator.when import long_day

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from generator.diff.change import Change
    from generator.revision import Revision


class NoDayError(ValueError):
    """Neither state tells a day as of which it could be weighed."""


def compare(base: Revision, head: Revision) -> Diff:
    """The changes from `base` to `head`, as of the edition of `head`; raises NoDayError without one."""
    before, after = edition(base.content), edition(head.content)
    day, base_day = after or before, before or after
    if day is None or base_day is None:
        raise NoDayError("No claim has a full date, so there is no day as of which to compare.")
    old, new = Side(base.content, day), Side(head.content, day)
    changes = _changes(old, new)
    changes += page_changes(base.pages, head.pages, head.folder)
    return Diff(
        base.name,
        head.name,
        long_day(day),
        long_day(base_day),
        tuple(sorted(changes, key=lambda change: change.order)),
        tuple(sorted(_by_day(old, base_day), key=lambda change: change.order)),
    )


def _changes(old: Side, new: Side) -> list[Change]:
    changes = list(brief_changes(old.content, new.content))
    organisations = pairs(old.content, new.content)
    became = {pair.old: pair.new or followed(pair.old, new.content) for pair in organisations if pair.old}
    renames = {slug: now for slug, now in became.items() if now}
    for pair in organisations:
        if pair.is_company:
            changes += _company(old, new, pair, renames)
        else:
            changes += partner_changes(old.content, new.content, pair)
    return changes


def _company(old: Side, new: Side, pair: Pair, renames: dict[str, str]) -> list[Change]:
    found = list(company_changes(old, new, pair))
    if pair.new:
        found += claim_changes(old, new, pair, renames)
        found += standing_changes(old, new, pair, renames)
    if [change.kind for change in found] == ["checked"]:
        found = [replace(found[0], line=f"{found[0].line}; nothing else changed")]
    return found


def _by_day(old: Side, day: date) -> Iterator[Change]:
    """What changes in the untouched base when only the edition goes on."""
    if day == old.day:
        return
    before = old.on(day)
    for slug in old.content.companies:
        yield from standing_changes(before, old, Pair(slug, slug, is_company=True), {})
