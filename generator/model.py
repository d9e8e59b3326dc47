"""The entries: what stands in a company file and in a partner file.

Scalars arrive as the text that the editor typed; the types of `fields` decide what they are. Fields that
nobody knows are refused. A field's description becomes its help in the JSON Schema.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import (
    Discriminator,
    Field,
    PlainValidator,
    Tag,
    ValidationInfo,
    field_validator,
)

from generator.answer import SLUG, Nothing, Value
from generator.entry import Entry, entry
from generator.fields import (
    Country,
    Date,
    Day,
    Language,
    Line,
    Slug,
    Url,
    all_wrong,
    fault,
    slug,
    wrong,
)
from generator.parse_answer import MalformedError, Wrong, parse
from generator.problem import Path, nearest

if TYPE_CHECKING:
    from generator.brief import Question


@entry
class Source(Entry):
    """One published page that carries a claim."""

    title: Line = Field(
        default="", description="The title of the page, as published.", examples=["Xiaomi to build a plant"]
    )
    publisher: Line = Field(description="Who published the page.", examples=["Gadgets 360"])
    via: Line = Field(
        default="", description="Where the report was first published, if not here.", examples=["Reuters"]
    )
    published: Date | None = Field(
        default=None,
        description="The day of publication, as precise as the page tells.",
        examples=["2021-03-26", "2021-03"],
    )
    url: Url = Field(description="The address of the page.", examples=["https://example.com/page"])
    archived: Url | None = Field(
        default=None,
        description="The address of an archived copy.",
        examples=["https://web.archive.org/web/20210326000000/https://example.com/page"],
    )
    language: Language = Field(
        default="", description="The language of the page.", examples=["en", "zh", "ja"]
    )

    @property
    def origin(self) -> str:
        """`via`, else the publisher: reprints of one report are one origin."""
        return self.via or self.publisher


SourceOrKey = Annotated[
    Annotated[Slug, Tag("·key")] | Annotated[Source, Tag("·source")],
    Discriminator(lambda item: "·key" if isinstance(item, str) else "·source"),
]
"""A key of the company's `sources`, or a source written out; the tags never reach a reader."""


@entry
class Partnership(Entry):
    """An organisation that a claim names."""

    who: Slug = Field(description="The slug of a partner or company file.", examples=["great-wall-motor"])
    role: Slug = Field(default="", description="A word of `roles`.")
    state: Slug = Field(default="", description="A word of `states`.")


@entry
class Correction(Entry):
    """A published claim that was wrong, and what was wrong in it."""

    on: Day = Field(description="The day of the correction.")
    note: Line = Field(description="What was wrong.")


@entry
class Link(Entry):
    """A link to another claim, all of it or some of its questions. `at` is its path in the field."""

    claim: Slug
    questions: tuple[Slug, ...] = ()
    at: tuple[str | int, ...] = Field(default=(), repr=False)

    def covers(self, question: str) -> bool:
        """Whether the link reaches the answer to `question`."""
        return not self.questions or question in self.questions


def _links(value: Any) -> Any:
    """`[a, {b: [question]}]` as links, one for each claim."""
    if not isinstance(value, list):
        typed = value if isinstance(value, str) and value else "claim-id"
        raise wrong("Links are a list of claim ids.", f"Write [{typed}] or [{{claim-id: [question]}}].")
    links: list[Link] = []
    wrongs: list[Wrong] = []
    for number, item in enumerate(value):
        named: list[tuple[Path, Any, Any]] = [((number,), item, None)]
        if isinstance(item, dict):
            named = [((number, claim), claim, questions) for claim, questions in item.items()]
        if not named:
            wrongs.append(
                ((number,), "This link names no claim.", "Write claim-id, or {claim-id: [question]}.")
            )
        for at, claim, questions in named:
            limited = _limits(at, claim, questions, wrongs)
            if not (found := fault(slug, claim)):
                links.append(Link.of(claim=claim, questions=limited, at=at))
            else:
                wrongs.append((at, *found))
    if wrongs:
        raise all_wrong(wrongs)
    return tuple(links)


def _limits(at: Path, claim: str, questions: Any, wrongs: list[Wrong]) -> tuple[str, ...]:
    """The questions of a link, each a slug."""
    if questions is None:
        return ()
    if not isinstance(questions, list) or not questions:
        named = questions if isinstance(questions, str) and questions else "question"
        mend = f"Write {{{claim}: [{named}]}}, or {claim} alone."
        wrongs.append((at, "The questions of a link are a list.", mend))
        return ()
    found = [((*at, number), fault(slug, question)) for number, question in enumerate(questions)]
    wrongs += [(place, *told) for place, told in found if told]
    return tuple(questions)


