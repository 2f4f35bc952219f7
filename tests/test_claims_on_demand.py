"""Debts for which no day was agreed: counted by hand from 民法典 511(4), 628, 675 and 诉讼时效规定 4, then asked.

A note of 80,000 without a day, money of 2022-05-10, no rate. 5,000 came on 2024-01-10 (民法典 675: at any time, all of
it principal). A demand arrived on 2025-03-05 and gave 15 days: due on 2025-03-20, default from 03-21. LPR of that day
3.10 %, fixed, no mark-up (民间借贷规定 28(2)(1)): 75,000 × 3.10 % × 102 / 365 = 649.73 to 2025-06-30. Limitation three
years from the end of the grace: 2028-03-20.

Goods without a day: the last delivery of 2024-02-20 makes the price due that day (民法典 628), whoever demands later:
limitation to 2027-02-20, a Saturday, so Monday 02-22.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal as D

import pytest

from lexcollect.casefile import kinds as k
from lexcollect.casefile import parse_case
from lexcollect.causes import HeadKind
from lexcollect.deadlines.matter import Matter, answer_case
from lexcollect.documents.material import Material
from lexcollect.documents.register import PAPERS
from lexcollect.law.rules.parts import Why
from lexcollect.law.states import State

AS_OF = date(2025, 6, 30)
NOTE = """schema: lexcollect/case/1
案名: 无期限借条
当事人:
  - {编号: 甲, 身份: 债权人, 类型: 自然人, 名称: 甲示例, 住所: 甲地}
  - {编号: 乙, 身份: 债务人, 类型: 自然人, 名称: 乙示例, 住所: 乙地}
  - {编号: 丙, 身份: 保证人, 类型: 自然人, 名称: 丙示例, 住所: 丙地}
合同:
  - {编号: 借条, 案由: 民间借贷纠纷, 名称: 借条, 签订日期: 2022-05-10, 付款期限: TERM}
应收款:
  - {编号: 借款, 合同: 借条, 日期: 2022-05-10, 金额: 80000}
借款交付:
  - {应收款: 借款, 日期: 2022-05-10, 金额: 80000}
付款:
  - {编号: 还, 日期: 2024-01-10, 金额: 5000}
担保:
  - {编号: 保, 类型: 连带责任保证, 担保人: 丙, 出具日期: 2022-05-10}
选择: {法院: 甲地人民法院}
"""
LETTER = "催收:\n  - {编号: 催告, 类型: 催款函, 日期: 2025-03-03, 收件方: 乙, 送达日期: 2025-03-05, 状态: 签收GRACE}\n"
SALE = """schema: lexcollect/case/1
案名: 零售货款
当事人:
  - {编号: 甲, 身份: 债权人, 类型: 法人, 名称: 虚构甲商贸有限公司}
  - {编号: 乙, 身份: 债务人, 类型: 法人, 名称: 虚构乙制造有限公司}
合同:
  - {编号: 合同, 案由: 买卖合同纠纷, 名称: 购销合同, 签订日期: 2024-01-10, 货物: 轴承, 违约金: 每日万分之五}
应收款:
  - {编号: D1, 合同: 合同, 日期: 2024-01-10, 金额: 100000, 到期: 没有约定}
