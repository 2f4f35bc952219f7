"""A matter with debts in two moneys (民法典 514): sums, payments and papers apart, counted by hand; nothing converted.

Account of 2025-11-30. In yuan 100,000 due on 2023-12-31 at 5 in 10,000 a day; 30,000 paid on 2024-02-04: 34 days,
1,700.00, the rest off the price, 71,700.00; 666 days at 35.85, 23,876.10: 95,576.10. In dollars 50,000 due on
2024-01-31 at 3 in 10,000; 20,000 paid on 2024-02-03: 2 days, 30.00, price left 30,030.00; 667 days at 9.009, 6,009.00:
36,039.00.
"""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal as D
from pathlib import Path

import pytest

from cli_run import typed
from lexcollect.casefile import parse_case
from lexcollect.casefile.checks import facts_of
from lexcollect.casefile.exhibits import ExhibitRef
from lexcollect.deadlines.matter import Matter, answer_case
from lexcollect.documents.drafting import DraftResult, draft
from lexcollect.documents.material import Material
from lexcollect.findings import Refused
from papers import drafted, material, text_of
from test_claims_currency import dollars
from test_papers_lease import texts
from test_papers_old_law import CASE

PAID = """付款:
  - {日期: 2024-02-03, 金额: 20000, 币种: 美元, evidence: 流水}
  - {日期: 2024-02-04, 金额: 30000, 币种: 人民币, evidence: 流水二}
"""
ABROAD = """  - {编号: 外, 案由: 买卖合同纠纷, 名称: 进口设备合同, 签订日期: 2023-07-01, 货物: 设备,
     jurisdiction: {kind: court, court: 沈阳市和平区人民法院, clause: 第9条},
     late_penalty: {rate: 每日万分之三, clause: 第6条}, evidence: 合同书二}
应收款:
  - {编号: 二, 合同: 外, 金额: 50000, 币种: 美元, 到期: 2024-01-31, evidence: 凭证二}
"""
TEXT = (
    CASE.replace("PARTY", "")
    .replace("CAUSE", "买卖合同纠纷")
    .replace("MORE", "货物: 钢材, late_penalty: {rate: 每日万分之五, clause: 第7条}")
    .replace("SIGNED", "2023-06-01")
    .replace("DUE", "2023-12-31")
    .replace("DATED", "")
    .replace("应收款:\n", ABROAD)
)
AS_OF = date(2025, 11, 30)


def matter(paid: str = PAID, *changes: tuple[str, str]) -> Matter:
    text = TEXT.replace("FACTS", paid)
    for was, now in changes:
        assert was in text
        text = text.replace(was, now)
    loaded = parse_case(text)
    assert loaded.case is not None, [f.line() for f in loaded.findings]
    return answer_case(loaded.case, AS_OF)


def written(root: Path, found: Matter, *papers: str, contract: str = "") -> DraftResult:
    ids = dict.fromkeys(id for fact in facts_of(found.case) for id in fact.evidence)
    exhibits = {id: ExhibitRef(id, f"{n}", id, "书证", 1) for n, id in enumerate(ids, 1)}
    told = Material(found.case, found.claims, exhibits)
    return draft(papers, told.alone(contract) if contract else told, root, sources={"案件.yaml": "0" * 64})


def test_each_money_has_its_own_account_and_there_is_no_sum_of_both() -> None:
    claims = matter().claims
    sums = [(case.currency.unit, part.total) for case, part in claims.apart]
    assert sums == [("美元", D("36039.00")), ("元", D("95576.10"))]
    assert claims.fees is None
    assert "LX-M330" in [f.code for f in claims.findings]
    with pytest.raises(Refused) as refused:
        _ = claims.total
    assert refused.value.findings[0].code == "LX-M329"


def test_a_payment_meets_debts_in_its_own_money_only() -> None:
    shares = [(s.debt, s.part.value, s.amount) for s in matter().claims.account.shares]
    assert shares == [
        ("二", "penalty", D("30.00")),
        ("二", "principal", D("19970.00")),
        ("一", "penalty", D("1700.00")),
        ("一", "principal", D("28300.00")),
    ]


def test_a_payment_of_which_nobody_said_the_money_stops_the_sums_and_no_date() -> None:
    found = matter(PAID.replace(", 币种: 美元", ""))
    assert "LX-M214" in [f.code for f in found.agenda.findings]
    with pytest.raises(Refused):
        _ = found.claims
    named = matter(PAID.replace("币种: 美元", "designated_for: 二"))
    assert named.claims.apart[0][1].total == D("36039.00")


def test_one_contract_in_two_moneys_and_a_cost_in_none_are_refused_by_name() -> None:
    for changes in (
        [("编号: 二, 合同: 外", "编号: 二, 合同: 合同")],
        [("付款:\n", "费用:\n  - {类型: 律师费, 金额: 1000, 合同: 外}\n付款:\n")],
    ):
        with pytest.raises(Refused) as refused:
            _ = matter(PAID, *changes).claims
        assert {f.code for f in refused.value.findings} == {"LX-M214"}


