"""Slips and tricks in the fields of a company: what is typed for what; ‸ marks where the problem is told."""

from __future__ import annotations

from typing import NamedTuple


class Refused(NamedTuple):
    """What was right, what is typed instead (‸ before what is told), the rule, the field, some words told.

    many  it is more than one slip
    """

    right: str
    wrong: str
    rule: str
    field: str
    words: str = ""
    many: bool = False


_URL = "https://example.com/times"
_AT = "sources.times.url"


def _urls(bad: str, words: str) -> Refused:
    quoted = f'"{bad}"'
    return Refused(f"url: {_URL}", f"url: ‸{quoted}", "field", _AT, words)


URLS = [
    *(
        _urls(bad, "http:// or https://")
        for bad in (
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            "data:text/html,x",
            "vbscript:x",
            "file:///etc/passwd",
            "ftp://example.com/x",
            "mailto:a@example.com",
            "blob:https://example.com/x",
            "ws://example.com",
            "view-source:https://example.com",
            "//example.com/x",
            "///example.com",
            "/path",
            "../x",
            "#x",
            "?x",
            "example.com",
            "www.example.com/x",
            "https:example.com",
            "https:/example.com",
            "http:",
            "httpss://example.com",
            "hxxps://example.com",
            "https;//example.com",
            "httрs://example.com",
            "feed:https://example.com",
            "urn:isbn:1",
            "about:blank",
            "x",
        )
    ),
    *(
        _urls(bad, "names no host")
        for bad in (
            "https://",
            "https:///x",
            "http://?x",
            "https://#x",
            "https://:443/",
            "https://.",
            "https://-?x",
        )
    ),
    *(
        _urls(bad, "user name")
        for bad in (
            "https://user@example.com",
            "https://user:pass@example.com/",
            "https://example.com@evil.example/",
            "https://@example.com",
            "https://:@example.com",
            "https://a:b@c:d@example.com",
        )
    ),
    *(
        _urls(bad, "cannot hold the character")
        for bad in (
            " https://example.com",
            "https://example.com/ x",
            "https://example.com ",
            "https://example.com/<script>",
            "https://example.com/>",
            'https://example.com/\\"onclick=x',
            "https://example.com/`x`",
            "https://example.com\\\\@evil.example",
            "https:\\\\\\\\example.com",
            "https://example.com/{{x}}",
            "https://example.com/^x",
            "https://example.com/|x",
            "https://exa\u200bmple.com",
            "https://example.com/\u202egpj.exe",
            "https://example.com/\u2066x",
            "https://example.com/\ufeffx",
            "https://example.com/a\\nb",
        )
    ),
    *(
        _urls(bad, "")
        for bad in (
            "https://example.com:99999/",
            "https://example.com:x/",
            "https://[::1/",
            "https://[x]/",
            "https://exa mple.com",
            "https://ex%61mple.com",
            "https://example。com",
            "https://exam\u00adple.com",
            "https://ex\u0430mple,com",
            "https://a/\u00adb",
            "https://example.com/\u061cx",
            "https://example.com/\U000e0041x",
            "https://example.com/\u00a0x",
            "https://example.com/\u3000x",
            "https://" + "a." * 1500 + "example/",
        )
    ),
    Refused(f"url: {_URL}", "url: ‸[https://example.com]", "field", _AT, "one value, not a list"),
    Refused(f"url: {_URL}", "url: ‸{https: x}", "field", _AT, "one value"),
    Refused(f"url: {_URL}", "url:‸", "field", _AT, ""),
]


def _days(field: str, right: str, at: str, bad: list[tuple[str, str]]) -> list[Refused]:
    return [Refused(f"{field}: {right}", f"{field}: ‸{typed}", "field", at, words) for typed, words in bad]


