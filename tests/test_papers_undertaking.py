"""财产线索清单 and the papers of security for preservation, read as files."""

from __future__ import annotations

from pathlib import Path

import pytest

from in_suit import INSURER, OWN, THIRD
from papers import codes as told
from papers import drafted, errors, material
from test_legal_stops import INSOLVENT
from test_papers_preservation import read


def said(root: Path, paper: str, *changes: tuple[str, str]) -> str:
    return read(drafted(root, paper, given=material(*changes)), paper)


def test_each_clue_has_owner_burden_lawful_source_and_measure(tmp_path: Path) -> None:
    text = said(tmp_path, "asset_list")
    # the shares of the guarantor are on the list: he stands in the heading of the case as in every other paper
    both = "天津津渤示例钢材贸易有限公司与沈阳沈河样例重型机械有限公司、郑样例买卖合同纠纷一案，现提供下列财产线索："
    assert text.startswith(f"财产线索清单\n{both}\n")
    cells = text.splitlines()
    row = cells[cells.index("1") :][:7]
    assert row[1:3] == ["银行账户", "沈阳沈河样例重型机械有限公司"] and row[6] == "冻结"
    assert row[4] == "未了解到" and row[5].startswith("银行回单：申请人收付款的回单载明（证据")
    assert "登记公示：公示系统公开查询" in text and "此致" not in text
    assert "【待补" not in text and "申请人（盖章）" in text


def test_a_measure_nobody_suggested_follows_the_kind_of_asset(tmp_path: Path) -> None:
    """民事诉讼法 106: an immovable is seized, a payment account frozen."""
    clue = "  - {kind: 支付账户, owner: 沈河, description: 商户号 0001, source: 合同}\n"
    house = "  - {kind: 不动产, owner: 沈河, description: 厂房, encumbrances: 已抵押, source: 律师查档}\n"
    text = said(tmp_path, "asset_list", ("asset_clues:\n", f"asset_clues:\n{clue}{house}"))
    cells = text.splitlines()
    assert cells[cells.index("支付账户") + 5] == "冻结" and cells[cells.index("不动产") + 5] == "查封"
    assert cells[cells.index("不动产") + 3] == "已抵押"
    assert cells[cells.index("不动产") + 4] == "律师查询登记机构：律师持执业证书依法向登记机构查询"


def test_the_assets_of_an_insolvent_are_not_listed(tmp_path: Path) -> None:
    """企业破产法 19: the guarantor's shares stay on the list."""
    text = said(tmp_path, "asset_list", INSOLVENT)
    assert "银行账户" not in text and "股权" in text and "LX-P363" in told("asset_list", INSOLVENT)


def test_property_is_given_with_its_value_its_scope_and_how_it_answers(tmp_path: Path) -> None:
    """财产保全规定 6(1): 担保人、担保方式、担保范围、担保财产及其价值、担保责任承担."""
    text = said(tmp_path, "preservation_undertaking", (INSURER, OWN))
    assert text.startswith("财产保全担保书\n担保人：天津津渤示例钢材贸易有限公司，")
    assert "申请财产保全，请求保全的数额为人民币1,359,193.80元。担保人出具本担保书，内容如下：" in text
    assert "1. 担保方式：担保人以自有财产为上述申请提供担保；" in text
    assert "2. 担保财产及其价值：天津市北辰区虚构路18号6层房屋，价值人民币2,000,000.00元；" in text
    assert "3. 担保范围：因申请保全错误给被保全人造成的损失，以人民币500,000.00元为限；" in text
    assert "4. 担保责任的承担：" in text and "5. " not in text and "【待补" not in text
    assert "担保财产的权属证明、价值证明各1份。" in text and "担保人（盖章）：天津津渤示例钢材贸易有限公司" in text


def test_a_third_party_says_how_it_guarantees(tmp_path: Path) -> None:
    """财产保全规定 6(2): 保证人、保证方式、保证范围、保证责任承担; what nobody entered is a blank."""
    text = said(tmp_path / "a", "preservation_suretyship", (INSURER, THIRD))
    assert "保证人：天津样例担保有限公司，统一社会信用代码91120113FAKE00099X，住所地【待补" in text
    assert "1. 保证方式：连带责任保证；" in text and "2. 保证范围：" in text and "3. 保证责任的承担：" in text
    assert "担保财产" not in text and "保证人的资信证明1份" in text
    bare = THIRD.replace(", manner: 连带责任保证", "")
    text = said(tmp_path / "b", "preservation_suretyship", (INSURER, bare))
    assert "保证方式：【待补：保证方式】" in text and "连带" not in text


def test_an_insurers_undertaking_is_its_own_paper_and_is_handed_in(tmp_path: Path) -> None:
    """财产保全规定 7: the insurer undertakes; the applicant hands it in."""
    whole = INSURER.replace("}", ", period: 至保全损害责任消灭之日止}")
    text = said(tmp_path, "preservation_cover", (INSURER, whole))
    assert (
        "现提交样例财产保险股份有限公司天津分公司为本项申请出具的诉讼财产保全责任保险保函（编号：YLBH2026TJ0113）"
        in text
    )
    assert "担保金额人民币1,359,193.80元，担保期间：至保全损害责任消灭之日止。" in text
    assert text.splitlines()[1] == "天津市北辰区人民法院：" and "独立保函" not in text and "【待补" not in text


@pytest.mark.parametrize("paper", ["preservation_undertaking", "preservation_suretyship", "preservation_cover"])
def test_only_the_paper_of_the_security_offered_is_written(paper: str) -> None:
    fits = {"preservation_undertaking": OWN, "preservation_suretyship": THIRD, "preservation_cover": INSURER}
    for other, offered in fits.items():
        assert errors(paper, (INSURER, offered)) == ([] if other == paper else ["LX-P366"])
    assert errors(paper, (INSURER, "{kind: none}")) == ["LX-P365"]
    thing = THIRD.replace("}", ", thing: 机器设备一批}")
    assert errors("preservation_undertaking", (INSURER, thing)) == []


def test_without_clues_there_is_no_list() -> None:
    from steel import steel_text

    clues = steel_text().split("asset_clues:\n")[1].split("\nsettlement:")[0]
    assert errors("asset_list", (f"asset_clues:\n{clues}", "")) == ["LX-P364"]
