"""``calc interest`` and ``calc penalty``: one debt, one rate, payments, and every other reading in yuan."""

from __future__ import annotations

from decimal import Decimal as D
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calc_run import asked, codes, data
from lexcollect.cli import calc_options
from lexcollect.cli.exits import Exit
from lexcollect.law.conventions import DEFAULTS
from lexcollect.law.options import OPTIONS

YEAR = ("--from", "2024-01-01", "--to", "2024-12-31")


@pytest.fixture(autouse=True)
def _no_local_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEXCOLLECT_CONFIG", str(tmp_path / "none"))


def test_an_agreed_rate_over_a_year_by_each_day_basis() -> None:
    found = {
        year: data("calc", "interest", "100000", *YEAR, "--rate", "年利率6%", "--year", year.value)["interest"]
        for year in OPTIONS["year"]
    }
    assert found == {
        "365": "6016.44",
        "360": "6100.00",
        "actual": "6000.00",
        "30/360": "6000.00",
        "months": "6000.00",
        "days/30": "6100.00",
    }


def test_what_each_other_basis_would_change_stands_beside_the_figure() -> None:
    found = data("calc", "interest", "100000", *YEAR, "--rate", "年利率6%")
    effects = {a["reading"]: a["effect"] for a in found["alternatives"]}
    assert "83.56" in effects.values() and "-16.44" in effects.values()
    screen = asked("calc", "interest", "100000", *YEAR, "--rate", "年利率6%")[1]
    assert "如改按：年利率按一年360天折算，按实际天数计：+83.56 元" in screen
    assert "算头不算尾" in screen


def test_running_lpr_opens_a_segment_only_when_the_rate_changes() -> None:
    found = data("calc", "interest", "100000", "--from", "2025-01-01", "--to", "2025-12-31", "--lpr", "--segmented")
    assert [(s["first"], s["last"], s["days"], s["rate"], s["published"]) for s in found["segments"]] == [
        ("2025-01-01", "2025-05-19", 139, "3.10", "2024-10-21"),
        ("2025-05-20", "2025-12-31", 226, "3.00", "2025-05-20"),
    ]
    assert found["interest"] == str(D("1180.55") + D("1857.53"))


def test_a_mark_up_is_taken_on_the_lpr_at_breach_and_cites_the_article() -> None:
    found = data("calc", "interest", "100000", *YEAR, "--lpr", "--markup", "50%")
    assert [D(s["rate"]) for s in found["segments"]] == [D("5.175")]
    assert found["trace"][0]["cites"] == ["买卖合同解释第18条第4款"]
    readings = {a["reading"] for a in found["alternatives"]}
    assert {"改按加计幅度的下限", "改按同期LPR分段"} <= readings


@pytest.mark.parametrize(
    ("words", "rate"),
    [
        (("--lpr", "--fixed", "--times", "4"), "13.80"),
        (("--lpr", "--fixed", "--points", "50"), "3.95"),
        (("--lpr", "--fixed", "--term", "5y"), "4.20"),
        (("--lpr", "--lpr-on", "2023-01-15"), "3.65"),
        (("--rate", "违约行为发生时一年期LPR的1.3倍"), "4.485"),
        (("--rate", "月息1分"), "12.00"),
    ],
)
def test_the_ways_to_say_a_rate(words: tuple[str, ...], rate: str) -> None:
    found = data("calc", "interest", "100000", *YEAR, *words)
    assert [D(s["rate"]) for s in found["segments"]] == [D(rate)]


def test_payments_go_to_interest_first_and_the_other_order_is_told() -> None:
    words = ("calc", "interest", "100000", *YEAR, "--rate", "年利率6%", "--payments", "2024-03-01:5,000")
    found = data(*words)
    assert [(p["part"], p["amount"]) for p in found["payments"]] == [("interest", "986.30"), ("principal", "4013.70")]
    assert (found["principal"], found["interest"]) == ("95986.30", "4828.24")
    other = data(*words, "--apply", "principal")
    difference = D(other["total"]) - D(found["total"])
    said = {a["reading"]: D(a["effect"]) for a in found["alternatives"]}
    assert said["付款改为先冲本金（须有约定）"] == difference < 0


