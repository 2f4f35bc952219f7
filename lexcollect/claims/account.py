"""Account: what the debtor owes on a day, per obligation, with every line and every other reading.

Owns the principal debtor's figures. The settlement is computed at once; its working, the other readings and what each
convention moves are asked of the law when somebody wants to see them. Who else is liable stands in ``persons``, what is
claimed under which head in ``heads``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cached_property

from lexcollect.casefile.models import Case
from lexcollect.claims.due_days import DueDate
from lexcollect.claims.ledger import Ledger, conventions_of, ledger_of, rate_for
from lexcollect.cn.floating import Floating
from lexcollect.cn.rates import Rate
from lexcollect.findings import Refused, Where, finding
from lexcollect.law.calendar import Calendar, shipped_calendar
from lexcollect.law.conventions import Conventions
from lexcollect.law.rates import Rates
from lexcollect.law.rules.appropriation import Settlement, settle
from lexcollect.law.rules.debts import CHARGES_FIRST, COSTS_LAST, STATUTE, Debt, Order, Payment, Share
from lexcollect.law.rules.loans import READINGS, owed_with_loans
from lexcollect.law.rules.manner import Manner
from lexcollect.law.rules.penalty import ReductionLines, highest_reduction
from lexcollect.law.rules.schedule import OPEN, BadMoney, Beyond, Line
from lexcollect.law.trace import Answer, Assumption, Citation
from lexcollect.records import dataclass, field
from lexcollect.wording import Text, text

ZERO = Decimal("0.00")
#: The options whose other readings a user is shown in yuan.
SHOWN_OPTIONS = ("cutoff", "payment_day", "due_roll", "penalty_rank")
#: Agreement and naming go before the ladder: what may say that a payment was meant for one contract.
_AGREED = (Citation("民法典", "560(1)"),)
_COSTS_FIRST = (Citation("民法典", "561"),)


@dataclass(frozen=True, slots=True)
class ObligationAccount:
    """One obligation on the as-of day: amounts in yuan, ``lines`` first to last, ``per_day`` from then on."""

    id: str
    contract: str
    title: str
    amount: Decimal
    paid: Decimal
    due: DueDate
    principal: Decimal
    penalty: Decimal
    interest: Decimal
    penalty_per_day: Decimal
    interest_per_day: Decimal
    lines: tuple[Line, ...]
    rate: Rate | Floating | None

    @property
    def per_day(self) -> Decimal:
        """What each day after the as-of day adds."""
        return self.penalty_per_day + self.interest_per_day

    @property
    def first_day(self) -> date:
        """The first day of default (起算日)."""
        return self.due.first_day


@dataclass(frozen=True, slots=True)
class OtherOrder:
    """What is left when payments are applied, or a loan bears, otherwise (另一种读法), and on what that rests."""

    reading: Text
    settlement: Settlement
    effect: Decimal
    cites: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class Means:
    """What the law is asked with beside the facts: calendar, rates, and what to do past the known rates."""

    calendar: Calendar
    rates: Rates | None
    beyond: Beyond


@dataclass(frozen=True)
class Account:
    """The principal debtor's account on ``as_of``; ``apart`` are the accounts of debts in several moneys.

    ``whole`` stands behind the account of some of the debts (本次主张): payments were applied over all of them.
    """

    as_of: date
    conventions: Conventions
    ledger: Ledger
    settlement: Settlement
    obligations: tuple[ObligationAccount, ...]
    means: Means = field(repr=False, compare=False)
    apart: tuple[Account, ...] = ()
    whole: Account | None = field(default=None, repr=False, compare=False)

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
        """Interest of loans, or the loss from late payment (利息、逾期付款损失), to the as-of day, in yuan."""
        return sum((o.interest for o in self.obligations), ZERO)

    @property
    def interest_name(self) -> str:
        """What :attr:`interest` is: ``interest`` of loans, of ``works`` prices, or the ``loss`` from late payment.

        Where there are several, the one that comes first here.
        """
        debts = self.ledger.debts
        if any(debt.loan for debt in debts):
            return "interest"
        return "works" if any(debt.works for debt in debts) else "loss"

    @property
    def regulated(self) -> bool:
        """Whether what runs by law is late interest owed to a small enterprise (逾期利息)."""
        return any(getattr(debt.late, "regulated", False) for debt in self.ledger.debts)

    @property
    def on_bills(self) -> bool:
        """Whether what runs by law is interest on bills (票据法 70(1)(2)), no loss from late payment."""
        bills = self.ledger.bills
        return bool(bills) and all(debt.id in bills for debt in self.ledger.debts if debt.loses)

    @property
    def on_void(self) -> bool:
        """Whether what runs is paid for the use of money that void contracts brought (资金占用费)."""
        bearing = [debt for debt in self.ledger.debts if debt.late is not None or debt.charges]
        return bool(bearing) and all(debt.void for debt in bearing)

    @property
    def per_day(self) -> Decimal:
        """Penalty or loss for each day after the as-of day, in yuan."""
        return sum((o.per_day for o in self.obligations), ZERO)

    @cached_property
    def moves(self) -> bool:
        """Tell whether what runs on hangs on publications to come: the amount of a further day holds until the next."""
        balances = {b.debt: b for b in self.settlement.balances}
        charges = (
            charge
            for debt in self.ledger.debts
            if balances[debt.id].interest_per_day or balances[debt.id].penalty_per_day
            for charge in debt.charged(balances[debt.id].due).charges
        )
        return any(charge.last is None and charge.rate.known_until < OPEN for charge in charges)

    @property
    def shares(self) -> tuple[Share, ...]:
        """What every payment went to, in order of effect."""
        return self.settlement.shares

    @property
    def credits(self) -> tuple[tuple[str, Decimal], ...]:
        """Payments that found no due debt, with what is left of them."""
        return self.settlement.credits

    def obligation(self, id: str) -> ObligationAccount:
        """Return the account of one obligation."""
        return self._obligations[id]

    @cached_property
    def _obligations(self) -> dict[str, ObligationAccount]:
        return {o.id: o for o in reversed(self.obligations)}

    @cached_property
    def answer(self) -> Answer[Settlement]:
        """The law's answer on all debts: settlement, working, other readings, what each convention moves."""
        return self.answer_of(())

    def answer_of(self, ids: tuple[str, ...]) -> Answer[Settlement]:
        """Return the law's answer with its working kept to the debts ``ids`` (none: all)."""
        if self.whole is not None:
            return self.whole.answer_of(ids or tuple(o.id for o in self.obligations))
        if self.apart:
            return self._answer_apart(ids)
        means, owed = self.means, owed_with_loans
        if any(debt.works for debt in self.ledger.debts):
            from lexcollect.law.rules.works import owed_with_works  # only a works price needs it

            owed = owed_with_works
        debts, payments = self.ledger.debts, self.ledger.payments
        manner = Manner(
            agreed=self.ledger.orders,
            on=ids or None,
            conventions=self.conventions,
            calendar=means.calendar,
            beyond=means.beyond,
            rates=means.rates,
        )
        answer = owed(debts, payments, self.as_of, manner)
        if self.regulated:
            from lexcollect.claims.sme import with_readings  # only a claim of a small enterprise needs it

            answer = with_readings(answer, self, ids)
        if any(debt.void for debt in debts):
            from lexcollect.law.rules.void_loans import used  # only a void loan needs it

            answer = used(answer, debts, payments, self.as_of, manner)
        if self.ledger.rolled:
            from lexcollect.claims.rolled import with_steps as with_tests  # only a rolled-over loan needs it

            answer = with_tests(answer, self, ids)
        if self.ledger.lumps:
            from lexcollect.claims.loan_lumps import with_steps as with_room  # only such a penalty beside a loan

            answer = with_room(answer, self, ids)
        if any(debt.limit for debt in self.ledger.debts):
            from lexcollect.claims.penalty_limits import with_steps  # only an agreed limit needs it

            answer = with_steps(answer, self, ids)
        if not any(debt.penal for debt in debts):
            return answer
        from lexcollect.law.rules.agreed_rates import penalties  # only a clause on a published rate needs it

        return penalties(answer, debts, payments, self.as_of, manner)

    def _answer_apart(self, ids: tuple[str, ...]) -> Answer[Settlement]:
        """Return the answers on debts in several moneys, one after the other; a reading of one is none of the whole."""
        found = [one.answer_of(mine) for one, mine in self._money_by_money(ids)]
        if len(found) == 1:
            return found[0]
        return Answer(
            self.settlement,
            tuple(step for answer in found for step in answer.trace),
            certainty=found[0].certainty,
            assumptions=tuple(a for answer in found for a in answer.assumptions),
        )

    def _money_by_money(self, ids: tuple[str, ...]) -> Iterator[tuple[Account, tuple[str, ...]]]:
        for one in self.apart:
            mine = tuple(o.id for o in one.obligations if o.id in ids)
            if mine or not ids:
                yield one, mine

    @cached_property
    def assumptions(self) -> tuple[Assumption, ...]:
        """What the shown conventions move, in yuan."""
        by_option: dict[str, list[Assumption]] = {option: [] for option in SHOWN_OPTIONS}
        for assumption in self.answer.assumptions:
            by_option.get(dict(assumption.detail)["option"], []).append(assumption)
        return tuple(a for found in by_option.values() for a in found)

    @cached_property
    def other_orders(self) -> tuple[OtherOrder, ...]:
        """What is left when payments are applied otherwise, or by the other readings of a loan's rate.

        Another order that changes nothing is left out. Of some of the debts they are those of the whole account.
        """
        if self.whole is not None:
            return self.whole.other_orders
        if self.apart:
            return tuple(other for one in self.apart for other in one.other_orders)
        found = []
        for reading, cites, debts, payments, order, agreed in _readings(self.ledger):
            other = _settled(debts, payments, self.as_of, order, agreed, self.conventions, self.means)
            if _moved(other) != _moved(self.settlement):
                found.append(OtherOrder(reading, other, other.total - self.settlement.total, cites))
        if any(debt.loan for debt in self.ledger.debts):
            found += [
                OtherOrder(other.reading, other.value, other.value.total - self.settlement.total, other.cites)
                for other in self.answer.alternatives
                if other.reading.key in READINGS
            ]
        return tuple(found)

    @cached_property
    def reduction(self) -> ReductionLines | None:
        """The lines of 民法典 585(2) for the penalty that passes them most, when LPR at breach is known."""
        if self.apart:
            return next((one.reduction for one in self.apart if one.reduction), None)
        found = highest_reduction(
            self.ledger.debts,
            self.as_of,
            conventions=self.conventions,
            calendar=self.means.calendar,
            rates=self.means.rates,
        )
        return found.value if found else None


