"""A small brief in a git repository of its own, for tests of what changes."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

BRIEF = """\
title: Small brief
questions:
  stage:
    label: Stage
    type: choice
    choices:
      planned: {label: Planned, explanation: It is decided.}
      on-sale: {label: On sale, explanation: Cars reach customers.}
      cancelled: {label: Cancelled, explanation: Given up., ends: true}
  first-car: {label: First car, type: when}
  builder: {label: Builder, type: organisations}
  price: {label: Price, type: money, currency: CNY}
topics:
  news: {label: News, explanation: All of it.}
  gossip: {label: Gossip, explanation: The rest of it.}
bases:
  record: {label: The company, explanation: Its own word., on_record: true}
  report: {label: Unnamed people, explanation: Not named.}
roles: {maker: {label: Maker, explanation: Builds for others.}}
states: {talks: {label: In talks, explanation: Nothing agreed.}}
kinds: {carmaker: {label: Carmaker, explanation: Makes cars.}}
"""

ACME = """\
name: Acme
country: SE
industry: Toys
checked: 2022-06-01
programmes:
  car:
    name: Acme Car
    vehicles: {one: {name: Acme One, body: sedan}}
    milestones: {europe: On sale in Europe}
sources:
  daily:
    publisher: Daily
    via: Reuters
    published: 2021-03-26
    url: https://daily.example/talks
claims:
  - id: plan
    published: 2021-01-10
    topic: news
    statement: Acme plans a car for 2022.
    basis: record
    said_by: Acme
    sources: [{publisher: Acme, published: 2021-01-10, url: "https://acme.example/plan"}]
    answers: {stage: planned, first-car: 2022}
  - id: talks
    published: 2021-03-26
    topic: news
    statement: Acme talks with Bolt about making its car.
    basis: report
    sources: [daily, {title: Talks, publisher: Globe, published: 2021-03-27, url: "https://globe.example/a"}]
    partners: [{who: bolt, role: maker, state: talks}]
    answers: {builder: bolt}
  - id: denial
    published: 2021-04-01
    topic: news
    statement: Acme says that it talks with nobody.
    basis: report
    sources: [daily, {publisher: Globe, published: 2021-04-01, url: "https://globe.example/b"}]
    confirms: [plan]
    corrections: [{on: 2021-04-02, note: The Globe had the day wrong.}]
"""

BOLT = "name: Bolt\ncountry: DE\nkind: carmaker\n"

CONTENT = {
    "brief.yaml": BRIEF,
    "companies/acme.yaml": ACME,
    "companies/zeta.yaml": ACME.replace("name: Acme\n", "name: Zeta\n"),
    "partners/bolt.yaml": BOLT,
    "pages/about.md": "# About\n",
}

LATER = """\
  - id: later
    published: 2021-09-01
    topic: news
    statement: Acme now expects its car in 2023.
    basis: record
    sources: [{publisher: Acme, published: 2021-09-01, url: "https://acme.example/later"}]
    answers: {first-car: 2023}
"""

NOBODY = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
    **{f"GIT_{who}_{what}": "x@example.com" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
    **{f"GIT_{who}_DATE": "2022-06-01T12:00:00Z" for who in ("AUTHOR", "COMMITTER")},
}


def git(folder: Path, *arguments: str) -> str:
    """What git says."""
    command = ["git", "-C", str(folder), *arguments]
    told = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")} | NOBODY
    return subprocess.run(command, capture_output=True, text=True, check=True, env=told).stdout.strip()


def write(content: Path, files: dict[str, str]) -> Path:
    """The files of a content folder; the folder."""
    for name, text in files.items():
        (content / name).parent.mkdir(parents=True, exist_ok=True)
        (content / name).write_text(text, encoding="utf-8")
    return content


def commit(folder: Path, message: str = "Change") -> str:
    """Commits all there is in a repository; the id of the commit."""
    if not (folder / ".git").exists():
        git(folder, "init", "--quiet", "--initial-branch", "main")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--allow-empty", "--message", message)
    return git(folder, "rev-parse", "HEAD")
