"""What a paper calls things: a debt by its own name, a note as a note, what was not agreed as not agreed.

Read as a judge and as the opposing lawyer read it; every sentence below is taken from the finished Word file.
民法典 469 (a contract needs no paper), 634 (the whole price of an instalment sale), 691 and 692 (scope and period of a
guarantee that nobody agreed), 民事诉讼法 35 (the agreed court), 民间借贷规定 27 (interest written into a new note).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from lexcollect.casefile import parse_case
from lexcollect.casefile.exhibits import ExhibitRef
from lexcollect.deadlines.matter import answer_case
from lexcollect.documents.drafting import DraftResult, draft
from lexcollect.documents.material import Material
from lexcollect.documents.plaintext import paragraphs
from lexcollect.documents.views.payment_order import CONDITIONS

HEAD = "schema: lexcollect/case/1\n案名: 小案\n"
SELLER = (
    "  - {编号: 甲, 身份: 供货商, 类型: 法人, 名称: 江州示例五金有限公司, uscc: 91330100MA0EX0B01J, "
    "legal_rep: {name: 林示例, post: 总经理}, 住所: 江州市东湖区建材路1号, 电话: 0570-8000011, "
    "账户: {户名: 江州示例五金有限公司, 开户行: 江州示例银行, 账号: '62000031'}}\n"
)
BUYER = (
    "  - {编号: 乙, 身份: 客户, 类型: 法人, 名称: 南浦样例商贸有限公司, uscc: 91330100MA0EX0B02M, "
    "legal_rep: {name: 许样本}, 住所: 江州市西湖区商贸街2号, 电话: 0570-8000022}\n"
)
LENDER = (
    "  - {编号: 甲, 身份: 放款人, 类型: 自然人, 名称: 甲示例, 性别: 女, 住所: 江州市东湖区1号, 电话: '13800000001', "
    "账户: {户名: 甲示例, 开户行: 示例银行, 账号: '62000001'}}\n"
)
BORROWER = "  - {编号: 乙, 身份: 欠款人, 类型: 自然人, 名称: 乙示例, 性别: 男, 住所: 江州市西湖区2号}\n"
REST = (
    "保全: {理由: 债务人正在转让设备, 保全担保: {方式: 诉责险, 提供人: 示例保险公司}}\n"
    "和解: {分期: [{应付日期: 2026-09-30, 金额: 20000}, {应付日期: 2026-12-31}]}\n"
    "选择: {法院: 江州市西湖区人民法院}\n"
)
ORAL = (
    f"{HEAD}当事人:\n{SELLER}{BUYER}合同:\n"
    "  - {编号: 买卖, 案由: 买卖合同纠纷, written: 否, goods: 五金件, 付款期限: 没有约定}\n"
    "应收款:\n  - {编号: 货款, 所属合同: 买卖, 日期: 2024-03-01, goods: 铰链, quantity: 2000副, 金额: 46000}\n"
    "交货:\n  - {所属订单: 货款, 日期: 2024-03-08, quantity: 2000副}\n"
    "付款:\n  - {编号: 付一, 日期: 2024-08-20, 金额: 6000, 付款人: 乙}\n"
)
NOTE = (
    f"{HEAD}当事人:\n{LENDER}{BORROWER}"
    "  - {编号: 丙, 身份: 保证人, 类型: 自然人, 名称: 丙示例, 性别: 男, 住所: 江州市南湖区3号}\n合同:\n"
    "  - {编号: 借条, 案由: 民间借贷纠纷, 名称: 借条, 签订日期: 2025-02-01, 付款期限: 2026-01-31}\n"
    "应收款:\n  - {编号: 借款一, 合同: 借条, 日期: 2025-02-01, 金额: 50000}\n"
    "借款交付:\n  - {应收款: 借款一, 日期: 2025-02-01, 金额: 50000, 渠道: 微信转账}\n"
    "担保:\n  - {编号: 保, 类型: 连带责任保证, 担保人: 丙, 出具日期: 2025-02-01, "
    "担保范围: 没有约定, 保证期间: 没有约定}\n"
)
PARTS = (
    f"{HEAD}当事人:\n{SELLER}{BUYER}"
    "  - {编号: 丙, 身份: 保证人, 类型: 自然人, 名称: 丙示例, 性别: 男, 住所: 江州市南湖区3号}\n合同:\n"
    "  - {编号: 合同, 案由: 分期付款买卖合同纠纷, 名称: 购车合同, 签订日期: 2025-01-10, goods: 货车一辆, "
    "late_penalty: {rate: 每日万分之四, clause: 第6条}, 加速到期: {到期日: 2025-10-20, 条款: 第7条}, "
    "管辖: {类型: 法院, 法院: 江州市东湖区人民法院, 条款: 第9条}}\n应收款:\n"
    + "".join(
        f"  - {{编号: {n}, title: 第{n}, 所属合同: 合同, 金额: 50000, 到期: {due}}}\n"
        for n, due in (("一期", "2025-03-10"), ("二期", "2025-06-10"), ("三期", "2025-09-10"), ("四期", "2026-12-10"))
    )
    + "交货:\n  - {所属订单: 一期, 日期: 2025-01-15, goods: 货车一辆}\n"
    "付款:\n  - {编号: 付一, 日期: 2025-03-10, 金额: 50000, 付款人: 乙, designated_for: 一期}\n"
    "担保:\n  - {编号: 保, 类型: 连带责任保证, 担保人: 丙, 合同: 合同, 出具日期: 2025-01-10, 保证期间: 没有约定}\n"
)


def written(
    root: Path,
    text: str,
    *papers: str,
    as_of: date = date(2026, 6, 30),
    exhibits: Mapping[str, ExhibitRef] | None = None,
) -> tuple[dict[str, str], DraftResult]:
    """Draft ``papers`` of a case file; return the text of each, and what was found."""
    loaded = parse_case(text)
    assert loaded.case is not None, [f.line() for f in loaded.findings]
    answered = answer_case(loaded.case, as_of)
    given = Material(answered.case, answered.claims, exhibits or {})
    result = draft(papers, given, root, sources={"案件.yaml": "0" * 64})
    found = {}
    for paper in result.papers:
        if paper.path is not None:
            found[paper.paper] = "\n".join(paragraphs(paper.path.read_bytes()))
    return found, result


def test_what_was_sold_by_word_of_mouth_is_told_and_no_order_is_numbered(tmp_path: Path) -> None:
    """民法典 469, 628: no paper, no order number, no day agreed: none of the three may be told as there."""
    papers, _ = written(tmp_path, ORAL + REST, "complaint", "demand", "settlement", "form")
    said = papers["complaint"]
    assert "原告与被告没有订立书面合同，约定由原告向被告供应五金件。原告已经交货" in said
    assert "\n2024年3月1日，被告向原告订购铰链2000副，货款46,000.00元。" in said
    assert "依法冲抵货款本金6,000.00元" in said and "编号货款的" not in said
    assert "约定：没有约定" not in "".join(papers.values())
    assert "甲方已交付货物，乙方尚未付清货款" in papers["settlement"] and "其中：" not in papers["settlement"]
    assert "年利率（0）" not in papers["form"] and "铰链2000副" in papers["form"]


def test_goods_of_an_unwritten_sale_are_told_from_its_orders(tmp_path: Path) -> None:
    papers, _ = written(tmp_path, ORAL.replace(", goods: 五金件", "") + REST, "demand", "preservation")
    assert "约定由我方向贵方供应铰链" in papers["demand"]
    assert "约定由申请人向被申请人供应铰链" in papers["preservation"]
    bare = ORAL.replace(", goods: 五金件", "").replace(", goods: 铰链, quantity: 2000副", "")
    assert "约定由" not in written(tmp_path / "2", bare + REST, "demand")[0]["demand"]


def test_a_single_written_sale_tells_its_goods_and_no_number_of_a_sum(tmp_path: Path) -> None:
    """以编号一的款项订购货物 was told of a contract that is its own order."""
    contract = (
        "{编号: 买卖, 案由: 买卖合同纠纷, 名称: 购销合同, 签订日期: 2024-03-01, goods: 五金件, 付款期限: 2024-05-01}"
    )
    was = "{编号: 买卖, 案由: 买卖合同纠纷, written: 否, goods: 五金件, 付款期限: 没有约定}"
    row = "编号: 货款, 所属合同: 买卖, 日期: 2024-03-01, goods: 铰链, quantity: 2000副,"
    text = ORAL.replace(was, contract).replace(row, "编号: 一, 所属合同: 买卖,").replace("货款, 日期", "一, 日期")
    said = written(tmp_path, text + REST, "complaint")[0]["complaint"]
    assert "\n2024年3月1日，被告向原告订购五金件，货款46,000.00元。" in said and "编号一" not in said


def test_a_note_is_handed_out_by_the_debtor_alone(tmp_path: Path) -> None:
    """A 借条 is not signed by both; the guarantor agreed neither scope nor period: 民法典 691, 692 say what holds."""
    papers, _ = written(tmp_path, NOTE + REST, "complaint", "demand", "settlement", "guarantor", "form")
    said = papers["complaint"]
    assert "2025年2月1日，被告一向原告出具《借条》" in said and "签订《借条》" not in "".join(papers.values())
    assert "《借条》载明：2026-01-31" in said or "《借条》载明：借款于2026年1月31日前返还" in said
    assert "2025年2月1日，贵方向我方出具上述债权凭证" in papers["demand"]
    assert "乙方于2025年2月1日向甲方出具《借条》（以下称“原合同”）" in papers["settlement"]
    told = "，担保范围没有约定（依法包括主债权及其利息、违约金、损害赔偿金和实现债权的费用），保证期间没有约定（依法为"
    assert told in said and told in papers["guarantor"] and told in papers["form"]
    assert "还款期限届满日" in said and "最后付款日" not in said and "（编号借款一）" not in said
    assert "转账√" in papers["form"] and papers["form"].count("2025年2月1日，50,000.00元") == 1
    assert "保证人：丙示例" in papers["form"]


def test_a_spoken_loan_tells_what_was_lent_and_when_it_was_to_come_back(tmp_path: Path) -> None:
    was = "名称: 借条, 签订日期: 2025-02-01, 付款期限: 2026-01-31}"
    text = NOTE.replace(was, "written: 否, 付款期限: 2026-01-31}") + REST
    said = written(tmp_path, text, "complaint")[0]["complaint"]
    assert "没有订立书面合同，约定由原告向被告一出借50,000.00元。原告已经交付借款" in said
    assert "该笔借款的还款期限届满日为2026年1月31日" in said and "被告一未按期还款，已构成违约" in said


def test_a_debt_that_is_paid_is_asked_of_no_guarantor(tmp_path: Path) -> None:
    """The last part is due on 2025-10-20 (called early); six months (民法典 692) end on 2026-04-20; nobody asked the
    guarantor by then. Of the first part, paid in full, nothing is left: on 2026-06-30 he owes nothing at all.
    """
    papers, result = written(tmp_path, PARTS + REST, "complaint", "preservation", "guarantor")
    assert "guarantor" not in papers and "丙示例" not in papers["complaint"] + papers["preservation"]
    assert {"LX-P231", "LX-P075"} <= {f.code for f in result.findings}


def test_an_instalment_sale_is_told_by_its_parts_and_its_article(tmp_path: Path) -> None:
    """民法典 634: of 200,000 in four parts 100,000 were overdue when all was called, more than a fifth."""
    papers, _ = written(tmp_path, PARTS + REST, "complaint", "demand", "settlement", "form")
    said = papers["complaint"]
    assert "2. 第二期，货款50,000.00元。按照合同约定，该期货款的最后付款日为2025年6月10日。" in said
    assert "冲抵第一期货款本金50,000.00元" in said and "款项一期" not in "".join(papers.values())
    assert "第六百三十四条" in said and "第六百三十四条" in papers["demand"]
    assert "原告已依约交货" in said and "甲方已交付货物" in papers["settlement"]
    assert "货车一辆" in papers["form"] and "一期：货物" not in papers["form"]


def test_another_court_than_the_agreed_one_is_not_grounded_on_the_clause(tmp_path: Path) -> None:
    """民事诉讼法 35: the contract names 东湖区, the choice 西湖区."""
    papers, result = written(tmp_path, PARTS + REST, "complaint", "demand")
    said = papers["complaint"]
    assert "合同第9条约定，争议由江州市东湖区人民法院管辖；原告向贵院提起诉讼，依据是【待补：" in said
    assert "江州市西湖区人民法院" in said and "贵院对本案有管辖权" not in said
    assert "向有管辖权的人民法院提起诉讼" in papers["demand"] and "LX-P270" in {f.code for f in result.findings}
    same = written(tmp_path / "2", PARTS + REST.replace("西湖区人民", "东湖区人民"), "complaint", "demand")
    assert "争议由江州市东湖区人民法院管辖，贵院对本案有管辖权" in same[0]["complaint"]
    assert "向江州市东湖区人民法院提起诉讼" in same[0]["demand"]
    assert "LX-P270" not in {f.code for f in same[1].findings}


def test_an_agreed_court_without_a_number_of_its_clause_is_the_ground(tmp_path: Path) -> None:
    text = PARTS.replace("法院: 江州市东湖区人民法院, 条款: 第9条", "法院: 江州市东湖区人民法院")
    said = written(tmp_path, text + REST.replace("西湖区人民", "东湖区人民"), "complaint")[0]["complaint"]
    assert "合同约定，争议由江州市东湖区人民法院管辖，贵院对本案有管辖权" in said and "第三十五条" in said


def test_a_lease_without_a_penalty_is_not_sent_to_the_rule_on_sales() -> None:
    """民法典 646: what is no sale takes the standard of sales by reference only."""
    text = (
        f"{HEAD}当事人:\n{SELLER.replace('供货商', '出租方')}{BUYER.replace('客户', '承租方')}合同:\n"
        "  - {编号: 合同, 案由: 租赁合同纠纷, 名称: 设备租赁合同, 签订日期: 2025-01-01, ends_on: 2025-12-31}\n"
        "租金:\n  - {所属合同: 合同, 金额: 9000, 周期: 月, 起: 2025-01-01, 止: 2025-12-31, 每期付款日: 5}\n"
    )
    loaded = parse_case(text)
    assert loaded.case is not None
    told = {f.code: f.line("zh") for f in answer_case(loaded.case, date(2026, 6, 30)).claims.findings}
    assert "LX-M001" not in told and "民法典646" in told["LX-M340"] and "“设备租赁合同”" in told["LX-M340"]


def test_an_unwritten_contract_is_given_no_title_in_findings() -> None:
    loaded = parse_case(ORAL)
    assert loaded.case is not None
    told = {f.code: f.line("zh") for f in answer_case(loaded.case, date(2026, 6, 30)).claims.findings}
    assert "“买卖”没有约定逾期违约金" in told["LX-M001"] and "《" not in told["LX-M001"]


def without_exhibits(path: Path) -> str:
    """Return a case file of the tests that names no exhibit."""
    text = re.sub(r", (evidence|links): (\[[^\]]*\]|\{[^}]*\}|[^,}\n]+)", "", path.read_text("utf-8"))
    return re.sub(r"(?m)^ +(evidence|links): .*\n", "", text)


def test_premises_have_one_court_in_every_paper_and_are_called_premises(tmp_path: Path) -> None:
    """民事诉讼法 34, 民诉法解释 28: neither 24 nor 35 has a place beside them, nor the court of the creditor's home."""
    text = without_exhibits(Path(__file__).parent / "data" / "premises_lease" / "案件.yaml")
    papers, _ = written(tmp_path, text, "complaint", "letter", "settlement", as_of=date(2026, 3, 31))
    said = papers["complaint"]
    assert "《中华人民共和国民事诉讼法》第三十四条、第一百二十二条" in said
    assert "由租赁房屋所在地（沈阳市和平区样例街5号）人民法院管辖" in papers["settlement"]
    assert "应当返还租赁房屋；" in papers["letter"] and "返还租赁物" not in papers["letter"]
    assert "另有2025年水电费4,321.50元应当支付" in said and "另有2025年水电费4,321.50元应当支付。" in papers["letter"]


