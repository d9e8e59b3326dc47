"""Slips and tricks in names, slugs, words, texts and shapes of a company, a partner and brief.yaml."""

from __future__ import annotations

from hostile.refused_values import Refused

_COUNTRY = "country: SE"

SCALARS = [
    *(
        Refused(_COUNTRY, f"country: ‸{typed}", "field", "country", words)
        for typed, words in (
            ("se", "SE"), ("SWE", ""), ("Sweden", "SE"), ("UK", "GB"), ("XX", ""), ("ZZ", ""), ("'S E'", ""), ("S", ""),
            ("ＳＥ", ""), ("ЅЕ", ""), ("false", ""), ("no", "NO"), ("''", ""), ("[SE]", "one value"), ("{a: b}", "one value"),
            ("SE\u200b", ""), ("'SE '", ""), ("🇸🇪", ""), ("<b>SE</b>", ""),
        )
    ),
    *(
        Refused("language: en", f"language: ‸{typed}", "field", "sources.times.language", words)
        for typed, words in (
            ("English", ""), ("EN", ""), ("e", ""), ("en_US", ""), ("en-", ""), ("'en onload=x'", ""), ("ｅｎ", ""), ("''", ""),
            ("中文", ""), ("[en]", "one value"),
        )
    ),
    *(
        Refused("name: Acme\n", f"name: ‸{typed}\n", "field", "name", words)
        for typed, words in (
            ("''", "empty"), ("'   '", "empty"), ('"\\u00a0"', "shows nothing"), ('"\\u200b\\u200d"', "shows nothing"),
            ('"\\u3164"', "shows nothing"), ('"\\u2800"', "shows nothing"), ('"\\u0301\\u0302"', "shows nothing"),
            ('"\\u202eabc"', "direction"), ('"\\u2066abc"', "direction"), ('"abc\\u2069"', "direction"), ('"a\\u202bb\\u2069"', "direction"),
            ('"\\ufeff"', "shows nothing"), ("[Acme]", "one value"), ("{a: b}", "one value"), ("x" * 10_001, "longer than"),
            ("[]", "one value"), ("{}", "one value"), ("''  # x", "empty"),
        )
    ),
    Refused("name: Acme\n", "name:‸\n", "field", "name", "empty"),
    *(
        Refused("name: Acme\n", f'name: ‸"{typed}"\n', "control-character", "name", words)
        for typed, words in (
            ("a\\0", "U+0000"), ("\\x01", "U+0001"), ("\\e[31m", "U+001B"), ("a\\x7f", "U+007F"), ("\\x85", "U+0085"),
            ("\\u2028", "U+2028"), ("\\u2029", "U+2029"), ("\\ufffe", "U+FFFE"), ("\\ufdd0", "U+FDD0"), ("\\a", "U+0007"),
            ("\\U0010ffff", "U+10FFFF"), ("a\\rb", "U+000D"), ("\\b", "U+0008"), ("\\v", "U+000B"), ("\\f", "U+000C"),
        )
    ),
    *(
        Refused("name: Acme\n", f"name: A‸{sign}\n", "control-character", "name", "")
        for sign in "\x00\x01\x07\x08\x0b\x0c\x0e\x1b\x1f\x7f\x80\x85\x9b\x9f\u2028\u2029\ufffe\uffff\ufdd0\U0001ffff"
    ),
    Refused("name: Acme\n", "name: A‸\tB\n", "tab", "name", "spaces"),
    Refused("name: Acme\n", 'name: ‸"A\\tB"\n', "tab", "name", "spaces"),
    Refused("name: Acme\n", "name: A‸\rB\n", "control-character", "name", "U+000D"),
]  # fmt: skip

_SLUGS = (
    ("Plan", "plan"), ("pl an", ""), ("plan_x", ""), ("plan--x", ""), ("-plan", ""), ("plan-", ""), ("plan.x", ""),
    ("../plan", ""), ("plan/x", ""), ("..", ""), (".", ""), ("/etc/passwd", ""), ("plän", ""), ("pląn", ""), ("план", ""),
    ("計画", ""), ("plan\u200b", ""), ("'plan '", ""), ("''", "empty"), ("[plan]", "one value"), ("{plan: x}", "one value"),
    ("p" * 81, "longer"), ("p" * 5000, "longer"), ("%2e%2e", ""), ("plan#x", ""), ("'plan?x'", ""), ("<b>", ""), ("'\"><b>'", ""),
    ("'{{x}}'", ""), ("ｐｌａｎ", ""), ("p\u0301lan", ""), ("1e3.5", ""), ("CON.", ""), ("plan\\x", ""), ("javascript:x", ""),
)  # fmt: skip

