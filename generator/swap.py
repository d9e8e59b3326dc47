"""A site is built beside the last one and takes its place when it is complete.

Nothing but a site is ever replaced. What is hidden in one (`.git`, `.nojekyll`) was not built, and stays.
"""

from __future__ import annotations

import ctypes
import os
import re
import shutil
from contextlib import suppress
from functools import partial
from pathlib import Path

from generator.workers import processors, spread

_EXCHANGE = 2  # RENAME_EXCHANGE of renameat2(2)
_HERE = -100  # AT_FDCWD
_OLD = "-old"
_OF_EVERY_SITE = ("index.html", "404.html")


def place(site: Path) -> Path:
    """Where a site is to stand, behind all links.

    Raises ValueError with a sentence where something else stands there.
    """
    real = site.resolve()
    if not real.exists():
        return real
    if real.is_dir():
        seen = [one for one in real.iterdir() if not one.name.startswith(".")]
        if not seen or all((real / name).is_file() for name in _OF_EVERY_SITE):
            return real
    raise ValueError(f"{site} is no site, so it is not replaced. Remove it, or name another place.")


def beside(site: Path) -> Path:
    """The folder in which this process builds what will be `site`; leftovers of dead builds are removed."""
    leftover = re.compile(rf"\.{re.escape(site.name)}\.building-(\d+)({_OLD})?")
    for left in sorted(site.parent.iterdir()) if site.parent.is_dir() else []:
        found = leftover.fullmatch(left.name)
        if not found or _alive(int(found[1])):
            continue
        if found[2] and not site.exists():
            left.rename(site)  # the build was killed when the last site was away
        else:
            _remove(left, site)
    return site.with_name(f".{site.name}.building-{os.getpid()}")


def swap(built: Path, site: Path) -> None:
    """Put `built` in the place of `site`, in one step where the system can, and remove what was there."""
    if not site.exists():
        built.rename(site)
        return
    if not _exchange(built, site):
        old = built.with_name(f"{built.name}{_OLD}")
        site.rename(old)
        built.rename(site)
        old.rename(built)
    _remove(built, site)


def drop(site: Path) -> None:
    """Remove what this process has built of a site that does not come to be."""
    shutil.rmtree(beside(site), ignore_errors=True)


def _remove(old: Path, site: Path) -> None:
    for hidden in old.glob(".*"):
        with suppress(OSError):
            if not (site / hidden.name).exists():
                hidden.rename(site / hidden.name)
    gone = partial(shutil.rmtree, ignore_errors=True)
    spread([*old.glob("*/*")], gone, processors())
    gone(old)


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two folders atomically; False where the system has no such call."""
    call = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if call is None:
        return False
    return bool(call(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE) == 0)


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True
