"""Steps of performance in papers: completion, acceptance, handover, settlement, receipt of an invoice (履行节点).

Owns where a step is told: those of works before the sums that fall due by them, those of one debt with that debt,
before its last day to pay. The sentences are in ``history.yaml``.
"""

from __future__ import annotations

from collections.abc import Mapping

from lexcollect.casefile.models import Milestone, Obligation
from lexcollect.causes.circumstances import of_kind
from lexcollect.documents.material import View, day, listed, yuan
from lexcollect.documents.pen import Pen
from lexcollect.documents.standings import asserted
from lexcollect.documents.views.contract import origin


def told(view: View, label: Mapping[str, str], creditor: str) -> dict[str, list[dict[str, str]]]:
    """Return how the creditor's work was completed, accepted, handed over and settled, oldest first.

    Of works (施工) they come before the sums that fall due by them, of anything else (验收) with the debts.
    """
    works = "works" in view.material.circumstances
    rows = [_row(view, step, _debtor(view, label), creditor) for step in _milestones(view)]
    return {"施工": rows if works else [], "验收": [] if works else rows}


def of_no_debt(view: View, label: Mapping[str, str], creditor: str) -> list[dict[str, str]]:
    """Return the steps (验收) that are of no single debt; the others are told with it, before its last day to pay."""
    if "works" in view.material.circumstances:
        return []
    debtor = _debtor(view, label)
    return [_row(view, step, debtor, creditor) for step in _milestones(view) if not step.obligation]


def of_debt(view: View, order: Obligation, debtor: str, creditor: str) -> str:
    """Return the steps of one debt as sentences, each ended."""
    rows = (_row(view, step, debtor, creditor) for step in _milestones(view) if step.obligation == order.id)
    return "".join(view.pen.one("history.step_of_debt", row) for row in rows)


def _milestones(view: View) -> list[Milestone]:
    known = (step for step in view.material.told.milestones if step.date <= view.material.as_of)
    return sorted(known, key=lambda step: step.date)


def _row(view: View, step: Milestone, debtor: str, creditor: str) -> dict[str, str]:
    return {
        "日期": day(step.date),
        "内容": _said(view, step, debtor, creditor) + asserted(view, step, creditor),
        "证据": view.material.cite(step.evidence),
    }


def _said(view: View, step: Milestone, debtor: str, creditor: str) -> str:
    said = {"债务人": debtor, "债权人": origin(view, creditor), "金额": yuan(step.amount) if step.amount else ""}
    return view.pen.one("history.step", said, of_kind("milestone", step.kind))


def _debtor(view: View, label: Mapping[str, str]) -> str:
    """Return what the paper calls the debtor, or its name."""
    debtor = view.material.case.debtor
    return label.get(debtor.id) or debtor.name


def delivery_papers(view: View) -> str:
    """Return what the papers of a delivery are called in each cause: 送货单, 签收回单, 服务记录."""
    only = {"paper.deliveries"}
    parts = [part for part in view.parts if only <= part.material.circumstances]
    return listed(dict.fromkeys(word for p in parts for word in Pen(p.material.book, only).all("history.relied_on")))
