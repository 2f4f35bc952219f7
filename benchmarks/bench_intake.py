"""What taking in costs against ``sha256sum``: 5,000 mixed files of 2 GB hashed and classified, and taken in as a whole.

Usage::

    python benchmarks/bench_intake.py [FILES [MEGABYTES]]

Peers: ``sha256sum`` over the same files, one after the other and two at a time (``xargs -P2``), and its twin of OpenSSL
where there is one. First the road that the command line takes up to the kind of each file (walk, SHA-256, recognising);
then the same with the copies written; then the whole verb on the first 500 of the files, which also opens every page
and picture and reads every message. All files are in the memory of the system before; each figure is the best of three
(of one for the verb). Ends with 1 when hashing and classifying is slower than 0.7 of ``sha256sum`` on two processors,
or a run holds above 500 MB.
"""

from __future__ import annotations

import io
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

RATIO, MEGABYTES = 0.7, 500
ROOT = Path(__file__).resolve().parent.parent

#: Seconds of the clock, seconds of processors, peak megabytes.
Cost = tuple[float, float, int]


# --- the folder ---------------------------------------------------------------------------------------------------


def make(folder: Path, files: int, megabytes: int) -> None:
    """Write ``files`` files of ``megabytes`` in all: photographs, scans, papers, chats, mails, archives, sheets."""
    draw = random.Random(7)
    kinds = (_photo, _photo, _photo, _scan, _scan, _letter, _chat, _mail, _archive, _table)
    each = megabytes * 1_000_000 // files
    for number in range(files):
        maker = kinds[number % len(kinds)]
        ending, data = maker(draw, each * draw.randrange(50, 150) // 100, number)
        path = folder / f"{number // 500:02d}" / f"材料{number:05d}{ending}"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def _photo(draw: random.Random, size: int, number: int) -> tuple[str, bytes]:
    """A small photograph whose file is as large as one of a telephone's: what is behind its end is no picture."""
    from PIL import Image

    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x8769] = {0x9003: f"2024:03:{number % 28 + 1:02d} 10:25:10"}
    Image.effect_noise((480, 360), 40 + number % 50).save(out, "JPEG", exif=exif)
    return ".jpg", out.getvalue() + draw.randbytes(max(0, size - out.tell()))


def _scan(draw: random.Random, size: int, number: int) -> tuple[str, bytes]:
    import pikepdf

    out = io.BytesIO()
    with pikepdf.new() as pdf:
        for _ in range(2):
            pdf.add_blank_page(page_size=(595, 842))
        pdf.Root.Scan = pikepdf.Stream(pdf, draw.randbytes(size))
        pdf.save(out)
    return ".pdf", out.getvalue()


def _letter(draw: random.Random, size: int, number: int) -> tuple[str, bytes]:
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    body = f"<w:document {space}><w:body><w:p><w:r><w:t>第{number}号购销合同</w:t></w:r></w:p></w:body></w:document>"
    parts = {"[Content_Types].xml": b"<Types/>", "word/document.xml": body.encode()}
    return ".docx", _zip({**parts, "word/media/image1.png": draw.randbytes(size)})


