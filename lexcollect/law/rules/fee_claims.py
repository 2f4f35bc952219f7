"""The claim behind a court fee: what it is worth, and what a changed claim does to the fee (诉讼标的额).

Owns the value of the claims and the difference that is paid or comes back; the fee itself is ``law.rules.fees``.
Refuses negative claims (:class:`~lexcollect.law.rules.schedule.BadMoney`).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from lexcollect.law.book import Book
from lexcollect.law.conventions import DEFAULTS, Conventions
from lexcollect.law.rules.fees import MEASURES, acceptance_fee
from lexcollect.law.rules.schedule import ZERO, BadMoney
from lexcollect.law.trace import Answer, Citation, Step
from lexcollect.records import dataclass
from lexcollect.wording import text


@dataclass(frozen=True, slots=True)
class FeeChange:
    """What a changed claim does to the fee: ``top_up`` to pay, ``refund`` to come back."""

    before: Decimal
    after: Decimal
    top_up: Decimal = ZERO
    refund: Decimal = ZERO


def change_of_claim(
    before: Decimal,
    after: Decimal,
    day: date,
    *,
    investigation_over: bool = False,
    conventions: Conventions = DEFAULTS,
    book: Book | None = None,
) -> Answer[FeeChange]:
    """Return what a changed claim costs: pay the difference (21(1)), or get it back (21(2)).

    After the end of court investigation a reduction brings nothing back (35).
    """
    old = acceptance_fee(before, day, conventions=conventions, book=book).value.amount
    new = acceptance_fee(after, day, conventions=conventions, book=book).value.amount
    if new >= old:
        change, cite, key = FeeChange(old, new, top_up=new - old), "21(1)", "raised"
    elif investigation_over:
        change, cite, key = FeeChange(old, new), "35", "lowered_late"
    else:
        change, cite, key = FeeChange(old, new, refund=old - new), "21(2)", "lowered"
    said = text(f"law_money.step.claim_{key}", before=old, after=new, difference=abs(new - old))
    return Answer(change, (Step("fee.change", said, (Citation(MEASURES, cite),)),))


def claim_value(property_claims: Sequence[Decimal], *, other_claims: int = 0) -> Answer[Decimal]:
    """Return the value of the claims (诉讼标的额): money claims add up, others do not count beside them.

    ``property_claims`` hold principal, interest and penalty to the filing day, claimed costs; interest that runs
    on afterwards and the court fee itself are not valued. 诉讼费用交纳办法 13(1)(1), 民诉法解释 201.
    """
    if any(claim < 0 for claim in property_claims):
        raise BadMoney("negative_claim")
    total = sum(property_claims, ZERO)
    said = text("law_money.step.claim_value", total=total, count=len(property_claims), others=other_claims)
    cites = (Citation(MEASURES, "13(1)(1)"), Citation("民诉法解释", "201"))
    return Answer(total, (Step("fee.claim_value", said, cites, result=total),))


def announcement_note() -> Step:
    """Return what holds for 公告费: actual cost, paid directly to who publishes, not a court fee (12(1))."""
    return Step("fee.announcement", text("law_money.step.announcement"), (Citation(MEASURES, "12(1)"),))
