"""Reversals (退汇、冲正): which row of a statement takes back which other one.

Owns the words for it and the pairing: the same sum, the same counterparty where both rows name one, taken back within
a month. A sum of ours that came back (退汇) is nobody's payment. Decides nothing about debts.
"""

from __future__ import annotations

from collections.abc import Sequence

from lexcollect.formats.bank_table import BankRow
from lexcollect.patterns import regex

_TAKEN_BACK = regex(r"退汇|冲正|冲账|抹账|冲销|红字|退款|退回|撤销")
#: So many days lie between a payment and what takes it back.
_MONTH = 31


def taken_back(rows: Sequence[BankRow]) -> dict[int, BankRow]:
    """Return for the position of each row that came in and was undone the row that undid it."""
    out: dict[int, BankRow] = {}
    for at, row in enumerate(rows):
        negative = row.received is not None and row.received < 0
        amount = -row.received if negative and row.received is not None else row.paid
        if amount is None or not (negative or _TAKEN_BACK.search(row.memo or row.words)):
            continue
        for before in range(at - 1, -1, -1):
            other = rows[before]
            if before not in out and other.received == amount and _same(other, row):
                out[before] = row
                break
    return out


def came_back(rows: Sequence[BankRow]) -> set[int]:
    """Return the positions of rows by which money of ours came back: no payment of anybody."""
    return {
        at
        for at, row in enumerate(rows)
        if row.received is not None
        and row.received > 0
        and _TAKEN_BACK.search(row.memo)
        and any(other.paid == row.received and _same(other, row) for other in rows[:at])
    }


def says_back(row: BankRow) -> bool:
    """Tell whether the words of a row that came in say that something was taken back."""
    return bool(_TAKEN_BACK.search(row.memo))


def _same(first: BankRow, later: BankRow) -> bool:
    if not 0 <= (later.day - first.day).days <= _MONTH:
        return False
    return not (first.counterparty and later.counterparty) or first.counterparty == later.counterparty
