"""Payers (付款人): money that came from somebody who is no party, and which contract or debt a payment names.

Owns the signs by which a third person's payment (代付) may be one of the debt: its words name the debtor, the
contract or an order, another paper tells of the same sum on the same day, or it came by a telephone with words that
speak of a debt. Such a payment has no payer yet and stays doubtful: who paid for whom, a person says (民法典 524).
What has no sign is none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from lexcollect.formats.bank_table import BANK
from lexcollect.patterns import regex
from lexcollect.proposing.kinds import PaperKind
from lexcollect.proposing.naming import short
from lexcollect.proposing.shapes import Found, Trust, Value
from lexcollect.proposing.sides import Sides
from lexcollect.wording import text

_OF_A_DEBT = regex(r"[\u4e00-\u9fff]{0,4}(?:款|租金|房租|运费|加工费|服务费|欠|尾款)")
#: A name of fewer characters stands in too many words.
_SHORTEST = 3


def with_payers(found: Iterable[Found], sides: Sides, case: Mapping[str, Any]) -> Iterator[Found]:
    """Yield the facts; payments of strangers that have a sign come as doubtful, without a payer."""
    all_ = list(found)
    told = {_sum(one) for one in all_ if one.group == "payments" and _side(one, sides) in ("debtor", "surety")}
    names = _names(sides, case)
    for one in all_:
        if one.group != "payments" or one.paper != PaperKind.BANK_STATEMENT or _side(one, sides) != "":
            yield one
            continue
        sign = _sign(one, names, told)
        if sign:
            payer = str(one.people["payer"].value)
            why = (*one.why, text(f"proposing.why.{sign}", payer=payer))
            yield replace(one, people={}, between=(one.between[0], ""), trust=Trust.DOUBTFUL, why=why)


def _side(one: Found, sides: Sides) -> str:
    """Return the side of the payer; of somebody else whom the case file knows, ``known``; of nobody, nothing."""
    payer = str(one.people["payer"].value) if "payer" in one.people else ""
    return sides.side(payer) or ("known" if payer in sides.known or not payer else "")


def _sum(one: Found) -> tuple[str, str]:
    return one.plain("date"), one.plain("amount")


def _sign(one: Found, names: tuple[str, ...], told: set[tuple[str, str]]) -> str:
    memo = "".join(one.plain("memo").split())
    if any(name in memo for name in names):
        return "third_named"
    if _sum(one) in told:
        return "third_told"
    by_telephone = one.plain("channel") != BANK
    return "third_telephone" if by_telephone and _OF_A_DEBT.search(memo) else ""


def _names(sides: Sides, case: Mapping[str, Any]) -> tuple[str, ...]:
    said = [short(name) for name in (*sides.debtors, *sides.sureties)] + [*sides.debtors]
    for group, keys in (("contracts", ("number",)), ("obligations", ("id", "title"))):
        for entry in case.get(group) or ():
            if isinstance(entry, dict):
                said += [str(entry.get(key) or "") for key in keys]
    return tuple(name for name in dict.fromkeys(said) if len(name) >= _SHORTEST)


def contract_named(values: Mapping[str, Value], case: Mapping[str, Any]) -> str:
    """Return the only contract whose number stands in the words of a payment; empty where none or several do."""
    held = values.get("memo")
    memo = "" if held is None else "".join(str(held.value).split())
    named = [
        str(one["id"])
        for one in case.get("contracts") or ()
        if isinstance(one, dict)
        and one.get("id")
        and len(str(one.get("number") or "")) >= _SHORTEST
        and "".join(str(one["number"]).split()) in memo
    ]
    return named[0] if len(named) == 1 else ""
