"""债权转让通知书: who writes it to whom, on which articles, and what it encloses (民法典 545–548, 696, 764).

The price of 200,000 yuan due 2024-03-15 was assigned on 2025-02-10; 0.03 % a day to 2026-03-31 are 746 days: 44,760.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from lexcollect.documents.register import PAPERS
from test_transfers import drafted, texts
from transfers import SURETY, assigned, factored, recourse

ASSIGNOR, ASSIGNEE = "assignment_notice", "assignee_notice"


def untold(**more: Any) -> dict[str, Any]:
    """The assigned price before anybody was told."""
    return assigned(communications=[], **more)


def said(root: Path, groups: dict[str, Any], paper: str = ASSIGNOR) -> str:
    return texts(drafted(root, groups, paper))[paper]


def codes(root: Path, groups: dict[str, Any], paper: str = ASSIGNOR) -> set[str]:
    return {f.code for f in drafted(root, groups, paper).findings}


def letters(text: str) -> list[str]:
    """Return each letter of the paper by itself."""
    return ["债权转让通知书" + part for part in text.split("债权转让通知书")[1:]]


def test_debtor_and_guarantor_are_each_told_by_the_assignor(tmp_path: Path) -> None:
    debtor, guarantor = letters(said(tmp_path, untold()))
    assert "南浦样例商贸有限公司（统一社会信用代码：91330100MA0EX0B02M）：" in debtor
    assert (
        "2025年2月10日，丙方样本机械有限公司将上述对贵方的债权转让给江州示例担保有限公司，双方签订《债权转让合同》"
        in debtor
    )
    assert "请贵方向受让人履行上述债务，汇入受让人的下列账户" in debtor and "账号：6200000000000000031" in debtor
    assert (
        "让与人（盖章或者签名、捺印）：丙方样本机械有限公司" in debtor
        and "受让人（盖章）：江州示例担保有限公司" in debtor
    )
    assert "王样例：" in guarantor and "贵方向丙方样本机械有限公司出具保证书" in guarantor
    assert "本通知不改变贵方承担保证责任的范围和期间" in guarantor


def test_the_sums_are_those_of_the_account(tmp_path: Path) -> None:
    text = said(tmp_path, untold())
    assert "货款本金人民币200,000.00元" in text and "逾期付款违约金人民币44,760.00元" in text
    assert "两项合计人民币244,760.00元" in text


def test_each_letter_rests_on_its_own_articles(tmp_path: Path) -> None:
    debtor, guarantor = letters(said(tmp_path, untold()))
    # 545 the assignment, 546 the notice, 547 what goes along, 548 defences; 通则解释 48 payment after the notice.
    for number in ("四十五", "四十六", "四十七", "四十八"):
        assert f"第五百{number}条" in debtor
    assert "合同编通则若干问题的解释》第四十八条" in debtor and "第六百九十六条" not in debtor
    assert "第六百九十六条" in guarantor and "第五百四十八条" not in guarantor


def test_nobody_is_made_to_confirm_anything(tmp_path: Path) -> None:
    text = said(tmp_path, untold())
    assert not [word for word in ("视为", "三日内", "书面确认", "None", "待补", "证据") if word in text]


def test_the_notice_of_the_assignee_encloses_the_agreement(tmp_path: Path) -> None:
    debtor, _ = letters(said(tmp_path, untold(), ASSIGNEE))
    assert "《债权转让合同》复印件" in debtor and "受让人营业执照复印件" in debtor
    assert "让与人（盖章" not in debtor and "受让人（盖章）：江州示例担保有限公司" in debtor


def test_the_assignee_alone_cannot_write_without_proof_of_the_assignment(tmp_path: Path) -> None:
    bare = untold(assignments=[{"assignor": "丙方样本机械有限公司", "date": "2025-02-10"}])
    result = drafted(tmp_path / "alone", bare, ASSIGNEE)
    assert [f.code for f in result.findings if f.stops] == ["LX-P191"] and result.papers[0].refused
    text = said(tmp_path / "both", bare)
    assert "协议复印件" not in text and "双方签订" not in text  # nothing is enclosed or told that nobody named


def test_an_agreement_without_a_name_is_enclosed_by_its_kind(tmp_path: Path) -> None:
    given = {"assignor": "丙方样本机械有限公司", "date": "2025-02-10", "evidence": ["转让合同"]}
    assert "债权转让协议复印件" in said(tmp_path, untold(assignments=[given]), ASSIGNEE)


def test_who_was_told_already_is_left_out(tmp_path: Path) -> None:
    told = [c for c in assigned()["communications"] if c["recipient"] == "乙"]
    (only,) = letters(said(tmp_path / "one", assigned(communications=told)))
    assert "王样例：" in only and "LX-P190" in codes(tmp_path / "again", assigned(communications=told))
    # Everybody was told: the letters are written again, as they were asked for by name.
    assert len(letters(said(tmp_path / "all", assigned()))) == 2


def test_a_factor_says_that_it_is_one_and_encloses_vouchers(tmp_path: Path) -> None:
    # 民法典 764: identity as a factor, and the necessary vouchers.
    debtor, _ = letters(said(tmp_path / "a", factored(communications=[]), ASSIGNEE))
    assert "受让人系上述应收账款的保理人" in debtor and "应收账款凭证复印件" in debtor and "第七百六十四条" in debtor
    assert "《国内保理合同》复印件" in debtor
    bare = factored(communications=[], deliveries=[])
    bare["obligations"] = [{k: v for k, v in o.items() if k != "evidence"} for o in bare["obligations"]]
    assert "LX-P194" in codes(tmp_path / "b", bare, ASSIGNEE)
    assert "应收账款凭证复印件" not in said(tmp_path / "c", bare, ASSIGNEE)


@pytest.mark.parametrize("paper", [ASSIGNOR, ASSIGNEE])
def test_a_matter_without_an_assignment_has_no_notice(tmp_path: Path, paper: str) -> None:
    result = drafted(tmp_path, recourse(), paper)
    assert "LX-P192" in {f.code for f in result.findings} and result.papers[0].refused


def test_several_debtors_are_told_by_name(tmp_path: Path) -> None:
    second = {**SURETY, "id": "戊", "role": "joint_debtor", "name": "李样例", "tie": {"ground": "agreed"}}
    second |= {"id_no": "330199198001200013"}
    groups = untold()
    groups["parties"] = [*groups["parties"], second]
    first, *_ = letters(said(tmp_path, groups))
    assert "将上述对南浦样例商贸有限公司、李样例的债权转让给江州示例担保有限公司" in first


def test_the_notices_are_written_when_named_alone() -> None:
    assert "named" in PAPERS[ASSIGNOR].flags and PAPERS[ASSIGNEE].letter


def test_an_insolvent_debtor_is_not_asked_to_pay(tmp_path: Path) -> None:
    """企业破产法 16, 48: nobody is paid by itself; the claim is filed with the administrator."""
    groups = untold(insolvencies=[{"person": "乙", "accepted_on": "2025-06-10"}])
    debtor, guarantor = letters(said(tmp_path, groups))
    assert "由受让人向管理人申报" in debtor and "请贵方向受让人履行" not in debtor
    assert "第四十八条" in debtor and "贵方的保证责任向受让人承担" in guarantor
