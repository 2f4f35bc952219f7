"""Damage inside a file that opens: cut and flipped pictures, broken packing, missing objects; told with its page."""

from __future__ import annotations

import io
import random
import subprocess
import sys
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name
from PIL import Image, ImageDraw

import hidden_kit as kit
from bundle_kit import item, material, packed, pdf_bytes, picture_bytes
from intake_kit import taken
from lexcollect.formats.jpeg import is_sound

SIZE = (620, 877)


def paper(mode: str = "RGB") -> Image.Image:
    """Return a page of lines as a scanner sees them."""
    image = Image.new("L", SIZE, 255)
    draw = ImageDraw.Draw(image)
    for line in range(40, 840, 24):
        draw.text((40, line), "Delivery note SH-0412 steel 60 t  998,877.66 " * 2, fill=0)
    return image.convert(mode)


def fax() -> bytes:
    """Return the page as fax data (CCITT group 4)."""
    out = io.BytesIO()
    paper("1").save(out, "TIFF", compression="group4", strip_size=1 << 24)
    with Image.open(out) as image:
        tags = image.tag_v2  # type: ignore[attr-defined]
        return out.getvalue()[tags[273][0] : tags[273][0] + tags[279][0]]


JPEG = picture_bytes(paper(), "JPEG", quality=80)
GREY = picture_bytes(paper("L"), "JPEG")
JPX = picture_bytes(paper(), "JPEG2000", quality_mode="rates", quality_layers=[20])
FAX = fax()
RAW = paper().tobytes()


def _runs(data: bytes) -> bytes:
    """Return the data as runs of literal bytes."""
    pieces = (data[at : at + 128] for at in range(0, len(data), 128))
    return b"".join(bytes([len(piece) - 1]) + piece for piece in pieces) + b"\x80"


def holed(data: bytes, at: float, size: int = 48) -> bytes:
    """Return the data with ``size`` bytes of zeros at a share of its length."""
    start = int(len(data) * at)
    return data[:start] + bytes(size) + data[start + size :]


def pictured(data: bytes, *filters: str, parms: Any = None, mode: str = "/DeviceRGB", bits: int = 8) -> bytes:
    """Return a PDF of three pages; the second shows a picture of ``data`` packed by ``filters``."""
    pdf = kit.sheet()
    for _ in range(2):
        pdf.pages.append(pdf.pages[0])
    image = pdf.make_stream(data)
    image.Type, image.Subtype, image.ColorSpace = Name.XObject, Name.Image, Name(mode)
    image.Width, image.Height, image.BitsPerComponent = *SIZE, bits
    image.Filter = Array([Name(f"/{one}") for one in filters]) if len(filters) > 1 else Name(f"/{filters[0]}")
    if parms is not None:
        image.DecodeParms = parms
    page = pdf.pages[1].obj
    page.Resources = Dictionary(XObject=Dictionary(Im0=image))
    page.Contents = pdf.make_stream(b"q 595 0 0 842 0 0 cm /Im0 Do Q\n")
    return pdf_bytes(pdf, stream_decode_level=pikepdf.StreamDecodeLevel.none, compress_streams=False)


def _fax(data: bytes) -> bytes:
    return pictured(
        data, "CCITTFaxDecode", parms=Dictionary(K=-1, Columns=SIZE[0], Rows=SIZE[1]), mode="/DeviceGray", bits=1
    )


