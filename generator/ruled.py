"""What rules find in a brief; of what hangs on one file alone, the warnings are kept for the next process."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from generator.edition import edition
from generator.fetch import BRIEF
from generator.rule import WARNING
from generator.shelf import Shelf

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from generator.keep import Keep
    from generator.problem import Problem
    from generator.rule import Rule, Scope

    Warnings = Shelf[tuple[Problem, ...]]


def found(scope: Scope, rules: Iterable[Rule]) -> list[Problem]:
    """What some rules find."""
    return [problem for rule in rules for problem in rule.problems(scope)]


def remembered(scope: Scope, rules: Sequence[Rule], keep: Keep) -> list[Problem]:
    """The same. Of a file that had no errors, only what hangs on others is asked again.

    One with errors is: a rule tells only so many of all.
    """
    content, shelf = scope.content, _shelf(scope, rules, keep)
    asked = {file: shelf.get(one.file, one.data) for file, one in content.documents.items()}
    known = {file: told for file, told in asked.items() if told is not None}
    rest = content.without(known)
    alone = found(replace(scope, content=rest), [rule for rule in rules if rule.dated or not rule.whole])
    together = found(scope, [rule for rule in rules if rule.whole and not rule.dated])
    by_file: dict[str, list[Problem]] = defaultdict(list)
    for problem in alone:
        by_file[problem.place.file].append(problem)
    for one in rest.documents.values():
        if all(problem.severity == WARNING for problem in by_file[one.file]):
            shelf.put(one.file, one.data, tuple(by_file[one.file]))
    shelf.save()
    return [*(problem for told in known.values() for problem in told), *alone, *together]


def _shelf(scope: Scope, rules: Iterable[Rule], keep: Keep) -> Warnings:
    """The warnings that were found by these rules on the same day, with the same brief and the same names."""
    names = (*(rule.name for rule in rules), "", *sorted(scope.slugs))
    days = (str(edition(scope.content)), str(scope.today), str(scope.stale_after))
    return Shelf(keep, "warnings", scope.content.documents[BRIEF].data, *days, *names)
