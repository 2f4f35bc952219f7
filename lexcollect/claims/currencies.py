"""Currencies: in which money the debts stand, and what cannot be added up (币种).

Owns the refusal of sums over several currencies and of rates that are published for the renminbi only: nothing is ever
converted. Loaded only where the case file names a foreign currency.
"""

from __future__ import annotations

from lexcollect.casefile import kinds as k
from lexcollect.casefile.models import Case, Contract
from lexcollect.cn.floating import Floating
from lexcollect.findings import Finding, Level, Refused, Where, finding
from lexcollect.wording import pair, text


def set_apart(case: Case) -> tuple[Case, tuple[Finding, ...]]:
    """Return the case without payments in another money than its debts, and a warning for each: dates need no rate."""
    debts = {o.currency for o in case.obligations}
    other = [p for p in case.payments if p.currency is not None and p.currency not in debts]
    if not other:
        return case, ()
    left = case.but(payments=tuple(p for p in case.payments if p not in other))
    return left, tuple(
        _refusal(p.where, p.id or "–", p.currency, "payment", Level.WARNING) for p in other if p.currency
    )


def refuse(case: Case) -> None:
    """Raise :class:`Refused` where sums would need a conversion, or a rate that is not published for the money."""
    debts = {o.currency for o in case.obligations}
    found = [_refusal(o.where, o.id, o.currency, "mixed") for o in case.obligations if len(debts) > 1]
    if not found and debts != {k.Currency.CNY}:
        found = [_refusal(c.where, c.called, next(iter(debts)), "rate") for c in case.contracts if _lpr(c)]
    if found:
        raise Refused(found)


def _lpr(contract: Contract) -> bool:
    """Tell whether what a contract bears late hangs on a rate published for the renminbi (外币逾期利息批复)."""
    agreed = contract.late_penalty
    floating = agreed is not None and isinstance(agreed.rate, Floating)
    return bool(contract.overdue_loss or contract.sme or floating)


def _refusal(where: Where, id: str, currency: k.Currency, why: str, level: Level | None = None) -> Finding:
    said = text(f"claims.currency_{why}")
    return finding("LX-M214", where, level=level, id=id, currency=pair(*currency.named), reason=said)
