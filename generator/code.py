"""Our code and the packages that it stands on, as one hash: what was made by others is not used again."""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from generator.keep import digest

if TYPE_CHECKING:
    from collections.abc import Iterable


@cache
def code() -> str:
    """The hash of our modules and of all packages; they stay as they are while the process lives."""
    return digest(sys.version, *installed(), *texts(Path(__file__).parent, "*.py"))


def installed() -> list[str]:
    """Name and version of each package that can be imported, as the folder of its metadata is called."""
    return sorted({path.name for folder in sys.path for path in Path(folder).glob("*.*-info")})


def texts(folder: Path, pattern: str = "*", but: str = "") -> Iterable[str | bytes]:
    """Path and text of each file; `but` is a folder to leave out."""
    for path in sorted(folder.rglob(pattern)):
        place = path.relative_to(folder)
        if path.is_file() and place.parts[0] != but:
            yield place.as_posix()
            yield path.read_bytes()
