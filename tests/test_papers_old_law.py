"""What papers cite for debts from before the Civil Code (民法典时间效力规定 1, 12, 20, 27), articles stated by hand.

A contract made before 2021-01-01 and broken after it: 20 (with 1) lets the Code apply. Made and broken before: the
law of that time (1(2)); what is on file of it stands in place of the Code (合同法解释二 20, 21, 担保法 21-26, 31,
买卖合同解释(2012) 24), 合同法 has no text on file, which is told as 未核实. A guarantee made before follows 担保法.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from lexcollect.casefile import parse_case
from lexcollect.casefile.checks import facts_of
from lexcollect.casefile.exhibits import ExhibitRef
from lexcollect.deadlines.matter import answer_case
from lexcollect.documents.drafting import DraftResult, draft
from lexcollect.documents.material import Material
from lexcollect.documents.plaintext import paragraphs

CASE = """schema: lexcollect/case/1
案名: 旧债
当事人:
  - {编号: 甲, 身份: 债权人, 类型: 法人, 名称: 虚构甲有限公司, uscc: 91210102FAKE00101Q, legal_rep: 甲例,
     domicile: 沈阳市和平区虚构路1号, phone: 024-00000301,
     bank: {account_name: 虚构甲有限公司, bank_name: 示范银行, account_no: '301'}}
  - {编号: 乙, 身份: 债务人, 类型: 法人, 名称: 虚构乙有限公司, uscc: 91210202FAKE001021,
     legal_rep: 乙例, domicile: 沈阳市和平区样例路2号, phone: 024-00000302}
PARTY合同:
  - {编号: 合同, 案由: CAUSE, 名称: 合同书, 签订日期: SIGNED, MORE,
     jurisdiction: {kind: court, court: 沈阳市和平区人民法院, clause: 第9条}, evidence: 合同书}
应收款:
  - {编号: 一, 合同: 合同, 金额: 100000, DATED到期: DUE, evidence: 凭证}
