"""What each check guards, with a wrong and a right example: for a terminal, and as the contributors' page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.problem import nearest
from generator.rules import GROUPS, RULES

if TYPE_CHECKING:
    from generator.rule import Example, Rule

PLACES = {"claim": "in a claim", "claims": "in the claims", "company": "in a company's file"}

_UNSEEN = re.compile("[^\\x20-\\x7e\\xa0-\\ud7ff\\ue000-\\uffff]")

INTRODUCTION = """\
<div><p><code>brief check</code> looks at every entry and tells all that is wrong in one run. An <b>error</b>
keeps the site from being built. A <b>warning</b> is legal but doubtful: look again, then mend it, or say in
the entry why it is right, with <code>allow: [rule: why]</code>; an exception that nothing needs is an error.
Warnings marked “on request” are told with <code>brief check --all</code>, those marked “with a clock” with
<code>brief check --today DAY</code>.</p></div>
"""


def explain(name: str) -> str:
    """What the rule `name` guards, for a terminal; raises KeyError with a sentence if there is none."""
    rules = {rule.name: rule for rule in RULES}
    if name not in rules:
        raise KeyError(f"There is no rule “{name}”. {nearest(name, rules)}")
    rule = rules[name]
    lines = [f"{rule.name} ({kind(rule)})", "", f"  {rule.guards}", f"  → {rule.how}"]
    for word, piece in (("Wrong", rule.example.wrong), ("Right", rule.example.right)):
        lines += ["", f"  {word}{_where(rule.example, piece)}:", *(f"      {line}" for line in _lines(piece))]
    return "\n".join(lines) + "\n"


def overview() -> str:
    """Every rule with what it guards, for a terminal."""
    width = max(len(rule.name) for rule in RULES)
    lines: list[str] = []
    for group, rules in GROUPS.items():
        lines += ["", group, *(f"  {rule.name:{width}}  {rule.guards}" for rule in rules)]
    return "\n".join(lines[1:]) + "\n\nbrief explain RULE tells more of one.\n"


def rules_page() -> str:
    """The page on the rules, as Markdown: made of the same texts, so that the two cannot drift apart."""
    parts = ["# Rules", INTRODUCTION.rstrip()]
    for group, rules in GROUPS.items():
        parts.append(f"## {group}")
        for rule in rules:
            parts += [f"### {rule.name}", _html(rule)]
    return "\n\n".join(parts) + "\n"


def kind(rule: Rule) -> str:
    """`error`, `warning`, `warning, on request`."""
    more = [", with a clock"] * rule.timed + [", on request"] * rule.quiet
    return rule.severity + "".join(more)


def _code(line: str) -> str:
    """A line of an entry; its indentation as references, which no step on the way to the page takes off."""
    from generator.text import inert

    text = line.lstrip(" ")
    return "&#32;" * (len(line) - len(text)) + str(inert(text))


def _html(rule: Rule) -> str:
    """A rule as one block of HTML without an empty line, every text in it inert."""
    from generator.text import inert

    def words(text: str) -> str:
        parts = [str(inert(part)) for part in text.split("`")]
        return "".join(f"<code>{part}</code>" if number % 2 else part for number, part in enumerate(parts))

    lines = [f"<div><p>{words(rule.guards)} ({inert(kind(rule))})<br>{words(rule.how)}</p>"]
    for word, piece in (("Wrong", rule.example.wrong), ("Right", rule.example.right)):
        code = "\n".join(_code(line) for line in _lines(piece))
        lines.append(f"<p>{word}{inert(_where(rule.example, piece))}:</p>\n<pre><code>{code}</code></pre>")
    return "\n".join([*lines, "</div>"])


def _where(example: Example, piece: str) -> str:
    """Where the piece stands, unless it tells that itself."""
    if piece.startswith("#") or example.where == "words":
        return ""
    return f", {PLACES['claims' if piece.startswith('- ') else example.where]}"


def _lines(piece: str) -> list[str]:
    """The lines of a piece, with a sign for each character that cannot be seen."""
    return [_UNSEEN.sub(lambda found: "→" if found[0] == "\t" else "�", line) for line in piece.split("\n")]
