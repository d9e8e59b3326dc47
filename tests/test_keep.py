"""What is kept from one build to the next: never believed when damaged, never other than a clean build."""

from __future__ import annotations

import os
import pickle
import random
import shutil
import signal
import subprocess
import sys
import time
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from conftest import BRIEF, build
from jinja2 import TemplateSyntaxError
from test_build import different

from generator import workers
from generator.compiled import Compiled
from generator.keep import Keep
from generator.outline import Keys
from generator.press import Made
from generator.shares import Shares
from generator.store import Store
from generator.text import Templates
from generator.workers import WorkError, aside, meanwhile, spread

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from pathlib import Path

    from jinja2.nodes import Template

RESULT = {"companies/kestrel/index.html": b"<h1>Kestrel</h1>", "more": ("a", 1)}


def test_a_result_is_found_by_its_key_alone(tmp_path: Path) -> None:
    Keep(tmp_path / "kept").put("key", RESULT)
    assert Keep(tmp_path / "kept").get("key") == RESULT
    assert Keep(tmp_path / "kept").get("other") is None
    assert Keep(tmp_path / "elsewhere").get("key") is None


def test_no_flipped_bit_and_no_half_file_is_believed(tmp_path: Path) -> None:
    Keep(tmp_path).put("key", RESULT)
    whole = (tmp_path / "key").read_bytes()
    for place in range(len(whole)):
        for bit in (0, 7):
            damaged = bytearray(whole)
            damaged[place] ^= 1 << bit
            (tmp_path / "key").write_bytes(damaged)
            assert Keep(tmp_path).get("key") is None, (place, bit)
        (tmp_path / "key").write_bytes(whole[:place])
        assert Keep(tmp_path).get("key") is None, place


def test_what_cannot_be_kept_leaves_no_half_file(tmp_path: Path) -> None:
    with pytest.raises((AttributeError, pickle.PicklingError)):
        Keep(tmp_path).put("key", ["a" * 100_000, lambda: None])
    assert not [*tmp_path.iterdir()]


def test_a_folder_that_cannot_be_written_keeps_nothing(tmp_path: Path) -> None:
    (tmp_path / "kept").write_text("a file where the folder should be", "utf-8")
    keep = Keep(tmp_path / "kept")
    keep.put("key", RESULT)
    assert keep.get("key") is None
    keep.sweep()


def test_a_template_is_compiled_once_for_all_builds(tmp_path: Path) -> None:
    (tmp_path / "page.md.jinja").write_text("{{ title }}\n", "utf-8")

    def compiled(stamp: str) -> int:
        codes = Compiled(Keep(tmp_path / "kept"), stamp)
        env = Templates(tmp_path)
        codes.serve(env)
        parsed = 0

        def parse(source: str, name: str | None, filename: str | None) -> Template:
            nonlocal parsed
            parsed += 1
            return Templates._parse(env, source, name, filename)

        env._parse = parse  # type: ignore[method-assign]
        assert "Kestrel" in env.get_template("page.md.jinja").render(title="Kestrel")
        codes.save()
        return parsed

    assert [compiled("a"), compiled("a"), compiled("b")] == [1, 0, 1]
    (tmp_path / "page.md.jinja").write_text("{{ title }}.\n", "utf-8")
    assert compiled("a") == 1


def test_templates_are_compiled_before_they_are_asked_for_with_those_that_they_name(tmp_path: Path) -> None:
    (tmp_path / "wrong.md.jinja").write_text("{% if %}\n", "utf-8")
    (tmp_path / "page.md.jinja").write_text("{% include 'part.md.jinja' %}\n", "utf-8")
    (tmp_path / "part.md.jinja").write_text("{{ title }}\n", "utf-8")
    first = Compiled(Keep(tmp_path / "kept"), "a")
    first.begin([(Templates(tmp_path), ["wrong.md.jinja", "page.md.jinja"])])
    first.serve(Templates(tmp_path))
    first.save()
    env = Templates(tmp_path)
    Compiled(Keep(tmp_path / "kept"), "a").serve(env)
    with pytest.raises(TemplateSyntaxError):
        env.get_template("wrong.md.jinja")
    env._parse = None  # type: ignore[assignment,method-assign]
    assert "Kestrel" in env.get_template("page.md.jinja").render(title="Kestrel")


