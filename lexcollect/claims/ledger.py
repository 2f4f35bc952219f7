"""Ledger: the facts of a case as the law's rules want them.

Owns due dates (到期日), debts, payments and the order of appropriation that a contract agreed. Computes no money.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from lexcollect.casefile import kinds as k
from lexcollect.casefile.checks import term_of
from lexcollect.casefile.models import Appropriation, Case, Contract, Obligation, PaymentTerm, Security
from lexcollect.claims.coverage import outside_of
from lexcollect.cn.rates import Rate
from lexcollect.law.calendar import Calendar
from lexcollect.law.conventions import Conventions
from lexcollect.law.period import count
from lexcollect.law.rates import Rates
from lexcollect.law.rules.debts import ONE_DAY, STATUTE, Charge, Debt, Due, Order, Payment, clause
from lexcollect.law.rules.enforcement import bankruptcy_stop
from lexcollect.law.rules.overdue import Mode, checked_markup, default_mode, loss_rate
from lexcollect.law.rules.parts import Part
from lexcollect.law.rules.schedule import Beyond, RateLine, daily, yearly
from lexcollect.law.trace import LawUnknown

_PARTS = {
    k.Target.OLDEST_PRINCIPAL: Part.PRINCIPAL,
    k.Target.INTEREST: Part.INTEREST,
    k.Target.PENALTY: Part.PENALTY,
    k.Target.COSTS: Part.COSTS,
}
_CLAUSE = {k.Roll.NEXT: "roll", k.Roll.NONE: "keep", None: ""}


@dataclass(frozen=True, slots=True)
class DueDate:
    """When an obligation falls due.

    ``unrolled`` starts the creditor's clocks; ``rolled`` is the last day to pay without default (民法典 203, only
    for agreed periods); ``start`` is the day a period counts from. ``evidence`` proves that day.
    """

    obligation: str
    term: PaymentTerm
    start: date | None
    unrolled: date
    rolled: date
    due: Due
    evidence: tuple[str, ...] = ()

    @property
    def moved(self) -> bool:
        """Tell whether a rest day moved the due date."""
        return self.rolled != self.unrolled


@dataclass(frozen=True, slots=True)
class Ledger:
    """The debts of one case, the money received, and the order in which it is applied.

    ``stopped`` is the last day that bears interest or penalty when the debtor is insolvent (企业破产法 46(2)).
    """

    debts: tuple[Debt, ...]
    payments: tuple[Payment, ...]
    order: Order
    dues: dict[str, DueDate]
    clause: Appropriation | None
    stopped: date | None = None


def conventions_of(case: Case) -> Conventions:
    """Return the conventions the person in charge chose (选择), the documented defaults otherwise."""
    choices = case.choices
    return Conventions(
        cutoff="counted" if choices.count_as_of_day else "not_counted",
        payment_day="old" if choices.payment_day is k.PaymentDay.OLD else "reduced",
    )


def ledger_of(
    case: Case,
    calendar: Calendar,
    conventions: Conventions,
    as_of: date,
    rates: Rates | None = None,
    beyond: Beyond = "refuse",
) -> Ledger:
    """Return the ledger of ``case``; what is dated after ``as_of`` is left out (a note of ``claims`` names it)."""
    dues = {o.id: due_date(case, o, calendar, conventions) for o in case.obligations}
    stopped = _stopped(case, as_of)
    debts = tuple(_until(_debt(case, o, dues[o.id], as_of, rates, beyond), stopped) for o in case.obligations)
    payments = tuple(
        Payment(p.id or f"付款{i}", p.date, p.amount, p.designated_for)
        for i, p in enumerate(case.payments, 1)
        if p.date <= as_of
    )
    agreed = next((c.appropriation for c in case.contracts if c.appropriation), None)
    return Ledger(debts, payments, order_of(agreed), dues, agreed, stopped)


def due_date(case: Case, obligation: Obligation, calendar: Calendar, conventions: Conventions) -> DueDate:
    """Return when ``obligation`` falls due: a fixed day, or a period after an event of the case."""
    term = term_of(case, obligation.id)
    assert term is not None  # the loader refuses obligations without a term
    clause_word = _CLAUSE[term.roll]
    if term.day is not None:
        due = Due(term.day, "day", clause_word)  # type: ignore[arg-type]
        return DueDate(obligation.id, term, None, term.day, due.last_day(calendar, conventions), due)
    start, evidence = _start_of(case, obligation, term)
    assert term.count is not None
    nominal = count(start, term.count, term.unit.value, "none", calendar).nominal
    due = Due(nominal, "period", clause_word)  # type: ignore[arg-type]
    rolled = due.last_day(calendar, conventions)
    return DueDate(obligation.id, term, start, nominal, rolled, due, evidence)


def _start_of(case: Case, obligation: Obligation, term: PaymentTerm) -> tuple[date, tuple[str, ...]]:
    if term.after is k.After.LAST_DELIVERY:
        last = case.deliveries_of(obligation.id)[-1]
        return last.date, last.evidence
    if term.after is k.After.INVOICE:
        invoices = [i for i in case.invoices if i.obligation == obligation.id]
        last_invoice = max(invoices, key=lambda i: i.date)
        return last_invoice.date, last_invoice.evidence
    contract = case.contract(obligation.contract)
    return contract.signed_on, contract.evidence


def _debt(case: Case, obligation: Obligation, due: DueDate, as_of: date, rates: Rates | None, beyond: Beyond) -> Debt:
    rate = rate_for(case, obligation)
    agreed = (Charge(Part.PENALTY, rate_line(rate)),) if rate else ()
    charges = agreed or _statutory(case, obligation, due, as_of, rates, beyond)
    return Debt(obligation.id, obligation.amount, due.due, charges, secured=_secured(case, obligation))


def _stopped(case: Case, as_of: date) -> date | None:
    """Return the last day that counts when the principal debtor's insolvency was accepted: the day before."""
    accepted = [i.accepted_on for i in case.insolvencies if i.person == case.debtor.id and i.accepted_on <= as_of]
    return bankruptcy_stop(min(accepted)).value if accepted else None


