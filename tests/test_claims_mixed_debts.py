"""Debts of several kinds in one matter: money meant for one contract, and a debt on demand beside one that is due.

Two contracts: 100,000 due 2024-05-31 at 每日万分之五, 40,000 due 2024-06-30 at 每日万分之三; account of 2024-12-31.
30,000 of 2024-08-01 were meant for the second (民法典 560(1)): 31 days × 12.00 = 372.00 of its penalty, 29,628.00 of
its price, 10,372.00 left, 153 days 476.07. 20,000 of 2024-09-01 named nothing: both are due and unsecured, the first is
the heavier burden (560(2)): 92 × 50.00 = 4,600.00 and 15,400.00, 84,600.00 left, 122 days 5,160.60; in all 100,608.67.

Were the 20,000 meant for the second too: 96.46 and 10,372.00, the rest 9,531.54 to the first: 4,600.00 and 4,931.54,
95,068.46 left, 122 days 5,799.18; 100,867.64, 258.97 more.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal as D

from lexcollect.casefile import parse_case
from lexcollect.deadlines.matter import Matter, answer_case

HEAD = """格式: lexcollect/case/1
案名: 混合
当事人:
  - {编号: 甲, 身份: 债权人, 类型: 公司, 名称: 虚构甲商贸有限公司}
  - {编号: 乙, 身份: 债务人, 类型: 公司, 名称: 虚构乙制造有限公司}
"""
TWO = """合同:
  - {编号: 一号, 案由: 买卖合同纠纷, 名称: 购销合同, 签订日期: 2024-04-01, 违约金: 每日万分之五}
  - {编号: 二号, 案由: 买卖合同纠纷, 名称: 补充合同, 签订日期: 2024-05-01, 违约金: 每日万分之三}
应收款:
  - {编号: 一, 合同: 一号, 日期: 2024-04-10, 金额: 100000, 到期: 2024-05-31}
  - {编号: 二, 合同: 二号, 日期: 2024-05-02, 金额: 40000, 到期: 2024-06-30}
付款:
  - {编号: 甲款, 日期: 2024-08-01, 金额: 30000, 指明合同: 二号}
  - {编号: 乙款, 日期: 2024-09-01, 金额: 20000}
"""
ON_DEMAND = """合同:
  - {编号: 一号, 案由: 买卖合同纠纷, 名称: 购销合同, 签订日期: 2024-04-01, 违约金: 每日万分之五}
  - {编号: 二号, 案由: 买卖合同纠纷, 名称: 补充合同, 签订日期: 2024-05-01, 违约金: 每日万分之五,
     付款期限: {起算: 没有约定}}
应收款:
  - {编号: 一, 合同: 一号, 日期: 2024-04-10, 金额: 100000, 到期: 2024-05-31}
  - {编号: 二, 合同: 二号, 日期: 2024-05-02, 金额: 40000}
"""


def answered(text: str) -> Matter:
    loaded = parse_case(HEAD + text)
    assert loaded.case is not None, [f.line() for f in loaded.findings]
    return answer_case(loaded.case, date(2024, 12, 31))


def test_money_meant_for_a_contract_goes_to_its_debts_and_the_rest_by_the_ladder() -> None:
    account = answered(TWO).account
    assert [(s.payment, s.debt, s.amount) for s in account.shares] == [
        ("甲款", "二", D("372.00")),
        ("甲款", "二", D("29628.00")),
        ("乙款", "一", D("4600.00")),
        ("乙款", "一", D("15400.00")),
    ]
    assert [(o.principal, o.penalty) for o in account.obligations] == [
        (D("84600.00"), D("5160.60")),
        (D("10372.00"), D("476.07")),
    ]


def test_what_another_meaning_of_the_payment_changes_is_told_in_yuan() -> None:
    assert [o.effect for o in answered(TWO).account.other_orders] == [D("258.97")]


def test_a_debt_on_demand_beside_a_due_one_waits_and_bears_nothing() -> None:
    """民法典 511(4): nobody demanded yet: no default, no penalty, no limitation; the due one runs (214 days)."""
    matter = answered(ON_DEMAND)
    assert [(o.id, o.penalty, o.due.open) for o in matter.account.obligations] == [
        ("一", D("10700.00"), False),
        ("二", D("0.00"), True),
    ]
