"""A penalty with an agreed limit (违约金总额不超过合同价款的5%): counted by hand, then asked (民法典 585(1)).

Price 100,000, due Friday 2024-05-31, 每日万分之五 = 50.00 a day, at most 5 % of the price = 5,000: reached after 100
days, on 2024-09-08 (30 + 31 + 31 + 8). The account is of 2024-12-31.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal as D
from pathlib import Path

import pytest

from lexcollect.casefile import parse_case
from lexcollect.casefile.checks import facts_of
from lexcollect.casefile.exhibits import ExhibitRef
from lexcollect.causes import HeadKind
from lexcollect.deadlines.matter import Matter, answer_case
from lexcollect.documents.drafting import draft
from lexcollect.documents.material import Material
from lexcollect.findings import Refused
from test_papers_loan import texts

CASE = """格式: lexcollect/case/1
案名: 上限
当事人:
  - {编号: 甲, 身份: 债权人, 类型: 公司, 名称: 虚构甲商贸有限公司, 住所: 江州市东湖区1号, 电话: "0570-8000001",
     法定代表人: {姓名: 张示例, 职务: 经理}, 账户: {户名: 虚构甲商贸有限公司, 开户行: 示例银行, 账号: "62000001"}}
  - {编号: 乙, 身份: 债务人, 类型: 公司, 名称: 虚构乙制造有限公司, 住所: 江州市西湖区2号,
     法定代表人: {姓名: 李示例, 职务: 经理}}
合同:
  - 编号: 合同
    案由: 买卖合同纠纷
    名称: 购销合同
    签订日期: 2024-04-01
    违约金: {标准: RATE, 条款: 第5条, 上限: LIMIT}
    管辖: {类型: 法院, 法院: 江州市东湖区人民法院, 条款: 第8条}
应收款:
  - {编号: 一, 合同: 合同, 日期: 2024-04-10, 金额: 100000, 到期: 2024-05-31}
