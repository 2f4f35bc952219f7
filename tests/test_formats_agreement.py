"""What the list of the material says of a file and what the package makes of it agree, for every file there is.

The same corpus goes through intake and into a package: the example's inbox, odd files of many formats, and damaged
copies of them. A file is never a PDF in one list and a placeholder without a reason in the other.
"""

from __future__ import annotations

import io
import random
from pathlib import Path

import pytest

from bundle_kit import codes as bundle_codes
from bundle_kit import item, marked_pdf, material, packed, pdf_bytes
from intake_kit import INBOX, docx, jpeg, words, zipped
from lexcollect.bundle.office_source import PRINTED
from lexcollect.bundle.recording_source import RECORDINGS
from lexcollect.evidence.items import SourceFile
from lexcollect.formats.kinds import PICTURES, FileKind, Status
from lexcollect.formats.limits import MAX_MEMBERS
from lexcollect.intake.records import Record
from lexcollect.intake.taking import take_in

DATA = Path(__file__).resolve().parent / "data" / "formats"
#: Reasons for which a whole file is a placeholder; LX-B013 says that its kind is not shown page by page.
NOT_OPENED = {"LX-B010", "LX-B011", "LX-B012", "LX-B017", "LX-B018", "LX-B019", "LX-B028", "LX-B029", "LX-B033"}
SHOWN = PICTURES | {FileKind.PDF, FileKind.ZIP}
#: Set by us from what they say; printed by LibreOffice. One that is damaged is shown as far as it can be read.
WRITTEN = {FileKind.CHAT, FileKind.MAIL, FileKind.CSV, FileKind.TEXT, FileKind.XML, FileKind.HTML}
PRINTS = {"LX-B163", "LX-B164", "LX-B166", "LX-B167"}
#: What the package may say of a file that the list calls so. A cut JPEG is shown as far as it goes, and told; of a
#: picture with several frames the sound ones are shown.
BY_STATUS = {
    Status.BROKEN: {"LX-B011", "LX-B015", "LX-B019", "LX-B027"},
    Status.ENCRYPTED: {"LX-B010", "LX-B028"},
    Status.UNREADABLE: {"LX-B017", "LX-B018", "LX-B033"},
}


def odd_files() -> dict[str, bytes]:
    """Files that the three recognisers and the two sets of limits of before judged differently."""
    pdf = pdf_bytes(marked_pdf())
    boxless = marked_pdf()
    boxless.pages[0].obj.MediaBox = boxless.make_indirect([0, 0, 0])
    locked = bytearray(zipped({"照片.jpg": b"abc"}))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        locked[locked.index(mark) + offset] |= 1
    odt = {"mimetype": b"application/vnd.oasis.opendocument.text", "META-INF/manifest.xml": b"", "content.xml": b""}
    return {
        "前有空行.pdf": b"\r\n\r\n" + pdf,
        "网页下载.pdf": b"HTTP/1.1 200 OK\r\n\r\n" + pdf,
        "无页框.pdf": pdf_bytes(boxless),
        "谈到PDF.txt": "见 %PDF-1.4 开头的文件".encode(),
        "存PDF的包.zip": zipped({"1.pdf": pdf, "2.pdf": pdf}, compress=False),
        "图其实是.pdf": jpeg(),
        "文本其实是.docx": b"PK\x03\x04 no archive at all",
        "合同.docx": docx(words("合同")),
        "说明.odt": zipped(odt),
        "图册.zip": zipped({f"{n}.jpg": jpeg() for n in range(3)}),
        "多.zip": zipped({f"{n}": b"" for n in range(MAX_MEMBERS + 1)}),
        "胀.zip": zipped({"大.txt": b"\0" * 30_000_000}),
        "出.zip": zipped({"../外.txt": b"x"}),
        "锁.zip": bytes(locked),
        "空.zip": zipped({"__MACOSX/._a": b""}),
        "伪.bmp": b"BM is how this text begins",
        "半.gif": b"GIF8",
        "空.pdf": b"",
        "位图.heic": b"\0\0\0\x18ftypheic" + b"\0" * 90,
    }


