"""What goes on after the cut-off day (此后): on which sum and at which standard a charge runs to the day of payment.

Owns the words of the standard; every figure comes from ``claims``. The sentences are in ``figures.yaml`` and
``contract.yaml``.
"""

from __future__ import annotations

from decimal import Decimal

from lexcollect.claims.account import ObligationAccount
from lexcollect.cn.rates import rate_words
from lexcollect.documents import circumstances as c
from lexcollect.documents.material import View, listed, series, yuan
from lexcollect.documents.views import loans
from lexcollect.documents.views.contract import penalty_standard, rate_said
from lexcollect.law.rules.overdue import LossTerms, checked_markup
from lexcollect.law.rules.parts import Part

ZERO = Decimal("0.00")


def running(view: View, part: Part | None = None) -> str:
    """Return on which base and rate the charge runs on: 以851,600.00元为基数，按每日万分之五.

    ``part`` says of which charge of a loan it is asked.
    """
    bases = running_bases(view, part)
    one = c.those({"one": len(bases) == 1})
    said = [view.pen.one("figures.running", {"基数": yuan(base), "标准": how}, one) for how, base in bases.items()]
    return view.pen.one("figures.running_each", {"各项": listed(said)}) if len(said) > 1 else series(said)


def running_bases(view: View, part: Part | None = None) -> dict[str, Decimal]:
    """Return each standard at which the charge runs on, with the sum it runs on, in yuan; as :func:`running`."""
    bases: dict[str, Decimal] = {}
    for o in view.material.claims.account.obligations:
        goes_on = _goes_on(view, o, part)
        if goes_on and o.principal:
            bases[goes_on] = bases.get(goes_on, ZERO) + o.principal
    return bases


def _goes_on(view: View, o: ObligationAccount, part: Part | None) -> str:
    """Return the standard at which a debt goes on to bear: a running rate by its name, a fixed one by its figure."""
    if part is not None and loans.with_penalty(view):
        found = loans.last_rate(o, part)
        return rate_words(found) if found else ""
    if o.rate and not o.interest_per_day:
        return _agreed(view)
    if "works_interest" in view.material.circumstances:
        return running_standard(view) if o.interest_per_day else ""
    late = next(debt.late for debt in view.material.claims.account.ledger.debts if debt.id == o.id)
    if isinstance(late, LossTerms) and late.reading(o.first_day) != "fixed":
        return loss_standard(view, o.id)
    if getattr(late, "on_lpr", False):
        return view.pen.one("figures.lpr")
    rate = loans.last_rate(o)
    return rate_words(rate) if rate else ""


def _agreed(view: View) -> str:
    """Return the agreed standard of the penalty, or nothing."""
    agreed = view.material.contract.late_penalty
    return penalty_standard(view, agreed) if agreed else ""


def lpr_runs(view: View) -> bool:
    """Tell whether what runs on is LPR of each day: of a works price without an agreed rate (建设工程解释一 26).

    So does the fee for the use of money that a void contract brought (合同编通则解释 25(1)).
    """
    found = view.material.circumstances
    if "loan_void" in found:
        return all(getattr(debt.late, "on_lpr", False) for debt in view.material.claims.account.ledger.debts)
    return "works_interest" in found and "works_interest_agreed" not in found


def running_standard(view: View) -> str:
    """Return the rates at which interest goes on: 年利率14.6%."""
    bearing = [debt.late for debt in view.material.claims.account.ledger.debts if debt.late is not None]
    if lpr_runs(view) or (bearing and all(getattr(late, "on_lpr", False) for late in bearing)):
        return view.pen.one("figures.lpr")
    said = view.material.contract.late_interest
    if said and "works_interest" in view.material.circumstances:
        return rate_said(said.rate)
    return loans.rates_on(view)


def loss_standard(view: View, *debts: str) -> str:
    """Return the standard of the statutory loss of ``debts`` (none: all), in words; several readings one by one."""
    account, found = view.material.claims.account, dict[str, None]()
    for debt in account.ledger.debts:
        if isinstance(debt.late, LossTerms) and (not debts or debt.id in debts):
            breach = account.obligation(debt.id).first_day
            how = frozenset({f"loss_mode.{debt.late.reading(breach)}"})
            added = f"{checked_markup(debt.late.markup, breach).normalize():f}"
            found[view.pen.one("contract.loss_standard", {"加计": added}, how)] = None
    return listed(found)
