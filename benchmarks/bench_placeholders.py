"""What a package of files that are not shown costs: memory and time for each placeholder page more.

Builds packages of 300 and of 3,000 such files, each in a process of its own, once as exhibits and once as members of
one archive; beside them the library alone (qpdf) joins as many files of one page. Usage::

    python benchmarks/bench_placeholders.py [FEW MANY]

Ends with 1 when a placeholder more costs above 0.02 MB, or when the larger package needs above 240 MB. The typesetter
works on several cores and needs some 40 MB more or less from run to run.
"""

from __future__ import annotations

import io
import resource
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

EACH, MOST = 0.02, 240


def build(folder: Path, count: int, inside: bool) -> int:
    """Build a package with ``count`` placeholders below ``folder``; return the bytes of its pages."""
    from lexcollect.bundle.build import build as package
    from lexcollect.bundle.model import Cover
    from lexcollect.evidence.items import Catalogue, Group, Item, SourceFile
    from lexcollect.files import sha256_bytes

    def source(name: str, data: bytes) -> SourceFile:
        path = folder / name
        path.write_bytes(data)
        return SourceFile(path, name, sha256_bytes(data), len(data), "")

    def item(number: int, file: SourceFile) -> Item:
        no = f"1-{number}"
        return Item(no, no, 1, f"通话录音{number}", None, "", "视听资料", "", "原告保管", "承认欠款", "电子", (file,))

    if inside:
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as box:
            for number in range(count):
                box.writestr(f"{number}.bin", b"\1\2%d" % number)
        items = [item(1, source("录音.zip", packed.getvalue()))]
    else:
        items = [item(number, source(f"{number}.bin", b"\1\2%d" % number)) for number in range(1, count + 1)]
    cover = Cover("原告甲公司与被告乙公司买卖合同纠纷", "甲公司", 1)
    made = package(
        Catalogue((Group(1, "录音"),), tuple(items), (), ""), cover, folder / "包", made_on=date(2026, 11, 21)
    )
    return (made.folder / "data" / "证据.pdf").stat().st_size if made.folder else 0


def join(folder: Path, count: int) -> int:
    """Let the library join ``count`` files of one page, all at once as usual; return the bytes of the result."""
    import pikepdf

    files = [folder / f"{number}.pdf" for number in range(count)]
    for path in files:
        with pikepdf.new() as pdf:
            page = pdf.add_blank_page()
            page.obj.Contents = pdf.make_stream(b"q Q")
            pdf.save(path)
    out = folder / "out.pdf"
    pikepdf.Job({"empty": "", "pages": [{"file": str(p)} for p in files], "outputFile": str(out)}).run()
    return out.stat().st_size


KINDS: dict[str, tuple[str, Callable[[Path, int], int]]] = {
    "exhibits": ("exhibits", lambda folder, count: build(folder, count, inside=False)),
    "members": ("members of one archive", lambda folder, count: build(folder, count, inside=True)),
    "qpdf": ("pages joined by qpdf", join),
}


def one(kind: str, count: int) -> None:
    """Print peak memory (MB), seconds and bytes of the pages of one package."""
    with tempfile.TemporaryDirectory() as folder:
        start = time.process_time()
        size = KINDS[kind][1](Path(folder), count)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(peak, time.process_time() - start, size)


def measured(kind: str, count: int) -> tuple[float, float, float]:
    """Return what :func:`one` prints in a process of its own."""
    words = [sys.executable, __file__, "one", kind, str(count)]
    out = subprocess.run(words, capture_output=True, text=True, check=True).stdout.split()
    return float(out[0]), float(out[1]), float(out[2])


def main() -> int:
    """Print what few and many cost, and what one more costs."""
    if sys.argv[1:2] == ["one"]:
        one(sys.argv[2], int(sys.argv[3]))
        return 0
    few, many = (int(word) for word in sys.argv[1:3]) if len(sys.argv) > 2 else (300, 3000)
    worst = False
    for kind, (called, _) in KINDS.items():
        small, large = measured(kind, few), measured(kind, many)
        more = [(b - a) / (many - few) for a, b in zip(small, large, strict=True)]
        for count, found in ((few, small), (many, large)):
            print(f"{count:5} {called:24} {found[0]:6.0f} MB {found[1]:6.1f} s CPU {found[2] / 1e6:6.1f} MB of pages")
        print(f"one more: {more[0]:.3f} MB, {more[1] * 1000:.1f} ms, {more[2] / 1000:.1f} kB of pages")
        worst = worst or (kind != "qpdf" and (more[0] > EACH or large[0] > MOST))
    return int(worst)


if __name__ == "__main__":
    sys.exit(main())
