"""What a reader takes away, for tests: the files of the real brief, of small ones and of a hostile one."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import icalendar
import yaml
from small import BRIEF, VOCABULARY, company

from generator.edition import edition
from generator.export import files
from generator.export.sheets import unguarded
from generator.load import Content, _milestones, load
from generator.model import Company, Partner
from generator.view import Site
from generator.when import parse_day

ROOT = Path(__file__).parent.parent
MARCH_2021 = "2021-03-31"
URL = "https://brief.example/ev/"
ATOM = "{http://www.w3.org/2005/Atom}"
Made = dict[str, bytes]


def content_of(folder: Path) -> Content:
    """The entries of a folder."""
    content, _problems = load(folder)
    assert content
    return content


@lru_cache
def site_on(day: str = "") -> Site:
    """The real brief on a day; today's edition without one."""
    content = content_of(ROOT / "content")
    newest = edition(content)
    assert newest
    return Site.of(content, parse_day(day) if day else newest)


@lru_cache
def made_on(day: str = "") -> Made:
    """Its files."""
    return dict(files(site_on(day), URL))


def small(claims: str, day: str, slug: str = "acme", **fields: Any) -> Site:
    """A brief of one company."""
    return Site.of(Content(BRIEF, {slug: company(claims, **fields)}, {}), parse_day(day))


def take(claims: str, day: str, **fields: Any) -> Made:
    """Its files."""
    return dict(files(small(claims, day, **fields), URL))


def entries(feed: bytes) -> dict[str, dict[str, str]]:
    """Id → the texts of an Atom entry, read as strictly as XML is."""
    root = ET.fromstring(feed)
    return {
        entry.findtext(f"{ATOM}id", ""): {
            name: entry.findtext(f"{ATOM}{name}", "") for name in ("title", "summary", "published", "updated")
        }
        for entry in root.iter(f"{ATOM}entry")
    }


def table(made: Made, name: str) -> list[dict[str, str]]:
    """The rows of a CSV file, read as the field dictionary says."""
    text = made[f"data/{name}.csv"].decode("utf-8")
    rows = csv.DictReader(io.StringIO(text, newline=""))
    return [{key: unguarded(cell) for key, cell in row.items()} for row in rows]


def events(calendar: bytes) -> dict[str, Any]:
    """UID → event."""
    found = icalendar.Calendar.from_ical(calendar)
    return {str(event["uid"]): event for event in found.walk("VEVENT")}


def sheet(workbook: bytes, name: str) -> list[dict[str, str]]:
    """The rows of a sheet as a reader of Excel files sees them."""
    space = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
    with zipfile.ZipFile(io.BytesIO(workbook)) as book:
        names = [
            sheet.get("name") for sheet in ET.fromstring(book.read("xl/workbook.xml")).iter(f"{space}sheet")
        ]
        root = ET.fromstring(book.read(f"xl/worksheets/sheet{names.index(name) + 1}.xml"))
    rows: list[dict[str, str]] = []
    for row in root.iter(f"{space}row"):
        cells: dict[str, str] = {}
        for cell in row.iter(f"{space}c"):
            text = "".join(one.text or "" for one in cell.iter(f"{space}t")) or cell.findtext(f"{space}v", "")
            cells[re.sub(r"\d", "", cell.get("r", ""))] = _unescaped(text)
        rows.append(cells)
    head = rows[0]
    return [{head[column]: text for column, text in row.items()} for row in rows[1:]]


def _unescaped(text: str) -> str:
    """Excel writes `_x0041_` for A, and so `_x005F_x0041_` for those characters."""
    return re.sub(r"_x([0-9A-F]{4})_", lambda found: chr(int(found[1], 16)), text)


