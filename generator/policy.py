"""What a published page may do, told to the browser by the page itself (Content-Security-Policy).

Files of the site and nothing else: no other host, no frame, no plugin, no form that is sent, no style and no
script within the page but what a theme has around the article (ours none, `mkdocs serve` its own), each by
its hash. What stands in the article is never one of these: if text of an entry ever became a script there, no
browser would run it.
"""

from __future__ import annotations

import base64
import hashlib
import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

RULES = (
    "default-src 'none'",
    "script-src 'self'",  # hashes follow
    "style-src 'self'",
    "img-src 'self' data:",  # the theme's icons
    "connect-src 'self'",
    "worker-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
)
REFERRER = '<meta name="referrer" content="no-referrer">'

_BEFORE = (r"<!doctype[^>]*>", r"<html[^>]*>", r"<head[^>]*>", r'<meta charset="?utf-8"?\s*/?>')
_TOP = re.compile("".join(rf"(?:(?:\s|<!--.*?-->)*{tag})?" for tag in _BEFORE), re.IGNORECASE | re.DOTALL)
_OWN = re.compile(rf'<meta http-equiv="Content-Security-Policy"[^>]*>(?:{re.escape(REFERRER)})?')


def secured(html: str) -> str:
    """A page with its policy at its top; one that stands there is replaced."""
    match = _TOP.match(html)
    assert match  # every part of it may be missing
    top = match.end()
    old = _OWN.match(html, top)
    return html[:top] + _head(tuple(_scripts(html))) + html[old.end() if old else top :]


@lru_cache
def _head(scripts: tuple[str, ...]) -> str:
    """Policy and referrer of pages with these inline scripts, which differ only by the depth of a page."""
    return f'<meta http-equiv="Content-Security-Policy" content="{policy(*scripts)}">{REFERRER}'


def policy(*scripts: str) -> str:
    """The policy of a page with these inline scripts."""
    hashes = "".join(f" '{digest(script)}'" for script in dict.fromkeys(scripts))
    return "; ".join(rule + hashes if rule.startswith("script-src") else rule for rule in RULES)


def digest(script: str) -> str:
    """The hash by which a policy names an inline script."""
    return f"sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}"


def _scripts(html: str) -> Iterator[str]:
    """The inline scripts before and after the article; data blocks are none."""
    article, end = html.find("<article"), html.rfind("</article>")
    for start, stop in ((0, article), (end, len(html))) if -1 < article < end else ((0, len(html)),):
        at = html.find("<script", start, stop)
        while at >= 0:
            opened = html.find(">", at) + 1
            closed = html.find("</script", opened)
            if closed < 0:
                return
            if " src=" not in (tag := html[at:opened]) and "json" not in tag:
                yield html[opened:closed]
            at = html.find("<script", closed, stop)
