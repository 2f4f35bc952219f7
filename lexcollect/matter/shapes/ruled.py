"""Ruled sums as plain data: figures, lines, working and other readings."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from lexcollect.matter.shapes.said import said, trace
from lexcollect.matter.shapes.sums import segment

if TYPE_CHECKING:
    from lexcollect.law.rules.enforcement import DoubleLine
    from lexcollect.matter.sums.ruled import Figure, Ruled


def ruled_json(found: Ruled) -> dict[str, Any]:
    """Return a ruled sum: amounts and rates as strings, days ISO, numbers of days as numbers."""
    return {
        "kind": found.kind,
        "figures": {name: _plain(value) for name, value in found.figures},
        "segments": [segment(line) for line in found.lines],
        "rows": [_row(line) for line in found.rows],
        "certainty": found.certainty.value,
        "trace": trace(found.trace),
        "alternatives": [
            {**said("reading", words), "amount": str(amount), "effect": str(effect)}
            for words, amount, effect in found.readings
        ],
    }


def _plain(value: Figure) -> str | int:
    if isinstance(value, date):
        return value.isoformat()
    return value if isinstance(value, int) else str(value)


def _row(line: DoubleLine) -> dict[str, Any]:
    return {
        "amount": str(line.amount),
        "expires": line.expires.isoformat(),
        "paid": line.paid.isoformat(),
        "days": line.days,
        "suspended": line.suspended,
        "doubled": str(line.double),
    }
