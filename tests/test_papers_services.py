"""Contracts about services from the file to the papers: guards, freight, property fees, processing, a sales agent.

Figures were counted from the articles first (民法典 585; 民法典 646 with 买卖合同解释 18(4),
LPR at the breach plus the mark-up):

- guards, 0.03 % a day: 60,000 × 131 days + 20,000 × 224, 60,000 × 264, 60,000 × 172 = 2,358 + 1,344 + 4,752 + 3,096;
- freight, (3.35 and 3.10 %) × 1.5: 48,000 × 5.025 % × 547 / 365 and 36,000 × 4.65 % × 455 / 365;
- property, 0.05 % a day: 3,600 × 821, 639 and 455 days;
- processing, accepted 2025-05-06, 15 days, 3.00 % × 1.3: 120,000 × 3.9 % × 39 / 365 and 70,000 × 3.9 % × 275 / 365;
- the agent, 0.02 % a day: 90,000 × 228 days.
"""

from __future__ import annotations

import re
import zipfile
from datetime import date
from decimal import Decimal as D
from pathlib import Path

import pytest

from lexcollect.causes import causes
from lexcollect.documents.drafting import draft
from lexcollect.documents.plaintext import paragraphs, tables
from lexcollect.documents.register import PAPERS
from services import AGENT, FREIGHT, GUARDS, MATTERS, PROCESSING, PROPERTY, service, service_material

FOUR = ("complaint", "letter", "preservation", "settlement")
#: Words of a sale: none has a place in a contract about services.
FOREIGN = ("货款", "订单", "订购", "买受人", "出卖人", "买方", "卖方", "供货", "送货单", "交付服务", "None", "{", "}")


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], str]:
    """The whole text of every paper, tables too; the agent has no lawyer, so no lawyer's letter."""
    found = {}
    for name in MATTERS:
        papers = [p for p in FOUR if name != AGENT or p != "letter"]
        given = service_material(name)
        result = draft(papers, given, tmp_path_factory.mktemp("services"), sources={"案件.yaml": "0" * 64})
        for one in result.papers:
            assert one.path is not None, [f.line() for f in result.findings]
            data = one.path.read_bytes()
            cells = (cell for table in tables(data) for row in table for cell in row)
            found[name, one.paper] = "\n".join([*paragraphs(data), *cells])
    return found


@pytest.mark.parametrize(
    ("name", "principal", "penalty", "loss"),
    [
        (GUARDS, "140000.00", "11550.00", "0.00"),
        (FREIGHT, "84000.00", "0.00", "5701.47"),
        (PROPERTY, "10800.00", "3447.00", "0.00"),
        (PROCESSING, "70000.00", "0.00", "2556.90"),
        (AGENT, "90000.00", "4104.00", "0.00"),
    ],
)
def test_the_account_is_that_of_the_hand_count(name: str, principal: str, penalty: str, loss: str) -> None:
    claims = service(name).claims
    assert (claims.account.principal, claims.account.penalty, claims.account.interest) == (
        D(principal),
        D(penalty),
        D(loss),
    )
    assert claims.total == D(principal) + D(penalty) + D(loss)


@pytest.mark.parametrize(
    ("name", "debt", "last"),
    [
        # 民法典 188, 195: three years from the demand that arrived, from the payment, else from the due day.
        (GUARDS, "FW-01", date(2028, 12, 3)),
        (FREIGHT, "YF-01", date(2027, 9, 30)),
        (FREIGHT, "YF-02", date(2027, 12, 31)),
        (PROPERTY, "2023年下半年物业费", date(2028, 3, 12)),
        (PROCESSING, "JG-01", date(2028, 6, 30)),
        (AGENT, "DL-01", date(2028, 8, 15)),
    ],
)
def test_limitation_stands_on_the_agenda(name: str, debt: str, last: date) -> None:
    agenda = service(name).agenda
    found = next(d for d in agenda.deadlines if d.rule.startswith("limitation.") and debt in d.obligations)
    # Each period of property fees is a debt of its own.
    assert found.rule == ("limitation.periodic" if name == PROPERTY else "limitation.general")
    assert found.period is not None and found.period.nominal == last


@pytest.mark.parametrize("name", MATTERS)
def test_nothing_of_a_sale_stands_in_the_papers(said: dict[tuple[str, str], str], name: str) -> None:
    for (matter, paper), text in said.items():
        if matter == name:
            own = text.replace("买卖合同纠纷案件适用法律", "").replace("参照买卖合同的有关规定", "")
            assert [word for word in FOREIGN if word in own] == [], paper


