"""A file of known warnings, so that `brief check --strict` fails only on new ones."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

    from generator.load import Content
    from generator.problem import Problem

HEAD = "# Known warnings: `brief check --strict --baseline` with this file fails only on others.\n"


def write(path: Path, warnings: list[Problem], content: Content | None, folder: Path) -> None:
    """Writes the warnings to a file: one line for each, sorted."""
    lines = sorted(line_of(problem, content, folder) for problem in warnings)
    path.write_text(HEAD + "".join(f"{line}\n" for line in lines), encoding="utf-8")


def unknown(
    path: Path, warnings: list[Problem], content: Content | None, folder: Path
) -> tuple[list[Problem], int]:
    """The warnings that a file does not know, and how many of its lines nothing needs any more.

    Raises OSError or UnicodeDecodeError if the file cannot be read.
    """
    lines = path.read_text(encoding="utf-8").splitlines()
    known = Counter(line for line in lines if line and not line.startswith("#"))
    new: list[Problem] = []
    for problem in warnings:
        line = line_of(problem, content, folder)
        if known[line]:
            known[line] -= 1
        else:
            new.append(problem)
    return new, known.total()


def line_of(problem: Problem, content: Content | None, folder: Path) -> str:
    """What stays the same of a problem while lines move around it: file, rule, field with claim ids."""
    name = problem.place.file.removeprefix(f"{folder.name}/")
    here: Any = content.documents[name].value if content and name in content.documents else None
    field = ""
    for step in problem.path:
        here = _below(here, step)
        named = here.get("id") if isinstance(here, dict) and isinstance(step, int) else None
        field += f"[{named or step}]" if isinstance(step, int) else f".{step}" if field else step
    return f"{name} {problem.rule} {field}".rstrip()


def _below(value: Any, step: str | int) -> Any:
    if isinstance(value, dict):
        return value.get(step)
    if isinstance(value, list) and isinstance(step, int) and step < len(value):
        return value[step]
    return None
