"""MkDocs finds the files of the theme that it copies, without a look at those that it never does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs.config import load_config
from mkdocs.structure.files import Files

from generator.visible import Visible, look_past_hidden

if TYPE_CHECKING:
    from pathlib import Path


def test_the_same_files_of_the_theme_are_copied(project: Path) -> None:
    (project / "theme" / "overrides" / "assets" / ".hidden").mkdir()
    for name in (".hidden/a.css", ".b.css", "c.css"):
        (project / "theme" / "overrides" / "assets" / name).write_text("", "utf-8")
    config = load_config(str(project / "mkdocs.yml"))
    stock, ours = Files([]), Files([])
    listed = config.theme.get_env()
    stock.add_files_from_theme(listed, config)
    look_past_hidden(config.theme)
    env = config.theme.get_env()
    ours.add_files_from_theme(env, config)
    assert [file.abs_src_path for file in ours] == [file.abs_src_path for file in stock]
    assert "assets/c.css" in {file.src_uri for file in ours}
    assert isinstance(env.loader, Visible)
    assert len(env.list_templates()) < len(listed.list_templates()) / 10
    assert "<svg" in env.get_template(".icons/material/magnify.svg").render()
