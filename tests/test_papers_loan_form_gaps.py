"""The form of a loan (09) leaves no blank that the case file fills, and shows what it does not know.

Term and way of repayment stand in the contract; whose sex or telephone nobody entered is marked 【待补】 there as in
the narrative complaint, so that neither is final without it (民事诉讼法 124).
"""

from __future__ import annotations

from pathlib import Path

from test_papers_loan import drafted, texts

IN_ONE = (
    "付款期限: {固定日期: 2021-03-09, 条款: 第3条}",
    "付款期限: {固定日期: 2021-03-09, 条款: 第3条, 原文: 2021年3月9日前一次还清}",
)


def told(tmp_path: Path, *changes: tuple[str, str]) -> str:
    return texts(drafted(tmp_path, *changes, papers=("form",)))["form"]


def test_the_agreed_term_stands_in_its_blanks(tmp_path: Path) -> None:
    assert "约定期限：2020年3月10日起至2021年3月9日止" in told(tmp_path)


def test_money_that_came_later_than_the_contract_leaves_the_first_day_open(tmp_path: Path) -> None:
    later = ("{应收款: JK-001, 日期: 2020-03-10,", "{应收款: JK-001, 日期: 2020-03-12,")
    said = told(tmp_path, later)
    assert "起至2021年3月9日止" in said
    assert "2020年3月10日起至" not in said


def test_one_payment_at_the_end_is_ticked_where_the_contract_says_so(tmp_path: Path) -> None:
    assert "到期一次性还本付息√" in told(tmp_path, IN_ONE)


def test_any_other_way_of_repayment_is_told_in_the_words_of_the_contract(tmp_path: Path) -> None:
    said = told(tmp_path)
    assert "到期一次性还本付息□" in said
    assert "其他：借款于2021年3月9日前返还（第3条）" in said


def test_who_does_not_ask_for_early_repayment_ticks_no(tmp_path: Path) -> None:
    form = told(tmp_path)
    row = form[form.index("是否要求提前还款或解除合同") :][:60]
    assert "否√" in row


def test_sex_and_telephone_nobody_entered_are_marked_as_in_the_complaint(tmp_path: Path) -> None:
    nobody = (", 公民身份号码: 330199197511030013, 性别: 男, 出生日期: 1975-11-03", "")
    silent = ("\n     电话: 13800000001,", "\n    ")
    said = told(tmp_path, nobody, silent)
    assert "【待补：陈柏年的性别】" in said
    assert "【待补：林静川的联系电话】" in said


def test_sex_that_an_identity_number_tells_is_ticked_and_not_asked_for(tmp_path: Path) -> None:
    assert "【待补" not in told(tmp_path, (" 性别: 男, 出生日期: 1975-11-03,", ""))
