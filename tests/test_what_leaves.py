"""What leaves the house: names of received files, positions, owners and paths of machines stay in the matter."""

from __future__ import annotations

import base64
import io
import os
import struct
import zlib
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageCms
from PIL.PngImagePlugin import PngInfo

from bundle_kit import (
    BLUE,
    COVER,
    GREEN,
    MADE_ON,
    RED,
    bundle_of,
    everything_said,
    item,
    marked_pdf,
    material,
    near,
    packed,
    pdf_bytes,
    picture_bytes,
    shown,
    unpacked,
)
from intake_kit import docx, jpeg, taken, words, zipped
from lexcollect.bundle.bare import strip
from lexcollect.bundle.build import build
from lexcollect.evidence.catalogue import load_catalogue
from lexcollect.evidence.proposal import propose_catalogue
from lexcollect.evidence.titles import drafted_title, is_file_name
from lexcollect.findings import Level
from lexcollect.formats.bare_pictures import bare_jpeg, bare_jpeg2000, bare_profile
from lexcollect.formats.kinds import FileKind
from lexcollect.formats.recognise import recognise
from lexcollect.formats.traces import traces_of
from lexcollect.layout import RAW

# --- names ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "kind", "title"),
    [
        ("送货单9.7(客户催了三次).pdf", FileKind.PDF, "送货单"),
        ("张总要求先不给对方/合同最终版2.pdf", FileKind.PDF, "合同"),
        ("钢材补充协议_v3_小李改.pdf", FileKind.PDF, "补充协议"),
        ("EMS查询 王律师.png", FileKind.PNG, "邮件投递查询结果"),
        ("IMG_2031.jpg", FileKind.JPEG, "待确认：图片"),
        ("微信图片_20240205171512.jpg", FileKind.JPEG, "待确认：图片"),
        ("dzfp_231220_某公司_20230510.pdf", FileKind.PDF, "发票"),
        ("扫描0001.pdf", FileKind.PDF, "待确认：书面材料"),
        ("老板说的.m4a", FileKind.AUDIO, "录音"),
        ("何会计.csv", FileKind.CHAT, "聊天记录"),
        ("重要❗\ue000.png", FileKind.PNG, "待确认：图片"),
    ],
)
def test_a_draft_calls_an_exhibit_by_a_plain_word(name: str, kind: FileKind, title: str) -> None:
    assert drafted_title(name, kind) == title


@pytest.mark.parametrize(
    ("title", "name", "told"),
    [
        ("合同最终版2", "合同最终版2.pdf", True),
        ("ＩＭＧ_2031", "IMG_2031.jpg", True),
        ("对账单(盖章)", "财务/对账单(盖章).pdf", True),
        ("送货单", "送货单.jpg", False),
        ("送货单SH-0412", "IMG_2031.jpg", False),
        ("采购订单DD-20230406", "订单1 20230406.pdf", False),
    ],
)
def test_a_title_that_is_only_a_file_name_is_told(title: str, name: str, told: bool) -> None:
    assert is_file_name(title, name) is told


def test_a_package_of_a_draft_says_no_name_of_a_received_file(tmp_path: Path) -> None:
    page = pdf_bytes(marked_pdf())
    files = {
        "客户催了三次/合同最终版2_小李改.pdf": page,
        "赵总私人/回单 别给对方看之前那张.jpg": jpeg(),
        "IMG_20230907_153012.jpg": jpeg(61),
        "照片(1)/现场_老王拍.zip": zipped({"老王手机_001.jpg": jpeg(62), "坏的_002.jpg": b"\xff\xd8\xff broken"}),
        "录音_刘经理.mp3": b"ID3\x04" + bytes(200),
        "重要❗😀截图.png.pdf": pdf_bytes(marked_pdf(rotate=90)),
    }
    intake = taken(tmp_path, files)
    path, _ = propose_catalogue(intake, tmp_path / "案")
    catalogue, findings = load_catalogue(path, tmp_path / "案" / RAW)
    assert catalogue is not None
    assert "LX-E042" not in {f.code for f in findings}
    assert len(catalogue.files()) == len(files)
    built = build(catalogue, COVER, tmp_path / "案" / "4-证据包", made_on=MADE_ON)
    assert built.folder is not None
    said = everything_said(built.folder)
    for word in (
        "客户催了",
        "最终版",
        "小李",
        "赵总",
        "别给对方",
        "IMG_",
        "老王",
        "坏的_",
        "刘经理",
        "截图",
        "照片(1)",
    ):
        assert word not in said, word
    assert sorted(built.received.values()) == sorted(files)


