"""One day, one sum: a cost that was spent is owed in every paper; a guarantee is told as it was entered.

Counted by hand from 民法典 509, 561, 585, 691, 692. Goods for 100,000 yuan, to be paid by 2026-05-29 (a Friday);
每日万分之五 from 2026-05-30 to 2026-06-30, both counted: 2 + 30 = 32 days, 100,000 × 0.0005 × 32 = 1,600.00. The
contract puts the lawyer's fee on the buyer (第9条), 8,000.00 were paid: 100,000 + 1,600 + 8,000 = 109,600.00.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from lexcollect.casefile import parse_case
from lexcollect.casefile.exhibits import ExhibitRef
from lexcollect.claims.settling import owed_of
from lexcollect.deadlines.matter import Matter, answer_case
from lexcollect.documents.drafting import DraftResult, draft
from lexcollect.documents.material import Material
from lexcollect.documents.plaintext import paragraphs

DAY = date(2026, 6, 30)
CASE = """schema: lexcollect/case/1
案名: 一日一数
当事人:
  - {编号: 甲, 身份: 债权人, 类型: 法人, 名称: 江州示例五金有限公司, uscc: 91330100MA0EX0B01J,
     legal_rep: {name: 林示例, post: 总经理}, 住所: 江州市东湖区建材路1号, 电话: 0570-8000011,
     账户: {户名: 江州示例五金有限公司, 开户行: 江州示例银行, 账号: '62000031'}}
  - {编号: 乙, 身份: 债务人, 类型: 法人, 名称: 南浦样例商贸有限公司, uscc: 91330100MA0EX0B02M,
     legal_rep: {name: 许样本}, 住所: 江州市西湖区商贸街2号, 电话: 0570-8000022}
  - {编号: 丙, 身份: 保证人, 类型: 自然人, 名称: 丙示例, 性别: 男, 住所: 江州市南湖区3号,
     公民身份号码: "330199198001200013"}
代理人:
  - {编号: 周律师, 类型: 律师, 姓名: 周示例, 律师事务所: 江州示例律师事务所, 执业证号: "13301201510000001",
     电话: 0570-8000001, 地址: 江州市东湖区律所街1号, 代理权限: 一般授权}
合同:
  - 编号: 合同
    案由: 买卖合同纠纷
    名称: 购销合同
    签订日期: 2026-03-02
    goods: 五金件
    late_penalty: {rate: 每日万分之五, clause: 第8条}
    费用承担: {covers: [律师费], clause: 第9条}
应收款:
  - {编号: 一, 合同: 合同, 金额: 100000, 到期: 2026-05-29}
交货:
  - {所属订单: 一, 日期: 2026-03-30}
担保:
  - {编号: 保, 类型: 连带责任保证, 担保人: 丙, 名称: 保证书, 出具日期: 2026-03-02SAID}
费用:
  - {kind: 律师费, 金额: 8000, 日期: 2026-06-10, 证据: 发票}
