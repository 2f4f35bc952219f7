"""How papers of many tables write what stands in a cell: numbers in brackets, headings, a dash for nothing (表格写法).

Owns the signs; holds no sentence.
"""

from __future__ import annotations

from lexcollect.casefile.exhibits import ExhibitRef

#: What a cell shows where there is nothing to tell.
NOTHING = "—"


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
