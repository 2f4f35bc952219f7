"""Payment terms as contracts and people write them: one day follows from them, or the reason why none does."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lexcollect.cn.dates import han_date, long_date
from lexcollect.cn.numerals import han_number
from lexcollect.cn.payment_terms import TERM_REASONS, BadTerm, Term, read_term
from lexcollect.wording import say


@pytest.mark.parametrize(
    ("written", "term"),
    [
        ("2024年3月27日前归还", Term(date(2024, 3, 27))),
        ("2024-03-27", Term(date(2024, 3, 27))),
        ("借款人应于二〇二四年三月二十七日前一次性还清全部借款", Term(date(2024, 3, 27))),
        ("每份订单最后一批货签收后 60 日", Term(None, 60, "day", "last_delivery")),
        ("甲方收到货物后两个月内付清", Term(None, 2, "month", "last_delivery")),
        ("月结60天", Term(None, 60, "day", "month_end")),
        ("月结三十天", Term(None, 30, "day", "month_end")),
        ("开票后30天", Term(None, 30, "day", "invoice")),
        ("收到增值税专用发票之日起三十日内", Term(None, 30, "day", "invoice_receipt")),
        ("验收合格后15日内", Term(None, 15, "day", "acceptance")),
        ("货到验收合格后１０日内付款", Term(None, 10, "day", "acceptance")),
        ("竣工验收合格之日起一个月内", Term(None, 1, "month", "acceptance")),
        ("竣工结算后28天内", Term(None, 28, "day", "settlement")),
        ("工程竣工后一年内", Term(None, 1, "year", "completion")),
        ("对账后十日内", Term(None, 10, "day", "statement")),
        ("合同签订后3日内", Term(None, 3, "day", "signing")),
        ("收到发票后15个工作日内", Term(None, 15, "workday", "invoice_receipt")),
        ("竣工验收合格后十五日内付至合同价款的97%", Term(None, 15, "day", "acceptance", "97")),
        ("竣工结算完成后30日内付至结算价款的百分之九十七", Term(None, 30, "day", "settlement", "97")),
        ("2024-03-01前付至85%", Term(date(2024, 3, 1), up_to="85")),
        ("发包人收到竣工结算文件后28日内付清", Term(None, 28, "day", "settlement_submitted")),
        ("提交竣工验收报告后九十日", Term(None, 90, "day", "report_submitted")),
        ("工程交付使用后30日内付清", Term(None, 30, "day", "handover")),
        ("次月10日前付清", Term(None, 10, "month_day", "month_end")),
        ("月结，次月25号前付款", Term(None, 25, "month_day", "month_end")),
        ("每月5日前付清上月货款", Term(None, 5, "month_day", "month_end")),
        ("收货后下个月十五日前结清", Term(None, 15, "month_day", "month_end")),
        ("签收后三个工作日内", Term(None, 3, "workday", "last_delivery")),
        ("验收合格之日起５工作日内付清", Term(None, 5, "workday", "acceptance")),
    ],
)
def test_what_a_term_says(written: str, term: Term) -> None:
    assert read_term(written) == term


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("验收合格后付70%", "portion"),
        ("验收合格后15日内付至97%，结算后付至100%", "portion"),
        ("按月进度70%", "portion"),
        ("签订后付三成", "portion"),
        ("余款于交货后30日内付清", "portion"),
        ("分三期支付", "portion"),
        ("每月5日前", "monthly"),
        ("次月32日前付清", "monthly"),
        ("开票次月10日前付清", "monthly"),
        ("次月10日前付清，最迟签收后60日", "monthly"),
        ("次月10日前付50%", "portion"),
        ("随时归还", "demand"),
        ("出借人要求后10日内", "demand"),
        ("收到发票后15个交易日内", "trading_days"),
        ("对账后10个银行工作日内", "trading_days"),
        ("货到付款", "at_once"),
        ("签收后30日内且收到发票后付款", "two"),
        ("签收后30日，最迟不超过60日", "two"),
        ("自2024年1月1日起30日内", "two"),
        ("60天", "no_event"),
        ("三年", "no_event"),
        ("2024年3月", "unclear"),
        ("2024年2月30日前还清", "unclear"),
        ("按合同约定", "unclear"),
        ("", "unclear"),
    ],
)
def test_why_no_day_follows(written: str, reason: str) -> None:
    with pytest.raises(BadTerm) as refused:
        read_term(written)
    assert refused.value.reason == reason


def test_a_year_is_never_taken_for_a_number_of_years() -> None:
    """The first version made a term of 2,024 years out of 2024年3月27日前."""
    for words in ("2024年3月27日前归还", "2024年3月", "2024年底前", "2024年3月27日起"):
        try:
            term = read_term(words)
        except BadTerm:
            continue
        assert term.number == 0 and term.day == date(2024, 3, 27)


def test_every_reason_has_words() -> None:
    for reason in TERM_REASONS:
        assert say(f"general.term.{reason}", "zh") and say(f"general.term.{reason}", "en")


@given(
    st.dates(date(1990, 1, 1), date(2099, 12, 31)), st.sampled_from(["{}前付清", "应于{}前还清", "{}", "到期日：{}"])
)
def test_any_day_in_any_frame_is_that_day(day: date, frame: str) -> None:
    for written in (long_date(day), day.isoformat(), han_date(day)):
        assert read_term(frame.format(written)) == Term(day)


@given(
    st.integers(1, 999),
    st.sampled_from(["日", "天", "个月", "年"]),
    st.sampled_from(["签收后", "验收合格之日起", "开票后"]),
)
def test_a_number_reads_the_same_in_digits_and_words(number: int, unit: str, event: str) -> None:
    assert read_term(f"{event}{number}{unit}内") == read_term(f"{event}{han_number(number)}{unit}内")


@given(st.text(max_size=40))
def test_whatever_is_written_is_read_or_refused_with_a_reason(written: str) -> None:
    try:
        term = read_term(written)
    except BadTerm as bad:
        assert bad.reason in TERM_REASONS
    else:
        assert (term.day is None) == (term.event is not None) and (term.day or term.number > 0)
