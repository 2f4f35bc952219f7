"""What an official form leaves open: a row of 是 and 否, who a defendant is, to which day interest is paid.

Facts: the loan of 300,000 (form 09). Nobody entered whether there was a freeze before the suit or a mortgage. Question:
may the form be final, and what does it say? Answer: a draft shows the rows unticked (note 3 of the form allows it) and
names them; a final one waits until somebody entered an answer or took the blank upon himself with name and reason.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from lexcollect.documents.drafting import draft
from lexcollect.documents.results import DraftResult
from test_papers_loan import material, texts

ROWS = ("诉前保全", "是否签订物的担保", "是否最高额担保", "是否办理抵押、质押登记", "其他担保方式")
ENTRIES = """要素栏:
  - {文本编号: "09", 栏目: 约定管辖和诉前保全, 栏号: "2", 勾选: [否]}
  - {文本编号: "09", 栏目: 事实与理由, 栏号: "10", 勾选: [否]}
  - {文本编号: "09", 栏目: 事实与理由, 栏号: "12", 文字: 无}
  - {文本编号: "09", 栏目: 事实与理由, 栏号: "13", 勾选: [否]}
  - {文本编号: "09", 栏目: 事实与理由, 栏号: "15", 勾选: [否]}
和解:"""
#: 被告一只知道姓名、性别和住所。
NAMELESS = (", 公民身份号码: 330199197511030013, 性别: 男, 出生日期: 1975-11-03", ", 性别: 男")


def made(root: Path, *changes: tuple[str, str], final: bool = False) -> DraftResult:
    return draft(
        ("form",), material(*changes), root, sources={"案件.yaml": "0" * 64}, final_by="周明远" if final else ""
    )


def said_by(result: DraftResult, code: str) -> list[str]:
    return [one.message("zh") for one in result.findings if one.code == code]


def kept(rule: str, words: str) -> tuple[str, str]:
    """A review as ``draft --keep`` writes it."""
    head = f"规则: {rule}, 文书: 民事起诉状（要素式）, 原文: '{words}'"
    told = f"{{{head}, 复核人: 周明远, 日期: 2022-11-30, 理由: 问过当事人}}"
    return "和解:", f"复核意见:\n  - {told}\n和解:"


def test_a_draft_names_the_rows_that_nobody_answered_and_ticks_nothing(tmp_path: Path) -> None:
    result = made(tmp_path)
    (told,) = said_by(result, "LX-P775")
    assert all(row in told for row in ROWS) and "主张担保权利" not in told
    assert "是□    签订时间：\n否□" in texts(result)["form"]
    assert not [row for row in ROWS if any(row in one for one in said_by(result, "LX-P242"))]


def test_a_final_form_waits_for_the_answers(tmp_path: Path) -> None:
    result = made(tmp_path, final=True)
    assert result.papers[0].path is None
    assert any(one.startswith("LX-P775") for one in said_by(result, "LX-P325"))


def test_a_final_form_is_written_where_the_rows_are_entered(tmp_path: Path) -> None:
    """A box or a word (无) is an answer; the mediation is the client's own and stops nothing."""
    result = made(tmp_path, ("和解:", ENTRIES), final=True)
    assert not said_by(result, "LX-P775") and said_by(result, "LX-P243")
    assert not [one for one in said_by(result, "LX-P325") if one.startswith("LX-P775")]


def test_who_takes_the_blank_upon_himself_is_on_record(tmp_path: Path) -> None:
    (words,) = said_by(made(tmp_path / "1"), "LX-P775")
    result = made(tmp_path / "2", kept("LX-P775", words), final=True)
    assert not [one for one in said_by(result, "LX-P325") if one.startswith("LX-P775")]
    (told,) = [one for one in said_by(result, "LX-P322") if one.startswith("LX-P775")]
    assert "周明远" in told and "问过当事人" in told
    fewer = made(
        tmp_path / "3",
        kept("LX-P775", words),
        ("和解:", ENTRIES.split("  - ")[0] + "  - " + ENTRIES.split("  - ")[1] + "和解:"),
    )
    assert said_by(fewer, "LX-P775"), "other rows: it is asked again"


def test_a_defendant_whose_number_nobody_entered_is_marked(tmp_path: Path) -> None:
    result = made(tmp_path / "1", NAMELESS)
    form = texts(result)["form"]
    assert "出生日期：【待补：陈柏年的出生日期】年" in form and "证件号码：【待补：陈柏年的证件号码】" in form
    (told,) = said_by(result, "LX-P776")
    assert "陈柏年" in told and "出生日期" in told and "证件号码" in told
    final = made(tmp_path / "2", NAMELESS, final=True)
    assert final.papers[0].path is None
    assert any("陈柏年的证件号码" in one for one in said_by(final, "LX-P325"))


def test_a_number_tells_the_day_of_birth(tmp_path: Path) -> None:
    result = made(tmp_path, (", 出生日期: 1975-11-03", ""))
    assert "出生日期：1975年11月3日" in texts(result)["form"] and not said_by(result, "LX-P776")


def test_a_number_that_cannot_be_found_stays_blank_where_somebody_says_so(tmp_path: Path) -> None:
    (words,) = said_by(made(tmp_path / "1", NAMELESS), "LX-P776")
    result = made(tmp_path / "2", NAMELESS, kept("LX-P776", words))
    assert "【待补：陈柏年" not in texts(result)["form"]
    assert [one for one in said_by(result, "LX-P322") if one.startswith("LX-P776")]
    assert not said_by(result, "LX-P776")


def test_interest_is_paid_to_the_day_that_the_payments_reach(tmp_path: Path) -> None:
    """31,188.82 + 2,444.40 to 2020-09-09; 12,000.00 more at 113.8533 a day: 105 days, 45.40 left over."""
    form = texts(made(tmp_path))["form"]
    assert "还息至2020年12月23日" in form
    assert "自2020年3月10日起按时间先后逐日抵充，抵至2020年12月23日，其余45.40元不足一日的利息" in form


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        (
            [
                ("  - {编号: 还款一, 日期: 2020-09-10, 金额: 40000, 付款人: 陈柏年, 证据: [还款回单一]}\n", ""),
                ("金额: 12000,", "金额: 45,"),
            ],
            "已还利息：45.00元，还息至【待补：还息至的日期】",
        ),
        (
            [
                ("  - {编号: 还款一, 日期: 2020-09-10, 金额: 40000, 付款人: 陈柏年, 证据: [还款回单一]}\n", ""),
                ("  - {编号: 还款二, 日期: 2021-06-30, 金额: 12000, 付款人: 陈柏年, 证据: [还款回单二]}\n", ""),
                ("付款:\n", ""),
            ],
            "还息至       年        月         日",
        ),
    ],
    ids=["less than a day", "nothing paid"],
)
def test_a_day_that_cannot_be_told_is_marked_and_of_nothing_paid_there_is_none(
    changes: list[tuple[str, str]], said: str, tmp_path: Path
) -> None:
    assert said in texts(made(tmp_path, *changes))["form"]


def test_who_entered_how_far_it_was_repaid_is_asked_no_more(tmp_path: Path) -> None:
    own = '要素栏:\n  - {文本编号: "09", 栏目: 事实与理由, 栏号: "8", 文字: 利息还到2020年9月}\n和解:'
    form = texts(made(tmp_path, ("和解:", own)))["form"]
    assert "利息还到2020年9月" in form and "推算" not in form
