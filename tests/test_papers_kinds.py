"""What a judge reads in the finished papers of services, works, assigned debts and bills, kind by kind.

Articles: carriage goes to the place of departure, of destination or of the defendant (民事诉讼法 28), a bill to the
place of payment or of the defendant (26), other contracts to 24; an assignee claims after the notice (民法典 545,
546); the fee of a warehouse is paid when agreed (902 by 918, 904); the owner is bound by another's contract (939).
"""

from __future__ import annotations

import json
from datetime import date as D
from pathlib import Path
from typing import Any

import pytest

from cli_run import typed
from every_kind import exhibits_of
from lexcollect.casefile import parse_case
from lexcollect.casefile.exhibits import ExhibitRef
from lexcollect.deadlines.matter import answer_case
from lexcollect.documents.drafting import draft
from lexcollect.documents.material import Material
from lexcollect.documents.plaintext import paragraphs, tables
from services import AGENT, FOLDER, FREIGHT, GUARDS, PROCESSING, PROPERTY, service_material
from several import owed, two_works
from test_sharing import among
from test_transfers import BILL_DAY, drafted, texts
from transfers import AS_OF, assigned, bill, factored, recourse
from works import CASE_FILE, works_case


def written(root: Path, given: Material, *papers: str) -> dict[str, str]:
    """Return the words of each paper in the finished Word file."""
    return texts(draft(papers, given, root, sources={}))


def of_groups(root: Path, groups: dict[str, Any], *papers: str, as_of: D = AS_OF) -> dict[str, str]:
    return texts(drafted(root, groups, *papers, as_of=as_of))


# --- services -----------------------------------------------------------------------------------------------------


def test_freight_goes_to_the_courts_of_carriage(tmp_path: Path) -> None:
    complaint = written(tmp_path, service_material(FREIGHT), "complaint")["complaint"]
    assert "由运输始发地、目的地或者被告住所地人民法院管辖" in complaint
    assert "《中华人民共和国民事诉讼法》第二十八条、第一百二十二条" in complaint
    assert "合同履行地" not in complaint and "第二十四条" not in complaint


def test_acceptance_stands_before_the_day_that_counts_from_it(tmp_path: Path) -> None:
    """Accepted 2025-05-06, 15 days: 2025-05-21."""
    told = written(tmp_path, service_material(PROCESSING), "complaint", "letter")
    first, rest = told["complaint"].split("2025年5月6日，被告验收合格（证据4）。")
    assert "原告于2025年4月28日交付工作成果" in first and "最后付款日为2025年5月21日" not in first
    assert rest.startswith("按照合同约定，该笔承揽报酬的最后付款日为2025年5月21日。")
    assert told["letter"].index("贵方验收合格") < told["letter"].index("贵方已付50,000.00元")


def test_one_debt_is_not_told_as_several(tmp_path: Path) -> None:
    one = written(tmp_path, service_material(PROCESSING), "complaint")["complaint"]
    assert "。自逾期之次日起暂计至2026年3月31日，逾期付款损失合计2,556.90元" in one and "自各笔" not in one
    several = written(tmp_path / "several", service_material(GUARDS), "complaint")["complaint"]
    assert "自各笔服务费逾期之次日起" in several


def test_the_day_of_a_contract_is_no_day_of_an_order(tmp_path: Path) -> None:
    """Nobody entered on which day the affairs were entrusted; the contract is of 2025-01-15."""
    complaint = written(tmp_path, service_material(AGENT), "complaint")["complaint"]
    assert "\n2025年上半年销售代理事务，报酬90,000.00元（编号DL-01）" in complaint
    assert "2025年1月15日，被告一委托" not in complaint


def test_a_property_fee_is_named_once_and_rests_on_the_contract(tmp_path: Path) -> None:
    told = written(tmp_path, service_material(PROPERTY), "letter", "settlement", "complaint")
    assert "2023年下半年物业费本金3,600.00元" in told["settlement"]
    assert not [paper for paper, said in told.items() if "物业费2023年" in said]
    assert "第九百三十九条" in told["letter"] and "第九百三十九条" in told["complaint"]
    assert "《前期物业服务合同》（以下称“原合同”），" in told["settlement"]


