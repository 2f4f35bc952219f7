"""The example of twelve unpaid invoices: every figure and date of its facts.md, from the raw folder to the papers."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cli_run import typed
from lexcollect.documents.plaintext import paragraphs, tables
from lexcollect.matter.example import load_example, names

EXAMPLE = Path(__file__).resolve().parent.parent / "examples" / "matter-invoices"
DAY = ("--as-of", "2026-11-21")
#: Counted by hand in facts.md: last day to pay, days of delay, late interest.
ROWS = {
    "FP-01": ("2025-08-11", 467, "5790.80"),
    "FP-02": ("2025-09-01", 446, "7024.50"),
    "FP-03": ("2025-09-23", 424, "3951.68"),
    "FP-04": ("2025-10-13", 404, "8484.00"),
    "FP-05": ("2025-11-03", 383, "5239.44"),
    "FP-06": ("2025-11-24", 362, "6371.20"),
    "FP-07": ("2025-12-15", 341, "3912.98"),
    "FP-08": ("2026-01-05", 320, "4752.00"),
    "FP-09": ("2026-01-19", 306, "2582.64"),
    "FP-10": ("2026-02-24", 270, "5184.00"),
    "FP-11": ("2026-03-09", 257, "3289.60"),
    "FP-12": ("2026-03-30", 236, "3908.16"),
}


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    place = tmp_path_factory.mktemp("演示")
    code, out, err = typed("demo", "--matter", "invoices", cwd=place)
    assert code == 0, out + err
    return place / "示例-苏联轴案", out


def whole(folder: Path, paper: str) -> str:
    """The whole text of a paper, tables too."""
    data = (folder / "3-文书" / "v1" / f"{paper}.docx").read_bytes()
    return "\n".join([*paragraphs(data), *(cell for table in tables(data) for row in table for cell in row)])


def test_the_walk_tells_sum_fees_and_last_day(walked: tuple[Path, str]) -> None:
    _, out = walked
    assert "invoices" in names() and load_example("invoices").as_of.isoformat() == "2026-11-21"
    for said in (
        "30 个文件",
        "应收合计 406,641.00 元，其中本金 346,150.00 元、逾期利息 60,491.00 元",
        "案件受理费 7,399.62 元；保全申请费 2,553.21 元",
        "2029-08-20　主债务诉讼时效",
        "证据 4 组 30 份（30 个文件）",
        "还款和解协议　已写入",
        "相差 3,500.00 元",
    ):
        assert said in out, said


def test_every_line_of_the_account_is_the_hand_count(walked: tuple[Path, str]) -> None:
    account = json.loads(typed("calc", *DAY, "--json", cwd=walked[0])[1])
    assert (account["principal"], account["total"], account["per_day"]) == ("346150.00", "406641.00", "173.08")
    found = {o["id"]: (o["due"], o["segments"][0]["days"], o["interest"]) for o in account["obligations"]}
    assert found == ROWS
    assert [h["title"] for h in account["heads"]] == ["货款", "逾期利息"]


def test_the_demand_falls_away_and_the_sealed_balance_holds(walked: tuple[Path, str]) -> None:
    """民法典 195: letter of 2026-08-19, before it the statement of 2026-04-02, each three years."""
    due = json.loads(typed("due", *DAY, "--json", cwd=walked[0])[1])
    (row,) = [d for d in due["deadlines"] if d["rule"].startswith("limitation.")]
    assert "2029-08-19" in json.dumps(row) and "2029-08-20" in json.dumps(row)
    assert any("2029-04-02" in json.dumps(f) for f in row["fallbacks"])


@pytest.mark.parametrize("paper", ["律师函", "民事起诉状", "诉讼财产保全申请书", "还款和解协议"])
def test_no_paper_says_what_nobody_entered(walked: tuple[Path, str], paper: str) -> None:
    text = whole(walked[0], paper)
    for foreign in ("订购", "聊天记录", "签订《", "逾期付款损失", "违约金", "依约", "【待补", "LPR", "订单"):
        assert foreign not in text, foreign
    assert "346,150.00" in text and "60,491.00" in text
    assert ("未采用书面形式的合同" if paper == "还款和解协议" else "没有订立书面合同") in text


def test_the_complaint_rests_on_notes_statement_and_regulation(walked: tuple[Path, str]) -> None:
    text = whole(walked[0], "民事起诉状")
    for said in (
        "原告与被告没有订立书面合同，约定由原告向被告供应轴承。原告已经交货，有送货单、对账单、发票为证。",
        "原告系小型企业，已主动告知被告；被告系大型企业（证据1-2",
        "依照《保障中小企业款项支付条例》第九条，该笔货款的最后付款日为2025年8月11日。",
        "自2026年11月22日起以346,150.00元为基数，按每日万分之五计算至实际付清之日止",
        "确认截至2026年3月31日应付苏州联轴示例轴承有限公司货款342,650.00元（证据4-1",
        "《中华人民共和国民法典》第四百六十九条",
        "《保障中小企业款项支付条例》第九条、第十七条和《最高人民法院关于审理买卖合同纠纷案件适用法律问题的解释》第一条",
    ):
        assert said in text, said
    assert "第十八条" not in text and "第五百八十四条" not in text


def test_the_annex_calls_it_late_interest(walked: tuple[Path, str]) -> None:
    code, out, _ = typed("calc", "--annex", *DAY, cwd=walked[0])
    assert code == 0 and "逾期利息计算表" in out


def test_the_raw_folder_is_what_its_script_makes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import runpy

    made = runpy.run_path(str(EXAMPLE / "make_inbox.py"))
    assert set(made["PAPERS"]) | set(made["_deals"]()) == {
        path.relative_to(EXAMPLE / "inbox").as_posix() for path in (EXAMPLE / "inbox").rglob("*") if path.is_file()
    }


def test_a_confirmation_of_less_is_no_proof_of_the_sum_left(walked: tuple[Path, str]) -> None:
    """346,150.00 is left, the statement confirms 342,650.00: it is told where it stands, and proves no more."""
    folder, _ = walked
    assert "被申请人尚未付款，尚欠346,150.00元。依照《保障中小企业款项支付条例》，被申请人迟延支付款项的" in whole(
        folder, "诉讼财产保全申请书"
    )
    assert "2. 除第四条外，本协议的任何约定均不构成甲方对任何权利的放弃" in whole(folder, "还款和解协议")
