"""Problems and standing answers as text for a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.problem import legible
from generator.read import quote, text_to_quote

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from generator.check import Checked
    from generator.load import Content
    from generator.problem import Problem


def text(problems: list[Problem], content: Content | None, folder: Path, notes: Iterable[str] = ()) -> str:
    """Every problem with the line it stands in and a caret; then how many there are, and notes."""
    blocks = [_block(problem, content, folder) for problem in problems]
    errors = sum(problem.severity == "error" for problem in problems)
    warnings = _counted(len(problems) - errors, "warning")
    read = {document.file for document in content.documents.values()} if content else set()
    files = read.union(problem.place.file for problem in problems) - {f"{folder.name}/brief.yaml"}
    entries = _counted(len(files), "entry", "entries")
    return "\n".join([*blocks, f"{_counted(errors, 'error')}, {warnings} in {entries}.", *notes]) + "\n"


def summary(checked: Checked) -> list[str]:
    """What a check leaves out and who tells more, in a sentence each."""
    counts = [f"{count} × {rule}" for rule, count in sorted(checked.untold.items())]
    notes = [f"Not shown: {', '.join(counts)} (--all shows them)."] if counts else []
    if checked.partial:
        notes.append("Only these files were read: what hangs on others is told by brief check without paths.")
    if checked.problems:
        notes.append(f"brief explain {checked.problems[0].rule} tells more of a rule.")
    return notes


def _block(problem: Problem, content: Content | None, folder: Path) -> str:
    place = problem.place
    where = f"{legible(place.file)}:{place.line}:{place.column}: {problem.severity}[{problem.rule}]"
    lines = [f"{where} {problem.field}: {problem.message}" if problem.path else f"{where} {problem.message}"]
    quoted = quote(_text_of(problem, content, folder), place)
    lines += [f"    {line}" for line in quoted.splitlines()] if quoted.strip(" ^\n") else []
    if problem.mend:
        lines.append(f"    → {problem.mend}")
    return "\n".join(lines) + "\n"


def _text_of(problem: Problem, content: Content | None, folder: Path) -> str:
    """The text that a problem quotes: the document's, or what can be read of a file that is none."""
    name = problem.place.file.removeprefix(f"{folder.name}/")
    if content and name in content.documents:
        return content.documents[name].text
    return text_to_quote(folder / name)


def _counted(number: int, noun: str, plural: str = "") -> str:
    return f"{number} {noun if number == 1 else plural or noun + 's'}"


def standing(shown: dict[str, Any]) -> str:
    """What `show` gives, for reading."""
    lines = [f"As of {shown['as_of']}"]
    for programme in shown["programmes"]:
        ended = f" (ended {programme['ended']})" if programme["ended"] else ""
        lines += ["", f"{programme['company']} / {programme['programme']}{ended}"]
        for name, cell in programme["answers"].items():
            lines += _cell(name, cell, programme["schedule"].get(name))
        lines += [_promise(promise) for promise in programme["promises"]]
    return "\n".join(lines) + "\n"


def _cell(name: str, cell: dict[str, Any], schedule: str | None) -> list[str]:
    if cell["answer"] is None and not cell["withdrawn"] and not cell["also_reported"]:
        return []
    label = f" [{schedule}]" if schedule else ""
    if cell["answer"] is None:
        gone = cell["withdrawn"]
        lines = [
            f"  {name}: not known; withdrawn: {_raw(gone['answer'])} ({gone['claim']}){label}"
            if gone
            else f"  {name}: not known"
        ]
    else:
        why = f"{cell['evidence']} since {cell['since']}, {cell['claim']}"
        lines = [f"  {name}: {_raw(cell['answer'])} — {why}{label}"]
    lines += [f"      beside: {_raw(one['answer'])} ({one['claim']})" for one in cell["beside"]]
    lines += [f"      also reported: {_raw(one['answer'])} ({one['claim']})" for one in cell["also_reported"]]
    return lines


def reasons(shown: dict[str, Any]) -> str:
    """What `show_why` gives, for reading."""
    lines = [f"{shown['company']}, {shown['question']}, as of {shown['as_of']}"]
    for programme in shown["programmes"]:
        ended = f" (ended {programme['ended']}: what stands is the last known)" if programme["ended"] else ""
        lines += ["", f"{programme['programme']}{ended}"]
        for line in programme["lines"] or [_NO_LINE]:
            lines += [f"  for {', '.join(line['scope'])}"] if line["scope"] else []
            lines += [f"  {_stands(line)}", f"    {line['because']}"]
            lines += [
                f"    also reported: {_raw(one['answer'])} ({one['claim']})" for one in line["also_reported"]
            ]
            lines += ["  passed over:"] if line["passed_over"] else []
            lines += [f"    {_passed(one)}" for one in line["passed_over"]]
            lines += _trace(line.get("trace", []))
    return "\n".join(lines) + "\n"


_NO_LINE: dict[str, Any] = {
    "scope": [],
    "answer": None,
    "withdrawn": None,
    "because": "No claim answers it.",
    "also_reported": [],
    "passed_over": [],
}


def _stands(line: dict[str, Any]) -> str:
    if line["answer"] is not None:
        since = f" since {line['since']}" if line.get("since") else ""
        return f"{_raw(line['answer'])} stands: {line['evidence']}{since}, {line['claim']}"
    gone = line["withdrawn"]
    return f"withdrawn: {_raw(gone['answer'])} ({gone['claim']})" if gone else "not known"


def _passed(one: dict[str, Any]) -> str:
    basis = "on record" if one["on_record"] else "reported"
    return f"{_raw(one['answer'])} ({one['claim']}, {basis}, counts from {one['counts']}): {one['told']}"


def _trace(turns: list[dict[str, Any]]) -> list[str]:
    """Day by day: what happened, what stood then, and what was newly passed over."""
    lines = ["  day by day:"] if turns else []
    before: set[tuple[str, str]] = set()
    for turn in turns:
        lines.append(f"    {turn['from']}  {' '.join(turn['happened']) or 'Time passed.'}")
        lines += [f"      {_stands(turn)}", f"      {turn['because']}"]
        now = {(one["claim"], one["told"]): one for one in turn["passed_over"]}
        lines += [f"      passed over: {_passed(one)}" for key, one in now.items() if key not in before]
        before = set(now)
    return lines


def _promise(promise: dict[str, Any]) -> str:
    late = f" by {promise['late_by']}" if promise["late_by"] else ""
    said = f"{promise['question']} {_raw(promise['target'])}, said by {promise['voice']}"
    return f"  promise: {said}: {promise['verdict']}{late} ({promise['claim']})"


def _raw(raw: Any) -> str:
    """An answer on one line, as it stands in the entry."""
    if isinstance(raw, list):
        return "[" + ", ".join(_raw(item) for item in raw) + "]"
    if isinstance(raw, dict):
        return "{" + ", ".join(f"{key}: {_raw(item)}" for key, item in raw.items()) + "}"
    return str(raw)
