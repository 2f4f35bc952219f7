"""Plans of steps as files: what a lawyer may write, and what is told when it cannot work."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from cli_run import typed
from lexcollect.steps.plan import DUE
from lexcollect.steps.plan_files import named, read_plan, shipped, shipped_names

ROOT = Path(__file__).resolve().parent.parent
FIRST = "  - {编号: 催款函, 做什么: 催款函, 在其后: 到期日, 天数: 7}\n"


def written(folder: Path, text: str) -> Path:
    path = folder / "我的计划.yaml"
    path.write_text(text, "utf-8")
    return path


def codes(folder: Path, text: str) -> list[str]:
    return [f"{f.code}:{f.where.line}" for f in read_plan(written(folder, text)).findings]


def test_every_shipped_plan_can_be_used_and_has_a_day_for_every_step() -> None:
    for name in shipped_names():
        plan = shipped(name)
        assert plan is not None and (plan.steps or plan.bands)
        ids = {step.id for step in plan.steps}
        assert all(step.after == DUE or step.after in ids for step in plan.steps)


def test_the_standard_plan_reminds_7_3_and_0_days_before_and_sends_a_second_letter_after_11_days() -> None:
    plan = shipped("standard")
    assert plan is not None
    assert [s.days for s in plan.steps if s.do == "reminder"] == [-7, -3, 0]
    lawyer = next(s for s in plan.steps if s.do == "lawyer_letter")
    assert (lawyer.after, lawyer.days) == ("催款函", 11)


def test_four_bands_have_a_plan_each_and_no_day_is_left_out() -> None:
    plan = shipped("bands")
    assert plan is not None
    assert [(b.first, b.last) for b in plan.bands] == [(-365, 30), (31, 60), (61, 90), (91, None)]
    assert [plan.at(n).name for n in (-400, 0, 30, 31, 60, 61, 90, 91, 4000)] == [
        *(["overdue-30"] * 3),
        *(["overdue-60"] * 2),
        *(["overdue-90"] * 2),
        *(["overdue-more"] * 2),
    ]


def test_every_step_of_a_shipped_plan_has_an_english_name() -> None:
    for name in shipped_names():
        plan = shipped(name)
        assert plan is not None
        for step in plan.steps:
            english = step.called.render("en")
            assert english and english.isascii(), (name, step.id, english)
            assert step.called.render("zh") == (step.title or step.id)


def test_an_own_step_is_called_as_its_writer_says_in_either_language(tmp_path: Path) -> None:
    inside = "编号: 评审, 做什么: 内部事项, 名称: 评审额度, 在其后: 到期日, 天数: 3"
    both = read_plan(written(tmp_path, f"步骤:\n  - {{{inside}, 英文名称: credit review}}\n")).plan
    alone = read_plan(written(tmp_path, f"步骤:\n  - {{{inside}}}\n")).plan
    assert both is not None and alone is not None
    assert [both.steps[0].called.render(lang) for lang in ("zh", "en")] == ["评审额度", "credit review"]
    assert alone.steps[0].called.render("en") == "评审额度"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("名称: 空\n", ["LX-S006:1"]),
        ("步骤:\n" + FIRST + "步聚: 1\n", ["LX-S002:3"]),
        ("步骤:\n" + FIRST + FIRST, ["LX-S008:2"]),
        ("步骤:\n  - {编号: 甲, 做什么: 律师函, 在其后: 乙, 天数: 3}\n", ["LX-S009:2"]),
        (
            (
                "步骤:\n  - {编号: 甲, 做什么: 律师函, 在其后: 乙, 天数: 3}\n"
                "  - {编号: 乙, 做什么: 起诉, 在其后: 甲, 天数: 3}\n"
            ),
            ["LX-S010:2"],
        ),
        (
            (
                "步骤:\n  - {编号: 甲, 做什么: 电话, 在其后: 到期日, 天数: 3}\n"
                "  - {编号: 乙, 做什么: 起诉, 在其后: 甲, 天数: 3, 从哪天起: 函件期满}\n"
            ),
            ["LX-S011:3"],
        ),
        ("步骤:\n  - {编号: 甲, 做什么: 催款函, 在其后: 到期日, 天数: -3}\n", ["LX-S012:2"]),
        ("步骤:\n  - {编号: 甲, 做什么: 催款函, 天数: 七}\n", ["LX-S003:2"]),
        ("步骤:\n  - {编号: 甲, 做什么: 催款函, 天数: 99999}\n", ["LX-S003:2"]),
        ("步骤:\n  - {编号: 甲, 做什么: 发函, 天数: 7}\n", ["LX-S003:2"]),
        ("步骤:\n  - {做什么: 催款函, 天数: 7}\n", ["LX-S004:2"]),
        ("步骤:\n  - {编号: 甲, 天数: 7, days: 9, 做什么: 电话}\n", ["LX-S005:2"]),
        ("步骤: 发函\n", ["LX-S003:1"]),
        ("- 甲\n", ["LX-S003:1"]),
        ("沿用: 没有\n步骤:\n" + FIRST, ["LX-S001:1"]),
        ("分段:\n  - {到: 30, 计划: overdue-30}\n  - {从: 32, 计划: overdue-60}\n", ["LX-S013:3"]),
        ("分段:\n  - {到: 30, 计划: overdue-30}\n", ["LX-S014:2"]),
        ("分段:\n  - {到: 30, 计划: 没有}\n  - {从: 31, 计划: overdue-60}\n", ["LX-S001:2"]),
    ],
)
def test_what_cannot_work_is_told_by_its_line_and_not_used(tmp_path: Path, text: str, told: list[str]) -> None:
    assert codes(tmp_path, text) == told
    assert read_plan(tmp_path / "我的计划.yaml").plan is None


def test_a_plan_may_begin_with_a_shipped_one_and_change_a_step(tmp_path: Path) -> None:
    text = "沿用: standard\n步骤:\n  - {编号: 律师函, 天数: 20}\n  - {编号: 电话, 删去: 是}\n"
    plan = read_plan(written(tmp_path, text)).plan
    assert plan is not None
    ids = [step.id for step in plan.steps]
    assert "电话" not in ids and len(ids) == 9
    lawyer = next(s for s in plan.steps if s.id == "律师函")
    assert (lawyer.do, lawyer.after, lawyer.days) == ("lawyer_letter", "催款函", 20)


def test_two_plans_that_name_each_other_end(tmp_path: Path) -> None:
    (tmp_path / "甲.yaml").write_text("沿用: 乙\n步骤:\n" + FIRST, "utf-8")
    (tmp_path / "乙.yaml").write_text("沿用: 甲\n步骤:\n" + FIRST, "utf-8")
    assert [f.code for f in named("甲", [tmp_path]).findings] == ["LX-S001"]


@pytest.mark.parametrize("raw", [b"\xff\xfe\x00", b"a: &x 1\nb: *x\n", b"[" * 5000, "名称：一\n".encode()])
def test_a_hostile_or_slipped_file_is_findings(tmp_path: Path, raw: bytes) -> None:
    path = tmp_path / "坏.yaml"
    path.write_bytes(raw)
    read = read_plan(path)
    assert read.plan is None and read.findings


def test_checked_from_the_command_line(tmp_path: Path) -> None:
    written(tmp_path, "步骤:\n  - {编号: 甲, 做什么: 催款函, 在其后: 到期日, 天数: -3}\n")
    code, out, _ = typed("plan", "check", "我的计划.yaml", cwd=tmp_path)
    assert code == 1 and "我的计划.yaml:2" in out and "LX-S012" in out and "下一步" in out
    out.encode("gbk")
    written(tmp_path, "名称: 我的\n步骤:\n" + FIRST)
    code, out, _ = typed("plan", "check", "我的计划.yaml", cwd=tmp_path)
    assert code == 0 and "√" in out
    code, out, _ = typed("plan", "list", "--json", cwd=tmp_path)
    assert code == 0 and {row["plan"] for row in json.loads(out)["plans"]} == set(shipped_names())


def test_a_copy_is_the_matters_own_plan_and_is_never_overwritten(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "examples" / "matter-steel", tmp_path / "案")
    code, out, _ = typed("plan", "copy", "small", "案", cwd=tmp_path)
    assert code == 0 and "催收计划.yaml" in out
    code, out, _ = typed("plan", "案", "--as-of", "2026-11-21", "--json", cwd=tmp_path)
    data = json.loads(out)
    assert code == 0 and data["plan"]["name"] == "催收计划" and "催收计划.yaml" in data["plan"]["source"]
    code, out, _ = typed("plan", "copy", "standard", "案", cwd=tmp_path)
    assert code == 1 and "LX-S020" in out


def test_the_case_file_or_the_office_chooses_the_plan(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "examples" / "matter-steel", tmp_path / "柜" / "案")
    (tmp_path / "柜" / "事务.yaml").write_text("计划: small\n", "utf-8")

    def plan() -> str:
        _, out, _ = typed("plan", "柜/案", "--as-of", "2026-11-21", "--json", cwd=tmp_path)
        return str(json.loads(out)["plan"]["name"])

    assert plan() == "small"
    case = tmp_path / "柜" / "案" / "案件.yaml"
    case.write_text(case.read_text("utf-8").replace("choices:\n", "choices:\n  plan: bands\n"), "utf-8")
    assert plan() == "bands"
