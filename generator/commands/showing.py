"""`brief show`: what stands and why."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from generator.commands.shared import as_of_option, edition_of, folder_option, sound_content

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path


@click.command()
@click.argument("company", required=False)
@folder_option
@as_of_option
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
def show(company: str | None, folder: Path, day: date | None, form: str) -> None:
    """Tell what stands and why."""
    from generator.report import standing
    from generator.show import show as show_content

    content = sound_content(folder, company)
    slugs = [company] if company else list(content.companies)
    shown = show_content(content, slugs, day or edition_of(content))
    click.echo(
        json.dumps(shown, ensure_ascii=False, indent=2) if form == "json" else standing(shown),
        nl=form == "json",
    )
