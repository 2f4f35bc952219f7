"""付款提醒函: a friendly reminder before or soon after the due day: which sums, until when, into which account.

No penalty, no consequence, no waiver. Sent before the due day it interrupts nothing (民法典 195), which is told. A sum
that waits for a demand or has no day is none to remind of. The sentences are in ``reminder.yaml``.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from lexcollect.claims.account import ObligationAccount
from lexcollect.claims.stop import Act, Ground
from lexcollect.documents import circumstances as c
from lexcollect.documents import stops
from lexcollect.documents.material import Material, View, day, listed, yuan
from lexcollect.documents.views import accounts, contract, contracts
from lexcollect.documents.views.demand_letter import in_own_name, sender
from lexcollect.documents.views.lawyer_letter import addressees

#: Sums due within so many days are told beside those that are late; so many days late it is time for a demand.
_DAYS = timedelta(days=30)


def view(material: Material) -> View:
    """Return the fields of the letter and what is to be said about it."""
    found = stops.begin("reminder", in_own_name(material), act=Act.DEMAND)
    early = stops.CODES[Ground.NOT_DUE]
    found.findings = [one for one in found.findings if one.code != early]  # that is what a reminder is for
    material = found.material
    payable = accounts.there(found)
    told = [(part, o) for part in found.parts for o in part.material.own if _to_remind(part.material, o)]
    if not told:
        found.say("LX-P530")
    if not contract.fits_templates(found, material) or not payable or not told:
        return found
    how = _timing(found, [o for _, o in told])
    found.fields = {
        **sender(found),
        "编号": "",  # the number in the case file is that of a demand
        "词": found.nouns,
        "收函人": addressees(found),
        "缘由": found.pen.one("reminder.about", {"事由": _matter(found)}),
        "说明": found.pen.one("reminder.rows", {"截止日": day(material.as_of)}, how),
        "各笔": [_row(part, o) for part, o in told],
        "分列": contracts.several(material),
        "合计": yuan(sum((o.principal for _, o in told), contracts.ZERO)),
        "开票": any(_invoices(part, o) for part, o in told),
        "请求": found.pen.one("reminder.asked", {}, how),
        "账户": accounts.accounts(found),
        "核实": found.pen.one("reminder.account"),
        "结语": found.pen.all("reminder.close"),
        "落款": {"日期": day(material.as_of), "各方": [{"名称": p.name} for p in material.case.creditors]},
    }
    return found


def _to_remind(material: Material, debt: ObligationAccount) -> bool:
    """Tell whether a debt is still owed and late, or due soon."""
    return bool(debt.principal) and not debt.due.open and debt.due.rolled <= material.as_of + _DAYS


def _timing(found: View, debts: Iterable[ObligationAccount]) -> frozenset[str]:
    """Return whether sums are late or still to fall due, and say what that means for limitation and for the stage."""
    as_of, days = found.material.as_of, [o.due.rolled for o in debts]
    late, ahead = [on for on in days if on < as_of], [on for on in days if on >= as_of]
    if ahead:
        found.say("LX-P539", day=max(ahead))
    if late and min(late) < as_of - _DAYS:
        found.say("LX-P540", day=min(late))
    return c.those({"overdue": late, "ahead": ahead})


def _matter(found: View) -> str:
    """Return the contracts the sums stand on."""
    named = []
    for part in found.parts:
        agreed = part.material.contract
        name = contracts.name_of(agreed) if agreed.name else part.nouns["债"]
        named.append(part.pen.one("letter.matter", {"名称": name, "编号": agreed.number}))
    return listed(named)


def _row(part: View, debt: ObligationAccount) -> dict[str, Any]:
    return {
        "合同": contracts.name_of(part.material.contract),
        "编号": part.material.case.printed[debt.id],
        "应付": yuan(debt.amount),
        "未付": yuan(debt.principal),
        "付款日": day(debt.due.rolled),
        "发票": _invoices(part, debt),
    }


def _invoices(part: View, debt: ObligationAccount) -> str:
    """Return the numbers of the invoices on a debt; nothing where none names it."""
    return listed(i.number for i in part.material.told.invoices if i.obligation == debt.id)
