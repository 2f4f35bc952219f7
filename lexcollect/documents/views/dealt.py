"""How a payment, an acknowledgement and an insolvency are told in the line of time of a paper (往来).

Tells who did it as the paper calls them. Which of them a paper tells is ``history``'s. The sentences are in
``history.yaml``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from lexcollect.casefile import kinds as k
from lexcollect.casefile.models import (
    Acknowledgement,
    Payment,
)
from lexcollect.causes.circumstances import of_kind
from lexcollect.documents import circumstances as c
from lexcollect.documents.material import View, day, yuan
from lexcollect.documents.standings import asserted
from lexcollect.documents.views import spoken
from lexcollect.documents.views.applied import applied
from lexcollect.documents.views.contract import creditor_on

#: Acknowledgements whose words go on from the sentence; of the others the clause itself quotes them.
_TOLD_OF = frozenset(k.AcknowledgementKind) - {k.AcknowledgementKind.PROMISE_MESSAGE}


def still_out(view: View, debtor: str) -> list[dict[str, str]]:
    """Return that leased things are still out, as rows; nothing of any other contract."""
    if not view.material.case.leased_things:
        return []
    from lexcollect.documents.views.leases import held  # only a lease has them

    return held(view, debtor)


def insolvencies(view: View, label: Mapping[str, str], creditor: str) -> Iterator[tuple[date, str, tuple[str, ...]]]:
    """Yield that the debtor's insolvency was accepted and that the claim was filed, as guarantors must be told."""
    case, as_of = view.material.case, view.material.as_of
    debtor = called(view, "", label)
    for found in case.insolvent_on(as_of):
        if found.person == case.debtor.id and found.accepted_on <= as_of:
            said = {"债务人": debtor, "法院": found.court, "案号": found.case_no}
            how = c.those({"named": found.court}) | of_kind("insolvency", found.kind)
            yield found.accepted_on, view.pen.one("history.insolvency", said, how), found.evidence
    filed = {"债务人": debtor, "债权人": creditor}
    for filing in case.filings:
        heard = case.debtor.id in (filing.against or (case.debtor.id,))
        if filing.kind is k.FilingKind.BANKRUPTCY_CLAIM and filing.date <= as_of and heard:
            yield filing.date, view.pen.one("history.claim_filed", filed), filing.evidence


def paid(view: View, payment: Payment, id: str, label: Mapping[str, str], creditor: str) -> str:
    """Return what is told of a payment or set-off: who paid, how much, and what it went to."""
    notice = ""
    if payment.kind is k.PaymentKind.SET_OFF and not view.material.cite(payment.evidence):
        notice = view.need("", "set_off_notice", payment.where, name=id)
    said = {
        "债务人": called(view, "", label),
        "债权人": creditor_on(view, creditor, payment.date),
        "付款人": called(view, payment.payer, label),
        "代收人": called(view, payment.collected_by, label) if payment.collected_by else "",
        "依据": payment.basis,
        "金额": yuan(payment.amount),
        "附言": payment.memo,
        "通知": notice,
        "冲抵": applied(view, id, payment),
    }
    deposit = next((c.deposit for c in view.material.contracts if c.deposit), None)
    taken = {
        "deposit_taken": deposit and payment.amount <= deposit.amount,
        "by_third": payment.payer and view.material.case.party(payment.payer).role is k.Role.THIRD_PARTY,
        "collected": payment.collected_by,
    }
    told = view.pen.one("history.payment", said, of_kind("payment", payment.kind), c.those(taken))
    if not view.material.claims.apart:
        return told
    from lexcollect.documents.currency import in_currency  # only a matter in several moneys needs it
    from lexcollect.documents.views import contracts

    return in_currency(told, contracts.money_of(view, payment, id))


def called(view: View, party: str, label: Mapping[str, str]) -> str:
    """Return what the paper calls ``party``, or its name; nobody named means the debtor."""
    case = view.material.case
    id = party or case.debtor.id
    return label.get(id) or case.party(id).name


def acknowledged(view: View, a: Acknowledgement, label: Mapping[str, str], creditor: str) -> str:
    """Return what is told of an acknowledgement: by whom, how, and its words.

    Of one that is proved weakly no more is told than its exhibit shows: who said what, and in which way.
    """
    weak = view.material.weak
    how = c.of_acknowledgement(a, weak) | c.those({"spoken": spoken.is_spoken(a.content)})
    quoted = a.kind not in _TOLD_OF or (a.id in weak and a.kind is k.AcknowledgementKind.PROMISE_AFTER_EXPIRY)
    said = {
        "债务人": called(view, a.by, label),
        "债权人": creditor_on(view, creditor, a.date),
        "确认": view.pen.one("history.signature", {"印章": a.seal, "姓名": a.signed_by}, how),
        "署名": view.pen.one("history.speaker", {"姓名": a.signed_by, "权限": a.signer_authority}, how),
        "途径": view.pen.one("history.channel", {}, of_kind("channel", a.channel)),
        "新日期": day(a.new_due_on) if a.new_due_on else "",
        "内容": a.content if quoted else spoken.told(view, a.content),
        "金额": yuan(a.amount) if a.amount else "",
        "载明": yuan(a.amount) if a.amount and not a.content else "",
        "行为人": "",
        "文件": "",
    }
    if a.id in weak:
        said["行为人"] = view.pen.picked("history.weak_speaker", said | {"姓名": a.signed_by}, how)
        said["途径"] = view.pen.one("history.weak_channel", {}, how)
        said["文件"] = view.pen.one("history.weak_paper", {}, how)
    return view.pen.one("history.acknowledgement", said, how) + asserted(view, a, creditor)