def account_of(
    case: Case,
    as_of: date,
    *,
    calendar: Calendar | None = None,
    conventions: Conventions | None = None,
    rates: Rates | None = None,
    beyond: Beyond = "refuse",
    stopped: date | None = None,
) -> Account:
    """Return the account of ``case`` on ``as_of`` (计算基准日); ``rates`` replaces the shipped tables.

    ``beyond="stop"`` counts a charge only while its rate is known: for dates, not for a claim. ``stopped`` is the last
    day that bears interest, where it is asked as of an insolvent debtor alone.

    :class:`~lexcollect.findings.Refused` for facts that contradict each other.
    """
    if len({o.currency for o in case.obligations}) > 1:
        from lexcollect.claims.currencies import account_apart  # only a matter in several moneys needs it

        def count(part: Case) -> Account:
            how = {"calendar": calendar, "conventions": conventions, "rates": rates}
            return account_of(part, as_of, **how, beyond=beyond, stopped=stopped)  # type: ignore[arg-type]

        return account_apart(case, count)
    means = Means(calendar or shipped_calendar(), rates, beyond)
    conventions = conventions or conventions_of(case)
    try:
        ledger = ledger_of(case, means.calendar, conventions, as_of, rates, beyond, stopped=stopped)
        settlement = _settled(ledger.debts, ledger.payments, as_of, STATUTE, ledger.orders, conventions, means)
    except BadMoney as bad:
        raise Refused([finding("LX-M009", Where(case.where.file), reason=bad.text)]) from bad
    return Account(as_of, conventions, ledger, settlement, _obligations(case, ledger, settlement), means)


