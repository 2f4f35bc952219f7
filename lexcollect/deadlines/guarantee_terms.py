"""The terms of a guarantee: what the case file says of it, as the law sees it.

Owns which debts it speaks of, from which day its period runs, and the days of the debtor's enforcement and insolvency
that its rules ask for. Counts no period.
"""

from __future__ import annotations

from collections.abc import Container
from datetime import date

from lexcollect.casefile import kinds as k
from lexcollect.casefile.models import Security
from lexcollect.claims.account import ObligationAccount
from lexcollect.claims.coverage import outside_of
from lexcollect.claims.vocabulary import UNITS
from lexcollect.deadlines.facts import Facts
from lexcollect.law.rules.event_kinds import EventKind
from lexcollect.law.rules.guarantee import MAX_AMOUNT, PERIOD, Agreed, Guarantee, Mode, max_amount_base

_MODES: dict[k.SecurityKind, Mode | None] = {
    k.SecurityKind.SURETY_JOINT: "joint",
    k.SecurityKind.SURETY_GENERAL: "general",
    k.SecurityKind.SURETY_UNCLEAR: None,
}


def covered(facts: Facts, security: Security) -> frozenset[str]:
    """Return the debts the guarantee speaks of, paid ones included."""
    debts = facts.account.obligations
    return frozenset(o.id for o in debts if outside_of(security, facts.obligation(o.id), facts.case) is None)


def first_enforcement(facts: Facts) -> date | None:
    """Return the day of the first proved application for enforcement against the debtor (担保制度解释 28(1)(2))."""
    return min(
        (
            e.on
            for e in facts.events
            if e.law.kind is EventKind.ENFORCEMENT_APPLIED
            and e.proof.grade.counts
            and e.person == facts.case.debtor.id
            and e.on <= facts.as_of
        ),
        default=None,
    )


def ended_for_now(facts: Facts) -> date | None:
    """Return when the ruling ending enforcement for want of assets was served (担保制度解释 28(1)(1))."""
    served = (
        t.termination_served_on
        for t in facts.case.titles
        if t.termination_served_on and facts.case.debtor.id in (t.against or (facts.case.debtor.id,))
    )
    return min((day for day in served if day <= facts.as_of), default=None)


def insolvent_on(facts: Facts) -> date | None:
    """Return the day an insolvency of the debtor was accepted that still binds (破产程序受理日)."""
    return min(
        (i.accepted_on for i in facts.case.insolvent_on(facts.as_of) if i.person == facts.case.debtor.id),
        default=None,
    )


def guarantee_of(
    facts: Facts, security: Security, ids: Container[str], obligation: ObligationAccount
) -> tuple[str, Guarantee]:
    """Return the rule and the guarantee as the law sees it; ``ids`` are the debts it speaks of (:func:`covered`).

    Of several due dates each counts by itself (safe), the last is the other reading; a maximum-amount guarantee that
    does not settle the count runs from determination or the last due date (担保制度解释 30(2)).
    """
    due, period = obligation.due, security.period
    agreed = None
    if period is not None and period.until_repaid:
        agreed = Agreed(unclear=True)
    elif period is not None and period.until is not None:
        agreed = Agreed(until=period.until)
    elif period is not None and period.count is not None:
        agreed = Agreed(n=period.count, unit=UNITS[period.unit])
    each = period is not None and period.each
    mode = _MODES[security.kind]
    if security.cap is not None and security.debts_to is not None and not each:
        last = max(o.due.unrolled for o in facts.account.obligations if o.id in ids and not o.due.unknown)
        base = max_amount_base(last, security.debts_to)
        return MAX_AMOUNT, Guarantee(base, agreed, mode, security.created_on, surety=security.grantor)
    others = [o.due.unrolled for o in facts.series(obligation.id) if o.id in ids]
    last_due = max(others, default=due.unrolled)
    return PERIOD, Guarantee(
        due.unrolled,
        agreed,
        mode,
        security.created_on,
        _extended(facts, obligation),
        main_due_rolled=due.rolled if due.moved else None,
        surety=security.grantor,
        last_due=None if each or last_due == due.unrolled else last_due,
        deemed_due=insolvent_on(facts),
    )


def _extended(facts: Facts, obligation: ObligationAccount) -> date | None:
    """Return the latest new due date agreed with the debtor; without the surety's consent the law ignores it."""
    return max(
        (
            e.law.new_due_date
            for e in facts.events
            if e.law.kind is EventKind.AGREED_EXTENSION
            and e.law.new_due_date
            and e.concerns(obligation.id)
            and e.on <= facts.as_of
        ),
        default=None,
    )
