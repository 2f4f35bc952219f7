"""``calc fee`` (诉讼费用): one fee with its tiers, articles, who advances it, and what other readings change.

Owns which rule answers which ``--kind`` and how the answer is told; every figure is the business of
``law.rules.fees`` and ``law.rules.costs``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import click

from lexcollect.cli.calc_date import basis
from lexcollect.cli.calc_inputs import Inputs
from lexcollect.cli.calc_options import convention
from lexcollect.cli.calc_subs import sub_verb
from lexcollect.cli.options import Arg, Opt
from lexcollect.cli.report import Report
from lexcollect.wording import Text, say, text

if TYPE_CHECKING:
    from lexcollect.cli.console import Console
    from lexcollect.law.conventions import Conventions
    from lexcollect.law.trace import Answer

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
HALVINGS = ("simplified", "mediation", "withdrawal", "joined")
#: Which grounds halve which fee.
_HALVED = {"acceptance": HALVINGS, "counterclaim": ("joined",), "appeal": ("withdrawal",)}
#: Kinds that are possible without an amount although the fee usually follows it.
_NO_AMOUNT = ("preservation", "enforcement")


@sub_verb(
    "fee",
    Arg(["written"], "calc.value.amount", required=False),
    Opt(["--kind"], "calc.opt.fee_kind", type=click.Choice(KINDS), default="acceptance"),
    Opt(["--halved"], "calc.opt.halved", type=click.Choice(HALVINGS), multiple=True),
    convention("fees"),
)
def command(console: Console, written: str | None, kind: str, halved: tuple[str, ...], fees: str | None) -> Report:
    """Compute one fee on the as-of day."""
    from lexcollect.law.conventions import Conventions

    inputs = Inputs()
    amount = _amount(inputs, written, kind)
    for ground in halved:
        if ground not in _HALVED.get(kind, ()):
            inputs.say("LX-M119", "--halved", ground=text(f"law_money.half.{ground}"), kind=text(f"calc.kind.{kind}"))
    found = inputs.done()
    chosen = Conventions(fees=fees or "fen")  # type: ignore[arg-type]
    day = console.settings.as_of

    def compute(conventions: Conventions, grounds: tuple[str, ...]) -> Answer[Any]:
        return answer_for(kind, amount, day, grounds, conventions)

    answer = compute(chosen, halved)
    readings = _readings(answer, chosen, kind, halved, compute)
    return Report(found, as_json(kind, answer, readings), lambda out: _show(out, kind, answer, readings))


def _amount(inputs: Inputs, written: str | None, kind: str) -> Decimal | None:
    """Return the amount the fee is taken on; ``None`` where none is needed or none was given."""
    if written is not None:
        # A fee by law takes no amount; what was typed is still checked, so that a slip is not passed over.
        value = inputs.amount(written, "", zero=True)
        return None if kind in BY_LAW else value
    if kind in BY_AMOUNT and kind not in _NO_AMOUNT:
        inputs.say("LX-M120", kind=text(f"calc.kind.{kind}"))
    return None


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
) -> list[tuple[Text, Decimal, Decimal]]:
    """Return what other roundings and halvings would come to: reading, amount, difference in yuan."""
    from lexcollect.law.conventions import OPTIONS, reading
    from lexcollect.law.rules.fees import Fee

    now = answer.value
    if not isinstance(now, Fee):
        return []
    cases = [
        (reading("fees", value), compute(replace(chosen, fees=value), halved))  # type: ignore[arg-type]
        for value in OPTIONS["fees"]
        if value != chosen.fees
    ]
    if halved:
        cases.append((text("calc.fee.not_halved"), compute(chosen, ())))
    else:
        cases += [
            (text("calc.fee.if_halved", ground=text(f"law_money.half.{ground}")), compute(chosen, (ground,)))
            for ground in _HALVED.get(kind, ())[:1]
        ]
    found = [(said, other.value.amount, other.value.amount - now.amount) for said, other in cases]
    return [(said, value, effect) for said, value, effect in found if effect]


def as_json(kind: str, answer: Answer[Any], readings: list[tuple[Text, Decimal, Decimal]]) -> dict[str, Any]:
    """Return the fee or the range, the working and the other readings as plain data."""
    from lexcollect.law.rules.fees import Fee

    value = answer.value
    data: dict[str, Any] = {"kind": kind}
    if isinstance(value, Fee):
        data |= {
            "amount": str(value.amount),
            "exact": str(value.exact),
            "full": str(value.full),
            "base": str(value.base),
            "working": value.working,
            "cap": None if value.cap is None else str(value.cap),
            "tiers": [{"part": str(t.part), "percent": str(t.percent), "amount": str(t.amount)} for t in value.tiers],
            "prepaid_by": value.prepaid_by,
            "borne_by": value.borne_by,
        }
    else:
        data |= {"low": str(value.low), "high": str(value.high)}
    data["trace"] = [
        {"rule": s.rule, "text": s.text.render(), "cites": [str(c) for c in s.cites]} for s in answer.trace
    ]
    data["conventions"] = [a.text.render() for a in answer.assumptions]
    data["alternatives"] = [
        {"reading": said.render(), "amount": str(value), "effect": str(effect)} for said, value, effect in readings
    ]
    return data


def _show(out: Console, kind: str, answer: Answer[Any], readings: list[tuple[Text, Decimal, Decimal]]) -> None:
    from lexcollect.cli.calc import signed
    from lexcollect.law.rules.fees import Fee

    value = answer.value
    name = text(f"calc.kind.{kind}")
    if isinstance(value, Fee):
        out.say("calc.fee.head", kind=name, amount=value.amount)
        _tiers(out, value)
    else:
        out.say("calc.fee.band", kind=name, low=value.low, high=value.high)
    out.say("calc.head.basis")
    for step in answer.trace:
        out.line("  " + step.text.render() + basis(step.cites))
    if readings:
        out.say("calc.head.otherwise")
    for said, amount, effect in readings:
        out.line("  " + say("calc.fee.effect", reading=said, amount=amount, effect=signed(effect)))
    if answer.assumptions:
        out.say("calc.head.conventions")
    for assumption in answer.assumptions:
        out.line("  " + assumption.text.render())


def _tiers(out: Console, fee: Any) -> None:
    """Print the tiers with what each adds, so that the sum can be redone by hand."""
    if len(fee.tiers) < 2:
        return
    heads = [say(f"calc.col.{c}") for c in ("part", "percent", "fee")]
    rows = [
        (
            f"{t.part:,.2f}",
            f"{t.percent.normalize():f}%" if t.percent else say("calc.fee.flat"),
            f"{t.amount.quantize(Decimal('0.0001')).normalize():,f}",
        )
        for t in fee.tiers
    ]
    rows.append((f"{fee.base:,.2f}", "", f"{sum(t.amount for t in fee.tiers):,f}"))
    out.table(heads, rows, right=(0, 1, 2))