HOSTILE = [
    "]]><script>alert(1)</script>&amp;&#60;",
    '=HYPERLINK("https://evil.example","click")',
    "+1+1",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd",
    "  =1+1",
    "＝1+1",
    "'quoted",
    "''=1",
    'two\nlines, and; a \\ slash, "quotes"',
    "\n=1+1",
    "https://evil.example/ mailto:x@example.com",
    "internal:'about'!A1",
    "שלום עולם ‮tluafed‬",
    "汽车 🚗👩‍👩‍👧‍👦 e\u0301 ﷽",
    "_x0041_ _x000D_",
    "%0A%0D {{7*7}} ${7*7} <!-- --> </summary>",
    "zero\u200bwidth\u2060",
    " leading and trailing ",
    "{=1+1}",
    "x" * 4000 + "é" * 80,
]


_VOCABULARY = VOCABULARY.replace("title: Small brief", "title: '=1+1 <b>]]>'\ndescription: '<i>&'").replace(
    "{label: First car,", "{label: '+First <car>', ask: 'When?', explanation: 'A day.',"
)


@lru_cache
def hostile_made() -> Made:
    """The files of the hostile brief."""
    return dict(files(hostile_site(), URL))


def hostile_site() -> Site:
    """A brief whose every text is one of those, and in which every field is given."""
    claims: list[dict[str, Any]] = [
        {
            "id": f"c{number}",
            "published": f"2021-01-{number + 1:02}",
            "event": "2020",
            "topic": "news",
            "statement": text,
            "basis": "record" if number in (1, 2, 5) else "report",
            "said_by": text,
            "vehicles": ["one"],
            "partners": [{"who": "motors", "role": "maker", "state": "talks"}],
            "answers": {"slogan": text, "first-car": f"{2022 + number}", "opens": f"{2030 + number}"},
            "corrections": [{"on": "2021-03-01", "note": text}],
            "sources": [
                {
                    "title": text,
                    "publisher": text,
                    "via": text,
                    "published": "2021-01",
                    "url": "https://example.com/?a=1&b='%22",
                    "archived": "https://archive.example/",
                    "language": "he",
                }
            ],
        }
        for number, text in enumerate(HOSTILE)
    ]
    for number in range(3, len(claims)):
        claims[number]["supersedes"] = [{f"c{number - 2}": ["first-car"]}]
    claims[4]["contradicts"] = [{"c0": ["slogan", "builder"]}]
    claims[5]["confirms"] = ["c4"]
    claims[2]["answers"] |= {"price": {"amount": "1..2", "variant": HOSTILE[1], "market": HOSTILE[2]}}
    claims[3]["answers"] |= {"price": "none", "capacity": "300"}
    claims[8]["answers"] |= {"capacity": "400", "builder": [{"who": "motors", "role": "maker"}, "self"]}
    claims[9]["answers"] |= {"first-car": {"happened": "2021"}}
    claims[10]["answers"] |= {"builder": "none"}
    raw = {
        "name": HOSTILE[1],
        "legal_name": HOSTILE[0],
        "country": "SE",
        "industry": HOSTILE[2],
        "checked": "2021-02-01",
        "former_slugs": ["old"],
        "summary": {"as_of": "2021-02-01", "text": HOSTILE[9]},
        "programmes": {
            "car": {
                "name": HOSTILE[3],
                "what": HOSTILE[4],
                "vehicles": {"one": {"name": HOSTILE[5], "body": HOSTILE[6]}},
                "milestones": {"opens": HOSTILE[13]},
            }
        },
        "claims": claims,
    }
    words = {"label": HOSTILE[0], "explanation": HOSTILE[1]}
    vocabulary = {"roles": {"maker": words}, "states": {"talks": words}, "kinds": {"firm": words}}
    brief = type(BRIEF).read({**yaml.load(_VOCABULARY, yaml.BaseLoader), **vocabulary})
    entry = Company.read(raw, context={"questions": {**brief.questions, **_milestones(raw)}})
    partner = {
        "name": HOSTILE[3],
        "legal_name": HOSTILE[4],
        "country": "SE",
        "kind": "firm",
        "what": HOSTILE[0],
        "former_slugs": ["old-motors"],
    }
    content = Content(brief, {"acme": entry}, {"motors": Partner.read(partner)})
    return Site.of(content, date(2021, 4, 2))
