"""A loan that claims late interest and an agreed penalty: both under one cap, each told for itself in every paper.

Loan of 2021-03-01 (LPR 3.85 %, cap 15.4 %: 民间借贷规定 25(1)), 300,000 yuan, 10 % for the term, 12 % and 每日万分之五
(18.25 % a year) for the delay, due 2022-02-28; 40,000 paid on 2021-09-10 and 12,000 on 2022-06-30; account of
2022-12-31.
Counted by hand (interest before principal, 民法典 561; the payment day bears on the rest):

* 300,000 × 10 % × 193 / 365 = 15,863.01, paid; 24,136.99 of the principal, 275,863.01 left.
* 275,863.01 × 10 % × 172 / 365 = 12,999.57, of which 12,000 were paid: 999.57 of the term is left.
* Delay, 306 days: 12 % = 10,974.06 (121 days) + 16,778.52 (185 days) = 27,752.58; to 15.4 % there is room for 3.4 %
  (民间借贷规定 29): 275,863.01 × 3.4 % × 306 / 365 = 7,863.23. Together 36,615.38; with the principal 312,478.39.
* A day more: 12 % 90.69 and 3.4 % 25.70, 116.39.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from lexcollect.casefile import parse_case
from lexcollect.casefile.checks import facts_of
from lexcollect.casefile.exhibits import ExhibitRef
from lexcollect.deadlines.matter import Matter, answer_case
from lexcollect.documents.drafting import draft
from lexcollect.documents.material import Material
from loan import CASE_FILE
from test_papers_loan import texts

PAPERS = ("complaint", "letter", "demand", "preservation", "settlement", "guarantor")
DAYS = (
    ("2020-03-10", "2021-03-01"),
    ("2021-03-09", "2022-02-28"),
    ("2020-09-10", "2021-09-10"),
    ("2021-06-30", "2022-06-30"),
    ("2021-08-", "2022-08-"),
    ("金额: 291000", "金额: 300000"),
)
TERMS = "    逾期利息: {利率: 年利率LATE, 条款: 第4条}\n    违约金: {标准: 每日万分之五, 条款: 第5条}\n    付款期限:"
PLAN = "    - {应付日期: 2023-01-31, 金额: 165082.10}\n    - {应付日期: 2023-03-31, 金额: 200000}"


def matter_of(late: str = "12%") -> Matter:
    text = CASE_FILE.read_text("utf-8").replace("月利率2.5%", "年利率10%")
    text = text.replace("    付款期限:", TERMS.replace("LATE", late), 1)
    text = text.replace(PLAN, "    - {应付日期: 2023-01-31, 金额: 165000}\n    - {应付日期: 2023-03-31}")
    for was, now in DAYS:
        assert was in text, was
        text = text.replace(was, now)
    loaded = parse_case(text)
    assert loaded.case is not None, [f.line() for f in loaded.findings]
    return answer_case(loaded.case, date(2022, 12, 31))


def said_in(matter: Matter, root: Path) -> dict[str, str]:
    ids = dict.fromkeys(id for fact in facts_of(matter.case) for id in fact.evidence)
    exhibits = {id: ExhibitRef(id, f"{n}", id, "书证", 1) for n, id in enumerate(ids, 1)}
    return texts(draft(PAPERS, Material(matter.case, matter.claims, exhibits), root, sources={"案件.yaml": "0" * 64}))


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return said_in(matter_of(), tmp_path_factory.mktemp("both"))


def test_the_complaint_asks_for_each_with_its_own_rate(said: dict[str, str]) -> None:
    for words in (
        "1. 判令被告一返还借款本金275,863.01元",
        "2. 判令被告一支付借期内利息999.57元",
        (
            "3. 判令被告一支付逾期利息（暂计至2022年12月31日为27,752.58元；自2023年1月1日起以275,863.01元为基数，"
            "按年利率12%计算至实际付清之日止）"
        ),
        (
            "4. 判令被告一支付违约金（暂计至2022年12月31日为7,863.23元；自2023年1月1日起以275,863.01元为基数，"
            "按年利率3.4%计算至实际付清之日止）"
        ),
        "以上第1项至第4项暂计至2022年12月31日共312,478.39元",
    ):
        assert words in said["complaint"], words


def test_the_facts_tell_the_clause_the_cap_and_what_is_left_of_the_penalty(said: dict[str, str]) -> None:
    for words in (
        "逾期还款的，按逾期借款的每日万分之五支付违约金（第5条）",
        (
            "合同第5条另约定逾期还款的，按每日万分之五支付违约金；逾期利息和违约金合计以法律保护的上限"
            "（合同成立时一年期贷款市场报价利率3.85%的四倍，即年利率15.4%）为限，违约金按下列标准主张："
            "2022年3月1日至2022年12月31日违约金年利率3.4%"
        ),
        "利息和违约金共64,478.39元，其中27,863.01元已经冲抵，尚欠36,615.38元（利息28,752.15元、违约金7,863.23元）",
        "此后按每日116.39元继续计算",
        "JK-001违约金（3.4%）",
        "第五百八十五条",
        "第二十九条",
    ):
        assert words in said["complaint"], words


@pytest.mark.parametrize("paper", ["letter", "demand"])
def test_letters_tell_interest_and_penalty_apart(said: dict[str, str], paper: str) -> None:
    assert "并应支付利息人民币28,752.15元" in said[paper] and "违约金人民币7,863.23元" in said[paper]
    assert "三项合计人民币312,478.39元" in said[paper]
    assert "的利息和违约金（暂计至2022年12月31日为人民币36,615.38元）" in said[paper]
    assert "可以一并主张，合计以法律保护的上限为限" in said[paper] and "第二十九条" in said[paper]


def test_the_settlement_goes_on_at_what_the_cap_leaves_and_never_at_the_clause(said: dict[str, str]) -> None:
    agreed = said["settlement"]
    assert "按利息年利率12%、违约金年利率3.4%的标准继续计算" in agreed
    assert "每日万分之五" not in agreed
    assert "实现债权的费用、利息、违约金、借款本金" in agreed and "欠款、利息及违约金明细表" in agreed


def test_what_is_secured_is_made_up_of_both(said: dict[str, str]) -> None:
    assert "的利息28,752.15元、暂计至2022年12月31日的违约金7,863.23元" in said["preservation"]
    assert "尚欠本金275,863.01元、利息28,752.15元、违约金7,863.23元" in said["guarantor"]
    assert "及此后利息、违约金）承担连带清偿责任" in said["complaint"]


def test_the_account_says_that_the_cap_cut_the_penalty() -> None:
    (told,) = [f for f in matter_of().claims.findings if f.code == "LX-M275"]
    assert "年利率 18.25%" in told.line() and "年利率 3.4%" in told.line()


def test_where_the_cap_leaves_nothing_of_the_penalty_no_paper_asks_for_it(tmp_path: Path) -> None:
    # 20 % of late interest takes the whole 15.4 %: 275,863.01 × 15.4 % × 306 / 365 = 35,615.81.
    said = said_in(matter_of("20%"), tmp_path)
    assert "判令被告一支付违约金" not in said["complaint"]
    assert "支付逾期利息（暂计至2022年12月31日为35,615.8" in said["complaint"]
    # The settlement went on at the clause's 每日万分之五 before: above the cap.
    assert "每日万分之五" not in said["settlement"] and "年利率15.4%" in said["settlement"]
