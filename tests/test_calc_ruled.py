"""Sub-verbs for the rules of money: loan, rollover, double, sme, retention; the figures are those of the rulebook."""

from __future__ import annotations

from typing import Any

import pytest

from calc_run import asked, codes, data
from lexcollect.cli.exits import Exit


def figures(*words: str) -> dict[str, Any]:
    found: dict[str, Any] = data("calc", *words)["figures"]
    return found


def cites(*words: str) -> set[str]:
    return {cite for step in data("calc", *words)["trace"] for cite in step["cites"]}


# --- loan (民间借贷规定 25, 26, 28, 31) ---

CAPPED = ("loan", "500000", "--from", "2021-03-01", "--to", "2022-03-01", "--until", "payment", "--rate", "24",
          "--made", "2021-03-01")  # fmt: skip
OLD = ("loan", "200000", "--from", "2019-06-01", "--to", "2021-06-30", "--until", "payment", "--rate", "24",
       "--made", "2019-06-01", "--filed", "2021-03-10")  # fmt: skip


def test_an_agreed_rate_is_cut_at_four_times_lpr_of_the_contract() -> None:
    """LPR 3.85 of 2021-02-20, cap 15.4 %: 500,000 × 15.4 % × 365/365; 24 % would be 120,000."""
    found = figures(*CAPPED)
    assert (found["cap_rate"], found["interest"], found["claimed"], found["cut"]) == (
        "15.40", "77000.00", "120000.00", "43000.00",
    )  # fmt: skip
    assert "民间借贷规定第25条第1款" in cites(*CAPPED)


def test_a_rate_below_the_cap_stays() -> None:
    """500,000 × 10 % × 1 year."""
    words = [("10" if word == "24" else word) for word in CAPPED]
    assert (figures(*words)["interest"], figures(*words)["cut"]) == ("50000.00", "0.00")


def test_an_older_contract_is_cut_in_two_parts() -> None:
    """446 days at 24 % to 2020-08-19, 314 at four times the LPR of the suit."""
    found = figures(*OLD)
    assert (found["before"], found["after"], found["interest"]) == ("58652.05", "26496.44", "85148.49")
    assert (found["old_cap_rate"], found["cap_rate"]) == ("24", "15.40")
    assert "民间借贷规定第31条第2款" in cites(*OLD)


def test_between_the_two_days_courts_differ_and_the_other_reading_is_told_in_yuan() -> None:
    """Made 2020-01-10 (LPR 4.15, cap 16.6 %), sued 2021-03-10 (3.85, 15.4 %): 100,000 for the year from 2020-08-20."""
    words = ("loan", "100000", "--from", "2020-08-20", "--to", "2021-08-20", "--until", "payment", "--rate", "20",
             "--made", "2020-01-10", "--filed", "2021-03-10")  # fmt: skip
    found = data("calc", *words)
    assert (found["figures"]["interest"], found["certainty"]) == ("15400.00", "debated")
    assert [(one["amount"], one["effect"]) for one in found["alternatives"]] == [("16600.00", "1200.00")]
    assert figures(*words, "--cap-day", "making")["interest"] == "16600.00"


def test_without_an_agreed_rate_the_lpr_of_the_first_day_of_default_holds() -> None:
    """80,000 × 3.35 % × 365/365."""
    found = data("calc", "loan", "80000", "--from", "2024-09-02", "--to", "2025-09-02", "--until", "payment")
    assert found["figures"] == {"interest": "2680.00"}
    assert found["segments"][0]["rate"] == "3.35"


def test_interest_taken_in_advance_is_no_principal() -> None:
    """1,000,000 − 60,000 lent; 940,000 × 3.35 % for a year from 2024-09-02."""
    words = ("loan", "1000000", "--from", "2024-09-02", "--to", "2025-09-02", "--until", "payment")
    found = figures(*words, "--deducted", "60000")
    assert (found["lent"], found["interest"]) == ("940000.00", "31490.00")
    assert codes("calc", *words, "--deducted", "1000000") == {"LX-M115"}


def test_the_day_of_the_contract_and_of_the_suit_are_asked_for() -> None:
    assert codes("calc", *CAPPED[:-2]) == {"LX-M162"}
    assert codes("calc", *OLD[:-2]) == {"LX-M115"}  # no day of suit for a contract before 2020-08-20
    assert codes("calc", "loan", "5", "--from", "2024-02-01", "--to", "2024-01-01") == {"LX-M107"}