def _settled(
    debts: tuple[Debt, ...],
    payments: tuple[Payment, ...],
    as_of: date,
    order: Order,
    agreed: dict[str, Order],
    conventions: Conventions,
    means: Means,
) -> Settlement:
    return settle(
        debts,
        payments,
        as_of,
        order=order,
        agreed=agreed,
        conventions=conventions,
        calendar=means.calendar,
        beyond=means.beyond,
    )


def _moved(settlement: Settlement) -> list[tuple[str, date, str, str, Decimal]]:
    """Return what every payment did, without the reason: another reason for the same is no other reading."""
    return [(s.payment, s.day, s.debt, s.part.value, s.amount) for s in settlement.shares]


def _obligations(case: Case, ledger: Ledger, settlement: Settlement) -> tuple[ObligationAccount, ...]:
    lines: dict[str, list[Line]] = {debt.id: [] for debt in ledger.debts}
    for line in settlement.lines:
        lines[line.item].append(line)
    return tuple(
        ObligationAccount(
            o.id,
            o.contract,
            o.title,
            debt.principal,
            debt.principal - balance.principal,
            ledger.dues[o.id],
            balance.principal,
            balance.penalty,
            balance.interest,
            balance.penalty_per_day,
            balance.interest_per_day,
            tuple(lines[o.id]),
            rate_for(case, o),
        )
        for o, debt, balance in zip(case.obligations, ledger.debts, settlement.balances, strict=True)
    )


