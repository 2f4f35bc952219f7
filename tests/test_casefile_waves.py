"""A file with several kinds of mistakes is read once: slips of the keyboard do not hide what is wrong behind them."""

from __future__ import annotations

import pytest

from lexcollect.casefile.loader import parse_case

LOAN = """格式: lexcollect/case/1
案名: 孙案
当事人:
  - {编号: 孙, 身份: 出借人, 类型: 自然人, 名称: 孙示例, 住所: 江州市一路1号}
  - {编号: 李, 身份: 借款人, 类型: 自然人, 名称: 李样例, 住所: 江州市二路2号}
合同:
  - {编号: 借条, 案由: 民间借贷纠纷, 名称: 借条, 签订日期: 2023-05-06, 付款期限: 2024-03-27}
应收款:
  - {编号: 借款, 合同: 借条, 金额: 300000}
借款交付:
  - {应收款: 借款, 日期: 2023-05-06, 金额: 280000, 方式: 微信}
付款:
  - {日期: 2023-09-01, 金额: 10000, 付款人: 李}
"""


def told(*changes: tuple[str, str], text: str = LOAN) -> dict[str, set[int]]:
    """Return the codes that are told of the loan with ``changes``, each with its lines."""
    for was, now in changes:
        assert was in text
        text = text.replace(was, now, 1)
    loaded = parse_case(text)
    found: dict[str, set[int]] = {}
    for one in loaded.findings:
        if one.stops:
            assert loaded.case is None
            found.setdefault(one.code, set()).add(one.where.line)
    return found


def test_the_loan_itself_is_read_with_the_words_of_a_lender() -> None:
    assert told() == {}
    case = parse_case(LOAN).case
    assert case is not None
    assert [p.role.value for p in case.parties] == ["creditor", "debtor"]
    assert case.payouts[0].channel == "微信"


def test_a_full_width_colon_does_not_hide_a_wrong_day_and_a_wrong_sum() -> None:
    found = told(("案名: ", "案名："), ("2023-09-01", "23/9/1"), ("金额: 300000", "金额: 三十多万"))
    assert found == {"LX-A006": {2}, "LX-C011": {13}, "LX-C012": {9}}


def test_a_full_width_comma_between_braces_does_not_hide_an_unknown_debtor() -> None:
    found = told(("名称: 李样例, ", "名称: 李样例，"), ("付款人: 李", "付款人: 王"))
    assert set(found) == {"LX-A118", "LX-C030"} or (found.pop("LX-A118") and 13 in set().union(*found.values()))


def test_a_brace_left_open_hides_its_own_part_only() -> None:
    """The payouts cannot be read; the payments below and the parties above are told all the same."""
    found = told(("方式: 微信}", "方式: 微信"), ("2023-09-01", "2023.9"), ("身份: 借款人", "身份: 欠钱的"))
    assert found == {"LX-A004": {11}, "LX-C011": {13}, "LX-C007": {5}}


def test_what_refers_to_a_part_that_cannot_be_read_is_not_called_wrong() -> None:
    found = told(("付款期限: 2024-03-27}", "付款期限: 2024-03-27"), ("金额: 10000,", "金额: 一万多,"))
    assert found == {"LX-A004": {7}, "LX-C012": {13}}, "no word of a contract that does not exist"


def test_a_file_without_its_form_is_told_of_the_rest_too() -> None:
    found = told(("格式: lexcollect/case/1\n", ""), ("2023-09-01", "2023.9"))
    assert found == {"LX-C001": {1}, "LX-C011": {12}}


def test_a_file_of_another_form_is_not_read_on() -> None:
    assert set(told(("case/1", "case/9"), ("2023-09-01", "2023.9"))) == {"LX-C002"}


@pytest.mark.parametrize(
    ("was", "now"),
    [("付款人: 李", "付款入: 李"), ("签订日期:", "签定日期:"), ("名称: 李样例", "名字称: 李样例")],
)
def test_a_misspelt_key_is_told_once_and_not_as_missing_as_well(was: str, now: str) -> None:
    found = told((was, now))
    assert "LX-C003" not in found
    assert set(found) == {"LX-C010"}


def test_a_key_written_twice_does_not_hide_a_wrong_day() -> None:
    found = told(("案名: 孙案\n", "案名: 孙案\n案名: 李案\n"), ("2023-09-01", "2023.9"))
    assert found == {"LX-A011": {3}, "LX-C011": {14}}
