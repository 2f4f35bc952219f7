"""From matters: the answers of many matters as the flat rows of the reports.

Owns the way from answered matters to ``facts``; every figure is the account's own. A matter that could not be read, a
debt without an amount or a day, and money set apart are named with their reason, never dropped.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING

from lexcollect.casefile import kinds as k
from lexcollect.casefile.damage import repairs_of
from lexcollect.findings import Refused
from lexcollect.reporting.facts import (
    Applied,
    Debt,
    Facts,
    LeftOut,
    Receipt,
    Spent,
    Standing,
    Who,
    Words,
)
from lexcollect.wording import pair, text

if TYPE_CHECKING:
    from lexcollect.casefile.models import Case, Obligation
    from lexcollect.claims.account import Account, ObligationAccount
    from lexcollect.matter.answering import Answered
    from lexcollect.matter.many import Read


class Rows:
    """Facts on their way: matter after matter is taken in, and none of them is held."""

    def __init__(self, as_of: date) -> None:
        self.as_of = as_of
        self.matters: list[str] = []
        self.broken: list[str] = []
        self.debts: list[Debt] = []
        self.receipts: list[Receipt] = []
        self.costs: list[Spent] = []
        self.repairs: list[Spent] = []
        self.left: list[LeftOut] = []

    def take(self, one: Read) -> None:
        """Take the rows of one matter in, or the reason why it could not be read."""
        if one.answered is None:
            self.broken.append(one.folder)
            self.left.append(LeftOut(one.folder, "", reason_of(one.error)))
            return
        mine = tuple(_debts(one.folder, one.answered))
        self.matters.append(one.folder)
        self.debts += mine
        self.receipts += _receipts(one.folder, one.answered)
        self.costs += spent_of(one.folder, one.answered.matter.case, self.as_of)
        self.repairs += _repairs(one.folder, one.answered.matter.case, self.as_of)
        self.left += _left_out(one.folder, one.answered, mine)

    def facts(self) -> Facts:
        """Return all rows."""
        debts, receipts, costs = tuple(self.debts), tuple(self.receipts), tuple(self.costs)
        repairs, left = tuple(self.repairs), tuple(self.left)
        return Facts(self.as_of, tuple(self.matters), debts, receipts, costs, repairs, left)


def facts_of(read: Iterable[Read], as_of: date) -> Facts:
    """Return the rows of all matters that were read, answered for ``as_of``."""
    rows = Rows(as_of)
    for one in read:
        rows.take(one)
    return rows.facts()


def reason_of(error: Exception | None) -> Words:
    """Return why a matter could not be read: the first finding, else that it was our mistake."""
    from lexcollect.law.trace import LawUnknown

    if isinstance(error, Refused) and error.findings:
        found = next((f for f in error.findings if f.stops), error.findings[0])
        return found.message()
    if isinstance(error, LawUnknown):
        return error.text
    return text("reporting.broken", kind=type(error).__name__)


def who_of(case: Case) -> Who:
    """Return by whom the debts of a matter are owed: its debtors together, the first one's code as key."""
    debtors = case.debtors
    key = "+".join(sorted(p.uscc or p.id_no or p.name for p in debtors))
    return Who(key, "、".join(p.name for p in debtors), owner_of(case))


def owner_of(case: Case) -> str:
    """Return who looks after the matter (主办人), else who closed it; nothing where neither was entered."""
    return case.in_charge or (case.closing.handler if case.closing else "")


def accounts_of(answered: Answered) -> tuple[Account, ...]:
    """Return the accounts of a matter, one for each money."""
    account = answered.matter.account
    return account.apart or (account,)


def _debts(folder: str, answered: Answered) -> Iterator[Debt]:
    case, as_of = answered.matter.case, answered.as_of
    who = who_of(case)
    covered = {id for t in case.titles for id in (t.covers or tuple(o.id for o in case.obligations))}
    for account in accounts_of(answered):
        applied: dict[str, list[Applied]] = {}
        for share in account.shares:
            set_off = account.ledger.kinds.get(share.payment) is k.PaymentKind.SET_OFF
            applied.setdefault(share.debt, []).append(Applied(share.day, share.part, share.amount, set_off))
        for owed in account.obligations:
            fact = case.obligation(owed.id)
            yield _debt(folder, case, who, fact, owed, tuple(applied.get(owed.id, ())), as_of, owed.id in covered)


def _debt(
    folder: str,
    case: Case,
    who: Who,
    fact: Obligation,
    owed: ObligationAccount,
    applied: tuple[Applied, ...],
    as_of: date,
    decided: bool,
) -> Debt:
    closing = case.closing if case.closing and case.closing.date <= as_of else None
    standing = Standing.UNKNOWN if owed.due.unknown else Standing.ON_DEMAND if owed.due.open else Standing.DATED
    return Debt(
        folder,
        owed.id,
        fact.title,
        who,
        case.contract(owed.contract).cause,
        fact.currency.value,
        owed.amount if fact.amount else None,
        owed.due.rolled if standing is Standing.DATED else None,
        standing,
        fact.date,
        applied,
        closing.date if closing else None,
        closing.result if closing else None,
        decided,
    )


def _receipts(folder: str, answered: Answered) -> Iterator[Receipt]:
    for account in accounts_of(answered):
        debts = {o.id for o in account.obligations}
        money = next((o.currency.value for o in answered.matter.case.obligations if o.id in debts), "CNY")
        for paid in account.ledger.payments:
            if paid.day <= answered.as_of:
                set_off = account.ledger.kinds.get(paid.id) is k.PaymentKind.SET_OFF
                yield Receipt(folder, paid.day, paid.amount, money, set_off)


def spent_of(folder: str, case: Case, as_of: date) -> Iterator[Spent]:
    """Yield the costs of a matter to ``as_of``: those entered, and the court fees that were paid with filings."""
    for cost in case.costs:
        if cost.date is None or cost.date <= as_of:
            yield Spent(folder, pair(*cost.kind.named), cost.date, cost.amount)
    for filing in case.filings:
        if filing.fee_paid and filing.date <= as_of:
            yield Spent(folder, text("reporting.cost_fee"), filing.date, filing.fee_paid)


def _repairs(folder: str, case: Case, as_of: date) -> Iterator[Spent]:
    """Yield the repairs that were entered as costs: they are receivables, and stand among the debts."""
    for one in repairs_of(case):
        if one.date is None or one.date <= as_of:
            yield Spent(folder, one.title or pair(*k.CostKind.REPAIR.named), one.date, one.amount)


def _left_out(folder: str, answered: Answered, debts: tuple[Debt, ...]) -> Iterator[LeftOut]:
    for debt in debts:
        if debt.amount is None:
            yield LeftOut(folder, debt.id, text("reporting.left_amount"))
        elif not debt.exists(answered.as_of):
            yield LeftOut(folder, debt.id, text("reporting.left_later", day=debt.arose))
    for f in answered.matter.agenda.findings:
        if f.code in _APART:
            yield LeftOut(folder, "", f.message())


#: Money that the account sets apart: paid on other contracts, or in another money.
_APART = ("LX-M214", "LX-M215")
