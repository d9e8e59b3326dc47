"""What a check is: a small object that tells what it guards, how to mend it, and finds what breaks it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain, islice
from textwrap import dedent
from typing import TYPE_CHECKING, NamedTuple

from generator.edition import edition
from generator.fetch import company_file, partner_file
from generator.load import Content
from generator.problem import Place, Problem
from generator.salvage import inside
from generator.walk import MOST_DEEP

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import date

    from generator import problem
    from generator.document import Document
    from generator.model import Claim, Company, Source

    Steps = tuple[str | int | None, ...]

ERROR, WARNING = "error", "warning"
MOST_ERRORS = 500  # that one rule tells


class Finding(NamedTuple):
    """Something a rule found: the entry's file, the path in it, what is wrong, what to write instead."""

    file: str
    path: problem.Path
    message: str
    mend: str
    key: bool = False
    line: int = 0  # where no value stands, such as a comment


@dataclass(frozen=True)
class Scope:
    """What rules look at.

    content      the entries that could be read
    today        the day that `--today` gives
    stale_after  how many days a company may go unchecked
    gaps         file → the paths of what could not be read in it
    every        what quiet rules find is told too, not only counted: it needs a place
    among        the same of all entries, where `content` has but some of them
    sound        the entries as they were when nothing was wrong with any, where that is known
    """

    content: Content
    today: date | None = None
    stale_after: int = 180
    gaps: dict[str, frozenset[problem.Path]] = field(default_factory=dict)
    every: bool = True
    among: Scope | None = field(default=None, repr=False)
    sound: Content | None = field(default=None, repr=False)
    _known: dict[tuple[str, Steps, int], bool] = field(default_factory=dict, repr=False)

    @cached_property
    def edition(self) -> date | None:
        """The edition of all entries."""
        return self.among.edition if self.among else edition(self.content)

    @cached_property
    def slugs(self) -> frozenset[str]:
        """Every company and partner that has a file, even one that could not be read."""
        return self.content.slugs or frozenset((*self.content.companies, *self.content.partners))

    def companies(self) -> Iterator[tuple[str, str, Company]]:
        """(slug, file, company)."""
        for slug, company in self.content.companies.items():
            yield slug, company_file(slug), company

    def claims(self) -> Iterator[tuple[str, problem.Path, Company, Claim]]:
        """(file, path, company, claim) of every claim."""
        for _slug, file, company in self.companies():
            for number, claim in enumerate(company.claims):
                yield file, ("claims", number), company, claim

    @cached_property
    def sources(self) -> list[tuple[str, problem.Path, Source]]:
        """(file, path, source) of every source that is written out: several rules ask for them."""
        return list(written_out(self.content))

    def files(self) -> Iterator[tuple[str, str]]:
        """(slug, file) of every company and partner."""
        yield from ((slug, company_file(slug)) for slug in self.content.companies)
        yield from ((slug, partner_file(slug)) for slug in self.content.partners)

    def whole(self, file: str, *path: str | int | None) -> bool:
        """Whether all that stands at a path could be read; None in it is any step."""
        return not self.gaps.get(file) or self._clear(file, path, len(path) + MOST_DEEP)

    def listed(self, file: str, *path: str | int | None) -> bool:
        """Whether the names of all that stands at a path are known, even if what they name is not."""
        return not self.gaps.get(file) or self._clear(file, path, len(path) + 1)

    def _clear(self, file: str, path: Steps, longest: int) -> bool:
        """Whether no gap of some length meets a path; remembered, since every claim is asked about."""
        key = (file, path, longest)
        if key not in self._known:
            gaps = self._gaps_at(file, path)
            self._known[key] = not any(_meet(gap, path) for gap in gaps if len(gap) <= longest)
        return self._known[key]

    def _gaps_at(self, file: str, path: Steps) -> Iterable[problem.Path]:
        """The gaps of a file that may meet a path: a file can have thousands."""
        start = path[:2]
        if len(start) < 2 or None in start:
            return self.gaps[file]
        return chain(self._by_start[file].get((), ()), self._by_start[file].get(start, ()))

    @cached_property
    def _by_start(self) -> dict[str, dict[Steps, list[problem.Path]]]:
        """The gaps of each file by their first two steps; without any where these are open."""
        found: dict[str, dict[Steps, list[problem.Path]]] = {}
        for file, gaps in self.gaps.items():
            here = found[file] = defaultdict(list)
            for gap in gaps:
                here[gap[:2] if len(gap) > 1 and "" not in gap[:2] else ()].append(gap)
        return found

    def when_said(self, file: str, path: problem.Path, claim: Claim) -> bool:
        """Whether all is known that tells when a claim was said and what day it is about."""
        if not self.gaps.get(file):
            return True
        keys = [source for source in claim.sources if isinstance(source, str)]
        fields = ("published", "event", "entered", "sources")
        return all(self.whole(file, *path, field) for field in fields) and all(
            self.whole(file, "sources", key, "published") for key in keys
        )

    def document(self, file: str) -> Document:
        """The document that an entry was read from."""
        return self.content.documents[file]


def written_out(content: Content) -> Iterator[tuple[str, problem.Path, Source]]:
    """Every source that is written out, with its place."""
    for slug, company in content.companies.items():
        file = company_file(slug)
        yield from ((file, ("sources", key), source) for key, source in company.sources.items())
        for number, claim in enumerate(company.claims):
            for place, source in enumerate(claim.sources):
                if not isinstance(source, str):
                    yield file, ("claims", number, "sources", place), source


def _meet(gap: problem.Path, path: Steps) -> bool:
    """Whether one of two paths leads through the other."""
    return all(other in (step, "") or step is None for other, step in zip(gap, path, strict=False))


class Example:
    """A wrong piece of an entry, and the same piece mended.

    A piece that begins with `- ` is claims, one with `# content/…` is files; any other is fields of what
    `where` names: a claim or a company. `words` are told, not typed.
    """

    def __init__(self, wrong: str, right: str, where: str = "claim") -> None:
        self.wrong = dedent(wrong).strip("\n")
        self.right = dedent(right).strip("\n")
        self.where = where


def _nothing(_scope: Scope) -> Iterable[Finding]:
    return ()


@dataclass(frozen=True)
class Rule:
    """A check.

    name      as it stands in a problem and in `allow`
    guards    one sentence on what it protects
    how       one sentence on how to mend what it finds
    example   wrong and right
    find      scope → findings; none where reading itself finds them
    severity  "error" keeps the site from being built; "warning" never does
    whole     what it finds in one file hangs on the others
    dated     of these it needs no more than the edition
    timed     it needs a clock: silent without `--today`
    quiet     it finds so much that it is told only when asked for
    """

    name: str
    guards: str
    how: str
    example: Example
    find: Callable[[Scope], Iterable[Finding]] = _nothing
    severity: str = ERROR
    whole: bool = False
    dated: bool = False
    timed: bool = False
    quiet: bool = False

    def problems(self, scope: Scope) -> Iterator[Problem]:
        """What it finds, with places: nothing of what could not be read, no doubts on what is half read."""
        found = islice(self.find(scope), MOST_ERRORS if self.severity == ERROR else None)
        for file, path, message, mend, key, line in found:
            gaps = scope.gaps.get(file, frozenset())
            if inside(path, gaps) or (self.severity == WARNING and not scope.whole(file, *path[:2])):
                continue
            document = scope.document(file)
            if line or (self.quiet and not scope.every):
                place = Place(document.file, line)
            else:
                place = document.place(path, key=key)
            yield Problem(self.name, place, message, mend or self.how, path, self.severity)
