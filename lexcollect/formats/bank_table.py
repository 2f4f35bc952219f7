"""Bank statements (银行流水): the rows of an account, found by the names of their columns.

Owns the words by which banks, WeChat Pay and Alipay call their columns (in any order, over one or two rows), the
lines before the head and the sums after it that are no transaction, on which side a sum stands (its column, a mark,
its sign, else the balance), and the check that each balance follows from the one before. Reads text (CSV in any
encoding that the house reads), workbooks, and rows that another reader brings. Invents no sign: a sum without a side
is left out. Money other than yuan is named and left out.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
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
    "day": ("交易日期", "记账日期", "入账日期", "日期", "交易时间", "交易日", "记账日", "交易创建时间"),
    "received": ("收入金额", "贷方发生额", "贷方金额", "收入", "转入金额", "存入金额", "贷方", "贷方发生"),
    "paid": ("支出金额", "借方发生额", "借方金额", "支出", "转出金额", "支取金额", "借方", "借方发生"),
    "balance": ("余额", "账户余额", "可用余额", "本次余额", "当前余额"),
    "counterparty": (
        *("对方户名", "对方名称", "对方账户名称", "交易对方", "对方单位", "付款方名称", "对手户名", "对方账户名"),
        *("对方账号名称", "对手名称"),
    ),
    "memo": ("附言", "用途", "摘要", "商品", "商品说明", "商品名称", "备注", "交易摘要", "交易附言"),
    "side": ("收/支", "借贷标志", "借贷方向", "收支方向", "借贷", "借/贷"),
    "amount": ("金额", "交易金额", "发生额"),
    "serial": ("交易流水号", "流水号", "交易单号", "凭证号", "交易订单号"),
    "merchant_serial": ("商户单号", "商家订单号"),
    "clock": ("交易时间", "记账时间", "入账时间", "时间"),
    "currency": ("币种", "币别", "货币", "交易币种"),
    "state": ("当前状态", "交易状态", "状态"),
}
_BRACKET = regex(r"[（(].*?[）)]")
_OWNER = regex(r"(?:账户名称|户名|单位名称|客户名称)\s*[：:]\s*[,\t]*\s*([^\s,，：:\t\"]{2,60})")
_DECLARED = regex(r"^共\s*(\d{1,7})\s*笔")
_MONEY = regex(r"(?:币种|币别|货币)\s*[：:]\s*[,\t]*\s*([^\s,，：:\t\"]{1,12})")
_YUAN = regex(r"^(?:人民币|CNY|RMB|本币|￥|¥|156|01)", re.IGNORECASE)
_IN = ("收入", "贷", "贷方", "收", "转入", "C", "CR", "贷记")
_OUT = ("支出", "借", "借方", "支", "转出", "付", "D", "DR", "借记")
#: A bill of WeChat Pay or Alipay calls itself so before its head; the way in which its sums came.
_BILLS = (("微信", regex(r"微信支付账单")), ("支付宝", regex(r"支付宝")))
BANK = "银行转账"
#: What did not take place, or was given back, by the words of such a bill.
_UNDONE = regex(r"退款|关闭|失败|撤销|已退还|等待")
#: So many lines may stand before the head.
_BEFORE = 40
_NONE = ("", "/", "-", "--")


@dataclass(frozen=True, slots=True)
class BankRow:
    """One transaction: ``line`` of the source from 1 (of ``page``, where it has any), sums in yuan.

    A sum is ``None`` where there is none on that side; less than nothing it takes an earlier one back (红字).
    ``balance_follows``: the balance is that of the row before with this sum; ``balance_breaks``: it is another.
    ``time`` is the day with its clock where the statement has one, read as Chinese time. ``merchant_serial`` is the
    number of the payer's side in a bill.
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
    balance_breaks: bool = False
    page: int = 0
    time: Moment = Moment()
    merchant_serial: str = ""


@dataclass(frozen=True, slots=True)
class BankTable:
    """The transactions of one account; ``owner`` as the lines before the head name it, empty where they do not.

    ``declared`` is how many transactions the statement says it has, ``None`` where it does not say. ``channel`` is the
    way the sums came. ``foreign`` are the moneys other than yuan that it holds: such rows are not
    among ``rows``.
    """

    owner: str
    rows: tuple[BankRow, ...]
    declared: int | None = None
    channel: str = BANK
    foreign: tuple[str, ...] = ()


