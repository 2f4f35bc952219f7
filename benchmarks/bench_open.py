"""What ``due`` costs on a matter with 800 MB of raw files, against the same matter without them.

Opening a matter looks names and sizes up and reads no raw file; this measures it. CPU of whole processes, run in turn,
medians. Usage::

    python benchmarks/bench_open.py [RUNS]

Ends with 1 when the ratio is above the limit of 1.1.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from processes import medians

from lexcollect.layout import CATALOGUE, RAW
from lexcollect.matter.example import load_example, prepare
from lexcollect.matter.receiving import receive

LIMIT = 1.1
FILES, MEGABYTES = 8, 100
DUE = ("-m", "lexcollect", "due", "--as-of", "2026-11-21")


def matter(folder: Path, files: int) -> Path:
    """Make the demo matter with ``files`` large recordings more, taken in and left out of the evidence."""
    example = load_example()
    prepare(example, folder)
    receive(example.inbox, folder)
    catalogue = (folder / CATALOGUE).read_text("utf-8").rstrip()
    for number in range(files):
        name = f"录像{number + 1}.mp4"
        with (folder / RAW / name).open("wb") as stream:
            stream.truncate(MEGABYTES << 20)
        catalogue += f"\n  - file: {name}\n    reason: 待补"
    (folder / CATALOGUE).write_text(catalogue + "\n", "utf-8")
    receive(folder / RAW, folder)
    return folder


def main() -> int:
    """Print both medians and their ratio."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 11
    with tempfile.TemporaryDirectory() as work:
        small, large = matter(Path(work, "小"), 0), matter(Path(work, "大"), FILES)
        found = medians({"small": (DUE, small), "large": (DUE, large)}, runs)
    ratio = found["large"] / found["small"]
    print(f"due, raw files of the demo   {found['small'] * 1000:6.1f} ms CPU")
    print(f"due, {FILES * MEGABYTES} MB more           {found['large'] * 1000:6.1f} ms CPU")
    print(f"ratio                        {ratio:6.2f}   (limit {LIMIT}, {runs} runs each, medians)")
    return 0 if ratio <= LIMIT else 1


if __name__ == "__main__":
    sys.exit(main())
