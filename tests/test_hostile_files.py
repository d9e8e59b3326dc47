"""Whole files, kinds of files, names and surroundings: refused in words, in no time, or read as they are."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner
from conftest import BRIEF, build
from hostile import sound, wholes
from hostile.entry import written

from generator.cli import main

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="other systems know no such files")


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A sound brief with one company and one partner."""
    files = {
        "brief.yaml": sound.BRIEF,
        "partners/magna.yaml": sound.PARTNER,
        "companies/acme.yaml": sound.COMPANY,
    }
    return written(tmp_path / "content", files)


def check(content: Path) -> tuple[int, list[dict[str, Any]]]:
    """Exit code and problems of `brief check`, which takes no time."""
    begin = time.process_time()
    result = CliRunner().invoke(main, ["check", "--content", str(content), "--format", "json"])
    assert time.process_time() - begin < 2.5, "slow"
    assert isinstance(result.exception, SystemExit | None), result.exception
    problems: list[dict[str, Any]] = json.loads(result.output)["problems"]
    return result.exit_code, problems


def errors_of(content: Path) -> list[dict[str, Any]]:
    """The errors, of which there have to be some where the command fails."""
    code, problems = check(content)
    errors = [one for one in problems if one["severity"] == "error"]
    assert code == bool(errors)
    return errors


def test_the_entry_is_sound(content: Path) -> None:
    assert errors_of(content) == []


@pytest.mark.parametrize("name", wholes.REFUSED)
def test_a_whole_file_is_refused(name: str, content: Path) -> None:
    data, rule, line, column = wholes.REFUSED[name]
    (content / "companies" / "acme.yaml").write_bytes(data)
    code, problems = check(content)
    assert code == 1
    errors = [one for one in problems if one["severity"] == "error"]
    there = [one for one in errors if (one["line"], one["column"]) == (line, column)]
    assert there, [(one["line"], one["column"], one["rule"]) for one in errors]
    assert not rule or rule in {one["rule"] for one in there}
    assert all(one["file"].endswith("companies/acme.yaml") for one in errors)
    assert all(one["message"] and one["mend"] for one in errors if one["rule"] != "too-many")
    assert len(json.dumps(problems)) < 300_000


@pytest.mark.parametrize("name", wholes.READ)
def test_a_file_is_read_as_it_is(name: str, content: Path) -> None:
    (content / "companies" / "acme.yaml").write_bytes(wholes.READ[name])
    assert errors_of(content) == []


@pytest.mark.parametrize("kind", ["brief.yaml", "partners/magna.yaml"])
@pytest.mark.parametrize(
    "name", ["nothing", "a list", "UTF-16", "NUL", "bomb of aliases", "brackets", "just too large"]
)
def test_other_files_are_refused_likewise(kind: str, name: str, content: Path) -> None:
    data, rule, line, column = wholes.REFUSED[name]
    (content / kind).write_bytes(data)
    code, problems = check(content)
    assert code == 1
    told = [(one["rule"], one["line"], one["column"]) for one in problems if one["file"].endswith(kind)]
    assert (rule, line, column) in told


# What is no file

KINDS: dict[str, Callable[[Path], object]] = {
    "a folder": lambda path: path.mkdir(),
    "a pipe": lambda path: os.mkfifo(path),
    "a link to nothing": lambda path: path.symlink_to("nothing"),
    "a link to itself": lambda path: path.symlink_to(path.name),
    "a link out of the folder": lambda path: path.symlink_to("/etc/passwd"),
    "a link to another entry": lambda path: path.symlink_to("../partners/magna.yaml"),
    "a link to a device": lambda path: path.symlink_to("/dev/zero"),
}


@LINUX
@pytest.mark.parametrize("name", ["companies/other.yaml", "partners/other.yaml", "brief.yaml"])
@pytest.mark.parametrize("kind", KINDS)
def test_what_is_no_file_is_refused(kind: str, name: str, content: Path) -> None:
    (content / name).unlink(missing_ok=True)
    KINDS[kind](content / name)
    code, problems = check(content)
    assert code == 1
    [one] = [one for one in problems if one["file"].endswith(name)]
    assert (one["rule"], one["line"], one["column"]) == ("not-a-file", 1, 1)
    assert one["mend"]


@LINUX
@pytest.mark.parametrize("folder", ["companies", "partners"])
@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "a folder"])
def test_a_folder_that_is_none_is_refused(kind: str, folder: str, content: Path) -> None:
    (content / folder).rename(content / "moved")
    KINDS[kind](content / folder)
    code, problems = check(content)
    assert code == 1
    assert [one["rule"] for one in problems if one["file"].endswith(folder)] == ["not-a-file"]


