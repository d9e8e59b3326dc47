"""The `brief` command."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from datetime import date

    from generator.load import Content
    from generator.problem import Problem


def parse_day(_context: click.Context, _parameter: click.Parameter, text: str | None) -> date | None:
    """An option's full day, such as 2021-03-31."""
    from generator import when

    try:
        return when.parse_day(text) if text else None
    except ValueError as error:
        raise click.BadParameter(str(error)) from None


folder_option = click.option(
    "--content",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("content"),
    help="The folder of the entries.",
)


@click.group()
@click.version_option(package_name="ev-brief")
def main() -> None:
    """Check, show and build an industry brief."""


@main.command()
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


@main.command()
@click.argument("company", required=False)
@folder_option
@click.option("--as-of", "day", metavar="DAY", callback=parse_day, help="As it stood on this day.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
def show(company: str | None, folder: Path, day: date | None, form: str) -> None:
    """Tell what stands and why."""
    from generator.report import standing
    from generator.show import show as show_content

    content = _content(folder)
    if company and company not in content.companies:
        from generator.problem import nearest

        raise click.ClickException(f"There is no company “{company}”. {nearest(company, content.companies)}")
    shown = show_content(content, [company] if company else list(content.companies), day or _edition(content))
    click.echo(
        json.dumps(shown, ensure_ascii=False, indent=2) if form == "json" else standing(shown),
        nl=form == "json",
    )


def _content(folder: Path) -> Content:
    """The content of a folder without errors; else every problem is printed and the command ends."""
    from generator.check import check as check_content
    from generator.report import text

    content, problems = check_content(folder)
    errors: list[Problem] = [found for found in problems if found.severity == "error"]
    if errors or content is None:
        click.echo(text(errors, content, folder), err=True, nl=False)
        raise SystemExit(1)
    return content


def _edition(content: Content) -> date:
    from generator.edition import edition

    day = edition(content)
    if day is None:
        raise click.ClickException("No claim has a full date: say which day is meant with --as-of.")
    return day
