"""Debts for which no day was agreed (没有约定履行期限): when they fall due.

Owns the due day that the law gives them: the price of goods on receipt (民法典 628), the reward for a work on delivery
(782), that of a mandate on completion (928), every other debt when the grace of the first demand is over (511(4), 675).
Before a demand nothing is due. A demand is what the case file holds of one, also a complaint that was served; how well
it is proved is weighed in ``deadlines``. Loaded only for such debts.

Doubtful: a demand without a grace. The day of arrival is taken, which is the safe one for limitation; that it gave no
time to prepare is told.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Literal, NamedTuple

from lexcollect.casefile import kinds as k
from lexcollect.casefile.models import Case, Communication, Obligation, PaymentTerm
from lexcollect.causes import cause_of
from lexcollect.causes.cause import Cause, LatenessRule
from lexcollect.findings import Finding, finding
from lexcollect.law.calendar import shipped_calendar
from lexcollect.law.rules.debts import NOT_DUE
from lexcollect.wording import text

Basis = Literal["receipt", "delivery", "completion", "demand", "suit", "open"]
#: A letter that came back reached nobody; of one that was refused the addressee could have known.
_NOT_ARRIVED = (k.Status.RETURNED,)
#: The steps that hand over what was made or done.
_DONE = (k.MilestoneKind.COMPLETION, k.MilestoneKind.HANDOVER)
#: The finding of each day that the law of a contract gives.
_BY_LAW = {"receipt": "LX-M234", "delivery": "LX-M182", "completion": "LX-M183"}


class Fallen(NamedTuple):
    """When a debt without an agreed day falls due: the day, the event behind it, its grace in days, its exhibits."""

    day: date
    basis: Basis
    event: date | None = None
    grace: int = 0
    evidence: tuple[str, ...] = ()


def due_on_demand(case: Case, obligation: Obligation, term: PaymentTerm, as_of: date) -> Fallen:
    """Return when ``obligation`` falls due; :data:`~lexcollect.law.rules.debts.NOT_DUE` while nobody demanded it."""
    cause = cause_of(case.contract(obligation.contract).cause)
    if _is_sale(cause):
        delivered = [d for d in case.deliveries_of(obligation.id) if d.date <= as_of]
        if delivered:
            return Fallen(delivered[-1].date, "receipt", delivered[-1].date, 0, delivered[-1].evidence)
    if cause and cause.falls_due and (done := _performed(case, obligation, as_of)):
        return Fallen(done[0], cause.falls_due.value, done[0], 0, done[1])
    return min(_demands(case, obligation, term, as_of), key=lambda f: (f.event, f.day), default=Fallen(NOT_DUE, "open"))


def _is_sale(cause: Cause | None) -> bool:
    """Tell whether the price is that of a sale, due on receipt (民法典 628)."""
    lateness = cause.lateness if cause else None
    return lateness is not None and lateness.rule is LatenessRule.SALE and not lateness.by_reference


def _performed(case: Case, obligation: Obligation, as_of: date) -> tuple[date, tuple[str, ...]] | None:
    """Return the last day on which the work was delivered or the affair completed, with its exhibits."""
    days = [(d.date, d.evidence) for d in case.deliveries_of(obligation.id)]
    days += [
        (m.date, m.evidence)
        for m in case.milestones
        if m.kind in _DONE
        and (m.obligation == obligation.id or (not m.obligation and m.contract == obligation.contract))
    ]
    return max((day for day in days if day[0] <= as_of), key=lambda day: day[0], default=None)


def _demands(case: Case, obligation: Obligation, term: PaymentTerm, as_of: date) -> Iterator[Fallen]:
    """Yield what each demand that reached a debtor to ``as_of`` makes of the due day."""
    debtors = {p.id for p in case.debtors}
    for said in case.communications:
        if said.recipient in debtors and _asks(said, obligation) and (day := said.delivered_on or said.date) <= as_of:
            grace = said.grace_days or term.count or 0
            yield Fallen(day + timedelta(days=grace), "demand", day, grace, said.evidence)
    for filing in case.filings:
        served = filing.complaint_served_on
        about = not filing.covers or obligation.id in filing.covers
        if filing.kind is k.FilingKind.SUIT and about and served and served <= as_of:
            grace = term.count or 0
            yield Fallen(served + timedelta(days=grace), "suit", served, grace, filing.evidence)


def _asks(said: Communication, obligation: Obligation) -> bool:
    about = obligation.id in said.covers if said.covers else not _younger(obligation, said)
    return said.demands_payment and about and said.status not in _NOT_ARRIVED


def _open(case: Case, obligation: Obligation) -> Finding:
    """Return what makes a debt due that is not: the event the law names, else a demand."""
    cause = cause_of(case.contract(obligation.contract).cause)
    basis = "receipt" if _is_sale(cause) else cause.falls_due.value if cause and cause.falls_due else ""
    if not basis:
        return finding("LX-M232", obligation.where, id=obligation.id)
    event = text(f"claims.due_on.{basis}")
    return finding("LX-M420", obligation.where, id=obligation.id, event=event, cites=text(f"claims.due_by.{basis}"))


def _younger(obligation: Obligation, said: Communication) -> bool:
    """Tell whether the debt arose after the demand was made: nobody asks for what is not there."""
    return obligation.date is not None and said.date < obligation.date


def remarks(case: Case, as_of: date) -> Iterator[Finding]:
    """Yield what a reader must know: what was not demanded yet, and a demand that gave no time."""
    from lexcollect.casefile.checks import by_regulation, term_of

    for obligation in case.obligations:
        term = term_of(case, obligation.id)
        if term is None or term.day is not None or term.after is not k.After.DEMAND:
            continue
        if term.none_agreed and by_regulation(case, obligation):
            from lexcollect.claims.sme import sme_due  # only a claim of a small enterprise needs it

            if sme_due(case, obligation, None, shipped_calendar()) is not None:
                continue  # the regulation says when
        fallen = due_on_demand(case, obligation, term, as_of)
        if fallen.basis == "open":
            yield _open(case, obligation)
        elif fallen.basis in _BY_LAW:
            yield finding(_BY_LAW[fallen.basis], obligation.where, id=obligation.id, day=fallen.day)
        elif not fallen.grace:
            yield finding("LX-M233", obligation.where, id=obligation.id, day=fallen.day)
