"""What whole processes of ``lexcollect`` cost against a bare click program that prints its help.

``--help``; ``due`` on the demo matter; one letter drafted cold: no paper is written yet, no template compiled before.
CPU of whole processes, run in turn so that a busy machine hits all alike; medians. Usage::

    python benchmarks/bench_start.py [RUNS]

Ends with 1 when a ratio is above its limit.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
from pathlib import Path

from processes import BARE, cpu_seconds

from lexcollect.layout import PAPERS
from lexcollect.matter.example import load_example, prepare
from lexcollect.matter.receiving import receive

LIMITS = {"--help": 1.6, "due": 5.0, "draft letter": 7.0}
DAY = ("--as-of", "2026-11-21")


def main() -> int:
    """Print the medians and their ratios to the bare program."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    with tempfile.TemporaryDirectory() as work:
        bare, matter, caches = Path(work, "bare.py"), Path(work, "案"), Path(work, "cache")
        bare.write_text(BARE, "utf-8")
        example = load_example()
        prepare(example, matter)
        receive(example.inbox, matter)
        times: dict[str, list[float]] = {name: [] for name in ("bare", *LIMITS)}
        for number in range(runs + 1):
            os.environ["XDG_CACHE_HOME"] = str(caches / str(number))  # compiled templates of earlier runs lie elsewhere
            for paper in sorted((matter / PAPERS).rglob("*"), reverse=True):
                paper.unlink() if paper.is_file() else paper.rmdir()
            found = {
                "bare": cpu_seconds((str(bare), "--help"), matter),
                "--help": cpu_seconds(("-m", "lexcollect", "--help"), matter),
                "due": cpu_seconds(("-m", "lexcollect", "due", *DAY), matter),
                "draft letter": cpu_seconds(("-m", "lexcollect", "draft", "letter", *DAY), matter),
            }
            for name, seconds in found.items():
                if number:  # the first round warms the file system and Python's own caches
                    times[name].append(seconds)
    medians = {name: statistics.median(values) for name, values in times.items()}
    print(f"bare click --help   {medians['bare'] * 1000:6.1f} ms CPU")
    over = False
    for name, limit in LIMITS.items():
        ratio = medians[name] / medians["bare"]
        over |= ratio > limit
        print(f"{name:18}  {medians[name] * 1000:6.1f} ms CPU   ratio {ratio:5.2f}   (limit {limit})")
    print(f"({runs} runs each, in turn, medians)")
    return 1 if over else 0


if __name__ == "__main__":
    sys.exit(main())
