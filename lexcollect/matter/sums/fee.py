"""Fees: one fee of a court or of an arbitration on one day, and what other readings of it come to.

Owns which amounts and grounds a kind of fee takes, and the use of a table of the user's own; every figure is the
business of ``law.rules.fees`` and ``law.own_fees``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lexcollect.law.fee_kinds import GROUNDS, kinds
from lexcollect.matter.given import contradictions_refused
from lexcollect.records import dataclass
from lexcollect.wording import Text, pair, text

if TYPE_CHECKING:
    from lexcollect.law.conventions import Conventions
    from lexcollect.law.own_fees import OwnTable
    from lexcollect.law.rules.fee_claims import FeeChange
    from lexcollect.law.trace import Answer
    from lexcollect.matter.sums.inputs import Inputs

#: Every kind of fee, in the order of the help page: one file of ``law/data/fees`` each.
KINDS = kinds()
#: Grounds on which a fee is halved (诉讼费用交纳办法 15–18); which fee they halve, its file says.
HALVINGS = GROUNDS
#: The fee that follows a change of the claim (诉讼费用交纳办法 21).
_CHANGED = "acceptance"
#: The kind of a sum by a table of the user.
OWN = "own"


@dataclass(frozen=True)
class FeeReading:
    """Another reading of a fee: what it says, the fee then, and the difference in yuan."""

    text: Text
    amount: Decimal
    effect: Decimal


@dataclass(frozen=True)
class FeeFound:
    """A fee (or the range the law gives) with other readings of it; ``called`` is how it is named."""

    kind: str
    called: Text
    answer: Answer[Any]
    readings: tuple[FeeReading, ...]
    change: Answer[FeeChange] | None = None


def check_change(inputs: Inputs, written: str | None, kind: str, halved: Sequence[str]) -> Decimal | None:
    """Return the amount claimed before a change; it goes with the whole acceptance fee alone (诉讼费用交纳办法 21)."""
    if written is None:
        return None
    if kind != _CHANGED or halved:
        inputs.say("LX-L645", "--was")
    return inputs.amount(written, "--was", zero=True)


def changed(
    found: FeeFound, was: Decimal, now: Decimal, day: date, conventions: Conventions, *, late: bool
) -> FeeFound:
    """Return ``found`` with what changing the claim costs or brings back; ``late``: after court investigation (35)."""
    from lexcollect.law.rules.fee_claims import change_of_claim

    return replace(found, change=change_of_claim(was, now, day, investigation_over=late, conventions=conventions))


def check_fee(inputs: Inputs, written: str | None, kind: str, halved: Sequence[str]) -> Decimal | None:
    """Return the amount the fee is taken on; ``None`` where none is needed or none was given. Slips are noted."""
    from lexcollect.law.fee_record import fee_record

    record = fee_record(kind)
    amount = _amount(inputs, written, record.amount, record.called)
    for ground in halved:
        if ground not in record.halved:
            inputs.say("LX-M119", "--halved", ground=text(f"law_money.half.{ground}"), kind=record.called)
    return amount


def check_own(inputs: Inputs, written: str | None, path: Path, halved: Sequence[str]) -> tuple[Decimal, OwnTable]:
    """Return the amount and the user's table in the file ``path``; every slip in either is noted, an error refused."""
    from lexcollect.law.own_fees import read_table

    table, problems = read_table(path)
    inputs.findings += problems
    called = text("calc.fee.own")
    amount = _amount(inputs, written, "needed", called)
    for ground in halved:
        inputs.say("LX-M119", "--halved", ground=text(f"law_money.half.{ground}"), kind=called)
    inputs.done()
    assert table is not None and amount is not None  # otherwise there was a finding
    return amount, table


def _amount(inputs: Inputs, written: str | None, wanted: str, called: Text) -> Decimal | None:
    if written is not None:
        # A fee by law takes no amount; what was typed is still checked, so that a slip is not passed over.
        value = inputs.amount(written, "", zero=True)
        return None if wanted == "none" else value
    if wanted == "needed":
        inputs.say("LX-M120", kind=called)
    return None


def fee(kind: str, amount: Decimal | None, day: date, halved: tuple[str, ...], conventions: Conventions) -> FeeFound:
    """Return the fee of ``kind`` on ``amount`` under the law of ``day``, and its other readings."""
    from lexcollect.law.conventions import reading
    from lexcollect.law.fee_record import fee_record
    from lexcollect.law.options import FeeRounding
    from lexcollect.law.rules.fees import Fee

    def compute(with_conventions: Conventions, grounds: tuple[str, ...]) -> Answer[Any]:
        return answer_for(kind, amount, day, grounds, with_conventions)

    record, answer = fee_record(kind), compute(conventions, halved)
    if not isinstance(answer.value, Fee):
        return FeeFound(kind, record.called, answer, ())
    cases = [
        (reading(value), compute(replace(conventions, fees=value), halved))
        for value in FeeRounding
        if value is not conventions.fees
    ]
    if halved:
        cases.append((text("calc.fee.not_halved"), compute(conventions, ())))
    else:
        cases += [
            (text("calc.fee.if_halved", ground=text(f"law_money.half.{ground}")), compute(conventions, (ground,)))
            for ground in tuple(record.halved)[:1]
        ]
    return FeeFound(kind, record.called, answer, _readings(answer.value.amount, cases))


def own_fee(table: OwnTable, amount: Decimal, day: date, conventions: Conventions) -> FeeFound:
    """Return the fees of the user's ``table`` on ``amount``, and what other roundings come to."""
    from lexcollect.law.conventions import reading
    from lexcollect.law.options import FeeRounding
    from lexcollect.law.own_fees import own_fees

    def compute(chosen: Conventions) -> Answer[Any]:
        with contradictions_refused():  # an amount above the last row of the table
            return own_fees(table, amount, day, conventions=chosen)

    answer = compute(conventions)
    cases = [
        (reading(value), compute(replace(conventions, fees=value)))
        for value in FeeRounding
        if value is not conventions.fees
    ]
    called = pair(table.title, table.title)
    return FeeFound(OWN, called, answer, _readings(answer.value.amount, cases))


def answer_for(
    kind: str, amount: Decimal | None, day: date, halved: tuple[str, ...], conventions: Conventions
) -> Answer[Any]:
    """Return the law's answer for ``kind``: a fee, or a band where the law gives a range."""
    from lexcollect.law.rules import fees

    return fees.fee(kind, amount, day, halved=halved, conventions=conventions)


def _readings(now: Decimal, cases: Sequence[tuple[Text, Answer[Any]]]) -> tuple[FeeReading, ...]:
    """Return the readings that come to another amount than ``now``."""
    found = (FeeReading(said, other.value.amount, other.value.amount - now) for said, other in cases)
    return tuple(one for one in found if one.effect)
