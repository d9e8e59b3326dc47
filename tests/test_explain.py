"""`brief explain`, and the page that is made of the same texts."""

from __future__ import annotations

import html
import re

import markdown
import pytest
from click.testing import CliRunner

from generator.cli import main
from generator.explain import rules_page
from generator.rule import Rule
from generator.rules import RULES


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["explain", *arguments])
    return result.exit_code, result.output


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_is_told_with_its_guard_its_mending_and_two_examples(rule: Rule) -> None:
    code, said = run(rule.name)
    assert code == 0
    assert rule.guards in said
    assert rule.how in said
    assert re.search(r"^  Wrong.*:$", said, re.MULTILINE)
    assert re.search(r"^  Right.*:$", said, re.MULTILINE)


def test_without_a_name_every_rule_is_listed() -> None:
    code, said = run()
    assert code == 0
    assert [name for name in (rule.name for rule in RULES) if f"  {name} " not in said] == []


def test_a_wrong_name_is_answered_by_the_nearest() -> None:
    code, said = run("unknown-worm")
    assert code == 2
    assert "There is no rule “unknown-worm”. Did you mean unknown-word?" in said


def test_the_page_is_what_the_command_writes_and_tells_every_rule_under_an_anchor_of_its_name() -> None:
    assert run("--markdown") == (0, rules_page())
    made = markdown.markdown(rules_page(), extensions=["toc", "tables"])
    assert [rule.name for rule in RULES if f'<h3 id="{rule.name}">' not in made] == []


def test_examples_stand_on_the_page_as_they_are_typed() -> None:
    made = html.unescape(markdown.markdown(rules_page(), extensions=["toc", "tables"]))
    typed = [rule for rule in RULES if rule.name not in {"encoding", "control-character", "tab"}]
    missing = [rule.name for rule in typed if f"<code>{rule.example.wrong}</code>" not in made]
    assert missing == []


def test_the_page_is_headings_and_blocks_of_html_only() -> None:
    for block in rules_page().strip().split("\n\n"):
        assert block.startswith(("#", "<div>")), block
