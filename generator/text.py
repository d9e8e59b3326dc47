"""Text is text: whatever an editor typed appears on the page as those characters.

One Jinja environment whose output of a plain string is inert in Markdown, in a quoted HTML attribute and in
raw HTML alike; only `Html` passes as it is. What could get around that (joining strings, filters and methods
that build them) makes a template refuse to load, so that no template can forget to escape.
"""

from __future__ import annotations

import json
import re
from functools import cache, lru_cache
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateAssertionError, Undefined, nodes
from jinja2.runtime import Context
from markupsafe import Markup

from generator.direct import Direct
from generator.folded import Folded

if TYPE_CHECKING:
    from jinja2.nodes import Node


class Html(Markup):
    """Text that is HTML already; every other string is made inert."""

    __slots__ = ()
    if not TYPE_CHECKING:
        __new__ = str.__new__  # Markup would first ask each of the thousands on a page for its HTML


TEMPLATES = Path(__file__).parent.parent / "theme" / "pages"

HARMLESS = ",.;?-/:()"
"""Characters besides letters, digits and space that mean nothing in our places: within a line of an HTML
block or of a heading, with the Markdown extensions of mkdocs.yml (tests/test_text.py)."""
FILTERS = frozenset({"first", "items", "last", "length"})
BUILDS_STRINGS = (nodes.Concat, nodes.Add, nodes.Mod, nodes.Mul)

_TAG = re.compile(r"<!--.*?-->|<[^>]*>", re.DOTALL)
_LINE_BREAKS = "\n\r\t\v\f\x1c\x1d\x1e\x1f\x85\u2028\u2029"
_TABLE: dict[int, str] = {
    **{
        code: f"&#{code};" for code in range(0x20, 0x7F) if not (chr(code).isalnum() or chr(code) in HARMLESS)
    },
    **dict.fromkeys((*range(32), *range(127, 160)), "�"),
    **{ord(char): " " for char in _LINE_BREAKS},
    0x20: " ",
}

_IN_TAGS = {code: char for code, char in _TABLE.items() if chr(code) not in "#%+=_~"}

_FLAT = {code: char for code, char in _TABLE.items() if char in (" ", "�")}


@lru_cache(maxsize=1 << 11)  # names, words and dates stand on a page many times
def inert(text: str) -> Html:
    """`text` so that it reads the same wherever it is put: line breaks as spaces, signs as references."""
    return Html(text.replace("\r\n", " ").translate(_TABLE))


def address(url: str) -> Html:
    """A URL for a quoted attribute: nothing looks into a tag, so the signs of URLs stay as they are there."""
    return Html(url.replace("\r\n", " ").translate(_IN_TAGS))


def words_of(html: str) -> str:
    """The words of HTML, each character as it is: Jinja's `striptags` makes a plain space of every other."""
    return re.sub(r"[ \t\n]+", " ", unescape(_TAG.sub("", html))).strip(" ")


def flat(text: str) -> str:
    """`text` in one line of characters that JSON and YAML both take as they are; no HTML, nothing escaped."""
    return text.replace("\r\n", " ").translate(_FLAT)


def json_line(value: Any) -> str:
    """Plain data as a line of the front matter: JSON that is YAML too. Its texts are made `flat`."""
    return json.dumps(_flattened(value), ensure_ascii=False)


def _flattened(value: Any) -> Any:
    if isinstance(value, str):
        return flat(value)
    if isinstance(value, dict):
        return {key: _flattened(item) for key, item in value.items()}
    return [_flattened(item) for item in value] if isinstance(value, list) else value


def quoted(text: str) -> Html:
    """`text` as a YAML value of the front matter; MkDocs puts it into HTML as it is, so it is inert too."""
    return Html(json.dumps(str(inert(text)), ensure_ascii=False))


def _finalize(value: Any) -> Markup:
    """What a template puts out: HTML as it is, text and whole numbers inert, anything else is a mistake."""
    if isinstance(value, Markup):
        return value
    if isinstance(value, str):
        return inert(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return Html(value)
    if isinstance(value, Undefined):
        str(value)  # tells which name is missing
    raise TypeError(f"A template puts out {type(value).__name__}, which is neither text nor a number.")


class _Given(Context):
    """What a template was given, and its macros, which hold on to it as it does to them."""

    environment: Templates

    def __init__(self, environment: Templates, *args: Any, **more: Any) -> None:
        super().__init__(environment, *args, **more)
        if environment.given is not None:
            environment.given.append(self)


class Templates(Environment):
    """The environment of the page templates."""

    code_generator_class = Direct
    context_class = _Given

    def __init__(self, folder: Path = TEMPLATES) -> None:
        super().__init__(
            extensions=[Folded],
            loader=FileSystemLoader(folder),
            autoescape=True,
            undefined=StrictUndefined,
            finalize=_finalize,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self.filters = {name: self.filters[name] for name in FILTERS}
        self.globals = {"quoted": quoted}
        self.given: list[Context] | None = None

    def filled(self, name: str, data: dict[str, Any]) -> str:
        """What a template makes of data, let go of at once: to find such rings later takes longer."""
        before, self.given = self.given, []
        try:
            return self.get_template(name).render(data)
        finally:
            for context in self.given:
                context.vars.clear()
                context.parent.clear()
            self.given = before

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        for node in tree.find_all((*BUILDS_STRINGS, nodes.Filter, nodes.Call)):
            if wrong := _wrong(node):
                raise TemplateAssertionError(wrong, node.lineno, name, filename)
        return tree


def _wrong(node: Node) -> str:
    """Why a template may not hold this; "" if it may."""
    if isinstance(node, nodes.Filter):
        return "" if node.name in FILTERS else f"The filter {node.name} is not allowed in page templates."
    if isinstance(node, nodes.Call):
        return (
            ""
            if isinstance(node.node, nodes.Name)
            else "Page templates call macros and functions, no methods."
        )
    return "Page templates do not join strings: put them out one after the other."


@cache
def templates(folder: Path = TEMPLATES) -> Templates:
    """The environment of a folder of templates, made once."""
    return Templates(folder)
