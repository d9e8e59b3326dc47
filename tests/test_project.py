"""The project around the brief: its commands and documents, and nothing of one machine in the files."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
DOCUMENTS = ("README.md", "CONTRIBUTING.md")


def tracked_files() -> list[Path]:
    """Every text file that git knows."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip("This is no git clone: there are no tracked files to look at.")
    paths = [ROOT / name for name in listed.stdout.split("\0") if name]
    return [path for path in paths if path.is_file() and b"\0" not in path.read_bytes()[:8000]]


def named(pattern: str, text: str) -> set[str]:
    """What the code spans and code blocks of a document name by a pattern."""
    code = re.findall(r"```.*?```|`[^`\n]+`", text, re.DOTALL)
    return set(re.findall(pattern, "\n".join(code)))


def test_no_tracked_file_names_a_path_or_an_index_of_one_machine() -> None:
    own_path = re.compile(r"(?<![\w.:/-])/(?:work|root|home|tmp|opt|Users)/[\w.-]+")
    index = re.compile(r"(?:index-url|find-links|trusted-host)[ =]+\S*(?:/|\.)|://\S+/simple/?(?=\s|$)")
    found = []
    for path in tracked_files():
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            if index.search(line) or own_path.search(re.sub(r"https?://\S+", "", line)):
                found.append(f"{path.relative_to(ROOT)}:{number}: {line.strip()[:120]}")
    assert found == []


@pytest.mark.parametrize("name", DOCUMENTS)
def test_make_commands_in_documents_exist(name: str) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    commands = named(r"\bmake ([a-z]+)", (ROOT / name).read_text(encoding="utf-8"))
    assert "test" in commands
    assert commands <= targets


@pytest.mark.parametrize("name", [*DOCUMENTS, "CHANGELOG.md"])
def test_brief_commands_in_documents_exist(name: str) -> None:
    from generator.cli import main

    commands = named(r"(?:`|bin/)brief ([a-z]+)", (ROOT / name).read_text(encoding="utf-8"))
    assert commands or name == "CONTRIBUTING.md"
    assert commands <= set(main.commands)


def test_readme_leads_to_places_that_exist() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    places = set(re.findall(r"\]\((?!https?:)([^)#]+)\)", text)) | named(
        r"`((?:content|generator|theme|tests|benchmarks|scripts|\.github)/[\w./-]*)`", text
    )
    assert "content/companies/" in places
    assert sorted(place for place in places if not (ROOT / place).exists()) == []


def test_readme_tells_the_two_commands() -> None:
    assert {"serve", "test"} <= named(r"\bmake ([a-z]+)", (ROOT / "README.md").read_text(encoding="utf-8"))


def test_every_make_target_is_explained_at_the_top() -> None:
    head, _, rest = (ROOT / "Makefile").read_text(encoding="utf-8").partition("\nPYTHON")
    explained = set(re.findall(r"^#   make ([a-z]+) ", head, re.MULTILINE))
    assert explained == set(re.findall(r"^([a-z]+):", rest, re.MULTILINE)) - {"dev"}


def test_ci_runs_the_tests() -> None:
    script = ROOT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    assert script.read_text(encoding="utf-8").rstrip().endswith("make test")


def test_theme_is_small_and_asks_nothing_of_another_host() -> None:
    assets = ROOT / "theme" / "overrides" / "assets"
    assert sum(path.stat().st_size for path in assets.rglob("*.js")) < 10_000
    assert sum(path.stat().st_size for path in assets.rglob("*.css")) < 16_000
    search = (
        ROOT / "theme" / "search"
    )  # what is more where pagefind searches; the theme's script of 39 kB goes
    assert sum(path.stat().st_size for path in search.iterdir()) < 4_400
    for path in sorted([*assets.rglob("*"), *search.iterdir()]):
        if path.suffix in {".css", ".js", ".svg"}:
            text = path.read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", "")
            assert "//" not in re.sub(r"^\s*//.*$", "", text, flags=re.MULTILINE), path.name


def test_every_colour_stands_in_both_schemes() -> None:
    css = (ROOT / "theme" / "overrides" / "assets" / "brief.css").read_text(encoding="utf-8")
    both = re.findall(r"--b-[a-z]+: light-dark\((#[0-9a-f]+), (#[0-9a-f]+)\)", css)
    assert len(both) >= 13
    assert re.findall(r"--b-[a-z]+: #", css) == []
    assert [light for light, dark in both if light == dark] == []
