"""`brief diff`: what readers will see changed."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from generator.commands.shared import folder_option

if TYPE_CHECKING:
    from pathlib import Path

FORMS = ("text", "markdown", "github", "json")


class CannotCompare(click.ClickException):
    """There is nothing to compare: exit 2."""

    exit_code = 2


@click.command()
@click.argument("base")
@click.argument("head", required=False)
@folder_option
@click.option("--format", "form", type=click.Choice(FORMS), default="text", show_default=True)
def diff(base: str, head: str | None, folder: Path, form: str) -> None:
    """Tell in plain words what readers will see changed since BASE.

    BASE and HEAD are branches, tags or commits; without HEAD the files are taken as they are. Where the two
    have parted, HEAD is compared with the commit at which it left BASE.
    """
    from generator.diff.change import to_data
    from generator.diff.compare import NoDayError, compare
    from generator.diff.show import as_annotations, as_markdown, as_text
    from generator.revision import RevisionError, at, beside, parting, work_tree

    try:
        start = parting(folder, base, head)
        old = at(folder, start, checked=False)
        new = at(folder, head) if head else work_tree(folder)
        found = replace(compare(old, new), beside=tuple(beside(folder, start, head)))
    except (RevisionError, NoDayError) as error:
        raise CannotCompare(str(error)) from None
    match form:
        case "json":
            click.echo(json.dumps(to_data(found), ensure_ascii=False, indent=2))
        case "markdown":
            click.echo(as_markdown(found), nl=False)
        case "github":
            click.echo(as_annotations(found), nl=False)
        case _:
            click.echo(as_text(found), nl=False)
