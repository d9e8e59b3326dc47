"""A site takes the last one's place whole, and no other: whatever stands there, however a build ends."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
from typing import TYPE_CHECKING

import pytest
from conftest import BRIEF, build
from test_build import different
from test_repeat import AS_USER, OTHER_USER

from generator import swap

if TYPE_CHECKING:
    from pathlib import Path

SITE = {"index.html": "home", "404.html": "none"}


def write(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    return folder


def tree(folder: Path) -> dict[str, str]:
    """What every file below a folder says."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in files}


@pytest.fixture
def dead() -> int:
    """The number of a process that is no more."""
    gone = subprocess.Popen(["true"])
    gone.wait()
    return gone.pid


# What stands where a site is to go


@pytest.mark.parametrize(
    "files",
    [
        {},
        {".git/HEAD": "ref"},
        SITE,
        SITE | {"brief.pdf": "put there since", ".nojekyll": ""},
    ],
)
def test_a_site_or_nothing_is_replaced(files: dict[str, str], tmp_path: Path) -> None:
    site = tmp_path / "site"
    assert swap.place(site) == site
    site.mkdir()
    assert swap.place(write(site, files)) == site


@pytest.mark.parametrize("files", [{"diary.txt": "dear"}, {"index.html": "somebody's"}, {"a/b/c": "deep"}])
def test_what_is_no_site_is_not_replaced(files: dict[str, str], tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no site, so it is not replaced"):
        swap.place(write(tmp_path / "mine", files))


def test_a_file_is_not_replaced(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no site"):
        swap.place(write(tmp_path, {"file": "x"}) / "file")


def test_a_build_into_somebodys_folder_leaves_it_as_it_is(project: Path) -> None:
    before = tree(project / "theme" / "pages")
    done = build(project / "theme" / "pages", root=project)
    assert done.returncode == 1
    assert "no site, so it is not replaced. Remove it, or name another place." in done.stderr
    assert "Traceback" not in done.stderr
    assert tree(project / "theme" / "pages") == before


def test_a_site_behind_a_link_is_replaced_where_it_is_and_what_is_hidden_stays(project: Path) -> None:
    served = write(project / "www" / "brief", SITE | {"gone/index.html": "old", ".git/HEAD": "ref"})
    (project / "link").symlink_to(served)
    assert build(project / "link", root=project).returncode == 0
    assert (project / "link").is_symlink()
    assert (served / "companies" / "index.html").is_file()
    assert not (served / "gone").exists()
    assert (served / ".git" / "HEAD").read_text("utf-8") == "ref"
    assert [path.name for path in (project / "www").iterdir()] == ["brief"]


# How a build ends


@pytest.fixture
def old(project: Path) -> Path:
    """A project with a site, and then with another one to come."""
    assert build(project / "site", root=project).returncode == 0
    shutil.copytree(project / "site", project / "before")
    entry = project / "content" / "companies" / "kestrel.yaml"
    entry.write_text(entry.read_text("utf-8").replace("landing: 2028", "landing: 2029"), "utf-8")
    return project


def test_a_broken_link_leaves_the_last_site(old: Path) -> None:
    page = '# About\n\n<p><a href="../../nobody/">Nobody</a></p>\n'
    write(old / "content" / "pages" / "topics", {"about.md": page})
    done = build(old / "site", root=old)
    assert done.returncode == 1
    assert "there is no such page" in done.stderr
    assert different(old / "site", old / "before") == []
    assert not [*old.glob(".site.*")]


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_a_build_that_is_stopped_leaves_the_last_site(sent: signal.Signals, old: Path) -> None:
    command = [str(BRIEF), "build", "--no-cache", "--site-dir", "site"]
    for _turn in range(5):  # where the machine is busy, a build may be done before it is stopped
        running = subprocess.Popen(command, cwd=old, stderr=subprocess.PIPE, text=True)
        while not [*old.glob(".site.*/companies")] and running.poll() is None:
            time.sleep(0.005)
        running.send_signal(sent)
        _out, told = running.communicate()
        if running.returncode:
            break
        shutil.rmtree(old / "site")
        shutil.copytree(old / "before", old / "site")
    assert running.returncode != 0
    assert "Traceback" not in told
    assert different(old / "site", old / "before") == []
    if sent == signal.SIGINT:
        assert not [*old.glob(".site.*")]
    assert build(old / "site", root=old).returncode == 0
    assert different(old / "site", old / "before") != []
    assert not [*old.glob(".site.*")]


@pytest.mark.parametrize("kind", ["a file", "locked"])
def test_a_cache_that_cannot_be_kept_is_done_without(kind: str, old: Path) -> None:
    shutil.rmtree(old / ".cache")
    if kind == "a file":
        write(old, {".cache": "x"})
    else:
        (old / ".cache").mkdir()
        (old / ".cache" / "brief").symlink_to("/proc/nowhere")
    done = build(old / "site", root=old)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.skipif(OTHER_USER is None, reason="only root, with setpriv, can build as another user")
def test_a_place_that_may_not_be_written_to_is_told(old: Path) -> None:
    old.chmod(0o755)
    command = [*AS_USER[OTHER_USER], str(BRIEF), "build", "--site-dir", "site"]
    done = subprocess.run(command, cwd=old, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "Permission denied" in done.stderr
    assert "The last one stays." in done.stderr
    assert "Traceback" not in done.stderr
    assert different(old / "site", old / "before") == []


# Step by step


@pytest.mark.parametrize("exchange", [True, False])
def test_the_new_site_takes_the_place_of_the_old(
    exchange: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not exchange:  # as on a system that knows no such call
        monkeypatch.setattr(swap, "_exchange", lambda _one, _other: False)
    site = write(tmp_path / "site", {"old": "", ".git/HEAD": "ref"})
    swap.swap(write(swap.beside(site), {"new": ""}), site)
    assert tree(site) == {"new": "", ".git/HEAD": "ref"}
    assert [*tmp_path.iterdir()] == [site]


def test_leftovers_of_dead_builds_go_and_those_of_living_ones_stay(tmp_path: Path, dead: int) -> None:
    site = write(tmp_path / "site", SITE)
    for left in (f".site.building-{dead}", f".site.building-{os.getppid()}", ".site.building-mine"):
        write(tmp_path / left, {"x": "", ".git/HEAD": "ref"})
    swap.beside(site)
    kept = sorted(path.name for path in tmp_path.iterdir())
    assert kept == [f".site.building-{os.getppid()}", ".site.building-mine", "site"]
    assert (site / ".git" / "HEAD").is_file()  # the build was killed when it had only to bring it over


def test_a_site_that_was_away_when_its_build_was_killed_comes_back(tmp_path: Path, dead: int) -> None:
    write(tmp_path / f".site.building-{dead}", {"new": ""})
    write(tmp_path / f".site.building-{dead}-old", SITE)
    swap.beside(tmp_path / "site")
    assert tree(tmp_path / "site") == SITE
    assert [path.name for path in tmp_path.iterdir()] == ["site"]
