"""The brief to print: one HTML document from the parts of the pages, of which Chromium makes a PDF."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

from generator.page import common
from generator.text import TEMPLATES, Html, templates
from generator.views import company as company_view
from generator.views import lists, sources

if TYPE_CHECKING:
    from datetime import date

    from generator.view import Site

# Chrome first: on Ubuntu, as on GitHub's machines, only that one may have a sandbox.
BROWSERS = ("google-chrome", "google-chrome-stable", "chrome", "chromium", "chromium-browser")
OVERRIDES = TEMPLATES.parent / "overrides"
SECONDS = 180

_RELATIVE = re.compile(r' href="(?!#|[a-z]+:)(?:\./)?([^"]*)"')
_WITH_ICON = re.compile(r'<span class="b-(?:chip b-\w+|meta b-proof) b-(\w+)[^>]*>')
"""What bears an icon, of which the theme makes a mask: in print that would be a picture of dots each time."""


def document(site: Site) -> str:
    """Cover, contents, the compare table, a page or two for each company, sources. Links lead to the site."""
    questions, publishers = site.content.brief.questions, sources.publishers(site)
    style = "".join(
        file.read_text("utf-8") for file in (OVERRIDES / "assets/brief.css", TEMPLATES / "paper.css")
    )
    data = {
        "rows": lists.rows(site, site.plans, list(questions)),
        "questions": list(questions.values()),
        "companies": [SimpleNamespace(**company_view.company(site, slug)) for slug in site.companies],
        "publishers": publishers,
        "total": sum(len(one.pages) for one in publishers),
        "style": Html(style),
        "icons": Html((OVERRIDES / "assets/icons.svg").read_text("utf-8")),
    }
    made = templates().filled("paper.html.jinja", {**common(site, "index.md"), **data})
    made = _WITH_ICON.sub(r'\g<0><svg><use href="#\1"/></svg>', made)
    return _RELATIVE.sub(lambda found: f' href="{site.url}{found[1]}"' if site.url else "", made)


def print_pdf(html: str, target: Path, day: date) -> None:
    """Print a document with Chromium, dated by a day.

    Raises ValueError with a sentence where that cannot be done.
    """
    found = (shutil.which(name) for name in BROWSERS)
    browser = next((one for one in found if one), None)
    if browser is None:
        raise ValueError(
            "A PDF needs Chromium or Chrome, and there is none (Debian: apt-get install chromium)."
        )
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        page, pdf = Path(scratch) / "brief.html", Path(scratch) / "brief.pdf"
        page.write_text(html, "utf-8")
        command = [
            *(
                browser,
                "--headless",
                "--disable-gpu",
                "--disable-background-networking",
                "--disable-extensions",
            ),
            *(["--no-sandbox"] if os.geteuid() == 0 else []),  # Chromium has no sandbox for root
            *(f"--user-data-dir={scratch}/profile", "--no-pdf-header-footer", f"--print-to-pdf={pdf}"),
            page.as_uri(),
        ]
        try:
            done = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, check=False)  # noqa: S603
        except subprocess.TimeoutExpired:
            raise ValueError(f"{browser} did not print within {SECONDS} seconds.") from None
        if done.returncode or not pdf.is_file():
            raise ValueError(f"{browser} could not print: {done.stderr.strip()[-500:]}")
        target.write_bytes(settled(pdf.read_bytes(), day))


_PRINTED = re.compile(rb"\(D:\d{14}[+-]\d\d'\d\d'\)")
_NODE = re.compile(rb"\(node(\d{8})\)")


def settled(pdf: bytes, day: date) -> bytes:
    """Chromium's PDF without the time of printing, and without a trace of what the browser did before.

    So the same browser gives the same bytes for the same document. Every place in the file stays where it is.
    """
    dated = _PRINTED.sub(f"(D:{day:%Y%m%d}000000+00'00')".encode(), pdf)
    first = min((int(number) for number in _NODE.findall(dated)), default=1)
    return _NODE.sub(lambda found: b"(node%08d)" % (int(found[1]) - first + 1), dated)
