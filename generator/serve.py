"""`mkdocs serve` that follows at once and survives: the last good pages stay, what is wrong at their top.

Stock MkDocs lets every request wait after an exception in a rebuild, has cleaned the site before it, and
looks for changes twice a second. Here each rebuild goes into a folder of its own, which is served once it is
complete, and changes are told by the system.
"""

from __future__ import annotations

import logging
import re
import shutil
import tempfile
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from generator.desk import TroubleError
from generator.policy import secured

if TYPE_CHECKING:
    from collections.abc import Callable

    from mkdocs.livereload import LiveReloadServer

log = logging.getLogger("mkdocs.plugins.brief")

_TOP = re.compile(rb"<main\b|</body>")
_CHANGES = {"created", "modified", "deleted", "moved"}


class InterruptedBuildError(Exception):
    """A build was given up because something has changed meanwhile: the next one is about to begin."""


class Guard:
    """Stands between the server and its builder.

    trouble   what is wrong now, as `brief check` says it; "" when all is well
    has_site  whether a complete site is being served
    follow    puts in place what was edited: DONE, MORE (there is more to build) or BUILD (nothing was put)
    """

    DONE, MORE, BUILD = "done", "more", "build"

    def __init__(self, follow: Callable[[], str]) -> None:
        self.trouble = ""
        self.has_site = False
        self._follow = follow
        self._fresh = ""
        self._server: LiveReloadServer | None = None

    def fresh_folder(self) -> str:
        """A new folder for the rebuild that begins."""
        self._fresh = tempfile.mkdtemp(prefix="brief-")
        return self._fresh

    def pause(self) -> None:
        """Give up a build that something newer waits for."""
        if self._server and self._server._want_rebuild:
            raise InterruptedBuildError

    def watch(self, server: LiveReloadServer) -> None:
        """Take the place of the server's builder, of its watch and of what it adds to a page."""
        self.has_site = True
        self._server = server
        build, inject = server.builder, server._inject_js_into_html

        def rebuild(*_args: Any) -> None:
            self._rebuild(build, server)

        def with_trouble(content: bytes, epoch: int) -> bytes:
            made: bytes = inject(self._with_trouble(content), epoch)  # type: ignore[no-untyped-call]
            return secured(made.decode("utf-8")).encode()  # the script that reloads it is its own each time

        def error_page(code: int) -> bytes | None:
            page = Path(server.root, f"{code}.html")
            return self._with_trouble(page.read_bytes()) if page.is_file() else None

        server.builder = rebuild
        server._inject_js_into_html = with_trouble  # type: ignore[method-assign]
        server.error_handler = error_page
        watched = list(server._watched_paths)
        for path in watched:
            server.unwatch(path)
        server.observer = _Swift()
        server.build_delay = 0.05
        for path in watched:
            server.watch(path)

    def _rebuild(self, build: Callable[[], None], server: LiveReloadServer) -> None:
        """Bring the site up to date; what goes wrong is shown, and the last good pages stay."""
        old, self._fresh = self._fresh, ""
        try:
            done = self._follow()
            if done == self.BUILD:
                build()
        except InterruptedBuildError:
            self._drop(old)
        except TroubleError as error:
            self.trouble = str(error)
            log.error(self.trouble)
            self._drop(old)
        except (Exception, SystemExit) as error:
            self.trouble = str(error.__cause__ or error.__context__ or error)
            log.error("The last good pages stay up.")
            self._drop(old)
        else:
            self.trouble = ""
            if done == self.BUILD:
                server.root = self._fresh
                shutil.rmtree(old, ignore_errors=True)
            else:
                self._fresh = old
            if done == self.MORE:
                with server._rebuild_cond:
                    server._want_rebuild = True

    def _drop(self, old: str) -> None:
        """Give up what was being built, and go on with what is served."""
        if self._fresh:
            shutil.rmtree(self._fresh, ignore_errors=True)
        self._fresh = old

    def close(self) -> None:
        """Remove the folder that was served last."""
        shutil.rmtree(self._fresh, ignore_errors=True)

    def _with_trouble(self, content: bytes) -> bytes:
        if not self.trouble:
            return content
        box = f'<div class="b-problem" role="alert"><pre>{escape(self.trouble)}</pre></div>'.encode()
        found = _TOP.search(content)
        place = found.start() if found else 0
        return content[:place] + box + content[place:]


class _Swift(Observer):  # type: ignore[misc,valid-type]
    """Watches by what the system tells, at once; that a file was read is no change."""

    def schedule(self, event_handler: FileSystemEventHandler, *args: Any, **options: Any) -> Any:
        return super().schedule(_Changes(event_handler), *args, **options)


class _Changes(FileSystemEventHandler):
    def __init__(self, told: FileSystemEventHandler) -> None:
        self._told = told

    def dispatch(self, event: FileSystemEvent) -> None:
        if event.event_type in _CHANGES:
            self._told.dispatch(event)
