"""Court fees (诉讼费用): 诉讼费用交纳办法, every figure with its tiers.

Owns the amounts of acceptance and application fees, halving, changes of the claim, who advances and who bears.
Refuses negative amounts (:class:`~lexcollect.law.rules.schedule.BadMoney`) and days before 2007-04-01. Where the
law gives a range it returns the range and invents no figure. The court's own notice of payment decides.

Says: tiers accumulate (13, 14); the unrounded sum is halved or divided, then rounded once (C7); halved only once
(民诉法解释 206).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from typing import Literal, NamedTuple

from lexcollect.cn.amounts import FEN
from lexcollect.law.book import Book, shipped_book
from lexcollect.law.conventions import DEFAULTS, Conventions, reading
from lexcollect.law.options import FeeRounding
from lexcollect.law.parameters import Value
from lexcollect.law.rules.schedule import ZERO, BadMoney
from lexcollect.law.trace import Answer, Assumption, Certainty, Citation, Step
from lexcollect.wording import text

MEASURES = "诉讼费用交纳办法"
_YUAN = Decimal(1)

#: What halves an acceptance fee, with its article.
Halving = Literal["simplified", "mediation", "withdrawal", "joined"]
HALVED_BY: dict[str, Citation] = {
    "simplified": Citation(MEASURES, "16"),
    "mediation": Citation(MEASURES, "15"),
    "withdrawal": Citation(MEASURES, "15"),
    "joined": Citation(MEASURES, "18"),
}
_ONCE = Citation("民诉法解释", "206")


class Tier(NamedTuple):
    """One tier of a fee: the part of the amount inside it, its percentage (0 = flat) and the unrounded fee."""

    part: Decimal
    percent: Decimal
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Fee:
    """A fee in yuan.

    ``base`` is the amount it is taken on, ``exact`` the unrounded sum after halving and before any ceiling,
    ``full`` the rounded fee without halving. ``cap`` is the ceiling if it was reached. ``prepaid_by`` and
    ``borne_by`` are keys of the wording (``law_money.payer.…``); empty ``prepaid_by``: nobody pays in advance.
    ``bears_under`` is the article of the Measures on who bears it.
    """

    kind: str
    base: Decimal
    amount: Decimal
    exact: Decimal
    full: Decimal
    tiers: tuple[Tier, ...] = ()
    cap: Decimal | None = None
    prepaid_by: str = "plaintiff"
    borne_by: str = "loser"
    bears_under: str = "29"

    @property
    def working(self) -> str:
        """Return the tiers of the full fee as a sum to redo by hand: ``50+2,250+…+359,193.80×0.9%``."""
        return "+".join(_tier_words(tier, last=i == len(self.tiers) - 1) for i, tier in enumerate(self.tiers))


@dataclass(frozen=True, slots=True)
class Band:
    """A range the law leaves to the province or the institution: no single figure exists here."""

    kind: str
    low: Decimal
    high: Decimal


@dataclass(frozen=True, slots=True)
class FeeChange:
    """What a changed claim does to the fee: ``top_up`` to pay, ``refund`` to come back."""

    before: Decimal
    after: Decimal
    top_up: Decimal = ZERO
    refund: Decimal = ZERO


def _tier_words(tier: Tier, *, last: bool) -> str:
    if not tier.percent or (not last and tier.amount == tier.amount.to_integral()):
        return f"{tier.amount:,.2f}".removesuffix(".00")
    return f"{tier.part:,.2f}".removesuffix(".00") + f"×{tier.percent.normalize():f}%"


def acceptance_fee(
    claim: Decimal,
    day: date,
    *,
    halved: Iterable[Halving] = (),
    conventions: Conventions = DEFAULTS,
    book: Book | None = None,
) -> Answer[Fee]:
    """Return the acceptance fee of a property case (案件受理费, 诉讼费用交纳办法 13(1)(1)) on ``claim`` yuan.

    ``halved`` names every ground for halving (15, 16, 18); however many there are, it is halved once
    (民诉法解释 206).
    """
    law = book or shipped_book()
    rates = law.at("money.court_fee_acceptance", day)
    tiers = _tiers(claim, rates, law.at("money.court_fee_acceptance_base", day))
    grounds = tuple(halved)
    share = law.at("money.court_fee_half", day).decimal if grounds else _YUAN
    fee = _fee("acceptance", claim, tiers, conventions, times=share)
    if "withdrawal" in grounds:
        fee = replace(fee, borne_by="plaintiff", bears_under="34")
    steps = [_working(fee, "acceptance", rates.cite)]
    if grounds:
        cites = tuple(dict.fromkeys(HALVED_BY[g] for g in grounds)) + ((_ONCE,) if len(grounds) > 1 else ())
        grounds_said = tuple(text(f"law_money.half.{ground}") for ground in grounds)
        steps.append(
            Step(
                "fee.half",
                text("law_money.step.half", full=fee.full, amount=fee.amount, grounds=grounds_said),
                cites,
                result=fee.amount,
            )
        )
    return _answer(fee, steps, conventions)


def counterclaim_fee(
    claim: Decimal, day: date, *, joined: bool = True, conventions: Conventions = DEFAULTS, book: Book | None = None
) -> Answer[Fee]:
    """Return the fee of a counterclaim (反诉): half when tried together (18), advanced by the defendant (20(1))."""
    grounds: tuple[Halving, ...] = ("joined",) if joined else ()
    answer = acceptance_fee(claim, day, halved=grounds, conventions=conventions, book=book)
    return replace(answer, value=replace(answer.value, kind="counterclaim", prepaid_by="counterclaimant"))


def appeal_fee(
    appealed: Decimal,
    day: date,
    *,
    withdrawn: bool = False,
    conventions: Conventions = DEFAULTS,
    book: Book | None = None,
) -> Answer[Fee]:
    """Return the fee of an appeal on the part of the judgment not accepted (17); withdrawn: half (15, 34)."""
    grounds: tuple[Halving, ...] = ("withdrawal",) if withdrawn else ()
    answer = acceptance_fee(appealed, day, halved=grounds, conventions=conventions, book=book)
    said = Step("fee.appeal", text("law_money.step.appeal", amount=appealed), (Citation(MEASURES, "17"),))
    fee = replace(answer.value, kind="appeal", prepaid_by="appellant", borne_by="appellant" if withdrawn else "loser")
    return replace(answer, value=fee, trace=(said, *answer.trace))


def preservation_fee(
    amount: Decimal | None, day: date, *, conventions: Conventions = DEFAULTS, book: Book | None = None
) -> Answer[Fee]:
    """Return the preservation fee (保全申请费, 14) on the amount actually preserved; ``None``: no amount.

    The applicant bears it and may put it into the claims of the suit (38(3)).
    """
    law = book or shipped_book()
    rates = law.at("money.court_fee_preservation", day)
    base = amount or ZERO
    tiers = _tiers(base, rates, law.at("money.court_fee_preservation_base", day))
    fee = _fee("preservation", base, tiers, conventions, cap=law.at("money.court_fee_preservation_cap", day).decimal)
    fee = replace(fee, prepaid_by="applicant", borne_by="applicant_may_claim", bears_under="38")
    bears = Step("fee.bears", text("law_money.payer.applicant_may_claim"), (Citation(MEASURES, "38(3)"),))
    return _answer(fee, [_working(fee, "preservation", rates.cite), bears], conventions)


def payment_order_fee(
    claim: Decimal, day: date, *, conventions: Conventions = DEFAULTS, book: Book | None = None
) -> Answer[Fee]:
    """Return the fee of a payment order (支付令): a third of the acceptance fee (14), advanced by the applicant."""
    law = book or shipped_book()
    divisor = law.at("money.court_fee_payment_order", day)
    rates = law.at("money.court_fee_acceptance", day)
    tiers = _tiers(claim, rates, law.at("money.court_fee_acceptance_base", day))
    fee = _fee("payment_order", claim, tiers, conventions, over=divisor.decimal)
    fee = replace(fee, prepaid_by="applicant", borne_by="debtor_unless_objection", bears_under="36")
    steps = [
        _working(fee, "payment_order", rates.cite + divisor.cite, str(divisor.value)),
        Step("fee.bears", text("law_money.payer.debtor_unless_objection"), (Citation(MEASURES, "36"),)),
    ]
    return _answer(fee, steps, conventions)


def enforcement_fee(
    amount: Decimal, day: date, *, conventions: Conventions = DEFAULTS, book: Book | None = None
) -> Answer[Fee]:
    """Return the enforcement fee (执行申请费, 14): not advanced (20(2)), borne by the debtor (38(1)).

    Without an amount the law gives a range: :func:`fee_band` ``enforcement_no_amount``.
    """
    law = book or shipped_book()
    rates = law.at("money.court_fee_enforcement", day)
    tiers = _tiers(amount, rates, law.at("money.court_fee_enforcement_base", day))
    fee = replace(_fee("enforcement", amount, tiers, conventions), prepaid_by="", borne_by="debtor", bears_under="38")
    cites = (Citation(MEASURES, "20(2)"), Citation(MEASURES, "38(1)"))
    bears = Step("fee.bears", text("law_money.payer.debtor"), cites)
    return _answer(fee, [_working(fee, "enforcement", rates.cite), bears], conventions)


def bankruptcy_fee(
    estate: Decimal, day: date, *, conventions: Conventions = DEFAULTS, book: Book | None = None
) -> Answer[Fee]:
    """Return the fee of a bankruptcy case: half the acceptance fee on the estate, with a ceiling (14)."""
    law = book or shipped_book()
    rates = law.at("money.court_fee_acceptance", day)
    cap = law.at("money.court_fee_bankruptcy_cap", day)
    tiers = _tiers(estate, rates, law.at("money.court_fee_acceptance_base", day))
    fee = _fee(
        "bankruptcy", estate, tiers, conventions, cap=cap.decimal, times=law.at("money.court_fee_half", day).decimal
    )
    fee = replace(fee, prepaid_by="", borne_by="estate", bears_under="42")
    return _answer(fee, [_working(fee, "bankruptcy", rates.cite + cap.cite, "2")], conventions)


#: Fees that are one figure, by kind: parameter, who advances, who bears.
_FIXED = {
    "public_summons": ("money.court_fee_public_summons", "applicant", "applicant", "37"),
    "arbitration_review": ("money.court_fee_arbitration_review", "applicant", "court_decides", "38(4)"),
    "labour": ("money.court_fee_labour", "plaintiff", "loser", "29(1)"),
}
BANDS = {
    "jurisdiction": "money.court_fee_jurisdiction",
    "non_property": "money.court_fee_non_property",
    "enforcement_no_amount": "money.court_fee_enforcement_no_amount",
}


def fixed_fee(
    kind: Literal["public_summons", "arbitration_review", "labour"], day: date, *, book: Book | None = None
) -> Answer[Fee]:
    """Return a fee that is one figure: 公示催告, 撤销仲裁裁决或认定仲裁协议效力, 劳动争议."""
    name, prepaid, borne, article = _FIXED[kind]
    value = (book or shipped_book()).at(name, day)
    amount = value.decimal.quantize(FEN)
    fee = Fee(kind, ZERO, amount, amount, amount, prepaid_by=prepaid, borne_by=borne, bears_under=article.split("(")[0])
    steps = [
        Step(f"fee.{kind}", text("law_money.step.fixed_fee", amount=amount), value.cite, result=amount),
        Step("fee.bears", text(f"law_money.payer.{borne}"), (Citation(MEASURES, article),)),
    ]
    return Answer(fee, tuple(steps))


def fee_band(
    kind: Literal["jurisdiction", "non_property", "enforcement_no_amount"], day: date, *, book: Book | None = None
) -> Answer[Band]:
    """Return a fee the law gives as a range; the province or the court fixes the figure inside it."""
    value = (book or shipped_book()).at(BANDS[kind], day)
    low, high = (Decimal(str(part)).quantize(FEN) for part in tuple(value.value))
    said = text("law_money.step.band", low=low, high=high)
    return Answer(Band(kind, low, high), (Step(f"fee.{kind}", said, value.cite),))


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


def _tiers(amount: Decimal, rates: Value, base: Value) -> tuple[Tier, ...]:
    """Return the tiers ``amount`` reaches; the first is the flat sum ``base``."""
    if amount < 0:
        raise BadMoney("negative_claim")
    rows = [(Decimal(above), Decimal(percent)) for above, percent in _rows(rates)]
    found = [Tier(min(amount, rows[1][0]), Decimal(0), base.decimal)]
    for index, (above, percent) in enumerate(rows[1:], 1):
        if amount <= above:
            break
        upper = rows[index + 1][0] if index + 1 < len(rows) else amount
        part = min(amount, upper) - above
        found.append(Tier(part, percent, part * percent / 100))
    return tuple(found)


def _rows(rates: Value) -> list[tuple[str, str]]:
    return [(row[0], row[1]) for row in rates.value]


def _fee(
    kind: str,
    base: Decimal,
    tiers: tuple[Tier, ...],
    conventions: Conventions,
    *,
    times: Decimal = _YUAN,
    over: Decimal = _YUAN,
    cap: Decimal | None = None,
) -> Fee:
    full = sum((tier.amount for tier in tiers), Decimal(0))
    exact = full * times / over
    reached = cap if cap is not None and exact > cap else None
    amount = _rounded(exact if reached is None else reached, conventions)
    return Fee(kind, base, amount, exact, _rounded(full, conventions), tiers, reached)


def _rounded(amount: Decimal, conventions: Conventions) -> Decimal:
    if conventions.fees is FeeRounding.FEN:
        return amount.quantize(FEN, ROUND_HALF_UP)
    return amount.quantize(_YUAN, ROUND_HALF_UP if conventions.fees is FeeRounding.YUAN else ROUND_DOWN).quantize(FEN)


def _working(fee: Fee, key: str, cites: tuple[Citation, ...], divided: str = "") -> Step:
    """Return the step that shows the tiers; ``divided`` is the divisor after the sum (3, 2)."""
    ends = "capped" if fee.cap is not None else "plain"
    amount = fee.amount if divided or fee.cap is not None else fee.full
    working = f"({fee.working})÷{divided}" if divided else fee.working
    said = text(
        f"law_money.fee.{ends}",
        kind=text(f"law_money.fee.{key}"),
        base=fee.base,
        working=working,
        exact=fee.exact.quantize(FEN, ROUND_HALF_UP),
        amount=amount,
    )
    return Step(f"fee.{key}", said, cites, result=amount)


def _answer(fee: Fee, steps: Sequence[Step], conventions: Conventions) -> Answer[Fee]:
    notice = Assumption(text("law_money.assumed_fee", rounding=reading(conventions.fees)))
    return Answer(fee, tuple(steps), certainty=Certainty.STATUTORY, assumptions=(notice,))