Links = Annotated[tuple[Link, ...], PlainValidator(_links)]


@entry
class Claim(Entry):
    """One thing that somebody said on a date."""

    id: Slug = Field(
        description="Its name within the company: stays for ever, it is the address of the claim.",
        examples=["gwm-plant-talks"],
    )
    published: Date | None = Field(
        default=None, description="When it was said, as precise as known.", examples=["2021-03-26", "2021-03"]
    )
    entered: Day | None = Field(
        default=None, description="The day of entry, where nothing tells when it was said."
    )
    event: Date | None = Field(
        default=None,
        description="When the thing happened, where the claim tells; a plan's date is an answer.",
        examples=["2024-04-03", "2024-Q1"],
    )
    topic: Slug = Field(description="A word of `topics`.")
    statement: Line = Field(
        description="What was said, in one plain sentence: no sharper than the source, one promise only.",
        examples=["Xiaomi is in talks to build cars under its own brand in a plant of Great Wall Motor."],
    )
    basis: Slug = Field(description="What it rests on: a word of `bases`.")
    said_by: Line = Field(
        default="",
        description="Who said it, in a few words.",
        examples=["three people with direct knowledge of the matter"],
    )
    about: Slug = Field(default="", description="Its programme; the first if left out.")
    vehicles: tuple[Slug, ...] = Field(default=(), description="The vehicles that it speaks of.")
    sources: tuple[SourceOrKey, ...] = Field(description="Keys of `sources`, or sources written out here.")
    partners: tuple[Partnership, ...] = Field(default=(), description="The organisations that it names.")
    answers: dict[Slug, Value] = Field(
        default={}, description="What it answers: question or milestone → answer."
    )
    contradicts: Links = Field(default=(), description="Claims that it says are wrong.")
    supersedes: Links = Field(default=(), description="Claims whose answers it replaces.")
    confirms: Links = Field(default=(), description="Claims that it says are right.")
    corrections: tuple[Correction, ...] = Field(
        default=(), description="What was wrong in it after publication."
    )
    allow: dict[Slug, Line] = Field(default={}, description="Checks that do not apply here: rule → why.")

    @field_validator("allow", mode="before")
    @classmethod
    def _one_mapping(cls, value: Any) -> Any:
        """`allow: [rule: why]` is a list of one-line mappings."""
        return _merged(value)

    @field_validator("sources", mode="before")
    @classmethod
    def _at_least_one(cls, value: Any) -> Any:
        if not isinstance(value, list):
            raise wrong("Sources are a list.", _sources_mend(value))
        if not value:
            raise wrong("A claim needs at least one source.", "Add the page that carries it.")
        return value

    @field_validator("answers", mode="before")
    @classmethod
    def _typed(cls, value: Any, info: ValidationInfo) -> Any:
        """Answers typed by their questions.

        `context`: `questions` maps slugs of questions and milestones to questions, `more` tells whether there
        may be others.
        """
        if not isinstance(value, dict):
            raise wrong(
                "Each answer stands under its question.", "Write {question: answer}, without hyphens."
            )
        questions: dict[str, Question] = (info.context or {}).get("questions", {})
        return _answers(value, questions, more=bool((info.context or {}).get("more")))


def _sources_mend(value: Any) -> str:
    """What to write instead of one source that stands in no list."""
    if isinstance(value, str) and SLUG.fullmatch(value):
        return f"Write [{value}]."
    if isinstance(value, str) and value.startswith("http"):
        return f"Write [{{publisher: …, published: …, url: {value}}}]."
    if isinstance(value, dict):
        return "Put brackets around it, [{publisher: …, url: …}], or a hyphen before its first field."
    return "Write [source-key], or - publisher: … with a hyphen before each source that is written out."


def _answers(raw: dict[str, Any], questions: dict[str, Question], *, more: bool) -> dict[str, Value]:
    wrongs: list[Wrong] = []
    typed: dict[str, Value] = {}
    for name, text in raw.items():
        if name not in questions:
            if more:
                typed[name] = Nothing(text)
                continue
            message = f"“{name}” is neither a question of the brief nor a milestone."
            wrongs.append(((name,), message, nearest(name, questions)))
            continue
        try:
            typed[name] = parse(questions[name], text)
        except MalformedError as malformed:
            wrongs += [((name, *path), message, mend) for path, message, mend in malformed.wrongs]
    if wrongs:
        raise all_wrong(wrongs, "answer")
    return typed


def _ruled(item: Any) -> str:
    return f"{item if isinstance(item, str) and item else 'rule'}: why it is right"


