"""What a whole process costs: CPU seconds of user and system, run in turn so that a busy machine hits all alike."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

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
    env = {**os.environ, "PYTHONIOENCODING": "utf-8"}
    # An installation has compiled its modules; without this a shell that forbids writing them measures the compiler.
    env.pop("PYTHONDONTWRITEBYTECODE", None)
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


def medians(commands: Mapping[str, tuple[Sequence[str], Path]], runs: int) -> dict[str, float]:
    """Return the median CPU seconds of each command (words, folder); each ran once before, unmeasured."""
    for words, folder in commands.values():
        cpu_seconds(words, folder)
    times: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(runs):
        for name, (words, folder) in commands.items():
            times[name].append(cpu_seconds(words, folder))
    return {name: statistics.median(values) for name, values in times.items()}
