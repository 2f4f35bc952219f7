"""Writing back: both files or neither, whatever happens; never over another's words; all of it in the journal."""

from __future__ import annotations

import errno
import json
import os
import random
import shutil
import stat
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from kill_kit import killed_at, points
from lexcollect.findings import Refused
from lexcollect.layout import CACHE, CASE, CATALOGUE, COMMIT, JOURNAL, RAW
from lexcollect.matter import commit as committing
from lexcollect.matter.lock import hold, settle_if_free
from lexcollect.matter.opening import open_matter
from lexcollect.matter.sources import Sources, read_sources
from lexcollect.matter.writing import Add, Conflicting, Errors, Remove, Revision, Set, Written, check, revise, write

EXAMPLE = Path(__file__).parents[1] / "examples" / "matter-steel"
NOW = datetime(2026, 11, 21, 9, 30, tzinfo=timezone(timedelta(hours=8)))
NAMES = (CASE, CATALOGUE)
posix = pytest.mark.skipif(sys.platform == "win32", reason="processes are forked and killed here")


@pytest.fixture
def matter(tmp_path: Path) -> Path:
    """The steel matter: case file, catalogue, and the names of its raw material."""
    folder = tmp_path / "案"
    (folder / RAW).mkdir(parents=True)
    shutil.copy(EXAMPLE / CASE, folder / CASE)
    (folder / CATALOGUE).parent.mkdir()
    shutil.copy(EXAMPLE / "证据目录.yaml", folder / CATALOGUE)
    for source in (EXAMPLE / "inbox").rglob("*"):
        if source.is_file():
            target = folder / RAW / source.relative_to(EXAMPLE / "inbox")
            target.parent.mkdir(parents=True, exist_ok=True)
            os.link(source, target)
    return folder


def both(sources: Sources) -> Revision:
    """A payment is corrected, and with it the title of its slip."""
    return revise(
        sources,
        case=[Set(("payments", "付款二", "amount"), "140000.00")],
        catalogue=[Set(("items", "回单0205", "title"), "银行回单（更正）")],
    )


def written(folder: Path, revision: Revision | None = None, **more: Any) -> Written:
    more = {"who": "张示例", "means": "sheet", "errors": Errors.ALLOW, **more}
    with hold(folder, "sheet", NOW) as held:
        return write(held, revision or both(read_sources(folder)), **more)


def disk(folder: Path) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in NAMES}


def journal(folder: Path) -> list[dict[str, Any]]:
    path = folder / JOURNAL
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line] if path.exists() else []


# --- writing ---------------------------------------------------------------------------------------------------


def test_both_files_are_written_and_the_journal_tells_who_changed_what(matter: Path) -> None:
    before = disk(matter)
    done = written(matter, errors=Errors.REFUSE)
    assert done.files == NAMES
    assert disk(matter) == both(Sources(before[CASE], before[CATALOGUE])).after
    (entry,) = journal(matter)
    assert entry["when"] == "2026-11-21T09:30:00+08:00"
    assert (entry["command"], entry["who"], entry["commit"]) == ("sheet", "张示例", done.mark)
    assert entry["changed"] == list(NAMES)
    assert entry["values"] == [
        {"file": CASE, "place": ["payments", "付款二", "amount"], "old": "150000.00", "new": "140000.00"},
        {
            "file": CATALOGUE,
            "place": ["items", "回单0205", "title"],
            "old": before[CATALOGUE].decode().partition("id: 回单0205")[2].partition("title: ")[2].partition("\n")[0],
            "new": "银行回单（更正）",
        },
    ]
    assert not (matter / COMMIT).exists()
    assert open_matter(matter).case.payments[1].amount == 140000


def test_nothing_to_change_writes_nothing(matter: Path) -> None:
    before = disk(matter)
    sources = read_sources(matter)
    done = written(matter, revise(sources, case=[Set(("payments", "付款二", "amount"), "150000.00")]))
    assert (done.files, done.mark) == ((), "")
    assert disk(matter) == before and journal(matter) == []


