"""Rules on names that must be unique: claim ids, slugs, milestones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.answer import NONE
from generator.fetch import company_file, partner_file
from generator.rule import Example, Finding, Rule, Scope

if TYPE_CHECKING:
    from collections.abc import Iterator


def _twice(scope: Scope) -> Iterator[Finding]:
    for _slug, file, company in scope.companies():
        seen: dict[str, int] = {}
        for number, claim in enumerate(company.claims):
            if claim.id in seen:
                line = scope.document(file).place(("claims", seen[claim.id], "id")).line
                message = f"The claim id “{claim.id}” stands in line {line} already."
                yield Finding(file, ("claims", number, "id"), message, "Give this claim another id.")
            seen.setdefault(claim.id, number)


def _slugs(scope: Scope) -> Iterator[Finding]:
    companies, partners = scope.content.companies, scope.content.partners
    owners = {slug: company_file(slug) for slug in companies}
    for slug in partners:
        if slug in owners:
            message = f"“{slug}” is the slug of a company already: companies and partners share one space."
            yield Finding(
                partner_file(slug), (), message, "Delete the partner file; claims may name the company."
            )
        owners.setdefault(slug, partner_file(slug))
    for slug, file in scope.files():
        entry = companies.get(slug) if file.startswith("companies/") else partners.get(slug)
        for number, former in enumerate(entry.former_slugs if entry else ()):
            if former in owners:
                message = f"“{former}” belongs to {owners[former]} already."
                yield Finding(file, ("former_slugs", number), message, "Leave it out.")
            owners.setdefault(former, file)


def _milestones(scope: Scope) -> Iterator[Finding]:
    for _slug, file, company in scope.companies():
        seen: dict[str, str] = {}
        for name, programme in company.programmes.items():
            for milestone in programme.milestones:
                path = ("programmes", name, "milestones", milestone)
                if milestone in scope.content.brief.questions or milestone == NONE:
                    message = f"“{milestone}” is a question of the brief already."
                    yield Finding(file, path, message, "Give the milestone another name.", key=True)
                if milestone in seen:
                    message = f"“{milestone}” is a milestone of {seen[milestone]} too."
                    yield Finding(file, path, message, "Give one of them another name.", key=True)
                seen[milestone] = programme.name


RULES = (
    Rule(
        "duplicate-id",
        "A claim's id is its address: it stands once in a file.",
        "Give the newer claim another id.",
        Example(
            """
            - id: plant-talks
              published: 2021-03-26
            - id: plant-talks
              published: 2021-04-02
            """,
            """
            - id: plant-talks
              published: 2021-03-26
            - id: plant-talks-go-on
              published: 2021-04-02
            """,
        ),
        _twice,
    ),
    Rule(
        "duplicate-slug",
        "Companies, partners and their former slugs share one space, so that a slug means one of them.",
        "Keep one of the two, or choose another slug.",
        Example(
            """
            # content/partners/xiaomi.yaml
            name: Xiaomi
            country: CN
            kind: carmaker
            """,
            """
            # content/partners/geely.yaml
            name: Geely
            country: CN
            kind: carmaker
            """,
        ),
        _slugs,
        whole=True,
    ),
    Rule(
        "milestone-name",
        "Milestones and questions are told apart by their names.",
        "Give the milestone another name.",
        Example(
            """
            programmes:
              xiaomi-auto:
                name: Xiaomi Auto
                milestones: {first-car: First car in Europe}
            """,
            """
            programmes:
              xiaomi-auto:
                name: Xiaomi Auto
                milestones: {europe: First car in Europe}
            """,
            "company",
        ),
        _milestones,
    ),
)
