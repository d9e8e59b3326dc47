"""Compares what several engines built from the same pages: which pages, the head and anchors of each.

    python scripts/engines.py build/mkdocs build/properdocs …

The first folder is the measure; exit 1 if another differs from it.
"""

from __future__ import annotations

import sys
from html.parser import HTMLParser
from pathlib import Path

SHOWN = 20


class Article(HTMLParser):
    """The main heading of a page, and the anchors within its article."""

    def __init__(self) -> None:
        super().__init__()
        self.anchors: set[str] = set()
        self.head = ""
        self._depth = 0
        self._in_head = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take up an anchor inside the article."""
        if tag == "article":
            self._depth += 1
        if not self._depth:
            return
        self._in_head = self._in_head or tag == "h1"
        anchor = dict(attrs).get("id") or ""
        if not anchor.startswith("__"):  # the theme's own
            self.anchors.add(anchor)

    def handle_endtag(self, tag: str) -> None:
        """Leave the heading or the article."""
        self._depth -= tag == "article"
        self._in_head = self._in_head and tag != "h1"

    def handle_data(self, data: str) -> None:
        """Take up the words of the heading."""
        self.head += data.strip("¶") if self._in_head else ""


def pages(folder: Path) -> dict[str, tuple[str, frozenset[str]]]:
    """Path → (main heading, anchors) of every page of a site."""
    found = {}
    for path in sorted(folder.rglob("*.html")):
        article = Article()
        article.feed(path.read_text(encoding="utf-8"))
        name = path.relative_to(folder).as_posix()
        found[name] = (" ".join(article.head.split()), frozenset(article.anchors - {""}))
    return found


def differences(measure: Path, other: Path) -> list[str]:
    """A sentence for each page in which `other` differs from `measure`."""
    ours, theirs = pages(measure), pages(other)
    told = [f"{name} is missing." for name in ours if name not in theirs]
    told += [f"{name} is there as well." for name in theirs if name not in ours]
    for name in ours.keys() & theirs.keys():
        (head, anchors), (their_head, their_anchors) = ours[name], theirs[name]
        if head != their_head:
            told.append(f"{name} is headed “{their_head}”, not “{head}”.")
        if anchors != their_anchors:
            told.append(f"{name} has other anchors: {sorted(anchors ^ their_anchors)[:5]}.")
    return sorted(told)


def main(measure: str, *others: str) -> int:
    """Print the differences of each folder from the first; 1 if there are any."""
    count = len(pages(Path(measure)))
    found = {other: differences(Path(measure), Path(other)) for other in others}
    for other, told in found.items():
        print(f"{other}: {len(told)} differences from {measure} in {count} pages.")
        print(*(f"  {one}" for one in told[:SHOWN]), sep="\n")
    return int(any(found.values()) or not count)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
