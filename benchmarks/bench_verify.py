"""What it costs to verify many small files: beside bagit.py, and beside hashlib on the same files.

A bag of FILES small files (a few hundred bytes each), written once, is verified by ``lexcollect`` and by
``bagit.py --validate`` as processes of their own; ``hash`` only opens and hashes every file. Usage::

    python benchmarks/bench_verify.py [FILES [FOLDER]]

Seconds are of the wall, CPU seconds stand beside them for a machine that others use too. ``lexcollect`` hashes in two
processes where there are two processors. Ends with 1 when it is less than 5 times as fast as bagit.py by either.
"""

from __future__ import annotations

import hashlib
import random
import sys
import tempfile
from pathlib import Path

from bench_pages import timed

FILES, LIMIT = 50_000, 5.0


def make(folder: Path, count: int) -> None:
    """Write a bag of ``count`` small files, some hundred in a folder."""
    chance = random.Random(7)
    lines = []
    for number in range(count):
        name = f"data/{number // 500:04}/{number:06}.txt"
        path = folder / name
        if number % 500 == 0:
            path.parent.mkdir(parents=True)
        data = chance.randbytes(chance.randint(100, 900))
        path.write_bytes(data)
        lines.append(f"{hashlib.sha256(data).hexdigest()}  {name}\n")
    (folder / "bagit.txt").write_text("BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n", "ascii")
    (folder / "manifest-sha256.txt").write_text("".join(lines), "ascii")


def hash_all(folder: Path) -> None:
    """Open and hash every file that the list names."""
    for line in (folder / "manifest-sha256.txt").read_text("ascii").splitlines():
        with (folder / line[66:]).open("rb") as stream:
            hashlib.sha256(stream.read()).hexdigest()


def step(folder: Path, name: str) -> None:
    """Do one step in this process."""
    if name == "make":
        make(folder, int(sys.argv[4]))
    elif name == "hash":
        hash_all(folder)
    else:
        from lexcollect.bundle.verify import verify

        found = verify(folder)
        print(found.ok, found.checked)


def main() -> int:
    """Print the cost of each step and the ratio."""
    if sys.argv[1:2] == ["step"]:
        step(Path(sys.argv[3]), sys.argv[2])
        return 0
    count = int(sys.argv[1]) if len(sys.argv) > 1 else FILES
    with tempfile.TemporaryDirectory() as name:
        folder = Path(sys.argv[2] if len(sys.argv) > 2 else name) / "bag"
        own = [sys.executable, __file__, "step"]
        if not folder.exists():
            timed([*own, "make", str(folder), str(count)])
        found = {
            "hash": timed([*own, "hash", str(folder)]),
            "lexcollect": timed([*own, "verify", str(folder)]),
            "bagit.py": timed([sys.executable, "-m", "bagit", "--validate", "--quiet", str(folder)]),
        }
    for what, (seconds, cpu, memory, told) in found.items():
        print(
            f"{what:10} {seconds:7.2f} s {cpu:7.2f} s CPU {memory:6.0f} MB {count / cpu:9.0f} files/s  {told.strip()}"
        )
    wall, cpu = (found["bagit.py"][at] / found["lexcollect"][at] for at in (0, 1))
    print(f"{wall:.1f} times as fast as bagit.py by the wall, {cpu:.1f} by the CPU; limit {LIMIT:.0f}")
    return int(max(wall, cpu) < LIMIT)


if __name__ == "__main__":
    sys.exit(main())
