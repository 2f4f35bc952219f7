"""Hostile and broken input gets a finding and a line in the list, never a traceback and never a silent drop."""

from __future__ import annotations

import io
import os
import random
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Sequence
from pathlib import Path
from threading import Event
from typing import BinaryIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from intake_kit import INBOX, codes, docx, jpeg, record, taken, words, zipped
from lexcollect.formats.kinds import FileKind, Status
from lexcollect.formats.limits import MAX_TEXT_CHARS
from lexcollect.formats.recognise import identify
from lexcollect.formats.shapes import Picture
from lexcollect.intake import store, taking
from lexcollect.intake import walk as walking
from lexcollect.intake.examine import examine
from lexcollect.intake.judge import Seen
from lexcollect.intake.origin import About
from lexcollect.intake.taking import take_in
from lexcollect.intake.twins import looks_like, similar_pairs


def test_links_are_not_followed(tmp_path: Path) -> None:
    secret = tmp_path / "外面.txt"
    secret.write_text("外面的秘密", encoding="utf-8")
    source = tmp_path / "来源"
    source.mkdir()
    (source / "链接.txt").symlink_to(secret)
    (source / "绕圈").symlink_to(source, target_is_directory=True)
    got = take_in(source, tmp_path / "案")
    assert {r.name: r.status for r in got.records} == {"链接.txt": Status.UNREADABLE, "绕圈": Status.UNREADABLE}
    assert codes(got) == {"LX-I022"}
    assert list((tmp_path / "案/1-收到的材料").iterdir()) == []


def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    source = tmp_path / "来源"
    source.mkdir()
    os.mkfifo(source / "管道")
    got = take_in(source, tmp_path / "案")
    assert codes(got, "管道") == {"LX-I022"}
    assert got.summary.total == 1


def test_a_folder_without_permission_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = tmp_path / "来源"
    (source / "锁着").mkdir(parents=True)
    (source / "一.txt").write_text("一", encoding="utf-8")
    real = os.scandir

    def scandir(path: os.PathLike[str]) -> object:
        if Path(path).name == "锁着":
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr(walking.os, "scandir", scandir)
    got = take_in(source, tmp_path / "案")
    assert codes(got, "锁着/") == {"LX-I023"}
    assert record(got, "一.txt").status is Status.USABLE


def test_names_that_cannot_be_written_down_are_counted(tmp_path: Path) -> None:
    source = tmp_path / "来源"
    source.mkdir()
    for raw in ("合同".encode("gbk") + b".txt", b"a\x1b[31m.txt", b"..\\b.txt"):
        Path(os.fsdecode(os.fsencode(source) + b"/" + raw)).write_bytes(b"x")
    got = take_in(source, tmp_path / "案")
    assert got.summary.counts[Status.UNREADABLE] == 3
    assert codes(got) == {"LX-I025"}
    assert all("\x1b" not in f.line() for f in got.findings)


def test_a_name_in_the_other_unicode_form_keeps_its_bytes(tmp_path: Path) -> None:
    name = unicodedata.normalize("NFD", "café 한글.txt")
    got = taken(tmp_path, {name: b"abc", unicodedata.normalize("NFC", name): b"def"})
    assert name in {p.name for p in (tmp_path / "案/1-收到的材料").iterdir()}
    assert "LX-I046" in codes(got)


def test_the_longest_name_a_system_allows_is_copied(tmp_path: Path) -> None:
    name = "函" * 83 + "ab.txt"
    assert len(name.encode()) == 255
    got = taken(tmp_path, {name: b"abc"})
    assert codes(got, name) == {"LX-I020"}
    assert (tmp_path / "案/1-收到的材料" / name).read_bytes() == b"abc"


@pytest.mark.parametrize("member", ["../外面.txt", "/etc/passwd", "C:/x.txt", "a/../../b.txt", "..\\外面.txt"])
def test_an_archive_that_leaves_its_folder_is_refused(tmp_path: Path, member: str) -> None:
    got = taken(tmp_path, {"包.zip": zipped({member: b"x"})})
    assert codes(got, "包.zip") == {"LX-I030"}
    assert record(got, "包.zip").status is Status.UNREADABLE
    assert (tmp_path / "案/1-收到的材料/包.zip").is_file()


