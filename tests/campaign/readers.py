"""Readers: damaged and disguised files of every format, through recognising, looking and reading all of the content.

A trial damages a sample (bits, cuts, splices, swapped blocks, large numbers, the mark of another format in front) and
reads it in a process of its own kind. Right is: a refusal that is told, or what is there. Wrong: an exception, a file
that takes seconds or memory without bound, a file called usable without a word whose content cannot be read, bytes of
a text in no line, attachments, rows or pages that are counted in the list and missing in the content.
"""

from __future__ import annotations

import io
import multiprocessing as mp
import random
import resource
import time
import unicodedata
import zipfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from tally import Tally

from lexcollect.findings import Finding
from lexcollect.formats.kinds import FileKind, Status
from lexcollect.formats.readers.text import TextContent
from lexcollect.formats.reading import content, look
from lexcollect.formats.recognise import identify
from lexcollect.formats.refusals import BadFile
from lexcollect.formats.shapes import Member, Message
from lexcollect.intake.taking import take_in

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
#: Seconds and megabytes that one file may take; the process of the readers itself is not counted.
SECONDS, MEGABYTES = 20, 700
#: Largest sample: damage deep in a large file shows nothing that damage in a small one does not.
LARGEST = 120_000
WORKERS = 2
#: So many damaged files are also taken in as one delivery.
DELIVERY = 400

MARKS: dict[bytes, FileKind] = {
    b"%PDF-1.7\n": FileKind.PDF,
    b"\x89PNG\r\n\x1a\n": FileKind.PNG,
    b"\xff\xd8\xff\xe0": FileKind.JPEG,
    b"GIF89a": FileKind.GIF,
    b"II*\0": FileKind.TIFF,
    b"MM\0*": FileKind.TIFF,
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": FileKind.OLE,
    b"Rar!\x1a\x07\0": FileKind.ARCHIVE,
    b"7z\xbc\xaf\x27\x1c": FileKind.ARCHIVE,
    b"\x1f\x8b\x08\0": FileKind.ARCHIVE,
    b"{\\rtf1 ": FileKind.RTF,
    b"#!AMR\n": FileKind.AUDIO,
}


# --- samples ----------------------------------------------------------------------------------------------------


def samples() -> dict[str, bytes]:
    """Return small files of every format, by name."""
    found: dict[str, bytes] = {}
    for folder in (ROOT / "tests" / "data" / "formats", ROOT / "examples" / "matter-steel" / "inbox"):
        for path in sorted(folder.rglob("*")):
            if path.is_file() and 0 < path.stat().st_size <= LARGEST:
                found[path.relative_to(folder).as_posix()] = path.read_bytes()
    return found | _pictures() | _documents() | _texts()


def _pictures() -> dict[str, bytes]:
    from PIL import Image, ImageDraw

    page = Image.new("RGB", (300, 200), "white")
    ImageDraw.Draw(page).text((20, 20), "No 123456", fill="black", font_size=30)
    other = page.rotate(180)
    kinds: dict[str, dict[str, Any]] = {
        "made.png": {},
        "made-p.png": {"mode": "P"},
        "made-16.png": {"mode": "I;16"},
        "moving.png": {"save_all": True, "append_images": [other]},
        "made.jpg": {},
        "progressive.jpg": {"progressive": True},
        "cmyk.jpg": {"mode": "CMYK"},
        "made.bmp": {},
        "made.gif": {},
        "moving.gif": {"save_all": True, "append_images": [other]},
        "made.webp": {},
        "lossless.webp": {"lossless": True},
        "moving.webp": {"save_all": True, "append_images": [other]},
        "lzw.tif": {"compression": "tiff_lzw", "save_all": True, "append_images": [other, page]},
        "fax.tif": {"mode": "1", "compression": "group4", "save_all": True, "append_images": [other.convert("1")]},
        "jpeg.tif": {"compression": "jpeg"},
    }
    found = {}
    for name, options in kinds.items():
        mode = options.pop("mode", "RGB")
        picture = page.convert("L").convert(mode) if mode == "I;16" else page.convert(mode)
        out = io.BytesIO()
        ending = name.rpartition(".")[2]
        picture.save(out, {"jpg": "JPEG", "tif": "TIFF"}.get(ending, ending.upper()), **options)
        found[name] = out.getvalue()
    return found