def test_a_removed_remark_can_be_found_in_the_journal(matter: Path) -> None:
    written(matter, revise(read_sources(matter), case=[Remove(("parties", "津渤", "role"))]))
    assert journal(matter)[0]["remarks"] == ["# 原告（债权人）"]


def test_who_may_read_the_file_stays_as_it_was(matter: Path) -> None:
    (matter / CASE).chmod(0o600)
    written(matter)
    assert stat.S_IMODE((matter / CASE).stat().st_mode) == 0o600


# --- errors ----------------------------------------------------------------------------------------------------


def test_a_text_that_the_loader_refuses_is_not_written(matter: Path) -> None:
    before = disk(matter)
    wrong = revise(read_sources(matter), case=[Set(("payments", "付款二", "amount"), "一百五")])
    with pytest.raises(Refused) as refused:
        written(matter, wrong, errors=Errors.REFUSE)
    assert [f.code for f in refused.value.findings][:2] == ["LX-W040", "LX-C012"]
    assert disk(matter) == before and journal(matter) == []


def test_errors_that_were_there_before_may_stay(matter: Path) -> None:
    text = (matter / CASE).read_text("utf-8").replace("date: 2023-07-14", "date: 七月")
    (matter / CASE).write_text(text, "utf-8")
    sources = read_sources(matter)
    fine = revise(sources, case=[Set(("payments", "付款二", "memo"), "货款")])
    with pytest.raises(Refused):
        written(matter, fine, errors=Errors.REFUSE)
    new = revise(sources, case=[Set(("payments", "付款二", "date"), "八月")])
    assert [f.code for f in check(matter, new).new_errors] == ["LX-C011"]
    with pytest.raises(Refused) as refused:
        written(matter, new, errors=Errors.REFUSE_NEW)
    assert [f.code for f in refused.value.findings] == ["LX-W040", "LX-C011"]
    written(matter, fine, errors=Errors.REFUSE_NEW)
    written(matter, revise(read_sources(matter), case=[Set(("payments", "付款二", "date"), "八月")]), errors="allow")
    assert "八月" in (matter / CASE).read_text("utf-8")


def test_a_known_error_that_moves_is_not_a_new_one(matter: Path) -> None:
    text = (matter / CASE).read_text("utf-8").replace("date: 2024-02-05", "date: 二月")
    (matter / CASE).write_text(text, "utf-8")
    fact = {"id": "付款零", "date": "2023-07-01", "amount": "1", "payer": "沈河"}
    moved = revise(read_sources(matter), case=[Add(("payments",), fact, at=0)])
    assert check(matter, moved).new_errors == ()


def test_an_exhibit_that_the_catalogue_does_not_know_is_found(matter: Path) -> None:
    wrong = revise(read_sources(matter), case=[Set(("payments", "付款二", "evidence"), "没有这份")])
    with pytest.raises(Refused) as refused:
        written(matter, wrong, errors=Errors.REFUSE)
    assert "没有这份" in refused.value.findings[-1].message("zh")


# --- somebody else wrote ---------------------------------------------------------------------------------------


def test_a_file_that_changed_since_it_was_read_is_not_written_over(matter: Path) -> None:
    revision = both(read_sources(matter))
    text = (matter / CASE).read_text("utf-8")
    theirs = text.replace("amount: 150000.00", "amount: 155000.00").replace("memo: 货款,", "memo: 钢材款,")
    (matter / CASE).write_text(theirs, "utf-8")
    before = disk(matter)
    with pytest.raises(Conflicting) as refused:
        written(matter, revision)
    assert disk(matter) == before and journal(matter) == []
    assert [f.code for f in refused.value.findings] == ["LX-W041", "LX-W042"]
    shown = refused.value.findings[1].line("zh")
    assert all(word in shown for word in ("payments.付款二.amount", "150000.00", "155000.00", "140000.00"))
    found = {(one.place[1:], one.base, one.theirs, one.ours, one.clash) for one in refused.value.conflicts}
    assert found == {
        (("付款二", "amount"), "150000.00", "155000.00", "140000.00", True),
        (("付款一", "memo"), "货款", "钢材款", "货款", False),
    }