def test_a_build_after_an_edit_compiles_no_template(project: Path) -> None:
    assert build(project / "site", root=project).returncode == 0
    edited(project, "landing: 2028", "landing: 2029")
    code = "from generator.text import Templates; from generator.cli import main; Templates._parse = None"
    command = [sys.executable, "-c", f"{code}; main(['build'])"]
    assert subprocess.run(command, cwd=project, check=False).returncode == 0
    assert "2029" in (project / "site" / "compare" / "index.html").read_text("utf-8")


def test_after_an_edit_only_the_histories_of_its_company_are_worked_out(project: Path) -> None:
    assert build(project / "site", root=project).returncode == 0
    code = "from generator import weigh; from generator.cli import main; weigh.Play = None"
    command = [sys.executable, "-c", f"{code}; main(['build'])"]
    edited(project, "Fjord Motors", "Fjord Engines", "partners/fjord-motors.yaml")
    assert subprocess.run(command, cwd=project, check=False).returncode == 0
    edited(project, "landing: 2028", "landing: 2029")
    assert subprocess.run(command, cwd=project, check=False, capture_output=True).returncode != 0


def test_links_are_followed_anew_only_where_some_lead_elsewhere(project: Path) -> None:
    assert build(project / "site", root=project).returncode == 0
    code = "from generator import proof; from generator.cli import main; proof.broken = None"
    command = [sys.executable, "-c", f"{code}; main(['build'])"]
    edited(project, "eight tonnes", "nine tonnes")
    assert subprocess.run(command, cwd=project, check=False).returncode == 0
    edited(project, "id: landing-2028", "id: other")
    assert subprocess.run(command, cwd=project, check=False, capture_output=True).returncode != 0


def test_what_is_kept_is_taken_up_without_the_libraries_that_made_it(project: Path) -> None:
    assert build(project / "site", root=project).returncode == 0
    take = (
        "keep = Keep(Path('.cache/brief')); found = [keep.get(path.name) for path in keep._folder.iterdir()]"
    )
    check = "assert len(found) > 20; print({'icalendar', 'xlsxwriter'} & sys.modules.keys())"
    code = f"import sys; from pathlib import Path; from generator.keep import Keep; {take}; {check}"
    done = subprocess.run([sys.executable, "-c", code], cwd=project, check=True, capture_output=True)
    assert done.stdout == b"set()\n"


def test_what_is_not_used_goes_when_it_is_too_much(tmp_path: Path) -> None:
    for number in range(20):
        Keep(tmp_path).put(f"old{number}", b"x" * 1000)
        os.utime(tmp_path / f"old{number}", (number, number))
    keep = Keep(tmp_path)
    keep.put("new", b"x" * 1000)
    keep.sweep()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["new", "old17", "old18", "old19"]


def test_a_result_that_is_forgotten_is_not_found(tmp_path: Path) -> None:
    keep = Keep(tmp_path)
    for key in ("key", "other"):
        keep.put(key, RESULT)
    keep.forget(["key", "never kept"])
    assert keep.get("key") is None
    assert keep.get("other") == RESULT


MADE = Made({"page.md": None}, [], {"page/index.html": b"whole", "page/data.json": b"{}"})


def taken(tmp_path: Path, last: Path | None, theirs: Collection[str] = ()) -> dict[str, bytes]:
    """The files of a site that takes over what was kept."""
    site = tmp_path / "taken"
    shutil.rmtree(site, ignore_errors=True)
    assert Store(site, Keep(tmp_path / "kept"), last, theirs).take("key")
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*.*")}