#: A row as a reader brings it: line, page, cells.
Cells = tuple[int, int, Sequence[str]]


def bank_table(lines: Iterable[str]) -> BankTable | None:
    """Return the statement that ``lines`` of text are, or ``None`` when no head of a statement is among the first."""
    return table_of(_cells(lines))


def bank_table_of_workbook(path: Path) -> BankTable | None:
    """Return the statement on the first sheet that has one, or ``None``; never raises for what the file holds."""
    from contextlib import suppress

    with suppress(Exception):  # the reader of workbooks panics on hostile ones in its own ways
        from python_calamine import CalamineWorkbook

        with CalamineWorkbook.from_path(str(path)) as book:
            for name in book.sheet_names:
                rows = book.get_sheet_by_name(name).iter_rows()
                if found := table_of((n, 0, [_written(cell) for cell in row]) for n, row in enumerate(rows, start=1)):
                    return found
    return None


def _written(cell: object) -> str:
    if isinstance(cell, float):
        return str(Decimal(repr(cell)).normalize().quantize(Decimal("0.01"))) if cell % 1 else str(int(cell))
    if isinstance(cell, datetime):
        return cell.isoformat(" ")
    return "" if cell is None else str(cell)


def _cells(lines: Iterable[str]) -> Iterator[Cells]:
    for number, line in enumerate(islice(lines, MAX_ROWS), start=1):
        mark = "\t" if line.count("\t") > line.count(",") else ","
        try:
            yield number, 0, next(csv.reader([line.rstrip("\r\n")], delimiter=mark), [])
        except csv.Error:
            yield number, 0, []


def table_of(rows: Iterable[Cells]) -> BankTable | None:
    """Return the statement that ``rows`` are, or ``None`` when no head of one is among the first."""
    head, above = BankTable("", ()), list[str]()
    money = ""
    source = iter(rows)
    for count, (_, _, cells) in enumerate(source, start=1):
        columns = columns_in(cells) or columns_in(cells, above)
        if columns is not None:
            return _read(source, columns, head, money)
        said = fold(",".join(cells))
        if found := _OWNER.search(said):
            head = replace(head, owner=head.owner or found[1])
        if found := _MONEY.search(said):
            money = money or found[1]
        if found := _DECLARED.match(said.strip()):
            head = replace(head, declared=int(found[1]))
        channel = next((name for name, sign in _BILLS if sign.search(said)), head.channel)
        head = replace(head, channel=channel)
        above = list(cells)
        if count > _BEFORE:
            return None
    return None


# --- the head ---------------------------------------------------------------------------------------------------


def columns_in(cells: Sequence[str], above: Sequence[str] = ()) -> dict[str, list[int]] | None:
    """Return which columns there are when ``cells``, with a row ``above`` them, are the head of a statement."""
    names = _names(cells, above)
    found = {
        key: [at for word in words for at, known in enumerate(names) if word in known]
        for key, words in _COLUMNS.items()
    }
    sided = (
        bool(found["received"])
        or bool(found["side"] and found["amount"])
        or bool(found["amount"] and found["balance"] and found["counterparty"])
    )
    return found if found["day"] and sided and (found["counterparty"] or found["memo"]) else None


def _names(cells: Sequence[str], above: Sequence[str]) -> list[tuple[str, ...]]:
    """Return by what each column may be called: by its own cell, and by the one above, which may span several."""
    own = [_name(cell) for cell in cells]
    if not above:
        return [(name,) for name in own]
    out, span = list[tuple[str, ...]](), ""
    for at in range(max(len(own), len(above))):
        mine = own[at] if at < len(own) else ""
        top = _name(above[at]) if at < len(above) else ""
        span = top or span
        out.append((mine, f"{span.removesuffix('信息')}{mine}") if mine else (top,))
    return out


def _name(cell: str) -> str:
    return "".join(_BRACKET.sub("", fold(cell)).split())


# --- the rows ---------------------------------------------------------------------------------------------------


