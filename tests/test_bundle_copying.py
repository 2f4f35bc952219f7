"""Originals are copied while pages are bound: the package is the same, and an original that changed stops it."""

from __future__ import annotations

import threading
import time
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
