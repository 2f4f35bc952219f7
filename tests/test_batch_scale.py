"""Batches killed at any moment, and made by several processes or by a cluster (批量的中断和并行)."""

from __future__ import annotations

import hashlib
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from batch_run import chosen_of, run, setting
from kill_kit import killed_at, points
from lexcollect.findings import Refused
from lexcollect.ledgers import workers
from lexcollect.ledgers.letters import make
from lexcollect.ledgers.workers import Sealed, on_worker

HERE = Path(__file__).parent
COUNT = 60
pytestmark = pytest.mark.skipif(os.name == "nt", reason="kills and clusters are tried where signals are")


def tree(folder: Path) -> dict[str, str]:
    """Return what lies below a folder, with digests, without the lock."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != "lock"
    }


def started(folder: Path, count: int = COUNT, crew: int = 2) -> subprocess.Popen[bytes]:
    words = [sys.executable, str(HERE / "batch_run.py"), str(folder), f"{count}", f"{crew}"]
    return subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=HERE)


def children_of(pid: int) -> set[int]:
    """Return the processes that ``pid`` has started and that live."""
    try:
        return {int(word) for word in Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii").split()}
    except OSError:
        return set()


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc")
def test_killed_at_random_moments_and_run_again_it_ends_with_the_same_bytes(tmp_path: Path) -> None:
    """A run is killed with SIGKILL again and again; the last one ends as an undisturbed one, and no worker lives on."""
    whole = tmp_path / "ungestört"
    begun = time.monotonic()
    assert started(whole).wait(300) == 0
    lasted = time.monotonic() - begun
    chance, cut, left = random.Random(13), tmp_path / "gestört", set[int]()
    for _ in range(5):
        process = started(cut)
        time.sleep(chance.uniform(0.3, 1.0) * lasted)
        left |= children_of(process.pid)
        process.send_signal(signal.SIGKILL)
        process.wait(60)
        for path in (cut / "催款函").glob("v*"):
            assert tree(path) == tree(whole / "催款函" / path.name)  # whole, or not there at all
    assert started(cut).wait(300) == 0
    assert tree(cut) == tree(whole)
    until = time.monotonic() + 30
    while any(map(alive, left)) and time.monotonic() < until:
        time.sleep(0.1)
    assert not any(map(alive, left))


def test_a_worker_process_that_dies_costs_nothing_but_time(tmp_path: Path) -> None:
    """One of two worker processes is killed in the middle: its piece is made again, the order stays."""
    groups = chosen_of(COUNT).groups
    want = [make(group, setting()).data for group in groups]
    got, killed = [], False
    for one in workers.made(groups, setting(), workers=2):
        got.append(one.data)
        if not killed:
            killed = True
            os.kill(sorted(_own_children())[-1], signal.SIGKILL)
    assert got == want


def _own_children() -> set[int]:
    import multiprocessing

    return {child.pid for child in multiprocessing.active_children() if child.pid is not None}


def test_killed_at_every_call_to_the_disk_nothing_is_lost(tmp_path: Path) -> None:
    """Three letters in one process, killed before and after calls that touch the disk, then run again."""
    whole = tmp_path / "ungestört"
    run(whole, 3, 1)
    count = points(lambda: run(tmp_path / "gezählt", 3, 1))
    assert count > 60
    chance = random.Random(7)
    for at in sorted({*chance.sample(range(count), 12), count - 1}):
        folder = tmp_path / f"{at}"
        assert killed_at(lambda: run(folder, 3, 1), at)  # noqa: B023 - called at once
        run(folder, 3, 1)
        assert tree(folder) == tree(whole), at


# --- a cluster ---------------------------------------------------------------------------------------------


@contextmanager
def cluster(folder: Path, count: int = 2) -> Iterator[tuple[str, list[subprocess.Popen[bytes]], Path]]:
    """Run a scheduler and workers as processes of their own on this machine; yield address, workers and log folder."""
    pytest.importorskip("distributed")
    environment = {**os.environ, "PYTHONPATH": f"{HERE.parent}{os.pathsep}{HERE}"}
    file = folder / "scheduler.json"
    log = (folder / "scheduler.log").open("wb")
    here = ["--no-dashboard", "--host", "127.0.0.1", "--scheduler-file", str(file)]
    base = [sys.executable, "-m", "distributed.cli.dask_scheduler", "--port", "0", *here]
    scheduler = subprocess.Popen(base, stdout=log, stderr=log, env=environment, cwd=folder)
    hands: list[subprocess.Popen[bytes]] = []
    try:
        until = time.monotonic() + 60
        while not file.exists() and time.monotonic() < until:
            time.sleep(0.1)
        for number in range(count):
            out = (folder / f"worker{number}.log").open("wb")
            words = [sys.executable, "-m", "distributed.cli.dask_worker", *here, "--no-nanny", "--nthreads", "1"]
            words += ["--local-directory", str(folder / f"w{number}")]
            hands.append(subprocess.Popen(words, stdout=out, stderr=out, env=environment, cwd=folder))
        import json

        yield json.loads(file.read_text("utf-8"))["address"], hands, folder
    finally:
        for process in (*hands, scheduler):
            process.kill()
            process.wait(30)


def test_two_workers_of_a_cluster_one_killed_in_the_middle_give_the_same_bytes(tmp_path: Path) -> None:
    """The batch of one process; then a scheduler with two workers, one of them killed while they work.

    No name, contract or telephone number of a row stands in any log of the cluster.
    """
    whole, spread, logs = tmp_path / "allein", tmp_path / "verteilt", tmp_path / "logs"
    logs.mkdir()
    run(whole, 90, 1)
    with cluster(logs) as (address, hands, _):
        real = workers._opened

        def opened(future: Any) -> Any:
            found = real(future)
            if hands[0].poll() is None:
                hands[0].kill()  # after the first piece: it has others in hand
            return found

        workers._opened = opened
        try:
            run(spread, 90, 0, address)
        finally:
            workers._opened = real
        assert hands[0].wait(30) != 0
    assert tree(spread) == tree(whole)
    told = b"".join(path.read_bytes() for path in logs.glob("*.log"))
    for secret in ("机密", "SL0000", "19900128811", "示例路296号"):
        assert secret.encode() not in told
        assert ascii(secret).strip("'").encode() not in told


def test_an_error_on_a_worker_comes_back_sealed() -> None:
    """What fails on a worker must not show a row in its log: nothing is raised, and the kind of the error is told."""
    answer = on_worker(Sealed.of(setting()), Sealed(b"not what we sealed")).open()
    assert answer.code == "LX-G132"
    assert repr(Sealed.of("机密")) == "<lexcollect>"
    assert str(Sealed.of("机密")) == "<lexcollect>"


def test_a_worker_with_another_law_book_is_refused() -> None:
    from dataclasses import replace

    other = replace(setting(), law_book="0" * 64)
    assert on_worker(Sealed.of(other), Sealed.of(chosen_of(1).groups)).open().code == "LX-G131"


def test_a_scheduler_that_is_not_there_is_told(tmp_path: Path) -> None:
    pytest.importorskip("distributed")
    with pytest.raises(Refused) as stopped:
        run(tmp_path, 3, 0, "tcp://127.0.0.1:1")
    assert stopped.value.findings[0].code == "LX-G134"
