"""Generated pages become the same HTML as Python-Markdown makes of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from markdown import Markdown
from mkdocs.config import load_config

from generator.check import check
from generator.edition import edition
from generator.quick import split, to_html
from generator.view import Site
from generator.write import Page, pages

ROOT = Path(__file__).parent.parent


def made(folder: Path) -> list[Page]:
    """The pages of a brief."""
    content, _problems = check(folder)
    assert content
    day = edition(content)
    assert day
    return list(pages(Site.of(content, day)))


@pytest.mark.parametrize("folder", ["content", "tests/rockets"])
def test_every_page_is_what_python_markdown_makes_of_it(folder: str) -> None:
    config = load_config(str(ROOT / "mkdocs.yml"))
    different = []
    for page in made(ROOT / folder):
        front, body = split(page.markdown)
        markdown = Markdown(extensions=config.markdown_extensions, extension_configs=config.mdx_configs)
        slow = markdown.convert(body)
        quick, tokens = to_html(body, config.mdx_configs["toc"])
        flat = [(one["level"], one["id"], one["name"]) for one in tokens]
        if without_space(slow) != without_space(quick) or flat != flattened(markdown.toc_tokens):  # type: ignore[attr-defined]
            different.append(page.path)
        assert front["title"]
    assert different == []


def without_space(html: str) -> str:
    """HTML without the line breaks between its blocks."""
    return "".join(html.split("\n"))


def flattened(tokens: list[dict[str, object]]) -> list[tuple[object, object, object]]:
    """Nested toc tokens in the order of the page."""
    flat: list[tuple[object, object, object]] = []
    for token in tokens:
        flat.append((token["level"], token["id"], token["name"]))
        flat += flattened(token["children"])  # type: ignore[arg-type]
    return flat


def test_a_heading_gives_way_to_a_claim_of_its_name() -> None:
    html, tokens = to_html('## Partners\n\n<article id="partners">…</article>\n', {"permalink": True})
    assert tokens[0]["id"] == "partners_1"
    assert html.count('id="partners"') == 1
