"""Refusals: slips of the data told as findings.

Owns the table from what can be wrong with a tree (something missing, no list …) to finding codes.
"""

from __future__ import annotations

from typing import Any

from lexcollect.casefile.facts import Slip
from lexcollect.findings import Finding, Where, finding
from lexcollect.wording import text

_OF_THE_TREE = {
    "missing": "LX-C003",
    "list": "LX-C004",
    "group": "LX-C005",
    "few": "LX-C021",
    "many": "LX-C022",
}


def finding_of(slip: Slip, where: Where, data: Any = None) -> Finding:
    """Return the finding for one slip; ``where`` is its place in the file, ``data`` what it was read from."""
    if slip.code in _OF_THE_TREE:
        from lexcollect.casefile.naming import fact_at, label_at  # only what is wrong is named

        name = next((part for part in reversed(slip.loc) if isinstance(part, str)), "")
        fact = fact_at(data, slip.loc)
        return finding(_OF_THE_TREE[slip.code], where, key=name, label=label_at(slip.loc), fact=fact)
    params = dict(slip.params)
    if "problem" in params:
        params["problem"] = text(f"casefile.problem.{params['problem']}")
    return finding(slip.code, where, **params)
