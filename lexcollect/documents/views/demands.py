"""Demands, in papers: which were made on whom, how they were sent, when they arrived (催告).

Owns which demands are told: clear ones that arrived and that an exhibit proves; what nothing proves is left out. The
sentences are in ``history.yaml``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from lexcollect.casefile import kinds as k
from lexcollect.casefile.models import Case, Communication, Party
from lexcollect.causes.circumstances import of_kind
from lexcollect.documents import circumstances as c
from lexcollect.documents.material import Material, View, day, yuan
from lexcollect.documents.standings import asserted
from lexcollect.documents.views import spoken
from lexcollect.documents.views.contract import creditor_on


def demands_on(view: View, persons: Sequence[Party], sender: str, label: Mapping[str, str]) -> list[dict[str, str]]:
    """Return the proved demands on each of ``persons``, oldest first; each is told of whom it was sent to."""
    found = [(sent, p) for p in persons for sent in proved_demands(view.material, p)]
    return [
        {
            "日期": day(sent.date),
            "内容": demanded(view, sent, sender, label[p.id]),
            "证据": view.material.cite(sent.evidence),
        }
        for sent, p in sorted(found, key=lambda pair: pair[0].date)
    ]


def proved_demands(material: Material, party: Party) -> list[Communication]:
    """Return the clear demands on ``party`` that arrived and are proved, oldest first."""
    found = [
        sent
        for sent in material.told.communications
        if sent.recipient == party.id
        and sent.sender in ("", material.case.creditor.id)
        and sent.demands_payment
        and sent.kind is not k.CommunicationKind.ASSIGNMENT_NOTICE  # told with the assignment
        and sent.wording_clear
        and sent.date <= material.as_of
        and (sent.status is k.Status.DELIVERED or sent.kind is k.CommunicationKind.PUBLIC_NOTICE)
        and material.cite(sent.evidence)
    ]
    return sorted(found, key=lambda sent: sent.date)


def earlier(view: View) -> list[dict[str, str]]:
    """Return the proved demands on the debtors, as a later letter tells them; a notice that ended a contract is none.

    That notice is told with the end of the contract. No exhibit is named: its number means nothing to a debtor.
    """
    material = view.material
    you, us = view.pen.one("letter.addressee"), view.pen.one("letter.client")
    over = {each.termination.day for each in material.contracts if each.termination}
    alone = len(material.debtors) == 1
    return [
        {"日期": day(sent.date), "内容": demanded(view, sent, us, you if alone else party.name)}
        for party in material.debtors
        for sent in proved_demands(material, party)
        if sent.delivered_on not in over
    ]


def earlier_unpaid(view: View) -> list[dict[str, str]]:
    """Return the earlier demands, the last one with what came of them: a period it gave is over."""
    found = earlier(view)
    if found:
        said = view.pen.one("letter.still_owing", {"收函人": view.pen.one("letter.addressee")})
        found[-1]["内容"] += f"；{said}"
    return found


def _sender(view: View, sent: Communication, creditor: str) -> str:
    """Return who wrote: whom the case file names, else who was the creditor on that day."""
    return creditor if sent.sender else creditor_on(view, creditor, sent.date)


def is_letter(sent: Communication) -> bool:
    """Tell whether it was sent as a letter."""
    return sent.kind in k.LETTERS


def demanded(view: View, sent: Communication, sender: str, label: str) -> str:
    """Return one sentence on a demand, whatever way it was made."""
    if is_letter(sent):
        return letter_sent(view, sent, sender, label)
    said = {
        "债权人": _sender(view, sent, sender),
        "债务人": label,
        "途径": view.pen.one("history.channel", {}, of_kind("channel", sent.kind)),
        "金额": yuan(sent.amount) if sent.amount else "",
    }
    return view.pen.one("history.demand", said, _how(view, sent)) + asserted(view, sent, sender)


def called(view: View, sent: Communication) -> str:
    """Return what a letter is called: a demand, a lawyer's letter, or the notice by which a contract ended."""
    return view.pen.one("history.letter_name", {}, _how(view, sent))


def is_notice_of_end(view: View, sent: Communication) -> bool:
    """Tell whether a letter is the notice by which a contract ended: by its kind, or by the day it arrived."""
    over = {each.termination.day for each in view.material.contracts if each.termination}
    return sent.kind is k.CommunicationKind.TERMINATION_NOTICE or sent.delivered_on in over


def _how(view: View, sent: Communication) -> frozenset[str]:
    return (
        c.of_communication(sent)
        | c.those({"notice_of_end": is_notice_of_end(view, sent)})
        | _asked_of(view.material.case, sent)
    )


def _asked_of(case: Case, sent: Communication) -> frozenset[str]:
    """Return that a demand went to a guarantor, and of which kind: he is asked to answer, not to pay a debt of his."""
    kinds = {each.kind for each in case.securities if each.grantor == sent.recipient}
    return c.those({"to_surety": kinds, "surety.joint": kinds == {k.SecurityKind.SURETY_JOINT}})


def letter_sent(view: View, sent: Communication, sender: str, label: str) -> str:
    """Return one sentence on a letter: how it was sent, what it asked, when it arrived and who signed."""
    how = _how(view, sent)
    arrival = {
        "日期": day(sent.delivered_on) if sent.delivered_on else "",
        "收件人": label,
        "签收": sent.signed_by,
    }
    said = {
        "债权人": _sender(view, sent, sender),
        "收件人": label,
        "承运人": sent.carrier,
        "单号": sent.tracking_no,
        "地址": view.pen.one("history.letter_address", {}, how),
        "函件": called(view, sent),
        "内容": spoken.told(view, sent.content),
        "送达": view.pen.one("history.arrival", arrival, how),
    }
    return view.pen.one("history.letter", said, how) + asserted(view, sent, sender)
