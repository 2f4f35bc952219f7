"""Small words of a loan's papers: clauses typed with their full stop, what both sides are called, the table's head."""

from __future__ import annotations

from pathlib import Path

import pytest

from test_papers_loan import drafted, texts

#: A person copies a clause as it stands in the contract, with the stop at its end.
COPIED = (
    (
        "期内利息: {利率: 月利率2.5%, 条款: 第2条}",
        "期内利息: {利率: 月利率2.5%, 条款: 第2条, 原文: 借期内月利率为2.5%。}",
    ),
    (
        "付款期限: {固定日期: 2021-03-09, 条款: 第3条}",
        "付款期限: {固定日期: 2021-03-09, 条款: 第3条, 原文: 2021年3月9日前还清；}",
    ),
    ("条款: 第8条}", "条款: 第8条, 原文: 争议由江州市东湖区人民法院管辖。}"),
    ("内容: 要求承担连带保证责任,", "内容: 要求承担连带保证责任。,"),
)


@pytest.mark.parametrize("paper", ["complaint", "form"])
def test_a_clause_typed_with_its_full_stop_prints_none_before_the_bracket(tmp_path: Path, paper: str) -> None:
    said = texts(drafted(tmp_path, *COPIED, papers=(paper,)))[paper]
    assert "2021年3月9日前还清（第3条）；借期内月利率为2.5%（第2条）" in said
    assert "争议由江州市东湖区人民法院管辖" in said
    assert "要求承担连带保证责任，该函于" in said
    assert [bad for bad in ("。（", "。；", "；；", "。，", "。。") if bad in said] == []


def test_who_bears_the_fees_is_called_as_the_contract_calls_him(tmp_path: Path) -> None:
    clause = ("签订日期: 2020-03-10\n", "签订日期: 2020-03-10\n    费用承担: {承担的费用: [律师费], 条款: 第6条}\n")
    fee = ("付款:\n", "费用:\n  - {类型: 律师费, 金额: 5000, 日期: 2022-10-01, 证据: [借款合同]}\n付款:\n")
    said = texts(drafted(tmp_path, clause, fee, papers=("complaint",)))["complaint"]
    assert "律师费由借款人承担（第6条）" in said
    assert "借款方" not in said


def test_the_head_of_the_interest_table_says_that_the_rate_stands_beside_the_loan(tmp_path: Path) -> None:
    said = texts(drafted(tmp_path, papers=("complaint",)))["complaint"]
    assert "借款编号（年利率）" in said
