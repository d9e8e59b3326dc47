"""The same content gives the same bytes, wherever, whenever and by whomever it is built: all of them."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from conftest import BRIEF, ROOT
from test_build import different

if TYPE_CHECKING:
    from collections.abc import Iterator

NOBODY = 65534
AS_USER: dict[int | None, list[str]] = {
    None: [],
    # may read what root installed for itself, and write nothing but its own
    NOBODY: [
        *("setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"),
        *("--inh-caps=-all,+dac_read_search", "--ambient-caps=-all,+dac_read_search"),
    ],
}
OTHER_USER = NOBODY if os.geteuid() == 0 and shutil.which("setpriv") else None
YEAR_2100 = "4102444800"


@dataclass(frozen=True)
class Elsewhere:
    """Where, when and by whom a site is built.

    variables  of the environment; None takes one away
    python     options of Python
    options    of `brief build`
    umask      what nobody else may do with new files
    user       the number of another user
    folder     the project's, below a new one
    inside     an unrelated git repository
    """

    variables: dict[str, str | None] = field(default_factory=dict)
    python: tuple[str, ...] = ()
    options: tuple[str, ...] = ("--no-cache",)
    umask: int = 0o022
    user: int | None = None
    folder: str = "project"
    inside: bool = False

    def build(self, project: Path, site: Path) -> None:
        """Build the site of a project."""
        given = {
            **os.environ,
            "NO_MKDOCS_2_WARNING": "1",
            "PYTHONPATH": str(ROOT / "tests" / "elsewhere"),
            **self.variables,
        }
        done = subprocess.run(
            [
                *AS_USER[self.user],
                sys.executable,
                *self.python,
                BRIEF,
                "build",
                "--site-dir",
                site,
                *self.options,
            ],
            cwd=project,
            env={name: value for name, value in given.items() if value is not None},
            umask=self.umask,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr


TABLE = {
    "another folder": Elsewhere(folder="ein Ort/小米 & co"),
    "a short folder": Elsewhere(folder="p"),
    "inside a git repository": Elsewhere(inside=True),
    "a locale of bytes": Elsewhere({"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}),
    "a Turkish locale": Elsewhere({"LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8"}),  # i is İ there
    "the first zone": Elsewhere({"TZ": "Pacific/Kiritimati"}),
    "a zone of half hours": Elsewhere({"TZ": "America/St_Johns"}),
    "a hash seed": Elsewhere({"PYTHONHASHSEED": "1"}),
    "another hash seed": Elsewhere({"PYTHONHASHSEED": "4294967295"}),
    "the year 1970": Elsewhere({"BRIEF_CLOCK": "86400", "TZ": "UTC"}),
    "the year 2100": Elsewhere({"BRIEF_CLOCK": YEAR_2100}),
    "a date for builds": Elsewhere({"SOURCE_DATE_EPOCH": "946684800"}),
    "one processor": Elsewhere({"BRIEF_PROCESSORS": "1"}),
    "seven processors": Elsewhere({"BRIEF_PROCESSORS": "7"}),
    "a private umask": Elsewhere(umask=0o077),
    "no assertions": Elsewhere(python=("-O",)),
    "hardly an environment": Elsewhere(dict.fromkeys({*os.environ} - {"PATH"})),
    "a service that builds": Elsewhere(
        {"CI": "true", "GITHUB_ACTIONS": "true", "TERM": "dumb", "COLUMNS": "20"}
    ),
    "another user": Elsewhere({"HOME": "/nonexistent"}, user=NOBODY),
}
AT_ONCE = Elsewhere(
    {
        "LC_ALL": "C",
        "TZ": "Pacific/Kiritimati",
        "PYTHONHASHSEED": "77",
        "BRIEF_CLOCK": YEAR_2100,
        "BRIEF_PROCESSORS": "5",
        "SOURCE_DATE_EPOCH": "1",
    },
    python=("-O",),
    umask=0o077,
    user=OTHER_USER,
    folder="ein Ort/小米 & co",
)
"""As much of it as there can be in one build."""


@pytest.fixture
def place() -> Iterator[Path]:
    """A folder that any user may enter; those of pytest are private."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


