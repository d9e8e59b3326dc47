"""The slip charts of a programme: where a date was named at least twice, with the message in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from generator.answer import Happened, Target
from generator.draw.course import Course, Mark
from generator.draw.slip import chart, is_small
from generator.fetch import company_file
from generator.promises import OPEN, RECORD
from generator.when import long_day
from generator.wording import dated, listed, plain

if TYPE_CHECKING:
    from collections.abc import Hashable
    from datetime import date

    from generator.plans import Plan
    from generator.promises import Promise, Targets
    from generator.text import Html
    from generator.view import Site
    from generator.when import When

FEWEST = 2
"""One date has no history."""


class Chart(NamedTuple):
    """A slip chart: the date that it is of, what it shows in words, the picture; a small one fits a phone."""

    label: str
    message: str
    picture: Html
    small: bool


def charts(site: Site, plan: Plan) -> list[Chart]:
    """A chart for each date of a programme that was named at least twice, in the order of its questions."""
    cells = [cell for cell in plan.weighed.cells.values() if cell.timed]
    found = ((cell.question, site.targets(plan, cell)) for cell in cells)
    return [_chart(site, plan, name, targets) for name, targets in found if len(_named(targets)) >= FEWEST]


def _chart(site: Site, plan: Plan, name: str, targets: Targets) -> Chart:
    label = site.label(plan, name)
    title = f"{plan.name}: the dates named for “{label}”"
    course = _course(targets, _ending(site, plan), _day(site, plan))
    return Chart(label, message_of(site, plan, targets), chart(course, title), is_small(course))


def _day(site: Site, plan: Plan) -> date:
    """The day of a chart: the last that tells anything of its company, whatever the edition."""
    return site.turned([company_file(plan.company)])


def _ending(site: Site, plan: Plan) -> str:
    """How the programme ended and when that was said; "" if it has not."""
    cell = plan.weighed.cells.get(plan.weighed.stage)
    answer = cell.main(site.day).answer if cell else None
    said = _ended(site, plan)
    if cell is None or answer is None or not plan.weighed.ended(site.day):
        return ""
    word = plain(site.parts(plan.company, answer.question, answer.value))
    return f"{word} {said.words}" if said else word


def _ended(site: Site, plan: Plan) -> When | None:
    """When it was said that the programme ended, as precise as it was said; None where nothing tells."""
    ended, cell = plan.weighed.ended(site.day), plan.weighed.cells.get(plan.weighed.stage)
    if ended is None or cell is None:
        return None
    return site.began(ended, [answer.entry for answer in cell.answers])


def _named(targets: Targets) -> list[Promise]:
    """The promises, once where several origins published the same claim; in the order they were said."""
    once = {(one.first.entry.claim.id, one.target.when.text): one for one in reversed(targets.promises)}
    return sorted(once.values(), key=lambda one: (one.first.entry.counts, one.first.newness))


def _course(targets: Targets, ending: str, day: date) -> Course:
    named = _named(targets)
    places: dict[tuple[str, Hashable], int] = {
        (one.first.entry.claim.id, one.target.when.days): place for place, one in enumerate(named)
    }
    ended = targets.programme.ended(targets.day)
    came = targets.arrival.value if targets.arrival else None
    return Course(
        marks=[_mark(one, places) for one in named],
        came=came.when if isinstance(came, Happened) else None,
        ended=ended,
        ended_words=ending,
        today=day,
        today_words=long_day(day),
    )


def _mark(one: Promise, places: dict[tuple[str, Hashable], int]) -> Mark:
    entry, moved = one.first.entry, None
    if one.moved_to and isinstance(one.moved_to.value, Target):
        moved = places.get((one.moved_to.entry.claim.id, one.moved_to.value.when.days))
    return Mark(
        said=entry.counts,
        target=one.target.when,
        voice="On record" if one.voice == RECORD else " and ".join(entry.origins[:2]),
        on_record=one.voice == RECORD,
        verdict=one.verdict,
        over=one.over,
        moved=moved,
    )


def message_of(site: Site, plan: Plan, targets: Targets) -> str:
    """What the chart shows, in two or three sentences."""
    named = _named(targets)
    record = [one for one in named if one.voice == RECORD]
    reports = [one for one in named if one.voice != RECORD]
    told = [
        _on_record(record, dated(record[0].first.entry.said) if record else ""),
        _reported(reports, alone=not record),
        _outcome(site, plan, targets, record or reports),
    ]
    return " ".join(sentence for sentence in told if sentence)


def _on_record(named: list[Promise], said: str) -> str:
    if not named:
        return ""
    first, last = named[0], named[-1]
    if len(named) == 1:
        return f"On record it was named once, {said}: “{first.target.when.words}”."
    then = "then" if len(named) == 2 else "last"
    return (
        f"On record it was named {_times(named)}: {said} as “{first.target.when.words}”, "
        f"{then} as “{last.target.when.words}”."
    )


def _reported(named: list[Promise], *, alone: bool) -> str:
    if not named:
        return ""
    only = "Nobody named it on record. " if alone else ""
    if len(named) == 1:
        (one,) = named
        return f"{only}{', '.join(one.first.entry.origins)} reported “{one.target.when.words}”."
    ordered = sorted(named, key=lambda one: (one.target.when.mark, one.first.newness))
    words = list(dict.fromkeys(f"“{one.target.when.words}”" for one in ordered))
    span = f"from {words[0]} to {words[-1]}" if len(words) > 2 else f"as {listed(words)}"
    return f"{only}Reports named it {_times(named)}, {span}."


def _times(named: list[Promise]) -> str:
    return "twice" if len(named) == 2 else f"{len(named)} times"


def _outcome(site: Site, plan: Plan, targets: Targets, named: list[Promise]) -> str:
    came = targets.arrival.value if targets.arrival else None
    if isinstance(came, Happened):
        first = "the first date on record" if named[0].voice == RECORD else "the first date reported"
        by = named[0].late_by
        return f"It came {dated(came.when)}, {f'{by} later than' if by else 'in time by'} {first}."
    if targets.programme.ended(targets.day):
        said = _ended(site, plan)
        return f"It never came (end of the programme: {said.words})." if said else "It never came."
    if any(one.verdict == OPEN for one in _named(targets)):
        return f"On {long_day(_day(site, plan))} it was still to come."
    return f"By {long_day(_day(site, plan))} it had not come."