"""
OF_PRICE = "{百分比: 5, 合同价款: 100000}"
SECOND = "  - {编号: 二, 合同: 合同, 日期: 2024-04-20, 金额: 40000, 到期: 2024-07-31}\n"
PLAN = "和解:\n  分期:\n    - {应付日期: 2025-01-31, 金额: 20000}\n    - {应付日期: 2025-03-31}\n"


def asked(limit: str, more: str = "", rate: str = "每日万分之五", as_of: date = date(2024, 12, 31)) -> Matter:
    loaded = parse_case(CASE.replace("LIMIT", limit).replace("RATE", rate) + more)
    assert loaded.case is not None, [f.line() for f in loaded.findings]
    return answer_case(loaded.case, as_of)


def penalty(matter: Matter) -> tuple[D, D]:
    """Return what is asked of penalty and what a further day adds."""
    (head,) = [head for head in matter.claims.heads if head.kind is HeadKind.PENALTY]
    return head.amount, head.per_day


def test_the_penalty_ends_on_the_day_it_reaches_the_limit() -> None:
    matter = asked(OF_PRICE)
    assert penalty(matter) == (D("5000.00"), D("0.00"))
    (one,) = matter.account.obligations
    assert [(str(x.first), str(x.last), x.days, x.amount) for x in one.lines] == [
        ("2024-06-01", "2024-09-07", 99, D("4950.00")),
        ("2024-09-08", "2024-09-08", 1, D("50.00")),
    ]


def test_the_day_before_the_limit_it_still_runs() -> None:
    assert penalty(asked(OF_PRICE, as_of=date(2024, 9, 7))) == (D("4950.00"), D("50.00"))


def test_what_was_paid_of_the_penalty_counts_for_the_limit() -> None:
    """20,000 on 2024-07-01: 30 days 1,500.00 of penalty, 18,500 of the price; 81,500 bear 40.75 a day.

    3,500 are left to the limit: 85 days 3,463.75 to 2024-09-23, and 36.25 on the day after.
    """
    matter = asked(OF_PRICE, "付款:\n  - {编号: 款, 日期: 2024-07-01, 金额: 20000}\n")
    assert penalty(matter) == (D("3500.00"), D("0.00"))
    (one,) = matter.account.obligations
    assert one.principal == D("81500.00")
    assert [(str(x.last), x.amount) for x in one.lines] == [
        ("2024-06-30", D("1500.00")),
        ("2024-09-23", D("3463.75")),
        ("2024-09-24", D("36.25")),
    ]


def test_several_debts_of_one_contract_share_its_limit() -> None:
    """At most 5 % of 140,000 = 7,000: 61 days × 50 = 3,050 to 2024-07-31; then 70 a day: 56 days 3,920, 30.00 left."""
    matter = asked("{百分比: 5, 合同价款: 140000}", SECOND)
    assert penalty(matter) == (D("7000.00"), D("0.00"))
    assert max(x.last for o in matter.account.obligations for x in o.lines) == date(2024, 9, 26)


def test_a_limit_of_each_overdue_sum_ends_each_for_itself() -> None:
    """5 % of 100,000 = 5,000 on 2024-09-08; of 40,000 = 2,000 at 20 a day: 100 days to 2024-11-08."""
    matter = asked("{百分比: 5, 以何为准: 逾期金额}", SECOND)
    assert [(o.penalty, str(o.lines[-1].last)) for o in matter.account.obligations] == [
        (D("5000.00"), "2024-09-08"),
        (D("2000.00"), "2024-11-08"),
    ]


def test_a_limit_of_a_yearly_rate_on_lpr() -> None:
    """LPR of the default, 3.45 % × 4 = 13.8 %: 37.81 a day; 3,000 after 79 days (2,986.85) and 13.15 on 2024-08-19."""
    matter = asked("{金额: 3000}", rate="违约时一年期LPR的4倍")
    assert penalty(matter) == (D("3000.00"), D("0.00"))
    (one,) = matter.account.obligations
    assert [(str(x.last), x.amount) for x in one.lines] == [("2024-08-18", D("2986.85")), ("2024-08-19", D("13.15"))]


def test_without_a_price_the_receivables_are_taken_and_it_is_said() -> None:
    matter = asked("5%")
    assert penalty(matter)[0] == D("5000.00")
    codes = {f.code for f in matter.claims.findings}
    assert {"LX-M276", "LX-M277"} <= codes
    assert "LX-M276" not in {f.code for f in asked(OF_PRICE).claims.findings}


@pytest.mark.parametrize("limit", ["{百分比: 5, 金额: 5000}", "{合同价款: 5000}"])
def test_a_limit_that_says_no_one_sum_is_refused(limit: str) -> None:
    with pytest.raises(Refused) as refused:
        asked(limit)
    assert [f.code for f in refused.value.findings] == ["LX-C250"]


def test_the_working_says_the_limit_and_its_day() -> None:
    (head,) = [head for head in asked(OF_PRICE).claims.heads if head.kind is HeadKind.PENALTY]
    (step,) = [step for step in head.rate_steps if step.rule == "penalty.limit"]
    assert "2024-09-08" in step.text.render("zh") and "5,000.00" in step.text.render("zh")


def said_in(matter: Matter, root: Path) -> dict[str, str]:
    ids = dict.fromkeys(id for fact in facts_of(matter.case) for id in fact.evidence)
    exhibits = {id: ExhibitRef(id, f"{n}", id, "书证", 1) for n, id in enumerate(ids, 1)}
    material = Material(matter.case, matter.claims, exhibits)
    return texts(draft(("complaint", "demand", "settlement"), material, root, sources={"案件.yaml": "0" * 64}))


def test_papers_at_the_limit_ask_for_the_sum_and_nothing_after(tmp_path: Path) -> None:
    said = said_in(asked(OF_PRICE, PLAN), tmp_path)
    assert "判令被告支付违约金5,000.00元（计算至2024年9月8日）" in said["complaint"]
    assert "违约金总额以合同价款100,000.00元的5%为限（第5条）" in said["complaint"]
    assert "计算至2024年9月8日（已达到约定的上限）" in said["complaint"]
    assert "每日50" not in said["complaint"] + said["demand"] + said["settlement"]


def test_papers_below_the_limit_ask_for_no_more_than_it(tmp_path: Path) -> None:
    said = said_in(asked(OF_PRICE, PLAN, as_of=date(2024, 8, 31)), tmp_path)
    assert (
        "按每日万分之五计算至实际付清之日止，违约金总额以合同价款100,000.00元的5%为限）" in said["complaint"]
        and "继续计算至实际付清之日，违约金总额以合同价款100,000.00元的5%为限" in said["demand"]
    )
    assert "约定的每日万分之五（违约金总额以合同价款100,000.00元的5%为限）" in said["settlement"]
