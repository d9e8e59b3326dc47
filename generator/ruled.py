"""What rules find in a brief; what hangs on one file alone is kept for the next process.

For a check the warnings are, for a build, which needs no more, that a file is sound.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from generator.fetch import BRIEF, COMPANIES
from generator.ledger import ledger
from generator.rule import MOST_ERRORS, WARNING
from generator.shelf import Shelf
from generator.turns import between

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from generator.document import Document
    from generator.keep import Keep
    from generator.load import Content
    from generator.problem import Problem
    from generator.rule import Rule, Scope

    Warnings = Shelf[tuple[date, date, tuple[Problem, ...]]]


def found(scope: Scope, rules: Iterable[Rule]) -> list[Problem]:
    """What some rules find."""
    return [problem for rule in rules for problem in rule.problems(scope)]


def remembered(scope: Scope, rules: Sequence[Rule], keep: Keep) -> list[Problem]:
    """The same. Of a file that had no errors, only what hangs on others is asked again.

    Of one that a build found sound, no errors are asked for that a build asks for too.
    """
    content, shelf, day = scope.content, _shelf(scope, rules, keep), scope.edition or date.min
    asked = {file: shelf.get(one.file, one.data) for file, one in content.documents.items()}
    known = {file: one[2] for file, one in asked.items() if one and one[0] <= day < one[1]}
    rest = content.without(known)
    doubtful = rest.without(_sound(rest, _soundness(content, keep)))
    by_build = [rule for rule in rules if not (rule.whole or rule.timed or rule.severity == WARNING)]
    beside = [rule for rule in rules if rule not in by_build and (rule.dated or not rule.whole)]
    together = [rule for rule in rules if rule.whole and not rule.dated]
    alone = [*found(_some(scope, doubtful), by_build), *found(_some(scope, rest), beside)]
    by_file: dict[str, list[Problem]] = defaultdict(list)
    for problem in alone:
        by_file[problem.place.file].append(problem)
    for name, one in rest.documents.items() if _every(alone) else ():
        if name not in content.torn and all(problem.severity == WARNING for problem in by_file[one.file]):
            shelf.put(one.file, one.data, (*_between(content, name, day), tuple(by_file[one.file])))
    shelf.save()
    return [*(problem for told in known.values() for problem in told), *alone, *found(scope, together)]


def _every(problems: Iterable[Problem]) -> bool:
    """Whether these are all errors that there are: a rule tells only so many."""
    errors = Counter(one.rule for one in problems if one.severity != WARNING)
    return max(errors.values(), default=0) < MOST_ERRORS


def _some(scope: Scope, content: Content) -> Scope:
    """The scope of some of its entries."""
    return replace(scope, content=content, among=scope)


def _shelf(scope: Scope, rules: Iterable[Rule], keep: Keep) -> Warnings:
    """The warnings that were found by these rules with the same brief and the same names."""
    names = (*(rule.name for rule in rules), "", *sorted(scope.slugs))
    days = (str(scope.today), str(scope.stale_after), str(scope.every))
    return Shelf(keep, "warnings", scope.content.documents[BRIEF].data, *days, *names)


def _between(content: Content, name: str, day: date) -> tuple[date, date]:
    """For which editions a file has the warnings of a day: from one on, until another that may have more."""
    company = content.companies.get(name.removeprefix(f"{COMPANIES}/").removesuffix(".yaml"))
    return between(ledger(company, content.brief), day) if company else (date.min, date.max)


def but_sound(content: Content, errors: Callable[[Content], list[Problem]], keep: Keep) -> list[Problem]:
    """The errors in files, each by itself; a file that an earlier process found sound is passed over."""
    shelf = _soundness(content, keep)
    known = _sound(content, shelf)
    wrong = errors(content.without(known))
    unsound = {one.place.file for one in wrong}
    for name, one in _whole(content).items() if _every(wrong) else ():
        if name not in known and one.file not in unsound:
            shelf.put(one.file, one.data, found=True)
    shelf.save()
    return wrong


def _soundness(content: Content, keep: Keep) -> Shelf[bool]:
    """Which files a build found sound with the same brief and the same names."""
    return Shelf(keep, "sound", content.documents[BRIEF].data, *sorted(content.slugs))


def _sound(content: Content, shelf: Shelf[bool]) -> set[str]:
    return {name for name, one in _whole(content).items() if shelf.get(one.file, one.data)}


def _whole(content: Content) -> dict[str, Document]:
    """The documents of entries of which nothing is missing."""
    return {name: one for name, one in content.documents.items() if name not in (BRIEF, *content.torn)}
