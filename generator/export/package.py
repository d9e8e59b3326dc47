"""The data package: what the CSV files are, for programs (Frictionless Data, datapackage.json)."""

from __future__ import annotations

import hashlib
import json
import re
from typing import TYPE_CHECKING

from generator.export.claims import Data
from generator.export.data import LICENCE
from generator.export.sheets import CSV_RULE, GUARD_RULE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.export.table import Field, Table
    from generator.view import Site

PATH = "data/datapackage.json"


def data_package(site: Site, url: str, files: Iterable[tuple[Table, bytes]]) -> bytes:
    """datapackage.json of tables and their CSV files; its only day is the edition's."""
    brief = site.content.brief
    about = {
        "name": re.sub(r"[^a-z0-9]+", "-", brief.title.casefold()).strip("-") or "brief",
        "title": brief.title,
        "description": f"{brief.description} {CSV_RULE} {GUARD_RULE}".strip(),
        "homepage": url,
        "version": site.day.isoformat(),
        "licenses": [LICENCE],
        "resources": [_resource(table, content) for table, content in files],
    }
    return f"{json.dumps(about, ensure_ascii=False, indent=1)}\n".encode()


def _resource(table: Table, content: bytes) -> Data:
    schema: Data = {"fields": [_field(field) for field in table.fields], "missingValues": [""]}
    if keys := [field.name for field in table.fields if field.key]:
        schema["primaryKey"] = keys
    if table.leads:
        schema["foreignKeys"] = [
            {"fields": list(fields), "reference": {"resource": there, "fields": list(keys)}}
            for fields, there, keys in table.leads
        ]
    return {
        "name": table.name,
        "title": table.title,
        "description": table.description,
        "path": table.path.removeprefix("data/"),
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "schema": schema,
    }


def _field(field: Field) -> Data:
    made: Data = {"name": field.name, "type": field.type, "description": field.description}
    if field.required:
        made["constraints"] = {"required": True}
    return made
