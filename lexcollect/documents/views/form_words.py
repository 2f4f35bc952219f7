"""Small words of the official forms: a sum or nothing, the number of a clause, the sentence of one row.

Owns how a fact of the complaint is made to fit a blank; used by every module that tells facts to a form.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from itertools import groupby
from typing import Any

from lexcollect.causes import HeadKind
from lexcollect.claims.heads import Head
from lexcollect.documents.material import View, sentences, stopped, yuan
from lexcollect.patterns import regex

#: Fewer periods of rent than these are named one by one.
MANY = 3
#: Sums that are owed beside the debt itself, whatever the cause.
_BESIDE = frozenset({HeadKind.USE_FEE, HeadKind.COMPENSATION, HeadKind.PURCHASE_PRICE, HeadKind.LUMP_PENALTY})
Told = dict[str, str | list[str]]
ZERO = Decimal("0.00")
#: The number in the name of a clause: the form prints 第 and 条 itself.
_NUMBER = regex(r"\u7b2c(.+?)\u6761")


def shown(amount: Decimal) -> str:
    """Return a sum, or nothing where it is nought."""
    return yuan(amount) if amount else ""


def in_yuan(view: View, amount: Decimal) -> str:
    """Return a sum with its unit, for a blank after which the form prints none."""
    return view.pen.one("form.sum", {"金额": yuan(amount)})


def fit(view: View, place: str, row: Mapping[str, Any]) -> str:
    """Return the sentence of ``place`` with what a row of the complaint has for its gaps."""
    return view.pen.one(place, {name: row[name] for name in view.material.book.place(place).fields})


def closed(lines: Iterable[str]) -> list[str]:
    """Return what is told one below the other, each line a whole sentence with its full stop."""
    return [line if stopped(line) else sentences([line]) for line in lines if line]


def clause_number(named: str) -> str:
    """Return the number of a clause that the form prints between 第 and 条; a clause named otherwise, as it is."""
    found = _NUMBER.fullmatch(named)
    return found[1] if found else named


def percent(rate: Decimal) -> str:
    """Return a rate as the number before the per cent sign."""
    return f"{(rate * 100).normalize():f}"


def beside_debt(view: View, head: Head) -> bool:
    """Tell whether a sum is asked for beside the debt itself: daily fees, damages, charges, a penalty in one sum."""
    cause = view.material.cause
    charges = head.kind is HeadKind.FEE and cause is not None and cause.principal is not HeadKind.FEE
    return head.beside or head.kind in _BESIDE or charges


def segments(view: View) -> list[str]:
    """Return what runs, one line a stretch; of a lease many equal periods in a row as one."""
    lines = [{**line, "编号": line["订单"]} for line in view.fields["违约金"]["分段"]]
    together = bool(view.material.case.rents)
    found = []
    for _, run in groupby(lines, key=lambda r: (r["基数"], r["起"], r["止"], r["金额"])):
        same = list(run)
        if together and len(same) >= MANY:
            said = {**same[0], "首期": same[0]["编号"], "末期": same[-1]["编号"], "期数": str(len(same))}
            found.append(fit(view, "form.segment_periods", said))
        else:
            found += [fit(view, "form.segment", line) for line in same]
    return found
