"""JSON for programs: without spaces, on one line, in the order in which it is given."""

from __future__ import annotations

from typing import Any

from pydantic_core import to_json


def compact(data: Any) -> bytes:
    """Data as a JSON file; pydantic's writer is compiled and takes a quarter of the time of Python's."""
    return to_json(data) + b"\n"
