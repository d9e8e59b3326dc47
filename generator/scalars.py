"""JSON Schemas of single fields, as YAML tools see their values.

To them `2024` is a number, `2021-03-26` may be a date and `NO` may be false. A schema must not call a good
entry wrong, so these say what a value is not rather than what type it has.
"""

from __future__ import annotations

from typing import Any

from generator import countries, fields, model
from generator.answer import MANNERS
from generator.when import FIRST_YEAR, FORMS, LAST_YEAR

Schema = dict[str, Any]

_YEAR = "(?:19|20|21)[0-9]{2}"
_MONTH = "(?:0[1-9]|1[0-2])"
_PERIOD = (
    f"(?:(?:early|mid|late) {_YEAR}(?:-{_MONTH})?"
    f"|{_YEAR}(?:-(?:H[12]|Q[1-4]|spring|summer|autumn|winter|{_MONTH}(?:-(?:0[1-9]|[12][0-9]|3[01]))?))?)"
)
_NUMBER = "[0-9]+(?:[.][0-9]+)?"
_IN_URL = '[^\\x00-\\x20"<>\\\\^`{|}]'
_HOST = '[^\\x00-\\x20"<>\\\\^`{|}/?#@]'

_ONE_VALUE: Schema = {"not": {"type": ["object", "array", "null"]}}
_NO_FLAG: Schema = {"not": {"type": ["object", "array", "null", "boolean"]}}
SLUG = "^[a-z0-9]+(?:-[a-z0-9]+)*$"

MARK = "x-shared"

SHARED: dict[str, Schema] = {
    "text": {**_ONE_VALUE, "minLength": 1, "pattern": "\\S"},
    "slug": {**_ONE_VALUE, "pattern": SLUG, "maxLength": 80},
    "date": {
        **_NO_FLAG,
        "pattern": (
            f"^(?:(?:around |by |from )?{_PERIOD}|{_PERIOD}[.][.]{_PERIOD}"
            f"|week of {_YEAR}-{_MONTH}-(?:0[1-9]|[12][0-9]|3[01]))$"
        ),
        "minimum": FIRST_YEAR,
        "maximum": LAST_YEAR,
        "multipleOf": 1,
        "examples": [form for form, _meaning in FORMS],
    },
    "day": {
        "not": {"type": ["object", "array", "null", "boolean", "number"]},
        "pattern": f"^{_YEAR}-{_MONTH}-(?:0[1-9]|[12][0-9]|3[01])$",
        "examples": ["2024-03-28"],
    },
    "amount": {
        **_NO_FLAG,
        "pattern": f"^(?:(?:{'|'.join(MANNERS)}) {_NUMBER}|{_NUMBER}(?:[.][.]{_NUMBER})?)$",
        "minimum": 0,
        "examples": ["215900", "100000..300000", "under 100000", "around 150000"],
    },
    "url": {"type": "string", "pattern": f"^[Hh][Tt][Tt][Pp][Ss]?://{_HOST}+(?:[/?#]{_IN_URL}*)?$"},
    # false is what YAML 1.1 makes of NO (Norway) and no (Norwegian)
    "country": {"enum": [*countries.NAMES, False]},
    "language": {
        "anyOf": [{"type": "string", "pattern": "^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$"}, {"const": False}]
    },
    "flag": {"enum": [True, False, "true", "false"]},
    "links": {
        "type": "array",
        "items": {
            "anyOf": [
                {MARK: "slug", "description": "The id of an older claim of this file."},
                {
                    "type": "object",
                    "description": "The id of an older claim: the link is limited to these questions.",
                    "propertyNames": {"pattern": SLUG},
                    "additionalProperties": {"type": "array", "items": {MARK: "slug"}},
                },
            ]
        },
    },
}
"""What single fields hold, by the name under which each schema that needs it keeps it."""


BY_CHECK: dict[Any, str] = {
    fields._line: "text",
    fields._slug: "slug",
    fields._when: "date",
    fields._day: "day",
    fields._url: "url",
    fields._country: "country",
    fields._language: "language",
    fields._flag: "flag",
    model._links: "links",
}
"""What the functions that read a field let through."""
