"""What tests share: the real site, built once, served and opened in a browser."""

from __future__ import annotations

import http.server
import os
import shutil
import subprocess
import sys
import threading
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from generator import compared, slices
from generator.views import lists, network, taking

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

ROOT = Path(__file__).parent.parent
BRIEF = Path(sys.executable).with_name("brief")
MARCH_2021 = "2021-03-31"

os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")

settings.register_profile("brief", deadline=None)  # a busy machine is no mistake
settings.load_profile("brief")


def build(
    site: Path, *options: str, root: Path = ROOT, env: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """`brief build` of a project into `site`; `env` adds to the environment."""
    command = [str(BRIEF), "build", "--site-dir", str(site), *options]
    environment = {**os.environ, **(env or {})}
    return subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False)


def search_by(engine: str, project: Path) -> Path:
    """Let a project be searched by `pagefind` or `material`."""
    config = project / "mkdocs.yml"
    plugins = f"plugins: [search, brief: {{search: {engine}}}]"
    changed = config.read_text("utf-8").replace("plugins: [search, brief]", plugins)
    assert plugins in changed
    config.write_text(changed, "utf-8")
    return project


def narrow(patch: pytest.MonkeyPatch, most: int) -> None:
    """Let pages of lists hold so few items that a small brief fills several."""
    patch.setattr(slices, "SIZE", 2)
    patch.setattr(lists, "COMPANIES_ON_A_PAGE", most)
    patch.setattr(lists, "PARTNERS_ON_A_PAGE", most)
    patch.setattr(network, "TIES_ON_A_PAGE", most)
    patch.setattr(taking, "FOLLOWED", most)
    patch.setattr(compared, "ROWS", most)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of today's edition."""
    folder = tmp_path_factory.mktemp("today") / "site"
    done = build(folder)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="session")
def past(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site as it stood on 31 March 2021."""
    folder = tmp_path_factory.mktemp("past") / "site"
    done = build(folder, "--as-of", MARCH_2021)
    assert done.returncode == 0, done.stderr
    return folder


def rockets(folder: Path) -> Path:
    """A copy of the project with the small brief on rockets as its content."""
    for name in ("mkdocs.yml", "theme"):
        source = ROOT / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, folder / name)
    shutil.copytree(ROOT / "tests" / "rockets", folder / "content")
    (folder / "content" / "pages").mkdir()
    return folder


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The small project on rockets, to change and to break."""
    return rockets(tmp_path)


def made_up(folder: Path, companies: int) -> Path:
    """A project with a made-up brief of so many companies."""
    shutil.copytree(ROOT / "theme", folder / "theme")
    shutil.copy(ROOT / "mkdocs.yml", folder)
    command = [sys.executable, str(ROOT / "benchmarks" / "make_brief.py"), str(companies), str(folder)]
    subprocess.run(command, check=True)
    return folder


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_args: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """The address at which today's site is served."""
    with served(site) as found:
        yield found


@contextmanager
def served(site: Path) -> Iterator[str]:
    """Serve a site for a while; its address."""
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(site))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's chromium; where BRIEF_BROWSER=required it must be there, else tests are left out, loudly."""
    from playwright.sync_api import sync_playwright

    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        if os.environ.get("BRIEF_BROWSER") == "required":
            pytest.fail("BRIEF_BROWSER=required, but there is no chromium on this machine.")
        pytest.skip("no chromium on this machine")
    arguments = [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-background-networking",
        "--disable-component-update",
    ]
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=arguments)
        yield opened
        opened.close()


def until(page: Page, true: str, argument: object = None) -> None:
    """Wait until a script says so; Playwright's own way is refused by the policy of the page."""
    for _ in range(300):
        if page.evaluate(true, argument):
            return
        page.wait_for_timeout(100)
    pytest.fail(f"It never came: {true}")


def rest(page: Page, milliseconds: int = 300) -> None:
    """Let a page do what it put off: its timers come in the order of their times, however busy it is."""
    page.evaluate("(time) => new Promise((done) => setTimeout(done, time))", milliseconds)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say loudly what was left out."""
    skipped = terminalreporter.stats.get("skipped", [])
    if any("no chromium" in str(report.longrepr) for report in skipped):
        terminalreporter.section("LEFT OUT", sep="!", red=True, bold=True)
        terminalreporter.line(
            f"{len(skipped)} browser tests were not run: there is no chromium on this machine."
        )
        terminalreporter.line("Install it (Debian: apt-get install chromium) and run make test again.")
