"""What every page depends on besides the entries, as one hash: our code, the templates, the libraries."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from generator.code import code, texts
from generator.keep import digest
from generator.text import TEMPLATES

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

ASSETS = "assets"
"""The theme's folder of styles, scripts and pictures: pages name them only, and stay when they change."""


def stamp(config: MkDocsConfig, schemas: Path) -> str:
    """The hash of everything but the entries that a site of this configuration is made from.

    schemas  the folder of the JSON Schemas, which go along with the data
    """
    theme = [Path(config.theme.custom_dir)] if config.theme.custom_dir else []
    return digest(
        code(),
        repr(
            [
                (key, value)
                for layer in config.user_configs
                for key, value in sorted(layer.items())
                if key != "site_dir"
            ]
        ),
        str(config.site_url),
        *(part for folder in (TEMPLATES, schemas) for part in texts(folder)),
        *(part for folder in theme for part in texts(folder, but=ASSETS)),
    )
