"""Forwarding at sea, as form 39 asks for it: what was entrusted and done, invoices, an agreed account, interest asked.

Owns when a box may be ticked: only for the whole of the debt, never for a part of it.
"""

from __future__ import annotations

from lexcollect.casefile import kinds as k
from lexcollect.causes import HeadKind
from lexcollect.documents.material import View, day, yuan
from lexcollect.documents.views.form_words import ZERO, Told, fit, in_yuan

_OPEN = (k.FactStanding.UNKNOWN, k.FactStanding.DISPUTED)
_AGREED = (k.AcknowledgementKind.STATEMENT, k.AcknowledgementKind.DEBT_CONFIRMATION)


def told(view: View) -> Told:
    """Return the fees agreed and received, and on what interest is asked; nothing where none is."""
    material, account = view.material, view.material.claims.account
    own = {o.id for o in material.own}
    agreed = sum((o.amount for o in material.case.obligations if o.id in own), ZERO)
    received = sum((share.amount for share in account.shares if share.debt in own), ZERO)
    asked = any(h.kind is HeadKind.LATE_INTEREST for h in material.claims.heads)
    return {
        "约定费用": in_yuan(view, agreed),
        "已收费用": in_yuan(view, received),
        "计息本金": in_yuan(view, material.principal) if asked else "",
        "计息截止日": day(material.as_of) if asked else "",
        "利息算法": view.fields["违约金"]["算法"] if asked else "",
        "总额": yuan(material.asked),
        "几个到期": _due(view),
    }


def _due(view: View) -> list[str]:
    """Return what was agreed of each debt where they fall due on several days; one day has a blank of its own."""
    days = {o.due.rolled for o in view.material.own}
    rows = [row for row in view.fields["订单"] if row["到期"]]
    return [fit(view, "form.due", row) for row in rows] if len(days) > 1 else []


def holds(view: View) -> dict[str, object]:
    """Return what was done for every debt: the work, its invoices; and whether an account was agreed."""
    case, as_of, weak = view.material.told, view.material.as_of, view.material.weak
    own = {o.id for o in view.material.own}
    done = {d.obligation for d in case.deliveries if d.date <= as_of and d.standing not in _OPEN}
    billed = sum((i.amount for i in case.invoices if i.date <= as_of and i.obligation in {"", *own}), ZERO)
    due = sum((o.amount for o in case.obligations if o.id in own), ZERO)
    return {
        "all_performed": bool(own) and own <= done,
        "all_invoiced": bool(due) and billed >= due,
        "reconciled": any(a.kind in _AGREED and a.date <= as_of and a.id not in weak for a in case.acknowledgements),
        "cross_border": view.material.contract.cross_border,
    }
