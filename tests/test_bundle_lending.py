"""Large pictures stay in the original while pages are made: the same document comes out, and less is written."""

from __future__ import annotations

import io
import random
import struct
import zlib
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Stream
from PIL import Image

from bundle_kit import bundle_of, codes, item, marked_pdf, material, packed, pdf_bytes, shown
from lexcollect.bundle import lending
from lexcollect.bundle.lending import LENT, Lenders, given_back, lend, size_of, weight_of, whole
from lexcollect.bundle.memory import Memory
from lexcollect.bundle.verify import verify


def photograph(seed: int = 1) -> bytes:
    """Return a JPEG with EXIF, larger than what is lent."""
    grain = random.Random(seed).randbytes(400 * 300 * 3)
    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x013B] = "Zhang San"
    Image.frombytes("RGB", (400, 300), grain).save(out, "JPEG", quality=95, exif=exif)
    assert len(out.getvalue()) > lending.SMALLEST
    return out.getvalue()


def scanned(*pictures: bytes) -> bytes:
    pdf = pikepdf.new()
    for data in pictures:
        picture = Stream(pdf, data)
        picture.Type, picture.Subtype, picture.ColorSpace = Name.XObject, Name.Image, Name.DeviceRGB
        picture.Width, picture.Height, picture.BitsPerComponent, picture.Filter = 400, 300, 8, Name.DCTDecode
        page = pdf.add_blank_page(page_size=(595, 842))
        page.obj.Resources = Dictionary(XObject=Dictionary(Im0=picture))
        page.obj.Contents = Stream(pdf, b"q 400 0 0 300 50 400 cm /Im0 Do Q")
        page.obj.CropBox = Array([0, 0, 595, 842])
    return pdf_bytes(pdf)


def parts_of(folder: Path) -> list[Path]:
    return sorted((folder / "pages").glob("*/1.pdf"))


@pytest.mark.parametrize("how", ["scan", "photograph", "locked"])
def test_the_document_is_the_same_to_the_byte_whether_pictures_are_lent_or_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    data = photograph() if how == "photograph" else scanned(photograph(), photograph(2), photograph(3))
    if how == "locked":
        with pikepdf.open(io.BytesIO(data)) as pdf:
            data = pdf_bytes(pdf, encryption=pikepdf.Encryption(owner="x", user=""))
    one = item("1-1", material(tmp_path, "扫描.jpg" if how == "photograph" else "扫描.pdf", data))
    lent = packed(tmp_path / "一", one, memory=Memory(pages=tmp_path / "pages", secret=b"s"))
    assert (size_of(parts_of(tmp_path)[0]) > lending.SMALLEST + parts_of(tmp_path)[0].stat().st_size) is (
        how != "locked"
    )
    monkeypatch.setattr(lending, "SMALLEST", 1 << 40)
    bare = packed(tmp_path / "二", one)
    assert bundle_of(lent).read_bytes() == bundle_of(bare).read_bytes() and lent.content == bare.content
    assert codes(lent) == codes(bare) and "LX-B073" not in codes(lent) and "LX-B075" not in codes(lent)
    assert lent.folder is not None and verify(lent.folder).ok
    assert LENT.encode() not in bundle_of(lent).read_bytes()


def test_a_kept_page_finds_its_picture_in_the_copy_of_another_package(tmp_path: Path) -> None:
    one = item("1-1", material(tmp_path, "扫描.pdf", scanned(photograph(), photograph(2))))
    memory = Memory(pages=tmp_path / "pages", secret=b"s")
    first = packed(tmp_path / "一", one, memory=memory)
    again = packed(tmp_path / "二", one, memory=memory)
    assert first.content == again.content
    assert shown(bundle_of(again), 3).tobytes() == shown(bundle_of(first), 3).tobytes()


def test_only_what_stands_in_the_original_is_lent_and_comes_back_whole(tmp_path: Path) -> None:
    """What differs at the head, in the tail or nowhere; a stranger's bytes are not lent."""
    body = random.Random(5).randbytes(200_000)
    original = tmp_path / "原件"
    original.write_bytes(b"before" + body + b"behind")
    with pikepdf.open(io.BytesIO(pdf_bytes(marked_pdf()))) as pdf:
        lenders = Lenders([("d", original)])
        wanted = [body, b"another head" + body[50:], body[:-90] + b"another end", random.Random(6).randbytes(200_000)]
        streams = [pdf.make_indirect(Stream(pdf, data, Filter=Name.DCTDecode)) for data in wanted]
        for one in streams:
            lend(one, None, lenders)
        lenders.close()
        assert [LENT in one for one in streams] == [True, True, True, False]
        assert all(len(one.read_raw_bytes()) < 200 for one in streams[:3])
        assert all(199_000 < weight_of(one) < 201_000 for one in streams[:3])
        assert [given_back(one, {"d": original}) for one in streams] == wanted


def test_an_original_that_became_shorter_gives_nothing_back(tmp_path: Path) -> None:
    body = random.Random(5).randbytes(200_000)
    original = tmp_path / "原件"
    original.write_bytes(body)
    with pikepdf.open(io.BytesIO(pdf_bytes(marked_pdf()))) as pdf:
        one = pdf.make_indirect(Stream(pdf, body, Filter=Name.DCTDecode))
        lend(one, body, Lenders([("d", original)]))
        original.write_bytes(body[:1000])
        with pytest.raises(ValueError, match="shorter"):
            given_back(one, {"d": original})


def test_a_part_that_lends_nothing_is_its_own_whole(tmp_path: Path) -> None:
    part = tmp_path / "a.pdf"
    part.write_bytes(pdf_bytes(marked_pdf()))
    assert whole(part, {}) == part and size_of(part) == part.stat().st_size


def in_pieces(png: bytes, size: int) -> bytes:
    """Return a PNG with its data in pieces of ``size`` bytes, as many programs write them."""
    at, out, data = 8, [png[:8]], b""
    while at < len(png):
        (length,) = struct.unpack_from(">I", png, at)
        kind, body = png[at + 4 : at + 8], png[at + 8 : at + 8 + length]
        at += 12 + length
        if kind == b"IDAT":
            data += body
            continue
        if kind == b"IEND":
            out += [chunk(b"IDAT", data[n : n + size]) for n in range(0, len(data), size)]
        out.append(chunk(kind, body))
    return b"".join(out)


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def test_a_picture_that_stands_in_pieces_in_its_file_is_lent_once_and_comes_back_whole(tmp_path: Path) -> None:
    """A delivery slip as PNG of many pieces: the signature at its foot was missing when a piece was lent twice."""
    grain, out = Image.frombytes("P", (900, 600), random.Random(3).randbytes(900 * 600)), io.BytesIO()
    grain.putpalette([value for grey in range(256) for value in (grey, grey, grey)])
    grain.save(out, "PNG")
    png = in_pieces(out.getvalue(), 1 << 16)
    assert png.count(b"IDAT") > 4
    built = packed(tmp_path, item("1-1", material(tmp_path, "送货单.png", png)))
    with pikepdf.open(bundle_of(built)) as pdf:
        [picture] = [one for one in pdf.objects if isinstance(one, Stream) and one.get("/Subtype") == Name.Image]
        pixels = pikepdf.PdfImage(picture).as_pil_image().convert("RGB")
    assert pixels.tobytes() == grain.convert("RGB").tobytes()
