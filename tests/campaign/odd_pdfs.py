"""Odd PDFs: each becomes an exhibit of a package of its own, in a process of its own, within limits.

Usage::

    python tests/campaign/odd_pdfs.py [--only WORD] [--found] [FOLDER ...]

Those that ``tests/odd_pdf_kit.py`` makes, then every ``*.pdf`` below the folders; with ``--found`` those only. Right
is: the process ends by itself within 20 seconds and below 1 GB, the exhibit has its pages or a sheet with the reason,
qpdf finds nothing wrong with the package's PDF, and the pages look as poppler draws the source (first pages, mean grey
of cells), or the build itself has said that they do not. A page of the source that poppler and pdfium draw otherwise is
not compared. Ends with 1 when anything is wrong.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).resolve().parent
for place in (HERE.parent, HERE.parent.parent):
    if str(place) not in sys.path:
        sys.path.insert(0, str(place))

import odd_pdf_kit  # noqa: E402

#: Seconds by the clock and bytes of memory that one file may take; pages of one file that are compared.
SECONDS, MEMORY, COMPARED = 20.0, 1 << 30, 3
CELL, APART = 16, 40
#: Findings by which the build says itself that a page looks otherwise, is blank, or could not be compared.
TOLD = {"LX-B073", "LX-B074", "LX-B075"}
#: Findings by which a page or the whole file has a sheet with the reason instead.
SHEETS = {"LX-B010", "LX-B011", "LX-B012", "LX-B013", "LX-B015", "LX-B017", "LX-B019", "LX-B026", "LX-B060", "LX-B287"}
#: Findings by which the build says that streams of the source are damaged: they go over as they are.
DAMAGE = {"LX-B068", "LX-B016"}
#: What a process does: packs one file and prints what came of it.
CHILD = """
import json, resource, sys
from pathlib import Path
from bundle_kit import codes, item, material, packed
folder = Path(sys.argv[1])
built = packed(folder, item("1-1", material(folder, "file.pdf", Path(sys.argv[2]).read_bytes())))
print(json.dumps({"pages": built.pages["1-1"], "codes": codes(built), "pdf": str(built.folder / "data" / "证据.pdf"),
    "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024}))
"""


@dataclass
class Row:
    """What became of one file; ``wrong`` says what is not right, ``compared`` how many pages look as the source."""

    name: str
    seconds: float = 0.0
    memory: int = 0
    codes: list[str] = field(default_factory=list)
    pages: int = 0
    compared: int = 0
    wrong: list[str] = field(default_factory=list)


def tried(name: str, data: bytes, folder: Path) -> Row:
    """Return what became of ``data``, packed in ``folder``."""
    row, source = Row(name), folder / "source.pdf"
    folder.mkdir(parents=True, exist_ok=True)
    source.write_bytes(data)
    paths = os.pathsep.join((str(HERE.parent), str(HERE.parent.parent)))
    begin = time.monotonic()
    child = subprocess.Popen(
        [sys.executable, "-c", CHILD, str(folder / "matter"), str(source)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": paths},
    )
    try:
        said, told = child.communicate(timeout=SECONDS * 3)
    except subprocess.TimeoutExpired:
        child.kill()
        said, told = child.communicate()
        row.wrong.append("hangs")
    row.seconds = time.monotonic() - begin
    if row.seconds > SECONDS:
        row.wrong.append(f"{row.seconds:.0f} s")
    if child.returncode != 0:
        return _crashed(row, child.returncode, told)
    answer = json.loads(said.splitlines()[-1])
    row.codes, (first, last) = answer["codes"], answer["pages"]
    row.pages, row.memory = last - first + 1, answer.get("memory", 0)
    pdf = Path(answer["pdf"])
    checked = subprocess.run(["qpdf", "--check", str(pdf)], capture_output=True, text=True, check=False)
    if checked.returncode and not DAMAGE & set(row.codes):
        row.wrong.append(f"qpdf: {checked.stdout[-200:]}{checked.stderr[-200:]}")
    if not (TOLD | SHEETS) & set(row.codes):
        _compare(row, source, pdf, first)
    return row


def _crashed(row: Row, code: int, told: bytes) -> Row:
    row.wrong.append(f"ended with {code}: {told.decode('utf-8', 'replace').strip().splitlines()[-1:]}")
    return row


def _compare(row: Row, source: Path, pdf: Path, first: int) -> None:
    """Compare pages as poppler draws them; a source that poppler does not draw, or of other pages, compares nothing."""
    for number in range(1, min(COMPARED, row.pages) + 1):
        before, size = _drawn(source, number), _size(source, number)
        if before is None or size is None or not _agreed(before, source, number, size):
            return
        after = _drawn(pdf, first + number - 1)
        if after is None:
            row.wrong.append(f"page {number} cannot be drawn")
        elif _count(source) == row.pages and _apart(before, after, size):
            row.wrong.append(f"page {number} looks otherwise")
        else:
            row.compared += _count(source) == row.pages


def _count(pdf: Path) -> int:
    said = subprocess.run(["pdfinfo", str(pdf)], capture_output=True, timeout=60, check=False).stdout
    found = [line.split()[-1] for line in said.splitlines() if line.startswith(b"Pages:")]
    return int(found[0]) if found else 0


def _drawn(pdf: Path, page: int):  # type: ignore[no-untyped-def]
    from PIL import Image

    target = pdf.with_name(f"drawn-{page}")
    words = ["pdftoppm", "-cropbox", "-gray", "-scale-to", "842", "-f", str(page), "-l", str(page), "-singlefile"]
    try:
        subprocess.run([*words, str(pdf), str(target)], capture_output=True, timeout=60, check=False)
        return Image.open(target.with_suffix(".pgm")).convert("L")
    except (OSError, subprocess.TimeoutExpired):
        return None


def _size(pdf: Path, page: int) -> tuple[float, float] | None:
    """Return width and height of the page as it is shown, in points; nothing where the renderer refuses the file."""
    import pypdfium2
    from pypdfium2 import PdfiumError

    try:
        with pypdfium2.PdfDocument(pdf) as document:
            width, height = document[page - 1].get_size()
    except PdfiumError:
        return None
    unit = next((n for n in (2, 10) if f"/UserUnit {n}".encode() in pdf.read_bytes()), 1)
    return width * unit, height * unit


def _agreed(before, source: Path, number: int, size: tuple[float, float]) -> bool:  # type: ignore[no-untyped-def]
    """Tell whether pdfium gives the page the same shape and look as poppler."""
    import pypdfium2
    from PIL import Image, ImageChops

    if not 0.97 < before.width * size[1] / before.height / size[0] < 1.03:
        return False
    with pypdfium2.PdfDocument(source) as document:
        document.init_forms()
        other = document[number - 1].render(scale=1, grayscale=True).to_pil().convert("L")
    cells = (max(1, before.width // CELL), max(1, before.height // CELL))
    mean = Image.Resampling.BOX
    differ = ImageChops.difference(before.resize(cells, mean), other.resize(cells, mean))
    return bool(differ.getextrema()[1] <= APART)


def _apart(before, after, size: tuple[float, float]) -> bool:  # type: ignore[no-untyped-def]
    """Tell whether the received page and its place on our sheet differ in the mean grey of some cell."""
    from PIL import Image, ImageChops

    from lexcollect.bundle.sheets import place_page

    place = place_page(*size)
    scale = after.size[0] / place.sheet[0]
    top = place.sheet[1] - place.y - place.height
    frame = tuple(v * scale for v in (place.x, top, place.x + place.width, top + place.height))
    cells = (max(1, int(place.width) // CELL), max(1, int(place.height) // CELL))
    mean = Image.Resampling.BOX
    differ = ImageChops.difference(before.resize(cells, mean), after.resize(cells, mean, box=frame))
    return bool(differ.getextrema()[1] > APART)


def sources(folders: Sequence[Path], only: str, *, found: bool) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """Yield name and maker of every file that is tried."""
    for name, make in () if found else odd_pdf_kit.corpus().items():
        if only in name:
            yield name, make
    for folder in folders:
        for path in sorted(folder.rglob("*.pdf")):
            if only in path.name:
                yield str(path.relative_to(folder)), path.read_bytes


def main() -> int:
    """Try them all and print what came of them."""
    asked = argparse.ArgumentParser()
    asked.add_argument("folders", nargs="*", type=Path)
    asked.add_argument("--only", default="")
    asked.add_argument("--found", action="store_true")
    given = asked.parse_args()
    rows = []
    with tempfile.TemporaryDirectory(prefix="odd-") as work:
        for number, (name, make) in enumerate(sources(given.folders, given.only, found=given.found)):
            row = tried(name, make(), Path(work) / str(number))
            rows.append(row)
            if row.wrong:
                print(f"WRONG {name}: {'; '.join(row.wrong)} {row.codes}", flush=True)
    slowest, largest = max(rows, key=lambda r: r.seconds), max(rows, key=lambda r: r.memory)
    shown = sum(row.compared for row in rows)
    sheets = sum(bool(SHEETS & set(row.codes)) for row in rows)
    codes = Counter(code for row in rows for code in set(row.codes))
    print(f"{len(rows)} files, {sum(row.pages for row in rows)} pages; {shown} compared and alike")
    print(f"{sheets} files have a sheet with the reason")
    print(f"slowest {slowest.seconds:.1f} s ({slowest.name}), largest {largest.memory >> 20} MB ({largest.name})")
    print("findings:", ", ".join(f"{code} {count}" for code, count in sorted(codes.items())))
    wrong = [row for row in rows if row.wrong]
    print(f"wrong: {len(wrong)}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
