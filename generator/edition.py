"""The edition: the day as of which the site is built."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from generator.load import Content


def edition(content: Content) -> date | None:
    """The newest full publication or `checked` day in the content; None when there is none."""
    days: list[date] = []
    for company in content.companies.values():
        days += [company.checked] if company.checked else []
        for claim in company.claims:
            dated = [
                claim.published,
                *(source.published for source in claim.sources if not isinstance(source, str)),
            ]
            days += [when.last for when in dated if when and when.is_day and when.last]
        days += [
            s.published.last
            for s in company.sources.values()
            if s.published and s.published.is_day and s.published.last
        ]
    return max(days, default=None)
