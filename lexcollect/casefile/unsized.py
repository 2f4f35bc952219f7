"""Unsized: receivables whose amount nobody entered (金额不明).

Owns how a case with such a receivable among others is read: the receivable is kept with a sum of nothing, so that days
and the sums of the others can be told; of a loan what was handed over stands for it. A case whose only receivable has
no amount is left to the loader, which refuses it. Loaded only where an amount is missing.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from lexcollect.casefile.facts import Slip, read_fact
from lexcollect.casefile.models import Case

_GROUP, _KEY = "obligations", "amount"
#: What people write where they do not know a sum.
_NOT_KNOWN = frozenset({"待定", "待核", "待查", "待补", "不明", "不详", "未知", "未定", "unknown", "tbd", "?", "？"})
#: A sum that may stand in a case file; it is taken out again at once.
_STAND_IN = "1"


def without_amounts(data: dict[str, Any], slips: list[Slip]) -> tuple[Case, list[Slip]] | None:
    """Return the case read with its unsized receivables, and what else was slipped; ``None`` where that is no way."""
    group = data.get(_GROUP)
    if not isinstance(group, list):
        return None
    lacking = {s.loc[1] for s in slips if s.loc[:1] == (_GROUP,) and s.loc[2:] == (_KEY,) and _lacks(group, s)}
    if not lacking or len(lacking) == len(group):
        return None
    filled = [{**o, _KEY: _STAND_IN} if i in lacking else o for i, o in enumerate(group)]
    case, left = read_fact(Case, {**data, _GROUP: filled})
    if case is None:
        return None
    kept = tuple(o.but(amount=_handed_over(case, o.id)) if i in lacking else o for i, o in enumerate(case.obligations))
    return case.but(obligations=kept), left


def _lacks(group: list[Any], slip: Slip) -> bool:
    entry = group[slip.loc[1]] if isinstance(slip.loc[1], int) else None
    if not isinstance(entry, dict):
        return False
    return slip.code == "missing" or str(entry.get(_KEY, "")).strip().lower() in _NOT_KNOWN


def _handed_over(case: Case, id: str) -> Decimal:
    """Return what was handed over of a loan (民间借贷规定 26), nothing of any other debt."""
    return sum((p.amount for p in case.payouts if p.obligation == id), Decimal("0.00"))
