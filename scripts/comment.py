"""Shows the changes that a pull request's own run has left: `comment.py CHANGES.JSON COMMIT`.

Needs Python alone. Whatever the file says, its texts come out as text (`generator.diff.inert`).
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

from generator.diff.change import NoDiffError, from_data
from generator.diff.show import as_markdown

MOST = 60_000
"""Bytes of a comment; GitHub takes 65,536 characters."""


def comment(text: str, commit: str) -> str:
    """The comment for the changes in `text`; raises NoDiffError if they are none."""
    if not re.fullmatch("[0-9a-f]{40}", commit):
        raise NoDiffError("This is no commit.")
    try:
        found = from_data(json.loads(text))
    except (ValueError, RecursionError):
        raise NoDiffError("The file holds no changes that this version knows.") from None
    told = f"As of commit {commit[:7]}; told by the pull request’s own check."
    return f"{as_markdown(found, MOST)}\n<sub>{told}</sub>\n"


if __name__ == "__main__":
    try:
        sys.stdout.write(comment(Path(sys.argv[1]).read_text(encoding="utf-8"), sys.argv[2]))
    except (NoDiffError, UnicodeDecodeError) as error:
        sys.exit(str(error))
