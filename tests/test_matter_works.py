"""The works matter from its folder to a verified package: every figure and every day is that of ``facts.md``."""

from __future__ import annotations

import json
import runpy
from pathlib import Path

import pytest

from cli_run import typed
from lexcollect.documents.plaintext import paragraphs
from works import FOLDER

MATTER = "示例-云岭案"
AS_OF = ("--as-of", "2026-03-20")
#: Sums and days of the hand count.
FIGURES = ("2,675,430.12", "270,000.00", "78,629.77", "60,000.00", "3,084,059.89", "31,472.48", "242.09", "45,430.12")
DAYS = ("2024-10-08", "2025-02-10", "2025-09-22", "2026-04-07", "2026-08-10", "2027-03-22", "2028-12-08")


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """Return the matter and what the screen said: material, account, dates, package, papers, verification."""
    desk = tmp_path_factory.mktemp("works")
    return desk / MATTER, asked("demo", "--matter", "works", cwd=desk)


def asked(*words: str, cwd: Path) -> str:
    """Return what a command that succeeds says."""
    code, out, err = typed(*words, cwd=cwd)
    assert code == 0, out + err
    return out


def test_the_whole_road_is_walked_with_the_figures_of_the_hand_count(walked: tuple[Path, str]) -> None:
    _, said = walked
    for words in (
        "应收合计 3,084,059.89 元，其中本金 2,945,430.12 元、利息 78,629.77 元、费用 60,000.00 元",
        "案件受理费 31,472.48 元；保全申请费 5,000.00 元",
        "2026-04-07　建设工程价款优先受偿权",
        "2028-12-08　主债务诉讼时效",
        "证据 5 组 18 份",
        "√ 与包内清单一致",
    ):
        assert words in said, words


def test_hand_count_and_program_agree_on_every_figure_and_day(walked: tuple[Path, str]) -> None:
    folder, _ = walked
    facts = (FOLDER / "facts.md").read_text("utf-8")
    told = asked("calc", *AS_OF, "--full", cwd=folder) + asked("due", *AS_OF, "--full", cwd=folder)
    complaint = "\n".join(paragraphs((folder / "3-文书" / "v1" / "民事起诉状.docx").read_bytes()))
    for figure in (*FIGURES, *DAYS):
        assert figure in facts, figure
        assert figure in told or figure in complaint, figure
    data = json.loads(asked("calc", *AS_OF, "--json", cwd=folder))
    assert "3084059.89" in json.dumps(data) and "2675430.12" in json.dumps(data)
    assert data["priority"]["amount"] == "2945430.12" and data["priority"]["last_day"] == "2026-04-07"
    # The next instalment of the settlement is later than the priority lives.
    assert "LX-M198" in json.dumps(data)


def test_the_screen_calls_the_interest_of_a_works_price_by_its_name(walked: tuple[Path, str]) -> None:
    said = asked("calc", *AS_OF, "--full", cwd=walked[0])
    assert "欠付工程价款的利息" in said and "逾期付款损失" not in said
    assert "JD-1欠付" not in said  # paid on its day
    assert "自2024年10月9日起按同期一年期LPR计息" in said or "自2024-10-09起按同期一年期LPR计息" in said


def test_the_annex_is_written_and_a_paper_of_each_kind(walked: tuple[Path, str]) -> None:
    folder, _ = walked
    asked("calc", *AS_OF, "--annex", cwd=folder)
    annexes = {path.name for path in (folder / "3-文书" / "附件").iterdir()}
    assert annexes == {"欠付工程价款利息计算表.docx", "欠付工程价款利息计算表.xlsx"}
    papers = {path.stem for path in (folder / "3-文书" / "v1").glob("*.docx")}
    with_the_suit = {"证据清单", "授权委托书", "律师事务所函", "法定代表人身份证明书", "送达地址确认书"}
    with_the_suit |= {"民事起诉状（要素式）"}
    assert papers == {"民事起诉状", "律师函", "诉讼财产保全申请书", "还款和解协议", "审查单", *with_the_suit}


def test_the_raw_folder_is_what_its_script_makes() -> None:
    made = runpy.run_path(str(FOLDER / "make_inbox.py"))
    inbox = FOLDER / "inbox"
    names = {path.relative_to(inbox).as_posix() for path in inbox.rglob("*") if path.is_file()}
    assert names == made["names"]() and len(names) <= 25
