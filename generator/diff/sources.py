"""Changes of the sources of published claims: added, lost, edited, completed. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.diff.change import Fact, Spot
from generator.diff.fields import arrow, facts, named
from generator.diff.side import source_words
from generator.ledger import counts_from
from generator.when import long_day
from generator.wording import listed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from generator.diff.change import Change
    from generator.diff.entries import Pair
    from generator.diff.fields import Told
    from generator.diff.side import Side
    from generator.model import Claim, Company, Source

_COMPLETED = ("title", "archived", "language", "published")
_LABELS = {
    "publisher": "publisher",
    "via": "first published by",
    "published": "date",
    "url": "address",
    "title": "title",
    "archived": "archived copy",
    "language": "language",
}


def source_changes(
    old: Side, new: Side, pair: Pair, claims: Iterable[tuple[Claim, int, Claim]]
) -> Iterator[Change]:
    """What happened to the sources of published claims; a source that several share is told of once.

    claims  (as it was, its place in the file now, as it is)
    """
    assert pair.old and pair.new
    before, after = old.content.companies[pair.old], new.content.companies[pair.new]
    edited: dict[tuple[Source, Source], list[Spot]] = {}
    for was, place, claim in claims:
        spot = Spot(after.name, f"{pair.new}/{claim.id}", *new.place(pair.new, "claims", place, "sources"))
        match = _match(before.sources_of(was), after.sources_of(claim))
        counts = facts([("the claim counts from", _counting(before, was, after, claim))])
        for source in match.lost:
            line = f"{claim.id} no longer rests on {source_words(source)}"
            yield spot.change("source-lost", line, [Fact("was", "", source.url), *counts])
        for source in match.added:
            line = f"{claim.id} now rests also on {source_words(source)}"
            yield spot.change("source-added", line, [Fact("address", "", source.url), *counts])
        for both in match.edited:
            edited.setdefault(both, []).append(spot)
    for (one, other), spots in edited.items():
        yield _edited(one, other, spots)


def _counting(before: Company, was: Claim, after: Company, claim: Claim) -> str:
    """From which day the claim counts, if that is another only because of its sources."""
    days = (counts_from(before, was), counts_from(after, claim))
    if days[0] == days[1] or was.published != claim.published or was.entered != claim.entered:
        return ""
    return arrow(*(long_day(day) if day else "" for day in days))


@dataclass(frozen=True)
class _Matched:
    lost: list[Source]
    added: list[Source]
    edited: list[tuple[Source, Source]]


_SAME: tuple[Callable[[Source], object], ...] = (
    lambda one: one,
    lambda one: one.url,
    lambda one: (one.publisher, one.via, one.published, one.title),
)
"""What makes two sources one, the surest first."""


def _match(old: list[Source], new: list[Source]) -> _Matched:
    lost, added = list(old), list(new)
    edited: list[tuple[Source, Source]] = []
    for same in _SAME:
        for one in list(lost):
            other = next((candidate for candidate in added if same(candidate) == same(one)), None)
            if other is None:
                continue
            lost.remove(one)
            added.remove(other)
            if one != other:
                edited.append((one, other))
    return _Matched(lost, added, edited)


def _edited(old: Source, new: Source, spots: list[Spot]) -> Change:
    told: list[Told] = []
    completed = True
    for name, label in _LABELS.items():
        before, after = (_text(source, name) for source in (old, new))
        if before != after:
            told.append((label, arrow(before, after)))
            completed = completed and not before and name in _COMPLETED
    users = listed([spot.about.rpartition("/")[2] for spot in spots])
    line = f"{new.publisher}, source of {users}: {named(told)}"
    kind = "source-completed" if completed else "source-edited"
    return spots[0].change(kind, line, [*facts(told), Fact("source", source_words(new), new.url)])


def _text(source: Source, name: str) -> str:
    value = getattr(source, name)
    return value.text if name == "published" and value else str(value or "")