_Reading = tuple[Text, tuple[Citation, ...], tuple[Debt, ...], tuple[Payment, ...], Order, dict[str, Order]]


def _readings(ledger: Ledger) -> Iterator[_Reading]:
    """Yield the other arguable ways to apply the payments, each with what it rests on."""
    debts, payments, orders = ledger.debts, ledger.payments, ledger.orders
    if not payments:
        return
    if any(debt.spent for debt in debts):
        yield text("claims.order_costs_last"), _COSTS_FIRST, debts, payments, COSTS_LAST, orders
    yield text("claims.order_charges_first"), CHARGES_FIRST.cites, debts, payments, CHARGES_FIRST, {}
    whole = [contract for contract in ledger.contracts if ledger.order(contract).naming == "whole"]
    if whole and any(p.debt for p in payments):
        ignored = {contract: replace(ledger.order(contract), naming="ignored") for contract in ledger.contracts}
        yield text("claims.order_naming_ignored"), _AGREED, debts, payments, STATUTE, ignored
    if len(ledger.contracts) == 1 or all(p.debt or p.contract for p in payments):
        return
    for contract in orders:
        said = text("claims.order_clause_for_all", contract=contract, clause=ledger.clauses[contract].clause)
        together = tuple(replace(debt, contract="") for debt in debts)
        yield said, _AGREED, together, payments, orders[contract], {}
    for contract in ledger.contracts:
        meant = tuple(p if p.debt or p.contract else replace(p, contract=contract) for p in payments)
        yield text("claims.order_contract_first", contract=contract), _AGREED, debts, meant, STATUTE, orders
