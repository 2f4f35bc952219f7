"""A notice of termination on file: the day it ended the contract, or why nobody can say (民法典 565)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from case_kit import letter, matter_with
from lexcollect.findings import changes_sum

DAY = date(2026, 11, 21)
LEASE = {"id": "合同", "cause": "租赁合同纠纷", "name": "租赁合同", "signed_on": "2025-01-01", "ends_on": "2026-12-31"}
RENT = {"id": "租", "contract": "合同", "amount": "10000.00", "first": "2025-01-01", "last": "2026-12-31", "due_day": 5}


def told(*sent: dict[str, Any], contracts: Any = None, **groups: Any) -> list[tuple[str, str]]:
    """Return what is said of the notices on file."""
    made = {
        "contracts": contracts or [LEASE],
        "obligations": [],
        "rents": [RENT],
        "communications": list(sent),
        **groups,
    }
    found = matter_with(DAY, **made).claims.findings
    return [(f.code, f.message("zh")) for f in found if f.code in ("LX-M436", "LX-M437")]


def notice(on: str = "2025-08-04", **more: Any) -> dict[str, Any]:
    return letter(on, id="解除函", kind="解除通知书", content="通知解除合同", **more)


def test_a_notice_that_arrived_ends_the_contract_on_that_day() -> None:
    ((code, said),) = told(notice())
    assert code == "LX-M436" and "解除通知 解除函 已于 2025-08-04 送达" in said and "解除日应为 2025-08-04" in said
    assert changes_sum(code)


def test_a_notice_with_a_last_period_ends_it_when_the_period_is_over() -> None:
    ((code, said),) = told(notice(grace_days=10))
    assert code == "LX-M436" and "解除日应为 2025-08-14" in said and "履行期限已经届满" in said


def test_a_period_that_still_runs_ends_nothing_yet() -> None:
    assert told(notice("2026-11-18", grace_days=10)) == []


@pytest.mark.parametrize(
    "weak",
    [
        {"delivered_on": None},
        {"status": "refused"},
        {"links": {"content": "函", "sent": "面单"}},
        {"evidence": [], "links": None},
    ],
)
def test_without_proof_of_arrival_no_day_is_named(weak: dict[str, Any]) -> None:
    sent = {key: value for key, value in {**notice(), **weak}.items() if value is not None}
    ((code, said),) = told(sent)
    assert code == "LX-M437" and "没有到达的证据" in said and "2025-08-04" not in said


def test_between_two_contracts_it_is_asked_which() -> None:
    two = [LEASE, {**LEASE, "id": "二", "name": "仓库租赁合同"}]
    ((code, said),) = told(notice(), contracts=two)
    assert code == "LX-M437" and "没有写明解除的是哪一份合同" in said
    ((code, said),) = told(notice(covers=["租-2025-03"]), contracts=two)
    assert code == "LX-M436" and "租赁合同" in said


def test_a_contract_that_is_entered_as_terminated_asks_nothing() -> None:
    assert told(notice(), contracts=[{**LEASE, "termination": "2025-08-04"}]) == []


def test_a_notice_to_somebody_else_or_from_the_debtor_ends_nothing() -> None:
    assert told(notice(sender="乙")) == []


@pytest.mark.parametrize(
    ("content", "ends"),
    [
        ("通知解除合同，要求返还设备", True),
        ("现依法解除租赁合同", True),
        ("要求收到后10日内付清，逾期将解除合同并收回设备", False),
        ("保留解除合同的权利", False),
        ("通知对方我方有解除权", False),
    ],
)
def test_a_letter_ends_a_contract_when_it_says_so_and_not_when_it_threatens_to(content: str, ends: bool) -> None:
    found = told(letter("2025-08-04", id="函", kind="律师函", content=content))
    assert [code for code, _ in found] == (["LX-M436"] if ends else [])
