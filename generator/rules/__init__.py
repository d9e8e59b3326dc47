"""Every rule that the entries are checked by."""

from generator.rules import dates, links, names, words

RULES = (*words.RULES, *links.RULES, *names.RULES, *dates.RULES)

NEED_ALL = frozenset({"organisation", "duplicate-slug"})
"""Rules that need every entry: silent while some entry cannot be read."""
