"""Every kind of page as a picture, to look at before it is published: `make pictures`.

Builds the site, then writes pictures/PAGE-WIDTH-SCHEME.png: 1440, 390 and 320 points wide, light and dark.

    python tests/pictures.py [FOLDER] [--readme]     --readme: only the picture in README.md
"""

from __future__ import annotations

import http.server
import shutil
import sys
import tempfile
import threading
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from conftest import ROOT, build
from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from playwright.sync_api import Browser

KINDS = {
    "home": "",
    "companies": "companies/",
    "company": "companies/xiaomi/",
    "company-of-many-programmes": "companies/foxconn/",
    "company-ended": "companies/apple/",
    "answers": "companies/xiaomi/answers/",
    "partners": "partners/",
    "partner": "partners/great-wall-motor/",
    "compare": "compare/",
    "timeline": "timeline/",
    "timeline-year": "timeline/2021/",
    "promises": "promises/",
    "track-record": "track-record/",
    "network": "network/",
    "topics": "topics/",
    "topic": "topics/denial/",
    "sources": "sources/",
    "sources-letter": "sources/r/",
    "changes": "changes/",
    "changes-year": "changes/2021/",
    "follow": "follow/",
    "data": "data/",
    "method": "method/",
    "rules": "rules/",
    "no-page": "no/such/page/",
}
WIDTHS = {1440: 900, 390: 844, 320: 640}
SCHEMES = ("light", "dark")
LONGEST = 6000
README = ROOT / ".github" / "brief.png"


class Site(http.server.SimpleHTTPRequestHandler):
    """The site as a host shows it: its own page for wrong addresses."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Send the page for wrong addresses."""
        page = Path(self.directory) / "404.html"
        if code != 404 or not page.is_file():
            return super().send_error(code, message, explain)
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(page.read_bytes())
        return None

    def log_message(self, *_args: object) -> None:
        """Say nothing."""


def take(browser: Browser, address: str, file: Path, width: int, scheme: str, whole: bool = True) -> None:
    """One picture; of a long page its beginning."""
    context = browser.new_context(
        viewport={"width": width, "height": WIDTHS[width]},
        color_scheme="dark" if scheme == "dark" else "light",
    )
    page = context.new_page()
    page.goto(address)
    page.wait_for_load_state("networkidle")
    height = page.evaluate("document.documentElement.scrollHeight") if whole else WIDTHS[width]
    page.set_viewport_size({"width": width, "height": min(height, LONGEST)})
    page.screenshot(path=file)
    context.close()


def main(folder: Path, readme: bool) -> int:
    """Build the site and take the pictures."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        print("There is no chromium on this machine (Debian: apt-get install chromium).", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as scratch:
        built = Path(scratch) / "site"
        done = build(built)
        if done.returncode:
            print(done.stderr, file=sys.stderr)
            return 1
        serving = partial(Site, directory=str(built))
        with (
            http.server.ThreadingHTTPServer(("127.0.0.1", 0), serving) as server,
            sync_playwright() as playwright,
        ):
            threading.Thread(target=server.serve_forever, daemon=True).start()
            browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
            address = f"http://127.0.0.1:{server.server_port}/"
            if readme:
                take(browser, address, README, 1440, "light", whole=False)
            else:
                folder.mkdir(parents=True, exist_ok=True)
                for kind, path in KINDS.items():
                    for width in WIDTHS:
                        for scheme in SCHEMES:
                            take(
                                browser,
                                address + path,
                                folder / f"{kind}-{width}-{scheme}.png",
                                width,
                                scheme,
                            )
            browser.close()
            server.shutdown()
    print(f"The picture is {README}." if readme else f"{len(KINDS) * len(WIDTHS) * 2} pictures in {folder}.")
    return 0


if __name__ == "__main__":
    given = [one for one in sys.argv[1:] if not one.startswith("--")]
    sys.exit(main(Path(given[0]) if given else ROOT / "pictures", "--readme" in sys.argv))
