"""`brief schema`: what the generator writes into the content folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from generator.commands.shared import folder_option

if TYPE_CHECKING:
    from pathlib import Path


@click.command()
@folder_option
@click.option("--check", "only_check", is_flag=True, help="Write nothing; exit 1 if a schema is stale.")
def schema(folder: Path, only_check: bool) -> None:
    """Write the JSON Schemas of the entries, made from the models and the vocabularies."""
    from generator.load import load
    from generator.schema import texts

    content, problems = load(folder, only=())
    if content is None:
        from generator.report import text

        click.echo(text(problems, content, folder), err=True, nl=False)
        raise SystemExit(1)
    stale = []
    for name, made in texts(content.brief).items():
        path = folder / "schema" / name
        if not path.is_file() or path.read_text(encoding="utf-8") != made:
            stale.append(str(path))
            if not only_check:
                path.parent.mkdir(exist_ok=True)
                path.write_text(made, encoding="utf-8")
    if only_check and stale:
        raise click.ClickException(f"Stale: {', '.join(stale)}. Run brief schema.")
    click.echo(f"{len(stale)} schemas written." if stale else "The schemas are as they should be.")
