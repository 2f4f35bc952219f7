"""Priority for a works price: what of the price it still covers (民法典 807).

Owns the way from the deadlines of the priority (``specials``) to what a complaint may ask for. Interest, penalty and
costs never have it (建设工程解释一 40(2)).
"""

from __future__ import annotations

from dataclasses import replace

from lexcollect.casefile.models import Case, Contract
from lexcollect.claims.account import ZERO, Account
from lexcollect.claims.priority import Priority
from lexcollect.claims.standards import no_direct_contract
from lexcollect.deadlines.deadline import Agenda
from lexcollect.deadlines.specials import PRIORITY
from lexcollect.law.states import State


def priority_of(case: Case, contract: Contract, account: Account, agenda: Agenda) -> Priority:
    """Return what of the price under ``contract`` has priority on the day of ``account``."""
    works = contract.works
    whole = Priority(
        works.project if works else "",
        works.priority if works else None,
        not no_direct_contract(contract),
        where=works.where if works else contract.where,
        contract=contract.id,
    )
    mine = {o.id for o in case.obligations if o.contract == contract.id}
    left = {o.id: o.principal for o in account.obligations}
    open_, gone, nearest = [], [], []
    for deadline in agenda.of_rule(PRIORITY):
        ids = [id for id in deadline.obligations if id in mine and left[id]]
        if not ids or deadline.period is None:
            continue
        if deadline.state is State.GONE:
            gone += [(id, deadline.period.last_day) for id in ids]
        else:
            open_ += ids
            nearest.append(deadline.period.last_day)
    return replace(
        whole,
        obligations=tuple(open_),
        amount=sum((left[id] for id in open_), ZERO),
        lapsed=tuple(gone),
        last_day=min(nearest, default=None),
    )
