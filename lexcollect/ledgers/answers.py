"""Answers: what is written beside a row of a ledger.

Owns the columns that a result has at the right of the user's own, in their order, and their words. The file is Chinese
whatever the screen speaks. The last column is a checksum of the row, by which a later run sees what a person changed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

from lexcollect.cn.dates import iso
from lexcollect.findings import Level
from lexcollect.ledgers.headings import OURS
from lexcollect.ledgers.raw import RawCell, RawRow, number_words
from lexcollect.ledgers.row import Issue, Ledger, LedgerRow, level_of
from lexcollect.records import dataclass
from lexcollect.wording import say, speaking

_ORDER = (Level.ERROR, Level.WARNING, Level.NOTE)
#: Heading of the checksum; the column is hidden where a file can hide one.
CHECKSUM = "校验"
#: How the cells of a column are written.
TEXT, DAY, MONEY = "text", "day", "money"


@dataclass(frozen=True, slots=True)
class AnswerColumn:
    """A column at the right: key, heading, width in characters, how its cells are written."""

    key: str
    head: str
    width: int
    shape: str = TEXT


COLUMNS = (
    AnswerColumn("issues", OURS, 60),
    AnswerColumn("action", "处理", 11),
    AnswerColumn("expiry", "时效届满日（未顺延）", 13, DAY),
    AnswerColumn("last_day", "遇休息日顺延至", 13, DAY),
    AnswerColumn("limitation", "时效", 12),
    AnswerColumn("base", "时效起算", 10),
    AnswerColumn("name", "规范值：名称", 26),
    AnswerColumn("ident", "规范值：证件号", 21),
    AnswerColumn("due", "规范值：到期日", 12, DAY),
    AnswerColumn("amount", "规范值：合同金额", 15, MONEY),
    AnswerColumn("balance", "规范值：欠款余额", 15, MONEY),
    AnswerColumn("phones", "规范值：电话", 14),
    AnswerColumn("status", "规范值：状态", 9),
    AnswerColumn("duplicate", "重复于行", 8),
    AnswerColumn("checksum", CHECKSUM, 10),
)


def answers(row: LedgerRow) -> dict[str, str]:
    """Return what is written beside ``row``, by column key, without the checksum."""
    limits = row.limitation
    return {
        "issues": issues_words(row.issues),
        "action": row.action.label,
        "expiry": iso(limits.expiry) if limits.expiry else "",
        "last_day": iso(limits.last_day) if limits.last_day else "",
        "limitation": limits.state.label,
        "base": limits.base.label if limits.expiry else "",
        "name": row.name,
        "ident": row.ident,
        "due": iso(row.due) if row.due else "",
        "amount": f"{row.amount:.2f}" if row.amount is not None else "",
        "balance": f"{row.balance:.2f}" if row.balance is not None else "",
        "phones": "、".join(row.phones),
        "status": row.status.label,
        "duplicate": str(row.duplicate_of or ""),
    }


def issues_words(issues: Iterable[Issue]) -> str:
    """Return what is to be said of a row, the gravest first: cell, fact, code."""
    in_order = sorted(issues, key=lambda one: (_ORDER.index(level_of(one.code)), one.code))
    with speaking("zh"):
        words = [
            say("ledgers.issue", column=one.column, fact=one.message(), code=one.code.removeprefix("LX-"))
            if one.column
            else say("ledgers.issue_of_row", fact=one.message(), code=one.code.removeprefix("LX-"))
            for one in in_order
        ]
    return "\n".join(words)


def own_cells(raw: RawRow, wide: int) -> list[RawCell | None]:
    """Return the user's own cells of a row, ``wide`` of them; a merged cell has its value in the first row only."""
    cells = [None if cell is None or cell.merged else cell for cell in raw.cells[:wide]]
    return cells + [None] * (wide - len(cells))


def beside_row(raw: RawRow, row: LedgerRow | None, ledger: Ledger, own: list[RawCell | None]) -> list[str]:
    """Return what is written at the right of a row: headings, answers, or what the row is instead of a debt."""
    if row is None:
        if raw.number == ledger.head_rows[-1]:
            return [column.head for column in COLUMNS]
        told = "total" if raw.number in ledger.totals else "remark" if raw.number in ledger.remarks else ""
        return [say(f"ledgers.row_is.{told}", "zh") if told else ""]
    told_by_key = answers(row)
    told_words = [told_by_key[column.key] for column in COLUMNS[:-1]]
    words = [cell.text or cell.formula if cell else "" for cell in own]
    return [*told_words, checksum_of(words, told_words)]


def content_of(cells: Sequence[str]) -> str:
    """Return a short digest of a row's own cells: the same words in the same columns, the same digest."""
    return _digest(_bare(cells))


def checksum_of(cells: Sequence[str], told: Sequence[str]) -> str:
    """Return the checksum of a row of a result: its own cells and what stands beside them."""
    return _digest([*_bare(cells), "\x1e", *_bare(told)])


def _bare(cells: Sequence[str]) -> list[str]:
    # A sum is text in one kind of file and a number in another: 299080.00 and 299080 are one.
    bare = [number_words(" ".join(one.split())) for one in cells]
    while bare and not bare[-1]:
        bare.pop()
    return bare


def _digest(words: Sequence[str]) -> str:
    return hashlib.sha256("\x1f".join(words).encode("utf-8", "surrogatepass")).hexdigest()[:16]
