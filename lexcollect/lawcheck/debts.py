"""What the rules of lending, enforcement and appropriation make of the input of a worked example.

Owns the same translation as ``lawcheck.money`` for the topics ``loan.*``, ``double_interest.*`` and
``appropriation.*``.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from lexcollect.law.conventions import DEFAULTS
from lexcollect.law.rules import lending
from lexcollect.law.rules.appropriation import Settlement, settle
from lexcollect.law.rules.debts import STATUTE, Charge, Debt, Due, Order, Payment, clause
from lexcollect.law.rules.enforcement import DoubleInterest, collected, double_base, double_interest
from lexcollect.law.rules.parts import Part
from lexcollect.law.rules.schedule import ZERO, yearly
from lexcollect.lawcheck.facts import Facts, Plain, Topic, kinds
from lexcollect.lawcheck.money import DAY, amount, conventions_of, day, pairs

_YEAR = 365
#: How the examples call the parts of a debt.
_PARTS = {"fees": Part.COSTS, "interest": Part.INTEREST, "penalty": Part.PENALTY, "principal": Part.PRINCIPAL}
#: How the examples call the items of a judgment.
_ITEMS = {
    "principal": "principal",
    "interest_to_2024-12-31": "general_interest",
    "general_interest": "general_interest",
    "liquidated_damages_fixed_sum": "fixed_penalty",
    "lawyer_fee_awarded": "lawyer_fee",
    "court_fee_to_creditor": "court_fee_to_creditor",
}


# --- private lending ---


def _cap(facts: Facts, _: Mapping[str, Any]) -> Plain:
    value = lending.capped_interest(
        facts.number("principal"),
        facts.number("agreed_annual_rate"),
        facts.need("contract_date"),
        facts.need("start_counted"),
        facts.need("end_not_counted"),
        filed=facts.day("filed"),
        until="payment",
        conventions=conventions_of(facts),
    ).value
    return {
        "cap": value.caps[-1].rate,
        "days": value.schedule.days,
        "interest": value.total,
        "part1": value.before,
        "part2": value.after,
        "total": value.total,
    }


def _no_rate(facts: Facts, _: Mapping[str, Any]) -> Plain:
    value = lending.overdue_without_rate(
        facts.number("principal"),
        facts.need("start_counted"),
        facts.need("end_not_counted"),
        until="payment",
        conventions=conventions_of(facts),
    ).value
    return {"rate": value.lines[0].rate, "interest": value.total}


def _compound(facts: Facts, _: Mapping[str, Any]) -> Plain:
    value = lending.rolled_over(
        facts.number("first_principal"),
        facts.need("first_date"),
        facts.number("agreed_rate"),
        facts.need("rolled_on"),
        facts.number("new_note"),
        facts.number("new_rate"),
        facts.need("second_term_end"),
    ).value
    return {"recognised_principal": value.principal, "ceiling_total": value.ceiling, "payable": value.payable}


def _total_cap(facts: Facts, _: Mapping[str, Any]) -> Plain:
    made = facts.need("contract_date")
    claimed, supported = lending.together_capped(
        facts.number("principal"),
        made,
        int(facts.number("days")),
        yearly_rates=(facts.number("overdue_rate"),),
        daily_rates=(facts.number("penalty_daily"),),
        year=int(facts.number("day_basis")),
    ).value
    return {"claimed": claimed, "cap": lending.four_times_lpr(made).value.rate, "supported": supported}


def _prededucted(facts: Facts, _: Mapping[str, Any]) -> Plain:
    note, deducted = facts.number("note_amount"), facts.number("interest_deducted_up_front")
    return {"principal": lending.lent_principal(note, deducted).value}


def _old_cap(facts: Facts, _: Mapping[str, Any]) -> Plain:
    kept, back = lending.paid_above_old_cap(
        facts.number("principal"), facts.number("paid_voluntarily_for_one_year"), Decimal(1), date(2019, 1, 1)
    ).value
    return {"kept": kept, "returnable": back}


# --- enforcement ---


def _double(facts: Facts, _: Mapping[str, Any]) -> Plain:
    base = facts.number("base") if facts.get("base") else _base(facts)
    instalments = (
        [(day(expires), amount(sum_)) for expires, sum_ in pairs(facts, "instalments")]
        if facts.get("instalments")
        else [(facts.need("performance_expires"), base)]
    )
    total = sum((part for _, part in instalments), ZERO)
    payments = (
        [(day(paid), amount(sum_)) for paid, sum_ in pairs(facts, "payments")]
        if facts.get("payments")
        else [(facts.need("paid", "paid_all"), total)]
    )
    value = double_interest(
        instalments, payments, suspensions=_suspensions(facts), conventions=conventions_of(facts, "day_basis_old_part")
    ).value
    return _double_plain(value, base)


def _base(facts: Facts) -> Decimal:
    items = facts.inner("judgment_items")
    if items is None:
        return ZERO
    return double_base({_ITEMS.get(key, key): items.number(key) for key in items.data}).value


def _suspensions(facts: Facts) -> list[tuple[date, date]]:
    rows = facts.get("suspended_not_at_debtors_request")
    # The second day carries the remark "(not counted end)" in the examples.
    return [(day(str(rows[0])), day(str(rows[1]).split(" ", 1)[0]))] if rows else []


def _double_plain(value: DoubleInterest, base: Decimal) -> Plain:
    return {
        "base": base,
        "days": value.days,
        "double_part": value.total,
        "new_part_double_only": value.total,
        "old_part_total_doubled": value.old.total if value.old else ZERO,
    }


def _double_order(facts: Facts, _: Mapping[str, Any]) -> Plain:
    debts = facts.inner("judgment_debts") or Facts({})
    names = ("fees_to_creditor", "general_interest", "principal")
    value = collected(
        [(name, debts.number(name)) for name in names], facts.number("double_part"), facts.number("collected")
    ).value
    fees, interest, principal = (value.used[name] for name in names)
    return {
        "fees": fees,
        "interest": interest,
        "principal": principal,
        "double_part_paid": value.double_paid,
        "double_part_left": value.double_left,
    }


# --- appropriation ---


def _single(facts: Facts, _: Mapping[str, Any]) -> Plain:
    debt = Debt(
        "A",
        facts.number("principal"),
        charges=(Charge(Part.INTEREST, yearly(facts.number("annual_rate")), facts.need("start_counted")),),
    )
    payments = [Payment(str(i), day(when), amount(sum_)) for i, (when, sum_) in enumerate(pairs(facts, "payments"))]
    end = facts.need("as_of_not_counted")
    conventions = conventions_of(facts)
    steps = [_step(debt, payments[: i + 1], conventions) for i in range(len(payments))]
    final = settle([debt], payments, end, conventions=conventions, until="payment").balance("A")
    return {"steps": steps, "final": {"principal": final.principal, "interest": final.interest}}


def _step(debt: Debt, payments: list[Payment], conventions: Any) -> Plain:
    """Return what the last of ``payments`` found and did: the settlement on its own day."""
    last = payments[-1]
    value = settle([debt], payments, last.day, conventions=conventions, until="payment")
    before = payments[-2].day if len(payments) > 1 else date.min
    lines = [line for line in value.lines if line.first >= before]
    balance = value.balance("A")
    return {
        "date": last.day,
        "paid": last.amount,
        "days": sum(line.days for line in lines),
        "interest_accrued": sum((line.amount for line in lines), ZERO),
        "to_interest": _given(value, last, Part.INTEREST),
        "to_principal": _given(value, last, Part.PRINCIPAL),
        "interest_left": balance.interest,
        "principal_left": balance.principal,
    }


def _given(value: Settlement, payment: Payment, part: Part) -> Decimal:
    return sum((s.amount for s in value.shares if s.payment == payment.id and s.part is part), ZERO)


def _one_debt(facts: Facts, _: Mapping[str, Any]) -> Plain:
    debt = Debt("A", facts.number("principal"), costs=facts.number("fees"), interest=facts.number("interest_accrued"))
    agreed = facts.get("agreed_order")
    order: Order = clause(*(_PARTS[str(part)] for part in agreed)) if agreed else STATUTE
    payment = Payment("p", DAY, facts.number("payment"))
    value = settle([debt], [payment], DAY, order=order, conventions=DEFAULTS)
    given = {name: _given(value, payment, part) for name, part in _PARTS.items()}
    return {**given, "principal_left": value.principal}


def _several(facts: Facts, _: Mapping[str, Any]) -> Plain:
    debts = [_debt_of(row) for row in facts.rows("debts")]
    when, sum_ = facts.get("payment")
    payment = Payment("p", day(str(when)), amount(str(sum_)), debt=facts.text("designated_at_payment"))
    value = settle(debts, [payment], payment.day)
    return {debt.id: sum((s.amount for s in value.shares if s.debt == debt.id), ZERO) for debt in debts}


def _debt_of(row: Facts) -> Debt:
    total = row.number("amount")
    return Debt(
        row.text("id"),
        total,
        Due(row.need("due")),
        secured=total if row.get("security") else ZERO,
        burden=row.number("rate") if row.get("rate") else Decimal(0),
    )


_LOAN = "principal:number contract_date:date agreed_annual_rate:number filed:date start_counted:date"
_DOUBLE = (
    "base:number judgment_items:items performance_expires:date paid:date paid_all:date payments:list instalments:list"
    " suspended_not_at_debtors_request:list day_basis_old_part:text"
)
_SINGLE = "principal:number annual_rate:number start_counted:date payments:list as_of_not_counted:date day_basis:text"
_ONE_DEBT = "principal:number fees:number interest_accrued:number payment:number agreed_order:list"
_SEVERAL = "debts:debts payment:list designated:none designated_at_payment:text"

TOPICS: dict[str, Topic] = {
    "loan.cap": Topic(_cap, kinds(f"{_LOAN} end_not_counted:date day_basis:text")),
    "loan.cap.transition": Topic(_cap, kinds(f"{_LOAN} end_not_counted:date day_basis:text")),
    # The due day is the day before the first counted one.
    "loan.overdue.no_rate": Topic(
        _no_rate,
        kinds(
            "principal:number agreed_rate:none agreed_overdue_rate:none due_date:told start_counted:date"
            " end_not_counted:date day_basis:text"
        ),
    ),
    "loan.compound": Topic(
        _compound,
        kinds(
            "first_principal:number first_date:date agreed_rate:number rolled_on:date new_note:number new_rate:number"
            " second_term_end:date"
        ),
    ),
    "loan.total_cap": Topic(
        _total_cap,
        kinds(
            "principal:number contract_date:date overdue_rate:number penalty_daily:number days:number day_basis:number"
        ),
    ),
    "loan.prededucted": Topic(_prededucted, kinds("note_amount:number interest_deducted_up_front:number")),
    # What was paid counts against 36 % a year, whatever higher rate was agreed.
    "loan.cap.old": Topic(_old_cap, kinds("principal:number agreed_rate:told paid_voluntarily_for_one_year:number")),
    "double_interest": Topic(_double, kinds(_DOUBLE)),
    "double_interest.partial": Topic(_double, kinds(_DOUBLE)),
    "double_interest.base": Topic(_double, kinds(_DOUBLE)),
    # The benchmark rate is looked up, not taken from the example.
    "double_interest.transition": Topic(_double, kinds(f"{_DOUBLE} benchmark:told")),
    "double_interest.instalments": Topic(_double, kinds(_DOUBLE)),
    "double_interest.suspension": Topic(_double, kinds(_DOUBLE)),
    "double_interest.order": Topic(
        _double_order, kinds("judgment_debts:judgment_debts double_part:number collected:number")
    ),
    "appropriation.single": Topic(_single, kinds(_SINGLE)),
    "appropriation.payment_below_interest": Topic(_single, kinds(_SINGLE)),
    "appropriation.fees_first": Topic(_one_debt, kinds(_ONE_DEBT)),
    "appropriation.agreement": Topic(_one_debt, kinds(_ONE_DEBT)),
    "appropriation.several_debts": Topic(_several, kinds(_SEVERAL)),
    "appropriation.designation": Topic(_several, kinds(_SEVERAL)),
}
