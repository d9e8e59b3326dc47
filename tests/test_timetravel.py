"""Travel in time: on every day each part of a page says what the rule says on that day."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from generator.edition import edition
from generator.load import Content, load
from generator.page import folded
from generator.plans import Plan
from generator.show import show
from generator.timetravel import ALWAYS, Said, Steps, T, Travel
from generator.timetravel_files import files
from generator.view import Site
from generator.wording import schedule_words
from generator.write import Page, pages

HERE = Path(__file__).parent
DAYS = ["2021-03-31", "2022-06-30", ""]
"""The last is the edition."""


@cache
def content_of(folder: Path) -> Content:
    content, problems = load(folder)
    assert content and not problems
    return content


@cache
def today() -> Site:
    content = content_of(HERE.parent / "content")
    day = edition(content)
    assert day
    return Site.of(content, day)


@cache
def written() -> dict[str, Page]:
    return {page.path: page for page in pages(today())}


@cache
def steps_files() -> dict[str, Any]:
    return {path: json.loads(content) for path, content in files(today())}


def on(steps: Steps[T], day: date) -> T:
    return [what for start, what in steps if start <= day][-1]


def slot_on(file: dict[str, Any], key: str, day: str) -> str:
    """What the script puts into a slot: looked up, not worked out."""
    slot = file["slots"][key]
    place = max(at for at in range(0, len(slot), 2) if slot[at] <= day)
    found = slot[place + 1]
    texts = (file["texts"][number] for number in ([found] if isinstance(found, int) else found))
    return "".join("".join(file["pieces"][piece] for piece in text) for text in texts)


# What each cell says


@pytest.mark.parametrize("text", DAYS)
def test_every_cell_says_what_the_rule_says_on_a_day(text: str) -> None:
    site = today()
    day = date.fromisoformat(text) if text else site.day
    told = {
        (one["company"], one["programme"]): one
        for one in show(site.content, list(site.companies), day)["programmes"]
    }
    seen = 0
    for plan in site.plans:
        expected = told[plan.company, plan.weighed.slug]
        travel = Travel(site, plan)
        for name in plan.weighed.cells:
            said = on(travel.cell(name), day)
            assert _as_shown(plan, said) == _expected(expected, name, site.content.brief.stage), (
                plan.name,
                name,
            )
            seen += said.fact.known
    assert seen > 40


def _as_shown(plan: Plan, said: Said) -> dict[str, Any]:
    fact = said.fact
    return {
        "claim": fact.main.claim if fact.main else None,
        "evidence": fact.evidence,
        "also": [one.claim for one in fact.also],
        "beside": [one.claim for one in fact.stands[1:]],
        "withdrawn": fact.gone.claim if fact.gone else None,
        "schedule": fact.schedule,
        "ended": said.ended,
    }


def _expected(told: dict[str, Any], name: str, stage: str) -> dict[str, Any]:
    answer = told["answers"][name]
    schedule = schedule_words(told["schedule"].get(name, ""))
    beside = [one["claim"] for one in answer["beside"]]
    return {
        "claim": answer["claim"],
        "evidence": answer["evidence"],
        "also": [one["claim"] for one in answer["also_reported"]],
        "beside": beside,
        "withdrawn": answer["withdrawn"]["claim"] if answer["withdrawn"] else None,
        "schedule": "" if schedule == "no date" else schedule,
        "ended": told["ended"] is not None,
    }


@pytest.mark.parametrize("company", ["apple", "xiaomi", "foxconn", "sony"])
def test_no_day_is_left_out(company: str) -> None:
    """A step says what the cell says on every day on which anything was said, and on the days around it."""
    site = today()
    told = {entry.counts for entry in site.weighed[company].ledger.counting(site.day)}
    days = {day + timedelta(days=by) for day in told for by in (-1, 0, 1)}
    days |= {date(year, month, 1) for year in range(2018, 2027) for month in range(1, 13)}
    days |= {date(year, 12, 31) for year in range(2018, 2026)}
    for plan in site.plans_of(company):
        travel = Travel(site, plan)
        for name in plan.weighed.cells:
            steps = travel.cell(name)
            for day in days:
                if day <= site.day:
                    assert on(steps, day) == travel.said(name, day), (plan.name, name, day)


def test_steps_rise_and_each_says_something_new() -> None:
    for plan in today().plans:
        travel = Travel(today(), plan)
        every: list[Steps[Any]] = [travel.cell(name) for name in plan.weighed.cells]
        every += [travel.bottom(), travel.status(), travel.names(), travel.promises(), travel.partners()]
        for steps in every:
            assert steps[0][0] == ALWAYS
            for (before, old), (after, new) in pairwise(steps):
                assert before < after <= today().day
                assert old != new
        assert not on(travel.cell(today().content.brief.stage), ALWAYS).fact.known
        assert on(travel.promises(), ALWAYS) == ()


def test_a_date_becomes_overdue_without_a_new_claim() -> None:
    """The day after the last day of a standing target is a step of its own."""
    site = today()
    found = 0
    for plan in site.plans:
        told = {entry.counts for entry in site.weighed[plan.company].ledger.counting(site.day)}
        for name, cell in plan.weighed.cells.items():
            if cell.timed:
                steps = Travel(site, plan).cell(name)
                found += sum(day not in told and said.fact.schedule == "missed" for day, said in steps)
    assert found > 5


# The files


def test_the_last_step_is_what_the_page_says_without_a_script() -> None:
    site, page = today(), written()["compare.md"].markdown
    file = steps_files()["compare/steps.json"]
    cells = re.findall(r'<td data-label="[^"]*"><span>(.*?)</span>(?=\n*</?t)', page, re.DOTALL)
    rows = re.findall(r'<tr data-row="([^"]+)"', page)
    names = list(site.content.brief.questions)
    assert len(cells) == len(rows) * len(names) >= 300
    for number, cell in enumerate(cells):
        key = f"{rows[number // len(names)]}/{names[number % len(names)]}"
        if key in file["slots"]:
            assert slot_on(file, key, site.day.isoformat()) == folded(cell), key
        else:
            assert "not known" in cell, key


@pytest.mark.parametrize("company", list(today().companies))
def test_the_last_step_of_a_companys_page_is_what_it_says_without_a_script(company: str) -> None:
    page = written()[f"companies/{company}.md"].markdown
    file = steps_files()[f"companies/{company}/steps.json"]
    assert len(file["slots"]) > 5
    for key in file["slots"]:
        html = slot_on(file, key, "9")
        opening = f'data-slot="{key}">' if "." in key else f'<div id="{key}" data-slot>'
        places = [place.strip() for place in page.split(opening)[1:]]
        assert places, key
        assert all(place.startswith(html) for place in places), key
    slots = set(re.findall(r'<div id="([^"]+)" data-slot>', page)) | set(
        re.findall(r'data-slot="([^"]+)"', page)
    )
    assert set(file["slots"]) <= slots


def test_a_past_edition_holds_nothing_of_later_days() -> None:
    day = date(2021, 3, 31)
    for path, content in files(Site.of(today().content, day)):
        text = content.decode()
        found = json.loads(text)
        assert found["last"] <= "2021-03-31", path
        assert max(found["days"]) <= "2021-03-31"
        assert "SU7" not in text
        assert "Afeela" not in text


def test_files_depend_on_the_content_alone() -> None:
    content = today().content
    turned = replace(content, companies=dict(reversed(content.companies.items())))
    assert dict(files(Site.of(turned, today().day))) == dict(files(today()))


def test_entry_text_is_inert_in_steps() -> None:
    content = content_of(HERE / "rockets")
    slug, company = next(iter(content.companies.items()))
    programmes = {
        name: one.but(name="<img src=x onerror=alert(1)>") for name, one in company.programmes.items()
    }
    hostile = company.but(programmes=programmes)
    site = Site.of(replace(content, companies={**content.companies, slug: hostile}), date(2026, 6, 1))
    texts = [text for _path, made in files(site) for text in json.loads(made)["pieces"]]
    assert any("&#60;img" in text for text in texts)
    assert not any("<img" in text for text in texts)


# The histories


def test_each_answer_has_an_address_with_its_history() -> None:
    site = today()
    for plan in site.plans:
        page = written()[f"companies/{plan.company}.md"].markdown
        history = written()[f"companies/{plan.company}/answers.md"].markdown
        for name in plan.weighed.cells:
            anchor = plan.answer_anchor(name)
            if f'id="{anchor}"' in page:
                assert f'href="answers/#{anchor}"' in page
                assert f'<section id="{anchor}"' in history


def test_a_history_tells_what_stood_disputed_withdrawn_and_also_reported() -> None:
    history = written()["companies/xiaomi/answers.md"].markdown
    builder = history.split('<section id="xiaomi-auto--builder"')[1].split("</section>")[0]
    text = " ".join(re.sub(r"<[^>]+>", " ", builder).split())
    assert "26 March 2021 Great Wall Motor (contract manufacturer, in talks) disputed until" in text
    assert "withdrawn until 27 November 2021" in text
    assert "Also reported: BAIC" in text
    plan = site_plan("xiaomi")
    steps = [step for line in plan.weighed.cells["builder"].lines for step in line.steps]
    assert builder.count("<li") == len(steps)
    for answer in plan.weighed.cells["builder"].answers:
        assert f'href="../#{answer.entry.claim.id}"' in builder


def site_plan(company: str) -> Plan:
    return today().plans_of(company)[0]
