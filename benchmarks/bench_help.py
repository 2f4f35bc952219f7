"""How much ``lexcollect --help`` costs against the smallest click program with the same number of verbs.

Whole processes, run in turn so that a busy machine hits both alike; medians. Usage::

    python benchmarks/bench_help.py [RUNS]

Ends with 1 when the ratio is above the limit of 1.6.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

LIMIT = 1.6
BARE = '''
import click

@click.group()
def main():
    """The smallest program."""

for name in "abcdefghij":
    main.add_command(click.Command(name, help="A verb."))

main()
'''
OURS = "from lexcollect.cli.main import run\nrun()\n"


def seconds(program: Path) -> float:
    """Return the wall time of one whole process that prints its help."""
    start = time.perf_counter()
    subprocess.run(
        [sys.executable, str(program), "--help"],
        check=True,
        stdout=subprocess.DEVNULL,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )
    return time.perf_counter() - start


def main() -> int:
    """Print both medians and their ratio."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 21
    with tempfile.TemporaryDirectory() as folder:
        bare, ours = Path(folder, "bare.py"), Path(folder, "ours.py")
        bare.write_text(BARE, "utf-8")
        ours.write_text(OURS, "utf-8")
        for program in (bare, ours):
            seconds(program)
        times = [(seconds(bare), seconds(ours)) for _ in range(runs)]
    base, own = (statistics.median(column) for column in zip(*times, strict=True))
    print(f"bare click --help   {base * 1000:6.1f} ms")
    print(f"lexcollect --help   {own * 1000:6.1f} ms")
    print(f"ratio               {own / base:6.2f}   (limit {LIMIT}, {runs} runs each, medians)")
    return 0 if own / base <= LIMIT else 1


if __name__ == "__main__":
    sys.exit(main())
