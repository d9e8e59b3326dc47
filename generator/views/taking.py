"""What one can take and follow: the data's files and fields, the feeds and calendars."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from generator import export
from generator.slices import lettered
from generator.wording import label

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from generator.export.table import Table
    from generator.slices import Slice
    from generator.view import Site

FOLLOWED = 300
"""So many companies a page can hold with their feeds."""

MEDIA_TYPES = {
    "csv": "text/csv",
    "json": "application/json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


class DataFile(NamedTuple):
    """A file to take. `linked`: it is one file, not one for each company."""

    path: str
    meaning: str
    rows: int | None
    linked: bool

    @property
    def name(self) -> str:
        """Its path within the folder of data."""
        return self.path.removeprefix("data/")

    @property
    def media_type(self) -> str:
        """Its type for programs."""
        return MEDIA_TYPES[self.path.rpartition(".")[2]]


class Followed(NamedTuple):
    """A page that has a feed: its path, its name, the folder of its files."""

    page: str
    name: str
    folder: str


def data(site: Site) -> dict[str, Any]:
    """The files with their rows, counted where the site has an address, and what every field means."""
    words = export.dictionary(site.content.brief)
    rows = {}
    if site.url:
        sheets = export.whole(site, site.url).sheets
        rows = {table.path: sheets[table.name][1] for table in words.tables}
    files = [
        DataFile(path, meaning, rows.get(path), bool(site.url) and "*" not in path)
        for path, meaning in words.files
    ]
    return {"files": files, "tables": words.tables, "parts": words.parts, "csv": words.csv}


def one_each(files: Sequence[DataFile]) -> list[tuple[str, str]]:
    """(path, media type) of the files that hold all of the brief."""
    return [(one.path, one.media_type) for one in files if "*" not in one.path]


def keys(table: Table) -> list[str]:
    """The fields whose values no two rows of a table share."""
    return [field.name for field in table.fields if field.key]


def follow(site: Site) -> dict[str, Any]:
    """Whose claims one can follow: of each topic; what else the page says."""
    told = {one.entry.claim.topic for one in site.told}
    words = site.content.brief.topics
    known = [*(topic for topic in words if topic in told), *sorted(told - set(words))]
    return {
        "topics": [
            Followed(f"topics/{topic}.md", label(words, topic), f"topics/{topic}/") for topic in known
        ],
        "since": f"{max((one.entry.counts.year for one in site.told), default=site.day.year)}-01-01",
    }


def companies(site: Site, slugs: Iterable[str]) -> list[Followed]:
    """Companies that one can follow."""
    return [Followed(f"companies/{slug}.md", site.name(slug), f"companies/{slug}/") for slug in slugs]


def company_slices(site: Site) -> list[Slice[str]]:
    """The companies in slices; none where one page holds all, or where there are no feeds."""
    named = [(site.name(slug), 1, slug) for slug in site.companies]
    return lettered("follow", named, FOLLOWED) if site.url and len(named) > FOLLOWED else []
