"""Costs of a lease: each is in the claim under its right name, or told at its own line why it is not."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from case_kit import matter_with
from lexcollect.causes import HeadKind
from lexcollect.findings import Finding, changes_sum

D = Decimal
LEASE = {
    "id": "合同",
    "cause": "租赁合同纠纷",
    "name": "设备租赁合同",
    "signed_on": "2025-01-01",
    "ends_on": "2025-12-31",
}
CLAUSE = {"clause": "第九条", "covers": ["律师费"]}
RENT = [
    {
        "id": "租",
        "contract": "合同",
        "amount": "10000.00",
        "first": "2025-01-01",
        "last": "2025-12-31",
        "due_day": 5,
    }
]
DAY = date(2026, 11, 21)


def lease(costs: list[dict[str, Any]], **contract: Any) -> Any:
    """Return the claims of a lease of 120,000 yuan of rent with ``costs``."""
    return matter_with(DAY, contracts=[{**LEASE, **contract}], obligations=[], rents=RENT, costs=costs).claims


def told(claims: Any) -> list[tuple[str, int]]:
    """Return the codes about costs, each with the number of the cost it points at."""
    found: list[Finding] = [f for f in claims.findings if f.code in {f"LX-M{n}" for n in (12, 430, 431, 432, 433)}]
    return [(f.code, int(f.where.field.split("[")[1].split("]")[0])) for f in found if "costs[" in f.where.field]


def test_a_lawyers_fee_without_a_clause_is_not_asked_for_and_told_at_the_fee() -> None:
    claims = lease([{"kind": "律师费", "amount": "30000.00", "date": "2026-01-10", "evidence": ["发票"]}])
    assert claims.total == D("120000.00")
    assert told(claims) == [("LX-M430", 1)] and changes_sum("LX-M430")
    assert [str(item.reason) for item in claims.costs] == ["合同没有约定由对方承担这项费用"]


def test_a_lawyers_fee_under_a_clause_without_an_invoice_is_told_at_the_fee() -> None:
    claims = lease([{"kind": "律师费", "amount": "30000.00"}], cost_clause=CLAUSE)
    assert claims.total == D("120000.00") and told(claims) == [("LX-M431", 1)]
    assert [str(item.reason) for item in claims.costs] == ["没有证据"]


def test_a_lawyers_fee_under_a_clause_with_its_invoice_is_a_cost_of_the_claim() -> None:
    claims = lease([{"kind": "律师费", "amount": "30000.00", "evidence": ["发票"]}], cost_clause=CLAUSE)
    assert claims.total == D("150000.00") and told(claims) == []


def test_the_repair_of_what_the_lessee_damaged_is_damages_and_needs_no_clause() -> None:
    # 民法典 714: who keeps a leased thing carelessly makes its damage good; 584: the loss is the measure.
    repair = {"kind": "维修费", "amount": "8600.00", "date": "2026-01-10", "title": "大臂维修费", "evidence": ["发票"]}
    claims = lease([repair])
    (head,) = (head for head in claims.heads if head.kind is HeadKind.COMPENSATION)
    assert (head.title.render("zh"), head.amount, head.beside) == ("大臂维修费", D("8600.00"), True)
    assert {f"{c.law} {c.article}" for c in head.cites} >= {"民法典 714"}
    assert claims.cost_total == 0 and claims.total == D("128600.00") and told(claims) == []


def test_no_penalty_runs_on_a_repair_that_was_entered_as_a_cost() -> None:
    repair = {"kind": "维修费", "amount": "8600.00", "date": "2026-01-10", "evidence": ["发票"]}
    charged = lease([repair], late_penalty={"rate": "每日万分之五", "clause": "第八条"})
    assert charged.account.obligation("维修费").penalty == 0
    assert "LX-M314" not in {f.code for f in charged.findings}


def test_two_repairs_are_two_debts_with_names_of_their_own() -> None:
    repairs = [{"kind": "维修费", "amount": f"{n}00.00", "date": f"2026-01-1{n}", "evidence": ["票"]} for n in (1, 2)]
    claims = lease(repairs)
    assert [o.id for o in claims.account.obligations if "维修" in o.id] == ["维修费", "维修费2"]
    assert claims.total == D("120300.00")


@pytest.mark.parametrize(
    ("cost", "code", "why"),
    [
        ({"kind": "维修费", "amount": "300.00"}, "LX-M433", "发生的日期"),
        ({"kind": "其他费用", "amount": "300.00", "title": "油缸修理费", "evidence": ["票"]}, "LX-M432", "赔偿损失"),
        ({"kind": "其他费用", "amount": "300.00", "title": "拖车", "evidence": ["票"]}, "LX-M430", "没有约定"),
    ],
)
def test_what_is_not_counted_says_why_at_its_own_line(cost: dict[str, str], code: str, why: str) -> None:
    claims = lease([{"kind": "律师费", "amount": "1.00", "evidence": ["票"]}, cost], cost_clause=CLAUSE)
    assert told(claims) == [(code, 2)] and claims.total == D("120001.00")
    (found,) = (f for f in claims.findings if f.code == code)
    assert why in found.message("zh")
    assert not claims.costs[1].claimed


def test_a_repair_between_two_leases_asks_which() -> None:
    two = [LEASE, {**LEASE, "id": "二", "name": "房屋租赁合同"}]
    rents = [*RENT, {**RENT[0], "id": "房租", "contract": "二"}]
    costs = [{"kind": "维修费", "amount": "300.00", "date": "2026-01-10"}]
    claims = matter_with(DAY, contracts=two, obligations=[], rents=rents, costs=costs).claims
    assert told(claims) == [("LX-M433", 1)]
    (found,) = (f for f in claims.findings if f.code == "LX-M433")
    assert "属于哪一份合同" in found.message("zh")
