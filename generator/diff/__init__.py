"""Two states of the content → typed changes that explain themselves in a line of plain words.

`compare` makes the changes, `show` writes them as text, Markdown or GitHub annotations. This file, `change`,
`inert` and `show` need nothing but Python itself: they also run where a stranger's changes are only shown.
"""
