"""`brief pdf`: the brief to print."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.commands.building import config_option
from generator.commands.shared import as_of_option, edition_of, folder_option, sound_content

if TYPE_CHECKING:
    from datetime import date


@click.command()
@click.argument("target", metavar="[FILE]", default=Path("build/brief.pdf"), type=click.Path(path_type=Path))
@folder_option
@as_of_option
@config_option
def pdf(target: Path, folder: Path, day: date | None, config_file: str) -> None:
    """Print the brief: cover, contents, all programmes, each company, sources. Needs Chromium or Chrome."""
    from mkdocs.config import load_config

    from generator.paper import document, print_pdf
    from generator.view import Site

    content = sound_content(folder)
    url = (load_config(config_file).site_url or "") if Path(config_file).is_file() else ""
    edition = day or edition_of(content)
    try:
        print_pdf(document(Site.of(content, edition, url=url)), target, edition)
    except ValueError as error:
        raise click.ClickException(str(error)) from None
    click.echo(f"{target}: {target.stat().st_size // 1024} KB.")
