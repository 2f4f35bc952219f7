"""``lexcollect intake``: every file of the steel folder gets a line, and nothing received is touched."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from cli_run import ENGLISH_SENTENCE, typed
from lexcollect.cli.exits import Exit
from lexcollect.findings import Refused
from lexcollect.matter.receiving import destination

STEEL = Path(__file__).parent.parent / "examples" / "matter-steel" / "inbox"


@pytest.fixture(scope="module")
def taken(tmp_path_factory) -> tuple[Path, int, str]:
    place = tmp_path_factory.mktemp("收")
    code, out, err = typed("new", "沈河案", "--no-input", "--from", str(STEEL), cwd=place)
    assert "Traceback" not in err
    return place, code, out


def test_the_lines_of_the_summary_add_up_to_49_files(taken):
    _, _, out = taken
    assert "49 个文件" in out
    assert "可用 40" in out and "重复 2" in out and "相似 1" in out and "打不开 1" in out
    assert "空文件 1" in out and "系统文件 4" in out and "加密 1" in out
    assert not ENGLISH_SENTENCE.search(out)


def test_errors_are_shown_and_the_rest_is_counted_with_the_list_named(taken):
    place, code, out = taken
    assert code == Exit.FINDINGS
    assert "错误 5 条" in out and "LX-I004" in out
    assert "全部问题见 沈河案" in out
    with (place / "沈河案" / "2-整理" / "问题清单.csv").open(encoding="utf-8-sig", newline="") as stream:
        codes = {row["编号"] for row in csv.DictReader(stream)}
    assert {"LX-I002", "LX-I004", "LX-I007"} <= codes
    assert "LX-I007" not in out


def test_the_journal_names_every_file_that_came_in(taken):
    place, _, _ = taken
    (line,) = (place / "沈河案" / "5-日志" / "journal.jsonl").read_text("utf-8").splitlines()
    changed = json.loads(line)["changed"]
    assert sum(name.startswith("1-收到的材料/") for name in changed) == 49
    assert "案件.yaml" in changed


def test_a_second_run_brings_nothing_new(taken):
    place, _, _ = taken
    _, out, _ = typed("intake", str(STEEL), "沈河案", "--json", cwd=place)
    answer = json.loads(out)
    assert answer["added"] == [] and answer["total"] == 49
    assert sum(answer["counts"].values()) == 49


def test_a_matter_named_alone_is_read_anew(taken):
    place, _, _ = taken
    _, out, _ = typed("intake", "沈河案", "--json", cwd=place)
    assert json.loads(out)["total"] == 49


def test_a_folder_without_a_matter_gets_one_beside_it(tmp_path):
    (tmp_path / "欠款 材料").mkdir()
    (tmp_path / "欠款 材料" / "说明.txt").write_text("样例", "utf-8")
    code, out, _ = typed("intake", "欠款 材料", cwd=tmp_path)
    assert code == Exit.FINE, out
    assert (tmp_path / "欠款 材料-案件" / "1-收到的材料" / "说明.txt").read_text("utf-8") == "样例"


def test_inside_a_matter_the_folder_is_taken_into_it(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("案件.yaml").touch()
    Path("材料").mkdir()
    assert destination(Path("材料"), None) == (Path("材料"), Path())
    assert destination(None, None) == (Path("1-收到的材料"), Path())
    with pytest.raises(Refused):
        destination(Path("没有"), None)


def test_a_folder_that_does_not_exist_is_refused_before_anything_is_made(tmp_path):
    for words in (["intake", "没有"], ["new", "甲", "--no-input", "--from", "没有"]):
        code, out, _ = typed(*words, cwd=tmp_path)
        assert code == Exit.UNREADABLE and "LX-A102" in out
    assert list(tmp_path.iterdir()) == []


def test_the_wizard_takes_the_material_in_when_a_folder_is_named(tmp_path):
    (tmp_path / "材料").mkdir()
    (tmp_path / "材料" / "说明.txt").write_text("样例", "utf-8")
    answers = "1\n甲公司\n\n乙公司\n\n\n\n\n\n\n\n'材料'\n"
    code, out, _ = typed("new", "丙", cwd=tmp_path, stdin=answers.encode())
    assert code == Exit.FINE, out
    assert (tmp_path / "丙" / "1-收到的材料" / "说明.txt").exists()
