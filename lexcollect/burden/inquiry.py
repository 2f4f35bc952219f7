"""Inquiry: one contract of a matter with everything its proof is asked of.

Owns the looking up: the debts of the contract, what the debtor confirmed, which exhibits speak of a fact in their
purpose. Judges nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property

from lexcollect.casefile import kinds as k
from lexcollect.casefile.exhibits import ExhibitRef
from lexcollect.casefile.models import Case, Contract, Delivery, Obligation, Proved
from lexcollect.causes.cause import Cause, Shows
from lexcollect.claims.claim import Claims
from lexcollect.deadlines.deadline import Agenda
from lexcollect.deadlines.events import CaseEvent

#: The kinds of consent that tell what is owed.
_TELLING = frozenset(
    {
        k.AcknowledgementKind.STATEMENT,
        k.AcknowledgementKind.DEBT_CONFIRMATION,
        k.AcknowledgementKind.REPAYMENT_PLAN,
        k.AcknowledgementKind.PROMISE_MESSAGE,
        k.AcknowledgementKind.IOU,
    }
)
#: Words of a purpose that speak of an element; with a mark of the fact beside them the exhibit bears it.
_SPEAKS: Mapping[Shows, tuple[str, ...]] = {
    Shows.AGREEMENT: ("合同关系", "合同成立", "借贷合意", "借款合意", "约定"),
    Shows.HANDED_OVER: ("交付", "交货", "签收", "收货", "验收", "提供服务", "转账", "出借", "卸货", "入库"),
    Shows.ACCEPTED: ("验收", "交付使用", "移交", "投入使用"),
    Shows.AMOUNT: ("价款", "单价", "结算", "欠款", "合计", "尚欠", "余额", "租金"),
    Shows.BOUGHT: ("购买", "购置", "买卖", "发票", "权属", "购入"),
    Shows.REGISTERED: ("登记",),
    Shows.FUNDS: ("资金来源", "自有资金", "账户流水"),
    Shows.PRESENTED: ("提示付款", "拒付", "拒绝付款", "退票"),
    Shows.USE_AFTER: ("占有", "占用", "使用", "返还", "提取"),
    Shows.DAMAGE: ("损坏", "维修", "毁损"),
}
#: Elements that no fact of the case file is about: a purpose alone may bear them.
_BY_PURPOSE = frozenset({Shows.FUNDS, Shows.REGISTERED, Shows.BOUGHT})


class Inquiry:
    """The proof of the claims on ``contract``: facts, answers and exhibits; ``exhibits`` is empty without a list."""

    def __init__(
        self,
        case: Case,
        claims: Claims,
        agenda: Agenda,
        exhibits: Mapping[str, ExhibitRef],
        contract: Contract,
        cause: Cause,
    ) -> None:
        self.case, self.claims, self.agenda, self.exhibits = case, claims, agenda, exhibits
        self.contract, self.cause = contract, cause
        self._spoken: dict[Shows, tuple[tuple[str, str], ...]] = {}

    @cached_property
    def debts(self) -> tuple[Obligation, ...]:
        """The receivables of the contract."""
        return tuple(o for o in self.case.obligations if o.contract == self.contract.id)

    @cached_property
    def main(self) -> tuple[Obligation, ...]:
        """The receivables that are the debt of the contract itself."""
        return tuple(o for o in self.debts if not o.beside and o.asked_as is not k.AskedAs.LUMP_PENALTY)

    @cached_property
    def ids(self) -> frozenset[str]:
        """The ids of the receivables of the contract."""
        return frozenset(o.id for o in self.debts)

    @property
    def decided(self) -> bool:
        """Whether a title fixes every sum of the contract."""
        return bool(self.ids) and self.ids <= self.claims.decided

    def of_debts(self, covers: Iterable[str]) -> bool:
        """Tell whether a fact that covers these debts (none named: all) is about the contract."""
        named = {*covers}
        return not named or bool(named & self.ids)

    @cached_property
    def events(self) -> tuple[CaseEvent, ...]:
        """The events of the agenda about this contract."""
        return tuple(e for e in self.agenda.events if self.of_debts(id for id in e.covers if id))

    @cached_property
    def _counting(self) -> frozenset[str]:
        return frozenset(e.law.id for e in self.events if e.proof.grade.counts)

    @cached_property
    def confirmed(self) -> frozenset[str]:
        """The exhibits by which the debtor confirmed what it owes, as far as they are proved."""
        telling = (a for a in self.case.acknowledgements if a.kind in _TELLING and a.id in self._counting)
        return frozenset(id for a in telling for id in a.evidence)

    def confirming(self, debt: Obligation) -> tuple[str, ...]:
        """Return the exhibits by which the debtor confirmed a sum that holds ``debt``."""
        return tuple(
            id
            for a in self.case.acknowledgements
            if a.kind in _TELLING and a.amount is not None and a.id in self._counting
            if (not a.covers or debt.id in a.covers) and (debt.date is None or debt.date <= a.date)
            for id in a.evidence
        )

    @cached_property
    def invoices(self) -> frozenset[str]:
        """The exhibits that are invoices."""
        entered = {id for invoice in self.case.invoices for id in invoice.evidence}
        return frozenset(entered | {id for id, ref in self.exhibits.items() if "发票" in ref.title})

    def deliveries(self, debt: Obligation) -> tuple[Delivery, ...]:
        """Return the deliveries under ``debt``."""
        return self.case.deliveries_of(debt.id)

    def speaking(self, shows: Shows, marks: Iterable[str] = ()) -> tuple[str, ...]:
        """Return the exhibits whose purpose speaks of the element and of one of ``marks``."""
        known = [mark for mark in marks if mark]
        if not (known or shows in _BY_PURPOSE):
            return ()
        among = self._speaking(shows)
        return tuple(id for id, said in among if not known or any(mark in said for mark in known))

    def _speaking(self, shows: Shows) -> tuple[tuple[str, str], ...]:
        """Return the exhibits whose purpose speaks of the element, each with its purpose; looked for once."""
        if shows not in self._spoken:
            words = _SPEAKS.get(shows, ())
            refs = self.exhibits.values()
            said = ((ref.id, ref.purpose) for ref in refs if any(word in ref.purpose for word in words))
            self._spoken[shows] = tuple(said)
        return self._spoken[shows]

    def there(self, ids: Iterable[str]) -> tuple[str, ...]:
        """Return ``ids`` each once, without those that no list of exhibits knows."""
        return tuple(id for id in dict.fromkeys(ids) if not self.exhibits or id in self.exhibits)


def evidence(facts: Iterable[Proved]) -> tuple[str, ...]:
    """Return the exhibits that ``facts`` name, each once."""
    return tuple(dict.fromkeys(id for fact in facts for id in fact.evidence))
