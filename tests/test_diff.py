"""`brief diff`: what a reviewer reads of a pull request, instead of its YAML."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result
from diffed import ACME, BOLT, CONTENT, LATER, commit, git, write

from generator.brief import Basis, Brief, Question, Stage
from generator.cli import main
from generator.diff.change import ALTERED, KINDS, Diff, NoDiffError, from_data, to_data
from generator.diff.compare import compare
from generator.diff.fields import arrow
from generator.diff.inert import link, logged, markdown, message, value
from generator.diff.show import NONE, as_annotations, as_markdown, as_text
from generator.entry import Entry
from generator.model import Claim, Company, Partner, Programme, Source, Vehicle
from generator.revision import at, work_tree

GOLDEN = Path(__file__).parent / "golden" / "diff"


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("repository")
    write(folder / "content", CONTENT)
    commit(folder)
    return folder


Edit = tuple[str, str, str]
"""A file, what stands in it, what stands there instead; "" for all of it."""


def edited(repository: Path, *edits: Edit) -> Diff:
    """The diff from the committed content to the same after some edits."""
    content = repository / "content"
    for file, old, new in edits:
        path = content / file
        text = path.read_text(encoding="utf-8") if path.exists() else ""
        assert old in text, f"{old!r} does not stand in {file}"
        changed = text.replace(old, new) if old else new
        path.unlink(missing_ok=True)
        if changed:
            write(content, {file: changed})
    try:
        return compare(at(content, "HEAD"), work_tree(content))
    finally:
        git(repository, "checkout", "--quiet", ".")
        git(repository, "clean", "--quiet", "--force", "-d")


def told(diff: Diff) -> list[str]:
    return [f"{change.kind} | {change.group} | {change.line}" for change in diff.changes]


A = "companies/acme.yaml"

CASES = yaml.safe_load((GOLDEN / "cases.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", CASES)
def test_edit_is_told(name: str, repository: Path) -> None:
    edits = [(one["file"], one["old"], one["new"]) for one in CASES[name]["edits"]]
    assert told(edited(repository, *edits)) == CASES[name]["told"]


def test_only_an_edition_on_another_day_is_told_apart(repository: Path) -> None:
    diff = edited(repository, (A, "checked: 2022-06-01", "checked: 2023-02-01"))
    assert told(diff) == ["checked | Acme | 1 June 2022 → 1 February 2023; nothing else changed"]
    assert [(change.group, change.kind, change.line) for change in diff.by_day] == [
        (name, kind, line)
        for name in ("Acme", "Zeta")
        for kind, line in (
            ("schedule-changed", "First car: on time → missed"),
            ("verdict-changed", "First car: “2022”, said by the record in plan: open → missed"),
        )
    ]
    text = as_text(diff)
    assert "Only because the edition goes on from 1 June 2022 to 1 February 2023" in text
    assert text.index("checked") < text.index("Only because")


def test_formatting_alone_is_no_change_for_readers(repository: Path) -> None:
    diff = edited(repository, (A, "name: Acme\n", "# a comment\nname: 'Acme'\n"))
    assert NONE in as_text(diff)
    assert NONE in as_markdown(diff)
    assert NONE in as_annotations(diff)


def test_what_readers_do_not_see_is_told_as_that(repository: Path) -> None:
    diff = edited(repository, (A, "country: SE", "country: SE\nallow: [no-archive: because]"))
    assert NONE in as_text(diff)
    assert "Not seen by readers" in as_text(diff)


def test_an_altered_record_stands_before_everything_else(repository: Path) -> None:
    edits = [
        (A, "  - id: talks", LATER + "  - id: talks"),
        ("companies/zeta.yaml", "Acme talks with Bolt", "Acme talks with Nut"),
    ]
    diff = edited(repository, *edits)
    for text in (as_text(diff), unescape(as_markdown(diff)), as_annotations(diff)):
        assert "The record was altered" in text
        assert text.index("talks with [Bolt → Nut]") < text.index("now expects")


def test_a_reviewer_needs_no_yaml_to_judge_a_new_claim(repository: Path) -> None:
    full = LATER.replace(
        'url: "https://acme.example/later"}]',
        'url: "https://acme.example/later", title: "Later, not never", archived: "https://archive.example/2"}]\n'
        "    said_by: Its chief\n    event: 2021-08\n    vehicles: [one]\n"
        "    partners: [{who: bolt, role: maker}]\n    contradicts: [{plan: [first-car]}]",
    )
    text = as_text(edited(repository, (A, "  - id: talks", full + "  - id: talks")))
    for part in (
        "later: “Acme now expects its car in 2023.”",
        "basis: The company (on record): Its chief",
        "date: published 1 September 2021; of what happened August 2021",
        "about: News · Acme One",
        "answers: First car: expected 2023",
        "contradicts: plan (“Acme plans a car for 2022.”), as to First car",
        "partner: Bolt (maker)",
        "source: Acme, 1 September 2021: “Later, not never” https://acme.example/later",
        "archived copy: https://archive.example/2",
    ):
        assert part in text, part


def test_a_claim_that_was_removed_is_told_in_full(repository: Path) -> None:
    removed = ACME[ACME.index("  - id: talks") : ACME.index("  - id: denial")]
    told = as_text(edited(repository, (A, removed, "")))
    head, _, rest = told.partition("Published claim removed · talks: “Acme talks with Bolt about")
    assert "The record was altered" in head
    for part in (
        "basis: Unnamed people (reported)",
        "answers: Builder: Bolt",
        "partner: Bolt (maker, in talks)",
        "source: Globe, 27 March 2021: “Talks” https://globe.example/a",
    ):
        assert part in rest, part


LONG = "Acme says that it builds a plant for 300,000 cars a year in Lund."


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("2022", "2023", "2022 → 2023"),
        ("", LONG, f"(none) → {LONG}"),
        (
            f"“{LONG}”",
            f"“{LONG.replace('Acme says', 'Zeta denies').replace('300,000 cars', '500,000 cars')}”",
            "“[Acme says → Zeta denies] that it builds a plant for [300,000 → 500,000] cars a year in Lund.”",
        ),
        (
            LONG,
            LONG.replace("says that it", "says it surely"),
            LONG.replace("says that it", "says [removed: that] it [added: surely]"),
        ),
        (LONG, LONG[::-1], f"{LONG} → {LONG[::-1]}"),
        (LONG, LONG.replace("Lund", "[Lund → Malmö]"), f"{LONG} → {LONG.replace('Lund', '[Lund → Malmö]')}"),
        (LONG * 30, LONG * 30 + "x", f"{LONG * 30} → {LONG * 30}x"),
    ],
)
def test_of_a_long_text_what_was_touched_is_marked(old: str, new: str, told: str) -> None:
    assert arrow(old, new) == told


PULL_REQUEST: list[Edit] = [
    (A, "  - id: denial", LATER + "  - id: denial"),
    (A, "    url: https://daily.example/talks", "    url: https://daily.example/talks\n    title: Talks"),
    (A, "checked: 2022-06-01", "checked: 2023-02-01"),
    ("companies/zeta.yaml", "    answers: {builder: bolt}\n", "    answers: {builder: self}\n"),
    (
        "companies/zeta.yaml",
        "topic: news\n    statement: Acme says",
        "topic: gossip\n    statement: Acme says",
    ),
    ("partners/nut.yaml", "", BOLT.replace("Bolt", "Nut")),
    ("brief.yaml", "label: News", "label: Tidings"),
]

FORMS: dict[str, Callable[[Diff], str]] = {
    "text.txt": as_text,
    "markdown.md": as_markdown,
    "github.txt": as_annotations,
    "data.json": lambda diff: json.dumps(to_data(diff), ensure_ascii=False, indent=2) + "\n",
}


@pytest.mark.parametrize("form", FORMS)
def test_a_pull_request_reads_as_it_should(form: str, repository: Path) -> None:
    diff = edited(repository, *PULL_REQUEST)
    made = re.sub(r"HEAD \([0-9a-f]{7}\)", "HEAD (0000000)", FORMS[form](diff))
    golden = GOLDEN / form
    if os.environ.get("BRIEF_GOLDEN") == "write":
        golden.write_text(made, encoding="utf-8")
    assert made == golden.read_text(encoding="utf-8")


def test_every_kind_of_change_is_shown_by_a_case() -> None:
    shown = {line.split(" | ")[0] for case in CASES.values() for line in case["told"]}
    elsewhere = {"address-lost", "programme-resumed", "partner-removed", "partner-moved"}
    assert shown == set(KINDS) - elsewhere


@pytest.mark.parametrize(("file", "former"), [("bolt", ""), ("bolts", "former_slugs: [bolt]\n")])
def test_a_partner_that_becomes_a_company_is_not_lost(file: str, former: str, tmp_path: Path) -> None:
    content = write(tmp_path / "content", CONTENT)
    commit(tmp_path)
    own = "name: Bolt\ncountry: SE\nindustry: Cars\nprogrammes: {bolt-one: {name: Bolt One}}\n" + former
    others = {name: re.sub(r"\bbolt\b", file, text) for name, text in CONTENT.items() if "companies" in name}
    write(content, others | {f"companies/{file}.yaml": own})
    (content / "partners" / "bolt.yaml").unlink()
    told = as_text(compare(at(content, "HEAD"), work_tree(content)))
    assert (
        f"Partner made a company · Bolt is a company now: partners/bolt/ leads to companies/{file}/" in told
    )
    assert "removed" not in told


def test_what_was_taken_back_is_told_the_other_way_round(tmp_path: Path) -> None:
    ending = LATER.replace("first-car: 2023", "stage: cancelled")
    files = CONTENT | {
        "companies/acme.yaml": ACME + ending,
        "partners/nut.yaml": BOLT.replace("Bolt", "Nut"),
        "partners/bolt.yaml": BOLT + "former_slugs: [boltt]\n",
    }
    content = write(tmp_path / "content", files)
    commit(tmp_path)
    write(content, {"companies/acme.yaml": ACME, "partners/bolt.yaml": BOLT})
    (content / "partners" / "nut.yaml").unlink()
    kinds = [change.kind for change in compare(at(content, "HEAD"), work_tree(content)).changes]
    assert kinds == [
        "claim-removed",
        "answer-changed",
        "programme-resumed",
        "schedule-changed",
        "verdict-changed",
        "partner-removed",
        "address-lost",
    ]


@pytest.mark.parametrize(
    ("model", "fields"),
    [
        (Brief, "title description questions topics bases roles states kinds"),
        (Question, "label ask explanation type choices many unit currency"),
        (Stage, "label explanation ends"),
        (Basis, "label explanation on_record"),
        (
            Company,
            "name legal_name country industry checked summary former_slugs programmes sources claims allow",
        ),
        (Programme, "name formerly what vehicles milestones"),
        (Vehicle, "name body"),
        (Partner, "name country kind what legal_name former_slugs allow"),
        (Source, "title publisher via published url archived language"),
        (
            Claim,
            "id published entered event topic statement basis said_by about vehicles sources partners "
            "answers contradicts supersedes confirms corrections allow",
        ),
    ],
)
def test_no_field_of_an_entry_changes_unseen(model: type[Entry], fields: str) -> None:
    """Whoever adds a field to an entry is reminded here that a reviewer has to be told when it changes."""
    assert set(model.fields()) == set(fields.split())


def test_data_of_a_diff_gives_the_same_diff(repository: Path) -> None:
    diff = edited(repository, *PULL_REQUEST)
    assert from_data(json.loads(json.dumps(to_data(diff)))) == diff


@pytest.mark.parametrize(
    "data",
    [
        None,
        [],
        {},
        {"base": "a", "head": "b", "day": "c", "base_day": "d", "changes": [{"kind": "x"}], "by_day": []},
    ],
)
def test_data_that_is_no_diff_is_refused(data: object) -> None:
    with pytest.raises(NoDiffError):
        from_data(data)


def test_long_changes_are_cut_at_a_change_and_counted(repository: Path) -> None:
    diff = edited(repository, *PULL_REQUEST)
    cut = as_markdown(diff, 1500)
    assert len(cut.encode()) <= 1500
    assert "do not fit here" in cut
    assert as_markdown(diff).startswith(cut.split("\n\n…")[0])


# Strangers' text

HOSTILE = [
    "@everyone look",
    "see #12 and org/repo#3 and GH-4",
    "<img src=x onerror=alert(1)><script>alert(1)</script>",
    "[click](https://evil.example) ![x](https://evil.example/x.png)",
    "https://evil.example and www.evil.example",
    "`code` **bold** _it_ ~~gone~~ $x$ | a | b |",
    "&#64;everyone &lt;b&gt;",
    "::error file=x::injected",
    "##[error]injected",
    "\u202egnp.exe",
    "end\n\n# Heading\n- [ ] box\n> quote",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_only_text_in_markdown(text: str) -> None:
    from markdown_it import MarkdownIt

    rendered = (
        MarkdownIt("commonmark")
        .enable(["table", "strikethrough"])
        .render(f"- **Claim added** {markdown(text)}")
    )
    inner = rendered.removeprefix("<ul>\n<li><strong>Claim added</strong> ").removesuffix("</li>\n</ul>\n")
    assert "<" not in inner
    import html

    shown = html.unescape(inner)
    assert not re.search(r"@\w|#\d|GH-\d|://|www\.", shown)
    if "\u202e" not in text and "\n" not in text:
        assert shown.replace("\u200b", "") == text


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_no_command_in_a_log(text: str) -> None:
    for made in (logged(text), message(text), value(text)):
        assert "\n" not in made
        assert "::" not in made
        assert "##[" not in made


def test_properties_of_an_annotation_cannot_be_left() -> None:
    assert value("a,line=9::x\r\n%0A") == "a%2Cline=9%3A\u200b%3Ax  %250A"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://daily.example/a?b=1&c=2", "[t](<https://daily.example/a?b=1&amp;c=2>) (daily.example)"),
        ("javascript:alert(1)", "t javascript:alert(1)"),
        ("https://a.example/>x", None),
        ("https://a.example/\u202ex", None),
        ("https://user@a.example/", None),
        ("https://github.com/a/b/issues/1", None),
        ("https://api.github.com/x", None),
    ],
)
def test_only_a_plain_address_becomes_a_link(url: str, expected: str | None) -> None:
    made = link("t", url)
    if expected:
        assert made == expected
    else:
        assert "](" not in made
        assert "://" not in made


def test_hostile_claim_stays_text_in_every_form(repository: Path) -> None:
    bad = "@everyone [x](https://evil.example) <b> ::error::x"
    claim = LATER.replace("Acme now expects its car in 2023.", json.dumps(bad))
    diff = edited(repository, (A, "  - id: talks", claim + "  - id: talks"))
    assert "@everyone" not in as_markdown(diff)
    assert "](https://evil" not in as_markdown(diff)
    assert not any(line.lstrip().startswith("::error") for line in as_text(diff).splitlines())
    for line in as_annotations(diff).splitlines():
        assert re.match(r"::(notice|warning) (file=[^:,]+,line=\d+,)?title=[^:,]+::[^\r\n]*$", line), line


# Revisions


def run(folder: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["diff", "--content", str(folder / "content"), *arguments])


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    write(tmp_path / "content", CONTENT)
    commit(tmp_path)
    return tmp_path


def test_two_commits_are_compared_without_touching_the_files(clone: Path) -> None:
    first = git(clone, "rev-parse", "HEAD")
    write(clone / "content", {"companies/acme.yaml": ACME + LATER})
    commit(clone)
    write(clone / "content", {"companies/acme.yaml": "no entry at all"})
    result = run(clone, first[:9], "HEAD")
    assert result.exit_code == 0
    assert "later: “Acme now expects its car in 2023.”" in result.output
    assert git(clone, "status", "--porcelain") == "M content/companies/acme.yaml"


def test_only_the_changes_of_this_branch_are_told(clone: Path) -> None:
    git(clone, "checkout", "--quiet", "-b", "topic")
    write(clone / "content", {"partners/nut.yaml": BOLT.replace("Bolt", "Nut")})
    commit(clone)
    git(clone, "checkout", "--quiet", "main")
    write(clone / "content", {"companies/acme.yaml": ACME + LATER})
    commit(clone)
    git(clone, "checkout", "--quiet", "topic")
    for arguments in (["main"], ["main", "topic"]):
        output = run(clone, *arguments).output
        assert "Partner added · Nut" in output
        assert "removed" not in output
    assert "Published claim removed" in run(clone, "main", "main~1").output


def test_a_shallow_clone_that_does_not_know_where_a_branch_parted_says_so(clone: Path) -> None:
    git(clone, "checkout", "--quiet", "-b", "topic")
    write(clone / "content", {"partners/nut.yaml": BOLT.replace("Bolt", "Nut")})
    commit(clone)
    git(clone, "checkout", "--quiet", "main")
    write(clone / "content", {"companies/acme.yaml": ACME + LATER})
    commit(clone)
    git(clone, "merge", "--quiet", "--no-edit", "topic")
    shallow = clone / "shallow"
    for depth, base, code in (("2", "HEAD^1", 0), ("1", "origin/topic", 2)):
        shutil.rmtree(shallow, ignore_errors=True)
        git(clone, "clone", "--quiet", f"--depth={depth}", "--no-single-branch", clone.as_uri(), str(shallow))
        result = run(shallow, base)  # as a checkout on GitHub: the merge and its parents
        assert result.exit_code == code, result.output
        assert ("Partner added · Nut" in result.output) == (code == 0)
        assert "removed" not in result.output
    assert "This clone is shallow, so where it left “origin/topic” cannot be told." in result.output


def test_what_changed_besides_the_entries_is_named_since_nobody_compares_it(clone: Path) -> None:
    for name in ("theme/a.css", "theme/b.css", "generator/@all.py"):
        write(clone, {name: "x"})
    commit(clone)
    assert "not compared" not in run(clone, "HEAD").output
    write(clone, {"theme/a.css": "y", "README.md": "x"})
    commit(clone)
    for arguments in (["HEAD~1"], ["HEAD~1", "HEAD"]):
        output = run(clone, *arguments).output
        assert NONE in output
        assert "Changed too, but not compared here: README.md, theme." in output
    made = run(clone, "HEAD~2", "--format", "markdown").output
    assert "Changed too, but not compared here: README.md, generator, theme." in made
    assert json.loads(run(clone, "HEAD~1", "--format", "json").output)["beside"] == ["README.md", "theme"]


def test_the_content_may_lie_anywhere_in_the_repository(tmp_path: Path) -> None:
    write(tmp_path / "deep" / "er" / "content", CONTENT)
    commit(tmp_path)
    assert NONE in run(tmp_path / "deep" / "er", "HEAD").output


@pytest.mark.parametrize("name", ["no-such-branch", "-x", "HEAD~9", "a..b", "", "x\ny"])
def test_a_revision_that_is_not_there_is_told_in_words(name: str, clone: Path) -> None:
    result = run(clone, "--", name) if name.startswith("-") else run(clone, name)
    assert result.exit_code == 2
    assert "There is no revision" in result.output
    assert "Traceback" not in result.output


def test_entries_that_cannot_be_read_are_told_with_their_revision(clone: Path) -> None:
    good = git(clone, "rev-parse", "HEAD")
    write(clone / "content", {"companies/acme.yaml": "name: [broken\n"})
    bad = commit(clone)
    for arguments in ([good], [good, bad], [bad, good]):
        result = run(clone, *arguments)
        assert result.exit_code == 2
        assert "content/companies/acme.yaml:" in result.output
        assert ("the files as they are" if len(arguments) == 1 else bad[:7]) in result.output


def test_an_older_revision_may_break_a_younger_check(clone: Path) -> None:
    write(clone / "content", {"companies/acme.yaml": ACME.replace("who: bolt,", "who: nobody,")})
    commit(clone)
    write(clone / "content", {"companies/acme.yaml": ACME})
    result = run(clone, "HEAD")
    assert result.exit_code == 0
    assert "talks: partners" in result.output


def test_a_symbolic_link_in_a_revision_is_refused(clone: Path) -> None:
    good = git(clone, "rev-parse", "HEAD")
    (clone / "content" / "companies" / "evil.yaml").symlink_to("/etc/hostname")
    bad = commit(clone)
    git(clone, "checkout", "--quiet", good)
    result = run(clone, good, bad)
    assert result.exit_code == 2
    assert "“content/companies/evil.yaml” is a symbolic link" in result.output


def test_a_folder_without_git_is_told_in_words(tmp_path: Path) -> None:
    write(tmp_path / "content", CONTENT)
    result = run(tmp_path, "HEAD")
    assert result.exit_code == 2
    assert "is in no git repository" in result.output


def test_a_machine_without_git_is_told_in_words(clone: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    result = run(clone, "HEAD")
    assert result.exit_code == 2
    assert "git is not installed" in result.output


def test_a_revision_without_the_content_is_told_in_words(clone: Path) -> None:
    git(clone, "checkout", "--quiet", "--orphan", "other")
    git(clone, "rm", "--quiet", "-r", "--cached", ".")
    (clone / "file").write_text("x", encoding="utf-8")
    git(clone, "add", "file")
    git(clone, "commit", "--quiet", "--message", "Other")
    result = run(clone, "HEAD")
    assert result.exit_code == 2
    assert "There is no folder “content” at HEAD" in result.output


def test_a_hook_that_points_git_elsewhere_is_no_matter(clone: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_DIR", str(clone / ".git"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(clone / "nowhere"))
    assert NONE in run(clone, "HEAD").output


def test_altering_never_fails_the_command(clone: Path) -> None:
    write(clone / "content", {"companies/acme.yaml": ACME.replace("Acme plans", "Acme hopes for")})
    for form in ("text", "markdown", "github", "json"):
        result = run(clone, "HEAD", "--format", form)
        assert result.exit_code == 0
    data = json.loads(result.output)
    assert [change["weight"] for change in data["changes"]] == [ALTERED]


def test_showing_a_diff_needs_python_alone() -> None:
    code = "import sys, generator.diff.show; print([name for name in sys.modules if 'generator' in name])"
    found = subprocess.run([sys.executable, "-S", "-c", code], capture_output=True, text=True, check=True)
    assert "generator.load" not in found.stdout
    assert "generator.diff.show" in found.stdout
