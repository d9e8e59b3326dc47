"""The pictures: true to what they are made from, readable without seeing them, inert whatever was typed."""

from __future__ import annotations

import re
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

import pytest

from generator.draw.bars import Part, bars
from generator.draw.course import Course, Mark
from generator.draw.network import STYLES, Group, Partner, Tie, fan, table
from generator.draw.scale import Scale
from generator.draw.slip import chart, is_small
from generator.draw.svg import Box, fitted, number, tag, width_of
from generator.edition import edition
from generator.load import load
from generator.stand import DISPUTED, EVIDENCE, NOT_KNOWN, ON_RECORD, SINGLE_REPORT
from generator.text import Html, inert
from generator.view import Site
from generator.views.charts import charts
from generator.views.network import network
from generator.views.track import lateness
from generator.views.track import page as track_page
from generator.when import parse
from generator.write import pages

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = Path(__file__).parent
HOSTILE = [
    "</title><script>alert(1)</script>",
    '" onload="alert(1)',
    "]]> --> <!-- &amp; &#60;b&#62;",
    "**bold** _it_ `code` [a](http://b) | # x",
    "小米汽车 العربية",
    "one\ntwo",
]


def read(picture: Html) -> ElementTree.Element:
    """A picture as an XML reader sees it."""
    return ElementTree.fromstring(str(picture))


def texts(picture: Html) -> list[str]:
    """The words that are seen in a picture."""
    return [element.text or "" for element in read(picture).iter("text")]


def mark(said: str, target: str, voice: str = "On record", verdict: str = "open", **more: Any) -> Mark:
    """A date that was named."""
    return Mark(date.fromisoformat(said), parse(target), voice, voice == "On record", verdict, **more)


def course(*marks: Mark, came: str = "", ended: str = "", today: str = "2026-11-23") -> Course:
    """A course of dates."""
    return Course(
        marks=marks,
        came=parse(came) if came else None,
        ended=date.fromisoformat(ended) if ended else None,
        ended_words=f"Cancelled {ended}" if ended else "",
        today=date.fromisoformat(today),
        today_words=today,
    )


SLIPPED = course(
    mark("2022-03-04", "2025", verdict="moved", over=date(2022, 10, 13), moved=1),
    mark("2022-10-13", "2026-spring", verdict="moved", over=date(2025, 1, 8), moved=3),
    mark("2024-02-14", "2025", "Reuters", "missed"),
    mark("2025-01-08", "mid 2026", verdict="dropped", over=date(2026, 3, 26)),
    ended="2026-03-26",
)
CAME = course(
    mark("2021-03-26", "around 2023", "Reuters", "late"),
    mark("2023-11-16", "2024-H1", verdict="kept"),
    came="2024-04-03",
)


def shapes(element: ElementTree.Element, look: dict[str, str] | None = None) -> Iterator[ElementTree.Element]:
    """The elements of a picture, each with the look of the groups that it stands in."""
    for one in element:
        own = {**(look or {}), **one.attrib}
        if one.tag == "g":
            yield from shapes(one, own)
        else:
            one.attrib.update(own)
            yield one


def styled(picture: Html, tag: str, *words: str) -> list[ElementTree.Element]:
    """The elements whose look holds all words."""
    looks = [
        (one, " ".join(f"{name}:{value}" for name, value in one.items()))
        for one in shapes(read(picture))
        if one.tag == tag
    ]
    return [one for one, look in looks if all(word in look for word in words)]


# Slip charts


def test_a_chart_tells_what_it_is_to_who_does_not_see_it() -> None:
    picture = read(chart(SLIPPED, "Sony: first car"))
    assert picture.get("role") == "img"
    assert (picture[0].tag, picture[0].text) == ("title", "Sony: first car")
    assert not any(one.get("id") for one in picture.iter())


