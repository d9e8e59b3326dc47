"""content/*.yaml → entries, each value with its file, line and column."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from pydantic import ValidationError

from generator import read as yamltext
from generator.brief import Brief, Question
from generator.document import Document
from generator.faults import Fault
from generator.fetch import BRIEF, COMPANIES, PARTNERS, Fetched, company_file, fetch, hash_of, partner_file
from generator.model import Company, Partner
from generator.problem import Problem
from generator.salvage import Torn, salvage
from generator.shelf import Shelf
from generator.workers import WorkError, processors, spread

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable
    from pathlib import Path

    from generator.entry import Entry
    from generator.keep import Keep


@dataclass(frozen=True)
class Content:
    """All entries of a brief, by slug, and the documents that they were read from, by file name.

    slugs  every company and partner that has a file, even one that could not be read
    torn   file name → what could be read of an entry that is not sound, to be checked and no more
    moved  former slug → slug, of all that were read
    """

    brief: Brief
    companies: dict[str, Company]
    partners: dict[str, Partner]
    documents: dict[str, Document] = field(default_factory=dict, repr=False)
    slugs: frozenset[str] = field(default=frozenset(), repr=False)
    torn: dict[str, Torn] = field(default_factory=dict, repr=False)
    moved: dict[str, str] = field(default_factory=dict, repr=False)

    def organisation(self, slug: str) -> Company | Partner | None:
        """A company or a partner: they share one space of slugs."""
        return self.companies.get(slug) or self.partners.get(slug)

    def since(self, sound: Content | None) -> Content:
        """The content without the entries that are the same objects in another one of this brief."""
        if sound is None or sound.brief is not self.brief or sound.slugs != self.slugs:
            return self

        def other(now: dict[str, Any], then: dict[str, Any]) -> dict[str, Any]:
            return {slug: entry for slug, entry in now.items() if then.get(slug) is not entry}

        companies, partners = other(self.companies, sound.companies), other(self.partners, sound.partners)
        return replace(self, companies=companies, partners=partners)

    def without(self, files: Container[str]) -> Content:
        """The content without some files; their slugs are still known."""

        def left(entries: dict[str, Any], file: Callable[[str], str]) -> dict[str, Any]:
            return {slug: entry for slug, entry in entries.items() if file(slug) not in files}

        documents = left(self.documents, str)
        companies, partners = left(self.companies, company_file), left(self.partners, partner_file)
        return replace(self, companies=companies, partners=partners, documents=documents)

    def with_torn(self) -> Content:
        """The content with what could be read of entries that are not sound."""
        every: dict[str, dict[str, Any]] = {COMPANIES: dict(self.companies), PARTNERS: dict(self.partners)}
        for file, torn in self.torn.items():
            kind, _, name = file.partition("/")
            if kind in every:
                every[kind][name.removesuffix(".yaml")] = torn.entry
        companies, partners = (dict(sorted(every[kind].items())) for kind in (COMPANIES, PARTNERS))
        return replace(self, companies=companies, partners=partners)


def load(folder: Path, only: Container[str] | None = None) -> tuple[Content | None, list[Problem]]:
    """The content of `folder` and all problems found on the way.

    only  the entry files to read besides `brief.yaml`, such as `companies/xiaomi.yaml`; all if left out

    The content is None when `brief.yaml` cannot be used. An entry with problems is left out of it.
    """
    return understand(fetch(folder, only))


@dataclass(frozen=True, eq=False)
class Reading:
    """A file as it was understood last: its bytes, and what they came to with a brief.

    entry  what it says, if it is sound; else `torn` has what could be read of it
    """

    raw: bytes | Fault
    brief: Brief | None
    document: Document | None
    entry: Any
    torn: Torn | None
    problems: tuple[Problem, ...]

    @cached_property
    def hash(self) -> str:
        """The hash of its bytes."""
        return hash_of(self.raw)


def understand(
    fetched: Fetched,
    before: dict[str, Reading] | None = None,
    keep: Keep | None = None,
    *,
    torn_brief: bool = False,
    several: bool = False,
) -> tuple[Content | None, list[Problem]]:
    """The same of files that were read before.

    before      file name → how it was understood last: what has not changed is taken from it; the rest is
                put in, its tree folded
    keep        has the sound entries of an earlier process, and gets those of this one
    torn_brief  gives content with what could be read of a brief that is not sound, to be checked and no more
    several     lets several processes read what is not kept; no trees are at hand then to look places up in
    """
    problems = list(fetched.problems)
    reader = _Reader(fetched, before, _entries(keep, fetched.files[BRIEF]))
    readings = {BRIEF: reader.read(BRIEF, None)}
    brief: Brief | None = readings[BRIEF].entry
    if brief is None and torn_brief:
        brief = _usable(readings[BRIEF].torn)
    others = [name for name in fetched.files if name != BRIEF]
    if brief is None:
        texts = [yamltext.parse(fetched.files[name], f"{fetched.folder}/{name}")[1] for name in others]
        return None, [*problems, *readings[BRIEF].problems, *(one for found in texts for one in found)]
    if several:
        reader.share_out(others, brief)
    readings |= {name: reader.read(name, brief) for name in others}
    if reader.shelf:
        reader.shelf.save()
    problems += [one for reading in readings.values() for one in reading.problems]
    documents = {name: one.document for name, one in readings.items() if one.document}
    companies, partners = _by_slug(readings, COMPANIES), _by_slug(readings, PARTNERS)
    torn = {name: one.torn for name, one in readings.items() if one.torn}
    every = (*companies.items(), *partners.items())
    moved = {old: slug for slug, entry in every for old in entry.former_slugs}
    return Content(brief, companies, partners, documents, fetched.slugs, torn, moved), problems


class Understood(NamedTuple):
    """A sound entry, and the lines of the items of its lists."""

    entry: Any
    lines: dict[str, tuple[int, ...]]


def _entries(keep: Keep | None, brief: bytes | Fault) -> Shelf[Understood] | None:
    """The entries that were understood by this brief."""
    return Shelf(keep, "entries", brief) if keep and isinstance(brief, bytes) else None


_WORDS = ("title", "description", "label", "ask", "explanation")


def _usable(torn: Torn | None) -> Brief | None:
    """A brief in which only words for readers are missing: entries can be checked by it."""
    if torn is None or any(path[-1:] == () or path[-1] not in _WORDS for path in torn.gaps):
        return None
    found: Brief = torn.entry
    return found


@dataclass(frozen=True)
class _Reader:
    """Understands files, each by what is known of it already."""

    fetched: Fetched
    before: dict[str, Reading] | None
    shelf: Shelf[Understood] | None

    def share_out(self, names: Iterable[str], brief: Brief) -> None:
        """Have several processes understand what is not on the shelf, and put it there."""
        if not (shelf := self.shelf):
            return
        raws = {name: raw for name in names if isinstance(raw := self.fetched.files[name], bytes)}
        new = [name for name, raw in raws.items() if not shelf.has(name, raw)]

        def packed(name: str) -> bytes | None:
            self._anew(name, raws[name], brief)
            return shelf.packed(name, raws[name])

        with suppress(WorkError):  # then this process reads them all
            for name, found in zip(new, spread(new, packed, processors()), strict=True):
                if found:
                    shelf.take(name, raws[name], found)

    def read(self, name: str, brief: Brief | None) -> Reading:
        """A file as an entry of a brief."""
        raw, last = self.fetched.files[name], self.before.get(name) if self.before else None
        if last is None or last.raw != raw or last.brief is not brief:
            last = self._taken(name, raw, brief) or self._anew(name, raw, brief)
            if self.before is not None:
                self.before[name] = last
                if last.document:
                    last.document.fold()
        return last

    def _taken(self, name: str, raw: bytes | Fault, brief: Brief | None) -> Reading | None:
        if self.shelf is None or isinstance(raw, Fault) or (known := self.shelf.get(name, raw)) is None:
            return None
        document = Document(self._shown(name), raw, lines=known.lines)
        return Reading(raw, brief, document, known.entry, None, ())

    def _anew(self, name: str, raw: bytes | Fault, brief: Brief | None) -> Reading:
        document, problems = yamltext.parse(raw, self._shown(name))
        entry, torn, more = _entry(_MODELS[name.rpartition("/")[0]], document, brief)
        problems += more
        if self.shelf and document and entry is not None and not problems:
            self.shelf.put(name, document.data, Understood(entry, document.lines))
        return Reading(raw, brief, document, entry, torn, tuple(problems))

    def _shown(self, name: str) -> str:
        return f"{self.fetched.folder}/{name}"


_MODELS: dict[str, type[Entry]] = {"": Brief, COMPANIES: Company, PARTNERS: Partner}
"""What the entries of a folder are."""


def _by_slug(readings: dict[str, Reading], kind: str) -> dict[str, Any]:
    return {
        name.removeprefix(f"{kind}/").removesuffix(".yaml"): one.entry
        for name, one in readings.items()
        if name.startswith(f"{kind}/") and one.entry is not None
    }


def reread(content: Content, file: str, document: Document) -> tuple[Content, list[Problem]]:
    """The content with one entry as another document has it, and what is wrong with that entry."""
    kind, _, name = file.partition("/")
    slug = name.removesuffix(".yaml")
    companies, partners, torn = dict(content.companies), dict(content.partners), dict(content.torn)
    entries: dict[str, Any] = companies if kind == COMPANIES else partners
    entry, broken, problems = _entry(_MODELS[kind], document, content.brief)
    for known, found, key in ((entries, entry, slug), (torn, broken, file)):
        known.pop(key, None)
        if found is not None:
            known[key] = found
    documents = {**content.documents, file: document}
    slugs = content.slugs | {slug}
    return Content(content.brief, companies, partners, documents, slugs, torn, content.moved), problems


def _entry(
    model: type[Entry], document: Document | None, brief: Brief | None
) -> tuple[Any, Torn | None, list[Problem]]:
    """The entry of a document if it is sound, else what can be read of it; and what is wrong with it."""
    if document is None:
        return None, None, []
    unknown = any(path[:1] == ("programmes",) and len(path) < 5 for path in document.gaps)
    context = {
        "questions": {**brief.questions, **_milestones(document.value)} if brief else {},
        "more": unknown or not all(isinstance(one, dict) for one in _told(document.value)),
    }
    try:
        entry = model.read(document.value, context=context)
    except ValidationError:
        entry = None
    if entry is None:
        return None, *salvage(model, document, context, brief)
    return (None, Torn(entry, document.gaps), []) if document.gaps else (entry, None, [])


def _milestones(raw: dict[str, Any]) -> dict[str, Question]:
    """The milestones of a company's programmes, as questions."""
    return {
        name: Question.of(label=label, type="when", ask="", explanation="", unit="", currency="")
        for milestones in _told(raw)
        if isinstance(milestones, dict)
        for name, label in milestones.items()
    }


def _told(raw: dict[str, Any]) -> list[Any]:
    """What stands for milestones in each programme, fields or not."""
    programmes = raw.get("programmes", {})
    every = list(programmes.values()) if isinstance(programmes, dict) else [programmes]
    return [one.get("milestones", {}) if isinstance(one, dict) else one for one in every]
