"""`mkdocs serve` that follows at once and survives: the last good pages stay, what is wrong at their top.

Stock MkDocs lets every request wait during a rebuild, for ever after an exception in it, has cleaned the site
before it, and looks for changes twice a second. Here each rebuild goes into a folder of its own, which is
served once it is complete; who asks before gets the last good page, and changes are told by the system.
"""

from __future__ import annotations

import logging
import os
import re
import shutil
import signal
import tempfile
import traceback
from contextlib import contextmanager
from html import escape
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.polling import PollingObserver

from generator.policy import secured

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from mkdocs.livereload import LiveReloadServer
    from watchdog.observers.api import BaseObserver

log = logging.getLogger("mkdocs.plugins.brief")

POLL = "BRIEF_POLL"
"""Set in the environment, it has files looked at: on a network drive the system tells of no change."""

_TOP = re.compile(rb"<main\b|</body>")
_TEMPLATE = re.compile(r"\.(html|jinja)$")
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

    @property
    def served(self) -> Path | None:
        """The folder of the site that is being served."""
        return Path(self._server.root) if self._server else None

    def pause(self) -> None:
        """Give up a build that something newer waits for."""
        if self._server and self._server._want_rebuild:
            raise InterruptedBuildError

    def watch(self, server: LiveReloadServer) -> None:
        """Take the place of the server's builder, of its watch and of what it adds to a page."""
        self.has_site = True
        self._server = server
        build, inject, answer = server.builder, server._inject_js_into_html, server._serve_request

        def rebuild(*_args: Any) -> None:
            with _errors() as told:
                self._rebuild(build, server, told)

        def answered(*request: Any) -> Any:
            """The answer; asked for anew where the folder was exchanged under the question."""
            root = server.root
            try:
                found = answer(*request)
            except FileNotFoundError:
                found = None
            return answered(*request) if found is None and server.root != root else found

        def with_trouble(content: bytes, epoch: int) -> bytes:
            made: bytes = inject(self._with_trouble(content), epoch)  # type: ignore[no-untyped-call]
            return secured(made.decode("utf-8")).encode()  # the script that reloads it is its own each time

        def error_page(code: int) -> bytes | None:
            page = Path(server.root, f"{code}.html")  # it follows as well: what is missing may come back
            return with_trouble(page.read_bytes(), server._visible_epoch) if page.is_file() else None

        server.builder = rebuild
        server._serve_request = answered  # type: ignore[assignment, method-assign]
        server._inject_js_into_html = with_trouble  # type: ignore[method-assign]
        server.error_handler = error_page
        watched = list(server._watched_paths)
        for path in watched:
            server.unwatch(path)
        server.observer = _observer()  # type: ignore[assignment]
        server.build_delay = 0.05
        for path in watched:
            server.watch(path)
        signal.signal(signal.SIGTERM, signal.default_int_handler)  # ended like this, it tidies up too

    def _rebuild(self, build: Callable[[], None], server: LiveReloadServer, told: list[str]) -> None:
        """Bring the site up to date; what goes wrong is shown, and the last good pages stay.

        told  what has been told as errors so far
        """
        old, self._fresh = self._fresh, ""
        try:
            done = self._follow()
            if done == self.BUILD:
                with _unawaited(server):
                    build()
        except InterruptedBuildError:
            self._drop(old)
        except (Exception, SystemExit) as error:
            if not (told and isinstance(error, SystemExit)):
                log.error(_in_words(error))
            self.trouble = "\n".join(told)
            log.error("The last good pages stay up.")
            self._drop(old)
        else:
            self.trouble = ""
            if done == self.BUILD:
                server.root = self._fresh
                _remove(old)
            else:
                self._fresh = old
            if done == self.MORE:
                with server._rebuild_cond:
                    server._want_rebuild = True

    def _drop(self, old: str) -> None:
        """Give up what was being built, and go on with what is served."""
        if self._fresh:
            _remove(self._fresh)
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


def _remove(folder: str) -> None:
    """Remove a folder while the next edit is followed: it may hold many thousand files."""
    Thread(target=shutil.rmtree, args=(folder,), kwargs={"ignore_errors": True}).start()


@contextmanager
def _errors() -> Iterator[list[str]]:
    """What is told as errors meanwhile: that MkDocs aborted says nothing, what it told before says it all."""
    told: list[str] = []
    handler = logging.Handler(logging.ERROR)
    handler.emit = lambda record: told.append(record.getMessage())  # type: ignore[method-assign]
    mkdocs = logging.getLogger("mkdocs")
    mkdocs.addHandler(handler)
    try:
        yield told
    finally:
        mkdocs.removeHandler(handler)


def _in_words(error: BaseException) -> str:
    """What an error says, after the place in a template where it came up."""
    first = error.__cause__ or error.__context__ or error
    frames = traceback.extract_tb(first.__traceback__)
    found = [frame for frame in frames if _TEMPLATE.search(frame.filename)]
    return "".join(f"{_shown(frame.filename)}:{frame.lineno}: " for frame in found[-1:]) + str(first)


def _shown(path: str) -> str:
    """A path as it is typed here."""
    place = Path(path)
    return (place.relative_to(Path.cwd()) if place.is_relative_to(Path.cwd()) else place).as_posix()


@contextmanager
def _unawaited(server: LiveReloadServer) -> Iterator[None]:
    """Let no request wait for the build under way: the server answers while both epochs are the same."""
    wanted = server._wanted_epoch
    with server._epoch_cond:
        server._wanted_epoch = server._visible_epoch
        server._epoch_cond.notify_all()
    try:
        yield
    finally:
        server._wanted_epoch = wanted


def _observer() -> BaseObserver:
    """Watches files by what the system tells, at once; with POLL, by looking at them twice a second."""
    observer = PollingObserver(timeout=0.5) if os.environ.get(POLL) else Observer()
    schedule = observer.schedule

    def changes_alone(handler: FileSystemEventHandler, *args: Any, **options: Any) -> Any:
        return schedule(_Changes(handler), *args, **options)

    observer.schedule = changes_alone  # type: ignore[assignment, method-assign]
    return observer


class _Changes(FileSystemEventHandler):
    """Passes changes on; that a file was read is none."""

    def __init__(self, told: FileSystemEventHandler) -> None:
        self._told = told

    def dispatch(self, event: FileSystemEvent) -> None:
        if event.event_type in _CHANGES:
            self._told.dispatch(event)
