"""Fees: one fee of a court or of an arbitration on one day, and what other readings of it come to.

Owns which rule answers which kind, and which grounds halve which fee; every figure is the business of
``law.rules.fees`` and ``law.rules.costs``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from lexcollect.wording import Text, text

if TYPE_CHECKING:
    from lexcollect.law.conventions import Conventions
    from lexcollect.law.trace import Answer
    from lexcollect.matter.sums.inputs import Inputs

#: Kinds whose fee depends on an amount.
BY_AMOUNT = (
    "acceptance",
    "preservation",
    "enforcement",
    "payment-order",
    "appeal",
    "counterclaim",
    "bankruptcy",
    "arbitration",
)
#: Kinds with one figure or a range by law, whatever the amount.
BY_LAW = ("jurisdiction", "non-property", "labour", "public-summons", "arbitration-review")
KINDS = (*BY_AMOUNT, *BY_LAW)
#: Grounds on which a fee is halved (诉讼费用交纳办法 15–18).
HALVINGS = ("simplified", "mediation", "withdrawal", "joined")
#: Which grounds halve which fee.
HALVED = {"acceptance": HALVINGS, "counterclaim": ("joined",), "appeal": ("withdrawal",)}
#: Kinds that are possible without an amount although the fee usually follows it.
_NO_AMOUNT = ("preservation", "enforcement")


@dataclass(frozen=True)
class FeeReading:
    """Another reading of a fee: what it says, the fee then, and the difference in yuan."""

    text: Text
    amount: Decimal
    effect: Decimal


@dataclass(frozen=True)
class FeeFound:
    """A fee (or the range the law gives) with other readings of it."""

    kind: str
    answer: Answer[Any]
    readings: tuple[FeeReading, ...]


def check_fee(inputs: Inputs, written: str | None, kind: str, halved: Sequence[str]) -> Decimal | None:
    """Return the amount the fee is taken on; ``None`` where none is needed or none was given. Slips are noted."""
    amount = _amount(inputs, written, kind)
    for ground in halved:
        if ground not in HALVED.get(kind, ()):
            inputs.say("LX-M119", "--halved", ground=text(f"law_money.half.{ground}"), kind=text(f"calc.kind.{kind}"))
    return amount


def _amount(inputs: Inputs, written: str | None, kind: str) -> Decimal | None:
    if written is not None:
        # A fee by law takes no amount; what was typed is still checked, so that a slip is not passed over.
        value = inputs.amount(written, "", zero=True)
        return None if kind in BY_LAW else value
    if kind in BY_AMOUNT and kind not in _NO_AMOUNT:
        inputs.say("LX-M120", kind=text(f"calc.kind.{kind}"))
    return None


def fee(kind: str, amount: Decimal | None, day: date, halved: tuple[str, ...], conventions: Conventions) -> FeeFound:
    """Return the fee of ``kind`` on ``amount`` under the law of ``day``, and its other readings."""

    def compute(with_conventions: Conventions, grounds: tuple[str, ...]) -> Answer[Any]:
        return answer_for(kind, amount, day, grounds, with_conventions)

    answer = compute(conventions, halved)
    return FeeFound(kind, answer, tuple(_readings(answer, conventions, kind, halved, compute)))


def answer_for(
    kind: str, amount: Decimal | None, day: date, halved: tuple[str, ...], conventions: Conventions
) -> Answer[Any]:
    """Return the law's answer for ``kind``: a fee, or a band where the law gives a range."""
    from lexcollect.law.rules import fees
    from lexcollect.law.rules.costs import arbitration_band

    name = kind.replace("-", "_")
    if kind in ("jurisdiction", "non-property"):
        return fees.fee_band(name, day)  # type: ignore[arg-type]
    if kind in BY_LAW:
        return fees.fixed_fee(name, day)  # type: ignore[arg-type]
    if kind == "preservation":
        return fees.preservation_fee(amount, day, conventions=conventions)
    if amount is None:
        return fees.fee_band("enforcement_no_amount", day)
    if kind == "arbitration":
        return arbitration_band(amount, day)
    if kind == "acceptance":
        return fees.acceptance_fee(amount, day, halved=halved, conventions=conventions)  # type: ignore[arg-type]
    if kind == "counterclaim":
        # Halved only when tried together with the claim (18): that has to be said.
        return fees.counterclaim_fee(amount, day, joined=bool(halved), conventions=conventions)
    if kind == "appeal":
        return fees.appeal_fee(amount, day, withdrawn="withdrawal" in halved, conventions=conventions)
    rule = {
        "enforcement": fees.enforcement_fee,
        "payment-order": fees.payment_order_fee,
        "bankruptcy": fees.bankruptcy_fee,
    }[kind]
    return rule(amount, day, conventions=conventions)


def _readings(
    answer: Answer[Any],
    chosen: Conventions,
    kind: str,
    halved: tuple[str, ...],
    compute: Callable[[Conventions, tuple[str, ...]], Answer[Any]],
) -> list[FeeReading]:
    """Return what other roundings and halvings would come to."""
    from lexcollect.law.conventions import reading
    from lexcollect.law.options import FeeRounding
    from lexcollect.law.rules.fees import Fee

    now = answer.value
    if not isinstance(now, Fee):
        return []
    cases = [
        (reading(value), compute(replace(chosen, fees=value), halved))
        for value in FeeRounding
        if value is not chosen.fees
    ]
    if halved:
        cases.append((text("calc.fee.not_halved"), compute(chosen, ())))
    else:
        cases += [
            (text("calc.fee.if_halved", ground=text(f"law_money.half.{ground}")), compute(chosen, (ground,)))
            for ground in HALVED.get(kind, ())[:1]
        ]
    found = [FeeReading(said, other.value.amount, other.value.amount - now.amount) for said, other in cases]
    return [one for one in found if one.effect]
