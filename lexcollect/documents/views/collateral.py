"""Mortgages and pledges in the complaint (物的担保): the request to be paid from the thing first, and its ground.

Owns which of them can be asked for: a mortgage and the pledge of a right from their registration on (民法典 402, 403,
443), of a grantor who is sued. The debtor's own thing goes before a guarantor, unless the guarantee says otherwise
(392). The sentences are in ``complaint.yaml``. Loaded only for a matter that has one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lexcollect.casefile import kinds as k
from lexcollect.casefile.models import Case, Collateral
from lexcollect.causes.circumstances import of_kind
from lexcollect.documents.material import View, day, listed, yuan

_IN_HAND = (k.CollateralKind.PLEDGE,)


def relief(view: View, label: Mapping[str, str], debtor: str, creditor: str) -> Iterator[str]:
    """Yield one request for each collateral, and say which are left out and why."""
    for found in view.material.case.collaterals:
        if not _about(view, found):
            continue
        if not _stands(view, found):
            view.say("LX-P114", found.where, thing=found.thing)
        elif found.grantor not in label:
            view.say("LX-P112", found.where, name=view.material.case.party(found.grantor).name, thing=found.thing)
        else:
            said = {
                "债权人": creditor,
                "债务人": debtor,
                "担保人": label[found.grantor],
                "担保物": found.thing,
                "金额": yuan(found.amount) if found.amount is not None else "",
            }
            yield view.pen.one("complaint.collateral", said, of_kind("collateral", found.kind))


def told(view: View, label: Mapping[str, str]) -> Iterator[str]:
    """Yield one sentence for each collateral that is asked for: who gave it, its registration, its exhibit."""
    for found in view.material.case.collaterals:
        if _about(view, found) and _stands(view, found) and found.grantor in label:
            said = {
                "担保人": label[found.grantor],
                "担保物": found.thing,
                "日期": day(found.registered_on) if found.registered_on else "",
                "证明号": found.number,
                "证据": view.material.cite(found.evidence),
            }
            yield view.pen.one("complaint.collateral_told", said, of_kind("collateral", found.kind))


def own_thing(view: View) -> bool:
    """Tell whether the debtor itself gave a thing that stands: it goes before a guarantor (民法典 392)."""
    case = view.material.case
    debtors = {p.id for p in case.debtors}
    return any(c.grantor in debtors and _about(view, c) and _stands(view, c) for c in case.collaterals)


def note_order(view: View, case: Case) -> None:
    """Say that the debtor's own thing goes before guarantors who did not agree otherwise (民法典 392)."""
    asked = {s.security for s in view.material.sureties}
    behind = [s for s in case.securities if s.id in asked and not s.regardless]
    if behind and own_thing(view):
        view.say("LX-P113", behind[0].where, names=listed(case.party(s.grantor).name for s in behind))


def _about(view: View, found: Collateral) -> bool:
    owed = [o for o in view.material.claims.account.obligations if o.principal or o.penalty or o.interest]
    return any(
        (not found.covers or o.id in found.covers) and (not found.contract or o.contract == found.contract)
        for o in owed
    )


def _stands(view: View, found: Collateral) -> bool:
    if found.kind in _IN_HAND:
        return True
    return found.registered_on is not None and found.registered_on <= view.material.as_of
