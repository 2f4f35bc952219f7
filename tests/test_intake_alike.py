"""Two papers that look alike are two papers; only what is the same in every page and pixel leaves by itself."""

from __future__ import annotations

import io
import struct
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from intake_kit import codes, docx, finding_of, record, taken, words
from lexcollect.evidence.proposal import draft_catalogue
from lexcollect.formats import pixels
from lexcollect.formats.kinds import Status
from lexcollect.intake.records import Intake

DATA = Path(__file__).resolve().parent / "data"
ALIKE = DATA / "intake" / "alike"


def stored(picture: Image.Image, kind: str, **options: object) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


def note(text: str, size: tuple[int, int] = (900, 1273), mode: str = "L") -> Image.Image:
    """A printed delivery note with one line in it."""
    page = Image.new(mode, size, "white")
    draw = ImageDraw.Draw(page)
    for row in range(8):
        draw.rectangle((80, 120 + row * 120, size[0] - 80, 200 + row * 120), outline="black", width=3)
    draw.text((100, 140), text, fill="black", font_size=40)
    return page


def book(*pages: Image.Image, **options: object) -> bytes:
    return stored(pages[0], "TIFF", save_all=True, append_images=list(pages[1:]), **options)


def kept_and_left(intake: Intake) -> tuple[str, str]:
    items, _, left = draft_catalogue(intake.records).partition("不提交:")
    return items, left


def test_three_statements_that_differ_in_one_amount_are_three_papers(tmp_path: Path) -> None:
    files = {path.name: path.read_bytes() for path in ALIKE.glob("对账单*.png")}
    got = taken(tmp_path, files)
    assert [r.status for r in got.records] == [Status.USABLE] * 3
    items, left = kept_and_left(got)
    assert all(f'- "{name}"' in items and name not in left for name in files)
    assert "看上去相似" in items  # the question stands beside the exhibit it is about
    told = [f for f in got.findings if f.code == "LX-I053"]
    assert [f.where.file for f in told] == ["对账单B.png", "对账单C.png"]
    assert "差别在画面自左 44%–46%、自上 50%–52%" in told[0].message("zh")


def test_a_bound_file_is_never_left_out_beside_its_first_page(tmp_path: Path) -> None:
    files = {
        "送货单合订.tif": (DATA / "formats" / "送货单合订.tif").read_bytes(),
        "送货单1.jpg": (ALIKE / "送货单1.jpg").read_bytes(),
    }
    got = taken(tmp_path, files)
    assert [r.status for r in got.records] == [Status.USABLE] * 2
    assert "1 页与 3 页" in finding_of(got.findings, "LX-I053").message("zh")


def test_bound_files_that_differ_in_their_last_page_are_two(tmp_path: Path) -> None:
    first, second = note("No 1"), note("No 2")
    one, other = book(first, second, note("3,500.00")), book(first, second, note("3,800.00"))
    got = taken(tmp_path, {"一月.tif": one, "二月.tif": other})
    assert [r.status for r in got.records] == [Status.USABLE] * 2
    assert "没有看出明显差别" in finding_of(got.findings, "LX-I053").message("zh")  # of their first pages


def test_bound_files_that_are_equal_in_every_page_are_one(tmp_path: Path) -> None:
    pages = [note(f"No {number}") for number in (1, 2, 3)]
    files = {"合订.tif": book(*pages, compression="tiff_lzw"), "合订(1).tif": book(*pages, compression="raw")}
    got = taken(tmp_path, files)
    copy = record(got, "合订(1).tif")
    assert (copy.status, copy.twin) == (Status.DUPLICATE, "合订.tif") and codes(got, copy.name) == {"LX-I008"}


def test_one_pixel_of_a_large_scan_is_doubt(tmp_path: Path) -> None:
    page = note("3,500.00", (2480, 3508))
    dot = page.copy()
    dot.putpixel((1000, 170), 0)
    got = taken(tmp_path, {"甲.png": stored(page, "PNG"), "乙.png": stored(dot, "PNG")})
    assert [r.status for r in got.records] == [Status.USABLE] * 2
    assert "差别在画面自左 40%–41%、自上 4%–5%" in finding_of(got.findings, "LX-I053").message("zh")


@pytest.mark.parametrize("mode", ["1", "L", "RGB", "P"])
def test_the_same_pixels_in_two_lossless_formats_are_one(tmp_path: Path, mode: str) -> None:
    page = note("No 7").convert(mode)
    got = taken(tmp_path, {"截图.png": stored(page, "PNG"), "另存/截图.bmp": stored(page, "BMP")})
    assert record(got, "另存/截图.bmp").twin == "截图.png"


def test_grey_stored_as_colour_is_the_same_picture(tmp_path: Path) -> None:
    page = note("No 7")
    got = taken(tmp_path, {"a.png": stored(page, "PNG"), "b.tif": stored(page.convert("RGB"), "TIFF")})
    assert {r.status for r in got.records} == {Status.USABLE, Status.DUPLICATE}


