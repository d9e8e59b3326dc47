"""Lists the companies that nobody has looked at of late, as the text of an issue.

python scripts/unchecked.py --out build/unchecked
"""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path

from generator.check import check
from generator.diff.inert import code
from generator.fetch import company_file

TITLE = "Companies to look at again"
RULE = "unchecked"


def report(folder: Path, day: date) -> str:
    """The text of the issue, its title in the first line; "" if every company was checked of late."""
    content, problems = check(folder, day)
    stale = {
        problem.place.file.removeprefix(f"{folder.name}/") for problem in problems if problem.rule == RULE
    }
    lines = []
    for slug, company in (content.companies if content else {}).items():
        if company_file(slug) in stale:
            lines.append(f"- [ ] {code(slug)}: {company.checked or 'never checked'}")
    if not lines:
        return ""
    how = "Look for news of each, add what there is, then write the day into `checked` – never in bulk."
    return "\n".join([TITLE, "", how, "", *sorted(lines), ""])


def main(arguments: list[str] | None = None) -> None:
    """Write the report, if there is one."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--content", type=Path, default=Path("content"))
    parser.add_argument("--out", type=Path, default=Path("build/unchecked"))
    parser.add_argument("--today", type=date.fromisoformat, default=date.today())
    options = parser.parse_args(arguments)
    options.out.mkdir(parents=True, exist_ok=True)
    if text := report(options.content, options.today):
        (options.out / "unchecked.md").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
