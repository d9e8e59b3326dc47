"""What the project is made with: locks, licences, the bill of materials, known holes."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import threading
import tomllib
from collections import defaultdict
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

import packages
import pytest
import sbom
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from packages import DEV_LOCK, LOCK, ROOT, locked
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

if TYPE_CHECKING:
    from collections.abc import Iterator

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
EXTRAS = PROJECT["optional-dependencies"]
ASKED = {
    LOCK: [*PROJECT["dependencies"], *EXTRAS["build"]],
    DEV_LOCK: [*PROJECT["dependencies"], *EXTRAS["build"], *EXTRAS["dev"]],
}
LOCKS = pytest.mark.parametrize("lock", ASKED, ids=lambda lock: lock.name)


def versions(lock: Path) -> dict[str, set[str]]:
    """The locked versions of each package; one has several where they differ by Python version or system."""
    found: dict[str, set[str]] = defaultdict(set)
    for package in locked(lock):
        found[package.name].add(package.version)
    return found


# Locks


@LOCKS
def test_a_lock_holds_what_the_project_asks_for(lock: Path) -> None:
    found = versions(lock)
    for asked in map(Requirement, ASKED[lock]):
        held = found[canonicalize_name(asked.name)]
        assert held, f"{asked.name} is missing from {lock.name}: run `make lock`"
        assert all(asked.specifier.contains(one) for one in held), f"{asked} in {lock.name}: run `make lock`"


@LOCKS
def test_a_lock_holds_nothing_that_the_project_no_longer_asks_for(lock: Path) -> None:
    direct = {package.name for package in locked(lock) if "" in package.needed_by}
    assert direct == {canonicalize_name(Requirement(one).name) for one in ASKED[lock]}
    assert all(package.needed_by for package in locked(lock))


@LOCKS
def test_every_line_of_a_lock_is_a_version_with_its_hashes_and_names_no_place(lock: Path) -> None:
    text = lock.read_text(encoding="utf-8")
    assert len(locked(lock)) == len(re.findall(r"^[^\s#]", text, re.MULTILINE)) > 30
    assert [package.name for package in locked(lock) if not package.hashes] == []
    assert all(len(one) == 64 for package in locked(lock) for one in package.hashes)
    assert re.findall(r"\S*(?:://|--(?!hash)|index-url|find-links|trusted-host|file:|@ )\S*", text) == []


def test_tests_run_with_the_versions_that_readers_get() -> None:
    served, tested = versions(LOCK), versions(DEV_LOCK)
    assert {name: held for name, held in served.items() if tested[name] != held} == {}


HOLES = {
    "click": ("8.3.3", "CVE-2026-7246"),
    "icalendar": ("7.2.1", "CVE-2026-77399"),
    "jinja2": ("3.1.6", "CVE-2025-27516"),
    "markdown": ("3.8.1", "GHSA-5wmx-573v-2qwq"),
    "mkdocs-material": ("9.7.7", "CVE-2026-73295"),
    "pymdown-extensions": ("11.0.1", "CVE-2026-67422"),
    "urllib3": ("2.7.0", "CVE-2026-44431"),
}
"""Package → the first version without a hole that is known, and the hole."""


@pytest.mark.parametrize("name", HOLES)
def test_no_version_with_a_known_hole_is_taken(name: str) -> None:
    sound, hole = HOLES[name]
    assert all(Version(held) >= Version(sound) for held in versions(DEV_LOCK)[name]), hole
    for asked in map(Requirement, PROJECT["dependencies"]):
        if asked.name == name:
            assert not asked.specifier.contains(f"{sound}.dev0", prereleases=True), hole


# Licences

FREE = {"0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "ISC", "MIT", "MPL-2.0", "PSF-2.0"}
"""What the packages that make the site may be under: who publishes a brief owes nothing but the notices."""
LISTED = packages.listed()


def test_the_licence_of_every_package_is_listed() -> None:
    asked = {package.name for package in locked(DEV_LOCK)}
    assert set(LISTED) == asked, "run `make licences`"


def test_what_is_listed_is_what_the_packages_say() -> None:
    for package in locked(DEV_LOCK):
        try:
            same = version(package.name) == package.version
        except PackageNotFoundError:  # for other systems, or not of this lock
            continue
        if same:
            assert LISTED[package.name] == packages.licence(package.name), "run `make licences`"


def test_what_makes_the_site_is_free_to_use() -> None:
    for name in versions(LOCK):
        assert set(re.split(" (?:AND|OR) ", LISTED[name])) <= FREE, name


def test_a_package_that_names_no_licence_is_told_of(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packages, "metadata", lambda _name: Message())
    with pytest.raises(ValueError, match="some-package names no licence: read its files"):
        packages.licence("some-package")


# The bill of materials


def test_the_bill_of_materials_is_valid_whole_and_the_same_every_time(tmp_path: Path) -> None:
    made = [tmp_path / name / "sbom.cdx.json" for name in ("one", "other")]
    for target in made:
        sbom.main(target)
    text = made[0].read_text(encoding="utf-8")
    assert text == made[1].read_text(encoding="utf-8")
    validator = JsonStrictValidator(SchemaVersion.V1_6)
    assert validator.validate_str(text) is None
    assert validator.validate_str(text.replace('"library"', '"libary"')) is not None
    assert str(ROOT) not in text
    bill = json.loads(text)
    named = {one["purl"]: one for one in bill["components"]}
    assert set(named) == {f"pkg:pypi/{package.name}@{package.version}" for package in locked(LOCK)}
    assert all(one["licenses"] and one["externalReferences"][0]["hashes"] for one in named.values())
    needs = {one["ref"]: one["dependsOn"] for one in bill["dependencies"]}
    reached, todo = set[str](), ["ev-brief"]
    while todo:
        new = set(needs[todo.pop()]) - reached
        reached |= new
        todo += new
    assert reached == set(named)  # everything is there for a reason


# Known holes


class Osv(BaseHTTPRequestHandler):
    """Answers as OSV does: one hole in click, if there are to be holes."""

    holes: ClassVar = [
        {
            "id": "PYSEC-2099-1",
            "modified": "2099-01-01T00:00:00Z",
            "published": "2099-01-01T00:00:00Z",
            "details": "It bites.",
            "affected": [
                {
                    "package": {"name": "click", "ecosystem": "PyPI"},
                    "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "99"}]}],
                }
            ],
        }
    ]

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        found = self.holes if self.path == "/holes" and asked["package"]["name"] == "click" else []
        answer = json.dumps({"vulns": found} if found else {}).encode()
        self.send_response(503 if self.path == "/out" else 200)
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *_args: object) -> None:
        pass


@pytest.fixture(scope="module")
def osv() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Osv) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.mark.parametrize(
    ("path", "code", "told", "reports"),
    [
        ("/none", 0, "No known vulnerabilities found", ["complete"]),
        ("/holes", 1, "PYSEC-2099-1", ["complete", "holes.md"]),
        ("/out", 2, "Nothing is known of holes", []),
    ],
)
def test_the_audit_tells_none_some_and_that_nobody_answered_apart(
    path: str, code: int, told: str, reports: list[str], osv: str, tmp_path: Path
) -> None:
    command = [ROOT / "scripts" / "audit.sh", tmp_path / "holes"]
    environment = os.environ | {
        "OSV": osv + path,
        "NO_PROXY": "127.0.0.1",
        "BIN": str(Path(sys.executable).parent),
    }
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == code, done.stderr
    assert told in done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    assert sorted(one.name for one in (tmp_path / "holes").glob("*")) == reports
    if code == 1:
        assert (
            (tmp_path / "holes" / "holes.md").read_text("utf-8").startswith("Packages with known holes\n\n")
        )
