"""The four papers of a finance lease whose rent was called early: the choice of 民法典 752, told as one claim."""

from __future__ import annotations

from pathlib import Path

import pytest

from finance_lease import ACCELERATION, OPTION, finance_lease_with
from lexcollect.casefile.checks import facts_of
from lexcollect.casefile.exhibits import ExhibitRef
from lexcollect.documents.drafting import DraftResult, draft
from lexcollect.documents.material import Material
from test_papers_lease import FOREIGN, PAPERS, texts


def drafted(root: Path, *changes: tuple[str, str], papers: tuple[str, ...] = PAPERS) -> DraftResult:
    matter = finance_lease_with(*changes)
    ids = dict.fromkeys(id for fact in facts_of(matter.case) for id in fact.evidence)
    exhibits = {id: ExhibitRef(id, f"{n}", id, "书证", 1) for n, id in enumerate(ids, 1)}
    return draft(papers, Material(matter.case, matter.claims, exhibits), root, sources={"案件.yaml": "0" * 64})


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return texts(drafted(tmp_path_factory.mktemp("finance")))


@pytest.mark.parametrize("paper", PAPERS)
def test_nothing_of_a_sale_or_a_loan_stands_in_its_papers(said: dict[str, str], paper: str) -> None:
    own = said[paper].replace("留购", "").replace("购买", "")
    assert [word for word in FOREIGN if word in own] == []


def test_the_whole_rent_is_asked_for_and_told_in_two_lines(said: dict[str, str]) -> None:
    for words in (
        "判令被告一支付全部未付租金450,000.00元",
        "判令被告一支付留购价款100.00元",
        "暂计至2025年11月30日为46,980.00元；自2025年12月1日起以450,000.00元为基数，按每日万分之五计算",
        "判令被告二对2025-02至2026-04各期租金、留购价款项下债务",
        "以上第1项至第3项暂计至2025年11月30日共497,080.00元",
        "2024年4月20日，被告一接收数控机床（SK-01）",
        "2024-05至2025-05共13期租金，每期30,000.00元，合计390,000.00元",
        "2025-06至2026-04共11期租金，每期30,000.00元，合计330,000.00元",
        "各期租金的支付日原为2025年6月15日至2026年4月15日，均已于2025年5月18日提前到期",
        "催告的合理期限届满，被告一仍未支付欠付租金，原告请求支付全部租金",
        "第七百三十五条、第七百五十二条",
        "《最高人民法院关于审理融资租赁合同纠纷案件适用法律问题的解释》第九条",
    ):
        assert words in said["complaint"]
    for other in ("判令解除", "确认原告与被告一之间", "返还", "第七百三十三条"):
        assert other not in said["complaint"]


def test_every_paper_comes_to_the_same_claim(said: dict[str, str]) -> None:
    assert all("497,080.00" in said[paper] for paper in PAPERS)
    assert "经催告后在合理期限内仍不支付租金的，出租人可以请求支付全部租金" in said["letter"]


def test_without_the_choice_nothing_is_called_early(tmp_path: Path) -> None:
    complaint = texts(drafted(tmp_path, (ACCELERATION, ""), (OPTION, ""), papers=("complaint",)))["complaint"]
    assert "提前到期" not in complaint
    assert "判令被告一支付租金300,000.00元" in complaint  # February to November 2025


def test_one_person_has_one_name_and_nothing_is_said_to_be_waived(tmp_path: Path) -> None:
    """The lessee is the respondent in both applications; the settlement waives nothing, so no article is excepted."""
    papers = ("preservation", "payment_order", "settlement")
    own = texts(drafted(tmp_path, papers=papers))
    for paper in papers[:2]:
        assert "租赁物已经交付使用，申请人催告后仍未收到欠付租金，请求支付全部租金；租金合计720,000.00元" in own[paper]
        assert "承租人" not in own[paper]
    assert "法定代表人身份证明书、授权委托书各1份。" in own["payment_order"]
    assert "第四条　不予减免" in own["settlement"]
    assert "2. 本协议的任何约定均不构成甲方对任何权利的放弃" in own["settlement"]
    assert "除第四条外" not in own["settlement"]
