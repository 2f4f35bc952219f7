"""Screens of small matters as a first user meets them: what is told is true, told once, and leads on."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli_run import typed
from lexcollect.cli.exits import Exit
from lexcollect.layout import CASE

DAY = ("--as-of", "2026-11-20")
SALE = """格式: lexcollect/case/1
案名: 货款案
当事人:
  - {编号: 甲, 身份: 债权人, 类型: 法人, 名称: 江州示例科技有限公司, 统一社会信用代码: 91330100MA0EX0B01J,
     住所: 江州市东湖区一路1号, 法定代表人: 甲示例}
  - {编号: 乙, 身份: 债务人, 类型: 法人, 名称: 江州样例建筑有限公司, 统一社会信用代码: 91330100MA0EX0B02M,
     住所: 江州市西湖区二路2号, 法定代表人: 乙样例}
合同:
  - {编号: 合同, 案由: 买卖合同纠纷, 名称: 买卖合同, 签订日期: 2024-03-01}
应收款:
  - {编号: 货款, 合同: 合同, 金额: 100000, 到期: 2024-06-28}
付款:
  - {编号: 付款, 日期: 2024-08-01, 金额: 100000, 付款人: 乙}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    typed("new", "案", "--no-input", cwd=tmp_path)
    return tmp_path / "案"


def screen(folder: Path, text: str, *words: str) -> tuple[int, str]:
    (folder / CASE).write_text(text, "utf-8")
    code, out, err = typed(words[0], "案", *words[1:], *DAY, "--no-input", cwd=folder.parent)
    return code, out + err


def test_where_nothing_is_owed_no_paper_asks_for_facts_and_draft_is_not_advised_again(folder: Path) -> None:
    code, out = screen(folder, SALE, "draft", "all")
    assert code == Exit.LEGAL_STOP
    assert out.count("LX-P073") == 1, "three papers, one reason: told once"
    assert "民事起诉状、诉讼财产保全申请书、催款函：" in out
    assert "收款账户" not in out and "受诉人民法院" not in out, "a paper that is not needed needs no facts"
    assert "下一步　lexcollect calc" in out and "lexcollect draft" not in out


def test_where_nothing_is_owed_no_deadline_is_shown_as_an_empty_table_only(folder: Path) -> None:
    code, out = screen(folder, SALE, "due")
    assert code == Exit.FINE and "没有欠款，也没有要看的期限" in out and "lexcollect draft" not in out


def test_a_missing_court_is_told_once_and_in_words_of_the_file(folder: Path) -> None:
    code, out = screen(folder, SALE.replace("金额: 100000, 付款人", "金额: 1000, 付款人"), "draft", "all")
    assert code == Exit.FINDINGS
    (line,) = [line for line in out.splitlines() if "受诉人民法院" in line]
    assert "民事起诉状、诉讼财产保全申请书" in line and "选择" in line and "choices" not in line
    assert line.count("受诉人民法院") == 1


def test_the_remedy_for_a_missing_court_and_account_works_word_by_word(folder: Path) -> None:
    text = SALE.replace("金额: 100000, 付款人", "金额: 1000, 付款人")
    text = text.replace(
        "法定代表人: 甲示例}", '法定代表人: 甲示例,\n     收款账户: {户名: 甲, 开户行: 行, 账号: "62"}}'
    )
    code, out = screen(folder, text + "选择:\n  法院: 江州市东湖区人民法院\n", "draft", "complaint", "demand")
    assert code == Exit.FINE, out
    assert sorted(p.name for p in folder.rglob("*.docx")) == ["催款函.docx", "民事起诉状.docx"]


@pytest.mark.parametrize(
    ("paid", "says"),
    [
        ("日期: 2024-05-01, 金额: 60000", "全部 60,000.00 元收到时没有到期未清的债务，到 2024-06-28 才冲抵"),
        ("日期: 2024-06-28, 金额: 60000", ""),
    ],
)
def test_only_what_came_early_is_said_to_have_waited(folder: Path, paid: str, says: str) -> None:
    """民法典 530: money that came before the due day waits for it."""
    _, out = screen(folder, SALE.replace("日期: 2024-08-01, 金额: 100000", paid), "calc")
    assert (says in out and "LX-M219" in out) if says else "LX-M219" not in out


def test_a_payment_of_which_a_part_was_due_is_not_called_early_as_a_whole(folder: Path) -> None:
    """100,000 due in June, 50,000 in August: of 120,000 paid in July 20,000 wait."""
    two = SALE.replace(
        "到期: 2024-06-28}\n", "到期: 2024-06-28}\n  - {编号: 尾款, 合同: 合同, 金额: 50000, 到期: 2024-08-30}\n"
    )
    _, out = screen(folder, two.replace("2024-08-01, 金额: 100000", "2024-07-01, 金额: 120000"), "calc")
    assert "2024-07-01 的付款，120,000.00 元中的 20,000.00 元收到时没有到期未清的债务，到 2024-08-30 才冲抵" in out


def test_an_overdue_debt_without_penalty_is_not_said_to_be_undue(folder: Path) -> None:
    overdue = SALE.replace("金额: 100000, 付款人", "金额: 1000, 付款人")
    _, out = screen(folder, overdue, "calc", "--annex")
    assert "LX-M270" in out and "没有逾期的款项" not in out
    _, out = screen(folder, overdue.replace("到期: 2024-06-28", "到期: 2027-06-28"), "calc", "--annex")
    assert "LX-M140" in out and "LX-M270" not in out


def test_a_number_that_a_person_compared_with_the_card_is_not_asked_about_again(folder: Path) -> None:
    person = SALE.replace(
        "类型: 法人, 名称: 江州示例科技有限公司, 统一社会信用代码: 91330100MA0EX0B01J",
        '类型: 自然人, 名称: 孙示例, 身份证号: "210199197105060017"',
    ).replace(", 法定代表人: 甲示例", "")
    assert "证件已核对: 是" in screen(folder, person, "calc")[1]
    checked = person.replace('"210199197105060017"', '"210199197105060017", 证件已核对: 是')
    code, out = screen(folder, checked, "calc")
    assert code == Exit.FINE and "LX-C051" not in out


def test_missing_exhibits_send_to_the_intake_and_not_to_the_case_file(folder: Path) -> None:
    owed = SALE.replace("金额: 100000, 付款人", "金额: 1000, 付款人") + "选择:\n  法院: 江州市东湖区人民法院\n"
    _, out = screen(folder, owed, "draft", "complaint")
    (line,) = [line for line in out.splitlines() if "证据和证据来源" in line]
    assert "intake" in line and "案件文件" not in line


def test_without_material_the_next_step_is_to_take_it_in_and_that_says_how(folder: Path) -> None:
    owed = SALE.replace("金额: 100000, 付款人", "金额: 1000, 付款人") + "选择:\n  法院: 江州市东湖区人民法院\n"
    _, out = screen(folder, owed, "draft", "complaint")
    assert "下一步　lexcollect intake 案" in out, "bundle would have refused: there is no catalogue"
    _, out, _ = typed("intake", "案", "--no-input", cwd=folder.parent)
    assert "lexcollect intake 材料文件夹 案件文件夹" in out
    (folder.parent / "材料").mkdir()
    (folder.parent / "材料" / "合同.txt").write_text("买卖合同", "utf-8")
    _, out, _ = typed("intake", "材料", "案", "--no-input", cwd=folder.parent)
    assert "还没有材料" not in out and "已拟出证据目录" in out