"""


def answered(text: str, as_of: date = AS_OF) -> Matter:
    loaded = parse_case(text)
    assert loaded.case is not None, [f.line() for f in loaded.findings]
    return answer_case(loaded.case, as_of)


def note(more: str = "", term: str = "随时归还", as_of: date = AS_OF) -> Matter:
    return answered(NOTE.replace("TERM", term) + more, as_of)


def demanded(grace: str = ", 宽限天数: 15", term: str = "随时归还", as_of: date = AS_OF) -> Matter:
    return note(LETTER.replace("GRACE", grace), term, as_of)


def codes(matter: Matter) -> set[str]:
    return {f.code for f in matter.claims.findings}


def limitation(matter: Matter) -> list[tuple[str, State, str]]:
    rows = [d for d in matter.agenda.deadlines if d.rule.startswith("limitation")]
    return [(d.rule, d.state, str(d.period.last_day) if d.period else "") for d in rows]


def test_nothing_is_due_before_a_demand_and_it_is_told_what_to_do() -> None:
    matter = note()
    (debt,) = matter.account.obligations
    assert debt.due.open and not debt.lines and debt.principal == D(75000)
    assert "LX-M232" in codes(matter) and "LX-M002" not in codes(matter)
    assert limitation(matter) == [("limitation.no_due_date", State.NOT_STARTED, "")]


def test_what_is_paid_before_goes_to_the_principal_at_once() -> None:
    (share,) = note().account.shares
    assert (share.amount, share.why, str(share.day)) == (D(5000), Why.AT_WILL, "2024-01-10")


def test_the_guarantee_has_not_begun_either() -> None:
    (row,) = [d for d in note().agenda.deadlines if d.rule == "guarantee.period"]
    assert row.state is State.NOT_STARTED and "692" in str(row.answer.trace[0].cites[0])


def test_the_grace_of_the_first_demand_makes_it_due() -> None:
    matter = demanded()
    (debt,) = matter.account.obligations
    assert (str(debt.due.rolled), str(debt.first_day)) == ("2025-03-20", "2025-03-21")
    assert {h.kind: h.amount for h in matter.claims.heads} == {
        HeadKind.LOAN: D(75000),
        HeadKind.LATE_INTEREST: D("649.73"),
    }
    assert limitation(matter) == [("limitation.no_due_date", State.RUNNING, "2028-03-20")]
    assert not {"LX-M232", "LX-M233"} & codes(matter)


def test_a_grace_agreed_in_the_note_holds_where_the_demand_gives_none() -> None:
    (debt,) = demanded("", "出借人要求后10日内归还").account.obligations
    # Ten days from 2025-03-05: 2025-03-15, a Saturday; a period moves to Monday 03-17 (民法典 203).
    assert (str(debt.due.unrolled), str(debt.due.rolled)) == ("2025-03-15", "2025-03-17")


def test_a_demand_without_a_grace_is_due_on_arrival_and_that_is_told() -> None:
    matter = demanded("")
    assert str(matter.account.obligations[0].due.rolled) == "2025-03-05"
    assert "LX-M233" in codes(matter)
    assert limitation(matter) == [("limitation.no_due_date", State.RUNNING, "2028-03-06")]


def test_of_two_demands_the_first_counts_and_one_that_came_back_none() -> None:
    later = "  - {编号: 二, 类型: 催款函, 日期: 2025-05-01, 收件方: 乙, 送达日期: 2025-05-03, 宽限天数: 30}\n"
    first = LETTER.replace("GRACE", ", 宽限天数: 15")
    assert str(note(first + later).account.obligations[0].due.rolled) == "2025-03-20"
    returned = first.replace("送达日期: 2025-03-05, 状态: 签收", "状态: 退回")
    # 2025-05-03 and 30 days: 2025-06-02, the Monday of the Dragon Boat holiday, so 06-03.
    assert str(note(returned + later).account.obligations[0].due.rolled) == "2025-06-03"


def test_a_complaint_that_was_served_is_a_demand() -> None:
    suit = "程序:\n  - {编号: 诉, 类型: 起诉, 日期: 2025-04-01, 起诉状副本送达日: 2025-04-20}\n"
    (debt,) = note(suit).account.obligations
    assert debt.due.basis == "suit" and str(debt.due.rolled) == "2025-04-20"


@pytest.mark.parametrize(("paper", "stopped"), [("complaint", True), ("preservation", True), ("letter", False)])
def test_before_a_demand_only_a_demand_may_be_written(paper: str, stopped: bool) -> None:
    matter = note()
    found = {f.code for f in PAPERS[paper].view()(Material(matter.case, matter.claims, {})).findings}
    assert ("LX-P111" in found) is stopped and "LX-P017" not in found


def test_the_complaint_tells_the_demand_and_no_agreed_day() -> None:
    matter = demanded()
    fields = PAPERS["complaint"].view()(Material(matter.case, matter.claims, {})).fields
    said = fields["订单"][0]["到期"]
    assert said == "双方没有约定该笔借款的还款期限；2025年3月5日的催告给予的宽限期于2025年3月20日届满"


def test_the_first_demand_claims_no_breach() -> None:
    more = "住所: 甲地, 电话: 19900000001, 账户: {户名: 甲, 开户行: 虚构银行, 账号: '62'}}"
    text = NOTE.replace("TERM", "随时归还").replace("住所: 甲地}", more)
    matter, later = answered(text), answered(text + LETTER.replace("GRACE", ", 宽限天数: 15"))
    fields = PAPERS["demand"].view()(Material(matter.case, matter.claims, {})).fields
    assert "第五百一十一条" in fields["法律依据"] and "第五百七十七条" not in fields["法律依据"]
    assert "可以随时请求履行，但是应当给对方必要的准备时间" in str(fields) and "贵方未按约定" not in str(fields)
    again = PAPERS["demand"].view()(Material(later.case, later.claims, {})).fields
    assert "必要的准备时间" not in str(again) and "第五百七十七条" in again["法律依据"]


def test_an_open_price_is_due_on_receipt_whoever_demands_later() -> None:
    goods = "交货:\n  - {应收款: D1, 日期: 2024-02-20, 货物: 轴承}\n"
    matter = answered(SALE + goods)
    (debt,) = matter.account.obligations
    assert debt.due.basis == "receipt" and str(debt.due.rolled) == "2024-02-20"
    # 100,000 × 0.0005 from 2024-02-21 to 2025-06-30: 496 days.
    assert debt.penalty == D("24800.00") and "LX-M234" in codes(matter)
    assert limitation(matter) == [("limitation.general", State.RUNNING, "2027-02-22")]


def test_an_open_price_of_goods_not_delivered_waits() -> None:
    (debt,) = answered(SALE).account.obligations
    assert debt.due.open and not debt.penalty


def test_words_for_no_agreed_day_are_read() -> None:
    for words in ("没有约定", "未约定还款期限", "随时", "经催告后归还"):
        (contract,) = note(term=words).case.contracts
        assert contract.payment_term is not None and contract.payment_term.after is k.After.DEMAND
