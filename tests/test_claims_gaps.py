"""A debt without a due day or an amount holds up itself alone: counted by hand, then asked.

Two contracts of sale, each with 0.05 % a day. D1 100,000 due 2025-01-31; D2 50,000, no day; D3 80,000 (second contract)
due 2025-03-31. To 2025-06-30, counted: D1 from 02-01: 28+31+30+31+30 = 150 days × 50.00 = 7,500.00; D3 from 04-01:
30+31+30 = 91 days × 40.00 = 3,640.00. In the account: 230,000 + 11,140 = 241,140.00; in the complaint, without D2:
180,000 + 11,140 = 191,140.00. Limitation (民法典 188): D1 to 2028-01-31, D3 to 2028-03-31, D2 cannot be told.
"""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal as D
from pathlib import Path

import pytest

from cli_run import typed
from lexcollect.casefile import parse_case
from lexcollect.causes import HeadKind
from lexcollect.deadlines.matter import Matter, answer_case
from lexcollect.documents.material import Material
from lexcollect.documents.register import PAPERS
from lexcollect.law.states import State

AS_OF = date(2025, 6, 30)
CASE = """schema: lexcollect/case/1
案名: 三笔货款
当事人:
  - {编号: 甲, 身份: 债权人, 类型: 法人, 名称: 虚构甲商贸有限公司, 住所: 甲地}
  - {编号: 乙, 身份: 债务人, 类型: 法人, 名称: 虚构乙制造有限公司, 住所: 乙地}
  - {编号: 丙, 身份: 保证人, 类型: 自然人, 名称: 丙示例, 住所: 丙地}
合同:
  - {编号: A, 案由: 买卖合同纠纷, 名称: 轴承购销合同, 签订日期: 2024-12-10, 货物: 轴承, 违约金: 每日万分之五}
  - {编号: B, 案由: 买卖合同纠纷, 名称: 齿轮购销合同, 签订日期: 2024-12-20, 货物: 齿轮, 违约金: 每日万分之五}
应收款:
  - {编号: D1, 合同: A, 日期: 2024-12-12, 金额: 100000, 到期: 2025-01-31}
  - {编号: D2, 合同: A, 日期: 2024-12-15, 金额: 50000}
  - {编号: D3, 合同: B, 日期: 2024-12-22, 金额: 80000, 到期: 2025-03-31}
选择: {法院: 乙地人民法院}
"""
UNSIZED = CASE.replace("金额: 50000}", "金额: 待定, 到期: 2025-02-28}")


def answered(text: str) -> Matter:
    loaded = parse_case(text)
    assert loaded.case is not None, [f.line() for f in loaded.findings]
    return answer_case(loaded.case, AS_OF, dates_anyway=True)


def heads(matter: Matter) -> dict[tuple[HeadKind, str], D]:
    return {(h.kind, h.contract): h.amount for h in matter.claims.heads}


def rows(matter: Matter, rule: str = "limitation") -> dict[str, tuple[State, str]]:
    found = [d for d in matter.agenda.deadlines if d.rule.startswith(rule)]
    return {id: (d.state, str(d.period.last_day) if d.period else "") for d in found for id in d.obligations}


def paper(matter: Matter, kind: str) -> tuple[set[str], str]:
    """Return the errors and the fields of a paper as the drafting writes it."""
    now = matter.due_now
    material = Material(matter.case, matter.claims, {}, earlier=(now.case, now.claims) if now else None)
    view = PAPERS[kind].view()(material.due_for(PAPERS[kind].act))
    return {f.code for f in view.findings if f.stops}, json.dumps(view.fields, ensure_ascii=False, default=str)


def test_the_principal_counts_and_only_its_charges_are_withheld() -> None:
    matter = answered(CASE)
    assert heads(matter) == {
        (HeadKind.PRICE, "A"): D("150000.00"),
        (HeadKind.PENALTY, "A"): D("7500.00"),
        (HeadKind.PRICE, "B"): D("80000.00"),
        (HeadKind.PENALTY, "B"): D("3640.00"),
    }
    assert [f.code for f in matter.short] == ["LX-M300"]


def test_every_other_row_stands_and_one_says_that_the_day_is_not_known() -> None:
    assert rows(answered(CASE)) == {
        "D1": (State.RUNNING, "2028-01-31"),
        "D2": (State.MISSING, ""),
        "D3": (State.RUNNING, "2028-03-31"),
    }


