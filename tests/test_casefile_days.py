"""The order of days: what cannot well have happened in that order is asked about."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from case_kit import CONTRACT, JOINT, PARTIES, codes, debt, filing, letter, matter_with, seal, surety
from lexcollect.casefile.days import future_facts
from lexcollect.casefile.loader import parse_case
from lexcollect.casefile.models import Case

SECOND = {**CONTRACT, "id": "合同二", "name": "加工合同", "signed_on": "2024-06-01"}
TERM = {"count": 30, "unit": "day", "after": "last_delivery"}


def read(**groups: Any) -> tuple[Case, list[str]]:
    tree = {
        "schema": "lexcollect/case/1",
        "matter": "小案",
        "parties": [*PARTIES, JOINT],
        "contracts": [CONTRACT],
        "obligations": [debt()],
        **groups,
    }
    loaded = parse_case(json.dumps(tree, ensure_ascii=False, indent=1))
    assert loaded.case is not None, [f.line() for f in loaded.findings]
    wanted = {"LX-C042", "LX-C043", *(f"LX-C09{n}" for n in range(2, 6))}
    return loaded.case, [f.code for f in loaded.findings if f.code in wanted]


@pytest.mark.parametrize(
    "groups, told",
    [
        ({"deliveries": [{"obligation": "货款", "date": "2024-01-09"}]}, ["LX-C042"]),
        ({"deliveries": [{"obligation": "货款", "date": "2024-01-10"}]}, []),
        ({"payments": [{"date": "2024-01-09", "amount": "1.00"}]}, ["LX-C043"]),
        ({"payments": [{"date": "2024-01-10", "amount": "1.00"}]}, []),
        ({"obligations": [debt(date="2023-12-31")]}, ["LX-C092"]),
        ({"invoices": [{"number": "1", "date": "2023-12-31", "amount": "1.00"}]}, ["LX-C092"]),
        ({"acknowledgements": [seal("2023-12-31")]}, ["LX-C092"]),
        ({"communications": [letter("2023-12-31")]}, ["LX-C092"]),
        ({"filings": [filing("2023-12-31", "police_report")]}, ["LX-C092"]),
        ({"obligations": [debt(due="2024-01-09")]}, ["LX-C093"]),
        ({"communications": [letter("2024-06-02", posted_on="2024-06-01")]}, ["LX-C095"]),
        ({"communications": [letter("2024-06-02", reply="好", reply_on="2024-06-01")]}, ["LX-C095"]),
        ({"communications": [letter("2024-06-02", posted_on="2024-06-02", reply_on="2024-06-02")]}, []),
    ],
)
def test_what_stands_before_its_time_is_asked_about(groups: dict[str, Any], told: list[str]) -> None:
    assert read(**groups)[1] == told


def test_a_payment_named_for_a_later_contract_is_measured_by_that_contract() -> None:
    two = {
        "contracts": [CONTRACT, SECOND],
        "obligations": [debt(), debt("加工费", "2024-08-01", contract="合同二", date="2024-06-02")],
    }
    early = {"date": "2024-05-06", "amount": "1.00"}
    assert read(**two, payments=[early])[1] == []
    assert read(**two, payments=[{**early, "designated_for": "货款"}])[1] == []
    assert read(**two, payments=[{**early, "designated_for": "加工费"}])[1] == ["LX-C043"]
    assert read(**two, acknowledgements=[seal("2024-05-06", covers=["加工费"])])[1] == ["LX-C092"]


@pytest.mark.parametrize("after, told", [("last_delivery", ["LX-C093"]), ("invoice", ["LX-C093"]), ("signing", [])])
def test_a_fixed_due_day_is_not_before_the_event_its_clause_counts_from(after: str, told: list[str]) -> None:
    contract = {**CONTRACT, "payment_term": {**TERM, "after": after}}
    done = {
        "deliveries": [{"obligation": "货款", "date": "2024-04-01"}],
        "invoices": [{"number": "1", "date": "2024-04-02", "amount": "1.00", "obligation": "货款"}],
    }
    assert read(contracts=[contract], **done)[1] == told
    assert read(contracts=[contract], obligations=[debt(due="2024-05-01")], **done)[1] == []
    assert read(**done)[1] == []  # without such a clause goods may be paid before they come


def test_a_due_day_fixed_and_counted_at_once_is_asked_about() -> None:
    both = debt()
    both["due"] = {"day": "2024-03-15", **TERM}
    came = [{"obligation": "货款", "date": "2024-02-01"}]
    assert read(obligations=[both], deliveries=came)[1] == ["LX-C094"]


@pytest.mark.parametrize(
    "kind, told", [("suit", True), ("arbitration", True), ("payment_order", True), ("mediation", False)]
)
def test_a_suit_before_anything_is_due_is_asked_about(kind: str, told: bool) -> None:
    early = matter_with(filings=[filing("2024-03-15", kind)])
    assert ("LX-M143" in {f.code for f in early.claims.findings}) is told
    later = matter_with(filings=[filing("2024-03-16", kind)])
    assert "LX-M143" not in {f.code for f in later.claims.findings}


def test_a_suit_over_two_debts_is_early_only_if_both_are_not_due() -> None:
    debts = [debt(), debt("二期", "2024-09-15")]
    first = matter_with(obligations=debts, filings=[filing("2024-05-01")])
    second = matter_with(obligations=debts, filings=[filing("2024-05-01", covers=["二期"])])
    assert ["LX-M143" in {f.code for f in m.claims.findings} for m in (first, second)] == [False, True]


def test_what_is_dated_after_the_as_of_day_is_told_and_whether_it_counts() -> None:
    case, _ = read(
        invoices=[{"number": "1", "date": "2024-02-10", "amount": "1.00"}],
        costs=[{"kind": "lawyer_fee", "amount": "1.00", "date": "2024-02-11"}],
    )
    assert [f.code for f in future_facts(case, date(2024, 2, 1))] == ["LX-C044", "LX-C096"]
    assert [f.code for f in future_facts(case, date(2024, 1, 1))] == ["LX-C044", "LX-C096", "LX-C096", "LX-C096"]
    assert future_facts(case, date(2024, 2, 11)) == []
    guarded = matter_with(
        parties=[*PARTIES, {**JOINT, "role": "surety", "id": "丁"}], securities=[surety(created_on="2027-01-01")]
    )
    assert "LX-C096" in {f.code for f in guarded.claims.findings} & codes(guarded.agenda)
