"""What a command costs, what a server answers and when, how large a site is. Linux only: wait4 and /proc."""

from __future__ import annotations

import contextlib
import gzip
import os
import re
import signal
import socket
import subprocess
import threading
import time
import urllib.request
from dataclasses import dataclass
from http.client import HTTPException
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

TICK = os.sysconf("SC_CLK_TCK")
LIMIT = 3600.0
"""Seconds after which a command is given up."""


class CommandError(Exception):
    """A command that did not do its job."""


@dataclass(frozen=True)
class Cost:
    """Seconds on the wall, seconds of the processor (user and system, children too), bytes at the peak."""

    wall: float
    cpu: float
    memory: int = 0

    def __add__(self, other: Cost) -> Cost:
        return Cost(self.wall + other.wall, self.cpu + other.cpu, max(self.memory, other.memory))


def timed(command: Sequence[str], folder: Path, env: Mapping[str, str]) -> Cost:
    """Run a command to its end. Raises CommandError, with the end of what it said."""
    done = threading.Event()
    peak = 0

    with (folder / "log").open("wb") as log:
        started = time.monotonic()
        process = subprocess.Popen(command, cwd=folder, env={**env}, stdout=log, stderr=log)

        def sample() -> None:
            nonlocal peak
            while not done.wait(0.2):
                peak = max(peak, memory(process.pid))

        threading.Thread(target=sample, daemon=True).start()
        _pid, status, used = os.wait4(process.pid, 0)
        wall = time.monotonic() - started
        done.set()
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise CommandError(
            f"{Path(command[0]).name}: {(folder / 'log').read_text('utf-8', 'replace')[-2000:]}"
        )
    return Cost(wall, used.ru_utime + used.ru_stime, max(peak, used.ru_maxrss * 1024))


def family(pid: int) -> Iterator[int]:
    """A process and all below it."""
    yield pid
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        with contextlib.suppress(OSError):
            for child in task.read_text().split():
                yield from family(int(child))


def memory(pid: int) -> int:
    """Bytes that a process and those below it hold; a page that they share counts once."""
    total = 0
    for one in family(pid):
        with contextlib.suppress(OSError):
            found = re.search(
                r"^Pss:\s+(\d+) kB", Path(f"/proc/{one}/smaps_rollup").read_text(), re.MULTILINE
            )
            total += int(found[1]) * 1024 if found else 0
    return total


def processor(pid: int) -> float:
    """Seconds of the processor that a process and those below it have used, ended children too."""
    total = 0
    for one in family(pid):
        with contextlib.suppress(OSError):
            fields = Path(f"/proc/{one}/stat").read_text().rpartition(")")[2].split()
            total += sum(map(int, fields[11:15]))
    return total / TICK


def edited(
    command: Sequence[str],
    folder: Path,
    env: Mapping[str, str],
    edit: Callable[[int], re.Pattern[str]],
    urls: Sequence[str],
    times: int,
) -> list[list[Cost]]:
    """Serve, edit, and wait until each URL answers with the new value: a list of costs, one a URL, per edit.

    command  with `PORT` where the port belongs
    edit     writes the edit of a number, and gives what the pages then have to hold
    """
    port = _free_port()
    command = [part.replace("PORT", str(port)) for part in command]
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(
            command, cwd=folder, env={**env}, stdout=log, stderr=log, start_new_session=True
        )
    try:
        _wait(port, urls[0], re.compile("<h1"), server)
        found = []
        for number in range(times):
            _settle(server.pid)
            started, used = time.monotonic(), processor(server.pid)
            value = edit(number)
            costs = []
            for url in urls:
                _wait(port, url, value, server)
                costs.append(Cost(time.monotonic() - started, processor(server.pid) - used))
            found.append(costs)
        return found
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait(60)


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _wait(port: int, url: str, value: re.Pattern[str], server: subprocess.Popen[bytes]) -> None:
    started = time.monotonic()
    while time.monotonic() - started < LIMIT:
        if server.poll() is not None:
            raise CommandError(f"The server ended with {server.returncode}.")
        with (
            contextlib.suppress(OSError, HTTPException),
            urllib.request.urlopen(f"http://127.0.0.1:{port}/{url}", timeout=LIMIT) as answer,
        ):
            if value.search(answer.read().decode("utf-8", "replace")):
                return
        time.sleep(0.02)
    raise CommandError(f"/{url} never showed {value.pattern}.")


def _settle(pid: int) -> None:
    """Wait for two idle seconds."""
    quiet, used = 0, processor(pid)
    while quiet < 4:
        time.sleep(0.5)
        now = processor(pid)
        quiet, used = (quiet + 1 if now - used < 0.06 else 0), now


@dataclass(frozen=True)
class Sizes:
    """Files and bytes of a site, of a company page, of the search index (raw and gzip), of a first search."""

    files: int
    site: int
    page: int
    page_gzip: int
    search: int
    search_gzip: int
    first_search: int


def sizes(site: Path, page: str) -> Sizes:
    """The sizes of a built site; the search index is what lies under `search/` or `pagefind/`."""
    files = [path for path in site.rglob("*") if path.is_file()]
    search = [path for path in files if path.relative_to(site).parts[0] in ("search", "pagefind")]
    company = (site / page / "index.html").read_bytes()
    return Sizes(
        len(files),
        sum(path.stat().st_size for path in files),
        len(company),
        zipped(company),
        sum(path.stat().st_size for path in search),
        sum(zipped(path.read_bytes()) for path in search),
        first_search(site),
    )


RESULTS = 20
"""So many pages of an index by pagefind a search looks into at most."""


def first_search(site: Path) -> int:
    """Bytes that a reader fetches for a first search, of one word that is in many pages."""
    index = site / "pagefind"
    if not index.is_dir():
        script = next(site.glob("assets/javascripts/workers/search.*.js"))
        return sum(zipped(path.read_bytes()) for path in (script, site / "search" / "search_index.json"))
    once = [index / name for name in ("pagefind-entry.json", "pagefind.js", "wasm.en.pagefind")]
    own = [index / name for name in ("box.css", "box.js", "worker.js", "filters.html")]
    theirs = [index / name for name in ("pagefind-ui.css", "pagefind-ui.js")]
    told = once + (own if own[0].exists() else theirs) + [*index.glob("*.pf_meta")]
    chunk = max(path.stat().st_size for path in (index / "index").iterdir())
    pages = [path.stat().st_size for path in (index / "fragment").iterdir()]
    return sum(zipped(path.read_bytes()) for path in told) + chunk + RESULTS * sum(pages) // len(pages)


def zipped(data: bytes) -> int:
    """Bytes that move over the wire."""
    return len(gzip.compress(data, 6, mtime=0))
