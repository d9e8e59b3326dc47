"""What stands in the slots of a page from which day on, as the page writes it; and the file that tells of it.

    {"last": DAY, "days": [DAY, …], "pieces": [HTML, …], "texts": [[number, …], …],
     "slots": {SLOT: ["", number, DAY, number or [number, …], …]}}

A slot holds days and numbers of texts in turn; the first day is "": before anything was known. A text is made
of pieces, one for each tag and each part of a sentence: most stand in several texts. The theme's script
fetches a file when a reader first chooses a day, and puts the texts in place; it knows nothing of the rule.
"""

from __future__ import annotations

import re
from functools import cache, partial
from typing import TYPE_CHECKING, Any

from generator.compact import compact
from generator.page import common, folded
from generator.text import inert, templates
from generator.timetravel import ALWAYS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from generator.partners import Relation
    from generator.timetravel import Said, Status, Steps, T
    from generator.view import Site
    from generator.views.promised import Row

STEPS = "steps.json"
_PIECES = re.compile(r".[^>;]*(?:;(?! )[^>;]*)*(?:>|; |\Z)", re.DOTALL)

Slots = dict[str, list[tuple[str, tuple[str, ...]]]]
"""Slot → (day, texts that stand in it from then on)."""


class Scribe:
    """Writes what slots of a page say, as the templates do."""

    def __init__(self, site: Site, here: str) -> None:
        self._known = common(site, here)
        macros: Any = templates().get_template("macros.md.jinja")
        self._macros = macros.make_module(self._known)
        self._promise = cache(partial(self._macros.promise_row, with_plan=False))
        self._relation = cache(self._macros.relation_row)
        self._folded = cache(folded)
        self.slots: Slots = {}

    def cell(self, said: Said) -> list[str]:
        return [self._macros.cell(said.fact, said.ended)]

    def fact(self, said: Said) -> list[str]:
        return [self._macros.fact_said(said.fact, said.ended)]

    def milestone(self, said: Said) -> list[str]:
        return [self._macros.fact_said(said.fact, False)]

    def status(self, said: Status) -> list[str]:
        return [self._macros.status(said.stage, said.schedule)]

    def promises(self, rows: Iterable[Row]) -> list[str]:
        return list(map(self._promise, rows))

    def partners(self, rows: Iterable[Relation]) -> list[str]:
        return list(map(self._relation, rows))

    def text(self, text: str) -> list[str]:
        return [inert(text)]

    def name(self, page: str, anchor: str, name: str) -> list[str]:
        return [self._known["to"](page, name, anchor)]

    def slot(self, key: str, steps: Steps[T], texts: Callable[[T], list[str]]) -> None:
        """Take up what a slot says from which day on; left out where it never says anything else."""
        slot: list[tuple[str, tuple[str, ...]]] = []
        for day, what in steps:
            now = tuple(text for html in texts(what) if (text := self._folded(str(html))))
            if not slot or slot[-1][1] != now:
                slot.append(("" if day == ALWAYS else day.isoformat(), now))
        if len(slot) > 1:
            self.slots[key] = slot


def file(slots: Slots, more: Iterable[date]) -> bytes:
    """The file of slots; `more`: days on which something else of the page changes."""
    days = {day for slot in slots.values() for day, _texts in slot[1:]} | {day.isoformat() for day in more}
    texts: dict[str, int] = {}
    pieces: dict[str, int] = {}

    def number(text: str) -> int:
        return texts.setdefault(text, len(texts))

    numbered: dict[str, list[Any]] = {}
    for key, slot in slots.items():
        numbered[key] = []
        for day, said in slot:
            numbered[key] += [day, number(said[0]) if len(said) == 1 else [number(text) for text in said]]
    spelled = [[pieces.setdefault(piece, len(pieces)) for piece in _PIECES.findall(text)] for text in texts]
    return compact(
        {
            "last": max(days),
            "days": sorted(days),
            "pieces": list(pieces),
            "texts": spelled,
            "slots": numbered,
        }
    )
