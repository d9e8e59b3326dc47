"""content/*.yaml → entries, each value with its file, line and column."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import BaseModel, ValidationError

from generator import read as yamltext
from generator.answer import NONE, SELF, SLUG
from generator.fields import MOST_IN_SLUG
from generator.misfit import misfits
from generator.model import Brief, Company, Partner, Question
from generator.problem import Place, Problem

if TYPE_CHECKING:
    from collections.abc import Container, Iterator
    from pathlib import Path

    from generator.read import Document
    from generator.syntax import Fault

M = TypeVar("M", bound=BaseModel)

BRIEF, COMPANIES, PARTNERS = "brief.yaml", "companies", "partners"

_TAKEN = frozenset({"index", NONE, SELF})


@dataclass(frozen=True)
class Content:
    """All entries of a brief, by slug, and the documents that they were read from, by file name.

    slugs  every company and partner that has a file, even one that could not be read
    """

    brief: Brief
    companies: dict[str, Company]
    partners: dict[str, Partner]
    documents: dict[str, Document] = field(default_factory=dict, repr=False)
    slugs: frozenset[str] = field(default=frozenset(), repr=False)

    def organisation(self, slug: str) -> Company | Partner | None:
        """A company or a partner: they share one space of slugs."""
        return self.companies.get(slug) or self.partners.get(slug)


def company_file(slug: str) -> str:
    """The file of a company, relative to the content folder."""
    return f"{COMPANIES}/{slug}.yaml"


def partner_file(slug: str) -> str:
    """The file of a partner, relative to the content folder."""
    return f"{PARTNERS}/{slug}.yaml"


def schema_line(file: str) -> str:
    """The first line of an entry's file, which tells editors its JSON Schema."""
    kind, _, _name = file.rpartition("/")
    schema = {COMPANIES: "../schema/company", PARTNERS: "../schema/partner"}.get(kind, "schema/brief")
    return f"# yaml-language-server: $schema={schema}.json"


@dataclass(frozen=True)
class Fetched:
    """The files of a content folder before they are understood.

    folder    its name
    files     file name → its bytes, or why it cannot be read
    slugs     every company and partner that has a file
    problems  what stands there and is no entry
    """

    folder: str
    files: dict[str, bytes | Fault]
    slugs: frozenset[str]
    problems: tuple[Problem, ...]


def fetch(folder: Path, only: Container[str] | None = None) -> Fetched:
    """The files of `folder`; `only`: the entry files to read besides `brief.yaml`; all if left out."""
    problems: list[Problem] = []
    files: dict[str, bytes | Fault] = {}
    slugs: set[str] = set()
    for path, name in _files(folder, problems):
        if name != BRIEF:
            slugs.add(path.stem)
            if only is not None and name not in only:
                continue
        files[name] = yamltext.fetch(path)
    return Fetched(folder.name, files, frozenset(slugs), tuple(problems))


def load(folder: Path, only: Container[str] | None = None) -> tuple[Content | None, list[Problem]]:
    """The content of `folder` and all problems found on the way.

    only  the entry files to read besides `brief.yaml`, such as `companies/xiaomi.yaml`; all if left out

    The content is None when `brief.yaml` cannot be used. An entry with problems is left out of it.
    """
    return understand(fetch(folder, only))


@dataclass(frozen=True, eq=False)
class Reading:
    """A file as it was understood last: its bytes, and what they came to with a brief."""

    raw: bytes | Fault
    brief: Brief | None
    document: Document | None
    entry: Any
    problems: tuple[Problem, ...]


def understand(
    fetched: Fetched, before: dict[str, Reading] | None = None
) -> tuple[Content | None, list[Problem]]:
    """The same of files that were read before.

    before  file name → how it was understood last; what has not changed is taken from there, the rest put in
    """
    known = {} if before is None else before
    problems = list(fetched.problems)
    readings = {BRIEF: _reading(fetched, BRIEF, None, known)}
    brief: Brief | None = readings[BRIEF].entry
    if brief is None:
        others = (name for name in fetched.files if name != BRIEF)
        texts = [yamltext.parse(fetched.files[name], f"{fetched.folder}/{name}")[1] for name in others]
        return None, [*problems, *readings[BRIEF].problems, *(one for found in texts for one in found)]
    readings |= {name: _reading(fetched, name, brief, known) for name in fetched.files if name != BRIEF}
    problems += [one for reading in readings.values() for one in reading.problems]
    documents = {name: one.document for name, one in readings.items() if one.document}
    companies, partners = _by_slug(readings, COMPANIES), _by_slug(readings, PARTNERS)
    return Content(brief, companies, partners, documents, fetched.slugs), problems


