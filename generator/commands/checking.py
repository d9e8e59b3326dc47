"""`brief check` and `brief explain`: what is wrong with the entries, and what each rule guards."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.commands.shared import folder_option, parse_day

if TYPE_CHECKING:
    from datetime import date

    from generator.check import Checked

FORMATS = ("text", "github", "json", "sarif")


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@folder_option
@click.option("--format", "form", type=click.Choice(FORMATS), help="text; github in a GitHub workflow.")
@click.option(
    "--today", metavar="DAY", callback=parse_day, help="The clock: tells what is dated after it, or stale."
)
@click.option(
    "--stale-after",
    metavar="DAYS",
    default=180,
    show_default=True,
    help="With --today: how long a company may go unchecked.",
)
@click.option("--all", "every", is_flag=True, help="Tell the warnings too that are only counted.")
@click.option("--strict", is_flag=True, help="Fail on warnings too.")
@click.option(
    "--baseline", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False), help="Known warnings."
)
@click.option("--write-baseline", is_flag=True, help="Write all warnings to the baseline.")
def check(
    paths: tuple[Path, ...],
    folder: Path,
    form: str | None,
    today: date | None,
    stale_after: int,
    every: bool,
    strict: bool,
    baseline: Path | None,
    write_baseline: bool,
) -> None:
    """Find every problem in the entries, or in those that PATHS name; exit 1 if there is an error."""
    from generator import baseline as known
    from generator.check import look
    from generator.paths import entry_files

    if write_baseline and not baseline:
        raise click.UsageError("Say which file with --baseline FILE.")
    try:
        only = entry_files(paths, folder) if paths else None
    except ValueError as error:
        raise click.UsageError(str(error)) from None
    checked = look(folder, only, today=today, stale_after=stale_after, every=every)
    notes: list[str] = []
    if baseline and write_baseline:
        known.write(baseline, checked.warnings, checked.content, folder)
        notes.append(f"{len(checked.warnings)} warnings are in {baseline} now.")
    if baseline:
        checked, more = _without_known(checked, baseline, folder)
        notes += more
    told = _told(checked, folder, form, notes)
    click.echo(told.encode("utf-8", "replace").decode("utf-8"), nl=False)  # a file's name may be no UTF-8
    raise SystemExit(1 if checked.errors or (strict and checked.warnings) else 0)


def _without_known(checked: Checked, baseline: Path, folder: Path) -> tuple[Checked, list[str]]:
    """What was found without the warnings that the baseline knows; a note on those."""
    from generator.baseline import unknown

    try:
        new, spare = unknown(baseline, checked.warnings, checked.content, folder)
    except (OSError, UnicodeDecodeError):
        raise click.UsageError(f"{baseline} cannot be read. --write-baseline writes it.") from None
    notes = []
    if hidden := len(checked.warnings) - len(new):
        notes.append(f"Not shown: {hidden} warnings that {baseline} knows.")
    if spare and not checked.partial:
        notes.append(f"{spare} lines of {baseline} are not needed any more: --write-baseline writes it anew.")
    kept = {id(problem) for problem in (*checked.errors, *new)}
    return replace(checked, problems=[one for one in checked.problems if id(one) in kept]), notes


def _told(checked: Checked, folder: Path, form: str | None, notes: list[str]) -> str:
    form = form or ("github" if os.environ.get("GITHUB_ACTIONS") == "true" else "text")
    if form == "text":
        from generator.report import summary, text

        return text(checked.problems, checked.content, folder, [*summary(checked), *notes])
    from generator import formats

    return formats.FORMATS[form](checked, folder)


@click.command()
@click.argument("rule", required=False)
@click.option("--markdown", is_flag=True, help="The page on all rules, as Markdown.")
def explain(rule: str | None, markdown: bool) -> None:
    """Tell what a check guards, with a wrong and a right example."""
    from generator import explain as texts

    if markdown:
        click.echo(texts.rules_page(), nl=False)
        return
    try:
        click.echo(texts.explain(rule) if rule else texts.overview(), nl=False)
    except KeyError as error:
        raise click.UsageError(error.args[0]) from None
