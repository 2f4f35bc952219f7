"""Papers in a running suit: change of claims, withdrawal, the firm's letter, the answer to an objection; read as files.

The suit of ``running_suit``: filed 2026-06-10 for 851,600.00 + 400,000.00 = 1,251,600.00; owed on 2026-11-21 are
851,600.00 + 507,593.80 = 1,359,193.80.
"""

from __future__ import annotations

from datetime import date as D
from pathlib import Path

import pytest

from papers import codes as told
from papers import drafted, errors, material
from running_suit import CLAIMED, PENDING, SUIT
from test_papers_preservation import read

PAPERS_IN_SUIT = ("claims_change", "withdrawal", "jurisdiction_reply")


def said(root: Path, paper: str, *changes: tuple[str, str], as_of: D = D(2026, 11, 21)) -> str:
    return read(drafted(root, paper, given=material(*changes, as_of=as_of)), paper)


def suit(was: str, now: str) -> tuple[str, str]:
    """The pending suit with other facts."""
    assert was in SUIT, was
    return ("choices:\n", SUIT.replace(was, now))


@pytest.mark.parametrize("paper", PAPERS_IN_SUIT)
def test_without_a_pending_suit_there_is_no_case_to_go_to(paper: str) -> None:
    assert errors(paper) == ["LX-P367"]
    ended = suit("    审理程序", "    outcome: 判决\n    ended_on: 2026-11-02\n    审理程序")
    assert errors(paper, ended) == ["LX-P367"]


# --- change of claims ---------------------------------------------------------------------------------------


def test_the_old_claims_stand_beside_the_new_and_the_fee_is_counted_again(tmp_path: Path) -> None:
    """交纳办法 13, 21: 50 + 2,250 + 2,000 + 4,500 + 5,000 = 13,800; old + 251,600 × 0.9% = 16,064.40;
    new + 359,193.80 × 0.9% (3,232.7442) = 17,032.74; to be paid 968.34."""
    text = said(tmp_path, "claims_change", PENDING)
    assert text.startswith("变更诉讼请求申请书\n申请人（原告）：") and "被申请人（被告一）：沈阳沈河" in text
    assert "（案号：（2026）津0113民初88号），贵院正在适用普通程序审理。" in text
    assert "判令被告一向原告支付违约金400,000.00元" in text and "暂计至2026年11月21日为507,593.80元" in text
    assert "诉讼请求的数额由1,251,600.00元变更为1,359,193.80元（暂计至2026年11月21日），增加107,593.80元。" in text
    assert "案件受理费为17,032.74元，已交纳16,064.40元，应补交968.34元。" in text
    assert "违约金继续增加，原请求只计算至起诉前。" in text and "本申请书副本2份" in text
    assert (
        "第二百三十二条" in text and "《诉讼费用交纳办法》第二十一条" in text and "此致\n天津市北辰区人民法院" in text
    )
    assert "【待补" not in text and "LX-P373" in told("claims_change", PENDING)


def test_the_fee_of_a_simplified_suit_is_half_on_both_sums(tmp_path: Path) -> None:
    """交纳办法 16: 16,064.40 / 2 = 8,032.20 paid; 17,032.7442 / 2 = 8,516.37; 484.17 to be paid."""
    short = SUIT.replace("普通程序", "简易程序").replace("16064.40", "8032.20")
    text = said(tmp_path, "claims_change", ("choices:\n", short))
    assert "适用简易程序审理" in text
    assert "案件受理费为8,516.37元，已交纳8,032.20元，应补交484.17元。" in text


def test_a_payment_since_the_suit_lessens_the_claim_and_the_fee_comes_back_before_the_inquiry_closes(
    tmp_path: Path,
) -> None:
    """500,000.00 paid after the suit: the orders of the steel matter take it as principal, oldest first."""
    paid = (
        "acknowledgements:\n",
        "  - {id: 付款三, date: 2026-06-30, amount: 500000.00, payer: 沈河}\n\nacknowledgements:\n",
    )
    text = said(tmp_path / "a", "claims_change", PENDING, paid)
    assert "起诉后，2026年6月30日收到付款500,000.00元" in text and "减少" in text and "请求退还" in text
    closed = suit("    审理程序", "    inquiry_closed_on: 2026-09-01\n    审理程序")
    text = said(tmp_path / "b", "claims_change", closed, paid)
    assert "减少请求数额部分的案件受理费由申请人负担" in text and "退还" not in text
    assert "LX-P375" in told("claims_change", closed, paid)


