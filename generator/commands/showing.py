"""`brief show`: what stands and why."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from generator.commands.shared import as_of_option, edition_of, folder_option, sound_content

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from generator.load import Content


@click.command()
@click.argument("company", required=False)
@folder_option
@as_of_option
@click.option("--question", help="Tell why the answer to this question or milestone stands.")
@click.option("--programme", help="With --question: this programme only.")
@click.option("--trace", is_flag=True, help="With --question: tell it day by day.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
def show(
    company: str | None,
    folder: Path,
    day: date | None,
    question: str | None,
    programme: str | None,
    trace: bool,
    form: str,
) -> None:
    """Tell what stands and why."""
    from generator import report
    from generator.show import show as show_content
    from generator.show import show_why

    if (trace or programme) and not question:
        raise click.UsageError("Say which question with --question.")
    if question and not company:
        raise click.UsageError("Say which company: brief show COMPANY --question QUESTION.")
    content = sound_content(folder, company)
    day = day or edition_of(content)
    if company and question:
        _known(content, company, question, programme or "")
        shown = show_why(content, company, question, day, programme=programme or "", trace=trace)
        _put_out(shown, report.reasons(shown), form)
    else:
        shown = show_content(content, [company] if company else list(content.companies), day)
        _put_out(shown, report.standing(shown), form)


def _known(content: Content, company: str, question: str, programme: str) -> None:
    """Ends the command where the programme or its question does not exist."""
    from generator.problem import nearest

    programmes = content.companies[company].programmes
    if programme and programme not in programmes:
        raise click.UsageError(f"There is no programme “{programme}”. {nearest(programme, programmes)}")
    meant = [programmes[programme]] if programme else list(programmes.values())
    known = {*content.brief.questions, *(name for one in meant for name in one.milestones)}
    if question not in known:
        raise click.UsageError(f"There is no question or milestone “{question}”. {nearest(question, known)}")


def _put_out(shown: dict[str, Any], text: str, form: str) -> None:
    click.echo(json.dumps(shown, ensure_ascii=False, indent=2) + "\n" if form == "json" else text, nl=False)