DATES = [
    *_days(
        "  event",
        "2025-03\n",
        "claims[0].event",
        [
            (f"{typed}\n", words)
            for typed, words in (
                ("2025-02-29", "28 days"),
                ("2025-02-30", "28 days"),
                ("2025-04-31", "30 days"),
                ("2025-13", "month"),
                ("2025-00", ""),
                ("2025-01-00", ""),
                ("2025-01-32", "31 days"),
                ("1900-02-29", "28 days"),
                ("2025-Q5", ""),
                ("2025-Q0", ""),
                ("2025-H3", ""),
                ("2025-q1", "2025-Q1"),
                ("Q1 2025", "2025-Q1"),
                ("25-03", ""),
                ("0000", ""),
                ("1899", ""),
                ("2200", ""),
                ("9999-12-31", ""),
                ("99999", ""),
                ("-2025", ""),
                ("2025-3", "2025-03"),
                ("2025-3-4", "2025-03-04"),
                ("2025/03/04", "2025-03-04"),
                ("04.03.2025", "2025-03-04"),
                ("March 2025", "2025-03"),
                ("4 March 2025", "2025-03-04"),
                ("mar 2025", ""),
                ("spring 2025", "2025-spring"),
                ("2025-fall", "autumn"),
                ("early", ""),
                ("early 2025-03-04", ""),
                ("mid mid 2025", ""),
                ("around", ""),
                ("around around 2025", ""),
                ("around by 2025", ""),
                ("by", ""),
                ("by from 2025", ""),
                ("week of 2025", "full day"),
                ("week of 2025-02-30", "28 days"),
                ("2026..2025", "ends before"),
                ("2025..", ""),
                ("..2025", ""),
                ("2025...2026", ""),
                ("2025..2026..2027", ""),
                ("2025 - 2026", ""),
                ("2025–2026", ""),
                ("2025‐03", ""),
                ("２０２５", ""),
                ("२०२५", ""),
                ("2025-03-04T00:00:00Z", "2025-03-04"),
                ("'2025 '", ""),
                ("' 2025'", ""),
                ("'20 25'", ""),
                ("2_025", ""),
                ("2025.0", ""),
                ("0x7e9", ""),
                ("2e3", ""),
                ("+2025", ""),
                ("soon", ""),
                ("tomorrow", ""),
                ("none", ""),
                ("null", ""),
                ("~", ""),
                ("yes", ""),
                (".inf", ""),
                (".nan", ""),
                ("12:30:45", ""),
                ("190:20", ""),
                ("\u200b2025", ""),
                ("'2025\u200b'", ""),
                ("'2025\u202e'", ""),
                ("[2025]", ""),
                ("{year: 2025}", ""),
                ("''", ""),
                ("'" + "9" * 4000 + "'", ""),
                ("'" + "around " * 500 + "2025'", ""),
            )
        ],
    ),
    *_days(
        "checked",
        "2026-11-23\n",
        "checked",
        [
            (f"{typed}\n", words)
            for typed, words in (
                ("2026", "day"),
                ("2026-11", "day"),
                ("2026-Q4", ""),
                ("around 2026-11-23", ""),
                ("2026-11-31", "30 days"),
                ("2026-11-23..2026-11-24", ""),
                ("by 2026-11-23", ""),
                ("23.11.2026", "2026-11-23"),
                ("today", ""),
                ("''", ""),
                ("[2026-11-23]", ""),
                ("{a: b}", ""),
                ("2026-11-23 10:00", ""),
            )
        ],
    ),
    *_days(
        "as_of",
        "2026-05-31\n",
        "summary.as_of",
        [("2026-05\n", "day"), ("2026-06-31\n", "30 days"), ("x\n", "")],
    ),
    *_days(
        "until", "2025-01-31,", "programmes.acme-one.formerly[0].until", [("2025-01,", "day"), ("x,", "")]
    ),
    *_days(
        "{on", "2025-05-01,", "claims[1].corrections[0].on", [("2025-05,", "day"), ("2025-02-29,", "28 days")]
    ),
]

_LIMITS = "claims[1].answers"


def _answers(name: str, right: str, bad: list[tuple[str, str, str]]) -> list[Refused]:
    was, at = f"      {name}: {right}\n", f"{_LIMITS}.{name}"
    return [
        Refused(was, _answer(name, typed, below), "answer", at + below, words) for typed, below, words in bad
    ]


def _answer(name: str, typed: str, below: str) -> str:
    """An answer as a line; one that is wrong as a whole is told at its name."""
    return f"      {name}: {typed}\n" if below else f"      ‸{name}: {typed.replace('‸', '')}\n"


