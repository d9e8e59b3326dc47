"""The `brief` command: its parts stand in `commands`, one module for each group."""

from __future__ import annotations

import gc
import os

import click

from generator.commands import building, checking, diff, new, paper, showing, writing


@click.group()
@click.version_option(package_name="ev-brief")
def main() -> None:
    """Check, show and build an industry brief."""


COMMANDS = (
    checking.check,
    checking.explain,
    diff.diff,
    showing.show,
    new.new,
    writing.fmt,
    writing.schema,
    building.generate,
    building.build,
    paper.pdf,
)
for command in COMMANDS:
    main.add_command(command)


def run() -> None:
    """`brief` as a program. It ends before collecting pays: a check of all entries takes a fifth less."""
    gc.disable()
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # we have none; to look for some takes time
    main()
