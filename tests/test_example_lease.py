"""The example of the equipment lease: every figure and date of its facts.md, from the raw folder to the papers."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cli_run import typed
from lexcollect.documents.plaintext import paragraphs, tables
from lexcollect.matter.example import load_example, names

DAY = ("--as-of", "2026-11-21")


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    place = tmp_path_factory.mktemp("演示")
    code, out, err = typed("demo", "--matter", "lease", cwd=place)
    assert code == 0, out + err
    return place / "示例-挖机租赁案", out


def test_the_walk_tells_sum_fees_guarantee_and_last_days(walked: tuple[Path, str]) -> None:
    _, out = walked
    assert "lease" in names() and load_example("lease").as_of.isoformat() == "2026-11-21"
    for said in (
        "21 个文件",
        "应收合计 904,785.65 元，其中本金 267,733.33 元、SMP-0001维修费 18,600.00 元",
        "违约金 102,452.32 元、占用费 516,000.00 元",
        "可主张 881,882.45 元",
        "案件受理费 12,847.86 元",
        "2028-08-04　主债务诉讼时效",
        "2028-08-04　保证债务诉讼时效",
        "2026-02-05　保证期间　是否保住有争议　冯样例（2025-08）",
        "证据 4 组 17 份（18 个文件）",
        "未入包 3 个文件，均有原因",
        "还款和解协议　已写入",
    ):
        assert said in out, said


def test_the_heads_are_those_of_the_hand_count(walked: tuple[Path, str]) -> None:
    account = json.loads(typed("calc", *DAY, "--json", cwd=walked[0])[1])
    assert (account["total"], account["per_day"]) == ("904785.65", "1160.64")
    assert [(h["title"], h["amount"]) for h in account["heads"]] == [
        ("租金", "267733.33"),
        ("SMP-0001维修费", "18600.00"),
        ("违约金", "102452.32"),
        ("SMP-0001占用费", "42000.00"),
        ("SMP-0002占用费", "474000.00"),
    ]


def test_every_date_of_the_fact_sheet(walked: tuple[Path, str]) -> None:
    rows = json.loads(typed("due", *DAY, "--json", cwd=walked[0])[1])["deadlines"]
    found = {row["id"]: (row["nominal"], row["state"]) for row in rows}
    assert found["limitation:2024-12"][0] == "2028-08-04"
    assert found["limitation:2025-08"][0] == "2028-08-05"
    assert {
        id.removeprefix("guarantee:保证:"): said for id, said in found.items() if id.startswith("guarantee:保证:")
    } == {
        "2024-12": ("2025-06-05", "lapsed"),
        "2025-01": ("2025-07-05", "lapsed"),
        "2025-02": ("2025-08-05", "preserved"),
        "2025-03": ("2025-09-05", "preserved"),
        "2025-04": ("2025-10-05", "preserved"),
        "2025-05": ("2025-11-05", "preserved"),
        "2025-06": ("2025-12-05", "preserved"),
        "2025-07": ("2026-01-05", "preserved"),
        "2025-08": ("2026-02-05", "doubtful"),
        "维修费": ("2026-03-28", "lapsed"),
    }
    debt = next(row for row in rows if row["rule"] == "guarantee.limitation_joint")
    assert (debt["nominal"], debt["obligations"][0], debt["obligations"][-1]) == ("2028-08-04", "2025-02", "2025-08")


def test_both_are_sued_and_the_machine_is_asked_back(walked: tuple[Path, str]) -> None:
    data = (walked[0] / "3-文书" / "v1" / "民事起诉状.docx").read_bytes()
    complaint = "\n".join([*paragraphs(data), *(cell for table in tables(data) for row in table for cell in row)])
    for said in (
        "被告二：冯样例",
        "判令被告一向原告返还XE215挖掘机（SMP-0002）",
        "判令被告二对2025-02至2025-08各期租金项下债务",
        "占用费等损失516,000.00元",
        "（证据2-1，第3页）",
    ):
        assert said in complaint.replace("\u2011", "-"), said
