"""Customers (客户信用记录): class, credit limit and a blacklist note with its reason and the day it is looked at again.

Owns ``客户.yaml`` beside the matters and what is told of it: a limit exceeded by what is owed now, a review whose day
has passed, a blacklist note without reason or reviewer. Internal: no report, paper or package reads this file. Of
natural persons it reminds of the rules on personal data (个人信息保护法 23, 24, 55(2)).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from lexcollect.claims.account import ZERO
from lexcollect.duties.alike import plain
from lexcollect.duties.table import sheetful
from lexcollect.findings import Finding, Where, finding
from lexcollect.layout import CUSTOMERS
from lexcollect.matter.many import Read
from lexcollect.records import dataclass
from lexcollect.reporting.tables import Form, Sheetful
from lexcollect.steps.entries import EntryReader, Keys
from lexcollect.wording import text
from lexcollect.yamltree import Path_, read_yaml

_KEYS = {"customers": "客户"}
_ENTRY = {
    "name": "名称",
    "ident": "证件号",
    "natural": "自然人",
    "class": "等级",
    "limit": "信用额度",
    "blacklist": "黑名单原因",
    "by": "决定人",
    "on": "日期",
    "review": "复核日",
    "automatic": "自动评定",
    "note": "备注",
}
_CLASSES = ("A", "B", "C")
_YES = {"是": True, "yes": True, "true": True, "否": False, "no": False, "false": False}


@dataclass(frozen=True, slots=True)
class Customer:
    """What the office notes of a customer: class, limit in yuan, blacklist reason, by whom, when, review day."""

    name: str
    ident: str
    natural: bool
    grade: str
    limit: Decimal | None
    blacklist: str
    by: str
    on: date | None
    review: date | None
    automatic: bool
    note: str
    where: Where


@dataclass(frozen=True, slots=True)
class Exposure:
    """A customer with what it owes now over all matters, in yuan."""

    customer: Customer
    owed: Decimal

    @property
    def over(self) -> Decimal:
        """By how much the limit is exceeded."""
        return max(self.owed - self.customer.limit, ZERO) if self.customer.limit is not None else ZERO


def read_customers(folder: Path) -> tuple[tuple[Customer, ...], tuple[Finding, ...]]:
    """Return the notes of ``folder`` and everything that is wrong with the file; nothing where there is none."""
    path = folder / CUSTOMERS
    if not path.is_file():
        return (), (finding("LX-R170", Where(CUSTOMERS)),)
    tree, found = read_yaml(path, CUSTOMERS)
    if tree is None:
        return (), tuple(found)
    reader = _Reader(tree)
    groups = reader.keys((), tree.data, _KEYS)
    rows = [reader.customer(place, data) for place, data in reader.entries("customers", groups)]
    return tuple(row for row in rows if row is not None), (*found, *reader.found)


class _Reader(EntryReader):
    def customer(self, path: Path_, data: Any) -> Customer | None:
        keys = self.keys(path, data, _ENTRY)
        if not self.all_there(path, keys, ("name",), _ENTRY):
            return None
        grade = self.line(keys, "class").upper()
        if grade and grade not in _CLASSES:
            self.wrong(keys["class"][0], grade, text("steps.shape.choice", choices=list(_CLASSES)))
            return None
        return Customer(
            self.line(keys, "name"),
            self.line(keys, "ident"),
            self.yes(keys, "natural"),
            grade,
            self.money(keys, "limit"),
            self.line(keys, "blacklist"),
            self.line(keys, "by"),
            self.day(keys, "on"),
            self.day(keys, "review"),
            self.yes(keys, "automatic"),
            self.line(keys, "note"),
            self.tree.where(path),
        )

    def yes(self, keys: Keys, key: str) -> bool:
        word = self.line(keys, key)
        if word and word.lower() not in _YES:
            self.wrong(keys[key][0], word, text("steps.shape.choice", choices=["是", "否"]))
        return _YES.get(word.lower(), False)

    def money(self, keys: Keys, key: str) -> Decimal | None:
        word = self.line(keys, key).replace(",", "")
        if not word:
            return None
        try:
            amount = Decimal(word)
        except InvalidOperation:
            amount = Decimal(-1)
        if not amount.is_finite() or amount < 0 or len(word) > 18:
            self.wrong(keys[key][0], word, text("steps.shape.money"))
            return None
        return amount


def exposures_of(customers: Iterable[Customer], read: Iterable[Read]) -> tuple[Exposure, ...]:
    """Return what each customer owes now: in every matter in which it owes the debt itself."""
    owed: dict[str, Decimal] = {}
    for one in read:
        if one.answered is None:
            continue
        account = one.answered.matter.account
        total = account.principal + account.penalty + account.interest
        for party in one.answered.case.debtors[:1]:  # joint debtors owe the same sum, not another one
            for key in {plain(party.name), *([plain(str(party.uscc))] if party.uscc else [])}:
                owed[key] = owed.get(key, ZERO) + total
    return tuple(Exposure(c, owed.get(plain(c.ident)) or owed.get(plain(c.name)) or ZERO) for c in customers)


def findings_of(exposures: Iterable[Exposure], as_of: date) -> tuple[Finding, ...]:
    """Return what is to be looked at."""
    told: list[Finding] = []
    for one in exposures:
        customer, where = one.customer, one.customer.where
        if one.over:
            told.append(finding("LX-R171", where, name=customer.name, owed=one.owed, limit=customer.limit))
        if customer.review is not None and customer.review < as_of:
            told.append(finding("LX-R172", where, name=customer.name, day=customer.review))
        if customer.blacklist and (not customer.by or customer.on is None or customer.review is None):
            told.append(finding("LX-R173", where, name=customer.name))
        if customer.natural and customer.blacklist:
            told.append(finding("LX-R174", where, name=customer.name))
        if customer.natural and customer.automatic and not customer.by:
            told.append(finding("LX-R175", where, name=customer.name))
    return tuple(told)


def table_of(exposures: Iterable[Exposure], as_of: date, source: str) -> Sheetful:
    """Return the notes as a table for the screen; there is no other way out of the house."""
    rows = [
        (e.customer.name, e.customer.grade or "—", e.customer.limit, e.owed, e.customer.blacklist, e.customer.review)
        for e in exposures
    ]
    columns = [
        ("name", Form.WORDS),
        ("grade", Form.WORDS),
        ("limit", Form.MONEY),
        ("owed", Form.MONEY),
        ("blacklist", Form.WORDS),
        ("review", Form.DATE),
    ]
    notes = (text("duties.credit.internal"),)
    return sheetful("credit", as_of, source, columns, rows, notes=notes)
