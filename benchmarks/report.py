"""The figures of a run as Markdown tables and a picture."""

from __future__ import annotations

import os
import platform
import subprocess
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from plot import plot

if TYPE_CHECKING:
    from collections.abc import Callable

Row = dict[str, Any]

MEASURES: list[tuple[str, str, str, Callable[[float], str]]] = [
    # (what, step, field, how it is written)
    ("cold build, CPU s", "cold", "cpu", lambda v: f"{v:.1f}"),
    ("cold build, wall s", "cold", "wall", lambda v: f"{v:.1f}"),
    ("peak memory, MB", "cold", "memory", lambda v: f"{v / 1e6:.0f}"),
    ("nothing changed, CPU s", "same", "cpu", lambda v: f"{v:.1f}"),
    ("again after one edit, CPU s", "again", "cpu", lambda v: f"{v:.1f}"),
    ("again after news of another day, CPU s", "news", "cpu", lambda v: f"{v:.1f}"),
    ("serving: saved to company page, wall s", "serve", "page", lambda v: f"{v:.2f}"),
    ("serving: saved to compare, wall s", "serve", "compare", lambda v: f"{v:.2f}"),
    ("serving: one edit, CPU s", "serve", "cpu", lambda v: f"{v:.2f}"),
    ("`brief check`, CPU s", "check", "cpu", lambda v: f"{v:.2f}"),
    ("`brief check` again, CPU s", "recheck", "cpu", lambda v: f"{v:.2f}"),
    ("files", "cold", "files", lambda v: f"{v:,.0f}"),
    ("site, MB", "cold", "site", lambda v: f"{v / 1e6:.1f}"),
    ("company page, kB", "cold", "page", lambda v: f"{v / 1e3:.1f}"),
    ("company page, gzip kB", "cold", "page_gzip", lambda v: f"{v / 1e3:.1f}"),
    ("search index, kB", "cold", "search", lambda v: f"{v / 1e3:,.0f}"),
    ("search index, gzip kB", "cold", "search_gzip", lambda v: f"{v / 1e3:,.0f}"),
    ("moved by a first search, kB", "cold", "first_search", lambda v: f"{v / 1e3:,.0f}"),
    ("load while building", "cold", "load", lambda v: f"{v:.1f}"),
]


def report(rows: list[Row], venv: Path | None, picture: Path | None) -> str:
    """Machine, versions and date; a table for each number of companies. The picture goes to `picture`."""
    peers = sorted(dict.fromkeys(row["peer"] for row in rows), key=lambda peer: peer != "this project")
    numbers = sorted({row["n"] for row in rows})
    parts = [_machine(venv)]
    for number in numbers:
        parts += [f"### {number:,} companies", "", _table(rows, number, peers), ""]
    if picture:
        ours = {
            "cold build": "cold",
            "after one edit": "again",
            "nothing changed": "same",
            "one edit served": "serve",
            "check": "check",
        }
        lines = {name: _line(rows, peers[0], step) for name, step in ours.items()}
        lines |= {f"{peer}, cold": _line(rows, peer, "cold") for peer in peers[1:]}
        title = "Seconds of the processor against the number of companies"
        picture.write_text(plot(title, {name: line for name, line in lines.items() if line}), "utf-8")
    return "\n".join(parts)


def _line(rows: list[Row], peer: str, step: str) -> list[tuple[int, float]]:
    """(companies, seconds of the processor) of a step."""
    found = [row for row in _last(rows) if (row["peer"], row["step"]) == (peer, step) and row.get("cpu")]
    return [(row["n"], row["cpu"]) for row in found]


def _last(rows: list[Row]) -> list[Row]:
    """The newest row of each peer, size and step."""
    return list({(row["peer"], row["n"], row["step"]): row for row in rows}.values())


def _table(rows: list[Row], number: int, peers: list[str]) -> str:
    found = {(row["peer"], row["step"]): row for row in _last(rows) if row["n"] == number}
    others = [peer for peer in peers[1:] if any(key[0] == peer for key in found)]
    head = ["", peers[0], *others, *(f"of {peer}" for peer in others)]
    lines = [head, ["---"] * len(head)]
    for what, step, field, shown in MEASURES:
        values = [found.get((peer, step), {}).get(field) for peer in (peers[0], *others)]
        if values[0] is None and not any(values):
            continue
        ratios = [f"{values[0] / v:.2f}" if v and values[0] and field != "load" else "" for v in values[1:]]
        lines.append([what, *("" if v is None else shown(v) for v in values), *ratios])
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _machine(venv: Path | None) -> str:
    cpu = next(
        (
            line.partition(":")[2].strip()
            for line in Path("/proc/cpuinfo").read_text("utf-8").splitlines()
            if line.startswith("model name")
        ),
        platform.machine(),
    )
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    ours = [
        f"{name} {_version(name)}" for name in ("mkdocs", "mkdocs-material", "Jinja2", "pydantic", "PyYAML")
    ]
    lines = [
        f"Measured {datetime.now(UTC).date()} on {os.cpu_count()} cores ({cpu}), {memory:.0f} GiB, "
        f"{platform.system()}, Python {platform.python_version()}; {', '.join(ours)}."
    ]
    if venv:
        code = (
            "from importlib.metadata import distributions as d;"
            "print(', '.join(sorted(f'{x.name} {x.version}' for x in d() if x.name in "
            "('mkdocs', 'mkdocs-material', 'mkdocs-gen-files', 'hugo', 'pagefind'))))"
        )
        told = subprocess.run(
            [venv / "bin" / "python", "-c", code], capture_output=True, text=True, check=True
        )
        lines.append(f"The peers: {told.stdout.strip()}.")
    return "\n".join([*lines, ""])


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "?"
