"""The bill of materials of what makes the site (CycloneDX 1.6).

The packages of requirements.lock: their hashes, their licences from DEPENDENCIES.md, and which needs which.
Without a time or a number by chance: the same lock gives the same bytes.

    python scripts/sbom.py build/sbom.cdx.json
"""

from __future__ import annotations

import json
import sys
import tomllib
from pathlib import Path
from typing import Any

from packages import LOCK, ROOT, Package, listed, locked

from generator import __version__


def bill(packages: list[Package]) -> dict[str, Any]:
    """The bill of materials of these packages."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    whole = {
        "type": "application",
        "bom-ref": project["name"],
        "name": project["name"],
        "version": __version__,
        "description": project["description"],
        "licenses": [{"expression": project["license"]}],
    }
    licences = listed()
    refs = [(project["name"], ""), *((_purl(package), package.name) for package in packages)]
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": whole},
        "components": [_component(package, licences[package.name]) for package in packages],
        "dependencies": [{"ref": ref, "dependsOn": _needs(name, packages)} for ref, name in refs],
    }


def _component(package: Package, licence: str) -> dict[str, Any]:
    return {
        "type": "library",
        "bom-ref": _purl(package),
        "name": package.name,
        "version": package.version,
        "purl": _purl(package),
        "licenses": [{"expression": licence}],
        "externalReferences": [
            {
                "type": "distribution",
                "url": _purl(package),
                "comment": "Its files, one of which is installed.",
                "hashes": [{"alg": "SHA-256", "content": one} for one in package.hashes],
            }
        ],
    }


def _needs(name: str, packages: list[Package]) -> list[str]:
    return [_purl(package) for package in packages if name in package.needed_by]


def _purl(package: Package) -> str:
    return f"pkg:pypi/{package.name}@{package.version}"


def main(target: Path) -> None:
    """Write it."""
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(json.dumps(bill(locked(LOCK)), indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
