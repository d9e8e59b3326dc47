"""A made-up brief of any size, the same for the same size: `make_brief.py N DIR`.

Amounts follow the shared data set of the peers (N companies, N/5 partners, 20 claims a company with one or
two sources each, some 13 kB of YAML); the questions and vocabularies are those of the real brief.
"""

from __future__ import annotations

import random
import shutil
import sys
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

CLAIMS = 20
COUNTRIES = "DE JP FR IT SE NO CA BR MX IN ES PL AT FI DK".split()
INDUSTRIES = ["Battery cells", "Charging hardware", "Lidar sensors", "Fleet software", "Drive units", "Maps"]
PUBLISHERS = [
    "Auto Ledger",
    "Grid Courier",
    "Motor Chronicle",
    "Cell Review",
    "Charge Weekly",
    "Plant Observer",
]
TOPICS = "intent launch-target launch deliveries price manufacturing partnership technology".split()
BASES = "company company executive filing unnamed-people media analyst".split()
STAGES = "considering planned prototype production on-sale paused".split()
ROLES = "contract-manufacturer joint-venture-partner battery-supplier software-supplier".split()
STATES = "talks agreed active ended".split()
SYLLABLES = """ba be bi bo bu da de di do du fa fe fi ka ke ki ko ku la le li lo ma me mi mo na ne no ra
re ri ro sa se ta te ti to va ve vi""".split()
WORDS = """plant line supplier order volume unit share cost price margin cell pack module inverter
charger sensor vehicle fleet truck van model platform release test field road winter range
density cycle energy power contract partner investor round audit report filing statement
agency approval permit standard safety recall warranty customer expects says shows reaches
exceeds misses delays starts ends doubles reviews confirms describes ships builds expands
opens moves early late large small annual monthly public private first second third final
initial""".split()


def main(number: int, folder: Path) -> None:
    """Write the brief into `folder/content`, with the vocabularies of the real one."""
    rng = random.Random(20261123)
    content = folder / "content"
    for kind in ("companies", "partners", "pages"):
        (content / kind).mkdir(parents=True, exist_ok=True)
    shutil.copy(Path(__file__).parent.parent / "content" / "brief.yaml", content / "brief.yaml")
    partners = names(rng, max(1, number // 5))
    for name, slug in partners:
        text = f"name: {name}\ncountry: {rng.choice(COUNTRIES)}\nkind: carmaker\nwhat: {sentence(rng)}\n"
        (content / "partners" / f"{slug}.yaml").write_text(text, "utf-8")
    for name, slug in names(rng, number, {slug for _name, slug in partners}):
        text = company(random.Random(f"{slug}/{number}"), name, [slug for _name, slug in partners])
        (content / "companies" / f"{slug}.yaml").write_text(text, "utf-8")


def names(rng: random.Random, number: int, taken: Iterable[str] = ()) -> list[tuple[str, str]]:
    """`number` different (name, slug)."""
    seen, made = {"none", *taken}, []  # `none` takes an answer back: no entry can be called so
    while len(made) < number:
        slug = "".join(rng.choice(SYLLABLES) for _ in range(rng.randint(2, 4)))
        if slug not in seen:
            seen.add(slug)
            made.append((slug.capitalize(), slug))
    return made


def sentence(rng: random.Random, low: int = 10, high: int = 24) -> str:
    """Words with a capital and a full stop."""
    words = [rng.choice(WORDS) for _ in range(rng.randint(low, high))]
    words[rng.randrange(len(words))] = str(rng.randint(2, 9800))
    return " ".join(words).capitalize() + "."


def company(rng: random.Random, name: str, partners: list[str]) -> str:
    """The text of a company file."""
    lines = [
        f"name: {name}",
        f"legal_name: {name} Corporation",
        f"country: {rng.choice(COUNTRIES)}",
        f"industry: {rng.choice(INDUSTRIES)}",
        "checked: 2026-11-23",
        "summary:",
        "  as_of: 2026-11-23",
        f"  text: {sentence(rng, 12, 26)} {sentence(rng, 12, 26)}",
        "programmes:",
        "  car:",
        f"    name: {name} Car",
        "    vehicles: {one: {name: One, body: sedan}}",
        "    milestones: {europe: On sale in Europe}",
        "claims:",
    ]
    start = date(2014, 1, 1) + timedelta(days=rng.randint(0, 700))
    for number in range(1, CLAIMS + 1):
        start += timedelta(days=rng.randint(20, 300))
        lines += claim(rng, number, min(start, date(2026, 10, 1)), partners)
    return "\n".join(lines) + "\n"


def claim(rng: random.Random, number: int, day: date, partners: list[str]) -> list[str]:
    """The lines of one claim with its sources."""
    partner = rng.choice(partners)
    lines = [
        f"  - id: c{number:03}",
        f"    published: {day}",
        f"    topic: {rng.choice(TOPICS)}",
        f"    statement: {sentence(rng)} {sentence(rng)}",
        f"    basis: {rng.choice(BASES)}",
        f"    said_by: {rng.choice(WORDS)} {rng.choice(WORDS)}",
        "    vehicles: [one]",
        f"    partners: [{{who: {partner}, role: {rng.choice(ROLES)}, state: {rng.choice(STATES)}}}]",
        f"    answers: {{{answer(rng, number, day, partner)}}}",
    ]
    if number > 3 and rng.random() < 0.3:
        link = rng.choice(["contradicts", "supersedes", "confirms"])
        lines.append(f"    {link}: [c{rng.randint(1, number - 1):03}]")
    lines.append("    sources:")
    for _ in range(rng.randint(1, 2)):
        address = (
            f"https://news.example/{rng.choice(SYLLABLES)}{rng.choice(SYLLABLES)}/{rng.randint(10**6, 10**8)}"
        )
        lines += [
            f"      - title: {sentence(rng, 5, 10)[:-1]}",
            f"        publisher: {rng.choice(PUBLISHERS)}",
            f"        published: {day}",
            f"        url: {address}",
        ]
    return lines


def answer(rng: random.Random, number: int, day: date, partner: str) -> str:
    """One or two answers; every question gets its share."""
    choices = [
        f"stage: {rng.choice(STAGES)}",
        f"first-car: {day.year + rng.randint(1, 4)}",
        f"builder: {partner}",
        f"price: {rng.randint(90, 500)}000",
        f"capacity: {rng.randint(5, 80)}0000",
        f"europe: {day.year + rng.randint(1, 4)}-H{rng.randint(1, 2)}",
        f"segment: {rng.choice(['mass-market', 'premium'])}",
    ]
    first = choices[number % len(choices)]
    second = rng.choice(choices)
    same = first.split(":")[0] == second.split(":")[0]
    return first if same or rng.random() > 0.3 else f"{first}, {second}"


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(int(sys.argv[1]), Path(sys.argv[2]))
