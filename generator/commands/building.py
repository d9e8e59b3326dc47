"""`brief generate` and `brief build`: the pages and the site."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.commands.shared import as_of_option, edition_of, folder_option, sound_content

if TYPE_CHECKING:
    from datetime import date

config_option = click.option(
    "--config-file", default="mkdocs.yml", show_default=True, help="The configuration of MkDocs."
)


@click.command()
@folder_option
@click.argument("target", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
@as_of_option
@config_option
def generate(folder: Path, target: Path, day: date | None, config_file: str) -> None:
    """Write the Markdown pages, and feeds and data beside them, for any engine of the MkDocs family."""
    from mkdocs.config import load_config

    from generator.chapters import chapters
    from generator.edit import edit_base
    from generator.tree import write_tree
    from generator.view import Site

    content = sound_content(folder)
    edition = day or edition_of(content)
    config = load_config(config_file) if Path(config_file).is_file() else None
    addresses = (edit_base(config), config.site_url or "") if config else ("", "")
    made = list(chapters(Site.of(content, edition, *addresses), folder / "schema"))
    pages = {page.path: page.markdown.encode() for chapter in made for page in chapter.pages()}
    beside = {path: data for chapter in made for path, data in chapter.files()}
    write_tree(target, beside | pages)
    click.echo(f"{len(pages)} pages and {len(beside)} files in {target}, as of {edition}.")


@click.command()
@as_of_option
@click.option(
    "--site-dir", metavar="DIR", help="Where the site goes, in place of the last one; site if left out."
)
@click.option("--no-cache", is_flag=True, help="Make everything anew, and keep nothing for the next build.")
@config_option
def build(day: date | None, site_dir: str | None, no_cache: bool, config_file: str) -> None:
    """Check the entries and build the site strictly, through MkDocs."""
    from mkdocs.commands.build import build as mkdocs_build
    from mkdocs.config import load_config

    logging.basicConfig(format="%(levelname)s: %(message)s", level=logging.WARNING)
    config = load_config(config_file, strict=True, **({"site_dir": site_dir} if site_dir else {}))
    if day:
        config.plugins["brief"].config["as_of"] = day.isoformat()
    if no_cache:
        config.plugins["brief"].config["cache"] = ""
    config.plugins.on_startup(command="build", dirty=False)
    try:
        mkdocs_build(config)
    except OSError as error:
        raise click.ClickException(f"The site could not be written: {error}. The last one stays.") from None
    finally:
        config.plugins.on_shutdown()
    click.echo(f"The site is in {config.site_dir}.")
