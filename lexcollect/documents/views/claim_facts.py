"""The facts of a claim that is filed in an insolvency: on a title what it fixed, else contract, performance, debts.

Tells them from the same clauses as the complaint, in the words 申报人 and 债务人; where there are
several debtors, or a guarantor is insolvent, by their names.
"""

from __future__ import annotations

from typing import Any

from lexcollect.casefile.models import Party
from lexcollect.claims.costs import CostItem
from lexcollect.claims.filing import Filed
from lexcollect.documents.material import Material, View, day, listed, yuan
from lexcollect.documents.views import (
    complaint,
    contract,
    contracts,
    enforcement,
    figures,
    guarantee,
    history,
    sides,
    steps,
)


def facts(own: View, sums: Filed, debtor: Party, us: str) -> dict[str, Any]:
    """Return the facts: ``文书`` are paragraphs on a title, ``各部`` what is told of each contract; one is empty."""
    label = {p.id: p.name for p in own.material.case.parties}
    label |= {p.id: us for p in own.material.case.creditors if len(own.material.case.creditors) == 1}
    if [debtor.id] == [p.id for p in own.material.case.debtors]:
        label[debtor.id] = own.pen.one("bankruptcy_claim.debtor")  # as the head of the paper calls it
    empty: dict[str, Any] = {"文书": [], "各部": [], "往来": [], "共同": [], "保证": []}
    if sums.claims.titles and all_decided(own.material):
        return {**empty, "文书": [text for title in sums.claims.titles for text in _of_title(own, title)]}
    principal = listed(label[p.id] for p in own.material.case.debtors)
    several = contracts.several(own.material)
    parts = [
        {**_of_contract(part, label, principal, us), "名": contracts.name_of(part.material.contract) if several else ""}
        for part in own.parts
    ]
    creditors = {p.id: label[p.id] for p in own.material.case.creditors}
    return {
        **empty,
        "各部": parts,
        "往来": history.dealings(own, label, us),
        "共同": sides.told(own, label, creditors),
        "保证": [
            guarantee.guarantee_fields(own, s, label[s.party], principal, us)
            for s in (sums.sureties if sums.guarantor else own.material.claims.sureties)
            if s.covered
        ],
    }


def all_decided(material: Material) -> bool:
    """Tell whether titles decided every receivable: nothing is told of the contract then."""
    return {o.id for o in material.case.obligations} <= material.claims.decided


def _of_title(own: View, title: Any) -> list[str]:
    how = enforcement.how_of(own.material, title, resume=False)
    basis = own.pen.one("enforcement.basis", enforcement.named(own, title, basis=True))
    said = {"执行依据": basis, "判项": enforcement.granted(own, title, how)}
    return [own.pen.one("bankruptcy_claim.by_title", said), *enforcement.history(own, title, how)]


def _cost(own: View, cost: CostItem, debtor: str) -> str:
    said = {
        "名称": cost.kind.label,
        "金额": yuan(cost.amount),
        "条款": cost.clause,
        "债务人": debtor,
        "证据": own.material.cite(cost.evidence),
    }
    return own.pen.one("bankruptcy_claim.cost", said)


def _of_contract(own: View, label: dict[str, str], debtor: str, us: str) -> dict[str, Any]:
    """Return what is told of one contract: terms, performance, debts, and how what runs on them was counted."""
    penalty = figures.penalty(own, debtor)
    rows = history.order_rows(own, debtor, us)
    spent = any(cost.claimed for cost in own.material.claims.costs)
    owed = {"债务人": debtor, "尚欠": yuan(own.material.principal), "截止日": day(own.material.as_of)}
    return {
        "词": own.nouns,
        "合同": contract.contract_fields(own, debtor, us, costs=spent),
        **steps.told(own, label, us),
        "其他验收": steps.of_no_debt(own, label, us),
        "订单": rows,
        **complaint.one_by_one(own, rows, debtor, us),
        "合计": figures.totals(own, debtor, us),
        "交付": complaint.handed_over(own, debtor, us),
        "开票": history.invoices(own, us),
        "占用费": figures.use_fees(own),
        "费用": [_cost(own, cost, debtor) for cost in own.material.claims.costs if cost.claimed],
        "欠款": own.pen.one("bankruptcy_claim.owed", owed),
        "违约金": {**penalty, "叙述": complaint.penalty_told(own, penalty)},
    }
