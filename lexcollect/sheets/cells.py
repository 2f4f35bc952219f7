"""Cells: what stands in a cell of a sheet that somebody saved, as text.

Owns the way from the values of a spreadsheet program to the words a person meant: a day is a day whether it was typed
as text or became a date, 3 is not 3.0, blanks around words are none. Guesses nothing: a date where a place such as
3-5 was typed stays marked as a date.
"""

from __future__ import annotations

import unicodedata
from datetime import date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any, NamedTuple


class Held(StrEnum):
    """What kind of value a cell holds."""

    EMPTY = "empty"
    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    FORMULA = "formula"


class Cell(NamedTuple):
    """The text of a cell, and what kind of value it was."""

    text: str
    held: Held


NOTHING = Cell("", Held.EMPTY)


def cell_of(value: Any) -> Cell:
    """Return what stands in a cell with ``value``, as the library hands it out."""
    if value is None:
        return NOTHING
    if isinstance(value, bool):
        return Cell("是" if value else "否", Held.TEXT)
    if isinstance(value, datetime):
        whole = value.time() == time()
        return Cell(value.date().isoformat() if whole else value.strftime("%Y-%m-%d %H:%M"), Held.DATE)
    if isinstance(value, date):
        return Cell(value.isoformat(), Held.DATE)
    if isinstance(value, time):
        return Cell(value.strftime("%H:%M"), Held.DATE)
    if isinstance(value, timedelta):
        return Cell(str(value), Held.DATE)
    if isinstance(value, (int, float)):
        return Cell(_number(value), Held.NUMBER)
    words = trimmed(str(value))
    return Cell(words, Held.TEXT) if words else NOTHING


def trimmed(words: str) -> str:
    """Return ``words`` without blanks around them, with one kind of line end."""
    lines = unicodedata.normalize("NFC", words).replace("\r\n", "\n").replace("\r", "\n").replace("_x000D_\n", "\n")
    return "\n".join(line.rstrip() for line in lines.split("\n")).strip().strip("\u200b\ufeff")


def _number(value: float) -> str:
    """Return a number as it was typed: 3, 3.5, 1359193.8; never 3.0 or 1.3591938E6."""
    try:
        exact = Decimal(repr(value))
    except InvalidOperation:
        return str(value)
    whole = exact.to_integral_value()
    return f"{whole:f}" if exact == whole else f"{exact.normalize():f}"