def test_what_a_chart_shows_stands_in_words_above_it(site: Site) -> None:
    charted = {plan.company: charts(site, plan) for plan in site.plans if charts(site, plan)}
    bodies = {page.path: page.markdown for page in pages(site) if page.path.count("/") == 1}
    assert charted
    for slug, found in charted.items():
        for one in found:
            words = f"</strong> {inert(one.message)}</figcaption>"
            assert bodies[f"companies/{slug}.md"].split(words)[1].partition("<svg")[2]


def test_each_bar_says_its_date_and_each_voice_its_name_once() -> None:
    words = texts(chart(SLIPPED, "t"))
    assert {"On record: 2025", "spring 2026", "mid 2026", "Reuters: 2025", "Cancelled 2026-03-26"} <= {*words}


def test_the_record_is_full_and_reports_are_hollow() -> None:
    picture = chart(SLIPPED, "t")
    assert len(styled(picture, "rect", "fill:var(--b-ink)")) == 3
    assert len(styled(picture, "rect", "fill:var(--b-paper)")) == 1


def test_a_short_bar_lies_on_a_long_one_of_the_same_day() -> None:
    short, long = mark("2023-11-15", "2024-02", "TrendForce"), mark("2023-11-15", "2024-H1")
    for marks in ((short, long), (long, short)):
        first, then = styled(chart(course(*marks), "t"), "rect")
        assert float(first.get("height", 0)) > float(then.get("height", 0))
        assert then.get("fill") == "var(--b-paper)"


def test_later_is_further_right_and_higher() -> None:
    picture = chart(SLIPPED, "t")
    record = styled(picture, "rect", "fill:var(--b-ink)")
    across = [float(one.get("x", 0)) for one in record]
    tops = [float(one.get("y", 0)) for one in record]
    assert across == sorted(across)
    assert tops == sorted(tops, reverse=True)


def crosses(picture: Html) -> int:
    """How many dates are crossed as passed."""
    ways = [one.get("d", "") for one in styled(picture, "path", "stroke:var(--b-red)", "stroke-width:2")]
    return sum(way.count("M") for way in ways)


def test_a_date_that_passed_is_crossed() -> None:
    assert crosses(chart(SLIPPED, "t")) == 1
    assert crosses(chart(CAME, "t")) == 1
    kept = course(mark("2023-01-01", "2024-H1", verdict="kept"), mark("2023-02-01", "2024", verdict="kept"))
    assert crosses(chart(kept, "t")) == 0


def test_a_date_that_moved_only_after_it_had_passed_is_crossed_too() -> None:
    moved = course(
        mark("2022-01-01", "2022-03", verdict="late", moved=1),
        mark("2022-06-01", "2022-08", verdict="kept"),
        came="2022-08-02",
    )
    assert crosses(chart(moved, "t")) == 1


def test_what_came_is_told_on_the_chart_and_lies_on_the_diagonal() -> None:
    picture = chart(CAME, "t")
    assert "came 3 April 2024" in texts(picture)
    (arrived,) = list(read(picture).iter("circle"))
    assert "green" in arrived.get("fill", "")


def test_today_is_shown_only_where_something_waits() -> None:
    assert "2026-11-23" not in texts(chart(CAME, "t"))
    assert "2026-11-23" not in texts(chart(SLIPPED, "t"))
    waits = course(mark("2025-10-24", "2027"), mark("2024-10-25", "by 2030", "Nikkei"))
    assert "2026-11-23" in texts(chart(waits, "t"))
    never_came = course(
        mark("2023-12-03", "2024", verdict="missed"), mark("2024-01-03", "2024-H1", verdict="missed")
    )
    assert "2026-11-23" in texts(chart(never_came, "t"))


def test_open_ends_are_dotted() -> None:
    for target in ("by 2030", "from 2029"):
        picture = chart(course(mark("2024-10-25", target), mark("2025-10-25", "2028")), "t")
        assert len(styled(picture, "path", "stroke-dasharray:1 3")) == 1


