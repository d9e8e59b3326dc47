"""A served site that follows its entries: what an editor looks at first, before the whole is built again.

The pages of the companies whose files were edited, and the table that compares all, are put in place at once,
each file in one step. The whole build that follows brings the rest.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from generator.desk import Desk
from generator.fetch import COMPANIES
from generator.keep import digest
from generator.pagefind import SCRIPTS
from generator.stamp import ASSETS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mkdocs.config.defaults import MkDocsConfig

    from generator.chapters import Chapter
    from generator.desk import Memory, Order
    from generator.keep import Keep
    from generator.press import Press

COMPARE = "compare"


@dataclass(frozen=True)
class Live:
    """A site as it was built last.

    folder   where it is served from
    around   the hash of all that it was built from besides the entries
    entries  file → hash of its text
    whole    whether all of it is up to date with them
    """

    folder: Path
    around: str
    entries: dict[str, str]
    order: Order
    keep: Keep
    memory: Memory
    press: Press
    whole: bool = True

    def follow(self, around: str) -> Live | None:
        """Put in place what was edited; None where more than that has to be built.

        Raises TroubleError where the entries have errors; nothing is touched then.
        """
        desk = Desk(self.order, self.keep, self.memory)
        entries = dict(desk.keys.entries)
        edited = {name for name, found in entries.items() if self.entries.get(name) != found}
        if around != self.around or entries.keys() != self.entries.keys():
            return None
        if not edited:
            return self if self.whole else None
        if not all(name.startswith(COMPANIES) for name in edited):
            return None
        for chapter in _first(desk, edited):
            for path, content in self.press.make(chapter).files.items():
                _put(self.folder / path, content)
        return replace(self, entries=entries, whole=False)


def _first(desk: Desk, edited: set[str]) -> Iterator[Chapter]:
    """The chapters of edited companies, and the table of all; without what stands beside that."""
    for chapter in desk.chapters([*(name.removesuffix(".yaml") for name in edited), COMPARE]):
        yield replace(chapter, files=tuple) if chapter.name == COMPARE else chapter


def _put(place: Path, content: bytes) -> None:
    """Write a file in one step: a reader gets the old or the new."""
    fresh = place.with_name(f".{place.name}.new")
    place.parent.mkdir(parents=True, exist_ok=True)
    fresh.write_bytes(content)
    fresh.replace(place)


def around(config: MkDocsConfig, stamp: str) -> str:
    """The hash of all that a site is built from besides its entries, as it stands on the disk now.

    stamp  that of what pages are made from
    """
    texts = [Path(config.config_file_path)] if config.config_file_path else []
    folders = [
        Path(config.docs_dir),
        SCRIPTS,
        *(Path(folder, ASSETS) for folder in [config.theme.custom_dir] if folder),
    ]
    texts += sorted(path for folder in folders for path in folder.rglob("*") if path.is_file())
    return digest(stamp, *(part for path in texts for part in (path.as_posix(), path.read_bytes())))
