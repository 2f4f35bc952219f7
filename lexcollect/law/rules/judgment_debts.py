"""Judgment debts (生效法律文书确定的金钱债务): what partial recoveries leave of a title, with its doubled part.

Owns the order of 迟延履行利息解释 4: money goes to the debts the instrument fixes (costs, interest, principal as in
民法典 561), and only what they leave to the doubled part. Refuses what ``enforcement`` refuses, and a
period for performance before 2014-08-01: its former rule pays both shares at once (迟延履行利息批复).

Doubtful: whether a court fee that goes straight to the creditor bears the doubled part (option ``with_court_fee``).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from lexcollect.cn.amounts import FEN
from lexcollect.law.book import shipped_book
from lexcollect.law.calendar import Calendar
from lexcollect.law.conventions import DEFAULTS, Conventions
from lexcollect.law.rates import Rates
from lexcollect.law.rules.appropriation import Settlement, settle
from lexcollect.law.rules.debts import ONE_DAY, Charge, Debt, Due, Payment
from lexcollect.law.rules.enforcement import BEGINS, INTERPRETATION, PROCEDURE, DoubleLine, double_interest
from lexcollect.law.rules.parts import Part
from lexcollect.law.rules.schedule import ZERO, BadMoney, Beyond
from lexcollect.law.trace import Answer, Citation, Step
from lexcollect.records import dataclass
from lexcollect.wording import text

ORDER_STEP = "double.order"


@dataclass(frozen=True, slots=True)
class JudgmentDebt:
    """What a title grants for one day: ``expires`` is the last day of the period for performance, sums in yuan.

    ``principal``, ``penalty`` (of a fixed sum) and ``costs`` bear the doubled part; ``interest`` (general interest, a
    penalty that runs by the day) does not, ``court_fee`` (to be paid to the creditor directly) only by option.
    ``charges`` run on the principal by the title's own words.
    """

    id: str
    expires: date
    principal: Decimal = ZERO
    penalty: Decimal = ZERO
    costs: Decimal = ZERO
    interest: Decimal = ZERO
    court_fee: Decimal = ZERO
    charges: tuple[Charge, ...] = ()

    @property
    def fixed(self) -> Decimal:
        """What it comes to without what runs."""
        return self.principal + self.penalty + self.costs + self.interest + self.court_fee


@dataclass(frozen=True, slots=True)
class TitleOwed:
    """What is left of a title: the ``settlement`` of its debts, the doubled part with its lines, what was paid on it.

    ``double_base`` is what still bears it; ``over`` is money beyond all of it.
    """

    settlement: Settlement
    lines: tuple[DoubleLine, ...]
    double: Decimal
    double_paid: Decimal
    double_per_day: Decimal
    double_base: Decimal
    over: Decimal

    @property
    def double_left(self) -> Decimal:
        """The doubled part not paid yet, in yuan."""
        return self.double - self.double_paid

    @property
    def total(self) -> Decimal:
        """Everything left, in yuan."""
        return self.settlement.total + self.double_left


def owed_under_title(
    debts: Sequence[JudgmentDebt],
    payments: Sequence[Payment],
    last: date,
    *,
    doubled: bool = True,
    suspensions: Sequence[tuple[date, date]] = (),
    with_court_fee: bool = False,
    stop: date | None = None,
    conventions: Conventions = DEFAULTS,
    calendar: Calendar | None = None,
    rates: Rates | None = None,
    beyond: Beyond = "refuse",
) -> Answer[TitleOwed]:
    """Return what is left of ``debts`` on ``last`` after ``payments`` (迟延履行利息解释 1–4, 民法典 561).

    ``doubled``: whether the doubled part is asked for at all (民事调解规定 15(2)). ``suspensions`` (first day, first
    day after) are those of 3(3). ``stop`` is the last day that counts when the debtor is insolvent (企业破产法 46(2),
    破产法规定三 3).
    """
    for debt in debts:
        if debt.expires < BEGINS:
            raise BadMoney("double_before", day=debt.expires)
    known = [p for p in payments if p.day <= last]
    if stop is not None:
        suspensions = (*suspensions, (stop + ONE_DAY, last + ONE_DAY))
    found = settle(
        [_as_debt(debt) for debt in debts], known, last, conventions=conventions, calendar=calendar, beyond=beyond
    )
    lines: list[DoubleLine] = []
    open_base = ZERO
    for debt in debts if doubled else ():
        base = debt.principal + debt.penalty + debt.costs + (debt.court_fee if with_court_fee else ZERO)
        if not base:
            continue
        cuts = _cuts(debt, found, with_court_fee=with_court_fee)
        lines += double_interest(
            [(debt.expires, base)], cuts, suspensions=suspensions, last=last, rates=rates
        ).value.lines
        if debt.expires <= last:
            open_base += base - sum((amount for _, amount in cuts), ZERO)
    total = sum((line.double for line in lines), ZERO)
    beside = sum((amount for _, amount in found.credits), ZERO)
    paid = min(beside, total)
    rate = shipped_book().at("money.double_interest_daily", max(last, BEGINS))
    per_day = ZERO if stop is not None and stop < last else (open_base * rate.decimal).quantize(FEN, ROUND_HALF_UP)
    owed = TitleOwed(found, tuple(lines), total, paid, per_day, open_base, beside - paid)
    cites = (PROCEDURE, *rate.cite, Citation(INTERPRETATION, "2"), Citation(INTERPRETATION, "3"))
    steps = [Step("double.interest", text("law_money.step.double", lines=len(lines), total=total), cites, result=total)]
    if known:
        said = text(
            "law_money.step.collected",
            amount=sum((p.amount for p in known), ZERO),
            debts=sum((s.amount for s in found.shares), ZERO),
            double=paid,
            left=total - paid,
        )
        steps.append(Step(ORDER_STEP, said, (Citation(INTERPRETATION, "4"), Citation("民法典", "561")), result=paid))
    return Answer(owed, tuple(steps))


def _as_debt(debt: JudgmentDebt) -> Debt:
    # Early money is taken at once, oldest first: nobody refuses it after a judgment.
    return Debt(
        debt.id,
        debt.principal,
        Due(debt.expires, "day"),
        debt.charges,
        costs=debt.costs + debt.court_fee,
        interest=debt.interest,
        penalty=debt.penalty,
        burden=ZERO,
        loan=True,
    )


def _cuts(debt: JudgmentDebt, found: Settlement, *, with_court_fee: bool) -> list[tuple[date, Decimal]]:
    """Return by how much payments lessened what bears the doubled part; of costs, those that bear it first."""
    cuts: dict[date, Decimal] = {}
    bearing = debt.costs + (debt.court_fee if with_court_fee else ZERO)
    for share in found.shares:
        if share.debt != debt.id or share.part is Part.INTEREST:
            continue
        amount = share.amount
        if share.part is Part.COSTS:
            amount = min(share.amount, bearing)
            bearing -= amount
        if amount:
            cuts[share.day] = cuts.get(share.day, ZERO) + amount
    return list(cuts.items())
