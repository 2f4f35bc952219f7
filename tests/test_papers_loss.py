"""Papers where nothing was agreed on delay, and where a thing is kept: the statutory loss, and fees by the day.

The steel matter without its penalty clause: 买卖合同解释 18(4), one-year LPR at each breach plus half of it (3.55 %
× 1.5 = 5.325 % from 2023-06-20 and 2023-08-09, 3.45 % × 1.5 = 5.175 % from 2023-11-07), counted by hand line by line.
"""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from lexcollect.documents.plaintext import paragraphs
from lexcollect.documents.register import PAPERS
from papers import drafted, material

PENALTY = ("    late_penalty: {rate: 每日万分之五, clause: 第5.1条}\n", "    overdue_loss: {markup: 50}\n")
FEES = """running_fees:
  - {id: 周转箱, contract: 框架合同, title: 周转箱占用费, per_day: 200, first: 2026-11-01, clause: 第9条}
  - {id: 场地, contract: 框架合同, title: 场地占用费, per_day: 100, first: 2026-10-01, last: 2026-10-31}
settlement:  """
KEPT = ("settlement:  ", FEES)
#: 851,600.00 + 146,280.97 + 21 days × 200 + 31 days × 100; the last instalment takes what the others leave.
SETTLED = (
    ("2027-09-30, amount: 250000.00}", "2027-09-30, amount: 153580.97}"),
    ("  waive_penalty: 257593.80\n", ""),
)
#: 24 and 1,227 days on 432,000 and 132,000; 1,201 days on 332,000; 90 and 1,021 days on 537,600 and 387,600.
LINES = ("1,512.59", "23,628.99", "58,171.18", "6,859.92", "56,108.29")
WHOLE = "1,005,180.97"


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    root = tmp_path_factory.mktemp("loss")
    found = {}
    for one in drafted(root, given=material(PENALTY, KEPT, *SETTLED)).papers:
        assert one.path is not None, one.paper
        found[one.paper] = "\n".join(paragraphs(one.path.read_bytes()))
    return found


def test_the_complaint_asks_for_the_loss_at_the_rate_of_each_breach(said: dict[str, str]) -> None:
    complaint = said["complaint"]
    for words in (
        "2. 判令被告一支付逾期付款损失（暂计至2026年11月21日为146,280.97元；自2026年11月22日起分别以464,000.00元为基数",
        "按年利率5.325%、以387,600.00元为基数按年利率5.175%计算至实际付清之日止）",
        "合同没有约定逾期付款违约金",
        "按违约行为发生时的一年期贷款市场报价利率（LPR）加计50%赔偿逾期付款损失",
        "订单DD-20230406、DD-20230602年利率5.325%；订单DD-20230821年利率5.175%",
        *LINES,
        "第五百八十四条",
        "《最高人民法院关于审理买卖合同纠纷案件适用法律问题的解释》第十八条",
        f"（以上第1项至第4项暂计至2026年11月21日共{WHOLE}元）",
    ):
        assert words in complaint, words
    # Nothing but the contract's own order of appropriation and the guarantee's scope speak of a penalty.
    told = complaint.replace("合同没有约定逾期付款违约金", "")
    assert told.count("违约金") == len(re.findall("、违约金、实现债权的费用|851,600元及违约金", told))
    assert "第五百八十五条" not in complaint


def test_a_fee_by_the_day_is_asked_for_until_the_thing_is_given_back(said: dict[str, str]) -> None:
    complaint = said["complaint"]
    assert (
        "判令被告一支付周转箱占用费（暂计至2026年11月21日为4,200.00元；自2026年11月22日起按每日200.00元计算至"
        "实际返还之日止）" in complaint
    )
    assert "判令被告一支付场地占用费3,100.00元；" in complaint
    assert (
        "周转箱占用费自2026年11月1日起按每日200.00元计算（合同第9条），暂计至2026年11月21日共21日，为4,200.00元。"
        in complaint
    )
    assert "场地占用费自2026年10月1日至2026年10月31日按每日100.00元计算，共31日，为3,100.00元。" in complaint


