"""What a build costs, beside its peers, on one machine in one run.

    python benchmarks/run.py --work DIR [--sizes 100,300,1000] [--large] [--steps cold,same,…]
                             [--peers DIR --venv DIR] [--plot FILE] [--report]

Everything is written below DIR. Every figure goes to DIR/results.jsonl at once, so that a run can be broken
off, continued with other sizes or steps, and told by --report as one. See README.md beside this file.
"""

from __future__ import annotations

import argparse
import compileall
import json
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from make_brief import main as make_brief
from measure import CommandError, Cost, edited, sizes, timed
from report import report

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
STEPS = ["cold", "same", "again", "news", "serve", "check", "recheck"]
EDITS = 3
LARGE = 1000
"""With more companies one edit is served, not three, and the peers stay out: one grows with the square."""

SAID, NEXT = "2026-11-20", "2026-11-24"
"""The day of the claim that is edited, and the one after the edition."""

CLAIM = f"""\
  - id: measured
    published: {SAID}
    topic: price
    statement: The first car will cost what the company says.
    basis: company
    vehicles: [one]
    answers: {{price: 100001}}
    sources:
      - {{title: Price list, publisher: Auto Ledger, published: {SAID}, url: https://news.example/prices}}
"""


@dataclass(frozen=True)
class Peer:
    """A system at work: its folder, how it builds and serves, how one company is edited.

    edit  writes the edit of a number, and gives what the pages then have to hold
    news  the same of an edit that moves the edition on, where there is one
    """

    name: str
    folder: Path
    build: list[list[str]]
    serve: list[str]
    edit: Callable[[int], re.Pattern[str]]
    page: str
    env: dict[str, str]
    check: list[str] | None = None
    news: Callable[[], re.Pattern[str]] | None = None


def ours(number: int, work: Path) -> Peer:
    """This project on the made-up brief of `number` companies."""
    folder = fresh(work / f"brief-{number}")
    make_brief(number, folder)
    shutil.copytree(ROOT / "content" / "schema", folder / "content" / "schema")
    (folder / "content" / "pages").mkdir(exist_ok=True)
    config = (ROOT / "mkdocs.yml").read_text("utf-8")
    config = config.replace("custom_dir: theme/overrides", f"custom_dir: {ROOT / 'theme' / 'overrides'}")
    config = config.replace("watch: [content, theme]", "watch: [content]")
    (folder / "mkdocs.yml").write_text(config, "utf-8")
    entry = middle(folder / "content" / "companies")
    text = entry.read_text("utf-8")
    entry.write_text(text + CLAIM, "utf-8")

    def edit(turn: int, day: str = SAID) -> re.Pattern[str]:
        price = 611_007 + 1000 * turn
        entry.write_text(text + CLAIM.replace("100001", str(price)).replace(SAID, day), "utf-8")
        return re.compile(rf"{price // 1000}(?:\D|&#\w+;){{0,3}}{price % 1000:03}")

    mkdocs = str(BIN / "mkdocs")
    return Peer(
        "this project",
        folder,
        [[mkdocs, "build", "-q"]],
        [mkdocs, "serve", "-q", "-a", "127.0.0.1:PORT"],
        edit,
        f"companies/{entry.stem}",
        {"PYTHONPATH": str(ROOT)},
        [str(BIN / "brief"), "check"],
        lambda: edit(98, NEXT),
    )


def others(number: int, work: Path, peers: Path, venv: Path) -> list[Peer]:
    """The peers of the shared folder whose programs are in `venv`, on its own data of the same amounts."""
    data = work / f"data-{number}"
    if not data.is_dir():
        subprocess.check_call([sys.executable, str(peers / "make_data.py"), str(number), str(data)])
    tools = venv / "bin"
    env = {"BENCH_HOME": str(peers), "BENCH_DATA": "data", "DISABLE_MKDOCS_2_WARNING": "true"}
    mkdocs, hugo = str(tools / "mkdocs"), str(tools / "hugo")
    pagefind = [str(tools / "python"), "-m", "pagefind", "--site", "site"]
    known = {
        "MkDocs + Material (d)": (
            "mkdocs",
            [[mkdocs, "build", "-q"]],
            [mkdocs, "serve", "-q", "-a", "127.0.0.1:PORT"],
        ),
        "Hugo + pagefind": (
            "hugo",
            [[hugo, "--quiet", "-d", "site"], pagefind],
            [hugo, "server", "--quiet", "-p", "PORT", "--bind", "127.0.0.1"],
        ),
    }
    found = []
    for name, (kind, build, serve) in known.items():
        if not Path(build[0][0]).exists():
            continue
        folder = fresh(work / f"{kind}-{number}")
        shutil.copytree(peers / "peers" / kind, folder, dirs_exist_ok=True)
        shutil.copytree(data, folder / "data", dirs_exist_ok=True)
        (folder / "docs").mkdir(exist_ok=True)
        subprocess.check_call(["chmod", "-R", "u+w", str(folder)])
        entry = middle(folder / "data" / "companies")
        page = f"companies/{entry.stem}"
        found.append(Peer(name, folder, build, serve, status(entry), page, env))
    return found


