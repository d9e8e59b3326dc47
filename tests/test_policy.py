"""What a published page may do: its policy lists what it needs, and a real browser sees nothing refused."""

from __future__ import annotations

import http.server
import threading
from base64 import b64encode
from contextlib import contextmanager
from functools import partial
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from conftest import build
from pictures import KINDS, Site

from generator.handwritten import outward, refused
from generator.policy import secured

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

FIRST = '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">'
SITE = "https://ev-brief.example"


class Read(HTMLParser):
    """What stands in a page, read without any help of ours."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.scripts: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {key: value or "" for key, value in attrs}
        self.tags.append((tag, given))
        if tag == "script" and "src" not in given and "json" not in given.get("type", ""):
            self.scripts.append("")
            self._open = True

    _open = False

    def handle_endtag(self, tag: str) -> None:
        self._open = self._open and tag != "script"

    def handle_data(self, data: str) -> None:
        if self._open:
            self.scripts[-1] += data

    @property
    def policy(self) -> dict[str, list[str]]:
        """Directive → what it allows, of the one policy of the page."""
        (given,) = [
            attrs["content"]
            for tag, attrs in self.tags
            if tag == "meta" and attrs.get("http-equiv", "").lower() == "content-security-policy"
        ]
        return {words[0]: words[1:] for words in map(str.split, given.split(";"))}


# The policy of a page


def test_the_policy_stands_before_all_it_governs() -> None:
    page = secured(f"{FIRST}<script>a()</script></head><body><article>x</article></body></html>")
    assert [tag for tag, _attrs in Read(page).tags][:5] == ["html", "head", "meta", "meta", "meta"]
    assert page.index("Content-Security-Policy") < page.index("referrer") < page.index("<script")


@pytest.mark.parametrize(
    ("inside", "allowed"),
    [
        ("<script>a()</script>", ["a()"]),
        ("<script>a()</script><p>x</p><script>b()</script>", ["a()", "b()"]),
        ("<script>a()</script><script>a()</script>", ["a()"]),
        ('<script src="a.js"></script>', []),
        ('<script type="application/ld+json">{"a": 1}</script>', []),
        ("<script>小米()</script>", ["小米()"]),
        ("<article><script>evil()</script></article>", []),
        ("<article><article></article><script>evil()</script></article><script>a()</script>", ["a()"]),
        ("<p>no end <script>a()", []),
    ],
)
def test_only_the_inline_scripts_around_the_article_are_allowed(inside: str, allowed: list[str]) -> None:
    policy = Read(secured(f"{FIRST}</head><body>{inside}</body></html>")).policy
    hashes = [f"'sha256-{b64encode(sha256(one.encode()).digest()).decode()}'" for one in allowed]
    assert [one for one in policy["script-src"] if "sha256" in one] == hashes


@pytest.mark.parametrize("top", [FIRST, "<!DOCTYPE html><html>", "<!-- ours --><head>", "<p>", ""])
def test_a_page_of_any_form_gets_one_policy_after_its_doctype(top: str) -> None:
    page = secured(f"{top}<script>a()</script>")
    assert secured(page) == page
    assert Read(page).policy["default-src"] == ["'none'"]
    assert page.upper().find("<!DOCTYPE") in (-1, 0)
    widened = secured(f"{page}<script>b()</script>")
    assert "".join(Read(widened).policy["script-src"]).count("sha256") == 2


@pytest.mark.parametrize(
    ("html", "word"),
    [
        ('<p style="color: red">x</p>', "<p> has a style"),
        ("<style>p {}</style>", "<style> has a style"),
        ("<script>a()</script>", "a script stands in the page"),
        ('<b onclick="a()">x</b>', "<b> has onclick"),
        ('<iframe src="x"></iframe>', "there is an <iframe>"),
        ('<img src="//example.com/x.png">', "<img> asks another host"),
        ('<link rel="stylesheet" href="https://example.com/x.css">', "<link> asks another host"),
    ],
)
def test_what_a_browser_would_refuse_in_a_hand_written_page_is_told(html: str, word: str) -> None:
    (told,) = refused(html)
    assert word in told
    assert refused('<p class="x"><a href="https://example.com/">x</a><img src="x.png"></p>') == []


@pytest.mark.parametrize(
    ("link", "marked"),
    [
        ('<a href="https://example.com/">', '<a rel="noopener nofollow" href="https://example.com/">'),
        ("<A class=x href=//example.com>", '<a rel="noopener nofollow" class=x href=//example.com>'),
        (
            '<a href="https://example.com/" rel="license">x',
            '<a href="https://example.com/" rel="license noopener nofollow">x',
        ),
        (
            "<a rel=nofollow href=https://example.com/>",
            '<a rel="nofollow noopener" href=https://example.com/>',
        ),
        ('<a rel="noopener nofollow" href="https://example.com/">', None),
        ('<a href="../companies/">', None),
        ('<abbr title="https://example.com/">', None),
    ],
)
def test_links_of_hand_written_pages_to_other_sites_are_marked(link: str, marked: str | None) -> None:
    assert outward(link) == (marked or link)


# The built site


@pytest.fixture(scope="module")
def read(site: Path) -> dict[str, Read]:
    """Path → page; those at former addresses only lead on, and have a policy of their own."""
    texts = {file: file.read_text("utf-8") for file in sorted(site.rglob("*.html"))}
    pages = {file: text for file, text in texts.items() if "data-to=" not in text[:2000]}
    return {file.relative_to(site).as_posix(): Read(text) for file, text in pages.items()}


def test_every_page_has_the_policy_and_needs_no_more(read: dict[str, Read]) -> None:
    assert len(read) > 200
    for path, page in read.items():
        policy = page.policy
        assert policy["default-src"] == policy["object-src"] == policy["base-uri"] == ["'none'"], path
        assert policy["form-action"] == ["'none'"], path
        allowed = {word for words in policy.values() for word in words}
        assert allowed == {"'none'", "'self'", "data:"}, path
        assert policy["script-src"] == ["'self'"], path
        assert page.scripts == [], path


def test_no_page_holds_what_a_policy_refuses(read: dict[str, Read]) -> None:
    for path, page in read.items():
        tags = {tag for tag, _attrs in page.tags}
        assert not tags & {"style", "iframe", "frame", "object", "embed", "base"}, path
        assert ("meta", {"name": "referrer", "content": "no-referrer"}) in page.tags, path
        for tag, attrs in page.tags:
            assert "style" not in attrs, (path, tag, attrs)
            assert not any(name.startswith("on") for name in attrs), (path, tag, attrs)
            assert not attrs.get("action"), (path, tag, attrs)
            assert "//" not in attrs.get("src", ""), (path, tag, attrs)
            if tag == "a" and "//" in attrs.get("href", "") and not attrs["href"].startswith(SITE):
                assert {"noopener", "nofollow"} <= {*attrs.get("rel", "").split()}, (path, attrs)


# In a browser

WATCH = """
window.refused = JSON.parse(sessionStorage.refused || "[]");
addEventListener("securitypolicyviolation", (event) => {
  refused.push(`${event.effectiveDirective}: ${event.blockedURI} ${event.sample}`);
  sessionStorage.refused = JSON.stringify(refused);
});
"""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of a site, with its page for wrong addresses."""
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(Site, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


class Watched:
    """A page of the browser that remembers what was refused and what went wrong."""

    def __init__(self, browser: Browser) -> None:
        self.page: Page = browser.new_page(viewport={"width": 1440, "height": 900})
        self.page.add_init_script(WATCH)
        self.errors: list[str] = []
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))

    def _hear(self, message: Any) -> None:
        if message.type in ("error", "warning") and "404" not in message.text:
            self.errors.append(message.text)

    def open(self, address: str) -> None:
        self.page.goto(address)
        self.page.wait_for_load_state("networkidle")

    @property
    def refused(self) -> list[str]:
        return [*self.page.evaluate("refused"), *self.errors]


