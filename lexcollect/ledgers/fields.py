"""Fields: what a column of a ledger can be, and the words by which it is known.

Owns the closed list of fields and the reading of the files in ``data``: no name of a column,
no word of a status and no rule of thumb stands in code.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from lexcollect.casefile.values import Kind
from lexcollect.cn.width import squeeze
from lexcollect.ledgers.row import DebtorKind, Method, Standing
from lexcollect.patterns import regex

DATA = Path(__file__).parent / "data"
#: What stands behind a name and is no part of it: a unit in brackets, a star, a colon.
_BEHIND = regex(r"[(（\[【][^)）\]】]*[)）\]】]|[*＊:：。、]")


class Field(Kind):
    """What a column holds."""

    NAME = "name", "name of the debtor", "名称"
    KIND = "kind", "kind of debtor", "客户类型"
    IDENT = "ident", "identity number", "证件号"
    PHONE = "phone", "telephone", "电话"
    ADDRESS = "address", "address", "地址"
    BUSINESS = "business", "business", "业务类型"
    CONTRACT = "contract", "contract number", "合同编号"
    SIGN = "sign", "day of signing", "签约日期"
    DUE = "due", "due day", "到期日"
    AMOUNT = "amount", "amount", "合同金额"
    PAID = "paid", "paid", "已还金额"
    BALANCE = "balance", "balance", "欠款余额"
    TERMS = "terms", "agreed penalty or interest", "违约金约定"
    DEMAND = "demand", "day of the last demand", "最近催收日期"
    METHOD = "method", "way of the last demand", "催收方式"
    GUARANTOR = "guarantor", "guarantor", "担保人"
    GUARANTOR_ID = "guarantor_id", "guarantor's number", "担保人证件号"
    STATUS = "status", "status", "状态"
    COURT = "court", "court", "管辖法院"
    OWNER = "owner", "person in charge", "经办人"
    NOTE = "note", "note", "备注"
    SERIAL = "serial", "serial number", "序号"


#: Without one of these a ledger cannot be worked with; for money one of two columns is enough.
NEEDED = (Field.NAME, Field.IDENT, Field.DUE)
MONEY = (Field.BALANCE, Field.AMOUNT)


def field_called(words: str) -> Field | None:
    """Return the field that a user names by its key, its Chinese label, or the name of such a column."""
    return Field.spellings().get(words.strip()) or names().get(plain(words))


def plain(head: str) -> str:
    """Return a heading as names are compared: no blanks, no brackets with what is in them, small letters."""
    return _BEHIND.sub("", squeeze(head)).casefold() or squeeze(head).casefold()


@cache
def names() -> Mapping[str, Field]:
    """Return every name of a column, as compared → field; no name stands for two."""
    found: dict[str, Field] = {}
    for field, words in _rows("columns.csv"):
        for word in words.split("|"):
            found.setdefault(plain(word), Field(field))
    return found


@cache
def statuses() -> Mapping[str, Standing]:
    """Return every word of a status, as compared → status."""
    return {word: Standing(value) for word, value in _words("status").items()}


@cache
def methods() -> Mapping[str, Method]:
    """Return every word of a way of demand, as compared → way."""
    return {word: Method(value) for word, value in _words("method").items()}


@cache
def debtor_kinds() -> Mapping[str, DebtorKind]:
    """Return every word of a kind of debtor, as compared → kind."""
    return {word: DebtorKind(value) for word, value in _words("kind").items()}


def as_compared(word: str) -> str:
    """Return a word of a cell as words are compared: half-width, no blanks, small letters."""
    return squeeze(word).casefold()


@cache
def threshold(name: str) -> int:
    """Return a rule of thumb of ``data/thresholds.csv``; an unknown name is a programming mistake."""
    return {row[0]: int(row[1]) for row in _rows("thresholds.csv")}[name]


def _words(field: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for row in _rows("words.csv"):
        if row[0] == field:
            for word in row[2].split("|"):
                found.setdefault(as_compared(word), row[1])
    return found


@cache
def _rows(name: str) -> tuple[tuple[str, ...], ...]:
    lines = [line for line in (DATA / name).read_text("utf-8").splitlines() if line and not line.startswith("#")]
    return tuple(tuple(row) for row in csv.reader(lines[1:]))
