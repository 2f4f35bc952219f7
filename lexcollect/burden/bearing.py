"""Bearing: which facts of the case file bear which element of a claim.

Owns one function an element (``causes.cause.Shows``); each yields the facts that must be shown, with the exhibits they
name. A fact that must be there and is not is yielded without exhibits. Nothing yielded: the element is not asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from lexcollect.burden.inquiry import Inquiry, evidence
from lexcollect.burden.shapes import Asked, Doubt
from lexcollect.casefile import kinds as k
from lexcollect.casefile.models import Obligation
from lexcollect.causes.cause import Shows
from lexcollect.wording import Text, pair, text

#: Steps that show that works are good: accepted, or used without acceptance (建设工程解释一 14).
_GOOD_WORKS = frozenset({k.MilestoneKind.ACCEPTANCE, k.MilestoneKind.HANDOVER})
#: Words of a receivable for work that was ordered later.
_LATER_WORK = ("增加", "增项", "变更", "追加")


def _of(word: str, /, **params: Any) -> Text:
    return text(f"burden.fact.{word}", **params)


def _debt(debt: Obligation) -> Text:
    return _of("debt", name=debt.title or debt.id)


def _marks(debt: Obligation) -> tuple[str, ...]:
    return (debt.id, debt.title, f"{debt.amount:,.2f}")


def _contract(asked: Inquiry) -> Asked:
    contract = asked.contract
    return Asked(_of("contract", name=contract.called), contract.evidence, (contract.name, contract.number), contract)


def _parties(asked: Inquiry) -> Iterator[Asked]:
    case, papers = asked.case, asked.contract.evidence
    invoiced = (i for i in case.invoices if i.obligation in asked.ids)
    papers = papers or (*evidence(asked.debts), *evidence(invoiced))
    for party in (*case.creditors, *case.debtors):
        yield Asked(_of("party", name=party.name), (*party.evidence, *papers), (party.name,))


def _agreement(asked: Inquiry) -> Iterator[Asked]:
    contract = _contract(asked)
    if contract.exhibits and asked.contract.written:
        yield contract
        return
    bills = evidence(o for o in asked.debts if o.bill)
    if bills:
        yield Asked(contract.label, bills, contract.marks, asked.contract)
        return
    together = evidence(
        (
            *asked.debts,
            *(d for o in asked.debts for d in asked.deliveries(o)),
            *(a for a in asked.case.acknowledgements if asked.of_debts(a.covers)),
            *(i for i in asked.case.invoices if i.obligation in asked.ids),
        )
    )
    own = (*contract.exhibits, *asked.speaking(Shows.AGREEMENT, contract.marks))
    doubts = (Doubt.NO_PAPER,) if not own and together else ()
    yield Asked(contract.label, (*own, *together), (), asked.contract, doubts)


def _handed_over(asked: Inquiry) -> Iterator[Asked]:
    group = asked.cause.performance.facts
    if group == "leased_things":
        things = [thing for thing in asked.case.leased_things if thing.contract == asked.contract.id]
        yield from (Asked(_of("thing", name=t.name), t.evidence, (t.name, t.number), t) for t in things)
        if not things:
            yield Asked(_of("performance", name=asked.cause.performance.noun))
    elif group == "payouts":
        yield from _payouts(asked)
    else:
        for debt in asked.main:
            yield from _delivered(asked, debt)


def _payouts(asked: Inquiry) -> Iterator[Asked]:
    alone = len(asked.case.obligations) == 1
    found = [p for p in asked.case.payouts if p.obligation in asked.ids or (alone and not p.obligation)]
    for payout in found:
        sum_, on = f"{payout.amount:,.2f}", payout.date
        yield Asked(_of("payout", date=on, amount=payout.amount), payout.evidence, (sum_,), payout)
    for debt in asked.main:
        if not any(p.obligation in ("", debt.id) for p in found):
            yield Asked(_debt(debt), asked.speaking(Shows.HANDED_OVER, _marks(debt)))


def _delivered(asked: Inquiry, debt: Obligation) -> Iterator[Asked]:
    deliveries = asked.deliveries(debt)
    for one in deliveries:
        marks = (one.doc_no, f"{one.date.year}年{one.date.month}月{one.date.day}日")
        label = _of("delivery", date=one.date, number=one.doc_no)
        yield Asked(label, one.evidence, marks, one)
    if deliveries:
        return
    steps = [m for m in asked.case.milestones if m.obligation == debt.id or m.contract == asked.contract.id]
    yield Asked(_debt(debt), (*evidence(steps), *asked.speaking(Shows.HANDED_OVER, _marks(debt))), _marks(debt))


def _accepted(asked: Inquiry) -> Iterator[Asked]:
    steps = [m for m in _steps(asked) if m.kind in _GOOD_WORKS]
    for step in steps:
        yield Asked(_of("step", date=step.date, name=pair(*step.kind.named)), step.evidence, (), step)
    if not steps:
        yield Asked(_of("acceptance"), asked.speaking(Shows.ACCEPTED, (asked.contract.name,)))


def _steps(asked: Inquiry) -> Iterator[Any]:
    ours = (m for m in asked.case.milestones if m.obligation in asked.ids or m.contract == asked.contract.id)
    yield from ours


def _amount(asked: Inquiry) -> Iterator[Asked]:
    settled = evidence(m for m in _steps(asked) if m.amount is not None)
    for debt in asked.main:
        own = debt.evidence or asked.contract.evidence
        yield Asked(_debt(debt), (*own, *asked.confirming(debt), *settled), _marks(debt), debt)


def _extra(asked: Inquiry) -> Iterator[Asked]:
    for debt in asked.main:
        if any(word in debt.title or word in debt.goods for word in _LATER_WORK):
            yield Asked(_debt(debt), (*debt.evidence, *asked.confirming(debt)), _marks(debt), debt)


def _beside(kind: k.AskedAs) -> Callable[[Inquiry], Iterator[Asked]]:
    def found(asked: Inquiry) -> Iterator[Asked]:
        for debt in asked.debts:
            if debt.asked_as is kind:
                yield Asked(_debt(debt), debt.evidence, _marks(debt), debt)

    return found


def _due(asked: Inquiry) -> Iterator[Asked]:
    contract, agreed = asked.contract, _contract(asked)
    steps = evidence(_steps(asked))
    if contract.payment_term is not None:
        papers = agreed.exhibits or evidence(asked.main)
        yield Asked(_of("term", name=contract.called), (*papers, *steps), agreed.marks, contract)
        return
    for debt in asked.main:
        # Where no day was agreed the law counts from what was performed (民法典 628, 保障中小企业款项支付条例).
        performed = evidence(asked.deliveries(debt)) if debt.due is None else ()
        yield Asked(_debt(debt), (*(debt.evidence or agreed.exhibits), *performed, *steps), _marks(debt), debt)


def _retention(asked: Inquiry) -> Iterator[Asked]:
    held = [o for o in asked.debts if o.portion is k.Portion.RETENTION]
    steps = evidence(_steps(asked))
    yield from (Asked(_debt(o), (*o.evidence, *asked.contract.evidence, *steps), _marks(o), o) for o in held)


def _clause(key: str) -> Callable[[Inquiry], Iterator[Asked]]:
    """Return what finds the clause ``key`` of the contract: it stands in the contract's own exhibits."""

    def found(asked: Inquiry) -> Iterator[Asked]:
        if getattr(asked.contract, key) is not None:
            yield _contract(asked)

    return found