def test_several_payments_in_one_word_or_in_several() -> None:
    one = data("calc", "interest", "100000", *YEAR, "--rate", "年利率6%", "--payments", "2024-03-01:1;2024-4-1：2")
    two = data(
        "calc",
        "interest",
        "100000",
        *YEAR,
        "--rate",
        "年利率6%",
        "--payments",
        "2024-03-01:1",
        "--payments",
        "2024年4月1日=2",
    )
    assert one["total"] == two["total"]
    assert len(one["payments"]) == 2


def test_penalty_of_the_steel_order_with_its_due_date_on_a_saturday() -> None:
    words = (
        "calc",
        "penalty",
        "432000",
        "--rate",
        "每日万分之五",
        "--due",
        "2023-06-17",
        "--payments",
        "2023-07-14:300000",
        "--apply",
        "principal",
    )
    period = data(*words, "--due-kind", "period")
    assert [(s["base"], s["first"], s["days"], s["amount"]) for s in period["segments"]] == [
        ("432000.00", "2023-06-20", 24, "5184.00"),
        ("132000.00", "2023-07-14", 1227, "80982.00"),
    ]
    assert period["penalty"] == "86166.00"
    assert data(*words)["penalty"] == str(D("86166.00") + 2 * D("216.00"))


def test_a_high_penalty_is_never_cut_but_compared() -> None:
    code, screen = asked("calc", "penalty", "432000", "--rate", "每日万分之五", "--from", "2023-06-20")
    assert code == 0
    assert "18.25%" in screen and "民法典第585条第2款" in screen
    assert "如法院依申请调减：违约金按违约时一年期LPR加计50%" in screen


def test_past_the_last_publication_the_missing_one_is_named_and_the_exit_code_is_5() -> None:
    words = ("calc", "interest", "100000", "--from", "2026-01-01", "--lpr", "--segmented")
    code, screen = asked(*words)
    assert code == 5
    assert "2026-10-20" in screen and "--until-known" in screen and "LPR_UNKNOWN" in screen
    known = data(*words, "--until-known")
    assert (known["exit"], known["stopped"], known["segments"][-1]["last"]) == (0, "2026-10-19", "2026-10-19")
    assert {f["code"] for f in known["findings"]} == {"LX-M113"}
    assert any("2026-10-19" in words for words in known["foot"])


def test_a_rate_fixed_on_an_unknown_day_stays_unknown() -> None:
    words = ("calc", "interest", "1000", "--from", "2026-11-01", "--lpr", "--fixed", "--until-known")
    assert asked(*words)[0] == 5
    assert codes(*words) == {"LX-M124"}


def test_before_lpr_the_benchmark_is_named() -> None:
    code, screen = asked(
        "calc", "interest", "1000", "--from", "2018-01-01", "--to", "2020-01-01", "--lpr", "--segmented"
    )
    assert code == 5
    assert "2019-08-20" in screen


def test_an_own_table_is_used_and_printed(tmp_path: Path) -> None:
    own = tmp_path / "新LPR.csv"
    own.write_text("date,1y,5y,source\n2026-10-20,2.90,3.40,同业拆借中心公告\n2026-11-20,2.90,3.40,公告\n", "utf-8")
    found = data("calc", "interest", "100000", "--from", "2026-10-01", "--lpr", "--segmented", "--rates", str(own))
    assert [s["rate"] for s in found["segments"]] == ["3.00", "2.90"]
    assert found["exit"] == 0
    assert "新LPR.csv" in found["source"]
    assert any("新LPR.csv" in words and "同业拆借中心公告" in words for words in found["foot"])
    assert {f["code"] for f in found["findings"]} == {"LX-M121"}