def test_a_file_of_the_last_site_stands_in_the_new_one_if_it_is_as_it_was(tmp_path: Path) -> None:
    last, kept = tmp_path / "last", Keep(tmp_path / "kept")
    Store(last, kept, None).put("key", MADE)
    assert taken(tmp_path, None) == MADE.files
    assert taken(tmp_path, last) == MADE.files
    page = tmp_path / "taken" / "page" / "index.html"
    assert page.samefile(last / "page" / "index.html")  # one file, two names
    other = last / "page" / "index.html"
    (tmp_path / "theirs").write_bytes(b"whole")
    linked = partial(other.symlink_to, tmp_path / "theirs")
    for put in (partial(other.write_bytes, b"edited"), linked, other.mkdir):
        other.unlink()
        put()
        assert taken(tmp_path, last) == MADE.files
        assert not page.is_symlink()


def test_a_file_that_is_not_ours_is_neither_written_nor_taken_over(tmp_path: Path) -> None:
    last, kept = tmp_path / "last", Keep(tmp_path / "kept")
    Store(last, kept, None).put("key", MADE)
    assert taken(tmp_path, last, {"page/data.json"}) == {"page/index.html": b"whole"}


def children() -> set[str]:
    """The processes that this one has begun, as far as the system tells; a test's browser may be one."""
    return {child for one in Path("/proc/self/task").glob("*/children") for child in one.read_text().split()}


@pytest.mark.parametrize("processes", [1, 2, 3])
@pytest.mark.parametrize("number", [0, 1, 40, 9001])
def test_work_that_is_spread_gives_the_same(processes: int, number: int) -> None:
    assert spread(range(number), lambda job: job * job, processes) == [job * job for job in range(number)]


def test_work_that_fails_elsewhere_is_told_and_nothing_is_left() -> None:
    here, before = os.getpid(), children()

    def work(job: int) -> int:
        if os.getpid() != here:
            raise OSError("no space left")
        time.sleep(0.01)  # long enough for the other process to take a job
        return job

    with pytest.raises(WorkError, match="no space left"):
        spread(range(100), work, 2)
    assert children() <= before


def test_work_that_fails_here_stops_the_others() -> None:
    here, before = os.getpid(), children()

    def work(job: int) -> int:
        if os.getpid() == here:
            raise KeyboardInterrupt
        time.sleep(60)
        return job

    started = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        spread(range(100), work, 3)
    assert time.monotonic() - started < 30
    assert children() <= before