def test_of_equal_pictures_the_lossless_one_is_kept_unless_the_photo_says_its_day(tmp_path: Path) -> None:
    plain = stored(note("No 7"), "JPEG", quality=80)
    lossless = stored(Image.open(io.BytesIO(plain)), "PNG")
    got = taken(tmp_path / "一", {"单.jpg": plain, "单据-原件.png": lossless})
    assert {r.name: r.twin for r in got.records} == {"单.jpg": "单据-原件.png", "单据-原件.png": ""}
    exif = Image.Exif()
    exif[0x8769] = {0x9003: "2023:05:12 09:00:00"}
    told = exif.tobytes()
    dated = plain[:2] + b"\xff\xe1" + (len(told) + 2).to_bytes(2) + told + plain[2:]  # the same picture data
    got = taken(tmp_path / "二", {"单.jpg": dated, "单据-原件.png": lossless})
    assert {r.name: r.twin for r in got.records} == {"单.jpg": "", "单据-原件.png": "单.jpg"}


def test_a_turn_that_only_the_tag_says_is_doubt(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 3
    page = note("No 7")
    page = Image.merge("RGB", [page] * 3)
    got = taken(tmp_path, {"正.png": stored(page.rotate(180), "PNG"), "倒.png": stored(page, "PNG", exif=exif)})
    assert [r.status for r in got.records] == [Status.USABLE] * 2


def test_an_animation_is_no_twin_of_its_first_picture(tmp_path: Path) -> None:
    first, second = note("No 1").convert("P"), note("No 2").convert("P")
    moving = stored(first, "GIF", save_all=True, append_images=[second])
    got = taken(tmp_path, {"动.gif": moving, "静.png": stored(first, "PNG")})
    assert [r.status for r in got.records] == [Status.USABLE] * 2
    assert {f.code for f in got.findings} == {"LX-I053"}


def test_sixteen_bits_are_not_made_eight_to_be_called_equal(tmp_path: Path) -> None:
    page = Image.new("I;16", (300, 200), 20_000)
    other = Image.new("I;16", (300, 200), 20_001)
    got = taken(tmp_path, {"甲.png": stored(page, "PNG"), "乙.png": stored(other, "PNG")})
    assert Status.DUPLICATE not in {r.status for r in got.records}


def test_what_is_too_much_to_compare_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pixels, "MAX_COMPARED_PIXELS", 1000)
    page = note("No 7")
    got = taken(tmp_path, {"a.png": stored(page, "PNG"), "b.bmp": stored(page, "BMP")})
    assert [r.status for r in got.records] == [Status.USABLE] * 2 and "LX-I053" in codes(got)


def test_the_same_words_in_another_container_stay(tmp_path: Path) -> None:
    said = "购销合同 单价 4180 元"
    files = {"合同.docx": docx(words(said)), "合同.txt": said.encode(), "合同.html": f"<html><p>{said}</p>".encode()}
    assert {r.status for r in taken(tmp_path, files).records} == {Status.USABLE}


def test_a_damaged_page_of_a_bound_file_is_named_and_the_others_stay(tmp_path: Path) -> None:
    data = bytearray((DATA / "formats" / "送货单合订.tif").read_bytes())
    middle = len(data) // 2
    data[middle : middle + 200] = b"\0" * 200
    got = taken(tmp_path, {"送货单.tif": bytes(data)})
    assert record(got, "送货单.tif").status is Status.USABLE
    assert record(got, "送货单.tif").facts["damaged_pages"] == "2"
    assert "第 2 页" in finding_of(got.findings, "LX-I054").message("zh")


def test_a_page_that_says_it_is_enormous_is_named_and_not_decoded(tmp_path: Path) -> None:
    """The second directory of a TIFF says 60,000 × 60,000 pixels: four gigabytes for nobody."""
    data = bytearray(book(note("No 1"), note("No 2"), compression="raw"))
    second = struct.unpack_from("<I", data, _next_directory(data, 4))[0]
    for entry in range(struct.unpack_from("<H", data, second)[0]):
        at = second + 2 + entry * 12
        if struct.unpack_from("<H", data, at)[0] in (256, 257):
            struct.pack_into("<HII", data, at + 2, 4, 1, 60_000)
    got = taken(tmp_path, {"合订.tif": bytes(data)})
    assert record(got, "合订.tif").facts["damaged_pages"] == "2"


def _next_directory(data: bytearray, at: int) -> int:
    first = struct.unpack_from("<I", data, at)[0]
    return first + 2 + struct.unpack_from("<H", data, first)[0] * 12


def test_a_bound_file_without_a_sound_page_is_broken(tmp_path: Path) -> None:
    data = bytearray(book(note("No 1"), note("No 2"), compression="tiff_lzw"))
    for at in range(0, len(data) - 400, 10):
        if data[at : at + 10].count(0) < 3:  # the directories have zeros, packed pixels have few
            data[at : at + 10] = b"\x00\xff" * 5
    got = taken(tmp_path, {"合订.tif": bytes(data)})
    assert record(got, "合订.tif").status is Status.BROKEN
