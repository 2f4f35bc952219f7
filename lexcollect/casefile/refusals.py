"""Refusals: Pydantic's errors told as findings.

Owns the table from error types to finding codes. Nothing of Pydantic's wording reaches the user.
"""

from __future__ import annotations

from typing import Any

from lexcollect.casefile.labels import label_of
from lexcollect.findings import Finding, Where, finding
from lexcollect.wording import text

_BY_TYPE = {
    "missing": "LX-C003",
    "tuple_type": "LX-C004",
    "list_type": "LX-C004",
    "model_type": "LX-C005",
    "model_attributes_type": "LX-C005",
    "dict_type": "LX-C005",
    "too_short": "LX-C021",
}


def finding_of(error: Any, where: Where) -> Finding:
    """Return the finding for one entry of ``ValidationError.errors()``."""
    kind = error["type"]
    if kind.startswith("LX-"):
        params = dict(error.get("ctx") or {})
        if "reason" in params:
            params["reason"] = text(f"casefile.reason.{params['reason']}")
        if "problem" in params:
            params["problem"] = text(f"casefile.problem.{params['problem']}")
        return finding(kind, where, **params)
    name = str(error["loc"][-1]) if error["loc"] else ""
    return finding(_BY_TYPE.get(kind, "LX-C022"), where, key=name, label=label_of("", name))
