"""What runs beside the brief: once a week, or in the checks of a pull request."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import threading
from collections.abc import Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import links
import pytest
import unchecked
from diffed import ACME, CONTENT, write

ROOT = Path(__file__).parent.parent
DAY = date(2026, 11, 23)


# Pages that claims rest on


class Server(BaseHTTPRequestHandler):
    """Answers with the number that the path names; /redirect leads to a machine of its own."""

    def do_HEAD(self) -> None:
        status = int(self.path.strip("/")) if self.path.strip("/").isdigit() else 200
        if self.path == "/only-get":
            status = 405
        self.send_response(302 if self.path == "/redirect" else status)
        if self.path == "/redirect":
            self.send_header("Location", "http://169.254.1.1/latest/")
        self.end_headers()

    def do_GET(self) -> None:
        if self.path == "/only-get":
            self.send_response(200)
            self.end_headers()
        else:
            self.do_HEAD()

    def log_message(self, *_arguments: object) -> None:
        pass


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    served = ThreadingHTTPServer(("127.0.0.1", 0), Server)
    thread = threading.Thread(target=served.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{served.server_port}"
    served.shutdown()
    served.server_close()
    thread.join()


def here(url: str) -> bool:
    return "127.0.0.1" in url


@pytest.mark.parametrize(
    ("path", "state"),
    [
        ("/200", links.ALIVE),
        ("/only-get", links.ALIVE),
        ("/404", links.DEAD),
        ("/410", links.DEAD),
        ("/403", links.UNKNOWN),
        ("/429", links.UNKNOWN),
        ("/500", links.UNKNOWN),
        ("/503", links.UNKNOWN),
        ("/redirect", links.UNKNOWN),
    ],
)
def test_a_page_is_alive_dead_or_unknown(path: str, state: str, server: str) -> None:
    assert links.ask(server + path, "test", here)[0] == state


def test_what_does_not_answer_is_unknown() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    assert links.ask(f"http://127.0.0.1:{port}/", "test", here)[0] == links.UNKNOWN


def test_no_address_inside_the_own_network_is_asked(server: str) -> None:
    for url in (server, "http://169.254.169.254/", "file:///etc/hostname", "http://[::1]/", "http:///x"):
        assert links.ask(url, "test")[0] == links.UNKNOWN


def test_a_host_that_is_gone_is_dead_one_that_cannot_be_looked_up_now_is_not() -> None:
    assert links._unreached(socket.gaierror(socket.EAI_NONAME, ""))[0] == links.DEAD
    assert links._unreached(socket.gaierror(socket.EAI_AGAIN, ""))[0] == links.UNKNOWN


def test_only_the_second_answer_calls_a_page_dead() -> None:
    answers = {"gone": ["dead", "dead"], "back": ["dead", "alive"], "there": ["alive"], "shut": ["unknown"]}
    found = links.ask_twice(list(answers), lambda url: (answers[url].pop(0), ""), pause=0)
    assert {url: state for url, (state, _why) in found.items()} == {
        "gone": links.DEAD,
        "back": links.ALIVE,
        "there": links.ALIVE,
        "shut": links.UNKNOWN,
    }
    assert not any(answers.values())


def test_a_machine_that_reaches_nothing_calls_no_page_dead() -> None:
    found = links.ask_twice(["a", "b"], lambda _url: (links.DEAD, "there is no such host"), pause=0)
    assert {state for state, _why in found.values()} == {links.UNKNOWN}


def test_what_was_asked_of_late_waits_and_the_longest_unasked_comes_first() -> None:
    days = {"fresh": "2026-11-20", "old": "2026-10-01", "older": "2026-09-01"}
    known = {url: links.Seen(links.ALIVE, "", day) for url, day in days.items()}
    urls = ["fresh", "old", "older", "new"]
    assert links.due(urls, known, DAY) == ["new", "older", "old"]
    assert links.due(urls, known, DAY, 2) == ["new", "older"]


def test_a_host_is_asked_one_question_at_a_time() -> None:
    busy: set[str] = set()

    def asker(url: str) -> links.Answer:
        host = url.split("/")[2]
        assert host not in busy
        busy.add(host)
        busy.remove(host)
        return links.ALIVE, url

    urls = [f"https://{host}.example/{number}" for host in "abc" for number in range(5)]
    assert set(links.ask_all(urls, asker, pause=0)) == set(urls)


def test_the_report_names_what_can_be_mended(tmp_path: Path) -> None:
    archived = ACME.replace(
        'url: "https://globe.example/b"}',
        'url: "https://globe.example/b", archived: "https://archive.example/1"}',
    )
    content = write(tmp_path / "content", CONTENT | {"companies/acme.yaml": archived})

    def asker(url: str) -> links.Answer:
        return (links.ALIVE, "200") if "acme.example" in url else (links.DEAD, "the server says 404")

    options = [f"--{name}={tmp_path / path}" for name, path in (("content", content), ("out", "out"))]
    options += [f"--cache={tmp_path / 'cache' / 'links.json'}"]
    links.main([*options, "--pause=0"], asker)
    reports = {path.name: path.read_text(encoding="utf-8") for path in (tmp_path / "out").iterdir()}
    assert set(reports) == {"acme.md", "zeta.md"}
    acme = reports["acme.md"]
    assert acme.startswith("Acme: sources that are gone\n\n- [ ] [Daily, via Reuters, 26 March 2021](")
    assert "the server says 404. In `talks`, `denial`" in acme
    assert "globe.example/b" not in acme
    assert "acme.example" not in acme
    assert json.loads((tmp_path / "cache" / "links.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("text", ["", "[]", '{"a": 1}', '{"a": {"state": "alive"}}', "\x00"])
def test_a_broken_cache_is_begun_anew(text: str, tmp_path: Path) -> None:
    (tmp_path / "links.json").write_text(text, encoding="utf-8")
    assert links.read_cache(tmp_path / "links.json") == {}


# Companies to look at again


def test_companies_unchecked_for_long_are_listed(tmp_path: Path) -> None:
    content = write(tmp_path / "content", CONTENT)
    options = [f"--content={content}", f"--out={tmp_path / 'out'}"]
    unchecked.main([*options, "--today=2022-07-01"])
    assert list((tmp_path / "out").iterdir()) == []
    unchecked.main([*options, "--today=2023-07-01"])
    text = (tmp_path / "out" / "unchecked.md").read_text(encoding="utf-8")
    assert text.startswith(f"{unchecked.TITLE}\n\n")
    assert "- [ ] `acme`: 2022-06-01\n- [ ] `zeta`: 2022-06-01\n" in text


# Issues

FAKE_GH = """\
#!/usr/bin/env bash
case "$1 $2" in
"issue list") cat "$OPEN" ;;
"issue create" | "issue edit")
    while [ $# -gt 0 ]; do
        [ "$1" = --body-file ] && printf 'body of %s bytes\\n' "$(wc -c <"$2")" >>"$SAID"
        [ "$1" = --title ] && printf 'title %s\\n' "$2" >>"$SAID"
        [ "$1" = edit ] && printf 'edit %s\\n' "$2" >>"$SAID"
        shift
    done ;;
"issue close") printf 'close %s\\n' "$3" >>"$SAID" ;;
esac
"""


def test_one_issue_for_each_report_is_opened_kept_or_closed(tmp_path: Path) -> None:
    (tmp_path / "bin").mkdir()
    gh = tmp_path / "bin" / "gh"
    gh.write_text(FAKE_GH, encoding="utf-8")
    gh.chmod(0o755)
    reports = tmp_path / "reports"
    reports.mkdir()
    (reports / "a.md").write_text("Kept: “it”\n\nbody\n", encoding="utf-8")
    (reports / "b.md").write_text("$(touch gone) `x` --label new\n\n" + "x" * 90_000, encoding="utf-8")
    opened = [{"number": 7, "title": "Kept: “it”"}, {"number": 8, "title": "Done"}]
    (tmp_path / "open.json").write_text(json.dumps(opened), encoding="utf-8")
    said = tmp_path / "said"
    environment = os.environ | {
        "PATH": f"{gh.parent}:{os.environ['PATH']}",
        "OPEN": str(tmp_path / "open.json"),
        "SAID": str(said),
    }
    script = ROOT / "scripts" / "issues.sh"
    subprocess.run([script, reports, "weekly"], env=environment, cwd=tmp_path, check=True)
    assert said.read_text(encoding="utf-8").splitlines() == [
        "edit 7",
        "body of 5 bytes",
        "title $(touch gone) `x` --label new",
        "body of 60000 bytes",
        "close 8",
    ]
    assert not (tmp_path / "gone").exists()
