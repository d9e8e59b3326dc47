"""What runs on GitHub cannot run here; what can be tested of it is: form, rights, each of its scripts."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml
from diffed import ACME, CONTENT, LATER, commit, write

ROOT = Path(__file__).parent.parent
GITHUB = ROOT / ".github"
BIN = Path(sys.executable).parent
WORKFLOWS = {
    path.stem: yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    for path in sorted((GITHUB / "workflows").glob("*.yml"))
}
MAY_WRITE = {
    ("comment", "comment"): {"pull-requests"},
    ("publish", "deploy"): {"pages", "id-token"},
    ("weekly", "tell"): {"issues"},
}
"""The only jobs that may write, and what."""


class Step(NamedTuple):
    """A step of a job, with where it stands."""

    where: str
    step: dict[str, Any]


STEPS = [
    Step(f"{name}/{job}/{step.get('name') or step.get('uses', '').split('@')[0]}", step)
    for name, workflow in WORKFLOWS.items()
    for job, made in workflow["jobs"].items()
    for step in made["steps"]
]
RUNS = [pytest.param(step["run"], id=where) for where, step in STEPS if "run" in step]


def tool(name: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [str(BIN / name), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)


# Form


def test_the_workflows_are_those_that_are_told_of() -> None:
    told = (GITHUB / "WORKFLOWS.md").read_text(encoding="utf-8")
    assert set(re.findall(r"\(workflows/([a-z]+)\.yml\)", told)) == set(WORKFLOWS)


@pytest.mark.parametrize(
    ("schema", "files"),
    [
        ("vendor.github-workflows", sorted((GITHUB / "workflows").glob("*.yml"))),
        ("custom.github-workflows-require-timeout", sorted((GITHUB / "workflows").glob("*.yml"))),
        ("vendor.github-issue-forms", sorted((GITHUB / "ISSUE_TEMPLATE").glob("*-*.yml"))),
        ("vendor.github-issue-config", [GITHUB / "ISSUE_TEMPLATE" / "config.yml"]),
        ("vendor.dependabot", [GITHUB / "dependabot.yml"]),
    ],
)
def test_files_have_the_form_that_github_reads(schema: str, files: list[Path]) -> None:
    assert files
    found = tool("check-jsonschema", "--builtin-schema", schema, *files)
    assert found.returncode == 0, found.stdout


def test_zizmor_finds_nothing_even_when_pedantic() -> None:
    found = tool("zizmor", "--offline", "--no-progress", "--persona", "pedantic", GITHUB)
    assert found.returncode == 0, found.stdout
    assert "No findings" in found.stdout + found.stderr


# Rights


@pytest.mark.parametrize("name", WORKFLOWS)
def test_no_workflow_has_rights_that_its_job_does_not_need(name: str) -> None:
    workflow = WORKFLOWS[name]
    assert workflow["permissions"] == {}
    for job, made in workflow["jobs"].items():
        writes = {right for right, how in made["permissions"].items() if how == "write"}
        assert writes == MAY_WRITE.get((name, job), set())


def test_no_workflow_knows_a_secret() -> None:
    for path in (GITHUB / "workflows").iterdir():
        assert "secrets" not in re.sub(r"#.*", "", path.read_text(encoding="utf-8"))


def test_forks_run_with_reading_only() -> None:
    assert set(WORKFLOWS["check"]["on"]) == {"pull_request", "push"}
    assert not any("pull_request_target" in workflow["on"] for workflow in WORKFLOWS.values())


def test_every_action_is_pinned_by_commit_and_names_its_version() -> None:
    pins: dict[str, set[str]] = {}
    for path in (GITHUB / "workflows").iterdir():
        for line in re.findall(r"uses: *(.*)", path.read_text(encoding="utf-8")):
            pinned = re.fullmatch(r"(actions/[a-z-]+)@([0-9a-f]{40}) # (v\d+\.\d+\.\d+)", line)
            assert pinned, line
            pins.setdefault(pinned[1], set()).add(f"{pinned[2]} {pinned[3]}")
    assert {action: len(found) for action, found in pins.items()} == dict.fromkeys(pins, 1)


def test_no_checkout_leaves_its_key_behind() -> None:
    checkouts = [step for _where, step in STEPS if step.get("uses", "").startswith("actions/checkout@")]
    assert len(checkouts) >= 7
    assert all(step["with"]["persist-credentials"] == "false" for step in checkouts)


def test_the_job_that_may_comment_takes_no_code_of_the_pull_request() -> None:
    steps = WORKFLOWS["comment"]["jobs"]["comment"]["steps"]
    assert "ref" not in steps[0]["with"]
    assert "repository" not in steps[0]["with"]


def made(where: str) -> dict[str, Any]:
    """A step."""
    return next(made for name, made in STEPS if name == where)


def test_tests_in_a_browser_are_never_left_out_on_github() -> None:
    assert made("check/test/Test")["env"] == {"BRIEF_BROWSER": "required"}


def test_the_published_site_keeps_from_one_build_to_the_next_what_the_plugin_keeps() -> None:
    from generator.options import Options

    cache = made("publish/build/Keep pages that do not change")["with"]
    options = Options()
    options.load_dict({})
    options.validate()
    assert cache["path"] == options.cache
    assert cache["key"].startswith(cache["restore-keys"].strip())
    assert {"requirements.lock", "content/**"} <= set(re.findall("'([^']+)'", cache["key"]))


# Scripts


@pytest.mark.parametrize("script", RUNS)
def test_no_stranger_can_write_into_a_script(script: str) -> None:
    assert "${{" not in script


@pytest.mark.parametrize("script", RUNS)
def test_scripts_pass_shellcheck(script: str, tmp_path: Path) -> None:
    path = tmp_path / "step.sh"
    path.write_text(f"#!/bin/bash -e\n{script}\n", encoding="utf-8")
    found = tool("shellcheck", path)
    assert found.returncode == 0, found.stdout
    assert subprocess.run(["bash", "-n", path], check=False).returncode == 0


@pytest.mark.parametrize("path", sorted((ROOT / "scripts").glob("*.sh")), ids=lambda path: path.name)
def test_script_files_pass_shellcheck_and_can_be_run(path: Path) -> None:
    found = tool("shellcheck", path)
    assert found.returncode == 0, found.stdout
    assert os.access(path, os.X_OK)


def test_what_scripts_call_is_there() -> None:
    script = "\n".join(str(run.values[0]) for run in RUNS)
    for path in re.findall(r"(?:^|\s)((?:scripts|requirements|mkdocs|engines)[\w./-]*\.\w+)", script):
        assert (ROOT / path).exists(), path
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in re.findall(r"\bmake ([a-z]+)", script):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target
    from generator.cli import main

    assert set(re.findall(r"bin/brief ([a-z]+)", script)) <= set(main.commands)


def step(where: str) -> str:
    """The script of a step."""
    return str(made(where)["run"])


def run(script: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """A script as GitHub runs it."""
    command = ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", script]
    told = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "GITHUB_"))}
    return subprocess.run(
        command, capture_output=True, text=True, cwd=folder, env=told | environment, check=False
    )


@pytest.fixture
def pull_request(tmp_path: Path) -> Path:
    """A checkout of a pull request's merge, with our tools in it."""
    write(tmp_path / "content", CONTENT)
    commit(tmp_path)
    write(tmp_path / "content", {"companies/acme.yaml": ACME + LATER})
    commit(tmp_path)
    (tmp_path / ".venv").mkdir()
    (tmp_path / ".venv" / "bin").symlink_to(BIN)
    (tmp_path / "scripts").symlink_to(ROOT / "scripts")
    return tmp_path


