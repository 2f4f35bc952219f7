"""``calc apply``, ``calc loan --penalty`` and ``--old-paid``, ``calc double --item``: counted by hand, then asked.

Apply: A 100,000 due 2024-01-31, B 80,000 due 2024-03-31, both 每日万分之五; 60,000 on 2024-06-30, to 2024-12-31. By
the statute A, due earlier (民法典 560(2)): its penalty of 150 days 7,500.00 first, then 52,500.00; 47,500 × 0.0005 ×
185 = 4,393.75; B 275 days 11,000.00: 127,500 + 15,393.75 = 142,893.75. Charges first: 7,500 + 90 × 40 = 11,100 of both
penalties, 48,900 of A: 51,100 × 0.0005 × 185 = 4,726.75 and 80,000 × 0.0005 × 185 = 7,400.00: 143,226.75. Principal
first by agreement: A 40,000, its penalty 7,500 + 3,700, B 11,000: 142,200.00.

Together: 306 days, 12 % and 18.25 % on 100,000: 25,360.27 asked, 15.4 % supported: 12,910.68 (民间借贷规定 29).
Old caps: of 40,000 paid for a year on 100,000, 36,000 stay (旧版 26, 31). Double: base 105,000 (本金, 律师费; 1(3)),
30 days: 551.25; with the court fee 107,300: 563.33. Of 60,000 collected costs 7,300, interest 8,000, then
principal (4).
"""

from __future__ import annotations

import pytest

from calc_run import asked, codes, data

A, B = "A:2024-01-31:100000:每日万分之五", "B:2024-03-31:80000:每日万分之五"
APPLY = ("calc", "apply", "--debt", A, "--debt", B, "--paid", "2024-06-30:60000", "--to", "2024-12-31")
LOAN = ("calc", "loan", "100000", "--from", "2022-03-01", "--to", "2022-12-31", "--made", "2021-03-01")
ITEMS = ("principal=100000", "general_interest=8000", "lawyer_fee=5000", "court_fee_to_creditor=2300")
DOUBLE = ("calc", "double", *(w for i in ITEMS for w in ("--item", i)), "--expires", "2025-01-31", "--to", "2025-03-02")


def test_payments_go_by_the_statute_and_other_orders_are_told_in_yuan() -> None:
    found = data(*APPLY)
    assert found["figures"] == {
        "principal_left": "127500.00",
        "interest_left": "0.00",
        "penalty_left": "15393.75",
        "total_left": "142893.75",
    }
    assert ("143226.75", "333.00") in {(o["amount"], o["effect"]) for o in found["alternatives"]}


@pytest.mark.parametrize(("order", "total"), [("charges_first", "143226.75"), ("principal_first", "142200.00")])
def test_an_agreed_order_goes_first(order: str, total: str) -> None:
    assert data(*APPLY, "--order", order)["figures"]["total_left"] == total


def test_a_debt_that_the_payer_named_goes_first() -> None:
    # B named: its penalty of 90 days 3,600.00, then 56,400.00; left 23,600 × 0.0005 × 185 = 2,183.00. A: 335 days.
    named = tuple("2024-06-30:60000:B" if word == "2024-06-30:60000" else word for word in APPLY)
    found = data(*named)["figures"]
    assert (found["principal_left"], found["penalty_left"]) == ("123600.00", "18933.00")


def test_slips_in_debts_are_told_together() -> None:
    assert codes("calc", "apply", "--debt", "A:100000", "--debt", "B:2024-03-31:80000:LPR的4倍") == {
        "LX-M238",
        "LX-M108",
    }


def test_late_interest_and_penalty_share_one_cap() -> None:
    found = data(*LOAN, "--rate", "12", "--penalty", "每日万分之五")["figures"]
    assert (found["claimed_together"], found["supported"], found["cut"]) == ("25360.27", "12910.68", "12449.59")
    assert (found["late_part"], found["penalty_part"]) == ("10060.27", "2850.41")
    assert codes(*LOAN, "--penalty", "每日万分之五") == {"LX-M239"}


def test_what_was_paid_above_the_old_caps_may_be_claimed_back() -> None:
    words = ("calc", "loan", "100000", "--from", "2019-01-01", "--to", "2019-12-31", "--old-paid", "40000")
    assert data(*words)["figures"] == {"days": 365, "kept": "36000.00", "returnable": "4000.00"}


def test_the_base_of_the_doubled_part_comes_from_the_items() -> None:
    found = data(*DOUBLE, "--collected", "60000")
    figures = found["figures"]
    assert (figures["base"], figures["doubled"]) == ("105000.00", "551.25")
    assert [(o["amount"], o["effect"]) for o in found["alternatives"]] == [("563.33", "12.08")]
    used = [figures[f"to_{name}"] for name in ("costs", "interest", "principal", "doubled")]
    assert (used, figures["doubled_left"]) == (["7300.00", "8000.00", "44700.00", "0.00"], "551.25")
    assert data(*DOUBLE, "--with-court-fee")["figures"]["doubled"] == "563.33"


def test_an_unknown_item_and_a_missing_day_are_told() -> None:
    assert codes("calc", "double", "--item", "利润=5") == {"LX-A166", "LX-A167"}


INTEREST = ("calc", "interest", "100000", "--from", "2024-01-01", "--to", "2024-01-31", "--rate", "年利率3.65%")


@pytest.mark.parametrize(("span", "left"), [("head", "300.00"), ("both", "310.00"), ("neither", "290.00")])
def test_neither_end_may_count(span: str, left: str) -> None:
    assert data(*INTEREST, "--until", "payment", "--span", span)["interest"] == left


@pytest.mark.parametrize(("rounding", "left"), [("total", "310.62"), ("yuan", "311.00"), ("yuan_down", "310.00")])
def test_the_total_may_be_in_whole_yuan(rounding: str, left: str) -> None:
    # 100,200.00 × 3.65 % × 31 / 365 = 310.62.
    words = tuple("100200" if word == "100000" else word for word in INTEREST)
    assert data(*words, "--rounding", rounding)["interest"] == left


def test_the_screen_tells_where_each_payment_went() -> None:
    code, screen = asked(*APPLY)
    assert code == 0 and "A的违约金7,500.00元（到期较早）" in screen and "民法典第560条" in screen
