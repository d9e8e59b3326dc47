"""The pages: complete, in one shape, and never ahead of their day."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from conftest import narrow
from markdown.extensions.toc import slugify

from generator import write
from generator.changes import changes
from generator.edition import edition
from generator.hrefs import href
from generator.load import Content, load
from generator.page import shaped
from generator.show import show
from generator.text import inert
from generator.view import Site
from generator.views import lists, sources, track
from generator.views.method import examples
from generator.views.promised import every_row
from generator.when import parse
from generator.wholes import wholes
from generator.wording import amount, dated, listed, plain, shortened, stage_words
from generator.write import Page, pages

HERE = Path(__file__).parent
CONTENT, ROCKETS = HERE.parent / "content", HERE / "rockets"
MARCH_2021 = date(2021, 3, 31)

BLOCKS = {
    "article",
    "div",
    "dl",
    "details",
    "figure",
    "form",
    "h2",
    "nav",
    "ol",
    "p",
    "section",
    "table",
    "ul",
}
OPENING = re.compile(r"<([a-z0-9]+)[\s>]")


def content_of(folder: Path) -> Content:
    content, problems = load(folder)
    assert content
    assert not problems
    return content


@pytest.fixture(scope="module")
def content() -> Content:
    return content_of(CONTENT)


@pytest.fixture(scope="module")
def today(content: Content) -> Site:
    day = edition(content)
    assert day
    return Site.of(content, day)


@pytest.fixture(scope="module")
def written(today: Site) -> dict[str, Page]:
    return {page.path: page for page in pages(today)}


@pytest.fixture(scope="module")
def then(content: Content) -> dict[str, Page]:
    return {page.path: page for page in pages(Site.of(content, MARCH_2021))}


@pytest.fixture(scope="module")
def rockets() -> dict[str, Page]:
    content = content_of(ROCKETS)
    return {page.path: page for page in pages(Site.of(content, date(2026, 6, 1)))}


@pytest.fixture(scope="module")
def crowded(today: Site) -> dict[str, Page]:
    """The same as if each list of the site were too long for its page."""
    with pytest.MonkeyPatch.context() as patch:
        narrow(patch, 3)
        for name in ("PROGRAMMES_ON_HOME", "COMING_NEXT"):
            patch.setattr(lists, name, 3)
        patch.setattr(lists, "COMPANIES_IN_A_ROW", 1)
        patch.setattr(sources, "PUBLISHERS", 3)
        patch.setattr(track, "MOST", 3)
        found = {page.path: page for page in pages(today)}
        planned = [path for whole in wholes(today) for path in whole.paths]
        own = {one.path for slug in today.companies for one in write.company(today, slug)}
        own |= {one.path for slug in today.partners for one in write.partner(today, slug)}
        assert sorted(planned) == sorted({*found} - own)
    return found


def body_of(page: Page) -> str:
    return page.markdown.split("\n---\n", 1)[1]


def words_of(page: Page) -> str:
    """What a reader reads, roughly: without elements."""
    text = re.sub(r"&#(\d+);", lambda found: chr(int(found[1])), re.sub(r"<[^>]+>", "", body_of(page)))
    return " ".join(text.split())


def anchors(page: Page) -> set[str]:
    headings = re.findall(r"^##+ (.+)$", body_of(page), re.MULTILINE)
    return set(re.findall(r' id="([^"]+)"', page.markdown)) | {
        slugify(re.sub(r"&#(\d+);", lambda found: chr(int(found[1])), text), "-") for text in headings
    }


def address(path: str) -> str:
    """The folder of a page with use_directory_urls."""
    bare = path.removesuffix(".md")
    return "" if bare == "index" else bare.removesuffix("/index")


# The shape


@pytest.mark.parametrize("which", ["written", "then", "rockets", "crowded"])
def test_a_page_is_headings_and_html_blocks(which: str, request: pytest.FixtureRequest) -> None:
    for page in request.getfixturevalue(which).values():
        blocks = body_of(page).strip("\n").split("\n\n")
        assert blocks[0].startswith("# "), page.path
        for block in blocks:
            lines = block.split("\n")
            if block.startswith("#"):
                assert re.fullmatch(r"#{1,3} \S.*", block), (page.path, block)
                continue
            opening = OPENING.match(block)
            assert opening and opening[1] in BLOCKS, (page.path, lines[0])
            assert not any(line.startswith("#") or line != line.strip(" \t") or not line for line in lines), (
                page.path
            )


CELL, ITEM = {"td", "th", "tr"}, {"dd", "dt"}
ENDED_BY = {"li": {"li"}, "td": CELL, "th": CELL, "tr": {"tr"}, "dt": ITEM, "dd": ITEM, "p": set()}
"""What ends an element without an end tag of its own, besides the end of what it stands in."""


@pytest.mark.parametrize("which", ["written", "then", "rockets", "crowded"])
def test_every_element_is_closed_in_its_block(which: str, request: pytest.FixtureRequest) -> None:
    for page in request.getfixturevalue(which).values():
        for block in body_of(page).split("\n\n"):
            stack: list[str] = []
            for closing, name, rest in re.findall(r"<(/?)([a-z0-9]+)((?:\s[^>]*)?)>", block):
                while stack and (name in ENDED_BY.get(stack[-1], ()) or (closing and name != stack[-1])):
                    assert stack.pop() in ENDED_BY, (page.path, name, block[:200])
                if closing:
                    assert stack and stack.pop() == name, (page.path, name, block[:200])
                elif name not in ("br", "input", "path") and not rest.endswith("/"):
                    stack.append(name)
            assert not stack, (page.path, stack, block[:200])


@pytest.mark.parametrize("which", ["written", "then", "rockets", "crowded"])
def test_every_link_within_the_site_leads_somewhere(which: str, request: pytest.FixtureRequest) -> None:
    found: dict[str, Page] = request.getfixturevalue(which)
    places = {address(path): anchors(page) for path, page in found.items()}
    for page in found.values():
        here = address(page.path).split("/") if address(page.path) else []
        for link in re.findall(r'<a [^>]*?href="([^"&:]*)"', page.markdown):
            path, _, anchor = link.partition("#")
            parts = list(here)
            for step in path.partition("?")[0].strip("/").split("/"):
                if step == "..":
                    parts.pop()
                elif step not in ("", "."):
                    parts.append(step)
            target = "/".join(parts)
            assert target in places, (page.path, link)
            assert not anchor or anchor in places[target], (page.path, link)


def test_ids_are_unique_on_their_page(written: dict[str, Page]) -> None:
    for page in written.values():
        ids = re.findall(r' id="([^"]+)"', page.markdown)
        assert len(ids) == len(set(ids)), page.path


def test_lines_of_a_template_are_brought_into_shape() -> None:
    body = "  <p>\n\n  one\n</p>\n## Two\n\n\n  <p>three</p>\n\n"
    assert shaped("# One", body) == "# One\n\n<p>\none\n</p>\n\n## Two\n\n<p>three</p>\n"


# Completeness


def test_every_claim_has_its_place_and_is_found(today: Site, written: dict[str, Page]) -> None:
    for told in today.told:
        page = written[f"companies/{told.company}.md"]
        claim = told.entry.claim
        assert f'<article id="{claim.id}"' in page.markdown
        assert inert(claim.statement) in page.markdown
        found = next(one for one in page.search if one.anchor == claim.id)
        assert claim.statement in found.text


def test_every_kind_of_page_is_there(written: dict[str, Page]) -> None:
    for path in (
        "index.md", "companies/index.md", "companies/xiaomi.md", "partners/index.md", "compare.md",
        "partners/great-wall-motor.md", "timeline/index.md", "timeline/2021.md", "promises/index.md",
        "method.md",
        "topics/index.md", "topics/denial.md", "sources/index.md", "changes/index.md", "changes/2021.md",
    ):  # fmt: skip
        assert path in written, path


def test_pages_lead_to_the_entry_they_are_edited_in(written: dict[str, Page]) -> None:
    assert written["companies/apple.md"].source == "content/companies/apple.yaml"
    assert written["partners/kia.md"].source == "content/partners/kia.yaml"
    for page in written.values():
        assert (HERE.parent / page.source).is_file()


def test_the_bottom_line_tells_todays_story(written: dict[str, Page]) -> None:
    told = {slug: words_of(written[f"companies/{slug}.md"]) for slug in ("xiaomi", "apple", "sony", "baidu")}
    assert "is on sale (on record since" in told["xiaomi"]
    assert "the first car came on 3 April 2024" in told["xiaomi"]
    assert "Project Titan was cancelled" in told["apple"]
    assert "never came" in told["apple"]
    assert "was cancelled (on record since" in told["sony"]
    assert "has been wound down" in told["baidu"]


def test_a_denied_partnership_is_shown_as_disputed(written: dict[str, Page]) -> None:
    table = body_of(written["partners/great-wall-motor.md"]).split("## The claims")[0]
    rows = [row for row in table.split("<tr>")[1:] if "Xiaomi" in row]
    assert rows
    assert all("disputed" in row for row in rows)


def test_a_claim_that_names_another_company_shows_there_too(today: Site, written: dict[str, Page]) -> None:
    named = [told for told in today.naming("apple") if told.company != "apple"]
    assert named
    page = body_of(written["companies/apple.md"]).split("## Named by others")[1]
    assert all(inert(told.entry.claim.statement) in page for told in named)


def test_a_page_that_is_split_loses_nothing(written: dict[str, Page], crowded: dict[str, Page]) -> None:
    parts = [
        "network/index.md",
        "promises/index.md",
        "topics/denial.md",
        "topics/launch.md",
    ]
    for index in parts:
        folder = index.removesuffix("index.md").removesuffix(".md").rstrip("/") + "/"
        split = [page for path, page in crowded.items() if path == index or path.startswith(folder)]
        assert len(split) > 2, index
        whole, told = claims_on([written[index]]), claims_on(split)
        assert whole and whole <= told, index


def claims_on(some: list[Page]) -> set[str]:
    """The claims that pages lead to: `xiaomi/#yu7`."""
    return {
        link
        for page in some
        for link in re.findall(r'href="(?:\.\./)+companies/([a-z0-9-]+/#[^"]+)"', page.markdown)
    }


def test_promises_are_counted_once(today: Site, written: dict[str, Page]) -> None:
    rows = every_row(today)
    counted = re.findall(r"<b>(\d+)</b>", body_of(written["promises/index.md"]))
    assert sum(map(int, counted)) == len(rows)


# Days


def test_who_promised_is_somebody_and_not_a_paper(today: Site) -> None:
    said = {row.said_by for row in every_row(today) if row.on_record}
    assert {one for one in said if one[0].islower() or ";" in one} == set()
    assert {"The company", "Zoox (the company)", "JAC’s chairman (its partner)"} <= said


def test_partners_are_listed_by_what_several_are_called(written: dict[str, Page]) -> None:
    heads = re.findall(r"^## (.+)$", written["partners/index.md"].markdown, re.MULTILINE)
    assert {"Carmakers", "Public bodies", "Engineering and design"} <= {*heads}


def test_nothing_is_told_before_its_day(content: Content, then: dict[str, Page]) -> None:
    site = Site.of(content, MARCH_2021)
    counting = {(told.company, told.entry.claim.id) for told in site.told}
    everything = "\n".join(page.markdown for page in then.values())
    for slug, company in content.companies.items():
        for claim in company.claims:
            if (slug, claim.id) not in counting:
                assert inert(claim.statement) not in everything, (slug, claim.id)
    for vehicle in ("SU7", "YU7", "Afeela 1"):
        assert f">{vehicle}<" not in everything


def test_what_was_known_in_march_2021(then: dict[str, Page]) -> None:
    xiaomi = words_of(then["companies/xiaomi.md"])
    for words in (
        "Great Wall Motor (contract manufacturer, in talks)",
        "expected around 2023",
        "Mass market",
    ):
        assert words in xiaomi
    assert "expected 2027" in words_of(then["companies/apple.md"])
    assert "topics/smart-cabin.md" in then
    assert "topics/autonomous-driving.md" in then


def test_companies_partners_and_summaries_wait_for_their_day(content: Content) -> None:
    early = {page.path: page for page in pages(Site.of(content, date(2016, 1, 1)))}
    assert "companies/apple.md" in early
    assert "companies/xiaomi.md" not in early
    assert "partners/great-wall-motor.md" not in early
    assert "In the editors’ words" not in words_of(early["companies/apple.md"])


def test_a_vague_date_is_shown_as_it_was_said(today: Site, written: dict[str, Page]) -> None:
    vague = [
        told
        for told in today.told
        if (when := told.entry.claim.published) and not when.is_day and when.last == told.entry.counts
    ]
    assert vague
    for told in vague:
        said = told.entry.said
        article = written[f"companies/{told.company}.md"].markdown.split(
            f'<article id="{told.entry.claim.id}"'
        )[1]
        assert f'<a href="#{told.entry.claim.id}">{said.words}</a>' in article[:2000]


def test_pages_do_not_depend_on_the_order_of_companies(content: Content, written: dict[str, Page]) -> None:
    turned = replace(content, companies=dict(reversed(content.companies.items())))
    day = edition(turned)
    assert day
    again = {page.path: page.markdown for page in pages(Site.of(turned, day))}
    assert again == {path: page.markdown for path, page in written.items()}


# The method


def test_the_method_tells_what_weigh_says(content: Content, today: Site, written: dict[str, Page]) -> None:
    worked = examples(today)
    assert [(one.plan.company, one.anchor.split("--")[1]) for one in worked[:2]] == [
        ("apple", "builder"),
        ("xiaomi", "builder"),
    ]
    page = words_of(written["method.md"])
    for example in worked:
        question = example.anchor.split("--")[1]
        for step in example.steps:
            day = step.starts
            shown = show(content, [example.plan.company], day)["programmes"]
            cell = next(one for one in shown if one["programme"] == example.plan.weighed.slug)["answers"][
                question
            ]
            if step.stands is None:
                assert cell["answer"] is None
                continue
            assert (cell["claim"], cell["evidence"]) == (step.stands.claim, step.evidence)
            assert f"{plain(step.stands.parts)} {step.evidence}" in page


def test_changes_agree_with_what_stands(content: Content, today: Site) -> None:
    for plan in today.plans[:6]:
        for change in changes(plan.company, plan.weighed, today.day):
            lines = plan.weighed.cells[change.question].lines
            line = next(line for line in lines if line.scope == change.scope)
            standing = line.on(change.day).answer
            assert (standing and standing.same) == (change.new and change.new.same)


# Another industry


def test_a_brief_on_another_industry_renders(rockets: dict[str, Page]) -> None:
    kestrel = words_of(rockets["companies/kestrel.md"])
    assert "Kestrel 2: 4 of 4 questions have an answer; the first landing is expected in 2028" in kestrel
    assert "8,000 kg" in kestrel
    assert "Methane and oxygen" in kestrel
    assert "moved later once" in kestrel
    assert "First landing" in words_of(rockets["compare.md"])
    assert "Stage" not in words_of(rockets["index.md"])


# Words


@pytest.mark.parametrize(
    ("here", "there", "anchor", "link"),
    [
        ("companies/xiaomi.md", "partners/great-wall-motor.md", "", "../../partners/great-wall-motor/"),
        ("companies/xiaomi.md", "companies/xiaomi.md", "a-claim", "#a-claim"),
        ("companies/index.md", "companies/xiaomi.md", "a", "xiaomi/#a"),
        ("index.md", "compare.md", "", "compare/"),
        ("compare.md", "index.md", "", "../"),
        ("timeline/2021.md", "timeline/index.md", "", "../"),
        ("compare.md", "compare.md", "", "./"),
    ],
)
def test_links_are_relative_to_the_address_of_the_page(here: str, there: str, anchor: str, link: str) -> None:
    assert href(here, there, anchor) == link


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2024-04-03", "on 3 April 2024"),
        ("2024", "in 2024"),
        ("early 2024", "in early 2024"),
        ("2024-H1", "in the first half of 2024"),
        ("around 2023", "around 2023"),
        ("by 2024", "by 2024"),
        ("2024..2025", "from 2024 to 2025"),
        ("week of 2021-03-29", "in the week of 29 March 2021"),
    ],
)
def test_a_date_takes_its_preposition(text: str, words: str) -> None:
    assert dated(parse(text)) == words


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("Xiaomi Auto", "is on sale"),
        ("IM Motors (Zhiji)", "is on sale"),
        ("Robotaxis (Neuron, R2)", "are on sale"),
        ("Rivian delivery vans", "are on sale"),
        ("Parts and batteries", "are on sale"),
        ("Systems in private cars", "are on sale"),
        ("A system in private cars", "is on sale"),
    ],
)
def test_a_sentence_agrees_with_its_name(name: str, sentence: str) -> None:
    assert stage_words("on-sale", "On sale", name) == sentence
    assert stage_words("flying", "Flying", "Kestrel") == "stands at “Flying”"


def test_lists_and_long_texts() -> None:
    assert [listed(list(words)) for words in ("", "a", "ab", "abc")] == ["", "a", "a and b", "a, b and c"]
    assert shortened("one two three", 9) == "one two…"
    assert shortened("one", 9) == "one"


def test_amounts(content: Content) -> None:
    from generator.answer import Amount
    from generator.parse_answer import parse

    questions = content.brief.questions
    for question, raw, words in (
        ("price", "215900", "CNY 215,900"),
        ("price", "100000..300000", "CNY 100,000–300,000"),
        ("price", "under 100000", "under CNY 100,000"),
        ("capacity", "150000", "150,000 cars a year"),
    ):
        value = parse(questions[question], raw)
        assert isinstance(value, Amount)
        assert amount(value, money=questions[question].type == "money") == words