@pytest.mark.parametrize("processors", [1, 2])
def test_a_job_beside_what_else_is_done_gives_its_result_or_tells_what_failed(
    processors: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "processors", lambda: processors)
    where, what = aside(lambda: (os.getpid(), "made"))()
    assert what == "made"
    assert (where == os.getpid()) == (processors == 1)
    with pytest.raises(ZeroDivisionError if processors == 1 else WorkError, match="division"):
        aside(lambda: 1 // 0)()


def test_another_process_may_spread_work_as_well() -> None:
    begun = aside(lambda: "made")
    assert spread(range(40), lambda job: sum(spread(range(job), abs, 2)), 2) == [
        sum(range(job)) for job in range(40)
    ]
    assert begun() == "made"


def test_what_another_process_does_meanwhile_ends_with_the_block(tmp_path: Path) -> None:
    before = children()

    def work() -> None:
        (tmp_path / "begun").touch()
        time.sleep(60)

    started = time.monotonic()
    with meanwhile(work):
        while not (tmp_path / "begun").exists():
            assert time.monotonic() - started < 30
    assert children() <= before
    assert time.monotonic() - started < 30


def test_another_process_may_ask_for_the_result_of_a_job_and_nothing_is_left() -> None:
    before = children()
    here, begun, asked = os.getpid(), aside(lambda: "made"), []

    def work(job: int) -> object:
        if os.getpid() == here:
            time.sleep(0.01)  # long enough for the other process to take a job
            return None
        asked.append(job)
        return begun() if len(asked) == 1 else None

    assert "made" in spread(range(100), work, 2)
    assert children() <= before


def test_a_share_is_made_once_for_all_who_need_it_and_anew_for_other_entries(tmp_path: Path) -> None:
    entries = {
        "brief.yaml": "b",
        "companies/a.yaml": "1",
        "partners/p.yaml": "2",
        "companies/other.yaml": "3",
    }
    needs, made = ("companies/a.yaml", "partners/p.yaml"), 0

    def get(entries: dict[str, str], day: date = date(2026, 11, 2), historic: bool = False) -> int:
        def make(_slug: str) -> int:
            nonlocal made
            made += 1
            return made

        shares = Shares(Keep(tmp_path), Keys("base", entries))  # as another process has them
        return shares.get("data", "a", needs, day, historic, make)

    assert [get(entries), get(entries), get({**entries, "companies/other.yaml": "4"})] == [1, 1, 1]
    for number, name in enumerate(("brief.yaml", *needs)):
        assert get({**entries, name: "changed"}) == number + 2
    assert [get(entries, date(2026, 11, 3)), get(entries, historic=True), get(entries)] == [5, 6, 1]


# Whole builds


def edited(project: Path, old: str, new: str, file: str = "companies/kestrel.yaml") -> None:
    entry = project / "content" / file
    text = entry.read_text("utf-8")
    assert old in text
    entry.write_text(text.replace(old, new), "utf-8")


def renamed(project: Path) -> None:
    companies = project / "content" / "companies"
    (companies / "merlin.yaml").rename(companies / "merlin-two.yaml")


def restyled(project: Path) -> None:
    (project / "theme" / "overrides" / "assets" / "brief.css").write_text("h1{color:teal}\n", "utf-8")


def test_another_style_makes_no_page_anew(project: Path) -> None:
    kept = project / ".cache" / "brief"
    assert build(project / "site", root=project).returncode == 0
    before = {path.name for path in kept.rglob("*")}
    restyled(project)
    assert build(project / "site", root=project).returncode == 0
    assert {path.name for path in kept.rglob("*")} == before
    assert (project / "site" / "assets" / "brief.css").read_text("utf-8") == "h1{color:teal}\n"


def retold(project: Path) -> None:
    partial = project / "theme" / "overrides" / "partials" / "copyright.html"
    partial.write_text(partial.read_text("utf-8") + "<p>Another foot.</p>", "utf-8")


def explained(project: Path) -> None:
    (project / "content" / "schema").mkdir(exist_ok=True)
    (project / "content" / "schema" / "company.json").write_text('{"title": "Company"}\n', "utf-8")


def renamed_site(project: Path) -> None:
    config = project / "mkdocs.yml"
    config.write_text(config.read_text("utf-8").replace("Tech companies' EV plans", "Rockets"), "utf-8")


def written(project: Path) -> None:
    (project / "content" / "pages" / "about.md").write_text("# About\n\n[All](companies/index.md)\n", "utf-8")
    config = project / "mkdocs.yml"
    text = config.read_text("utf-8")
    config.write_text(
        text.replace("      - Data: data.md\n", "      - About: about.md\n      - Data: data.md\n")
    )


def overwritten(project: Path) -> None:
    pages = project / "content" / "pages"
    (pages / "follow.md").write_text("# Follow me\n", "utf-8")
    (pages / "compare").mkdir()
    for name in ("compare/steps.json", "calendar.ics"):
        (pages / name).write_text("{}", "utf-8")
    config = project / "mkdocs.yml"
    config.write_text(f"{config.read_text('utf-8')}exclude_docs: calendar.ics\n", "utf-8")


def given_back(project: Path) -> None:
    shutil.rmtree(project / "content" / "pages" / "compare")
    for name in ("follow.md", "calendar.ics"):
        (project / "content" / "pages" / name).unlink()


STEPS: list[Callable[[Path], object]] = [
    lambda project: edited(project, "landing: 2028", "landing: 2029"),
    lambda project: edited(project, "Fjord Motors", "Fjord Engines", "partners/fjord-motors.yaml"),
    lambda project: edited(project, "label: First landing", "label: Landing", "brief.yaml"),
    lambda project: edited(project, "label: The company", "label: Its own word", "brief.yaml"),
    lambda project: edited(project, "country: NZ", "country: NZ\nchecked: 2026-11-02"),  # another edition
    lambda project: edited(project, "Kestrel Launch\n", "Kestrel Works\n"),
    lambda project: shutil.copy(
        project / "content" / "companies" / "kestrel.yaml", project / "content" / "companies" / "merlin.yaml"
    ),
    lambda project: edited(project, "landing: 2029", "landing: 2028"),
    renamed,
    lambda project: (project / "content" / "companies" / "merlin-two.yaml").unlink(),
    lambda project: (project / "content" / "companies" / "aurora-lift.yaml").unlink(),
    restyled,
    retold,
    explained,
    renamed_site,
    overwritten,
    given_back,
    written,
]


def test_after_every_change_the_site_is_that_of_a_clean_build(project: Path) -> None:
    assert build(project / "site", root=project).returncode == 0
    before = sorted((project / ".cache" / "brief").iterdir())
    assert before
    for number, step in enumerate(STEPS):
        step(project)
        done = build(project / "site", root=project)
        assert done.returncode == 0, done.stderr
        assert build(project / "clean", "--no-cache", root=project).returncode == 0
        assert different(project / "site", project / "clean") == [], number
        assert "BEGIN:VCALENDAR" in (project / "site" / "calendar.ics").read_text("utf-8")


def test_a_damaged_cache_changes_nothing(project: Path) -> None:
    assert build(project / "site", root=project).returncode == 0
    chance = random.Random(6)
    for path in (project / ".cache" / "brief").iterdir():
        data = bytearray(path.read_bytes())
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        path.write_bytes(data)
    assert build(project / "again", root=project).returncode == 0
    assert different(project / "site", project / "again") == []


KILLS = 50


def seconds(project: Path, site: str) -> float:
    """How long a build takes here and now."""
    started = time.monotonic()
    assert build(project / site, root=project).returncode == 0
    return time.monotonic() - started


def test_the_last_site_stays_whole_whenever_a_build_is_killed(project: Path) -> None:
    """The site is the one before or the one after, whole, at any moment."""
    cold = seconds(project, "one")
    edited(project, "landing: 2028", "landing: 2029")
    assert build(project / "other", root=project).returncode == 0
    edited(project, "landing: 2029", "landing: 2028")
    warm = seconds(project, "site")
    chance = random.Random(50)
    killed = 0
    for number in range(KILLS):
        old, new = (
            ("landing: 2028", "landing: 2029") if number % 2 == 0 else ("landing: 2029", "landing: 2028")
        )
        edited(project, old, new)
        took = warm
        if number % 10 == 0:
            shutil.rmtree(project / ".cache", ignore_errors=True)  # the last build may not have come so far
            took = cold
        command = [str(BRIEF), "build", "--site-dir", str(project / "site")]
        running = subprocess.Popen(command, cwd=project, start_new_session=True, stderr=subprocess.DEVNULL)
        time.sleep(chance.uniform(0.2, 1.0) * took)
        if running.poll() is None:
            os.killpg(running.pid, signal.SIGKILL)
            killed += 1
        running.wait()
        assert [] in (different(project / "site", project / one) for one in ("one", "other")), number
    assert killed > KILLS / 4
    assert build(project / "site", root=project).returncode == 0
    assert different(project / "site", project / "one") == []
    assert not [*project.glob(".site.*")]


def test_two_builds_at_once_do_not_harm_each_other(project: Path) -> None:
    command = [str(BRIEF), "build", "--site-dir", "site"]
    both = [subprocess.Popen(command, cwd=project) for _number in range(2)]
    assert [one.wait() for one in both] == [0, 0]
    assert build(project / "clean", "--no-cache", root=project).returncode == 0
    assert different(project / "site", project / "clean") == []


def test_a_full_disk_leaves_the_last_site(project: Path) -> None:
    assert build(project / "site", root=project).returncode == 0
    shutil.copytree(project / "site", project / "before")
    edited(project, "landing: 2028", "landing: 2029")
    limited = f"ulimit -f 8; trap '' XFSZ; exec {BRIEF} build --site-dir site"
    done = subprocess.run(["bash", "-c", limited], cwd=project, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "could not be written" in done.stderr
    assert "Traceback" not in done.stderr
    assert different(project / "site", project / "before") == []
    assert not [*project.glob(".site.*")]
