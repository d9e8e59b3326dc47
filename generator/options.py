"""The options of the plugin in `mkdocs.yml`."""

from __future__ import annotations

from mkdocs.config import base
from mkdocs.config import config_options as c

from generator.keep import CACHE
from generator.search import AUTO, MATERIAL, PAGEFIND


class Options(base.Config):
    """What a configuration can say of a brief.

    content  the folder of entries
    as_of    the day as of which to build; the edition if empty
    cache    the folder of what the next build can use again; nothing is kept if empty
    search   who searches: material, pagefind, or auto: pagefind where there are many companies
    """

    content = c.Type(str, default="content")
    as_of = c.Type(str, default="")
    cache = c.Type(str, default=CACHE)
    search = c.Choice((AUTO, MATERIAL, PAGEFIND), default=AUTO)
