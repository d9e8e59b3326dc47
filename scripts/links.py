"""Asks the pages that claims rest on whether they are still there: alive, dead or unknown.

Not part of a build: run once a week (.github/workflows/weekly.yml) or by hand; a dead page never fails it.

    python scripts/links.py --out build/links --cache .cache/links.json

A page is dead when its server said so twice (404, 410, no such host) and other pages are alive. All else that
went wrong (no answer, no access, an error of the server) says nothing about the page: unknown. What was asked
of late is not asked again. A host gets one question at a time, with a pause. For each company with dead pages
that have no copy the folder gets a Markdown file, its first line the title of an issue.
"""

from __future__ import annotations

import argparse
import http.client
import ipaddress
import json
import socket
import ssl
import time
import urllib.error
import urllib.request
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import IO, TYPE_CHECKING
from urllib.parse import urlsplit
from urllib.request import Request

from generator.diff.inert import code, link, markdown, plain
from generator.diff.side import source_words
from generator.load import load

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from http.client import HTTPMessage

    from generator.load import Content
    from generator.model import Source

ALIVE, DEAD, UNKNOWN = "alive", "dead", "unknown"
GONE = (404, 410)
FRESH_DAYS, MOST, PAUSE, TIMEOUT, HOSTS = 20, 2000, 2.0, 20.0, 8

Answer = tuple[str, str]
"""Alive, dead or unknown, and why."""


@dataclass(frozen=True)
class Seen:
    """What is known of an address: how it answered, why that is said, and on which day."""

    state: str
    why: str
    asked: str


NEVER = Seen(UNKNOWN, "never asked", "")


# Asking


class _Redirects(urllib.request.HTTPRedirectHandler):
    """Follows to public web addresses only."""

    max_redirections = 5

    def __init__(self, allowed: Callable[[str], bool]) -> None:
        self.allowed = allowed

    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: HTTPMessage,
        newurl: str,
    ) -> urllib.request.Request | None:
        """The next request, or an error that says nothing about the page."""
        if not self.allowed(newurl):
            raise urllib.error.URLError("it leads to an address that is not public")
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def public(url: str) -> bool:
    """Whether an address is one of the public web; raises socket.gaierror if its host is not known."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return False
    found = socket.getaddrinfo(parts.hostname, parts.port or 443, type=socket.SOCK_STREAM)
    return all(ipaddress.ip_address(one[4][0]).is_global for one in found)


def ask(url: str, agent: str, allowed: Callable[[str], bool] = public) -> Answer:
    """How an address answers: HEAD, and GET where HEAD is not enough. Never raises."""
    answer = _ask(url, "HEAD", agent, allowed)
    return answer if answer[0] == ALIVE else _ask(url, "GET", agent, allowed)


def _ask(url: str, method: str, agent: str, allowed: Callable[[str], bool]) -> Answer:
    opener = urllib.request.build_opener(_Redirects(allowed))
    request = Request(  # noqa: S310 — `allowed` lets http and https through only
        url, method=method, headers={"User-Agent": agent, "Accept": "text/html,*/*;q=0.5"}
    )
    try:
        if not allowed(url):
            return UNKNOWN, "not a public address"
        with opener.open(request, timeout=TIMEOUT) as response:
            return ALIVE, str(response.status)
    except urllib.error.HTTPError as error:
        return (DEAD if error.code in GONE else UNKNOWN), f"the server says {error.code}"
    except urllib.error.URLError as error:
        return _unreached(error.reason)
    except socket.gaierror as error:
        return _unreached(error)
    except (OSError, http.client.HTTPException, ValueError):
        return UNKNOWN, "no answer"


def _unreached(reason: object) -> Answer:
    if isinstance(reason, socket.gaierror):
        gone = reason.errno in (socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME))
        return (DEAD, "there is no such host") if gone else (UNKNOWN, "its host cannot be looked up now")
    if isinstance(reason, ssl.SSLError):
        return UNKNOWN, "its certificate is not accepted"
    return UNKNOWN, reason if isinstance(reason, str) else "no answer"


def ask_all(urls: Iterable[str], asker: Callable[[str], Answer], pause: float = PAUSE) -> dict[str, Answer]:
    """Every address answered: several hosts at once, but each of them one question at a time."""
    hosts: dict[str, list[str]] = defaultdict(list)
    for url in urls:
        hosts[urlsplit(url).hostname or ""].append(url)

    def one_host(ours: list[str]) -> dict[str, Answer]:
        answers = {}
        for number, url in enumerate(ours):
            time.sleep(pause if number else 0)
            answers[url] = asker(url)
        return answers

    with ThreadPoolExecutor(HOSTS) as pool:
        return {url: answer for found in pool.map(one_host, hosts.values()) for url, answer in found.items()}


def ask_twice(urls: Iterable[str], asker: Callable[[str], Answer], pause: float = PAUSE) -> dict[str, Answer]:
    """Every address answered; what seems dead is asked once more after all others, and that counts."""
    answers = ask_all(urls, asker, pause)
    again = ask_all([url for url, answer in answers.items() if answer[0] == DEAD], asker, pause)
    return _doubted(answers | again)


def _doubted(answers: dict[str, Answer]) -> dict[str, Answer]:
    """Where no page is alive, it may well be this machine that reaches no host: nothing is dead then."""
    if any(state == ALIVE for state, _why in answers.values()):
        return answers
    return {url: (UNKNOWN, why) for url, (_state, why) in answers.items()}


# Choosing, remembering, telling


def due(urls: Iterable[str], known: dict[str, Seen], day: date, most: int = MOST) -> list[str]:
    """The addresses to ask now: those not asked of late, the longest unasked first."""
    edge = (day - timedelta(days=FRESH_DAYS)).isoformat()
    asked = sorted((known.get(url, NEVER).asked, url) for url in urls)
    return [url for when, url in asked if when <= edge][:most]


def sources(content: Content) -> dict[str, dict[str, list[tuple[str, Source]]]]:
    """Company → address → the claims that rest on it, and the source as each has it."""
    found: dict[str, dict[str, list[tuple[str, Source]]]] = {}
    for slug, company in content.companies.items():
        by_url: dict[str, list[tuple[str, Source]]] = defaultdict(list)
        for claim in company.claims:
            for source in company.sources_of(claim):
                by_url[source.url].append((claim.id, source))
        found[slug] = dict(by_url)
    return found


HOW = """
Add `archived:` with the address of a copy to the source. Its `url` stays: it tells where the page was read.
Where there is no copy, leave it as it is: the claim stays."""


def report(name: str, cited: dict[str, list[tuple[str, Source]]], known: dict[str, Seen]) -> str:
    """The text of a company's issue, its title in the first line; "" if no page is dead without a copy."""
    lines = []
    for url, uses in cited.items():
        if known.get(url, NEVER).state != DEAD or any(source.archived for _claim, source in uses):
            continue
        claims = ", ".join(code(claim) for claim in dict.fromkeys(claim for claim, _source in uses))
        page = link(source_words(uses[0][1]), url)
        lines.append(f"- [ ] {page}: {markdown(known[url].why)}. In {claims}")
    if not lines:
        return ""
    return "\n".join([f"{plain(name)}: sources that are gone", "", *lines, HOW, ""])