NAMES = [
    *(
        "Acme.yaml",
        "ACME.yaml",
        "acme.yml",
        "acme.YAML",
        "acme.json",
        "acme",
        "acme.yaml.yaml",
        "acme.yaml.bak",
        "acme cars.yaml",
    ),
    *(
        "acmé.yaml",
        "acme\u0301.yaml",
        "аcme.yaml",
        "acme\u200b.yaml",
        "\u202eacme.yaml",
        "acme\n.yaml",
        "acme\x1b[31m.yaml",
    ),
    *(
        "-acme.yaml",
        "acme-.yaml",
        "a--b.yaml",
        "a_b.yaml",
        "index.yaml",
        "self.yaml",
        "none.yaml",
        "<b>.yaml",
        "a&b.yaml",
    ),
    *(
        "'\"><script>.yaml",
        "{{x}}.yaml",
        "%2e%2e.yaml",
        "a;b.yaml",
        "$(id).yaml",
        "`id`.yaml",
        "a\\b.yaml",
        "x" * 81 + ".yaml",
    ),
    *("::error::x.yaml", "ａｃｍｅ.yaml", "ℌ.yaml", "汽车.yaml", "🚗.yaml"),
]


@LINUX
@pytest.mark.parametrize("name", NAMES)
def test_a_name_that_is_no_slug_is_refused(name: str, content: Path) -> None:
    (content / "companies" / name).write_text(sound.COMPANY)
    code, problems = check(content)
    assert code == 1
    errors = [one for one in problems if one["severity"] == "error"]
    assert [(one["rule"], one["line"], one["column"]) for one in errors] == [("file-name", 1, 1)]
    result = CliRunner().invoke(main, ["check", "--content", str(content), "--format", "text"])
    assert all(line.isprintable() for line in result.output.splitlines())


@LINUX
def test_a_name_that_is_no_text_is_refused(content: Path) -> None:
    with open(os.fsencode(content) + b"/companies/\xff\xfe.yaml", "w") as file:  # noqa: PTH123
        file.write(sound.COMPANY)
    done = brief("check", cwd=content.parent)
    assert done.returncode == 1
    assert "file-name" in done.stdout
    assert "Traceback" not in done.stderr


def test_hidden_files_are_none(content: Path) -> None:
    for name in (".acme.yaml.swp", "#acme.yaml#", "acme.yaml~", ".DS_Store"):
        (content / "companies" / name).write_bytes(b"\0")
    assert errors_of(content) == []


# Surroundings


