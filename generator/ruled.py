"""What rules find in a brief; what hangs on one file alone is kept for the next process.

For a check the warnings are, for a build, which needs no more, that a file is sound.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from generator.fetch import BRIEF
from generator.rule import WARNING
from generator.shelf import Shelf

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from generator.keep import Keep
    from generator.load import Content
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
    some = replace(scope, content=rest, among=content)
    alone = found(some, [rule for rule in rules if rule.dated or not rule.whole])
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
    days = (str(scope.edition), str(scope.today), str(scope.stale_after), str(scope.every))
    return Shelf(keep, "warnings", scope.content.documents[BRIEF].data, *days, *names)


def but_sound(content: Content, errors: Callable[[Content], list[Problem]], keep: Keep) -> list[Problem]:
    """The errors in files, each by itself; a file that an earlier process found sound is passed over."""
    shelf: Shelf[bool] = Shelf(keep, "sound", content.documents[BRIEF].data, *sorted(content.slugs))
    whole = {name: one for name, one in content.documents.items() if name not in (BRIEF, *content.torn)}
    known = {name for name, one in whole.items() if shelf.get(one.file, one.data)}
    wrong = errors(content.without(known))
    unsound = {one.place.file for one in wrong}
    for name, one in whole.items():
        if name not in known and one.file not in unsound:
            shelf.put(one.file, one.data, found=True)
    shelf.save()
    return wrong
