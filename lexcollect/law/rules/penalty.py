"""Agreed penalties (违约金) on declining balances, with appropriation, reduction lines and other readings.

Owns the answer "what is owed on that day" for debts whose contract fixes interest or a penalty. Never caps: a
court reduces on request only. Knows no case file.

Says: a penalty for delay is paid beside the debt (民法典 585(3)); a court may reduce what is far above the loss on
request (585(2)); 30 % above the loss is usually too much (合同编通则解释 65(2)).
Doubtful: what the loss of a money creditor is; LPR, LPR × 1.3 and LPR × 1.5 are shown, four times LPR for
comparison only (it binds private lending, 民间借贷规定 25(1)).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from lexcollect.law.book import Book, shipped_book
from lexcollect.law.calendar import Calendar, shipped_calendar
from lexcollect.law.conventions import DEFAULTS, SCHEDULE_OPTIONS, Conventions, sensitivities
from lexcollect.law.rates import LPR_BEGINS, Rates, shipped_rates
from lexcollect.law.rules.appropriation import Settlement, settle
from lexcollect.law.rules.debts import CHARGES_FIRST, ONE_DAY, STATUTE, Charge, Debt, Order, Payment, Share
from lexcollect.law.rules.schedule import ZERO, Beyond, Until, yearly
from lexcollect.law.trace import Alternative, Answer, Certainty, Citation, LawUnknown, Step
from lexcollect.wording import text

#: Day from which 民法典 560 and 561 apply; before it 合同法解释二 20 and 21 said the same.
_CODE_FROM = date(2021, 1, 1)
_OLD = (Citation("合同法解释二", "20"), Citation("合同法解释二", "21"))
_DUE_CITES: dict[str, tuple[Citation, ...]] = {
    "due": (), "due_kept": (Citation("民法典", "204"),), "due_moved": (Citation("民法典", "203(1)"),)}
_REDUCTION = (Citation("民法典", "585(2)"), Citation("合同编通则解释", "64"))
#: The readings of "loss" by which the 130 % line is drawn, as multiples of LPR.
LOSS_MEASURES = (Decimal(1), Decimal("1.3"), Decimal("1.5"))
#: Which options can move a penalty schedule.
_OPTIONS = (*SCHEDULE_OPTIONS, "penalty_rank")


@dataclass(frozen=True, slots=True)
class ReductionLines:
    """What an agreed rate is compared with, all in percent per year.

    ``lines`` are 130 % of LPR, of LPR × 1.3 and of LPR × 1.5; ``four_lpr`` is for comparison only. ``warn`` tells
    whether the agreed rate passes the lowest line.
    """

    annual: Decimal
    lpr: Decimal
    lines: tuple[Decimal, Decimal, Decimal]
    four_lpr: Decimal
    warn: bool


def annual_equivalent(rate: Decimal, days: int = 365) -> Decimal:
    """Return what a rate per day (fraction) is per year, in percent: 0.0005 → 18.25."""
    return rate * days * 100


def reduction_lines(annual: Decimal, breach: date, *, day: date | None = None, rates: Rates | None = None,
                    book: Book | None = None) -> Answer[ReductionLines]:
    """Return the lines above which a court may find ``annual`` percent too high for a breach on ``breach``.

    A warning, no cap: the debtor has to ask and to prove (合同编通则解释 64, 65). ``day`` is the day of the
    question (default the breach).
    """
    law = book or shipped_book()
    lpr = (rates or shipped_rates()).lpr(breach).rate
    excess = law.at("money.penalty_excess", day or breach)
    multiple = law.at("money.lending_cap_multiple", max(day or breach, date(2020, 8, 20)))
    one, more, most = (lpr * measure * (1 + excess.decimal) for measure in LOSS_MEASURES)
    found = ReductionLines(annual, lpr, (one, more, most), lpr * multiple.decimal, annual > one)
    key = "law_money.step.too_high" if found.warn else "law_money.step.not_too_high"
    said = text(key, annual=annual, lpr=lpr, breach=breach, one=one, more=more, most=most, four=found.four_lpr)
    step = Step("penalty.reduction", said, _REDUCTION + excess.cite + multiple.cite, result=annual)
    return Answer(found, (step,), certainty=Certainty.DEBATED)


def agreed_penalty(debts: Sequence[Debt], payments: Sequence[Payment], last: date, *, order: Order = STATUTE,
                   conventions: Conventions = DEFAULTS, calendar: Calendar | None = None, until: Until = "cutoff",
                   beyond: Beyond = "refuse", rates: Rates | None = None,
                   book: Book | None = None) -> Answer[Settlement]:
    """Return principal and charges on ``last`` with every segment, the reasons, and what each option moves.

    ``order`` is the appropriation by contract or statute. Alternatives: the same debts under the other orders
    (value: a settlement) and, for a penalty, LPR at breach plus 50 % (value: the penalty in yuan).
    """
    calendar = calendar or shipped_calendar()

    def run(chosen: Conventions, by: Order = order, on: Sequence[Debt] = debts) -> Settlement:
        return settle(on, payments, last, order=by, conventions=chosen, calendar=calendar, until=until,
                      beyond=beyond)

    value = run(conventions)
    steps = [*_due_steps(debts, calendar, conventions), *_payment_steps(payments, value),
             *_charge_steps(debts, value), _total_step(value, last)]
    warning, softer = _reduction(debts, calendar, conventions, last, rates or shipped_rates(), book)
    alternatives: list[Alternative[Settlement | Decimal]] = [
        Alternative(text(f"law_money.order.{by.name}"), run(conventions, by), by.cites)
        for by in (CHARGES_FIRST, STATUTE) if payments and by.name != order.name]
    if softer:
        reduced = run(conventions, on=softer)
        alternatives.append(Alternative(text("law_money.order.reduced"), reduced.penalty, _REDUCTION))
    # For a cut-off the last day is governed by C3 alone; both ends of C2 matter when payment ends the period.
    options = [option for option in _OPTIONS if until == "payment" or option != "span"]
    assumptions = sensitivities(lambda chosen: run(chosen).total, conventions, options)
    return Answer(value, (*steps, *warning), tuple(alternatives), Certainty.CONVENTION, assumptions)


def _due_steps(debts: Sequence[Debt], calendar: Calendar, conventions: Conventions) -> list[Step]:
    steps = []
    for debt in debts:
        if debt.due is None:
            continue
        last = debt.due.last_day(calendar, conventions)
        nominal = debt.due.nominal
        key = "due" if calendar.is_working(nominal) else ("due_kept" if last == nominal else "due_moved")
        said = text(f"law_money.step.{key}", debt=debt.id, nominal=nominal, last=last)
        steps.append(Step("money.due", said, _DUE_CITES[key], result=last))
    return steps


def _payment_steps(payments: Sequence[Payment], value: Settlement) -> list[Step]:
    steps = []
    for payment in sorted(payments, key=lambda p: p.day):
        shares = [share for share in value.shares if share.payment == payment.id]
        cites = value.order.cites if payment.day >= _CODE_FROM else _OLD
        if not shares:
            key = "later" if payment.id in value.later else "kept"
            said = text(f"law_money.step.payment_{key}", day=payment.day, amount=payment.amount)
            cites = () if key == "later" else (Citation("民法典", "530(1)"),)
        else:
            parts = tuple(_share_words(share) for share in shares)
            said = text("law_money.step.payment", day=payment.day, amount=payment.amount, parts=parts,
                        order=text(f"law_money.order.{value.order.name}"))
        steps.append(Step("money.appropriation", said, cites))
    return steps


def _share_words(share: Share) -> object:
    return text("law_money.share", debt=share.debt, part=text(f"law_money.part.{share.part.value}"),
                amount=share.amount, why=text(f"law_money.why.{share.why}"))


def _charge_steps(debts: Sequence[Debt], value: Settlement) -> list[Step]:
    steps = []
    for debt in debts:
        for kind in ("interest", "penalty"):
            lines = [line for line in value.lines if line.item == debt.id and line.kind == kind]
            if lines:
                total = sum((line.amount for line in lines), ZERO)
                said = text("law_money.step.charge", debt=debt.id, kind=text(f"law_money.part.{kind}"), total=total,
                            lines=len(lines), days=sum(line.days for line in lines))
                steps.append(Step(f"money.{kind}", said, (Citation("民法典", "585(3)"),) if kind == "penalty" else (),
                                  result=total))
    return steps


def _total_step(value: Settlement, last: date) -> Step:
    said = text("law_money.step.total", day=last, principal=value.principal, interest=value.interest,
                penalty=value.penalty, costs=value.total - value.principal - value.interest - value.penalty,
                total=value.total)
    return Step("money.total", said, result=value.total)


def _reduction(debts: Sequence[Debt], calendar: Calendar, conventions: Conventions, last: date, rates: Rates,
               book: Book | None) -> tuple[tuple[Step, ...], list[Debt]]:
    """Return the warning of the first debt in breach, and the debts at LPR at breach plus 50 %."""
    softer: list[Debt] = []
    steps: dict[date, tuple[Step, ...]] = {}
    for debt in debts:
        charges = []
        for charge in debt.charges:
            breach = _breach(debt, charge, calendar, conventions)
            if charge.kind != "penalty" or breach > last or breach < LPR_BEGINS:
                charges.append(charge)
                continue
            rate = charge.rate.at(breach)
            annual = annual_equivalent(rate) if charge.rate.per == "day" else rate
            try:
                found = reduction_lines(annual, breach, day=last, rates=rates, book=book)
            except LawUnknown:
                return (), []
            if found.value.warn:
                steps[breach] = found.trace
            lpr = found.value.lpr
            charges.append(replace(charge, rate=yearly(lpr * LOSS_MEASURES[-1], lpr)))
        softer.append(replace(debt, charges=tuple(charges)))
    return (steps[min(steps)], softer) if steps else ((), [])


def _breach(debt: Debt, charge: Charge, calendar: Calendar, conventions: Conventions) -> date:
    if charge.first:
        return charge.first
    if debt.due is None:
        raise ValueError(f"charge of debt {debt.id!r} has neither a first day nor a due date")
    return debt.due.last_day(calendar, conventions) + ONE_DAY