def test_few_dates_fit_a_phone() -> None:
    assert not is_small(SLIPPED)
    assert is_small(CAME)
    assert float(read(chart(CAME, "t")).get("width", 0)) <= 360


# Every picture


def every_picture(name: str) -> list[Html]:
    """One of each kind, with a name in every place."""
    tie = Tie(name, name, SINGLE_REPORT)
    groups = [Group(name, [Partner(name, {0: [tie, tie]})])]
    voices = course(mark("2022-03-04", "2025", name), mark("2023-03-04", "2026", name[::-1]))
    return [
        chart(voices, name),
        table([name], groups, name),
        fan(groups, name),
        bars(name, [Part(name, 3, "green"), Part(name, 2)]),
    ]


@pytest.mark.parametrize("name", HOSTILE)
def test_whatever_was_typed_is_text(name: str) -> None:
    for picture in every_picture(name):
        assert "\n" not in picture
        elements = [one.tag for one in read(picture).iter()]
        harmless = [one.tag for one in read(every_picture("Name")[every_picture(name).index(picture)]).iter()]
        assert set(elements) <= set(harmless)
        assert (read(picture).find("title") is not None) and " ".join(name.split()) in "".join(
            read(picture)[0].itertext()
        )


def test_an_attribute_holds_its_text() -> None:
    for name in HOSTILE:
        element = ElementTree.fromstring(str(tag("g", Html(""), style=name)))
        assert (element.attrib, list(element)) == ({"style": " ".join(name.split("\n"))}, [])


def test_a_picture_is_always_written_the_same() -> None:
    assert every_picture("Name") == every_picture("Name")
    for picture in every_picture("Name"):
        assert not re.search(r"\d\.\d\d", picture)


def test_a_picture_needs_no_styles_of_its_own() -> None:
    for picture in every_picture("Name"):
        assert not any("style" in one.attrib or one.tag == "style" for one in read(picture).iter())


def test_numbers_are_rounded() -> None:
    assert [number(one) for one in (1, 1.04, 1.06, -0.01, 10.0)] == ["1", "1", "1.1", "0", "10"]


def test_words_are_cut_to_the_room() -> None:
    assert fitted("Nikkei", 200) == "Nikkei"
    cut = fitted("TF International Securities", 90)
    assert cut.endswith("…") and width_of(cut) <= 90
    assert width_of("小米") > width_of("ab")


SCALES = [
    ("2021-01-01", "2031-01-01", ["2022", "2024", "2026", "2028", "2030"]),
    ("2022-01-01", "2024-01-01", ["2022", "Jul", "2023", "Jul", "2024"]),
    ("2022-01-15", "2022-06-15", ["Feb", "Mar", "Apr", "May", "Jun"]),
]


@pytest.mark.parametrize(("first", "last", "marks"), SCALES)
def test_marks_leave_room(first: str, last: str, marks: list[str]) -> None:
    scale = Scale(date.fromisoformat(first), date.fromisoformat(last), 0, 300)
    assert [words for _day, words in scale.marks(44)] == marks


def test_a_day_beyond_the_ends_stands_at_the_end() -> None:
    scale = Scale(date(2020, 1, 1), date(2021, 1, 1), 10, 110)
    assert (scale.at(date(2019, 1, 1)), scale.at(date(2030, 1, 1))) == (10, 110)


# Bars


def test_a_bar_is_as_long_as_its_parts() -> None:
    picture = bars(
        "On record", [Part("in time", 1, "green"), Part("missed", 3, "red"), Part("late", 0)], 100, 10
    )
    widths = [float(one.get("width", 0)) for one in read(picture).iter("rect")]
    assert widths == [24, 74]
    assert read(picture)[0].text == "On record: 1 in time, 3 missed"


# Who works with whom


def test_every_evidence_has_its_own_look() -> None:
    assert set(STYLES) == set(EVIDENCE) - {NOT_KNOWN}
    assert len(set(STYLES.values())) == len(STYLES)


