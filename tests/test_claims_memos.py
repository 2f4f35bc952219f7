"""The words behind a payment: which debt they name, and that a deposit is no payment (民法典 560, 568)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from case_kit import case_with, debt, matter_with
from lexcollect.claims.memos import named_in, names_a_debt
from lexcollect.findings import changes_sum

DAY = date(2026, 11, 21)
LEASE = {"id": "合同", "cause": "租赁合同纠纷", "name": "租赁合同", "signed_on": "2025-01-01", "ends_on": "2026-06-30"}
RENT = {"id": "租", "contract": "合同", "amount": "10000.00", "first": "2025-01-01", "last": "2026-06-30", "due_day": 5}


def paid(memo: str, on: str = "2026-03-04", **more: Any) -> dict[str, Any]:
    return {"date": on, "amount": "4000.00", "memo": memo, "evidence": ["流水"], **more}


def lease(*payments: dict[str, Any], **contract: Any) -> Any:
    return matter_with(DAY, contracts=[{**LEASE, **contract}], obligations=[], rents=[RENT], payments=list(payments))


def told(matter: Any, *codes: str) -> list[str]:
    return [f.message("zh") for f in matter.claims.findings if f.code in codes]


@pytest.mark.parametrize(
    ("memo", "ids"),
    [
        ("3月租金", ("租-2026-03",)),
        ("2025年3月租金", ("租-2025-03",)),
        ("付12月房租", ("租-2025-12",)),
        ("租-2025-05", ("租-2025-05",)),
        ("租金", ()),
        ("11月水费", ("租-2025-11",)),
        ("", ()),
    ],
)
def test_a_memo_names_the_last_such_month_before_the_money_came(memo: str, ids: tuple[str, ...]) -> None:
    case = case_with(contracts=[LEASE], obligations=[], rents=[RENT], payments=[paid(memo)])
    assert named_in(case, case.payments[0]) == ids


@pytest.mark.parametrize(("memo", "names"), [("第二期款", True), ("二季度", True), ("货款", False), ("", False)])
def test_a_memo_may_name_a_debt_that_nobody_knows(memo: str, names: bool) -> None:
    case = case_with(obligations=[debt(), debt("货款B")], payments=[paid(memo)])
    assert names_a_debt(case, case.payments[0]) is names or memo == "货款"


def test_the_payment_is_asked_for_the_debt_its_memo_names() -> None:
    (said,) = told(lease(paid("3月租金")), "LX-M434")
    assert "附言“3月租金”，看来指明了 租-2026-03" in said and changes_sum("LX-M434")


def test_once_the_debt_is_named_nothing_is_asked() -> None:
    assert told(lease(paid("3月租金", designated_for="租-2026-03")), "LX-M434") == []


def test_a_payment_after_the_as_of_day_is_not_asked_about() -> None:
    assert told(lease(paid("3月租金", "2026-12-01")), "LX-M434") == []


def test_a_deposit_among_the_payments_is_told() -> None:
    matter = lease(paid("押金", "2025-01-01"))
    assert "看来是押金，现作为付款冲抵了欠款" in told(matter, "LX-M435")[0] and changes_sum("LX-M435")
    assert told(lease(paid("押金抵租金", "2025-01-01", kind="押金抵扣")), "LX-M435") == []


def test_a_deposit_that_nobody_decided_about_has_two_ways() -> None:
    (found,) = (f for f in lease(deposit={"amount": "20000.00"}).claims.findings if f.code == "LX-M200")
    assert (
        "二者择一" in found.remedy("zh") and "“押金抵扣”" in found.remedy("zh") and "“不抵扣: 是”" in found.remedy("zh")
    )


@pytest.mark.parametrize(
    ("deposit", "payments"),
    [
        ({"amount": "20000.00", "not_applied": "是"}, []),
        ({"amount": "20000.00"}, [paid("", "2026-06-30", kind="押金抵扣")]),
        ({"amount": "20000.00"}, [paid("", "2025-01-05", amount="180000.00")]),
    ],
)
def test_a_deposit_kept_set_off_or_of_a_lease_that_is_paid_asks_nothing(
    deposit: dict[str, str], payments: list[dict[str, Any]]
) -> None:
    assert told(lease(*payments, deposit=deposit), "LX-M200") == []
