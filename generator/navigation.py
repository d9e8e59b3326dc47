"""What MkDocs' navigation tells of pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator


def around_pages(item: Any) -> tuple[str, str, list[Any]]:
    """Title, address and children of an item of the navigation, as far as they show around pages."""
    return item.title, getattr(item, "url", ""), [around_pages(child) for child in item.children or ()]


def titled(nav: Any) -> Iterator[tuple[str, str]]:
    """(path, title) of the pages that the navigation names."""
    for item in nav:
        for title, below in item.items() if isinstance(item, dict) else ():
            if isinstance(below, str):
                yield below, title
            else:
                yield from titled(below)
