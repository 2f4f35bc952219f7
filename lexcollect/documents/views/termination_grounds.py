"""Grounds of termination: whether a contract may be ended by notice, and on which demand (解除权; 民法典 562-564).

Owns the questions asked before a notice is written: that the contract still stands, that a ground was entered, that a
demand arrived and its period is over where the law wants one, how much must be unpaid (民法典 634, 融资租赁解释 5), and
that the right has not lapsed (564). Decides no dispute: whether a period was reasonable is for a person.
"""

from __future__ import annotations

from datetime import date, timedelta

from lexcollect.casefile import kinds as k
from lexcollect.casefile.models import Communication, TerminationChoice
from lexcollect.causes.circumstances import of_kind
from lexcollect.claims.standards import is_finance_lease
from lexcollect.documents import circumstances as c
from lexcollect.documents.material import View
from lexcollect.documents.views import contracts
from lexcollect.documents.views.default_size import instalment_sale, size_of
from lexcollect.documents.views.demands import proved_demands
from lexcollect.findings import has_errors
from lexcollect.law.rules.rights import contract_termination

_IN_WORDS = frozenset({k.TerminationBasis.REFUSAL, k.TerminationBasis.PURPOSE_LOST})


def chosen(view: View) -> TerminationChoice | None:
    """Return what is to be terminated and why, or nothing after an error: nothing entered, or no ground for it."""
    material = view.material
    choice, contract = material.case.choices.termination, material.contract
    if choice is None:
        view.say("LX-P543")
        return None
    if contracts.several(material):
        view.say("LX-P547", choice.where)
        return None
    if choice.contract and choice.contract != contract.id:
        view.say("LX-P543", choice.where)
        return None
    if contract.termination and contract.termination.day <= material.as_of:
        view.say("LX-P544", contract.termination.where, name=contract.called, day=contract.termination.day)
    elif contract.acceleration and is_finance_lease(contract):
        view.say("LX-P552", contract.acceleration.where, name=contract.called)
    else:
        _ground(view, choice)
        _lasts(view, choice)
    return None if has_errors(view.findings) else choice


def circumstances_of(view: View, choice: TerminationChoice) -> frozenset[str]:
    """Return on what a contract is terminated, as circumstances of its sentences."""
    in_parts = instalment_sale(view.material)
    agreed = c.those({"in_parts": in_parts, "numbered": choice.clause, "last_period": choice.days})
    return of_kind("basis", choice.basis) | agreed


def deciding(view: View) -> tuple[Communication, date | None] | None:
    """Return the demand whose period is over and its last day, the day unknown where none was entered; or nothing."""
    material = view.material
    arrived = [d for d in proved_demands(material, material.case.debtor) if d.delivered_on or not d.grace_days]
    last = [(d, _until(d)) for d in arrived]
    over = [(d, until) for d, until in last if until is not None and until < material.as_of]
    if over:
        return over[-1]
    if any(until is not None for _, until in last):
        return None
    return last[-1] if last else None


def _until(sent: Communication) -> date | None:
    """Return the last day of the period that a demand gave; nothing where none was entered."""
    if sent.grace_days is None or sent.delivered_on is None:
        return None
    return sent.delivered_on + timedelta(days=sent.grace_days)


def _ground(view: View, choice: TerminationChoice) -> None:
    """Note what the chosen ground lacks."""
    if choice.basis is k.TerminationBasis.AGREED and not choice.clause:
        view.say("LX-P545", choice.where)
    if choice.basis in _IN_WORDS and not choice.ground:
        view.say("LX-P551", choice.where, basis=choice.basis.label)
    leased = is_finance_lease(view.material.contract)
    if choice.basis is k.TerminationBasis.AFTER_DEMAND or (leased and choice.basis is k.TerminationBasis.AGREED):
        _demand(view, choice)
        _size(view, choice)
    if choice.basis is k.TerminationBasis.AGREED:
        view.say("LX-P554", choice.where, clause=choice.clause)


def _demand(view: View, choice: TerminationChoice) -> None:
    """Note that no demand arrived, that its period still runs, or that none was entered (民法典 563(1)(3))."""
    material = view.material
    found = deciding(view)
    if found is None:
        running = [u for d in proved_demands(material, material.case.debtor) if (u := _until(d)) is not None]
        if running:
            view.say("LX-P548", choice.where, day=max(running))
        else:
            view.say("LX-P546", choice.where)
    elif found[1] is None:
        sent = found[0]
        view.say("LX-P550", sent.where, day=sent.delivered_on or sent.date)


def _size(view: View, choice: TerminationChoice) -> None:
    """Note that too little is unpaid: a fifth of a price, two rents or 15 per cent where the contract names no case."""
    material, size = view.material, size_of(view.material)
    told = {"overdue": size.overdue, "unpaid": size.unpaid, "whole": size.whole}
    if instalment_sale(material) and not size.a_fifth:
        view.say("LX-P535", choice.where, unpaid=size.unpaid, whole=size.whole, parts=size.parts)
    elif is_finance_lease(material.contract) and not choice.clause and not size.of_a_finance_lease:
        view.say("LX-P555", choice.where, **told)


def _lasts(view: View, choice: TerminationChoice) -> None:
    """Note that the right to terminate is over, or that nothing shows until when it lasts (民法典 564)."""
    until = choice.agreed_until
    if until is None and choice.known_on is not None:
        signed = view.material.contract.signed_on
        period = contract_termination(choice.known_on, contract_date=signed).value.period
        until = period.last_day if period else None
    if until is None:
        view.say("LX-P549", choice.where)
    elif until < view.material.as_of:
        view.say("LX-P553", choice.where, day=until)