def read_cache(path: Path) -> dict[str, Seen]:
    """What former runs found; nothing if there is no such file, or one that cannot be used."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        return {url: Seen(**seen) for url, seen in data.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def main(arguments: list[str] | None = None, asker: Callable[[str], Answer] | None = None) -> None:
    """Ask what is due, remember it, write the reports."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--content", type=Path, default=Path("content"))
    parser.add_argument("--cache", type=Path, default=Path(".cache/links.json"))
    parser.add_argument("--out", type=Path, default=Path("build/links"))
    parser.add_argument("--most", type=int, default=MOST, help="how many pages to ask in this run")
    parser.add_argument("--pause", type=float, default=PAUSE, help="seconds between questions to one host")
    parser.add_argument("--today", type=date.fromisoformat, default=date.today())
    parser.add_argument("--agent", default="ev-brief link check")
    options = parser.parse_args(arguments)
    content, _problems = load(options.content)
    if content is None:
        parser.error(f"{options.content}/brief.yaml cannot be read: see `brief check`.")
    cited = sources(content)
    urls = {url for company in cited.values() for url in company}
    known = {url: seen for url, seen in read_cache(options.cache).items() if url in urls}
    asked = due(urls, known, options.today, options.most)
    answers = ask_twice(asked, asker or (lambda url: ask(url, options.agent)), options.pause)
    known |= {url: Seen(*answer, options.today.isoformat()) for url, answer in answers.items()}
    options.cache.parent.mkdir(parents=True, exist_ok=True)
    stored = {url: asdict(known[url]) for url in sorted(known)}
    options.cache.write_text(json.dumps(stored, indent=1) + "\n", encoding="utf-8")
    options.out.mkdir(parents=True, exist_ok=True)
    for slug, company in cited.items():
        if text := report(content.companies[slug].name, company, known):
            (options.out / f"{slug}.md").write_text(text, encoding="utf-8")
    states = [known.get(url, NEVER).state for url in urls]
    told = ", ".join(f"{states.count(state)} {state}" for state in (ALIVE, DEAD, UNKNOWN))
    print(f"{len(asked)} pages asked; of {len(urls)} in all: {told}.")


if __name__ == "__main__":
    main()
