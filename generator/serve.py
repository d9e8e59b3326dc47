"""`mkdocs serve` that survives: a failed rebuild leaves the last good pages up, what is wrong at their top.

Stock MkDocs lets every request wait after an exception in a rebuild, and has cleaned the site before it.
Here each rebuild goes into a folder of its own, which is served once it is complete.
"""

from __future__ import annotations

import logging
import re
import shutil
import tempfile
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from mkdocs.livereload import LiveReloadServer

log = logging.getLogger("mkdocs.plugins.brief")

_TOP = re.compile(rb"<main\b|</body>")


class Guard:
    """Stands between the server and its builder.

    trouble   what is wrong now, as `brief check` says it; "" when all is well
    has_site  whether a complete site is being served
    """

    def __init__(self) -> None:
        self.trouble = ""
        self.has_site = False
        self._fresh = ""

    def fresh_folder(self) -> str:
        """A new folder for the rebuild that begins."""
        self._fresh = tempfile.mkdtemp(prefix="brief-")
        return self._fresh

    def watch(self, server: LiveReloadServer) -> None:
        """Take the place of the server's builder and of what it adds to a page."""
        self.has_site = True
        build, inject = server.builder, server._inject_js_into_html

        def rebuild(*_args: Any) -> None:
            self._rebuild(build, server)

        def with_trouble(content: bytes, epoch: int) -> bytes:
            return bytes(inject(self._with_trouble(content), epoch))  # type: ignore[no-untyped-call]

        def error_page(code: int) -> bytes | None:
            page = Path(server.root, f"{code}.html")
            return self._with_trouble(page.read_bytes()) if page.is_file() else None

        server.builder = rebuild
        server._inject_js_into_html = with_trouble  # type: ignore[method-assign]
        server.error_handler = error_page

    def _rebuild(self, build: Callable[[], None], server: LiveReloadServer) -> None:
        """Build; whatever goes wrong becomes what is shown, and the last good pages stay."""
        old, self._fresh = self._fresh, ""
        try:
            build()
        except (Exception, SystemExit) as error:
            self.trouble = str(error.__cause__ or error.__context__ or error)
            log.error("The last good pages stay up.")
            shutil.rmtree(self._fresh, ignore_errors=True)
            self._fresh = old
        else:
            self.trouble = ""
            server.root = self._fresh
            shutil.rmtree(old, ignore_errors=True)

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