CHANGES = "check/entries/Tell what readers will see changed"


def test_the_changes_are_told_in_log_and_summary_and_kept(pull_request: Path) -> None:
    found = run(step(CHANGES), pull_request, GITHUB_STEP_SUMMARY=str(pull_request / "summary"))
    assert found.returncode == 0, found.stderr
    assert "title=Claim added::Acme: later: “Acme now expects its car in 2023.”" in found.stdout
    summary = (pull_request / "summary").read_text(encoding="utf-8")
    assert "- **Claim added** `later`: “Acme now expects its car in 2023.”" in summary
    assert json.loads((pull_request / "build" / "review" / "changes.json").read_text(encoding="utf-8"))


def test_a_pull_request_that_cannot_be_compared_says_why_as_code(pull_request: Path) -> None:
    write(pull_request / "content", {"companies/acme.yaml": "name: [@everyone\n"})
    found = run(step(CHANGES), pull_request, GITHUB_STEP_SUMMARY=str(pull_request / "summary"))
    assert found.returncode == 0
    summary = (pull_request / "summary").read_text(encoding="utf-8")
    head, _, rest = summary.partition("\n\n")
    assert head == "### What readers will see cannot be told"
    assert "content/companies/acme.yaml:" in rest
    assert all(not line or line.startswith("    ") for line in rest.splitlines())
    assert not (pull_request / "build" / "review" / "changes.json").exists()