def _documents() -> dict[str, bytes]:
    from docx import Document
    from openpyxl import Workbook

    def zipped(members: dict[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", method) as box:
            for name, data in members.items():
                box.writestr(name, data)
        return out.getvalue()

    letter, words = Document(), io.BytesIO()
    letter.add_paragraph("购销合同：单价 4180 元/吨")
    letter.save(words)
    book, sheet = Workbook(), io.BytesIO()
    for row in (("日期", "金额"), ("2023-01-01", 3.5), ("2023-02-01", "22.4万")):
        book.active.append(row)  # type: ignore[union-attr]
    book.save(sheet)
    return {
        "made.docx": words.getvalue(),
        "made.xlsx": sheet.getvalue(),
        "made.odt": zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<a>合同</a>"}),
        "stored.zip": zipped({"一/合同.docx": words.getvalue(), "二.txt": "见附图"}, zipfile.ZIP_STORED),
        "deep.zip": zipped({"内.zip": zipped({"再.zip": zipped({"x.txt": "x"})})}),
        "made.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(range(256)) * 8,
        "made.mp4": b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom" + b"\0" * 900,
    }


def _texts() -> dict[str, bytes]:
    said = "欠款属实，月底前先付二十万元，余款六月底前付清。\r\n" * 30
    return {
        "utf8.txt": said.encode(),
        "gbk.txt": said.encode("gb18030"),
        "utf16.txt": said.encode("utf-16"),
        "mixed.txt": said.encode() + said.encode("gb18030"),
        "made.rtf": b"{\\rtf1\\ansi " + said.encode("gbk") + b"}",
        "made.xml": ("<?xml version='1.0'?><a>" + said + "</a>").encode(),
        "table.csv": "日期,摘要,金额\n".encode() + b"2023-01-01,a,1\n" * 40,
    }


# --- damage -----------------------------------------------------------------------------------------------------


def damaged(draw: random.Random, data: bytes, others: list[bytes]) -> tuple[bytes, str, FileKind | None]:
    """Return damaged bytes, what was done, and the kind that their first bytes now say, if one is sure."""
    if draw.random() < 0.12:
        mark = draw.choice(list(MARKS))
        return mark + data, f"mark {mark!r}", MARKS[mark]
    out, done = bytearray(data), []
    for _ in range(draw.choice((1, 1, 1, 2, 3, 8))):
        what: Callable[[random.Random, bytearray, list[bytes]], None] = draw.choice(_DAMAGES)
        what(draw, out, others)
        done.append(what.__name__.lstrip("_"))
    return bytes(out), "+".join(done), None


def _place(draw: random.Random, data: bytearray) -> int:
    """Half of all damage is done at the begin and the end, where formats keep what they are."""
    edge = draw.random()
    if edge < 0.3:
        return draw.randrange(min(len(data), 512) + 1)
    return draw.randrange(max(0, len(data) - 512), len(data) + 1) if edge < 0.5 else draw.randrange(len(data) + 1)


def _flip(draw: random.Random, data: bytearray, _: list[bytes]) -> None:
    for _ in range(draw.choice((1, 1, 4, 40))):
        if data:
            data[min(_place(draw, data), len(data) - 1)] ^= 1 << draw.randrange(8)


def _cut_end(draw: random.Random, data: bytearray, _: list[bytes]) -> None:
    del data[_place(draw, data) :]


def _cut_begin(draw: random.Random, data: bytearray, _: list[bytes]) -> None:
    del data[: min(_place(draw, data), 4096)]


def _cut_middle(draw: random.Random, data: bytearray, _: list[bytes]) -> None:
    at = _place(draw, data)
    del data[at : at + draw.choice((1, 2, 7, 100, 5000))]


def _splice(draw: random.Random, data: bytearray, others: list[bytes]) -> None:
    other = draw.choice(others)
    at, begin = _place(draw, data), draw.randrange(len(other))
    data[at : at + draw.choice((0, 50))] = other[begin : begin + draw.choice((4, 60, 900, 9000))]


def _swap(draw: random.Random, data: bytearray, _: list[bytes]) -> None:
    size = draw.choice((4, 64, 512))
    one, two = sorted((_place(draw, data), _place(draw, data)))
    if one + size <= two and two + size <= len(data):
        data[one : one + size], data[two : two + size] = data[two : two + size], data[one : one + size]


def _fill(draw: random.Random, data: bytearray, _: list[bytes]) -> None:
    at, size = _place(draw, data), draw.choice((1, 2, 4, 200))
    data[at : at + size] = draw.choice((b"\0", b"\xff", b"\x7f", b"\n", b'"', b"9")) * size


def _double(draw: random.Random, data: bytearray, _: list[bytes]) -> None:
    at = _place(draw, data)
    data[at:at] = data[at : at + draw.choice((1, 40, 3000))]


_DAMAGES: tuple[Callable[[random.Random, bytearray, list[bytes]], None], ...] = (
    _flip,
    _cut_end,
    _cut_begin,
    _cut_middle,
    _splice,
    _swap,
    _fill,
    _double,
)


# --- one trial --------------------------------------------------------------------------------------------------


def probe(path: Path, name: str) -> list[tuple[str, str]]:
    """Read the file at ``path`` by every door; return what is wrong with the answers."""
    try:
        known = identify(path, name)
        seen = look(path, name, known)
    except Exception as error:
        return [("crashed", f"look: {error!r}")]
    wrong: list[tuple[str, str]] = []
    codes = {found.code for found in seen.findings}
    if codes & {"LX-I049", "LX-I024"}:
        wrong.append(("crashed", f"the net was needed: {sorted(codes)} {seen.findings[-1].params}"))
    for found in seen.findings:
        wrong += _unsaid(found)
    silent = seen.status is Status.USABLE and not seen.findings
    opened = content(path, known)
    for what in ("messages", "members", "pages", "text"):
        try:
            count = _drained(what, opened, path)
        except BadFile as bad:
            if silent and what in _PROMISED.get(known.kind, ()):
                wrong.append(("silent", f"{known.kind} called usable without a word; its {what} are {bad.reason}"))
            continue
        except Exception as error:
            wrong.append(("crashed", f"{what}: {type(error).__name__}: {error}"))
            continue
        fact = seen.facts.get(_COUNTED.get((known.kind, what), ""))
        if fact is not None and int(fact) != count and seen.status is Status.USABLE and not codes:
            wrong.append(("silent", f"{known.kind}: {fact} {what} in the list, {count} in the content"))
    return wrong


#: What is in every file of a kind, so that a file called usable must hand it out.
_PROMISED = {
    FileKind.PDF: ("pages",),
    FileKind.ZIP: ("members",),
    FileKind.MAIL: ("messages", "members"),
    FileKind.CHAT: ("messages",),
    FileKind.TEXT: ("text",),
    FileKind.CSV: ("text",),
    FileKind.DOCX: ("text",),
    **dict.fromkeys(
        (FileKind.JPEG, FileKind.PNG, FileKind.TIFF, FileKind.GIF, FileKind.BMP, FileKind.WEBP), ("pages",)
    ),
}
_COUNTED = {
    (FileKind.PDF, "pages"): "pages",
    (FileKind.TIFF, "pages"): "pages",
    (FileKind.CHAT, "messages"): "rows",
    (FileKind.MAIL, "members"): "attachments",
    (FileKind.ZIP, "members"): "members",
}


def _drained(what: str, opened: Any, path: Path) -> int:
    """Read all pieces of one kind and return their number; every byte of a text is in one of them.

    Between the messages of a chat or a mailbox lie empty lines only.
    """
    count = covered = at = 0
    for piece in getattr(opened, what)():
        count += 1
        if isinstance(piece, Message):
            if count > 1 and path.read_bytes()[at : piece.offset].strip(b"\r\n\0"):
                raise AssertionError(f"bytes {at} to {piece.offset} are in no message")
            at = piece.offset + piece.size
        if isinstance(piece, Member):
            try:
                piece.read(50_000_000)
            except BadFile:
                continue
        elif what == "text" and isinstance(opened, TextContent):
            covered += piece.size
    if at and not opened.findings and path.read_bytes()[at:].strip(b"\r\n\0"):
        raise AssertionError(f"bytes from {at} on are in no message")
    if what == "text" and isinstance(opened, TextContent):
        size = path.stat().st_size - opened.encoding().start
        if covered != size:
            raise AssertionError(f"{size - covered} bytes are in no line")
    return count


def _unsaid(found: Finding) -> list[tuple[str, str]]:
    """Return what is wrong with the words of a finding: they must be there, in both languages, and printable."""
    try:
        said = found.message("zh") + found.remedy("zh") + found.message("en")
    except Exception as error:
        return [("crashed", f"{found.code}: {error!r}")]
    steers = [char for char in said if unicodedata.category(char) in ("Cc", "Cs") and char not in "\n\t"]
    return [("silent", f"{found.code} shows {steers!r}")] if steers else []


# --- many trials ------------------------------------------------------------------------------------------------


def _work(pipe: Any) -> None:
    """Read one file after another; the parent ends a process that takes too long."""
    while True:
        path, name = pipe.recv()
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        wrong = probe(path, name)
        more = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024
        if more > MEGABYTES:
            wrong.append(("hung", f"{more} MB for one file"))
        pipe.send((wrong, more))


class _Worker:
    """A process that reads files; started anew after one that hung or died."""

    def __init__(self) -> None:
        self._process: Any = None
        self._pipe: Any = None

    def read(self, path: Path, name: str) -> tuple[list[tuple[str, str]], int]:
        if self._process is None:
            here, there = mp.get_context("spawn").Pipe()
            self._process = mp.get_context("spawn").Process(target=_work, args=(there,), daemon=True)
            self._process.start()
            self._pipe = here
            there.close()
        try:
            self._pipe.send((path, name))
            if self._pipe.poll(SECONDS):
                answer: tuple[list[tuple[str, str]], int] = self._pipe.recv()
                return answer
            wrong = ("hung", f"more than {SECONDS} s")
        except (EOFError, OSError):
            wrong = ("crashed", f"the process died with {self._process.exitcode}")
        self.stop()
        return [wrong], 0

    def stop(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.join()
        self._process = None


def run(count: int, seed: int, folder: Path) -> Tally:
    """Read ``count`` damaged files; a part of them is also taken in as one delivery."""
    tally = Tally("readers")
    seeds = samples()
    others = list(seeds.values())
    workers = [_Worker() for _ in range(WORKERS)]
    kept: list[Path] = []

    def trial(number: int) -> tuple[str, list[tuple[str, str]], int]:
        draw = random.Random(seed * 1_000_003 + number)
        name = sorted(seeds)[number % len(seeds)]
        data, done, sure = damaged(draw, seeds[name], others)
        shown = name if draw.random() < 0.7 else "x." + draw.choice(("pdf", "docx", "zip", "jpg", "eml", "csv", "txt"))
        path = folder / f"{number}-{Path(name).name[-40:]}"
        path.write_bytes(data)
        wrong, more = workers[number % WORKERS].read(path, shown)
        if sure is not None and (kind := identify(path, "x").kind) is not sure:
            wrong.append(("unseen", f"begins as {sure}, is called {kind}"))
        if number < DELIVERY:
            kept.append(path)
        elif not wrong:
            path.unlink()
        return f"{number} {name} {done}", wrong, more

    def share(worker: int) -> list[tuple[str, list[tuple[str, str]], int]]:
        return [trial(number) for number in range(worker, count, WORKERS)]

    with ThreadPoolExecutor(WORKERS) as pool:
        for part in pool.map(share, range(WORKERS)):
            for what, wrong, more in part:
                tally.tried += 1
                tally.facts["MB"] = max(tally.facts.get("MB", 0), more)
                for kind, note in wrong:
                    tally.bad(kind, f"{what}: {note}")
    for worker in workers:
        worker.stop()
    _delivered(tally, kept, folder)
    return tally


def _delivered(tally: Tally, kept: list[Path], folder: Path) -> None:
    """Take the damaged files in: each has one line in the list, and none that cannot be used goes without a word."""
    source = folder / "来源"
    source.mkdir()
    for path in kept:
        path.rename(source / path.name)
    started = time.monotonic()
    try:
        got = take_in(source, folder / "案")
    except Exception as error:
        tally.bad("crashed", f"intake of {len(kept)} files: {error!r}")
        return
    tally.count("delivered", len(got.records))
    tally.count("delivery_seconds", round(time.monotonic() - started))
    if {record.name for record in got.records} != {path.name for path in kept}:
        tally.bad("lost", "files without a line in the list")
    told = {found.where.file for found in got.findings}
    for record in got.records:
        if record.status not in (Status.USABLE, Status.SYSTEM) and record.name not in told:
            tally.bad("silent", f"{record.name} is {record.status} without a word")
