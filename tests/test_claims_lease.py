"""What is owed in the lease matter: the figures of its fact sheet, section 3."""

from __future__ import annotations

from datetime import date
from decimal import Decimal as D
from functools import cache
from pathlib import Path

from lexcollect.casefile import load_case, parse_case
from lexcollect.deadlines.matter import Matter, answer_case

CASE_FILE = Path(__file__).resolve().parent.parent / "examples" / "matter-lease" / "案件.yaml"


AS_OF = date(2026, 11, 21)


@cache
def lease() -> Matter:
    case = load_case(CASE_FILE).case
    assert case is not None
    return answer_case(case, AS_OF)


def test_rent_after_the_deposit() -> None:
    account = lease().claims.account
    assert account.principal - account.obligation("维修费").principal == D("267733.33")
    deposit = [(s.debt, s.amount) for s in account.shares if s.payment == "押金"]
    assert deposit == [("2025-01", D("28000.00")), ("2025-02", D("58000.00")), ("2025-03", D("30000.00"))]


def test_penalty_line_by_line() -> None:
    lines = [
        (line.item, line.base, line.days, line.amount) for o in lease().claims.account.obligations for line in o.lines
    ]
    assert lines == [
        ("2024-12", D("58000.00"), 14, D("487.20")),
        ("2025-01", D("58000.00"), 16, D("556.80")),
        ("2025-01", D("28000.00"), 194, D("3259.20")),
        ("2025-02", D("58000.00"), 179, D("6229.20")),
        ("2025-03", D("58000.00"), 151, D("5254.80")),
        ("2025-03", D("28000.00"), 475, D("7980.00")),
        ("2025-04", D("58000.00"), 595, D("20706.00")),
        ("2025-05", D("58000.00"), 565, D("19662.00")),
        ("2025-06", D("58000.00"), 534, D("18583.20")),
        ("2025-07", D("58000.00"), 504, D("17539.20")),
        ("2025-08", D("7733.33"), 473, D("2194.72")),
    ]
    assert lease().claims.account.penalty == D("102452.32")


def test_use_fees_count_first_and_last_day() -> None:
    assert [(f.days, f.amount, f.open) for f in lease().claims.running] == [
        (42, D("42000.00"), False),
        (474, D("474000.00"), True),
    ]


def test_claim_and_fee() -> None:
    claims = lease().claims
    assert claims.total == D("904785.65")
    assert claims.fees.acceptance.value.amount == D("12847.86")
    assert claims.per_day == D("1000.00") + claims.account.per_day


def test_fixed_due_dates_are_not_rolled() -> None:
    account = lease().claims.account.obligation("2025-01")
    assert account.due.rolled == account.due.unrolled == date(2025, 1, 5)


def test_the_repair_bears_no_penalty() -> None:
    assert lease().claims.account.obligation("维修费").penalty == 0


def test_a_repair_of_which_nobody_said_whether_it_bears_the_penalty_is_asked_about() -> None:
    """The clause means rent paid late: on 18,600.00 from 2025-09-29 it would be charged without a ground."""
    text = CASE_FILE.read_text("utf-8")
    for said, asked in (("", True), ("bears_penalty: 是, ", False), ("bears_penalty: 否, ", False)):
        case = parse_case(text.replace("bears_penalty: 否, evidence: [维修发票", f"{said}evidence: [维修发票")).case
        assert case is not None
        claims = answer_case(case, AS_OF).claims
        charged = claims.account.obligation("维修费").penalty
        assert (charged > 0) is (said != "bears_penalty: 否, ")
        told = [dict(f.params)["amount"] for f in claims.findings if f.code == "LX-M314"]
        assert told == ([charged] if asked else [])


def test_debts_a_guarantor_is_free_of_for_one_reason_are_told_together() -> None:
    told = [f.message("zh") for f in lease().claims.findings if f.code == "LX-M005"]
    assert told[0].startswith("不能要求担保人 冯样例 对 维修费、2024-12 承担责任：")
    assert told[0].endswith("保证期间已于 2026-03-30、2025-06-05 届满，期间内没有向其主张")
    assert len(told) == 2 and "对 2025-01 承担责任" in told[1]
