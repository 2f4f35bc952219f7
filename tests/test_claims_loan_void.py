"""A loan of an unlicensed professional lender is void (民间借贷规定 13(3)): counted by hand, then asked.

100,000 handed over on 2024-08-22 at 24 % a year, to be repaid on 2025-02-21; 10,000 came on 2025-01-20. Principal and a
fee for its use are given back (民法典 157, 合同编通则解释 25(1)): one-year LPR of each day, no mark-up. LPR 3.35 % from
2024-07-22, 3.10 % from 2024-10-21, 3.00 % from 2025-05-20.

- 2024-08-22 to 10-20: 60 days × 100,000 × 3.35 % / 365 = 550.68
- 10-21 to 2025-01-19: 91 days × 100,000 × 3.10 % / 365 = 772.88; together 1,323.56, which the payment meets first; the
  other 8,676.44 leave 91,323.56
- 2025-01-20 to 05-19: 120 days × 91,323.56 × 3.10 % / 365 = 930.75
- 05-20 to 06-30, counted: 42 days × 91,323.56 × 3.00 % / 365 = 315.25

Fee left 1,246.00, the whole 92,569.56. A guarantor at fault: a third of what the debtor cannot pay, at most 30,856.52
(担保制度解释 17(2)). Payments on the principal first: 90,000 from 01-20, fee 1,323.56 + 917.26 + 310.68 = 2,551.50, the
whole 92,551.50 (−18.06). LPR of the day of the money throughout: 1,385.89 to 01-19, then 162 days of 91,385.89 at
3.35 %: 1,358.77, whole 92,744.66 (+175.10).
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
案名: 职业放贷
当事人:
  - {编号: 甲, 身份: 债权人, 类型: 法人, 名称: 虚构甲信息咨询有限公司, 住所: 甲地, 法定代表人: 张甲,
     电话: '02100000000', 账户: {户名: 虚构甲信息咨询有限公司, 开户行: 虚构银行, 账号: '62'}}
  - {编号: 乙, 身份: 债务人, 类型: 自然人, 名称: 乙示例, 住所: 乙地, 电话: '13900000000'}
  - {编号: 丙, 身份: 保证人, 类型: 自然人, 名称: 丙示例, 住所: 丙地}
合同:
  - {编号: 借款合同, 案由: 民间借贷纠纷, 名称: 借款合同, 签订日期: 2024-08-20, 出借人性质: 职业放贷人,
     期内利息: 年利率24%, 付款期限: 2025-02-21, 违约金: 每日万分之五, 费用承担: {条款: 第8条, 承担的费用: [律师费]}}
应收款:
  - {编号: 借款, 合同: 借款合同, 日期: 2024-08-20, 金额: 100000}
借款交付:
  - {应收款: 借款, 日期: 2024-08-22, 金额: 100000, 方式: 银行转账}
付款:
  - {日期: 2025-01-20, 金额: 10000}
担保:
  - {编号: 保, 类型: 连带责任保证, 担保人: 丙, 名称: 保证书, 出具日期: 2024-08-20FAULT}
费用:
  - {类型: 律师费, 金额: 5000}
选择: {法院: 乙地人民法院}
"""
FAULT = ", 对无效有过错: 是"
SETTLED = "和解: {分期: [{应付日期: 2025-09-30, 金额: 50000}, {应付日期: 2025-12-31}], 保证人同意: 是}\n"


def answered(text: str, fault: str = FAULT, as_of: date = AS_OF) -> Matter:
    loaded = parse_case(text.replace("FAULT", fault))
    assert loaded.case is not None, [f.line() for f in loaded.findings]
    return answer_case(loaded.case, as_of)


def paper(matter: Matter, kind: str) -> tuple[set[str], str]:
    found = PAPERS[kind].view()(Material(matter.case, matter.claims, {}))
    return {f.code for f in found.findings if f.stops}, json.dumps(found.fields, ensure_ascii=False, default=str)


def codes(matter: Matter) -> set[str]:
    return {f.code for f in (*matter.claims.findings, *matter.agenda.findings)}


def test_principal_and_the_fee_for_its_use_are_given_back_and_nothing_agreed() -> None:
    matter = answered(CASE)
    found = {h.title.render("zh"): h.amount for h in matter.claims.heads}
    assert found == {"借款本金": D("91323.56"), "资金占用费": D("1246.00")}
    assert [line.amount for line in matter.account.obligations[0].lines] == [
        D("550.68"),
        D("772.88"),
        D("930.75"),
        D("315.25"),
    ]
    assert matter.claims.total == D("92569.56") and "LX-M306" in codes(matter)
    assert not any(cost.claimed for cost in matter.claims.costs)


def test_the_open_readings_are_told_in_yuan() -> None:
    effects = {o.reading.key: o.effect for o in answered(CASE).account.other_orders}
    assert effects["law_money.loan_principal_first"] == D("-18.06")
    assert effects["law_money.loan_use_fixed"] == D("175.10")
    head = next(h for h in answered(CASE).claims.heads if h.kind is HeadKind.LATE_INTEREST)
    assert {r.reading.key: r.value for r in head.own_readings} == {
        "law_money.loan_principal_first": D("2551.50"),
        "law_money.loan_use_fixed": D("1358.77"),
    }


def test_a_guarantor_at_fault_answers_for_a_third_of_what_the_debtor_cannot_pay() -> None:
    (surety,) = answered(CASE).claims.sureties
    assert (surety.gross, surety.amount) == (D("92569.56"), D("30856.52"))


