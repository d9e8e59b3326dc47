"""`brief check`: what is wrong with the entries."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.commands.shared import folder_option, parse_day

if TYPE_CHECKING:
    from datetime import date


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@folder_option
@click.option("--today", metavar="DAY", callback=parse_day, help="Report what is dated after this day.")
def check(paths: tuple[Path, ...], folder: Path, today: date | None) -> None:
    """Find every problem in the entries; exit 1 if there is an error."""
    from generator.check import check as check_content
    from generator.report import text

    content, problems = check_content(folder, today)
    if paths:
        names = {
            (folder.name + "/" + path.resolve().relative_to(folder.resolve()).as_posix()) for path in paths
        }
        problems = [found for found in problems if found.place.file in names]
    click.echo(text(problems, content, folder), nl=False)
    raise SystemExit(any(found.severity == "error" for found in problems))
