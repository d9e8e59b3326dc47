"""Every rule that the entries are checked by."""

from generator.rules import dates, doubts, likeness, links, names, reading, structure, texts, words

GROUPS = {
    "Reading a file": reading.RULES,
    "Fields and answers": structure.RULES,
    "Words and names": (*words.RULES, *names.RULES),
    "Links between claims": links.RULES,
    "Sources and dates": dates.RULES,
    "Doubts": (*doubts.RULES, *texts.RULES, *likeness.RULES),
}
"""Rules by what they are about, in the order in which people meet them."""

RULES = tuple(rule for rules in GROUPS.values() for rule in rules)
