"""Properties of the rule that can be said in a sentence."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from small import BRIEF, company

from generator.histories import plainly, steps
from generator.model import Company
from generator.weigh import weigh

DAYS = [f"2021-{month:02}-{day:02}" for month in range(1, 13) for day in (1, 15)]
ANSWERS: dict[str, list[Any]] = {
    "stage": ["planned", "on-sale", "cancelled", "none"],
    "builder": ["gwm", "baic", ["gwm", "baic"], "none"],
    "first-car": ["2023", "2024", "from 2024", "none", {"happened": "2021-06-01"}],
}


@st.composite
def claims(draw: st.DrawFn, *, events: bool = False) -> list[dict[str, Any]]:
    """Up to nine claims with answers and links to earlier ones; `events`: some tell of another day."""
    made: list[dict[str, Any]] = []
    for number in range(draw(st.integers(1, 9))):
        claim: dict[str, Any] = {
            "id": f"c{number}",
            "on": draw(st.sampled_from(DAYS)),
            "by": draw(st.sampled_from(["", "", "Reuters", "Nikkei"])),
            "about": draw(st.sampled_from(["car", "van"])),
            "event": draw(st.sampled_from(["", *DAYS])) if events else "",
            "answers": {q: draw(st.sampled_from(a)) for q, a in ANSWERS.items() if draw(st.booleans())},
        }
        for link in ("contradicts", "supersedes", "confirms"):
            if made and draw(st.integers(0, 3)) == 0:
                claim[link] = [draw(st.sampled_from(made))["id"]]
        made.append({key: value for key, value in claim.items() if value})
    return made


def build(made: list[dict[str, Any]]) -> Company:
    import json

    return company(json.dumps(made), programmes={"van": {"name": "Van"}})


def told(made: list[dict[str, Any]], day: date) -> dict[tuple[str, str], Any]:
    """What stands in every cell on a day, as plain data."""
    weighed = weigh(build(made), BRIEF)
    return {
        (slug, question): [
            (
                standing.answer.entry.claim.id if standing.answer else "",
                standing.evidence,
                [answer.entry.claim.id for answer in standing.also],
            )
            for _line, standing in cell.on(day)
        ]
        for slug, programme in weighed.programmes.items()
        for question, cell in programme.cells.items()
    }


@given(claims(events=True), st.sampled_from(DAYS))
@settings(max_examples=150, deadline=None)
def test_what_stands_on_a_day_never_depends_on_a_claim_that_counts_later(
    made: list[dict[str, Any]], text: str
) -> None:
    day = date.fromisoformat(text)
    known = [claim for claim in made if claim["on"] <= text]
    kept = {claim["id"] for claim in known}
    for claim in known:
        for link in ("contradicts", "supersedes", "confirms"):
            claim[link] = [one for one in claim.get(link, []) if one in kept]
    if known:
        assert told(made, day) == told(known, day)


@given(claims())
@settings(max_examples=100, deadline=None)
def test_steps_and_the_standing_answer_of_every_day_agree(made: list[dict[str, Any]]) -> None:
    weighed = weigh(build(made), BRIEF)
    first, last = date(2020, 12, 30), date(2022, 12, 31)
    for programme in weighed.programmes.values():
        for cell in programme.cells.values():
            for line in cell.lines:
                runs = line.history()
                for number in range(0, (last - first).days, 9):
                    day = first + timedelta(days=number)
                    standing = line.on(day).answer
                    run = [
                        one for since, until, one in runs if since <= day and (until is None or day < until)
                    ]
                    assert run == ([standing] if standing else [])


@given(claims())
@settings(max_examples=100, deadline=None)
def test_steps_told_to_another_process_are_the_same_there(made: list[dict[str, Any]]) -> None:
    here, there = (weigh(build(made), BRIEF) for _process in range(2))
    for line, other in zip(here.lines, there.lines, strict=True):
        other.recall(steps(other.answers, plainly(line)))
        assert vars(other)["steps"]
        places = {id(answer): answer.entry.claim.id for one in (line, other) for answer in one.answers}
        plain = [
            [
                (
                    step.start,
                    step.end,
                    places.get(id(step.standing.answer)),
                    step.standing.evidence,
                    [places[id(one)] for one in step.standing.also],
                    places.get(id(step.standing.withdrawn)),
                )
                for step in one.steps
            ]
            for one in (line, other)
        ]
        assert plain[0] == plain[1]


@given(claims(), st.sampled_from(DAYS), st.sampled_from(["2022", "2026"]))
@settings(max_examples=100, deadline=None)
def test_a_claim_on_another_question_changes_nothing_here(
    made: list[dict[str, Any]], text: str, target: str
) -> None:
    other = {"id": "other", "on": text, "answers": {"capacity": "100000", "slogan": target}}
    for day in (date.fromisoformat(text), date(2023, 1, 1)):
        before, after = told(made, day), told([*made, other], day)
        same = [key for key in before if key[1] not in ("capacity", "slogan")]
        assert {key: before[key] for key in same} == {key: after[key] for key in same}


@given(claims())
@settings(max_examples=50, deadline=None)
def test_the_other_programme_changes_nothing_here(made: list[dict[str, Any]]) -> None:
    """A programme's answers come from its own claims; the other's matter only as links."""
    own = [claim for claim in made if claim.get("about") == "car"]
    kept = {claim["id"] for claim in own}
    for claim in made:
        for link in ("contradicts", "supersedes", "confirms"):
            claim[link] = [one for one in claim.get(link, []) if (one in kept) == (claim["id"] in kept)]
    if own:
        day = date(2023, 1, 1)
        everything, alone = told(made, day), told(own, day)
        assert {k: v for k, v in everything.items() if k[0] == "car"} == {
            k: v for k, v in alone.items() if k[0] == "car"
        }
