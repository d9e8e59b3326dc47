"""What a change is: its kind, a line that tells it, facts beneath it, its place. Needs Python alone."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

ALTERED, LOST, SEEN, UNSEEN = "altered", "lost", "seen", "unseen"
"""The record was altered; something was taken away; readers see a change; they do not."""

MOST_CHANGES, MOST_TEXT = 20_000, 4_000


class Kind(NamedTuple):
    """What a change happened to, what happened to it, how much that matters."""

    noun: str
    done: str
    weight: str = SEEN

    @property
    def label(self) -> str:
        """`Claim added`."""
        return f"{self.noun[0].upper()}{self.noun[1:]} {self.done}"

    def counted(self, number: int) -> str:
        """`3 claims added`."""
        plural = self.noun[:-1] + "ies" if self.noun.endswith("y") else self.noun + "s"
        return f"{number} {self.noun if number == 1 else plural} {self.done}"


KINDS = {
    "claim-removed": Kind("published claim", "removed", ALTERED),
    "claim-renamed": Kind("published claim", "renamed", ALTERED),
    "claim-edited": Kind("published claim", "edited", ALTERED),
    "correction-edited": Kind("published correction", "edited", ALTERED),
    "company-removed": Kind("company", "removed", ALTERED),
    "programme-removed": Kind("programme", "removed", LOST),
    "partner-removed": Kind("partner", "removed", LOST),
    "source-lost": Kind("source", "lost", LOST),
    "source-edited": Kind("source", "edited", LOST),
    "question-removed": Kind("question", "removed", LOST),
    "word-removed": Kind("word", "removed", LOST),
    "address-lost": Kind("old address", "lost", LOST),
    "company-added": Kind("company", "added"),
    "company-renamed": Kind("company", "renamed"),
    "partner-added": Kind("partner", "added"),
    "partner-renamed": Kind("partner", "renamed"),
    "partner-moved": Kind("partner", "made a company"),
    "programme-added": Kind("programme", "added"),
    "answer-changed": Kind("standing answer", "changed"),
    "target-moved": Kind("target", "moved"),
    "answer-first": Kind("standing answer", "given"),
    "answer-withdrawn": Kind("standing answer", "withdrawn"),
    "evidence-changed": Kind("evidence label", "changed"),
    "also-changed": Kind("also-reported answer", "changed"),
    "since-changed": Kind("standing answer", "dated anew"),
    "programme-ended": Kind("programme", "ended"),
    "programme-resumed": Kind("programme", "taken up again"),
    "schedule-changed": Kind("schedule", "changed"),
    "verdict-changed": Kind("verdict", "changed"),
    "claim-added": Kind("claim", "added"),
    "correction-added": Kind("correction", "added"),
    "link-added": Kind("link", "added"),
    "source-added": Kind("source", "added"),
    "source-completed": Kind("source", "completed"),
    "question-added": Kind("question", "added"),
    "question-changed": Kind("question", "changed"),
    "word-added": Kind("word", "added"),
    "word-changed": Kind("word", "changed"),
    "brief-changed": Kind("brief", "changed"),
    "company-changed": Kind("company", "changed"),
    "programme-changed": Kind("programme", "changed"),
    "partner-changed": Kind("partner", "changed"),
    "page-changed": Kind("page", "changed"),
    "checked": Kind("checked day", "changed"),
    "exception-changed": Kind("exception", "changed", UNSEEN),
}
"""Every kind of change, in the order in which a reviewer reads them."""

_ORDER = {kind: place for place, kind in enumerate(KINDS)}

BRIEF, PARTNERS, PAGES = "The brief", "Partners", "Pages"
_GROUPS = {BRIEF: 0, PARTNERS: 2, PAGES: 3}


@dataclass(frozen=True, slots=True)
class Fact:
    """Something beneath a change: `label: text`, and the address it leads to."""

    label: str
    text: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """One change.

    kind     a key of KINDS
    group    under which heading it stands: a company's name, or BRIEF, PARTNERS, PAGES
    about    what it is about, by name: `xiaomi`, `xiaomi/gwm-plant-talks`
    line     what changed, as a sentence or a part of one
    facts    what a reviewer needs to judge it
    file     the entry's file, and the line in it; "" and 0 where it is gone
    old, new what stood and what stands, for a change of what readers see as standing
    """

    kind: str
    group: str
    about: str
    line: str
    facts: tuple[Fact, ...] = ()
    file: str = ""
    row: int = 0
    old: str = ""
    new: str = ""

    @property
    def what(self) -> Kind:
        """Its kind, told in words."""
        return KINDS[self.kind]

    @property
    def order(self) -> tuple[int, str, int]:
        """Sorts by heading, then by kind; within these the order of the entries stays."""
        return (_GROUPS.get(self.group, 1), self.group.casefold(), _ORDER[self.kind])


class Spot(NamedTuple):
    """Where and about what a change is told; see Change."""

    group: str
    about: str
    file: str = ""
    row: int = 0

    def change(self, kind: str, line: str, facts: Iterable[Fact] = ()) -> Change:
        """A change here."""
        return Change(kind, self.group, self.about, line, tuple(facts), self.file, self.row)


@dataclass(frozen=True, slots=True)
class Diff:
    """The changes between two states of the content.

    base, head  what people call the states
    day         both are weighed as of this day, the edition of `head`
    base_day    the edition of `base`
    changes     what readers (and reviewers) will see changed
    by_day      what changes only because the edition is another day: no entry was touched for it
    beside      what else changed in the repository, and is not compared: its names at the top
    """

    base: str
    head: str
    day: str
    base_day: str
    changes: tuple[Change, ...]
    by_day: tuple[Change, ...] = ()
    beside: tuple[str, ...] = ()

    @property
    def seen(self) -> list[Change]:
        """The changes that readers see."""
        return [change for change in self.changes if change.what.weight != UNSEEN]

    @property
    def altered(self) -> list[Change]:
        """The changes that alter the published record."""
        return [change for change in self.changes if change.what.weight == ALTERED]


def to_data(diff: Diff) -> dict[str, Any]:
    """A diff as data for JSON, each change with its label."""
    data = asdict(diff)
    for name in ("changes", "by_day"):
        for change, made in zip(data[name], getattr(diff, name), strict=True):
            change |= {"weight": made.what.weight, "label": made.what.label}
    return data


class NoDiffError(ValueError):
    """Data that is no diff."""


def from_data(data: Any) -> Diff:
    """The diff in data that a stranger may have written; raises NoDiffError. Its texts are only that."""
    head = _fields(data, "base", "head", "day", "base_day")
    changes, by_day = (_changes(data.get(name)) for name in ("changes", "by_day"))
    return Diff(**head, changes=changes, by_day=by_day, beside=_names(data.get("beside", [])))


def _names(data: Any) -> tuple[str, ...]:
    if not isinstance(data, list) or not all(isinstance(name, str) for name in data):
        raise NoDiffError("The names are no list of texts.")
    return tuple(name[:MOST_TEXT] for name in data[:MOST_CHANGES])


def _changes(data: Any) -> tuple[Change, ...]:
    if not isinstance(data, list) or len(data) > MOST_CHANGES:
        raise NoDiffError("The changes are not a list, or too many.")
    return tuple(_change(one) for one in data)


def _change(data: Any) -> Change:
    texts = _fields(data, "kind", "group", "about", "line", "file", "old", "new")
    facts, row = data.get("facts"), data.get("row")
    if texts["kind"] not in KINDS or not isinstance(facts, list) or not isinstance(row, int):
        raise NoDiffError("This is no change of a kind known here.")
    return Change(
        **texts, row=row, facts=tuple(Fact(**_fields(one, "label", "text", "url")) for one in facts)
    )


def _fields(data: Any, *names: str) -> dict[str, str]:
    if not isinstance(data, dict):
        raise NoDiffError("This is no mapping.")
    texts = {name: data.get(name) for name in names}
    if not all(isinstance(text, str) for text in texts.values()):
        raise NoDiffError("A text is missing.")
    return {name: str(text)[:MOST_TEXT] for name, text in texts.items()}
