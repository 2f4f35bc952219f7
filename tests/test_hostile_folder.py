"""The most hostile folder there is, taken in by the command line: no crash, no hang, bounded memory, a line for each.

Facts: a folder with every odd name, link, device, depth, archive and cut file (``hostile_folder``). Question: what does
``new --from`` make of it? Answer: exact copies of what is a file, a line for what is none, and nothing new the second
time.
"""

from __future__ import annotations

import csv
import os
import time
from collections import Counter
from pathlib import Path

import pytest

from hostile_folder import (
    LIST,
    MATERIAL,
    MEGABYTES,
    UNCUT,
    Made,
    Unrest,
    digest,
    kinds,
    listed,
    make,
    names,
    run,
    state,
)
from intake_kit import codes, record, taken
from lexcollect.formats.kinds import FileKind, Status
from lexcollect.intake import bringing, store, taking
from lexcollect.intake import walk as walking
from lexcollect.intake.taking import take_in
from lexcollect.intake.walk import Walk
from lexcollect.wording import say


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> tuple[Made, Path, int, int, str]:
    """Return the folder, the matter made from it, exit code, peak memory and output of the first run."""
    here = tmp_path_factory.mktemp("敌")
    made = make(here / "来源", 11)
    code, memory, out = run("new", "案", "--from", "来源", folder=here)
    return made, here / "案", code, memory, out


def test_the_run_ends_with_findings_and_in_bounded_memory(hostile: tuple[Made, Path, int, int, str]) -> None:
    _, _, code, memory, out = hostile
    assert code == 1, out[-2000:]
    assert "Traceback" not in out and "LX-I049" not in out and "LX-I048" not in out
    assert 20 < memory < MEGABYTES


def test_every_entry_has_one_line_and_the_counts_add_up(hostile: tuple[Made, Path, int, int, str]) -> None:
    made, matter, _, _, _ = hostile
    rows = listed(matter)
    assert names(rows) == Counter([*made.files, *made.refused])
    assert [row["序号"] for row in rows] == [str(number) for number in range(1, made.entries + 1)]
    assert say("intake.summary.head", source="来源", total=made.entries) in hostile[4]


def test_every_file_is_copied_byte_for_byte_and_nothing_else_is(hostile: tuple[Made, Path, int, int, str]) -> None:
    made, matter, _, _, _ = hostile
    copies = {p.relative_to(matter / MATERIAL).as_posix() for p in (matter / MATERIAL).rglob("*") if not p.is_dir()}
    assert copies == set(made.files)
    by_name = {row["文件"].lstrip("'"): row for row in listed(matter)}
    for name, size in made.files.items():
        assert (matter / MATERIAL / name).stat().st_size == size
        assert digest(matter / MATERIAL / name) == digest(made.root / name) == by_name[name.lstrip("'")]["SHA-256"]
    assert not any(path.is_symlink() for path in matter.rglob("*"))


def test_a_hole_is_not_filled_on_the_disk(hostile: tuple[Made, Path, int, int, str]) -> None:
    made, matter, _, _, _ = hostile
    assert (made.root / "大.bin").stat().st_blocks == 0  # else this disk keeps no holes, and the test says nothing
    assert (matter / MATERIAL / "大.bin").stat().st_blocks * 512 < 1_000_000


def test_what_names_that_cannot_be_shown_say_is_harmless(hostile: tuple[Made, Path, int, int, str]) -> None:
    _, matter, _, _, out = hostile
    for text in (out, (matter / LIST).read_text("utf-8-sig"), (matter / "2-整理/问题清单.csv").read_text("utf-8-sig")):
        assert "\x1b" not in text and "\x85" not in text and "外面的秘密" not in text


def test_the_second_run_touches_nothing(hostile: tuple[Made, Path, int, int, str]) -> None:
    made, matter, _, _, _ = hostile
    before, rows = state(matter), listed(matter)
    code, memory, out = run("intake", "来源", "案", folder=matter.parent)
    assert code == 1 and memory < MEGABYTES, out[-2000:]
    assert state(matter) == before and listed(matter) == rows
    assert say("intake.summary.again", added=0, unchanged=len(made.files), changed=0, missing=0) in out


def test_all_kinds_that_the_recogniser_knows_were_cut(hostile: tuple[Made, Path, int, int, str]) -> None:
    assert set(kinds()) == set(FileKind) - UNCUT
    assert set(hostile[0].cut.values()) == set(kinds())


def test_what_is_cut_is_never_called_sound_without_a_word(hostile: tuple[Made, Path, int, int, str]) -> None:
    """A container or picture that lost its last byte or its second half: broken, or damage is told."""
    made, matter, _, _, _ = hostile
    whole = frozenset({FileKind.PNG, FileKind.JPEG, FileKind.TIFF, FileKind.GIF, FileKind.WEBP, FileKind.BMP})
    boxes = frozenset({FileKind.ZIP, FileKind.DOCX, FileKind.XLSX, FileKind.PPTX, FileKind.ODF, FileKind.OFD})
    status = {row["文件"]: row["状态"] for row in listed(matter)}
    with (matter / "2-整理/问题清单.csv").open(encoding="utf-8-sig", newline="") as stream:
        told = {row["文件"] for row in csv.DictReader(stream)}
    for name, kind in made.cut.items():
        at = int(Path(name).stem.rpartition("-")[2])
        if kind in whole | boxes and at > 40:
            assert status[name] != say("intake.status.usable") or name in told, name


# --- what moves while it is read ----------------------------------------------------------------------------------