@pytest.fixture
def watched(browser: Browser) -> Iterator[Watched]:
    one = Watched(browser)
    yield one
    one.page.close()


def use(page: Page) -> None:
    """Do what a reader can do on any page: change the colours, search, move and send its forms."""
    for _ in range(3):
        page.locator("label[for^=__palette]:visible").first.click()
    page.keyboard.press("/")
    page.keyboard.type("Hyundai")
    page.locator(".md-search-result__item a").first.wait_for()
    page.keyboard.press("Control+a")
    page.keyboard.type("qqqq")
    page.locator(".md-search-result__item").first.wait_for(state="detached")
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    for slider in page.locator(".b-day [type=range]:visible").all():
        slider.evaluate("(e) => { e.value = e.min; e.dispatchEvent(new Event('input', {bubbles: true})); }")
    for form in page.locator("form.b-filter:visible").all():
        form.evaluate("(form) => form.requestSubmit()")


@pytest.fixture(scope="module")
def at(site: Path) -> Iterator[str]:
    """The address of today's site."""
    with served(site) as address:
        yield address


@pytest.mark.browser
@pytest.mark.parametrize("kind", KINDS)
def test_a_browser_refuses_nothing_on_any_kind_of_page(at: str, watched: Watched, kind: str) -> None:
    watched.open(at + KINDS[kind])
    use(watched.page)
    assert watched.refused == []
    assert watched.page.evaluate("location.origin + location.pathname") == at + KINDS[kind]