def _bought(asked: Inquiry) -> Iterator[Asked]:
    shown = asked.speaking(Shows.BOUGHT)
    things = [t for t in asked.case.leased_things if t.contract == asked.contract.id]
    papers = (*shown, *asked.contract.evidence, *evidence(things))
    doubts = () if shown or not papers else (Doubt.NOT_BOUGHT,)
    yield Asked(_of("bought"), papers, (), None, doubts)


def _registered(asked: Inquiry) -> Iterator[Asked]:
    things = [t for t in asked.case.leased_things if t.contract == asked.contract.id and t.registered is not False]
    if things:
        yield Asked(_of("registration"), asked.speaking(Shows.REGISTERED))


def _builder(asked: Inquiry) -> Iterator[Asked]:
    yield _contract(asked)


def _funds(asked: Inquiry) -> Iterator[Asked]:
    yield Asked(_of("funds"), asked.speaking(Shows.FUNDS))


def _use_after(asked: Inquiry) -> Iterator[Asked]:
    for fee in asked.case.running_fees:
        if fee.contract == asked.contract.id:
            thing = next((t for t in asked.case.leased_things if t.id == fee.thing), None)
            back = thing.return_evidence if thing else ()
            yield Asked(_of("debt", name=fee.title), (*fee.evidence, *back), (fee.title,), fee)


def _transfer(asked: Inquiry) -> Iterator[Asked]:
    found = [a for a in asked.case.assignments if asked.of_debts(a.covers)]
    yield from (Asked(_of("transfer", date=a.date, name=a.assignor), a.evidence, (a.agreement,), a) for a in found)
    if not found:
        yield Asked(_of("no_transfer"))


def _presented(asked: Inquiry) -> Iterator[Asked]:
    for debt in asked.debts:
        if debt.bill:
            papers = debt.evidence if debt.bill.presented_on else ()
            yield Asked(_debt(debt), (*papers, *asked.speaking(Shows.PRESENTED, _marks(debt))), (), debt)


def _priority(asked: Inquiry) -> Iterator[Asked]:
    works = asked.contract.works
    if works and works.priority:
        yield Asked(_of("priority"), (*asked.contract.evidence, *evidence(_steps(asked))))


#: What bears each element; the chains of demands, costs and securities are told in ``chains``.
BEARING: Mapping[Shows, Callable[[Inquiry], Iterator[Asked]]] = {
    Shows.PARTIES: _parties,
    Shows.AGREEMENT: _agreement,
    Shows.BUILDER: _builder,
    Shows.BOUGHT: _bought,
    Shows.HANDED_OVER: _handed_over,
    Shows.ACCEPTED: _accepted,
    Shows.AMOUNT: _amount,
    Shows.EXTRA: _extra,
    Shows.ADVANCES: _beside(k.AskedAs.FEE),
    Shows.DAMAGE: _beside(k.AskedAs.COMPENSATION),
    Shows.DUE: _due,
    Shows.RETENTION: _retention,
    Shows.FUNDS: _funds,
    Shows.INTEREST: _clause("term_interest"),
    Shows.LATE_INTEREST: _clause("late_interest"),
    Shows.LATE_CHARGE: _clause("late_penalty"),
    Shows.REGISTERED: _registered,
    Shows.USE_AFTER: _use_after,
    Shows.TRANSFER: _transfer,
    Shows.PRESENTED: _presented,
    Shows.PRIORITY: _priority,
}
