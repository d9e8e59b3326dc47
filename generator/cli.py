"""The `brief` command: its parts stand in `commands`, one module for each group."""

from __future__ import annotations

import click

from generator.commands import building, checking, showing


@click.group()
@click.version_option(package_name="ev-brief")
def main() -> None:
    """Check, show and build an industry brief."""


for command in (checking.check, showing.show, building.generate, building.build):
    main.add_command(command)