def test_guards_are_told_quarter_by_quarter(said: dict[tuple[str, str], str]) -> None:
    complaint = said[GUARDS, "complaint"]
    for words in (
        "案由：保安服务合同纠纷",
        "约定由原告向被告提供园区保安服务",
        "1. 2025年第一季度园区保安服务，服务费60,000.00元（编号FW-01）",
        "原告于2025年3月31日完成服务（2025年1月至3月）",
        "未指明所付服务费，按合同第6条冲抵服务费FW-01本金40,000.00元",
        "2. 判令被告支付违约金（暂计至2026年3月31日为11,550.00元；自2026年4月1日起以140,000.00元为基数，按每日万分之三",
        "综上，原告已依约提供服务，被告未按约定付款，已构成违约",
    ):
        assert words in complaint, words
    assert "申请人依约提供服务，服务费合计180,000.00元" in said[GUARDS, "preservation"]
    assert "甲方已就服务费FW-01、FW-02、FW-03提供服务，乙方尚未付清服务费" in said[GUARDS, "settlement"]


def test_freight_without_a_penalty_takes_the_rule_of_the_sale_by_reference(said: dict[tuple[str, str], str]) -> None:
    for paper in ("complaint", "letter"):
        for article in ("第六百四十六条", "第八百零九条", "第八百一十三条", "第五百八十四条", "第十八条", "第三十二条"):
            assert article in said[FREIGHT, paper], (paper, article)
    assert "运费YF-01年利率5.025%；运费YF-02年利率4.65%" in said[FREIGHT, "complaint"]
    assert "原告于2024年8月28日完成运输（十二车）" in said[FREIGHT, "complaint"]


def test_processing_is_due_after_acceptance_and_the_acceptance_is_told(said: dict[tuple[str, str], str]) -> None:
    complaint = said[PROCESSING, "complaint"]
    assert "2025年5月6日，被告验收合格（证据4）" in complaint
    assert complaint.index("原告于2025年4月28日交付工作成果（800件）") < complaint.index("2025年5月6日，被告验收合格")
    assert "该笔承揽报酬的最后付款日为2025年5月21日" in complaint and "第七百八十二条" in complaint


def test_services_that_nobody_entered_are_not_told(said: dict[tuple[str, str], str]) -> None:
    complaint, letter = said[PROPERTY, "complaint"], said[PROPERTY, "letter"]
    assert "依约提供" not in complaint + letter and "综上，被告未按约定付款，已构成违约" in complaint
    # 民法典 939: the owner is bound without having signed, so no signature of his is told.
    assert "2021年6月1日签订的《前期物业服务合同》对原告和被告具有法律约束力" in complaint and "签订《" not in complaint
    settled = said[PROPERTY, "settlement"]
    assert "具有法律约束力的物业服务合同为2021年6月1日签订的《前期物业服务合同》（以下称“原合同”）" in settled
    assert "2021年6月1日签订的上述合同对贵方具有法律约束力" in letter and "第九百三十九条" in complaint
    assert "1. 2023年下半年物业费：宜居苑3幢502室2023年7月至12月物业服务，物业费3,600.00元" in complaint


def test_an_acceptance_shows_performance_where_no_delivery_was_entered() -> None:
    delivery = "交货:\n  - {应收款: JG-01, 日期: 2025-04-28, 数量: 800件, 证据: [交付单]}\n"
    found = PAPERS["complaint"].view()(service_material(PROCESSING, (delivery, ""))).fields
    assert found["综述"].startswith("综上，原告已依约交付工作成果")
    step = "履行节点:\n  - {应收款: JG-01, 类型: 验收合格, 日期: 2025-05-06, 证据: [验收单]}\n"
    due = (
        "    付款期限: {起算: 验收合格, 期间长度: 15, 单位: 日, 条款: 第5条}\n",
        "    付款期限: {固定日期: 2025-05-21}\n",
    )
    found = PAPERS["complaint"].view()(service_material(PROCESSING, (delivery, ""), (step, ""), due)).fields
    assert found["综述"].startswith("综上，被告未按约定付款")


