"""A stranger's text so that it is only text: in GitHub's Markdown, in a workflow's log, on a terminal.

Needs Python alone: it also runs where a stranger's changes are only shown.
"""

from __future__ import annotations

import re
import unicodedata

BREAK = "\u200b"
"""A space of no width. GitHub looks for @names, #numbers and addresses in the finished page, where character
references are characters again: only something in between keeps them from becoming links and calls."""

_MARKUP = re.compile(r"[\\`*_{}\[\]<>&#+!|~$^=@\"]")
_CALLS = re.compile(
    r"(?<=@)"  # @somebody
    r"|(?<=#)(?=\w)"  # #12
    r"|(?<=\bGH)(?=-\d)"
    r"|(?<=:)(?=//)|(?<=\bwww)(?=\.)"  # addresses
    r"|(?<=:)(?=[\w+-]+:)",  # :signs:
    re.IGNORECASE,
)
_COMMANDS = re.compile(r"(?<=:)(?=:)|(?<=#)(?=#\[)")
_ADDRESS = re.compile(
    r"https?://[^\x00-\x20\x7f-\x9f\"<>\\^`{|}\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+"
)
_SLUG = re.compile(r"[a-z0-9]+(?:[-/][a-z0-9]+)*", re.ASCII)
_OWN = ("github.com", "github.io", "githubusercontent.com")


def plain(text: str) -> str:
    """`text` on one line, its unseen characters (marks of direction, joiners) written out."""
    return "".join(_seen(sign) for sign in text)


def _seen(sign: str) -> str:
    if sign in "\n\r\t\u2028\u2029\x85":
        return " "
    if unicodedata.category(sign) in ("Cc", "Cf", "Cs"):
        return f"⟨U+{ord(sign):04X}⟩"
    return sign


def logged(text: str) -> str:
    """`text` for a log or terminal: no workflow command of GitHub (`::name::`, `##[name]`) in it."""
    return _COMMANDS.sub(BREAK, plain(text))


def markdown(text: str) -> str:
    """`text` for GitHub's Markdown, within a line: the same characters, no markup, no call to anybody."""
    broken = _CALLS.sub(BREAK, plain(text))
    return _MARKUP.sub(lambda found: f"&#{ord(found[0])};", broken).replace(BREAK, "&#8203;")


def code(text: str) -> str:
    """A slug as code; anything else as plain text."""
    return f"`{text}`" if _SLUG.fullmatch(text) else markdown(text)


def link(text: str, url: str) -> str:
    """A Markdown link with its host beside it; no link where the address is none or is GitHub's own.

    GitHub would tell its own pages that they were linked to.
    """
    host = host_of(url)
    if not host:
        return f"{markdown(text)} {markdown(url)}".rstrip()
    if any(host == own or host.endswith(f".{own}") for own in _OWN):
        return f"{markdown(text)} ({markdown(url)})"
    return f"[{markdown(text)}](<{url.replace('&', '&amp;')}>) ({markdown(host)})"


def host_of(url: str) -> str:
    """The host of a web address; "" where it is none."""
    if not _ADDRESS.fullmatch(url):
        return ""
    host = re.split(r"[/?#]", url.split("://", 1)[1], maxsplit=1)[0]
    return "" if "@" in host else host.rsplit(":", 1)[0].lower() if ":" in host else host.lower()


def message(text: str) -> str:
    """`text` as the message of a GitHub annotation."""
    return logged(text).replace("%", "%25")


def lines(texts: list[str]) -> str:
    """Several texts as the lines of one annotation."""
    return "%0A".join(message(text) for text in texts)


def value(text: str) -> str:
    """`text` as a property of a GitHub annotation."""
    return message(text).replace(":", "%3A").replace(",", "%2C")