def _until(debt: Debt, last: date | None) -> Debt:
    return debt if last is None else replace(debt, charges=tuple(replace(c, last=last) for c in debt.charges))


def _statutory(
    case: Case, obligation: Obligation, due: DueDate, as_of: date, rates: Rates | None, beyond: Beyond
) -> tuple[Charge, ...]:
    """Return the statutory loss from late payment where the case asks for it (买卖合同解释 18(4))."""
    asked = case.contract(obligation.contract).overdue_loss
    breach = due.rolled + ONE_DAY
    if asked is None or not obligation.bears_penalty or breach > as_of:
        return ()
    mode: Mode = default_mode(breach, as_of) if asked.mode is None else asked.mode.value
    multiplier = 1 + checked_markup(asked.markup, breach) / 100
    try:
        return (Charge(Part.INTEREST, loss_rate(breach, as_of, mode, multiplier, rates=rates)),)
    except LawUnknown:
        if beyond == "stop":
            return ()
        raise


def rate_for(case: Case, obligation: Obligation) -> Rate | None:
    """Return the rate of the penalty that runs on ``obligation``, or ``None`` when none does."""
    return penalty_rate(case.contract(obligation.contract)) if obligation.bears_penalty else None


def penalty_rate(contract: Contract) -> Rate | None:
    """Return the agreed rate of the penalty for late payment, or ``None``."""
    return contract.late_penalty.rate if contract.late_penalty else None


def rate_line(rate: Rate) -> RateLine:
    """Return the law's rate line for an agreed rate: daily rates stay daily, monthly ones become yearly (× 12)."""
    if rate.per == "day":
        return daily(rate.value)
    return yearly(rate.value * 100 * (12 if rate.per == "month" else 1))


def _secured(case: Case, obligation: Obligation) -> Decimal:
    """Return how far the obligation is secured; only compared, for the ladder of 民法典 560(2).

    Each guarantee that covers it counts with all it stands for, so debts under the same guarantees rank alike.
    """
    return sum((_stands_for(case, s) for s in case.securities if outside_of(s, obligation, case) is None), Decimal(0))


def _stands_for(case: Case, security: Security) -> Decimal:
    """Return the sum a guarantee covers: its obligations, at most its ceiling."""
    covered = sum((o.amount for o in case.obligations if outside_of(security, o, case) is None), Decimal(0))
    return covered if security.cap is None else min(covered, security.cap)


def order_of(agreed: Appropriation | None) -> Order:
    """Return the order of a contract clause, or the statute's (民法典 560, 561)."""
    if agreed is None:
        return STATUTE
    parts = [_PARTS[t] for t in agreed.order if t in _PARTS]
    named = k.Target.DESIGNATED in agreed.order
    return clause(*parts, debts_by="due", naming="whole" if named else "ignored")