def test_after_the_debate_nothing_is_added_and_what_is_the_same_is_no_change() -> None:
    """民诉法解释 232."""
    debated = suit("    审理程序", "    debate_closed_on: 2026-10-16\n    审理程序")
    assert errors("claims_change", debated) == ["LX-P374"]
    today = suit("    审理程序", "    debate_closed_on: 2026-11-21\n    审理程序")
    assert errors("claims_change", today) == []
    assert errors("claims_change", suit(CLAIMED, "")) == ["LX-P004"]


# --- withdrawal ---------------------------------------------------------------------------------------------


def test_a_withdrawal_names_its_reason_and_half_the_fee(tmp_path: Path) -> None:
    """民事诉讼法 148; 交纳办法 15: half of 16,064.40 is 8,032.20, the other half comes back."""
    text = said(tmp_path, "withdrawal", PENDING)
    assert "\n请求准许申请人撤回对沈阳沈河样例重型机械有限公司、郑样例的起诉。" in text
    assert "双方达成和解，申请人自愿撤回起诉。" in text
    assert "案件受理费减半交纳，为8,032.20元，已交纳16,064.40元，请求退还多交的8,032.20元。" in text
    assert "第一百四十八条" in text and "附：本申请书副本2份。" in text
    assert "LX-P378" in told("withdrawal", PENDING) and "LX-P377" not in told("withdrawal", PENDING)


def test_what_a_withdrawal_costs_is_told_before_it_is_signed(tmp_path: Path) -> None:
    """财产保全规定 23(1)(4), 民诉法解释 238(2), 担保制度解释 31(1)."""
    from in_suit import MEASURES

    frozen = ("asset_clues:\n", MEASURES.replace("choices:\n", "asset_clues:\n"))
    assert "LX-P377" in told("withdrawal", PENDING, frozen)
    debated = suit("    审理程序", "    debate_closed_on: 2026-10-16\n    审理程序")
    assert "LX-P371" in told("withdrawal", debated)
    assert "LX-P379" in told("withdrawal", PENDING, ("kind: surety_joint", "kind: surety_general"))
    one = suit("    撤诉理由", "    withdrawn_against: [郑样例]\n    撤诉理由")
    text = said(tmp_path, "withdrawal", one)
    assert "撤回对郑样例的起诉。" in text and "受理费减半" not in text
    bare = said(tmp_path / "b", "withdrawal", suit("    撤诉理由: 双方达成和解\n", ""))
    assert "【待补：撤诉的理由】，申请人自愿撤回起诉。" in bare


# --- the firm's letter --------------------------------------------------------------------------------------


def test_the_firm_names_the_lawyer_the_case_and_the_client(tmp_path: Path) -> None:
    """民诉法解释 88(1)."""
    text = said(tmp_path / "a", "firm_letter", PENDING)
    assert text.splitlines()[:2] == ["律师事务所函", "天津市北辰区人民法院："]
    assert (
        "贵院受理的天津津渤示例钢材贸易有限公司与沈阳沈河样例重型机械有限公司、郑样例买卖合同纠纷一案"
        "（案号：（2026）津0113民初88号），本所接受天津津渤示例钢材贸易有限公司的委托，"
        "指派张示例律师（执业证号11201202600000001）担任其诉讼代理人。" in text
    )
    assert "天津样例律师事务所（盖章）\n2026年11月21日" in text
    filed = said(tmp_path / "b", "firm_letter")
    assert (
        "天津津渤示例钢材贸易有限公司因与" in filed
        and "买卖合同纠纷一案，向贵院提起诉讼。" in filed
        and "贵院受理的" not in filed
    )


def test_who_is_no_lawyer_needs_no_letter_of_a_firm() -> None:
    lawyer = ("    kind: lawyer\n", "    kind: employee\n")
    assert errors("firm_letter", lawyer) == ["LX-P004"]


# --- objection to jurisdiction ------------------------------------------------------------------------------


