"""A folder of generated files: written where they differ, removed where they are no longer made."""

from __future__ import annotations

from pathlib import Path

MANIFEST = ".brief-pages"


def write_tree(folder: Path, files: dict[str, bytes]) -> None:
    """Write `files` (path → content) below `folder`.

    Files that an earlier call wrote and this one does not are removed; others are left alone.
    """
    folder.mkdir(parents=True, exist_ok=True)
    manifest = folder / MANIFEST
    before = manifest.read_text("utf-8").splitlines() if manifest.is_file() else []
    for path, data in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        if not file.is_file() or file.read_bytes() != data:
            file.write_bytes(data)
    for path in before:
        if path not in files and _inside(folder, path):
            (folder / path).unlink(missing_ok=True)
    manifest.write_text("".join(f"{path}\n" for path in sorted(files)), "utf-8")


def _inside(folder: Path, path: str) -> bool:
    return (folder / path).resolve().is_relative_to(folder.resolve())
