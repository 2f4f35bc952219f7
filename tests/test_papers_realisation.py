"""实现担保物权申请书: what is asked, of which court, what closes the way (民事诉讼法 207; 民诉法解释 359–371)."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from drawn import _with_numbers
from in_suit import WORKSHOP
from lexcollect.casefile import parse_case
from lexcollect.deadlines.matter import answer_case
from lexcollect.documents.drafting import DraftResult
from lexcollect.documents.material import Material
from papers import drafted
from papers import material as steel
from test_papers_collateral import CASE
from test_papers_preservation import codes, read
from test_papers_reports import mortgaged

PAPER = "security_realisation"


def realised() -> Material:
    """The loan that a third person secured with a house, which is to be sold."""
    given = mortgaged()
    (house,) = given.case.collaterals
    told = house.but(location="乙地1号", registry="乙地不动产登记中心", state="完好，由丙示例居住，没有查封")
    chosen = given.case.choices.but(
        realisation=given.case.choices.realisation.but(court="乙地人民法院", undisputed=True)
    )
    return _with_numbers(answer_case(given.case.but(collaterals=(told,), choices=chosen), given.as_of))


def of_steel(more: str = "", chosen: str = "", **swap: str) -> Material:
    text = (
        WORKSHOP[1]
        .replace("没有查封和租赁}", f"没有查封和租赁{more}}}")
        .replace("undisputed: yes}", f"undisputed: yes{chosen}}}")
    )
    for was, now in swap.items():
        assert was in text, was
        text = text.replace(was, now)
    return steel((WORKSHOP[0], text))


def stopped(result: DraftResult) -> set[str]:
    assert all(paper.path is None for paper in result.papers)
    return {f.code for f in result.findings if f.stops}


def test_the_thing_is_sold_for_the_debt_of_the_complaint(tmp_path: Path) -> None:
    """851,600.00 + 507,593.80 = 1,359,193.80 as in the complaint, within the 1,500,000.00 that was registered.

    The court is that of the place of the thing (民事诉讼法 207), not the one the contract agreed on."""
    result = drafted(tmp_path, PAPER, given=of_steel())
    said = read(result, PAPER)
    assert said.startswith("实现担保物权申请书\n申请人：") and "【待补" not in said
    assert "1. 裁定准许拍卖、变卖被申请人提供抵押的沈河区示例路1号厂房，申请人就所得价款在1,500,000.00元范围内" in said
    assert (
        "对下列债权优先受偿：" in said
        and "851,600.00元" in said
        and "违约金（暂计至2026年11月21日为507,593.80元；自" in said
    )
    assert "2026年11月22日起以851,600.00元为基数" in said and "至实际清偿之日止），合计1,359,193.80元；" in said
    assert "2. 申请费由债务人、担保人负担。" in said
    assert "于2023年3月10日在沈阳市不动产登记中心办理抵押登记（登记证明号虚构证明第2号）" in said
    assert "现状为：完好、由债务人使用、没有查封和租赁" in said and "担保财产现状的说明1份" in said
    assert "贵院是担保财产所在地的基层人民法院" in said and "此致\n沈阳市沈河区人民法院" in said
    law = said[said.index("申请人根据") :]
    assert "第三百九十四条" in law and "第四百一十条" in law and "第二百零七条、第二百零八条" in law
    assert "第三百六十五条" in law and "判令" not in said and "起诉" not in said
    assert {"LX-P758"} <= codes(result) and not {"LX-P754", "LX-P760"} & codes(result)


def test_a_third_person_answers_with_the_thing_and_owes_nothing(tmp_path: Path) -> None:
    """The loan of 500,000.00 at 10% of tests/test_papers_collateral.py; for 400,000.00 a house is mortgaged."""
    result = drafted(tmp_path, PAPER, given=realised())
    said = read(result, PAPER)
    assert "被申请人：丙示例" in said and "在400,000.00元范围内" in said and "借款本金500,000.00元" in said
    assert "乙示例没有履行到期债务" in said and "请求丙示例支付" not in said


def test_silence_on_disputes_is_asked_about_and_a_dispute_refuses_it(tmp_path: Path) -> None:
    """民诉法解释 370(3): a real dispute leads to dismissal and a suit."""
    silent = drafted(tmp_path / "a", PAPER, given=of_steel(**{", undisputed: yes": ""}))
    assert "LX-P754" in codes(silent) and silent.papers[0].path is not None
    disputed = drafted(tmp_path / "b", PAPER, given=of_steel(**{"undisputed: yes": "undisputed: no"}))
    assert stopped(disputed) == {"LX-P753"}


@pytest.mark.parametrize(
    ("more", "code"),
    [
        (", maximum: yes", "LX-P755"),  # 民法典 423: not fixed
        (", maximum: yes, fixed_on: 2026-12-31, fixed_by: term", "LX-P755"),  # fixed after the day
        (", first: 第九条：先就设备抵押实现", "LX-P756"),  # 民诉法解释 363
        (", covers: [DD-20230602]", "LX-P757"),  # secures one order of two
    ],
)
def test_what_closes_the_way_refuses_it(more: str, code: str, tmp_path: Path) -> None:
    assert stopped(drafted(tmp_path, PAPER, given=of_steel(more))) == {code}


def test_debts_under_a_maximum_that_are_fixed_are_told_with_day_and_reason(tmp_path: Path) -> None:
    given = of_steel(", maximum: yes, fixed_on: 2025-03-10, fixed_by: term")
    said = read(drafted(tmp_path, PAPER, given=given), PAPER)
    assert "提供最高额抵押担保" in said and "约定的债权确定期间已经届满，所担保的债权于2025年3月10日确定" in said
    assert "第四百二十条、第四百二十三条" in said


@pytest.mark.parametrize(
    ("court", "codes_"),
    [("天津市北辰区人民法院", {"LX-P760"}), ("沈阳市中级人民法院", {"LX-P759"})],
)
def test_only_the_basic_court_of_the_thing_or_its_registration_has_it(
    court: str, codes_: set[str], tmp_path: Path
) -> None:
    """民事诉讼法 207; the registry is that of Shenyang, so no court of Tianjin has it whatever was agreed."""
    given = of_steel(**{"court: 沈阳市沈河区人民法院": f"court: {court}"})
    assert codes_ <= stopped(drafted(tmp_path, PAPER, given=given))


def test_without_a_court_or_a_state_there_are_two_blanks(tmp_path: Path) -> None:
    given = of_steel(**{"court: 沈阳市沈河区人民法院, ": "", ", state: 完好、由债务人使用、没有查封和租赁": ""})
    said = read(drafted(tmp_path, PAPER, given=given), PAPER)
    assert said.count("【待补：") == 2 and "贵院是" not in said


def test_an_unregistered_house_is_no_mortgage(tmp_path: Path) -> None:
    """民法典 402."""
    found = drafted(tmp_path, PAPER, given=of_steel(**{", registered_on: 2023-03-10": ""}))
    assert stopped(found) == {"LX-P751"} and "LX-P752" in codes(found)


def test_in_the_insolvency_of_the_grantor_the_right_is_used_there(tmp_path: Path) -> None:
    """企业破产法 109: the right is used in the insolvency of the grantor;"""
    broke = "insolvencies:\n  - {person: 沈河, accepted_on: 2026-06-01, court: 沈阳市中级人民法院}\nchoices:\n"
    text = broke.replace("choices:\n", WORKSHOP[1])
    assert "LX-P070" in stopped(drafted(tmp_path / "a", PAPER, given=steel((WORKSHOP[0], text))))


def late(day: str) -> set[str]:
    """The loan was due 2025-01-09; nobody demanded anything since."""
    text = CASE.replace("KIND", "抵押").replace("GRANTOR", "丙").replace("REGARDLESS", "")
    text = text.replace("REGISTERED", ", 登记日期: 2024-01-12")
    loaded = parse_case(text)
    assert loaded.case is not None
    matter = answer_case(loaded.case, date.fromisoformat(day))
    from lexcollect.documents.register import PAPERS

    return {f.code for f in PAPERS[PAPER].view()(Material(matter.case, matter.claims, {})).findings if f.stops}


def test_a_mortgage_goes_with_the_limitation_of_its_debt() -> None:
    """Three years from 2025-01-10 end on 2028-01-10 (民法典 188, 201, 419): a Monday."""
    assert "LX-P750" not in late("2028-01-07") and "LX-P750" in late("2028-01-20")


def test_nothing_given_nothing_realised(tmp_path: Path) -> None:
    assert stopped(drafted(tmp_path, PAPER, given=steel())) == {"LX-P751"}
