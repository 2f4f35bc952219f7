"""Writing: whole or not at all, and what a killed run leaves behind does no harm."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from calc_run import asked
from lexcollect import files
from lexcollect.files import LEAVING, TooLarge, read_bounded, sweep, write_text
from lexcollect.matter.creation import create


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


# --- reading ------------------------------------------------------------------------------------------------------

#: What is no file, or has no end: each name makes one at a path.
ENDLESS: dict[str, Callable[[Path], object]] = {
    "a device that never ends": lambda path: path.symlink_to("/dev/zero"),
    "a pipe nobody writes to": os.mkfifo,
    "a folder": Path.mkdir,
    "ten gigabytes of nothing": lambda path: path.touch() or os.truncate(path, 10 << 30),  # type: ignore[func-returns-value]
}


@pytest.mark.parametrize("kind", ENDLESS)
def test_what_has_no_end_is_not_read(tmp_path: Path, kind: str) -> None:
    ENDLESS[kind](tmp_path / "案件.yaml")
    with pytest.raises(OSError):
        read_bounded(tmp_path / "案件.yaml", 1 << 20)


def test_a_file_of_exactly_the_limit_is_read_and_one_byte_more_is_not(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"x" * 100)
    assert read_bounded(tmp_path / "a", 100) == b"x" * 100
    with pytest.raises(TooLarge) as refused:
        read_bounded(tmp_path / "a", 99)
    assert (refused.value.size, refused.value.limit) == (100, 99)


@pytest.mark.parametrize("kind", ENDLESS)
@pytest.mark.parametrize(
    "words",
    [
        ("calc", "案"),
        ("law", "check", "样例"),
        ("law", "update", "--rates", "样例"),
        ("calc", "interest", "10000", "--from", "2024-01-01", "--rates", "样例"),
        ("calc", "fee", "10000", "--table", "样例"),
        ("draft", "案", "letter", "--templates", "样例"),
    ],
    ids=lambda words: " ".join(words[:2]),
)
def test_no_verb_hangs_on_a_file_without_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], kind: str
) -> None:
    monkeypatch.setenv("LEXCOLLECT_CONFIG", str(tmp_path / "设置"))
    monkeypatch.chdir(tmp_path)
    create(tmp_path / "案")
    odd = tmp_path / ("样例" if "样例" in words else "案/案件.yaml")
    odd.unlink(missing_ok=True)
    ENDLESS[kind](odd)
    code, screen = asked(*words, "--no-input")
    assert code not in (0, 70, 130), screen