def _archive(draw: random.Random, size: int, number: int) -> tuple[str, bytes]:
    return ".zip", _zip({f"照片/{one}.bin": draw.randbytes(size // 5) for one in range(5)})


def _zip(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as box:
        for name, data in members.items():
            box.writestr(name, data)
    return out.getvalue()


def _chat(draw: random.Random, size: int, number: int) -> tuple[str, bytes]:
    rows = [
        f"2024-03-{row % 28 + 1:02d} 10:25:{row % 60:02d} {('王例成', '刘建平')[row % 2]}\n第{row}条：月底前安排\n\n"
        for row in range(min(size // 60, 2_000))
    ]
    return ".txt", "".join(rows).encode()


def _mail(draw: random.Random, size: int, number: int) -> tuple[str, bytes]:
    import base64

    head = (
        "From: a@example.com\r\nTo: b@example.com\r\nSubject: =?utf-8?b?5a+56LSm?=\r\n"
        f"Date: Fri, 1 Mar 2024 10:25:{number % 60:02d} +0800\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
        "--b\r\nContent-Type: application/octet-stream\r\nContent-Disposition: attachment; filename=a.bin\r\n"
        "Content-Transfer-Encoding: base64\r\n\r\n"
    )
    return ".eml", head.encode() + base64.encodebytes(draw.randbytes(size * 3 // 4)) + b"--b--\r\n"


def _table(draw: random.Random, size: int, number: int) -> tuple[str, bytes]:
    rows = [f"2024-03-{row % 28 + 1:02d},货款{number}-{row},{row * 7}.50\n" for row in range(min(size // 30, 20_000))]
    return ".csv", ("日期,摘要,金额\n" + "".join(rows)).encode()


# --- what is measured ---------------------------------------------------------------------------------------------


def classify(folder: Path, matter: Path) -> None:
    """Hash and recognise every file, by the functions that the intake is made of."""
    from lexcollect.formats.recognise import identify
    from lexcollect.intake.bringing import hashed
    from lexcollect.intake.walk import walk

    kinds = Counter(identify(found.path, found.name).kind for found, _ in hashed(walk(folder).files, {}))
    assert len(kinds) >= 7, kinds


def copy(folder: Path, matter: Path) -> None:
    """Copy, hash and recognise every file."""
    from lexcollect.formats.recognise import identify
    from lexcollect.intake.bringing import Met, bring
    from lexcollect.intake.walk import walk

    met, files = Met(), walk(folder).files
    there = bring(files, matter / "material", matter / "staging", met, lambda done, name: None)
    assert len(there) == len(files) and not met.refused
    for found in files:
        identify(matter / "material" / found.name, found.name)


def mine(name: str, folder: Path) -> Cost:
    """Return the cost of one of the functions above, in a process of its own."""
    with tempfile.TemporaryDirectory(dir=folder.parent) as work:
        return _process([sys.executable, __file__, "--only", name, str(folder), work], Path(work))


def verb(folder: Path) -> Cost:
    """Return the cost of ``new --from``."""
    with tempfile.TemporaryDirectory(dir=folder.parent) as work:
        words = [sys.executable, "-m", "lexcollect", "new", "案", "--from", str(folder), "--no-input", "--quiet"]
        return _process(words, Path(work))


def peers(folder: Path) -> dict[str, Callable[[], Cost]]:
    """Return every peer that this machine has."""
    names = folder.parent / "names"
    names.write_bytes(b"\0".join(os.fsencode(path) for path in sorted(folder.rglob("*")) if path.is_file()))

    def of(*words: str) -> Callable[[], Cost]:
        return lambda: _process(["xargs", "-0", "-a", str(names), *words], folder)

    found = {"sha256sum": of("-n", "5000", "sha256sum"), "sha256sum, two at a time": of("-P2", "-n", "50", "sha256sum")}
    if shutil.which("openssl"):
        found["openssl dgst, two at a time"] = of("-P2", "-n", "50", "openssl", "dgst", "-sha256")
    return found


def _process(words: list[str], folder: Path) -> Cost:
    env = {**os.environ, "PYTHONPATH": os.pathsep.join((str(ROOT), os.environ.get("PYTHONPATH", "")))}
    begun = time.monotonic()
    with subprocess.Popen(words, cwd=folder, env=env, stdout=subprocess.DEVNULL) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        raise SystemExit(f"{' '.join(words)} ended with {process.returncode}")
    return time.monotonic() - begun, usage.ru_utime + usage.ru_stime, usage.ru_maxrss >> 10


def best(run: Callable[[], Cost], times: int = 3) -> Cost:
    """Return the shortest times and the largest memory of several runs."""
    seconds, processors, memory = zip(*(run() for _ in range(times)), strict=True)
    return min(seconds), min(processors), max(memory)


def main() -> int:
    """Print all figures with the limits."""
    if sys.argv[1:2] == ["--only"]:
        {"classify": classify, "copy": copy}[sys.argv[2]](Path(sys.argv[3]), Path(sys.argv[4]))
        return 0
    files = int(sys.argv[1]) if len(sys.argv) > 1 else 5_000
    megabytes = int(sys.argv[2]) if len(sys.argv) > 2 else 2_000
    with tempfile.TemporaryDirectory() as work:
        folder = Path(work) / "来源"
        make(folder, files, megabytes)
        size = _size(folder)
        print(f"{files} files, {size / 1e9:.2f} GB, {os.cpu_count()} processors")
        measured = {name: (size, best(run)) for name, run in peers(folder).items()}
        for name in ("classify", "copy"):
            measured[name] = size, best(lambda name=name: mine(name, folder))  # type: ignore[misc]
        share = folder / "00"
        measured["new --from"] = _size(share), best(lambda: verb(share), 1)
    base = size / measured["sha256sum, two at a time"][1][0]
    print(f"{'':28}{'clock':>10}{'speed':>13}{'ratio':>9}{'processors':>13}{'memory':>10}")
    for name, (amount, (seconds, processors, memory)) in measured.items():
        speed = f"{seconds:8.2f} s{amount / 1e6 / seconds:8.0f} MB/s{amount / seconds / base:7.2f} ×"
        print(f"{name:28}{speed}{processors:11.2f} s{memory:7} MB")
    ratio = size / measured["classify"][1][0] / base
    worst = max(measured[name][1][2] for name in ("classify", "copy", "new --from"))
    print(f"hashed and classified at {ratio:.2f} of the speed of sha256sum on two processors (limit {RATIO})")
    print(f"peak memory {worst} MB (limit {MEGABYTES}); new --from on the first 500 files")
    return 0 if ratio >= RATIO and worst <= MEGABYTES else 1


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


if __name__ == "__main__":
    sys.exit(main())
