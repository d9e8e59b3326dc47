"""The check of internal links."""

from __future__ import annotations

import pytest

from generator.links import broken, links_of


@pytest.mark.parametrize(
    ("link", "wrong"),
    [
        ("../apple/", ""),
        ("../apple/#a", ""),
        ("#here", ""),
        ("../../assets/brief.css#a", ""),
        ("../../", ""),
        ("../../index.html", ""),
        ("../../assets/brief.css", ""),
        ("../../compare/?stage=on-sale", ""),
        ("https://example.com/nothing", ""),
        ("mailto:nobody@example.com", ""),
        ("../nobody/", "there is no such page"),
        ("../apple/#b", "the page has no such anchor"),
        ("#there", "the page has no such anchor"),
        ("../../../../x", "it leaves the site"),
        ("../../assets/none.css", "there is no such page"),
    ],
)
def test_a_link_leads_somewhere(link: str, wrong: str) -> None:
    pages = {
        "companies/xiaomi/": f'<p id="here"><a class="x" href="{link}">…</a></p>',
        "companies/apple/": '<p id="a"></p>',
        "compare/": "",
        "": "",
    }
    links = [(url, links_of(url, html)) for url, html in pages.items()]
    said = broken(
        lambda: links, ["assets/brief.css", "index.html", "companies/apple/index.html"], pages.__getitem__
    )
    assert said == ([f"companies/xiaomi/ links to “{link}”: {wrong}."] if wrong else [])
