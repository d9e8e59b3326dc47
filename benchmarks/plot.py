"""Cost against the number of companies, as an SVG picture on two logarithmic scales, for light and dark."""

from __future__ import annotations

import math
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 760, 420, 60, 230, 30, 50
LIGHT = ["#0b6e4f", "#2c5aa0", "#6b3fa0", "#8a6d00", "#c0392b", "#555", "#a04000"]
DARK = ["#4cc9a0", "#7fb0ff", "#c39bf0", "#e0b83c", "#ff8a7a", "#bbb", "#f0a070"]
DASHES = ["none", "6 3", "2 3", "8 3 2 3", "1 4", "12 4", "4 2"]


def plot(title: str, lines: Mapping[str, Sequence[tuple[int, float]]]) -> str:
    """`title` and one line for each name, of (companies, seconds)."""
    points = [point for line in lines.values() for point in line]
    x_low, x_high = min(x for x, _ in points), max(x for x, _ in points)
    y_low = 10 ** math.floor(math.log10(min(y for _, y in points)))
    y_high = 10 ** math.ceil(math.log10(max(y for _, y in points)))

    def place(x: float, y: float) -> tuple[float, float]:
        across = math.log(x / x_low) / math.log(x_high / x_low) if x_high > x_low else 0.5
        up = math.log(y / y_low) / math.log(y_high / y_low)
        return (
            round(LEFT + across * (WIDTH - LEFT - RIGHT), 1),
            round(HEIGHT - BOTTOM - up * (HEIGHT - TOP - BOTTOM), 1),
        )

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        'font-family="sans-serif" font-size="12">',
        f"<title>{escape(title)}</title>",
        f"<style>{_style()}</style>",
        f'<rect width="{WIDTH}" height="{HEIGHT}"/>',
        f'<text x="{LEFT}" y="18" font-weight="bold">{escape(title)}</text>',
    ]
    y = y_low
    while y <= y_high * 1.01:
        _, at = place(x_low, y)
        parts.append(f'<path d="M{LEFT} {at}H{WIDTH - RIGHT}"/>')
        parts.append(f'<text x="{LEFT - 8}" y="{at + 4}" text-anchor="end">{y:g} s</text>')
        y *= 10
    for x in sorted({x for x, _ in points}):
        at, _ = place(x, y_low)
        parts.append(f'<path d="M{at} {TOP}V{HEIGHT - BOTTOM}"/>')
        parts.append(f'<text x="{at}" y="{HEIGHT - BOTTOM + 18}" text-anchor="middle">{x:,}</text>')
    middle = (LEFT + WIDTH - RIGHT) / 2
    parts.append(f'<text x="{middle}" y="{HEIGHT - 10}" text-anchor="middle">companies</text>')
    for number, (name, line) in enumerate(lines.items()):
        placed = [place(x, y) for x, y in sorted(line)]
        x, y = WIDTH - RIGHT + 12, TOP + 12 + 20 * number
        parts += [
            f'<g class="l{number % len(LIGHT)}">',
            f'<path d="M{"L".join(f"{x} {y}" for x, y in placed)}M{x} {y - 4}h24"/>',
            *(f'<circle cx="{x}" cy="{y}" r="3.5"/>' for x, y in placed),
            f'</g><text x="{x + 30}" y="{y}">{escape(name)}</text>',
        ]
    return "\n".join([*parts, "</svg>\n"])


def _style() -> str:
    """The colours: those of the lines are named by their numbers."""
    dashes = "".join(f".l{number} path{{stroke-dasharray:{dash}}}" for number, dash in enumerate(DASHES))
    light, dark = (
        f"rect{{fill:{paper}}}text{{fill:{ink}}}path{{fill:none;stroke:{rule}}}"
        + "".join(f".l{n} path{{stroke:{one}}}.l{n} circle{{fill:{one}}}" for n, one in enumerate(colours))
        for paper, ink, rule, colours in (("#fff", "#222", "#ddd", LIGHT), ("#111", "#ddd", "#444", DARK))
    )
    return f"{light}{dashes}.l0 path{{stroke-width:2}}@media(prefers-color-scheme:dark){{{dark}}}"
