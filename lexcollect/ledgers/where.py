"""Where: conditions by which a person picks rows of a ledger (筛选条件).

Owns the small language of ``--where``: 30天内, 仅电话, 有地址, a kind or a standing by its word, and 字段 比较 值
(余额>=10000, 法院=沈阳, 名称包含 物流). Several conditions hold together. What is not understood is refused, never
passed over.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from lexcollect.findings import Finding, Refused, Where, finding
from lexcollect.ledgers.row import WEAK, DebtorKind, LedgerRow, Standing
from lexcollect.patterns import regex
from lexcollect.records import dataclass

Test = Callable[[LedgerRow, date], bool]

#: What can be compared: the words for it, and how it is got from a row.
FIELDS: Mapping[str, tuple[tuple[str, ...], Callable[[LedgerRow, date], Any]]] = {
    "name": (("名称", "客户名称", "客户", "债务人"), lambda row, _: row.name),
    "kind": (("类型", "客户类型"), lambda row, _: row.kind.label if row.kind else ""),
    "business": (("业务类型", "业务"), lambda row, _: row.business),
    "contract": (("合同编号", "合同"), lambda row, _: row.contract),
    "amount": (("金额", "合同金额"), lambda row, _: row.amount),
    "balance": (("余额", "欠款余额", "欠款"), lambda row, _: row.balance),
    "due": (("到期日", "到期"), lambda row, _: row.due),
    "overdue": (("逾期天数", "逾期"), lambda row, as_of: row.days_overdue(as_of)),
    "days": (("剩余天数",), lambda row, as_of: row.limitation.days_left(as_of)),
    "address": (("地址", "联系地址"), lambda row, _: row.address),
    "court": (("法院", "受诉法院"), lambda row, _: row.court),
    "owner": (("负责人", "经办人"), lambda row, _: row.owner),
    "status": (("状态",), lambda row, _: row.status.label),
    "method": (("催收方式", "方式"), lambda row, _: row.method.label if row.method else ""),
    "guarantor": (("担保人", "保证人"), lambda row, _: row.guarantor),
    "row": (("行", "行号"), lambda row, _: row.number),
}
#: Whole conditions in one word.
_WORDS: Mapping[str, Test] = {
    "仅电话": lambda row, _: row.method in WEAK,
    "phone-only": lambda row, _: row.method in WEAK,
    "有地址": lambda row, _: bool(row.address),
    "with-address": lambda row, _: bool(row.address),
    "缺地址": lambda row, _: not row.address,
    "有担保人": lambda row, _: bool(row.guarantor),
    "全部": lambda _row, _day: True,
    "all": lambda _row, _day: True,
}
_OPERATORS: Mapping[str, Callable[[Any, Any], bool]] = {
    ">=": operator.ge,
    "≥": operator.ge,
    "<=": operator.le,
    "≤": operator.le,
    "!=": operator.ne,
    "≠": operator.ne,
    "=": operator.eq,
    ">": operator.gt,
    "<": operator.lt,
    "包含": lambda found, wanted: wanted in found,
    "~": lambda found, wanted: wanted in found,
}
_WITHIN = regex(r"(\d{1,4})\s*(?:天|日|[dD])(?:内|以内)?")
_COMPARED = regex(r"(?P<field>[\w]+?)\s*(?P<sign>>=|<=|!=|≥|≤|≠|=|>|<|~|包含)\s*(?P<value>.+)")
_BETWEEN = regex(r"[,，;；]|\s并且\s|且(?=[^,，]*[=<>≥≤≠~])")


@dataclass(frozen=True)
class Condition:
    """One condition: the ``words`` it was typed in, and the test."""

    words: str
    test: Test

    def holds(self, row: LedgerRow, as_of: date) -> bool:
        """Tell whether ``row`` is meant on ``as_of``; a value that is missing is never meant."""
        return self.test(row, as_of)


def conditions(typed: Iterable[str]) -> tuple[Condition, ...]:
    """Return the conditions in ``typed``; :class:`Refused` with each that is not understood."""
    parts = [part.strip() for words in typed for part in _BETWEEN.split(_half(words)) if part.strip()]
    found, wrong = [], list[Finding]()
    for part in parts:
        test = _test(part)
        if test is None:
            known = [names[0] for names, _ in FIELDS.values()]
            wrong.append(finding("LX-G110", Where(field="--where"), typed=part, known=known))
        else:
            found.append(Condition(part, test))
    if wrong:
        raise Refused(wrong)
    return tuple(found)


def _half(words: str) -> str:
    return words.replace("＝", "=").replace("＞", ">").replace("＜", "<").replace("～", "~").replace("　", " ")


def _test(part: str) -> Test | None:
    if part in _WORDS:
        return _WORDS[part]
    if within := _WITHIN.fullmatch(part):
        return _ending(int(within[1]))
    for kinds in (DebtorKind, Standing):
        for member in kinds:
            if part in (member.label, member.value):
                return _is(member)
    compared = _COMPARED.fullmatch(part)
    return _comparing(compared["field"], compared["sign"], compared["value"].strip()) if compared else None


def _ending(days: int) -> Test:
    """Return the test whether limitation ends within so many days, today among them."""

    def test(row: LedgerRow, as_of: date) -> bool:
        left = row.limitation.days_left(as_of)
        return left is not None and 0 <= left <= days

    return test


def _is(member: DebtorKind | Standing) -> Test:
    return lambda row, _: member in (row.kind, row.status)


def _comparing(name: str, sign: str, wanted: str) -> Test | None:
    get = next((get for key, (names, get) in FIELDS.items() if name == key or name in names), None)
    if get is None:
        return None
    compare = _OPERATORS[sign]

    def test(row: LedgerRow, as_of: date) -> bool:
        found = get(row, as_of)
        if found is None:
            return False
        try:
            return bool(compare(found, _like(found, wanted)))
        except (InvalidOperation, ValueError, TypeError):
            return False

    return test if _readable(name, wanted) else None


def _readable(name: str, wanted: str) -> bool:
    """Tell whether what is compared with is of the kind of the field: a sum, a number or a day."""
    key = next(key for key, (names, _) in FIELDS.items() if name == key or name in names)
    try:
        if key in ("amount", "balance"):
            _like(Decimal(0), wanted)
        elif key in ("overdue", "days", "row"):
            _like(0, wanted)
        elif key == "due":
            _like(date.min, wanted)
    except (InvalidOperation, ValueError):
        return False
    return True


def _like(found: Any, wanted: str) -> Any:
    """Return ``wanted`` as a value of the kind of ``found``."""
    if isinstance(found, Decimal):
        if wanted.removesuffix("元").endswith("万"):
            return Decimal(wanted.removesuffix("元").removesuffix("万").replace(",", "")) * 10_000
        return Decimal(wanted.removesuffix("元").replace(",", ""))
    if isinstance(found, int):
        return int(wanted.removesuffix("天").removesuffix("日"))
    if isinstance(found, date):
        from lexcollect.cn.dates import BadDate, parse_date

        try:
            return parse_date(wanted)
        except BadDate as bad:
            raise ValueError(wanted) from bad
    return wanted
