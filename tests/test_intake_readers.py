"""What single readers bring back: encodings, days, duplicates, cues, mail and chat."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intake_kit import INBOX, codes, docx, jpeg, record, taken, words, zipped
from lexcollect.formats import letters
from lexcollect.formats.encodings import decode
from lexcollect.formats.kinds import FileKind, Status
from lexcollect.formats.readers import pdf
from lexcollect.formats.reading import look
from lexcollect.formats.recognise import identify, recognise
from lexcollect.intake.cues import foreign_people, internal_cue, privileged_cue
from lexcollect.intake.name_dates import dates_in_name
from lexcollect.intake.twins import bare_name, by_bare_name, exact_twins

SENTENCE = "今收到货款叁拾万元，余款年底前付清。\r\n张三"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
def test_text_is_read_in_every_usual_encoding(encoding: str) -> None:
    decoded = decode(SENTENCE.encode(encoding))
    assert decoded is not None
    assert decoded[0].lstrip("\ufeff") == SENTENCE


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=1, max_size=60))
def test_chinese_text_survives_both_encodings(text: str) -> None:
    assert decode(text.encode("utf-8")) == (text, "utf-8")
    in_gb = decode(text.encode("gb18030"))
    assert in_gb is not None  # short GB text may by chance be valid UTF-8, but it is always text


def test_bytes_are_no_text() -> None:
    assert decode(b"\x01\x00\x00\xff\xfe\x81") is None
    assert decode(b"\x81\xff\xff\x81") is None


@pytest.mark.parametrize(
    ("name", "days"),
    [
        ("网银回单20230714.pdf", [date(2023, 7, 14)]),
        ("催款函（2025.5.20）.pdf", [date(2025, 5, 20)]),
        ("２０２３年４月６日订单.pdf", [date(2023, 4, 6)]),
        ("微信图片_20240205171512.jpg", [date(2024, 2, 5)]),
        ("IMG_20230907_153012.jpg", [date(2023, 9, 7)]),
        ("2023-1-5至2023-2-6流水.pdf", [date(2023, 1, 5), date(2023, 2, 6)]),
        ("mmexport1681291234567.jpg", [date(2023, 4, 12)]),
        ("dzfp_23122000000000000001_甲公司_20230510092211.pdf", [date(2023, 5, 10)]),
        ("送货单9.7.pdf", []),
        ("送货单0828.png", []),
        ("2023中秋福利.xlsx", []),
        ("收文2026第12.docx", []),
        ("20231332.pdf", []),
        ("账号2100000020230714000.pdf", []),
        ("2023-02-30.txt", []),
    ],
)
def test_days_in_names(name: str, days: list[date]) -> None:
    assert [c.day for c in dates_in_name(name)] == days


def test_the_unmarked_name_is_kept_of_equal_files() -> None:
    digests = {"合同 (1).pdf": "a", "合同.pdf": "a", "合同 - 副本.pdf": "a", "别的.pdf": "b"}
    assert exact_twins(digests) == {"合同 (1).pdf": "合同.pdf", "合同 - 副本.pdf": "合同.pdf"}


@pytest.mark.parametrize(
    "broken", ["对账单(盖章) - 副本.pdf", "对账单(盖章)(1).pdf", "x/对账单(盖章).pdf", "对账单(盖章) - Copy (2).pdf"]
)
def test_the_intact_twin_of_a_broken_file_is_found(broken: str) -> None:
    intact = by_bare_name(["对账单.pdf", "对账单(盖章).pdf", "对账单(盖章).jpg"])
    assert intact.get(bare_name(broken)) == "对账单(盖章).pdf"


def test_plain_pictures_of_different_colour_are_not_paired_with_photos(tmp_path: Path) -> None:
    got = taken(tmp_path, {"白.jpg": jpeg(), "黑.jpg": jpeg(colour="black")})
    assert {r.status for r in got.records} == {Status.USABLE}


def test_one_other_digit_on_the_same_form_is_another_paper(tmp_path: Path) -> None:
    """Two delivery notes printed from one form must never be taken for one; a recompressed copy must."""
    from PIL import Image, ImageDraw

    form = Image.open(INBOX / "送货单9.7.pdf").convert("RGB")

    def note(number: str, **options: int) -> bytes:
        page = form.copy()
        ImageDraw.Draw(page).rectangle((300, 300, 420, 325), fill="white")
        ImageDraw.Draw(page).text((300, 300), number, fill="black", font_size=22)
        out = io.BytesIO()
        page.resize((page.width // options.get("divide", 1), page.height // options.get("divide", 1))).save(
            out, "JPEG", quality=options.get("quality", 90)
        )
        return out.getvalue()

    got = taken(
        tmp_path,
        {"一.jpg": note("No 123456"), "二.jpg": note("No 789054"), "三.jpg": note("No 123456", divide=2, quality=40)},
    )
    assert {r.name: (r.status, r.twin) for r in got.records} == {
        "一.jpg": (Status.USABLE, ""),
        "二.jpg": (Status.USABLE, ""),
        "三.jpg": (Status.USABLE, ""),
    }
    assert codes(got, "二.jpg") == set() and codes(got, "三.jpg") == {"LX-I053"}


def test_privileged_and_internal_cues() -> None:
    assert privileged_cue("内部讨论-诉讼风险(勿外传).docx", "") == "内部讨论"
    assert privileged_cue("纪要.docx", "律师工作资料\n一、…") == "律师工作资料"
    assert privileged_cue("保密协议.pdf", "") == ""
    assert privileged_cue("催款函.pdf", "") == ""
    assert internal_cue("notes.txt", "沈河案 小李备忘 2026") == "备忘"
    assert internal_cue("合作备忘录(盖章).pdf", "合作备忘录") == ""
    assert internal_cue("合作备忘录.docx", "合作备忘录") == "备忘录"


def test_three_strangers_are_a_list_of_people_and_parties_are_no_strangers() -> None:
    people = ["120199198001100013", "120199198102110034", "120199198203120055"]
    assert foreign_people("、".join(people), ()) == 3
    assert foreign_people("、".join(people), [people[0]]) == 0
    assert foreign_people("、".join(people[:2]), ()) == 0
    assert foreign_people("订单号 120199198001100014 120199198102110035 120199198203120056", ()) == 0


def test_a_password_opens_the_locked_pdf_only_when_it_is_right() -> None:
    locked = INBOX / "工商查询(加密).pdf"
    assert pdf.opens_with(locked, "jb2023")
    assert not pdf.opens_with(locked, "jb2024")
    assert not pdf.opens_with(INBOX / "对账单(盖章) - 副本.pdf", "")


def test_an_unknown_zone_name_does_not_move_the_day(tmp_path: Path) -> None:
    """CST is China time here, not US Central: 14 hours would make it the day before or after."""
    path = tmp_path / "信.eml"
    path.write_bytes(b"From: a@b.example\r\nTo: c@d.example\r\nDate: Fri, 1 Mar 2024 23:20:05 CST\r\n\r\nx")
    assert [c.day for c in look(path, path.name, identify(path)).dates] == [date(2024, 3, 1)]
    path.write_bytes(b"From: a@b.example\r\nTo: c@d.example\r\nDate: Fri, 1 Mar 2024 20:20:05 +0000\r\n\r\nx")
    assert [c.day for c in look(path, path.name, identify(path)).dates] == [date(2024, 3, 2)]


def test_headers_outside_gb2312_are_read(tmp_path: Path) -> None:
    subject = "朱镕基喆".encode("gb18030").hex(" ").upper().replace(" ", "=")
    assert letters.header(f"=?gb2312?Q?={subject}?=", letters.Doubts()) == "朱镕基喆"


def test_tracked_changes_without_a_signed_text(tmp_path: Path) -> None:
    draft = docx(words("合同") + "<w:p><w:ins><w:r><w:t>六十日</w:t></w:r></w:ins></w:p>")
    got = taken(tmp_path, {"合同稿.docx": draft})
    assert codes(got, "合同稿.docx") == {"LX-I012"}
    assert record(got, "合同稿.docx").exclude == "draft"


def test_a_chat_without_its_pictures_is_reported(tmp_path: Path) -> None:
    chat = (
        "localId,Type,IsSender,CreateTime,StrContent\n1,3,0,1694071840,[图片]image/a.jpg\n"
        "2,3,0,1694071841,[图片]../../x.jpg\n3,1,0,乱,好的\n"
    )
    got = taken(tmp_path, {"聊天/聊天.csv": chat.encode("utf-8-sig")})
    told = codes(got, "聊天/聊天.csv") - {
        "LX-I100",
        "LX-I126",
        "LX-I107",
        "LX-I114",
        "LX-I115",
    }  # what every chat is told
    assert told == {"LX-I044", "LX-I066"}  # and the third has no time
    assert record(got, "聊天/聊天.csv").facts["rows"] == "3"


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (zipped({"[Content_Types].xml": b"", "xl/workbook.xml": b""}), FileKind.XLSX),
        (zipped({"OFD.xml": b""}), FileKind.OFD),
        (zipped({"a.txt": b""}), FileKind.ZIP),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, FileKind.OLE),
        (b"\0\0\0\x1cftypmif1\0\0\0\0mif1avif", FileKind.AVIF),
        (b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom", FileKind.VIDEO),
        (b"#!AMR\n", FileKind.AUDIO),
        (b"Rar!\x1a\x07\0", FileKind.ARCHIVE),
        (b"<!DOCTYPE html><html>", FileKind.HTML),
        ("日期,摘要,金额\n2023-01-01,货款,1\n".encode("gb18030"), FileKind.CSV),
        (SENTENCE.encode("utf-16"), FileKind.TEXT),
        (b"\x00\x01\x02\x03", FileKind.UNKNOWN),
    ],
)
def test_kinds_by_content(tmp_path: Path, data: bytes, kind: FileKind) -> None:
    path = tmp_path / "x"
    path.write_bytes(data)
    assert recognise(path) is kind


def test_a_locked_office_file_is_seen(tmp_path: Path) -> None:
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")
    got = taken(tmp_path, {"表.xlsx": data})
    assert record(got, "表.xlsx").status is Status.ENCRYPTED