def test_a_warehouse_asks_for_its_fee_by_the_rules_on_keeping(tmp_path: Path) -> None:
    given = service_material(GUARDS, ("案由: 保安服务合同纠纷", "案由: 仓储合同纠纷"), ("园区保安服务", "冷冻水产"))
    told = written(tmp_path, given, "complaint", "letter")
    for said in told.values():
        assert "第九百零二条、第九百零四条、第九百一十八条" in said
    assert "于2025年3月31日完成仓储服务（2025年1月至3月）" in told["complaint"]


# --- debts that come from others ----------------------------------------------------------------------------------


def test_an_assignee_says_why_it_may_ask(tmp_path: Path) -> None:
    told = of_groups(tmp_path, assigned(), "letter", "guarantor")
    assert (
        "债权人转让债权并通知债务人的，该转让对债务人发生效力，受让人有权请求债务人履行。当事人应当" in told["letter"]
    )
    assert "（以下称“我方”）已受让丙方样本机械有限公司对南浦样例商贸有限公司的债权，现就贵方" in told["guarantor"]


def test_a_factor_says_it_in_the_words_of_factoring_alone(tmp_path: Path) -> None:
    letter = of_groups(tmp_path, factored(), "letter")["letter"]
    assert "债务人应当向保理人清偿" in letter and "受让人有权请求债务人履行" not in letter


def test_recourse_tells_the_day_of_payment_and_not_of_the_contract(tmp_path: Path) -> None:
    groups = recourse()
    del groups["obligations"][0]["date"]
    complaint = of_groups(tmp_path, groups, "complaint")["complaint"]
    assert "\n2024年5月20日，原告承担保证责任" in complaint and "2022年6月1日，原告承担" not in complaint
    assert "（二）代为清偿" in complaint and "应付日" in complaint and "最后付款日" not in complaint


# --- bills --------------------------------------------------------------------------------------------------------


def test_interest_on_a_bill_runs_on_alike_in_every_paper(tmp_path: Path) -> None:
    told = of_groups(tmp_path, bill(), "letter", "complaint", "settlement", as_of=BILL_DAY)
    lpr = "按全国银行间同业拆借中心公布的同期一年期贷款市场报价利率"
    assert f"利息以500,000.00元为基数，{lpr}继续计算至实际付清之日" in told["letter"]
    assert f"以500,000.00元为基数，{lpr}计算至实际付清之日止" in told["complaint"]
    assert "此后按同一标准继续计算至实际付清之日" in told["complaint"]
    assert f"之后的利息{lpr}继续计算" in told["settlement"]
    for paper, said in told.items():
        assert "41.10" not in said and "年利率3%继续" not in said, paper


@pytest.mark.parametrize("kind", ["商业承兑汇票", "支票"])
def test_only_a_cheque_bears_from_presentment(kind: str, tmp_path: Path) -> None:
    groups = bill()
    groups["obligations"][0]["bill"]["kind"] = kind
    complaint = of_groups(tmp_path, groups, "complaint", as_of=BILL_DAY)["complaint"]
    since = "提示付款日" if kind == "支票" else "到期日"
    assert f"应当支付票据金额自{since}起至清偿日止的利息" in complaint and "支票为提示付款日" not in complaint


# --- works --------------------------------------------------------------------------------------------------------


