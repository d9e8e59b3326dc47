"""What every page depends on besides the entries, as one hash: our code, the templates, the libraries."""

from __future__ import annotations

import sys
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from generator.keep import digest
from generator.text import TEMPLATES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mkdocs.config.defaults import MkDocsConfig

LIBRARIES = (
    "icalendar",
    "Jinja2",
    "Markdown",
    "MarkupSafe",
    "mkdocs",
    "mkdocs-material",
    "pydantic",
    "XlsxWriter",
)

ASSETS = "assets"
"""The theme's folder of styles, scripts and pictures: pages name them only, and stay when they change."""


def stamp(config: MkDocsConfig, schemas: Path) -> str:
    """The hash of everything but the entries that a site of this configuration is made from.

    schemas  the folder of the JSON Schemas, which go along with the data
    """
    theme = [Path(config.theme.custom_dir)] if config.theme.custom_dir else []
    return digest(
        _code(),
        repr(
            [
                (key, value)
                for layer in config.user_configs
                for key, value in sorted(layer.items())
                if key != "site_dir"
            ]
        ),
        str(config.site_url),
        *(part for folder in (TEMPLATES, schemas) for part in _texts(folder)),
        *(part for folder in theme for part in _texts(folder, but=ASSETS)),
    )


@cache
def _code() -> str:
    """The hash of our modules and of the libraries; they stay as they are while the process lives."""
    known = [sys.version, *(f"{name} {version(name)}" for name in LIBRARIES)]
    return digest(*known, *_texts(Path(__file__).parent, "*.py"))


def _texts(folder: Path, pattern: str = "*", but: str = "") -> Iterable[str | bytes]:
    """Path and text of each file; `but` is a folder to leave out."""
    for path in sorted(folder.rglob(pattern)):
        place = path.relative_to(folder)
        if path.is_file() and place.parts[0] != but:
            yield place.as_posix()
            yield path.read_bytes()
