"""Payments to small enterprises from the case file: due day and late interest (保障中小企业款项支付条例 9, 10, 17).

Counted by hand from the articles; days off by the State Council's notice for 2025 (1 to 8 October off).
"""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from case_kit import PARTIES, claim
from lexcollect.casefile.loader import parse_case
from lexcollect.deadlines.matter import Matter, answer_case

END_OF_2025 = date(2025, 12, 31)
SALE = {"id": "买卖", "cause": "买卖合同纠纷", "written": "否"}
PROVED = {"size": "小型", "told": "是", "evidence": "声明函"}


def tree(contract: dict[str, Any], delivered: str = "2025-07-10", **more: Any) -> dict[str, Any]:
    return {
        "schema": "lexcollect/case/1",
        "matter": "小企业案",
        "parties": PARTIES,
        "contracts": [{**SALE, **contract}],
        "obligations": [{"id": "一", "contract": "买卖", "amount": "100000.00", "goods": "轴承"}],
        "deliveries": [{"obligation": "一", "date": delivered, "receiver": "乙例", "receiver_authority": "seal"}],
        **more,
    }


def matter(contract: dict[str, Any], as_of: date = END_OF_2025, **more: Any) -> Matter:
    loaded = parse_case(json.dumps(tree(contract, **more), ensure_ascii=False))
    assert loaded.case is not None, [f.line() for f in loaded.findings]
    return answer_case(loaded.case, as_of)


def test_a_large_enterprise_pays_within_sixty_days_then_bears_five_in_ten_thousand_a_day() -> None:
    """Delivered 2025-07-10; 60 days end on Monday 2025-09-08; 2025-09-09 to 2025-12-31 are 114 days: 5,700.00."""
    found = matter({"sme": {"buyer": "大型企业", **PROVED}})
    (owed,) = found.account.obligations
    assert (owed.due.unrolled, owed.due.rolled, owed.first_day) == (
        date(2025, 9, 8),
        date(2025, 9, 8),
        date(2025, 9, 9),
    )
    assert owed.interest == Decimal("5700.00") and owed.interest_per_day == Decimal("50.00")
    head = next(h for h in found.claims.heads if h.kind.value == "late_interest")
    assert head.title.render("zh") == "逾期利息"
    assert [str(cite) for cite in head.cites] == ["保障中小企业款项支付条例第17条"]
    assert found.claims.total == Decimal("105700.00")
    # Three years from the unrolled due day (民法典 188).
    assert claim(found.agenda, "一").period.nominal == date(2028, 9, 8)


def test_a_public_body_pays_within_thirty_days_moved_over_the_national_holiday() -> None:
    """Delivered 2025-09-05; 30 days end on 2025-10-05, off until the 8th: last day 2025-10-09; 83 days: 4,150.00."""
    found = matter({"sme": {"buyer": "public", **PROVED}}, delivered="2025-09-05")
    (owed,) = found.account.obligations
    assert (owed.due.unrolled, owed.due.rolled) == (date(2025, 10, 5), date(2025, 10, 9))
    assert owed.interest == Decimal("4150.00")


def test_more_than_sixty_days_agreed_with_a_public_body_are_cut() -> None:
    """条例 9(1): sixty days at most; 2025-09-05 and 60 days is 2025-11-04."""
    ninety = {"payment_term": {"count": 90, "unit": "day", "after": "last_delivery"}}
    found = matter({"sme": {"buyer": "public", **PROVED}, **ninety}, delivered="2025-09-05")
    assert found.account.obligations[0].due.rolled == date(2025, 11, 4)
    # With a large enterprise the agreed term stands (9(2)): 90 days end on 2025-12-04.
    large = matter({"sme": {"buyer": "large", **PROVED}, **ninety}, delivered="2025-09-05")
    assert large.account.obligations[0].due.rolled == date(2025, 12, 4)
    assert large.account.obligations[0].due.cites == ()


@pytest.mark.parametrize(
    ("facts", "last"),
    [
        # Acceptance on 2025-07-21 (条例 10): 60 days end on Friday 2025-09-19.
        ({"milestones": [{"contract": "买卖", "kind": "acceptance", "date": "2025-07-21"}]}, date(2025, 9, 19)),
        # Both sides confirmed the sum on 2025-08-01 (条例 9(4)): 60 days end on Tuesday 2025-09-30.
        ({"milestones": [{"contract": "买卖", "kind": "statement", "date": "2025-08-01"}]}, date(2025, 9, 30)),
    ],
)
def test_the_term_runs_from_acceptance_or_the_confirmed_sum(facts: dict[str, Any], last: date) -> None:
    found = matter({"sme": {"buyer": "large", **PROVED}}, **facts)
    assert found.account.obligations[0].due.rolled == last


