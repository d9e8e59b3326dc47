"""The files of the theme but for hidden ones: MkDocs copies none of them, and Material has 14,000 icons."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import FileSystemLoader

if TYPE_CHECKING:
    import jinja2
    from mkdocs.theme import Theme


class Visible(FileSystemLoader):
    """Finds every template, and lists those that are not hidden."""

    def list_templates(self) -> list[str]:
        """For MkDocs, which looks through all of them for files of the site."""
        found: set[str] = set()
        for top in self.searchpath:
            for folder, below, names in os.walk(top):
                below[:] = [name for name in below if not name.startswith(".")]
                here = Path(folder).relative_to(top)
                found.update((here / name).as_posix() for name in names)
        return sorted(found)


def look_past_hidden(theme: Theme) -> None:
    """Let MkDocs see only what is visible of a theme."""
    made = theme.get_env

    def environment() -> jinja2.Environment:
        env = made()
        env.loader = Visible(theme.dirs)
        return env

    theme.get_env = environment  # type: ignore[method-assign]
