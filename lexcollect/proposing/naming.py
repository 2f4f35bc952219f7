"""Naming: by which id a new fact is called, and by which one a party is known.

Owns short names a paralegal would give: 催款函0520, 付款20230714, a company without its 有限公司. A name that is taken
gets a number behind it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lexcollect.patterns import regex
from lexcollect.proposing.shapes import Value
from lexcollect.proposing.sides import Sides
from lexcollect.proposing.standing import blank_entry

_LEGAL_FORM = regex(r"(?:股份|责任)?有限(?:责任)?公司$|（[^）]*合伙）$")
#: A person's name is short enough to tell a letter by.
_PERSON = 4
#: A title up to so many characters is short enough for an id.
_TITLE = 5
_CALLED = {
    "letter": "催款函",
    "lawyer_letter": "律师函",
    "termination_notice": "解除通知",
    "im": "微信",
    "email": "邮件",
    "sms": "短信",
    "call": "电话",
    "extension_request": "请求延期",
    "statement": "对账",
    "repayment_plan": "还款计划",
    "promise_message": "承诺",
    "suit": "起诉",
    "enforcement": "执行",
    "judgment": "判决书",
    "mediation_paper": "调解书",
    "award": "裁决书",
    "appeal_judgment": "二审判决书",
    "payment_order": "支付令",
    "presuit_preservation": "诉前保全",
}


def party_id(name: str, case: Mapping[str, Any], sides: Sides) -> str:
    """Return the id of the party called ``name``, also of one that is still to be entered; empty for a stranger."""
    if name in sides.known:
        return sides.known[name]
    side = sides.side(name)
    if not side:
        return ""
    at = blank_entry(case, "parties", {"role": side})
    if at is not None and _only(name, side, sides):
        return str(case["parties"][at].get("id", ""))
    return _free(short(name), _taken(case, "parties"))


def _only(name: str, side: str, sides: Sides) -> bool:
    """Tell whether ``name`` is the first of its side that the case file does not know: the blank entry is its."""
    names = {"creditor": sides.creditors, "debtor": sides.debtors, "surety": sides.sureties}[side]
    return min(names - sides.known.keys(), default=name) == name


def short(name: str) -> str:
    """Return a company's name without its legal form; a person's as it is."""
    return _LEGAL_FORM.sub("", name) or name


def new_id(group: str, values: Mapping[str, Value], case: Mapping[str, Any]) -> str:
    """Return an id that no fact of ``group`` has yet."""

    def said(key: str) -> str:
        held = values.get(key)
        return "" if held is None else str(held.value)

    day = said("date").replace("-", "")
    if group == "parties":
        wanted = short(said("name"))
    elif group == "contracts":
        wanted = "合同"
    elif group == "securities":
        wanted = f"保证{said('grantor')}"
    elif group == "leased_things":
        wanted = f"租赁物{said('number')}"
    elif group == "issues":
        wanted = said("title")
    elif group == "rents":
        wanted = ""
    elif group == "payments":
        wanted = f"付款{day}"
    elif group == "obligations":
        wanted = said("title") or f"订单{day}"
    elif group in ("titles", "filings"):
        wanted = _CALLED.get(said("kind"), "文书")
    elif group == "measures":
        wanted = f"保全{said('taken_on').replace('-', '')}"
    else:
        person = said("recipient") if group == "communications" and len(said("recipient")) <= _PERSON else ""
        title = said("heading")  # 催告函 stays 催告函: a short title of its own goes before the word for its kind
        own = title if group == "communications" and 0 < len(title) <= _TITLE else ""
        wanted = f"{own or _CALLED.get(said('kind'), '往来')}{day[4:]}{person}"
    return _free(wanted, _taken(case, group))


def _taken(case: Mapping[str, Any], group: str) -> set[str]:
    return {str(one.get("id")) for one in case.get(group) or () if isinstance(one, dict)}


def _free(wanted: str, taken: set[str]) -> str:
    number, name = 2, wanted
    while name in taken:
        name, number = f"{wanted}-{number}", number + 1
    return name
