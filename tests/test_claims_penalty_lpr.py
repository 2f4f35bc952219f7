"""A penalty on LPR, and two rates one after the other: counted by hand from the publications, then asked.

Facts: price 500,000 due on 2024-03-31 (a Sunday, agreed as a day and so not moved), contract of 2023-05-10, account of
2024-12-31. One-year LPR: 3.65 % in force on 2023-05-10, 3.45 % on 2024-04-01, 3.35 % from 2024-07-22, 3.10 % from
2024-10-21; above five years 3.95 % on 2024-04-01. Default begins on 2024-04-01: 112 + 91 + 72 = 275 days to 2024-12-31.

* 同期LPR的1.5倍: 500,000 × 5.175 % × 112 / 365 = 7,939.73; × 5.025 % × 91 / 365 = 6,264.04; × 4.65 % × 72 / 365 =
  4,586.30; together 18,790.07, each day after 63.70.
* 违约时: 5.175 % × 275 / 365 = 19,494.86. 合同成立时: 5.475 % is 75.00 a day = 20,625.00.
* 五年期以上, 违约时, 1.3倍: 5.135 % × 275 / 365 = 19,344.18.
* 每日万分之三, after 30 days 每日万分之五: 500,000 × 0.0003 × 30 = 4,500.00 and × 0.0005 × 245 = 61,250.00.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal as D

import pytest

from lexcollect.casefile import parse_case
from lexcollect.causes import HeadKind
from lexcollect.claims.schedule_table import table_of
from lexcollect.deadlines.matter import Matter, answer_case
from lexcollect.findings import Refused

AS_OF = date(2024, 12, 31)
CASE = """schema: lexcollect/case/1
案名: 轴承货款
当事人:
  - {编号: 甲, 身份: 债权人, 类型: 法人, 名称: 虚构甲商贸有限公司}
  - {编号: 乙, 身份: 债务人, 类型: 法人, 名称: 虚构乙制造有限公司}
合同:
  - {编号: 合同, 案由: 买卖合同纠纷, 名称: 购销合同, 签订日期: 2023-05-10, 货物: 轴承, 违约金: PENALTY}
应收款:
  - {编号: D1, 合同: 合同, 日期: 2024-01-10, 金额: 500000, 到期: 2024-03-31}
