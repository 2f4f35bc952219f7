"""Transfers: whose receivables they were, and checks of debts that come from other debts (债权转让、保理、追偿).

Owns the questions about an assignment, and the findings on it and on recourse. Decides no law.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from lexcollect.casefile import kinds as k
from lexcollect.casefile.models import Assignment, Case, Communication
from lexcollect.findings import Finding, finding

#: Causes under which a factor claims the receivable it bought.
_FACTORING = "保理"
_RECOURSE = "追偿权纠纷"


def assignment_of(case: Case) -> Assignment | None:
    """Return the assignment by which our creditor holds the receivables: the last one, of a chain."""
    return max(case.assignments, key=lambda a: a.date, default=None)


def notices(case: Case, recipient: str, as_of: date | None = None) -> list[Communication]:
    """Return the notices of assignment that reached ``recipient``, oldest first."""
    found = [
        c
        for c in case.communications
        if c.kind is k.CommunicationKind.ASSIGNMENT_NOTICE
        and c.recipient == recipient
        and c.status is k.Status.DELIVERED
        and (as_of is None or (c.delivered_on or c.date) <= as_of)
    ]
    return sorted(found, key=lambda c: c.delivered_on or c.date)


def transfer_slips(case: Case) -> Iterator[Finding]:
    """Yield what must be known of an assignment, and of a claim for what was paid in another's place."""
    for each in case.assignments:
        covered = set(each.covers) or {o.id for o in case.obligations}
        if {o.id for o in case.obligations} - covered:
            yield finding("LX-C188", each.where, assignor=each.assignor)
    if case.assignments:
        yield from _untold(case)
    names = {c.id: c.cause for c in case.contracts}
    for o in case.obligations:
        cause = names.get(o.contract, "")
        if _FACTORING in cause and not case.assignments:
            yield finding("LX-C189", o.where, id=o.id)
        if cause == _RECOURSE:
            paid = sum((p.amount for p in case.payouts if p.obligation in (o.id, "")), Decimal(0))
            if case.payouts and o.amount > paid:
                yield finding("LX-C187", o.where, id=o.id, amount=o.amount, paid=paid)


def _untold(case: Case) -> Iterator[Finding]:
    """Yield whom no notice of the assignment reached: debtors (民法典 546) and guarantors (696)."""
    persons = [*(p.id for p in case.debtors), *(s.grantor for s in case.securities)]
    known = {p.id: p.name for p in case.parties}
    missing = [known[id] for id in dict.fromkeys(persons) if id in known and not notices(case, id)]
    if missing:
        yield finding("LX-C186", case.assignments[-1].where, names=tuple(missing))
