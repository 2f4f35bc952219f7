"""``calc fee``: 诉讼费用交纳办法 13, 14 and its neighbours, with the working on the screen."""

from __future__ import annotations

import pytest

from calc_run import asked, codes, data
from lexcollect.law.fee_kinds import kinds


@pytest.mark.parametrize(
    ("words", "amount"),
    [
        (("1359193.80",), "17032.74"),
        (("10000",), "50.00"),
        (("1359193.80", "--halved", "simplified"), "8516.37"),
        (("1359193.80", "--halved", "simplified", "--halved", "mediation"), "8516.37"),
        (("1359193.80", "--kind", "preservation"), "5000.00"),
        (("896000", "--kind", "preservation"), "5000.00"),
        (("--kind", "preservation"), "30.00"),
        (("1359193.80", "--kind", "enforcement"), "15991.94"),
        (("1359193.80", "--kind", "payment-order"), "5677.58"),
        (("500000", "--kind", "appeal"), "8800.00"),
        (("500000", "--kind", "appeal", "--halved", "withdrawal"), "4400.00"),
        (("500000", "--kind", "counterclaim", "--halved", "joined"), "4400.00"),
        (("99999999999", "--kind", "bankruptcy"), "300000.00"),
        (("--kind", "labour"), "10.00"),
        (("--kind", "labour", "--halved", "simplified"), "5.00"),  # 诉讼费用交纳办法 16 halves every acceptance fee
        (("--kind", "labour", "--halved", "withdrawal", "--halved", "mediation"), "5.00"),
        (("--kind", "public-summons"), "100.00"),
        (("--kind", "arbitration-review"), "400.00"),
    ],
)
def test_amounts(words: tuple[str, ...], amount: str) -> None:
    assert data("calc", "fee", *words)["amount"] == amount


@pytest.mark.parametrize(
    ("words", "low", "high"),
    [
        (("--kind", "jurisdiction"), "50.00", "100.00"),
        (("--kind", "enforcement"), "50.00", "500.00"),
        (("--kind", "non-property"), "50.00", "100.00"),
        (("--kind", "non-property", "--halved", "simplified"), "25.00", "50.00"),
        (("--kind", "non-property", "--halved", "mediation", "--halved", "simplified"), "25.00", "50.00"),
        # 40+1,960+1,500+2,000+3,000+2,500 and 100+2,450+2,000+3,000+6,000+5,000
        (("1000000", "--kind", "arbitration"), "11000.00", "18550.00"),
    ],
)
def test_what_the_law_leaves_open_is_a_range(words: tuple[str, ...], low: str, high: str) -> None:
    found = data("calc", "fee", *words)
    assert (found["low"], found["high"]) == (low, high)
    assert "amount" not in found


def test_the_screen_shows_tiers_article_rounding_and_what_others_would_charge() -> None:
    _, screen = asked("calc", "fee", "1359193.80")
    assert "359,193.80×0.9%" in screen
    assert "诉讼费用交纳办法第13条第1款第1项" in screen
    assert "费用舍去元以下：17,032.00 元（-0.74 元）" in screen
    assert "减半（适用简易程序）：8,516.37 元（-8,516.37 元）" in screen
    assert "以法院的缴费通知为准" in screen


def test_whole_yuan_on_request() -> None:
    assert data("calc", "fee", "1359193.80", "--fees", "yuan_down")["amount"] == "17032.00"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ((), "LX-M120"),
        (("1w",), "LX-M102"),
        (("abc",), "LX-M101"),
        (("100", "--kind", "preservation", "--halved", "joined"), "LX-M119"),
    ],
)
def test_bad_input_has_a_finding(words: tuple[str, ...], code: str) -> None:
    assert codes("calc", "fee", *words) == {code}
    assert asked("calc", "fee", *words)[0] == 1


@pytest.mark.parametrize("kind", kinds())
def test_every_kind_answers_with_an_article(kind: str) -> None:
    found = data("calc", "fee", "250000", "--kind", kind)
    assert found["exit"] == 0
    assert any(step["cites"] for step in found["trace"])


def test_the_kinds_offered_are_the_files_of_fees_in_their_order() -> None:
    assert kinds()[:3] == ("acceptance", "preservation", "enforcement")
    _, page = asked("calc", "fee", "--help")
    places = [page.index(kind) for kind in kinds()]
    assert len(kinds()) == 13 and places == sorted(places)


@pytest.mark.parametrize(
    ("words", "top_up", "refund", "article"),
    [
        # 129,400: 50 + 2,250 + 588 = 2,888.00; 109,200: 50 + 2,250 + 184 = 2,484.00 (诉讼费用交纳办法 21, 35).
        (("129400", "--was", "109200"), "404.00", "0.00", "第21条第1款"),
        (("109200", "--was", "129400"), "0.00", "404.00", "第21条第2款"),
        (("109200", "--was", "129400", "--late"), "0.00", "0.00", "第35条"),
    ],
)
def test_a_changed_claim_is_paid_up_or_brings_back(
    words: tuple[str, ...], top_up: str, refund: str, article: str
) -> None:
    found = data("calc", "fee", *words)["change"]
    assert (found["top_up"], found["refund"]) == (top_up, refund)
    assert article in asked("calc", "fee", *words)[1]


@pytest.mark.parametrize("more", [("--kind", "appeal"), ("--halved", "simplified")])
def test_a_change_goes_with_the_whole_acceptance_fee_only(more: tuple[str, ...]) -> None:
    assert codes("calc", "fee", "129400", "--was", "109200", *more) == {"LX-L645"}