SLUGS = [
    *(
        Refused("- id: more\n", f"- id: ‸{typed}\n", "field", "claims[1].id", words)
        for typed, words in _SLUGS
        if typed[0] != "%"
    ),
    Refused("- id: more\n", "- id: ‸plan\n", "duplicate-id", "claims[1].id", "line"),
    Refused("topic: launch", "topic: ‸launsh", "unknown-word", "claims[0].topic", "Did you mean launch"),
    Refused("topic: launch", "topic: ‸Launch", "unknown-word", "claims[0].topic", "launch"),
    Refused("topic: launch", "topic: ‸'<img src=x>'", "unknown-word", "claims[0].topic", ""),
    Refused("topic: launch", "topic: ‸__proto__", "unknown-word", "claims[0].topic", ""),
    Refused("basis: press", "basis: ‸rumour", "unknown-word", "claims[0].basis", ""),
    Refused("basis: press", "basis: ‸\u202epress\u202c", "unknown-word", "claims[0].basis", ""),
    Refused(
        "role: maker, state", "role: ‸maker-x, state", "unknown-word", "claims[0].partners[0].role", "maker"
    ),
    Refused("state: talks}]", "state: ‸talk}]", "unknown-word", "claims[0].partners[0].state", "talks"),
    Refused("{who: magna, ", "{who: ‸manga, ", "organisation", "claims[0].partners[0].who", "magna"),
    Refused("{who: magna, ", "{who: ‸../magna, ", "field", "claims[0].partners[0].who", "no slug"),
    Refused("{who: magna, ", "{‸whom: magna, ", "unknown-field", "claims[0].partners[0].whom", "who"),
    Refused("about: acme-one", "about: ‸acme-two", "reference", "claims[0].about", "acme"),
    Refused("vehicles: [one]", "vehicles: [‸two]", "reference", "claims[0].vehicles[0]", ""),
    Refused("vehicles: [one]", "vehicles: ‸one", "type", "claims[0].vehicles", "list"),
    Refused("vehicles: [one]", "vehicles: [‸[one]]", "field", "claims[0].vehicles[0]", "one value"),
    Refused("sources: [times]", "sources: [‸tims]", "reference", "claims[0].sources[0]", "times"),
    Refused("sources: [times]", "sources: ‸times", "field", "claims[0].sources", "[times]"),
    Refused("sources: [times]", "sources: ‸[]", "field", "claims[0].sources", "at least one"),
    Refused("sources: [times]", "sources: [‸[times]]", "", "claims[0].sources[0]", ""),
    Refused("sources: [times]", "sources: [‸'']", "field", "claims[0].sources[0]", ""),
    Refused("builder: magna,", "builder: ‸mogna,", "organisation", "claims[0].answers.builder", ""),
    Refused("stage: planned,", "‸stage: planed,", "answer", "claims[0].answers.stage", "planned"),
    Refused("stage: planned,", "‸stages: planned,", "answer", "claims[0].answers.stages", "stage"),
    Refused("europe: 2027-Q3", "‸europa: 2027-Q3", "answer", "claims[0].answers.europa", "europe"),
    Refused(
        "contradicts: [{plan: [builder]}]", "contradicts: ‸plan", "field", "claims[1].contradicts", "[plan]"
    ),
    Refused(
        "contradicts: [{plan: [builder]}]", "contradicts: [‸{}]", "field", "claims[1].contradicts[0]", ""
    ),
    Refused(
        "contradicts: [{plan: [builder]}]",
        "contradicts: [{‸plan: builder}]",
        "field",
        "claims[1].contradicts[0].plan",
        "list",
    ),
    Refused(
        "contradicts: [{plan: [builder]}]",
        "contradicts: [{‸plan: []}]",
        "field",
        "claims[1].contradicts[0].plan",
        "list",
    ),
    Refused(
        "contradicts: [{plan: [builder]}]", "contradicts: [‸plam]", "link", "claims[1].contradicts[0]", "plan"
    ),
    Refused(
        "contradicts: [{plan: [builder]}]", "contradicts: [‸more]", "link", "claims[1].contradicts[0]", ""
    ),
    Refused(
        "contradicts: [{plan: [builder]}]",
        "contradicts: [‸../plan]",
        "field",
        "claims[1].contradicts[0]",
        "no slug",
    ),
    Refused(
        "contradicts: [{plan: [builder]}]", "contradicts: [‸[plan]]", "field", "claims[1].contradicts[0]", ""
    ),
    Refused(
        "contradicts: [{plan: [builder]}]",
        "contradicts: [{plan: [‸'x y']}]",
        "field",
        "claims[1].contradicts[0].plan[0]",
        "",
    ),
    Refused("contradicts: [{plan: [builder]}]", "allow: [‸two-dates]", "field", "claims[1].allow[0]", "why"),
    Refused("contradicts: [{plan: [builder]}]", "allow: ‸yes", "type", "claims[1].allow", ""),
    Refused("    published: 2025-04-02\n", "    entered: ‸2025-04\n", "field", "claims[1].entered", "day"),
]

