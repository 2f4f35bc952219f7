"""The box beside every page: do the rows above the total come to the total?

Facts: the examples: a sale with penalty, a lease with fees for use, a loan with costs, works, invoices, a title partly
enforced. Question: what does the box say is asked for? Answer: rows that add up to the claim, and nothing beside it.
"""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from lexcollect.matter.desk.draft import Desk
from lexcollect.matter.example import load_example, names
from lexcollect.review.box import box
from review_kit import steel


@pytest.mark.parametrize("name", names())
def test_the_rows_of_the_box_come_to_its_total(name: str, tmp_path: Path) -> None:
    found = box(Desk(steel(tmp_path, name), load_example(name).as_of))["sums"]
    *rows, total = [Decimal(row["value"].replace(",", "")) for row in found]
    assert found[-1]["key"] == "total" and rows
    assert sum(rows) == total


def test_fees_for_use_have_a_row_of_their_own(tmp_path: Path) -> None:
    """Two machines kept after the lease ended: 516,000.00 to the day, beside rent and penalty."""
    found = box(Desk(steel(tmp_path, "lease"), load_example("lease").as_of))["sums"]
    assert {row["name"]: row["value"] for row in found}["占用费（算到基准日）"] == "516,000.00"
