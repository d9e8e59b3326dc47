"""The files of a content folder, before anything in them is understood: their names, and their bytes.

An entry is a regular file of at most 1 MiB, named by its slug (design, "Safe by default").
"""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.answer import MOST_IN_SLUG, NONE, SELF, SLUG
from generator.faults import Fault
from generator.keep import digest
from generator.problem import Place, Problem

if TYPE_CHECKING:
    from collections.abc import Container, Iterator
    from pathlib import Path

BRIEF, COMPANIES, PARTNERS = "brief.yaml", "companies", "partners"

_TAKEN = frozenset({"index", NONE, SELF})


MOST_BYTES = 1 << 20


def company_file(slug: str) -> str:
    """The file of a company, relative to the content folder."""
    return f"{COMPANIES}/{slug}.yaml"


def partner_file(slug: str) -> str:
    """The file of a partner, relative to the content folder."""
    return f"{PARTNERS}/{slug}.yaml"


def schema_line(file: str) -> str:
    """The first line of an entry's file, which tells editors its JSON Schema."""
    kind, _, _name = file.rpartition("/")
    schema = {COMPANIES: "../schema/company", PARTNERS: "../schema/partner"}.get(kind, "schema/brief")
    return f"# yaml-language-server: $schema={schema}.json"


@dataclass(frozen=True)
class Fetched:
    """The files of a content folder before they are understood.

    folder    its name
    files     file name → its bytes, or why it cannot be read
    slugs     every company and partner that has a file
    problems  what stands there and is no entry
    """

    folder: str
    files: dict[str, bytes | Fault]
    slugs: frozenset[str]
    problems: tuple[Problem, ...]


def fetch(folder: Path, only: Container[str] | None = None) -> Fetched:
    """The files of `folder`; `only`: the entry files to read besides `brief.yaml`; all if left out."""
    problems: list[Problem] = []
    files: dict[str, bytes | Fault] = {}
    slugs: set[str] = set()
    for path, name in _files(folder, problems):
        if name != BRIEF:
            slugs.add(path.stem)
            if only is not None and name not in only:
                continue
        files[name] = fetch_one(path)
    return Fetched(folder.name, files, frozenset(slugs), tuple(problems))


def _files(folder: Path, problems: list[Problem]) -> Iterator[tuple[Path, str]]:
    """Every entry file with its name relative to the folder; what is no entry becomes a problem."""
    yield folder / BRIEF, BRIEF
    for kind in (COMPANIES, PARTNERS):
        paths, wrong = _inside(folder / kind, f"{folder.name}/{kind}")
        problems += wrong
        for path in paths:
            name = f"{kind}/{path.name}"
            if path.name.startswith((".", "#")) or path.name.endswith("~"):
                continue
            if message := _misnamed(path):
                mend = "Name it slug.yaml: lower-case letters, digits and hyphens."
                problems.append(Problem("file-name", Place(f"{folder.name}/{name}"), message, mend))
            else:
                yield path, name


def _misnamed(path: Path) -> str:
    """Why the name of an entry's file cannot be its slug; "" if it can."""
    if path.suffix != ".yaml" or not SLUG.fullmatch(path.stem):
        return f"“{path.name}” is no name for an entry."
    if path.stem in _TAKEN:
        return f"“{path.stem}” means something else already, in answers or on the site."
    if len(path.stem) > MOST_IN_SLUG:
        return f"“{path.stem}” is longer than {MOST_IN_SLUG} characters."
    return ""


def _inside(folder: Path, shown: str) -> tuple[list[Path], list[Problem]]:
    """What stands in a folder of entries, in order; none where there is no such folder. Never raises."""
    try:
        kind = folder.lstat().st_mode
        if not stat.S_ISDIR(kind):
            what = "a symbolic link" if stat.S_ISLNK(kind) else "a file"
            fault = _no_file(f"This is {what}, not a folder.", "Put the folder itself here.")
            return [], [fault.problem(shown)]
        return sorted(folder.iterdir(), key=lambda path: path.name), []
    except FileNotFoundError:
        return [], []
    except OSError:
        fault = _no_file("The folder may not be read.", "Give the right to read it (chmod u+rx).")
        return [], [fault.problem(shown)]


# One file

_KINDS = (
    (stat.S_ISLNK, "a symbolic link"),
    (stat.S_ISDIR, "a folder"),
    (stat.S_ISFIFO, "a pipe"),
    (stat.S_ISSOCK, "a socket"),
)

# They hold even if something else takes the file's place after the look at it. Not every system knows each.
_FLAGS = os.O_RDONLY | sum(
    getattr(os, flag, 0) for flag in ("O_NOFOLLOW", "O_NONBLOCK", "O_NOCTTY", "O_BINARY")
)


def fetch_one(path: Path) -> bytes | Fault:
    """The bytes of a regular file: all, or one more than allowed; or why it cannot be read."""
    try:
        seen = path.lstat()
        if not stat.S_ISREG(seen.st_mode):
            kind = next((words for fits, words in _KINDS if fits(seen.st_mode)), "a device")
            return _no_file(
                f"This is {kind}, not a file.", "Put the file itself here, or take it out of the folder."
            )
        size = min(seen.st_size, MOST_BYTES)  # room for the most in each would cost as much as reading it
        with os.fdopen(os.open(path, _FLAGS), "rb") as file:
            data = file.read(size + 1)
            return data if len(data) <= size else data + file.read(MOST_BYTES - size)
    except FileNotFoundError:
        return _no_file("The file is not there (any more).", "Put it back, or start again.")
    except PermissionError:
        return _no_file("The file may not be read.", "Give the right to read it (chmod u+r).")
    except (OSError, ValueError):
        return _no_file("The file cannot be read.", "Check that it opens in an editor.")


def hash_of(found: bytes | Fault) -> str:
    """The hash of what `fetch_one` gives."""
    return digest(found if isinstance(found, bytes) else repr(found))


def _no_file(message: str, mend: str) -> Fault:
    return Fault("not-a-file", 1, 1, message, mend)
