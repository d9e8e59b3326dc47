"""Reads broken files: `python scripts/fuzz.py --minutes 10`. Nothing may crash, hang or change a letter.

Each round takes a real entry, breaks it in a few places and reads it: its bytes as a file, then as an entry
of the brief, through every check. What goes wrong is told, and kept in a folder to become a test.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import re
import sys
import time
import traceback
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from generator.check import foresee
from generator.fetch import company_file, partner_file
from generator.load import load
from generator.read import parse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.load import Content
    from generator.problem import Problem

ROOT = Path(__file__).parent.parent
SECONDS = 2.0
"""What reading one file may take, however it is broken."""

PIECES = [
    *(
        b": ",
        b"- ",
        b"? ",
        b"#",
        b" #",
        b"\n",
        b"\r\n",
        b"\r",
        b"\t",
        b"|",
        b">",
        b"|-\n",
        b">+2\n",
        b"'",
        b'"',
    ),
    *(
        b"[",
        b"]",
        b"{",
        b"}",
        b",",
        b"&a ",
        b"*a",
        b"!t ",
        b"!!str ",
        b"<<: ",
        b"%YAML 1.2\n",
        b"---\n",
        b"...\n",
    ),
    *(
        b"\\",
        b"\\u",
        b"\\ud800",
        b"\\x00",
        b"\x00",
        b"\x1b",
        b"\x85",
        b"\x7f",
        b"@",
        b"`",
        b"~",
        b"null",
        b"=",
        b"1e9",
    ),
    *(
        b"\xff",
        b"\xfe\xff",
        b"\xc3",
        b"\xed\xa0\x80",
        b"\xef\xbb\xbf",
        b"\xe2\x80\xa8",
        b"\xe2\x80\xae",
        b"\xf4\x90",
    ),
    *(
        "汽：，“”‘’—\u00a0\u3000\u200b\u0301👩".encode(),
        b"[" * 40,
        b"{a: " * 20,
        b" " * 300,
        b"x" * 5000,
        b"[a, " * 300,
    ),
    *(
        b"2021-02-30",
        b"2021-Q5",
        b"around ",
        b"week of ",
        b"..",
        b"by by 2024",
        b"9" * 400,
        b"1e400",
        b"none",
        b"self",
    ),
    *(
        b"claims:\n",
        b"sources:\n",
        b"programmes:\n",
        b"  - id: x\n",
        b"answers: {",
        b"happened: ",
        b"who: ",
        b"amount: ",
    ),
    *(
        b"<<<<<<< HEAD\n",
        b"=======\n",
        b">>>>>>> x\n",
        b"allow: [",
        b"supersedes: [",
        b"milestones: {",
        b"url: http://[",
    ),
]


class Fuzz:
    """Entries to begin with, and what came of breaking them."""

    def __init__(self, folder: Path, seed: int) -> None:
        content, problems = load(folder, ())  # alone, an entry is checked a hundred times as fast
        if content is None or problems:
            raise SystemExit(f"{folder} has to be sound: {problems[:1]}")
        self.content: Content = content
        self.random = random.Random(seed)
        self.seeds = [path.read_bytes() for path in sorted(folder.rglob("*.yaml"))]
        self.names = [company_file("fuzzed"), partner_file("fuzzed")]
        self.read = self.checked = self.accepted = 0
        self.slowest = 0.0

    def broken(self) -> bytes:
        """Something hostile: a piece of an entry, changed in a few places."""
        chance = self.random
        data = chance.choice(self.seeds)
        if chance.random() < 0.7:
            data = _some_claims(data, chance)
        for _ in range(min(40, int(chance.expovariate(0.4)) + 1)):
            data = _changed(data, chance, self.seeds)
        return data

    def wrong(self, data: bytes) -> Iterator[str]:
        """What goes wrong with some bytes; nothing, if all is well."""
        began = time.process_time()
        document, problems = parse(data, "fuzzed.yaml")
        self.read += 1
        yield from ill_told(data, problems)
        if document is None:
            if not problems:
                yield "neither read nor refused"
        elif not problems:
            self.accepted += 1
            if _unended(document.value) != _unended(yaml.load(document.text, Loader=yaml.CBaseLoader)):
                yield "read as something else than what is typed"
        if document is not None or self.random.random() < 0.1:
            name = self.random.choice(self.names)
            _content, more = foresee(self.content, name, data, "fuzzed.yaml")
            self.checked += 1
            yield from ill_told(data, more)
        took = time.process_time() - began
        self.slowest = max(self.slowest, took)
        if took > SECONDS:
            yield f"took {took:.1f} seconds"


def _unended(value: Any) -> Any:
    """A value whose texts have no line ends at their ends, where we leave them out."""
    if isinstance(value, dict):
        return {key: _unended(item) for key, item in value.items()}
    return [_unended(item) for item in value] if isinstance(value, list) else value.rstrip("\n")


def _some_claims(data: bytes, chance: random.Random) -> bytes:
    """An entry with a few of its claims: small files break in more ways a second."""
    head, mark, claims = data.partition(b"\nclaims:\n")
    if not mark:
        return data
    each = re.split(rb"(?m)^(?=  - )", claims)
    first = chance.randrange(len(each))
    return head + mark + b"".join(each[first : first + chance.randint(1, 3)])


def _changed(data: bytes, chance: random.Random, seeds: list[bytes]) -> bytes:
    """Some bytes, changed in one place."""
    start = chance.randrange(len(data) + 1)
    end = min(len(data), start + int(chance.expovariate(0.05)))
    lines = data.split(b"\n")
    at = chance.randrange(len(lines))
    match chance.randrange(9):
        case 0 | 1:
            return data[:start] + chance.choice(PIECES) + data[start:]
        case 2:
            return data[:start] + chance.choice(PIECES) + data[end:]
        case 3:
            return data[:start] + data[end:]
        case 4:
            return data[:start] + data[start:end] * chance.choice((2, 2, 3, 50)) + data[end:]
        case 5:
            changed = bytearray(data)
            if start < len(data):
                changed[start] ^= 1 << chance.randrange(8)
            return bytes(changed)
        case 6:
            other = chance.choice(seeds).split(b"\n")
            return b"\n".join([*lines[:at], chance.choice(other), *lines[at:]])
        case 7:
            return b"\n".join([*lines[:at], *lines[at + 1 :]])
        case _:
            shift = chance.choice((b" ", b"  ", b"    ", b"- "))
            line = lines[at].removeprefix(b"  ") if chance.random() < 0.3 else shift + lines[at]
            return b"\n".join([*lines[:at], line, *lines[at + 1 :]])


def ill_told(data: bytes, problems: list[Problem]) -> Iterator[str]:
    """Problems whose place is not in the file, or whose words are not for people."""
    lines = data.decode("utf-8", "surrogateescape").lstrip("\ufeff").replace("\r\n", "\n").split("\n")
    for one in problems:
        here = lines[one.place.line - 1] if 0 < one.place.line <= len(lines) else None
        if here is None or not 0 < one.place.column <= len(here) + 1:
            yield f"a place that is not there: {one}"
        if not one.message or not (one.mend or one.rule == "too-many"):
            yield f"nothing is told: {one}"
        if re.search(
            r"\w(?:Error|Exception)\b|Traceback|object at 0x",
            f"{one.message}{one.mend}".replace(here or "", ""),
        ):
            yield f"told in the words of a program: {one}"


def run(fuzz: Fuzz, seconds: float, kept: Path) -> int:
    """Breaks entries for some time; gives how many finds there were."""
    finds: dict[str, Any] = {}
    ends = time.monotonic() + seconds
    while time.monotonic() < ends:
        data = fuzz.broken()
        try:
            found = list(fuzz.wrong(data))
        except Exception:
            found = [traceback.format_exc()]
        for one in found:
            kind = re.sub(r"\d+|“.*”|'.*'", "", one)[-300:]
            if kind not in finds:
                finds[kind] = data
                kept.mkdir(parents=True, exist_ok=True)
                path = kept / f"{hashlib.sha256(data).hexdigest()[:12]}.yaml"
                path.write_bytes(data)
                print(f"{path}: {one}", flush=True)
    return len(finds)


def main() -> None:
    """Fuzz for some minutes; exit 1 if anything was found."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--seed", type=int, default=0, help="the same seed breaks the same entries")
    parser.add_argument(
        "--kept", type=Path, default=ROOT / ".cache" / "fuzz", help="the folder of what was found"
    )
    options = parser.parse_args()
    fuzz = Fuzz(ROOT / "content", options.seed)
    finds = run(fuzz, options.minutes * 60, options.kept)
    print(
        f"{fuzz.read} files read ({fuzz.accepted} sound, {fuzz.checked} checked as entries), "
        f"the slowest in {fuzz.slowest:.2f} s; {finds} finds."
    )
    sys.exit(1 if finds else 0)


if __name__ == "__main__":
    main()
