"""Killed at any moment: the same command typed again completes what was begun, and nothing half made stays."""

from __future__ import annotations

import contextlib
import io
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from calc_run import asked, codes
from kill_kit import killed_at, points
from lexcollect.cli.main import main
from lexcollect.files import LEAVING, leaving, sweep, write_text
from lexcollect.layout import BEGUN, CACHE, CASE, CATALOGUE, FACTS, JOURNAL, LOCK, PAPERS, RAW, REGISTER
from lexcollect.matter.creation import create, unfinished
from test_proposing_finders import CONTRACT

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="forks")

NEW = ("new", "案", "--from", "材料", "--no-input", "--as-of", "2026-11-21")


@pytest.fixture
def inbox(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "材料"
    (folder / "照片").mkdir(parents=True)
    (folder / "合同.txt").write_text("买卖合同 2023-03-15", "utf-8")
    (folder / "照片" / "收条.txt").write_text("收条 2023-05-02", "utf-8")
    return folder


def state(folder: Path) -> dict[str, bytes]:
    """Every file of a matter but the lock and the journal, which tell of moments."""
    apart = {LOCK, JOURNAL}
    files = {p.relative_to(folder).as_posix(): p for p in folder.rglob("*") if p.is_file()}
    return {name: path.read_bytes() for name, path in files.items() if name not in apart}


def typed(*words: str) -> None:
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        main(words)


def test_new_with_material_can_be_typed_again_after_a_kill_at_any_moment(inbox: Path) -> None:
    typed(*NEW)
    whole = state(Path("案"))
    shutil.rmtree("案")
    count = points(lambda: typed(*NEW))
    shutil.rmtree("案")
    seen = set()
    # Each moment costs two whole runs: some three dozen, evenly spread from the first to the last.
    for point in range(0, count, max(3, count // 36)):
        if not killed_at(lambda: typed(*NEW), point):
            continue
        going_on = unfinished(Path("案"))
        done = (Path("案") / CASE).exists() and not (Path("案") / BEGUN).exists()
        code, screen = asked(*NEW)
        seen.add((going_on, code))
        if done:  # all was written, the kill only cut the telling
            assert code == 1 and "LX-A106" in screen, point
        else:
            assert code == 0 and ("接着上次" in screen) == going_on, (point, screen)
        assert state(Path("案")) == whole, point
        for line in (Path("案") / JOURNAL).read_bytes().splitlines() if (Path("案") / JOURNAL).exists() else ():
            assert json.loads(line)
        shutil.rmtree("案")
    assert {(True, 0), (False, 0)} <= seen


def test_an_intake_of_more_material_can_be_typed_again_after_a_kill_at_any_moment(inbox: Path) -> None:
    """Raw files, register, list, facts that wait and sheets: whatever was half written is whole after the next run."""
    typed(*NEW)
    (inbox / "购销合同.txt").write_text(CONTRACT, "utf-8")
    again = ("intake", "材料", "案", "--no-input", "--as-of", "2026-11-21")
    shutil.copytree("案", "前")
    typed(*again)
    whole = state(Path("案"))
    assert "1-收到的材料/购销合同.txt" in whole and any(name.endswith(".xlsx") for name in whole)
    assert "GX-2023-07" in whole[FACTS].decode()  # what the paper says waits for a person

    def begin_anew() -> None:
        shutil.rmtree("案")
        shutil.copytree("前", "案")

    begin_anew()
    count = points(lambda: typed(*again))
    killed = 0
    for point in range(0, count, max(3, count // 16)):
        begin_anew()
        killed += killed_at(lambda: typed(*again), point)
        assert asked(*again)[0] == 0, point
        assert state(Path("案")) == whole, point
    assert killed > 8


def test_a_case_file_filled_in_between_is_kept(inbox: Path) -> None:
    create(Path("案"))
    write_text(Path("案") / BEGUN, "")
    write_text(Path("案") / CASE, "matter: 我已经填过")
    assert "LX-A129" in codes(*NEW)
    assert (Path("案") / CASE).read_text("utf-8") == "matter: 我已经填过"
    assert len(json.loads((Path("案") / REGISTER).read_bytes())["registered"]) == 2


def test_without_its_material_a_begun_matter_is_told_as_what_it_is(inbox: Path) -> None:
    create(Path("案"))
    write_text(Path("案") / BEGUN, "")
    code, screen = asked("new", "案", "--no-input")
    assert code == 1 and "LX-A130" in screen
    assert asked("intake", "材料", "案")[0] == 0
    code, screen = asked("new", "案", "--no-input")
    assert code == 1 and "LX-A106" in screen


def test_the_questions_are_not_asked_twice(inbox: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    create(Path("案"))
    write_text(Path("案") / BEGUN, "")
    monkeypatch.setattr("builtins.input", lambda _prompt: pytest.fail("asked"))
    assert asked("new", "案", "--from", "材料")[0] == 0


def test_a_demo_cut_short_is_walked_to_its_end(inbox: Path) -> None:
    for kept in ((), (CASE,)):
        shutil.rmtree("示例", ignore_errors=True)
        create(Path("示例"))
        (Path("示例") / CASE).unlink()
        for name in kept:
            shutil.copy(Path(__file__).parent.parent / "examples" / "matter-steel" / name, Path("示例") / name)
        code, _ = asked("demo", "--into", "示例")
        assert code == 0 and (Path("示例") / CATALOGUE).is_file()


# --- what is left half made ----------------------------------------------------------------------------------------


def dead() -> int:
    """The number of a process that lives no more."""
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


def test_what_a_killed_run_left_is_cleared_by_the_next_that_writes(inbox: Path) -> None:
    typed(*NEW)
    matter = Path("案")
    (matter / PAPERS / "v1" / "回执").mkdir(parents=True)
    before = state(matter)
    gone = f"{LEAVING}{dead()}-"
    places = ("", CACHE, "2-整理", PAPERS, f"{PAPERS}/v1", f"{PAPERS}/v1/回执", "4-证据包", "5-日志")
    for place in places:
        (matter / place / f"{gone}abc.tmp").write_bytes(b"half")
    (matter / "4-证据包" / f"{gone}room").mkdir()
    (matter / "4-证据包" / f"{gone}room" / "一半.pdf").write_bytes(b"half")
    assert asked("due", "案", "--ics", "案/4-证据包/x.ics")[0] == 1  # refused before its turn: nothing is touched
    assert (matter / f"{gone}abc.tmp").exists()
    typed("calc", "案", "--annex")
    assert state(matter) == before and not (matter / "4-证据包" / f"{gone}room").exists()


def test_what_a_living_run_is_making_is_left_alone(inbox: Path) -> None:
    typed(*NEW)
    living = Path("案/2-整理") / f"{leaving()}abc.tmp"
    living.write_bytes(b"half")
    typed("calc", "案", "--annex")
    assert living.exists()


def test_only_names_of_ours_are_cleared(tmp_path: Path) -> None:
    number = dead()
    ours, others = f"{LEAVING}{number}-x", (f"lx-{number}-x", f".lx{number}-x", f".Lx-{number}-x", f"{LEAVING}x")
    for name in (ours, *others):
        (tmp_path / name).write_bytes(b"x")
    sweep(tmp_path)
    assert {p.name for p in tmp_path.iterdir()} == set(others)


def test_raw_material_that_bears_such_a_name_is_not_cleared(inbox: Path) -> None:
    name = f"{LEAVING}{dead()}-合同.txt"
    (inbox / name).write_bytes(b"x")
    typed(*NEW)
    typed("intake", "案")
    assert (Path("案") / RAW / name).exists()


def test_a_number_no_process_can_have_harms_nothing(tmp_path: Path) -> None:
    (tmp_path / f"{LEAVING}{10**30}-x").write_bytes(b"x")
    sweep(tmp_path)
    assert os.listdir(tmp_path)  # noqa: PTH208
