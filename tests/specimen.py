"""A small brief around the example of a rule, so that the checks can be run on it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from generator.rule import Example

BRIEF = """\
# yaml-language-server: $schema=schema/brief.json
title: Small brief
questions:
  stage:
    label: Stage
    type: choice
    choices:
      no-plan: {label: No plan, explanation: The company says so.}
      on-sale: {label: On sale, explanation: Cars reach customers.}
      cancelled: {label: Cancelled, explanation: Given up., ends: true}
  first-car: {label: First car, type: when}
  builder: {label: Builder, type: organisations}
  price: {label: Price, type: money, currency: CNY}
  markets:
    label: Countries
    type: choice
    choices: {norway: {label: Norway, explanation: Norway.}}
    many: true
topics:
  intent: {label: Intent, explanation: Whether it wants to.}
  denial: {label: Denial, explanation: It says no.}
bases:
  company: {label: The company, explanation: Its own word., on_record: true}
  unnamed-people: {label: Unnamed people, explanation: Not named.}
roles: {contract-manufacturer: {label: Contract manufacturer, explanation: Builds for others.}}
states: {talks: {label: In talks, explanation: Nothing agreed.}}
kinds: {carmaker: {label: Carmaker, explanation: Makes cars.}}
"""

PARTNER = """\
# yaml-language-server: $schema=../schema/partner.json
name: Great Wall Motor
country: CN
kind: carmaker
"""

COMPANY = {
    "name": "name: Xiaomi",
    "country": "country: CN",
    "industry": "industry: Smartphones",
    "checked": "checked: 2026-11-23",
    "programmes": """\
programmes:
  xiaomi-auto:
    name: Xiaomi Auto
    vehicles: {su7: {name: SU7}}
    milestones: {europe: On sale in Europe}""",
}

CLAIM = {
    "id": "id: plant-talks",
    "published": "published: 2021-03-26",
    "topic": "topic: intent",
    "statement": "statement: Xiaomi is in talks to use a plant of Great Wall Motor.",
    "basis": "basis: company",
    "sources": """\
sources:
  - title: Talks on a plant of Great Wall Motor, part {number}
    publisher: Reuters
    published: 2021-03-26
    url: https://example.com/{number}""",
}

TYPED = "utf-8", "surrogateescape"


def files(example: Example, piece: str) -> dict[str, str]:
    """The files of a brief with `piece` in the place that the example names: path → text."""
    made = {"brief.yaml": BRIEF, "partners/great-wall-motor.yaml": PARTNER}
    if piece.startswith("# content/"):
        made["companies/xiaomi.yaml"] = _company("", _claims(""))
        for part in re.split(r"^(?=# content/)", piece, flags=re.MULTILINE)[1:]:
            head, _, text = part.partition("\n")
            kind = head.removeprefix("# content/").split("/")[0]
            line = f"# yaml-language-server: $schema=../schema/{kind[:-1].replace('ie', 'y')}.json\n"
            given = text.startswith("# yaml-language-server")
            made[head.removeprefix("# content/")] = ("" if given else line) + text + "\n" if text else ""
    elif example.where == "company":
        made["companies/xiaomi.yaml"] = _company(piece, _claims(""))
    else:
        made["companies/xiaomi.yaml"] = _company("", _claims(piece))
    return made


def write(folder: Path, example: Example, piece: str) -> Path:
    """The content folder of those files."""
    content = folder / "content"
    for name, text in files(example, piece).items():
        path = content / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode(*TYPED))
    return content


def _company(piece: str, claims: str) -> str:
    head = "# yaml-language-server: $schema=../schema/company.json\n"
    if piece.startswith("# yaml-language-server"):
        head, piece = "", piece
    return head + _filled(piece, COMPANY) + f"claims:\n{claims}"


def _claims(piece: str) -> str:
    items = re.split(r"^- ", piece, flags=re.MULTILINE)[1:] if piece.startswith("- ") else [piece]
    texts = []
    for number, item in enumerate(items, start=1):
        fields = re.sub(r"^  ", "", item, flags=re.MULTILINE) if piece.startswith("- ") else item
        defaults = {name: text.replace("{number}", str(number)) for name, text in CLAIM.items()}
        lines = _filled(fields, defaults).rstrip("\n").split("\n")
        texts += [f"  - {lines[0]}", *(f"    {line}" if line else "" for line in lines[1:])]
    return "\n".join(texts) + "\n"


def _filled(piece: str, defaults: dict[str, str]) -> str:
    """`piece` with the fields that it lacks: the first default on top, the others below."""
    given = set(re.findall(r"^([\w-]+):", piece, re.MULTILINE))
    missing = {name: text for name, text in defaults.items() if name not in given}
    first = next(iter(defaults))
    parts = [missing.pop(first)] if first in missing else []
    parts += [piece.rstrip("\n")] if piece.strip() else []
    return "\n".join([*parts, *missing.values()]) + "\n"
