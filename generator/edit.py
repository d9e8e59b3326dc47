"""Where the repository's files are edited, by the configuration of MkDocs."""

from __future__ import annotations

from pathlib import Path
from posixpath import relpath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig


def edit_base(config: MkDocsConfig) -> str:
    """The address below which the repository's files are edited; "" without a repository."""
    if not config.repo_url or not config.edit_uri:
        return ""
    root = Path(config.config_file_path).parent if config.config_file_path else Path()
    docs = relpath(Path(config.docs_dir).as_posix(), root.as_posix())
    return f"{config.repo_url.rstrip('/')}/{config.edit_uri.strip('/').removesuffix(docs)}"