def project_in(place: Path, content: Path, elsewhere: Elsewhere) -> Path:
    """A project as a source archive has it: without git, its files in another order and of another time."""
    project = place / elsewhere.folder
    project.mkdir(parents=True)
    shutil.copy(ROOT / "mkdocs.yml", project)
    for source, target in ((ROOT / "theme", project / "theme"), (content, project / "content")):
        for file in sorted((one for one in source.rglob("*") if one.is_file()), reverse=True):
            copy = target / file.relative_to(source)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, copy)
            os.utime(copy, (3 * 10**8, 3 * 10**8))
    (project / "content" / "pages").mkdir(exist_ok=True)
    if elsewhere.inside:
        subprocess.run(["git", "init", "--quiet", place], check=True)
    if elsewhere.user is not None:
        for path in (place, *place.rglob("*")):
            os.chown(path, elsewhere.user, elsewhere.user)
    return project


def modes(site: Path) -> set[tuple[str, int]]:
    """Kinds of files in a site, and who may do what with them."""
    found = [path.lstat().st_mode for path in (site, *site.rglob("*"))]
    return {("folder" if stat.S_ISDIR(mode) else "file", stat.S_IMODE(mode)) for mode in found}


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the small brief, built here and now."""
    folder = tmp_path_factory.mktemp("first")
    Elsewhere().build(project_in(folder, ROOT / "tests" / "rockets", Elsewhere()), folder / "site")
    return folder / "site"


@pytest.mark.parametrize("name", TABLE)
def test_the_small_brief_gives_the_same_bytes_everywhere(name: str, first: Path, place: Path) -> None:
    elsewhere = TABLE[name]
    if elsewhere.user != OTHER_USER is None:
        pytest.skip("only root, with setpriv, can build as another user")
    elsewhere.build(project_in(place, ROOT / "tests" / "rockets", elsewhere), place / "site")
    assert different(first, place / "site") == []
    assert modes(place / "site") == {("folder", 0o777 & ~elsewhere.umask), ("file", 0o666 & ~elsewhere.umask)}


def test_a_warm_cache_gives_the_same_bytes_here_and_where_it_is_taken_to(first: Path, place: Path) -> None:
    here = Elsewhere(options=())
    project = project_in(place, ROOT / "tests" / "rockets", here)
    other = project_in(place, ROOT / "tests" / "rockets", Elsewhere(folder="taken to"))
    here.build(project, place / "cold")
    kept = {path.name for path in (project / ".cache" / "brief").iterdir()}
    Elsewhere({"PYTHONHASHSEED": "5", "BRIEF_CLOCK": YEAR_2100}, options=()).build(project, place / "warm")
    assert {path.name for path in (project / ".cache" / "brief").iterdir()} == kept  # nothing was made anew
    shutil.copytree(project / ".cache", other / ".cache")
    here.build(other, place / "taken")
    for site in ("cold", "warm", "taken"):
        assert different(first, place / site) == []


def test_the_real_brief_gives_the_same_bytes_with_everything_else_at_once(site: Path, place: Path) -> None:
    AT_ONCE.build(project_in(place, ROOT / "content", AT_ONCE), place / "site")
    assert different(site, place / "site") == []
    assert sum(path.is_file() for path in site.rglob("*")) > 350


def test_the_clock_of_these_tests_stands_where_it_is_put() -> None:
    years = "time.strftime('%Y'), d.date.today().year, d.datetime.now(d.UTC).year"
    code = f"import time, datetime as d; print({years})"
    variables = {"BRIEF_CLOCK": YEAR_2100, "PYTHONPATH": str(ROOT / "tests" / "elsewhere")}
    told = subprocess.run(
        [sys.executable, "-c", code], env=os.environ | variables, capture_output=True, text=True, check=True
    )
    assert told.stdout.split() == ["2100"] * 3
