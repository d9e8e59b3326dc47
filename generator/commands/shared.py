"""What the commands share: options, and the content that they work on."""

from __future__ import annotations

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

as_of_option = click.option(
    "--as-of", "day", metavar="DAY", callback=parse_day, help="As it stood on this day."
)


def readable_content(folder: Path, company: str | None = None) -> Content:
    """The entries of a folder that can be read, among them `company`.

    Else what is wrong is printed and the command ends.
    """
    from generator.load import load
    from generator.report import text

    content, problems = load(folder)
    if content is None or (company in content.slugs and company not in content.companies):
        errors = _of_company(problems, folder, company) or problems
        click.echo(text(errors, content, folder), err=True, nl=False)
        raise SystemExit(1)
    if company:
        _known(content, company)
    return content


def sound_content(folder: Path, company: str | None = None) -> Content:
    """The content of a folder without errors (in a company's file, if one is named).

    Else every error is printed and the command ends.
    """
    from generator.check import check
    from generator.report import text

    content, problems = check(folder)
    errors = [found for found in problems if found.severity == "error"]
    if content and company:
        errors = _of_company(errors, folder, company)
    if errors or content is None:
        click.echo(text(errors, content, folder), err=True, nl=False)
        raise SystemExit(1)
    if company:
        _known(content, company)
    return content


def called(folder: Path, name: str) -> str:
    """The slug of the company that is called so, its name as a slug; the same where there is none."""
    from generator.likely import slug_of
    from generator.load import load

    content, _problems = load(folder)
    companies = content.companies if content else {}
    named = (slug for slug, company in companies.items() if slug_of(company.name) == name)
    return name if name in companies else next(named, name)


def _of_company(problems: list[Problem], folder: Path, company: str | None) -> list[Problem]:
    from generator.fetch import company_file

    return [one for one in problems if one.place.file == f"{folder.name}/{company_file(company or '')}"]


def _known(content: Content, company: str) -> None:
    from generator.problem import nearest

    if company not in content.companies:
        raise click.ClickException(f"There is no company “{company}”. {nearest(company, content.companies)}")


def edition_of(content: Content) -> date:
    """The edition of the content; the command ends where no claim has a full date."""
    from generator.edition import edition

    day = edition(content)
    if day is None:
        raise click.ClickException("No claim has a full date: say which day is meant with --as-of.")
    return day
