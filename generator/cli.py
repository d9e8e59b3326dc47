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

    content = _content(folder, company)
    shown = show_content(content, [company] if company else list(content.companies), day or _edition(content))
    click.echo(
        json.dumps(shown, ensure_ascii=False, indent=2) if form == "json" else standing(shown),
        nl=form == "json",
    )


@main.command()
@folder_option
@click.argument("target", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
@click.option("--as-of", "day", metavar="DAY", callback=parse_day, help="As it stood on this day.")
def generate(folder: Path, target: Path, day: date | None) -> None:
    """Write the Markdown pages to a folder, for any engine of the MkDocs family."""
    from generator.tree import write_tree
    from generator.view import Site
    from generator.write import pages

    content = _content(folder)
    written = write_tree(
        target, {page.path: page.markdown for page in pages(Site.of(content, day or _edition(content)))}
    )
    click.echo(f"{written} pages in {target}, as of {day or _edition(content)}.")


@main.command()
@click.option("--as-of", "day", metavar="DAY", callback=parse_day, help="As it stood on this day.")
@click.option("--site-dir", metavar="DIR", help="Where the site goes; site if left out.")
@click.option("--config-file", default="mkdocs.yml", show_default=True, help="The configuration of MkDocs.")
def build(day: date | None, site_dir: str | None, config_file: str) -> None:
    """Check the entries and build the site strictly, through MkDocs."""
    from mkdocs.commands.build import build as mkdocs_build
    from mkdocs.config import load_config

    config = load_config(config_file, strict=True, **({"site_dir": site_dir} if site_dir else {}))
    if day:
        config.plugins["brief"].config["as_of"] = day.isoformat()
    config.plugins.on_startup(command="build", dirty=False)
    try:
        mkdocs_build(config)
    finally:
        config.plugins.on_shutdown()


def _content(folder: Path, company: str | None = None) -> Content:
    """The content of a folder without errors (in a company's file, if one is named).

    Else every error is printed and the command ends.
    """
    from generator.check import check as check_content
    from generator.load import company_file
    from generator.problem import nearest
    from generator.report import text

    content, problems = check_content(folder)
    errors: list[Problem] = [found for found in problems if found.severity == "error"]
    if content and company:
        errors = [found for found in errors if found.place.file == f"{folder.name}/{company_file(company)}"]
    if errors or content is None:
        click.echo(text(errors, content, folder), err=True, nl=False)
        raise SystemExit(1)
    if company and company not in content.companies:
        raise click.ClickException(f"There is no company “{company}”. {nearest(company, content.companies)}")
    return content


def _edition(content: Content) -> date:
    from generator.edition import edition

    day = edition(content)
    if day is None:
        raise click.ClickException("No claim has a full date: say which day is meant with --as-of.")
    return day
