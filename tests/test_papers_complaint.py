"""民事起诉状: the relief of the steel matter to the fen, every fact with its exhibit, and what must not be asked."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from lexcollect.documents.register import PAPERS
from papers import codes, drafted, errors, fields, material, text_of
from steel import steel


def test_relief_is_the_relief_of_the_fact_sheet() -> None:
    relief = [row["内容"] for row in fields("complaint")["诉讼请求"]]
    assert relief == [
        "判令被告一支付货款851,600.00元；",
        (
            "判令被告一支付违约金（暂计至2026年11月21日为507,593.80元；自2026年11月22日起以851,600.00元为基数，按每日万分之五"
            "计算至实际付清之日止）；"
        ),
        (
            "判令被告二在最高债权额800,000.00元范围内，对订单DD-20230602、DD-20230821项下债务（截至2026年11月21日本金"
            "719,600.00元、违约金421,427.80元及此后违约金）承担连带清偿责任；"
        ),
        "本案案件受理费、保全费由二被告负担。",
    ]


def test_guarantor_is_never_asked_for_the_order_whose_guarantee_lapsed(tmp_path: Path) -> None:
    text = text_of(drafted(tmp_path, "complaint"), "complaint")
    about_guarantor = [line for line in text.splitlines() if "判令被告二" in line or "被告二应承担" in line]
    assert len(about_guarantor) == 2
    assert not any("DD-20230406" in line for line in about_guarantor)


def test_every_amount_in_the_complaint_is_an_amount_of_the_case_or_of_calc(tmp_path: Path) -> None:
    matter = steel()
    account = matter.claims.account
    known = {account.principal, account.penalty, account.per_day, matter.claims.total}
    known |= {x for o in account.obligations for x in (o.amount, o.paid, o.principal, o.penalty)}
    known |= {x for o in account.obligations for line in o.lines for x in (line.base, line.amount)}
    known |= {x for s in matter.claims.sureties for x in (s.principal, s.penalty, s.gross, s.amount)}
    known |= {p.amount for p in matter.case.payments} | {s.amount for s in account.shares}
    written = {f"{x:,.2f}" for x in known}
    facts = " ".join(a.content for a in matter.case.acknowledgements)
    totals = {"1,301,600.00", "450,000.00"}  # sum of the orders, sum of the payments
    text = text_of(drafted(tmp_path, "complaint"), "complaint")
    for amount in re.findall(r"\d[\d,]*\.\d\d(?!%)", text):
        assert amount in written | totals or amount in facts, amount


def test_every_fact_carries_its_exhibit_and_page() -> None:
    complaint = fields("complaint")
    rows = [*complaint["订单"], *complaint["往来"], *complaint["催告"], *complaint["保证"], complaint["合同"]]
    assert rows
    for row in rows:
        assert re.search(r"证据\d-\d+a?，第\d+–\d+页", row["证据"]), row
    assert "证据3-1，第" in complaint["订单"][0]["交货"]


def test_the_note_of_a_delivery_stays_with_us_and_its_exhibits_are_told() -> None:
    told = fields("complaint")["订单"][1]["交货"]
    assert "2023年6月9日交付80吨（证据3-3" in told and "经对账单盖章确认" not in told


def test_due_date_moved_by_a_rest_day_is_explained() -> None:
    rows = fields("complaint")["订单"]
    assert rows[0]["应付日"] == "2023年6月19日"
    assert "2023年6月17日为法定休息日" in rows[0]["顺延"]
    assert rows[1]["顺延"] == ""


def test_payments_and_acknowledgements_stand_in_one_line_of_time() -> None:
    said = [row["内容"] for row in fields("complaint")["往来"]]
    assert "未指明订单，按合同第4.2条冲抵订单DD-20230406货款本金300,000.00元" in said[0]
    assert "财务专用章" in said[1]
    assert "已指明订单，冲抵订单DD-20230821货款本金150,000.00元" in said[3]
    assert (
        said[4] == "被告一发来还款计划，承认尚欠851,600元并提出分期计划"
    )  # that it was refused is not pleaded unasked


def test_unproved_call_and_unclear_message_are_not_pleaded() -> None:
    dates = [row["日期"] for row in fields("complaint")["催告"]]
    assert dates == ["2023年11月10日", "2024年9月12日", "2025年5月20日"]


def test_one_defendant_is_called_defendant_and_sections_have_no_gaps(tmp_path: Path) -> None:
    alone = material(
        ("2025-07-04", "2025-12-04"),
        ("date: 2025-07-02", "date: 2025-12-02"),
        ("posted_on: 2025-07-02", "posted_on: 2025-12-02"),
    )
    text = text_of(drafted(tmp_path, "complaint", given=alone), "complaint")
    assert "判令被告支付货款851,600.00元" in text
    assert "由被告负担" in text
    assert "郑样例" not in text
    assert "（五）催告情况" in text
    assert "本起诉状副本1份" in text
    assert "证据清单及证据材料2套" in text


def test_without_a_penalty_clause_no_penalty_is_claimed(tmp_path: Path) -> None:
    bare = material(("    late_penalty: {rate: 每日万分之五, clause: 第5.1条}\n", ""))
    result = drafted(tmp_path, "complaint", given=bare)
    text = text_of(result, "complaint")
    assert "违约金（暂计" not in text
    assert "（四）保证责任" in text
    assert "第五百八十五条" not in text


def test_proved_lawyers_fee_is_claimed_and_told_with_its_clause(tmp_path: Path) -> None:
    fee = "costs:\n  - {kind: lawyer_fee, amount: 30000.00, evidence: 催款函}\n\n"
    paid = material(("settlement:  ", f"{fee}settlement:  "))
    text = text_of(drafted(tmp_path, "complaint", given=paid), "complaint")
    assert "3. 判令被告一支付律师费30,000.00元；" in text
    assert "原告为实现债权支出律师费30,000.00元，按照合同第5.2条应由被告一承担（证据5-3" in text
    assert "以上第1项至第3项暂计至2026年11月21日共1,389,193.80元" in text
    # 郑样例's guarantee covers the costs of realising the claim (民法典 691): they are told and summed.
    relief = next(line for line in text.splitlines() if line.startswith("4. 判令被告二"))
    assert "违约金421,427.80元、实现债权的费用30,000.00元及此后违约金" in relief
    assert "实现债权的费用为30,000.00元，合计1,171,027.80元" in text


def test_second_debtor_is_never_forgotten() -> None:
    """Two buyers whose sharing nobody said: the paper waits for the answer (民法典 517, 518)."""
    second = "  - {id: 丁, role: debtor, kind: organisation, name: 丁示例有限公司}\n\nagents:\n"
    assert errors("complaint", ("\nagents:\n", second)) == ["LX-P095"]


def test_arbitration_clause_refuses_the_complaint() -> None:
    assert errors("complaint", ("{kind: court, court: 天津市北辰区人民法院,", "{kind: arbitration,")) == ["LX-P010"]


def test_debt_that_is_not_due_refuses_the_complaint() -> None:
    late = ("    date: 2023-09-07\n    doc_no: SH-0907", "    date: 2026-10-07\n    doc_no: SH-0907")
    assert errors("complaint", late) == ["LX-P017"]


def test_general_surety_who_was_not_kept_is_not_sued() -> None:
    # A general surety is kept only by a suit against the debtor within the period (民法典 693(1)); there was none.
    assert fields("complaint", ("kind: surety_joint", "kind: surety_general"))["保证责任"] == []


def test_general_surety_answers_only_for_what_execution_leaves() -> None:
    given = material(("kind: surety_joint", "kind: surety_general"), as_of=date(2025, 6, 1))
    relief = [row["内容"] for row in PAPERS["complaint"].view()(given).fields["诉讼请求"]]
    asked = next(line for line in relief if line.startswith("判令被告二"))
    assert asked.endswith("经对被告一财产依法强制执行后仍不能清偿的部分承担保证责任；")
    assert "连带" not in asked


def test_other_causes_are_refused_rather_than_told_as_a_sale() -> None:
    assert errors("complaint", ("cause: 买卖合同纠纷", "cause: 互易纠纷")) == ["LX-P009"]


def test_missing_particular_is_a_visible_blank_and_a_warning() -> None:
    assert "LX-P003" in codes("complaint", ("    phone: 022-00000018\n", ""))
    assert (
        "【待补：天津津渤示例钢材贸易有限公司的联系电话】"
        in fields("complaint", ("    phone: 022-00000018\n", ""))["原告"]["身份信息"]
    )


def test_dangling_exhibit_stops_every_paper(tmp_path: Path) -> None:
    result = drafted(tmp_path, given=material(("evidence: 回单0714}", "evidence: 没有这份}")))
    assert {f.code for f in result.findings} == {"LX-C030"}
    assert not list(tmp_path.iterdir())
