"""A penalty in one sum beside a loan (民间借贷规定 29): counted by hand, then asked.

100,000 of 2024-01-10, LPR of that day 3.45 %, so the cap is 13.80 %. 10 % in the term, 12 % after; due 2025-01-10; a
penalty of 5,000. To 2025-06-30, counted: term 367 days, 10,054.79; delay 171 days at 12 %: 5,621.92. The cap over the
delay: 100,000 × 13.8 % × 171 / 365 = 6,465.21, which leaves 843.29 of the penalty; the whole claim 116,520.00.

Over the whole time of the loan the cap comes to 13,875.62 + 6,465.21 = 20,340.83, less 15,676.71: 4,664.12 (+3,820.83).
In place of the late interest: the whole 5,000, which is 5,621.92 + 843.29 − 5,000 = 1,465.21 less.
"""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal as D
from pathlib import Path

import pytest

from cli_run import typed
from lexcollect.casefile import parse_case
from lexcollect.deadlines.matter import Matter, answer_case
from lexcollect.documents.material import Material
from lexcollect.documents.register import PAPERS

AS_OF = date(2025, 6, 30)
CASE = """schema: lexcollect/case/1
案名: 借款违约金
当事人:
  - {编号: 甲, 身份: 债权人, 类型: 自然人, 名称: 甲示例, 住所: 甲地, 电话: '13900000001',
     账户: {户名: 甲示例, 开户行: 虚构银行, 账号: '62'}}
  - {编号: 乙, 身份: 债务人, 类型: 自然人, 名称: 乙示例, 住所: 乙地, 电话: '13900000002'}
  - {编号: 丙, 身份: 保证人, 类型: 自然人, 名称: 丙示例, 住所: 丙地}
合同:
  - {编号: 借条, 案由: 民间借贷纠纷, 名称: 借条, 签订日期: 2024-01-10, 期内利息: 年利率10%, 逾期利息: 年利率12%}
应收款:
  - {编号: 借款, 合同: 借条, 日期: 2024-01-10, 金额: 100000, 到期: 2025-01-10}
  - {编号: 罚, 合同: 借条, 金额: 5000, 请求名目: 一次性违约金, 到期: 2025-01-10}
借款交付:
  - {日期: 2024-01-10, 金额: 100000}
担保:
  - {编号: 保, 类型: 连带责任保证, 担保人: 丙, 出具日期: 2024-01-10}
选择: {法院: 乙地人民法院}
"""


def answered(text: str = CASE, as_of: date = AS_OF) -> Matter:
    loaded = parse_case(text)
    assert loaded.case is not None, [f.line() for f in loaded.findings]
    return answer_case(loaded.case, as_of)


def sums(matter: Matter) -> dict[str, D]:
    return {h.kind.value: h.amount for h in matter.claims.heads}


def test_the_cap_leaves_what_late_interest_does_not_take() -> None:
    matter = answered()
    assert sums(matter) == {
        "loan": D("100000.00"),
        "lump_penalty": D("843.29"),
        "term_interest": D("10054.79"),
        "late_interest": D("5621.92"),
    }
    assert matter.claims.total == D("116520.00") and matter.account.ledger.lumps["罚"].claimed == D("843.29")


def test_the_other_readings_are_told_in_yuan() -> None:
    (told,) = [f for f in answered().claims.findings if f.code == "LX-M245"]
    found = dict(told.params)
    assert (found["whole"], found["effect"]) == (D("4664.12"), "+3,820.83")
    assert (found["alone"], found["instead"]) == (D("5000.00"), "-1,465.21")


def test_the_longer_the_delay_the_more_is_left_until_the_whole_is() -> None:
    # 1.8 % of 100,000 a year: 5,000 after 1,014 days of delay; on 2027-10-21 all of it, not a fen more.
    assert sums(answered(as_of=date(2025, 1, 11)))["lump_penalty"] == D("4.93")
    assert answered(as_of=date(2027, 10, 21)).account.ledger.lumps["罚"].claimed == D("5000.00")


def test_nothing_is_left_where_late_interest_takes_the_cap() -> None:
    matter = answered(CASE.replace("逾期利息: 年利率12%", "逾期利息: 年利率20%"))
    assert "lump_penalty" not in sums(matter) and sums(matter)["late_interest"] == D("6465.21")


def test_a_running_penalty_and_fees_go_before() -> None:
    # Penalty 1 % a year beside 12 %: 171 days 468.49; 6,465.21 − 5,621.92 − 468.49 = 374.80; a fee of 300: 74.80.
    running = CASE.replace("逾期利息: 年利率12%", "逾期利息: 年利率12%, 违约金: 年利率1%")
    assert sums(answered(running))["lump_penalty"] == D("374.80")
    fee = "  - {编号: 费, 合同: 借条, 金额: 300, 请求名目: 代垫费用, 到期: 2025-01-10}\n借款交付:"
    assert sums(answered(running.replace("借款交付:", fee)))["lump_penalty"] == D("74.80")


def test_a_payment_meets_the_loan_and_the_room_shrinks_with_its_principal() -> None:
    # 60,000 on 2025-04-11: 10,054.79 of the term, 2,958.90 of 90 days, the rest to the principal: 53,013.69 left.
    # 81 days × 53,013.69 × 12 % = 1,411.76. Cap: 3,402.74 + 1,623.53; 5,026.27 − 2,958.90 − 1,411.76 = 655.61.
    matter = answered(CASE + "付款:\n  - {日期: 2025-04-11, 金额: 60000}\n")
    assert sums(matter) == {"loan": D("53013.69"), "lump_penalty": D("655.61"), "late_interest": D("1411.76")}


def test_the_papers_tell_what_was_agreed_and_what_is_asked_for() -> None:
    matter = answered()
    for kind in ("complaint", "demand", "preservation"):
        view = PAPERS[kind].view()(Material(matter.case, matter.claims, {}))
        said = json.dumps(view.fields, ensure_ascii=False, default=str)
        assert not [f for f in view.findings if f.stops]
        assert "约定的一次性违约金为5,000.00元" in said and "一次性违约金主张843.29元" in said
    complaint = PAPERS["complaint"].view()(Material(matter.case, matter.claims, {})).fields
    assert "判令被告一支付一次性违约金843.29元" in str(complaint) and "第二十九条" in str(complaint)


@pytest.mark.parametrize("paper", ["complaint", "form"])
def test_typed_on_a_matter(tmp_path: Path, paper: str) -> None:
    (tmp_path / "案件.yaml").write_text(CASE, encoding="utf-8")
    code, said, _ = typed("calc", "--as-of", "2025-06-30", cwd=tmp_path)
    assert code == 0 and "一次性违约金 843.29 元" in said and "116,520.00" in said
    code, _, _ = typed("draft", paper, "--as-of", "2025-06-30", cwd=tmp_path)
    assert code == 0
