"""执行担保书: what 执行担保规定 4 asks for, what it does not let stand (2, 10), and what is left blank."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from enforced import OWNER, STAYED, enforced
from lexcollect.documents.drafting import DraftResult, draft
from test_papers_preservation import codes, read

PAPER = "enforcement_undertaking"
THINGS = STAYED[1][STAYED[1].index("      担保财产:") : STAYED[1].index("      申请执行人同意")]


def drawn(root: Path, *swap: tuple[str, str], as_of: date = date(2024, 12, 1)) -> DraftResult:
    text = STAYED[1]
    for was, now in swap:
        assert was in text, was
        text = text.replace(was, now)
    return draft((PAPER,), enforced(OWNER, (STAYED[0], text), as_of=as_of), root, sources={"案件.yaml": "0" * 64})


def stopped(result: DraftResult) -> set[str]:
    assert all(paper.path is None for paper in result.papers)
    return {f.code for f in result.findings if f.stops}


def test_the_undertaking_states_what_article_4_asks_for(tmp_path: Path) -> None:
    said = read(drawn(tmp_path), PAPER)
    assert said.startswith("执行担保书\n担保人：赵样品") and "【待补" not in said
    order = ("暂缓执行期限：自2024年12月10日起至2025年6月10日止", "担保期间：自暂缓执行期限届满之日起一年")
    order += (
        "被担保的债权种类及数额：",
        "担保范围：本金、",
        "担保方式：以下列财产提供担保",
        "担保财产：江州市西湖区虚构路3号房屋",
    )
    order += ("自愿接受人民法院直接强制执行上述担保财产", "副本送交申请执行人")
    places = [said.index(words) for words in order]
    assert places == sorted(places)
    assert "质量和状况：完好、本人居住、没有抵押和查封" in said and "权属：赵样品单独所有" in said
    assert "（2023）江0102执789号" in said and "申请执行人同意的书面意见1份" in said
    assert "第二百四十二条" in said and "第四条、第十条、第十一条、第十二条" in said
    assert "（证据" not in said and "公司章程" not in said and "担保方式：保证" not in said


def test_without_an_amount_it_secures_what_is_left_on_the_title_and_with_one_no_more(tmp_path: Path) -> None:
    """What is left is what the application for enforcement asks for on that day (tests/test_papers_enforcement.py)."""
    from lexcollect.documents.material import yuan
    from lexcollect.documents.views import enforcement

    title = enforcement.title_of(enforced())
    assert title is not None
    whole = read(drawn(tmp_path / "a"), PAPER)
    assert f"截至2024年12月1日尚未履行的部分，人民币{yuan(title.total)}元" in whole
    part = read(drawn(tmp_path / "b", ("担保期间: 一年", "担保期间: 一年\n      金额: 60000.00")), PAPER)
    assert "金钱债权，人民币60,000.00元" in part and "尚未履行的部分" not in part


@pytest.mark.parametrize(("last", "refused"), [("2025-12-10", False), ("2025-12-11", True)])
def test_a_stay_lasts_a_year_at_most(last: str, refused: bool, tmp_path: Path) -> None:
    """执行担保规定 10: a year counted from 2024-12-10 ends on 2025-12-10 (民法典 201, 202)."""
    result = drawn(tmp_path, ("2025-06-10", last))
    assert ({f.code for f in result.findings if f.stops} == {"LX-P769"}) is refused


def test_a_third_person_may_guarantee_and_the_debtor_may_not(tmp_path: Path) -> None:
    """执行担保规定 2: the debtor gives property only."""
    third = read(drawn(tmp_path / "a", (THINGS, "")), PAPER)
    assert "担保方式：保证" in third and "直接强制执行担保人的财产" in third and "担保财产" not in third
    debtor = enforced().case.debtor.id
    assert stopped(drawn(tmp_path / "b", (THINGS, ""), ("执行担保人: 赵样品", f"执行担保人: {debtor}"))) == {"LX-P769"}
    own = read(drawn(tmp_path / "c", ("执行担保人: 赵样品", f"执行担保人: {debtor}")), PAPER)
    assert "担保人为履行该文书确定的义务" in own


def test_what_nobody_entered_is_a_blank_and_not_the_year_of_the_law(tmp_path: Path) -> None:
    said = read(drawn(tmp_path, ("      担保期间: 一年\n", ""), (", 权属: 赵样品单独所有", "")), PAPER)
    assert said.count("【待补：") == 2 and "届满之日起【待补：担保期间】" in said


def test_consent_that_nobody_stated_is_asked_for_and_none_on_file_refuses_the_paper(tmp_path: Path) -> None:
    from lexcollect.casefile.title_checks import title_slips

    silent = enforced(OWNER, (STAYED[0], STAYED[1].replace("      申请执行人同意: 是\n", "")))
    assert "LX-C630" in {f.code for f in title_slips(silent.case)}
    assert stopped(draft((PAPER,), enforced(), tmp_path, sources={})) == {"LX-P768"}
    assert "LX-P768" in codes(draft((PAPER,), enforced(), tmp_path, sources={}))
