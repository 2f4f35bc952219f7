"""Guarantees of companies (公司对外担保): what the case file holds of the resolution behind them.

Owns what a reader of the claims is told; a guarantee stays claimed, since whether the creditor acted in good faith is
for the court (公司法 15, 担保制度解释 7–10). Of a guarantee from before the Company Law of 2023 it says that the older
text is not on file (公司法时间效力规定 1(2)). Decides nothing. Loaded only where a company stands surety.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from lexcollect.casefile import kinds as k
from lexcollect.casefile.models import Case
from lexcollect.findings import Finding, finding
from lexcollect.law.citations import editions_of


def remarks(case: Case) -> Iterator[Finding]:
    """Yield what the resolution behind each guarantee of an organisation leaves open."""
    for security in case.securities:
        party = case.party(security.grantor)
        if party.kind is not k.PartyKind.ORGANISATION:
            continue
        found = security.resolution
        if found is None:
            yield finding("LX-M235", security.where, name=party.name)
        elif found is k.Resolution.NONE:
            yield finding("LX-M236", security.where, name=party.name)
        elif found is k.Resolution.BOARD and security.for_shareholder:
            yield finding("LX-M237", security.where, name=party.name)
        if security.created_on is not None and security.created_on < _first_day():
            yield finding("LX-M326", security.where, name=party.name, made=security.created_on)


def _first_day() -> date:
    """Return the first day of the Company Law of 2023: of an older guarantee the law of its time speaks (1(2))."""
    return editions_of("公司法")[-1].in_force