def test_the_telephone_of_a_letter_is_that_of_the_person_it_names(tmp_path: Path) -> None:
    text = without_exhibits(Path(__file__).parents[1] / "examples" / "matter-steel" / "案件.yaml")
    papers, _ = written(tmp_path, text, "letter", "demand", as_of=date(2026, 11, 21))
    assert "委托人联系人：王例成；电话：19900000002。" in papers["letter"]
    assert "联系人：王例成；电话：19900000002；" in papers["demand"]


def test_a_contract_of_guarantee_is_signed_and_a_clause_is_part_of_its_contract(tmp_path: Path) -> None:
    """民法典 685: a contract of its own, a clause of the contract, or a bond that the guarantor hands out alone."""
    was = "担保人: 丙, 出具日期"
    for name, complaint, letter, plan in (
        ("保证合同", "被告二与原告签订《保证合同》，承诺对", "贵方与我方签订《保证合同》，承诺对", "签订）"),
        ("《借条》第四条保证条款", "被告二在《借条》第四条保证条款中向原告承诺对", "条款中向我方承诺对", "签订）"),
        ("保证书", "被告二向原告出具《保证书》，承诺对", "贵方向我方出具《保证书》，承诺对", "出具）"),
    ):
        named = NOTE.replace(was, f"担保人: 丙, 名称: {name}, 出具日期")
        text = named + REST.replace("]}\n", "], 保证人同意: 是}\n", 1)
        papers, _ = written(tmp_path / name, text, "complaint", "guarantor", "settlement", "preservation")
        assert complaint in papers["complaint"] and letter in papers["guarantor"]
        assert f"2025年2月1日{plan}为乙方提供连带责任保证" in papers["settlement"]
        assert complaint.replace("被告", "被申请人").replace("原告", "申请人") in papers["preservation"]


