"""Bills in a claim: what is said of their interest (票据利息).

Loaded only where a matter is recourse on a bill. Computes nothing: the interest is that of ``law.rules.bill_interest``.
"""

from __future__ import annotations

from lexcollect.claims.account import Account
from lexcollect.findings import Finding, finding
from lexcollect.law.rates import LPR_BEGINS
from lexcollect.law.rules.bill_interest import BillTerms


def remarks(account: Account) -> list[Finding]:
    """Say that LPR is a convention where it was charged: the articles name the central bank's rate (票据法 70)."""
    terms = {debt.id for debt in account.ledger.debts if isinstance(debt.late, BillTerms)}
    on_lpr = [o.id for o in account.obligations if o.id in terms and any(line.last >= LPR_BEGINS for line in o.lines)]
    return [finding("LX-M250", ids=tuple(on_lpr))] if on_lpr else []