def damaged(files: dict[str, bytes]) -> dict[str, bytes]:
    """One cut and one altered copy of each file that can be shown; the same every time."""
    chance = random.Random(7)
    out = {}
    for name, data in files.items():
        if len(data) > 40 and name.rpartition(".")[2].lower() in ("pdf", "jpg", "png", "tif", "zip", "heic"):
            out[f"截_{name}"] = data[: int(len(data) * chance.uniform(0.1, 0.95))]
            altered = bytearray(data)
            for _ in range(3):
                altered[chance.randrange(len(altered))] ^= 1 << chance.randrange(8)
            out[f"改_{name}"] = bytes(altered)
    return out


def corpus(which: str) -> dict[str, bytes]:
    if which == "inbox":
        return {p.relative_to(INBOX).as_posix(): p.read_bytes() for p in sorted(INBOX.rglob("*")) if p.is_file()}
    samples = {path.name: path.read_bytes() for path in sorted(DATA.iterdir())}
    if which == "samples":
        return samples
    return odd_files() if which == "odd" else damaged({**samples, **odd_files()})


@pytest.mark.parametrize("which", ["inbox", "samples", "odd", "damaged"])
def test_the_list_and_the_package_agree_on_every_file(tmp_path: Path, which: str) -> None:
    files = corpus(which)
    for name, data in files.items():
        path = tmp_path / "案" / "1-收到的材料" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    taken = take_in(tmp_path / "案" / "1-收到的材料", tmp_path / "案")
    records = {record.name: record for record in taken.records}
    assert set(records) == set(files)
    sources = {name: source_of(tmp_path / "案", records[name]) for name in files}
    items = [item(f"1-{number}", sources[name]) for number, name in enumerate(sorted(files), start=1)]
    built = packed(tmp_path / "包", *items)
    assert built.folder, bundle_codes(built)
    told: dict[str, set[str]] = {name: set() for name in files}
    for found in built.findings:
        # What is told of a file inside an archive stands behind the archive's name; what is told of all, nowhere.
        for name in files:
            if found.where.file == name or found.where.file.startswith(f"{name}/"):
                told[name].add(found.code)
    listed: dict[str, set[str]] = {name: set() for name in files}
    for found in taken.findings:
        if found.where.file in listed:
            listed[found.where.file].add(found.code)
    wrong = {name: why for name in files if (why := _disagree(records[name], told[name], listed[name]))}
    assert not wrong
    assert set(built.pages) == {one.id for one in items}  # and each has at least its page
    assert all(last >= first for first, last in built.pages.values())


def source_of(matter: Path, record: Record) -> SourceFile:
    path = matter / "1-收到的材料" / record.name
    return SourceFile(path, record.name, record.sha256, record.size, record.kind.value)


def _disagree(record: Record, told: set[str], listed: set[str]) -> str:
    """Return in what the list and the package differ on one file, or an empty text."""
    reasons = told & (NOT_OPENED | {"LX-B013"})
    if record.kind in RECORDINGS:
        return "" if told & {"LX-B285", "LX-B286"} else f"{record.kind}: {told}"
    if record.kind is FileKind.OFD:
        return "" if told & {"LX-B280", "LX-B282", "LX-B011"} else f"{record.kind}: {told}"
    status = record.status
    if status is Status.DUPLICATE:
        status = Status.USABLE  # a twin that somebody files all the same
    if ("LX-I003" in listed) != ("LX-B014" in told) and status is not Status.BROKEN:
        return f"name: {listed} {told}"
    if record.kind is FileKind.EMPTY or record.size == 0:
        return "" if reasons == {"LX-B012"} else f"empty: {told}"
    if record.kind in WRITTEN:
        why = reasons | (told & {"LX-B160", "LX-B060"})
        return f"{record.kind}: {told}" if why and status is Status.USABLE else ""
    if record.kind in PRINTED:
        return "" if told & PRINTS or reasons else f"{record.kind}: {told}"
    if record.kind not in SHOWN:
        return "" if reasons == {"LX-B013"} else f"{record.kind}: {told}"
    if status is Status.USABLE:
        return "" if not reasons & NOT_OPENED or "members" in record.facts else f"usable: {told}"
    return "" if told & BY_STATUS[status] else f"{record.kind} {status}: {told}"


