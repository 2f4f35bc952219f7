"""Purposes: what a fact lets an exhibit prove, as a full clause: who, when, what, how much (证据规定 19).

Owns one sentence for a fact of each kind. A sentence says what was entered of its fact, never what follows from it in
law, and of a letter only the link that the exhibit carries: a waybill shows that something was posted, not that it
arrived. What nobody entered is not said.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from lexcollect.casefile import kinds as k
from lexcollect.cn.amounts import format_yuan
from lexcollect.cn.dates import long_date
from lexcollect.cn.floating import floating_words
from lexcollect.cn.rates import Rate, rate_words
from lexcollect.patterns import regex

if TYPE_CHECKING:
    from lexcollect.casefile.models import Case

#: What became of a letter, in the words of a tracking page.
_FATES = {k.Status.DELIVERED: "签收", k.Status.REFUSED: "拒收", k.Status.RETURNED: "退回"}
#: From so many debts on a payment can leave open which one it is for; and what in its words may name one.
_SEVERAL = 2
_NAMES_ONE = regex(r"\d|[一二三四五六七八九十]+(?:月|期|季|批|笔|号)|首|尾|末|第|定金|押金|质保")
_LINKS = ("content", "sent", "address", "arrival", "answer")


def said(group: str, fact: Any, case: Case, id: str) -> str:
    """Return what ``fact`` of ``group`` lets the exhibit ``id`` prove; empty where it shows nothing of its own."""
    if group == "communications":
        return _communication(fact, case, id)
    if group == "leased_things":
        return _thing(fact, id)
    return _WRITERS[group](fact, case)


def groups() -> tuple[str, ...]:
    """Return the groups of facts that have a sentence, in the order in which they are offered."""
    return ("parties", "contracts", "leased_things", *[one for one in _WRITERS if one not in ("parties", "contracts")])


def named(fact: Any) -> set[str]:
    """Return the exhibits that a fact names, also link by link, for its deposit and for a return."""
    links = getattr(fact, "links", None)
    ids = [getattr(links, key, ()) for key in _LINKS] if links else []
    ids += [getattr(fact, "evidence", ()), getattr(fact, "return_evidence", ())]
    return {id for each in ids for id in each or ()}


def of_deposit(fact: Any, id: str) -> str:
    """Return what the deposit of a contract lets the exhibit ``id`` prove; empty where it names it not."""
    held = getattr(fact, "deposit", None)
    if held is None or id not in (held.evidence or ()):
        return ""
    return f"{_day(held.paid_on)}收取押金{_sum(held.amount)}"


# --- words --------------------------------------------------------------------------------------------------------


def _day(day: date | None) -> str:
    return long_date(day) if day else ""


def _sum(amount: Decimal | None) -> str:
    return f"{format_yuan(amount)}元" if amount is not None else ""


def _person(case: Case, id: str) -> str:
    return next((party.name for party in case.parties if party.id == id), "")


def _joined(*parts: str) -> str:
    return "，".join(part for part in parts if part)


def _told(fact: Any, key: str) -> Any:
    return getattr(fact, key, None) or ""


def _titled(name: str) -> str:
    return name if name.startswith("《") else f"《{name}》"


def _sides(case: Case) -> tuple[str, str]:
    """Return creditor and debtor by name where there is one of each: with several nobody knows who dealt with whom."""
    by: dict[Any, list[str]] = {}
    for party in case.parties:
        by.setdefault(getattr(party, "role", None), []).append(party.name)
    creditors, debtors = by.get(k.Role.CREDITOR, []), by.get(k.Role.DEBTOR, [])
    return (creditors[0], debtors[0]) if len(creditors) == len(debtors) == 1 else ("", "")


# --- the sentences ------------------------------------------------------------------------------------------------


def _party(fact: Any, case: Case) -> str:
    rep = _told(fact, "legal_rep")
    return f"{fact.name}的主体资格{f'；法定代表人为{rep.name}' if rep else ''}"


def _contract(fact: Any, case: Case) -> str:
    named = _titled(fact.name) if fact.name else "合同"
    number = f"（编号{fact.number}）" if _told(fact, "number") else ""
    creditor, debtor = _sides(case)
    who = f"{creditor}与{debtor}" if creditor else "双方"
    terms = "；".join(filter(None, _terms(fact)))
    return f"{_day(_told(fact, 'signed_on') or None)}{who}订立{named}{number}{f'，约定：{terms}' if terms else ''}"


def _terms(fact: Any) -> list[str]:
    term, penalty = _told(fact, "payment_term"), _told(fact, "late_penalty")
    costs, notice, court = _told(fact, "cost_clause"), _told(fact, "notice"), _told(fact, "jurisdiction")
    return [
        _term(term) if term else "",
        (penalty.text or f"逾期付款违约金{_rate(penalty.rate)}") if penalty else "",
        f"{'、'.join(one.label for one in costs.covers)}的承担" if costs else "",
        "送达地址" if notice else "",
        f"{court.court}管辖" if court and court.court and court.kind is k.JurisdictionKind.COURT else "",
    ]


#: Units of a period that is counted from an event, as they stand behind a number.
_UNITS = {k.TermUnit.DAY: "日", k.TermUnit.MONTH: "个月", k.TermUnit.YEAR: "年", k.TermUnit.WORKDAY: "个工作日"}


def _term(term: Any) -> str:
    """Return the agreed time of payment in its own words, else as a day or a period; nothing of what is neither."""
    if term.text or term.up_to is not None:
        return str(term.text)
    if term.day:
        return f"{_day(term.day)}前付款"
    counted = term.after not in (None, k.After.MONTH_END, k.After.DEMAND) and term.unit in _UNITS
    return f"{term.after.label}后{term.count}{_UNITS[term.unit]}内付款" if counted and term.count else ""


def _rate(rate: Any) -> str:
    return rate_words(rate) if isinstance(rate, Rate) else floating_words(rate)


def _obligation(fact: Any, case: Case) -> str:
    goods = f"{fact.goods}{fact.quantity}"
    return _joined(f"{_day(fact.date)}{fact.title or fact.id}{f'：{goods}' if goods else ''}", _sum(fact.amount))


def _delivery(fact: Any, case: Case) -> str:
    creditor, debtor = _sides(case)
    who = f"{creditor}向{debtor}" if creditor else ""
    seal = _told(fact, "receiver_authority") is k.ReceiverAuthority.SEAL
    signed = f"{fact.receiver}签收{'并盖章' if seal else ''}" if fact.receiver else "盖章签收" if seal else ""
    return _joined(f"{_day(fact.date)}{who}交付{f'{fact.goods}{fact.quantity}' or '货物'}", signed)


def _milestone(fact: Any, case: Case) -> str:
    return _joined(f"{_day(fact.date)}{_told(fact, 'title') or fact.kind.label}", _sum(_told(fact, "amount") or None))


def _thing(fact: Any, id: str) -> str:
    called = f"{fact.name}{f'（{fact.number}）' if fact.number else ''}"
    handed = f"{_day(fact.handed_over_on)}交付{called}" if fact.handed_over_on and id in fact.evidence else ""
    back = f"{_day(fact.returned_on)}收回{called}" if fact.returned_on and id in fact.return_evidence else ""
    return _joined(handed, back)


def _invoice(fact: Any, case: Case) -> str:
    creditor, debtor = _sides(case)
    who = f"{creditor}向{debtor}" if creditor else ""
    number = f"（号码{fact.number}）" if _told(fact, "number") else ""
    return f"{_day(fact.date)}{who}开具发票{_sum(fact.amount)}{number}"


def _payment(fact: Any, case: Case) -> str:
    if _told(fact, "kind") is k.PaymentKind.SET_OFF:
        return f"{_day(fact.date)}抵扣{_sum(fact.amount)}"
    memo = f"附言“{fact.memo}”" if _told(fact, "memo") else ""
    silent = "未指明所付的是哪一笔债务" if _is_silent(fact, case) else ""
    return _joined(f"{_day(fact.date)}{_person(case, fact.payer)}付款{_sum(fact.amount)}", memo, silent)


def _is_silent(fact: Any, case: Case) -> bool:
    """Tell whether the words of a payment are known and name none of several debts: no words are no silence."""
    memo, debts = _told(fact, "memo"), getattr(case, "obligations", ())
    if not memo or len(debts) < _SEVERAL or _told(fact, "designated_for") or _told(fact, "for_contract"):
        return False
    return not _NAMES_ONE.search(memo) and not any(
        name and name in memo for one in debts for name in (one.title, one.id)
    )


def _payout(fact: Any, case: Case) -> str:
    return f"{_day(fact.date)}交付借款{_sum(fact.amount)}"


def _acknowledged(fact: Any, case: Case) -> str:
    written = not _told(fact, "channel") and _told(fact, "kind") is not k.AcknowledgementKind.PROMISE_MESSAGE
    signed = f"由{fact.signed_by}{'签字' if written else ''}" if _told(fact, "signed_by") else ""
    who = f"{_person(case, fact.by)}{signed}{f'盖{fact.seal}' if fact.seal else ''}"
    kind = _told(fact, "kind")
    plain = kind.label if kind in (k.AcknowledgementKind.EXTENSION_REQUEST,) else "承认债务"
    owed = f"确认结欠{_sum(fact.amount)}" if fact.amount is not None else plain
    due = f"，承诺{_day(fact.new_due_on)}付清" if _told(fact, "new_due_on") and fact.amount is not None else ""
    return f"{_day(fact.date)}{who}{owed}{due}"


def _communication(fact: Any, case: Case, id: str) -> str:
    """Return what a letter or message lets ``id`` prove: the link it carries; without links the whole of it."""
    links = _told(fact, "links")
    carried = [key for key in _LINKS if links and id in (getattr(links, key, ()) or ())]
    if not carried:
        return _letter(fact, case)
    parts = {
        "content": lambda: _asked(fact, case),
        "sent": lambda: _posted(fact, case),
        "address": lambda: _addressed(fact, case),
        "arrival": lambda: _arrived(fact, case),
        "answer": lambda: (
            f"{_day(_told(fact, 'reply_on') or None)}{_person(case, fact.recipient)}回复：{fact.reply}"
            if _told(fact, "reply")
            else ""
        ),
    }
    return _joined(*(parts[key]() for key in carried))


def _letter(fact: Any, case: Case) -> str:
    return _joined(_asked(fact, case), _arrived(fact, case, alone=False))


def _asked(fact: Any, case: Case) -> str:
    kind = _told(fact, "kind")
    asked = f"主张{_sum(fact.amount)}" if fact.amount is not None else "主张权利"
    if kind in (k.CommunicationKind.TERMINATION_NOTICE, k.CommunicationKind.ASSIGNMENT_NOTICE):
        asked = "发出" + kind.label
    content = _told(fact, "content").rstrip("。")
    if content:
        content = f"，{content}" if content.startswith(("要求", "通知")) else f"，内容：{content}"
    return f"{_day(fact.date)}向{_person(case, fact.recipient)}{asked}{content}"


def _posted(fact: Any, case: Case) -> str:
    number = f"（单号{fact.tracking_no}）" if _told(fact, "tracking_no") else ""
    to = _told(fact, "address") or _person(case, fact.recipient)
    shown = getattr(fact, "contents_named", None)
    inside = "" if shown is None else "内件品名写明所寄文书" if shown else ""
    when = _day(_told(fact, "posted_on") or fact.date)
    return _joined(f"{when}{f'以{fact.carrier}' if _told(fact, 'carrier') else ''}寄往{to}{number}", inside)


def _addressed(fact: Any, case: Case) -> str:
    basis = _told(fact, "address_basis")
    where = {
        k.AddressBasis.CONTRACT: "约定的送达地址",
        k.AddressBasis.REGISTERED: "登记的住所",
        k.AddressBasis.ID_CARD: "身份证载明的住址",
    }.get(basis, "地址")
    address = f"为{fact.address}" if _told(fact, "address") else ""
    return f"{_person(case, fact.recipient)}{where}{address}"


def _arrived(fact: Any, case: Case, *, alone: bool = True) -> str:
    """Return the end of a letter as its tracking page tells it; of what nobody signs for, nothing but the day."""
    fate = _FATES.get(getattr(fact, "status", k.Status.DELIVERED), "")
    day = _told(fact, "delivered_on")
    if not fate or not day:
        return ""
    if getattr(fact, "kind", k.CommunicationKind.LETTER) not in (*k.LETTERS, k.CommunicationKind.ASSIGNMENT_NOTICE):
        return f"{_day(day)}到达{_person(case, fact.recipient)}" if alone else ""
    number = f"邮件{fact.tracking_no}" if alone and _told(fact, "tracking_no") else ""
    to = f"寄给{_person(case, fact.recipient)}的" if number else ""
    by = f"由{fact.signed_by}" if fact.signed_by and fate == "签收" else ""
    return f"{to}{number}{'于' if number else ''}{_day(day)}{by}{fate}"


def _security(fact: Any, case: Case) -> str:
    who, day = _person(case, fact.grantor), _day(fact.created_on)
    name = _told(fact, "name")
    given = f"出具{_titled(name)}" if name and "条款" not in name else f"以{name}提供担保" if name else "提供担保"
    kind = _told(fact, "kind")
    borne = kind.label if kind and kind is not k.SecurityKind.SURETY_UNCLEAR else ""
    first, last = _told(fact, "debts_from"), _told(fact, "debts_to")
    debts = f"担保{_day(first)}至{_day(last)}发生的债务" if first and last else ""
    scope = f"范围：{fact.scope_text}" if _told(fact, "scope_text") else ""
    period = _told(_told(fact, "period"), "text")
    cap = f"最高额{_sum(fact.cap)}" if fact.cap is not None else ""
    return _joined(
        f"{who}{day}{given}",
        f"承担{borne}" if borne else "",
        debts,
        cap,
        scope,
        f"保证期间：{period}" if period else "",
    )


def _cost(fact: Any, case: Case) -> str:
    kind = _told(fact, "kind")
    what = _told(fact, "title") or (kind.label if kind else "") or "费用"
    return f"{_day(_told(fact, 'date') or None)}支出{what}{_sum(_told(fact, 'amount') or None)}"


def _court_paper(fact: Any, case: Case) -> str:
    case_no = f"（案号{fact.case_no}）" if fact.case_no else ""
    effective = f"{_day(fact.effective_on)}发生法律效力" if fact.effective_on else ""
    return _joined(f"{fact.organ}{_day(fact.made_on)}作出{fact.kind.label}{case_no}", effective)


#: The sentence of each group of facts, by the name of the group; letters and leased things by what the exhibit is.
_WRITERS: Mapping[str, Callable[[Any, Case], str]] = {
    "parties": _party,
    "contracts": _contract,
    "obligations": _obligation,
    "deliveries": _delivery,
    "milestones": _milestone,
    "payouts": _payout,
    "invoices": _invoice,
    "payments": _payment,
    "acknowledgements": _acknowledged,
    "communications": _letter,
    "securities": _security,
    "costs": _cost,
    "titles": _court_paper,
}
