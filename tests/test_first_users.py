"""The ten that hurt the first users most: each typed again as they typed it.

Five matters were tried with the first version and one got papers. What went wrong is told here defect by defect; the
rooms have tests of their own for the kinds behind them.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from cli_run import typed
from lexcollect.cli.exits import Exit
from lexcollect.documents.plaintext import paragraphs
from lexcollect.layout import CASE

DAY = ("--as-of", "2026-09-21")
SALE = """格式: lexcollect/case/1
案名: 试案
当事人:
  - {编号: 甲, 身份: 债权人, 类型: 法人, 名称: 甲方示例有限公司, 统一社会信用代码: 91330100MA0EX0B01J,
     住所: 江州市东湖区一路1号,
     法定代表人: {姓名: 甲示例, 职务: 执行董事}, 电话: 0570-8000001}
  - {编号: 乙, 身份: 债务人, 类型: 法人, 名称: 乙方样例有限公司, 统一社会信用代码: 91330100MA0EX0B02M,
     住所: 江州市西湖区二路2号,
     法定代表人: {姓名: 乙样例, 职务: 执行董事}, 电话: 0570-8000002}
合同:
  - {编号: 合同, 案由: 买卖合同纠纷, 名称: 买卖合同, 签订日期: 2024-12-20}
应收款:
  - {编号: 货款一, 合同: 合同, 金额: 10000, 到期: 2025-03-31}
  - {编号: 货款二, 合同: 合同, 金额: 20000, 到期: 2025-04-30}
选择:
  法院: 江州市西湖区人民法院