def test_interest_on_a_works_price_beside_a_penalty_is_no_loss(tmp_path: Path) -> None:
    """0.02 % a day on 400,000 for 424 days and on 60,000 for 121: 33,920 + 1,452; 250,000 × 5 % × 304 / 365."""
    groups = two_works()
    groups["contracts"][0]["late_penalty"] = {"rate": "每日万分之二", "clause": "第9条"}
    (tmp_path / "案件.yaml").write_text(json_of(groups), "utf-8")
    code, out, err = typed("calc", str(tmp_path), "--annex", "--as-of", "2026-03-31", "--no-input", cwd=tmp_path)
    assert code == 0, out + err
    (annex,) = (tmp_path / "3-文书" / "附件").glob("*.docx")
    said = words_of(annex)
    assert annex.stem == "逾期付款违约金和欠付工程价款利息计算表"
    assert "违约金35,372.00元、利息10,410.96元，合计45,782.96元" in said and "EJ-1（利息）" in said
    assert "损失" not in said
    told = of_groups(tmp_path / "papers", groups, "settlement", "complaint")
    assert "之后的违约金、利息，《1号厂房施工合同》项下按第9条约定的每日万分之二" in told["settlement"]
    assert "违约金33,920.00元；款项YZ-1本金60,000.00元" in told["settlement"]
    assert "《2号厂房施工合同》各笔款项及欠款" in told["complaint"]


def test_the_day_of_a_limit_shows_no_made_up_rate(tmp_path: Path) -> None:
    """1 % of 9,000,000 is 90,000.

    15,174.00 + 38,328.65 + 7,833.72 + 28,542.00 = 89,878.37 to 2025-08-30: 121.63 are left, less than a day's penalty.
    """
    penalty = "    late_penalty: {rate: 每日万分之一, clause: 第16.1条, limit: {percent: 1, price: 9000000}}\n"
    case = works_case(("    cost_clause: {covers", f"{penalty}    cost_clause: {{covers"))
    (tmp_path / "案件.yaml").write_text(case_text(penalty), "utf-8")
    code, out, err = typed("calc", str(tmp_path), "--annex", "--as-of", "2026-03-20", "--no-input", cwd=tmp_path)
    assert code == 0, out + err
    (annex,) = (tmp_path / "3-文书" / "附件").glob("*.docx")
    said = words_of(annex)
    assert "当日至约定上限的余额" in said and "121.63" in said and "0.0096" not in said
    matter = answer_case(case, D(2026, 3, 20))
    exhibits = {id: ExhibitRef(id, str(n), id, "书证", 1) for n, id in enumerate(exhibits_of(case), 1)}
    papers = written(tmp_path / "papers", Material(matter.case, matter.claims, exhibits), "complaint", "letter")
    assert "YS-1（至上限）" in papers["complaint"]
    for told in papers.values():
        assert "违约金＝基数×0.01%×天数，不计复利，达到约定上限的当日只计至上限" in told
    assert "付清工程款（含质量保证金）人民币2,953,502.65元及逾期付款违约金人民币36,497.35元" in papers["letter"]


def json_of(groups: dict[str, Any]) -> str:
    return json.dumps({"schema": "lexcollect/case/1", "matter": "小案", **groups}, ensure_ascii=False)


def case_text(penalty: str) -> str:
    return CASE_FILE.read_text("utf-8").replace("    cost_clause: {covers", f"{penalty}    cost_clause: {{covers")


def words_of(path: Path) -> str:
    data = path.read_bytes()
    return "\n".join([*paragraphs(data), *(cell for table in tables(data) for row in table for cell in row)])


def test_works_in_use_without_acceptance_are_not_told_as_accepted(tmp_path: Path) -> None:
    """Handed over and never accepted (建设工程解释一 14); the priority that is asked for is in the summary too."""
    text = "\n".join(line for line in CASE_FILE.read_text("utf-8").split("\n") if "kind: acceptance" not in line)
    text = text.replace("after: acceptance", "after: handover").replace("竣工验收合格后", "交付使用后")
    case = parse_case(text).case
    assert case is not None
    matter = answer_case(case, D(2026, 3, 20))
    exhibits = {id: ExhibitRef(id, str(n), id, "书证", 1) for n, id in enumerate(exhibits_of(case), 1)}
    told = written(tmp_path, Material(matter.case, matter.claims, exhibits), "complaint", "letter")
    assert "发包人应当按照约定支付工程价款" in told["letter"]
    assert not [paper for paper, said in told.items() if "竣工验收合格" in said or "通过竣工验收" in said]
    assert "综上，案涉工程已经交付使用，被告未按约定支付工程价款，已构成违约，原告对案涉工程折价" in told["complaint"]


