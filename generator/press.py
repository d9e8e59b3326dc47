"""Chapters → finished files: each page through the theme, as MkDocs would, and what stands beside the pages.

A finished page is written here and nowhere else; MkDocs passes over it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from mkdocs.commands.build import get_context
from mkdocs.structure.toc import TableOfContents

from generator.folded import Folded
from generator.links import PageLinks, links_of
from generator.quick import QuickPage
from generator.text import words_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    import jinja2
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation

    from generator.chapters import Chapter
    from generator.found import Facet, Found
    from generator.page import Page


_EMPTY_LINES = re.compile("\n\n+")
"""What the theme's tags leave between them; on a generated page no such line means anything."""


_NO_TOC = TableOfContents([])


class Finished(NamedTuple):
    """What the check of links and the search have to know of a finished page."""

    url: str
    links: PageLinks
    search: tuple[Found, ...]
    facets: tuple[Facet, ...]


class Made(NamedTuple):
    """A chapter that is made.

    dates     path of each page → the newest claim on it
    finished  its pages
    files     path in the site → content, of all its files
    """

    dates: dict[str, date | None]
    finished: list[Finished]
    files: dict[str, bytes]


class Press:
    """Makes finished files with the theme, the navigation and the plugins of a build."""

    def __init__(self, config: MkDocsConfig, env: jinja2.Environment, nav: Navigation, files: Files) -> None:
        self._config, self._env, self._nav, self._files = config, env, nav, files
        self._every = files.documentation_pages()
        self._flat = all(page.url.count("/") < 2 for page in nav.pages)
        self._kept: dict[tuple[str, str, int], str] = {}

    def make(self, chapter: Chapter) -> Made:
        """Make a chapter."""
        made = Made({}, [], {})
        for page in chapter.pages():
            file = self._files.get_file_from_path(page.path)
            if file is None or not isinstance(file.page, QuickPage):
                continue  # a hand-written page of the same path stays
            html = self._finish(file.page, page)
            url = "" if file.url == "./" else file.url
            made.dates[page.path] = page.changed
            made.finished.append(Finished(url, links_of(url, html), page.search, page.facets))
            made.files[file.dest_uri] = html.encode("utf-8", "xmlcharrefreplace")
        made.files.update(chapter.files())
        return made

    def _finish(self, page: QuickPage, made: Page) -> str:
        """The HTML of a page, by the steps that MkDocs takes for one."""
        config, plugins, every = self._config, self._config.plugins, self._files
        page.text = made.markdown
        page.read_source(config)
        assert page.markdown is not None
        page.markdown = plugins.on_page_markdown(page.markdown, page=page, config=config, files=every)
        page.render(config, every)
        assert page.content is not None
        page.content = plugins.on_page_content(page.content, page=page, config=config, files=every)
        page.active = True
        context = get_context(self._nav, self._every, config, page)
        template = self._env.get_template(page.meta.get("template", "main.html"))
        context["kept"] = self._keeping(page)  # type: ignore[typeddict-unknown-key]
        content, page.content = page.content, ""  # the theme would look through it for marks that are its own
        context = plugins.on_page_context(context, page=page, config=config, nav=self._nav)
        page.content = content
        html = _EMPTY_LINES.sub("\n", template.render(context))
        html = str(plugins.on_post_page(html, page=page, config=config))
        page.active, page.content, page.markdown, page.text, page.toc = False, "", "", "", _NO_TOC
        return html

    def _keeping(self, page: QuickPage) -> Callable[[str, Callable[[], str]], str]:
        """For the theme: a part that is the same around all pages of a folder, made once for them.

        Its links are relative, and it marks the section; a page of the navigation is marked itself. Where the
        navigation leads deeper into a folder, its pages differ.
        """
        if not self._flat or page in self._nav.pages:
            return anew
        folder, depth = page.url.partition("/")[0], page.url.count("/")

        def kept(part: str, caller: Callable[[], str]) -> str:
            key = (part, folder, depth)
            if key not in self._kept:
                self._kept[key] = caller()
            return self._kept[key]

        return kept


def anew(_part: str, caller: Callable[[], str]) -> str:
    """For the theme: a part of a page that has no other like it."""
    return caller()


def equip(env: jinja2.Environment) -> None:
    """Give the templates of the theme what ours ask for, and let them write no more than is read."""
    env.add_extension(Folded)
    env.filters["striptags"] = words_of
    env.globals["kept"] = anew
    env.policies["json.dumps_kwargs"] = {"sort_keys": True, "separators": (",", ":"), "ensure_ascii": False}
