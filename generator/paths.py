"""Paths that a person typed → entry files."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from generator.fetch import BRIEF, COMPANIES, PARTNERS

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


def entry_files(paths: Iterable[Path], folder: Path) -> set[str] | None:
    """The names of the entry files that `paths` mean, relative to the content folder; None: all of them.

    Raises ValueError with a sentence for what is not there or is no entry.
    """
    names: set[str] = set()
    root = folder.resolve()
    for path in paths:
        if not os.path.lexists(path):
            raise ValueError(f"There is no file or folder {path}.")
        here = path.resolve() if path.is_dir() else path.parent.resolve() / path.name  # a link stays one
        if here == root or here in root.parents:
            return None
        found = _below(here, root) if root in here.parents else set()
        if not found:
            kinds = f"{folder}/{COMPANIES}/*.yaml, {folder}/{PARTNERS}/*.yaml and {folder}/{BRIEF}"
            raise ValueError(f"{path} is no entry. Entries are {kinds}.")
        names |= found
    return names


def _below(path: Path, root: Path) -> set[str]:
    """An entry's own name, or those of all entries in a folder."""
    parts = path.relative_to(root).parts
    if parts == (BRIEF,) or (
        len(parts) == 2 and parts[0] in (COMPANIES, PARTNERS) and path.suffix == ".yaml"
    ):
        return {"/".join(parts)}
    if parts in ((COMPANIES,), (PARTNERS,)) and path.is_dir():
        return {f"{parts[0]}/{one.name}" for one in path.iterdir() if one.suffix == ".yaml"}
    return set()
