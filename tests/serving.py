"""The real `mkdocs serve`, started for a test and ended after it."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

PATIENCE = 60.0


class Served(NamedTuple):
    """A project, the address at which it is served, and who serves it."""

    project: Path
    address: str
    process: subprocess.Popen[bytes]

    @property
    def log(self) -> str:
        """What stands in the terminal so far."""
        return (self.project / "serve.log").read_text("utf-8")

    def settle(self) -> None:
        """Wait until nothing is being built."""

        def still() -> bool:
            before = self.log
            time.sleep(0.5)
            return before == self.log and before.rfind("Reloading") > before.rfind("Detected")

        until(still)


@contextmanager
def serving(project: Path, **environment: str) -> Iterator[Served]:
    """Serve a project. However it is ended, it leaves nothing behind of what it keeps in `tmp`."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"]
    (project / "tmp").mkdir()
    told = os.environ | {"TMPDIR": str(project / "tmp")} | environment
    with (project / "serve.log").open("w") as log:
        process = subprocess.Popen(command, cwd=project, stdout=log, stderr=log, env=told)
        try:
            address = f"http://127.0.0.1:{port}/"
            until(lambda: "Rockets" in get(address))
            yield Served(project, address, process)
        finally:
            process.terminate()
            process.wait(20)
    assert process.returncode == 0
    assert list((project / "tmp").iterdir()) == []


def ask(url: str) -> tuple[int, str]:
    """How an address answers: its status, and its page; 0 while nothing answers."""
    try:
        with urllib.request.urlopen(url, timeout=10) as answer:
            return 200, str(answer.read().decode("utf-8"))
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode("utf-8")
    except OSError:
        return 0, ""


def get(url: str) -> str:
    """The page at an address; "" while there is none."""
    status, page = ask(url)
    return page if status == 200 else ""


def until(true: Callable[[], bool]) -> None:
    """Wait until something is true."""
    end = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < end, "it never came"
        time.sleep(0.1)
