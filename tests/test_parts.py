"""The smallest parts of pages."""

from __future__ import annotations

from pathlib import Path

from generator.parts import LOOKS, MOVED_LATER, PLAIN, chip

ICONS = Path(__file__).parent.parent / "theme" / "overrides" / "partials" / "symbols.html"


def test_every_chip_has_its_icon() -> None:
    icons = ICONS.read_text("utf-8")
    for _colour, icon, _dashed in (*LOOKS.values(), MOVED_LATER, PLAIN):
        assert f'id="i--{icon}"' in icons


def test_a_chip_shows_icon_and_word_and_makes_text_inert() -> None:
    assert chip("on record").endswith('<use href="#i--page"/></svg>on record</span>')
    assert "<b>" not in chip("planned", "<b>")
