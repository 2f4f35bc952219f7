"""How papers of many tables write what stands in a cell: numbers in brackets, headings, a dash for nothing (表格写法).

Owns the signs; holds no sentence.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from lexcollect.cn.dates import long_date
from lexcollect.patterns import regex

if TYPE_CHECKING:
    import re

    from lexcollect.casefile.exhibits import ExhibitRef

#: What a cell shows where there is nothing to tell.
NOTHING = "—"
#: A day as the screen writes it, with the blanks it has there between Chinese words.
_DAY = regex(r"(?:(?<=[\u3001-\uff0c]) )?(?<![\d-])(\d{4}-\d\d-\d\d)(?![\d-])(?: (?=[\u3001-\uff0c]))?")


def bracketed(words: str) -> str:
    """Return （words）, or nothing for nothing."""
    return f"（{words}）" if words else ""


def headed(number: int, *words: str) -> str:
    """Return the heading of a numbered part: 1. 货款　851,600.00元."""
    return f"{number}. {'　'.join(words)}"


def exhibit_titled(one: ExhibitRef) -> str:
    """Return an exhibit with its number and title: 证据5-3　《催款函》."""
    return f"证据{one.no}　{one.title}"


def shortened(words: str, most: int) -> str:
    """Return ``words``, cut with a mark where they are longer than ``most``; a dash for none."""
    shown = words or NOTHING
    return shown if len(shown) <= most else f"{shown[:most]}…"


def dated(words: str) -> str:
    """Return ``words`` of the screen as a paper writes days: 2026-09-10 as 2026年9月10日."""
    return _DAY.sub(_as_told, words)


def _as_told(found: re.Match[str]) -> str:
    try:
        return long_date(date.fromisoformat(found[1]))
    except ValueError:  # a number that only looks like a day
        return found[0]
