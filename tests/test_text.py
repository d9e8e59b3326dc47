"""Whatever an editor types appears on the page as those characters, wherever a template puts it."""

from __future__ import annotations

import gc
import html
import weakref
from pathlib import Path
from typing import Any

import html5lib
import markdown
import pytest
from jinja2 import TemplateAssertionError, UndefinedError
from mkdocs.config import load_config
from mkdocs.utils.meta import get_data

from generator.page import shaped
from generator.text import Html, Templates, address, inert, quoted

ROOT = Path(__file__).parent.parent

HOSTILE = [
    "<script>alert(1)</script>",
    "</article></div><h1>x</h1>",
    '" onmouseover="alert(1)',
    "' onmouseover='alert(1)",
    "` onmouseover=`alert(1)",
    "<!-- x",
    "--> x -->",
    "<![CDATA[ x ]]>",
    "<?php x ?>",
    "&lt;b&gt; &amp; &#60;",
    "&copy &notit;",
    "[text](https://example.org)",
    "![image](https://example.org/x.png)",
    "[text]: https://example.org",
    "<https://example.org>",
    "https://example.org www.example.org a@example.org",
    "*a* **b** _c_ __d__ ~~e~~ ==f== ^^g^^ ~h~ ^i^",
    "`code` ``code``",
    "# heading",
    "## heading {#id .class}",
    "{: #id .class onclick=x }",
    "{{ brief.title }} {% raw %} {# x #}",
    "$x$ $$y$$ \\(z\\) \\[w\\]",
    "- item",
    "1. item",
    "+ item",
    "> quote",
    "| a | b |",
    "---",
    "===",
    "```",
    "~~~ python",
    "    code",
    ": definition",
    "!!! note",
    "??? note",
    "=== tab",
    "::: module",
    "--8<-- file.md",
    "*[HTML]: x",
    "[^1]: note [^1]",
    "[[wiki]] :smile: (c) (tm) 1/2 --> <-- +/- ... \"quotes\" 'quotes'",
    "\\*a\\* \\<b\\> \\",
    "a\\",
    "\u0002wzxhzdk:0\u0003",
    "javascript:alert(1)",
    "one\ntwo",
    "one\n\n# two",
    "one\r\n\r\n<b>two</b>",
    "one\u2028two\u2029three\u0085four\x0bfive",
    "\ttab",
    "中文，标题：“小米”—汽车 ñ é 🚗",
    "&#x3c;b&#x3e;",
    "%s %(x)s {0} {x}",
]

PAGE = """
<div>
<p>{{ text }}</p>
<p>
{{ text }}
</p>
<ul><li title="{{ text }}">{{ text }} <em>{{ text }}</em></li></ul>
<table class="x"><caption>{{ text }}</caption><tr><td data-label="{{ text }}">{{ text }}</td></tr></table>
</div>

## {{ text }}

<article id="a" class="b-claim">
<p>{{ text }}, and on: {{ text }}</p>
<dl><div><dt>{{ text }}</dt><dd>{{ text }}</dd></div></dl>
</article>
"""


def as_read(text: str) -> str:
    """What a reader sees of a text: line breaks are spaces, spaces in a row are one."""
    shown = "".join(
        " " if char in "\n\t\x0b\u2028\u2029\u0085" else char for char in text.replace("\r\n", " ")
    )
    return " ".join("".join("\ufffd" if ord(char) < 32 else char for char in shown).split())


def converter() -> markdown.Markdown:
    """Python-Markdown with the extensions of the site."""
    config = load_config(str(ROOT / "mkdocs.yml"))
    extensions = list(config.markdown_extensions)
    return markdown.Markdown(extensions=extensions, extension_configs=config.mdx_configs)


def outline(document: str) -> tuple[list[str], list[str], list[str]]:
    """The elements of an HTML text, their texts, and the values of their attributes, in order."""
    tree = html5lib.parseFragment(document, treebuilder="etree", namespaceHTMLElements=False)
    tags, texts, values = [], [], []
    for element in tree.iter():
        tags.append(str(element.tag))
        texts += [" ".join(text.split()) for text in (element.text, element.tail) if text and text.strip()]
        shown = ((name, " ".join(value.split())) for name, value in element.attrib.items())
        values += [f"{name}={value}" for name, value in shown if name not in ("id", "href")]
    return tags, texts, values


