"""Typing ``due``: the table, the working of one deadline, many matters, the calendar, the exit codes."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from icalendar import Calendar

from cli_run import typed
from lexcollect.cn.width import screen_width

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
DAY = ("--as-of", "2026-11-21")


@pytest.fixture(scope="module")
def cabinet(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of matters: one at the first level, one at the second, one broken, one too deep."""
    root = tmp_path_factory.mktemp("柜")
    for name, example in (("钢材", "matter-steel"), ("二组/租赁", "matter-lease"), ("一/二/三", "matter-lease")):
        (root / name).mkdir(parents=True)
        shutil.copy(EXAMPLES / example / "案件.yaml", root / name / "案件.yaml")
    (root / "坏的").mkdir()
    (root / "坏的" / "案件.yaml").write_text("schema: lexcollect/case/1\nmatter: [", "utf-8")
    return root


def test_one_table_first_then_the_reasons() -> None:
    code, out, _ = typed("due", str(EXAMPLES / "matter-steel"), *DAY, cwd=EXAMPLES)
    assert code == 0
    lines = out.splitlines()
    assert lines[1].split()[:2] == ["序号", "期限"]
    assert "2028-05-23" in lines[3] and "2028-07-04" in lines[4]
    assert "如该证据不被采信 → 2027-09-13（2024-09-12 微信催收） → 2027-04-19（2024-04-18 还款计划）" in out
    out.encode("gbk")


@pytest.mark.parametrize("example", ["matter-steel", "matter-lease"])
def test_the_table_fits_100_columns(example: str) -> None:
    _, out, _ = typed("due", str(EXAMPLES / example), "--full", *DAY, cwd=EXAMPLES)
    lines = out.splitlines()
    assert max(screen_width(line) for line in lines[1 : lines.index("")]) <= 100


def test_why_prints_what_a_lawyer_would_sign() -> None:
    code, out, _ = typed("due", str(EXAMPLES / "matter-lease"), "--why", "guarantee:保证:2025-01", *DAY, cwd=EXAMPLES)
    assert code == 0
    for said in (
        "结论",
        "推算过程",
        "据以认定的事实",
        "未采用的事实及理由",
        "其他读法",
        "担保制度解释第32条",
        "民法典第692条第2款",
        "面单没有写明内件",
        "2026-02-05",
        "法规库核对至",
        "计算基准日 2026-11-21",
    ):
        assert said in out, said
    assert "主债务诉讼时效" not in out
    out.encode("gbk")


def test_an_unknown_number_names_the_known_ones() -> None:
    code, out, _ = typed("due", str(EXAMPLES / "matter-steel"), "--why", "99", *DAY, cwd=EXAMPLES)
    assert code == 1
    assert "limitation:DD-20230406" in out


def test_levels_are_words_marks_and_data() -> None:
    _, out, _ = typed("due", str(EXAMPLES / "matter-steel"), "--as-of", "2028-05-01", cwd=EXAMPLES)
    assert "▲黄·警告" in out
    assert "◆蓝·提醒" in out
    _, out, _ = typed("due", str(EXAMPLES / "matter-steel"), "--json", "--as-of", "2028-05-20", cwd=EXAMPLES)
    first = json.loads(out)["deadlines"][0]
    assert (first["level"], first["colour"], first["act_by"]) == ("critical", "red", "2028-05-23")


def test_within_hides_with_a_count() -> None:
    _, out, _ = typed("due", str(EXAMPLES / "matter-steel"), "--within", "30", "--as-of", "2028-05-01", cwd=EXAMPLES)
    assert "另有 4 项" in out
    assert "保证债务诉讼时效" not in out


def test_all_matters_in_one_table_by_urgency(cabinet: Path) -> None:
    code, out, _ = typed("due", str(cabinet), "--all", *DAY, cwd=cabinet)
    assert code == 3  # one matter cannot be read, the others are told
    assert out.index("2028-05-23") < out.index("2028-08-04") < out.index("2028-09-28")
    assert "坏的" in out and "未能读取" in out
    assert "三" not in out.split("个案件")[1]


def test_all_as_json_and_one_calendar(cabinet: Path, tmp_path: Path) -> None:
    ics = tmp_path / "全部.ics"
    code, out, _ = typed("due", str(cabinet), "--all", "--json", "--ics", str(ics), *DAY, cwd=cabinet)
    data = json.loads(out)
    assert code == data["exit"] == 3
    assert {m["folder"]: m["exit"] for m in data["matters"]} == {"钢材": 0, str(Path("二组/租赁")): 0, "坏的": 3}
    acts = [d["act_by"] for d in data["deadlines"]]
    assert acts == sorted(acts)
    entries = list(Calendar.from_ical(ics.read_text("utf-8")).walk("VEVENT"))
    assert len(entries) == len(data["deadlines"])
    single = tmp_path / "一.ics"
    typed("due", str(cabinet / "钢材"), "--ics", str(single), *DAY, cwd=cabinet)
    ours = {str(e["UID"]) for e in Calendar.from_ical(single.read_text("utf-8")).walk("VEVENT")}
    assert ours <= {str(e["UID"]) for e in entries}


def test_a_folder_without_matters_says_so(tmp_path: Path) -> None:
    code, out, _ = typed("due", str(tmp_path), "--all", *DAY, cwd=tmp_path)
    assert code == 0
    assert "没有找到案件" in out


def test_what_the_law_book_does_not_know_ends_with_five(tmp_path: Path) -> None:
    text = (EXAMPLES / "matter-steel" / "案件.yaml").read_text("utf-8")
    (tmp_path / "案件.yaml").write_text(
        text + "\nwatched:\n  - {id: 旧, rule: proc.appeal.ruling, start: 1990-01-10}\n", "utf-8"
    )
    code, out, _ = typed("due", *DAY, cwd=tmp_path)
    assert code == 5
    assert "法规库不知道" in out
    assert "2028-05-23" in out


def test_a_watched_rule_with_a_slip_ends_with_one(tmp_path: Path) -> None:
    text = (EXAMPLES / "matter-steel" / "案件.yaml").read_text("utf-8")
    (tmp_path / "案件.yaml").write_text(
        text + "\nwatched:\n  - {id: 上诉, rule: proc.apeal.judgment, start: 2026-11-10}\n", "utf-8"
    )
    code, out, _ = typed("due", *DAY, cwd=tmp_path)
    assert code == 1
    assert "proc.appeal.judgment" in out


def test_english_says_the_same() -> None:
    code, out, _ = typed("due", str(EXAMPLES / "matter-lease"), "--full", "--lang", "en", *DAY, cwd=EXAMPLES)
    assert code == 0
    assert "Limitation of the claim" in out and "debated whether kept" in out