def _reading(fetched: Fetched, name: str, brief: Brief | None, known: dict[str, Reading]) -> Reading:
    raw, last = fetched.files[name], known.get(name)
    if last is None or last.raw != raw or last.brief is not brief:
        document, found = yamltext.parse(raw, f"{fetched.folder}/{name}")
        problems = list(found)
        entry = _entry(_MODELS[name.rpartition("/")[0]], document, problems, brief)
        last = known[name] = Reading(raw, brief, document, entry, tuple(problems))
    return last


_MODELS: dict[str, type[BaseModel]] = {"": Brief, COMPANIES: Company, PARTNERS: Partner}
"""What the entries of a folder are."""


def _by_slug(readings: dict[str, Reading], kind: str) -> dict[str, Any]:
    return {
        name.removeprefix(f"{kind}/").removesuffix(".yaml"): one.entry
        for name, one in readings.items()
        if name.startswith(f"{kind}/") and one.entry is not None
    }


def reread(content: Content, file: str, document: Document) -> tuple[Content, list[Problem]]:
    """The content with one entry as another document has it, and what is wrong with that entry."""
    problems: list[Problem] = []
    kind, _, name = file.partition("/")
    companies, partners = dict(content.companies), dict(content.partners)
    entries: dict[str, Any] = companies if kind == COMPANIES else partners
    entry = _entry(Company if kind == COMPANIES else Partner, document, problems, content.brief)
    entries.pop(slug := name.removesuffix(".yaml"), None)
    if entry is not None:
        entries[slug] = entry
    documents = {**content.documents, file: document}
    return Content(content.brief, companies, partners, documents, content.slugs | {slug}), problems


def _files(folder: Path, problems: list[Problem]) -> Iterator[tuple[Path, str]]:
    """Every entry file with its name relative to the folder; what is no entry becomes a problem."""
    yield folder / BRIEF, BRIEF
    for kind in (COMPANIES, PARTNERS):
        paths, wrong = yamltext.entries_in(folder / kind, f"{folder.name}/{kind}")
        problems += wrong
        for path in paths:
            name = f"{kind}/{path.name}"
            if path.name.startswith((".", "#")) or path.name.endswith("~"):
                continue
            if message := _misnamed(path):
                mend = "Name it slug.yaml: lower-case letters, digits and hyphens."
                problems.append(Problem("file-name", Place(f"{folder.name}/{name}"), message, mend))
            else:
                yield path, name


def _misnamed(path: Path) -> str:
    """Why the name of an entry's file cannot be its slug; "" if it can."""
    if path.suffix != ".yaml" or not SLUG.fullmatch(path.stem):
        return f"“{path.name}” is no name for an entry."
    if path.stem in _TAKEN:
        return f"“{path.stem}” means something else already, in answers or on the site."
    if len(path.stem) > MOST_IN_SLUG:
        return f"“{path.stem}” is longer than {MOST_IN_SLUG} characters."
    return ""


def _entry(
    model: type[M], document: Document | None, problems: list[Problem], brief: Brief | None = None
) -> M | None:
    if document is None:
        return None
    questions = {**brief.questions, **_milestones(document.value)} if brief else {}
    try:
        return model.model_validate(document.value, context={"questions": questions})
    except ValidationError as error:
        problems += misfits(model, document, error, brief)
        return None


def _milestones(raw: dict[str, Any]) -> dict[str, Question]:
    """The milestones of a company's programmes, as questions."""
    programmes = raw.get("programmes")
    every = programmes.values() if isinstance(programmes, dict) else ()
    found = [
        one["milestones"]
        for one in every
        if isinstance(one, dict) and isinstance(one.get("milestones"), dict)
    ]
    return {
        name: Question.model_construct(label=label, type="when", ask="", explanation="", unit="", currency="")
        for milestones in found
        for name, label in milestones.items()
        if isinstance(label, str)
    }