def test_an_archive_that_swells_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    got = taken(
        tmp_path,
        {
            "包.zip": zipped({"大.txt": b"\0" * 30_000_000}),
            "多.zip": zipped({f"{number}.txt": b"" for number in range(5_001)}),
        },
    )
    assert codes(got, "包.zip") == codes(got, "多.zip") == {"LX-I029"}


def test_an_archive_that_lies_about_its_sizes_is_caught(tmp_path: Path) -> None:
    data = bytearray(zipped({"照片.jpg": b"\0" * 3_000_000}))
    at = data.rindex(b"PK\x01\x02")
    data[at + 24 : at + 28] = struct.pack("<I", 10)
    got = taken(tmp_path, {"包.zip": bytes(data)})
    assert "LX-I032" in codes(got, "包.zip")


def _spoilt(data: bytes, inside: bytes) -> bytes:
    """Return a zip with one byte of a stored member changed: its check sum says so."""
    return data.replace(inside, inside[:-1] + b"?", 1)


@pytest.mark.parametrize(
    ("name", "members", "code"),
    [
        ("包.zip", {"合同.docx": b"page one of it", "好.txt": b"x"}, "LX-I032"),
        ("包.zip", {"照片/1.jpg": b"page one of it"}, "LX-I032"),
        ("表.xlsx", {"[Content_Types].xml": b"", "xl/media/image1.png": b"page one of it"}, "LX-I072"),
        ("讲.pptx", {"[Content_Types].xml": b"", "ppt/media/image1.png": b"page one of it"}, "LX-I072"),
        ("票.ofd", {"OFD.xml": b"", "Doc_0/Res/image_1.jpg": b"page one of it"}, "LX-I072"),
        ("文.odt", {"mimetype": b"", "META-INF/manifest.xml": b"", "Pictures/1.png": b"page one of it"}, "LX-I072"),
    ],
)
def test_whatever_is_damaged_inside_is_told(tmp_path: Path, name: str, members: dict[str, bytes], code: str) -> None:
    """A picture in a Word file, a contract in an archive: the file opens, and one part of it is lost."""
    whole = zipped(members, compress=False)
    sound = taken(tmp_path / "好", {name: whole})
    assert code not in codes(sound, name)
    got = taken(tmp_path / "坏", {name: _spoilt(whole, b"page one of it")})
    told = next(f for f in got.findings if f.code == code)
    assert next(n for n in members if members[n] == b"page one of it") in told.message("zh")


def test_what_the_library_of_a_format_prints_is_not_on_the_screen(tmp_path: Path, capfd: object) -> None:
    out = io.BytesIO()
    Image.effect_noise((200, 200), 60).save(out, "TIFF", compression="tiff_adobe_deflate")
    data = bytearray(out.getvalue())
    data[3000:3400] = b"\x55" * 400
    taken(tmp_path, {"合订.tif": bytes(data)})
    assert capfd.readouterr() == ("", "")  # type: ignore[attr-defined]


def test_a_locked_archive_asks_for_its_password(tmp_path: Path) -> None:
    data = bytearray(zipped({"照片.jpg": b"abc"}))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + offset] |= 1
    got = taken(tmp_path, {"包.zip": bytes(data)})
    assert record(got, "包.zip").status is Status.ENCRYPTED
    assert codes(got, "包.zip") == {"LX-I004"}


