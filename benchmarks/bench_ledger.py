"""A ledger of two hundred thousand rows: the sample of 2,000 with new contract numbers, checked and written back.

Told are seconds on the clock and of CPU, rows a second, and the peak memory of all processes together. Usage::

    python benchmarks/bench_ledger.py [ROWS]

Ends with 1 when it takes more than ten minutes or a gigabyte, when a row is missing in the result, or when the counts
are not those of the sample as often as it was repeated.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

import psutil
from xlsxwriter.workbook import Workbook

from lexcollect.ledgers.opening import open_ledger
from lexcollect.ledgers.raw import Holds, RawRow

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "tests" / "data" / "batch" / "receivables-2000.xlsx"
SHEET, HEAD, FIRST, LAST = "逾期台账2026.11", 3, 4, 2003
ROWS, SECONDS, MEGABYTES = 200_000, 600, 1_000
CONTRACT = 7


def made(path: Path, rows: int) -> int:
    """Write a ledger of about ``rows`` rows and return how often the sample stands in it."""
    sample = list(open_ledger(SAMPLE).rows(SHEET))
    times = max(rows // (LAST - FIRST + 1), 1)
    with Workbook(str(path), {"constant_memory": True, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet("台账")
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        at = 0
        for row in sample:
            if row.number <= HEAD:
                put(sheet, at, row, day, "")
                at += 1
        for turn in range(times):
            for row in sample:
                if FIRST <= row.number <= LAST:
                    put(sheet, at, row, day, f"-{turn:04d}")
                    at += 1
    return times


def put(sheet: object, at: int, row: RawRow, day: object, behind: str) -> None:
    """Write a row of the sample; ``behind`` makes its contract number a new one."""
    for column, cell in enumerate(row.cells):
        if cell is None:
            continue
        if cell.holds is Holds.DATE:
            sheet.write_datetime(at, column, date.fromisoformat(cell.text), day)  # type: ignore[attr-defined]
        elif cell.holds is Holds.NUMBER:
            sheet.write_number(at, column, float(cell.text))  # type: ignore[attr-defined]
        else:
            words = cell.text + (behind if column == CONTRACT else "")
            sheet.write_string(at, column, words)  # type: ignore[attr-defined]


def checked(path: Path, *more: str) -> tuple[float, float, dict[str, object]]:
    """Check the ledger as a user does; return seconds, megabytes of all its processes at the most, and the answer."""
    words = [sys.executable, "-m", "lexcollect", "batch", "check", str(path), "--as-of", "2026-11-21", "--json", *more]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    began = time.monotonic()
    with tempfile.TemporaryFile() as out:
        run = subprocess.Popen(words, stdout=out, env=env, cwd=path.parent)
        most = 0.0
        while run.poll() is None:
            most = max(most, memory(run.pid))
            time.sleep(0.2)
        out.seek(0)
        return time.monotonic() - began, most, json.loads(out.read())


def memory(pid: int) -> float:
    """Return the megabytes that a process and its children have to themselves now."""
    try:
        top = psutil.Process(pid)
        return sum(one.memory_info().rss - one.memory_info().shared for one in (top, *top.children(True))) / 1e6
    except psutil.Error:
        return 0.0


def cpu_seconds() -> float:
    """Return the CPU seconds of all processes that have ended: the time on a clock depends on who else works."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main() -> int:
    """Make, check, check again, and say what it took."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else ROWS
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "台账.xlsx"
        times = made(path, rows)
        _, _, once = checked_sample(Path(folder))
        print(f"{times} × 2,000 rows, {path.stat().st_size / 1e6:.0f} MB", flush=True)
        good, spent = True, cpu_seconds()
        for name in ("first check", "second check"):
            seconds, most, told = checked(path)
            count = told["counts"]["rows"]  # type: ignore[index]
            cpu, spent = cpu_seconds() - spent, cpu_seconds()
            speed = f"{seconds:.0f} s ({cpu:.0f} s of CPU), {count / seconds:.0f} rows a second"
            print(f"{name}: {speed}, at most {most:.0f} MB", flush=True)
            same = {key: value * times for key, value in once["counts"]["action"].items()}  # type: ignore[index]
            good &= seconds <= SECONDS and most <= MEGABYTES and told["counts"]["action"] == same  # type: ignore[index]
        good &= told["changed_rows"] == [] and told["rows_gone"] == 0
        size = (path.parent / str(told["result"])).stat().st_size / 1e6
        print(f"written: {size:.0f} MB; {'within the limits' if good else 'BEYOND THE LIMITS'}")
    return 0 if good else 1


def checked_sample(folder: Path) -> tuple[float, float, dict[str, object]]:
    """Check the sample alone."""
    copy = folder / SAMPLE.name
    copy.write_bytes(SAMPLE.read_bytes())
    return checked(copy)


if __name__ == "__main__":
    sys.exit(main())