def _merged(value: Any) -> Any:
    """A list of mappings as one mapping; anything else as it is."""
    if not isinstance(value, list):
        return value
    if others := [number for number, item in enumerate(value) if not isinstance(item, dict)]:
        raise all_wrong(
            [((number,), "This is no exception.", f"Write {_ruled(value[number])}.") for number in others]
        )
    pairs = [(number, key, text) for number, item in enumerate(value) for key, text in item.items()]
    first = {key: number for number, key, _text in reversed(pairs)}
    twice = [(number, key) for number, key, _text in pairs if first[key] != number]
    if twice:
        raise all_wrong([(path, f"“{path[1]}” stands here twice.", "Keep it once.") for path in twice])
    return {key: text for _number, key, text in pairs}


@entry
class Vehicle(Entry):
    """A car or prototype of a programme."""

    name: Line = Field(description="Its name.")
    body: Line = Field(default="", description="What kind of vehicle.", examples=["sedan", "SUV", "van"])


@entry
class FormerName(Entry):
    """A name that a programme had."""

    until: Day = Field(description="The last day on which it was called so.")
    name: Line = Field(description="Its name until then.")


@entry
class Programme(Entry):
    """One plan of a company: what questions are asked of."""

    name: Line = Field(description="Its name.")
    formerly: tuple[FormerName, ...] = Field(
        default=(), description="Older names; editions of those days show them."
    )
    what: Line = Field(default="", description="What it is, in one sentence.")
    vehicles: dict[Slug, Vehicle] = Field(default={}, description="Its cars and prototypes.")
    milestones: dict[Slug, Line] = Field(
        default={}, description="Further `when` questions of this programme alone."
    )

    def named_on(self, day: date) -> Programme:
        """The programme under the name that it had on `day`."""
        names = [(former.until, former.name) for former in self.formerly if day <= former.until]
        return self.but(name=min(names)[1]) if names else self


@entry
class Summary(Entry):
    """The editors' words on a company, shown only from their edition on."""

    as_of: Day = Field(description="The edition from which on it is shown.", examples=["2026-05-31"])
    text: Line = Field(description="Two to four sentences.")


@entry
class Company(Entry):
    """A company file."""

    name: Line = Field(description="The name that readers know.")
    legal_name: Line = Field(default="", description="The name in the register.")
    country: Country = Field(description="Two capital letters.", examples=["CN", "US", "JP"])
    industry: Line = Field(
        description="What it is known for.", examples=["Smartphones and consumer electronics"]
    )
    checked: Day | None = Field(default=None, description="The day a person last looked for news.")
    summary: Summary | None = Field(default=None, description="Two to four sentences of the editors.")
    former_slugs: tuple[Slug, ...] = Field(default=(), description="Older names of this file; they redirect.")
    programmes: dict[Slug, Programme] = Field(description="Its plans; the first is the lead one.")
    sources: dict[Slug, Source] = Field(default={}, description="Sources that claims name by their key.")
    claims: tuple[Claim, ...] = Field(default=(), description="What was said, oldest first.")
    allow: dict[Slug, Line] = Field(
        default={}, description="Checks that do not apply to this file: rule → why."
    )

    _one_mapping = field_validator("allow", mode="before")(lambda value: _merged(value))

    @field_validator("programmes")
    @classmethod
    def _at_least_one(cls, programmes: dict[str, Programme]) -> dict[str, Programme]:
        if not programmes:
            raise wrong("A company needs at least one programme.", "Add programmes: {slug: {name: …}}.")
        return programmes

    @property
    def lead(self) -> str:
        """The slug of the programme that claims are about unless they say otherwise."""
        return next(iter(self.programmes))

    def named_on(self, day: date) -> Company:
        """The company with its programmes under the names that they had on `day`."""
        named = {slug: programme.named_on(day) for slug, programme in self.programmes.items()}
        return self.but(programmes=named)

    def sources_of(self, claim: Claim) -> list[Source]:
        """The sources of a claim, written out; keys that lead nowhere are told by the rule `reference`."""
        known = [self.sources.get(one) if isinstance(one, str) else one for one in claim.sources]
        return [source for source in known if source]


@entry
class Partner(Entry):
    """A partner file: another organisation that claims name."""

    name: Line = Field(description="The name that readers know.")
    country: Country = Field(description="Two capital letters.", examples=["CN", "US", "JP"])
    kind: Slug = Field(description="A word of `kinds`.")
    what: Line = Field(default="", description="What it is, in one sentence.")
    legal_name: Line = Field(default="", description="The name in the register.")
    former_slugs: tuple[Slug, ...] = Field(default=(), description="Older names of this file; they redirect.")
    allow: dict[Slug, Line] = Field(
        default={}, description="Checks that do not apply to this file: rule → why."
    )

    _one_mapping = field_validator("allow", mode="before")(lambda value: _merged(value))
