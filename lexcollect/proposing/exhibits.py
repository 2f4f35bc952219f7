"""Exhibits: title, day and purpose of a file as a paralegal would write them, from the facts that it says.

Owns the form of each (送货单 SH-0412（2023年4月12日，刘小样签收）). A title holds only what the file itself says; a
purpose is one full clause of what its fact is (who, when, what, how much), never what follows from it in law. A draft
gets neither.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal

from lexcollect.cn.amounts import format_yuan
from lexcollect.cn.dates import long_date
from lexcollect.evidence.drafts import Drafted
from lexcollect.patterns import regex
from lexcollect.proposing.finders.courier import PARCELS
from lexcollect.proposing.joining import with_parcels
from lexcollect.proposing.kinds import PaperKind
from lexcollect.proposing.shapes import Found
from lexcollect.wording import say, text

#: The group of each kind of paper in a first catalogue.
_GROUPS = {
    **dict.fromkeys((PaperKind.REGISTER, PaperKind.LICENCE, PaperKind.ID_CARD), "主体资格"),
    **dict.fromkeys((PaperKind.CONTRACT, PaperKind.GUARANTEE, PaperKind.ORDER, PaperKind.SETTLEMENT), "合同与担保"),
    **dict.fromkeys((PaperKind.DELIVERY, PaperKind.INVOICE), "交货与开票"),
    **dict.fromkeys((PaperKind.BANK_SLIP, PaperKind.RECEIPT, PaperKind.BANK_STATEMENT), "付款与结算"),
    PaperKind.STATEMENT: "付款与结算",
    **dict.fromkeys(
        (PaperKind.DEMAND, PaperKind.SURETY_DEMAND, PaperKind.LAWYER_LETTER, PaperKind.TERMINATION), "催收与时效"
    ),
    **dict.fromkeys((PaperKind.WAYBILL, PaperKind.TRACK, PaperKind.PLAN), "催收与时效"),
    **dict.fromkeys((PaperKind.JUDGMENT, PaperKind.MEDIATION, PaperKind.AWARD), "诉讼与执行"),
    **dict.fromkeys((PaperKind.FILED, PaperKind.ENFORCEMENT, PaperKind.SERVICE, PaperKind.RULING), "诉讼与执行"),
    **dict.fromkeys((PaperKind.FEE_NOTICE, PaperKind.EVIDENCE_NOTICE, PaperKind.SUMMONS), "诉讼与执行"),
    **dict.fromkeys((PaperKind.PRESERVED, PaperKind.EFFECT, PaperKind.ANNOUNCED), "诉讼与执行"),
    **dict.fromkeys((PaperKind.PAYMENT_ORDER, PaperKind.FEE_RECEIPT, PaperKind.COURT_MESSAGE), "诉讼与执行"),
}
#: The group of a paper by its plain name.
GROUP_OF: Mapping[str, str] = {kind.value: group for kind, group in _GROUPS.items()}
#: What a letter asks for: the responsibility of a surety, or that a debt is paid.
_BORNE = regex(r"(?:承担|履行)(?:连带|全部|相应|共同)*(?:的)?(?:清偿|保证|担保|还款)责任")
_REPAID = regex(
    r"(?:偿还|归还|清偿|返还|还清|付清|支付|偿付)(?!之日)[^，,。；;：:\n]{0,40}?"
    r"(?:(?:借款|贷款|货款|欠款|租金)(?:本息|本金)|本息|借款|贷款|欠款|货款|价款|租金|款项|债务|利息|本金)"
    r"(?:[及和、](?:利息|违约金|逾期利息))?"
)
#: Returns title and purpose of a file by the first of its facts, beside all of them.
_Writer = Callable[[Found, list[Found]], tuple[str, str]]
_DAYS = ("date", "signed_on", "created_on", "made_on", "served_on", "posted_on")


def exhibits_of(found: Iterable[Found]) -> dict[str, Drafted]:
    """Return for each file what is known of it as an exhibit; files that say no fact of ours are not among them."""
    by_file: dict[str, list[Found]] = {}
    for one in _with_numbers([one for one in found if one.spot.said is None]):
        if text("proposing.why.draft") not in one.why:
            by_file.setdefault(one.spot.file, []).append(one)
    drafted = {file: _drafted(ones) for file, ones in by_file.items()}
    return {file: one for file, one in drafted.items() if one is not None}


def _with_numbers(found: list[Found]) -> list[Found]:
    """Return ``found`` with the numbers of their parcels in the letters; waybills and tracks stay."""
    return [*with_parcels(found), *(one for one in found if one.group == PARCELS)]


def _drafted(ones: list[Found]) -> Drafted | None:
    for one in ones:
        write = _writer(one)
        if write is not None:
            title, purpose = write(one, ones)
            day = next((one.plain(key) for key in _DAYS if one.plain(key)), "")
            if one.group == PARCELS and one.paper == PaperKind.TRACK:
                day = one.plain("delivered_on") or day
            if write is _deposit:
                day = one.values["deposit"].value["paid_on"]
            source = say(f"proposing.day.{'said' if day else 'none'}", "zh")
            made = date.fromisoformat(day) if day else None
            numbers = tuple(dict.fromkeys(each.plain("tracking_no") for each in ones if each.plain("tracking_no")))
            return Drafted(title, one.paper, made, source, purpose, GROUP_OF.get(one.paper, ""), numbers=numbers)
    return None


def _writer(one: Found) -> _Writer | None:
    """Return what writes the exhibit by this fact: a register extract shows a party, a slip may show a deposit."""
    if one.group == "parties":
        return _party if one.paper in (PaperKind.REGISTER, PaperKind.LICENCE, PaperKind.ID_CARD) else None
    if one.group == "contracts" and one.paper != PaperKind.CONTRACT:
        return _deposit if "deposit" in one.values else None
    return _WRITERS.get(one.group)


def _day(one: Found, key: str = "date") -> str:
    return long_date(date.fromisoformat(one.plain(key))) if one.plain(key) else ""


def _sum(one: Found) -> str:
    return f"{format_yuan(Decimal(one.plain('amount')))}元" if one.plain("amount") else ""


def _with(name: str, *parts: str) -> str:
    """Return ``name`` with what tells it from others of its kind in brackets."""
    inside = "，".join(part for part in parts if part)
    return f"{name}（{inside}）" if inside else name


def _person(one: Found, key: str) -> str:
    held = one.people.get(key)
    return "" if held is None else str(held.value)


def _party(one: Found, ones: list[Found]) -> tuple[str, str]:
    name = one.plain("name")
    known = [f"统一社会信用代码{one.plain('uscc')}" if one.plain("uscc") else ""]
    known += [f"法定代表人{one.plain('legal_rep')}" if one.plain("legal_rep") else ""]
    more = "，".join(part for part in known if part)
    return _with(one.paper, name), f"{name}的主体资格{f'；{more}' if more else ''}"


def _contract(one: Found, ones: list[Found]) -> tuple[str, str]:
    number = one.plain("number")
    title = f"《{one.plain('name')}》{f'（编号{number}）' if number else ''}"
    held = one.values
    term, penalty = held.get("payment_term"), held.get("late_penalty")
    said = [
        f"付款期限：{term.value.get('text') or term.value.get('day', '')}" if term else "",
        f"逾期付款违约金{penalty.value['rate']}" if penalty else "",
        f"约定{one.plain('jurisdiction')}管辖" if "jurisdiction" in held else "",
        "保证条款" if any(other.group == "securities" for other in ones) else "",
    ]
    terms = "；".join(part for part in said if part)
    return (
        title,
        f"{_day(one, 'signed_on')}{_both(one, '与') or '双方'}订立{title}{f'，约定：{terms}' if terms else ''}",
    )


def _both(one: Found, between: str) -> str:
    """Return both sides of a paper by name, in its own order (seller first); nothing where it names only one."""
    first, second = one.between
    return f"{first}{between}{second}" if first and second else ""


def _delivery(one: Found, ones: list[Found]) -> tuple[str, str]:
    who = one.plain("receiver")
    signed = f"{who}签收" if who else "盖章签收" if one.plain("receiver_authority") == "seal" else ""
    number = one.plain("doc_no")
    title = _with(f"{one.paper}{f' {number}' if number else ''}", _day(one), signed)
    goods = f"{one.plain('goods')}{one.plain('quantity')}"
    done = f"{_day(one)}{_both(one, '向')}交付{goods or '货物'}"
    return title, "，".join(part for part in (done, _sum(one), signed) if part)


def _order(one: Found, ones: list[Found]) -> tuple[str, str]:
    number = one.plain("id")
    title = _with(f"{one.paper}{f' {number}' if number else ''}", _day(one))
    goods = f"{one.plain('goods')}{one.plain('quantity')}"
    seller, buyer = one.between
    done = f"{_day(one)}{f'{buyer}向{seller}' if seller and buyer else ''}订购{goods or '货物'}"
    return title, "，".join(part for part in (done, _sum(one)) if part)


def _invoice(one: Found, ones: list[Found]) -> tuple[str, str]:
    seller, buyer = one.between
    sides = f"{seller}向{buyer}" if seller and buyer else ""
    return _with(f"发票 {one.plain('number')}", _day(one), _sum(one)), f"{_day(one)}{sides}开具发票{_sum(one)}"


def _payment(one: Found, ones: list[Found]) -> tuple[str, str]:
    if one.paper == PaperKind.BANK_STATEMENT:
        return _statement(ones)
    memo = one.plain("memo")
    said = f"{_day(one)}{_person(one, 'payer')}付款{_sum(one)}{f'，附言“{memo}”' if memo else ''}"
    return _with(one.paper, _day(one), _sum(one)), said


def _statement(ones: list[Found]) -> tuple[str, str]:
    """The rows of one payer are one purpose; of several payers only the span is told."""
    rows = [one for one in ones if one.group == "payments"]
    days = sorted(one.plain("date") for one in rows)
    span = f"{long_date(date.fromisoformat(days[0]))}至{long_date(date.fromisoformat(days[-1]))}"
    payers = {_person(one, "payer") for one in rows}
    if len(payers) != 1:
        return _with("银行流水", span), ""
    total = format_yuan(sum((Decimal(one.plain("amount")) for one in rows), Decimal(0)))
    return _with("银行流水", span), f"{span}{payers.pop()}付款{len(rows)}笔，合计{total}元"


def _deposit(one: Found, ones: list[Found]) -> tuple[str, str]:
    held = one.values["deposit"].value
    amount, day = f"{format_yuan(Decimal(held['amount']))}元", long_date(date.fromisoformat(held["paid_on"]))
    return _with(one.paper, day, f"押金{amount}"), f"{day}收到押金{amount}"


def _acknowledged(one: Found, ones: list[Found]) -> tuple[str, str]:
    who, seal = _person(one, "by"), one.plain("seal")
    if not who:
        return _with(one.paper, _day(one)), f"{_day(one)}发件人自述结欠{_sum(one)}"
    confirmed = f"{_day(one)}{who}{f'盖{seal}' if seal else ''}确认结欠{_sum(one)}"
    return _with(one.paper, _day(one), f"结欠{_sum(one)}"), confirmed


def _letter(one: Found, ones: list[Found]) -> tuple[str, str]:
    to = [_person(other, "recipient") for other in ones if other.group == "communications"]
    sureties = {each.plain("name") for each in ones if each.group == "parties" and each.plain("role") == "surety"}
    whom = "、".join(f"{'保证人' if name in sureties else ''}{name}" for name in to)
    heading = one.plain("heading")
    title = _with(f"《{heading}》" if heading else one.paper, _day(one), f"致{'、'.join(to)}")
    return title, f"{_day(one)}向{whom}{_wanted(one)}"


def _wanted(one: Found) -> str:
    """Return what a letter asks for: the sum, else the responsibility or the debt in its own words."""
    if one.plain("kind") == "termination_notice":
        return "通知解除合同"
    words = one.plain("content")
    if borne := _BORNE.search(words):
        return f"请求{borne[0]}"  # the sum is that of the debt: a surety may owe less
    if one.plain("amount"):
        return f"主张{_sum(one)}"
    asked = _REPAID.search(words)
    return f"请求{asked[0]}" if asked else "主张权利"


def _parcel(one: Found, ones: list[Found]) -> tuple[str, str]:
    number = one.plain("tracking_no")
    if one.paper == PaperKind.WAYBILL:
        inside, to = one.plain("inside"), _person(one, "recipient")
        said = f"{_day(one, 'posted_on')}寄出{f'，收件人{to}' if to else ''}{f'，内件品名“{inside}”' if inside else ''}"
        return _with(f"邮件详情单 {number}".strip(), _day(one, "posted_on"), f"收件人{to}" if to else ""), said
    fate = {"delivered": "签收", "refused": "拒收", "returned": "退回"}.get(one.plain("status"), "")
    ended = f"{_day(one, 'delivered_on')}{one.plain('signed_by')}{fate}" if fate else ""
    to = f"（收件人{one.plain('named')}）" if one.plain("named") else ""
    return _with(f"邮件投递查询结果 {number}", ended), f"邮件{number}{to}于{ended}" if ended else ""


def _guarantee(one: Found, ones: list[Found]) -> tuple[str, str]:
    who = _person(one, "grantor")
    kind = {"surety_joint": "连带责任保证", "surety_general": "一般保证"}.get(one.plain("kind"), "保证")
    cap = f"，最高额{format_yuan(Decimal(one.plain('cap')))}元" if one.plain("cap") else ""
    period = f"，保证期间：{one.plain('period')}" if one.plain("period") else ""
    named = f"《{one.plain('name') or one.paper}》"
    said = f"{_day(one, 'created_on')}{who}出具{named}，承担{kind}{cap}{period}"
    return _with(named, _day(one, "created_on"), who), said


def _court(one: Found, ones: list[Found]) -> tuple[str, str]:
    title = f"{one.plain('case_no')}{one.paper}"
    if one.paper == PaperKind.SERVICE:
        return title, f"{_day(one, 'served_on')}送达"
    if one.group == "filings" and not _day(one):
        return title, ""
    if one.group == "titles" and not _day(one, "made_on"):
        return title, f"{_day(one, 'effective_on')}发生法律效力" if _day(one, "effective_on") else ""
    done = f"{_day(one, 'made_on')}作出" if one.group == "titles" else f"{_day(one)}立案"
    return title, f"{one.plain('organ')}{done}"


#: The writer of each group of facts.
_WRITERS: Mapping[str, _Writer] = {
    "contracts": _contract,
    "deliveries": _delivery,
    "obligations": _order,
    "invoices": _invoice,
    "payments": _payment,
    "acknowledgements": _acknowledged,
    "communications": _letter,
    PARCELS: _parcel,
    "securities": _guarantee,
    "titles": _court,
    "filings": _court,
}