def test_a_bill_is_settled_without_a_contract(tmp_path: Path) -> None:
    groups = bill()
    groups["contracts"][0]["cause"] = "票据付款请求权纠纷"
    groups["parties"], groups["settlement"] = groups["parties"][:2], {"instalments": [{"due_on": "2025-06-30"}]}
    for n, each in enumerate((groups, bill())):
        settled = of_groups(tmp_path / str(n), each, "settlement", as_of=BILL_DAY)["settlement"]
        assert "乙方欠付甲方票据金额人民币500,000.00元" in settled and "原合同" not in settled


@pytest.mark.parametrize(("kind", "article"), [("本票", "第八十条"), ("支票", "第九十三条")])
def test_recourse_on_a_note_or_cheque_says_by_which_article(kind: str, article: str, tmp_path: Path) -> None:
    """票据法 80 and 93: the rules on bills of exchange apply; a cheque has no acceptor."""
    groups = bill()
    groups["obligations"][0]["bill"]["kind"] = kind
    letter = of_groups(tmp_path, groups, "letter", as_of=BILL_DAY)["letter"]
    assert article in letter and "汇票的出票人" not in letter


# --- many of a kind -----------------------------------------------------------------------------------------------


def _monthly(*, done: bool) -> Material:
    """Twelve months of guards at 15,000 yuan each, due on the 28th of each month."""
    months = range(1, 13)
    owed = "".join(
        f"  - {{编号: FW-{n:02}, 合同: 保安合同, 金额: 15000, 货物: 2025年{n}月保安服务, 到期: 2025-{n:02}-28}}\n"
        for n in months
    )
    kept = "".join(f"  - {{应收款: FW-{n:02}, 日期: 2025-{n:02}-25, 数量: {n}月}}\n" for n in months)
    text = (FOLDER / f"{GUARDS}.yaml").read_text("utf-8")
    was = text[text.index("应收款:\n") : text.index("付款:\n")]
    plan = text[text.index("和解:\n") : text.index("选择:\n")]
    return service_material(GUARDS, (was, f"应收款:\n{owed}" + (f"交货:\n{kept}" if done else "")), (plan, ""))


@pytest.mark.parametrize("done", [True, False])
def test_many_months_of_a_service_stand_in_a_table(done: bool, tmp_path: Path) -> None:
    result = draft(["complaint"], _monthly(done=done), tmp_path, sources={})
    (path,) = [one.path for one in result.papers]
    assert path is not None, [f.line() for f in result.findings]
    said, shown = "\n".join(paragraphs(path.read_bytes())), tables(path.read_bytes())[0]
    begin = "原告已提供服务，被告" if done else "被告"
    how = "内容、金额、履行和付款期限" if done else "内容、金额和付款期限"
    assert f"{begin}应向原告支付的服务费共12笔，合计180,000.00元，逐笔的{how}如下" in said
    columns = ["编号", "内容", "服务费（元）", "履行日", "履行", "付款期限", "证据"]
    assert shown[0] == (columns if done else [c for c in columns if "履行" not in c])
    assert shown[3][:2] == ["FW-03", "2025年3月保安服务"] and len(shown) == 14
    assert "1. 2025年" not in said and "订购" not in said


def test_many_parts_of_a_works_price_stand_in_a_table_and_the_retention_has_its_sentence(tmp_path: Path) -> None:
    parts = [owed(f"JD-{n:02}", "工一", "40000.00", f"2025-{n:02}-10", title=f"第{n}期进度款", portion="progress")
             for n in range(1, 11)]  # fmt: skip
    groups = two_works()
    groups["contracts"] = groups["contracts"][:1]
    retention = owed("YZ-1", "工一", "60000.00", "2025-11-30", title="质保金", portion="retention")
    groups["obligations"] = [*parts, retention]
    groups["milestones"] = groups["milestones"][:1]
    told = of_groups(tmp_path, groups, "complaint")["complaint"]
    assert "被告应向原告支付的工程款中，下列10笔合计400,000.00元，逐笔的名称、金额和付款期限如下" in told
    assert "\n被告应向原告返还质保金（编号YZ-1）60,000.00元" in told and "2. 被告应" not in told
    assert "第3期进度款" in told and "履行明细" not in told


