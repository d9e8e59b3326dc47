"""Generated pages through MkDocs without Python-Markdown, with the same result.

The pages keep to one shape (see `write.py`): headings, and between them HTML blocks that Markdown passes
through as they are. So the shape can be turned into HTML directly; a test compares every page with what
Python-Markdown makes of it. Parsing those blocks again took half of a build's time.
"""

from __future__ import annotations

import json
import logging
import re
from html import escape, unescape
from typing import TYPE_CHECKING, Any

from markdown.extensions.toc import nest_toc_tokens, slugify, unique
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc

from generator.links import values

if TYPE_CHECKING:
    from datetime import date

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

_HEADING = re.compile(r"(#{1,6}) (.*)")
THEMES_IDS = (
    "__config",
    "__consent",
    "__drawer",
    "__nav",
    "__palette",
    "__search",
    "__skip",
    "__tabbed",
    "__toc",
)
"""What the theme's scripts look for; no heading may take their place."""


PASSED = "partials/passed.html"
"""The template of a page that is finished: it puts out nothing, so that MkDocs writes nothing."""


class _Passed(logging.Filter):
    """Keeps back what MkDocs says of each page that it passes over."""

    def filter(self, record: logging.LogRecord) -> bool:
        return not record.getMessage().startswith("Page skipped")


logging.getLogger("mkdocs.commands.build").addFilter(_Passed())


class QuickPage(Page):
    """A generated page. MkDocs reads it before it is made: until then it is empty."""

    text = ""

    def passed(self, changed: date) -> None:
        """Let MkDocs pass over it: it is finished, with what changed last on a day."""
        self.meta = {"template": PASSED, "search": {"exclude": True}}
        self.update_date = changed.isoformat()

    def read_source(self, config: MkDocsConfig) -> None:
        """Take front matter and body apart; the front matter holds one JSON value a line."""
        self.meta, self.markdown = split(self.text) if self.text else ({}, "")
        self.meta["search"] = {"exclude": True}  # what search finds comes from the claims

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Turn the body into HTML, with its table of contents."""
        assert self.markdown is not None
        options = config.mdx_configs.get("toc", {})
        self.content, tokens = to_html(self.markdown, options)
        self.toc = get_toc(nest_toc_tokens(tokens))
        self._title_from_render = tokens[0]["name"] if tokens and tokens[0]["level"] == 1 else None
        self.present_anchor_ids = None  # anchors are checked in the built pages
        self.links_to_anchors = {}


def split(text: str) -> tuple[dict[str, Any], str]:
    """Front matter and body of a generated page."""
    _, front, body = text.split("---\n", 2)
    pairs = (line.partition(": ") for line in front.splitlines())
    return {key: json.loads(value) for key, _, value in pairs}, body.strip("\n")


def to_html(body: str, toc: dict[str, Any]) -> tuple[str, list[Any]]:
    """HTML and headings (flat, as Python-Markdown's toc extension tells them) of a body.

    toc  the options of the toc extension in mkdocs.yml
    """
    used = {*values(body, "id"), *THEMES_IDS}  # a claim keeps its id; a heading of the same name gives way
    blocks: list[str] = []
    tokens: list[Any] = []
    for block in body.split("\n\n"):
        heading = _HEADING.fullmatch(block)
        if not heading:
            blocks.append(block.strip("\n"))
            continue
        level, text = len(heading[1]), heading[2].strip()
        anchor = unique(slugify(unescape(text), "-"), used)
        tokens.append({"level": level, "id": anchor, "name": text, "html": text, "data-toc-label": ""})
        blocks.append(f'<h{level} id="{anchor}">{text}{_permalink(anchor, toc)}</h{level}>')
    depth = int(toc.get("toc_depth", 6))
    return "\n".join(block for block in blocks if block), [one for one in tokens if one["level"] <= depth]


def _permalink(anchor: str, toc: dict[str, Any]) -> str:
    sign = toc.get("permalink")
    if not sign:
        return ""
    title = escape(toc.get("permalink_title", "Permanent link"))
    return f'<a class="headerlink" href="#{anchor}" title="{title}">{"&para;" if sign is True else sign}</a>'
