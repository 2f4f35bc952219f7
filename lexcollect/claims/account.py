"""Account: what the debtor owes on a day, per obligation, with every line and every other reading.

Owns the principal debtor's figures. Who else is liable stands in ``persons``, fees and costs in ``costs``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from lexcollect.casefile.models import Case
from lexcollect.claims.ledger import DueDate, Ledger, conventions_of, ledger_of, rate_for
from lexcollect.cn.amounts import fen
from lexcollect.cn.rates import Rate
from lexcollect.findings import Refused, Where, finding
from lexcollect.law.calendar import Calendar, shipped_calendar
from lexcollect.law.conventions import Conventions, sensitivities
from lexcollect.law.rates import Rates
from lexcollect.law.rules.appropriation import Settlement, settle
from lexcollect.law.rules.debts import CHARGES_FIRST, Order, Share
from lexcollect.law.rules.penalty import ReductionLines, agreed_penalty, annual_equivalent, reduction_lines
from lexcollect.law.rules.schedule import BadMoney, Beyond, Line
from lexcollect.law.trace import Answer, Assumption, LawUnknown
from lexcollect.wording import Text, text

ZERO = Decimal("0.00")
#: The options whose other readings a user is shown in yuan.
SHOWN_OPTIONS = ("cutoff", "payment_day", "due_roll")


@dataclass(frozen=True, slots=True)
class ObligationAccount:
    """One obligation on the as-of day: amounts in yuan, ``lines`` first to last, ``per_day`` from then on."""

    id: str
    title: str
    amount: Decimal
    paid: Decimal
    due: DueDate
    principal: Decimal
    penalty: Decimal
    per_day: Decimal
    lines: tuple[Line, ...]
    rate: Rate | None
    interest: Decimal = ZERO

    @property
    def first_day(self) -> date:
        """The first day of default (起算日)."""
        return self.due.rolled + timedelta(days=1)


@dataclass(frozen=True, slots=True)
class OtherOrder:
    """What is left when payments are applied in another order (另一种冲抵)."""

    reading: Text
    settlement: Settlement
    effect: Decimal


@dataclass(frozen=True)
class Account:
    """The principal debtor's account on ``as_of``."""

    as_of: date
    conventions: Conventions
    ledger: Ledger
    obligations: tuple[ObligationAccount, ...]
    shares: tuple[Share, ...]
    credits: tuple[tuple[str, Decimal], ...]
    answer: Answer[Settlement]
    assumptions: tuple[Assumption, ...]
    other_orders: tuple[OtherOrder, ...]
    reduction: ReductionLines | None

    @property
    def principal(self) -> Decimal:
        """Principal left (本金余额), in yuan."""
        return sum((o.principal for o in self.obligations), ZERO)

    @property
    def penalty(self) -> Decimal:
        """Penalty to the as-of day (违约金), in yuan."""
        return sum((o.penalty for o in self.obligations), ZERO)

    @property
    def interest(self) -> Decimal:
        """Statutory loss from late payment to the as-of day (逾期付款损失), in yuan; zero where a penalty is agreed."""
        return sum((o.interest for o in self.obligations), ZERO)

    @property
    def per_day(self) -> Decimal:
        """Penalty or loss for each day after the as-of day, in yuan."""
        return sum((o.per_day for o in self.obligations), ZERO)

    def obligation(self, id: str) -> ObligationAccount:
        """Return the account of one obligation."""
        return next(o for o in self.obligations if o.id == id)


def account_of(
    case: Case,
    as_of: date,
    *,
    calendar: Calendar | None = None,
    conventions: Conventions | None = None,
    rates: Rates | None = None,
    beyond: Beyond = "refuse",
) -> Account:
    """Return the account of ``case`` on ``as_of`` (计算基准日); ``rates`` replaces the shipped tables.

    ``beyond="stop"`` counts a charge only while its rate is known: for dates, not for a claim.

    :class:`~lexcollect.findings.Refused` for facts that contradict each other.
    """
    calendar = calendar or shipped_calendar()
    conventions = conventions or conventions_of(case)
    try:
        return _account(case, as_of, calendar, conventions, rates, beyond)
    except BadMoney as bad:
        raise Refused([finding("LX-M009", Where(case.where.file), reason=bad.text)]) from bad


