"""Bad disks: one that fills at any write, and one that is read-only; nothing is lost and the screen says why."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from calc_run import asked
from campaign.matters import COMMANDS, Command, Desk, change_facts, environment, state, torn
from lexcollect import files
from lexcollect.files import write_all

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="modes and signals of POSIX")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return Desk(tmp_path_factory.mktemp("disk") / "desk")


@pytest.fixture
def place(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    copy = desk.copy_to(tmp_path / "desk")
    change_facts(copy, 1)
    monkeypatch.chdir(copy)
    monkeypatch.setenv("LEXCOLLECT_CONFIG", str(copy / "设置"))
    return copy


def typed(command: Command, place: Path) -> tuple[int, str]:
    os.chdir(place)  # a copy made anew is another folder
    words = [word for word in command.words if word not in ("--as-of", "2026-11-21")]
    return asked(*words)


def failing(monkeypatch: pytest.MonkeyPatch, number: int, refused: int) -> Callable[[], bool]:
    """From its ``number``-th flush on the disk refuses with ``refused``; return whether it came so far."""
    real, seen = os.fsync, 0

    def fsync(handle: int) -> None:
        nonlocal seen
        seen += 1
        if seen >= number:
            raise OSError(refused, os.strerror(refused))
        real(handle)

    monkeypatch.setattr(os, "fsync", fsync)
    return lambda: seen >= number


@pytest.mark.parametrize("command", [c for c in COMMANDS if c.name != "demo"], ids=lambda c: c.name)
def test_a_disk_that_fills_at_any_write_leaves_old_or_new_and_is_told(
    desk: Desk, place: Path, monkeypatch: pytest.MonkeyPatch, command: Command
) -> None:
    before = state(place)
    assert typed(command, place)[0] in (0, 1)
    whole = state(place)
    assert whole != before
    for number in range(1, 200):
        desk.copy_to(place)
        change_facts(place, 1)
        with monkeypatch.context() as patched:
            reached = failing(patched, number, errno.ENOSPC)
            code, screen = typed(command, place)
            if not reached():
                assert number > 1
                return
        now = state(place)
        if code in (0, 1):  # a folder that cannot be flushed: its files are on the disk
            assert now == whole, number
            continue
        assert code == 3 and "磁盘已满" in screen, (number, screen)
        assert torn(place) == []
        for name, old in before.items():
            assert now.get(name) in (old, whole.get(name)), (number, name)
        assert typed(command, place)[0] in (0, 1)
        assert state(place) == whole, number
    raise AssertionError("it never came to its end")


@pytest.mark.parametrize("command", [c for c in COMMANDS if not c.fresh], ids=lambda c: c.name)
def test_a_read_only_disk_is_told_before_anything_is_done(
    place: Path, monkeypatch: pytest.MonkeyPatch, command: Command
) -> None:
    before, real = state(place), os.open

    def refused(path: object, flags: int, *more: object, **named: object) -> int:
        if flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
            raise OSError(errno.EROFS, os.strerror(errno.EROFS), str(path))
        return real(path, flags, *more, **named)  # type: ignore[call-overload, no-any-return]

    with monkeypatch.context() as patched:
        patched.setattr(os, "open", refused)
        code, screen = typed(command, place)
    assert code == 3 and "只读" in screen
    assert state(place) == before


def test_several_files_are_written_together_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    contents = [(tmp_path / name, name.encode()) for name in ("甲", "乙", "丙")]
    write_all(contents)
    real = files._fill

    def full(path: Path, data: bytes, mode: int) -> None:
        if data == b"third":
            raise OSError(errno.ENOSPC, "full")
        real(path, data, mode)

    monkeypatch.setattr(files, "_fill", full)
    with pytest.raises(OSError, match="full"):
        write_all([(tmp_path / "甲", b"first"), (tmp_path / "丁", b"second"), (tmp_path / "丙", b"third")])
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == {p.name: data for p, data in contents}


#: A run whose file of this name lies on a disk that is full: the descriptor is that of /dev/full.
_ON_A_FULL_DISK = """
import pathlib, sys
name, real = sys.argv[1], pathlib.Path.open
def opened(path, mode="r", *more, **named):
    if "w" in mode and path.match(name):
        return open("/dev/full", mode)
    return real(path, mode, *more, **named)
pathlib.Path.open = opened
from lexcollect.cli.main import main
sys.exit(main(sys.argv[2:]))
"""


def _but_kept_pages(found: dict[str, bytes]) -> dict[str, bytes]:
    """Return the state without pages that were rendered before the disk was full: they are kept for the next run."""
    return {name: data for name, data in found.items() if "/.lexcollect/pages/" not in f"/{name}"}


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
@pytest.mark.parametrize("name", ["证据.pdf", "item-0*.pdf", "item-2*.pdf"])
def test_a_disk_that_fills_while_qpdf_saves_does_not_end_the_process(place: Path, name: str) -> None:
    """The library aborts when its stream raises while it cleans up: signal 6, with no word to the user."""
    before = state(place)
    words = ["bundle", "案", "--no-input", "--as-of", "2026-11-21"]
    program = [sys.executable, "-c", _ON_A_FULL_DISK]
    done = subprocess.run([*program, name, *words], cwd=place, env=environment(place), capture_output=True, check=False)
    assert done.returncode == 3 and "磁盘已满" in done.stdout.decode(), done
    assert _but_kept_pages(state(place)) == _but_kept_pages(before)
    again = subprocess.run([*program, "no such file", *words], cwd=place, env=environment(place), check=False)
    assert again.returncode == 0 and state(place) != before


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
@pytest.mark.parametrize("kilobytes", [1, 100, 3000])
def test_what_the_disk_refuses_of_a_saved_document_is_raised(tmp_path: Path, kilobytes: int) -> None:
    """Refused at the end (all of it in the buffer), in the middle, and piece after piece; in a process of its own."""
    program = (
        "import errno, os, pathlib, pikepdf\n"
        "from lexcollect.bundle.saving import save\n"
        "pdf = pikepdf.new()\n"
        "pdf.add_blank_page()\n"
        f"pdf.pages[0].obj.Contents = pdf.make_stream(os.urandom({kilobytes * 1000}))\n"
        "try:\n"
        "    save(pdf, pathlib.Path('/dev/full'))\n"
        "except OSError as error:\n"
        "    print(errno.errorcode[error.errno])\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False)
    assert (done.returncode, done.stdout.split()) == (0, [b"ENOSPC"]), done
