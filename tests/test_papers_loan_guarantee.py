"""The guarantor of a loan in complaint, element form and application: what he promised, and how it was kept.

The letter covers one loan and is to last six months from its due day; a demand reached the guarantor within it
(民法典 691, 692, 693). Whoever reads only the form must find all of it there.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from test_papers_loan import drafted, texts

DEMAND = (
    "2021年8月18日，原告以邮政EMS（单号EA000000014CN）向被告二寄送催告函，要求承担连带保证责任，"
    "该函于2021年8月20日由被告二本人签收"
)
KEPT = "被告二于2021年8月20日收到催告时，借款JK-001的保证期间（至2021年9月9日届满）尚未届满"


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return texts(drafted(tmp_path_factory.mktemp("loan"), papers=("complaint", "form", "preservation")))


@pytest.mark.parametrize("paper", ["complaint", "form"])
def test_the_demand_on_the_guarantor_and_the_last_day_of_his_period_are_told(said: dict[str, str], paper: str) -> None:
    told = said[paper].replace("\u2011", "-")
    assert DEMAND in told
    assert KEPT in told


@pytest.mark.parametrize("paper", ["complaint", "form", "preservation"])
def test_the_guarantee_covers_the_loan_it_was_given_for_and_no_other(said: dict[str, str], paper: str) -> None:
    assert "在2020年3月10日《借款合同》项下的债务（约定借款300,000.00元）提供连带责任保证" in said[paper]
    assert "发生的债务" not in said[paper]


@pytest.mark.parametrize("paper", ["complaint", "form"])
def test_a_demand_without_its_words_asks_a_guarantor_to_answer_and_not_to_pay(tmp_path: Path, paper: str) -> None:
    # The debt is not his: a letter that only asked him for money would not say that the guarantee is called on.
    told = texts(drafted(tmp_path, (" 内容: 要求承担连带保证责任,", ""), papers=(paper,)))[paper]
    assert "向被告二寄送催告函，要求承担连带保证责任，" in told
    assert "要求付款" not in told


def test_a_general_guarantor_is_asked_to_answer_without_jointly(tmp_path: Path) -> None:
    changes = (
        (" 内容: 要求承担连带保证责任,", ""),
        ("类型: 连带责任保证, 担保人: 赵一舟", "类型: 一般保证, 担保人: 赵一舟"),
    )
    told = texts(drafted(tmp_path, *changes, papers=("complaint",)))["complaint"]
    assert "要求承担连带保证责任" not in told


def test_a_demand_by_message_asks_a_guarantor_to_answer_too(tmp_path: Path) -> None:
    message = "  - {编号: 微信赵, 类型: 微信, 日期: 2021-08-16, 收件方: 赵一舟, 送达日期: 2021-08-16,"
    changes = (("催收:\n", f"催收:\n{message} 状态: 签收, 证据: [面单赵]}}\n"),)
    told = texts(drafted(tmp_path, *changes, papers=("complaint",)))["complaint"]
    assert "以微信要求被告二承担连带保证责任" in told
    assert "向被告二催要" not in told
