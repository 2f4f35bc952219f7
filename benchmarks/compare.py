"""What a change costs: the benchmarks of two checkouts, run in turn on one machine, and the ratio new to old.

CPU time, because a busy machine stretches the clock but hardly the work; the median of the runs' ratios. Each checkout
runs its own benchmark files on its own code, both with this Python, which must have the libraries of both. Usage::

    python benchmarks/compare.py OLD NEW [RUNS]

Ends with 1 when a ratio is above the limit of 1.05.
"""

from __future__ import annotations

import os
import re
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

LIMIT = 1.05
#: Name → words of the process, and where its output tells the figure.
FIGURES = {
    "rendering": ("bench_render.py", r"warm engine ([\d.]+) ms"),
    "10,000 matters, deadlines": ("bench_deadlines.py 1500", r"([\d.]+) s for 10,000"),
    "10,000 matters, limitation": ("bench_limitation.py 1500", r"([\d.]+) s for 10,000"),
    "100,000 schedules": ("bench_interest.py 8000", r"([\d.]+) s for 100,000"),
}
HELP = "from lexcollect.cli.main import run\nrun()\n"
#: A benchmark with its clock set to the CPU time of its process.
CLOCKED = """
import runpy, sys, time
time.perf_counter = time.process_time
sys.argv = sys.argv[1:]
runpy.run_path(sys.argv[0], run_name="__main__")
"""


def process(checkout: Path, words: list[str]) -> tuple[float, str]:
    """Return the CPU seconds and the output of one process on ``checkout``, away from both."""
    env = {**os.environ, "PYTHONPATH": str(checkout), "PYTHONIOENCODING": "utf-8"}
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryFile() as out:
        started = subprocess.Popen([sys.executable, *words], cwd=folder, env=env, stdout=out)
        _, status, usage = os.wait4(started.pid, 0)
        started.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        text = out.read().decode("utf-8")
    if started.returncode not in (0, 1):
        sys.exit(f"{checkout}: {' '.join(words)} ended with {started.returncode}")
    return usage.ru_utime + usage.ru_stime, text


def help_seconds(checkout: Path) -> float:
    """Return what ``lexcollect --help`` costs."""
    return process(checkout, ["-c", HELP, "--help"])[0]


def figure(checkout: Path, command: str, pattern: str) -> float:
    """Return the figure that a benchmark of ``checkout`` prints."""
    script, *words = command.split()
    _, text = process(checkout, ["-c", CLOCKED, str(checkout / "benchmarks" / script), *words])
    found = re.search(pattern, text.replace("\n", " "))
    if not found:
        sys.exit(f"{checkout}: {script} printed no {pattern!r}: {text}")
    return float(found[1])


def main() -> int:
    """Print each figure of both checkouts and their ratio."""
    old, new = (Path(word).resolve() for word in sys.argv[1:3])
    runs = int(sys.argv[3]) if len(sys.argv) > 3 else 5
    measures = {"--help, whole process, s": (help_seconds, runs * 5)}
    for name, (command, pattern) in FIGURES.items():
        measures[name] = (lambda place, c=command, p=pattern: figure(place, c, p), runs)
    worst = 0.0
    print(f"{'CPU':30}{'old':>10}{'new':>10}{'ratio':>8}")
    for name, (measure, count) in measures.items():
        measure(old), measure(new)  # compiled and in the disk's memory
        pairs = [(measure(old), measure(new)) for _ in range(count)]
        before, after = (statistics.median(column) for column in zip(*pairs, strict=True))
        ratio = statistics.median(b / a for a, b in pairs)
        worst = max(worst, ratio)
        print(f"{name:30}{before:10.3f}{after:10.3f}{ratio:8.3f}", flush=True)
    print(f"limit {LIMIT}")
    return 0 if worst <= LIMIT else 1


if __name__ == "__main__":
    sys.exit(main())