SOUND = {
    "jpeg": pictured(JPEG, "DCTDecode"),
    "grey jpeg": pictured(GREY, "DCTDecode", mode="/DeviceGray"),
    "jpeg in passes": pictured(picture_bytes(paper(), "JPEG", progressive=True), "DCTDecode"),
    "jpeg with restarts": pictured(picture_bytes(paper(), "JPEG", restart_marker_rows=1), "DCTDecode"),
    "jpeg packed": pictured(zlib.compress(JPEG), "FlateDecode", "DCTDecode"),
    "jpeg padded": pictured(JPEG + b"\0" * 400, "DCTDecode"),
    "jpx": pictured(JPX, "JPXDecode"),
    "fax": _fax(FAX),
    "flate": pictured(zlib.compress(RAW), "FlateDecode"),
    "hex and flate": pictured(zlib.compress(RAW).hex().encode() + b">", "ASCIIHexDecode", "FlateDecode"),
    "run length": pictured(_runs(RAW), "RunLengthDecode"),
}
DAMAGED = {
    "jpeg cut": pictured(JPEG[: len(JPEG) // 2], "DCTDecode"),
    "jpeg cut at its end": pictured(JPEG[:-2], "DCTDecode"),
    "jpeg with a hole": pictured(holed(JPEG, 0.5, 200), "DCTDecode"),
    "grey jpeg with a hole": pictured(
        holed(picture_bytes(paper("L"), "JPEG"), 0.4, 200), "DCTDecode", mode="/DeviceGray"
    ),
    "no jpeg": pictured(b"\xff\xd8 nothing", "DCTDecode"),
    "jpeg in broken packing": pictured(zlib.compress(JPEG)[:-400], "FlateDecode", "DCTDecode"),
    "jpx cut": pictured(JPX[: len(JPX) // 2], "JPXDecode"),
    "fax cut": _fax(FAX[: len(FAX) // 2]),
    "fax with a hole": _fax(holed(FAX, 0.3)),
    "flate cut": pictured(zlib.compress(RAW)[:-200], "FlateDecode"),
    "flate flipped": pictured(holed(zlib.compress(RAW), 0.5, 8), "FlateDecode"),
    "too few pixels": pictured(zlib.compress(RAW[: -SIZE[0] * 30]), "FlateDecode"),
    "hex and flate cut": pictured(zlib.compress(RAW)[:-200].hex().encode() + b">", "ASCIIHexDecode", "FlateDecode"),
}


def told(tmp_path: Path, data: bytes) -> tuple[list[str], list[str]]:
    """Return what intake and bundle say of damage inside the file."""
    intake = taken(tmp_path / "收", {"扫描件.pdf": data})
    built = packed(tmp_path / "包", item("1-1", material(tmp_path / "包", "扫描件.pdf", data)))
    assert built.folder is not None
    return (
        [f.message("zh") for f in intake.findings if f.code == "LX-I081"],
        [f.message("zh") for f in built.findings if f.code == "LX-B068"],
    )


@pytest.mark.parametrize("kind", SOUND)
def test_a_sound_picture_in_a_pdf_is_not_accused(tmp_path: Path, kind: str) -> None:
    assert told(tmp_path, SOUND[kind]) == ([], [])


@pytest.mark.parametrize("kind", DAMAGED)
def test_a_damaged_picture_in_a_pdf_is_told_with_its_page(tmp_path: Path, kind: str) -> None:
    at_intake, in_bundle = told(tmp_path, DAMAGED[kind])
    assert at_intake == ["文件能打开，但里面有损坏：图像数据不完整或被改动过（第 2 页）"]
    assert in_bundle == ["文件里有损坏：图像数据不完整或被改动过（第 2 页）"]


@pytest.mark.parametrize("kind", ["jpeg", "fax"])
def test_most_holes_in_a_scan_are_found_wherever_they_are(kind: str) -> None:
    """The decoder may by chance find its way again within a line: such a hole hardly shows."""
    from lexcollect.formats.pdf_damage import damage_of

    whole, made = (JPEG, lambda data: pictured(data, "DCTDecode")) if kind == "jpeg" else (FAX, _fax)
    chance, found = random.Random(7), 0
    for _ in range(40):
        with pikepdf.open(io.BytesIO(made(holed(whole, chance.uniform(0.1, 0.9))))) as pdf:
            found += bool(damage_of(enumerate(pdf.pages, start=1)))
    assert found >= (24 if kind == "jpeg" else 36)


def _missing(what: str) -> bytes:
    """Return a page that names a picture, a font or its content by a number nobody has."""
    pdf = pikepdf.open(io.BytesIO(SOUND["jpeg"]))
    page = pdf.pages[1].obj
    gone = {"picture": page.Resources.XObject.Im0, "content": page.Contents}[what]
    data = pdf_bytes(pdf, stream_decode_level=pikepdf.StreamDecodeLevel.none, compress_streams=False)
    with pikepdf.open(io.BytesIO(data)) as written:
        page = written.pages[1].obj
        number = (page.Resources.XObject.Im0 if what == "picture" else page.Contents).objgen[0]
        key = b"/Im0 " if what == "picture" else b"/Contents "
    assert gone is not None
    return data.replace(key + b"%d 0 R" % number, key + b"%d 0 R" % (10 ** (len(str(number))) - 1))


def test_a_picture_that_is_not_in_the_file_is_told_with_its_page(tmp_path: Path) -> None:
    at_intake, in_bundle = told(tmp_path, _missing("picture"))
    assert at_intake == ["文件能打开，但里面有损坏：页面引用的内容在文件里找不到（第 2 页）"]
    assert in_bundle == ["文件里有损坏：页面引用的内容在文件里找不到（第 2 页）"]


def test_content_whose_length_is_wrong_is_told(tmp_path: Path) -> None:
    """The reader looks for the end by itself; what it found is to be compared with the original."""
    data = pdf_bytes(kit.sheet(), compress_streams=False, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    wrong = data.replace(b"/Length %d" % len(kit.PRICE), b"/Length 33")
    assert wrong != data
    built = packed(tmp_path, item("1-1", material(tmp_path, "a.pdf", wrong)))
    assert [f.code for f in built.findings] == ["LX-B016"]


def test_a_broken_font_and_broken_content_name_their_page(tmp_path: Path) -> None:
    pdf = kit.sheet()
    for _ in range(2):
        pdf.pages.append(pdf.pages[0])
    packed_font = bytearray(zlib.compress(b"font" * 5000))
    packed_font[20:30] = b"\xff" * 10
    file = pdf.make_stream(bytes(packed_font))
    file.Filter = Name.FlateDecode
    font = Dictionary(Type=Name.Font, Subtype=Name.TrueType, FontDescriptor=Dictionary(FontFile2=file))
    pdf.pages[2].obj.Resources = Dictionary(Font=Dictionary(F1=pdf.make_indirect(font)))
    data = pdf_bytes(pdf, stream_decode_level=pikepdf.StreamDecodeLevel.none, compress_streams=False)
    assert told(tmp_path, data)[0] == ["文件能打开，但里面有损坏：压缩数据损坏（第 3 页）"]


def test_a_form_that_draws_itself_comes_to_an_end(tmp_path: Path) -> None:
    pdf = kit.sheet(b"/X0 Do\n")
    form = pdf.make_stream(b"/X0 Do\n")
    form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, Array([0, 0, 595, 842])
    form.Resources = Dictionary(XObject=Dictionary(X0=form))
    pdf.pages[0].obj.Resources = Dictionary(XObject=Dictionary(X0=form))
    assert told(tmp_path, pdf_bytes(pdf))[0] == []


# --- picture files ----------------------------------------------------------------------------------------------


def _tiff(data: bytes) -> bytes:
    out = io.BytesIO()
    paper("1").save(out, "TIFF", compression="group4", strip_size=1 << 24)
    return out.getvalue().replace(FAX, data)


FILES: dict[str, tuple[bytes, Callable[[bytes], bytes], str]] = {
    "photo.jpg": (JPEG, lambda data: holed(data, 0.5, 200), "图像数据不完整或被改动过"),
    "fax.tif": (_tiff(FAX), lambda data: _tiff(holed(FAX, 0.3)), "图像数据不完整或被改动过（第1页）"),
}


@pytest.mark.parametrize("name", FILES)
def test_a_picture_file_that_decodes_to_nonsense_is_told(tmp_path: Path, name: str) -> None:
    whole, harm, said = FILES[name]
    for number, (data, words, code) in enumerate(((whole, [], []), (harm(whole), [said], ["LX-B069"]))):
        intake = taken(tmp_path / f"收{number}", {name: data})
        found = [f.message("zh") for f in intake.findings if f.code == "LX-I081"]
        assert found == [f"文件能打开，但里面有损坏：{one}" for one in words]
        folder = tmp_path / f"包{number}"
        built = packed(folder, item("1-1", material(folder, name, data)))
        assert [f.code for f in built.findings] == code


def test_decoders_write_nothing_on_the_screen(tmp_path: Path) -> None:
    """What they have to say becomes a finding; what others say there is passed on."""
    path = tmp_path / "fax.tif"
    path.write_bytes(FILES["fax.tif"][1](b""))
    code = (
        "import os, sys; from pathlib import Path; from lexcollect.formats.complaints import complaints;"
        "from lexcollect.formats.picture_damage import fax_pages_damaged;"
        "print(fax_pages_damaged(Path(sys.argv[1])));\n"
        "with complaints() as heard: os.write(2, b'a word of somebody else\\n')"
    )
    done = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[1]" and done.stderr == "a word of somebody else\n"


@pytest.mark.parametrize("quality", [30, 75, 95])
@pytest.mark.parametrize("more", [{}, {"progressive": True}, {"restart_marker_rows": 2}, {"optimize": True}])
@pytest.mark.parametrize("size", [(1, 1), (17, 9), (640, 480), (33, 2000)])
def test_no_sound_jpeg_is_accused(quality: int, more: dict[str, Any], size: tuple[int, int]) -> None:
    for mode in ("L", "RGB", "CMYK"):
        noise = Image.effect_noise(size, 60).convert(mode)
        assert is_sound(picture_bytes(noise, "JPEG", quality=quality, **more))


def test_what_cannot_be_looked_into_is_told_as_not_known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def odd(*_: Any) -> None:
        raise RuntimeError("odd")

    monkeypatch.setattr("lexcollect.formats.pdf_damage.damage_of", odd)
    intake = taken(tmp_path, {"扫描件.pdf": SOUND["fax"]})
    assert [f.message("zh") for f in intake.findings if f.code == "LX-I081"] == [
        "文件能打开，但里面有损坏：有部分没能查看，不知道有没有损坏"
    ]
