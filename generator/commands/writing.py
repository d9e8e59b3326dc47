"""`brief fmt` and `brief schema`: what the generator writes into the content folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.commands.shared import folder_option

if TYPE_CHECKING:
    from generator.load import Content
    from generator.problem import Problem


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@folder_option
@click.option("--check", "only_check", is_flag=True, help="Write nothing; exit 1 if a file would change.")
def fmt(paths: tuple[Path, ...], folder: Path, only_check: bool) -> None:
    """Lay entries out in the canonical way; what they mean and their comments stay."""
    from generator.fmt import LayoutError, formatted
    from generator.load import load
    from generator.paths import entry_files

    try:
        only = entry_files(paths, folder) if paths else None
    except ValueError as error:
        raise click.UsageError(str(error)) from None
    content, problems = load(folder, only)
    left = _unreadable(content, problems, folder, only)
    changed = 0
    for file in sorted(content.documents if content else ()):
        if file in left or (only is not None and file not in only):
            continue
        path = folder / file
        try:
            made = formatted(content, file).encode("utf-8") if content else b""
        except LayoutError:
            left.add(file)
            click.echo(
                f"{path} cannot be laid out without changing what it means; it stays as it is.", err=True
            )
            continue
        if made != path.read_bytes():
            changed += 1
            click.echo(f"{'would lay out' if only_check else 'laid out'} {path}")
            if not only_check:
                path.write_bytes(made)
    count = "1 file" if changed == 1 else f"{changed} files"
    click.echo(f"{count} {'would change' if only_check else 'changed'}.")
    raise SystemExit(1 if left or (only_check and changed) else 0)


def _unreadable(
    content: Content | None, problems: list[Problem], folder: Path, only: set[str] | None
) -> set[str]:
    """The files that reading itself refuses; their problems are told."""
    from generator.read import RULES
    from generator.report import text

    refused = [one for one in problems if one.rule in RULES or content is None]
    names = {_name(one, folder) for one in refused}
    told = [one for one in refused if only is None or content is None or _name(one, folder) in only]
    if told:
        click.echo(text(told, content, folder), err=True, nl=False)
    return names


def _name(problem: Problem, folder: Path) -> str:
    return problem.place.file.removeprefix(f"{folder.name}/")


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
