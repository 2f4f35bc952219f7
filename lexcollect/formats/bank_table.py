"""Bank statements (银行流水): the rows of an account, found by the names of their columns.

Owns the words by which banks and WeChat Pay call their columns, the lines before the head and the sums after it that
are no transaction, and the check that each balance follows from the one before. Reads text (CSV in any encoding that
the house reads) and workbooks. Invents no sign: a sum without a side is left out.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from itertools import islice
from pathlib import Path

from lexcollect.cn.amounts import BadAmount, parse_yuan
from lexcollect.cn.dates import BadDate, parse_date
from lexcollect.cn.width import fold
from lexcollect.formats.limits import MAX_ROWS
from lexcollect.patterns import regex
from lexcollect.records import dataclass

#: The names of each column, without blanks and brackets.
_COLUMNS: dict[str, tuple[str, ...]] = {
    "day": ("交易日期", "记账日期", "入账日期", "日期", "交易时间", "交易日"),
    "received": ("收入金额", "贷方发生额", "贷方金额", "收入", "转入金额", "存入金额", "贷方"),
    "paid": ("支出金额", "借方发生额", "借方金额", "支出", "转出金额", "支取金额", "借方"),
    "balance": ("余额", "账户余额", "可用余额", "本次余额"),
    "counterparty": ("对方户名", "对方名称", "对方账户名称", "交易对方", "对方单位", "付款方名称", "对手户名"),
    "memo": ("附言", "用途", "摘要", "商品", "备注", "交易摘要"),
    "side": ("收/支", "借贷标志", "借贷方向", "收支方向"),
    "amount": ("金额", "交易金额", "发生额"),
    "serial": ("交易流水号", "流水号", "交易单号", "凭证号"),
}
_BRACKET = regex(r"[（(].*?[）)]")
_OWNER = regex(r"(?:账户名称|户名|单位名称|客户名称)\s*[：:]\s*[,\t]*\s*([^\s,，：:\t\"]{2,60})")
_IN = ("收入", "贷", "贷方", "收", "转入")
#: So many lines may stand before the head.
_BEFORE = 40
_NONE = ("", "/", "-", "--")


@dataclass(frozen=True, slots=True)
class BankRow:
    """One transaction: ``line`` of the source from 1, sums in yuan (``None``: none on that side).

    ``balance_follows``: the balance is that of the row before with this sum.
    """

    line: int
    day: date
    received: Decimal | None
    paid: Decimal | None
    balance: Decimal | None
    counterparty: str
    memo: str
    serial: str
    words: str
    balance_follows: bool = False


@dataclass(frozen=True, slots=True)
class BankTable:
    """The transactions of one account; ``owner`` as the lines before the head name it, empty where they do not."""

    owner: str
    rows: tuple[BankRow, ...]


def bank_table(lines: Iterable[str]) -> BankTable | None:
    """Return the statement that ``lines`` of text are, or ``None`` when no head of a statement is among the first."""
    return _table(_cells(lines))


def bank_table_of_workbook(path: Path) -> BankTable | None:
    """Return the statement on the first sheet that has one, or ``None``; never raises for what the file holds."""
    from contextlib import suppress

    with suppress(Exception):  # the reader of workbooks panics on hostile ones in its own ways
        from python_calamine import CalamineWorkbook

        with CalamineWorkbook.from_path(str(path)) as book:
            for name in book.sheet_names:
                rows = book.get_sheet_by_name(name).iter_rows()
                if found := _table((n, [_written(cell) for cell in row]) for n, row in enumerate(rows, start=1)):
                    return found
    return None


def _written(cell: object) -> str:
    if isinstance(cell, float):
        return str(Decimal(repr(cell)).normalize().quantize(Decimal("0.01"))) if cell % 1 else str(int(cell))
    if isinstance(cell, datetime):
        return cell.isoformat(" ")
    return "" if cell is None else str(cell)


def _cells(lines: Iterable[str]) -> Iterator[tuple[int, list[str]]]:
    for number, line in enumerate(islice(lines, MAX_ROWS), start=1):
        mark = "\t" if line.count("\t") > line.count(",") else ","
        try:
            yield number, next(csv.reader([line.rstrip("\r\n")], delimiter=mark), [])
        except csv.Error:
            yield number, []


def _table(rows: Iterator[tuple[int, list[str]]]) -> BankTable | None:
    owner = ""
    for number, cells in rows:
        if columns := _columns(cells):
            return BankTable(owner, tuple(_followed(_rows(rows, columns))))
        if found := _OWNER.search(fold(",".join(cells))):
            owner = owner or found[1]
        if number > _BEFORE:
            return None
    return None


def _columns(cells: Sequence[str]) -> dict[str, list[int]] | None:
    """Return which columns there are when ``cells`` are the head of a statement."""
    names = [_BRACKET.sub("", fold(cell)).strip() for cell in cells]
    found = {key: [at for word in words for at, n in enumerate(names) if n == word] for key, words in _COLUMNS.items()}
    sided = bool(found["received"]) or bool(found["side"] and found["amount"])
    return found if found["day"] and sided and (found["counterparty"] or found["memo"]) else None


def _rows(rows: Iterator[tuple[int, list[str]]], columns: dict[str, list[int]]) -> Iterator[BankRow]:
    for number, cells in rows:

        def said(key: str, cells: list[str] = cells) -> str:
            for at in columns[key]:
                if at < len(cells) and (words := fold(cells[at]).strip().strip("\"'\t ")) not in _NONE:
                    return words
            return ""

        try:
            day = parse_date(said("day"))
        except BadDate:
            continue  # 合计, a blank line, the end
        received, paid = _sum(said("received")), _sum(said("paid"))
        if columns["side"] and columns["amount"] and not columns["received"]:
            amount = _sum(said("amount"))
            received, paid = (amount, None) if said("side") in _IN else (None, amount)
        memo = next((w for w in (said("memo"),) if w), "")
        words = " ".join(cell.strip() for cell in cells if cell.strip())
        yield BankRow(
            number, day, received, paid, _sum(said("balance")), said("counterparty"), memo, said("serial"), words
        )


def _sum(words: str) -> Decimal | None:
    try:
        value = parse_yuan(words.removeprefix("+"))
    except BadAmount:
        return None
    return value or None


def _followed(rows: Iterable[BankRow]) -> Iterator[BankRow]:
    from dataclasses import replace

    before: Decimal | None = None
    for row in rows:
        change = (row.received or Decimal(0)) - (row.paid or Decimal(0))
        follows = before is not None and row.balance is not None and before + change == row.balance
        yield replace(row, balance_follows=follows)
        before = row.balance
