"""Cells: what no spreadsheet program may take for a formula.

Owns the one guard for every table this program writes, as CSV or as a sheet: a text that begins as a formula does is
written so that it stays text and can be read back unchanged. Numbers are none of its business: an amount in a numeric
cell of a sheet may be negative.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import TextIO

from lexcollect.patterns import regex

#: How a formula may begin: also full-width (Chinese input methods, and programs that fold them), also behind a tab or
#: a line end, which some programs drop.
_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_QUOTE = "'"
#: An amount below zero is no formula, in a list that holds somebody's own amounts.
_AMOUNT = regex(r"-?\d+(?:\.\d+)?")


def computes(cell: str) -> bool:
    """Tell whether a spreadsheet program might compute ``cell``."""
    return cell.startswith(_STARTS)


def neutral(cell: str) -> str:
    """Return ``cell`` for a CSV so that no spreadsheet program computes it: an apostrophe stands in front."""
    return f"{_QUOTE}{cell}" if computes(cell) or cell.startswith(_QUOTE) else cell


def restore(cell: str) -> str:
    """Return what :func:`neutral` was given."""
    return cell.removeprefix(_QUOTE)


def csv_text(rows: Iterable[Sequence[str]], *, line_end: str = "\r\n") -> str:
    """Return ``rows`` as CSV, every cell :func:`neutral`; the default line end is that of Excel."""
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator=line_end).writerows([neutral(cell) for cell in row] for row in rows)
    return out.getvalue()


def write_amounts(stream: TextIO, rows: Iterable[Sequence[str]]) -> None:
    """Write ``rows`` as CSV into ``stream``, one after the other; cells as :func:`csv_text`, amounts as they are."""
    out = csv.writer(stream, lineterminator="\r\n")
    for row in rows:
        out.writerow([cell if _AMOUNT.fullmatch(cell) else neutral(cell) for cell in row])
