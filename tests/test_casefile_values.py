"""Values of a case file as people write them: what is read, what is remarked, and that blanks are no answer."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lexcollect.casefile import facts, parse_case
from lexcollect.casefile.facts import Field, fields_of
from lexcollect.casefile.models import Case
from lexcollect.cn.floating import floating_words
from lexcollect.cn.width import is_blank
from lexcollect.findings import Finding, Level

ODD = Path(__file__).parent / "data" / "casefile"
CASE = """\
schema: lexcollect/case/1
matter: 试案
parties:
  - {id: 卖方, role: creditor, kind: organisation, name: 嘉兴虚例五金有限公司}
  - {id: 买方, role: debtor, kind: organisation, name: 湖州假样机电有限公司}
contracts:
  - id: 合同
    cause: 买卖合同纠纷
    name: 五金购销合同
    signed_on: 2024-01-10
    payment_term: {count: 30, unit: day, after: last_delivery, clause: 第3条}
    late_penalty: {rate: 每日万分之三, clause: 第5条}
obligations:
  - {id: 订单一, contract: 合同, amount: 100000.00}
deliveries:
  - {obligation: 订单一, date: 2024-02-01, receiver_authority: seal}
"""
#: What shows nothing: half and full width, of web pages, of no width, fillers, tags.
BLANKS = [
    "",
    "  ",
    "\u3000",
    "\u3000 \u3000",
    "\u00a0",
    "\u200b\u200d",
    "\ufeff",
    "\u3164",
    "\u2800",
    "\u2003",
    "\U000e0020",
]


def told(text: str, code: str) -> list[Finding]:
    return [f for f in parse_case(text).findings if f.code == code]


def with_amount(written: str) -> str:
    return CASE.replace("amount: 100000.00", f'amount: "{written}"')


def with_date(written: str) -> str:
    return CASE.replace("date: 2024-02-01", f'date: "{written}"')


def with_rate(written: str) -> str:
    return CASE.replace("rate: 每日万分之三", f'rate: "{written}"')


# --- blanks --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("blank", BLANKS, ids=ascii)
@pytest.mark.parametrize(
    ("was", "key"),
    [
        ("matter: 试案", "matter"),
        ("name: 湖州假样机电有限公司", "name"),
        ("cause: 买卖合同纠纷", "cause"),
        ("role: debtor", "role"),
        ("id: 合同", "id"),
    ],
)
def test_a_required_text_of_blanks_is_missing(blank: str, was: str, key: str) -> None:
    text = CASE.replace(was, f'{key}: "{blank}"')
    line = text.split("\n").index(next(row for row in text.split("\n") if f'{key}: "{blank}"' in row)) + 1
    assert [(f.where.line, dict(f.params)["key"]) for f in told(text, "LX-C003")] == [(line, key)]


def required_texts() -> list[tuple[type[facts.Fact], Field]]:
    """Every required text of every fact group."""
    groups = [Case]
    for model in groups:
        groups += [f.model for f in fields_of(model) if f.model is not None and f.model not in groups]
    return [(m, f) for m in groups for f in fields_of(m) if f.required and f.value and f.value.words.en == "text"]


@pytest.mark.parametrize(
    ("model", "field"), required_texts(), ids=lambda part: getattr(part, "__name__", "") or part.name
)
def test_no_required_text_of_any_fact_takes_blanks(model: type[facts.Fact], field: Field) -> None:
    """Names, ids, courts, accounts: a paper would show a gap where they belong."""
    _, slips = facts.read_fact(model, {field.key: "\u3000\u00a0"})
    assert ("missing", (field.key,)) in [(s.code, s.loc) for s in slips]


def test_there_are_many_required_texts() -> None:
    assert len(required_texts()) > 25


def test_a_blank_in_a_list_of_exhibits_is_told() -> None:
    text = CASE.replace("receiver_authority: seal", 'receiver_authority: seal, evidence: ["\u3000"]')
    assert len(told(text, "LX-C003")) == 1


def test_an_optional_text_of_blanks_is_as_if_not_written() -> None:
    case = parse_case(CASE.replace("signed_on:", 'number: "\u3000"\n    signed_on:')).case
    assert case is not None
    assert case.contracts[0].number == ""


@given(st.text(alphabet=[*" \t\u3000\u00a0\u200b\u200c\u200d\ufeff\u2060\u3164\u2800\u2009\u202f"], max_size=8))
def test_any_mixture_of_blanks_is_blank(text: str) -> None:
    assert is_blank(text)
    assert not is_blank(text + "甲" + text)


# --- amounts -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("written", ["12万", "叁拾贰万柒仟元", "拾贰元", "1.2万元", "32,7000.00"])
def test_an_amount_in_words_is_read_and_said_again(written: str) -> None:
    loaded = parse_case(with_amount(written))
    assert loaded.case is not None
    (note,) = [f for f in loaded.findings if f.code == "LX-C059"]
    assert note.level is Level.NOTE and note.where.line == 14
    assert f"{loaded.case.obligations[0].amount:,.2f}" in note.message("zh")


def test_figure_and_words_that_agree_need_no_remark() -> None:
    loaded = parse_case(with_amount("￥327,000.00（大写：叁拾贰万柒仟元整）"))
    assert loaded.case is not None
    assert loaded.case.obligations[0].amount == Decimal("327000.00")
    assert "LX-C059" not in {f.code for f in loaded.findings}


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("007.50", "多了“0”"),
        ("00012", "多了“0”"),
        ("￥327,000.00（大写：叁拾贰万捌仟元整）", "不一致"),
        ("三万五", "两种读法"),
        ("12w", "缩写"),
        ("壹贰叁元", "次序"),
    ],
)
def test_an_uncertain_amount_is_refused_in_the_words_for_amounts(written: str, says: str) -> None:
    (refused,) = told(with_amount(written), "LX-C012")
    assert says in refused.message("zh")
    assert (refused.where.line, refused.where.field) == (14, "obligations[1].amount（金额）")


# --- dates ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "written",
    [
        "2024-02-01 00:00:00",
        "2024年2月1日（周四）",
        "贰零贰肆年零贰月零壹日",
        "2024-02-01T09:30",
        "2024年2月1日星期四上午",
    ],
)
def test_a_day_with_its_time_or_weekday_is_that_day(written: str) -> None:
    case = parse_case(with_date(written)).case
    assert case is not None
    assert case.deliveries[0].date == date(2024, 2, 1)


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("2024年2月1日（星期三）", "星期"),
        ("2024-02-01 24:00", "时间"),
        ("2024年2月", "哪一天"),
        ("2024年2月底", "大概"),
        ("45323", "日期序号"),
        ("农历二〇二四年正月初一", "农历"),
        ("01/02/2024", "次序不明"),
    ],
)
def test_an_uncertain_day_is_refused_in_the_words_for_days(written: str, says: str) -> None:
    (refused,) = told(with_date(written), "LX-C011")
    assert says in refused.message("zh")
    assert refused.where.line == 16


# --- rates ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "value", "per"),
    [
        ("日息万三", "0.0003", "day"),
        ("日息万分之三", "0.0003", "day"),
        ("月息一分五", "0.015", "month"),
        ("年利率15.4%", "0.154", "year"),
        ("每逾期一日按未付款项的万分之三支付违约金", "0.0003", "day"),
    ],
)
def test_rates_as_contracts_say_them(written: str, value: str, per: str) -> None:
    case = parse_case(with_rate(written)).case
    assert case is not None
    rate = case.contracts[0].late_penalty.rate
    assert (rate.value, rate.per) == (Decimal(value), per)


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("约定的标准", "哪种标准"),
        ("0.05%", "按日、按月还是按年"),
        ("每逾期一日按合同总价的万分之三", "未付的金额"),
        ("每日万分之三，不超过总额的5%", "上限"),
        ("年息1分", "两种读法"),
        ("同期存款利率", "浮动利率"),
        ("LPR下浮10%", "低于公布利率"),
        ("每日万分之五（0.5%）", "不一致"),
    ],
)
def test_an_uncertain_rate_is_refused_in_the_words_for_rates(written: str, says: str) -> None:
    (refused,) = told(with_rate(written), "LX-C013")
    assert says in refused.message("zh")
    assert "日期" not in refused.message("zh") and "date" not in refused.message("en")


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("LPR的4倍", "一年期LPR的4倍"),
        ("四倍LPR", "一年期LPR的4倍"),
        ("违约时一年期LPR加计50%", "违约时一年期LPR的1.5倍"),
    ],
)
def test_a_penalty_on_lpr_is_read_and_interest_on_it_is_refused_by_name(written: str, words: str) -> None:
    penal = parse_case(with_rate(written)).case
    assert penal is not None and penal.contracts[0].late_penalty is not None
    assert floating_words(penal.contracts[0].late_penalty.rate) == words
    (refused, found) = interest(written)
    if penal.contracts[0].late_penalty.rate.anchor:
        assert refused is None and found is not None and found.late_interest is not None
    else:
        assert refused is not None and found is None and words in refused.message("zh")


def interest(written: str) -> tuple[Any, Any]:
    """Return the refusal of a late interest so written, and the contract; one of both is nothing."""
    lent = parse_case(with_rate(written).replace("late_penalty:", "late_interest:"))
    refused = next((f for f in lent.findings if f.code == "LX-C058"), None)
    return refused, lent.case.contracts[0] if lent.case else None


# --- the inputs of users -------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["date-weekday", "date-with-time", "rate-reason"])
def test_case_files_that_people_wrote_are_read(name: str) -> None:
    assert parse_case((ODD / f"{name}.yaml").read_bytes()).case is not None
