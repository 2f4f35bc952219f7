"""What ``due --all`` costs from a register of ten thousand matters, started cold, and what taking them in costs.

Makes the matters from the shipped examples (names and days of demands differ), takes them in, and starts ``due --all``
as a process of its own, as a user would. Usage::

    python benchmarks/bench_register.py [MATTERS [RUNS [FOLDER]]]

``FOLDER`` keeps the matters for the next run. Ends with 1 when the median of the runs, counted for 10,000 matters, is
above the limit of 2 seconds, or when the list differs from that of another run.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

LIMIT = 2.0
WANTED = 10_000
DAY = ("--as-of", "2026-11-21")
EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
KINDS = ("matter-steel", "matter-lease", "matter-loan", "matter-works", "matter-invoices")
OWNERS = ("王主办", "李主办", "赵主办", "钱主办")


def make(root: Path, count: int) -> None:
    """Make ``count`` matter folders below ``root``, a hundred to a drawer."""
    texts = [(EXAMPLES / kind / "案件.yaml").read_text("utf-8") for kind in KINDS]
    for number in range(count):
        folder = root / f"{number // 100:03d}组" / f"案{number:05d}"
        if folder.is_dir():
            continue
        folder.mkdir(parents=True)
        text = texts[number % len(texts)]
        named = next(line for line in text.splitlines() if line.startswith("matter:"))
        head = f"matter: 第{number}号案\nin_charge: {OWNERS[number % len(OWNERS)]}"
        (folder / "案件.yaml").write_text(text.replace(named, head, 1), "utf-8")


def run(root: Path, *words: str) -> tuple[float, str]:
    """Run ``lexcollect`` in ``root`` as a process of its own; return its wall time and what it printed."""
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "lexcollect", *words, *DAY], cwd=root, capture_output=True, check=True, encoding="utf-8"
    )
    return time.perf_counter() - start, done.stdout


def measure(root: Path, count: int, runs: int) -> int:
    """Take the matters in, start the list again and again, and print what it costs."""
    make(root, count)
    taking, _ = run(root, "register", "update", ".")
    again, _ = run(root, "register", "update")
    found = [run(root, "due", "--all") for _ in range(runs)]
    whole, listed = run(root, "due", "--all", "--json")
    shown = {out for _, out in found}
    median = statistics.median(spent for spent, _ in found)
    size = (root / "登记库.sqlite").stat().st_size / 1e6
    print(f"{count:,} matters, {len(json.loads(listed)['deadlines']):,} deadlines in the list, {size:.0f} MB")
    print(f"register update, all new     {taking:8.2f} s   ({taking / count * 1000:.1f} ms a matter)")
    print(f"register update, unchanged   {again:8.2f} s")
    print(f"due --all                    {median:8.2f} s   (limit {LIMIT} s for {WANTED:,}; {runs} runs, median)")
    print(f"due --all --json             {whole:8.2f} s")
    return 0 if median * max(WANTED / count, 1) <= LIMIT and len(shown) == 1 else 1


def main() -> int:
    """Measure in a folder of its own, or in the one that is named."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else WANTED
    runs = int(sys.argv[2]) if len(sys.argv) > 2 else 5
    if len(sys.argv) > 3:
        return measure(Path(sys.argv[3]), count, runs)
    with tempfile.TemporaryDirectory() as work:
        return measure(Path(work), count, runs)


if __name__ == "__main__":
    sys.exit(main())