def test_titles_copied_from_file_names_are_told_once(tmp_path: Path) -> None:
    taken(tmp_path, {"合同最终版2.jpg": jpeg(), "IMG_2031.jpg": jpeg(61)})
    entry = (
        "  - {{id: E{n}, number: 1-{n}, title: {t}, kind: 书证, source: 原告保管, purpose: 往来, files: [{t}.jpg]}}\n"
    )
    text = "schema: lexcollect/catalogue/1\ngroups:\n  - {number: 1, title: 往来}\nitems:\n"
    path = tmp_path / "目录.yaml"
    path.write_text(text + entry.format(n=1, t="合同最终版2") + entry.format(n=2, t="IMG_2031"), encoding="utf-8")
    _, findings = load_catalogue(path, tmp_path / "案" / RAW)
    told = [f for f in findings if f.code == "LX-E042"]
    assert [dict(f.params) for f in told] == [{"count": 2, "nos": ("1-1", "1-2")}]


def test_no_time_of_a_file_no_machine_and_no_user_is_in_the_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("USER", "LOGNAME", "USERNAME", "COMPUTERNAME", "HOSTNAME"):
        monkeypatch.setenv(name, "LXUSER")
    monkeypatch.setattr("socket.gethostname", lambda: "LXUSER")
    home = tmp_path / "LXUSER的电脑"
    source = material(home, "送货单.jpg", jpeg())
    os.utime(source.path, (1_300_000_000, 1_300_000_000))
    built = packed(home, item("3-1", source))
    assert built.folder is not None
    files = [path for path in built.folder.rglob("*") if path.is_file()]
    assert not any(path.stat().st_mtime == 1_300_000_000 for path in files)
    told = b"".join(path.read_bytes() for path in files) + unpacked(bundle_of(built))
    for word in ("LXUSER", "的电脑", str(tmp_path), ".lexcollect", "journal"):
        assert not any(word.encode(coding) in told for coding in ("utf-8", "utf-16-be", "utf-16-le")), word


# --- what pictures and documents say besides what is seen ----------------------------------------------------------

#: Planted wherever a file can say something that no page shows; plain, and as the path of somebody's machine.
MARK = "LXMARK"
XMP = (
    b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    b'<rdf:Description rdf:about="LXMARK"/></rdf:RDF></x:xmpmeta>'
)
PATH = rb"C:\Users\LXMARK\Desktop"


def marks_in(pdf: Path) -> list[str]:
    """Return where the mark stands in the finished document, in the codings that metadata uses."""
    data = unpacked(pdf)
    forms = {coding: MARK.encode(coding) for coding in ("ascii", "utf-16-be", "utf-16-le")}
    forms["hex"] = MARK.encode("ascii").hex().encode()
    return [
        f"{coding}: {data[max(0, at - 80) : at + 40]!r}"
        for coding, mark in forms.items()
        if (at := data.lower().find(mark.lower())) >= 0
    ]


