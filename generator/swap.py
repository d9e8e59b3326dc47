"""A site is built beside the last one and takes its place when it is complete."""

from __future__ import annotations

import ctypes
import os
import shutil
from pathlib import Path

_EXCHANGE = 2  # RENAME_EXCHANGE of renameat2(2)
_HERE = -100  # AT_FDCWD


def beside(site: Path) -> Path:
    """The folder in which this process builds what will be `site`; leftovers of dead builds are removed."""
    for left in site.parent.glob(f".{site.name}.building-*"):
        if not _alive(left.name.rpartition("-")[2]):
            shutil.rmtree(left, ignore_errors=True)
    return site.with_name(f".{site.name}.building-{os.getpid()}")


def swap(built: Path, site: Path) -> None:
    """Put `built` in the place of `site`, in one step where the system can, and remove what was there."""
    if not site.exists():
        built.rename(site)
        return
    if not _exchange(built, site):
        old = built.with_name(f"{built.name}-old")
        site.rename(old)
        built.rename(site)
        old.rename(built)
    shutil.rmtree(built, ignore_errors=True)


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two folders atomically; False where the system has no such call."""
    call = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if call is None:
        return False
    return bool(call(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE) == 0)


def _alive(pid: str) -> bool:
    try:
        os.kill(int(pid), 0)
    except (ValueError, ProcessLookupError):
        return False
    except PermissionError:
        return True
    return True