FACTSchoices: {court: 沈阳市和平区人民法院, letter: {days: 7}}
"""
SALE = {"CAUSE": "买卖合同纠纷", "MORE": "货物: 钢材, late_penalty: {rate: 每日万分之五, clause: 第7条}", "DATED": ""}
SURETY = (
    "  - {编号: 丙, 身份: 保证人, 类型: 自然人, 名称: 丙示例, gender: 男, birth: 1980-01-01, "
    "domicile: 沈阳市和平区样例路3号, phone: '19900000303'}\n"
)
GUARANTEE = (
    "担保:\n  - {{编号: 保, 类型: 连带责任保证, 名称: 保证书, 担保人: 丙, 合同: 合同, 出具日期: {day}, "
    "保证期间: {{期间长度: 20, 单位: 年}}, evidence: 保证书}}\n"
)
BRIDGE = "《最高人民法院关于适用〈中华人民共和国民法典〉时间效力的若干规定》"
CODE = "《中华人民共和国民法典》"


def written(
    root: Path,
    signed: str,
    due: str,
    kind: dict[str, str] = SALE,
    *,
    facts: str = "",
    surety: str = "",
    paper: str = "complaint",
) -> tuple[str, DraftResult]:
    """Return the articles of the paper (根据……等规定) and what was found."""
    text = CASE.replace("PARTY", SURETY if surety else "").replace("SIGNED", signed).replace("DUE", due)
    text = text.replace("FACTS", facts + (GUARANTEE.format(day=surety) if surety else ""))
    for name, value in kind.items():
        text = text.replace(name, value)
    loaded = parse_case(text)
    assert loaded.case is not None, [f.line() for f in loaded.findings]
    matter = answer_case(loaded.case, date(2025, 11, 30))
    ids = dict.fromkeys(id for fact in facts_of(matter.case) for id in fact.evidence)
    exhibits = {id: ExhibitRef(id, f"{n}", id, "书证", 1) for n, id in enumerate(ids, 1)}
    result = draft((paper,), Material(matter.case, matter.claims, exhibits), root, sources={"案件.yaml": "0" * 64})
    (one,) = result.papers
    assert one.path is not None, [f.line() for f in result.findings]
    whole = "\n".join(paragraphs(one.path.read_bytes()))
    begin, end = ("原告根据", "等规定提起诉讼") if paper == "complaint" else ("依据《", "的规定")
    return whole[whole.index(begin) : whole.index(end)], result


def told(result: DraftResult) -> set[str]:
    return {f.code for f in result.findings} & {"LX-P262", "LX-P263", "LX-P264", "LX-P265"}


def test_a_contract_of_the_code_cites_no_transition(tmp_path: Path) -> None:
    cited, result = written(tmp_path, "2021-01-01", "2021-03-01")
    assert BRIDGE not in cited
    assert not told(result)


def test_an_old_contract_broken_after_the_code_cites_one_and_twenty(tmp_path: Path) -> None:
    cited, result = written(tmp_path, "2020-06-01", "2021-03-01")
    # Statutes first, then the interpretations, of these the transition first.
    assert cited.startswith(f"原告根据{CODE}第五百零九条") and f"{BRIDGE}第一条、第二十条" in cited
    assert cited.index(CODE) < cited.index(BRIDGE)
    assert told(result) == {"LX-P263"}


def test_due_on_the_last_day_before_the_code_it_is_late_under_it(tmp_path: Path) -> None:
    """Due on 2020-12-31, a Thursday: default begins on 2021-01-01."""
    cited, _ = written(tmp_path, "2020-06-01", "2020-12-31")
    assert f"{BRIDGE}第一条、第二十条" in cited


def test_a_contract_made_and_broken_before_the_code_cites_one_alone_and_says_what_is_missing(tmp_path: Path) -> None:
    cited, result = written(tmp_path, "2019-06-01", "2019-09-30")
    assert cited.startswith(f"原告根据{CODE}") and f"{BRIDGE}第一条" in cited
    assert "第二十条" not in cited
    assert told(result) == {"LX-P262"}
    assert "未核实" in next(f for f in result.findings if f.code == "LX-P262").line()


def test_the_loss_from_late_payment_of_that_time_rests_on_the_text_of_2012(tmp_path: Path) -> None:
    kind = {**SALE, "MORE": "货物: 钢材, overdue_loss: {markup: 50}"}
    cited, _ = written(tmp_path, "2018-06-01", "2018-09-30", kind)
    assert "《最高人民法院关于审理买卖合同纠纷案件适用法律问题的解释》（2012年）第二十四条" in cited
    assert "第十八条" not in cited


def test_payments_before_the_code_are_applied_by_the_text_of_their_time(tmp_path: Path) -> None:
    paid = "付款:\n  - {日期: 2020-02-03, 金额: 20000, evidence: 流水}\n"
    cited, _ = written(tmp_path, "2019-06-01", "2019-09-30", facts=paid)
    assert "《最高人民法院关于适用〈中华人民共和国合同法〉若干问题的解释（二）》第二十一条" in cited
    assert "第五百六十一条" not in cited


def test_payments_on_both_sides_of_the_day_cite_both_texts(tmp_path: Path) -> None:
    paid = "付款:\n  - {日期: 2020-02-03, 金额: 2000}\n  - {日期: 2022-02-03, 金额: 1000}\n"
    cited, _ = written(tmp_path, "2019-06-01", "2019-09-30", facts=paid)
    assert "若干问题的解释（二）》第二十一条" in cited
    assert "第五百六十一条" in cited


@pytest.mark.parametrize(
    ("cause", "more", "facts", "articles"),
    [
        (
            "租赁合同纠纷",
            "货物: 设备",
            "租赁物:\n  - {代号: 物, 所属合同: 合同, 名称: 设备, 交付日: 2020-06-05, 证据: 凭证}\n",
            ("第七百零三条", "第七百二十一条"),
        ),
        ("服务合同纠纷", "货物: 咨询", "", ("第五百七十九条",)),
        (
            "民间借贷纠纷",
            "货物: 借款",
            "借款交付:\n  - {应收款: 一, 日期: 2020-06-05, 金额: 100000, 方式: 银行转账, evidence: 凭证}\n",
            ("第六百六十七条", "第六百七十五条"),
        ),
        (
            "保理合同纠纷",
            "货物: 钢材",
            "债权转让:\n  - {assignor: 虚构丁有限公司, date: 2020-07-01, agreement: 保理合同, factoring: 有追索权}\n",
            ("第七百六十一条",),
        ),
        ("承揽合同纠纷", "货物: 设备", "", ("第七百七十条",)),
    ],
)
def test_each_kind_of_debt_has_its_bridge(
    tmp_path: Path, cause: str, more: str, facts: str, articles: tuple[str, ...]
) -> None:
    kind = {"CAUSE": cause, "MORE": more, "DATED": ""}
    cited, _ = written(tmp_path, "2020-06-01", "2021-03-01", kind, facts=facts)
    own = "第一条、第十二条、第二十条" if cause == "保理合同纠纷" else "第一条、第二十条"
    assert cited.startswith(f"原告根据{CODE}") and f"{BRIDGE}{own}" in cited
    assert all(article in cited for article in articles)


def test_a_guarantee_made_before_the_code_is_cited_by_the_old_law(tmp_path: Path) -> None:
    """担保法 21 for its scope, 26 for the demand in its period; 民法典 688 stays, 担保法 18 has no text on file."""
    cited, result = written(tmp_path, "2020-06-01", "2021-03-01", surety="2020-06-01")
    assert "《中华人民共和国担保法》第二十一条、第二十六条" in cited
    assert "第六百八十八条" in cited
    assert "第六百九十一条" not in cited
    assert "第六百九十三条" not in cited
    assert "LX-P264" in told(result)


def test_a_later_guarantee_of_an_old_contract_is_one_of_the_code(tmp_path: Path) -> None:
    cited, result = written(tmp_path, "2020-06-01", "2021-03-01", surety="2022-01-10")
    assert "担保法" not in cited
    assert "第六百九十一条" in cited
    assert told(result) == {"LX-P263"}


def test_a_letter_cites_the_same_law(tmp_path: Path) -> None:
    cited, _ = written(tmp_path, "2020-06-01", "2021-03-01", paper="demand")
    assert cited.startswith(f"依据{CODE}") and cited.endswith(f"和{BRIDGE}第一条、第二十条")


@pytest.mark.parametrize(
    ("due", "code", "said"),
    [
        # Benchmark lending rate of 2018: 4.35 % × 1.3.
        ("2018-09-28", "LX-M402", "一年期贷款基准利率（4.35%）的130%即 5.655%"),
        # LPR of 2020-10-20: 3.85 % × 1.3.
        ("2020-10-29", "LX-M402", "一年期LPR（3.85%）的130%即 5.005%"),
        # LPR of 2021-02-20: 3.85 %; the Civil Code holds.
        ("2021-03-01", "LX-M004", "一年期LPR（3.85%）的130%即 5.005%"),
    ],
)
def test_the_account_warns_of_a_high_penalty_by_the_law_of_its_time(due: str, code: str, said: str) -> None:
    text = CASE.replace("PARTY", "").replace("SIGNED", "2018-03-02").replace("DUE", due).replace("FACTS", "")
    for name, value in SALE.items():
        text = text.replace(name, value)
    case = parse_case(text).case
    assert case is not None
    told = {f.code: f.line("zh") for f in answer_case(case, date(2025, 11, 30)).claims.findings}
    assert said in told[code] and len({"LX-M004", "LX-M402"} & told.keys()) == 1
    assert ("LX-M401" in told) is (code == "LX-M402")