def test_a_guarantor_sued_alone_for_one_debt_has_a_sum_that_is_right(tmp_path: Path) -> None:
    """0.03 % a day on 200,000 from 2024-03-16 to 2025-08-31, 534 days: 32,040 (企业破产法 46; 担保制度解释 22)."""
    groups = assigned(assignments=[])
    asked = dict.fromkeys(("content", "sent", "address", "arrival"), "催告函")
    groups["communications"] = [
        {"id": "催丁", "kind": "letter", "date": "2025-03-01", "recipient": "丁", "content": "要求承担保证责任",
         "delivered_on": "2025-03-03", "status": "delivered", "contents_named": True, "demands_payment": True,
         "address_basis": "id_card", "signed_by": "本人", "evidence": ["催告函"], "links": asked}
    ]  # fmt: skip
    groups["insolvencies"] = [{"person": "乙", "accepted_on": "2025-09-01", "court": "江州市中级人民法院"}]
    complaint = of_groups(tmp_path, groups, "complaint")["complaint"]
    assert "（以上保证责任暂计至2026年3月31日共232,040.00元）" in complaint


def test_the_form_of_works_tells_completion_and_handover(tmp_path: Path) -> None:
    case = works_case()
    matter = answer_case(case, D(2026, 3, 20))
    exhibits = {id: ExhibitRef(id, str(n), id, "书证", 1) for n, id in enumerate(exhibits_of(case), 1)}
    form = written(tmp_path, Material(matter.case, matter.claims, exhibits), "form")["form"]
    assert "竣工时间2024年9月5日；" in form and "交付时间2024年9月26日。" in form


# --- no written contract, and recourse among equals ---------------------------------------------------------------


def test_an_oral_contract_of_work_is_told_by_its_own_papers(tmp_path: Path) -> None:
    text = (FOLDER / f"{PROCESSING}.yaml").read_text("utf-8")
    changes = (
        ("    名称: 轴套加工合同\n    签订日期: 2025-02-10\n", "    written: 否\n"),
        (text[text.index("    付款期限:") : text.index("    逾期付款损失:")], ""),
        (text[text.index("    管辖:") : text.index("应收款:")], ""),
        ("数量: 800件, 证据: [定作单]", "数量: 800件, 到期: 没有约定, 证据: [定作单]"),
        (text[text.index("和解:\n") : text.index("选择:\n")], "和解:\n  分期:\n    - {应付日期: 2026-05-31}\n"),
        ("选择:\n", "选择:\n  法院: 江州市北湖区人民法院\n"),
    )
    told = written(tmp_path, service_material(PROCESSING, *changes), "letter", "complaint", "settlement")
    for paper in ("letter", "complaint"):
        assert "有定作凭证、交付单据为证" in told[paper]
    assert "双方没有约定逾期付款违约金，被告逾期付款的" in told["complaint"] and "合同没有约定" not in told["complaint"]
    assert "甲方与乙方订立了未采用书面形式的合同（以下称“原合同”），" in told["settlement"]


def test_what_a_co_guarantor_bears_is_told_beside_what_was_paid(tmp_path: Path) -> None:
    """担保制度解释 13(1): 40 % of 300,000 are 120,000."""
    told = of_groups(tmp_path, among("co_guarantor", ground="agreed_shares", share="40"), "complaint", "letter")
    assert "支付300,000.00元（编号DC-1）（证据2），其中被告应当分担120,000.00元。" in told["complaint"]
    assert "担保人之间约定由被告分担40%" in told["complaint"] and "担保人之间约定由贵方分担40%" in told["letter"]
    assert "各笔应分担款项及欠款" in told["complaint"] and "对方" not in told["complaint"]


# --- what came before an assignment -------------------------------------------------------------------------------


