"""`mkdocs serve` while entries change, break and are mended."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
import urllib.request
from typing import TYPE_CHECKING

import pytest

from generator.policy import digest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

PATIENCE = 30.0


@pytest.fixture
def served(project: Path) -> Iterator[tuple[Path, str]]:
    """The small project and the address at which it is served."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"]
    log = (project / "serve.log").open("w")
    server = subprocess.Popen(command, cwd=project, stdout=log, stderr=log)
    try:
        address = f"http://127.0.0.1:{port}/"
        until(lambda: "Rockets" in get(address))
        yield project, address
    finally:
        server.terminate()
        server.wait(10)
        log.close()


def get(url: str) -> str:
    """The page at an address; "" while nothing answers."""
    try:
        with urllib.request.urlopen(url, timeout=10) as answer:
            return str(answer.read().decode("utf-8"))
    except OSError:
        return ""


def until(true: Callable[[], bool]) -> None:
    """Wait until something is true."""
    end = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < end, "it never came"
        time.sleep(0.1)


def test_an_edit_a_mistake_and_its_mending(served: tuple[Path, str]) -> None:
    project, address = served
    page = f"{address}companies/kestrel/"
    entry = project / "content" / "companies" / "kestrel.yaml"
    good = entry.read_text("utf-8")

    entry.write_text(good.replace("payload: 8000", "payload: 9000"), "utf-8")
    until(lambda: "9,000" in get(page))

    entry.write_text(good.replace("basis: company", "basis: compny"), "utf-8")
    until(lambda: "Did you mean company?" in get(page))
    told = get(page)
    assert "9,000" in told  # the last good page stays
    reloads = told.rpartition("<script>")[2].partition("</script>")[0]
    assert "livereload" in reloads
    assert digest(reloads) in told.partition("<body")[0]  # the policy of the page lets it run
    assert "content/companies/kestrel.yaml:" in told
    assert told.index("b-problem") < told.index("<main")

    entry.write_text("name: [", "utf-8")
    until(lambda: "Did you mean company?" not in get(page))
    assert "9,000" in get(page)

    entry.write_text(good, "utf-8")
    until(lambda: "8,000" in get(page))
    assert "b-problem" not in get(page)


def test_edits_that_come_fast_are_all_followed_and_the_whole_comes_after(served: tuple[Path, str]) -> None:
    project, address = served
    entry = project / "content" / "companies" / "kestrel.yaml"
    good = entry.read_text("utf-8")
    for tonnes in range(11, 16):  # the next edit is saved as soon as the last one shows
        entry.write_text(good.replace("payload: 8000", f"payload: {tonnes}000"), "utf-8")
        until(lambda tonnes=tonnes: f"{tonnes},000" in get(f"{address}companies/kestrel/"))  # type: ignore[misc]
        assert f"{tonnes},000" in get(f"{address}compare/")
    until(lambda: "15,000" in get(f"{address}companies/kestrel/answers/"))
    until(lambda: "15000" in get(f"{address}data/answers.csv"))  # made by the whole build
    (project / "theme" / "overrides" / "assets" / "brief.css").write_text("h1{color:teal}", "utf-8")
    entry.write_text(good, "utf-8")
    until(lambda: "8000" in get(f"{address}data/answers.csv"))
    assert "8,000" in get(f"{address}companies/kestrel/")
    assert "15,000" not in get(f"{address}companies/kestrel/")


def test_files_that_come_and_go(served: tuple[Path, str]) -> None:
    project, address = served
    folder = project / "content" / "companies"
    entry = folder / "aurora-lift.yaml"
    (folder / "borealis.yaml").write_text(
        entry.read_text("utf-8").replace("Aurora Lift", "Borealis"), "utf-8"
    )
    until(lambda: "Borealis" in get(f"{address}companies/borealis/"))
    (folder / "borealis.yaml").rename(folder / "polaris.yaml")
    until(lambda: "Borealis" in get(f"{address}companies/polaris/"))
    (folder / "polaris.yaml").unlink()
    until(
        lambda: "Polaris" not in get(f"{address}companies/") and "Borealis" not in get(f"{address}companies/")
    )


def test_a_broken_template_or_style_never_stops_the_server(served: tuple[Path, str]) -> None:
    project, address = served
    overrides = project / "theme" / "overrides" / "main.html"
    good = overrides.read_text("utf-8")
    overrides.write_text(good + "{% if %}", "utf-8")
    until(lambda: "b-problem" in get(address))
    assert "Rockets" in get(address)
    overrides.write_text(good, "utf-8")
    until(lambda: "b-problem" not in get(address))