def test_a_loan_past_the_last_publication_is_refused_not_guessed() -> None:
    code, screen = asked("calc", "loan", "80000", "--from", "2026-11-01", "--to", "2026-11-20")
    assert code == Exit.LAW_UNKNOWN and "LPR" in screen


# --- rollover (27) ---

ROLLED = ("rollover", "100000", "--made", "2021-01-01", "--rate", "20", "--rolled", "2022-01-01", "--note", "120000",
          "--note-rate", "15", "--to", "2023-01-01")  # fmt: skip


def test_compound_interest_under_its_ceiling() -> None:
    """Cap 15.4 %: 115,400 recognised, 130,800 at most, 132,710 claimed."""
    assert figures(*ROLLED) == {
        "recognised": "115400.00", "ceiling": "130800.00", "payable": "130800.00", "interest": "30800.00",
    }  # fmt: skip
    assert "民间借贷规定第27条" in cites(*ROLLED)


def test_compound_interest_below_the_ceiling() -> None:
    """10 % written in: 110,000; another year at 10 %: 121,000, below 130,800."""
    words = ["110000" if w == "120000" else "10" if w in ("20", "15") else w for w in ROLLED]
    assert (figures(*words)["recognised"], figures(*words)["payable"]) == ("110000.00", "121000.00")


def test_days_of_a_rollover_in_the_wrong_order_are_told_together() -> None:
    words = ["2020-01-01" if w == "2022-01-01" else "2019-01-01" if w == "2023-01-01" else w for w in ROLLED]
    assert [f["code"] for f in data("calc", *words)["findings"]] == ["LX-M107", "LX-M107"]


# --- double (迟延履行利息解释 1–3, 7) ---


@pytest.mark.parametrize(
    ("words", "days", "doubled"),
    [
        (("--owed", "2025-03-26:1000000", "--paid", "2025-09-30:1000000"), 188, "32900.00"),
        (("--owed", "2024-07-31:800000", "--paid", "2024-10-31:300000", "--paid", "2025-03-31:500000"),
         335, "26092.50"),
        (("--owed", "2025-01-15:642000", "--paid", "2025-07-15:642000"), 181, "20335.35"),
        (("--owed", "2025-03-31:200000", "--owed", "2025-06-30:200000", "--owed", "2025-09-30:200000",
          "--paid", "2025-12-31:600000"), 551, "19285.00"),
        (("--owed", "2025-01-10:400000", "--paid", "2025-08-10:400000", "--stay", "2025-03-01~2025-04-30"),
         151, "10570.00"),
        (("--owed", "2025-03-26:1000000", "--to", "2025-09-30"), 188, "32900.00"),  # unpaid to that day
    ],
)  # fmt: skip
def test_the_doubled_part(words: tuple[str, ...], days: int, doubled: str) -> None:
    found = figures("double", *words)
    assert (found["days"], found["doubled"]) == (days, doubled)


def test_time_before_august_2014_follows_the_former_rule() -> None:
    """500,000 × 6 % × 2 × 212/365 to 2014-07-31, then 500,000 × 0.0175 % × 153."""
    found = figures("double", "--owed", "2013-12-31:500000", "--paid", "2014-12-31:500000")
    assert (found["old_doubled"], found["doubled"], found["together"]) == ("34849.32", "13387.50", "48236.82")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--owed", "2025-03-26"), "LX-M103"),
        (("--owed", "2025-03-26:0"), "LX-M122"),
        (("--owed", "2025-03-26:100", "--paid", "2025-04-01:200"), "LX-M115"),
        (("--owed", "2025-03-26:100", "--stay", "2025-03-01"), "LX-M163"),
        (("--owed", "2025-03-26:100", "--stay", "2025-05-01~2025-03-01"), "LX-M163"),
        (("--owed", "2025-03-26:100", "--paid", "2025-09-01:50", "--to", "2025-08-01"), "LX-M111"),
    ],
)
def test_slips_in_a_judgment_are_told(words: tuple[str, ...], code: str) -> None:
    assert code in codes("calc", "double", *words)


# --- sme (保障中小企业款项支付条例 9, 17) ---


