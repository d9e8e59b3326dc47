"""Templates as they were compiled for an earlier build, kept as one result."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jinja2 import BytecodeCache

from generator.keep import digest

if TYPE_CHECKING:
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

    def serve(self, env: Environment) -> None:
        """Let an environment take its templates from here, and put the others here."""
        env.bytecode_cache = self

    def load_bytecode(self, bucket: Bucket) -> None:
        """For Jinja: take a template from here."""
        if code := self._codes.get(bucket.key + bucket.checksum):
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """For Jinja: put a template here."""
        self._codes[bucket.key + bucket.checksum] = bucket.bytecode_to_string()

    @staticmethod
    def prepare(env: Environment) -> None:
        """Compile the templates of pages, before processes part that would each do it."""
        for name in env.list_templates(filter_func=lambda name: name.endswith(".md.jinja")):
            env.get_template(name)

    def save(self) -> None:
        """Keep what came in since."""
        if len(self._codes) > self._known:
            self._keep.put(self._key, self._codes)
            self._known = len(self._codes)
