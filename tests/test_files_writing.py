"""Writing: whole or not at all, and what a killed run leaves behind does no harm."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from lexcollect import files
from lexcollect.files import LEAVING, sweep, write_text


def test_what_fails_half_way_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_text(tmp_path / "清单.csv", "旧")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files.os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        write_text(tmp_path / "清单.csv", "新")
    assert [p.name for p in tmp_path.iterdir()] == ["清单.csv"]
    assert (tmp_path / "清单.csv").read_text(encoding="utf-8") == "旧"


def test_leavings_of_yesterday_are_swept_and_those_of_a_run_at_work_are_not(tmp_path: Path) -> None:
    for name in ("昨天", "刚才"):
        (tmp_path / f"{LEAVING}{name}").mkdir()
        (tmp_path / f"{LEAVING}{name}" / "一半.pdf").write_bytes(b"half")
    (tmp_path / f"{LEAVING}昨天.tmp").write_bytes(b"half")
    (tmp_path / "证据.pdf").write_bytes(b"whole")
    for name in (f"{LEAVING}昨天", f"{LEAVING}昨天.tmp", "证据.pdf"):
        os.utime(tmp_path / name, (0, 0))
    sweep(tmp_path)
    assert {p.name for p in tmp_path.iterdir()} == {f"{LEAVING}刚才", "证据.pdf"}


def test_a_swept_link_does_not_take_its_target_with_it(tmp_path: Path) -> None:
    (tmp_path / "外面").mkdir()
    (tmp_path / "外面" / "合同.pdf").write_bytes(b"x")
    (tmp_path / "案").mkdir()
    link = tmp_path / "案" / f"{LEAVING}链接"
    link.symlink_to(tmp_path / "外面", target_is_directory=True)
    os.utime(link, (0, 0), follow_symlinks=False)
    sweep(tmp_path / "案")
    assert not link.is_symlink()
    assert (tmp_path / "外面" / "合同.pdf").exists()


def test_a_folder_that_is_not_there_needs_no_sweeping(tmp_path: Path) -> None:
    sweep(tmp_path / "没有")
    assert not (tmp_path / "没有").exists()


def test_a_pipe_is_not_replaced_by_a_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "管道")
    with pytest.raises(OSError, match="Invalid"):
        write_text(tmp_path / "管道", "x")
    assert (tmp_path / "管道").is_fifo()
