"""What happened, in papers: orders and deliveries, payments, acknowledgements, demands; each fact with its exhibit.

Owns the sentences of the facts. A fact without an exhibit is told without one only where the paper must tell it
(deliveries, payments); a demand that nothing proves is left out.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from lexcollect.casefile import kinds as k
from lexcollect.casefile.models import Acknowledgement, Communication, Delivery, Obligation, Party, Payment
from lexcollect.claims.account import ObligationAccount
from lexcollect.documents.material import Material, day, yuan
from lexcollect.documents.views.contract import the_contract
from lexcollect.law.rules.debts import Part, Share

_WRITTEN = (k.CommunicationKind.LETTER, k.CommunicationKind.LAWYER_LETTER)
_CHANNELS = {k.CommunicationKind.IM: "微信", k.CommunicationKind.EMAIL: "电子邮件", k.CommunicationKind.SMS: "短信"}
_PARTS = {Part.PRINCIPAL: "货款本金", Part.PENALTY: "违约金", Part.INTEREST: "利息", Part.COSTS: "费用"}


def order_rows(material: Material) -> list[dict[str, Any]]:
    """Return a row for each order: what was ordered, delivered, when it fell due, what was paid and is left."""
    accounts = {o.id: o for o in material.claims.account.obligations}
    return [_order(material, o, accounts[o.id], i) for i, o in enumerate(material.case.obligations, 1)]


def _order(material: Material, order: Obligation, account: ObligationAccount, number: int) -> dict[str, Any]:
    signed = order.date or the_contract(material).signed_on
    return {
        "序号": str(number),
        "日期": day(signed),
        "编号": order.id,
        "货物": f"{order.goods}{order.quantity}" or "货物",
        "金额": yuan(order.amount),
        "证据": material.cite(order.evidence),
        "交货": "；".join(_delivery(material, d) for d in material.case.deliveries_of(order.id)),
        "应付日": day(account.due.rolled),
        "顺延": _moved(account),
        "已付": yuan(account.paid),
        "尚欠": yuan(account.principal),
        "违约金": yuan(account.penalty),
    }


def _delivery(material: Material, delivery: Delivery) -> str:
    note = f"，{delivery.note}" if delivery.note else ""
    return f"{day(delivery.date)}交付{delivery.quantity or delivery.goods}{note}{material.cite(delivery.evidence)}"


def _moved(account: ObligationAccount) -> str:
    if not account.due.moved:
        return ""
    return f"（期间届满日{day(account.due.unrolled)}为法定休息日，顺延）"


def invoices(material: Material) -> str:
    """Return one sentence on the invoices, or nothing."""
    case = material.case
    if not case.invoices:
        return ""
    ids = [i for invoice in case.invoices for i in invoice.evidence]
    return f"原告已就上述货款开具增值税发票{len(case.invoices)}份{material.cite(ids)}"


def dealings(material: Material, debtor: str, creditor: str) -> list[dict[str, str]]:
    """Return payments and acknowledgements to the cut-off day in one line of time, each with its exhibit."""
    rows = [
        (p.date, _paid(material, p, p.id or f"付款{i}", debtor), p.evidence)
        for i, p in enumerate(material.case.payments, 1)
    ]
    rows += [(a.date, _acknowledged(a, debtor, creditor), a.evidence) for a in proved_acknowledgements(material)]
    return [
        {"日期": day(when), "内容": said, "证据": material.cite(ids)}
        for when, said, ids in sorted(rows, key=lambda row: row[0])
        if when <= material.as_of
    ]


def _paid(material: Material, payment: Payment, id: str, debtor: str) -> str:
    memo = f"，附言“{payment.memo}”" if payment.memo else ""
    return f"{debtor}支付{yuan(payment.amount)}元{memo}，{_applied(material, id, bool(payment.designated_for))}"


def _applied(material: Material, payment: str, named: bool) -> str:
    shares = [s for s in material.claims.account.shares if s.payment == payment]
    if not shares:
        return "暂未冲抵"
    parts = "、".join(_share(s) for s in shares)
    if named:
        return f"已指明订单，冲抵{parts}"
    agreed = material.claims.account.ledger.clause
    basis = f"按合同{agreed.clause}" if agreed and agreed.clause else "依法"
    return f"未指明订单，{basis}冲抵{parts}"


def _share(share: Share) -> str:
    return f"订单{share.debt}{_PARTS[share.part]}{yuan(share.amount)}元"


def acknowledgements(material: Material, debtor: str, creditor: str) -> list[dict[str, str]]:
    """Return what the debtor acknowledged, oldest first; only what an exhibit proves."""
    return [
        {"日期": day(a.date), "内容": _acknowledged(a, debtor, creditor), "证据": material.cite(a.evidence)}
        for a in proved_acknowledgements(material)
    ]


def proved_acknowledgements(material: Material) -> list[Acknowledgement]:
    """Return the acknowledgements to the cut-off day that an exhibit proves, oldest first."""
    known = [a for a in material.case.acknowledgements if material.cite(a.evidence) and a.date <= material.as_of]
    return sorted(known, key=lambda a: a.date)


def _acknowledged(a: Acknowledgement, debtor: str, creditor: str) -> str:
    if a.kind is k.AcknowledgementKind.STATEMENT:
        return f"{debtor}在对账单上{_signed(a)}，{a.content or '确认欠款'}"
    if a.kind is k.AcknowledgementKind.DEBT_CONFIRMATION:
        return f"{debtor}出具债务确认书，{a.content or '确认欠款'}"
    if a.kind is k.AcknowledgementKind.REPAYMENT_PLAN:
        refused = f"，{creditor}未予接受" if a.accepted is False else ""
        return f"{debtor}发来还款计划，{a.content}{refused}"
    channel = f"以{_CHANNELS[a.channel]}" if a.channel in _CHANNELS else ""
    return f"{debtor}{_signer(a)}{channel}表示：“{a.content}”"


def _signer(a: Acknowledgement) -> str:
    if not a.signed_by:
        return ""
    return f"的授权经办人{a.signed_by}（{a.signer_authority}）" if a.signer_authority else f"的{a.signed_by}"


def _signed(a: Acknowledgement) -> str:
    if a.seal:
        return f"加盖{a.seal}"
    return f"由{a.signed_by}签字" if a.signed_by else "确认"


def demands(material: Material, party: Party, sender: str, label: str) -> list[dict[str, str]]:
    """Return the demands that reached ``party`` and that an exhibit proves, oldest first."""
    return [
        {"日期": day(c.date), "内容": _demanded(material, c, sender, label), "证据": material.cite(c.evidence)}
        for c in proved_demands(material, party)
    ]


def proved_demands(material: Material, party: Party) -> list[Communication]:
    """Return the clear demands on ``party`` that arrived and are proved, oldest first."""
    found = [
        c
        for c in material.case.communications
        if c.recipient == party.id
        and c.demands_payment
        and c.wording_clear
        and c.date <= material.as_of
        and c.status is k.Status.DELIVERED
        and material.cite(c.evidence)
    ]
    return sorted(found, key=lambda c: c.date)


def _demanded(material: Material, c: Communication, sender: str, label: str) -> str:
    if c.kind in _WRITTEN:
        return letter_sent(c, sender, label)
    channel = f"以{_CHANNELS[c.kind]}" if c.kind in _CHANNELS else ""
    amount = f"{yuan(c.amount)}元" if c.amount else ""
    return f"{sender}{channel}向{label}催要货款{amount}"


def letter_sent(c: Communication, sender: str, label: str) -> str:
    """Return one sentence on a letter: how it was sent, what it asked, when it arrived and who signed."""
    place = {k.AddressBasis.CONTRACT: "在合同约定的地址", k.AddressBasis.REGISTERED: "在登记的住所地"}
    where = place.get(c.address_basis, "") if c.address_basis else ""
    carrier = f"以{c.carrier}（单号{c.tracking_no}）" if c.carrier and c.tracking_no else ""
    arrived = ""
    if c.delivered_on:
        arrived = f"，该函于{day(c.delivered_on)}{_received(c.signed_by, label)}"
    name = "律师函" if c.kind is k.CommunicationKind.LAWYER_LETTER else "催告函"
    return f"{sender}{carrier}{where}向{label}寄送{name}，{c.content or '要求付款'}{arrived}"


def _received(signed_by: str, label: str) -> str:
    if not signed_by:
        return "送达"
    if signed_by == "本人":
        return f"由{label}本人签收"
    return f"送达，加盖{signed_by}签收" if signed_by.endswith("章") else f"由{signed_by}签收"


def papers_relied_on(material: Material) -> str:
    """Return the kinds of paper a letter was written from."""
    case = material.case
    kinds: Iterable[tuple[str, bool]] = (
        ("合同", bool(case.contracts[0].evidence)),
        ("订单", any(o.evidence for o in case.obligations)),
        ("送货单", any(d.evidence for d in case.deliveries)),
        ("发票", any(i.evidence for i in case.invoices)),
        ("付款凭证", any(p.evidence for p in case.payments)),
        ("对账及往来函件、聊天记录", any(a.evidence for a in case.acknowledgements)),
    )
    return "、".join(name for name, there in kinds if there)
