"""What reading costs: a chat of many rows, a PDF of many pages, and telling what a file is, against hashing it.

CPU and peak memory of this process. Usage::

    python benchmarks/bench_formats.py [ROWS]

Ends with 1 when a chat of a million rows would take above 60 s or 300 MB, the pages of a PDF above 200 µs each, or
recognising the demo's files above 2 ms each.
"""

from __future__ import annotations

import hashlib
import sys
import tempfile
import time
import tracemalloc
from pathlib import Path

from lexcollect.formats.reading import content, look
from lexcollect.formats.recognise import identify
from lexcollect.matter.example import load_example

MILLION = 1_000_000
PAGES = 20_000
HEAD = "localId,TalkerId,Type,SubType,IsSender,CreateTime,Status,StrContent,StrTime,Remark,NickName,Sender\r\n"
ROW = "{n},218,1,0,{way},{time},,第{n}条：货款还差一点，月底前安排,2023-04-12 17:05:10,王例成,诚信钢材-王,wxid_x\r\n"


def chat(folder: Path, rows: int) -> tuple[float, float]:
    """Return CPU seconds for a million rows, and peak megabytes of Python memory."""
    path = folder / "聊天.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as out:
        out.write(HEAD)
        out.writelines(ROW.format(n=n, way=n % 2, time=1_600_000_000 + n * 60) for n in range(rows))
    known, begun = identify(path), time.process_time()
    look(path, path.name, known)
    seconds = time.process_time() - begun
    tracemalloc.start()
    assert sum(1 for _ in content(path).messages()) == rows
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return seconds * MILLION / rows, peak / 1e6


def pages(folder: Path) -> float:
    """Return CPU microseconds for a page of a long PDF."""
    import pikepdf

    path = folder / "长.pdf"
    with pikepdf.new() as pdf:
        for _ in range(PAGES):
            pdf.add_blank_page(page_size=(595, 842))
        pdf.save(path)
    begun = time.process_time()
    look(path, path.name, identify(path))
    return (time.process_time() - begun) / PAGES * 1e6


def recognition() -> tuple[float, float]:
    """Return CPU microseconds to recognise, and to hash, a file of the demo's inbox."""
    files = [path for path in sorted(load_example().inbox.rglob("*")) if path.is_file()]
    identify(files[0])
    begun = time.process_time()
    for path in files:
        identify(path, path.name)
    between = time.process_time()
    for path in files:
        hashlib.sha256(path.read_bytes()).hexdigest()
    return (between - begun) / len(files) * 1e6, (time.process_time() - between) / len(files) * 1e6


def main() -> int:
    """Print all figures with their limits."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 200_000
    with tempfile.TemporaryDirectory() as work:
        seconds, peak = chat(Path(work), rows)
        page = pages(Path(work))
    recognised, hashed = recognition()
    print(f"chat, a million rows   {seconds:8.1f} s CPU   (limit 60; measured on {rows} rows)")
    print(f"chat, peak memory      {peak:8.1f} MB      (limit 300)")
    print(f"PDF, a page            {page:8.1f} µs CPU  (limit 200; {PAGES} pages)")
    print(f"recognise, a file      {recognised:8.1f} µs CPU  (limit 2000; hashing the same file {hashed:.1f})")
    return 0 if seconds <= 60 and peak <= 300 and page <= 200 and recognised <= 2000 else 1


if __name__ == "__main__":
    sys.exit(main())