def test_a_large_enterprise_has_sixty_days_and_pays_five_in_ten_thousand() -> None:
    """Day 60 is Saturday 2025-08-09, moved to Monday; 860,000 × 0.05 % × 184 days."""
    found = figures(
        "sme", "860000", "--buyer", "large", "--start", "2025-06-10", "--to", "2026-02-12", "--until", "payment"
    )
    assert found == {
        "term_days": 60, "last_day": "2025-08-11", "overdue_from": "2025-08-12", "days": 184, "interest": "79120.00",
    }  # fmt: skip


def test_a_public_body_has_thirty_days() -> None:
    found = figures(
        "sme", "240000", "--buyer", "public", "--start", "2025-06-10", "--to", "2026-01-11", "--until", "payment"
    )
    assert (found["last_day"], found["interest"]) == ("2025-07-10", "22080.00")


def test_a_public_body_cannot_agree_on_more_than_sixty() -> None:
    """Ninety agreed: cut to sixty, Friday 2025-10-31."""
    found = figures("sme", "--buyer", "public", "--start", "2025-09-01", "--days", "90")
    assert (found["last_day"], found["overdue_from"], found["term_days"]) == ("2025-10-31", "2025-11-01", 60)
    assert "interest" not in found  # no amount was given


def test_an_agreed_rate_below_lpr_is_raised_to_it_and_both_readings_are_told() -> None:
    """Thirty days from 2025-09-01 end on 2025-10-01, moved past the holidays to 9 October: 173 days to 2026-04-01.

    240,000 × 3.10 % × 173/365 at the floor; 240,000 × 0.05 % × 173 as if nothing had been agreed.
    """
    found = data("calc", "sme", "240000", "--buyer", "public", "--start", "2025-09-01", "--agreed", "2.00",
                 "--signed", "2025-03-10", "--to", "2026-04-01", "--until", "payment")  # fmt: skip
    assert (found["figures"]["overdue_from"], found["figures"]["days"]) == ("2025-10-10", 173)
    assert found["figures"]["interest"] == "3526.36"
    assert [one["amount"] for one in found["alternatives"]] == ["20760.00"]


def test_before_the_revision_a_large_enterprise_without_term_has_none() -> None:
    assert codes("calc", "sme", "--buyer", "large", "--start", "2025-05-31") == {"LX-M115"}
    assert codes("calc", "sme", "100", "--buyer", "large", "--start", "2025-06-10", "--agreed", "2") == {"LX-M164"}


# --- retention (建设工程解释一 17(1)) ---


@pytest.mark.parametrize(
    ("words", "last"),
    [
        (("--accepted", "2024-05-20"), "2026-05-20"),  # two years
        (("--accepted", "2024-02-29"), "2026-02-28"),  # a make-up Saturday, a working day
        (("--accepted", "2024-05-20", "--months", "12"), "2025-05-20"),
        (("--submitted", "2024-01-10"), "2026-04-09"),  # day 90 is 2024-04-09
        (("--accepted", "2024-10-01"), "2026-10-08"),  # 1 October: moved past the holidays
    ],
)
def test_the_day_a_retention_falls_due(words: tuple[str, ...], last: str) -> None:
    assert figures("retention", *words) == {"last_day": last}
    assert "建设工程解释一第17条第1款" in cites("retention", *words)


def test_a_retention_needs_one_start() -> None:
    assert codes("calc", "retention", "--months", "24") == {"LX-M165"}
    assert codes("calc", "retention", "--accepted", "2024-05-20", "--submitted", "2024-01-10") == {"LX-M110"}


# --- on the screen ---


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        (CAPPED, ["受保护的利率上限", "15.4%（年）", "77,000.00 元", "民间借贷规定第25条第1款", "43,000.00"]),
        (ROLLED, ["115,400.00 元", "130,800.00 元", "民间借贷规定第27条"]),
        (("double", "--owed", "2025-03-26:1000000", "--to", "2025-09-30"), ["32,900.00 元", "2025-03-26", "188"]),
        (("sme", "--buyer", "public", "--start", "2025-09-01"), ["最后一日", "2025-10-09"]),
        (("retention", "--accepted", "2024-05-20"), ["2026-05-20", "建设工程解释一第17条第1款"]),
    ],
)
def test_the_screen_has_figures_working_and_articles(words: tuple[str, ...], shown: list[str]) -> None:
    code, screen = asked("calc", *words)
    assert code == Exit.FINE
    for part in shown:
        assert part in screen.replace("2025年10月9日", "2025-10-09").replace("2026年5月20日", "2026-05-20"), part
