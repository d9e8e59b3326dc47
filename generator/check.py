"""Entries → problems: every rule over the whole content, all problems in one run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.allow import allow
from generator.ledger import ledger
from generator.load import load
from generator.rule import WARNING, Scope
from generator.rules import NEED_ALL, RULES

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from generator.load import Content
    from generator.problem import Problem


def check(folder: Path, today: date | None = None) -> tuple[Content | None, list[Problem]]:
    """The content of a folder and every problem in it, in the order of files and lines.

    today  reports what is dated after it
    """
    content, problems = load(folder)
    if content:
        ledgers = {slug: ledger(company, content.brief) for slug, company in content.companies.items()}
        scope = Scope(content, ledgers, today)
        rules = [rule for rule in RULES if not problems or rule.name not in NEED_ALL]
        problems += [found for rule in rules for found in rule.problems(scope)]
        warnings = [rule.name for rule in RULES if rule.severity == WARNING]
        problems = allow(content, problems, folder.name, warnings)
    return content, sorted(set(problems), key=lambda found: found.order)