"""


def matter(penalty: str, more: str = "", as_of: date = AS_OF) -> Matter:
    loaded = parse_case(CASE.replace("PENALTY", penalty) + more)
    assert loaded.case is not None, [f.line() for f in loaded.findings]
    return answer_case(loaded.case, as_of)


def penalty_of(found: Matter) -> D:
    return next(head.amount for head in found.claims.heads if head.kind is HeadKind.PENALTY)


def codes(found: Matter) -> set[str]:
    return {f.code for f in found.claims.findings}


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("同期一年期LPR的1.5倍", "18790.07"),
        ("违约时一年期LPR的1.5倍", "19494.86"),
        ("合同成立时一年期LPR的1.5倍", "20625.00"),
        ("违约时五年期以上LPR的1.3倍", "19344.18"),
        ("2023年5月10日一年期LPR的1.5倍", "20625.00"),
    ],
)
def test_the_words_say_of_which_day_the_rate_is(words: str, expected: str) -> None:
    assert penalty_of(matter(words)) == D(expected)


def test_every_line_of_a_running_rate_can_be_redone_by_hand() -> None:
    (debt,) = matter("同期一年期LPR的1.5倍").account.obligations
    assert [(str(x.first), x.days, x.base_rate, x.rate, x.amount) for x in debt.lines] == [
        ("2024-04-01", 112, D("3.45"), D("5.175"), D("7939.73")),
        ("2024-07-22", 91, D("3.35"), D("5.025"), D("6264.04")),
        ("2024-10-21", 72, D("3.10"), D("4.650"), D("4586.30")),
    ]
    assert debt.penalty_per_day == D("63.70")


def test_words_without_a_day_are_asked_about_and_the_other_reading_is_shown_in_yuan() -> None:
    found = matter("LPR的1.5倍")
    assert penalty_of(found) == D("18790.07") and "LX-M230" in codes(found)
    head = next(head for head in found.claims.heads if head.kind is HeadKind.PENALTY)
    assert [r.value for r in head.readings if "违约发生时" in r.reading.render("zh")] == [D("19494.86")]
    clear = matter("同期一年期LPR的1.5倍")
    assert "LX-M230" not in codes(clear)
    assert not [r for h in clear.claims.heads for r in h.readings if "违约发生时" in r.reading.render("zh")]


def test_a_rate_of_the_day_of_suit_is_provisional_until_there_is_one() -> None:
    # LPR on 2024-12-31 is 3.10 %: 4.65 % × 275 / 365 = 17,517.12. Sued on 2024-07-01 (3.45 %): 19,494.86.
    before = matter("起诉时一年期LPR的1.5倍")
    sued = matter("起诉时一年期LPR的1.5倍", "程序:\n  - {编号: 诉, 类型: 起诉, 日期: 2024-07-01}\n")
    assert penalty_of(before) == D("17517.12") and "LX-M231" in codes(before)
    assert penalty_of(sued) == D("19494.86") and "LX-M231" not in codes(sued)


def test_a_second_rate_follows_after_so_many_days_or_from_a_day() -> None:
    after = matter("{标准: 每日万分之三, 其后标准: {逾期满天数: 30, 标准: 每日万分之五}}")
    (debt,) = after.account.obligations
    assert [(str(x.first), x.days, x.amount) for x in debt.lines] == [
        ("2024-04-01", 30, D("4500.00")),
        ("2024-05-01", 245, D("61250.00")),
    ]
    on = matter("{标准: 每日万分之三, 其后标准: {改变日: 2024-05-01, 标准: 每日万分之五}}")
    assert penalty_of(on) == penalty_of(after) == D("65750.00")


@pytest.mark.parametrize("then", ["{标准: 每日万分之五}", "{逾期满天数: 30, 改变日: 2024-05-01, 标准: 每日万分之五}"])
def test_a_second_rate_without_one_beginning_is_refused(then: str) -> None:
    with pytest.raises(Refused) as refused:
        matter(f"{{标准: 每日万分之三, 其后标准: {then}}}")
    assert [f.code for f in refused.value.findings] == ["LX-C190"]


def test_a_day_rate_and_a_year_rate_are_not_joined() -> None:
    with pytest.raises(Refused) as refused:
        matter("{标准: 每日万分之三, 其后标准: {逾期满天数: 30, 标准: 同期一年期LPR的4倍}}")
    assert [f.code for f in refused.value.findings] == ["LX-M009"]


def test_before_default_nothing_runs_and_a_payment_lessens_what_follows() -> None:
    assert not matter("同期一年期LPR的1.5倍", as_of=date(2024, 3, 31)).account.penalty
    # 100,000 on 2024-07-22: the penalty so far first (民法典 561 by analogy): 7,939.73, then 92,060.27 of the price.
    paid = matter("同期一年期LPR的1.5倍", "付款:\n  - {编号: 款, 日期: 2024-07-22, 金额: 100000}\n")
    (debt,) = paid.account.obligations
    assert debt.principal == D("407939.73")
    # 407,939.73 × 5.025 % × 91 / 365 = 5,110.70; × 4.65 % × 72 / 365 = 3,741.87.
    assert [x.amount for x in debt.lines[1:]] == [D("5110.70"), D("3741.87")]


def test_what_is_no_more_than_lpr_and_a_half_has_no_reduced_reading() -> None:
    assert not [
        r for r in matter("违约时一年期LPR的1.5倍").account.answer.alternatives if "调减" in r.reading.render("zh")
    ]
    assert [r for r in matter("同期一年期LPR的4倍").account.answer.alternatives if "调减" in r.reading.render("zh")]


@pytest.mark.parametrize(
    ("words", "moves"),
    [
        ("同期一年期LPR的1.5倍", True),
        ("违约时一年期LPR的1.5倍", False),
        ("每日万分之五", False),
        ("{标准: 同期一年期LPR的1.5倍, 其后标准: {改变日: 2024-05-01, 标准: 年利率6%}}", False),
        ("{标准: 年利率6%, 其后标准: {改变日: 2024-05-01, 标准: 同期一年期LPR的1.5倍}}", True),
    ],
)
def test_what_a_further_day_adds_is_said_to_move_only_where_it_does(words: str, moves: bool) -> None:
    found = matter(words)
    assert found.account.moves is moves and table_of(found.case, found.account).moves is moves
