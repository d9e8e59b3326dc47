"""Door to MkDocs: pages enter as generated files; nothing is written into content/."""

from __future__ import annotations

import gc
import logging
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any, Literal

import click
from mkdocs.exceptions import Abort
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority
from mkdocs.structure.files import File
from mkdocs.utils import CountHandler

from generator import search, when
from generator.binder import Binder
from generator.compiled import Compiled
from generator.desk import Desk, Memory, Order, TroubleError
from generator.edit import edit_base
from generator.fetch import COMPANIES
from generator.handwritten import behind_links, taken_up
from generator.keep import Keep, digest
from generator.live import Live, around, keys_of_tables
from generator.navigation import around_pages, titled
from generator.options import Options
from generator.pagefind import SearchError
from generator.policy import secured
from generator.press import Press, equip
from generator.proof import Proof
from generator.quick import QuickPage
from generator.serve import Guard
from generator.shares import keys_of_shares
from generator.stamp import stamp
from generator.store import Store
from generator.swap import beside, drop, place, swap
from generator.text import templates
from generator.visible import look_past_hidden
from generator.workers import WorkError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import jinja2
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page

    from generator.outline import Outline

log = logging.getLogger("mkdocs.plugins.brief")

YOUNG, RARELY = 2_000, 1_000
"""How many objects are made before the cycles among them are freed, and how often among older ones too.

A template leaves cycles behind, all young; the brief and what was worked out of it are millions of objects
without one: to look through these doubles the time of a build.
"""


class Refused(Abort):
    """The site is not built. Says why, and nothing of how the program works inside."""

    def show(self, *_args: Any, **_kwargs: Any) -> None:
        """Tell it where errors are told."""
        click.echo(self.format_message(), err=True)


