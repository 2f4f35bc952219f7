"""Turns: two processes on one matter wait for each other, and nobody waits for the dead."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from calc_run import asked
from lexcollect.findings import Refused
from lexcollect.layout import CASE, LOCK
from lexcollect.matter import lock
from lexcollect.matter.creation import create
from lexcollect.matter.lock import Holder, hold

NOW = datetime(2026, 11, 21, 9, 30, tzinfo=timezone(timedelta(hours=8)))
#: Holds the matter and says so; ends when its input does.
HOLDER = """
import sys
from datetime import datetime, timezone
from lexcollect.matter.lock import hold
with hold(sys.argv[1], "bundle", datetime(2026, 11, 21, 9, 0, tzinfo=timezone.utc)):
    print("held", flush=True)
    sys.stdin.read()
"""
#: Adds payments to the case file, one turn each.
ADDER = """
import sys
from datetime import datetime, timezone
from pathlib import Path
from lexcollect.matter.writing import Add, Errors, hold, read_sources, revise, write
folder, name, count = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
now = datetime(2026, 11, 21, tzinfo=timezone.utc)
for i in range(count):
    with hold(folder, "log", now, wait=60) as held:
        fact = {"id": f"{name}{i}", "date": "2026-01-05", "amount": "1.00"}
        revision = revise(read_sources(folder), case=[Add(("payments",), fact)])
        write(held, revision, who=name, means="log", errors="allow")
"""


@pytest.fixture
def matter(tmp_path: Path) -> Path:
    create(tmp_path / "案")
    return tmp_path / "案"


@contextmanager
def another_run(folder: Path) -> Iterator[subprocess.Popen[str]]:
    """A second process that holds the matter while the block runs."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    try:
        assert process.stdout is not None and process.stdout.readline() == "held\n"
        yield process
    finally:
        process.communicate("")


def refusal(folder: Path, **more: Any) -> Refused:
    with pytest.raises(Refused) as refused, hold(folder, "draft", NOW, **more):
        pass
    return refused.value


def test_who_holds_the_matter_is_told_to_who_waits(matter: Path) -> None:
    told: list[Holder] = []
    with another_run(matter) as other:
        refused = refusal(matter, wait=0.3, waiting=told.append)
        assert told == [Holder(str(other.pid), "bundle", "2026-11-21T09:00:00+00:00")]
        (found,) = refused.findings
        assert found.code == "LX-W001"
        assert all(word in found.message("zh") for word in (str(other.pid), "bundle", "2026-11-21T09:00:00"))
    with hold(matter, "draft", NOW, wait=0) as held:
        assert held.findings == ()


def test_who_waits_goes_on_when_the_other_ends(matter: Path) -> None:
    with another_run(matter) as other:
        ended: list[Holder] = []

        def end(holder: Holder) -> None:
            ended.append(holder)
            assert other.stdin is not None
            other.stdin.close()

        began = time.monotonic()
        with hold(matter, "draft", NOW, wait=30, waiting=end):
            assert ended and time.monotonic() - began < 20
        other.stdin = None


def test_a_killed_run_holds_nothing(matter: Path) -> None:
    with another_run(matter) as other:
        other.kill()
        other.wait()
        assert json.loads((matter / LOCK).read_bytes())[1] == "bundle"  # its word is still there
        with hold(matter, "draft", NOW, wait=5):
            pass


@pytest.mark.skipif(sys.platform == "win32", reason="forks")
def test_a_child_that_outlives_its_parent_holds_nothing(matter: Path) -> None:
    read, write = os.pipe()
    pid = os.fork()
    if not pid:
        with hold(matter, "bundle", NOW):
            if not os.fork():
                os.read(read, 1)  # the grandchild stays until the test ends
                os._exit(0)
            os._exit(0)
    os.waitpid(pid, 0)
    try:
        with hold(matter, "draft", NOW, wait=5):
            pass
    finally:
        os.write(write, b"x")


def test_two_threads_take_turns_too(matter: Path) -> None:
    with hold(matter, "review", NOW):
        assert refusal(matter, wait=0).findings[0].code == "LX-W001"


def test_two_processes_that_write_lose_nothing(matter: Path) -> None:
    """Each adds thirty payments, in turns; all sixty stand in the file and in the journal."""
    writers = [
        subprocess.Popen([sys.executable, "-c", ADDER, str(matter), name, "30"], stderr=subprocess.PIPE)
        for name in ("甲", "乙")
    ]
    for writer in writers:
        _, errors = writer.communicate()
        assert writer.returncode == 0, errors.decode()
    text = (matter / CASE).read_text("utf-8")
    assert all(f"编号: {name}{i}\n" in text for name in ("甲", "乙") for i in range(30))  # in the file's own language
    lines = (matter / "5-日志" / "journal.jsonl").read_text("utf-8").splitlines()
    assert len({json.loads(line)["commit"] for line in lines}) == 60


def test_a_disk_without_locks_is_told(matter: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def none(_handle: int) -> bool:
        raise OSError(lock.errno.ENOLCK, "no locks")

    monkeypatch.setattr(lock, "_try", none)
    with hold(matter, "draft", NOW) as held:
        assert [f.code for f in held.findings] == ["LX-W002"]


# --- the verbs ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [
        ("draft", "案", "letter"),
        ("bundle", "案"),
        ("calc", "案", "--annex"),
        ("intake", "案"),
        ("new", "案"),
        ("demo", "--into", "案"),
        ("due", "案", "--ics", "案/期限.ics"),
        ("due", "--all", ".", "--ics", "案/2-整理/期限.ics"),
        ("law", "update", "--rates", "lpr.csv", "案"),
    ],
    ids=lambda words: " ".join(words[:2]),
)
def test_verbs_that_write_wait_and_give_up_with_a_code_of_their_own(
    matter: Path, words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(matter.parent)
    monkeypatch.setattr(lock, "WAIT", 0.2)
    if words[0] in ("new", "demo"):
        (matter / CASE).unlink()
    with another_run(matter) as other:
        code, screen = asked(*words, "--no-input")
        assert code == 75
        assert f"进程 {other.pid}（bundle，始于" in screen and "LX-W001" in screen


@pytest.mark.parametrize("words", [("calc", "案"), ("due", "案"), ("verify", "案"), ("due", "--all", ".")])
def test_verbs_that_read_do_not_wait(matter: Path, words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(matter.parent)
    with another_run(matter):
        code, screen = asked(*words)
        assert code != 75 and "LX-W001" not in screen