@pytest.mark.parametrize(("fault", "told"), [(", 对无效有过错: 否", False), ("", True)])
def test_without_fault_or_without_a_word_of_it_nothing_is_asked(fault: str, told: bool) -> None:
    matter = answered(CASE, fault)
    (surety,) = matter.claims.sureties
    assert not surety.covered and surety.amount == 0
    assert ("LX-M308" in codes(matter)) is told
    stops, said = paper(matter, "complaint")
    assert not stops and "丙示例" not in said


def test_the_period_of_the_guarantee_still_runs() -> None:
    # 担保制度解释 33: who did not ask within the period gets no damages either. 2025-02-21 and six months.
    (row,) = [d for d in answered(CASE).agenda.deadlines if d.rule == "guarantee.period"]
    assert row.period is not None and str(row.period.last_day) == "2025-08-21" and row.state is State.RUNNING


def test_the_complaint_asks_for_no_performance_of_the_contract() -> None:
    stops, said = paper(answered(CASE), "complaint")
    assert not stops
    assert "判令被告一返还借款本金91,323.56元" in said
    assert "资金占用费（暂计至2025年6月30日为1,246.00元；自2025年7月1日起以91,323.56元为基数" in said
    assert "被告一不能清偿的部分，在三分之一的范围内承担赔偿责任" in said and "30,856.52" in said
    assert "案涉借款合同无效" in said and "第一百五十七条" in said and "第六百八十二条" in said
    performance = ("逾期利息", "违约金（", "已构成违约", "24%", "万分之五", "连带清偿责任")
    for word in (*performance, "第五百零九条", "第六百八十八条"):
        assert word not in said, word


def test_letter_preservation_and_settlement_speak_of_a_void_contract() -> None:
    matter = answered(CASE + SETTLED)
    stops, letter = paper(matter, "demand")
    assert not stops and "应当返还，并应支付占用期间的资金占用费" in letter and "违约责任" not in letter
    stops, kept = paper(matter, "preservation")
    assert not stops and "30,856.52" in kept and "依约" not in kept
    stops, settled = paper(matter, "settlement")
    assert not stops and "42,569.56" in settled and "原合同无效的" in settled and "丙示例" not in settled


@pytest.mark.parametrize(("kind", "code"), [("form", "LX-P255"), ("guarantor", "LX-P254")])
def test_what_presumes_a_valid_contract_is_refused_by_name(kind: str, code: str) -> None:
    assert code in paper(answered(CASE), kind)[0]


def test_it_is_given_back_before_the_agreed_day() -> None:
    # 民法典 155: no term binds. On 2024-12-31: 550.68 + 72 days (10-21 to 12-31) × 100,000 × 3.10 % / 365 = 611.51.
    matter = answered(CASE, as_of=date(2024, 12, 31))
    assert matter.claims.total == D("101162.19") and "LX-M002" not in codes(matter)
    assert not {"LX-P017", "LX-P111"} & paper(matter, "complaint")[0]


def test_a_penalty_in_one_sum_and_a_mortgage_fall_with_the_contract() -> None:
    penal = "  - {编号: 罚, 合同: 借款合同, 金额: 8000, 名目: 一次性违约金, 到期: 2025-02-21}\n"
    more = CASE.replace("借款交付:", penal + "借款交付:")
    thing = "物的担保:\n  - {编号: 房, 类型: 抵押, 担保人: 乙, 担保物: 甲地房屋, 登记日期: 2024-08-21}\n"
    matter = answered(more + thing)
    assert matter.claims.total == D("92569.56") and {"LX-M304", "LX-M305"} <= codes(matter)
    assert "优先受偿" not in paper(matter, "complaint")[1]


def test_no_fee_runs_from_a_day_that_nobody_entered() -> None:
    handed = "借款交付:\n  - {应收款: 借款, 日期: 2024-08-22, 金额: 100000, 方式: 银行转账}\n"
    matter = answered(CASE.replace(handed, ""))
    assert matter.claims.total == D("90000.00") and "LX-M307" in codes(matter)


def test_an_older_loan_bears_the_benchmark_first() -> None:
    # 2019-07-22, LPR from 2019-08-20. Benchmark over five years 4.90 %: 29 days × 100,000 × 4.90 % / 365 = 389.32.
    text = CASE.replace("2024-08-20", "2019-07-20").replace("2024-08-22", "2019-07-22")
    first = answered(text).account.obligations[0].lines[0]
    assert (str(first.last), first.rate, first.amount) == ("2019-08-19", D("4.90"), D("389.32"))


def test_typed_on_a_matter(tmp_path: Path) -> None:
    (tmp_path / "案件.yaml").write_text(CASE.replace("FAULT", FAULT), encoding="utf-8")
    code, said, _ = typed("calc", "--as-of", "2025-06-30", "--full", cwd=tmp_path)
    assert code == 0 and "资金占用费 1,246.00 元" in said and "可主张 30,856.52 元" in said and "LX-M170" not in said
    code, _, _ = typed("draft", "complaint", "demand", "preservation", "--as-of", "2025-06-30", cwd=tmp_path)
    assert code == 0 and (tmp_path / "3-文书/v1/民事起诉状.docx").is_file()
    code, _, _ = typed("calc", "--annex", "--as-of", "2025-06-30", cwd=tmp_path)
    assert code == 0 and list((tmp_path / "3-文书/附件").glob("*.xlsx"))