BAD = {
    "payment before debt": (("--rate", "年利率6%", "--payments", "2023-12-31:5"), "LX-M104"),
    "payment above debt": (("--rate", "年利率6%", "--payments", "2024-02-01:2000000"), "LX-M105"),
    "negative rate": (("--rate", "-6%/年"), "LX-M106"),
    "negative multiple": (("--lpr", "--fixed", "--times", "-4"), "LX-M106"),
    "unknown rate": (("--rate", "SHIBOR"), "LX-M108"),
    "rate without a period": (("--rate", "6%"), "LX-M108"),
    "below the published rate": (("--rate", "同期一年期LPR减50个基点"), "LX-M108"),
    "no rate": ((), "LX-M109"),
    "two rates": (("--rate", "年利率6%", "--lpr"), "LX-M110"),
    "fixed and running": (("--lpr", "--fixed", "--segmented"), "LX-M110"),
    "payment that is none": (("--rate", "年利率6%", "--payments", "五月"), "LX-M103"),
    "payment in w": (("--rate", "年利率6%", "--payments", "2024-02-01:5w"), "LX-M102"),
    "times that is none": (("--lpr", "--fixed", "--times", "四"), "LX-M116"),
    "out of all proportion": (("--lpr", "--fixed", "--times", "999999999", "--markup", "999999999%"), "LX-M110"),
    "too many times": (("--lpr", "--fixed", "--times", "101"), "LX-M127"),
    "too many times in words": (("--rate", "同期LPR的999999999999倍"), "LX-M127"),
    "day of suit missing": (("--rate", "起诉时一年期LPR的1.5倍"), "LX-M123"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input_has_a_finding_with_a_remedy(name: str) -> None:
    words, code = BAD[name]
    exit_code, screen = asked("calc", "interest", "100000", *YEAR, *words)
    assert exit_code == 1, screen
    assert code in screen
    assert code in codes("calc", "interest", "100000", *YEAR, *words)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("100w", *YEAR), "LX-M102"),
        (("0", *YEAR), "LX-M122"),
        (("-1,5", *YEAR), ""),
        (("100000", "--from", "2024-02-01", "--to", "2024-01-01"), "LX-M107"),
    ],
)
def test_bad_sums_and_days(words: tuple[str, ...], code: str) -> None:
    exit_code, screen = asked("calc", "interest", *words, "--rate", "年利率6%")
    assert exit_code == (1 if code else 2)
    assert code in screen


def test_every_slip_of_one_command_is_told_at_once() -> None:
    found = codes(
        "calc",
        "interest",
        "100w",
        "--from",
        "2025-01-01",
        "--to",
        "2024-01-01",
        "--rate",
        "SHIBOR",
        "--payments",
        "2024-01-01:5",
        "--payments",
        "x",
    )
    assert found == {"LX-M102", "LX-M103", "LX-M104", "LX-M107", "LX-M108"}


def test_penalty_needs_one_beginning() -> None:
    base = ("calc", "penalty", "1000", "--rate", "每日万分之五")
    assert codes(*base) == {"LX-M126"}
    assert codes(*base, "--from", "2024-01-01", "--due", "2024-01-01") == {"LX-M110"}


def test_a_payment_after_the_last_day_is_told_and_left_out() -> None:
    found = data("calc", "interest", "100000", *YEAR, "--rate", "年利率6%", "--payments", "2025-03-01:5000")
    assert {f["code"] for f in found["findings"]} == {"LX-M111"}
    assert (found["exit"], found["total"]) == (0, "106016.44")


def test_words_that_leave_a_choice_are_asked_about() -> None:
    assert codes("calc", "interest", "100000", *YEAR, "--lpr") == {"LX-M114"}
    assert codes("calc", "interest", "100000", *YEAR, "--rate", "按一年期LPR") == {"LX-M114"}


def test_the_options_offered_are_those_of_the_law() -> None:
    for name, option in OPTIONS.items():
        offered = calc_options.convention(name).type
        assert list(offered.choices) == [member.value for member in option]
        assert getattr(DEFAULTS, name) is next(iter(option)), "the first reading is the default"
        assert all(member.zh and member.en for member in option)


@given(
    principal=st.decimals(min_value=1, max_value=10**9, places=2),
    rate=st.integers(1, 300),
    days=st.integers(1, 2000),
    paid=st.integers(1, 99),
)
@settings(max_examples=15, deadline=None)
def test_lines_add_up_and_a_payment_never_raises_the_debt(principal: D, rate: int, days: int, paid: int) -> None:
    from datetime import date, timedelta

    last = date(2020, 1, 1) + timedelta(days=days)
    words = (
        "calc",
        "interest",
        str(principal),
        "--from",
        "2020-01-01",
        "--to",
        last.isoformat(),
        "--rate",
        f"年利率{D(rate) / 10}%",
    )
    plain = data(*words)
    assert sum(D(s["amount"]) for s in plain["segments"]) == D(plain["interest"])
    amount = (principal * paid / 100).quantize(D("0.01")) or D("0.01")
    with_payment = data(*words, "--payments", f"2020-01-02:{amount}")
    assert D(with_payment["total"]) <= D(plain["total"])


# --- two rates one after the other, and what is owed already at the start ---