def test_the_complaint_asks_for_both_and_adds_nothing_up(tmp_path: Path) -> None:
    said = texts(written(tmp_path, matter(), "complaint"))["complaint"]
    for words in (
        "判令被告就《合同书》支付货款71,700.00元",
        "判令被告就《进口设备合同》支付货款30,030.00美元",
        "自2025年12月1日起以30,030.00美元为基数，按每日万分之三计算至实际付清之日止",
        "以上第1项至第4项暂计至2025年11月30日共36,039.00美元、95,576.10元",
        "《合同书》项下95,576.10元；《进口设备合同》项下36,039.00美元",
        "2024年2月3日，被告支付20,000.00美元",
        "2024年2月4日，被告支付30,000.00元",
        "被告就《进口设备合同》尚欠原告货款本金30,030.00美元：",
    ):
        assert words in said, words
    assert "131,615.10" not in said and "美元元" not in said and "（美元）" not in said


def test_the_demand_asks_for_each_in_its_own_money(tmp_path: Path) -> None:
    said = texts(written(tmp_path, matter(), "demand"))["demand"]
    assert "就《进口设备合同》，截至2025年11月30日，贵方尚欠货款本金30,030.00美元" in said
    assert "两项合计人民币95,576.10元（大写：人民币玖万伍仟伍佰柒拾陆元壹角）" in said
    assert "就《进口设备合同》，向我方付清货款本金30,030.00美元" in said
    assert "131,615.10" not in said


def test_what_tells_one_sum_is_written_contract_by_contract(tmp_path: Path) -> None:
    found = matter()
    result = written(tmp_path, found, "statement")
    assert [p.path for p in result.papers] == [None]
    assert "LX-P100" in [f.code for f in result.findings]
    said = texts(written(tmp_path / "own", found, "statement", contract="外"))["statement@外"]
    assert "30,030.00美元" in said
    assert "71,700.00" not in said


def test_the_screen_tells_money_by_money(tmp_path: Path) -> None:
    (tmp_path / "案件.yaml").write_text(TEXT.replace("FACTS", PAID), "utf-8")
    code, out, _ = typed("calc", "--as-of", "2025-11-30", cwd=tmp_path)
    assert code == 0
    assert "应收合计 95,576.10 元" in out and "应收合计 36,039.00 美元" in out
    assert "诉讼费用交纳办法55" in typed("calc", "--as-of", "2025-11-30", "--full", cwd=tmp_path)[1]
    accounts = json.loads(typed("calc", "--as-of", "2025-11-30", "--json", cwd=tmp_path)[1])["accounts"]
    assert [(a["currency"], a["total"]) for a in accounts] == [("USD", "36039.00"), ("CNY", "95576.10")]


def test_a_settlement_in_dollars_is_written_in_dollars(tmp_path: Path) -> None:
    said = text_of(drafted(tmp_path, "settlement", given=material(*dollars())), "settlement")
    assert "851,600.00美元" in said
    assert "851,600.00元" not in said
    assert "大写" not in said and "人民币" not in said
    assert "币种" in said


GUARANTEE = (
    "choices:",
    (
        "担保:\n  - {编号: 保, 类型: 连带责任保证, 名称: 保证书, 担保人: 丙, 出具日期: 2023-07-01CAP, "
        "担保范围: 没有约定, 保证期间: 三年, evidence: 保证书}\nchoices:"
    ),
)
GUARANTOR = (
    "合同:\n",
    (
        "  - {编号: 丙, 身份: 保证人, 类型: 自然人, 名称: 丙示例, gender: 男, birth: 1980-01-01, "
        "domicile: 沈阳市和平区样例路3号, phone: '19900000303'}\n合同:\n"
    ),
)


def guaranteed(cap: str = "") -> Matter:
    return matter(PAID, GUARANTOR, (GUARANTEE[0], GUARANTEE[1].replace("CAP", cap)))


def test_a_guarantor_of_both_moneys_answers_for_each_by_itself() -> None:
    """民法典 691: all of both, 95,576.10 yuan and 36,039.00 dollars; 692: three years from the due days, still open."""
    claims = guaranteed().claims
    assert [(s.covered, s.amount) for s in claims.sureties] == [(("二",), D("36039.00")), (("一",), D("95576.10"))]
    told = {f.code: dict(f.params) for f in claims.findings}
    assert told["LX-M403"]["name"] == "丙示例" and "LX-M214" not in told


def test_a_ceiling_over_both_moneys_cannot_be_applied() -> None:
    with pytest.raises(Refused) as stopped:
        _ = guaranteed(", 最高额: 50000").claims
    assert [f.code for f in stopped.value.findings] == ["LX-M214"]


def test_the_complaint_on_both_is_refused_and_that_on_one_contract_asks_in_its_money(tmp_path: Path) -> None:
    both = written(tmp_path / "both", guaranteed(), "complaint")
    assert "LX-P503" in {f.code for f in both.findings if f.stops}
    said = texts(written(tmp_path / "one", guaranteed(), "complaint", "guarantor", contract="外"))
    assert "36,039.00美元" in said["guarantor@外"] and "95,576.10" not in said["guarantor@外"]
    assert "承担连带清偿责任" in said["complaint@外"] and "95,576.10" not in said["complaint@外"]