def test_a_fan_has_a_link_for_each_role_with_its_words() -> None:
    ties = [Tie("Manufacturer", "Active", ON_RECORD), Tie("Buyer", "In talks", DISPUTED)]
    picture = fan([Group("Carmaker", [Partner("Seres", {0: ties})])], "t")
    assert {"Carmaker", "Seres", "Manufacturer, active", "Buyer, in talks (disputed)"} <= {*texts(picture)}
    assert "".join(one.get("d", "") for one in read(picture).iter("path")).count("M") == 2
    assert styled(picture, "path", "amber", "stroke-dasharray")


def test_a_table_says_role_and_state_and_how_many_more() -> None:
    ties = [Tie("Contract manufacturer", "In talks", ON_RECORD), Tie("Buyer", "", DISPUTED)]
    picture = table(["Apple", "LG"], [Group("Carmaker", [Partner("Kia", {1: ties})])], "t")
    assert {"Contract", "manufacturer", "in talks +1", "Kia"} <= {*texts(picture)}
    assert texts(picture).count("LG") == 2


# The content


@pytest.fixture(scope="module", params=["content", "rockets"])
def site(request: pytest.FixtureRequest) -> Site:
    """This brief, and that of another industry."""
    content, _problems = load(HERE.parent / "content" if request.param == "content" else HERE / "rockets")
    assert content
    return Site.of(content, edition(content) or date(2026, 6, 1))


def test_every_chart_of_the_content_is_sound(site: Site) -> None:
    for plan in site.plans:
        for one in charts(site, plan):
            picture = read(one.picture)
            assert one.message.endswith(".")
            wide, high = float(picture.get("width", 0)), float(picture.get("height", 0))
            boxes = [box_of(text) for text in shapes(picture) if text.tag == "text"]
            assert all(
                box.x >= -1 and box.x + box.width <= wide + 12 and box.y + box.height <= high for box in boxes
            )
            for one_box, other in combinations(boxes, 2):
                assert not one_box.meets(other), (plan.name, one.label)


def box_of(element: ElementTree.Element) -> Box:
    """About where a text stands; its letters are a little narrower than the picture allows for."""
    size = float(element.get("font-size", 0))
    wide = width_of(element.text or "", size) * 0.9
    shift = {"end": wide, "middle": wide / 2}.get(element.get("text-anchor", ""), 0)
    return Box(float(element.get("x", 0)) - shift, float(element.get("y", 0)) - size * 0.7, wide, size * 0.7)


def test_only_dates_named_twice_have_a_chart(site: Site) -> None:
    for plan in site.plans:
        labels = {one.label for one in charts(site, plan)}
        for name, promises in site.promises_of(plan):
            claims = {promise.first.entry.claim.id for promise in promises}
            assert (site.label(plan, name) in labels) == (len(claims) > 1)


def test_the_pictures_and_the_list_tell_every_relation(site: Site) -> None:
    told = network(site)
    fans = {one.slug: texts(one.picture) for one in told["fans"]}
    rows = {(who, company): relations for who, works in told["listed_rows"] for company, relations in works}
    for relation in (one for slug in site.companies for one in site.related(slug)):
        if relation.who == relation.company:
            continue
        assert relation in rows[relation.who, relation.company]
        role = site.content.brief.roles[relation.role].label if relation.role else "Named"
        assert any(words.startswith(role[:20]) for words in fans[relation.company])


def test_both_pages_are_written(site: Site) -> None:
    written = {page.path: page.markdown for page in pages(site)}
    finding = track_page(site)["finding"]
    assert finding.endswith(".")
    assert finding.split(";")[0][:20].split("(")[0].strip() in written["track-record.md"]
    assert "Who works with whom" in written["network/index.md"]


def test_lateness_is_told_in_days_then_in_months_and_years() -> None:
    assert [lateness(days) for days in (None, 1, 44, 60, 400, 900)] == [
        "",
        "1 day",
        "44 days",
        "1 month",
        "13 months",
        "2 years",
    ]
