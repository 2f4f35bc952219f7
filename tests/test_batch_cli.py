"""``batch due``, ``draft`` and ``status`` as typed by somebody with two thousand debts and an empty folder."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from cli_run import ENGLISH_SENTENCE, typed
from ledger_rows import CREDITOR
from sheet_kit import Sheets

SAMPLE = Path(__file__).parent / "data" / "batch" / "receivables-2000.xlsx"
DAY = ("--as-of", "2026-11-21")
LEDGER = "receivables-2000.xlsx"


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """Return a folder with the ledger and the file on the creditor."""
    shutil.copyfile(SAMPLE, tmp_path / LEDGER)
    (tmp_path / "债权人.yaml").write_text(CREDITOR, "utf-8")
    return tmp_path


def answered(*words: str, cwd: Path) -> dict[str, Any]:
    code, out, err = typed(*words, *DAY, "--json", cwd=cwd)
    assert code in (0, 1), err
    found: dict[str, Any] = json.loads(out)
    return found


def test_what_runs_out_within_thirty_and_ninety_days(desk: Path) -> None:
    """30 rows by 21 December 2026, 24 of them ready; 54 more by 19 February 2027, 37 ready (users.md, user 3)."""
    code, out, err = typed("batch", "due", LEDGER, "--ics", "期限.ics", "--table", "期限.xlsx", *DAY, cwd=desk)
    assert code == 0, err
    assert "30 行（可出文书 24）" in out
    assert "54 行（可出文书 37）" in out
    assert "364 行，没有计算中断" in out
    assert "89 行，不算" in out
    assert not ENGLISH_SENTENCE.search(out.partition("下一步")[0])
    told = answered("batch", "due", LEDGER, cwd=desk)
    days = [one["ends"] for one in told["rows"]]
    assert len(days) == 30
    assert days == sorted(days)
    assert max(days) <= "2026-12-21"
    assert (desk / "期限.ics").read_text("utf-8").startswith("BEGIN:VCALENDAR")


def test_letters_are_written_once_and_come_back_with_their_waybills(desk: Path) -> None:
    """Twelve letters to those whose claims end first; the same command writes nothing; a waybill number comes back."""
    before = (desk / LEDGER).read_bytes()
    words = ("batch", "draft", LEDGER, "--template", "催款函", "--where", "30天内", "--limit", "12")
    code, out, err = typed(*words, *DAY, cwd=desk)
    assert code == 0, err
    assert "新写 12" in out
    assert not ENGLISH_SENTENCE.search(out.partition("下一步")[0])
    folder = desk / "receivables-2000.文书" / "催款函" / "v1"
    assert len(list(folder.glob("*.docx"))) == 12
    papers, left = re.search(r"（(\d+) 行）.*没有出文书 (\d+) 行；合计 2000 行", out), 2000
    assert papers is not None
    assert int(papers[1]) + int(papers[2]) == left
    again = answered(*words, cwd=desk)
    assert again["letters"] == {"written": 0, "unchanged": 12, "edited": 0, "restored": 0}
    assert not (desk / "receivables-2000.文书" / "催款函" / "v2").exists()
    sending = folder / "寄件清单.xlsx"
    sheets = Sheets(sending)
    sheets.put("寄件清单", sheets.ids("寄件清单")[0], 运单号="EA102030405CN", 寄出日期="2026-11-10")
    sheets.save()
    listed = sending.read_bytes()
    told = answered("batch", "status", LEDGER, str(sending), cwd=desk)
    assert told["counts"] == {"unposted": 11, "overdue": 1}
    assert sending.read_bytes() == listed
    assert (desk / LEDGER).read_bytes() == before


def test_a_newer_program_that_writes_the_same_letters_makes_no_second_batch(desk: Path) -> None:
    """The list of the first batch is as another program, with another law book, would have left it."""
    words = ("batch", "draft", LEDGER, "--template", "催款函", "--where", "30天内", "--limit", "2")
    assert typed(*words, *DAY, cwd=desk)[0] == 0
    (listed,) = desk.rglob("清单.json")
    data = json.loads(listed.read_text("utf-8"))
    for entry in data["letters"]:
        entry["inputs"] = "0" * 64
    listed.write_text(json.dumps(data, ensure_ascii=False), "utf-8")
    again = answered(*words, cwd=desk)
    assert again["letters"] == {"written": 0, "unchanged": 2, "edited": 0, "restored": 0}
    assert [path.name for path in listed.parent.parent.glob("v*")] == ["v1"]


def test_the_creditor_is_asked_once_in_a_file(desk: Path) -> None:
    """Without the file a blank one is written, with every kind of business in the ledger; filled in, it serves on."""
    (desk / "债权人.yaml").unlink()
    code, out, _ = typed("batch", "draft", LEDGER, "--template", "催款函", *DAY, cwd=desk)
    assert code == 1
    assert "下一步" in out
    blank = (desk / "债权人.yaml").read_text("utf-8")
    assert all(kind in blank for kind in ("维修服务", "零售分期", "加盟货款", "设备租赁"))
    code, out, _ = typed("batch", "draft", LEDGER, "--template", "催款函", *DAY, cwd=desk)
    assert code == 1
    assert "LX-C003" in out
    assert (desk / "债权人.yaml").read_text("utf-8") == blank
    assert not list(desk.glob("*.文书/*/v1"))


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--template", "和解协议"), "LX-G126"),
        (("--template", "催款函", "--where", "金额大的"), "LX-G110"),
        (("--template", "催款函", "--expired-too"), "LX-G125"),
        (("--template", "律师函", "--limit", "1"), "LX-P002"),
    ],
)
def test_what_cannot_be_done_is_told_with_its_remedy(desk: Path, words: tuple[str, ...], code: str) -> None:
    _, out, _ = typed("batch", "draft", LEDGER, *words, *DAY, cwd=desk)
    assert code in out
    assert not list(desk.glob("*.文书/*/v1"))


def test_lawyers_letters_do_not_share_a_number(desk: Path) -> None:
    """The file has one number for all letters: refused before any is written; with the row in it each has its own."""
    lawyer = """代理人:
  - 编号: 律师
    类型: 律师
    姓名: 张示例
    律师事务所: 天津样例律师事务所
    执业证号: "11201202600000001"
    电话: "19900000009"
    地址: 天津市北辰区虚构路20号
选择:
  函件选择: {天数: 7, 函号: "NUMBER"}
"""
    whole = CREDITOR.partition("选择:")[0] + lawyer
    (desk / "债权人.yaml").write_text(whole.replace("NUMBER", "（2026）津样律函字第001号"), "utf-8")
    words = ("batch", "draft", LEDGER, "--template", "律师函", "--limit", "2")
    code, out, _ = typed(*words, *DAY, cwd=desk)
    assert code == 1
    assert "LX-G149" in out
    assert "{序号}" in out
    (desk / "债权人.yaml").write_text(whole.replace("NUMBER", "（2026）津样律函字第{序号}号"), "utf-8")
    told = answered(*words, cwd=desk)
    assert told["letters"]["written"] == 2


def test_english_is_english(desk: Path) -> None:
    code, out, err = typed("batch", "due", LEDGER, *DAY, "--lang", "en", cwd=desk)
    assert code == 0, err
    assert "within 30 days (to 2026-12-21) 30 (24 ready)" in out