def test_letter_application_and_agreement_come_to_the_same_sum(said: dict[str, str]) -> None:
    letter, preservation, settlement = said["letter"], said["preservation"], said["settlement"]
    assert f"四项合计人民币{WHOLE}元（大写：人民币壹佰万伍仟壹佰捌拾元玖角柒分）" in letter
    assert "没有约定逾期付款违约金的，有权请求赔偿逾期付款损失" in letter
    assert "以及暂计至2026年11月21日的周转箱占用费4,200.00元（此后按每日200.00元计算至实际返还之日）" in letter
    made_of = "暂计至2026年11月21日的逾期付款损失146,280.97元、周转箱占用费4,200.00元、场地占用费3,100.00元"
    assert f"人民币{WHOLE}元（货款本金851,600.00元、{made_of}）" in preservation
    assert f"合计人民币{WHOLE}元" in settlement and "场地占用费3,100.00元。" in settlement
    assert "按违约行为发生时的一年期贷款市场报价利率（LPR）加计50%支付逾期付款损失" in settlement
    assert "周转箱占用费按每日200.00元另行计算至实际返还之日" in settlement


def test_a_running_rate_goes_on_by_its_name_and_not_by_its_last_figure() -> None:
    change = (PENALTY[0], "    overdue_loss: {markup: 50, mode: segmented}\n")
    found = PAPERS["complaint"].view()(material(change, as_of=date(2024, 12, 31))).fields
    asked = found["诉讼请求"][1]["内容"]
    assert "以851,600.00元为基数，按同期一年期贷款市场报价利率（LPR）加计50%计算至实际付清之日止" in asked
    assert "折合为下列年利率：2023年6月20日至2023年8月" in found["违约金"]["叙述"]


def test_a_guarantee_of_interest_covers_the_loss_and_says_so(tmp_path: Path) -> None:
    widened = ("scope: [principal, penalty, costs]", "scope: [principal, interest, costs]")
    found = PAPERS["complaint"].view()(material(PENALTY, widened)).fields
    asked = next(row["内容"] for row in found["诉讼请求"] if "被告二" in row["内容"])
    # 58,171.18 + 62,968.21 on the two orders whose guarantee is alive.
    assert "本金719,600.00元、逾期付款损失121,139.39元及此后逾期付款损失" in asked


def test_without_penalty_and_loss_the_agreement_promises_no_rate() -> None:
    whole = (("    - {due_on: 2027-09-30, amount: 250000.00}\n", ""), SETTLED[1])
    found = PAPERS["settlement"].view()(material((PENALTY[0], ""), *whole))
    assert [f.code for f in found.findings if f.stops] == []
    assert found.fields["违约责任"]["内容"] == "乙方逾期付款的，应当赔偿甲方因此受到的损失"
    assert "违约金" not in found.fields["债务"]["确认"] + found.fields["债务"]["明细"]


ABROAD = ("买卖合同纠纷", "国际货物买卖合同纠纷")


def test_the_loss_of_an_international_sale_is_counted_with_a_warning_and_told_in_no_paper(tmp_path: Path) -> None:
    """买卖合同解释 18(4) is the standard of a domestic sale; no rule here says which law governs another."""
    given = material(PENALTY, *SETTLED, ABROAD)
    assert "LX-M256" in [f.code for f in given.claims.findings]
    result = drafted(tmp_path, "complaint", "letter", "statement", given=given)
    assert [f.level for f in result.findings if f.code == "LX-M257"] == ["error"]  # told once for both papers
    assert {p.paper for p in result.papers if p.path} == {"statement"}


def test_the_loss_of_a_domestic_sale_and_the_penalty_of_an_international_one_are_told(tmp_path: Path) -> None:
    for given in (material(PENALTY, *SETTLED), material(ABROAD)):
        result = drafted(tmp_path, "letter", given=given)
        assert not {"LX-M256", "LX-M257"} & {f.code for f in (*result.findings, *given.claims.findings)}
        assert [p.paper for p in result.papers if p.path] == ["letter"]
        tmp_path = tmp_path / "二"