@pytest.fixture(scope="module")
def md() -> markdown.Markdown:
    return converter()


def rendered(folder: Path, template: str, **data: Any) -> str:
    (folder / "page.jinja").write_text(template)
    return Templates(folder).get_template("page.jinja").render(**data)


@pytest.mark.parametrize("text", HOSTILE)
def test_a_text_reads_the_same_everywhere(text: str, tmp_path: Path, md: markdown.Markdown) -> None:
    plain = outline(md.reset().convert(shaped("# Title", rendered(tmp_path, PAGE, text="Plain"))))
    hostile = outline(md.reset().convert(shaped("# Title", rendered(tmp_path, PAGE, text=text))))
    seen = as_read(text)
    assert hostile[0] == plain[0]
    assert hostile[1] == [" ".join(one.replace("Plain", seen).split()) for one in plain[1]]
    assert hostile[2] == [one.replace("Plain", seen) for one in plain[2]]


@pytest.mark.parametrize("text", [*HOSTILE, "https://example.org/a_b_c?x=1&y=%2F~z+1#L2"])
def test_an_address_in_an_attribute_is_that_address(text: str, md: markdown.Markdown) -> None:
    for page in ('<p><a href="{}">x</a></p>', "Words *and* a <a href='#'>b</a> <a href=\"{}\">x</a> _c_."):
        read = html5lib.parseFragment(
            md.reset().convert(page.format(address(text))), namespaceHTMLElements=False
        )
        (link,) = [one for one in read.iter("a") if one.text == "x"]
        assert [*link.attrib] == ["href"]
        assert " ".join(link.get("href").split()) == as_read(text)


@pytest.mark.parametrize("text", HOSTILE)
def test_a_title_is_safe_in_the_front_matter_and_where_the_theme_puts_it(text: str) -> None:
    body, meta = get_data(f"---\ntitle: {quoted(text)}\n---\n\nBody")
    assert body.strip() == "Body"
    assert not set(meta["title"]) & set("<>\"'`[]{}*_\\\n")
    assert as_read(html.unescape(meta["title"])) == as_read(text)


def test_html_passes_as_it_is() -> None:
    assert inert("a<b") == "a&#60;b"
    assert str(Html("<b>") + inert("<")) == "<b>&#60;"


@pytest.mark.parametrize(
    "template",
    [
        "{{ a ~ b }}",
        "{{ a + b }}",
        "{{ '%s' % a }}",
        "{{ a * 2 }}",
        "{{ a|safe }}",
        "{{ a|join }}",
        "{{ a|replace('x', '<') }}",
        "{{ a|format(b) }}",
        "{{ a|e }}",
        "{{ '<b>{}</b>'.format(a) }}",
        "{{ a.join(b) }}",
        "{% filter safe %}x{% endfilter %}",
    ],
)
def test_a_template_that_could_escape_wrongly_does_not_load(template: str, tmp_path: Path) -> None:
    with pytest.raises(TemplateAssertionError):
        rendered(tmp_path, template, a="<", b="<")


def test_what_is_neither_text_nor_number_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TypeError):
        rendered(tmp_path, "{{ a }}", a=None)
    with pytest.raises(UndefinedError):
        rendered(tmp_path, "{{ b }}", a=None)
    assert rendered(tmp_path, "{{ a }}", a=12) == "12"


def test_macros_and_set_blocks_escape_once(tmp_path: Path) -> None:
    template = "{% macro m(x) %}<b>{{ x }}</b>{% endmacro %}{% set y %}{{ m(a) }}{% endset %}{{ y }}"
    assert rendered(tmp_path, template, a="<") == "<b>&#60;</b>"


def test_a_filled_template_lets_go_of_what_it_was_given(tmp_path: Path) -> None:
    class Given:
        word = "a"

    (tmp_path / "part.jinja").write_text(
        "{% macro bold(one) %}{{ tag }}{{ one.word }}{% endmacro %}", "utf-8"
    )
    page = '{% from "part.jinja" import bold with context %}{{ bold(given) }}'
    (tmp_path / "page.jinja").write_text(page, "utf-8")
    given = Given()
    left = weakref.ref(given)
    gc.disable()
    try:
        assert Templates(tmp_path).filled("page.jinja", {"given": given, "tag": Html("<b>")}) == "<b>a"
        del given
        assert left() is None
    finally:
        gc.enable()
