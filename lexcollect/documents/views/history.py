"""What happened, in papers: orders and deliveries, payments, acknowledgements, demands; each fact with its exhibit.

Owns which facts are told. A fact without an exhibit is told without one only where the paper must tell it
(deliveries, payments); a demand that nothing proves is left out. The sentences are in ``history.yaml``.
"""

from __future__ import annotations

from typing import Any

from lexcollect.casefile import kinds as k
from lexcollect.casefile.models import Acknowledgement, Communication, Delivery, Obligation, Party, Payment
from lexcollect.causes.circumstances import of_kind
from lexcollect.claims.account import ObligationAccount
from lexcollect.documents import circumstances as c
from lexcollect.documents.material import Material, View, day, listed, series, yuan
from lexcollect.law.rules.debts import Share

_WRITTEN = (k.CommunicationKind.LETTER, k.CommunicationKind.LAWYER_LETTER)


def order_rows(view: View) -> list[dict[str, Any]]:
    """Return a row for each order: what was ordered, delivered, when it fell due, what was paid and is left."""
    accounts = {o.id: o for o in view.material.claims.account.obligations}
    return [_order(view, o, accounts[o.id], i) for i, o in enumerate(view.material.case.obligations, 1)]


def _order(view: View, order: Obligation, account: ObligationAccount, number: int) -> dict[str, Any]:
    material = view.material
    return {
        "序号": str(number),
        "日期": day(order.date or material.contract.signed_on),
        "编号": order.id,
        "货物": _goods(view, order),
        "金额": yuan(order.amount),
        "证据": material.cite(order.evidence),
        "交货": series(_delivery(view, d) for d in material.case.deliveries_of(order.id)),
        "应付日": day(account.due.rolled),
        "顺延": _moved(view, account),
        "已付": yuan(account.paid),
        "尚欠": yuan(account.principal),
        "违约金": yuan(account.penalty),
    }


def _goods(view: View, order: Obligation) -> str:
    said = {"品名": order.goods, "数量": order.quantity}
    return view.pen.one("history.goods", said, c.those({"named": order.goods or order.quantity}))


def _delivery(view: View, delivery: Delivery) -> str:
    said = {
        "日期": day(delivery.date),
        "品名": delivery.quantity or delivery.goods,
        "说明": delivery.note,
        "证据": view.material.cite(delivery.evidence),
    }
    return view.pen.one("history.delivery", said)


def _moved(view: View, account: ObligationAccount) -> str:
    return view.pen.one("history.moved", {"日期": day(account.due.unrolled)}) if account.due.moved else ""


def invoices(view: View) -> str:
    """Return one sentence on the invoices, or nothing."""
    case = view.material.case
    if not case.invoices:
        return ""
    ids = [i for invoice in case.invoices for i in invoice.evidence]
    said = {"份数": str(len(case.invoices)), "证据": view.material.cite(ids)}
    return view.pen.one("history.invoices", said)


def dealings(view: View, debtor: str, creditor: str) -> list[dict[str, str]]:
    """Return payments and acknowledgements to the cut-off day in one line of time, each with its exhibit."""
    material = view.material
    rows = [(p.date, _paid(view, p, id, debtor), p.evidence) for id, p in material.payments.items()]
    rows += [(a.date, _acknowledged(view, a, debtor, creditor), a.evidence) for a in proved_acknowledgements(material)]
    return [
        {"日期": day(when), "内容": said, "证据": material.cite(ids)}
        for when, said, ids in sorted(rows, key=lambda row: row[0])
        if when <= material.as_of
    ]


def _paid(view: View, payment: Payment, id: str, debtor: str) -> str:
    said = {
        "债务人": debtor,
        "金额": yuan(payment.amount),
        "附言": payment.memo,
        "冲抵": _applied(view, id, payment),
    }
    return view.pen.one("history.payment", said, of_kind("payment", payment.kind))


def _applied(view: View, id: str, payment: Payment) -> str:
    account = view.material.claims.account
    shares = [s for s in account.shares if s.payment == id]
    agreed = account.ledger.clause
    said = {"各项": listed(_share(view, s) for s in shares), "条款": agreed.clause if agreed else ""}
    how = {"applied": shares, "named": payment.designated_for, "numbered": said["条款"]}
    return view.pen.one("history.applied", said, c.those(how))


