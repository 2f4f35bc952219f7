"""Words of a clause under 原文 and nothing beside it are read as the clause, never taken for “nothing was agreed”.

Facts: a guarantee whose form has only 原文 filled: 主债务履行期限届满之日起两年. Question: how long is the period? Two
years as agreed; six months hold only where nothing clear was agreed (民法典 692).
"""

from __future__ import annotations

import pytest

from lexcollect.casefile import kinds as k
from lexcollect.casefile import parse_case

_CASE = """\
格式: lexcollect/case/1
案名: 借款
当事人:
  - {编号: 甲, 身份: 债权人, 类型: 法人, 名称: 甲方示例有限公司, 住所地: 甲地}
  - {编号: 乙, 身份: 债务人, 类型: 法人, 名称: 乙方样例有限公司, 住所地: 乙地}
  - {编号: 丙, 身份: 保证人, 类型: 自然人, 名称: 丙样例, 住所地: 乙地}
合同:
  - {编号: 合同, 案由: 买卖合同纠纷, 名称: 购销合同, 签订日期: 2025-01-01}
应收款:
  - {编号: 货款, 合同: 合同, 日期: 2025-05-01, 金额: 10000}
担保:
  - {编号: 保, 类型: 一般保证, 担保人: 丙, 所属合同: 合同, 设立日期: 2025-01-01, 保证期间: PERIOD}
"""


@pytest.mark.parametrize(
    ("written", "count", "unit"),
    [
        ("{原文: 主债务履行期限届满之日起两年}", 2, k.Unit.YEAR),
        ("主债务履行期限届满之日起两年", 2, k.Unit.YEAR),
        ("{原文: 主债务履行期限届满之日起六个月, 期间长度: , 单位: }", 6, k.Unit.MONTH),
        (
            "{原文: 自到期之日起, 期间长度: 3, 单位: 年}",
            3,
            k.Unit.YEAR,
        ),  # the keys say it, the words are the clause's own
    ],
)
def test_the_words_alone_say_the_period(written: str, count: int, unit: k.Unit) -> None:
    case = parse_case(_CASE.replace("PERIOD", written)).case
    assert case is not None
    period = case.securities[0].period
    assert period is not None and (period.count, period.unit, period.none_agreed) == (count, unit, False)
    assert period.text


def test_words_that_say_no_period_are_told_and_not_taken_for_none() -> None:
    found = parse_case(_CASE.replace("PERIOD", "{原文: 见保证书}"))
    assert "LX-C237" in {one.code for one in found.findings}
