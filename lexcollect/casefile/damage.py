"""Damage: the repair of what the debtor damaged, entered as a cost and claimed as damages (维修费, 赔偿损失).

Owns the way from such a cost to a receivable beside the debt of its contract: damages need no clause that puts a cost
on the other side (民法典 584, 714, 733), costs of realising a claim do. Refuses what has no contract or no day: it
stays a cost, and the account tells that it is not counted.
"""

from __future__ import annotations

from decimal import Decimal

from lexcollect.casefile import kinds as k
from lexcollect.casefile.models import Case, Cost, Obligation, PaymentTerm
from lexcollect.findings import NOWHERE
from lexcollect.patterns import regex

#: Words of a cost that name the repair of something, whatever kind it was entered as.
_OF_DAMAGE = regex(r"维修|修理|修复|损坏|损毁|毁损|赔偿|损失")


#: Words of a thing that was damaged or lost, and of its repair: what a lessee answers for (民法典 714).
_OF_A_THING = regex("维修|修理|修复|损坏|损毁|毁损|灭失|丢失")


def with_damage(case: Case) -> Case:
    """Return ``case`` with a receivable, asked for as damages, in place of each cost of repair that can be one."""
    taken = {o.id for o in case.obligations}
    moved: list[Obligation] = []
    left: list[Cost] = []
    for cost in case.costs:
        contract = contract_of(case, cost)
        if cost.kind is not k.CostKind.REPAIR or not contract or cost.date is None:
            left.append(cost)
            continue
        id = _free(cost.title or cost.kind.label, taken)
        taken.add(id)
        moved.append(_receivable(cost, id, contract))
    return case.but(obligations=(*case.obligations, *moved), costs=tuple(left)) if moved else case


def repairs_of(case: Case) -> tuple[Obligation, ...]:
    """Return the receivables that were entered as a cost of repair: log and reports tell where they went.

    Their due day stands where they stand themselves, in the line of the cost; what was entered as a receivable has its
    own place for it.
    """
    asked = (o for o in case.obligations if o.asked_as is k.AskedAs.COMPENSATION and o.due is not None)
    return tuple(o for o in asked if o.where != NOWHERE and o.due is not None and o.due.where == o.where)


def contract_of(case: Case, cost: Cost) -> str:
    """Return the contract a repair belongs to: the one named, the only one, the only one under which a thing is let."""
    if cost.contract or len(case.contracts) == 1:
        return cost.contract or case.contracts[0].id
    let = {thing.contract for thing in case.leased_things} | {rent.contract for rent in case.rents}
    return next(iter(let)) if len(let) == 1 else ""


def is_of_a_thing(debt: Obligation) -> bool:
    """Tell whether damages are asked for because a thing was damaged or lost, as their name says."""
    return debt.asked_as is k.AskedAs.COMPENSATION and _OF_A_THING.search(debt.title or debt.id) is not None


def looks_like_damage(cost: Cost) -> bool:
    """Tell whether a cost that was entered as one of no kind has the name of a repair."""
    return cost.kind is k.CostKind.OTHER and _OF_DAMAGE.search(cost.title) is not None


def _receivable(cost: Cost, id: str, contract: str) -> Obligation:
    assert cost.date is not None
    return Obligation(
        id=id,
        contract=contract,
        title=cost.title,
        date=cost.date,
        amount=Decimal(cost.amount),
        due=PaymentTerm(day=cost.date, roll=k.Roll.NONE).but(where=cost.where),
        bears_penalty=False,
        asked_as=k.AskedAs.COMPENSATION,
        evidence=cost.evidence,
        standing=cost.standing,
        plead=cost.plead,
    ).but(where=cost.where)


def _free(name: str, taken: set[str]) -> str:
    """Return ``name``, with a number behind it where another receivable is called so."""
    number = 1
    while (id := name if number == 1 else f"{name}{number}") in taken:
        number += 1
    return id
