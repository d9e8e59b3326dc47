"""`mkdocs serve` while entries change, break and are mended."""

from __future__ import annotations

import signal
from html import unescape
from pathlib import Path
from threading import Event, Thread
from typing import TYPE_CHECKING

import pytest
from serving import Served, ask, get, serving, until

from generator.policy import digest

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def served(project: Path) -> Iterator[Served]:
    """The small project, served."""
    with serving(project) as one:
        yield one


def test_an_edit_a_mistake_and_its_mending(served: Served) -> None:
    project, address, _process = served
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


def test_edits_that_come_fast_are_all_followed_and_the_whole_comes_after(served: Served) -> None:
    project, address, _process = served
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
    assert "ERROR" not in served.log  # a build that gave way went not wrong


def test_files_that_come_and_go(served: Served) -> None:
    project, address, _process = served
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


def test_what_breaks_around_the_entries_is_told_on_the_page_and_in_the_terminal(served: Served) -> None:
    project, address, _process = served
    broken = {
        project / "theme" / "overrides" / "main.html": ("{% if %}", "theme/overrides/main.html:"),
        project / "mkdocs.yml": ("\nvalidation: [\n", "mkdocs.yml"),
        project / "content" / "brief.yaml": ("\nroles: [\n", "content/brief.yaml:"),
    }
    for path, (mistake, told) in broken.items():
        good = path.read_text("utf-8")
        path.write_text(good + mistake, "utf-8")
        until(lambda told=told: told in problem_on(address))  # type: ignore[misc]
        assert told in served.log
        assert "Rockets" in get(address)
        path.write_text(good, "utf-8")
        until(lambda: not problem_on(address))
    config = project / "mkdocs.yml"
    good = config.read_text("utf-8")
    for name in ("tabels", "tabbels"):  # saved as editors do: a new file takes the place of the old
        fresh = project / "mkdocs.yml.new"
        fresh.write_text(good.replace("- tables", f"- {name}"), "utf-8")
        fresh.replace(config)
        until(lambda name=name: f"Failed to load extension '{name}'" in problem_on(address))  # type: ignore[misc]
    config.write_text(good, "utf-8")
    until(lambda: not problem_on(address))


def problem_on(address: str) -> str:
    """What a page says is wrong; "" if nothing is."""
    return unescape(get(address).partition('class="b-problem"')[2].partition("</pre>")[0])


def test_who_asks_during_a_build_gets_the_last_good_page(served: Served) -> None:
    project, address, _process = served
    page, done = f"{address}companies/kestrel/", Event()
    answers: list[tuple[int, bool]] = []

    def ask_on() -> None:
        while not done.is_set():
            status, text = ask(page)
            answers.append((status, "Kestrel" in text))

    asking = [Thread(target=ask_on) for _number in range(3)]
    for one in asking:
        one.start()
    main = project / "theme" / "overrides" / "main.html"
    good = main.read_text("utf-8")
    for number in range(4):  # each is a whole build into a folder of its own
        main.write_text(f"{good}{{# {number} #}}", "utf-8")
        until(lambda number=number: served.log.count("Reloading browsers") > number)  # type: ignore[misc]
    done.set()
    for one in asking:
        one.join()
    assert len(answers) > 20
    assert set(answers) == {(200, True)}


def test_where_the_system_tells_of_no_change_it_can_be_looked_for(project: Path) -> None:
    with serving(project, BRIEF_POLL="1") as served:
        files = Path("/proc", str(served.process.pid), "fd")
        if files.is_dir():
            assert not any("inotify" in str(one.readlink()) for one in files.iterdir())
        entry = project / "content" / "companies" / "kestrel.yaml"
        entry.write_text(entry.read_text("utf-8").replace("payload: 8000", "payload: 9000"), "utf-8")
        until(lambda: "9,000" in get(f"{served.address}companies/kestrel/"))
        served.process.send_signal(signal.SIGINT)
        assert served.process.wait(20) == 0
        assert "Traceback" not in served.log
