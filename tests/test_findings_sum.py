"""Which findings change the sum claimed: whoever files a matter must have decided about them first."""

from __future__ import annotations

import pytest

from lexcollect.findings import CHANGES_SUM, changes_sum
from lexcollect.wording.sheets import findings, rooms

ROWS = {code: row.said for room in rooms("findings") for code, row in findings(room).items()}
#: Words by which the account says that something is missing from the sum.
LEFT_OUT = ("没有计入", "没有列入", "没有计算", "没有从请求中减去", "算不出")
#: Warnings that have such words and change nothing of the sum claimed, and why.
NO_SUM = {
    "LX-M140": "an annex",
    "LX-M199": "a retention that is not due is nobody's choice",
    "LX-M205": "rent that is not due is nobody's choice",
    "LX-M208": "limitation, not money",
    "LX-M209": "the sum against the guarantor follows its words",
    "LX-M222": "what the title says",
    "LX-M224": "what is the court's",
    "LX-M270": "an annex",
    "LX-M277": "the agreed limit was reached",
    "LX-M305": "a security without a sum",
    "LX-M330": "the court's fee",
}


@pytest.mark.parametrize(
    ("code", "what"),
    [
        ("LX-C153", "rent after the end of the contract"),
        ("LX-C154", "the same time as rent and as a fee for use"),
        ("LX-M003", "payments with no debt to be applied to"),
        ("LX-M012", "a cost of no contract"),
        ("LX-M200", "a deposit neither set off nor kept"),
        ("LX-M203", "no fee for a thing still outside"),
        ("LX-M218", "payments that name no contract"),
        ("LX-M300", "no day from which charges run"),
    ],
)
def test_what_leaves_the_sum_open_is_told_so(code: str, what: str) -> None:
    assert changes_sum(code), what


@pytest.mark.parametrize("code", ["LX-M004", "LX-M005", "LX-C047", "LX-C161", "LX-D015", "LX-P011", "LX-Q000", ""])
def test_what_says_only_how_sure_a_sum_is_changes_none(code: str) -> None:
    assert not changes_sum(code)


def test_every_code_is_a_finding_that_asks_for_a_decision() -> None:
    assert set(ROWS) >= CHANGES_SUM
    assert {code for code in CHANGES_SUM if ROWS[code].level == "note"} == set()


def test_whatever_the_account_leaves_out_is_decided_here_one_way_or_the_other() -> None:
    said = {code for code, row in ROWS.items() if code.startswith("LX-M") and any(w in row.zh for w in LEFT_OUT)}
    assert said - CHANGES_SUM - set(NO_SUM) == set()