def profile(words: str = MARK) -> bytes:
    """Return a colour profile whose description, screen's name and serial number are ``words``."""
    made = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    count = int.from_bytes(made[128:132], "big")
    text = f"text\0\0\0\0{words}\0".encode("ascii")
    table = bytes(made[132 : 132 + 12 * count])
    entries = [struct.unpack_from(">4sII", table, 12 * n) for n in range(count)]
    moved = [(name, at + 24, size) for name, at, size in entries]
    end = len(made) + 24
    moved += [(b"mmod", end, len(text)), (b"dmdd", end, len(text))]
    body = b"".join(struct.pack(">4sII", *one) for one in moved) + bytes(made[132 + 12 * count :]) + text
    head = bytes(made[4:52]) + MARK.encode()[:4] + bytes(made[56:128])
    whole = head + struct.pack(">I", len(moved)) + body
    return struct.pack(">I", len(whole) + 4) + whole


def exif() -> bytes:
    made = Image.Exif()
    made[0x010F], made[0x013B], made[0x8298], made[0x0131] = MARK, f"{MARK} 王小二", MARK, PATH.decode()
    made.get_ifd(0x8825).update({1: "N", 2: (41.0, 47.0, 44.0), 3: "E", 4: (123.0, 27.0, 30.0), 29: MARK})
    made.get_ifd(0x8769).update({0xA431: f"{MARK}-serial", 0xA430: MARK})
    return made.tobytes()


