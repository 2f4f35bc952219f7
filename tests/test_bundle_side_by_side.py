"""Two processes render the exhibits of a large package: same bytes as one, and whatever becomes of the second one."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

import hidden_kit as kit
from bundle_kit import codes, item, marked_pdf, material, packed, pdf_bytes, picture_bytes, quartered
from lexcollect.bundle import kept_pages, rendering, side_by_side
from lexcollect.bundle.memory import Memory
from lexcollect.bundle.model import Built
from lexcollect.evidence.items import Item
from lexcollect.findings import Refused

SECRET = bytes(range(32))
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="a second process is made on Linux only")


def exhibits(folder: Path) -> list[Item]:
    """Statements, an annotated form, a picture, a text, a file nobody can read, a broken PDF."""
    files = {f"对账单{n}.pdf": pdf_bytes(marked_pdf((0, 0, 500 + n, 842))) for n in range(6)}
    files |= {
        "批注.pdf": pdf_bytes(kit.annotated(Contents="已付30万元")),
        "照片.png": picture_bytes(quartered(), "PNG"),
        "说明.txt": "收到货物60吨。\n".encode(),
        "未知.xyz": b"\0\1\2",
        "坏.pdf": b"%PDF-1.4\n1 0 obj\n",
    }
    return [item(f"1-{n}", material(folder, name, data)) for n, (name, data) in enumerate(files.items(), start=1)]


def everything(built: Built) -> dict[str, bytes]:
    assert built.folder is not None
    return {p.relative_to(built.folder).as_posix(): p.read_bytes() for p in built.folder.rglob("*") if p.is_file()}


@pytest.fixture
def forked(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Every package is large enough for two; the numbers of the processes that were made."""
    children: list[int] = []
    real = side_by_side._begin
    monkeypatch.setattr(rendering, "_SMALLEST", 0)
    monkeypatch.setattr(rendering, "worth_it", lambda pieces: pieces > 1)
    monkeypatch.setattr(side_by_side, "_begin", lambda *given: (children.append(real(*given)), children[-1])[1])
    return children


def _waiting(monkeypatch: pytest.MonkeyPatch, forked: list[int], other: Callable[..., Any]) -> None:
    """Let the second process do as ``other`` says, and this one render only when that one has ended."""
    here, real = os.getpid(), kept_pages.make_exhibit

    def make(*given: Any) -> Any:
        if os.getpid() != here:
            return other(real, *given)
        with suppress(ChildProcessError):  # it was collected already
            os.waitid(os.P_PID, forked[-1], os.WEXITED | os.WNOWAIT)
        return real(*given)

    monkeypatch.setattr(kept_pages, "make_exhibit", make)


def test_two_processes_make_the_package_that_one_makes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    alone = packed(tmp_path / "一", *exhibits(tmp_path / "一"))
    monkeypatch.setattr(rendering, "_SMALLEST", 0)
    monkeypatch.setattr(rendering, "worth_it", lambda pieces: pieces > 1)
    two = packed(tmp_path / "二", *exhibits(tmp_path / "二"))
    assert everything(two) == everything(alone)
    assert [f.line("zh") for f in two.findings] == [f.line("zh") for f in alone.findings]
    assert {"LX-B063", "LX-B013", "LX-B011"} <= set(codes(alone))


def test_what_only_the_second_process_rendered_is_the_same_and_known_the_next_time(
    tmp_path: Path, forked: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    memory = Memory(pages=tmp_path / "pages", secret=SECRET)
    with monkeypatch.context() as patch:
        patch.setattr(rendering, "worth_it", lambda pieces: False)
        alone = packed(tmp_path / "零", *exhibits(tmp_path / "零"))
    _waiting(monkeypatch, forked, lambda real, *given: real(*given))
    first = packed(tmp_path / "一", *exhibits(tmp_path / "一"), memory=memory)
    assert len(forked) == 1 and len(list((tmp_path / "pages").iterdir())) == 11
    assert everything(first) == everything(alone)
    assert [f.line("zh") for f in first.findings] == [f.line("zh") for f in alone.findings]
    again = packed(tmp_path / "二", *exhibits(tmp_path / "二"), memory=memory)
    assert len(forked) == 1 and everything(again) == everything(first)


@pytest.mark.parametrize("fate", ["killed", "raises", "full disk", "leaves nothing"])
def test_what_the_second_process_does_not_bring_is_rendered_here(
    tmp_path: Path, forked: list[int], monkeypatch: pytest.MonkeyPatch, fate: str
) -> None:
    def act(*_: Any) -> None:
        if fate == "killed":
            os.kill(os.getpid(), signal.SIGKILL)
        if fate == "full disk":
            raise OSError(28, "full")
        if fate == "leaves nothing":
            os._exit(0)
        raise RuntimeError

    want = packed(tmp_path / "二", *exhibits(tmp_path / "二"))
    _waiting(monkeypatch, forked, act)
    got = packed(tmp_path / "三", *exhibits(tmp_path / "三"))
    assert len(forked) == 2 and everything(got) == everything(want)


def test_when_this_process_stops_the_other_one_does(
    tmp_path: Path, forked: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    real, here = kept_pages.make_exhibit, os.getpid()

    def make(*given: Any) -> Any:
        if os.getpid() == here:
            raise OSError(28, "full")
        signal.pause()
        return real(*given)

    monkeypatch.setattr(kept_pages, "make_exhibit", make)
    with pytest.raises((OSError, Refused)):
        packed(tmp_path, *exhibits(tmp_path))
    with pytest.raises(ProcessLookupError):
        os.kill(forked[0], 0)


def test_no_process_is_copied_while_another_thread_lives(monkeypatch: pytest.MonkeyPatch) -> None:
    go_on = threading.Event()
    thread = threading.Thread(target=go_on.wait)
    thread.start()
    try:
        assert not side_by_side.worth_it(100)
    finally:
        go_on.set()
        thread.join()
    assert not side_by_side.worth_it(1)
    monkeypatch.setattr(os, "sched_getaffinity", lambda pid: {0})
    assert not side_by_side.worth_it(100)
