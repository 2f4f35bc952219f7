"""What a whole process costs: CPU seconds of user and system, in turn so that a busy machine hits all alike; memory."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from threading import Event, Thread

BARE = '''
import click

@click.group()
def main():
    """The smallest program."""

for name in "abcdefghij":
    main.add_command(click.Command(name, help="A verb."))

main()
'''


def cpu_seconds(words: Sequence[str], folder: Path) -> float:
    """Return the CPU seconds of one process of this Python with ``words``, in ``folder``; its output is dropped."""
    env = {**_compiled(), "PYTHONIOENCODING": "utf-8"}
    root = str(Path(__file__).resolve().parent.parent)
    env["PYTHONPATH"] = os.pathsep.join(p for p in (root, env.get("PYTHONPATH", "")) if p)
    process = subprocess.Popen(
        [sys.executable, *words], cwd=folder, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        raise SystemExit(f"{' '.join(words)} ended with {process.returncode}")
    return usage.ru_utime + usage.ru_stime


def _compiled() -> dict[str, str]:
    """Return the surroundings of a process that may keep what it compiles, as an installation has: a shell that forbids
    it would measure the compiler."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def medians(commands: Mapping[str, tuple[Sequence[str], Path]], runs: int) -> dict[str, float]:
    """Return the median CPU seconds of each command (words, folder); each ran once before, unmeasured."""
    for words, folder in commands.values():
        cpu_seconds(words, folder)
    times: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(runs):
        for name, (words, folder) in commands.items():
            times[name].append(cpu_seconds(words, folder))
    return {name: statistics.median(values) for name, values in times.items()}


def watched(words: Sequence[str]) -> tuple[float, float, float, str]:
    """Return seconds, CPU seconds, peak memory (MB) and output of a process and those that it makes.

    Where several lived at once their memory is added, what they share counted once (PSS, asked for many times a
    second).
    """
    with tempfile.TemporaryFile() as out:
        start = time.perf_counter()
        process = subprocess.Popen(words, stdout=out, env=_compiled())
        over, sums = Event(), [0.0]
        beside = Thread(target=_watch, args=(process.pid, over, sums))
        beside.start()
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        over.set()
        beside.join()
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        text = out.read().decode("utf-8")
    if process.returncode:
        sys.exit(f"{words[:3]} ended with {process.returncode}")
    return seconds, usage.ru_utime + usage.ru_stime, max(usage.ru_maxrss / 1024, sums[0]), text


def _watch(pid: int, over: Event, sums: list[float]) -> None:
    while not over.wait(0.05):
        family = _family(pid)
        if len(family) > 1:
            sums[0] = max(sums[0], sum(map(_share, family)))


def _family(pid: int) -> list[int]:
    """Return a process and those below it, where the system tells."""
    found = [pid]
    with suppress(OSError, ValueError):
        for thread in Path(f"/proc/{pid}/task").iterdir():
            for child in (thread / "children").read_text("ascii").split():
                found += _family(int(child))
    return found


def _share(pid: int) -> float:
    """Return the megabytes of a process, those it shares in parts; 0 where the system does not tell."""
    with suppress(OSError, ValueError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text("ascii").splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) / 1024
    return 0.0
