"""From one turning day of a company to the next, it reads the same: its pages, its files, its shares."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from random import Random
from typing import TYPE_CHECKING, Any

import pytest
from conftest import ROOT
from hypothesis import given, settings
from hypothesis import strategies as st
from small import BRIEF, company

from generator import compared, leaves, slices
from generator.chapters import chapters
from generator.dossier import Dossier, Dossiers
from generator.entry import Entry
from generator.export import data
from generator.export.addresses import Addresses
from generator.export.share import share
from generator.fetch import COMPANIES, company_file
from generator.load import Content, load
from generator.model import Company, Partner
from generator.outline import Planned, outline
from generator.turns import between, turns
from generator.view import Site
from generator.views import lists, network, taking
from generator.weigh import weigh
from generator.when import When

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from generator.brief import Brief

URL = "https://example.com/"
SAID = ("2021-03-01", "2021-03-15", "2021-06-30", "2021-09-15", "2022-01-10", "2021-04", "late 2021", "2022")
DUE = (
    *("2022", "2021-09-15", "2022-Q1", "around 2022", "by 2022-06", "from 2022", "from 2021-09"),
    *("week of 2021-10-04", "2021-11..2022-03", "none", {"happened": "2021-08"}),
)
ANSWERS: dict[str, tuple[Any, ...]] = {
    "stage": ("planned", "on-sale", "cancelled", "none"),
    "first-car": DUE,
    "builder": ("gwm", ["acme", "baic"], {"who": "baic", "role": "supplier"}, "self", "none"),
    "price": ("215900", {"amount": "under 100000", "variant": "Max"}, {"amount": "90000", "period": "2022"}),
}
CHECKED, SUMMED_UP, RENAMED, CORRECTED, EVENTS = (
    tuple(str(date(2021, 3, first) + timedelta(days=37 * number)) for number in range(20))
    for first in (2, 6, 11, 20, 27)
)
"""Days of each kind, none of which is one of another."""


@st.composite
def entry(draw: st.DrawFn) -> Company:
    """A company with up to seven claims, and every kind of day that an entry may name."""

    def some(values: tuple[Any, ...]) -> Any:
        return draw(st.sampled_from(values))

    def source(number: int) -> dict[str, str]:
        dated: dict[str, str] = some(({}, {"published": some(SAID)}))
        return {"publisher": some(("Reuters", "Nikkei")), "url": f"{URL}{number}", **dated}

    made: list[dict[str, Any]] = []
    for number in range(draw(st.integers(1, 7))):
        claim: dict[str, Any] = {
            "id": f"c{number}",
            "on": some(SAID),
            "by": some(("", "Reuters", "Nikkei")),
            "event": some(("", some(EVENTS))),
            "sources": [source(10 * number + one) for one in range(draw(st.integers(1, 2)))],
            "answers": {name: some(values) for name, values in ANSWERS.items() if draw(st.booleans())},
            "partners": some(([], [], [{"who": "gwm", "role": "supplier"}])),
            "corrections": some(([], [], [{"on": some(CORRECTED), "note": "No."}])),
        }
        for link in ("contradicts", "supersedes", "confirms"):
            if made and some((True, False, False)):
                claim[link] = [some(tuple(made))["id"]]
        made.append({key: value for key, value in claim.items() if value})
    programme = {"name": "Car", "formerly": [{"until": some(RENAMED), "name": "Old Car"}]}
    more = {"checked": some(CHECKED), "summary": {"as_of": some(SUMMED_UP), "text": "So it is."}}
    return company(json.dumps(made), programmes={"car": programme}, **more)


class Exact(Dossiers):
    """Dossiers of the day itself, whenever a company turned."""

    def of(self, slug: str, entry: Company, brief: Brief, day: date) -> Dossier:
        return replace(super().of(slug, entry, brief, day), turned=day)


def on(content: Content, day: date, before: Dossiers) -> Site:
    """A brief as of a day, as if that were an edition."""
    site = Site.of(content, day, f"{URL}edit/main/", URL, before)
    found = {company_file(slug): between(one.weighed.ledger, day)[0] for slug, one in site.dossiers.items()}
    return replace(site, newest=None, turns=found)


def known(site: Site, slug: str) -> object:
    """A company as data."""
    return data.company(site, Addresses(site, URL), slug)


def told(site: Site, slug: str) -> dict[str, object]:
    """All that is made of a company, by name."""
    chapter = next(one for one in chapters(site) if one.name == f"{COMPANIES}/{slug}")
    return {
        **{page.path: page for page in chapter.pages()},
        **dict(chapter.files()),
        "the row of the comparison": compared.share(site, slug),
        "the rows of tables": share(site, Addresses(site, URL), slug),
        "the items of lists": leaves._share(site, slug),
    }


def stretches(content: Content, slug: str) -> list[tuple[date, date]]:
    """The first and the last day of each stretch in which nothing turns of which a company is made."""
    site = on(content, date(2200, 1, 1), Dossiers())
    needed = [one for one in site.dossiers.values() if company_file(one.slug) in site.needs(slug)]
    days = sorted({day for one in needed for day in turns(one.weighed.ledger)})
    return [(day, after - timedelta(days=1)) for day, after in pairwise([*days, date(2200, 1, 1)])]


def hold(
    content: Content, slug: str, first: date, last: date, what: Callable[[Site, str], object] = told
) -> None:
    """Hold what is made of a company to being the same on both days, if it is made of the same on both."""
    before = Exact()
    one, other = (on(content, day, before) for day in (first, last))
    if slug in one.companies and one.needs(slug) == other.needs(slug):
        assert one.turned(one.needs(slug)) == other.turned(one.needs(slug))
        assert what(one, slug) == what(other, slug), (slug, first, last)


@settings(max_examples=60)
@given(entry(), entry(), st.lists(st.integers(0, 200), min_size=3, max_size=3))
def test_made_up_companies_read_the_same_while_nothing_turns(
    acme: Company, gwm: Company, places: list[int]
) -> None:
    partner = Partner(name="BAIC", country="CN", kind="carmaker")
    content = Content(BRIEF, {"acme": acme, "gwm": gwm}, {"baic": partner})
    found = stretches(content, "acme")
    for first, last in found:
        hold(content, "acme", first, last, known)
    for place in places:
        hold(content, "acme", *found[place % len(found)])


def made(site: Site) -> dict[Planned, object]:
    """All chapters that need not all entries, as they are planned, with what they give."""
    every = list(chapters(site))
    return {
        planned: ({page.path: page for page in chapter.pages()}, dict(chapter.files()))
        for planned, chapter in zip(outline(site, every).chapters, every, strict=True)
        if planned.needs is not None
    }


@settings(max_examples=50)
@given(entry(), entry(), st.integers(0, 200), st.integers(1, 400))
def test_every_page_reads_the_same_where_it_is_planned_the_same(
    acme: Company, gwm: Company, place: int, later: int
) -> None:
    partner = Partner(name="BAIC", country="CN", kind="carmaker")
    content = Content(BRIEF, {"acme": acme, "gwm": gwm}, {"baic": partner})
    days = sorted(turns(weigh(acme, BRIEF).ledger) | turns(weigh(gwm, BRIEF).ledger))
    day = max(days[place % len(days)], min(one.counts for one in weigh(acme, BRIEF).ledger.entries))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(slices, "SIZE", 2)
        patch.setattr(network, "TIES_ON_A_PAGE", 0)
        patch.setattr(lists, "COMPANIES_ON_A_PAGE", 0)
        patch.setattr(lists, "PARTNERS_ON_A_PAGE", 0)
        patch.setattr(taking, "FOLLOWED", 0)
        before = Dossiers()
        one, other = (made(on(content, when, before)) for when in (day, day + timedelta(days=later)))
    for planned in one.keys() & other.keys():
        assert one[planned] == other[planned], (planned, day, later)


@pytest.fixture(scope="module")
def real() -> Content:
    content, problems = load(ROOT / "content")
    assert content
    assert not problems
    return content


@pytest.mark.parametrize("slug", sorted(path.stem for path in (ROOT / "content" / "companies").iterdir()))
def test_real_companies_read_the_same_while_nothing_turns(slug: str, real: Content) -> None:
    for first, last in Random(slug).sample(stretches(real, slug), 4):
        hold(real, slug, first, last)


def every_date(value: Any) -> Iterator[date | When]:
    """Every day and date that stands anywhere in an entry."""
    if isinstance(value, date | When):
        yield value
    elif isinstance(value, Entry):
        for name in value.fields():
            yield from every_date(getattr(value, name))
    elif isinstance(value, dict):
        for item in value.values():
            yield from every_date(item)
    elif isinstance(value, tuple | list):
        for item in value:
            yield from every_date(item)
    elif hasattr(value, "__match_args__"):
        for name in value.__match_args__:
            yield from every_date(getattr(value, name))


@settings(max_examples=60)
@given(entry())
def test_a_company_may_turn_on_every_day_that_it_names_and_on_the_one_after_a_date(made: Company) -> None:
    days = turns(weigh(made, BRIEF).ledger)
    former = {one.until for programme in made.programmes.values() for one in programme.formerly}
    assert {day + timedelta(days=1) for day in former} <= days
    for one in every_date(made):
        if isinstance(one, When):
            ends = {end for end in (one.last, one.mark) if end}
            assert ends | {end + timedelta(days=1) for end in ends} <= days
            assert one.first is None or one.first in days
        else:
            assert one in days | former
