"""The content folder at a git revision, read without touching the work tree; or as it stands in it."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

from generator.check import check
from generator.fetch import BRIEF, COMPANIES, MOST_BYTES, PARTNERS
from generator.load import load
from generator.report import text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.load import Content

WORK_TREE = "the files as they are"
PAGES = "pages"

# Set inside hooks; they would turn git's eyes to another place than the folder.
_NOT_OURS = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_OBJECT_DIRECTORY")
_REGULAR = ("100644", "100755")


class RevisionError(Exception):
    """A revision cannot be read; the message is one or more sentences for people."""


@dataclass(frozen=True)
class Revision:
    """The entries of a revision, and its pages written by hand.

    name     what people call it: `main (1a2b3c4)`, `the files as they are`
    folder   the name of the folder
    content  its entries, all of them sound
    pages    path below `pages/` → bytes
    """

    name: str
    folder: str
    content: Content
    pages: dict[str, bytes]


def work_tree(folder: Path) -> Revision:
    """The content as it stands in a folder; raises RevisionError if its entries have errors."""
    root = folder / PAGES
    found = [path for path in sorted(root.rglob("*")) if path.is_file() and not path.is_symlink()]
    pages = {path.relative_to(root).as_posix(): path.read_bytes() for path in found if _is_page(path.name)}
    return Revision(WORK_TREE, folder.resolve().name, _entries(folder, WORK_TREE), pages)


def at(folder: Path, revision: str, *, checked: bool = True) -> Revision:
    """The content folder at a revision; raises RevisionError if git or the revision cannot give it.

    checked  its entries must pass every check; else they need only be readable, since an older revision may
             break a check that is younger than it
    """
    commit = _commit(folder, revision)
    name = revision if commit.startswith(revision) else f"{revision} ({commit[:7]})"
    blobs = list(_blobs(folder, commit, name))
    data = dict(zip((blob.path for blob in blobs), _read(folder, blobs), strict=True))
    with TemporaryDirectory(prefix="brief-") as temporary:
        copy = Path(temporary) / folder.resolve().name
        for path, content in data.items():
            if _is_entry(path):
                target = copy / path
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(content[: MOST_BYTES + 1])
        entries = _entries(copy, name, checked=checked)
    pages = {path.removeprefix(f"{PAGES}/"): data[path] for path in data if path.startswith(f"{PAGES}/")}
    return Revision(name, folder.resolve().name, entries, pages)


def parting(folder: Path, base: str, head: str | None) -> str:
    """The revision to compare with, so that only the changes of one side are seen.

    That is where `head` (None: the work tree) left `base`; `base` itself where they never parted, or where
    `head` is the older of two named revisions. Raises RevisionError where this clone does not know.
    """
    ours, theirs = _commit(folder, head) if head else _head(folder), _commit(folder, base)
    if not ours:
        return base
    found = _git(folder, "merge-base", theirs, ours)
    common = found.stdout.decode().strip() if found.returncode == 0 else ""
    if not common and _git(folder, "rev-parse", "--is-shallow-repository").stdout.strip() == b"true":
        mend = "Fetch the rest first: git fetch --unshallow."
        raise RevisionError(f"This clone is shallow, so where it left “{base}” cannot be told. {mend}")
    return base if not common or common == theirs or (head and common == ours) else common


def beside(folder: Path, base: str, head: str | None) -> list[str]:
    """What else git knows as changed from `base` to `head` (None: the work tree), outside the folder.

    Only the names at the top of the repository: `README.md`, `theme`.
    """
    commits = [_commit(folder, revision) for revision in (base, head) if revision]
    found = _git(folder, "diff", "--name-only", "--no-renames", "--no-ext-diff", "-z", *commits)
    paths = found.stdout.decode("utf-8", "surrogateescape").split("\0")
    prefix = _prefix(folder)
    return sorted({path.partition("/")[0] for path in paths if path and not path.startswith(prefix)})


class _Blob(NamedTuple):
    path: str
    hash: str


def _blobs(folder: Path, commit: str, name: str) -> Iterator[_Blob]:
    """The files below the folder at a commit, by their path in it."""
    prefix = _prefix(folder)
    listed = _git(folder, "ls-tree", "-r", "-z", "--full-tree", commit, *(("--", prefix) if prefix else ()))
    if listed.returncode:
        raise RevisionError(f"git cannot list the files of {name}: {_words(listed)}")
    found = False
    for line in listed.stdout.decode("utf-8", "surrogateescape").split("\0"):
        if not line:
            continue
        about, path = line.split("\t", 1)
        mode, _kind, blob = about.split()
        if mode not in _REGULAR:
            kind = {"120000": "a symbolic link", "160000": "a submodule"}.get(mode, "no regular file")
            raise RevisionError(f"“{path}” is {kind} at {name}. Entries are read from regular files only.")
        found = True
        inside = path.removeprefix(prefix)
        if ".." not in PurePosixPath(inside).parts and (_is_entry(inside) or _is_page(inside, f"{PAGES}/")):
            yield _Blob(inside, blob)
    if not found:
        raise RevisionError(f"There is no folder “{folder.name}” at {name}.")


def _is_entry(path: str) -> bool:
    folder, _, file = path.rpartition("/")
    return path == BRIEF or (folder in (COMPANIES, PARTNERS) and bool(file))


def _is_page(path: str, below: str = "") -> bool:
    return path.startswith(below) and not PurePosixPath(path).name.startswith(".")


def _read(folder: Path, blobs: list[_Blob]) -> Iterator[bytes]:
    """The bytes of blobs, in their order."""
    asked = "".join(f"{blob.hash}\n" for blob in blobs).encode()
    answer = _git(folder, "cat-file", "--batch", input=asked)
    if answer.returncode:
        raise RevisionError(f"git cannot read the files: {_words(answer)}")
    rest = memoryview(answer.stdout)
    for blob in blobs:
        head, _, _ = bytes(rest[:200]).partition(b"\n")
        words = head.split()
        if len(words) != 3 or words[1] != b"blob":
            raise RevisionError(f"“{blob.path}” is not in this clone. Fetch the whole history first.")
        start, size = len(head) + 1, int(words[2])
        yield bytes(rest[start : start + size])
        rest = rest[start + size + 1 :]


def _entries(folder: Path, name: str, *, checked: bool = True) -> Content:
    """The entries of a folder; raises RevisionError with all their errors."""
    content, problems = check(folder) if checked else load(folder)
    errors = [problem for problem in problems if problem.severity == "error"]
    if errors or content is None:
        raise RevisionError(f"The entries of {name} have errors.\n\n{text(errors, content, folder)}")
    return content


def _commit(folder: Path, revision: str) -> str:
    """The commit that a revision names."""
    _prefix(folder)
    if revision and not revision.startswith("-") and "\0" not in revision:
        found = _git(folder, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
        if found.returncode == 0:
            return found.stdout.decode().strip()
    mend = "Name a branch, a tag or a commit; one that is only on the server has to be fetched first."
    raise RevisionError(f"There is no revision “{revision}” here. {mend}")


def _head(folder: Path) -> str:
    """The commit that is checked out; "" in a repository without one."""
    found = _git(folder, "rev-parse", "--verify", "--quiet", "HEAD^{commit}")
    return found.stdout.decode().strip() if found.returncode == 0 else ""


def _prefix(folder: Path) -> str:
    """The path of the folder in its repository, with a slash at its end; "" if it is the top."""
    if not folder.is_dir():
        mend = "Go to where it is, or name it with --content."
        raise RevisionError(f"There is no folder “{folder}” here. {mend}")
    found = _git(folder, "rev-parse", "--show-prefix")
    if found.returncode:
        raise RevisionError(
            f"The folder “{folder}” is in no git repository that can be read: {_words(found)}"
        )
    return found.stdout.decode("utf-8", "surrogateescape").removesuffix("\n")


def _git(folder: Path, *arguments: str, input: bytes | None = None) -> subprocess.CompletedProcess[bytes]:
    """A reading git command in the folder; it asks nothing and fetches nothing."""
    git = shutil.which("git")
    if git is None:
        raise RevisionError("git is not installed here. It is needed to read another revision.")
    told = {name: value for name, value in os.environ.items() if name not in _NOT_OURS}
    told |= {"LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "GIT_NO_LAZY_FETCH": "1"}
    command = [git, "-C", str(folder), *arguments]
    return subprocess.run(command, input=input, capture_output=True, env=told, check=False)  # noqa: S603


def _words(failed: subprocess.CompletedProcess[bytes]) -> str:
    """What git says of its failure, as the rest of a sentence."""
    lines = failed.stderr.decode("utf-8", "replace").strip().splitlines()
    return f"{lines[0].removeprefix('fatal: ').rstrip('.')}." if lines else "it gives no reason."
