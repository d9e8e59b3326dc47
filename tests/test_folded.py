"""The blanks that indent the theme's templates stay out of the pages; a value keeps all of its own."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import Environment

from generator.folded import Folded, bare


@pytest.mark.parametrize(
    ("template", "page"),
    [
        ("<ul>\n  <li>a</li>\n\n  <li>b</li>\n</ul>", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
        ("<p>\n    one   two </p>", "<p>\none   two </p>"),
        ("<p>\n  {{ text }}\n  {{ '\n  x' }}</p>", "<p>\n1\n\n  2\n\n  x</p>"),
        ("<pre>\n  a\n</pre>", "<pre>\n  a\n</pre>"),
        ("<textarea>\n  a</textarea>", "<textarea>\n  a</textarea>"),
    ],
)
def test_breaks_of_a_template_are_folded_and_nothing_else(template: str, page: str) -> None:
    made = Environment(extensions=[Folded]).from_string(template)
    assert made.render(text="1\n\n  2") == page


def test_no_page_is_indented(site: Path) -> None:
    lines = (site / "companies" / "xiaomi" / "index.html").read_text("utf-8").split("\n")
    assert [line for line in lines if line != line.strip() or not line] == [""]


@pytest.mark.parametrize(
    ("code", "sent"),
    [
        ("a {\n  /* why */\n  b: c; /* here */\n\n}\n", "a {\nb: c; /* here */\n}\n"),
        ("// Why.\nif (a)\n  b(); // c\n/* d */ e();\n", "if (a)\nb(); // c\n/* d */ e();\n"),
        ('const a = "x  y";', 'const a = "x  y";'),
    ],
)
def test_scripts_and_styles_go_without_what_only_their_authors_read(code: str, sent: str) -> None:
    assert bare(code) == sent
