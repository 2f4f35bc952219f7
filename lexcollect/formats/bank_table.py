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
from lexcollect.formats.said import Moment
from lexcollect.formats.times import moment_of
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
    "merchant_serial": ("商户单号",),
    "clock": ("交易时间", "记账时间", "入账时间", "时间"),
}
_BRACKET = regex(r"[（(].*?[）)]")
_OWNER = regex(r"(?:账户名称|户名|单位名称|客户名称)\s*[：:]\s*[,\t]*\s*([^\s,，：:\t\"]{2,60})")
_DECLARED = regex(r"^共\s*(\d{1,7})\s*笔")
_IN = ("收入", "贷", "贷方", "收", "转入")
#: So many lines may stand before the head.
_BEFORE = 40
_NONE = ("", "/", "-", "--")


@dataclass(frozen=True, slots=True)
class BankRow:
    """One transaction: ``line`` of the source from 1, sums in yuan (``None``: none on that side).

    ``balance_follows``: the balance is that of the row before with this sum. ``time`` is the day with its clock where
    the statement has one, read as Chinese time. ``merchant_serial`` is the number of the payer's side in a bill.
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
    time: Moment = Moment()
    merchant_serial: str = ""


@dataclass(frozen=True, slots=True)
class BankTable:
    """The transactions of one account; ``owner`` as the lines before the head name it, empty where they do not.

    ``declared`` is how many transactions the statement says it has, ``None`` where it does not say.
    """

    owner: str
    rows: tuple[BankRow, ...]
    declared: int | None = None


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
    owner, declared = "", None
    for number, cells in rows:
        if columns := _columns(cells):
            return BankTable(owner, tuple(_followed(_rows(rows, columns))), declared)
        before = fold(",".join(cells))
        if found := _OWNER.search(before):
            owner = owner or found[1]
        if found := _DECLARED.match(before.strip()):
            declared = int(found[1])
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

        written = said("day")
        try:
            day = parse_date(written)
        except BadDate:
            continue  # 合计, a blank line, the end
        received, paid = _sum(said("received")), _sum(said("paid"))
        if columns["side"] and columns["amount"] and not columns["received"]:
            amount = _sum(said("amount"))
            received, paid = (amount, None) if said("side") in _IN else (None, amount)
        memo = next((w for w in (said("memo"),) if w), "")
        words = " ".join(cell.strip() for cell in cells if cell.strip())
        yield BankRow(
            number,
            day,
            received,
            paid,
            _sum(said("balance")),
            said("counterparty"),
            memo,
            said("serial"),
            words,
            time=_time(day, written, said("clock")),
            merchant_serial=said("merchant_serial"),
        )


def _time(day: date, written: str, clock: str) -> Moment:
    """Return the moment of a row: the clock stands behind the day, or in a column of its own."""
    return moment_of(written if ":" in written else f"{day.isoformat()} {clock}")


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