保全: {理由: 债务人正在转让设备, 保全担保: {方式: 诉责险, 提供人: 示例保险公司}}
和解: {保证人同意: 是, 分期: [{应付日期: 2026-09-30, 金额: 20000}, {应付日期: 2026-12-31}]}
选择: {法院: 江州市西湖区人民法院}
"""
AGREED = ", 担保范围: 没有约定, 保证期间: 没有约定"
STATUTE = (
    "，担保范围没有约定（依法包括主债权及其利息、违约金、损害赔偿金和实现债权的费用），"
    "保证期间没有约定（依法为主债务履行期限届满之日起六个月）"
)
PAPERS = ("letter", "demand", "settlement", "complaint", "preservation", "guarantor")


def answered(said: str, *changes: tuple[str, str]) -> Matter:
    text = CASE.replace("SAID", said)
    for was, now in changes:
        assert was in text, was
        text = text.replace(was, now)
    loaded = parse_case(text)
    assert loaded.case is not None, [f.line() for f in loaded.findings]
    return answer_case(loaded.case, DAY)


def written(
    root: Path, *papers: str, said: str = AGREED, changes: tuple[tuple[str, str], ...] = ()
) -> tuple[dict[str, str], DraftResult]:
    """Draft ``papers``; return the text of each finished file, and what was found."""
    matter = answered(said, *changes)
    given = Material(matter.case, matter.claims, {"发票": ExhibitRef("发票", "1", "律师费发票", "书证", 1)})
    result = draft(papers, given, root, sources={"案件.yaml": "0" * 64})
    texts = {p.paper: "\n".join(paragraphs(p.path.read_bytes())) for p in result.papers if p.path}
    return texts, result


def test_every_paper_of_the_day_tells_the_same_sum(tmp_path: Path) -> None:
    papers, result = written(tmp_path, *PAPERS)
    assert set(papers) == set(PAPERS), [f.line() for f in result.findings if f.stops]
    for paper in PAPERS:
        assert "109,600.00" in papers[paper], paper
        assert "101,600.00" not in papers[paper], f"{paper} leaves the lawyer's fee out"
    owed = "逾期付款违约金人民币1,600.00元（大写：人民币壹仟陆佰元整）、"
    owed += "已支出的律师费人民币8,000.00元（大写：人民币捌仟元整）"
    assert f"并应支付{owed}，三项合计人民币109,600.00元" in papers["letter"]
    assert f"、{owed}，合计人民币109,600.00元" in papers["settlement"]
    assert "以及已支出的律师费8,000.00元。" in papers["letter"] and "以及已支出的律师费8,000.00元" in papers["demand"]
    # 20,000 first, the rest of 109,600: 89,600.
    assert "89,600.00" in papers["settlement"] and "实现债权的费用为人民币8,000.00元" in papers["settlement"]


def test_what_comes_later_is_told_apart_from_what_was_spent(tmp_path: Path) -> None:
    papers, _ = written(tmp_path, "letter", "settlement")
    assert "由此产生的诉讼费用及此后另行发生的、合同第9条约定由贵方承担的律师费" in papers["letter"]
    assert "甲方此后另行支出的律师费由乙方承担。" in papers["settlement"]
    assert "律师费等" not in "".join(papers.values()), "the clause names one cost"
    spent = next(line for line in CASE.splitlines() if "kind: 律师费" in line) + "\n"
    unspent, _ = written(tmp_path / "b", "letter", "settlement", changes=((f"费用:\n{spent}", ""),))
    assert "由此产生的诉讼费用及合同第9条约定由贵方承担的律师费" in unspent["letter"]
    assert "甲方支出的律师费由乙方承担。" in unspent["settlement"]
    assert "101,600.00" in unspent["letter"] and "101,600.00" in unspent["settlement"]


def test_a_cost_that_no_clause_puts_on_the_debtor_is_owed_in_no_paper(tmp_path: Path) -> None:
    """No article shifts the lawyer's fee; without its clause it is not asked for anywhere."""
    clause = ("    费用承担: {covers: [律师费], clause: 第9条}\n", "")
    papers, _ = written(tmp_path, *PAPERS, changes=(clause,))
    assert all("101,600.00" in said and "109,600.00" not in said for said in papers.values())
    assert "律师费" not in papers["letter"] and "律师费" not in papers["settlement"]


def test_the_settlement_owes_what_the_account_owes() -> None:
    matter = answered(AGREED)
    assert str(owed_of(matter.claims)) == str(matter.claims.total) == "109600.00"


def test_where_none_was_agreed_the_papers_say_so_and_what_the_law_gives(tmp_path: Path) -> None:
    papers, result = written(tmp_path, "complaint", "guarantor")
    assert all(STATUTE in said for said in papers.values())
    assert not {"LX-P500", "LX-P501"} & {f.code for f in result.findings}


@pytest.mark.parametrize(
    ("said", "there", "asked"),
    [
        ("", "提供连带责任保证。", {"LX-P500", "LX-P501"}),
        (", 保证期间: 二年", "提供连带责任保证，保证期间为二年。", {"LX-P500"}),
        (", 担保范围: [本金, 违约金]", "提供连带责任保证，担保范围包括货款本金、违约金。", {"LX-P501"}),
    ],
)
def test_what_nobody_entered_is_not_told_as_not_agreed_and_is_asked(
    tmp_path: Path, said: str, there: str, asked: set[str]
) -> None:
    papers, result = written(tmp_path, "complaint", "guarantor", said=said)
    for paper in papers.values():
        assert there in paper and "没有约定" not in paper
    assert {"LX-P500", "LX-P501"} & {f.code for f in result.findings} == asked


def test_no_agreement_and_an_agreement_at_once_are_refused() -> None:
    loaded = parse_case(CASE.replace("SAID", ", 担保范围: [没有约定, 本金]"))
    assert "LX-C500" in {f.code for f in loaded.findings}
