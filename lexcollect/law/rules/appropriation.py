"""Appropriation of payments (清偿抵充): which debt, and which part of it, a payment discharges.

Owns the walk through payments and debts under an agreed or the statutory order, with the accruing interest and
penalty between them. Refuses contradictory facts (:class:`~lexcollect.law.rules.schedule.BadMoney`) and days
without a known rate. Knows no case file and prefers no side: the order is an argument.

Says: several debts: agreement, the debtor's naming when paying, then due before not due, least secured, heavier
burden, earliest due, in proportion (民法典 560); inside a debt: agreement, then costs, interest, principal (561).
Counts: charges run to the day before a payment; unpaid charges are carried and bear nothing; money before
anything is due is kept as credit until the next due day (民法典 530 leaves early performance to the creditor).
Several contracts: an agreed order governs among the debts of its own contract; what names no debt is first divided
among the contracts by the ladder of 560(2), debt by debt, then applied inside each as it agreed.
Doubtful: the place of 违约金, named in neither article (option ``penalty_rank``). Before 2021-01-01 the same
ladder stood in 合同法解释二 20 and 21.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import ROUND_DOWN, Decimal

from lexcollect.cn.amounts import FEN
from lexcollect.law.calendar import Calendar, shipped_calendar
from lexcollect.law.conventions import DEFAULTS, Conventions
from lexcollect.law.options import PenaltyRank
from lexcollect.law.rules.debts import STATUTE, Debt, Order, Payment, Share, Spread, check_facts
from lexcollect.law.rules.parts import Part, Why
from lexcollect.law.rules.running import Balance, RunningDebt
from lexcollect.law.rules.schedule import ZERO, Beyond, Line, Until, end_ordinal, payment_ordinal
from lexcollect.records import dataclass, field


@dataclass(frozen=True, slots=True)
class Settlement:
    """What payments did and what is left.

    ``lines`` are all accruals, ``shares`` every yuan of every payment, ``credits`` what found no debt
    (payment id, amount), ``later`` the payments after the last day, ``stopped`` the last day computed when a rate
    ended before the period. ``agreed`` are the orders that bind one contract only, ``spreads`` what fell to which
    contract of a payment that named no debt, ``contracts`` the contract of each debt.
    """

    lines: tuple[Line, ...]
    shares: tuple[Share, ...]
    balances: tuple[Balance, ...]
    credits: tuple[tuple[str, Decimal], ...] = ()
    later: tuple[str, ...] = ()
    stopped: date | None = None
    order: Order = STATUTE
    conventions: Conventions = field(default=DEFAULTS, repr=False)
    agreed: Mapping[str, Order] = field(default_factory=dict)
    spreads: tuple[Spread, ...] = ()
    contracts: tuple[tuple[str, str], ...] = ()

    def order_of(self, contract: str) -> Order:
        """Return the order that binds the debts of ``contract``."""
        return self.agreed.get(contract, self.order)

    def left(self, part: Part) -> Decimal:
        """Return what is left of one part over all debts."""
        return sum((getattr(balance, part.value) for balance in self.balances), ZERO)

    @property
    def principal(self) -> Decimal:
        """Return the principal left over all debts."""
        return self.left(Part.PRINCIPAL)

    @property
    def penalty(self) -> Decimal:
        """Return the penalty left over all debts."""
        return self.left(Part.PENALTY)

    @property
    def interest(self) -> Decimal:
        """Return the interest left over all debts."""
        return self.left(Part.INTEREST)

    @property
    def total(self) -> Decimal:
        """Return everything left."""
        return sum((balance.total for balance in self.balances), ZERO)

    def balance(self, debt: str) -> Balance:
        """Return the balance of one debt."""
        return next(balance for balance in self.balances if balance.debt == debt)


def settle(
    debts: Sequence[Debt],
    payments: Sequence[Payment],
    last: date,
    *,
    order: Order = STATUTE,
    agreed: Mapping[str, Order] | None = None,
    conventions: Conventions = DEFAULTS,
    calendar: Calendar | None = None,
    until: Until = "cutoff",
    beyond: Beyond = "refuse",
) -> Settlement:
    """Apply ``payments`` to ``debts`` in ``order`` and return what is left on ``last``.

    ``agreed`` are the orders of single contracts (``Debt.contract``), ``order`` binds the debts of all others.
    Payments of one day are taken in the order given. :class:`BadMoney` for contradictory facts, ``RateUnknown``
    when a charge needs a rate that is not published and ``beyond`` is not ``stop``.
    """
    check_facts(debts, payments)
    calendar = calendar or shipped_calendar()

    def walked(debts: Sequence[Debt]) -> Settlement:
        return _walked(debts, payments, last, order, agreed or {}, conventions, calendar, until, beyond)

    if any(debt.limit for debt in debts):
        from lexcollect.law.rules.penalty_limit import held  # only an agreed limit needs it

        debts = held(debts, walked(debts))
    return walked(debts)


def _walked(
    debts: Sequence[Debt],
    payments: Sequence[Payment],
    last: date,
    order: Order,
    agreed: Mapping[str, Order],
    conventions: Conventions,
    calendar: Calendar,
    until: Until,
    beyond: Beyond,
) -> Settlement:
    walk = _Walk(debts, last, order, agreed, conventions, calendar, until, beyond)
    walk.apart |= any(p.contract for p in payments)
    inside = [p for p in payments if p.day <= last]
    for payment in sorted(inside, key=lambda p: p.day):
        walk.to(payment.day)
        walk.pay(payment, payment.day, payment.amount)
    walk.to(last)
    return walk.result(tuple(p.id for p in payments if p.day > last))


class _Walk:
    """The accounts, the money without a debt yet, and the shares so far."""

    def __init__(
        self,
        debts: Sequence[Debt],
        last: date,
        order: Order,
        agreed: Mapping[str, Order],
        conventions: Conventions,
        calendar: Calendar,
        until: Until,
        beyond: Beyond,
    ) -> None:
        self.end = end_ordinal(last, until, conventions)
        self.order, self.agreed, self.conventions = order, agreed, conventions
        self.accounts = [_running(debt, self.end, conventions, calendar, beyond) for debt in debts]
        contracts = dict.fromkeys(debt.contract for debt in debts)
        # One contract, or debt by debt everywhere: the ladder of 560(2) over all debts says everything.
        self.apart = len(contracts) > 1 and any(not _by_debt(self._order_of(c)) for c in contracts)
        self.common = self._order_of(next(iter(contracts), ""))
        self.credits: list[tuple[Payment, Decimal]] = []
        self.shares: list[Share] = []
        self.spreads: list[Spread] = []
        self.dues = sorted({a.due for a in self.accounts if a.due})
        #: How many of the due days were tried, and how many shares there were before.
        self.tried = self.given = 0
        self.lends = any(debt.later for debt in debts)

    def to(self, day: date) -> None:
        """Let kept money meet the debts that fall due up to ``day``, each on its due day.

        What found no debt on a day finds none there later either: what was open then only grew less. It is tried again
        where that does not hold (:meth:`_reopened`), on its old day.
        """
        reach = bisect_right(self.dues, day)
        begin = 0 if self._reopened() else self.tried
        self.given = len(self.shares)
        for due in self.dues[begin:reach]:
            self._meet(due)
        self.tried = max(self.tried, reach)

    def _reopened(self) -> bool:
        """Tell whether kept money may meet a debt on a day on which it found none.

        Part of a loan was handed over since, or a debt was paid before its day for which the rest of a payment that
        named its contract was kept.
        """
        if not self.credits or self.lends:
            return self.lends
        bound = self.apart and any(payment.debt or payment.contract for payment, _ in self.credits)
        return bound and len(self.shares) != self.given

    def _meet(self, due: date) -> None:
        """Try every kept payment on ``due``; one that is like another that found nothing there is not asked."""
        waiting, self.credits = self.credits, []
        nothing: set[tuple[object, ...]] = set()
        for payment, amount in waiting:
            day = max(due, payment.day)
            alike = (payment.debt, payment.contract, payment.part, day)
            if alike in nothing:
                self.credits.append((payment, amount))
                continue
            before = len(self.shares), len(self.spreads)
            self.pay(payment, day, amount)
            if before == (len(self.shares), len(self.spreads)):
                nothing.add(alike)
            elif self.apart:  # what was given to one contract may be what another waited for
                nothing.clear()

    def pay(self, payment: Payment, day: date, amount: Decimal) -> None:
        """Distribute ``amount`` on ``day``; what finds no due debt is kept."""
        at = payment_ordinal(day, self.conventions)
        named = next((a for a in self.accounts if a.debt.id == payment.debt), None) if payment.debt else None
        if self.apart:
            amount = self._among_contracts(payment, day, amount, at, named)
        else:
            amount = self._within(self.accounts, self.common, payment, day, amount, at, named)
        if amount:
            self.credits.append((payment, amount))

    def _among_contracts(
        self, payment: Payment, day: date, amount: Decimal, at: int, named: RunningDebt | None
    ) -> Decimal:
        """Give the debt named its money, and what is left to the contracts by the ladder; return what remains.

        Naming a debt of a contract whose order ignores it still names that contract: its order governs among its own
        debts, and what it will owe later keeps the rest from going elsewhere.
        """
        contract = named.debt.contract if named else payment.contract
        if contract:
            order, mine = self._order_of(contract), self._of(contract)
            if named and order.naming == "whole":
                amount = self._give(payment, day, [named], self._parts(order, payment), amount, at, Why.NAMED)
            else:
                amount = self._within(mine, order, payment, day, amount, at, named)
                if amount and any(a.due and a.due > day and a.owed_in_all(at) for a in mine):
                    return amount
        planned = self._planned(day, amount, at)
        for contract in dict.fromkeys(a.debt.contract for a, _, _ in planned):
            own = [(a, share, why) for a, share, why in planned if a.debt.contract == contract]
            total, order = sum((share for _, share, _ in own), ZERO), self._order_of(contract)
            self.spreads.append(Spread(payment.id, day, contract, total, own[0][2]))
            if _by_debt(order):
                for account, share, why in own:
                    self._give(payment, day, [account], self._parts(order, payment), share, at, why)
            else:
                self._within(self._of(contract), order, payment, day, total, at, None)
            amount -= total
        return amount

    def _planned(self, day: date, amount: Decimal, at: int) -> list[tuple[RunningDebt, Decimal, Why]]:
        """Return what the ladder of 560(2) gives to each due debt, nothing taken yet."""
        due = [a for a in self.accounts if _payable(a, day)]
        planned = []
        for why, group in self._ranked(due, STATUTE, None, STATUTE.parts, day, at):
            shares = in_proportion(amount, [a.owed_in_all(at) for a in group])
            planned += [(a, share, why) for a, share in zip(group, shares, strict=True) if share]
            amount -= sum(shares, ZERO)
        return planned

    def _within(
        self,
        accounts: Sequence[RunningDebt],
        order: Order,
        payment: Payment,
        day: date,
        amount: Decimal,
        at: int,
        named: RunningDebt | None,
    ) -> Decimal:
        """Give ``amount`` to the due debts among ``accounts`` by ``order``; return what remains."""
        due = [a for a in accounts if _payable(a, day)]
        if order.naming == "ignored":
            named = None
        parts = self._parts(order, payment)
        if named and order.naming == "whole":
            amount = self._give(payment, day, [named], parts, amount, at, Why.NAMED)
            named = None
        elif named and named not in due:
            due.append(named)
        for portion in [(part,) for part in parts] if order.across else [parts]:
            for why, group in self._ranked(due, order, named, portion, day, at):
                amount = self._give(payment, day, group, portion, amount, at, why)
        return amount

    def _order_of(self, contract: str) -> Order:
        return self.agreed.get(contract, self.order)

    def _of(self, contract: str) -> list[RunningDebt]:
        return [a for a in self.accounts if a.debt.contract == contract]

    def _parts(self, order: Order, payment: Payment) -> tuple[Part, ...]:
        """Return the parts of ``order``, the one both sides named for this payment first."""
        parts = _parts(order, self.conventions)
        if payment.part is None:
            return parts
        return (payment.part, *(part for part in parts if part is not payment.part))

    def _ranked(
        self,
        accounts: Sequence[RunningDebt],
        order: Order,
        named: RunningDebt | None,
        parts: Sequence[Part],
        day: date,
        at: int,
    ) -> list[tuple[Why, list[RunningDebt]]]:
        """Return the accounts that owe any of ``parts``, in groups of equal rank, first to pay first."""
        ranks: dict[tuple[object, ...], list[RunningDebt]] = {}
        for account in accounts:
            if any(account.owed(part, at) for part in parts):
                ranks.setdefault(_rank(account, order, named, day), []).append(account)
        keys = sorted(ranks)
        return [
            (_unasked(ranks[key], day) or _why(keys, i, len(ranks[key]), order), ranks[key])
            for i, key in enumerate(keys)
        ]

    def _give(
        self,
        payment: Payment,
        day: date,
        group: Sequence[RunningDebt],
        parts: Sequence[Part],
        amount: Decimal,
        at: int,
        why: Why,
    ) -> Decimal:
        """Give ``amount`` to one group and return what remains."""
        if not amount:
            return amount
        owed = [sum((a.owed(part, at) for part in parts), ZERO) for a in group]
        given = in_proportion(amount, owed)
        for account, share in zip(group, given, strict=True):
            for part in parts:
                open_ = account.owed(part, at)
                sum_ = min(share, open_)
                if sum_:
                    account.take(part, sum_, at)
                    reason = Why.MARKED if part is payment.part else why
                    self.shares.append(Share(payment.id, day, account.debt.id, part, sum_, reason, payment.day, open_))
                    share -= sum_
        return amount - sum(given, ZERO)

    def result(self, later: tuple[str, ...]) -> Settlement:
        """Close all accounts and return what is left."""
        balances = tuple(account.balance(self.end) for account in self.accounts)
        runs = [run for account in self.accounts for run in account.running]
        cut = [run.end for run in runs if run.end < self.end and run.charge.rate.known_until == run.end - 1]
        return Settlement(
            tuple(line for run in runs for line in run.lines),
            tuple(self.shares),
            balances,
            tuple((payment.id, amount) for payment, amount in self.credits),
            later,
            date.fromordinal(min(cut) - 1) if cut else None,
            self.order if self.apart else self.common,
            self.conventions,
            self.agreed,
            tuple(self.spreads),
            tuple((account.debt.id, account.debt.contract) for account in self.accounts),
        )


def _running(debt: Debt, end: int, conventions: Conventions, calendar: Calendar, beyond: Beyond) -> RunningDebt:
    due = debt.due.last_day(calendar, conventions) if debt.due else None
    return RunningDebt(debt.charged(due), due, end, conventions, beyond)


def _by_debt(order: Order) -> bool:
    """Tell whether ``order`` is the statute's own way: debt by debt, the debtor's naming first."""
    return not order.across and order.debts_by == "statute" and order.naming == "whole"


def _payable(account: RunningDebt, day: date) -> bool:
    """Tell whether money of ``day`` may go to the debt: due, payable at will, or a loan (民间借贷规定 30(1))."""
    return account.due is None or account.due <= day or account.debt.loan or account.debt.at_will


def _unasked(group: Sequence[RunningDebt], day: date) -> Why | None:
    """Return why money of ``day`` may go to what is not due: at will, void, a loan; ``None``: it is due."""
    if all(_before(account, day) and account.debt.at_will for account in group):
        return Why.AT_WILL
    if all(_before(account, day) and account.debt.void for account in group):
        return Why.VOID
    return Why.EARLY if _early(group, day) else None


def _early(group: Sequence[RunningDebt], day: date) -> bool:
    """Tell whether what is paid is a loan before its due day, not named by the payer."""
    return all(_before(account, day) and account.debt.loan for account in group)


def _before(account: RunningDebt, day: date) -> bool:
    return account.due is not None and account.due > day


def _rank(account: RunningDebt, order: Order, named: RunningDebt | None, day: date) -> tuple[object, ...]:
    due = account.due or date.min
    if order.debts_by == "due":
        return (account is not named, due)
    return (account is not named, due > day, account.debt.secured, -account.debt.yearly_burden(day), due)


def in_proportion(amount: Decimal, owed: Sequence[Decimal]) -> list[Decimal]:
    """Split ``amount`` over ``owed`` in proportion, in whole fen, nobody above what is owed (民法典 560(2)).

    Fen that do not divide go to the largest remainders, first entry first.
    """
    total = sum(owed, ZERO)
    if amount >= total:
        return list(owed)
    exact = [amount * each / total for each in owed]
    shares = [each.quantize(FEN, ROUND_DOWN) for each in exact]
    rest = int((amount - sum(shares, ZERO)) / FEN)
    order = sorted(range(len(owed)), key=lambda i: shares[i] - exact[i])
    for i in order[:rest]:
        shares[i] += FEN
    return shares


def _parts(order: Order, conventions: Conventions) -> tuple[Part, ...]:
    """Return the parts of ``order``; where the law is silent on 违约金, the convention places it."""
    if order.name == "clause" or conventions.penalty_rank is PenaltyRank.AFTER_INTEREST:
        return order.parts
    return (*(part for part in order.parts if part is not Part.PENALTY), Part.PENALTY)


_CRITERIA = {"statute": (Why.NAMED, Why.DUE, Why.SECURED, Why.BURDEN, Why.EARLIEST), "due": (Why.NAMED, Why.EARLIEST)}


def _why(keys: Sequence[tuple[object, ...]], index: int, size: int, order: Order) -> Why:
    """Return the rung of the ladder that put group ``index`` where it stands."""
    if size > 1:
        return Why.PRO_RATA
    if len(keys) == 1:
        return Why.ONLY_DUE
    if index == len(keys) - 1:
        return Why.REST
    differing = next(
        i for i, (mine, next_) in enumerate(zip(keys[index], keys[index + 1], strict=True)) if mine != next_
    )
    return _CRITERIA[order.debts_by][differing]