def test_the_complaint_asks_for_the_others_and_tells_what_it_leaves_out() -> None:
    stops, said = paper(answered(CASE), "complaint")
    assert not stops and "191,140.00" in said and "D2" not in said and "50,000.00" not in said


def test_a_settlement_of_the_whole_waits_for_the_day() -> None:
    assert paper(answered(CASE), "settlement")[0] == {"LX-P250"}


@pytest.mark.parametrize("kind", ["complaint", "letter", "preservation", "demand"])
def test_where_nothing_else_is_claimed_no_paper_is_written(kind: str) -> None:
    alone = "".join(line for line in CASE.splitlines(True) if "编号: D1" not in line and "编号: D3" not in line)
    matter = answered(alone)
    assert "LX-P250" in paper(matter, kind)[0]
    assert heads(matter) == {(HeadKind.PRICE, "A"): D("50000.00")}


def test_a_guarantee_of_that_debt_is_told_apart_too() -> None:
    given = "担保:\n  - {编号: 保, 类型: 连带责任保证, 担保人: 丙, 出具日期: 2024-12-10}\n"
    # Six months from the due day (民法典 692(2)): D1 2025-07-31, D3 2025-09-30.
    assert rows(answered(CASE + given), "guarantee.period") == {
        "D1": (State.RUNNING, "2025-07-31"),
        "D2": (State.MISSING, ""),
        "D3": (State.RUNNING, "2025-09-30"),
    }


def test_instalments_run_from_the_last_known_day() -> None:
    # 民法典 189: from the last instalment; the unknown one can only be later, so 2025-01-31 is safe: 2028-01-31.
    text = CASE.replace("编号: A, ", "编号: A, 债务性质: 同一债务分期履行, ")
    assert rows(answered(text))["D1"] == (State.RUNNING, "2028-01-31")


@pytest.mark.parametrize(
    ("term", "code"),
    [
        ("签收后60日内", "LX-C037"),
        ("开票后30日内", "LX-C038"),
        ("验收合格后15日内", "LX-C121"),
    ],
)
def test_a_term_whose_event_is_not_on_file_is_the_same_gap(term: str, code: str) -> None:
    text = CASE.replace("金额: 50000}", f"金额: 50000, 到期: {term}}}")
    loaded = parse_case(text)
    assert code in {f.code for f in loaded.findings if not f.stops}
    assert rows(answered(text))["D2"] == (State.MISSING, "") and answered(text).claims.total == D("241140.00")


def test_who_says_that_no_day_was_agreed_takes_the_other_road() -> None:
    matter = answered(CASE.replace("金额: 50000}", "金额: 50000, 到期: 没有约定}"))
    assert not matter.short and rows(matter)["D2"] == (State.NOT_STARTED, "")


def test_payments_go_to_what_is_known_to_be_due_and_that_is_told() -> None:
    # 107,500 on 2025-06-30 meets the penalty of D1 to 06-29 (149 × 50 = 7,450) and its 100,000; 50 go to D3's penalty.
    paid = "付款:\n  - {日期: 2025-06-30, 金额: 107500}\n"
    matter = answered(CASE + paid)
    assert {s.debt for s in matter.account.shares} == {"D1", "D3"}
    assert "LX-M301" in {f.code for f in matter.claims.findings} & {f.code for f in matter.agenda.findings}


def test_a_payment_named_for_the_debt_stays_with_it_and_holds_up_no_paper() -> None:
    matter = answered(CASE + "付款:\n  - {日期: 2025-03-01, 金额: 20000, 指定清偿: D2}\n")
    assert matter.account.obligation("D2").principal == D("30000.00")
    stops, said = paper(matter, "complaint")
    assert not stops and "191,140.00" in said


def test_an_amount_that_nobody_knows_leaves_days_and_other_sums_alone() -> None:
    matter = answered(UNSIZED)
    assert [f.code for f in matter.short] == ["LX-M302"] and matter.claims.total == D("191140.00")
    assert rows(matter)["D2"] == (State.RUNNING, "2028-02-28")
    stops, said = paper(matter, "complaint")
    assert not stops and "D2" not in said
    assert paper(matter, "settlement")[0] == {"LX-P252"}


def test_what_was_paid_for_the_debt_without_an_amount_goes_to_no_other() -> None:
    matter = answered(UNSIZED + "付款:\n  - {日期: 2025-03-10, 金额: 20000, 指定清偿: D2}\n")
    assert matter.claims.total == D("191140.00") and not matter.account.credits