def telling_jpeg(colour: tuple[int, int, int] = RED) -> bytes:
    """Return a photograph with everything that telephones and programs hang on: before, between and behind."""
    data = picture_bytes(
        Image.new("RGB", (300, 200), colour), "JPEG", quality=92, exif=exif(), comment=PATH, icc_profile=profile()
    )
    segments = b""
    for number, body in (
        (0xE1, b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta><dc:creator>LXMARK</dc:creator></x:xmpmeta>"),
        (0xED, b"Photoshop 3.0\x008BIM\x04\x04\0\0\0\0\0\x0a\x1c\x02\x50\0\x06LXMARK"),
        (0xE2, b"MPF\0LXMARK"),
        (0xEF, b"LXMARK"),
    ):
        segments += struct.pack(">BBH", 0xFF, number, len(body) + 2) + body
    end = data.rindex(b"\xff\xd9")
    return data[:2] + segments + data[2:end] + segments + b"\xff\xd9" + telling_trailer()


def telling_trailer() -> bytes:
    return b"SEFH LXMARK" + picture_bytes(Image.new("RGB", (8, 8)), "JPEG", exif=exif())


def telling_png() -> bytes:
    info = PngInfo()
    info.add_text("Author", MARK)
    info.add_text("Comment", PATH.decode(), zip=True)
    info.add_itxt("XML:com.adobe.xmp", MARK)
    return picture_bytes(Image.new("RGB", (300, 200), RED), "PNG", pnginfo=info, exif=exif(), icc_profile=profile())


def telling_tiff() -> bytes:
    return picture_bytes(
        Image.new("RGB", (300, 200), RED),
        "TIFF",
        description=MARK,
        artist=MARK,
        software=PATH.decode(),
        icc_profile=profile(),
    )


def telling_pdf(content: bytes = b"") -> bytes:
    """Return a document that tells of its maker everywhere; its page shows a red and a blue square and two pictures."""
    pdf = marked_pdf(
        content=b"% " + PATH + b"\n/P1 /MC0 BDC BT /T 9 Tf 50 60 Td (100% paid % not a remark) Tj ET EMC\n" + content
    )
    page = pdf.pages[0].obj
    xml = pdf.make_stream(XMP, Type=pikepdf.Name.Metadata, Subtype=pikepdf.Name.XML)
    private = pikepdf.Dictionary({"/LXMARK": pikepdf.Dictionary(Private=pikepdf.String(MARK))})

    def telling(thing: Any) -> None:
        thing.Metadata, thing.PieceInfo, thing.LastModified = xml, private, pikepdf.String(MARK)
        thing.AF = pikepdf.Array([pikepdf.Dictionary(Type=pikepdf.Name.Filespec, F=pikepdf.String(MARK))])
        thing.Measure = pikepdf.Dictionary(Subtype=pikepdf.Name.GEO, Name=pikepdf.String(MARK))

    def picture(data: bytes, filters: list[str], space: Any) -> Any:
        stream = pikepdf.Stream(pdf, data)
        stream.Type, stream.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
        stream.Width, stream.Height, stream.BitsPerComponent, stream.ColorSpace = 300, 200, 8, space
        stream.Filter = pikepdf.Array([pikepdf.Name(one) for one in filters])
        telling(stream)
        return stream

    colours = pdf.make_stream(profile(), N=3)
    based = pikepdf.Array([pikepdf.Name.ICCBased, colours])
    jpeg = telling_jpeg(GREEN)
    out = io.BytesIO()
    Image.new("RGB", (300, 200), GREEN).save(out, "JPEG2000")
    box = b"LXMARK" + PATH
    jpx = out.getvalue() + struct.pack(">I4s", len(box) + 8, b"xml ") + box
    form = pdf.make_stream(b"% LXMARK\nq 1 0 0 rg Q\n", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form)
    form.BBox = pikepdf.Array([0, 0, 1, 1])
    telling(form)
    layer = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name=pikepdf.String(MARK)))
    layer.Usage = pikepdf.Dictionary(CreatorInfo=pikepdf.Dictionary(Creator=pikepdf.String(MARK)))
    pdf.Root.OCProperties = pikepdf.Dictionary(OCGs=pikepdf.Array([layer]), D=pikepdf.Dictionary())
    page.Resources = pikepdf.Dictionary(
        XObject=pikepdf.Dictionary(
            A=picture(jpeg, ["/DCTDecode"], based),
            B=picture(zlib.compress(jpeg), ["/FlateDecode", "/DCTDecode"], based),
            C=picture(base64.a85encode(jpeg, adobe=False) + b"~>", ["/ASCII85Decode", "/DCTDecode"], based),
            D=picture(jpx, ["/JPXDecode"], based),
            F=form,
        ),
        Font=pikepdf.Dictionary(
            T=pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        ),
        Properties=pikepdf.Dictionary(MC0=pikepdf.Dictionary(ActualText=pikepdf.String(MARK)), MC1=layer),
    )
    drawn = b"".join(
        b"q 60 0 0 40 %d 200 cm /%s Do Q\n" % (50 + 70 * n, name) for n, name in enumerate([b"A", b"B", b"C", b"D"])
    )
    page.Contents = pdf.make_stream(page.Contents.read_bytes() + drawn + b"/OC /MC1 BDC /F Do EMC\n")
    page.Thumb = picture(jpeg, ["/DCTDecode"], pikepdf.Name.DeviceRGB)
    telling(page)
    telling(pdf.Root)
    pdf.docinfo["/Author"], pdf.docinfo["/Creator"] = MARK, PATH.decode()
    return pdf_bytes(pdf)


INLINE = b"q 20 0 0 20 300 300 cm BI /W 1 /H 1 /BPC 8 /CS /RGB ID \x00%\x00 EI Q % LXMARK\n"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("照片.jpg", telling_jpeg()),
        ("照片.png", telling_png()),
        ("照片.tif", telling_tiff()),
        ("照片.webp", picture_bytes(Image.new("RGB", (300, 200), RED), "WEBP", exif=exif(), icc_profile=profile())),
        ("动图.gif", picture_bytes(Image.new("RGB", (300, 200), RED), "GIF", comment=PATH)),
        ("照片.zip", zipped({"LXMARK.jpg": telling_jpeg(), "LXMARK.pdf": telling_pdf(), "LXMARK.txt": b"seen"})),
        ("文件.pdf", telling_pdf()),
        ("文件2.pdf", telling_pdf(INLINE)),
    ],
)
def test_nothing_but_what_is_seen_comes_into_the_reading_copy(tmp_path: Path, name: str, data: bytes) -> None:
    mark = MARK.encode()
    assert any(form in data for form in (mark, MARK.encode("utf-16-be"), zlib.compress(mark)[2:6])) or name.endswith(
        "f"
    )
    source = material(tmp_path, name, data)
    built = packed(tmp_path, item("3-1", source))
    assert built.folder is not None
    assert marks_in(bundle_of(built)) == []
    assert MARK not in everything_said(built.folder)
    [kept] = (built.folder / "data" / "originals").iterdir()
    assert kept.read_bytes() == data  # the original goes as it came


