"""The blanks that indent the theme's templates stay out of the pages; a value keeps all of its own."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import Environment

from generator.folded import Folded


@pytest.mark.parametrize(
    ("template", "page"),
    [
        ("<b>\n  <i>a</i>\n\n  <i>b</i>\n</b>", "<b>\n<i>a</i>\n<i>b</i>\n</b>"),
        ("a\n    one   two ", "a\none   two "),
        ("<b>\n  {{ text }}\n  {{ '\n  x' }}</b>", "<b>\n1\n\n  2\n\n  x</b>"),
        ("<pre>\n  a\n</pre>", "<pre>\n  a\n</pre>"),
        ("<textarea>\n  a</textarea>", "<textarea>\n  a</textarea>"),
        # Beside a block a break says nothing.
        ("<p>\n  a\n  <b>c</b>\n</p>\n", "<p>a\n<b>c</b></p>"),
        ("<p>\n  {{ text }}\n</p>\n{{ text }}", "<p>1\n\n  2</p>1\n\n  2"),
        ("a\n<br>\nb", "a\n<br>\nb"),  # which a narrow window leaves out
        # What HTML implies.
        ("<ul>\n  <li>a</li>\n  <li>b</li>\n</ul>", "<ul><li>a<li>b</ul>"),
        ("<tr>\n<th>a</th>\n<td>b</td>\n</tr>", "<tr><th>a<td>b"),
        ("<div>\n<p>a</p>\n<p>b</p>\n</div>", "<div><p>a</p><p>b</div>"),
        ("<dl>\n<dt>a</dt>\n<dd>b</dd>\n</dl>", "<dl><dt>a<dd>b</dl>"),
        # A space that no line breaks at.
        ("<p>a\n&nbsp;b</p>", "<p>a\n\u00a0b</p>"),
        # Headings keep a line of their own.
        ("<p>a</p>\n## b\n<p>c</p>", "<p>a</p>\n## b\n<p>c</p>"),
        ("<p>a</p>\n{% if text %}\n## {{ 1 }}\n<p>c</p>{% endif %}", "<p>a</p>\n## 1\n<p>c</p>"),
        ("{% for x in 'ab' %}\n### {{ x }}\n<p>c</p>\n{% endfor %}", "\n### a\n<p>c</p>\n### b\n<p>c</p>"),
        ('<p>\n<a href="{{ 1 }}# ">a</a></p>', '<p><a href="1# ">a</a></p>'),
    ],
)
def test_breaks_of_a_template_are_folded_and_nothing_else(template: str, page: str) -> None:
    made = Environment(extensions=[Folded], trim_blocks=True).from_string(template)
    assert made.render(text="1\n\n  2") == page


def test_no_page_is_indented(site: Path) -> None:
    lines = (site / "companies" / "xiaomi" / "index.html").read_text("utf-8").split("\n")
    assert [line for line in lines if line != line.strip() or not line] == [""]