def test_of_a_loan_what_was_handed_over_stands_for_the_amount() -> None:
    text = """schema: lexcollect/case/1
案名: 两笔借款
当事人:
  - {编号: 甲, 身份: 债权人, 类型: 自然人, 名称: 甲示例}
  - {编号: 乙, 身份: 债务人, 类型: 自然人, 名称: 乙示例}
合同:
  - {编号: 借条, 案由: 民间借贷纠纷, 名称: 借条, 签订日期: 2024-01-10}
应收款:
  - {编号: 一, 合同: 借条, 金额: 30000, 到期: 2025-01-10}
  - {编号: 二, 合同: 借条, 到期: 2025-01-10}
借款交付:
  - {应收款: 一, 日期: 2024-01-10, 金额: 30000}
  - {应收款: 二, 日期: 2024-01-10, 金额: 12000}
"""
    matter = answered(text)
    assert not matter.short and heads(matter)[(HeadKind.LOAN, "借条")] == D("42000.00")


WORKS = """schema: lexcollect/case/1
案名: 工程款
当事人:
  - {编号: 甲, 身份: 债权人, 类型: 法人, 名称: 虚构甲建筑有限公司}
  - {编号: 乙, 身份: 债务人, 类型: 法人, 名称: 虚构乙置业有限公司}
合同:
  - {编号: A, 案由: 建设工程施工合同纠纷, 名称: 施工合同, 签订日期: 2023-01-10}
应收款:
  - {编号: 进度款, 合同: A, 金额: 500000, 款项: 进度款, 到期: 2024-01-31}
  - {编号: 结算款, 合同: A, 金额: 300000, 款项: 结算款}
"""
BILLS = """schema: lexcollect/case/1
案名: 票据
当事人:
  - {编号: 甲, 身份: 债权人, 类型: 法人, 名称: 虚构甲商贸有限公司}
  - {编号: 乙, 身份: 债务人, 类型: 法人, 名称: 虚构乙制造有限公司}
合同:
  - {编号: A, 案由: 票据追索权纠纷, 名称: 商业承兑汇票, 签订日期: 2024-12-10}
应收款:
  - {编号: 票1, 合同: A, 金额: 100000, 到期: 2025-03-01, 票据: {种类: 商业承兑汇票, 承兑人: 乙}}
  - {编号: 票2, 合同: A, 金额: 50000, 票据: {种类: 商业承兑汇票, 承兑人: 乙}}
"""


@pytest.mark.parametrize(
    ("text", "id", "principal", "road"),
    [
        (CASE, "D2", "230000.00", "第628条"),
        (WORKS, "结算款", "800000.00", "建设工程解释一第27条"),
        (BILLS, "票2", "150000.00", "照票面写"),
    ],
)
def test_the_remedy_is_what_the_law_of_the_contract_takes_the_day_from(
    text: str, id: str, principal: str, road: str
) -> None:
    matter = answered(text)
    assert State.MISSING in {d.state for d in matter.agenda.deadlines if d.obligations == (id,)}
    assert matter.account.principal == D(principal)
    assert matter.account.obligation(id).interest == 0
    (told,) = matter.short
    assert road in told.remedy("zh")


def test_a_slip_in_an_amount_is_still_a_slip() -> None:
    assert parse_case(CASE.replace("金额: 50000}", "金额: 五万多}")).case is None
    only = "".join(line for line in CASE.splitlines(True) if "编号: D1" not in line and "编号: D3" not in line)
    assert parse_case(only.replace("金额: 50000}", "到期: 2025-02-28}")).case is None


def test_typed_on_a_matter(tmp_path: Path) -> None:
    (tmp_path / "案件.yaml").write_text(CASE, encoding="utf-8")
    code, said, _ = typed("calc", "--as-of", "2025-06-30", cwd=tmp_path)
    assert code == 5 and "到期日不明" in said and "241,140.00" in said
    _, said, _ = typed("due", "--as-of", "2025-06-30", cwd=tmp_path)
    assert "2028-03-31" in said and "缺日期" in said and "没有约定" in said
    code, said, _ = typed("draft", "complaint", "--as-of", "2025-06-30", cwd=tmp_path)
    assert code == 0 and (tmp_path / "3-文书/v1/民事起诉状.docx").is_file() and "LX-P251" in said
