"""Originals are copied while pages are bound: the package is the same, and an original that changed stops it."""

from __future__ import annotations

import errno
import hashlib
import os
import random
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from bundle_kit import codes, item, marked_pdf, material, packed, pdf_bytes, picture_bytes, quartered
from lexcollect.bundle import copying, lending
from lexcollect.bundle.memory import Memory
from lexcollect.bundle.model import Built
from lexcollect.bundle.verify import verify
from lexcollect.evidence.items import Item

SECRET = bytes(range(32))


@pytest.fixture(autouse=True)
def small_streams_are_lent(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages leave their pictures in the originals, as those of large scans do."""
    monkeypatch.setattr(lending, "SMALLEST", 200)


def exhibits(folder: Path, *, changed: bool = False) -> list[Item]:
    photo = picture_bytes(quartered(300 + changed), "JPEG")
    return [
        item("1-1", material(folder, "照片.jpg", picture_bytes(quartered(), "JPEG"))),
        item("1-2", material(folder, "合同.pdf", pdf_bytes(marked_pdf((0, 0, 500, 842))))),
        item("1-3", material(folder, "现场.jpg", photo)),
    ]


def memory(folder: Path) -> Memory:
    return Memory(pages=folder / "pages", secret=SECRET)


def slow(monkeypatch: pytest.MonkeyPatch, seconds: float = 0.15) -> list[str]:
    """Let every copy take its time; return the names that were asked for, in order."""
    copied = copying._copy
    done: list[str] = []

    def late(source: Path, target: Path) -> str:
        time.sleep(seconds)
        found = copied(source, target)
        done.append(source.name)
        return found

    monkeypatch.setattr(copying, "_copy", late)
    return done


def document(built: Built) -> bytes:
    assert built.folder is not None
    return (built.folder / "data" / "证据.pdf").read_bytes()


def test_a_package_whose_copies_come_late_has_the_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = threading.active_count()
    packed(tmp_path / "一", *exhibits(tmp_path / "一"), memory=memory(tmp_path))
    plain = packed(tmp_path / "二", *exhibits(tmp_path / "二", changed=True))
    slow(monkeypatch)
    late = packed(tmp_path / "三", *exhibits(tmp_path / "三", changed=True), memory=memory(tmp_path))
    assert document(late) == document(plain)
    assert late.folder is not None and verify(late.folder).ok
    assert threading.active_count() <= before, "no thread is left"


@pytest.mark.parametrize("which", ["照片.jpg", "合同.pdf", "现场.jpg"])
@pytest.mark.parametrize("fate", ["another", "shorter", "gone"])
def test_an_original_that_changed_stops_a_package_of_kept_pages_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, which: str, fate: str
) -> None:
    """Facts: all pages are kept, none is made anew. Question: does anything leave the house with a changed original?"""
    before = threading.active_count()
    packed(tmp_path, *exhibits(tmp_path), memory=memory(tmp_path))
    items = exhibits(tmp_path)
    (file,) = (one.files[0] for one in items if one.files[0].name == which)
    was = file.path.read_bytes()
    if fate == "gone":
        file.path.unlink()
    else:
        file.path.write_bytes(was[:-300] if fate == "shorter" else was[:-1] + b"?")
    slow(monkeypatch)
    built = packed(tmp_path, *items, memory=memory(tmp_path))
    assert built.folder is None and codes(built) == ["LX-B003" if fate == "gone" else "LX-B002"]
    assert [path.name for path in (tmp_path / "4-证据包").iterdir()] == ["v1"]
    assert threading.active_count() <= before


def _refuses(number: int) -> Callable[..., int]:
    def refuse(*_: object) -> int:
        raise OSError(number, os.strerror(number))

    return refuse


def _at_first(then: int | None) -> Callable[..., int]:
    """Copy 3 bytes, then say that nothing is left, or refuse with the number ``then``."""
    calls: list[int] = []

    def some(source: int, target: int, size: int) -> int:
        calls.append(size)
        if len(calls) == 1:
            return os.write(target, os.read(source, 3))
        return _refuses(then)() if then else 0

    return some


@pytest.mark.parametrize(
    "way",
    [None, _refuses(errno.EXDEV), _refuses(errno.EOPNOTSUPP), _at_first(None), _at_first(errno.EIO)],
    ids=["the system", "another disk", "not at all", "less than all", "fails on the way"],
)
@pytest.mark.parametrize("size", [0, 5, copying._PIECE, 3 * copying._PIECE + 1])
def test_whoever_copies_the_bytes_and_the_digest_are_those_of_the_original(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int, way: Callable[..., int] | None
) -> None:
    data = random.Random(size).randbytes(size)
    (tmp_path / "原件").write_bytes(data)
    monkeypatch.setattr(copying, "_HANDS_OVER", way is not None or hasattr(os, "copy_file_range"))
    if way is not None:
        monkeypatch.setattr(os, "copy_file_range", way, raising=False)
    assert copying._copy(tmp_path / "原件", tmp_path / "复制件") == hashlib.sha256(data).hexdigest()
    assert (tmp_path / "复制件").read_bytes() == data


def test_the_digest_is_that_of_the_copy_whatever_the_system_wrote(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk that shares bytes wrongly: the copy is not taken for the original."""
    (tmp_path / "原件").write_bytes(b"300000.00")
    monkeypatch.setattr(copying, "_HANDS_OVER", True)
    monkeypatch.setattr(
        os, "copy_file_range", lambda source, target, size: os.write(target, b"x" * len(os.read(source, size))), False
    )
    assert copying._copy(tmp_path / "原件", tmp_path / "复制件") == hashlib.sha256(b"x" * 9).hexdigest()


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT, errno.EROFS])
def test_a_disk_that_takes_no_more_is_told_as_ours(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    (tmp_path / "原件").write_bytes(b"300000.00")
    monkeypatch.setattr(copying, "_HANDS_OVER", True)
    monkeypatch.setattr(os, "copy_file_range", _refuses(number), raising=False)
    with pytest.raises(OSError, match=os.strerror(number)):
        copying._copy(tmp_path / "原件", tmp_path / "复制件")