def test_the_entries_are_checked_with_annotations(pull_request: Path) -> None:
    script = step("check/entries/Check the entries")
    assert run(script, pull_request).returncode == 0
    write(pull_request / "content", {"companies/acme.yaml": ACME.replace("topic: news", "topic: nwes", 1)})
    found = run(script, pull_request)
    assert found.returncode == 1
    assert "::error file=content/companies/acme.yaml,line=" in found.stdout


def test_the_summary_leads_to_the_site(tmp_path: Path) -> None:
    summary = tmp_path / "summary"
    script = step("check/entries/Tell where the site is")
    found = run(script, tmp_path, GITHUB_STEP_SUMMARY=str(summary), SITE="https://github.com/a/b/1")
    assert found.returncode == 0
    assert "[The built site](https://github.com/a/b/1)" in summary.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("outcome", "reports"), [("success", ["complete"]), ("failure", ["complete", "newest.md"])]
)
def test_newest_dependencies_that_fail_are_reported(outcome: str, reports: list[str], tmp_path: Path) -> None:
    (tmp_path / "scripts").symlink_to(ROOT / "scripts")
    found = run(step("weekly/newest/Report"), tmp_path, OUTCOME=outcome, RUN="https://github.com/a/b/1")
    assert found.returncode == 0
    assert sorted(path.name for path in (tmp_path / "build/reports/newest").iterdir()) == reports


def test_issues_are_closed_only_where_the_look_was_complete(tmp_path: Path) -> None:
    for name, files in {
        "a-label": ["complete", "x.md"],
        "b-label": ["x.md"],
        "c-label": ["complete"],
    }.items():
        write(tmp_path / "reports" / name, dict.fromkeys(files, "Title\n\nText\n"))
    (tmp_path / "scripts").mkdir()
    fake = tmp_path / "scripts" / "issues.sh"
    fake.write_text('#!/bin/bash\necho "$1 $2"\n', encoding="utf-8")
    fake.chmod(0o755)
    found = run(step("weekly/tell/Open, keep and close issues"), tmp_path)
    assert found.stdout.splitlines() == ["reports/a-label/ a-label", "reports/c-label/ c-label"]


# The comment

SHA = "0123456789abcdef0123456789abcdef01234567"

FAKE_GH = """\
#!/usr/bin/env bash
# Says what it was asked, answers from files.
printf '%s\\n' "$*" >>"$SAID"
case "$*" in
*"/pulls "*) cat "$PULLS" ;;
*"--paginate"*"/comments"*) cat "$COMMENTS" ;;
esac
for argument in "$@"; do
    case "$argument" in body=@*) cp "${argument#body=@}" "$BODY" ;; esac
done
"""


class Desk(NamedTuple):
    """Where the comment is made: a folder with a fake gh."""

    folder: Path
    said: Path
    body: Path

    def comment(self, changes: str | bytes, pulls: object, comments: object = ()) -> list[str]:
        """What GitHub was asked after a run that left `changes`."""
        data = changes.encode() if isinstance(changes, str) else changes
        (self.folder / "changes.json").write_bytes(data)
        for name, answer in (("pulls", pulls), ("comments", comments)):
            (self.folder / name).write_text(json.dumps(answer), encoding="utf-8")
        environment = {
            "PATH": f"{self.folder}:{BIN}:{os.environ['PATH']}",
            "PULLS": str(self.folder / "pulls"),
            "COMMENTS": str(self.folder / "comments"),
            "SAID": str(self.said),
            "BODY": str(self.body),
            "GH_REPO": "ev-brief/ev-brief",
            "HEAD_SHA": SHA,
            "HEAD_OWNER": "stranger",
            "HEAD_BRANCH": "$(touch gone); x",
            "REVIEW": str(self.folder / "changes.json"),
        }
        found = run(step("comment/comment/Comment"), ROOT, **environment)
        assert found.returncode == 0, found.stderr
        return self.said.read_text(encoding="utf-8").splitlines() if self.said.exists() else []


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    gh = tmp_path / "gh"
    gh.write_text(FAKE_GH, encoding="utf-8")
    gh.chmod(0o755)
    return Desk(tmp_path, tmp_path / "said", tmp_path / "body")


