"""The hooks before a commit, here and for other repositories: what exists runs on what is meant."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import click
import pytest
import yaml

from generator.cli import main

ROOT = Path(__file__).parent.parent
OWN = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))["repos"][0]["hooks"]
OFFERED = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
HOOKS = [*OWN, *OFFERED]


def ids(hook: dict[str, Any]) -> str:
    return f"{hook['id']} ({hook['language']})"


@pytest.mark.parametrize("hook", HOOKS, ids=ids)
def test_a_hook_calls_a_command_with_options_that_exist(hook: dict[str, Any]) -> None:
    program, *words = hook["entry"].split()
    name = program.removeprefix(".venv/bin/")
    assert (name != program) == (hook["language"] == "system")
    if name == "brief":
        command = main.commands[words[0]]
        known = {option for one in command.params if isinstance(one, click.Option) for option in one.opts}
        assert set(words[1:]) <= known
        takes_files = any(isinstance(one, click.Argument) and one.nargs == -1 for one in command.params)
        assert takes_files or hook.get("pass_filenames") is False


@pytest.mark.parametrize("hook", [hook for hook in HOOKS if "files" in hook], ids=ids)
def test_a_hook_on_entries_looks_at_all_of_them_and_at_no_page(hook: dict[str, Any]) -> None:
    looked_at = re.compile(hook["files"])
    entries = [path.relative_to(ROOT).as_posix() for path in (ROOT / "content").rglob("*.yaml")]
    assert len(entries) > 90
    if hook["id"] == "brief-schema":
        assert looked_at.search("content/brief.yaml")
        assert looked_at.search("content/schema/company.json")
        assert looked_at.search("generator/rules/doubts.py")
    else:
        assert [name for name in entries if not looked_at.search(name)] == []
        assert not looked_at.search("content/schema/company.json")
    assert not looked_at.search("content/pages/about.yaml")


def test_other_repositories_get_checks_and_layout_without_our_environment() -> None:
    assert {hook["id"] for hook in OFFERED} == {"brief-check", "brief-fmt"}
    assert {hook["language"] for hook in OFFERED} == {"python"}