FOX = b"/Users/fox/Desktop/a.jpg"


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("a.jpg", telling_jpeg(), "position person serial path device program remark"),
        ("a.jpg", picture_bytes(Image.new("RGB", (9, 9)), "JPEG", comment=b"gift"), "remark"),
        ("a.jpg", picture_bytes(Image.new("RGB", (9, 9)), "JPEG"), ""),
        ("a.png", telling_png(), "position person serial path device program remark"),
        ("a.tif", telling_tiff(), "person path remark program"),
        ("a.zip", zipped({"1.jpg": telling_jpeg()}), "position person serial path device program"),
        ("a.pdf", telling_pdf(), "position person serial path device program"),
        ("a.pdf", pdf_bytes(marked_pdf()), ""),
        ("a.docx", docx(words("x"), {"docProps/core.xml": b"<c><creator>Fox</creator></c>"}), "person"),
        ("a.docx", docx(words("x"), {"docProps/app.xml": b"<c><Application>W</Application></c>"}), "program"),
        ("a.docx", docx(words("x"), {"word/_rels/settings.xml.rels": b"file:///C:/Users/fox/a.dotm"}), "path"),
        ("a.txt", FOX, "path"),
        ("a.bin", b"\0\1" + "C:\\Users\\fox".encode("utf-16-le"), "path"),
        ("a.txt", b"/home/page of the court", ""),
        ("a.jpg", b"\xff\xd8\xff broken Exif\0\0II*\0\xff\xff\xff\xff", ""),
    ],
)
def test_what_an_original_tells_is_named(tmp_path: Path, name: str, data: bytes, told: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    assert sorted(traces_of(path, recognise(path, name))) == sorted(told.split())


def test_what_the_originals_tell_is_said_once_with_count_and_exhibits(tmp_path: Path) -> None:
    photos = [material(tmp_path, f"{n}.jpg", telling_jpeg((n, 0, 0))) for n in range(3)]
    plain = material(tmp_path, "文件.pdf", pdf_bytes(marked_pdf()))
    built = packed(tmp_path, item("3-1", *photos[:2]), item("3-2", photos[2]), item("3-3", plain))
    [told] = [f for f in built.findings if f.code == "LX-B101"]
    assert told.level is Level.WARNING
    assert "拍摄位置 3 个文件（3-1、3-2）" in told.message()
    assert "3-3" not in told.message()
    assert MARK not in told.line() and "1.jpg" not in told.line()


def test_what_was_searched_at_its_beginning_only_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lexcollect.formats.traces.MAX_TRACED_BYTES", 100)
    built = packed(tmp_path, item("3-1", material(tmp_path, "1.jpg", jpeg())))
    [told] = [f for f in built.findings if f.code == "LX-B101"]
    assert told.level is Level.NOTE and "只查了开头 1 个文件（3-1）" in told.message()


def test_a_make_alone_is_only_noted_and_nothing_is_not_told(tmp_path: Path) -> None:
    made = Image.Exif()
    made[0x010F] = "HUAWEI"
    photo = material(tmp_path, "1.jpg", picture_bytes(Image.new("RGB", (90, 90)), "JPEG", exif=made))
    built = packed(tmp_path, item("3-1", photo))
    assert [f.level for f in built.findings if f.code == "LX-B101"] == [Level.NOTE]
    plain = material(tmp_path, "2.jpg", picture_bytes(Image.new("RGB", (90, 90)), "JPEG"))
    assert "LX-B101" not in [f.code for f in packed(tmp_path, item("3-1", plain)).findings]


SOUND = (
    telling_jpeg(),
    picture_bytes(Image.effect_noise((64, 48), 60).convert("RGB"), "JPEG", progressive=True, exif=exif()),
    picture_bytes(Image.effect_noise((64, 48), 60).convert("CMYK"), "JPEG", restart_marker_blocks=4, comment=PATH),
)


def pixels(data: bytes) -> bytes | None:
    try:
        with Image.open(io.BytesIO(data)) as image:
            return image.mode.encode() + image.tobytes()
    except Exception:
        return None


@pytest.mark.filterwarnings("ignore")
@given(
    st.sampled_from(SOUND),
    st.lists(st.tuples(st.integers(0, 1 << 14), st.binary(max_size=4), st.integers(0, 9)), max_size=3),
)
def test_a_damaged_photograph_loses_what_it_tells_and_no_pixel(
    data: bytes, damage: list[tuple[int, bytes, int]]
) -> None:
    for at, put, gone in damage:
        at %= len(data)
        data = data[:at] + put + data[at + gone :]
    before = pixels(data)
    bare = bare_jpeg(data)
    assert before is None or pixels(bare) == before
    assert bare_jpeg(bare) == bare
    if not damage:
        assert MARK.encode() not in bare


@given(st.binary(max_size=400))
def test_any_bytes_pass_the_three_sieves(data: bytes) -> None:
    for sieve in (bare_jpeg, bare_jpeg2000, bare_profile):
        for head in (b"", b"\xff\xd8\xff", b"\xff\x4f\xff\x51", b"\0\0\0\x0cjP  \r\n\x87\n", profile()[:140]):
            assert isinstance(sieve(head + data), bytes)


def test_colours_stay_when_the_name_of_the_screen_goes() -> None:
    told, bare = profile(), bare_profile(profile())
    assert MARK.encode() in told and MARK.encode() not in bare
    noise = Image.effect_noise((40, 40), 90).convert("RGB")
    lab = ImageCms.createProfile("LAB")
    shades = [
        ImageCms.profileToProfile(noise, ImageCms.ImageCmsProfile(io.BytesIO(one)), lab, outputMode="LAB").tobytes()
        for one in (told, bare)
    ]
    assert shades[0] == shades[1]


def test_a_page_shows_the_same_with_and_without_what_it_told(tmp_path: Path) -> None:
    built = packed(tmp_path, item("3-1", material(tmp_path, "文件.pdf", telling_pdf(INLINE))))
    page = shown(bundle_of(built), 2, 2)
    assert near(page, RED) and near(page, BLUE)
    with pypdfium2.PdfDocument(telling_pdf(INLINE)) as plain:
        before = plain[0].render(scale=2).to_pil().convert("RGB")
    green = [
        near(one.crop((2 * x - 40, 0, 2 * x + 40, one.height)), GREEN, 12)
        for one in (before, page)
        for x in (80, 150, 220, 290)
    ]
    assert all(green), green
    with pikepdf.open(bundle_of(built)) as pdf:
        contents = [
            bytes(o.read_bytes()) for o in pdf.objects if isinstance(o, pikepdf.Stream) and o.get("/BBox") is not None
        ]
    assert any(b"(100% paid % not a remark)" in one for one in contents)


def test_what_is_a_number_or_a_word_by_itself_is_passed_and_each_stream_handed_on_once() -> None:
    seen = []
    with pikepdf.new() as pdf:
        pdf.Root.Number, pdf.Root.Word = pdf.make_indirect(7), pdf.make_indirect(pikepdf.Name.Word)
        made = [pdf.make_stream(data) for data in (b"q Q", b"q q Q Q")]
        strip(pdf, then=lambda stream, data: seen.append(stream.objgen))
        assert sorted(seen) == sorted(one.objgen for one in made)
        assert pdf.Root.Number == 7