def test_the_other_file_may_have_changed(matter: Path) -> None:
    revision = revise(read_sources(matter), case=[Set(("payments", "付款二", "memo"), "货款")])
    with (matter / CATALOGUE).open("a", encoding="utf-8") as stream:
        stream.write("# 律师加的一句\n")
    written(matter, revision, errors=Errors.REFUSE)
    assert "律师加的一句" in (matter / CATALOGUE).read_text("utf-8")


def test_a_file_that_cannot_be_read_any_more_is_a_conflict_too(matter: Path) -> None:
    revision = both(read_sources(matter))
    (matter / CASE).write_bytes(b"parties: [\n")
    with pytest.raises(Conflicting) as refused:
        written(matter, revision)
    assert [f.code for f in refused.value.findings] == ["LX-W041"]


@pytest.mark.parametrize("name", [CASE, CATALOGUE, "2-整理", "5-日志", ".lexcollect", f"{CACHE}/lock"])
def test_a_link_in_place_of_a_file_or_folder_is_refused(matter: Path, tmp_path: Path, name: str) -> None:
    written(matter)
    before = disk(matter)
    real = tmp_path / "别处"
    (matter / name).rename(real)
    (matter / name).symlink_to(real, target_is_directory=real.is_dir())
    with pytest.raises(Refused) as refused:
        written(matter, revise(read_sources(matter), case=[Set(("matter",), "甲")]))
    assert {f.code for f in refused.value.findings} == {"LX-W003"}
    assert disk(matter) == before


# --- the disk refuses ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("nth", range(1, 5))
def test_a_full_disk_leaves_both_files_as_they_were(matter: Path, nth: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """The record, the first file, the second, the journal: wherever the disk is full, nothing has changed."""
    written(matter, revise(read_sources(matter), case=[Set(("matter",), "先前")]))
    before, told = disk(matter), journal(matter)
    count = 0

    def full(*_: object, **__: object) -> None:
        nonlocal count
        count += 1
        if count == nth:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "案")

    real_write, real_line = committing.write_bytes, committing.journal.append_line
    monkeypatch.setattr(committing, "write_bytes", lambda *a, **k: (full(), real_write(*a, **k))[1])
    monkeypatch.setattr(committing.journal, "append_line", lambda *a: (full(), real_line(*a))[1])
    with pytest.raises(OSError, match="space"):
        written(matter)
    assert count >= nth
    assert disk(matter) == before and journal(matter) == told
    assert not (matter / COMMIT).exists()


def test_a_line_that_a_full_disk_cut_short_does_not_spoil_the_next(matter: Path) -> None:
    written(matter)
    with (matter / JOURNAL).open("ab") as stream:
        stream.write(b'{"when": "2025')
    written(matter, revise(read_sources(matter), case=[Set(("matter",), "甲")]))
    first, torn, last = (matter / JOURNAL).read_bytes().splitlines()
    assert json.loads(first)["changed"] == list(NAMES)
    assert torn == b'{"when": "2025'
    assert json.loads(last)["values"][0]["new"] == "甲"


# --- killed ----------------------------------------------------------------------------------------------------


def as_found(folder: Path, old: dict[str, bytes], new: dict[str, bytes], *, reading: bool) -> bool:
    """Look at the matter as the next one who comes: all old or all new, told once. Return whether it is new."""
    seen = read_sources(folder).files
    assert seen in (old, new)
    if reading:
        open_matter(folder)
    else:
        with hold(folder, "draft", NOW):
            pass
    assert not (folder / COMMIT).exists()
    assert disk(folder) == seen
    marks = [entry["commit"] for entry in journal(folder)]
    assert len(marks) == len(set(marks))
    assert (len(marks) == 2) == (seen == new)
    return seen == new