def test_before_the_assignment_it_was_the_assignor_who_acted(tmp_path: Path) -> None:
    """Assigned 2025-02-10: the works were settled in 2024 with 丙, who also asked for payment in 2024."""
    works, groups = two_works(), assigned()
    asked = dict.fromkeys(("content", "sent", "address", "arrival"), "催告函")
    early = {"id": "早催", "kind": "letter", "date": "2024-06-03", "recipient": "乙", "content": "要求付款",
             "delivered_on": "2024-06-05", "status": "delivered", "contents_named": True, "demands_payment": True,
             "address_basis": "contract", "evidence": ["催告函"], "links": asked}  # fmt: skip
    later = {**early, "id": "晚催", "date": "2025-06-03", "delivered_on": "2025-06-05"}
    groups |= {
        "parties": groups["parties"][:2],
        "contracts": works["contracts"][:1],
        "obligations": works["obligations"][:2],
        "milestones": works["milestones"][:2],
        "deliveries": [],
        "securities": [],
        "communications": [groups["communications"][0], early, later],
        "choices": {"letter": {"letter_no": "（2026）示例函字第1号"}},
    }
    told = of_groups(tmp_path, groups, "complaint", "letter")
    assert "2024年12月31日，丙方样本机械有限公司与被告完成结算" in told["complaint"]
    assert "2024年6月3日，丙方样本机械有限公司" in told["complaint"]
    assert "2025年6月3日，原告按合同约定的地址向被告寄送催告函" in told["complaint"]
    assert told["letter"].index("工程通过竣工验收") < told["letter"].index("将上述对贵方的债权转让给委托人")


def test_recourse_after_payment_asks_for_what_was_paid_and_calls_it_so(tmp_path: Path) -> None:
    """票据法 71: the bill is of 500,000, the endorser who was called on paid 503,000."""
    groups = bill(settlement={"instalments": [{"due_on": "2025-06-30"}]})
    groups["obligations"][0]["bill"] |= {"settled_on": "2025-02-20", "settled": "503000.00"}
    told = of_groups(tmp_path, groups, "letter", "complaint", "settlement", as_of=D(2025, 5, 10))
    for paper, said in told.items():
        assert "票据金额503,000.00元" not in said and "票据金额人民币503,000.00元" not in said, paper
        assert "票据金额500,000.00元" in said or paper == "settlement", paper
    assert "贵方尚欠再追索金额人民币503,000.00元" in told["letter"]


def test_an_order_of_payments_that_was_agreed_is_no_order_by_law(tmp_path: Path) -> None:
    complaint = written(tmp_path, service_material(GUARDS, (", 条款: 第6条", "")), "complaint")["complaint"]
    assert "未指明所付服务费，按合同约定冲抵" in complaint and "依法冲抵" not in complaint


def test_what_nobody_asked_for_yet_is_owed_and_not_overdue(tmp_path: Path) -> None:
    """民法典 511(4): without an agreed day and without a demand nothing is late."""
    changes = (("到期: 2024-09-30", "到期: 没有约定"), ("到期: 2024-12-31", "到期: 没有约定"))
    letter = written(tmp_path, service_material(FREIGHT, *changes), "letter")["letter"]
    assert "就贵方应付《公路货物运输合同》项下款项一事" in letter and "拖欠" not in letter
    late = written(tmp_path / "late", service_material(FREIGHT), "letter")["letter"]
    assert "就贵方拖欠《公路货物运输合同》项下款项一事" in late


def test_a_void_works_contract_with_priority_says_so_in_its_summary(tmp_path: Path) -> None:
    """民法典 793(1): good works are compensated by the price; the priority asked for is not left to the requests."""
    case = works_case(("qualification: held", "qualification: borrowed"))
    matter = answer_case(case, D(2026, 3, 20))
    exhibits = {id: ExhibitRef(id, str(n), id, "书证", 1) for n, id in enumerate(exhibits_of(case), 1)}
    complaint = written(tmp_path, Material(matter.case, matter.claims, exhibits), "complaint")["complaint"]
    assert "因借用资质而无效，但工程已经通过竣工验收，被告应当参照合同" in complaint
    assert ("优先受偿权" in complaint) is ("原告请求就案涉工程折价或者拍卖的价款优先受偿" in complaint)
