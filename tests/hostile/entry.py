"""Plain values as files of a content folder."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path


def written(content: Path, files: dict[str, Any]) -> Path:
    """The content folder with some files; bytes and texts are written as they are."""
    for name, entry in files.items():
        path = content / name
        path.parent.mkdir(parents=True, exist_ok=True)
        text = entry if isinstance(entry, str | bytes) else as_yaml(entry)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return content


def as_yaml(value: Any, indent: str = "") -> str:
    """Plain values as YAML: a field or item on each line, every text in double quotes."""
    lines: list[str] = []
    pairs = value.items() if isinstance(value, dict) else ((None, item) for item in value)
    for key, item in pairs:
        head = f"{indent}-" if key is None else f"{indent}{json.dumps(key, ensure_ascii=False)}:"
        if isinstance(item, dict | list) and item:
            lines += [f"{head}\n{as_yaml(item, indent + '  ')}"]
        else:
            lines += [f"{head} {json.dumps(item, ensure_ascii=False)}\n"]
    return "".join(lines)
