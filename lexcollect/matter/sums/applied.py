"""Payments on several debts (清偿抵充): what is left by the statute, by an agreed order, by the other readings.

Owns the reading of debts and payments written in one line each; who is paid first is the law's (民法典 560, 561).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from lexcollect.cn.dates import BadDate, parse_date
from lexcollect.law.rules.account import account
from lexcollect.law.rules.appropriation import Settlement
from lexcollect.law.rules.debts import CHARGES_FIRST, STATUTE, Charge, Debt, Due, Order, Payment, clause
from lexcollect.law.rules.parts import Part
from lexcollect.law.rules.schedule import agreed
from lexcollect.matter.given import contradictions_refused
from lexcollect.matter.holidays import working_calendar
from lexcollect.matter.sums.inputs import Inputs
from lexcollect.matter.sums.rate import fixed_rate
from lexcollect.matter.sums.ruled import Figure, Ruled
from lexcollect.wording import say, text

if TYPE_CHECKING:
    from lexcollect.law.conventions import Conventions

#: The orders by their words: the statute's, all charges first, or principal first by agreement.
ORDERS: dict[str, Order] = {
    "statute": STATUTE,
    "charges_first": CHARGES_FIRST,
    "principal_first": clause(Part.PRINCIPAL),
}
Charges = Literal["penalty", "interest"]
_PARTS = {"penalty": Part.PENALTY, "interest": Part.INTEREST}
_FIELDS = 3


def debts_of(inputs: Inputs, written: Sequence[str], charges: Charges) -> list[Debt]:
    """Return the debts in ``written`` (``NAME:DUE:AMOUNT`` or ``NAME:DUE:AMOUNT:RATE``); a slip is noted."""
    found = []
    for one in written:
        parts = [part.strip() for part in one.replace("：", ":").split(":", _FIELDS)]
        if len(parts) < _FIELDS or not all(parts):
            inputs.say("LX-M238", "--debt", written=one[:60])
            continue
        try:
            due = parse_date(parts[1])
        except BadDate as bad:
            inputs.say("LX-M103", "--debt", written=one[:60], reason=text(f"general.date.{bad.reason}", day=bad.day))
            continue
        rate = fixed_rate(inputs, parts[_FIELDS]) if len(parts) > _FIELDS else None
        charge = (Charge(_PARTS[charges], agreed(rate)),) if rate else ()  # type: ignore[arg-type]
        found.append(Debt(parts[0], inputs.amount(parts[2], "--debt"), Due(due), charge))
    return found


def payments_of(inputs: Inputs, written: Sequence[str], debts: Sequence[Debt], last: date) -> list[Payment]:
    """Return the payments in ``written`` (``DATE:AMOUNT``, with ``:NAME`` where the payer named a debt)."""
    names = {debt.id for debt in debts}
    found = []
    for number, one in enumerate(written, 1):
        head, _, named = one.replace("：", ":").rpartition(":")
        if named not in names:
            head, named = one, ""
        for day, amount in inputs.dated([head], "--paid"):
            if day > last:
                inputs.say("LX-M111", "--paid", day=day, amount=amount, last=last)
            else:
                found.append(Payment(say("calc.payment_id", number=number), day, amount, named))
    return found


def applied(
    debts: Sequence[Debt], payments: Sequence[Payment], last: date, *, order: str, conventions: Conventions
) -> Ruled:
    """Return what ``payments`` leave of ``debts`` on ``last``, and what the other orders would leave."""
    with contradictions_refused():
        found = account(
            debts, payments, last, order=ORDERS[order], conventions=conventions, calendar=working_calendar()
        )
    value = found.value
    figures: tuple[tuple[str, Figure], ...] = (
        ("principal_left", value.principal),
        ("interest_left", value.interest),
        ("penalty_left", value.penalty),
        ("total_left", value.total),
    )
    readings = [
        (other.reading, other.value.total, other.value.total - value.total)
        for other in found.alternatives
        if isinstance(other.value, Settlement) and other.value.total != value.total
    ]
    readings += [(a.text, value.total + _yuan(a.effect), _yuan(a.effect)) for a in found.assumptions]
    return Ruled("apply", figures, found.trace, found.certainty, value.lines, readings=tuple(readings))


def _yuan(effect: Decimal | int | None) -> Decimal:
    return Decimal(effect or 0)