def brief(*arguments: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {"PATH": os.environ["PATH"], "NO_MKDOCS_2_WARNING": "1"}
    return subprocess.run(
        [str(BRIEF), *arguments],
        cwd=cwd,
        env={**kept, **environment},
        capture_output=True,
        text=True,
        timeout=120,
    )


@pytest.mark.parametrize(
    "environment",
    [
        {"LANG": "C"},
        {"LC_ALL": "C"},
        {"LC_ALL": "POSIX", "PYTHONUTF8": "0"},
        {"PYTHONIOENCODING": "ascii"},
        {"HOME": "/nothing"},
        {"TERM": "dumb"},
        {"COLUMNS": "1"},
    ],
    ids=str,
)
def test_problems_are_told_in_any_surroundings(environment: dict[str, str], content: Path) -> None:
    (content / "companies" / "acme.yaml").write_text(
        sound.COMPANY.replace("country: SE", "country: 汽车👩"), "utf-8"
    )
    done = brief("check", cwd=content.parent, **environment)
    assert done.returncode == 1
    assert "companies/acme.yaml:4:10: error[field] country:" in done.stdout
    assert "Traceback" not in done.stderr
    assert "Error" not in done.stdout + done.stderr


DAYS = [
    "",
    "x",
    "2026",
    "2026-02-30",
    "2026-13-01",
    "0000-00-00",
    "99999-01-01",
    "-1",
    "2026-01-01T00:00",
    "２０２６-01-01",
    "' OR 1",
    "../x",
    "1e9",
]


@pytest.mark.parametrize("day", DAYS[1:])
def test_a_day_that_is_none_is_refused(day: str, content: Path) -> None:
    for arguments in (["show", "acme", "--as-of", day], ["check", "--today", day]):
        result = CliRunner().invoke(main, [*arguments, "--content", str(content)])
        assert result.exit_code == 2
        assert "Invalid value" in result.output
        assert isinstance(result.exception, SystemExit)


@pytest.mark.parametrize("day", ["1900-01-01", "1999-12-31", "2199-12-31", "2024-02-29"])
def test_any_day_can_be_asked_for(day: str, content: Path) -> None:
    result = CliRunner().invoke(main, ["show", "acme", "--as-of", day, "--content", str(content)])
    assert result.exit_code == 0, result.output


def test_a_refused_entry_leaves_the_site_alone(project: Path) -> None:
    (project / "site").mkdir()
    (project / "site" / "kept.html").write_text("kept")
    (project / "content" / "companies" / "kestrel.yaml").write_text("name: [x\n")
    done = build(project / "site", root=project)
    assert done.returncode == 1
    assert "content/companies/kestrel.yaml:1:7: error[yaml-syntax] name:" in done.stderr
    assert "Traceback" not in done.stderr
    assert [path.name for path in (project / "site").iterdir()] == ["kept.html"]


@pytest.mark.parametrize("kind", ["a file", "a link to a folder", "a link to nothing"])
def test_a_site_that_is_no_folder_is_told_or_replaced(kind: str, project: Path) -> None:
    site, other = project / "site", project / "other"
    other.mkdir()
    (other / "kept").write_text("kept")
    if kind == "a file":
        site.write_text("kept")
    else:
        site.symlink_to("other" if kind == "a link to a folder" else "nothing")
    done = build(site, root=project)
    assert "Traceback" not in done.stderr
    assert (done.returncode == 0) == (site / "index.html").is_file()
    assert [path.name for path in other.iterdir()] in (["kept"], sorted(["kept"])) or done.returncode == 0


# Much in one file


def claims(count: int, more: Callable[[int], str]) -> str:
    head = sound.COMPANY[: sound.COMPANY.index("claims:\n")]
    shared = "published: 2025, topic: launch, basis: press, sources: [times]"
    return (
        head
        + "claims:\n"
        + "".join(f"- {{id: c{n}, statement: x{n}, {shared}{more(n)}}}\n" for n in range(count))
    )


MANY: dict[str, tuple[int, Callable[[int], str]]] = {
    "claims": (10_000, lambda _: ""),
    "promises": (7_500, lambda n: f", answers: {{first-car: {2000 + n % 190}}}"),
    "links": (
        6_500,
        lambda n: f", answers: {{first-car: {2000 + n % 190}}}, supersedes: [c{n - 1}]" if n else "",
    ),
    "variants": (6_000, lambda n: f", answers: {{price: {{amount: 1, variant: v{n}}}}}"),
    "mistakes": (7_500, lambda n: f", answers: {{no-{n}: 1}}"),
}


@pytest.mark.parametrize("kind", MANY)
def test_very_many_claims_in_one_file_take_no_time(kind: str, content: Path) -> None:
    text = claims(*MANY[kind])
    assert 800_000 < len(text) < 1 << 20
    (content / "companies" / "acme.yaml").write_text(text)
    script = (
        "import resource, sys; sys.argv = ['brief', 'check', '--content', sys.argv[1], '--format', 'json']\n"
        "from generator.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "most = next(line for line in open('/proc/self/status') if line.startswith('VmHWM:'))\n"
        "used = resource.getrusage(resource.RUSAGE_SELF)\n"  # its memory would be that of this process here
        "print(int(most.split()[1]) // 1024, used.ru_utime, file=sys.stderr)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(content)], capture_output=True, text=True, timeout=60
    )
    megabytes, seconds = done.stderr.split()[-2:]
    assert int(megabytes) < 300
    assert float(seconds) < 5  # two seconds where nothing else is done
    assert json.loads(done.stdout)["errors"] == (0 if kind != "mistakes" else 101)


@pytest.mark.parametrize("kind", ["links", "variants"])
def test_very_many_claims_do_not_make_a_page_endless(kind: str, content: Path) -> None:
    from generator.edition import edition
    from generator.load import load
    from generator.view import Site
    from generator.write import pages

    _count, more = MANY[kind]
    took = []
    for count in (500, 1_000):
        (content / "companies" / "acme.yaml").write_text(claims(count, more))
        loaded, _problems = load(content)
        assert loaded
        day = edition(loaded)
        assert day
        begin = time.process_time()
        assert list(pages(Site.of(loaded, day)))
        took.append(time.process_time() - begin)
    assert took[1] < 3.2 * took[0] + 0.5, "more than in proportion"