@pytest.mark.browser
@pytest.mark.parametrize("path", ["no", "no/", "companies/no/answers/", "a/b/c/d/e.html"])
def test_a_browser_refuses_nothing_where_there_is_no_page(at: str, watched: Watched, path: str) -> None:
    watched.open(at + path)
    assert "not found" in watched.page.title()
    watched.page.locator(".md-content a").first.click()
    watched.page.wait_for_load_state("networkidle")
    assert "not found" not in watched.page.title()
    assert watched.refused == []


@pytest.mark.browser
def test_compare_gives_its_table_as_a_file(at: str, watched: Watched) -> None:
    watched.open(f"{at}compare/")
    with watched.page.expect_download() as download:
        watched.page.locator("[name=csv]").click()
    assert download.value.path().read_text("utf-8").count("\n") > 10
    assert watched.refused == []


@pytest.mark.browser
def test_what_does_not_belong_to_a_page_is_refused(site: Path, at: str, watched: Watched) -> None:
    """The policy bites: script, handler, style, another host and frame in the article, each in vain."""
    evil = (
        "<script>document.title = 'evil'</script><b onclick=\"document.title = 'evil'\">x</b>"
        '<p style="color: red">x</p><img src="http://localhost:1/x.png"><iframe src="/"></iframe>'
    )
    home = (site / "index.html").read_text("utf-8").replace("</article>", f"{evil}</article>", 1)
    watched.page.route(at, lambda route: route.fulfill(body=secured(home), content_type="text/html"))
    watched.open(at)
    watched.page.locator("b[onclick]").click()
    assert "evil" not in watched.page.title()
    directives = {one.partition(":")[0] for one in watched.page.evaluate("refused")}
    assert directives >= {"script-src-elem", "script-src-attr", "style-src-attr", "img-src", "frame-src"}


@pytest.fixture
def own(project: Path) -> Path:
    """A site with a former address, a page written by hand and a file of HTML."""
    entry = project / "content" / "companies" / "kestrel.yaml"
    entry.write_text(
        entry.read_text("utf-8").replace("name:", "former_slugs: [windhover]\nname:", 1), "utf-8"
    )
    pages = project / "content" / "pages" / "topics"  # no page there need stand in the navigation
    pages.mkdir()
    (pages / "about.md").write_text(
        "# About\n\n[Elsewhere](https://example.com/) <https://example.org/>\n\n|a|b|\n|-|-:|\n|1|2|\n",
        "utf-8",
    )
    (pages / "old.html").write_text(
        "<!doctype html><title>Old</title><h1>Old</h1><script>document.title = 'ran'</script>", "utf-8"
    )
    return project


def test_pages_of_our_own_keep_to_the_policy_or_are_told(own: Path) -> None:
    (own / "content" / "pages" / "topics" / "bad.md").write_text(
        '# Bad\n\n<p style="color: red">x</p>\n', "utf-8"
    )
    done = build(own / "site", root=own)
    assert done.returncode == 1
    assert "bad.md: <p> has a style" in done.stderr


@pytest.mark.browser
def test_former_addresses_and_pages_of_our_own_need_no_more(own: Path, watched: Watched) -> None:
    assert build(own / "site", root=own).returncode == 0
    about = Read((own / "site" / "topics" / "about" / "index.html").read_text("utf-8"))
    links = [attrs["rel"] for tag, attrs in about.tags if tag == "a" and "example" in attrs["href"][:20]]
    assert links == ["noopener nofollow"] * 2
    with served(own / "site") as address:
        watched.open(f"{address}topics/about/")
        use_nothing = watched.refused
        watched.open(f"{address}topics/old.html")
        assert watched.page.title() == "ran"  # its own script, in a file of the maintainers
        watched.open(f"{address}companies/windhover/#x")
        watched.page.wait_for_url("**/companies/kestrel/#x")
        assert (use_nothing, watched.refused) == ([], [])
