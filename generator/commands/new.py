"""`brief new`: a company, a partner or a claim, from options and answers."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from generator.commands.shared import called, folder_option, readable_content

if TYPE_CHECKING:
    from generator.load import Content


LINK = "ID[:QUESTION[+QUESTION]]"


@click.group()
def new() -> None:
    """Write a new company, partner or claim; asks for what no option gives."""


@new.command()
@click.argument("slug")
@folder_option
@click.option("--name", help="The name that readers know.")
@click.option("--country", help="Two capital letters: CN, US, JP.")
@click.option("--industry", help="What it is known for.")
@click.option("--programme", help="The name of its first plan.")
def company(slug: str, folder: Path, **given: str | None) -> None:
    """Write content/companies/SLUG.yaml."""
    from generator import fields
    from generator.commands.ask import Asker
    from generator.fetch import company_file
    from generator.likely import slug_of
    from generator.new import company_text

    content = _room_for(slug, folder)
    ask = Asker(given, asking=not (given["country"] and given["industry"]))
    name = ask.need("name", "Name", fields._line, _titled(slug))
    entry: dict[str, Any] = {
        "name": name,
        "country": ask.need("country", "Country (two capital letters)", fields._country),
        "industry": ask.need("industry", "What is it known for?", fields._line),
    }
    programme = ask.need("programme", "Name of its first plan", fields._line, f"{name} car")
    entry["programmes"] = {slug_of(programme) or "car": {"name": programme}}
    _write(content, folder, company_file(slug), company_text(entry))
    click.echo(f"Next: brief new claim {slug}")


@new.command()
@click.argument("slug")
@folder_option
@click.option("--name", help="The name that readers know.")
@click.option("--country", help="Two capital letters: CN, US, JP.")
@click.option("--kind", help="A word of the brief's kinds.")
@click.option("--what", help="What it is, in one sentence.")
def partner(slug: str, folder: Path, **given: str | None) -> None:
    """Write content/partners/SLUG.yaml."""
    from generator import fields
    from generator.commands.ask import Asker, listed, one_of
    from generator.fetch import partner_file
    from generator.new import partner_text

    content = _room_for(slug, folder)
    kinds = content.brief.kinds
    ask = Asker(given, asking=not given["kind"])
    entry = {
        "name": ask.need("name", "Name", fields._line, _titled(slug)),
        "country": ask.need("country", "Country (two capital letters)", fields._country),
    }
    if not given["kind"]:
        click.echo(listed(kinds))
    entry["kind"] = ask.need("kind", "Kind", one_of(kinds, "kinds of the brief"))
    entry["what"] = ask.may("what", "What is it, in one sentence?", fields._line)
    _write(content, folder, partner_file(slug), partner_text({key: one for key, one in entry.items() if one}))


@new.command()
@click.argument("company", required=False)
@folder_option
@click.option(
    "--from-issue",
    metavar="FILE",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Take the claim from the text of an issue made with the form.",
)
@click.option("--print", "only_print", is_flag=True, help="Print the claim; write nothing.")
@click.option("--url", help="The address of the page.")
@click.option("--publisher", help="Who published it; if left out, as pages of the same host in the content.")
@click.option("--title", help="The title of the page.")
@click.option("--via", help="Where the report was first published, if not there.")
@click.option("--published", metavar="DATE", help="When it was said and published.")
@click.option("--event", metavar="DATE", help="When the thing happened, if the claim looks back.")
@click.option("--statement", help="What was said, in one plain sentence.")
@click.option("--topic", help="A word of the brief's topics.")
@click.option("--basis", help="A word of the brief's bases.")
@click.option("--said-by", help="Who said it, in a few words.")
@click.option("--about", metavar="PROGRAMME", help="Its programme; the first if left out.")
@click.option("--vehicle", "vehicles", multiple=True, help="A vehicle that it speaks of.")
@click.option(
    "--partner",
    "partners",
    metavar="WHO[:ROLE[:STATE]]",
    multiple=True,
    help="An organisation that it names.",
)
@click.option("--answer", "answers", metavar="QUESTION=ANSWER", multiple=True, help="What it answers.")
@click.option("--contradicts", metavar=LINK, multiple=True, help="A claim that it says is wrong.")
@click.option("--supersedes", metavar=LINK, multiple=True, help="A claim whose answers it replaces.")
@click.option("--confirms", metavar=LINK, multiple=True, help="A claim that it says is right.")
@click.option("--id", "id", help="Its name within the company, for ever.")
def claim(company: str | None, folder: Path, from_issue: Path | None, only_print: bool, **given: Any) -> None:
    """Append a claim and its source to a company's file; every other byte stays."""
    from generator.commands.claim import asked_for
    from generator.issue import IssueError, claim_from_issue, text_in
    from generator.new import claim_lines, id_of

    made: dict[str, Any] = {}
    if from_issue:
        try:
            told = claim_from_issue(text_in(from_issue))
        except IssueError as error:
            raise click.ClickException(str(error)) from None
        company, made = company or told["company"], told["claim"]
        for line in told["left"]:
            click.echo(f"Left out of “What it answers”, since it is no “question: answer”: {line}", err=True)
    if not company:
        raise click.UsageError("Say which company: brief new claim COMPANY.")
    if from_issue:
        company = called(folder, company)
    content = readable_content(folder, company)
    if from_issue:
        made["id"] = id_of(made["statement"], {one.id for one in content.companies[company].claims})
    else:
        made = asked_for(content, company, given)
    click.echo("\n".join(claim_lines(made)))
    if not only_print:
        _append(content, folder, company, made)


def _append(content: Content, folder: Path, company: str, claim: dict[str, Any]) -> None:
    from generator.fetch import company_file
    from generator.new import RefusedError, with_claim

    file = company_file(company)
    path = folder / file
    try:
        made = with_claim(path.read_bytes(), content.documents[file], claim)
    except RefusedError as error:
        raise click.ClickException(str(error)) from None
    _write(content, folder, file, made)


def _room_for(slug: str, folder: Path) -> Content:
    """The content, where no entry has a slug yet; the command ends where one has."""
    from generator import fields
    from generator.commands.ask import looked_at
    from generator.new import RefusedError, refuse_taken

    looked_at(fields._slug, slug)
    content = readable_content(folder)
    try:
        refuse_taken(content, slug, str(folder))
    except RefusedError as error:
        raise click.ClickException(str(error)) from None
    return content


def _write(content: Content, folder: Path, file: str, made: str | bytes) -> None:
    """Writes an entry's file, unless it would hold errors: those are told then."""
    from generator.check import foresee
    from generator.report import text

    data = made.encode("utf-8") if isinstance(made, str) else made
    changed, problems = foresee(content, file, data, f"{folder.name}/{file}")
    if problems:
        click.echo(text(problems, changed, folder), err=True, nl=False)
    if any(one.severity == "error" for one in problems):
        click.echo(f"Nothing was written to {folder / file}.", err=True)
        raise SystemExit(1)
    (folder / file).parent.mkdir(exist_ok=True)
    (folder / file).write_bytes(data)
    click.echo(f"Wrote {folder / file}.")


def _titled(slug: str) -> str:
    return " ".join(word.capitalize() for word in slug.split("-"))