def test_an_owner_is_called_on_to_pay_before_the_suit() -> None:
    # 民法典 944(2): a suit after a demand with a reasonable time.
    codes = [f.code for f in PAPERS["complaint"].view()(service_material(PROPERTY)).findings]
    assert "LX-P079" not in codes
    text = (Path(__file__).parent / "data" / "services" / "物业服务.yaml").read_text("utf-8")
    demand = text[text.index("催收:") : text.index("保全:")]
    said = PAPERS["complaint"].view()(service_material(PROPERTY, (demand, ""))).findings
    found = next(f for f in said if f.code == "LX-P079")
    assert "民法典" in found.line("zh") and "罗晓曼" in found.line("zh")
    others = PAPERS["complaint"].view()(service_material(FREIGHT)).findings
    assert "LX-P079" not in [f.code for f in others]


def test_records_of_services_need_no_receiver() -> None:
    assert [f.code for f in service(GUARDS).claims.findings if f.code in ("LX-M007", "LX-M008")] == []
    assert "LX-M008" in [f.code for f in service(PROCESSING).claims.findings]


def test_every_service_cause_takes_the_loss_by_reference() -> None:
    names = {"142", "119", "121", "123", "124", "126", "127", "128", "158"}
    found = [c for c in causes() if c.number in names]
    assert len(found) == len(names)
    assert all(c.lateness and c.lateness.by_reference for c in found)


def test_a_reward_without_an_agreed_day_falls_due_on_delivery_and_on_completion() -> None:
    # 民法典 782: delivered 2025-04-28; LPR 3.10 % on 2025-04-29, × 1.3 = 4.03 %; to 2025-06-29
    # 120,000 × 4.03 % × 62 / 365.
    open_ = ("    付款期限: {起算: 验收合格, 期间长度: 15, 单位: 日, 条款: 第5条}\n", "    付款期限: 没有约定\n")
    work = service(PROCESSING, open_)
    (account,) = work.claims.account.obligations
    assert (account.due.rolled, account.lines[0].days, account.lines[0].amount) == (
        date(2025, 4, 28),
        62,
        D("821.46"),
    )
    assert "LX-M182" in [f.code for f in work.claims.findings]
    told = PAPERS["complaint"].view()(service_material(PROCESSING, open_)).fields["订单"][0]["到期"]
    assert told == "双方没有约定该笔承揽报酬的支付期限，应当在交付工作成果时即2025年4月28日支付"
    # 民法典 928: the affair was done on 2025-06-30; three years from then (188).
    agent = service(AGENT, ("到期: 2025-08-15", "到期: 没有约定"))
    assert agent.claims.account.obligations[0].due.rolled == date(2025, 6, 30)
    found = next(d for d in agent.agenda.deadlines if d.rule == "limitation.general")
    assert found.period is not None and found.period.nominal == date(2028, 6, 30)
    # A service has no such article: it waits for a demand (511(4)).
    guards = service(GUARDS, ("到期: 2025-10-10", "到期: 没有约定"))
    assert "LX-M182" not in [f.code for f in guards.claims.findings]


def test_the_sum_of_the_charges_stands_in_a_sentence_of_its_own(said: dict[tuple[str, str], str]) -> None:
    """5,701.47 is what both freights bear: behind the rate of the second alone it read as the sum of that one."""
    two = "折合为下列年利率：运费YF-01年利率5.025%；运费YF-02年利率4.65%。"
    assert f"{two}逾期付款损失暂计至2026年3月31日为5,701.47元。" in said[FREIGHT, "preservation"]
    assert two in said[FREIGHT, "complaint"]
    assert "每日万分之三支付违约金" in said[GUARDS, "preservation"]
    assert "。违约金暂计至2026年3月31日为11,550.00元。" in said[GUARDS, "preservation"]


def test_no_letter_ends_on_a_page_of_signatures(tmp_path: Path) -> None:
    """How the writer is reached goes with the signature to the last page (demand of the processor, letter too)."""
    result = draft(["demand", "letter"], service_material(PROCESSING), tmp_path, sources={"案件.yaml": "0" * 64})
    for one in result.papers:
        assert one.path is not None, [f.line() for f in result.findings]
        lines = re.findall(r"<w:p>.*?</w:p>", zipfile.ZipFile(one.path).read("word/document.xml").decode())
        end = next(i for i, line in enumerate(lines) if "特此函告" in line)
        assert "联系人" in lines[end - 1]
        assert all("<w:keepNext/>" in line for line in lines[end - 1 : end + 1])
