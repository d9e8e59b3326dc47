"""The edition: the day as of which the site is built."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from generator.load import Content
    from generator.model import Company


def edition(content: Content) -> date | None:
    """The newest full publication or `checked` day in the content; None when there is none."""
    return max(filter(None, map(newest, content.companies.values())), default=None)


def newest(company: Company) -> date | None:
    """The newest such day of a company."""
    days = [company.checked] if company.checked else []
    dated = [source.published for source in company.sources.values()]
    for claim in company.claims:
        dated.append(claim.published)
        dated += [source.published for source in claim.sources if not isinstance(source, str)]
    days += [when.last for when in dated if when and when.is_day and when.last]
    return max(days, default=None)
