"""A shop let by the quarter, kept after the term: account and papers of a lease of premises, counted by hand first.

Rent 27,000 a quarter, due on the 5th; the first was paid. No penalty agreed: LPR of the breach and a half (民法典 646,
买卖合同解释 18(4)), to 2026-03-31, counted. April 2025: 3.10 % × 1.5 = 4.65 %, 279 days to 2026-01-09 are 959.68; the
deposit of 18,000 on 2026-01-10 goes to these first (民法典 561), principal 17,040.32, left 9,959.68; 81 days 102.78.
July: 3.00 % × 1.5 = 4.5 %, 269 days 895.44. October: 177 days 589.19. Rent left 63,959.68, loss 1,587.41, use after the
term 9,000 / 30 = 300 a day, 90 days, 27,000.00; water and power 4,321.50. Together 96,868.59.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal as D
from pathlib import Path

import pytest

from lexcollect.casefile import parse_case
from lexcollect.casefile.checks import facts_of
from lexcollect.casefile.exhibits import ExhibitRef
from lexcollect.causes import HeadKind
from lexcollect.deadlines.matter import Matter, answer_case
from lexcollect.documents.drafting import draft
from lexcollect.documents.material import Material
from test_papers_lease import PAPERS, texts

CASE_FILE = Path(__file__).resolve().parent / "data" / "premises_lease" / "案件.yaml"


@pytest.fixture(scope="module")
def matter() -> Matter:
    case = parse_case(CASE_FILE.read_text("utf-8")).case
    assert case is not None
    return answer_case(case, date(2026, 3, 31))


@pytest.fixture(scope="module")
def said(matter: Matter, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return written(matter, tmp_path_factory.mktemp("premises"), *PAPERS)


def written(matter: Matter, root: Path, *papers: str) -> dict[str, str]:
    ids = dict.fromkeys(id for fact in facts_of(matter.case) for id in fact.evidence)
    exhibits = {id: ExhibitRef(id, f"{n}", id, "书证", 1) for n, id in enumerate(ids, 1)}
    return texts(draft(papers, Material(matter.case, matter.claims, exhibits), root, sources={"案件.yaml": "0" * 64}))


def test_the_heads_are_those_of_the_hand_count(matter: Matter) -> None:
    assert [(h.kind, h.amount) for h in matter.claims.heads] == [
        (HeadKind.RENT, D("63959.68")),
        (HeadKind.FEE, D("4321.50")),
        (HeadKind.LATE_INTEREST, D("1587.41")),
        (HeadKind.USE_FEE, D("27000.00")),
    ]
    assert matter.claims.total == D("96868.59")


def test_each_quarter_has_its_own_limitation_and_the_last_one_is_the_other_reading(matter: Matter) -> None:
    # 2026-01-10: the demand, three years (民法典 195); the deposit taken by the lessor interrupts nothing.
    deadline = matter.agenda.get("limitation:2025-04")
    assert (deadline.rule, deadline.period.nominal) == ("limitation.periodic", date(2029, 1, 10))
    assert deadline.obligations == ("2025-04", "2025-07", "2025-10")


def test_the_complaint_speaks_of_the_shop_its_court_and_its_term(said: dict[str, str]) -> None:
    for words in (
        "判令被告支付租金63,959.68元",
        "判令被告支付2025年水电费4,321.50元",
        "判令被告支付逾期付款损失（暂计至2026年3月31日为1,587.41元",
        "判令被告支付商铺占有使用费（暂计至2026年3月31日为27,000.00元",
        "判令被告向原告返还一层商铺（位于沈阳市和平区样例街5号）",
        "租赁期限至2025年12月31日届满",
        "自2026年1月1日起按每日300.00元（每月9,000.00元按30日折算）计算",
        "2025-01至2025-10共4期租金，每期27,000.00元",
        "由租赁房屋所在地人民法院专属管辖",
        "第六百四十六条",
    ):
        assert words in said["complaint"], words
    assert "解除" not in said["complaint"]


def test_every_paper_comes_to_the_same_sum(said: dict[str, str]) -> None:
    assert all("96,868.59" in said[paper] for paper in PAPERS)
    assert "向委托人返还一层商铺" in said["letter"]


def test_a_fee_without_a_last_day_ends_on_the_day_the_shop_was_given_back(tmp_path: Path) -> None:
    # 2026-01-01 to 2026-02-15, both counted: 46 days of 300 are 13,800.00; nothing runs after.
    text = CASE_FILE.read_text("utf-8")
    line = next(row for row in text.splitlines() if "id: 铺," in row and "name:" in row)
    loaded = parse_case(text.replace(line, line.rstrip("}") + ", returned_on: 2026-02-15}"))
    assert loaded.case is not None and "LX-C155" not in {f.code for f in loaded.findings}
    matter = answer_case(loaded.case, date(2026, 3, 31))
    assert [(f.days, f.amount, f.open) for f in matter.claims.running] == [(46, D("13800.00"), False)]
    ids = dict.fromkeys(id for fact in facts_of(matter.case) for id in fact.evidence)
    exhibits = {id: ExhibitRef(id, f"{n}", id, "书证", 1) for n, id in enumerate(ids, 1)}
    given = Material(matter.case, matter.claims, exhibits)
    written = draft(("complaint", "letter"), given, tmp_path, sources={"案件.yaml": "0" * 64})
    for told in texts(written).values():
        assert "13,800.00" in told and "实际返还之日" not in told


def test_the_letter_names_the_court_that_was_chosen_as_that_of_the_premises(
    matter: Matter, said: dict[str, str], tmp_path: Path
) -> None:
    """民事诉讼法 34, 民诉法解释 28: the court of the place alone; which one that is was entered as the choice."""
    assert "依法向沈阳市和平区人民法院提起诉讼" in said["letter"]
    case = parse_case(CASE_FILE.read_text("utf-8").replace("  court: 沈阳市和平区人民法院\n", "")).case
    assert case is not None
    unnamed = written(answer_case(case, matter.as_of), tmp_path, "letter")
    assert "依法向租赁房屋所在地的人民法院提起诉讼" in unnamed["letter"]
