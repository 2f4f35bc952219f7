"""A loan, as the official form asks for it: agreed and handed over, term, rate, repaid of principal and of interest."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from lexcollect.casefile import kinds as k
from lexcollect.casefile.models import AgreedInterest, Payout
from lexcollect.cn.amounts import FEN
from lexcollect.cn.names import by_transfer, in_cash, in_one_payment
from lexcollect.cn.rates import Rate
from lexcollect.documents.material import View, day, yuan
from lexcollect.documents.views import contract
from lexcollect.documents.views.form_words import ZERO, Told, clause_number, fit, in_yuan, percent
from lexcollect.law.rules.parts import Part


def yearly(view: View) -> Rate | None:
    """Return the yearly rate agreed for the term, if it is one."""
    agreed = view.material.contract.term_interest
    return agreed.rate if agreed and isinstance(agreed.rate, Rate) and agreed.rate.per == "year" else None


def told(view: View) -> Told:
    """Return what a loan is asked for."""
    material = view.material
    case, agreed = material.case, material.contract.term_interest
    rate, alone = yearly(view), case.payouts[0] if len(case.payouts) == 1 else None
    given = [said for payout in case.payouts if (said := _given(view, payout, alone=alone is not None))]
    own = material.own[0] if len(material.own) == 1 else None
    days = (material.as_of - own.first_day).days + 1 if own else 0
    return {
        **_term(view),
        "约定借款": in_yuan(view, sum((o.amount for o in case.obligations if not o.asked_as), ZERO)),
        "实际提供": in_yuan(view, sum((p.amount for p in case.payouts), ZERO)) if case.payouts else "",
        "放款日": day(alone.date) if alone else "",
        "放款额": yuan(alone.amount) if alone else "",
        "各次放款": given,
        "年利率": percent(rate.value) if rate else "",
        "利率条款": clause_number(agreed.clause) if agreed and rate else "",
        "其他利率": _other_rate(view, agreed) if agreed and rate is None else "",
        "已还本金": yuan(_repaid(view, Part.PRINCIPAL)),
        "已还利息": yuan(_repaid(view, Part.INTEREST)),
        **paid_until(view),
        "逾期起": day(own.first_day) if own and days > 0 else "",
        "逾期天数": view.pen.one("form.days", {"天数": f"{days:,}"}) if days > 0 else "",
    }


def _term(view: View) -> Told:
    """Return from when to when the loan was agreed, and how it is repaid as the contract says it.

    The first day is known where money was handed over on the day of the contract; else only the last one is told.
    """
    agreed = view.material.contract
    first = min((payout.date for payout in view.material.case.payouts), default=None)
    term = agreed.payment_term
    begun = first if first == agreed.signed_on else None
    return {
        "约定起": day(begun) if begun and term and term.day else "",
        "约定止": day(term.day) if term and term.day else "",
        "还款约定": contract.payment_term(view, term) if term and not repayment(view) else "",
    }


def repayment(view: View) -> k.Repayment | None:
    """Return how the loan is repaid: as entered, else at once where the contract says so in its own words."""
    agreed = view.material.contract
    term = agreed.payment_term
    said = k.Repayment.AT_ONCE if term and in_one_payment(term.text) else None
    return agreed.repayment or said


def holds(view: View) -> dict[str, object]:
    """Return whether a rate was agreed, and in which way the money was handed over, as far as the form has a box."""
    ways = [payout.channel for payout in view.material.case.payouts]
    return {
        "rate_agreed": view.material.contract.term_interest,
        "by_transfer": bool(ways) and all(by_transfer(way) for way in ways),
        "in_cash": bool(ways) and all(in_cash(way) for way in ways),
    }


def _other_rate(view: View, agreed: AgreedInterest) -> str:
    """Return a rate that is not one a year, with its clause: it has no blank of its own on the form."""
    said = {"利率": contract.rate_said(agreed.rate), "条款": agreed.clause}
    return fit(view, "form.other_rate", said)


def _given(view: View, payout: Payout, *, alone: bool) -> str:
    """Return one handing over; of a single one day and sum stand in blanks of their own."""
    return fit(view, "form.payout_how" if alone else "form.payout", _payout(view, payout))


def _payout(view: View, payout: Payout) -> dict[str, str]:
    return {
        "日期": day(payout.date),
        "金额": yuan(payout.amount),
        "方式": payout.channel,
        "证据": view.material.cite(payout.evidence),
    }


def paid_until(view: View) -> Told:
    """Return to which day interest is paid, with how it is derived; a mark where it cannot be told.

    Interest that was paid is counted off the days in their order; what does not fill a day is told as left over. Of
    several loans, or of interest that was never paid, the form has no one day.
    """
    paid = _repaid(view, Part.INTEREST)
    if not paid or _entered(view):
        return {"还息至": "", "还息推算": ""}
    reached = _reached(view, paid)
    if reached is None:
        where = view.material.contract.where
        return {"还息至": view.need("", "paid_until", where), "还息推算": ""}
    first, last, left = reached
    said = {"起": day(first), "止": day(last), "金额": yuan(paid), "余额": yuan(left) if left else ""}
    return {"还息至": day(last), "还息推算": view.pen.one("form.paid_until", said)}


def _reached(view: View, paid: Decimal) -> tuple[date, date, Decimal] | None:
    """Return the first day of interest, the last one that ``paid`` covers, and what is left over of it."""
    owing = [o for o in view.material.claims.account.obligations if o.lines]
    undated = any(payment.undated for payment in view.material.payments.values())
    lines = sorted((x for x in owing[0].lines if x.kind is Part.INTEREST), key=lambda x: x.first) if owing else []
    if len(owing) != 1 or undated or not lines:
        return None
    until: date | None = None
    left = paid
    for line in lines:
        if left >= line.amount:
            until, left = line.last, left - line.amount
            continue
        span = (line.last - line.first).days + 1
        days = int(left * span / line.amount)
        if days:
            until, left = (
                line.first + timedelta(days=days - 1),
                left - (line.amount * days / span).quantize(FEN, ROUND_HALF_UP),
            )
        break
    return (lines[0].first, until, max(left, ZERO)) if until else None


def _entered(view: View) -> bool:
    """Tell whether somebody entered how far a loan was repaid (要素栏) in his own words."""
    return any(one.row in _REPAID_ROW for one in view.material.told.form_entries)


#: The row on what was repaid, by its number.
_REPAID_ROW = frozenset({"8"})


def _repaid(view: View, part: Part) -> Decimal:
    return sum((s.amount for s in view.material.claims.account.shares if s.part is part), ZERO)
