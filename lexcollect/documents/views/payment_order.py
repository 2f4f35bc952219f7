"""支付令申请书: money that is due and certain, asked for without a suit (民事诉讼法 225, 民诉法解释 427).

Every condition is answered in the case file: one that does not hold refuses the paper, one nobody answered is a blank.
Asks for the debt, interest and penalty only as the contract provides for them (428): losses the law gives, costs
and what is asked for beside the debt are left out and told. Goes to the debtor alone: guarantors are not bound (434).
The court is that of the debtor's domicile (23), whatever was agreed. Sentences: ``payment_order.yaml``.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from lexcollect.causes import HeadKind
from lexcollect.claims.heads import Head
from lexcollect.documents import grounds, stops, traps
from lexcollect.documents.material import Material, View, day, listed, numbered, yuan
from lexcollect.documents.views import contract, contracts, figures, history, naming, parties, sides
from lexcollect.findings import has_errors
from lexcollect.law.rules.fees import payment_order_fee
from lexcollect.wording import text

ZERO = Decimal("0.00")
#: What runs on the debt, and of it what rests on the contract whatever was agreed on lateness.
_RUNS = frozenset({HeadKind.PENALTY, HeadKind.LUMP_PENALTY, HeadKind.TERM_INTEREST, HeadKind.LATE_INTEREST})
_AGREED = _RUNS - {HeadKind.LATE_INTEREST}
#: Sums that no instrument fixes beforehand: they are for a suit.
_FOR_A_SUIT = frozenset({HeadKind.USE_FEE, HeadKind.COMPENSATION, HeadKind.PURCHASE_PRICE, HeadKind.COSTS})
#: A rate for the time after the due day was agreed.
_LATE_AGREED = frozenset({"late_rate", "works_interest_agreed"})
#: The conditions that a person answers (民事诉讼法 225(1), 民诉法解释 427(1)).
CONDITIONS = (
    *("nothing_owed_in_return", "no_other_disputes", "in_china", "can_be_served"),
    "no_presuit_preservation",
)


def view(material: Material) -> View:
    """Return the fields of the application and what is to be said about it."""
    found = stops.begin("payment_order", material, [material.case.debtor.id])
    material = found.material
    found.findings.extend(traps.payment_order_barred(material.case, material.as_of))
    _refuse(found)
    fits = contract.fits_templates(found, material)
    if not fits or has_errors(found.findings):
        return found
    debtor = material.case.debtor
    label = parties.labels(found, [debtor], "preservation.respondent")
    called = label[debtor.id]
    principal, charges = _asked(found)
    _tell(found, principal + charges)
    found.fields = {
        **_people(found, called),
        "词": found.nouns,
        "请求事项": numbered(_requests(found, called, principal, charges)),
        **_facts(found, label, called, principal, charges),
        "条件": numbered(_conditions(found, called)),
        "证据说明": found.need(found.pen.one("payment_order.evidence"), "exhibits"),
        "法院": found.need(material.case.choices.payment_order.court, "payment_order_court"),
        "附件": numbered(_annexes(found)),
        "落款": {**parties.signatures(found, material.case.creditors), "日期": day(material.as_of)},
    }
    found.fields["法律依据"] = grounds.written(grounds.grounds("payment_order", (), None, found.pen.articles))
    return found


def _refuse(found: View) -> None:
    """Say which conditions do not hold, and what this paper cannot tell."""
    case = found.material.case
    stated = case.choices.payment_order
    for name in CONDITIONS:
        if getattr(stated, name) is False:
            found.say("LX-P440", stated.where, what=text(f"documents.condition.{name}"))
    many = len(case.debtors) > 1 or len(case.creditors) > 1 or contracts.several(found.material)
    if many:
        found.limit("LX-P442")
    elif _partly_agreed(found):
        found.limit("LX-P445", found.material.contract.where)


def _late_agreed(found: View) -> bool:
    return bool(_LATE_AGREED & found.material.circumstances)


def _wanted(found: View, head: Head) -> bool:
    """Tell whether the contract itself provides for what a head asks."""
    if head.beside or head.whole or head.kind in _FOR_A_SUIT:
        return False
    return head.kind not in _RUNS or head.kind in _AGREED or _late_agreed(found)


def _partly_agreed(found: View) -> bool:
    """Tell whether of what runs on the debt a part rests on the contract and a part on the law."""
    runs = [head for head in found.material.claims.heads if head.amount and head.kind in _RUNS]
    return len({_wanted(found, head) for head in runs}) > 1


def _asked(found: View) -> tuple[Decimal, Decimal]:
    """Return the debt, and what the contract lets run on it, in yuan."""
    wanted = [head for head in found.material.claims.heads if _wanted(found, head)]
    charges = sum((head.amount for head in wanted if head.kind in _RUNS), ZERO)
    return sum((head.amount for head in wanted), ZERO) - charges, charges


def _tell(found: View, asked: Decimal) -> None:
    """Say what is left out, what the order costs and how it goes on, and whom it does not bind."""
    material = found.material
    left = material.claims.total - asked
    if left:
        found.say("LX-P443", amount=left)
    if not history.proved_well(material):
        found.say("LX-P441")
    works = material.claims.priority
    if works and works.last_day and "priority" in material.circumstances:
        found.say("LX-P802", works.where, day=works.last_day, amount=works.amount)
    found.say("LX-P444", fee=payment_order_fee(asked, material.as_of).value.amount)
    bound = dict.fromkeys([s.grantor for s in material.case.securities])
    if bound:
        found.say("LX-P446", names=listed(material.case.party(id).name for id in bound))


def _people(found: View, called: str) -> dict[str, Any]:
    def reached(party: Any, name: str) -> dict[str, Any]:
        place, reach = parties.service_place(found, party)
        return {**parties.block(found, party, name), "送达地址": place, "联系方式": reach}

    case = found.material.case
    applicant = parties.side(found, case.creditors, "preservation.applicant", reached)
    return {
        "申请人": {**applicant, "代理人": parties.agents(found)},
        "被申请人": reached(case.debtor, called),
    }


def _requests(found: View, called: str, principal: Decimal, charges: Decimal) -> Iterator[str]:
    said = {
        "对方": called,
        "数额": yuan(principal),
        "名目": found.nouns["违约"] if charges else "",
        "金额": yuan(charges) if charges else "",
        "截止日": day(found.material.as_of) if charges else "",
        "合计": yuan(principal + charges) if charges else "",
    }
    yield found.pen.one("payment_order.asked", said)
    yield found.pen.one("payment_order.fee_asked", {"对方": called})


def _facts(found: View, label: dict[str, str], called: str, principal: Decimal, charges: Decimal) -> dict[str, Any]:
    applicant = found.pen.one("preservation.applicant", {"序": ""})
    case, until = found.material.case, day(found.material.as_of)
    owed = {"截止日": until, "对方": called, "数额": yuan(principal)}
    penalty = figures.penalty(found, called)
    runs = {"依据": penalty["依据"], "名目": found.nouns["违约"], "截止日": until, "金额": yuan(charges)}
    return {
        "合同": contract.contract_fields(found, called, applicant),
        "履行": found.pen.one("preservation.performed"),
        "合计": figures.totals(found, called, applicant),
        "共同": sides.told(found, label, {p.id: applicant for p in case.creditors}),
        "订单": history.order_rows(found, called, applicant),
        "往来": history.dealings(found, label, applicant),
        "提前": _called_early(found),
        "违约金": penalty,
        "欠款": found.pen.one("payment_order.owed", owed),
        "计息": found.pen.one("payment_order.charge", runs) if charges else "",
        "截止日": until,
    }


def _called_early(found: View) -> str:
    """Return which debts were called in, on which day, and when each was to be paid: only what is due is asked for."""
    early = [o for o in found.material.own if o.due.called_from and o.principal]
    if not early:
        return ""
    each = [
        found.pen.one("payment_order.early_one", {"编号": naming.items(found, [o.id]), "原定": day(o.due.called_from)})
        for o in early
        if o.due.called_from
    ]
    return found.pen.one("payment_order.early", {"日期": day(early[0].due.rolled), "各笔": listed(each)})


def _conditions(found: View, called: str) -> Iterator[str]:
    """Yield the conditions in the order of 解释 427; one that nobody answered is a blank."""
    stated = found.material.case.choices.payment_order
    for name in CONDITIONS:
        place = found.material.book.place(f"payment_order.{name}")
        said = found.pen.one(place.id, dict.fromkeys(place.fields, called)) if getattr(stated, name) else ""
        yield found.need(said, name)
    if stated.court:
        yield found.pen.one("payment_order.here", {"对方": called})


def _annexes(found: View) -> list[str]:
    creditors = found.material.case.creditors
    said = {"身份材料": parties.own_papers_of(found, creditors)}
    return found.pen.all("payment_order.annexes", said, parties.one_paper(found, creditors))
