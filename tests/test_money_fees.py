"""Court fees: tiers, halving, ceilings, who advances and who bears (诉讼费用交纳办法)."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lexcollect.law.conventions import DEFAULTS
from lexcollect.law.rules.fee_claims import announcement_note, change_of_claim, claim_value
from lexcollect.law.rules.fees import (
    acceptance_fee,
    appeal_fee,
    counterclaim_fee,
    enforcement_fee,
    fee_band,
    fixed_fee,
    payment_order_fee,
    preservation_fee,
)
from lexcollect.law.rules.schedule import BadMoney
from lexcollect.law.trace import LawUnknown

DAY = date(2026, 11, 21)
AMOUNTS = st.decimals(min_value=0, max_value=Decimal("99999999.99"), places=2)


def fee_of(claim: str) -> Decimal:
    return acceptance_fee(Decimal(claim), DAY).value.amount


def test_the_steel_claim_costs_17032_74_and_shows_its_tiers() -> None:
    answer = acceptance_fee(Decimal("1359193.80"), DAY)
    assert answer.value.amount == Decimal("17032.74")
    assert answer.value.working == "50+2,250+2,000+4,500+5,000+359,193.80×0.9%"
    assert str(answer.trace[0].cites[0]) == "诉讼费用交纳办法第13条第1款第1项"


def test_preserving_the_steel_claim_reaches_the_ceiling_and_says_what_the_formula_gives() -> None:
    answer = preservation_fee(Decimal("1359193.80"), DAY)
    assert answer.value.amount == Decimal("5000.00")
    assert answer.value.exact == Decimal("7315.969")
    assert answer.value.cap == Decimal("5000")
    assert "7,315.97" in str(answer.trace[0].text)
    assert answer.value.borne_by == "applicant_may_claim"


def test_the_lease_claim_costs_12847_86() -> None:
    assert fee_of("904785.65") == Decimal("12847.86")


def test_simplified_procedure_and_mediation_together_halve_once_only() -> None:
    answer = acceptance_fee(Decimal("500000.00"), DAY, halved=("simplified", "mediation"))
    assert answer.value.amount == Decimal("4400.00")
    assert answer.value.full == Decimal("8800.00")
    assert "民诉法解释第206条" in [str(c) for step in answer.trace for c in step.cites]


def test_the_half_is_taken_from_the_unrounded_fee() -> None:
    assert acceptance_fee(Decimal("123456.78"), DAY, halved=["simplified"]).value.amount == Decimal("1384.57")


def test_whoever_withdraws_bears_the_fee() -> None:
    assert acceptance_fee(Decimal("300000"), DAY, halved=["withdrawal"]).value.borne_by == "plaintiff"
    assert appeal_fee(Decimal("240000"), DAY, withdrawn=True).value.borne_by == "appellant"


def test_the_fee_of_a_labour_case_is_halved_with_its_article_and_who_withdraws_bears_it() -> None:
    """诉讼费用交纳办法 15, 34: ten yuan a case, five after withdrawal, borne by the plaintiff."""
    answer = fixed_fee("labour", DAY, halved=["withdrawal"])
    assert (answer.value.full, answer.value.amount) == (Decimal("10.00"), Decimal("5.00"))
    assert (answer.value.borne_by, answer.value.bears_under) == ("plaintiff", "34")
    cites = [str(c) for step in answer.trace for c in step.cites]
    assert "诉讼费用交纳办法第15条" in cites and "诉讼费用交纳办法第29条第1款" not in cites


def test_a_range_is_halved_at_both_ends_and_once() -> None:
    """诉讼费用交纳办法 13(1)(2), 15, 16; 民诉法解释 206: 50 to 100 yuan, 25 to 50 whatever the number of grounds."""
    for grounds in (["simplified"], ["simplified", "mediation"]):
        answer = fee_band("non_property", DAY, halved=grounds)
        assert (answer.value.low, answer.value.high) == (Decimal("25.00"), Decimal("50.00"))
    assert "民诉法解释第206条" in [str(c) for c in answer.trace[-1].cites]


@pytest.mark.parametrize(
    "halved", [lambda: fixed_fee("public_summons", DAY, halved=["simplified"]),
               lambda: fixed_fee("arbitration_review", DAY, halved=["mediation"]),
               lambda: fee_band("jurisdiction", DAY, halved=["simplified"]),
               lambda: fee_band("enforcement_no_amount", DAY, halved=["withdrawal"]),
               lambda: fixed_fee("labour", DAY, halved=["joined"])],
)  # fmt: skip
def test_fees_of_applications_are_not_halved(halved) -> None:
    """15 and 16 speak of the acceptance fee; 18 of counterclaims and third parties."""
    with pytest.raises(BadMoney):
        halved()


def test_a_counterclaim_tried_apart_is_not_halved() -> None:
    assert counterclaim_fee(Decimal("260000"), DAY, joined=False).value.amount == Decimal("5200.00")


def test_enforcement_is_not_advanced() -> None:
    assert enforcement_fee(Decimal("8000000"), DAY).value.prepaid_by == ""


def test_a_reduction_after_court_investigation_brings_nothing_back() -> None:
    late = change_of_claim(Decimal("650000"), Decimal("400000"), DAY, investigation_over=True)
    assert late.value.refund == 0
    assert str(late.trace[0].cites[0]) == "诉讼费用交纳办法第35条"


def test_where_the_law_gives_a_range_no_figure_is_invented() -> None:
    band = fee_band("enforcement_no_amount", DAY).value
    assert (band.low, band.high) == (Decimal("50.00"), Decimal("500.00"))


def test_money_claims_add_up_to_the_claim_value() -> None:
    answer = claim_value([Decimal("80000.00"), Decimal("15000.00")], other_claims=1)
    assert answer.value == Decimal("95000.00")


def test_announcement_costs_are_no_court_fee() -> None:
    assert str(announcement_note().cites[0]) == "诉讼费用交纳办法第12条第1款"


def test_courts_that_print_whole_yuan_can_be_followed() -> None:
    assert acceptance_fee(Decimal("123456.78"), DAY, conventions=DEFAULTS.but("fees", "yuan")).value.amount == 2769
    cut = acceptance_fee(Decimal("1359193.80"), DAY, conventions=DEFAULTS.but("fees", "yuan_down"))
    assert cut.value.amount == 17032


def test_fees_of_a_day_before_the_measures_are_unknown() -> None:
    with pytest.raises(LawUnknown):
        acceptance_fee(Decimal(1), date(2007, 3, 31))


def test_a_negative_claim_is_refused() -> None:
    with pytest.raises(BadMoney):
        acceptance_fee(Decimal("-1"), DAY)


@pytest.mark.parametrize("fee", [acceptance_fee, preservation_fee, enforcement_fee, payment_order_fee])
@settings(max_examples=40)
@given(amount=AMOUNTS, more=st.decimals(min_value=0, max_value=Decimal("1000"), places=2))
def test_a_fee_never_falls_and_never_jumps(fee, amount, more) -> None:
    small, large = fee(amount, DAY).value.amount, fee(amount + more, DAY).value.amount
    # the steepest tier takes 2.5 %, and both figures are rounded to a fen
    assert 0 <= large - small <= more * Decimal("0.025") + Decimal("0.01")


@settings(max_examples=40)
@given(amount=AMOUNTS)
def test_tiers_hold_the_whole_amount_and_add_up_to_the_fee(amount) -> None:
    fee = acceptance_fee(amount, DAY).value
    assert sum(tier.part for tier in fee.tiers) == amount
    assert abs(sum(tier.amount for tier in fee.tiers) - fee.amount) <= Decimal("0.005")