"""


def matter(tmp_path: Path, text: str, *files: tuple[str, bytes]) -> Path:
    """Return a matter whose case file says ``text``, with raw files beside it."""
    inbox = tmp_path / "材料"
    inbox.mkdir()
    for name, data in files:
        (inbox / name).write_bytes(data)
    source = ("--from", "材料") if files else ()
    assert typed("new", "案", *source, "--no-input", *DAY, cwd=tmp_path)[0] in (Exit.FINE, Exit.FINDINGS)
    (tmp_path / "案" / CASE).write_text(text, "utf-8")
    return tmp_path / "案"


def asked(folder: Path, *words: str) -> tuple[int, dict[str, Any]]:
    """Return exit code and answer of a verb on the matter."""
    code, out, err = typed(words[0], str(folder), *words[1:], *DAY, "--no-input", "--json", cwd=folder.parent)
    return code, json.loads(out or err)


def codes(answer: dict[str, Any]) -> dict[str, str]:
    return {one["code"]: one["level"] for one in answer["findings"]}


def paper(folder: Path, kind: str, title: str) -> str:
    """Return the text of a paper just drafted."""
    code, _, err = typed("draft", str(folder), kind, *DAY, "--no-input", cwd=folder.parent)
    assert code == Exit.FINE, err
    (written,) = sorted((folder / "3-文书").rglob(f"{title}.docx"))[-1:]
    return "\n".join(paragraphs(written.read_bytes()))


@pytest.mark.parametrize(
    "name", ["备注.txt", "王经理备注.txt", "备忘录.txt", "工作笔记.txt", "会议纪要.txt", "内部意见.txt"]
)
def test_1_a_memo_of_our_own_is_no_exhibit(tmp_path: Path, name: str) -> None:
    folder = matter(tmp_path, SALE, (name, "最低可以接受60万".encode()), ("合同.txt", "买卖合同".encode()))
    catalogue = (folder / "2-整理" / "证据目录.yaml").read_text("utf-8")
    listed, left = catalogue.split("不提交:")
    assert name not in listed and name in left


def test_2_an_index_of_open_rows_is_a_draft(tmp_path: Path) -> None:
    picture = Path(__file__).parent / "data"
    pages = next(picture.rglob("*.pdf"), None)
    assert pages is not None
    folder = matter(tmp_path, SALE, ("合同.pdf", pages.read_bytes()))
    code, answer = asked(folder, "bundle")
    assert code in (Exit.FINE, Exit.FINDINGS) and "LX-E035" in codes(answer)


@pytest.mark.parametrize(
    ("said", "due"),
    [("2024年3月27日前归还", "2024-03-27"), ("2024年3月27日前付清", "2024-03-27"), ("每月5日前", ""), ("月结60天", "")],
)
def test_3_a_term_is_read_as_it_was_said(tmp_path: Path, said: str, due: str) -> None:
    """2024年3月27日前 had become a term of 2,024 years after delivery; 每月5日前 five days after it."""
    folder = matter(tmp_path, SALE.replace("到期: 2025-03-31", f"到期: {said}"))
    code, answer = asked(folder, "calc")
    days = {one["id"]: one["due"] for one in answer.get("obligations", [])}
    if due:
        assert code == Exit.FINE and days["货款一"] == due
    else:  # there is nothing to count from: asked, never guessed
        assert code in (Exit.FINDINGS, Exit.LAW_UNKNOWN) and not days.get("货款一")
        assert any(level == "error" for level in codes(answer).values())


def test_4_the_annex_keeps_the_day_of_a_payment_before_the_due_day(tmp_path: Path) -> None:
    paid = "付款:\n  - {编号: 一, 日期: 2025-02-14, 金额: 4000, 付款人: 乙}\n选择:"
    late = "签订日期: 2024-12-20, 逾期违约金: 日万分之五"
    folder = matter(tmp_path, SALE.replace("签订日期: 2024-12-20", late).replace("选择:", paid))
    code, _, _ = typed("calc", str(folder), "--annex", *DAY, "--no-input", cwd=tmp_path)
    assert code in (Exit.FINE, Exit.FINDINGS)
    annexes = "".join("".join(paragraphs(p.read_bytes())) for p in folder.rglob("*.docx"))
    assert "2025年2月14日" in annexes or "2025-02-14" in annexes


def test_5_nothing_is_told_that_nobody_entered(tmp_path: Path) -> None:
    """No delivery, no order day, no message had been entered: all three stood in the complaint."""
    text = paper(matter(tmp_path, SALE), "complaint", "民事起诉状")
    for said in ("订购", "订单", "依约交货", "已交货", "聊天记录", "2025年1月1日", "送货单"):
        assert said not in text


@pytest.mark.parametrize("cause", ["典当纠纷", "股权转让纠纷"])
def test_6_a_refusal_of_a_cause_does_not_invite_to_call_it_a_sale(tmp_path: Path, cause: str) -> None:
    folder = matter(tmp_path, SALE.replace("买卖合同纠纷", cause))
    code, answer = asked(folder, "draft", "complaint")
    told = json.dumps(answer, ensure_ascii=False)
    assert code != Exit.FINE and cause in told
    assert "买卖" not in told.replace("《买卖合同》", "") and "核对合同的 cause" not in told


def test_6_a_loan_is_not_written_in_the_words_of_a_sale(tmp_path: Path) -> None:
    text = paper(
        matter(tmp_path, SALE.replace("买卖合同", "借款合同").replace("借款合同纠纷", "民间借贷纠纷")),
        "complaint",
        "民事起诉状",
    )
    assert not any(word in text for word in ("货款本金", "交货", "买受人", "订单"))


def test_7_after_a_refusal_the_next_step_is_another_command(tmp_path: Path) -> None:
    folder = matter(tmp_path, SALE.replace("买卖合同纠纷", "典当纠纷"))
    code, out, err = typed("draft", str(folder), "complaint", *DAY, "--no-input", cwd=tmp_path)
    steps = [line for line in (out + err).splitlines() if line.startswith("下一步")]
    assert code != Exit.FINE and steps and not any("draft 案 complaint" in step for step in steps)


def test_8_a_statement_that_differs_from_the_account_is_told(tmp_path: Path) -> None:
    said = "确认:\n  - {编号: 对账, 类型: 对账单, 日期: 2025-06-30, 作出人: 乙, 金额: 26000}\n"
    folder = matter(tmp_path, SALE.replace("选择:", said + "选择:"))
    _, answer = asked(folder, "calc")
    found = [one for one in answer["findings"] if one["code"] == "LX-M211"]
    assert found and "4,000.00" in json.dumps(found, ensure_ascii=False)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("合同:\n", "  - {编号: 丙, 身份: 债权人, 类型: 自然人, 名称: 丙示例, 住所: 江州市东湖区三路3号}\n合同:\n"),
        (", 签订日期: 2024-12-20", ""),
        (", 到期: 2025-03-31", ", 到期: 没有约定"),
        ("签订日期: 2024-12-20", "签订日期: 2024-12-20, 逾期违约金: 同期LPR的1.5倍"),
        ("签订日期: 2024-12-20", "签订日期: 2024-12-20, 逾期违约金: 同期LPR"),
    ],
)
def test_9_ordinary_facts_can_be_written(tmp_path: Path, before: str, after: str) -> None:
    """A second creditor, no signing day, no due day, 1.5 times LPR, plain LPR: everything had stopped."""
    assert before in SALE
    folder = matter(tmp_path, SALE.replace(before, after, 1))
    code, answer = asked(folder, "calc")
    assert code == Exit.FINE, answer["findings"]
    assert not any(level == "error" for level in codes(answer).values())


def test_10_one_gap_stops_only_what_depends_on_it_and_all_is_told_at_once(tmp_path: Path) -> None:
    """Sixteen new files had stopped calc, due, draft and bundle; errors came in two or three waves."""
    folder = matter(tmp_path, SALE, ("合同.txt", "买卖合同".encode()))
    raw = folder / "1-收到的材料"
    raw.chmod(0o755)
    for number in range(16):
        (raw / f"新{number}.txt").write_text("新", "utf-8")
    assert asked(folder, "calc")[0] == asked(folder, "due")[0] == asked(folder, "draft", "complaint")[0] == Exit.FINE
    wrong = SALE.replace("金额: 10000", "金额: 一万多").replace("签订日期: 2024-12-20", "签订日期: 2024-13-20")
    (folder / CASE).write_text(wrong.replace("身份: 债务人", "身份: 欠钱的"), "utf-8")
    code, answer = asked(folder, "calc")
    assert code == Exit.FINDINGS and sum(one["level"] == "error" for one in answer["findings"]) >= 3
