"""A disk that refuses: ``draft`` ends with 3, names place and remedy, and what stood before stands as it was."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cli_run import typed
from lexcollect import files as disk
from lexcollect.layout import PAPERS, RAW
from lexcollect.matter.example import load_example, prepare
from papers import drafted
from steel import ROOT


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("example") / "案"
    shipped = load_example()
    prepare(shipped, folder)
    shutil.rmtree(folder / RAW, ignore_errors=True)
    shutil.copytree(shipped.inbox, folder / RAW)
    return folder


@pytest.fixture
def matter(example: Path, tmp_path: Path) -> Path:
    shutil.copytree(example, tmp_path / "案")
    return tmp_path / "案"


def contents(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def draft(matter: Path, *papers: str) -> tuple[int, str]:
    code, out, err = typed("draft", "案", *papers, "--as-of", "2026-11-21", cwd=matter.parent)
    assert "Traceback" not in out + err
    return code, out


#: A process in which no file can grow beyond so many bytes: what a quota or a full disk does, for any user.
LIMITED = """
import resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), int(sys.argv[1])))
from lexcollect.cli.main import main
sys.exit(main(sys.argv[2:]))
"""


if os.name != "nt":  # Windows knows no limit of this kind

    @pytest.mark.parametrize("limit", [0, 400, 3_000])
    def test_files_that_cannot_grow_leave_nothing_half_written(matter: Path, limit: int) -> None:
        done = subprocess.run(
            [sys.executable, "-c", LIMITED, str(limit), "draft", "案", "all", "--as-of", "2026-11-21"],
            cwd=matter.parent,
            capture_output=True,
            text=True,
            encoding="utf-8",
            # A compiled module cut off by the limit would stand in everybody's way.
            env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1"},
            check=False,
        )
        assert done.returncode == 3, done.stdout + done.stderr
        assert "文件超过允许的大小" in done.stdout
        assert not (matter / PAPERS).exists() or contents(matter / PAPERS) == {}
        assert draft(matter, "all")[0] == 0


def refusing(number: int, at: int) -> Callable[..., Any]:
    """``os.fsync`` that works until the ``at``-th time, then refuses with ``number``."""
    real, count = os.fsync, iter(range(1, 10_000))

    def fsync(handle: int) -> None:
        if next(count) >= at:
            raise OSError(number, os.strerror(number))
        real(handle)

    return fsync


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EIO])
@pytest.mark.parametrize("at", [1, 2, 4, 6])
def test_a_disk_that_gives_up_at_any_moment_keeps_the_old_papers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, at: int
) -> None:
    root = tmp_path / PAPERS
    drafted(root, "letter")
    (root / "v1" / "律师函.docx").write_bytes(b"edited by hand")
    before = contents(root)
    with monkeypatch.context() as patch:
        patch.setattr(disk.os, "fsync", refusing(number, at))
        result = drafted(root)
    assert [f.code for f in result.findings if f.stops] == ["LX-P023"]
    assert contents(root) == before
    assert {paper.refused for paper in result.papers} == {True}
    again = drafted(root)
    assert not [f for f in again.findings if f.stops]
    assert all(paper.path and paper.path.is_file() for paper in again.papers)


def test_the_folder_is_named_not_the_half_made_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(disk.os, "fsync", refusing(errno.ENOSPC, 1))
    said = [f.line("zh") for f in drafted(tmp_path / PAPERS).findings if f.stops]
    assert said == ["无法写入 3-文书：磁盘已满；请检查磁盘空间、权限和路径长度，关闭正在打开的文件后重试（LX-P023）"]


def test_a_path_that_is_too_long_for_the_papers_is_told(tmp_path: Path) -> None:
    deep = tmp_path
    while len(os.fsencode(deep)) < 3_960 - 200:
        deep = deep / ("深" * 60)
    deep = deep / ("x" * (4_040 - len(os.fsencode(deep)) - 1))
    result = drafted(deep / PAPERS)
    found = [f for f in result.findings if f.stops]
    assert [f.code for f in found] == ["LX-P023"]
    assert "太长" in found[0].message("zh")
    assert all(paper.refused for paper in result.papers)


def test_a_file_in_the_place_of_the_folder_of_papers(matter: Path) -> None:
    shutil.rmtree(matter / PAPERS, ignore_errors=True)
    (matter / PAPERS).write_bytes(b"a note")
    code, out = draft(matter, "letter")
    assert code == 3
    assert "3-文书" in out
    assert (matter / PAPERS).read_bytes() == b"a note"
