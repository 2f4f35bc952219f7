"""Mortgages and pledges in the complaint (物的担保): the request to be paid from the thing first, and its ground.

Owns which of them can be asked for: a mortgage and the pledge of a right from their registration on (民法典 402, 403,
443), of a grantor who is sued: a third person is, beside the debtor, and answers with the thing alone (担保制度解释
45(3)). The debtor's own thing goes before a guarantor, unless the guarantee says otherwise
(392). The sentences are in ``complaint.yaml``. Loaded only for a matter that has one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lexcollect.casefile import kinds as k
from lexcollect.casefile.models import Case, Collateral, Party
from lexcollect.causes.circumstances import of_kind
from lexcollect.documents.material import Material, View, day, listed, yuan

_IN_HAND = (k.CollateralKind.PLEDGE,)


def relief(view: View, label: Mapping[str, str], debtor: str, creditor: str) -> Iterator[str]:
    """Yield one request for each collateral, and say which are left out and why."""
    for found in view.material.case.collaterals:
        if not _about(view.material, found):
            continue
        if not _stands(view.material, found):
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
        if _asked(view.material, found) and found.grantor in label:
            said = {
                "担保人": label[found.grantor],
                "担保物": found.thing,
                "日期": day(found.registered_on) if found.registered_on else "",
                "证明号": found.number,
                "证据": view.material.cite(found.evidence),
            }
            yield view.pen.one("complaint.collateral_told", said, of_kind("collateral", found.kind))


def grantors(material: Material) -> list[Party]:
    """Return whoever gave a thing that stands and can be sued for it; a choice of defendants may leave one out."""
    chosen = material.case.choices.defendants
    gave = dict.fromkeys(c.grantor for c in material.case.collaterals if _asked(material, c))
    asked = (material.case.party(id) for id in gave if id not in material.left_out and (not chosen or id in chosen))
    return [p for p in asked if p.role not in (k.Role.THIRD_PARTY, k.Role.CREDITOR)]


def given_by(material: Material, party: str) -> list[Collateral]:
    """Return what ``party`` gave as security that stands and secures what is still owed."""
    return [each for each in material.case.collaterals if each.grantor == party and _asked(material, each)]


def duty(view: View, label: Mapping[str, str]) -> Iterator[str]:
    """Yield how each third person answers who owes nothing himself: with the thing he gave alone."""
    material = view.material
    owing = {*(p.id for p in material.debtors), *(s.party for s in material.sureties)}
    for found in material.case.collaterals:
        if (
            found.grantor in label
            and found.grantor not in owing
            and _about(material, found)
            and _stands(material, found)
        ):
            yield view.pen.one("complaint.grantor_duty", {"担保人": label[found.grantor], "担保物": found.thing})


def own_thing(view: View) -> bool:
    """Tell whether the debtor itself gave a thing that stands: it goes before a guarantor (民法典 392)."""
    case = view.material.case
    debtors = {p.id for p in case.debtors}
    return any(c.grantor in debtors and _asked(view.material, c) for c in case.collaterals)


def note_order(view: View, case: Case) -> None:
    """Say that the debtor's own thing goes before guarantors who did not agree otherwise (民法典 392)."""
    asked = {s.security for s in view.material.sureties}
    behind = [s for s in case.securities if s.id in asked and not s.regardless]
    if behind and own_thing(view):
        view.say("LX-P113", behind[0].where, names=listed(case.party(s.grantor).name for s in behind))


def _asked(material: Material, found: Collateral) -> bool:
    """Tell whether it secures what is still owed, and stands."""
    return _about(material, found) and _stands(material, found)


def _about(material: Material, found: Collateral) -> bool:
    owed = [o for o in material.claims.account.obligations if o.principal or o.penalty or o.interest]
    return any(
        (not found.covers or o.id in found.covers) and (not found.contract or o.contract == found.contract)
        for o in owed
    )


def _stands(material: Material, found: Collateral) -> bool:
    if found.kind in _IN_HAND:
        return True
    return found.registered_on is not None and found.registered_on <= material.as_of
