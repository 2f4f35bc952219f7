"""What was received is never overwritten, renamed or lost without a word."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from intake_kit import codes, jpeg, taken
from lexcollect.bundle.verify import verify
from lexcollect.findings import Refused
from lexcollect.intake.taking import take_in


def test_new_files_are_added_and_old_ones_kept(tmp_path: Path) -> None:
    taken(tmp_path, {"一.txt": "第一份".encode()})
    second = taken(tmp_path, {"二.txt": "第二份".encode()})
    assert second.summary.added == ("二.txt",)
    assert second.summary.unchanged == 1
    assert "新增 1　未变 1　有改动 0　缺失 0" in str(second.summary.lines[1])


def test_a_changed_source_does_not_touch_the_copy(tmp_path: Path) -> None:
    taken(tmp_path, {"一.txt": "第一份".encode()})
    again = taken(tmp_path, {"一.txt": "改过了".encode()})
    assert codes(again, "一.txt") == {"LX-I026"}
    assert (tmp_path / "案/1-收到的材料/一.txt").read_text(encoding="utf-8") == "第一份"


def test_an_altered_copy_is_reported_on_every_later_run(tmp_path: Path) -> None:
    first = taken(tmp_path, {"一.txt": "第一份".encode()})
    copy = tmp_path / "案/1-收到的材料/一.txt"
    copy.chmod(0o644)
    copy.write_text("第二份", encoding="utf-8")
    for _ in range(2):
        again = take_in(tmp_path / "案/1-收到的材料", tmp_path / "案")
        assert again.summary.changed == ("一.txt",)
        assert codes(again) == {"LX-E037", "LX-I027"}  # a text, and changed
    listed = (tmp_path / "案/2-整理/材料清单.csv").read_text(encoding="utf-8-sig")
    assert first.records[0].sha256 in listed


def test_a_lost_copy_is_reported_even_without_the_cache(tmp_path: Path) -> None:
    taken(tmp_path, {"=一.txt": "第一份".encode(), "二.txt": "第二份".encode()})
    (tmp_path / "案/1-收到的材料/=一.txt").unlink()
    shutil.rmtree(tmp_path / "案/.lexcollect")
    again = take_in(tmp_path / "案/1-收到的材料", tmp_path / "案")
    assert again.summary.missing == ("=一.txt",)
    assert "LX-I028" in codes(again, "=一.txt")
    assert "缺失" in (tmp_path / "案/2-整理/材料清单.csv").read_text(encoding="utf-8-sig")


def test_the_register_names_what_changed_and_what_is_gone(tmp_path: Path) -> None:
    taken(tmp_path, {"一.txt": "第一份".encode(), "二.txt": "第二份".encode()})
    assert verify(tmp_path / "案/1-收到的材料").ok
    stored = tmp_path / "案/1-收到的材料"
    (stored / "一.txt").unlink()
    (stored / "二.txt").chmod(0o644)
    (stored / "二.txt").write_bytes(b"x")
    found = verify(tmp_path / "案/1-收到的材料")
    assert (found.changed, found.missing, found.added) == (("二.txt",), ("一.txt",), ())


def test_files_dropped_into_the_stored_folder_are_registered(tmp_path: Path) -> None:
    """A lawyer puts one more PDF straight into 1-收到的材料 and runs intake again."""
    taken(tmp_path, {"一.txt": "第一份".encode()})
    (tmp_path / "案/1-收到的材料/照片.jpg").write_bytes(jpeg())
    again = take_in(tmp_path / "案/1-收到的材料", tmp_path / "案")
    assert again.summary.added == ("照片.jpg",)


def test_a_matter_inside_its_source_does_not_swallow_itself(tmp_path: Path) -> None:
    (tmp_path / "一.txt").write_text("第一份", encoding="utf-8")
    first = take_in(tmp_path, tmp_path / "案")
    again = take_in(tmp_path, tmp_path / "案")
    assert [r.name for r in first.records] == [r.name for r in again.records] == ["一.txt"]


def test_a_source_that_is_no_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        take_in(tmp_path / "没有", tmp_path / "案")
    assert [f.code for f in refused.value.findings] == ["LX-I047"]
    assert not (tmp_path / "案").exists()
