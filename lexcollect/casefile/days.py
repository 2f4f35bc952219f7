"""Days: the order in which the facts of a matter can have happened.

Owns the checks of days against each other and against the as-of day, and the event from which a payment term runs. Asks
about what is unusual; decides no question of law.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from lexcollect.casefile import kinds as k
from lexcollect.casefile.facts import Fact
from lexcollect.casefile.models import Case, Delivery, Obligation, PaymentTerm
from lexcollect.casefile.persons import ages_on
from lexcollect.findings import Finding, finding
from lexcollect.wording import pair

#: The claim of a guarantor who paid: it arises with the payment (民法典 700).
RECOURSE = "追偿权纠纷"


class Start(NamedTuple):
    """The event from which a payment term runs: its day, what proves it, and whether the day is a stand-in."""

    day: date
    evidence: tuple[str, ...]
    assumed: bool = False


def order_of_days(case: Case) -> Iterator[Finding]:
    """Yield a finding for each fact whose day cannot well be where it stands among the others."""
    signed = {c.id: c.signed_on for c in case.contracts if c.signed_on}
    of_debt = {o.id: signed[o.contract] for o in case.obligations if o.contract in signed}
    for delivery in case.deliveries:
        start = of_debt.get(delivery.obligation)
        if start and delivery.date < start:
            yield finding("LX-C042", delivery.where, day=delivery.date, signed=start)
    earliest = min(signed.values(), default=date.min)
    for payment in case.payments:
        start = of_debt.get(payment.designated_for, earliest)
        if payment.date < start:
            yield finding("LX-C043", payment.where, day=payment.date, signed=start)
    for fact, day, start in _about_the_contract(case, of_debt, earliest):
        if day < start:
            yield finding("LX-C092", fact.where, group=pair(*fact.noun), day=day, signed=start)
    for obligation in case.obligations:
        yield from _due(case, obligation)
    yield from _lent(case)
    yield from _letters(case)


def _about_the_contract(case: Case, of_debt: dict[str, date], earliest: date) -> Iterator[tuple[Fact, date, date]]:
    """Yield what stands on a contract, its day, and the day that contract was signed."""
    for o in case.obligations:
        if o.date:
            yield o, o.date, of_debt.get(o.id, earliest)
    for group in (case.invoices, case.payouts):
        for i in group:
            yield i, i.date, of_debt.get(i.obligation, earliest)
    about = [
        (f, f.date, f.covers) for group in (case.acknowledgements, case.communications, case.filings) for f in group
    ]
    for fact, day, covers in about:
        yield fact, day, min((of_debt.get(id, earliest) for id in covers), default=earliest)


def _due(case: Case, obligation: Obligation) -> Iterator[Finding]:
    """Yield what a fixed due day contradicts: the event its clause counts from, and a term beside it."""
    contract = next((c for c in case.contracts if c.id == obligation.contract), None)
    if contract is None:
        return
    term = obligation.due or contract.payment_term
    if term is None or term.day is None:
        return
    if term is not obligation.due and obligation.portion is k.Portion.RETENTION:
        return  # the contract's term is not that of the retention
    if term.count is not None and term.after is not None:
        yield finding("LX-C094", term.where, day=term.day)
    agreed = contract.payment_term if contract.payment_term and contract.payment_term.after else term
    event = _event(case, obligation, agreed, contract.signed_on)
    if event is not None and term.day < event:
        yield finding("LX-C093", obligation.where, id=obligation.id, due=term.day, day=event)


def _event(case: Case, obligation: Obligation, agreed: PaymentTerm, signed: date | None) -> date | None:
    """Return the day before which the debt cannot be due: that of the event the clause names, else of the contract."""
    start = start_of(case, obligation, agreed)
    days = [day for day in (signed, start.day if start else None) if day]
    return max(days, default=None)


def start_of(case: Case, obligation: Obligation, term: PaymentTerm) -> Start | None:
    """Return the event a payment term runs from, or ``None`` when the case file does not hold it.

    ``day`` is the day of the event, not counted itself (民法典 201(1)). Of several deliveries or invoices the last;
    from the end of the month (月结) it is the last day of the month of the last delivery, or of the receivable.
    """
    if term.after is k.After.SIGNING:
        contract = case.contract(obligation.contract)
        return Start(contract.signed_on, contract.evidence) if contract.signed_on else None
    if term.after in (k.After.LAST_DELIVERY, k.After.MONTH_END):
        delivered = case.deliveries_of(obligation.id)
        fact: Delivery | Obligation | None = delivered[-1] if delivered else None
        if term.after is k.After.LAST_DELIVERY:
            return Start(fact.date, fact.evidence) if isinstance(fact, Delivery) else None
        fact = fact or obligation
        return Start(_month_end(fact.date), fact.evidence, assumed=not delivered) if fact.date else None
    if term.after is k.After.DEMAND:
        return None  # what a demand does is a question of law: claims.on_demand
    invoices = case.invoices_of(obligation.id)
    if term.after is k.After.INVOICE:
        invoice = max(invoices, key=lambda i: i.date, default=None)
        return Start(invoice.date, invoice.evidence) if invoice else None
    if term.after is None:
        return None
    step = case.milestone(obligation, k.MilestoneKind(term.after.value))
    if step is None and term.after is k.After.INVOICE_RECEIPT and invoices:
        # Nobody received it before it was made out: the earliest day there can be, told as such.
        invoice = max(invoices, key=lambda i: i.date)
        return Start(invoice.date, invoice.evidence, assumed=True)
    return Start(step.date, step.evidence) if step else None


def sme_start(case: Case, obligation: Obligation) -> Start | None:
    """Return the event from which a small enterprise must be paid (保障中小企业款项支付条例 9, 10), or ``None``.

    Acceptance where it is recorded, else the end of the time agreed for it, else the day both sides confirmed the sum
    of a settlement by progress or period, else the last delivery, of works the handover.
    """
    contract = case.contract(obligation.contract)
    for kind in (k.MilestoneKind.ACCEPTANCE, k.MilestoneKind.SETTLEMENT, k.MilestoneKind.STATEMENT):
        step = case.milestone(obligation, kind)
        if step is not None:
            return Start(step.date, step.evidence)
        if kind is k.MilestoneKind.ACCEPTANCE and contract.sme and contract.sme.inspection_until:
            return Start(contract.sme.inspection_until, contract.evidence)
    delivered = case.deliveries_of(obligation.id)
    if not delivered and obligation.portion is not None:
        step = case.milestone(obligation, k.MilestoneKind.HANDOVER)
        return Start(step.date, step.evidence) if step else None
    return Start(delivered[-1].date, delivered[-1].evidence) if delivered else None


def _month_end(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def _lent(case: Case) -> Iterator[Finding]:
    """Yield repayments and due days from before the money was handed over."""
    if not case.payouts or any(c.cause == RECOURSE for c in case.contracts):
        return  # what a guarantor paid is due at once
    first = min(p.date for p in case.payouts)
    for payment in case.payments:
        if payment.date < first:
            yield finding("LX-C130", payment.where, day=payment.date, lent=first)
    for payout in case.payouts:
        obligation = next((o for o in case.obligations if o.id == payout.obligation), None)
        term = obligation and (obligation.due or _contract_term(case, obligation))
        if term and term.day is not None and term.day <= payout.date:
            yield finding("LX-C131", payout.where, day=payout.date, due=term.day)


def _contract_term(case: Case, obligation: Obligation) -> PaymentTerm | None:
    return next((c.payment_term for c in case.contracts if c.id == obligation.contract), None)


def _letters(case: Case) -> Iterator[Finding]:
    for c in case.communications:
        if c.posted_on and c.posted_on < c.date:
            yield finding("LX-C095", c.where, first=c.date, then=c.posted_on)
        if c.reply_on and c.reply_on < c.date:
            yield finding("LX-C095", c.where, first=c.date, then=c.reply_on)


def future_facts(case: Case, as_of: date) -> list[Finding]:
    """Return a finding for each fact dated after the as-of day: it is not counted (基准日之后的事实).

    What is counted all the same (a contract, a receivable, a guarantee, a cost) is told apart, and so is who acts on
    that day without being of age.
    """
    dealings = (
        case.deliveries,
        case.payouts,
        case.invoices,
        case.payments,
        case.acknowledgements,
        case.communications,
        case.filings,
    )
    left_out: list[tuple[Fact, date]] = [(f, f.date) for group in dealings for f in group]
    left_out += [(m, m.taken_on) for m in case.measures]
    left_out += [(i, i.accepted_on) for i in case.insolvencies]
    left_out += [(t, t.served_on) for t in case.titles if t.served_on]
    left_out += [(w, w.start) for w in case.watched]
    counted: list[tuple[Fact, date | None]] = [(c, c.signed_on) for c in case.contracts]
    counted += [(s, s.created_on) for s in case.securities]
    written_out = {rent.where for rent in case.rents}  # what is not due yet is told by the account
    counted += [(f, f.date) for group in (case.obligations, case.costs) for f in group if f.where not in written_out]
    return [
        *(finding("LX-C044", fact.where, day=day, as_of=as_of) for fact, day in left_out if day > as_of),
        *(
            finding("LX-C096", fact.where, group=pair(*fact.noun), day=day, as_of=as_of)
            for fact, day in counted
            if day and day > as_of
        ),
        *ages_on(case, as_of),
    ]