def test_gbk_names_in_an_archive_are_decoded(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as box:
        box.writestr("XXXX.txt", b"abc")
    data = out.getvalue().replace(b"XXXX.txt", "照片".encode("gbk") + b".txt")
    got = taken(tmp_path, {"包.zip": data})
    assert record(got, "包.zip").facts["member_names"] == "照片.txt"
    assert codes(got, "包.zip") == {"LX-I016"}


def test_entities_in_office_files_are_refused(tmp_path: Path) -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><w:document>&b;</w:document>'
    plain = zipped({"[Content_Types].xml": b"<Types/>", "word/document.xml": bomb})
    late = zipped({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<!--" + b" " * 70_000 + b"-->" + bomb})
    got = taken(tmp_path, {"合同.docx": plain, "合同2.docx": late})
    assert {r.status for r in got.records} == {Status.BROKEN}


def test_a_picture_with_too_many_pixels_is_not_decoded(tmp_path: Path) -> None:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 60_000, 60_000, 1, 0, 0, 0, 0))
    bomb = b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b"")
    got = taken(tmp_path, {"图.png": bomb})
    assert codes(got, "图.png") == {"LX-I036"}
    assert record(got, "图.png").status is Status.UNREADABLE


@pytest.mark.parametrize(
    "name",
    [
        "合同盖章版.pdf",
        "IMG_2031.jpg",
        "送货单　0828.png",
        "IMG_3310.HEIC",
        "合同最终版2.docx",
        "往来款核对.xlsx",
        "照片/现场照片.zip",
    ],
)
@pytest.mark.parametrize("part", [0.35, 0.8])
def test_a_cut_file_is_broken_or_said_to_be_damaged(tmp_path: Path, name: str, part: float) -> None:
    data = (INBOX / name).read_bytes()
    got = taken(tmp_path, {Path(name).name: data[: int(len(data) * part)]})
    (only,) = got.records
    assert only.status is Status.BROKEN or "LX-I033" in codes(got)
    assert codes(got) & {"LX-I001", "LX-I033"}


