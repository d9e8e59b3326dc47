"""What a table is: fields with type and meaning, and how its rows come from the data.

The same definitions make the CSV files, the workbook, the data package and the field dictionary.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from generator.export.claims import Data

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from generator.export.addresses import Addresses

STRING, DATE, INTEGER, NUMBER, BOOLEAN, OBJECT = "string", "date", "integer", "number", "boolean", "object"

Row = Data
"""Field → text, whole or decimal number, truth; fields that are not given are left out."""


@dataclass(frozen=True, slots=True)
class Field:
    """A column. `type` in the words of Table Schema; `key`: it is part of what no two rows share."""

    name: str
    type: str
    description: str
    key: bool = False
    required: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table: data/NAME.csv and a sheet of the workbook.

    rows   companies as data, addresses → its rows, in an order that never varies
    leads  (fields, table, fields there): where a row leads to
    """

    name: str
    title: str
    description: str
    fields: tuple[Field, ...]
    rows: Callable[[Mapping[str, Data], Addresses], Iterator[Row]]
    leads: tuple[tuple[tuple[str, ...], str, tuple[str, ...]], ...] = ()

    @property
    def path(self) -> str:
        """Its CSV file in the site."""
        return f"data/{self.name}.csv"


def key(name: str, description: str) -> Field:
    return Field(name, STRING, description, key=True, required=True)


def text(name: str, description: str) -> Field:
    return Field(name, STRING, description)


def must(name: str, description: str, kind: str = STRING) -> Field:
    return Field(name, kind, description, required=True)


COMPANY = key("company", "Slug of the company.")
PROGRAMME = key("programme", "Slug of the programme within its company.")
QUESTION = key("question", "Slug of the question, or of a milestone of the programme.")
CLAIM = must("claim", "Id of the claim within its company; with the company it is the key to claims.csv.")

TO_COMPANY = (("company",), "companies", ("company",))
TO_CLAIM = (("company", "claim"), "claims", ("company", "claim"))


def programmes(companies: Mapping[str, Data]) -> Iterator[tuple[Data, str, Data]]:
    """(company, slug of the programme, programme)."""
    for company in companies.values():
        for slug, programme in company["programmes"].items():
            yield company, slug, programme


def claims(companies: Mapping[str, Data]) -> Iterator[tuple[str, Data, Data]]:
    """(slug of the company, company, claim), the newest of each company first."""
    for slug, company in companies.items():
        for claim in company["claims"]:
            yield slug, company, claim


def row_of(company: Data, slug: str, programme: Data) -> Row:
    return {
        "company": company["company"],
        "company_name": company["name"],
        "programme": slug,
        "programme_name": programme["name"],
    }


def raw(answer: Any) -> str:
    """An answer as it was typed; a list or mapping as JSON."""
    return answer if isinstance(answer, str) else json.dumps(answer, ensure_ascii=False)
