"""Costs left out: what was spent and is not in the claim, as the page of the sums tells it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lexcollect.wording import pair

if TYPE_CHECKING:
    from lexcollect.matter.desk.draft import Desk


def left_out(desk: Desk) -> list[dict[str, str]]:
    """Return the costs that were spent and are not in the claim, each with its reason."""
    answered = desk.answered
    if answered is None:
        return []
    return [
        {"kind": str(pair(*cost.kind.named)), "amount": f"{cost.amount:,.2f}", "reason": str(cost.reason)}
        for cost in answered.claims.costs
        if cost.amount and not cost.claimed
    ]