def test_a_damaged_photo_still_tells_its_day(tmp_path: Path) -> None:
    """IMG_2031.jpg was taken on a day that EXIF names; half of it lost, the day is not."""
    whole = taken(tmp_path / "全", {"IMG_2031.jpg": (INBOX / "IMG_2031.jpg").read_bytes()})
    data = (INBOX / "IMG_2031.jpg").read_bytes()
    half = taken(tmp_path / "半", {"IMG_2031.jpg": data[: len(data) // 2]})
    assert record(half, "IMG_2031.jpg").status is Status.BROKEN
    assert record(half, "IMG_2031.jpg").dates == record(whole, "IMG_2031.jpg").dates != ()


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("CON", {"LX-I070"}),
        ("nul.txt", {"LX-I070"}),
        ("材料/LPT1.pdf", {"LX-I003", "LX-I070"}),
        ("附件.", {"LX-I070"}),
        ("材料 /单.txt", {"LX-I070"}),
        ("对账单:终稿.txt", {"LX-I070"}),
        ("合同\u202efdp.txt", {"LX-I071"}),
        ("合同\u200b.txt", {"LX-I071"}),
        ("contact.txt", set()),
        ("重要😀回单.txt", set()),
        ("私\ue000用.txt", set()),
    ],
)
def test_a_name_that_others_cannot_use_or_see_is_told_and_the_file_taken(
    tmp_path: Path, name: str, told: set[str]
) -> None:
    got = taken(tmp_path, {name: b"x"})
    assert codes(got, name) == told
    assert record(got, name).status is Status.USABLE
    assert (tmp_path / "案/1-收到的材料" / name).read_bytes() == b"x"


def test_what_was_read_for_the_cues_is_not_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Fifty thousand texts of 400,000 characters are not to lie in memory until the last one was read."""
    held: list[int] = []
    real = taking.judge

    def watched(seen: Sequence[Seen]) -> object:
        held.append(sum(len(one.look.text) for one in seen))
        return real(seen)

    monkeypatch.setattr(taking, "judge", watched)
    got = taken(tmp_path, {f"{n}.txt": "内部讨论\n".encode() * 9_000 for n in range(3)})
    assert held == [0] and all(About.PRIVILEGED in one.asks for one in got.records)


def test_pictures_are_compared_as_all_pairs_would_be() -> None:
    """The window by grey is a saving only: it passes no pair over that looks alike."""
    draw = random.Random(8)
    base = [bytes(draw.randrange(256) for _ in range(4096)) for _ in range(6)]
    greys = [bytes(max(0, min(255, g + draw.randrange(-1, 2))) for g in one) for one in base for _ in range(6)]
    pictures = [Picture(0, grey, 1.4, 1) for grey in greys]
    every = [(a, b) for b in range(36) for a in range(b) if looks_like(pictures[a], pictures[b])]
    assert list(similar_pairs(pictures)) == every and len(every) == 90


def test_a_broken_file_without_an_intact_twin_says_so(tmp_path: Path) -> None:
    got = taken(tmp_path, {"对账单.pdf": b"%PDF-1.4\nnothing", "别的.pdf": b"%PDF-1.4\n"})
    assert codes(got, "对账单.pdf") == {"LX-I001"}


def test_a_document_under_a_system_name_is_not_swallowed(tmp_path: Path) -> None:
    got = taken(tmp_path, {"~$合同.jpg": jpeg(), "Thumbs.db": jpeg(colour="red")})
    assert {r.status for r in got.records} == {Status.USABLE}


def test_formula_cells_are_neutralised(tmp_path: Path) -> None:
    taken(tmp_path, {"=cmd|'/c calc'!A1.txt": b"x", "@sum.txt": b"y", "+1.txt": b"z"})
    listed = (tmp_path / "案/2-整理/材料清单.csv").read_text(encoding="utf-8-sig")
    assert ",'=cmd|" in listed
    assert ",'@sum.txt" in listed
    assert ",'+1.txt" in listed


def test_a_mail_bomb_of_parts_is_bounded(tmp_path: Path) -> None:
    part = b"--b\r\nContent-Disposition: attachment; filename=a.txt\r\n\r\nx\r\n"
    mail = (
        b"From: a@b.example\r\nTo: c@d.example\r\nSubject: =?gb2312?B?///?=\r\nDate: nonsense\r\n"
        b"Content-Type: multipart/mixed; boundary=b\r\n\r\n" + part * 2_000
    )
    got = taken(tmp_path, {"信.eml": mail})
    assert int(record(got, "信.eml").facts["attachments"]) <= 500
    assert "LX-I050" in codes(got, "信.eml")
    assert record(got, "信.eml").dates == ()


def test_mails_nested_without_end_get_a_line_and_stop_nobody(tmp_path: Path) -> None:
    head = b"From: a@b.example\r\nTo: c@d.example\r\nSubject: x\r\n"
    nested = head + b"Content-Type: message/rfc822\r\n\r\n" * 3_000 + b"x"
    got = taken(tmp_path, {"套.eml": nested, "好.txt": "还款".encode()})
    assert record(got, "套.eml").status is Status.UNREADABLE
    assert codes(got, "套.eml") == {"LX-I263"}
    assert record(got, "好.txt").status is Status.USABLE
    assert (tmp_path / "案/1-收到的材料/套.eml").read_bytes() == nested


def test_a_mail_with_a_label_that_is_no_encoding_is_read(tmp_path: Path) -> None:
    head = b"From: a@b.example\r\nTo: c@d.example\r\nSubject: =?undefined?q?abc?=\r\n"
    path = tmp_path / "信.eml"
    path.write_bytes(head + "Content-Type: text/plain; charset=undefined\r\n\r\n八万元".encode())
    look = examine(path, "信.eml", identify(path))
    assert (look.facts["subject"], look.text) == ("abc", "八万元")
    assert {found.code for found in look.findings} == {"LX-I055", "LX-I057"}  # what it is labelled, and no day


def test_one_long_string_shared_by_all_cells_does_not_swell(tmp_path: Path) -> None:
    space = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    rows = ("<row>" + '<c t="s"><v>0</v></c>' * 100 + "</row>") * 500
    book = {
        "[Content_Types].xml": b"<Types/>",
        "xl/workbook.xml": f"<workbook {space}><sheets><sheet name='一'/></sheets></workbook>".encode(),
        "xl/sharedStrings.xml": f"<sst {space}><si><t>{'长' * 100_000}</t></si></sst>".encode(),
        "xl/worksheets/sheet1.xml": f"<worksheet {space}><sheetData>{rows}</sheetData></worksheet>".encode(),
    }
    path = tmp_path / "表.xlsx"
    path.write_bytes(zipped(book))
    assert len(examine(path, "表.xlsx", identify(path)).text) <= MAX_TEXT_CHARS


def test_cells_beyond_the_bound_are_said_to_be_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from lexcollect.formats import workbook

    monkeypatch.setattr(workbook, "MAX_CELLS", 3)
    path = tmp_path / "表.xlsx"
    cells = "".join(f"<c r='A{n}'><v>{n}</v></c>" for n in range(1, 6))
    sheet = f"<w><row>{cells}</row></w>".encode()
    path.write_bytes(zipped({"[Content_Types].xml": b"<Types/>", "xl/worksheets/sheet1.xml": sheet}))
    assert [f.code for f in examine(path, "表.xlsx", identify(path)).findings] == ["LX-I050"]


def test_a_file_that_grows_while_copied_is_not_taken_half(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = store._pour

    def growing(reader: BinaryIO, writer: BinaryIO | None, stop: Event | None) -> tuple[str, int]:
        result = real(reader, writer, stop)
        if writer is not None:
            with (tmp_path / "来源/下载中.pdf").open("ab") as stream:
                stream.write(b"more")
        return result

    with monkeypatch.context() as patch:
        patch.setattr(store, "_pour", growing)
        got = taken(tmp_path, {"下载中.pdf": b"%PDF-1.7 "})
    assert codes(got, "下载中.pdf") == {"LX-I024"}
    assert record(got, "下载中.pdf").status is Status.UNREADABLE
    again = take_in(tmp_path / "来源", tmp_path / "案")
    assert record(again, "下载中.pdf").size == len(b"%PDF-1.7 more")


def test_what_a_killed_copy_left_is_no_material(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def killed(_: Path, __: Path) -> None:
        raise SystemExit

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", killed)
        patch.setattr(Path, "unlink", lambda *_, **__: None)  # a killed process clears nothing away
        with pytest.raises(SystemExit):
            taken(tmp_path, {"合同.txt": b"x"})
    assert len(list((tmp_path / "案/.lexcollect").iterdir())) == 1
    got = taken(tmp_path, {"合同.txt": b"x"})
    assert [r.name for r in got.records] == ["合同.txt"]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    head=st.sampled_from(
        [
            b"%PDF-1.7\n",
            b"\xff\xd8\xff\xe0",
            b"\x89PNG\r\n\x1a\n",
            b"PK\x03\x04",
            b"\0\0\0\x18ftypheic",
            b"II*\0",
            b"GIF89a",
            b"BM0000\0\0\0\0",
            b"RIFF0000WEBP",
            b"From: a\r\nTo: b\r\nSubject: c\r\n",
            b"localId,Type,IsSender,CreateTime,StrContent\n",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
            b"\xff\xfe",
            b"",
        ]
    ),
    tail=st.binary(max_size=400),
)
def test_no_bytes_make_a_reader_fail(tmp_path: Path, head: bytes, tail: bytes) -> None:
    path = tmp_path / "x.pdf"
    path.write_bytes(head + tail)
    known = identify(path, "x.pdf")
    kind, look = known.kind, examine(path, "x.pdf", known)
    assert look.status in Status
    assert "LX-I049" not in {f.code for f in look.findings}  # the net below the readers stays unused
    assert (kind is FileKind.EMPTY) == (not head + tail)


def test_a_privileged_word_inside_a_contract_is_no_cue(tmp_path: Path) -> None:
    clause = docx(words("钢材购销合同") + words("第九条 保密：双方对本合同内容保密，勿外传。" * 3))
    got = taken(tmp_path, {"合同.docx": clause, "保密协议.docx": docx(words("保密协议"))})
    assert {r.exclude for r in got.records} == {"unclear"}