def test_files_that_change_while_they_are_read_are_taken_whole_or_not_at_all(tmp_path: Path) -> None:
    (tmp_path / "来源").mkdir()
    (tmp_path / "来源/静.txt").write_bytes(b"1" * 100)
    with Unrest(tmp_path / "来源", 5):
        code, memory, out = run("new", "案", "--from", "来源", folder=tmp_path)
    assert code in (0, 1) and memory < MEGABYTES and "Traceback" not in out, out[-2000:]
    rows = {row["文件"]: row for row in listed(tmp_path / "案")}
    assert "静.txt" in rows and len(rows) == len(listed(tmp_path / "案"))
    for name, row in rows.items():
        copy = tmp_path / "案" / MATERIAL / name
        assert row["SHA-256"] == (digest(copy) if copy.exists() else ""), name
    again, _, out = run("intake", "来源", "案", folder=tmp_path)  # at rest: what is there now has its line
    assert again in (0, 1), out
    there = {p.relative_to(tmp_path / "来源").as_posix() for p in (tmp_path / "来源").rglob("*") if p.is_file()}
    assert there <= set(names(listed(tmp_path / "案")))


@pytest.mark.parametrize("what", ["gone", "link", "folder", "unreadable"])
def test_a_file_that_is_another_when_its_turn_comes(what: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between the walk and the copy a file went, became a link or a folder, or may not be read any more."""
    secret = tmp_path / "外面.txt"
    secret.write_text("外面的秘密", encoding="utf-8")
    real = taking.walk

    def walked(root: Path, **more: object) -> Walk:
        seen = real(root, **more)  # type: ignore[arg-type]
        path = root / "合同.txt"
        if root.name == "来源":
            path.unlink()
            if what == "link":
                path.symlink_to(secret)
            elif what == "folder":
                path.mkdir()
            elif what == "unreadable":
                path.write_bytes(b"x")
        return seen

    def refusing(path: Path, **more: object) -> object:
        if what == "unreadable" and path.parent.name == "来源" and path.name == "合同.txt":
            raise PermissionError(13, "Permission denied")
        return opened(path, **more)  # type: ignore[arg-type]

    opened = store.open_regular
    monkeypatch.setattr(taking, "walk", walked)
    monkeypatch.setattr(store, "open_regular", refusing)
    got = taken(tmp_path, {"合同.txt": "合同".encode(), "别的.txt": b"x"})
    assert codes(got, "合同.txt") == {"LX-I024"}
    assert record(got, "合同.txt").status is Status.UNREADABLE and record(got, "别的.txt").status is Status.USABLE
    assert not (tmp_path / "案" / MATERIAL / "合同.txt").exists()


def test_a_folder_that_cannot_be_entered_has_a_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.scandir

    def scandir(path: os.PathLike[str]) -> object:
        if Path(path).name == "锁着":
            raise PermissionError(13, "Permission denied")
        return real(path)

    (tmp_path / "来源/锁着").mkdir(parents=True)
    (tmp_path / "来源/一.txt").write_text("一", encoding="utf-8")
    monkeypatch.setattr(walking.os, "scandir", scandir)
    got = take_in(tmp_path / "来源", tmp_path / "案")
    assert {r.name: r.status for r in got.records} == {"一.txt": Status.USABLE, "锁着/": Status.UNREADABLE}
    assert got.summary.total == 2


def test_two_names_that_a_disk_may_take_for_one_wait_for_each_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a disk that knows no case the second finds the first there, and is told instead of written over it."""
    at_work: Counter[str] = Counter()
    real = bringing.copy_exactly

    def copied(source: Path, target: Path, *more: object) -> tuple[str, int]:
        folded = target.name.casefold()
        at_work[folded] += 1
        assert at_work[folded] == 1
        time.sleep(0.02)
        at_work[folded] -= 1
        return real(source, target, *more)  # type: ignore[arg-type]

    monkeypatch.setattr(bringing, "copy_exactly", copied)
    names = ("合同A.txt", "合同a.txt", "合同a.TXT", "别的.txt")
    got = taken(tmp_path, {name: name.encode() for name in names})
    assert {r.name for r in got.records} == set(names)
    assert all((tmp_path / "案" / MATERIAL / name).read_bytes() == name.encode() for name in names)


def test_who_ends_the_run_does_not_wait_for_a_large_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Interrupted at the first of two files: the second, endless for this test, is left in the middle."""
    (tmp_path / "来源").mkdir()
    for name in ("一.txt", "二.txt"):
        (tmp_path / "来源" / name).write_bytes(b"x" * 100)

    class Endless:
        """A reader that never comes to an end."""

        def __init__(self, stream: object) -> None:
            self._stream = stream

        def readinto(self, room: bytearray) -> int:
            time.sleep(0.01)
            return len(room)

        def __getattr__(self, name: str) -> object:
            return getattr(self._stream, name)

    real = store._pour

    def pour(reader: object, writer: object, stop: object) -> tuple[str, int]:
        endless = str(getattr(reader, "name", "")).endswith("二.txt")
        return real(Endless(reader) if endless else reader, writer, stop)  # type: ignore[arg-type]

    def interrupted(done: int, of: int, name: str) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(store, "_pour", pour)
    monkeypatch.setattr(store, "open_regular", lambda path: path.open("rb"))
    with pytest.raises(KeyboardInterrupt):
        take_in(tmp_path / "来源", tmp_path / "案", progress=interrupted)
    assert not (tmp_path / "案" / MATERIAL / "二.txt").exists()
    assert list((tmp_path / "案/.lexcollect").iterdir()) == []
