"""Entries → problems: every rule over the whole content, all problems in one run."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from generator.allow import allow, exceptions
from generator.fetch import BRIEF, fetch
from generator.keep import CACHE, Keep
from generator.load import reread, understand
from generator.read import parse
from generator.rule import WARNING, Scope
from generator.ruled import but_sound, found, remembered
from generator.rules import RULES

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import date
    from pathlib import Path

    from generator.allow import Allowance
    from generator.load import Content
    from generator.problem import Problem
    from generator.rule import Rule


@dataclass(frozen=True)
class Checked:
    """What a check found.

    content   the entries that could be read; None where `brief.yaml` cannot be used
    problems  what to tell, in the order of files and lines
    untold    how many warnings each quiet rule kept back
    partial   True if only some files were read
    """

    content: Content | None
    problems: list[Problem]
    untold: Counter[str] = field(default_factory=Counter)
    partial: bool = False

    @property
    def errors(self) -> list[Problem]:
        """The problems that keep the site from being built."""
        return [found for found in self.problems if found.severity != WARNING]

    @property
    def warnings(self) -> list[Problem]:
        """The problems that do not."""
        return [found for found in self.problems if found.severity == WARNING]


def check(folder: Path, today: date | None = None) -> tuple[Content | None, list[Problem]]:
    """The content of a folder and every problem in it, without what is told only when asked for.

    today  reports what is dated after it
    """
    checked = look(folder, today=today)
    return checked.content, checked.problems


def look(
    folder: Path,
    only: Collection[str] | None = None,
    *,
    today: date | None = None,
    stale_after: int = 180,
    every: bool = False,
) -> Checked:
    """What is wrong with a folder of entries. What a build beside it has kept is used, and kept up to date.

    only         the entry files to look at, such as `companies/xiaomi.yaml`; all if left out
    today        the clock: reports what is dated after it, and companies unchecked for `stale_after` days
    every        tells what quiet rules find too
    """
    cache = folder.parent / CACHE
    keep = Keep(cache) if only is None and cache.is_dir() else None
    content, problems = understand(fetch(folder, only), keep=keep, torn_brief=True)
    if content:
        complete = only is None and not problems
        problems += judge(
            content, complete=complete, today=today, stale_after=stale_after, every=every, keep=keep
        )
    if only is not None:
        files = {f"{folder.name}/{name}" for name in (BRIEF, *only)}
        problems = [one for one in problems if one.place.file in files]
    quiet = {rule.name for rule in RULES if rule.quiet and not every}
    told = {one for one in problems if one.rule not in quiet}
    untold = Counter(one.rule for one in problems if one.rule in quiet)
    return Checked(content, sorted(told, key=lambda one: one.order), untold, partial=only is not None)


def foresee(content: Content, file: str, data: bytes, shown: str) -> tuple[Content, list[Problem]]:
    """The content if the file of an entry held `data`, and what would be wrong with that entry.

    shown  the name of the file for people
    """
    document, problems = parse(data, shown)
    if document:
        content, more = reread(content, file, document)
        problems += more or judge(content, complete=False, every=False)
    quiet = {rule.name for rule in RULES if rule.quiet}
    told = {one for one in problems if one.place.file == shown and one.rule not in quiet}
    return content, sorted(told, key=lambda one: one.order)


def judge(
    content: Content,
    *,
    complete: bool = True,
    today: date | None = None,
    stale_after: int = 180,
    every: bool = True,
    keep: Keep | None = None,
) -> list[Problem]:
    """What the rules find in the entries, as far as they could be read, less what the entries allow.

    complete  every entry is there, so that an exception that nothing needs can be told from one that a file
              needs which was not read
    every     what quiet rules find has a place: else it can only be counted
    keep      has the warnings that an earlier process found, and gets those of this one
    """
    return _judged(_scope(content, today, stale_after, every=every), RULES, complete=complete, keep=keep)


def errors(content: Content, sound: Content | None = None, keep: Keep | None = None) -> list[Problem]:
    """What the rules find in a complete content that keeps its site from being built.

    Of the rules that warn, only those are asked that an entry makes an exception from: it may be needless.

    sound  a content without errors, such as the one of the last build: of entries that are the same objects
           there, nothing is asked again but what hangs on others
    keep   the same of files that an earlier process found sound; gets those of this one
    """
    scope = replace(_scope(content, every=False), sound=sound)
    allowances = list(exceptions(scope.content))
    excepted = {one.rule for one in allowances}
    rules = [rule for rule in RULES if rule.severity != WARNING or rule.name in excepted]

    def alone(some: Content) -> list[Problem]:
        told = _judged(_scope(some, every=False), [rule for rule in rules if not rule.whole])
        return [one for one in told if one.severity != WARNING]

    edited = content.since(sound)
    single = alone(edited) if keep is None else but_sound(edited, alone, keep)
    together = _judged(scope, [rule for rule in rules if rule.whole], allowances)
    return [one for one in dict.fromkeys((*single, *together)) if one.severity != WARNING]


def _scope(content: Content, today: date | None = None, stale_after: int = 180, *, every: bool) -> Scope:
    gaps = {file: torn.gaps for file, torn in content.torn.items()}
    return Scope(content.with_torn(), today, stale_after, gaps, every)


def _judged(
    scope: Scope,
    rules: Sequence[Rule],
    allowances: Sequence[Allowance] | None = None,
    *,
    complete: bool = True,
    keep: Keep | None = None,
) -> list[Problem]:
    problems = found(scope, rules) if keep is None else remembered(scope, rules, keep)
    warnings = [rule for rule in RULES if rule.severity == WARNING]
    seen = [rule for rule in rules if (complete or not rule.whole) and (scope.today or not rule.timed)]
    every = list(exceptions(scope.content)) if allowances is None else allowances
    return allow(scope.content, problems, every, {rule.name: rule in seen for rule in warnings})
