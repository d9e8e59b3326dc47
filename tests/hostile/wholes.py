"""Whole files: what is read as it is, and what is refused as a whole. Bytes, rule, line, column, words."""

from __future__ import annotations

from hostile.sound import COMPANY

SOUND = COMPANY.encode()

REFUSED: dict[str, tuple[bytes, str, int, int]] = {
    "nothing": (b"", "empty-file", 1, 1),
    "blanks": (b"   \n\n", "empty-file", 1, 1),
    "comments": (b"# name: Acme\n", "empty-file", 1, 1),
    "dashes": (b"---\n", "empty-file", 1, 1),
    "dots": (b"...\n", "yaml-syntax", 1, 1),
    "a list": (b"- name: Acme\n", "top-level", 1, 1),
    "a text": (b"Acme\n", "top-level", 1, 1),
    "a text in quotes": (b'"Acme"\n', "top-level", 1, 1),
    "JSON list": (b'["Acme"]\n', "top-level", 1, 1),
    "HTML": (b"<!DOCTYPE html>\n<p>Acme</p>\n", "top-level", 1, 1),
    "UTF-16": (COMPANY.encode("utf-16"), "encoding", 1, 1),
    "UTF-16, big end first": (COMPANY.encode("utf-16-be"), "encoding", 1, 1),
    "UTF-16, little end first": (COMPANY.encode("utf-16-le"), "encoding", 1, 1),
    "UTF-32": (COMPANY.encode("utf-32"), "encoding", 1, 1),
    "UTF-32, big end first": (COMPANY.encode("utf-32-be"), "encoding", 1, 1),
    "UTF-7": (b"name: +ADw-script+AD4-\n", "missing-field", 1, 1),
    "Latin-1": ("name: Société\n".encode("latin-1"), "encoding", 1, 11),
    "Windows-1252": ("name: “Acme”\n".encode("cp1252"), "encoding", 1, 7),
    "Shift JIS": ("name: 自動車\n".encode("shift-jis"), "encoding", 1, 7),
    "GB 18030": ("name: 汽车\n".encode("gb18030"), "encoding", 1, 7),
    "overlong slash": (b"name: \xc0\xaf\n", "encoding", 1, 7),
    "overlong NUL": (b"name: \xc0\x80\n", "encoding", 1, 7),
    "lone surrogate": (b"name: \xed\xa0\x80\n", "encoding", 1, 7),
    "pair of surrogates": (b"name: \xed\xa0\xbd\xed\xb8\x80\n", "encoding", 1, 7),
    "beyond Unicode": (b"name: \xf4\x90\x80\x80\n", "encoding", 1, 7),
    "five bytes": (b"name: \xf8\x88\x80\x80\x80\n", "encoding", 1, 7),
    "cut character": (b"name: \xe6\xb1", "encoding", 1, 7),
    "NUL": (b"\0", "control-character", 1, 1),
    "NUL after all": (SOUND + b"\0", "control-character", SOUND.count(b"\n") + 1, 1),
    "old Mac lines": (b"name: A\rcountry: SE\r", "control-character", 1, 8),
    "gzip": (b"\x1f\x8b\x08\x00\x00\x00\x00\x00", "control-character", 1, 1),
    "PDF": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "directive", 1, 1),
    "PNG": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "encoding", 1, 1),
    "a script": (b"#!/bin/sh\nrm -rf /\n", "top-level", 2, 1),
    "front matter": (b"---\ntitle: x\n---\n# Acme\n", "many-documents", 3, 1),
    "two entries": (SOUND + b"---\n" + SOUND, "many-documents", SOUND.count(b"\n") + 1, 1),
    "directive": (b"%YAML 1.1\n---\nname: x\n", "directive", 1, 1),
    "Jinja": (b"{% include 'x' %}\n", "", 1, 2),
    "second mark of byte order inside": (b"name: x\n\xef\xbb\xbfcountry: SE\n", "", 2, 2),
    "bomb of aliases": (b"a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: [*c, *c]\n", "anchor", 1, 4),
    "bomb of merges": (b"a: &a {x: y}\nb: {<<: [*a, *a, *a]}\n", "anchor", 1, 4),
    "one that holds itself": (b"a: &a [*a]\n", "anchor", 1, 4),
    "brackets": (b"name: " + b"[" * 100_000, "nesting", 1, 18),
    "braces": (b"name: " + b"{a: " * 100_000, "nesting", 1, 51),
    "a scalar of 10 MB": (b"name: " + b"x" * 10_000_000 + b"\n", "too-large", 1, 1),
    "just too large": (b"name: " + b"x" * (1 << 20), "too-large", 1, 1),
    "a scalar of nearly 1 MiB": (b"name: " + b"x" * ((1 << 20) - 10) + b"\n", "", 1, 7),
    "a name of nearly 1 MiB": (b"x" * ((1 << 20) - 10) + b": x\n", "yaml-syntax", 1, (1 << 20) - 9),
    "a key of 2,000 characters": (b"x" * 2_000 + b": y\n", "yaml-syntax", 1, 2_001),
}
"""Bytes, the first rule that is told (any, if empty), its line and column."""

READ: dict[str, bytes] = {
    "as it is": SOUND,
    "with a mark of byte order": b"\xef\xbb\xbf" + SOUND,
    "with lines ended as on Windows": SOUND.replace(b"\n", b"\r\n"),
    "with a start": b"---\n" + SOUND,
    "with an end": SOUND + b"...\n",
    "with empty lines": SOUND.replace(b"\n", b"\n\n"),
    "without a last line end": SOUND.rstrip(b"\n"),
    "with a comment after all": SOUND + b"# end",
}
"""Ways to write the sound entry that mean the same."""
