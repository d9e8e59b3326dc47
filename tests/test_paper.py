"""The brief to print: everything in it, every link leads to the site, and Chromium prints it."""

from __future__ import annotations

import re
import shutil
import subprocess
import time
from datetime import date
from pathlib import Path

import html5lib
import pytest
from conftest import BRIEF, ROOT

from generator import paper
from generator.check import check
from generator.view import Site

URL = "https://ev-brief.example/"
DAY = date(2026, 6, 1)
HTML = "{http://www.w3.org/1999/xhtml}"


def site_of(folder: Path, day: date, url: str = URL) -> Site:
    content, _problems = check(folder)
    assert content
    return Site.of(content, day, url=url)


@pytest.fixture(scope="module")
def document() -> str:
    return paper.document(site_of(ROOT / "content", date(2026, 11, 23)))


def test_the_document_is_strict_html_and_leads_to_the_site(document: str) -> None:
    parser = html5lib.HTMLParser(namespaceHTMLElements=True)
    root = parser.parse(document)
    # ids are not asked for: several companies may have a programme of the same slug
    assert sorted({name for _place, name, _more in parser.errors}) == []
    links = [one.get("href") for one in root.iter(f"{HTML}a")]
    assert links
    assert [link for link in links if not re.match(r"#p-|https?://[^/]", link)] == []
    ids = {one.get("id") for one in root.iter() if one.get("id")}
    assert {link[1:] for link in links if link.startswith("#")} <= ids


def test_the_document_holds_cover_contents_programmes_companies_and_sources(document: str) -> None:
    assert "Edition of" in document and "23 November 2026" in document
    for file in (ROOT / "content/companies").glob("*.yaml"):
        assert f'<a href="#p-{file.stem}">' in document
        assert f'<section class="p-company" id="p-{file.stem}">' in document
    compare = document.partition('id="p-compare"')[2].partition("</section>")[0]
    assert compare.count("<tr>") == len(site_of(ROOT / "content", date(2026, 11, 23)).plans) + 1
    assert document.partition('id="p-sources"')[2].count("<li>") > 700


def test_another_brief_prints_too_without_an_address() -> None:
    made = paper.document(site_of(ROOT / "tests/rockets", DAY, url=""))
    assert not re.search(r'href="(?!#|https?:)', made)


def test_it_says_what_is_missing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(paper, "BROWSERS", ())
    with pytest.raises(ValueError, match="Chromium"):
        paper.print_pdf("<p>x</p>", tmp_path / "x.pdf", DAY)


@pytest.mark.browser
def test_the_command_prints(tmp_path: Path) -> None:
    if not shutil.which("chromium"):
        pytest.skip("no chromium on this machine")
    target = tmp_path / "out" / "brief.pdf"
    done = subprocess.run([BRIEF, "pdf", target], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    pdf = target.read_bytes()
    assert pdf.startswith(b"%PDF-")
    assert 20 < len(re.findall(rb"/Type\s*/Page\b", pdf)) < 80
    assert str(ROOT).encode() not in pdf and b"file://" not in pdf


@pytest.mark.browser
@pytest.mark.usefixtures("browser")
def test_the_same_document_gives_the_same_bytes_at_another_time(tmp_path: Path) -> None:
    html = paper.document(site_of(ROOT / "tests/rockets", DAY, url=URL))
    one, other = tmp_path / "one.pdf", tmp_path / "elsewhere" / "other.pdf"
    paper.print_pdf(html, one, DAY)
    time.sleep(1.1)  # the time of printing is told in seconds
    paper.print_pdf(html, other, DAY)
    assert one.read_bytes() == other.read_bytes()
    assert b"(D:20260601000000+00'00')" in one.read_bytes()
    page_tree = re.search(rb"startxref\s+(\d+)", one.read_bytes())
    assert page_tree
    assert one.read_bytes()[int(page_tree[1]) :].startswith(b"xref")  # every place is where it was
