"""Works prices: when they fall due by law, what they bear, and what a reader of the account must know (工程价款).

Owns the facts of a works contract as the law's rules want them. Computes no interest. A void contract keeps its price
(民法典 793(1)) and loses its penalty.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from lexcollect.casefile import kinds as k
from lexcollect.casefile.models import Case, Contract, Obligation, PaymentTerm
from lexcollect.casefile.works import by_silence, due_event
from lexcollect.claims.due_days import DueDate
from lexcollect.claims.reckoning import Reckoning
from lexcollect.claims.standards import bound, is_works, void_works
from lexcollect.claims.vocabulary import TERM_UNITS
from lexcollect.findings import Finding, Level, Refused, finding
from lexcollect.law.calendar import Calendar
from lexcollect.law.conventions import Conventions
from lexcollect.law.period import count
from lexcollect.law.rules.debts import Due
from lexcollect.law.rules.phrases import phrase_of
from lexcollect.law.rules.retention import retention_period
from lexcollect.law.rules.works import WorksTerms
from lexcollect.wording import pair

#: The newer interpretation, whose text is not on file, binds courts in cases accepted from this day.
NEWER = date(2026, 6, 30)
_SUITS = (k.FilingKind.SUIT, k.FilingKind.ARBITRATION)
_MONTHS = {k.TermUnit.MONTH: 1, k.TermUnit.YEAR: 12}


def due_by_law(
    case: Case, obligation: Obligation, term: PaymentTerm | None, calendar: Calendar, conventions: Conventions
) -> DueDate | None:
    """Return when a part of a works price falls due where the contract does not say; ``None`` where it does.

    A retention due after an acceptance that the employer delays counts from the report (建设工程解释一 17(1)(3)).
    """
    if obligation.portion is k.Portion.RETENTION:
        return _released(case, obligation, term, calendar, conventions)
    if term is not None:
        return _accepted_in_silence(case, obligation, term, calendar, conventions)
    found = due_event(case, obligation)
    if found is None:
        return None
    due = Due(found.fact.date, "day")
    day = found.fact.date
    return DueDate(obligation.id, None, day, day, day, due, found.fact.evidence, accrues=day)


def _accepted_in_silence(
    case: Case, obligation: Obligation, term: PaymentTerm, calendar: Calendar, conventions: Conventions
) -> DueDate | None:
    """Return the due day that runs from settlement papers nobody answered, as agreed (建设工程解释一 21)."""
    silent = by_silence(case, obligation, term)
    if silent is None or term.count is None or term.unit is k.TermUnit.WORKDAY:
        return None
    submitted, days = silent
    settled = count(submitted.date, days, "day", "none", calendar).nominal
    nominal = count(settled, term.count, TERM_UNITS[term.unit], "none", calendar).nominal
    due = Due(nominal, "period")
    rolled = due.last_day(calendar, conventions)
    return DueDate(obligation.id, term, settled, nominal, rolled, due, submitted.evidence)


def _released(
    case: Case, obligation: Obligation, term: PaymentTerm | None, calendar: Calendar, conventions: Conventions
) -> DueDate | None:
    found = due_event(case, obligation)
    if term is not None:
        from_report = found is not None and found.kind is k.MilestoneKind.REPORT_SUBMITTED
        if term.after is not k.After.ACCEPTANCE or not from_report or term.unit not in _MONTHS:
            return None
    if found is None:
        return None
    accepted = found.kind is k.MilestoneKind.ACCEPTANCE
    months = (term.count or 0) * _MONTHS[term.unit] if term else None
    start, _, period, _ = retention_period(
        accepted=found.fact.date if accepted else None,
        report_submitted=None if accepted else found.fact.date,
        agreed_months=months,
        calendar=calendar,
    )
    due = Due(period.nominal, "period")
    rolled = due.last_day(calendar, conventions)
    return DueDate(obligation.id, term, start, period.nominal, rolled, due, found.fact.evidence)


def interest_of(by: Reckoning, contract: Contract, due: DueDate) -> WorksTerms:
    """Return what an unpaid part of a works price bears: the agreed rate, else LPR."""
    said = bound(contract).late_interest
    suits = [f.date for f in by.case.filings if f.kind in _SUITS and f.date <= by.as_of]
    return WorksTerms(
        by.as_of,
        phrase_of(said.rate) if said else None,
        min(suits, default=by.as_of),
        contract.signed_on,
        due.accrues,
        stop=by.stopped,
        lenient=by.lenient,
        rates=by.rates,
    )


def binding(case: Case) -> tuple[Case, tuple[Finding, ...]]:
    """Return the case without the penalties in one sum of void works contracts, and a note for each (民法典 155, 793).

    A payment named for such a penalty is a payment on the contract. Raises :class:`~lexcollect.findings.Refused` when
    nothing else is claimed.
    """
    void = {contract.id: contract for contract in case.contracts if void_works(contract)}
    gone = [o for o in case.obligations if o.contract in void and o.asked_as is k.AskedAs.LUMP_PENALTY]
    if not gone:
        return case, ()
    told = tuple(_not_binding(o, void[o.contract]) for o in gone)
    ids = {o.id for o in gone}
    kept = tuple(o for o in case.obligations if o.id not in ids)
    if not kept:
        raise Refused([replace(f, level=Level.ERROR) for f in told])
    payments = tuple(p.but(designated_for="") if p.designated_for in ids else p for p in case.payments)
    return case.but(obligations=kept, payments=payments), told


def _not_binding(obligation: Obligation, contract: Contract) -> Finding:
    assert contract.works is not None and contract.works.qualification is not None
    ground = pair(*contract.works.qualification.named)
    return finding(
        "LX-C233", obligation.where, id=obligation.id, amount=obligation.amount, name=contract.called, ground=ground
    )


def remarks(case: Case, as_of: date) -> Iterator[Finding]:
    """Yield what a reader of the account of a works price must know."""
    for contract in case.contracts:
        if is_works(contract):
            yield from _of_contract(case, contract, as_of)


def _of_contract(case: Case, contract: Contract, as_of: date) -> Iterator[Finding]:
    mine = [o for o in case.obligations if o.contract == contract.id]
    works = contract.works
    if void_works(contract):
        assert works is not None and works.qualification is not None
        yield finding("LX-M192", works.where, name=contract.called, ground=pair(*works.qualification.named))
        accepted = [case.milestone(o, kind) for o in mine[:1] for kind in _GOOD]
        if not any(step and step.date <= as_of for step in accepted):
            yield finding("LX-M193", works.where, name=contract.called)
    elif contract.late_penalty and contract.late_interest:
        yield finding("LX-M190", contract.late_interest.where, name=contract.called)
    if contract.overdue_loss:
        yield finding("LX-M191", contract.overdue_loss.where, name=contract.called)
    settled = case.milestone(mine[0], k.MilestoneKind.SETTLEMENT) if mine else None
    if works and works.audit and not (settled and settled.date <= as_of):
        yield finding("LX-M194", works.where, name=contract.called, words=works.audit)
    if not any(o.portion for o in mine):
        yield finding("LX-M195", contract.where, name=contract.called)
    if as_of >= NEWER:
        yield finding("LX-M196", contract.where, name=contract.called, day=NEWER)


#: What shows that the works are good, or count as such: acceptance, or use without it (建设工程解释一 14).
_GOOD = (k.MilestoneKind.ACCEPTANCE, k.MilestoneKind.HANDOVER)