def _read(source: Iterator[Cells], columns: dict[str, list[int]], head: BankTable, money: str) -> BankTable:
    foreign: dict[str, None] = {}
    if money and not _YUAN.match(money):
        return replace(head, foreign=(money,))
    rows: list[tuple[BankRow, Decimal | None]] = []
    for line, page, cells in source:
        read = _row(line, page, cells, columns)
        if read is None:
            continue  # 合计, a blank line, the head of the next page, the end
        if (kind := _said(columns, cells, "currency")) and not _YUAN.match(kind):
            foreign[kind] = None
        else:
            rows.append(read)
    return replace(head, rows=tuple(_followed(_sided(rows, columns))), foreign=tuple(foreign))


def _said(columns: dict[str, list[int]], cells: Sequence[str], key: str) -> str:
    for at in columns[key]:
        if at < len(cells) and (words := fold(cells[at]).strip().strip("\"'\t ")) not in _NONE:
            return words
    return ""


def _row(
    line: int, page: int, cells: Sequence[str], columns: dict[str, list[int]]
) -> tuple[BankRow, Decimal | None] | None:
    """Return a row with the sum that has no side of its own, or ``None`` for what is no transaction."""

    def said(key: str) -> str:
        return _said(columns, cells, key)

    written = said("day")
    try:
        day = parse_date(written)
    except BadDate:
        return None
    if _UNDONE.search(said("state")):
        return None
    received, paid = _sum(said("received")), _sum(said("paid"))
    open_ = None
    if columns["amount"] and not columns["received"]:
        amount, side = _sum(said("amount")), said("side").upper()
        if not columns["side"]:
            open_ = amount
        elif side in _IN:
            received = amount
        elif side in _OUT:
            paid = amount
    words = " ".join(cell.strip() for cell in cells if cell.strip())
    balance, other = _sum(said("balance"), zero=True), said("counterparty")
    row = BankRow(line, day, received, paid, balance, other, said("memo"), said("serial"), words)
    time = _time(day, written, said("clock"))
    return replace(row, page=page, time=time, merchant_serial=said("merchant_serial")), open_


def _time(day: date, written: str, clock: str) -> Moment:
    """Return the moment of a row: the clock stands behind the day, or in a column of its own."""
    return moment_of(written if ":" in written else f"{day.isoformat()} {clock}")


def _sum(words: str, *, zero: bool = False) -> Decimal | None:
    """Return a sum; less than nothing where a minus stands before it, or before its sign of money."""
    plain = words.replace("−", "-").removeprefix("+")
    less = plain.startswith("-") or plain[:2] in ("¥-", "￥-")
    try:
        value = parse_yuan(plain.replace("-", "", 1) if less else plain)
    except BadAmount:
        return None
    return (-value if less else value) if zero or value else None


def _sided(rows: list[tuple[BankRow, Decimal | None]], columns: dict[str, list[int]]) -> list[BankRow]:
    """Return the rows with their sums on a side: by the sign where sums have signs, else by the balance."""
    if columns["received"] or columns["side"]:
        return [row for row, _ in rows]
    signed = any(amount is not None and amount < 0 for _, amount in rows)
    out: list[BankRow] = []
    before: Decimal | None = None
    for row, amount in reversed(rows) if _newest_first([row for row, _ in rows]) else rows:
        placed = row
        if amount is not None and (signed or (before is not None and row.balance is not None)):
            came_in = amount > 0 if signed else before is not None and before + amount == row.balance
            went_out = amount < 0 if signed else before is not None and before - amount == row.balance
            if came_in != went_out:
                placed = replace(row, received=amount) if came_in else replace(row, paid=abs(amount))
        out.append(placed)
        before = row.balance
    return out


def _newest_first(rows: Sequence[BankRow]) -> bool:
    return len(rows) > 1 and rows[0].day > rows[-1].day


def _followed(rows: list[BankRow]) -> Iterator[BankRow]:
    """Yield the rows, oldest first, with whether each balance follows from the one before."""
    before: Decimal | None = None
    for row in reversed(rows) if _newest_first(rows) else rows:
        change = (row.received or Decimal(0)) - (row.paid or Decimal(0))
        known = before is not None and row.balance is not None and bool(row.received or row.paid)
        follows = known and before is not None and before + change == row.balance
        yield replace(row, balance_follows=follows, balance_breaks=known and not follows)
        before = row.balance if row.balance is not None else None
