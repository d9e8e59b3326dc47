"""Door to MkDocs: pages enter as generated files; nothing is written into content/."""

from __future__ import annotations

import gc
import logging
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from mkdocs.config import base
from mkdocs.config import config_options as c
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File

from generator import export, timetravel_files, when
from generator.check import check
from generator.edit import edit_base
from generator.edition import edition
from generator.links import Links
from generator.quick import QuickPage
from generator.report import text
from generator.serve import Guard
from generator.swap import beside, swap
from generator.view import Site
from generator.write import pages

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    import jinja2
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page as MkDocsPage

    from generator.load import Content
    from generator.write import Page

log = logging.getLogger("mkdocs.plugins.brief")


class Options(base.Config):
    """The plugin's options in `mkdocs.yml`."""

    content = c.Type(str, default="content")
    as_of = c.Type(str, default="")


class BriefPlugin(BasePlugin[Options]):
    """Reads the entries, writes their pages into the build, checks the links of what was built."""

    def __init__(self) -> None:
        self.serving = False
        self.guard = Guard()
        self.pages: dict[str, Page] = {}
        self.links = Links()
        self.site_dir: Path | None = None

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Keep this object over rebuilds, and know what it is used for."""
        self.serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read and check the entries before the old site is touched."""
        gc.disable()  # a build makes millions of objects and hardly a cycle: collecting doubles its time
        self.links = Links()
        root = Path(config.config_file_path).parent if config.config_file_path else Path()
        self.edit, self.url = edit_base(config), config.site_url or ""
        self.site = self._site(root / self.config.content)
        config.extra["historic"] = when.long_day(self.site.day) if self.site.historic else ""
        if self.guard.has_site:
            config.site_dir = self.guard.fresh_folder()
        elif not self.serving:
            self.site_dir = Path(config.site_dir)
            config.site_dir = str(beside(self.site_dir))
        return config

    def _site(self, folder: Path) -> Site:
        content, problems = check(folder)
        errors = [problem for problem in problems if problem.severity == "error"]
        if errors or content is None:
            report = text(errors, content, folder)
            if not self.serving or self.guard.has_site or content is None:
                raise PluginError(f"The entries have problems.\n\n{report}")
            self.guard.trouble = report
            content = _sound(content, {problem.place.file for problem in errors}, folder)
        return Site.of(content, self._day(content), self.edit, self.url)

    def _day(self, content: Content) -> date:
        try:
            day = when.parse_day(self.config.as_of) if self.config.as_of else edition(content)
        except ValueError as error:
            raise PluginError(f"The option as_of of the plugin brief: {error}") from None
        if day is None:
            raise PluginError("No claim has a full date: set the option as_of of the plugin brief.")
        return day

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the generated pages; a hand-written page of the same path stays."""
        self.pages = {}
        titles = dict(_nav_titles(config.nav or []))
        for page in pages(self.site):
            if files.get_file_from_path(page.path):
                continue
            file = File.generated(config, page.path, content=page.markdown)
            files.append(file)
            QuickPage(titles.get(page.path), file, config)
            self.pages[page.path] = page
        for path, content in self._beside(config):
            files.append(File.generated(config, path, content=content))
        return files

    def _beside(self, config: MkDocsConfig) -> Iterator[tuple[str, bytes]]:
        """The files beside the pages: steps to travel in time by, feeds, calendars, data.

        Feeds need the site's address.
        """
        yield from timetravel_files.files(self.site)
        if config.site_url:
            root = Path(config.config_file_path).parent if config.config_file_path else Path()
            yield from export.files(self.site, config.site_url, root / self.config.content / "schema")

    def on_page_markdown(self, markdown: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
        """Lead the edit button to the entry, date the page by its content."""
        made = self.pages.get(page.file.src_uri)
        page.update_date = (made.changed if made and made.changed else self.site.day).isoformat()
        if made:
            page.meta["search"] = {"exclude": True}
            line = f"#L{made.line}" if made.line > 1 else ""
            page.edit_url = f"{self.edit}{made.source}{line}" if self.edit else None
        return markdown

    @event_priority(-100)
    def on_env(self, env: jinja2.Environment, *, config: MkDocsConfig, files: Files) -> None:
        """Put the search entries of the generated pages into the index of the search plugin."""
        index: Any = next(
            (p.search_index for p in config.plugins.values() if hasattr(p, "search_index")), None
        )
        for path, made in self.pages.items():
            file = files.get_file_from_path(path)
            if file and hasattr(index, "entries"):
                index.entries += [_entry(file.url, found) for found in made.search]

    @event_priority(-100)
    def on_post_page(self, output: str, *, page: MkDocsPage, config: MkDocsConfig) -> str:
        """Take up the links of the page."""
        self.links.add(page.url if page.url != "./" else "", output)
        return output

    @event_priority(-100)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Check every internal link; put the complete site in its place."""
        built = Path(config.site_dir)
        files = (path.relative_to(built).as_posix() for path in built.rglob("*") if path.is_file())
        for sentence in self.links.broken(files):
            log.warning(sentence)
        if self.site_dir:
            swap(built, self.site_dir)
            config.site_dir = str(self.site_dir)
        gc.enable()

    def on_shutdown(self) -> None:
        """Leave nothing behind."""
        self.guard.close()

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Any) -> LiveReloadServer:
        """Keep serving the last good pages when a rebuild fails."""
        self.guard.watch(server)
        return server


def _sound(content: Content, broken: set[str], folder: Path) -> Content:
    """The content without the entries that have errors."""
    from dataclasses import replace

    def fine(kind: str, slug: str) -> bool:
        return f"{folder.name}/{kind}/{slug}.yaml" not in broken

    companies = {slug: entry for slug, entry in content.companies.items() if fine("companies", slug)}
    partners = {slug: entry for slug, entry in content.partners.items() if fine("partners", slug)}
    return replace(content, companies=companies, partners=partners)


def _nav_titles(nav: Any) -> Iterator[tuple[str, str]]:
    """(path, title) of the pages that the navigation names."""
    for item in nav:
        for title, below in item.items() if isinstance(item, dict) else ():
            if isinstance(below, str):
                yield below, title
            else:
                yield from _nav_titles(below)


def _entry(url: str, found: Any) -> dict[str, Any]:
    """A search entry; the theme puts its texts on the page as HTML, so they are escaped here."""
    from html import escape

    location = f"{'' if url == './' else url}{'#' + found.anchor if found.anchor else ''}"
    entry = {"location": location, "title": escape(found.title), "text": escape(found.text)}
    return entry | ({"boost": found.boost} if found.boost != 1 else {})