def _share(view: View, share: Share) -> str:
    part = view.pen.one("history.part", {}, of_kind("part", share.part))
    return view.pen.one("history.share", {"编号": share.debt, "项目": part, "金额": yuan(share.amount)})


def acknowledgements(view: View, debtor: str, creditor: str) -> list[dict[str, str]]:
    """Return what the debtor acknowledged, oldest first; only what an exhibit proves."""
    return [
        {
            "日期": day(a.date),
            "内容": _acknowledged(view, a, debtor, creditor),
            "证据": view.material.cite(a.evidence),
        }
        for a in proved_acknowledgements(view.material)
    ]


def proved_acknowledgements(material: Material) -> list[Acknowledgement]:
    """Return the acknowledgements to the cut-off day that an exhibit proves, oldest first."""
    known = [a for a in material.case.acknowledgements if material.cite(a.evidence) and a.date <= material.as_of]
    return sorted(known, key=lambda a: a.date)


def _acknowledged(view: View, a: Acknowledgement, debtor: str, creditor: str) -> str:
    how = c.of_acknowledgement(a)
    said = {
        "债务人": debtor,
        "债权人": creditor,
        "确认": view.pen.one("history.signature", {"印章": a.seal, "姓名": a.signed_by}, how),
        "署名": view.pen.one("history.speaker", {"姓名": a.signed_by, "权限": a.signer_authority}, how),
        "途径": view.pen.one("history.channel", {}, of_kind("channel", a.channel)),
        "内容": a.content,
    }
    return view.pen.one("history.acknowledgement", said, how)


def demands(view: View, party: Party, sender: str, label: str) -> list[dict[str, str]]:
    """Return the demands that reached ``party`` and that an exhibit proves, oldest first."""
    return [
        {
            "日期": day(sent.date),
            "内容": _demanded(view, sent, sender, label),
            "证据": view.material.cite(sent.evidence),
        }
        for sent in proved_demands(view.material, party)
    ]


def proved_demands(material: Material, party: Party) -> list[Communication]:
    """Return the clear demands on ``party`` that arrived and are proved, oldest first."""
    found = [
        sent
        for sent in material.case.communications
        if sent.recipient == party.id
        and sent.demands_payment
        and sent.wording_clear
        and sent.date <= material.as_of
        and sent.status is k.Status.DELIVERED
        and material.cite(sent.evidence)
    ]
    return sorted(found, key=lambda sent: sent.date)


def is_letter(sent: Communication) -> bool:
    """Tell whether it was sent as a letter."""
    return sent.kind in _WRITTEN


def _demanded(view: View, sent: Communication, sender: str, label: str) -> str:
    if is_letter(sent):
        return letter_sent(view, sent, sender, label)
    said = {
        "债权人": sender,
        "债务人": label,
        "途径": view.pen.one("history.channel", {}, of_kind("channel", sent.kind)),
        "金额": yuan(sent.amount) if sent.amount else "",
    }
    return view.pen.one("history.demand", said)


def letter_sent(view: View, sent: Communication, sender: str, label: str) -> str:
    """Return one sentence on a letter: how it was sent, what it asked, when it arrived and who signed."""
    how = c.of_communication(sent)
    arrival = {
        "日期": day(sent.delivered_on) if sent.delivered_on else "",
        "收件人": label,
        "签收": sent.signed_by,
    }
    said = {
        "债权人": sender,
        "收件人": label,
        "承运人": sent.carrier,
        "单号": sent.tracking_no,
        "地址": view.pen.one("history.letter_address", {}, how),
        "函件": view.pen.one("history.letter_name", {}, how),
        "内容": sent.content,
        "送达": view.pen.one("history.arrival", arrival, how),
    }
    return view.pen.one("history.letter", said, how)


def papers_relied_on(view: View) -> str:
    """Return the kinds of paper a letter was written from."""
    return listed(view.pen.all("history.relied_on"))
