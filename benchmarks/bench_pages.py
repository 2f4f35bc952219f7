"""What a package of many pages costs: building and checking 5,000 pages, beside sha256sum and qpdf on the same bytes.

The pages are those of printed statements, in files of 100 pages: text with a font of its own in each file, and a scan
on every tenth page. Each step is a process of its own. Usage::

    python benchmarks/bench_pages.py [PAGES]

``read``: sha256sum over the material; ``join``: qpdf joins the same files into one; ``bundle``: originals copied, pages
shown on our sheets, compared with their sources, stamped, listed; ``verify``: the package against its lists. Ends with
1 when ``verify`` takes above 3 times the CPU of ``sha256sum`` over the package, or ``bundle`` needs above 250 MB.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

PAGES, IN_A_FILE = 5_000, 100
VERIFY_LIMIT, MEMORY_LIMIT = 3.0, 250.0


def make(folder: Path, pages: int) -> list[Path]:
    """Write the material: files of 100 pages each."""
    import pikepdf

    chance = random.Random(1)
    files = []
    for number in range(-(-pages // IN_A_FILE)):
        path = folder / f"{number:03}.pdf"
        with pikepdf.new() as pdf:
            font = pdf.make_indirect(
                pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
            )
            for page in range(min(IN_A_FILE, pages - number * IN_A_FILE)):
                _page(pdf, font, chance, scanned=page % 10 == 0)
            pdf.save(path)
        files.append(path)
    return files


def _page(pdf: object, font: object, chance: random.Random, *, scanned: bool) -> None:
    import pikepdf

    page = pdf.add_blank_page(page_size=(595, 842))  # type: ignore[attr-defined]
    lines = [
        f"BT /F1 9 Tf 50 {800 - 14 * row} Td (2023-04-{row % 28 + 1:02} {chance.randrange(10**9)}) Tj ET"
        for row in range(50)
    ]
    resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
    if scanned:
        scan = pikepdf.Stream(pdf, chance.randbytes(150_000))  # type: ignore[arg-type]
        scan.Type, scan.Subtype, scan.ColorSpace = pikepdf.Name.XObject, pikepdf.Name.Image, pikepdf.Name.DeviceGray
        scan.Width, scan.Height, scan.BitsPerComponent = 300, 500, 8
        resources.XObject = pikepdf.Dictionary(S=scan)
        lines.append("q 300 0 0 500 50 50 cm /S Do Q")
    page.obj.Resources = resources
    page.obj.Contents = pikepdf.Stream(pdf, "\n".join(lines).encode())  # type: ignore[arg-type]


def bundle(folder: Path, files: list[Path]) -> None:
    """Build the package of ``files``, an exhibit each."""
    from lexcollect.bundle.build import build
    from lexcollect.bundle.model import Cover
    from lexcollect.evidence.items import Catalogue, Group, Item, SourceFile
    from lexcollect.files import sha256_file

    def item(number: int, path: Path) -> Item:
        no = f"1-{number}"
        source = SourceFile(path, path.name, sha256_file(path), path.stat().st_size, "pdf")
        return Item(no, no, 1, f"对账单{number}", None, "", "书证", "", "原告保管", "供货数量", "有", (source,))

    items = tuple(item(number, path) for number, path in enumerate(files, start=1))
    cover = Cover("原告甲公司与被告乙公司买卖合同纠纷", "甲公司", 1)
    made = build(Catalogue((Group(1, "对账"),), items, (), ""), cover, folder / "包", made_on=date(2026, 11, 21))
    print(made.total_pages, [found.code for found in made.findings][:5])


def step(folder: Path, name: str) -> None:
    """Do one step in this process."""
    files = sorted((folder / "raw").glob("*.pdf"))
    if name == "make":
        make(folder / "raw", int(sys.argv[4]))
    elif name == "bundle":
        bundle(folder, files)
    elif name == "verify":
        from lexcollect.bundle.verify import verify

        print(verify(folder / "包" / "v1").ok)


def timed(words: list[str]) -> tuple[float, float, float, str]:
    """Return seconds, CPU seconds, peak memory (MB) and output of a process."""
    with tempfile.TemporaryFile() as out:
        start = time.perf_counter()
        process = subprocess.Popen(words, stdout=out)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        text = out.read().decode("utf-8")
    if process.returncode:
        sys.exit(f"{words[:3]} ended with {process.returncode}")
    return seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, text


def main() -> int:
    """Print the cost of each step and the ratios."""
    if sys.argv[1:2] == ["step"]:
        step(Path(sys.argv[3]), sys.argv[2])
        return 0
    pages = int(sys.argv[1]) if len(sys.argv) > 1 else PAGES
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "raw").mkdir()
        own = [sys.executable, __file__, "step"]
        timed([*own, "make", name, str(pages)])
        raw = sorted(map(str, (folder / "raw").glob("*.pdf")))
        found = {
            "read": timed(["sha256sum", *raw]),
            "join": timed(["qpdf", "--empty", "--pages", *raw, "--", str(folder / "joined.pdf")]),
            "bundle": timed([*own, "bundle", name]),
        }
        whole = sorted(str(path) for path in (folder / "包" / "v1").rglob("*") if path.is_file())
        found["read again"] = timed(["sha256sum", *whole])
        found["verify"] = timed([*own, "verify", name])
        size = sum(Path(path).stat().st_size for path in raw) / 1e6
    print(f"{pages} pages, {len(raw)} files, {size:.0f} MB; bundle: {found['bundle'][3].strip()}")
    for what, (seconds, cpu, memory, _) in found.items():
        print(f"{what:10} {seconds:7.2f} s {cpu:7.2f} s CPU {memory:6.0f} MB")
    building = found["bundle"][1]
    checking = found["verify"][1] / found["read again"][1]
    print(f"bundle: {building / found['join'][1]:.0f} times qpdf joining, {building / found['read'][1]:.0f} sha256sum")
    print(f"verify: {checking:.2f} times sha256sum over the package, the start of the program included")
    return int(checking > VERIFY_LIMIT or found["bundle"][2] > MEMORY_LIMIT)


if __name__ == "__main__":
    sys.exit(main())