@posix
def test_killed_at_any_moment_both_files_are_old_or_both_are_new(matter: Path) -> None:
    """At every point where the writing touches the disk the process is killed; and the one that finishes it too."""
    written(matter, revise(read_sources(matter), case=[Set(("matter",), "先前")]))
    shutil.copytree(matter, matter.parent / "样")
    old, revision = disk(matter), both(read_sources(matter))
    new = old | revision.after

    def again() -> Iterator[None]:
        shutil.rmtree(matter)
        shutil.copytree(matter.parent / "样", matter)
        yield

    def work() -> None:
        written(matter, revision)

    count = points(work)
    assert count > 60
    rng = random.Random(1)
    outcomes = set()
    kills = 0
    for point in range(count):
        next(again())
        kills += killed_at(work, point)
        if rng.random() < 0.7:
            # Who comes next is killed as well, somewhere in the middle.
            kills += killed_at(lambda: settle_if_free(matter), rng.randrange(40))
        outcomes.add(as_found(matter, old, new, reading=point % 8 == 0))
    print(f"{count} points, {kills} kills")
    assert kills >= 100
    assert outcomes == {True, False}


@posix
def test_a_write_cut_short_is_undone_when_a_file_was_changed_since(matter: Path) -> None:
    old, revision = disk(matter), both(read_sources(matter))
    new = old | revision.after
    undone = finished = 0
    for point in range(0, points(lambda: written(matter, revision)), 3):
        for name in NAMES:
            (matter / name).write_bytes(old[name])
        killed_at(lambda: written(matter, revision), point)
        if not (matter / COMMIT).exists():
            continue
        for name in NAMES:
            if disk(matter)[name] == old[name]:
                (matter / name).write_bytes(old[name] + "# 律师改过\n".encode())
                break
        touched = disk(matter)
        told = open_matter(matter).findings
        if touched == new:  # both had been written already: there was nothing left to change
            finished += 1
            continue
        undone += 1
        assert [f.code for f in told if f.code.startswith("LX-W")] == ["LX-W032"]
        assert {n: t for n, t in disk(matter).items() if not t.endswith("律师改过\n".encode())}.items() <= old.items()
        assert any(t.endswith("律师改过\n".encode()) for t in disk(matter).values())
        assert (matter / CACHE / "commit-undone.json").exists()
    assert undone and finished


def test_a_record_that_cannot_be_read_is_kept_and_told(matter: Path) -> None:
    (matter / CACHE).mkdir()
    for raw in (b"{", b"[]", b'["lexcollect/commit/1", "m", "", [["../x", "", ""]]]', b"\xff"):
        (matter / COMMIT).write_bytes(raw)
        before = disk(matter)
        assert read_sources(matter).files == before
        assert "LX-W031" in [f.code for f in open_matter(matter).findings]
        assert disk(matter) == before and (matter / CACHE / "commit-undone.json").read_bytes() == raw


@posix
def test_a_reader_on_a_disk_it_may_not_write_sees_the_files_together(
    matter: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, revision = disk(matter), both(read_sources(matter))
    point = next(
        p
        for p in range(200)
        if killed_at(lambda: written(matter, revision), p) and (matter / COMMIT).exists() and disk(matter) == old
    )
    assert point

    real = os.open

    def refused(path: Any, flags: int, *more: Any) -> int:
        if flags & (os.O_WRONLY | os.O_RDWR):
            raise OSError(errno.EROFS, os.strerror(errno.EROFS))
        return real(path, flags, *more)

    monkeypatch.setattr("lexcollect.matter.lock.os.open", refused)
    assert open_matter(matter).case.payments[1].amount == 140000
    assert disk(matter) == old


@posix
def test_a_reader_beside_a_writer_never_sees_half(matter: Path) -> None:
    """One process writes both files to and fro; this one reads: the pair always belongs together."""
    old = disk(matter)
    new = old | both(read_sources(matter)).after
    pid = os.fork()
    if not pid:
        try:
            for _ in range(40):
                written(matter, both(Sources(old[CASE], old[CATALOGUE])))
                back = Revision(Sources(new[CASE], new[CATALOGUE]), old, (), ())
                written(matter, back)
        finally:
            os._exit(0)
    seen = {True: 0, False: 0}
    while os.waitpid(pid, os.WNOHANG) == (0, 0):
        files = read_sources(matter).files
        assert files in (old, new)
        seen[files == new] += 1
    assert seen[True] and seen[False]
    assert disk(matter) == old
    assert len(journal(matter)) == 80
