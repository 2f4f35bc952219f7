"""Rates as a table cell tells them: per day, per year, and what a daily one is per year.

Owns the spelling of a rate that was computed. Computes nothing beyond that: how the contract words a rate stands in
``cn.rates``.
"""

from __future__ import annotations

from decimal import Decimal

from lexcollect.wording import language, say


def rate_shown(rate: Decimal, per: str) -> str:
    """Return a rate for a table cell: 0.05%/日 or 18.25%/年."""
    if per == "day":
        return f"{plain(rate * 100)}%/{'日' if language() == 'zh' else 'day'}"
    return f"{plain(rate)}%/{'年' if language() == 'zh' else 'year'}"


def yearly(rate: Decimal, per: str) -> str:
    """Return what a rate per day is per year, in brackets; nothing for one that is per year already."""
    if per != "day":
        return ""
    from lexcollect.law.rules.penalty import annual_equivalent

    return say("claims.working.yearly", rate=plain(annual_equivalent(rate)))


def plain(value: Decimal) -> str:
    """Return ``value`` without idle zeros."""
    return f"{value.normalize():f}"
