"""Our code and the libraries that it stands on, as one hash: what was made by others is not used again."""

from __future__ import annotations

import sys
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from generator.keep import digest

if TYPE_CHECKING:
    from collections.abc import Iterable

LIBRARIES = (
    "icalendar",
    "Jinja2",
    "Markdown",
    "MarkupSafe",
    "mkdocs",
    "mkdocs-material",
    "pydantic",
    "PyYAML",
    "XlsxWriter",
)


@cache
def code() -> str:
    """The hash of our modules and of the libraries; they stay as they are while the process lives."""
    known = [sys.version, *(f"{name} {version(name)}" for name in LIBRARIES)]
    return digest(*known, *texts(Path(__file__).parent, "*.py"))


def texts(folder: Path, pattern: str = "*", but: str = "") -> Iterable[str | bytes]:
    """Path and text of each file; `but` is a folder to leave out."""
    for path in sorted(folder.rglob(pattern)):
        place = path.relative_to(folder)
        if path.is_file() and place.parts[0] != but:
            yield place.as_posix()
            yield path.read_bytes()