def test_acceptance_that_the_buyer_delays_counts_from_the_end_of_its_time() -> None:
    """条例 10(2): agreed inspection ends 2025-07-20; 60 days end on Thursday 2025-09-18."""
    found = matter({"sme": {"buyer": "large", "inspection_until": "2025-07-20", **PROVED}})
    assert found.account.obligations[0].due.rolled == date(2025, 9, 18)


def test_an_agreed_rate_below_the_lpr_of_the_contract_is_raised_to_it() -> None:
    """条例 17: one-year LPR on 2025-07-01 is 3.00 %; agreed 2 % a year; 100,000 × 3 % ÷ 365 × 114 = 936.99."""
    low = {"written": "是", "name": "购销合同", "signed_on": "2025-07-01", "late_penalty": {"rate": "年利率2%"}}
    found = matter({"sme": {"buyer": "large", **PROVED}, **low})
    assert found.account.obligations[0].interest == Decimal("936.99")
    assert found.account.penalty == 0
    assert "LX-M213" in {f.code for f in found.claims.findings}
    high = {**low, "late_penalty": {"rate": "日0.05%"}}
    agreed = matter({"sme": {"buyer": "large", **PROVED}, **high})
    assert (agreed.account.penalty, agreed.account.interest) == (Decimal("5700.00"), 0)


def test_what_a_claim_under_the_regulation_still_wants_is_said() -> None:
    assert "LX-M212" in {f.code for f in matter({"sme": "大型企业"}).claims.findings}
    untold = matter({"sme": {"buyer": "large", "size": "小型", "told": "否", "evidence": "声明函"}})
    (said,) = [f for f in untold.claims.findings if f.code == "LX-M212"]
    assert said.level == "warning"


def test_without_delivery_acceptance_or_a_confirmed_sum_no_day_is_made_up() -> None:
    loaded = parse_case(json.dumps(tree({"sme": "large"}, deliveries=[]), ensure_ascii=False))
    assert "LX-C168" in [f.code for f in loaded.findings] and loaded.case is not None
    assert answer_case(loaded.case, END_OF_2025).account.obligations[0].due.unknown


def test_a_large_enterprise_before_june_2025_had_no_term_by_regulation() -> None:
    """The 2020 edition left it to a reasonable agreement (旧条例 8(2)): asked for, no day invented, nothing stopped.

    That none was agreed leaves it to the Code: on receipt (民法典 628).
    """
    found = matter({"sme": {"buyer": "large", **PROVED}}, delivered="2025-03-10")
    assert found.account.obligations[0].due.unknown and [f.code for f in found.short] == ["LX-M300"]
    none = matter({"sme": {"buyer": "large", **PROVED}, "payment_term": "没有约定"}, delivered="2025-03-10")
    assert none.account.obligations[0].due.rolled == date(2025, 3, 10)


# --- no written contract ----------------------------------------------------------------------------------------


def test_a_contract_is_in_writing_or_is_said_not_to_be() -> None:
    nameless = parse_case(json.dumps(tree({"written": "是", "sme": "large"}), ensure_ascii=False))
    assert "LX-C169" in [f.code for f in nameless.findings]
    assert matter({"sme": "large"}).case.contracts[0].signed_on is None


def test_a_term_from_signing_needs_its_day() -> None:
    term = {"payment_term": {"count": 30, "after": "signing"}}
    loaded = parse_case(json.dumps(tree(term), ensure_ascii=False))
    assert "LX-C167" in [f.code for f in loaded.findings] and loaded.case is not None
    assert answer_case(loaded.case, END_OF_2025).account.obligations[0].due.unknown


def test_an_invoice_alone_is_no_delivery() -> None:
    """买卖合同解释 5(1)."""
    due = {"due": "2025-09-08"}
    alone = tree({}, deliveries=[], invoices=[{"number": "1", "date": "2025-07-11", "amount": "100.00"}])
    alone["obligations"] = [{**alone["obligations"][0], **due}]
    alone["invoices"][0]["obligation"] = "一"
    loaded = parse_case(json.dumps(alone, ensure_ascii=False))
    assert loaded.case is not None
    found = {f.code for f in answer_case(loaded.case, END_OF_2025).claims.findings}
    assert "LX-M216" in found
    assert "LX-M216" not in {f.code for f in matter({"sme": "large"}).claims.findings}


@pytest.mark.parametrize(("stated", "told"), [("100000.00", False), ("96500.00", True), ("103500.00", True)])
def test_a_sealed_balance_that_differs_from_the_books_is_told_and_kept(stated: str, told: bool) -> None:
    statement = {"id": "对账", "kind": "statement", "date": "2025-08-01", "amount": stated, "seal": "公章"}
    found = matter({"sme": {"buyer": "large", **PROVED}}, acknowledgements=[statement])
    said = [f for f in found.claims.findings if f.code == "LX-M211"]
    assert bool(said) is told
    if told:
        assert "3,500.00" in said[0].line()
    assert found.account.principal == Decimal("100000.00")