_HEAD = "legal_name: Acme Ltd\n"
_STATEMENT = "    statement: Acme plans a car with Magna.\n"

SHAPES = [
    Refused(_HEAD, "‸legal_nam: x\n", "unknown-field", "legal_nam", "legal_name"),
    Refused(_HEAD, "‸Legal_name: x\n", "unknown-field", "Legal_name", "legal_name"),
    Refused(_HEAD, "‸__class__: x\n", "unknown-field", "__class__", ""),
    Refused(_HEAD, "‸__proto__: x\n", "unknown-field", "__proto__", ""),
    Refused(_HEAD, "‸model_config: x\n", "unknown-field", "model_config", ""),
    Refused(_HEAD, "‸'<script>': x\n", "unknown-field", "<script>", ""),
    Refused(_HEAD, "‸nаme: x\n", "unknown-field", "nаme", ""),
    Refused(_HEAD, "‸claims[0]: x\n", "unknown-field", "claims[0]", ""),
    Refused(_HEAD, "‸=: x\n", "unknown-field", "=", ""),
    Refused(_HEAD, "‸name: x\n", "duplicate-key", "name", "line 2"),
    Refused(_HEAD, '‸"name": x\n', "duplicate-key", "name", "line 2"),
    Refused(_HEAD, "? ‸name\n: x\n", "", "name", ""),
    Refused(_HEAD, "legal_name: ‸&a x\n", "anchor", "legal_name", "Take the mark out"),
    Refused(_HEAD, "legal_name: ‸*a\n", "alias", "legal_name", ""),
    Refused(_HEAD, "‸<<: {name: x}\n", "merge-key", "<<", ""),
    Refused(_HEAD, "‸<<: [{name: x}]\n", "merge-key", "<<", ""),
    Refused(_HEAD, "legal_name: ‸!!binary aGVsbG8=\n", "tag", "legal_name", ""),
    Refused(_HEAD, "legal_name: ‸!!python/object/apply:os.system id\n", "tag", "legal_name", ""),
    Refused(_HEAD, "legal_name: ‸!<tag:yaml.org,2002:str> x\n", "tag", "legal_name", ""),
    Refused(_HEAD, "legal_name: ‸!!set a\n", "tag", "legal_name", ""),
    Refused(_HEAD, "legal_name: ‸!!timestamp 2025-01-01\n", "tag", "legal_name", ""),
    Refused(_HEAD, "? ‸[a]\n: x\n", "field-name", "", ""),
    Refused(_HEAD, "‸'': x\n", "field-name", "", ""),
    Refused(_HEAD, "‸%TAG ! x\n", "directive", "", ""),
    Refused("price was missing.}]\n", "price was missing.}]\n‸---\nx: y\n", "many-documents", "", ""),
    Refused(_HEAD, "legal_name: We are ‸#1\n", "comment", "legal_name", "quotes"),
    Refused(_HEAD, "legal_name: ‸@x\n", "yaml-syntax", "legal_name", "quotes"),
    Refused(_HEAD, "legal_name: ‸`x`\n", "yaml-syntax", "legal_name", "quotes"),
    Refused(_HEAD, "legal_name: ‸%x\n", "yaml-syntax", "legal_name", "quotes"),
    Refused(_HEAD, "legal_name: {‸{ x }}\n", "field-name", "legal_name", "quotes", True),
    Refused(_HEAD, "legal_name: ‸*x* y\n", "", "legal_name", "quotes"),
    Refused(_HEAD, "legal_name: x‸: y\n", "yaml-syntax", "legal_name", "second colon"),
    Refused(_HEAD, "legal_name: ‸'x\n", "yaml-syntax", "legal_name", "closed"),
    Refused(_HEAD, "legal_name: ‸\"x\n", "yaml-syntax", "legal_name", "closed"),
    Refused(_HEAD, 'legal_name: "‸\\z"\n', "yaml-syntax", "legal_name", "backslash"),
    Refused(_HEAD, 'legal_name: "\\u‸d800"\n', "yaml-syntax", "legal_name", ""),
    Refused(_HEAD, 'legal_name: "\\U‸00110000"\n', "yaml-syntax", "legal_name", ""),
    Refused(_HEAD, "legal_name: ‸[x\n", "yaml-syntax", "legal_name", "closed"),
    Refused(_HEAD, "legal_name: ‸{x\n", "yaml-syntax", "legal_name", "closed"),
    Refused(_HEAD, "legal_name: ‸- x\n", "yaml-syntax", "legal_name", ""),
    Refused(_HEAD, "‸legal_name x\n", "yaml-syntax", "", "colon"),
    Refused(_HEAD, "‸legal_name:x\n", "yaml-syntax", "", "space"),
    Refused(_HEAD, "‸\tlegal_name: x\n", "tab", "", "spaces"),
    Refused(_HEAD, "‸<<<<<<< HEAD\n", "yaml-syntax", "", "conflict"),
    Refused(_STATEMENT, "    ‸statment: x\n", "unknown-field", "claims[0].statment", "statement"),
    Refused(_STATEMENT, "    ‸statement:x\n", "yaml-syntax", "claims[0]", "space"),
    Refused(_STATEMENT, "    statement: ‸''\n", "field", "claims[0].statement", "empty"),
    Refused(_STATEMENT, "    statement: ‸[a]\n", "field", "claims[0].statement", "one value"),
    Refused(_STATEMENT, "    statement: ‸|\n      \u200b\n", "field", "claims[0].statement", "shows nothing"),
    Refused(_STATEMENT, _STATEMENT + "    ‸topic: denial\n", "duplicate-key", "claims[0].topic", "line"),
    Refused("as_of: 2026-05-31\n", "‸as-of: 2026-05-31\n", "unknown-field", "summary.as-of", "as_of"),
    Refused("{until: 2025-01-31, name: Acme Zero}", "‸Acme Zero", "type", "programmes.acme-one.formerly[0]", ""),
    Refused("milestones: {europe: On sale in Europe}", "milestones: ‸[europe]", "type", "programmes.acme-one.milestones", ""),
    Refused("milestones: {europe: On sale in Europe}", "milestones: {‸Europe: x, europe: y}", "field", "programmes.acme-one.milestones.Europe", ""),
    Refused("{europe: On sale in Europe}", "{‸first-car: x, europe: y}", "milestone-name", "programmes.acme-one.milestones.first-car", ""),
    Refused("one: {name: One, body: hatchback}", "one: ‸One", "type", "programmes.acme-one.vehicles.one", ""),
    Refused("one: {name: One, body: hatchback}", "one: {name: One, ‸bdy: x}", "unknown-field", "programmes.acme-one.vehicles.one.bdy", "body"),
    Refused("  acme-van: {name: Acme Van}", "  ‸Acme Van: {name: x}", "field", "programmes.Acme Van", ""),
    Refused("  acme-van: {name: Acme Van}", "  ‸../van: {name: x}", "field", "programmes.../van", ""),
    Refused("  acme-van: {name: Acme Van}", "  acme-van: ‸{}", "missing-field", "programmes.acme-van.name", ""),
    Refused("[{on: 2025-05-01, note: The price was missing.}]", "[]‸x", "yaml-syntax", "claims[1].corrections", ""),
    Refused("[{on: 2025-05-01, note: The price was missing.}]", "[‸{note: x}]", "missing-field", "claims[1].corrections[0].on", ""),
    Refused("[{on: 2025-05-01, note: The price was missing.}]", "[‸x]", "type", "claims[1].corrections[0]", ""),
]  # fmt: skip
