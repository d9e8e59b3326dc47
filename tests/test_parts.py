"""The smallest parts of pages."""

from __future__ import annotations

import re
from pathlib import Path

from generator.parts import LOOKS, MOVED_LATER, PLAIN, chip

ASSETS = Path(__file__).parent.parent / "theme" / "overrides" / "assets"


def test_every_chip_has_its_icon_and_its_colour() -> None:
    css, icons = (ASSETS / "brief.css").read_text("utf-8"), (ASSETS / "icons.svg").read_text("utf-8")
    numbers = dict(re.findall(r"\.b-(\w+) \{ --i: (\d+) \}", css))
    places = {name: str(int(y) // 16) for name, y in re.findall(r'<use href="#(\w+)" y="(\d+)"', icons)}
    assert numbers == places
    for colour, icon, _dashed in (*LOOKS.values(), MOVED_LATER, PLAIN):
        assert icon in numbers
        assert f'<symbol id="{icon}" viewBox="0 0 16 16">' in icons
        assert colour == "grey" or f".b-{colour} {{ --c: var(--b-{colour})" in css


def test_a_chip_shows_icon_and_word_and_makes_text_inert() -> None:
    assert chip("on record") == '<span class="b-chip b-ink b-page">on record</span>'
    assert chip("single report") == '<span class="b-chip b-grey b-dot b-dashed">single report</span>'
    assert "<b>" not in chip("planned", "<b>")
