"""Templates as they were compiled for an earlier build, kept as one result."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from jinja2 import BytecodeCache, TemplateError
from jinja2.meta import find_referenced_templates

from generator.keep import digest
from generator.workers import WorkError, aside

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from jinja2 import Environment
    from jinja2.bccache import Bucket

    from generator.keep import Keep


class Compiled(BytecodeCache):
    """The compiled templates of all environments that share it.

    stamp  the hash of what compiling depends on besides a template's text
    """

    def __init__(self, keep: Keep, stamp: str) -> None:
        self._keep, self._key = keep, digest("templates", stamp)
        self._codes: dict[str, bytes] = keep.get(self._key) or {}
        self._known = len(self._codes)
        self._coming: Callable[[], dict[str, bytes]] | None = None

    def begin(self, wanted: Iterable[tuple[Environment, Iterable[str]]]) -> None:
        """Where none is known: compile templates, and those that they name, beside what this process does."""
        if not self._known:
            self._coming = aside(partial(self._compiled, wanted))

    def serve(self, env: Environment) -> None:
        """Let an environment take its templates from here, and put the others here."""
        self._arrive()  # before processes part that would each wait for it
        env.bytecode_cache = self

    def load_bytecode(self, bucket: Bucket) -> None:
        """For Jinja: take a template from here."""
        self._arrive()
        if code := self._codes.get(bucket.key + bucket.checksum):
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """For Jinja: put a template here."""
        self._codes[bucket.key + bucket.checksum] = bucket.bytecode_to_string()

    def save(self) -> None:
        """Keep what came in since."""
        if len(self._codes) > self._known:
            self._keep.put(self._key, self._codes)
            self._known = len(self._codes)

    def _compiled(self, wanted: Iterable[tuple[Environment, Iterable[str]]]) -> dict[str, bytes]:
        for env, names in wanted:
            found = [*names]
            for name in found:
                with suppress(TemplateError):  # whoever asks for it is told
                    found += dict.fromkeys(one for one in self._compile(env, name) if one not in found)
        return self._codes

    def _compile(self, env: Environment, name: str) -> list[str]:
        """Compile a template; gives the names of those that it names."""
        assert env.loader
        source, file, _fresh = env.loader.get_source(env, name)
        bucket, tree = self.get_bucket(env, name, file, source), env.parse(source, name, file)
        bucket.code = env.compile(tree, name, file)
        self.set_bucket(bucket)
        return [one for one in find_referenced_templates(tree) if one]

    def _arrive(self) -> None:
        """Take up what was begun."""
        coming, self._coming = self._coming, None
        if coming:
            with suppress(WorkError):
                self._codes |= coming()
