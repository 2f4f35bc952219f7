"""Endings: what a matter lacks before it can be written off, and how closed matters ended, as flat rows (核销、结案).

Owns the reading of one answered matter into a row. A write-off is bookkeeping and releases nobody (民法典 557); whether
it is deducted from tax is for the accountant: the tax articles were seen in reproductions only and are so marked.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from lexcollect.casefile import kinds as k
from lexcollect.law.period import shift
from lexcollect.law.states import State
from lexcollect.records import dataclass
from lexcollect.reporting.facts import ZERO, LeftOut, Who
from lexcollect.reporting.from_matters import accounts_of, spent_of, who_of
from lexcollect.wording import text

if TYPE_CHECKING:
    from lexcollect.casefile.models import Case
    from lexcollect.matter.answering import Answered
    from lexcollect.matter.many import Read

#: A debt of at most so much is small: overdue for a year is then long enough (25号公告 24, unverified).
SMALL = Decimal(50_000)
_ALIVE = (State.RUNNING, State.GRACE)
_LOST = (State.EXPIRED, State.LAPSED)


class Answer(StrEnum):
    """How an item of the list stands."""

    YES = "yes"
    NO = "no"
    OPEN = "open"  # a person has to say


class Item(StrEnum):
    """An item of the write-off checklist (核销核对项)."""

    THREE_YEARS = "three_years"  # 逾期三年以上
    SMALL_YEAR = "small_year"  # 逾期一年以上且金额小
    INSOLVENT = "insolvent"  # 债务人破产
    TERMINATED = "terminated"  # 终结本次执行裁定
    REASON = "reason"  # 已填写无法收回的原因
    DEMANDED = "demanded"  # 有能证明的催告或者对方确认
    SUED = "sued"  # 已起诉、仲裁或者有生效文书
    CONTRACT_SHOWN = "contract_shown"  # 合同、债权有证据
    SURETY_FREE = "surety_free"  # 没有还能追究的担保人
    LIMITATION = "limitation"  # 时效未届满，核销后继续追索
    APPROVED = "approved"  # 财务确认损失、内部审批


#: One of these is a ground; without any there is no file (坏账核销说明).
GROUNDS = (Item.THREE_YEARS, Item.SMALL_YEAR, Item.INSOLVENT, Item.TERMINATED, Item.REASON)
_NEEDED = (Item.DEMANDED, Item.CONTRACT_SHOWN, Item.SURETY_FREE)


@dataclass(frozen=True, slots=True)
class WriteOff:
    """One candidate: principal left, of it overdue for three years and for one, and how every item stands."""

    matter: str
    who: Who
    principal: Decimal
    three_years: Decimal
    one_year: Decimal
    items: tuple[tuple[Item, Answer], ...]

    def answer(self, item: Item) -> Answer:
        """Return how ``item`` stands."""
        return dict(self.items)[item]

    @property
    def order(self) -> tuple[Decimal, Decimal, str]:
        """Its place: the most that is old first."""
        return -self.three_years, -self.principal, self.matter

    @property
    def grounds(self) -> tuple[Item, ...]:
        """The grounds there are."""
        return tuple(item for item in GROUNDS if self.answer(item) is Answer.YES)

    @property
    def lacks(self) -> tuple[Item, ...]:
        """What is to be got, or done, before."""
        return tuple(item for item in _NEEDED if self.answer(item) is not Answer.YES)


def write_offs_of(one: Read, left: list[LeftOut]) -> Iterator[WriteOff]:
    """Yield the row of an open matter with anything overdue for a year, or with a ground."""
    if one.answered is None:
        return
    case, as_of = one.answered.matter.case, one.answered.as_of
    if case.closing and case.closing.date <= as_of:
        return
    if len({o.currency for o in case.obligations}) > 1:
        left.append(LeftOut(one.folder, text("reporting.title_writeoff").render(), text("reporting.suit_moneys")))
        return
    row = _write_off(one.folder, one.answered)
    if row.principal > 0 and (row.one_year or row.grounds):
        yield row


def _write_off(folder: str, answered: Answered) -> WriteOff:
    case, as_of = answered.matter.case, answered.as_of
    owed = [o for account in accounts_of(answered) for o in account.obligations if o.principal]

    def older(years: int) -> Decimal:
        due = (o for o in owed if not o.due.open and shift(o.due.rolled, years, "year") <= as_of)
        return sum((o.principal for o in due), ZERO)

    principal, three, one = sum((o.principal for o in owed), ZERO), older(3), older(1)
    small = principal <= SMALL and one == principal > 0 and case.currency is k.Currency.CNY
    told = {
        Item.THREE_YEARS: _answer(three > 0),
        Item.SMALL_YEAR: _answer(small),
        Item.INSOLVENT: _answer(bool(case.insolvent_on(as_of))),
        Item.TERMINATED: _answer(any(t.terminated_on and t.terminated_on <= as_of for t in case.titles)),
        Item.REASON: _answer(bool(case.choices.unrecoverable)),
        Item.DEMANDED: _answer(any(e.proof.grade.counts for e in answered.agenda.events if e.on <= as_of)),
        Item.SUED: _answer(bool(case.titles) or any(f.date <= as_of for f in case.filings)),
        Item.CONTRACT_SHOWN: _answer(_shown(case)),
        Item.SURETY_FREE: _answer(not _sureties_alive(answered)),
        Item.LIMITATION: _limitation(answered),
        Item.APPROVED: Answer.OPEN,
    }
    return WriteOff(folder, who_of(case), principal, three, one, tuple(told.items()))


def _answer(yes: bool) -> Answer:
    return Answer.YES if yes else Answer.NO


def _shown(case: Case) -> bool:
    """Tell whether every contract or its debts have exhibits."""
    shown = {o.contract for o in case.obligations if o.evidence}
    return all(c.evidence or c.id in shown for c in case.contracts)


def _sureties_alive(answered: Answered) -> bool:
    """Tell whether a guarantee can still be asked for or enforced: then the debt is not lost yet."""
    return any(d.security and d.state in (*_ALIVE, State.PRESERVED) for d in answered.agenda.deadlines)


def _limitation(answered: Answered) -> Answer:
    """Return whether limitation against the debtor still runs, on what can be proved."""
    found = [d.state for d in answered.agenda.deadlines if d.rule.startswith("limitation.") and not d.security]
    if any(state in _LOST for state in found):
        return Answer.NO
    return Answer.YES if found else Answer.OPEN


@dataclass(frozen=True, slots=True)
class Closed:
    """One closed matter: what was due, received, set off, left and spent; how long it took, how it ended, and why."""

    matter: str
    who: Who
    day: date
    result: k.ClosingResult | None
    due: Decimal
    received: Decimal
    set_off: Decimal
    left: Decimal
    spent: Decimal
    days: int | None
    causes: tuple[k.LossCause, ...]
    lessons: tuple[str, ...]

    @property
    def order(self) -> tuple[int, str]:
        """Its place: the last one first."""
        return -self.day.toordinal(), self.matter

    @property
    def recovered(self) -> Decimal | None:
        """What was received as a part of what was due."""
        return self.received / self.due if self.due else None

    @property
    def cost_rate(self) -> Decimal | None:
        """What was spent as a part of what was received."""
        return self.spent / self.received if self.received else None


def closed_of(one: Read, left: list[LeftOut]) -> Iterator[Closed]:
    """Yield the row of a matter that was closed by the as-of day."""
    if one.answered is None:
        return
    folder, answered = one.folder, one.answered
    case, as_of = answered.matter.case, answered.as_of
    closing = case.closing
    if closing is None or closing.date > as_of:
        return
    if {o.currency for o in case.obligations} != {k.Currency.CNY}:
        left.append(LeftOut(folder, text("reporting.title_closing").render(), text("reporting.suit_moneys")))
        return
    accounts = accounts_of(answered)
    payments = [p for p in case.payments if p.date <= as_of]
    set_off = [p for p in payments if p.kind is k.PaymentKind.SET_OFF]
    yield Closed(
        folder,
        who_of(case),
        closing.date,
        closing.result,
        sum((o.amount for account in accounts for o in account.obligations), ZERO),
        sum((p.amount for p in payments if p.kind is not k.PaymentKind.SET_OFF), ZERO),
        sum((p.amount for p in set_off), ZERO),
        sum((account.principal for account in accounts), ZERO),
        sum((cost.amount for cost in spent_of(folder, case, as_of)), ZERO),
        (closing.date - closing.opened_on).days + 1 if closing.opened_on else None,
        closing.causes,
        closing.lessons,
    )
