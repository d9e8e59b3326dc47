"""Results of earlier builds, found again by the hash of all that they depend on.

Each result is a file named by its key; at its end stands the checksum of the rest. So a damaged or
half-written one is as good as none, and the folder can be deleted at any time.
"""

from __future__ import annotations

import hashlib
import os
import pickle
from contextlib import suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_SIZE = hashlib.sha256().digest_size  # the one of these that processors have an instruction for
CACHE = ".cache/brief"
"""Where they are unless the configuration says otherwise, beside `mkdocs.yml` and the content."""

SPARE = 3
"""What this build did not use is kept too, up to so many times what it used: other days, other branches."""


def digest(*parts: str | bytes) -> str:
    """The hash of some texts, each apart from the next."""
    made = hashlib.blake2b(digest_size=20)
    for part in parts:
        data = part if isinstance(part, bytes) else part.encode("utf-8", "surrogatepass")
        made.update(len(data).to_bytes(8, "big") + data)
    return made.hexdigest()


def itself(path: str, flags: int) -> int:
    """Open a file, and none that it leads to."""
    return os.open(path, flags | getattr(os, "O_NOFOLLOW", 0), 0o666)


class _Summed:
    """Writes a file and sums up what it writes: so no second copy of a large result is made in memory."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file, self.sum = file, hashlib.sha256()

    def write(self, data: bytes) -> None:
        """Write on."""
        self.sum.update(data)
        self._file.write(data)


class Keep:
    """A folder of results; without a folder nothing is kept."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._used: set[str] = set()

    @property
    def keeps(self) -> bool:
        """Whether anything is kept."""
        return self._folder is not None

    def get(self, key: str, load: Callable[[memoryview], Any] = pickle.loads) -> Any:
        """The result of a key; None where there is none that is whole. `load` makes it of what is kept."""
        if self._folder is None:
            return None
        try:
            data = (self._folder / key).read_bytes()
        except OSError:
            return None
        body, sum_ = memoryview(data)[:-_SIZE], data[-_SIZE:]
        if hashlib.sha256(body).digest() != sum_:
            return None
        self._used.add(key)
        return load(body)

    def has(self, key: str) -> bool:
        """Whether there is a result of a key, whole or not."""
        return self._folder is not None and (self._folder / key).exists()

    def put(self, key: str, result: Any) -> bool:
        """Keep a result; gives whether it is kept. A folder that cannot be written to keeps nothing."""
        if self._folder is None:
            return False
        self._used.add(key)
        with suppress(OSError):
            try:
                file = self._begun(key)
            except FileNotFoundError:
                self._folder.mkdir(parents=True, exist_ok=True)
                file = self._begun(key)
            try:
                with file:
                    summed = _Summed(file)
                    pickle.dump(result, summed, protocol=pickle.HIGHEST_PROTOCOL)
                    file.write(summed.sum.digest())
            except BaseException:
                self.forget([key])
                raise
            return True
        return False

    def _begun(self, key: str) -> IO[bytes]:
        """The file of a key, to be written. Until its sum stands at its end, it is as good as none."""
        return open(f"{self._folder}/{key}", "wb", opener=itself)

    def use(self, keys: Iterable[str]) -> None:
        """Count keys as used that another process asked for."""
        self._used.update(keys)

    def forget(self, keys: Iterable[str]) -> None:
        """Keep these results no longer."""
        if self._folder is not None:
            for key in keys:
                (self._folder / key).unlink(missing_ok=True)

    def stop(self) -> None:
        """Keep nothing from now on."""
        self._folder = None

    def sweep(self) -> None:
        """Forget the results that were not used for longest, until the folder is small enough."""
        if self._folder is None or not self._folder.is_dir():
            return
        used, others = 0, []
        for entry in os.scandir(self._folder):
            with suppress(OSError):
                found = entry.stat()
                if entry.name in self._used:
                    used += found.st_size
                else:
                    others.append((found.st_mtime, entry.name, found.st_size))
        room = SPARE * used
        for _time, name, size in sorted(others, reverse=True):
            room -= size
            if room < 0:
                (self._folder / name).unlink(missing_ok=True)
