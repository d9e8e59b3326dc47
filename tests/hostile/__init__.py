"""Hostile entries: texts that want to be more than text, and every way in which a file can be wrong."""