TWO = ("100000", "--from", "2024-01-01", "--to", "2024-12-31", "--rate", "年利率6%", "--then", "2024-07-01:年利率8%")


def test_a_second_rate_from_a_day_on() -> None:
    """182 days at 6 %, 184 at 8 % (the cut-off day counts): 2,991.78 and 4,032.88."""
    found = data("calc", "interest", *TWO)
    assert [(s["first"], s["last"], s["days"], s["rate"], s["amount"]) for s in found["segments"]] == [
        ("2024-01-01", "2024-06-30", 182, "6.00", "2991.78"),
        ("2024-07-01", "2024-12-31", 184, "8.00", "4032.88"),
    ]


def test_lpr_may_come_second_and_is_known_only_so_far() -> None:
    """6 % to 2024-07-21, then LPR: 3.35 % published 2024-07-22, 3.10 % published 2024-10-21."""
    words = ("100000", "--from", "2024-07-01", "--to", "2024-10-31", "--rate", "年利率6%")
    found = data("calc", "interest", *words, "--then", "2024-07-22:LPR")
    assert [(s["first"], s["rate"]) for s in found["segments"]] == [
        ("2024-07-01", "6.00"),
        ("2024-07-22", "3.35"),
        ("2024-10-21", "3.10"),
    ]
    code, _ = asked(
        "calc", "interest", "1000", "--from", "2026-09-01", "--rate", "年利率6%", "--then", "2026-10-25:LPR"
    )
    assert code == Exit.LAW_UNKNOWN


def test_lpr_before_an_agreed_rate_needs_no_publication_after_that_day() -> None:
    words = ("1000", "--from", "2026-09-20", "--to", "2026-11-20", "--lpr", "--segmented")
    assert asked("calc", "interest", *words)[0] == Exit.LAW_UNKNOWN
    code, _ = asked("calc", "interest", *words, "--then", "2026-10-01:年利率6%")
    assert code == Exit.FINE


def test_a_payment_goes_to_costs_then_to_the_interest_owed_before() -> None:
    """民法典 561: 7,000 pay 1,000 costs and 6,000 interest; 5,000 + 7,024.66 − 6,000 are left."""
    words = (*TWO, "--owed", "5000", "--costs", "1000", "--payments", "2024-10-01:7000")
    found = data("calc", "interest", *words)
    assert [(p["part"], p["amount"]) for p in found["payments"]] == [("costs", "1000.00"), ("interest", "6000.00")]
    assert (found["interest"], found["principal"], found["total"]) == ("6024.66", "100000.00", "106024.66")
    assert (found["owed_before"], found["costs"]) == ("5000.00", "1000.00")


def test_costs_left_unpaid_stand_in_the_total_and_are_told() -> None:
    _, screen = asked("calc", "interest", *TWO, "--costs", "1000")
    assert "尚欠 1,000.00 元" in screen and "108,024.66" in screen


@pytest.mark.parametrize(
    ("then", "code"),
    [
        ("年利率8%", "LX-M166"),
        ("2024-07-01", "LX-M166"),
        ("2024-13-01:年利率8%", "LX-M166"),
        ("2024-01-01:年利率8%", "LX-M167"),
        ("2025-01-01:年利率8%", "LX-M167"),
        ("2024-07-01:八个点多", "LX-M108"),
        ("2024-07-01:每日万分之五", "LX-M115"),  # per day after per year: no year basis joins them
    ],
)
def test_a_second_rate_that_cannot_be_used_is_told(then: str, code: str) -> None:
    assert code in codes("calc", "interest", *TWO[:-1], then)


def test_the_fee_for_the_use_of_money_under_a_void_contract_is_the_running_lpr_without_a_mark_up() -> None:
    # 合同编通则解释 25(1). 100,000 from 2023-01-05: 166 days at 3.65 %, 62 at 3.55, 336 at 3.45, 91 at 3.35, 211 at
    # 3.10, 500 at 3.00: 1,660.00 + 603.01 + 3,175.89 + 835.21 + 1,792.05 + 4,109.59 = 12,175.75.
    words = ("calc", "interest", "100000", "--from", "2023-01-05", "--to", "2026-10-01", "--void")
    code, out = asked(*words)
    assert code == 0 and "利息合计 12,175.75 元" in out and "合同编通则解释第25条第1款" in out
    assert codes(*words, "--rate", "年利率6%") == codes(*words, "--markup", "50%") == {"LX-M110"}