def _account(
    case: Case, as_of: date, calendar: Calendar, conventions: Conventions, rates: Rates | None, beyond: Beyond
) -> Account:
    ledger = ledger_of(case, calendar, conventions, as_of, rates, beyond)

    def run(chosen: Conventions, order: Order) -> Settlement:
        return settle(
            ledger.debts, ledger.payments, as_of, order=order, conventions=chosen, calendar=calendar, beyond=beyond
        )

    answer = agreed_penalty(
        ledger.debts,
        ledger.payments,
        as_of,
        order=ledger.order,
        conventions=conventions,
        calendar=calendar,
        beyond=beyond,
        rates=rates,
    )
    value = answer.value
    assumptions = sensitivities(lambda chosen: run(chosen, ledger.order).total, conventions, SHOWN_OPTIONS)
    return Account(
        as_of,
        conventions,
        ledger,
        _obligations(case, ledger, value, as_of),
        value.shares,
        value.credits,
        answer,
        assumptions,
        _other_orders(ledger, value, lambda order: run(conventions, order)),
        _reduction(case, ledger, as_of, rates),
    )


def _obligations(case: Case, ledger: Ledger, value: Settlement, as_of: date) -> tuple[ObligationAccount, ...]:
    out = []
    for o in case.obligations:
        balance = value.balance(o.id)
        rate, due = rate_for(case, o), ledger.dues[o.id]
        lines = tuple(line for line in value.lines if line.item == o.id)
        runs = due.rolled <= as_of and ledger.stopped is None
        out.append(
            ObligationAccount(
                o.id,
                o.title,
                o.amount,
                o.amount - balance.principal,
                due,
                balance.principal,
                balance.penalty,
                _per_day(balance.principal, rate, lines) if runs else ZERO,
                lines,
                rate,
                balance.interest,
            )
        )
    return tuple(out)


def _per_day(principal: Decimal, rate: Rate | None, lines: tuple[Line, ...]) -> Decimal:
    if rate is None:
        # The statutory loss runs on at the rate of its last line, percent per year.
        return fen(principal * lines[-1].rate / 36500) if lines else ZERO
    if rate.per == "day":
        return fen(principal * rate.value)
    return fen(principal * _per_year(rate) / 36500)


def _per_year(rate: Rate) -> Decimal:
    """Return the yearly equivalent of an agreed rate in percent (年化)."""
    if rate.per == "day":
        return annual_equivalent(rate.value)
    return rate.value * (12 if rate.per == "month" else 1) * 100


def _other_orders(ledger: Ledger, value: Settlement, run: Callable[[Order], Settlement]) -> tuple[OtherOrder, ...]:
    if not ledger.payments:
        return ()
    found = []
    if ledger.order.name != CHARGES_FIRST.name:
        found.append(("claims.order_charges_first", CHARGES_FIRST))
    if ledger.order.naming == "whole" and any(p.debt for p in ledger.payments):
        found.append(("claims.order_naming_ignored", replace(ledger.order, naming="ignored")))
    out = []
    for key, order in found:
        other = run(order)
        if other.shares != value.shares:
            out.append(OtherOrder(text(key), other, other.total - value.total))
    return tuple(out)


def _reduction(case: Case, ledger: Ledger, as_of: date, rates: Rates | None) -> ReductionLines | None:
    """Return the lines of 民法典 585(2) for the highest agreed rate, when LPR at breach is known."""
    agreed = [(rate_for(case, o), ledger.dues[o.id]) for o in case.obligations]
    found: list[ReductionLines] = []
    for rate, due in agreed:
        breach = due.rolled + timedelta(days=1)
        if rate is None or breach > as_of:
            continue
        try:
            found.append(reduction_lines(_per_year(rate), breach, day=as_of, rates=rates).value)
        except LawUnknown:
            continue  # a comparison only: without LPR there is nothing to compare with
    return max(found, key=lambda r: (r.warn, r.annual, -r.lpr), default=None)
