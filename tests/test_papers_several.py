"""Several contracts of one cause or of several in every paper: told one by one, summed in a table, articles once.

Counted by hand (tests/several.py says the facts), all to 2026-03-31:

* Sale: 200,000 due 2024-06-30, 0.03 % a day. 60,000 on 2025-07-01 named this contract (民法典 560(1)): 365 days of
  60.00 = 21,900.00 penalty first (561), 38,100.00 principal; left 161,900.00, 274 days of 48.57 = 13,308.18.
* Service: 80,000 due 2025-01-15; LPR 3.10 % × 1.5 = 4.65 %: 440 days of 80,000 × 4.65 % ÷ 365 = 4,484.38.
* Loan: 100,000 from 2025-02-01 at 12 %, below four times 3.10 %: 182 days 5,983.56 to the due day, 242 days 7,956.16.
* Together 341,900.00 principal and 31,732.28 on it: 373,632.28.
* Three loans: 40,000 on 2026-01-10 named none. All are due, none is secured; the heaviest is the 10 % loan (560(2)):
  366 days 10,027.40 and 730 days 20,000.00 of interest, 9,972.60 principal; left 90,027.40, 81 days 1,997.87.
  6 %: 367 days 3,016.44, 445 days 3,657.53. Without a rate: LPR 3.00 % of 2025-07-11, 264 days 650.96.
* Two works contracts: 400,000 from 2025-02-01: 108 days at 3.10 % 3,669.04, 316 days at 3.00 % 10,389.04; retention
  60,000 from 2025-12-01: 121 days 596.71; 250,000 from 2025-06-01 at the agreed 5 %: 304 days 10,410.96.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from cli_run import typed
from every_kind import walk
from lexcollect.documents.plaintext import paragraphs, tables
from lexcollect.documents.register import PAPERS
from several import (
    AS_OF,
    COURT,
    contract,
    drafted,
    framework,
    material_of,
    owed,
    texts,
    three_loans,
    trade,
    two_leases,
    two_works,
    written,
)
from transfers import SURETY

SIX = ("letter", "demand", "complaint", "preservation", "settlement", "statement")
#: Gaps a template left, and words that no cause has.
UNFINISHED = ("None", "{", "}", "待补", "的的", "款款", "。。", "，，", "；；", "、、")


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return texts(drafted(tmp_path_factory.mktemp("trade"), trade(), *SIX))


@pytest.mark.parametrize("matter", [trade, two_leases, three_loans, two_works], ids=lambda m: m.__name__)
def test_every_paper_of_several_contracts_is_finished(tmp_path: Path, matter: Any) -> None:
    for paper, said in texts(drafted(tmp_path, matter(), *SIX)).items():
        assert [word for word in UNFINISHED if word in said] == [], paper


def test_different_causes_stand_side_by_side_in_the_order_of_the_claims(mixed: dict[str, str]) -> None:
    for said in (
        "案由：买卖合同纠纷、服务合同纠纷、民间借贷纠纷",
        "1. 判令被告就《设备买卖合同》（编号：MM-2024-01）支付货款161,900.00元；",
        "支付违约金（暂计至2026年3月31日为13,308.18元；自2026年4月1日起以161,900.00元为基数，按每日万分之三计算",
        "3. 判令被告就《设备维保服务合同》支付服务费80,000.00元；",
        "支付逾期付款损失（暂计至2026年3月31日为4,484.38元",
        "5. 判令被告就《借款合同》返还借款本金100,000.00元；",
        "6. 判令被告就《借款合同》支付借期内利息5,983.56元；",
        "支付逾期利息（暂计至2026年3月31日为7,956.16元",
        "（以上第1项至第7项暂计至2026年3月31日共373,632.28元，其中《设备买卖合同》项下175,208.18元；",
        "《设备维保服务合同》项下84,484.38元；《借款合同》项下113,939.72元）",
        "被告支付60,000.00元，已指明合同，冲抵《设备买卖合同》订单DD-1违约金21,900.00元、订单DD-1货款本金38,100.00元",
        "合计|341,900.00|31,732.28|0.00|373,632.28",
        "综上，原告已依约履行义务，被告未按约定付款，已构成违约",
    ):
        assert said in mixed["complaint"], said


def test_each_contract_is_told_in_the_words_of_its_own_cause(mixed: dict[str, str]) -> None:
    told = mixed["complaint"].split("事实与理由：")[1]
    sale, service, loan = (
        told.split(head)[1].split("（", 1)[0] + told.split(head)[1]
        for head in ("（一）《设备买卖合同》", "（二）《设备维保服务合同》", "（三）《借款合同》")
    )
    assert "被告以编号DD-1的订单向原告订购水泵20台" in sale
    assert "\n年度维保，服务费80,000.00元" in service
    assert "原告于2025年2月1日以银行转账方式交付借款100,000.00元" in loan
    assert "各笔借款及欠款" in told and "各笔服务费及欠款" in told and "各订单货款及欠款" in told


def test_an_article_is_cited_once_whatever_contract_it_is_for(mixed: dict[str, str]) -> None:
    cited = mixed["complaint"].split("原告根据")[1].split("等规定提起诉讼")[0]
    found = re.findall(r"第[一二三四五六七八九十百千零]+条", cited.split("《中华人民共和国民事诉讼法》")[0])
    assert len(found) == len(set(found))
    for article in ("第六百二十六条", "第六百四十六条", "第六百六十七条", "第五百八十五条", "第五百八十四条"):
        assert article in cited, article


def test_letters_ask_for_all_debts_and_analyse_each_kind(mixed: dict[str, str]) -> None:
    for paper in ("letter", "demand"):
        for said in (
            "尚欠本金人民币341,900.00元",
            "逾期付款违约金人民币13,308.18元",
            "逾期付款损失人民币4,484.38元",
            "利息人民币13,939.72元",
            "四项合计人民币373,632.28元",
            "就《设备买卖合同》，当事人应当按照约定全面履行义务；买受人应当",
            "就《借款合同》，借款人应当按照约定的期限返还借款并支付利息",
            "付清本金人民币341,900.00元及计算至实际付清之日的逾期付款违约金、逾期付款损失、利息",
        ):
            assert said in mixed[paper], (paper, said)


def test_the_settlement_goes_on_at_the_standard_of_each_contract(mixed: dict[str, str]) -> None:
    said = mixed["settlement"]
    assert "《设备买卖合同》项下按第8条约定的每日万分之三、《设备维保服务合同》项下按违约行为发生时的" in said
    assert "《借款合同》项下按年利率12%支付违约金、逾期付款损失、利息，至实际付清之日止" in said
    assert "（以下合称“原合同”）" in said
    assert "2|2026年12月31日前|273,632.28|" in said  # 373,632.28 less the first 100,000
    assert "依次抵充：实现债权的费用、违约金、逾期付款损失、利息、本金（按到期先后）" in said


def test_the_statement_lists_the_debts_by_contract(mixed: dict[str, str]) -> None:
    assert "《设备买卖合同》|DD-1|200,000.00|38,100.00|161,900.00" in mixed["statement"]
    assert "合计||380,000.00|38,100.00|341,900.00" in mixed["statement"]


def test_preservation_is_made_up_contract_by_contract(mixed: dict[str, str]) -> None:
    assert (
        "《设备买卖合同》项下货款本金161,900.00元、暂计至2026年3月31日的违约金13,308.18元；"
        "《设备维保服务合同》项下服务费本金80,000.00元、暂计至2026年3月31日的逾期付款损失4,484.38元；"
        "《借款合同》项下借款本金100,000.00元、暂计至2026年3月31日的利息13,939.72元"
    ) in mixed["preservation"]


# --- several contracts of one cause ------------------------------------------------------------------------------


def test_three_loans_each_with_its_rate_and_a_payment_that_named_none(tmp_path: Path) -> None:
    said = texts(drafted(tmp_path, three_loans(), "complaint"))["complaint"]
    for words in (
        "案由：民间借贷纠纷\n",
        "判令被告就《借条一》返还借款本金90,027.40元",
        "未指明借款，依法冲抵《借条一》借款JK-1利息30,027.40元、借款JK-1借款本金9,972.60元",
        "《借条二》支付借期内利息3,016.44元",
        "《借条二》支付逾期利息（暂计至2026年3月31日为3,657.53元；自2026年4月1日起以50,000.00元为基数，按年利率6%计算",
        "《借条三》支付逾期利息（暂计至2026年3月31日为650.96元；自2026年4月1日起以30,000.00元为基数，按年利率3%计算",
        "共179,350.20元，其中《借条一》项下92,025.27元；《借条二》项下56,673.97元；《借条三》项下30,650.96元",
    ):
        assert words in said, words


def test_two_works_contracts_each_with_retention_interest_and_priority(tmp_path: Path) -> None:
    said = texts(drafted(tmp_path, two_works(), "complaint"))["complaint"]
    for words in (
        "判令被告就《1号厂房施工合同》返还工程质量保证金60,000.00元",
        "为14,654.79元；自2026年4月1日起以460,000.00元为基数，按全国银行间同业拆借中心公布的同期一年期",
        "为10,410.96元；自2026年4月1日起以250,000.00元为基数，按年利率5%计算",
        "6. 确认原告就款项YJ-1、YZ-1项下工程价款460,000.00元，对样例产业园1号厂房工程折价或者拍卖的价款享有优先受偿权",
        "7. 确认原告就款项EJ-1项下工程价款250,000.00元，对样例产业园2号厂房工程折价或者拍卖的价款享有优先受偿权",
        "共735,065.75元，其中《1号厂房施工合同》项下474,654.79元；《2号厂房施工合同》项下260,410.96元",
    ):
        assert words in said, words


def test_two_leases_ask_for_the_rent_of_both_and_for_the_machine_still_out(tmp_path: Path) -> None:
    """30,000 × 0.02 % × 172 + × 80 days = 1,032.00 + 480.00; the hoist came back, the crane did not."""
    said = texts(drafted(tmp_path, two_leases(), "complaint", "letter"))
    assert "就《塔吊租赁合同》支付违约金（暂计至2026年3月31日为1,512.00元" in said["complaint"]
    assert "判令被告就《升降机租赁合同》支付租金24,000.00元" in said["complaint"]
    assert "4. 判令被告向原告返还塔式起重机（TD-01）；不能返还的，按约定价值赔偿300,000.00元" in said["complaint"]
    assert "2026年1月5日，原告收回施工升降机（SJ-01）" in said["complaint"]
    assert "向委托人返还塔式起重机（TD-01），并向委托人付清租金人民币84,000.00元" in said["letter"]


# --- one contract with many orders --------------------------------------------------------------------------------


def test_twelve_orders_are_a_table_and_not_a_row_of_sentences(tmp_path: Path) -> None:
    """12 × 10,000; 0.03 % of 10,000 is 3.00 a day: 753 days of the first order, seven fewer of each next one:
    12 × 753 − 7 × 66 = 8,574 days, 25,722.00."""
    found = drafted(tmp_path, framework(12), "complaint", "settlement", "letter")
    said = texts(found)
    assert (
        "2024年1月8日至2024年3月25日，被告以12份订单向原告订购货物，原告均已交付，货款合计120,000.00元"
        in said["complaint"]
    )
    assert "DD-01|2024-01-08|6208轴承200套|10,000.00|2024-01-09|200套|2024-03-08|2、14" in said["complaint"]
    assert "被告以编号DD-01的订单" not in said["complaint"]
    assert "违约金合计25,722.00元" in said["complaint"]
    assert "甲方已按全部12笔订单（DD-01至DD-12）交付货物" in said["settlement"]
    assert "DD-12|10,000.00|2,028.00" in said["settlement"] and "其中：订单" not in said["settlement"]


def test_sixty_orders_fit_every_paper(tmp_path: Path) -> None:
    for paper, said in texts(drafted(tmp_path, framework(60), *SIX)).items():
        assert [word for word in UNFINISHED if word in said] == [], paper
        sentences = [line for line in said.splitlines() if "|" not in line]
        assert max(map(len, sentences)) < 700, paper


def test_each_delivery_of_an_order_has_its_line_and_its_exhibit(tmp_path: Path) -> None:
    said = texts(drafted(tmp_path, framework(2, 12), "complaint"))["complaint"]
    lines = [line for line in said.splitlines() if line.count("|") == 7]
    assert len(lines) == 1 + 24 + 1  # head, deliveries, total
    assert lines[2] == "||||2024-01-10|16套||5"


def test_what_is_disputed_keeps_a_sentence_of_its_own(tmp_path: Path) -> None:
    groups = framework(12)
    groups["deliveries"][4] = {**groups["deliveries"][4], "standing": "disputed"}
    said = texts(drafted(tmp_path, groups, "complaint"))["complaint"]
    assert "以11份订单向原告订购货物" in said
    assert "\n2024年2月5日，被告以编号DD-05的订单向原告订购6208轴承200套" in said and "（原告主张）" in said


def test_few_orders_are_told_as_before(tmp_path: Path) -> None:
    said = texts(drafted(tmp_path, framework(8), "complaint", "settlement"))
    assert "8. 2024年2月26日，被告以编号DD-08的订单" in said["complaint"]
    assert "其中：订单DD-01本金10,000.00元" in said["settlement"]


# --- what cannot stand together -----------------------------------------------------------------------------------


def codes(paper: str, groups: dict[str, Any]) -> dict[str, bool]:
    """Return the codes of what is said of a paper, each with whether it stops it."""
    return {f.code: f.stops for f in PAPERS[paper].view()(material_of(groups)).findings}


def with_clauses(*clauses: dict[str, Any] | None) -> dict[str, Any]:
    made = trade()
    for one, clause in zip(made["contracts"], clauses, strict=True):
        one.pop("jurisdiction")
        if clause:
            one["jurisdiction"] = clause
    return made


ARBITRATION = {"kind": "arbitration", "court": "江州仲裁委员会", "clause": "第12条"}


def test_arbitration_of_one_contract_keeps_it_out_of_the_complaint_and_the_others_go_by_themselves(
    tmp_path: Path,
) -> None:
    """民事诉讼法 127(2)."""
    groups = with_clauses(COURT, ARBITRATION, COURT)
    found = codes("complaint", groups)
    assert found["LX-P222"] and found["LX-P010"]
    assert "LX-P222" not in codes("letter", groups)
    whole = material_of(groups)
    alone = PAPERS["complaint"].view()(whole.alone("甲合同"))
    assert [f.code for f in alone.findings if f.stops] == [] and alone.fields["案由"] == "买卖合同纠纷"
    barred = PAPERS["complaint"].view()(whole.alone("乙合同"))
    assert "LX-P010" in {f.code for f in barred.findings if f.stops}
    said = texts(drafted(tmp_path, groups, "letter"))["letter"]
    assert (
        "就《设备买卖合同》、《借款合同》，向江州市东湖区人民法院提起诉讼；就《设备维保服务合同》，向约定的仲裁" in said
    )


def test_different_agreed_courts_are_not_joined() -> None:
    other = {**COURT, "court": "江州市西湖区人民法院"}
    assert codes("complaint", with_clauses(COURT, other, COURT))["LX-P098"]


def test_the_court_of_the_works_binds_and_must_have_jurisdiction_over_the_rest() -> None:
    """民事诉讼法 34; 民诉法解释 28."""
    works = two_works()
    sale = contract("售", "买卖合同纠纷", "水泥买卖合同", signed_on="2024-05-01", late_penalty={"rate": "每日万分之一"})
    groups = {
        **works,
        "contracts": [*works["contracts"], sale],
        "obligations": [*works["obligations"], owed("SN-1", "售", "10000.00", "2025-01-10", date="2024-05-02")],
    }
    found = codes("complaint", groups)
    assert found["LX-P223"] is False and found["LX-P221"] is False
    sale["jurisdiction"] = COURT
    assert codes("complaint", groups)["LX-P098"]


def test_a_bill_and_the_price_it_was_given_for_are_not_asked_for_together() -> None:
    bill = {
        "kind": "trade_acceptance",
        "number": "230130000000120240101000000001",
        "presented_on": "2025-01-10",
        "refused_on": "2025-01-13",
    }
    made = trade()
    made["contracts"][1] = contract("票", "票据追索权纠纷", "电子商业承兑汇票")
    made["obligations"][1] = {"id": "P-1", "contract": "票", "amount": "80000.00", "due": "2025-01-10", "bill": bill}
    made["milestones"] = []
    assert codes("complaint", made)["LX-P220"]


def test_a_guarantor_answers_for_what_it_guaranteed_contract_by_contract(tmp_path: Path) -> None:
    """民法典 691: the sale and the loan are guaranteed, the service is not."""
    groups = trade(
        parties=[*trade()["parties"], SURETY],
        securities=[
            {
                "id": "保证",
                "kind": "surety_joint",
                "grantor": "丁",
                "name": "保证书",
                "created_on": "2024-03-01",
                "covers": ["DD-1", "JK-1"],
                "period": {"count": 3, "unit": "year"},
                "evidence": ["保证书"],
            }
        ],
    )
    said = texts(drafted(tmp_path, groups, "complaint", "guarantor"))
    assert (
        "判令被告二对《设备买卖合同》项下订单DD-1、《借款合同》项下借款JK-1项下债务（截至2026年3月31日"
        "《设备买卖合同》项下本金161,900.00元、违约金13,308.18元、《借款合同》项下本金100,000.00元、利息13,939.72元"
        "及此后违约金、利息）承担连带清偿责任"
    ) in said["complaint"]
    assert "违约金13,308.18元" in said["guarantor"] and "服务费" not in said["guarantor"]


# --- papers on one contract of several ----------------------------------------------------------------------------


def test_a_complaint_on_one_contract_keeps_the_appropriation_of_the_whole(tmp_path: Path) -> None:
    """民法典 560(2): the payment went to the first loan over all three; on the second loan nothing was paid."""
    whole = material_of(three_loans())
    from lexcollect.documents.drafting import draft

    for id in ("借一", "借二"):
        result = draft(("complaint",), whole.alone(id), tmp_path, sources={"案件.yaml": "0" * 64})
        said = texts(result)[f"complaint@{id}"]
        assert ("还款40,000.00元" in said) is (id == "借一")
        assert "借条三" not in said and "LX-P224" not in {f.code for f in result.findings}
    assert sorted(p.name for p in (tmp_path / "v1").glob("*.docx")) == [
        "民事起诉状（借条一）.docx",
        "民事起诉状（借条二）.docx",
    ]


def test_a_payment_over_two_contracts_tells_what_went_to_the_other(tmp_path: Path) -> None:
    """130,000 named none: 30,027.40 and 100,000.00 to the 10 % loan are more; the rest goes to the next (560(2))."""
    paid = {"date": "2026-01-10", "amount": "140000.00", "payer": "乙", "evidence": ["还款回单"]}
    whole = material_of(three_loans(payments=[paid]))
    rows = PAPERS["complaint"].view()(whole.alone("借一")).fields["往来"]
    assert "借款本金100,000.00元，其余9,972.60元冲抵其他合同项下的款项" in rows[0]["内容"]


def test_a_paper_on_one_contract_is_another_paper_than_that_on_all(tmp_path: Path) -> None:
    from lexcollect.documents.drafting import draft, outdated

    whole = material_of(trade())
    first = draft(("complaint",), whole, tmp_path, sources={})
    second = draft(("complaint",), whole.alone("丙合同"), tmp_path, sources={})
    assert [p.status.value for p in (*first.papers, *second.papers)] == ["written", "written"]
    again = draft(("complaint",), whole.alone("丙合同"), tmp_path, sources={})
    assert again.changed_nothing
    assert outdated(whole, tmp_path) == []
    later = material_of(trade(payments=[]))
    assert {f.where.file for f in outdated(later, tmp_path)} == {"v1/民事起诉状.docx"}  # the loan was paid nothing


def test_typed_on_one_contract_of_a_folder(tmp_path: Path) -> None:
    """The walk of an office: folder, package, check, all papers; then the complaint on one contract."""
    walked = walk(written(trade()), tmp_path, AS_OF.isoformat())
    assert [walked.codes[verb] for verb in ("bundle", "verify", "draft")] == [0, 0, 0], walked.said["draft"]
    assert "案由：买卖合同纠纷、服务合同纠纷、民间借贷纠纷" in walked.papers()["民事起诉状"]
    words = ("draft", "complaint", str(walked.folder), "--as-of", AS_OF.isoformat(), "--contract")
    code, out, err = typed(*words, "丁合同", cwd=tmp_path)
    assert code == 1 and "LX-P225" in out + err and "甲合同" in out + err
    code, out, _ = typed(*words, "丙合同", cwd=tmp_path)
    assert code == 0 and "民事起诉状（借款合同）.docx" in out


def test_the_schedule_says_of_each_debt_whether_it_bears_interest_or_a_loss(tmp_path: Path) -> None:
    folder = tmp_path / "案"
    folder.mkdir()
    (folder / "案件.yaml").write_text(written(trade()), "utf-8")
    code, out, err = typed("calc", str(folder), "--annex", "--as-of", AS_OF.isoformat(), cwd=tmp_path)
    assert code == 0, out + err
    (path,) = folder.rglob("*计算表.docx")
    said = "\n".join([*paragraphs(path.read_bytes()), *("|".join(r) for t in tables(path.read_bytes()) for r in t)])
    assert path.stem == "逾期付款违约金、损失和利息计算表" and list(folder.rglob("*计算表.xlsx"))
    assert "违约金13,308.18元、逾期付款损失和利息18,424.10元，合计31,732.28元" in said
    for line in ("DD-1（违约金）|639", "FW-1（逾期付款损失）|440", "JK-1（利息）|424"):
        assert line in said, line


# --- foreign money and contracts across a border ------------------------------------------------------------------


def in_dollars(**more: Any) -> dict[str, Any]:
    """Two sales in dollars with penalties of their own: 200,000 at 0.03 % and 50,000 at 0.02 % a day."""
    made = trade()
    second = contract(
        "乙合同",
        "买卖合同纠纷",
        "备件买卖合同",
        signed_on="2024-09-01",
        late_penalty={"rate": "每日万分之二", "clause": "第6条"},
        jurisdiction=COURT,
        **more,
    )
    first = {**made["contracts"][0], **more}
    owed_ = [
        {**made["obligations"][0], "currency": "USD"},
        owed("BJ-1", "乙合同", "50000.00", "2025-01-15", date="2024-10-01", goods="备件", currency="USD"),
    ]
    return {**made, "contracts": [first, second], "obligations": owed_, "payouts": [], "milestones": [], "payments": []}


def test_several_contracts_in_dollars_are_written_in_dollars(tmp_path: Path) -> None:
    """639 days of 60.00 = 38,340.00; 440 days of 10.00 = 4,400.00; nothing is converted (民法典 514)."""
    said = texts(drafted(tmp_path, in_dollars(), "complaint", "letter", "statement", "preservation"))
    assert (
        "共292,740.00美元，其中《设备买卖合同》项下238,340.00美元；《备件买卖合同》项下54,400.00美元"
        in said["complaint"]
    )
    assert "合计|250,000.00|42,740.00|0.00|292,740.00" in said["complaint"]
    for paper, words in said.items():
        assert "人民币" not in words.replace("《人民币", "") and "（元）" not in words, paper


@pytest.mark.parametrize(
    ("groups", "told"),
    [
        (in_dollars(), {"LX-M291"}),
        (in_dollars(cross_border=True), {"LX-M290"}),
        (trade(), set()),
    ],
    ids=["dollars", "across a border", "at home"],
)
def test_the_convention_on_international_sales_is_a_hint_and_no_law(groups: dict[str, Any], told: set[str]) -> None:
    """CISG 1 is not in the law book: marked as not verified; limitation is four years by 民法典 594."""
    found = [f for f in material_of(groups).claims.findings if f.code in ("LX-M290", "LX-M291")]
    assert {f.code for f in found} == told
    assert all("未核实" in f.line("zh") for f in found if f.code == "LX-M290")


def test_an_article_that_is_cited_and_has_no_compared_text_is_said_to_have_none() -> None:
    """民法典 1064: the book on marriage is not among the compared texts."""
    code, out, err = typed("law", "show", "民法典1064", cwd=Path.cwd())
    assert code == 5 and "第1064条" in out + err and "没有核对过的文本" in out + err
