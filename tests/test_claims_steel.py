"""What is owed in the steel matter: every figure of its fact sheet, section 4, to the fen."""

from __future__ import annotations

from datetime import date
from decimal import Decimal as D

import pytest

from lexcollect.law.trace import LawUnknown
from steel import AS_OF, ORDER_1, ORDER_2, ORDER_3, steel, steel_with


def test_principal_penalty_and_claim() -> None:
    claims = steel().claims
    assert claims.account.principal == D("851600.00")
    assert claims.account.penalty == D("507593.80")
    assert claims.total == D("1359193.80")
    assert claims.account.per_day == D("425.80")


@pytest.mark.parametrize(
    ("order", "due", "unrolled", "principal", "segments"),
    [
        (
            ORDER_1,
            date(2023, 6, 19),
            date(2023, 6, 17),
            "132000.00",
            [
                ("432000.00", date(2023, 6, 20), date(2023, 7, 13), 24, "5184.00"),
                ("132000.00", date(2023, 7, 14), AS_OF, 1227, "80982.00"),
            ],
        ),
        (
            ORDER_2,
            date(2023, 8, 8),
            date(2023, 8, 8),
            "332000.00",
            [("332000.00", date(2023, 8, 9), AS_OF, 1201, "199366.00")],
        ),
        (
            ORDER_3,
            date(2023, 11, 6),
            date(2023, 11, 6),
            "387600.00",
            [
                ("537600.00", date(2023, 11, 7), date(2024, 2, 4), 90, "24192.00"),
                ("387600.00", date(2024, 2, 5), AS_OF, 1021, "197869.80"),
            ],
        ),
    ],
)
def test_each_segment_of_each_order(
    order: str, due: date, unrolled: date, principal: str, segments: list[tuple[str, date, date, int, str]]
) -> None:
    account = steel().claims.account.obligation(order)
    assert (account.due.rolled, account.due.unrolled, account.principal) == (due, unrolled, D(principal))
    assert [(str(line.base), line.first, line.last, line.days, str(line.amount)) for line in account.lines] == segments


def test_payments_go_where_clause_4_2_sends_them() -> None:
    shares = [(s.payment, s.debt, s.amount) for s in steel().claims.account.shares]
    assert shares == [("付款一", ORDER_1, D("300000.00")), ("付款二", ORDER_3, D("150000.00"))]


def test_what_each_other_convention_would_change() -> None:
    effects = {dict(a.detail)["option"]: a.effect for a in steel().claims.account.assumptions}
    assert effects == {"cutoff": D("-425.80"), "payment_day": D("225.00"), "due_roll": D("432.00")}


def test_payments_on_penalty_first() -> None:
    other = steel().claims.account.other_orders[0].settlement
    assert (other.principal, other.penalty, other.total) == (D("924985.95"), D("472205.33"), D("1397191.28"))


def test_second_payment_on_the_oldest_order_moves_only_the_guaranteed_principal() -> None:
    other = steel().claims.account.other_orders[1]
    assert other.effect == 0
    guaranteed = sum(other.settlement.balance(id).principal for id in (ORDER_2, ORDER_3))
    assert guaranteed == D("851600.00")
    assert steel().claims.sureties[0].principal == D("719600.00")


def test_guarantor_answers_for_orders_2_and_3_up_to_the_ceiling() -> None:
    surety = steel().claims.sureties[0]
    assert surety.covered == (ORDER_2, ORDER_3)
    assert (surety.penalty, surety.gross, surety.amount) == (D("421427.80"), D("1141027.80"), D("800000.00"))
    assert [id for id, _ in surety.excluded] == [ORDER_1]
    assert "2025-06-17" in surety.excluded[0][1].render("zh")


def test_fees() -> None:
    fees = steel().claims.fees
    assert fees.acceptance.value.amount == D("17032.74")
    assert fees.acceptance.value.working == "50+2,250+2,000+4,500+5,000+359,193.80×0.9%"
    assert fees.preservation.value.amount == D("5000.00")
    assert fees.preservation.value.exact == D("7315.969")


def test_lawyers_fee_is_not_claimed_without_papers() -> None:
    item = steel().claims.costs[0]
    assert (item.kind, item.claimed, item.amount) == ("lawyer_fee", False, D("0.00"))
    assert "委托合同" in item.reason.render("zh")


def test_lawyers_fee_with_papers_enters_the_claim_and_the_fee() -> None:
    matter = steel_with(("settlement:", "costs:\n  - {kind: 律师费, amount: 30000, evidence: 合同}\nsettlement:"))
    assert matter.claims.total == D("1389193.80")
    assert matter.claims.fees.acceptance.value.amount == D("17302.74")


def test_warning_about_reduction_names_the_rates() -> None:
    found = {f.code: f for f in steel().claims.findings}
    said = found["LX-M004"].line("zh")
    assert "18.25%" in said
    assert "585条" in said
    assert {"LX-M005", "LX-M006", "LX-M007"} <= set(found)


def test_day_not_counted_and_old_balance_by_choice() -> None:
    matter = steel_with(("choices:", "choices:\n  count_as_of_day: 否\n  payment_day: 计入原余额"))
    assert matter.claims.total == D("1359193.80") - D("425.80") + D("225.00")


def test_a_clause_against_rolling_is_obeyed() -> None:
    matter = steel_with(("      clause: 第4.1条", "      roll: 不顺延\n      clause: 第4.1条"))
    assert matter.claims.account.obligation(ORDER_1).due.rolled == date(2023, 6, 17)
    assert matter.claims.account.penalty == D("507593.80") + D("432.00")


def test_facts_after_the_as_of_day_do_not_count_and_are_named() -> None:
    matter = steel_with(as_of=date(2024, 1, 31))
    assert matter.claims.account.principal == D("1001600.00")
    assert "LX-M002" not in {f.code for f in matter.claims.findings}
    assert {f.code for f in matter.claims.findings} >= {"LX-C044"}


def test_not_yet_due_is_warned_about() -> None:
    matter = steel_with(as_of=date(2023, 9, 30))
    assert "LX-M002" in {f.code for f in matter.claims.findings}


def test_order_outside_the_guaranteed_window_is_left_out() -> None:
    matter = steel_with(("debts_to: 2023-12-31", "debts_to: 2023-07-31"))
    surety = matter.claims.sureties[0]
    assert surety.covered == (ORDER_2,)
    assert "2023-07-31" in dict(surety.excluded)[ORDER_3].render("zh")


def test_unknown_law_is_a_refusal() -> None:
    # No fee table is known before 2007-04-01; the dates need none.
    with pytest.raises(LawUnknown):
        _ = steel_with(as_of=date(2003, 1, 1)).claims