ANSWERS = [
    *_answers(
        "markets",
        "[norway, peru]",
        [
            ("[‸]", "", "empty"), ("‸norwai", "", "Did you mean norway"), ("[norway, ‸chile]", "[1]", "no choice"),
            ("[norway, ‸norway]", "[1]", "twice"), ("[norway, ‸[peru]]", "[1]", "no choice"), ("‸NO", "", "no choice"),
            ("[norway, ‸none]", "[1]", "no choice"), ("‸{norway: peru}", "", ""), ("‸Norway and Peru", "", "[norway, peru]"),
            ("‸<b>norway</b>", "", "no choice"), ("[‸'']", "[0]", ""), ("‸''", "", ""), ("‸\u200bnorway", "", "no choice"),
        ],
    ),
    *_answers(
        "capacity",
        "{amount: 100..200, unit: vans, period: 2026}",
        [
            ("‸1e3", "", "no amount"), ("‸1_000", "", "no amount"), ("‸0x1f", "", "no amount"), ("‸+5", "", "no amount"),
            ("‸-5", "", "no amount"), ("‸.5", "", "no amount"), ("‸5.", "", "no amount"), ("‸1.2.3", "", "no amount"),
            ("‸'1,000'", "", "Write 1000"), ("‸1 000", "", ""), ("‸１００", "", "no amount"), ("‸٣", "", "no amount"),
            ("‸.inf", "", "no amount"), ("‸.nan", "", "no amount"), ("‸NaN", "", "no amount"), ("‸Infinity", "", "no amount"),
            ("‸1..", "", "no amount"), ("‸..1", "", "no amount"), ("‸2..1", "", "1..2"), ("‸1..2..3", "", "no amount"),
            ("‸under", "", "no amount"), ("‸under 1..2", "", "no amount"), ("‸under over 1", "", "no amount"),
            ("‸below 5", "", "no amount"), ("‸" + "9" * 5000, "", "digits"), ("‸1" + "0" * 400 + "..2", "", ""),
            ("‸1:30", "", "no amount"), ("‸true", "", "no amount"), ("‸''", "", "empty"), ("‸[1, 2]", "", "one value"),
            ("‸{unit: vans}", "", "missing"), ("{amount: ‸[1]}", ".amount", "one value"), ("{amount: ‸''}", ".amount", "empty"),
            ("{amount: 1, units: ‸vans}", ".units", "Did you mean unit"), ("{amount: 1, currency: ‸EUR}", ".currency", "no field"),
            ("{amount: 1, period: ‸2026-Q9}", ".period", ""), ("{amount: 1, unit: ‸[x]}", ".unit", "one value"),
            ("{amount: 1, market: ‸''}", ".market", "empty"), ("{amount: ‸100km}", ".amount", "no amount"),
        ],
    ),
    *_answers(
        "price",
        "{amount: under 40000, currency: USD, variant: One S, market: Norway}",
        [
            ("‸€100", "", "EUR"), ("‸100 EUR", "", ""), ("‸=1+1", "", "no amount"), ("{amount: 1, currency: ‸eur}", ".currency", "EUR"),
            ("{amount: 1, currency: ‸Euro}", ".currency", "EUR"), ("{amount: 1, currency: ‸$}", ".currency", ""),
            ("{amount: 1, currency: ‸EURO}", ".currency", "currency"), ("{amount: 1, currency: ‸'E R'}", ".currency", ""),
            ("{amount: 1, currency: ‸ＥＵＲ}", ".currency", ""), ("{amount: 1, unit: ‸x}", ".unit", "no field"),
            ("{amount: 1, variant: ‸{a: b}}", ".variant", "one value"), ("{amount: 1, variant: ‸\u202ex}", ".variant", "direction"),
        ],
    ),
    *_answers(
        "builder",
        "[self]",
        [
            ("‸''", "", "empty"), ("[‸]", "", "empty"), ("[self, ‸self]", "[1]", "twice"), ("‸Magna", "", "magna"),
            ("‸../magna", "", "no slug"), ("‸magna.yaml", "", "no slug"), ("‸partners/magna", "", "no slug"),
            ("‸mаgna", "", "no slug"), ("[‸{role: maker}]", "[0]", "missing"), ("[{who: self, rôle: ‸maker}]", "[0].rôle", ""),
            ("[{who: ‸[self]}]", "[0].who", "one value"), ("[{who: self, role: ‸''}]", "[0].role", "empty"), ("‸magna\u200b", "", "no slug"),
        ],
    ),
    *(
        Refused("slogan: Drive on}", f"‸slogan: {typed.replace('‸', '')}}}", "answer", "claims[0].answers.slogan", words)
        for typed, words in (
            ("‸''", "empty"), ("‸[a]", "one value"), ("‸{a: b}", "one value"), ("‸'   '", "empty"), ("‸\u200b\u200b", "not seen"),
            ("‸\u202eabc", "direction"), ("‸abc\u202c", "direction"), ("‸\u2067abc", "direction"), ("‸\u3164", "not seen"),
            ("‸" + "x" * 10_001, "longer than"),
        )
    ),
    *(
        Refused(
            "first-car: 2026,",
            f"first-car: {typed}," if below else f"‸first-car: {typed.replace('‸', '')},",
            "answer",
            f"claims[0].answers.first-car{below}",
            words,
        )
        for typed, below, words in (
            ("‸[2026]", "", "not a list"), ("{happened: ‸''}", ".happened", "empty"), ("{happened: ‸2026-02-30}", ".happened", "28 days"), ("‸2026-Q7", "", ""), ("‸H2 2026", "", "2026-H2"), ("‸\uff12\uff10\uff12\uff16", "", ""),
        )
    ),
]  # fmt: skip
