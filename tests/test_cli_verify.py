"""``lexcollect verify``: the exit code tells a difference from what could not be checked."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from cli_run import ENGLISH_SENTENCE, typed
from lexcollect.cli.exits import Exit
from lexcollect.matter.packages import latest_package


@pytest.fixture
def material(tmp_path: Path) -> Path:
    folder = tmp_path / "材料 一"
    folder.mkdir()
    for name in ("合同.pdf", "对账单.pdf"):
        (folder / name).write_bytes(name.encode())
    lines = [f"{hashlib.sha256(p.read_bytes()).hexdigest()}  {p.name}" for p in sorted(folder.iterdir())]
    (tmp_path / "清单.txt").write_text("\n".join(lines) + "\n", "utf-8")
    return folder


def verify(material: Path, *words: str):
    return typed("verify", material.name, "--list", "清单.txt", *words, cwd=material.parent)


def test_unchanged_material_ends_with_0(material):
    code, out, _ = verify(material)
    assert code == Exit.FINE
    assert "核对 2 个文件" in out and "√ 与所给清单一致" in out and "清单本身有没有换过" in out
    assert not ENGLISH_SENTENCE.search(out)


def test_one_changed_one_missing_one_added_file_are_all_named_and_end_with_4(material):
    (material / "合同.pdf").write_bytes(b"anders")
    (material / "对账单.pdf").unlink()
    (material / "新.pdf").write_bytes(b"x")
    code, out, _ = verify(material)
    assert code == Exit.INTEGRITY
    assert "被改动 1 个，缺少 1 个，多出 1 个" in out
    for line in ("合同.pdf 文件被改动", "对账单.pdf 文件缺少", "新.pdf 清单以外的文件"):
        assert line in out


def test_json_names_the_same_files(material):
    (material / "合同.pdf").write_bytes(b"anders")
    code, out, _ = verify(material, "--json")
    answer = json.loads(out)
    assert code == answer["exit"] == Exit.INTEGRITY
    assert (answer["ok"], answer["changed_files"], answer["checked"]) == (False, ["合同.pdf"], 2)


@pytest.mark.parametrize("folder", ["材料 一", "没有这个"])
def test_what_cannot_be_checked_ends_with_3_and_never_with_0(material, folder):
    code, out, _ = typed("verify", folder, cwd=material.parent)
    assert code == Exit.UNREADABLE
    assert "LX-B05" in out and "√" not in out


def test_a_list_that_does_not_exist_is_an_error(material):
    code, out, err = typed("verify", material.name, "--list", "没有.txt", cwd=material.parent)
    assert code not in (Exit.FINE, Exit.BUG)
    assert "Traceback" not in out + err


def test_a_matter_stands_for_its_latest_package(tmp_path):
    (tmp_path / "案件.yaml").write_text("", "utf-8")
    for version in ("v1", "v2", "v10", "v2 副本"):
        (tmp_path / "4-证据包" / version).mkdir(parents=True)
    assert latest_package(tmp_path).name == "v10"
    assert latest_package(tmp_path / "4-证据包").name == "v10"
    assert latest_package(tmp_path / "4-证据包" / "v1").name == "v1"


def test_in_a_matter_the_raw_material_is_checked_against_the_first_day(tmp_path):
    (tmp_path / "材料").mkdir()
    for name in ("甲.txt", "乙.txt"):
        (tmp_path / "材料" / name).write_text(name, "utf-8")
    typed("new", "案", "--no-input", "--from", "材料", cwd=tmp_path)
    code, out, _ = typed("verify", "案", cwd=tmp_path)
    assert code == Exit.FINE and "核对 2 个文件" in out
    stored = tmp_path / "案" / "1-收到的材料" / "甲.txt"
    stored.chmod(0o644)
    stored.write_text("改", "utf-8")
    (stored.parent / "乙.txt").unlink()
    code, out, _ = typed("verify", "案", cwd=tmp_path)
    assert code == Exit.INTEGRITY
    assert "被改动 1 个，缺少 1 个，多出 0 个" in out and "甲.txt" in out and "乙.txt" in out


def test_a_matter_that_has_taken_nothing_in_was_not_checked(tmp_path):
    (tmp_path / "案件.yaml").write_text("schema: lexcollect/case/1\n", "utf-8")
    code, out, _ = typed("verify", cwd=tmp_path)
    assert code == Exit.UNREADABLE
    assert "没有核对成" in out and "不一致" not in out
    assert out.splitlines()[-1] == "下一步　lexcollect intake"


def test_where_nothing_can_be_checked_no_next_command_is_named(tmp_path):
    code, out, _ = typed("verify", cwd=tmp_path)
    assert code == Exit.UNREADABLE and "下一步" not in out
