"""撤诉申请书: the suit, or the suit against some, is taken back before judgment (民事诉讼法 148).

Tells what comes of the fee (交纳办法 15, 34), and warns before it is signed: measures in force (财产保全规定 23),
limitation where the complaint was not served, guarantee periods (担保制度解释 31). Sentences: ``running.yaml``.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from lexcollect.casefile import kinds as k
from lexcollect.casefile.models import Filing
from lexcollect.documents import circumstances as c
from lexcollect.documents import grounds
from lexcollect.documents.material import Material, View, listed, numbered, without_stop, yuan
from lexcollect.documents.views import running
from lexcollect.law.rules.fees import acceptance_fee
from lexcollect.wording import text

ZERO = Decimal("0.00")
_GAPS = {"半数": "", "已交": "", "多交": ""}


def view(material: Material) -> View:
    """Return the fields of the application and what is to be said about it."""
    found = View("withdrawal", material)
    pending = running.asked_in(found)
    if pending is None:
        return found
    others = running.opponents(found, pending)
    ids = pending.withdrawn_against or tuple(p.id for p in others)
    named = [material.case.party(id) for id in ids]
    whole = {p.id for p in others} <= set(ids)
    _warn(found, pending, whole=whole)
    said = {"对方": listed(p.name for p in named)}
    found.fields = {
        **running.people(found, named),
        "案情": running.case_told(found, pending, others),
        "请求事项": numbered([found.pen.one("running.withdraw", said)]),
        "段": [{"题": "", "文": said} for said in (_reason(found, pending), *_fee(found, pending, whole=whole))],
        "处理": found.pen.one("running.grant_withdrawal"),
        "法律依据": grounds.written(grounds.grounds("withdrawal", frozenset(), None)),
        "法院": running.court_of(found, pending),
        "附件": numbered([found.pen.one("running.copies", {"副本数": str(len(others))})]),
        "落款": running.close(found),
    }
    return found


def _reason(found: View, pending: Filing) -> str:
    why = found.need(without_stop(pending.withdrawal), "withdrawal", pending.where)
    return found.pen.one("running.withdrawn_for", {"理由": why})


def _fee(found: View, pending: Filing, *, whole: bool) -> Iterator[str]:
    """Yield that half of the fee is charged and what was paid beyond it; nothing where only some are let go."""
    if not whole:
        return
    claimed = sum((c.amount for c in pending.claimed if c.amount), ZERO)
    if not claimed:
        yield found.pen.one("running.half_fee", _GAPS)
        return
    half = acceptance_fee(claimed, pending.date, halved=("withdrawal",)).value.amount
    paid = pending.fee_paid
    over = half if paid is None else paid - half
    said = {"半数": yuan(half), "已交": yuan(paid) if paid else "", "多交": yuan(over)}
    yield found.pen.one("running.half_fee", said, c.those({"fee_entered": paid, "more": over > 0}))


def _warn(found: View, pending: Filing, *, whole: bool) -> None:
    """Say what a withdrawal costs: measures, limitation, guarantees, and the defendant's consent after the debate."""
    material = found.material
    debated = pending.debate_closed_on
    if debated and material.as_of > debated:
        found.say("LX-P371", pending.where, day=debated)
    if any(m.taken_on <= material.as_of for m in material.case.measures):
        found.say("LX-P377", material.case.measures[0].where)
    served = pending.complaint_served_on
    found.say("LX-P378", pending.where, served=served or text("documents.not_entered"))
    general = [s for s in material.case.securities if s.kind is k.SecurityKind.SURETY_GENERAL]
    if general and whole:
        found.say("LX-P379", general[0].where, names=listed(material.case.party(s.grantor).name for s in general))