def test_the_number_of_a_second_letter_stands_on_its_own_page(tmp_path: Path) -> None:
    """Without a letterhead the number of the second letter was left behind at the end of the first one."""
    more = "  - {编号: 丁, 身份: 保证人, 类型: 自然人, 名称: 丁示例, 性别: 男, 住所: 江州市北湖区4号}\n合同:\n"
    also = "担保:\n  - {编号: 保二, 类型: 连带责任保证, 担保人: 丁, 出具日期: 2025-02-01}\n"
    text = NOTE.replace("合同:\n", more, 1).replace("担保:\n", also, 1) + REST
    said = written(tmp_path, text.replace("选择: {", "选择: {函件选择: {函号: 函字第7号}, "), "guarantor")[0][
        "guarantor"
    ]
    assert said.split("\n").count("函字第7号") == 2
    assert said.count("保证人催告函\n函字第7号\n") == 2


def test_a_payment_order_tells_each_payment_and_what_was_called_early(tmp_path: Path) -> None:
    """民诉法解释 427: only what is due is asked for; the last part was called on 2025-10-20 in place of 2026-12-10."""
    answers = "".join(f"{name}: 是, " for name in CONDITIONS)
    text = PARTS + REST.replace("选择: {", f"选择: {{payment_order: {{{answers}court: 江州市西湖区人民法院}}, ")
    said = written(tmp_path, text, "payment_order")[0]["payment_order"]
    assert "2025年3月10日，被申请人支付50,000.00元" in said
    assert "2025年10月20日，申请人要求被申请人支付全部未付货款，未到期的货款自该日起提前到期（合同第7条）" in said
    assert "其中第四期原付款日为2026年12月10日，已于2025年10月20日提前到期，明细如下" in said
    assert said.count("原付款日") == 1
