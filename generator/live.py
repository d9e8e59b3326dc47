"""A served site that follows its entries: what an editor looks at first, before the whole is built again.

The pages of the companies whose files were edited, and those of the table that compares all which read
otherwise now, are put in place at once, each file in one step. The whole build that follows brings the rest.
"""

from __future__ import annotations

import gc
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from generator.desk import Desk
from generator.fetch import COMPANIES
from generator.keep import digest
from generator.outline import outline
from generator.pagefind import SCRIPTS
from generator.stamp import ASSETS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mkdocs.config.defaults import MkDocsConfig

    from generator.chapters import Chapter
    from generator.desk import Memory, Order
    from generator.keep import Keep
    from generator.outline import Keys, Outline
    from generator.press import Press

COMPARE = "compare"


@dataclass(frozen=True)
class Live:
    """A site as it was built last.

    folder   where it is served from
    around   the hash of all that it was built from besides the entries
    keys     the hashes of its entries
    tables   the keys of the pages of the table
    whole    whether all of it is up to date with them
    """

    folder: Path
    around: str
    keys: Keys
    tables: dict[str, str]
    order: Order
    keep: Keep
    memory: Memory
    press: Press
    whole: bool = True

    def prepare(self) -> None:
        """Read and weigh now what the first edit takes over: a site that was kept needed none of it."""
        with suppress(Exception):  # whatever is wrong is told after the edit that made it so
            desk = Desk(self.order, self.keep, self.memory)
            for _chapter in _first(desk, set()):
                pass
        gc.freeze()

    def follow(self, around: str) -> Live | None:
        """Put in place what was edited; None where more than that has to be built.

        Raises TroubleError where the entries have errors; nothing is touched then.
        """
        desk = Desk(self.order, self.keep, self.memory)
        now, before = desk.keys.entries, self.keys.entries
        edited = {name for name, found in now.items() if before.get(name) != found}
        if around != self.around or now.keys() != before.keys():
            return None
        if not edited:
            return self if self.whole else None
        if not all(name.startswith(COMPANIES) for name in edited):
            return None
        first = list(_first(desk, {name.removesuffix(".yaml") for name in edited}))
        tables = keys_of_tables(desk.keys, outline(desk.site, first))
        for chapter in first:
            if chapter.name in tables and tables[chapter.name] == self.tables.get(chapter.name):
                continue
            for path, content in self.press.make(chapter).files.items():
                _put(self.folder / path, content)
        return replace(self, keys=desk.keys, tables=tables, whole=False)


def _first(desk: Desk, edited: set[str]) -> Iterator[Chapter]:
    """The chapters of edited companies, and those of the table of all; without what stands beside it."""
    tables = False
    for chapter in desk.planned():
        if _is_table(chapter.name):
            tables = True
            yield replace(chapter, files=tuple)
        elif chapter.name in edited:
            yield chapter
        elif tables:  # what comes after need not be planned
            return


def _is_table(name: str) -> bool:
    """Whether a chapter is one of the table that compares all."""
    return name.partition("/")[0] == COMPARE


def keys_of_tables(keys: Keys, plan: Outline) -> dict[str, str]:
    """The chapters of the table → their keys, as far as they hang on entries."""
    return {one.name: keys.chapter(one, plan, "") for one in plan.chapters if _is_table(one.name)}


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
