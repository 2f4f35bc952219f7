"""Rates: how contracts write them, exactly; and which wordings need a question first."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lexcollect.cn.rates import RATE_REASONS, BadRate, Rate, parse_rate, rate_words


@pytest.mark.parametrize(
    ("text", "value", "per"),
    [
        ("0.05%/日", "0.0005", "day"),
        ("每日万分之五", "0.0005", "day"),
        ("日万分之五", "0.0005", "day"),
        ("按日万分之五计算", "0.0005", "day"),
        ("万分之五/天", "0.0005", "day"),
        ("每日按万分之五", "0.0005", "day"),
        ("日利率０．０５％", "0.0005", "day"),
        ("日0.5‰", "0.0005", "day"),
        ("0.0005/day", "0.0005", "day"),
        ("0.0005/日", "0.0005", "day"),
        ("日万分之一点七五", "0.000175", "day"),
        ("每日万分之1.75", "0.000175", "day"),
        ("每天千分之一", "0.001", "day"),
        ("月息2分", "0.02", "month"),
        ("月息两分", "0.02", "month"),
        ("月息一分五厘", "0.015", "month"),
        ("月息一分半", "0.015", "month"),
        ("月息5厘", "0.005", "month"),
        ("月利率2%", "0.02", "month"),
        ("每个月百分之二", "0.02", "month"),
        ("年利率14.6%", "0.146", "year"),
        ("年利率18.25%", "0.1825", "year"),
        ("年化利率：百分之十四点六", "0.146", "year"),
        ("14.6% per year", "0.146", "year"),
        ("0.146/year", "0.146", "year"),
        ("年利率0%", "0", "year"),
    ],
)
def test_rates_as_contracts_write_them(text, value, per):
    assert parse_rate(text) == Rate(Decimal(value), per)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "empty"),
        ("18.25%", "no_period"),
        ("万分之五", "no_period"),
        ("2分", "no_period"),
        ("2分利", "no_period"),
        ("年息1分", "ambiguous"),
        ("日息2厘", "ambiguous"),
        ("18.25/year", "ambiguous"),
        ("0.05/day", "ambiguous"),
        ("年利率0.5", "ambiguous"),
        ("日0.05", "ambiguous"),
        ("年利率1%/月", "ambiguous"),
        ("一年期LPR的4倍", "floating"),
        ("同期同类贷款基准利率", "floating"),
        ("LPR+50BP", "floating"),
        ("日-0.05%", "negative"),
        ("年利率14600%", "too_large"),
        ("日", "unreadable"),
        ("日%", "unreadable"),
        ("每日万分之", "unreadable"),
        ("每日万分之壹", "unreadable"),
        ("月息一分五厘半", "unreadable"),
        ("约定利率", "unreadable"),
        ("日1e-4", "unreadable"),
        ("每日" + "5" * 3000 + "%", "unreadable"),
    ],
)
def test_rates_refused_with_their_reason(text, reason):
    with pytest.raises(BadRate) as refused:
        parse_rate(text)
    assert refused.value.reason == reason


@pytest.mark.parametrize(
    ("value", "per", "words"),
    [
        ("0.0005", "day", "每日万分之五"),
        ("0.000175", "day", "每日万分之一点七五"),
        ("0.001", "day", "每日千分之一"),
        ("0.0015", "day", "每日万分之十五"),
        ("0.02", "day", "每日2%"),
        ("0", "day", "每日0%"),
        ("0.020", "month", "月利率2%"),
        ("0.1825", "year", "年利率18.25%"),
        ("1.20", "year", "年利率120%"),
    ],
)
def test_rates_are_written_in_one_way(value, per, words):
    assert rate_words(Rate(Decimal(value), per)) == words


@given(
    st.decimals(min_value=0, max_value=Decimal("9.999999"), places=9),
    st.sampled_from(["day", "month", "year"]),
)
def test_written_rates_are_read_back_exactly(value, per):
    assert parse_rate(rate_words(Rate(value, per))) == Rate(value, per)


@given(st.integers(1, 99), st.sampled_from(["每日万分之{}", "日万分之{}", "万分之{}/日", "每日{}‱"]))
def test_ten_thousandths_are_exact(n, pattern):
    assert parse_rate(pattern.format(n)).value * 10000 == n


@given(st.one_of(st.text(max_size=15), st.text("每日月年利率息分厘万千百之一五半0.5%‰/按", max_size=12)))
def test_any_text_is_a_rate_or_refused(text):
    try:
        rate = parse_rate(text)
    except BadRate as refused:
        assert refused.reason in RATE_REASONS
    else:
        assert 0 <= rate.value <= 10


@pytest.mark.parametrize("value", ["-0.01", "NaN", "Infinity"])
def test_what_is_no_rate_is_not_written(value):
    with pytest.raises(ValueError, match="not a rate"):
        rate_words(Rate(Decimal(value), "year"))