def test_a_damaged_frame_costs_no_other(tmp_path: Path) -> None:
    """Three delivery notes in one TIFF, the second spoilt: two are printed, and the page of the second says why."""
    data = bytearray((DATA / "送货单合订.tif").read_bytes())
    middle = len(data) // 2
    data[middle : middle + 200] = b"\0" * 200
    built = packed(tmp_path, item("3-1", material(tmp_path, "送货单.tif", bytes(data))))
    assert bundle_codes(built) == ["LX-B015"] and built.pages["3-1"] == (2, 4)


def test_a_pdf_whose_pages_are_found_by_repair_only_is_no_broken_file(tmp_path: Path) -> None:
    """Without repair it opens and shows no page at all: the list said damaged, the package printed it."""
    data = bytearray(pdf_bytes(marked_pdf()))
    at = data.index(b"0000000000 65535 f") + 3 * 20  # where the page itself is said to lie
    data[at : at + 10] = b"0000040123"
    material(tmp_path, "合同.pdf", bytes(data))
    taken = take_in(tmp_path / "1-收到的材料", tmp_path)
    (record,) = taken.records
    built = packed(tmp_path, item("1-1", source_of(tmp_path, record)))
    assert record.status is Status.USABLE and record.facts["pages"] == "1"
    assert "LX-I033" in {f.code for f in taken.findings} and bundle_codes(built) == ["LX-B016", "LX-B075"]


def test_a_file_recognised_once_is_not_recognised_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The kind in the catalogue is what is shown: the page does not ask the bytes a second time."""
    from lexcollect.bundle import exhibits

    def asked(*_: object) -> FileKind:
        raise AssertionError("recognised twice")

    source = material(tmp_path, "合同.pdf", pdf_bytes(marked_pdf()))
    known = SourceFile(source.path, source.name, source.sha256, source.size, "pdf")
    monkeypatch.setattr(exhibits, "recognise", asked)
    built = packed(tmp_path, item("1-1", known))
    assert bundle_codes(built) == [] and built.pages["1-1"] == (2, 2)


def test_page_counts_and_turns_of_the_list_are_those_of_the_package(tmp_path: Path) -> None:
    """A PDF of five pages and a TIFF of three frames are five and three pages; a turned photo stands upright."""
    from PIL import Image

    pdf = marked_pdf()
    for _ in range(4):
        pdf.pages.append(pdf.pages[0])
    out = io.BytesIO()
    frames = [Image.new("L", (40, 30), shade) for shade in (0, 128, 255)]
    frames[0].save(out, "TIFF", save_all=True, append_images=frames[1:])
    files = {"五页.pdf": pdf_bytes(pdf), "三张.tif": out.getvalue()}
    for name, data in files.items():
        material(tmp_path, name, data)
    records = {r.name: r for r in take_in(tmp_path / "1-收到的材料", tmp_path).records}
    built = packed(
        tmp_path, *(item(f"1-{n}", source_of(tmp_path, records[name])) for n, name in enumerate(files, start=1))
    )
    counted = {name: built.pages[f"1-{n}"] for n, name in enumerate(files, start=1)}
    assert {name: last - first + 1 for name, (first, last) in counted.items()} == {
        name: int(records[name].facts["pages"]) for name in files
    }
