"""变更诉讼请求申请书: the claims as filed beside the claims of today, and what it does to the fee (交纳办法 21, 35).

Refuses a suit whose filed claims nobody entered, an increase after the court debate (民诉法解释 232), and a change that
changes nothing. The new claims are those of the complaint, word for word. The sentences are in ``running.yaml``.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from lexcollect.casefile import kinds as k
from lexcollect.casefile.models import Filing
from lexcollect.documents import circumstances as c
from lexcollect.documents import grounds
from lexcollect.documents.material import Material, View, day, numbered, without_stop, yuan
from lexcollect.documents.views import contract, parties, relief, running
from lexcollect.findings import has_errors
from lexcollect.law.rules.fees import Halving, acceptance_fee

ZERO = Decimal("0.00")
_HALVED = (k.Procedure.SIMPLIFIED, k.Procedure.SMALL_CLAIMS)


def view(material: Material) -> View:
    """Return the fields of the application and what is to be said about it."""
    material = material.due_for("sue")
    found = View("claims_change", material)
    pending = running.asked_in(found)
    if pending is None:
        return found
    found = running.among_its_parties(found, pending)
    if not found.require(pending.claimed, "claimed", pending.where):
        return found
    contract.fits_templates(found, found.material)
    sued = parties.defendants(found.material)
    label = parties.labels(found, sued, "complaint.defendant")
    old, new = [without_stop(c.text) for c in pending.claimed], list(relief.relief(found, sued, label))
    was, now = sum((c.amount for c in pending.claimed if c.amount), ZERO), found.material.asked
    _in_time(found, pending, old, new, was, now)
    if has_errors(found.findings):
        return found
    others = running.opponents(found, pending)
    found.fields = {
        **running.people(found, others),
        "案情": running.case_told(found, pending, others),
        "请求事项": numbered([found.pen.one("running.change_asked")]),
        "对照": _beside(old, new),
        "段": [{"题": "", "文": text} for text in _told(found, pending, was, now)],
        "处理": found.pen.one("running.grant_change"),
        "法院": running.court_of(found, pending),
        "附件": numbered(_annexes(found)),
        "落款": running.close(found),
    }
    found.fields["法律依据"] = grounds.written(grounds.grounds("claims_change", frozenset(), None))
    return found


def _in_time(found: View, pending: Filing, old: list[str], new: list[str], was: Decimal, now: Decimal) -> None:
    """Refuse what changes nothing and what comes after the debate; tell when less is asked too late for the fee."""
    as_of = found.material.as_of
    if old == new and was == now:
        found.say("LX-P376", pending.where)
    debated, heard = pending.debate_closed_on, pending.inquiry_closed_on
    if now > was and debated and as_of > debated:
        found.say("LX-P374", pending.where, day=debated)
    if now < was and heard and as_of > heard:
        found.say("LX-P375", pending.where, day=heard)


def _beside(old: list[str], new: list[str]) -> list[dict[str, str]]:
    """Return the rows of the table: the claim as filed, the claim as changed."""
    rows = []
    for number in range(max(len(old), len(new))):
        was = old[number] if number < len(old) else ""
        now = new[number] if number < len(new) else ""
        rows.append({"序号": str(number + 1), "原": was, "新": now})
    return rows


def _told(found: View, pending: Filing, was: Decimal, now: Decimal) -> Iterator[str]:
    """Yield why the claims change, by how much, and what of the fee is to be paid or given back."""
    material = found.material
    for payment in material.case.payments:
        if pending.date < payment.date <= material.as_of:
            said = {"日期": day(payment.date), "金额": yuan(payment.amount), "证据": material.cite(payment.evidence)}
            yield found.pen.one("running.paid_since", said)
    yield found.need(without_stop(pending.change), "change", pending.where)
    more, less = max(now - was, ZERO), max(was - now, ZERO)
    how = c.those({"more": more, "less": less})
    said = {"原": yuan(was), "新": yuan(now), "差": yuan(more or less), "截止日": day(material.as_of)}
    yield found.pen.one("running.sums", said, how)
    yield from _fee(found, pending, was, now)


def _fee(found: View, pending: Filing, was: Decimal, now: Decimal) -> Iterator[str]:
    """Yield the fee on the new sum and the difference (交纳办法 21); what was paid is taken as entered, else as due."""
    halved: tuple[Halving, ...] = ("simplified",) if pending.procedure in _HALVED else ()
    due = acceptance_fee(now, found.material.as_of, halved=halved).value.amount
    before = acceptance_fee(was, pending.date, halved=halved).value.amount
    paid = before if pending.fee_paid is None else pending.fee_paid
    late = bool(now < was and pending.inquiry_closed_on and found.material.as_of > pending.inquiry_closed_on)
    said = {"应交": yuan(due), "已交": yuan(paid), "差": yuan(abs(due - paid))}
    how = {"more": due > paid, "less": due < paid, "late": late, "fee_entered": pending.fee_paid is not None}
    found.say("LX-P373", pending.where, due=due, paid=paid, difference=due - paid)
    yield found.pen.one("running.fee", said, c.those(how))


def _annexes(found: View) -> list[str]:
    others: Any = len(running.opponents(found, running.suit(found.material)))
    return found.pen.all("running.change_annexes", {"副本数": str(others)})
