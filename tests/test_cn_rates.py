"""Rates: how contracts write them, exactly; and which wordings need a question first."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lexcollect.cn.floating import Floating, floating_words
from lexcollect.cn.rates import RATE_REASONS, BadRate, Rate, parse_rate, rate_words, read_rate


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
        ("日息万三", "0.0003", "day"),
        ("日息万5", "0.0005", "day"),
        ("万五/日", "0.0005", "day"),
        ("日千一", "0.001", "day"),
        ("一天万分之五", "0.0005", "day"),
        ("万分之五每天", "0.0005", "day"),
        ("月息一分五", "0.015", "month"),
        ("月息1分5", "0.015", "month"),
        ("2%月息", "0.02", "month"),
        ("15.4%（年）", "0.154", "year"),
        ("每逾期一日按未付款项的万分之三", "0.0003", "day"),
        ("每逾期一日，按逾期金额的万分之三支付违约金", "0.0003", "day"),
        ("每逾期1日，应按应付未付货款的千分之一支付逾期付款违约金", "0.001", "day"),
        ("逾期付款的，每逾期一日按所欠款项的万分之五计付违约金", "0.0005", "day"),
        ("每逾期一天，需方应向供方支付逾期款项万分之五的违约金", "0.0005", "day"),
        ("每迟延一个月按欠款的2%", "0.02", "month"),
        ("按未付款项的日万分之五计算", "0.0005", "day"),
        ("以未付货款为基数，按每日万分之五的标准计算", "0.0005", "day"),
        ("逾期付款违约金标准为每日万分之五", "0.0005", "day"),
        ("按本金的月利率2%计算利息", "0.02", "month"),
        ("每日万分之五（0.05%）", "0.0005", "day"),
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
        ("同期存款利率", "floating"),
        ("银行活期利息的两倍", "floating"),
        ("每逾期一日按合同总价的万分之三", "base"),
        ("每逾期一日按货款总额的千分之一支付违约金", "base"),
        ("每逾期一日，按货款的万分之三", "base"),
        ("每日万分之三，不超过总额5%", "cap"),
        ("每日万分之五，最高为合同总价的20%", "cap"),
        ("LPR的4倍但不超过年利率15%", "cap"),
        ("LPR下浮10%", "lowered"),
        ("LPR减50个基点", "lowered"),
        ("LPR加2%", "ambiguous"),
        ("LPR（3.45%）的四倍", "ambiguous"),
        ("LPR的四倍另加手续费", "unreadable"),
        ("每日万分之五（0.5%）", "disagree"),
        ("每逾期一日按万分之五/月", "ambiguous"),
        ("每逾期一日支付100元", "unreadable"),
        ("千分之三", "no_period"),
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


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("LPR的1.5倍", "一年期LPR的1.5倍"),
        ("四倍LPR", "一年期LPR的4倍"),
        ("LPR的150%", "一年期LPR的1.5倍"),
        ("LPR×1.5", "一年期LPR的1.5倍"),
        ("一年期LPR加计50%", "一年期LPR的1.5倍"),
        ("LPR+50BP", "一年期LPR加0.5个百分点"),
        ("同期LPR+2%", "同期一年期LPR加2个百分点"),
        ("违约时五年期以上LPR的1.3倍", "违约时五年期以上LPR的1.3倍"),
        ("2024年5月20日公布的一年期LPR", "2024年5月20日一年期LPR"),
        ("按照同期全国银行间同业拆借中心公布的一年期贷款市场报价利率（LPR）标准计算", "同期一年期LPR"),
        ("中国人民银行同期同类贷款基准利率的1.3倍", "同期贷款基准利率的1.3倍"),
        ("每逾期一日，按未付款项的LPR四倍支付违约金", "一年期LPR的4倍"),
    ],
)
def test_rates_on_a_published_one_are_taken_apart(text, words):
    read = read_rate(text)
    assert isinstance(read, Floating)
    assert floating_words(read) == words
    with pytest.raises(BadRate, match="floating"):
        parse_rate(text)


@given(
    st.sampled_from(["lpr_1y", "lpr_5y", "benchmark"]),
    st.decimals(min_value=Decimal("0.01"), max_value=100, places=2),
    st.decimals(min_value=0, max_value=20, places=2),
    st.sampled_from(["", "filing", "making", "breach"]),
    st.booleans(),
)
def test_rates_on_a_published_one_are_read_back(series, multiplier, points, anchor, running):
    points = Decimal(0) if series == "benchmark" else points
    rate = Floating(series, multiplier, points, anchor, running=running and not anchor)
    assert read_rate(floating_words(rate)) == rate


@given(
    st.sampled_from(
        ["每逾期一日，按未付款项的{}支付违约金", "逾期付款的，每逾期一天按欠款的{}计付", "日息{}", "按未付款的日{}计算"]
    ),
    st.sampled_from(["万分之{}", "千分之{}", "{}%", "{}‰"]),
    st.integers(1, 9),
)
def test_a_clause_about_delay_says_the_rate_in_it(clause, share, n):
    assert read_rate(clause.format(share.format(n))) == parse_rate("每日" + share.format(n))


@given(
    st.decimals(min_value=0, max_value=Decimal("9.999999"), places=9),
    st.sampled_from(["day", "month", "year"]),
)
def test_written_rates_are_read_back_exactly(value, per):
    assert parse_rate(rate_words(Rate(value, per))) == Rate(value, per)


@given(st.integers(1, 99), st.sampled_from(["每日万分之{}", "日万分之{}", "万分之{}/日", "每日{}‱"]))
def test_ten_thousandths_are_exact(n, pattern):
    assert parse_rate(pattern.format(n)).value * 10000 == n


@given(st.one_of(st.text(max_size=15), st.text("每日月年利率息分厘万千百之一五半0.5%‰/按LPR倍逾期款", max_size=12)))
def test_any_text_is_a_rate_or_refused(text):
    try:
        rate = read_rate(text)
    except BadRate as refused:
        assert refused.reason in RATE_REASONS
    else:
        assert isinstance(rate, Floating) or 0 <= rate.value <= 10


@pytest.mark.parametrize("value", ["-0.01", "NaN", "Infinity"])
def test_what_is_no_rate_is_not_written(value):
    with pytest.raises(ValueError, match="not a rate"):
        rate_words(Rate(Decimal(value), "year"))