def changes(line: str = "later: “Acme now expects its car in 2023.”", kind: str = "claim-added") -> str:
    texts = {
        "kind": kind,
        "group": "Acme",
        "about": "acme/later",
        "line": line,
        "file": "",
        "old": "",
        "new": "",
    }
    found = {"base": "main", "head": "HEAD", "day": "1 June 2022", "base_day": "1 June 2022", "by_day": []}
    return json.dumps(found | {"changes": [texts | {"facts": [], "row": 1}]})


OPEN = [{"number": 41, "head": {"sha": "f" * 40}}, {"number": 42, "head": {"sha": SHA}}]
MARK = "<!-- what readers will see changed -->\n"
OURS = {
    "id": 7,
    "user": {"login": "github-actions[bot]"},
    "body": f"{MARK}old",
}


def test_the_pull_request_of_the_commit_gets_one_comment(desk: Desk) -> None:
    said = desk.comment(changes(), OPEN)
    assert said[0].endswith("-f head=stranger:$(touch gone); x")
    assert said[-1].startswith("api --method POST repos/ev-brief/ev-brief/issues/42/comments")
    body = desk.body.read_text(encoding="utf-8")
    assert body.startswith(f"{MARK}### Changes for readers\n")
    assert "**Claim added** `later`: “Acme now expects its car in 2023.”" in body
    assert SHA[:7] in body


def test_the_comment_is_kept_up_to_date(desk: Desk) -> None:
    others = [OURS | {"id": 1, "user": {"login": "stranger"}}, OURS | {"id": 2, "body": "else"}]
    said = desk.comment(changes(), OPEN, [*others, OURS])
    assert said[-1].startswith("api --method PATCH repos/ev-brief/ev-brief/issues/comments/7")


def test_nothing_for_readers_is_no_news_but_mends_an_old_comment(desk: Desk) -> None:
    nothing = json.dumps(json.loads(changes()) | {"changes": []})
    assert not any("POST" in line for line in desk.comment(nothing, OPEN))
    assert any("PATCH" in line for line in desk.comment(nothing, OPEN, [OURS]))


@pytest.mark.parametrize(
    "pulls", [[], [{"number": 41, "head": {"sha": "f" * 40}}], [{"number": "4; x", "head": {"sha": SHA}}]]
)
def test_without_a_pull_request_of_that_commit_nothing_is_said(pulls: object, desk: Desk) -> None:
    said = desk.comment(changes(), pulls)
    assert len(said) == 1


def test_too_much_is_not_even_looked_at(desk: Desk) -> None:
    assert desk.comment(b"x" * 2_000_001, OPEN) == []


def test_a_stranger_cannot_call_anybody_or_lead_anybody_astray(desk: Desk) -> None:
    desk.comment(changes("@everyone <img src=x> [x](https://evil.example) #1 &#64;everyone\n\n# Hello"), OPEN)
    body = desk.body.read_text(encoding="utf-8")
    line = next(line for line in body.splitlines() if "Claim added" in line)
    for bad in ("@everyone", "<img", "](https", "#1 ", "&#64;everyone"):
        assert bad not in line
    assert "# Hello" not in body


@pytest.mark.parametrize(
    "text", ["", "{}", "[" * 100_000, "\ud800".encode("utf-8", "surrogatepass"), '{"base": 1}']
)
def test_what_are_no_changes_is_not_posted(text: str | bytes, desk: Desk) -> None:
    with pytest.raises(AssertionError):
        desk.comment(text, OPEN)
    assert not desk.body.exists()


def test_a_long_comment_fits() -> None:
    import comment

    data = json.loads(changes("x" * 3000))
    data["changes"] *= 100
    made = comment.comment(json.dumps(data), SHA)
    assert len(made) < 65_000
    assert "do not fit here" in made


# What pre-set files say


def test_dependencies_wait_before_they_are_taken() -> None:
    updates = yaml.safe_load((GITHUB / "dependabot.yml").read_text(encoding="utf-8"))["updates"]
    assert all(update["cooldown"]["default-days"] >= 7 for update in updates)


def test_owners_own_what_is_there() -> None:
    for line in (GITHUB / "CODEOWNERS").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            path, *owners = line.split()
            assert path == "*" or (ROOT / path.strip("/")).exists(), path
            assert all(re.fullmatch(r"@[\w-]+/[\w-]+", owner) for owner in owners)