def test_the_answer_rests_on_the_clause_and_on_the_late_day(tmp_path: Path) -> None:
    """民事诉讼法 128, 130(1), 35: served 2026-06-22, fifteen days to 2026-07-07; the objection is of 2026-07-15."""
    text = said(tmp_path, "jurisdiction_reply", PENDING)
    assert text.startswith("对管辖权异议的答辩意见\n答辩人（原告）：") and "被告一：沈阳沈河" in text
    assert "答辩人（盖章）：" in text and "申请人" not in text
    assert "\n请求裁定驳回沈阳沈河样例重型机械有限公司提出的管辖权异议。" in text
    assert "2026年7月15日，沈阳沈河样例重型机械有限公司对管辖权提出异议，主张本案由沈阳市沈河区人民法院管辖" in text
    assert "起诉状副本于2026年6月22日送达，提交答辩状的期间于2026年7月7日届满" in text
    assert "《钢材购销框架合同》第8.1条约定，由甲方（卖方）住所地人民法院管辖（证据" in text
    assert "第三十五条" in text and "第一百三十条" in text and "第二十四条" not in text


def test_an_objection_in_time_is_not_called_late_and_without_a_clause_the_statute_links(tmp_path: Path) -> None:
    """民事诉讼法 24, 民诉法解释 18(2): the domicile of the defendant, and of whoever receives the money."""
    early = SUIT.replace("date: 2026-07-15", "date: 2026-07-07")
    clause = (
        "{kind: court, court: 天津市北辰区人民法院, clause: 第8.1条, text: 由甲方（卖方）住所地人民法院管辖}",
        "{kind: court}",
    )
    text = said(tmp_path, "jurisdiction_reply", ("choices:\n", early), clause)
    assert "届满，异议在此之后提出" not in text
    assert "沈阳沈河样例重型机械有限公司的住所地为沈阳市沈河区样例街99号" in text
    assert "接收货币一方所在地为合同履行地；答辩人的住所地为天津市北辰区虚构路18号示例大厦6层" in text
    assert "第二十四条" in text and "第三十五条" not in text


def test_a_clause_for_another_court_is_no_ground_of_this_one(tmp_path: Path) -> None:
    """民事诉讼法 35: the clause names 北辰区; where the suit is pending elsewhere it speaks against the court."""
    elsewhere = SUIT.replace("organ: 天津市北辰区人民法院", "organ: 沈阳市铁西区人民法院")
    text = said(tmp_path, "jurisdiction_reply", ("choices:\n", elsewhere))
    assert "第8.1条" not in text.split("事实与理由")[1] and "第二十四条" in text
    from lexcollect.casefile import parse_case
    from steel import steel_text

    def found(suit: str) -> list[str]:
        return [f.code for f in parse_case(steel_text().replace("choices:\n", suit)).findings]

    assert "LX-C422" in found(elsewhere) and "LX-C422" not in found(SUIT)


def test_without_an_objection_there_is_nothing_to_answer() -> None:
    nobody = SUIT.split("    objection:\n")[0] + "choices:\n"
    assert errors("jurisdiction_reply", ("choices:\n", nobody)) == ["LX-P004"]
    from lexcollect.casefile import parse_case
    from steel import steel_text

    own = SUIT.replace("by: 沈河", "by: 津渤")
    found = parse_case(steel_text().replace("choices:\n", own)).findings
    assert "LX-C420" in [f.code for f in found]


# --- typed in a matter ---------------------------------------------------------------------------------------


def test_typed_in_a_matter_they_are_written_or_refused_with_what_fits(tmp_path: Path) -> None:
    """The withdrawal of a matter without a suit names the papers of a suit; with one it is written."""
    import shutil

    from cli_run import typed
    from lexcollect.layout import CASE, CATALOGUE, CATALOGUE_NAME, RAW, SORTED
    from steel import FOLDER, steel_text

    matter = tmp_path / "案"
    shutil.copytree(FOLDER / "inbox", matter / RAW)
    (matter / SORTED).mkdir()
    shutil.copy(FOLDER / CATALOGUE_NAME, matter / CATALOGUE)
    shutil.copy(FOLDER / CASE, matter / CASE)
    code, out, err = typed("draft", "案", "withdrawal", "--as-of", "2026-11-21", cwd=tmp_path)
    assert code == 1 and "没有正在审理的诉讼" in out + err and "draft filing" in out + err
    (matter / CASE).write_text(steel_text().replace("choices:\n", SUIT), "utf-8")
    code, out, err = typed("draft", "案", "撤诉申请书", "claims_change", "--as-of", "2026-11-21", cwd=tmp_path)
    assert code == 0, out + err
    assert {p.name for p in matter.glob("3-文书/v1/*.docx")} == {"撤诉申请书.docx", "变更诉讼请求申请书.docx"}
    code, out, err = typed("draft", "案", "preservation_before_suit", "--as-of", "2026-11-21", cwd=tmp_path)
    assert code == 6 and "draft preservation" in out + err
