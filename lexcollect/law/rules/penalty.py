"""Agreed penalties (违约金) on declining balances, with appropriation, reduction lines and other readings.

Owns the answer "what is owed on that day" for debts whose contract fixes interest or a penalty. Never caps: a
court reduces on request only. Knows no case file.

Says: a penalty for delay is paid beside the debt (民法典 585(3)); a court may reduce what is far above the loss on
request (585(2)); 30 % above the loss is usually too much (合同编通则解释 65(2)).
Doubtful: what the loss of a money creditor is; LPR, LPR × 1.3 and LPR × 1.5 are shown, four times LPR for
comparison only (it binds private lending, 民间借贷规定 25(1)).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from lexcollect.law.book import Book, shipped_book
from lexcollect.law.calendar import Calendar, shipped_calendar
from lexcollect.law.conventions import DEFAULTS, Conventions
from lexcollect.law.rates import LPR_BEGINS, Rates, shipped_rates
from lexcollect.law.rules.account import account, breach_of
from lexcollect.law.rules.appropriation import Settlement
from lexcollect.law.rules.debts import Charge, Debt, Payment
from lexcollect.law.rules.manner import Manner
from lexcollect.law.rules.parts import Part
from lexcollect.law.rules.schedule import ZERO, yearly
from lexcollect.law.trace import Alternative, Answer, Certainty, Citation, LawUnknown, Step
from lexcollect.records import dataclass
from lexcollect.wording import text

_REDUCTION = (Citation("民法典", "585(2)"), Citation("合同编通则解释", "64"))
#: What a breach before the Civil Code is judged by (合同法 114 has no text on file).
_OLD_REDUCTION = (Citation("民法典时间效力规定", "1"), Citation("合同法解释二", "29"))
#: The benchmark lending rate of one year, by which the loss of a breach before the LPR is measured.
_BENCHMARK = "le_1y"
#: The readings of "loss" by which the 130 % line is drawn, as multiples of LPR.
LOSS_MEASURES = (Decimal(1), Decimal("1.3"), Decimal("1.5"))


@dataclass(frozen=True, slots=True)
class ReductionLines:
    """What an agreed rate is compared with, all in percent per year.

    ``lines`` are 130 % of LPR, of LPR × 1.3 and of LPR × 1.5; ``four_lpr`` is for comparison only. ``warn`` tells
    whether the agreed rate passes the lowest line. Of a ``breach`` before the LPR ``lpr`` is the benchmark rate.
    """

    annual: Decimal
    lpr: Decimal
    lines: tuple[Decimal, Decimal, Decimal]
    four_lpr: Decimal
    warn: bool
    breach: date

    @property
    def before_the_code(self) -> bool:
        """Whether the breach is older than the Civil Code: another law says when a penalty is too high."""
        return before_the_code(self.breach)


def before_the_code(breach: date) -> bool:
    """Tell whether ``breach`` lies before the Civil Code (民法典 1260, 民法典时间效力规定 1(2))."""
    return breach < date.fromisoformat(str(shipped_book().at("guarantee.civil_code_day", breach).value))


def annual_equivalent(rate: Decimal, days: int = 365) -> Decimal:
    """Return what a rate per day (fraction) is per year, in percent: 0.0005 → 18.25."""
    return rate * days * 100


def reduction_lines(
    annual: Decimal, breach: date, *, day: date | None = None, rates: Rates | None = None, book: Book | None = None
) -> Answer[ReductionLines]:
    """Return the lines above which a court may find ``annual`` percent too high for a breach on ``breach``.

    A warning, no cap: the debtor has to ask and to prove (合同编通则解释 64, 65). ``day`` is the day of the
    question (default the breach).
    """
    law = book or shipped_book()
    quoted = rates or shipped_rates()
    on_lpr = breach >= LPR_BEGINS
    lpr = (quoted.lpr(breach) if on_lpr else quoted.series(_BENCHMARK).at(breach)).rate
    excess = law.at("money.penalty_excess", day or breach)
    multiple = law.at("money.lending_cap_multiple", max(day or breach, date(2020, 8, 20)))
    one, more, most = (lpr * measure * (1 + excess.decimal) for measure in LOSS_MEASURES)
    found = ReductionLines(annual, lpr, (one, more, most), lpr * multiple.decimal, annual > one, breach)
    if on_lpr:
        key = "law_money.step.too_high" if found.warn else "law_money.step.not_too_high"
    else:
        key = "law_money.step.too_high_old" if found.warn else "law_money.step.not_too_high_old"
    told = {"annual": annual, "lpr": lpr, "breach": breach, "one": one, "more": more, "most": most}
    told |= {"four": found.four_lpr} if on_lpr else {}
    cites = _OLD_REDUCTION if found.before_the_code else _REDUCTION + excess.cite + multiple.cite
    step = Step("penalty.reduction", text(key, **told), cites, result=annual)
    return Answer(found, (step,), certainty=Certainty.DEBATED)


def agreed_penalty(
    debts: Sequence[Debt],
    payments: Sequence[Payment],
    last: date,
    manner: Manner | None = None,
) -> Answer[Settlement]:
    """Return principal and charges on ``last`` with every segment, the reasons, and what each option moves.

    Alternatives: the same debts under the other orders (value: a settlement) and, for a
    penalty, LPR at breach plus 50 % (value: the penalty in yuan).
    """
    manner = manner or Manner()
    answer = account(
        debts,
        payments,
        last,
        order=manner.order,
        agreed=manner.agreed,
        on=manner.on,
        conventions=manner.conventions,
        calendar=manner.calendar,
        until=manner.until,
        beyond=manner.beyond,
    )
    told = {debt.id for debt in debts if manner.tells(debt)}
    warning, softer = _reduction(debts, told, last, manner)
    if not softer:
        return answer
    reduced = manner.settled(softer, payments, last)
    penalty = sum((reduced.balance(id).penalty for id in told), ZERO)
    if penalty >= sum((answer.value.balance(id).penalty for id in told), ZERO):
        # What was agreed is no more than LPR plus 50 %: nothing is left to reduce to.
        return replace(answer, trace=answer.trace + warning)
    other = Alternative(text("law_money.order.reduced"), penalty, tuple(c for step in warning for c in step.cites[:2]))
    return replace(answer, trace=answer.trace + warning, alternatives=(*answer.alternatives, other))


def highest_reduction(
    debts: Sequence[Debt],
    last: date,
    *,
    conventions: Conventions = DEFAULTS,
    calendar: Calendar | None = None,
    rates: Rates | None = None,
    book: Book | None = None,
) -> Answer[ReductionLines] | None:
    """Return the lines of the penalty that passes them most, ``None`` where no penalty runs or no LPR was published."""
    calendar = calendar or shipped_calendar()
    found = []
    for debt in (_known(debt, calendar, conventions) for debt in debts):
        for charge in debt.charges:
            breach = breach_of(debt, charge, calendar, conventions)
            if charge.kind is Part.PENALTY and breach <= last:
                try:
                    found.append(_lines(charge, breach, last, rates, book))
                except LawUnknown:
                    continue  # a comparison only: without LPR there is nothing to compare with
    return max(found, key=lambda a: (a.value.warn, a.value.annual, -a.value.lpr), default=None)


def _known(debt: Debt, calendar: Calendar, conventions: Conventions) -> Debt:
    """Return ``debt`` with its penalty, where the rate of that hangs on the first day of default."""
    return debt.charged(debt.due.last_day(calendar, conventions)) if debt.penal and debt.due else debt


def _lines(charge: Charge, breach: date, last: date, rates: Rates | None, book: Book | None) -> Answer[ReductionLines]:
    rate = charge.rate.at(breach)
    annual = annual_equivalent(rate) if charge.rate.per == "day" else rate
    return reduction_lines(annual, breach, day=last, rates=rates, book=book)


def _reduction(
    debts: Sequence[Debt], on: Collection[str], last: date, manner: Manner
) -> tuple[tuple[Step, ...], list[Debt]]:
    """Return the warning of the first debt of ``on`` in breach, and the debts with these at LPR at breach plus 50 %."""
    calendar, conventions = manner.calendar, manner.conventions
    softer: list[Debt] = []
    steps: dict[date, tuple[Step, ...]] = {}
    for debt in (_known(debt, calendar, conventions) for debt in debts):
        charges = []
        for charge in debt.charges:
            breach = breach_of(debt, charge, calendar, conventions)
            if debt.id not in on or charge.kind is not Part.PENALTY or breach > last or breach < LPR_BEGINS:
                charges.append(charge)
                continue
            try:
                found = _lines(charge, breach, last, manner.rates or shipped_rates(), manner.book)
            except LawUnknown:
                return (), []
            if found.value.warn:
                steps[breach] = found.trace
            lpr = found.value.lpr
            charges.append(replace(charge, rate=yearly(lpr * LOSS_MEASURES[-1], lpr)))
        softer.append(replace(debt, charges=tuple(charges)))
    return (steps[min(steps)], softer) if steps else ((), [])