def status(entry: Path) -> Callable[[int], re.Pattern[str]]:
    """How a company of the peers' data is edited: its status becomes another word."""

    def edit(turn: int) -> re.Pattern[str]:
        text = re.sub(r"^status: .*", f"status: measured{turn}", entry.read_text("utf-8"), flags=re.MULTILINE)
        entry.write_text(text, "utf-8")
        return re.compile(f"measured{turn}")

    return edit


def compared(peer: Peer) -> str:
    """The page of the comparison on which the edited company stands, as the last build has it."""
    site, company = peer.folder / "site", re.compile(rf"\b{peer.page}/")
    for path in sorted(site.glob("compare/**/index.html")):
        if company.search(path.read_text("utf-8")):
            return f"{path.parent.relative_to(site).as_posix()}/"
    return "compare/"


def fresh(folder: Path) -> Path:
    """An empty folder."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def middle(folder: Path) -> Path:
    """The entry in the middle."""
    entries = sorted(folder.glob("*.yaml"))
    return entries[len(entries) // 2]


def measured(peer: Peer, step: str, number: int) -> dict[str, object]:
    """The figures of one step with `number` companies."""
    env = {**os.environ, **peer.env, "NO_MKDOCS_2_WARNING": "1"}
    env.pop("PYTHONDONTWRITEBYTECODE", None)

    def build() -> Cost:
        return sum((timed(command, peer.folder, env) for command in peer.build), Cost(0, 0))

    if step in ("check", "recheck"):
        return asdict(timed(peer.check, peer.folder, env)) if peer.check else {}
    if step == "serve":
        urls = [f"{peer.page}/", compared(peer)]
        turns = edited(peer.serve, peer.folder, env, peer.edit, urls, EDITS if number <= LARGE else 1)
        first, last = (min((turn[url] for turn in turns), key=lambda cost: cost.wall) for url in (0, 1))
        return {"page": first.wall, "compare": last.wall, "cpu": last.cpu}
    if step == "cold":
        for name in ("site", "public", "resources", ".cache"):
            shutil.rmtree(peer.folder / name, ignore_errors=True)
    if step == "news" and not peer.news:
        return {}
    value = peer.news() if step == "news" and peer.news else peer.edit(99) if step == "again" else None
    cost = asdict(build())
    page = peer.folder / "site" / peer.page / "index.html"
    if value and not value.search(page.read_text("utf-8")):
        raise CommandError(f"{peer.name}: the edit is not on its page.")
    if step == "news":
        peer.edit(99)  # what comes is measured with the edition of the other steps
    return cost | (asdict(sizes(peer.folder / "site", peer.page)) if step == "cold" else {})


def main() -> None:
    """Measure, keep, tell."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # ended like this, it leaves no server behind
    options = arguments()
    work: Path = options.work.resolve()
    work.mkdir(parents=True, exist_ok=True)
    results = work / "results.jsonl"
    compileall.compile_dir(ROOT / "generator", quiet=1)  # as a first run does, and as the peers' modules are
    for number in [] if options.report else options.sizes:
        peers = [ours(number, work)] if "ours" in options.only else []
        if options.peers and options.venv and "peers" in options.only and number <= LARGE:
            peers += others(number, work, options.peers.resolve(), options.venv.absolute())
        for peer in peers:
            for step in options.steps:
                figures: dict[str, object] = {}
                try:
                    figures = measured(peer, step, number)
                except CommandError as error:
                    print(error, file=sys.stderr, flush=True)
                row = {"n": number, "peer": peer.name, "step": step, "load": os.getloadavg()[0], **figures}
                with results.open("a", encoding="utf-8") as out:
                    out.write(json.dumps(row) + "\n")
                print(json.dumps(row), file=sys.stderr, flush=True)
    rows = [json.loads(line) for line in results.read_text("utf-8").splitlines()]
    print(report(rows, options.venv, options.plot))


def arguments() -> argparse.Namespace:
    """What was asked for."""

    def numbers(text: str) -> list[int]:
        return [int(part) for part in text.split(",")]

    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument(
        "--work", type=Path, required=True, metavar="DIR", help="a folder for everything written"
    )
    parser.add_argument("--sizes", type=numbers, default=[100, 300, 1000], metavar="N,N", help="companies")
    parser.add_argument("--large", action="store_true", help="10,000 companies too")
    parser.add_argument("--steps", type=lambda text: text.split(","), default=STEPS, help=",".join(STEPS))
    parser.add_argument(
        "--only", type=lambda text: text.split(","), default=["ours", "peers"], help="ours, peers"
    )
    parser.add_argument("--peers", type=Path, metavar="DIR", help="the peers' folder")
    parser.add_argument(
        "--venv", type=Path, metavar="DIR", help="the virtual environment with the peers' programs"
    )
    parser.add_argument("--plot", type=Path, metavar="FILE", help="where the picture goes")
    parser.add_argument("--report", action="store_true", help="only tell what was measured before")
    options = parser.parse_args()
    if options.large:
        options.sizes.append(10_000)
    return options


if __name__ == "__main__":
    main()
