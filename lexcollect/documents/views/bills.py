"""Bills in papers: what stands on each, when it was presented and refused (票据).

The sentences are in ``history.yaml``.
"""

from __future__ import annotations

from lexcollect.casefile import kinds as k
from lexcollect.casefile.models import Bill, Obligation
from lexcollect.causes.circumstances import of_kind
from lexcollect.documents import circumstances as c
from lexcollect.documents.material import View, day, series, yuan
from lexcollect.documents.register import PAPERS


def held(view: View, obligation: Obligation, creditor: str) -> str:
    """Return what stands on the bill of a receivable."""
    bill = obligation.bill
    assert bill is not None
    said = {
        "债权人": creditor,
        "种类": bill.kind.label,
        "编号": view.material.case.printed[obligation.id],
        "票号": bill.number,
        "出票日": day(bill.issued_on) if bill.issued_on else "",
        "出票人": bill.drawer,
        "承兑人": bill.acceptor,
        "金额": yuan(obligation.amount),
        "到期日": "" if bill.kind is k.BillKind.CHEQUE else _matures(view, obligation),
        "证据": ""
        if PAPERS[view.paper].letter or view.paper == "settlement"
        else view.material.cite(obligation.evidence),
    }
    return view.pen.one("history.bill", said)


def _matures(view: View, obligation: Obligation) -> str:
    return day(view.material.claims.account.obligation(obligation.id).due.unrolled)


def due(view: View, bill: Bill, matures: str, creditor: str) -> str:
    """Return when the bill matured, was presented and was refused, as far as it is known."""
    said = {
        "债权人": creditor,
        "到期日": matures,
        "提示日": day(bill.presented_on) if bill.presented_on else "",
        "拒付日": day(bill.refused_on) if bill.refused_on else "",
        "理由": bill.reason,
    }
    how = c.those({"presented": bill.presented_on, "refused": bill.refused_on})
    fate = view.pen.one("history.bill_due", said, how, of_kind("bill", bill.kind))
    if bill.settled_on is None:
        return fate
    paid = {
        "债权人": creditor,
        "日期": day(bill.settled_on),
        "金额": yuan(bill.settled) if bill.settled is not None else "",
    }
    return series((fate, view.pen.one("history.bill_settled", paid)))


def told(view: View, creditor: str) -> list[str]:
    """Return every bill with its fate, for papers that list no receivables one by one."""
    lines = []
    for obligation in view.material.case.obligations:
        if obligation.bill is not None:
            lines.append(held(view, obligation, creditor))
            lines.append(due(view, obligation.bill, _matures(view, obligation), creditor))
    return [line for line in lines if line]
