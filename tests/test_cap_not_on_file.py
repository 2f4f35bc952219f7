"""A loan of 6 May 2020, suit not filed: the cap hangs on the LPR of the day of suit (民间借贷规定 31(2)).

Where that LPR is not on file the sum is counted on the last one, which is said as it is; no paper can be made, and the
matter is not ready to be handed in, whoever looked at the finding.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from lexcollect.findings import finding
from lexcollect.matter.answering import answer
from lexcollect.matter.decided_findings import can_be_seen
from lexcollect.matter.handing_in import Ground, against

LOAN = Path(__file__).parents[1] / "examples" / "matter-loan"


def codes(day: date) -> set[str]:
    return {one.code for one in answer(LOAN, day, dates_anyway=True).matter.agenda.findings} & {"LX-M011", "LX-M014"}


def test_the_cap_that_is_carried_on_is_told_and_not_that_days_are_left_out() -> None:
    assert codes(date(2026, 10, 19)) == set()
    assert codes(date(2026, 11, 21)) == {"LX-M014"}
    (said,) = [
        one
        for one in answer(LOAN, date(2026, 11, 21), dates_anyway=True).matter.agenda.findings
        if one.code == "LX-M014"
    ]
    assert dict(said.params) == {"day": date(2026, 11, 21), "known": date(2026, 10, 19), "missing": date(2026, 10, 20)}
    assert "--as-of 2026-10-19" in said.remedy("zh")


@pytest.mark.parametrize("code", ["LX-M011", "LX-M014"])
def test_what_keeps_papers_back_is_not_settled_by_looking_at_it(code: str) -> None:
    day = date(2026, 11, 21)
    one = finding(code, reason="甲") if code == "LX-M011" else finding(code, day=day, known=day, missing=day)
    assert not can_be_seen(one)
    assert Ground.MISTAKE in {each.ground for each in against([one], None)}
