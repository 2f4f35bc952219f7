"""Days and sums as people type them, counted by hand from the day on which the message was written."""

from __future__ import annotations

from datetime import date as D
from decimal import Decimal

import pytest

from lexcollect.proposing.sayings.days import days_named
from lexcollect.proposing.sayings.sums import only, sums_named


@pytest.mark.parametrize(
    ("said", "words", "days"),
    [
        (D(2024, 3, 1), "3月底先给你20万,剩下的6月底前清", [D(2024, 3, 31), D(2024, 6, 30)]),
        (D(2024, 9, 18), "年底前一定结清", [D(2024, 12, 31)]),
        (D(2023, 11, 10), "春节前付一部分", [D(2024, 2, 9)]),  # 2024年放假通知：2月10日起
        (D(2024, 3, 1), "下周三之前给你转10万", [D(2024, 3, 6)]),  # 2024-03-01 was a Friday
        (D(2024, 3, 1), "周五付款", [D(2024, 3, 1)]),
        (D(2024, 3, 2), "周五付款", [D(2024, 3, 8)]),
        (D(2024, 3, 16), "15号前先安排5万,其余月底结", [D(2024, 4, 15), D(2024, 3, 31)]),
        (D(2024, 1, 31), "一个月内付", [D(2024, 2, 29)]),
        (D(2024, 11, 20), "2月10日付清", [D(2025, 2, 10)]),
        (D(2024, 11, 20), "2024年12月5日付清", [D(2024, 12, 5)]),
        (D(2024, 5, 10), "二十天后给", [D(2024, 5, 30)]),
        (D(2024, 12, 5), "下个月底结", [D(2025, 1, 31)]),
        (D(2024, 4, 1), "2月30日给", []),
        (D(2024, 4, 1), "节后、过几天、回款到了就付", []),
        (D(2024, 4, 1), "6月初给", []),
    ],
)
def test_a_day_counts_from_the_day_of_the_message(said: D, words: str, days: list[D]) -> None:
    assert [one.day for one in days_named(words, said)] == days


def test_only_a_day_written_in_full_is_exact() -> None:
    assert [one.exact for one in days_named("2024年12月5日或者12月6日", D(2024, 11, 20))] == [True, False]


@pytest.mark.parametrize(
    ("words", "sums"),
    [
        ("欠541796.80没错", ["541796.80"]),
        ("一共还有三十二万没给你们结", ["320000.00"]),
        ("欠你的那38w我一直记着呢", ["380000.00"]),
        ("应付贵司612,300元,每吨4180元/吨,120.56吨", ["612300.00"]),
        ("何经理,851600元货款拖一年了", ["851600.00"]),
        ("合计100多万,订单20230821那批,电话13800000000", []),
        ("EMS单号EA102030405CN,2024年,65.28吨", []),
        ("5万块", ["50000.00"]),
    ],
)
def test_which_number_is_money(words: str, sums: list[str]) -> None:
    assert [one.value for one in sums_named(words)] == [Decimal(one) for one in sums]


def test_of_several_sums_none_is_chosen() -> None:
    assert only(sums_named("收到15万,还欠851600")) is None
    assert only(sums_named("欠851600,就是851600元")) is not None