class BriefPlugin(BasePlugin[Options]):
    """Reads the entries, puts their pages into the site, checks the links of what was built.

    MkDocs knows each generated page by its path only; what is on it is made (or taken over from an earlier
    build) and written by the Binder, and MkDocs passes over it.
    """

    def __init__(self) -> None:
        self.serving = False
        self.guard = Guard(self.follow)
        self.memory = Memory()
        self.live: Live | None = None
        self.site_dir: Path | None = None
        self.littered = False  # with what the last complete build of this process left
        self.preparing: Thread | None = None

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Keep this object over rebuilds, and know what it is used for."""
        self.serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read and check the entries before the old site is touched."""
        if self.littered:
            self.littered = False
            gc.unfreeze()
            gc.collect()
        gc.disable()
        gc.set_threshold(YOUNG, RARELY, RARELY)
        look_past_hidden(config.theme)
        self.pages: dict[str, QuickPage] = {}
        self.next: Live | None = None
        root = Path(config.config_file_path).parent if config.config_file_path else Path()
        self.keep = Keep(root / self.config.cache if self.config.cache else None)
        self.schemas = root / self.config.content / "schema"
        self.stamp = stamp(config, self.schemas)
        self.around = around(config, self.stamp)
        self.compiled = Compiled(self.keep, self.stamp)
        self.compiled.serve(templates())  # to plan lists is to know how they read
        self.compiled.begin(_templates(config))
        try:
            self.desk, outline = self._desk(config, root)
        finally:
            gc.freeze()  # the brief: nothing of it is ever looked through
            gc.enable()
        config.extra["historic"] = when.long_day(outline.day) if outline.historic else ""
        self.last: Path | None = None
        if self.guard.has_site:
            self.last = self.guard.served
            config.site_dir = self.guard.fresh_folder()
        elif not self.serving:
            try:
                self.site_dir = self.last = place(Path(config.site_dir))
            except ValueError as error:
                raise Refused(str(error)) from None
            config.site_dir = str(beside(self.site_dir))
        return config

    def _desk(self, config: MkDocsConfig, root: Path) -> tuple[Desk, Outline]:
        url = config.site_url or ""
        order = Order(root / self.config.content, self.config.as_of, edit_base(config), url, self.stamp)
        first = self.serving and not self.guard.has_site
        memory = self.memory if self.serving else None
        desk = Desk(order, self.keep, memory, forgiving=first, pause=self.guard.pause)
        try:
            outline = desk.outline
        except (TroubleError, ValueError) as error:
            raise Refused(str(error)) from None
        if desk.trouble:
            self.guard.trouble = desk.trouble
        return desk, outline

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Choose who searches; find out now if it cannot."""
        companies = sum(name.startswith(COMPANIES) for name in self.desk.keys.entries)
        try:
            search.begin(config, self.config.search, companies)
        except SearchError as error:
            raise Refused(str(error)) from None

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the generated pages; a hand-written page of the same path stays."""
        for name in behind_links(files, Path(config.docs_dir)):
            raise Refused(f"{name} lies behind a symbolic link. Put the file itself there.")
        titles = dict(titled(config.nav or []))
        for planned in self.desk.outline.chapters:
            for path in planned.paths:
                if files.get_file_from_path(path) is None:
                    file = File.generated(config, path, content="")
                    files.append(file)
                    self.pages[path] = QuickPage(titles.get(path), file, config)
        for file in files.media_files():
            if file.src_uri.endswith(".html") and not file.generated_by:
                file.content_string = secured(taken_up(file.content_string, file.src_uri))
        return files

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> None:
        """Keep the navigation at hand."""
        self.guard.pause()  # not at each page below: MkDocs would call that an error of the page
        self.nav = nav

    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Date a hand-written page by the edition."""
        page.update_date = self.desk.outline.day.isoformat()
        return markdown

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Bring what was written by hand to what holds for every page."""
        return html if page.file.src_uri in self.pages else taken_up(html, page.file.src_uri)

    @event_priority(-100)
    def on_env(self, env: jinja2.Environment, *, config: MkDocsConfig, files: Files) -> None:
        """Put the generated pages and what stands beside them into the site."""
        equip(env)
        press = Press(config, env, self.nav, files)
        self.compiled.serve(env)

        keys = self._keys(config)
        shares = list(keys_of_shares(self.desk.keys, self.desk.outline))
        self.keep.use(shares)
        folder = Path(config.site_dir)
        written = [file for file in files if file.inclusion.is_included()]
        theirs = {file.dest_uri for file in written if file.src_uri not in self.pages}
        self.store = Store(folder, self.keep, self.last, theirs)
        self.binder = Binder(self.store, keys, self.desk.chapters, press.make, self.guard.pause)
        try:
            chapters = self.binder.bind()
        except (OSError, WorkError) as error:
            raise Refused(f"The site could not be written: {error}. The last one stays.") from None
        self.compiled.save()
        if stamp(config, self.schemas) != self.stamp:  # changed while pages were made: of what, nobody knows
            self.store.forget(keys.values())
            self.keep.forget(shares)
            self.keep.stop()
        self.searched = digest(self.stamp, *(chapter.search for chapter in chapters))
        links = digest(self.stamp, *(chapter.links for chapter in chapters))
        self.proof = Proof(self.keep, links, self.binder.finished)
        for path, changed in (pair for chapter in chapters for pair in chapter.dates.items()):
            self.pages[path].passed(changed or self.desk.outline.day)
        search.add(config, self.binder.finished)
        if self.serving and not self.desk.trouble:
            entries, order = self.desk.keys, self.desk.order
            tables = keys_of_tables(entries, self.desk.outline)
            self.next = Live(folder, self.around, entries, tables, order, self.keep, self.memory, press)
            self.watched = config

    def _keys(self, config: MkDocsConfig) -> dict[str, str]:
        """The name and the key of each chapter."""
        outline = self.desk.outline
        paths = (path for chapter in outline.chapters for path in chapter.paths)
        written = [path for path in paths if path not in self.pages]
        around = [around_pages(item) for item in self.nav.items], config.extra["pagefind"], written
        tabs = digest(repr(around))
        return {one.name: self.desk.keys.chapter(one, outline, tabs) for one in outline.chapters}

    def follow(self) -> str:
        """Put in place what was edited in a served site, and tell what is left to do."""
        if self.preparing:
            self.preparing.join()
        now = around(self.watched, stamp(self.watched, self.schemas)) if self.live else ""
        live = self.live and self.live.follow(now)
        if live is None:
            return Guard.BUILD
        self.live = live
        return Guard.DONE if live.whole else Guard.MORE

    @event_priority(-100)
    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Give the page its policy; take up the links of a hand-written one."""
        if not output.strip():
            return output
        output = secured(output)
        if page.file.src_uri not in self.pages:
            url = "" if page.url == "./" else page.url
            self.proof.add(url, output)
        return output

    @event_priority(-100)
    def on_post_template(self, output_content: str, *, template_name: str, config: MkDocsConfig) -> str:
        """Give the page for wrong addresses its policy."""
        return secured(output_content) if template_name.endswith(".html") else output_content

    @event_priority(100)
    def _index(self, *, config: MkDocsConfig) -> None:
        """Make the index of the search, before the theme's search writes its own."""
        try:
            search.finish(config, self.store, self.searched, self.binder.finished, self.guard.pause)
        except (OSError, SearchError) as error:
            raise Refused(f"{error}. The last site stays.") from None

    @event_priority(-100)
    def _finish(self, *, config: MkDocsConfig) -> None:
        """Check every internal link; put the complete site in its place."""
        built = Path(config.site_dir)
        for sentence in self.proof.wrong(built):
            log.warning(sentence)
        self.guard.pause()
        if self.site_dir:
            if not (config.strict and _warned()):  # else MkDocs ends the build now, and the last site stays
                _put(built, self.site_dir)
            config.site_dir = str(self.site_dir)
        if self.serving:
            Thread(target=self.keep.sweep).start()  # the next edit need not wait for it
        else:
            self.keep.sweep()
        self.live, self.littered = self.next, True
        gc.freeze()  # else the next edit, or the end, waits until all that was built has been looked through

    on_post_build = CombinedEvent(_index, _finish)

    def on_shutdown(self) -> None:
        """Leave nothing behind."""
        self.guard.close()
        if self.site_dir:
            drop(self.site_dir)

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Any) -> LiveReloadServer:
        """Keep serving the last good pages when a rebuild fails; get ready for an edit while nobody waits."""
        if self.live:
            self.preparing = Thread(target=self.live.prepare, daemon=True)
            self.preparing.start()
        self.guard.watch(server)
        return server


def _templates(config: MkDocsConfig) -> Iterator[tuple[jinja2.Environment, Iterable[str]]]:
    """Environments, and what pages are made with in each: the theme's only if no other plugin changes it."""
    pages = templates()
    yield pages, pages.list_templates(filter_func=lambda name: name.endswith(".md.jinja"))
    if len(config.plugins.events["env"]) == 1:
        theme = config.theme.get_env()
        equip(theme)
        yield theme, ("main.html", "404.html")


def _put(built: Path, site: Path) -> None:
    try:
        swap(built, site)
    except OSError as error:
        raise Refused(f"The site could not be put in its place: {error}. The last one stays.") from None


def _warned() -> bool:
    """Whether MkDocs counts warnings, and has counted some."""
    handlers = logging.getLogger("mkdocs").handlers
    return any(one.get_counts() for one in handlers if isinstance(one, CountHandler))
