"""Pictures on the page: turned as the camera says, untouched where a PDF can hold them, never cut, never lost."""

from __future__ import annotations

import io
import itertools
import zipfile
from pathlib import Path

import pikepdf
import pytest
from PIL import Image, ImageOps
from pillow_heif import register_heif_opener

from bundle_kit import (
    BLUE,
    RED,
    bundle_of,
    codes,
    item,
    marked_pdf,
    material,
    near,
    packed,
    page_text,
    pdf_bytes,
    picture_bytes,
    quartered,
    shown,
)
from lexcollect.bundle.sheets import BAND, Strip, place_picture, strips
from lexcollect.formats.limits import MAX_MEMBERS
from lexcollect.formats.zipbox import decoded_name

TURNED_BY = {
    1: None,
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}


def _image(pdf: Path, page: int) -> pikepdf.Object:
    with pikepdf.open(pdf) as document:
        drawn = document.pages[page - 1].Resources.XObject.X0
        return pikepdf.Dictionary(
            raw=drawn.read_raw_bytes(),
            filter=str(drawn.get("/Filter")),
            bits=drawn.BitsPerComponent,
            mask="/SMask" in drawn,
        )


def test_all_eight_orientations_of_a_camera_stand_upright_and_keep_their_pixels(tmp_path: Path) -> None:
    sources = []
    for orientation, turn in TURNED_BY.items():
        image = quartered() if turn is None else quartered().transpose(turn)
        exif = Image.Exif()
        exif[0x0112] = orientation
        data = picture_bytes(image, "JPEG", exif=exif, quality=95)
        assert near(ImageOps.exif_transpose(Image.open(io.BytesIO(data))).convert("RGB"), RED)[0] < 0.5
        sources.append(material(tmp_path, f"IMG_{orientation}.jpg", data))
    pdf = bundle_of(packed(tmp_path, item("3-1", *sources)))
    upright = near(shown(pdf, 2), RED), near(shown(pdf, 2), BLUE)
    for page, source in enumerate(sources, start=2):
        red, blue = near(shown(pdf, page), RED), near(shown(pdf, page), BLUE)
        assert red == pytest.approx(upright[0], abs=0.01), page
        assert blue == pytest.approx(upright[1], abs=0.01), page
        raw = source.path.read_bytes()
        assert bytes(_image(pdf, page).raw)[20:] == raw[raw.index(b"\xff\xdb") :]  # all that pixels need, and no EXIF


def test_a_palette_png_keeps_its_own_data(tmp_path: Path) -> None:
    image = quartered(900, 510).quantize(16)
    pdf = bundle_of(packed(tmp_path, item("5-5", material(tmp_path, "查询.png", picture_bytes(image, "PNG")))))
    assert near(shown(pdf, 2), RED) and near(shown(pdf, 2), BLUE)
    held = _image(pdf, 2)
    assert str(held.filter) == "/FlateDecode" and int(held.bits) < 8


@pytest.mark.parametrize(("mode", "how"), [("RGBA", {}), ("LA", {}), ("L", {}), ("1", {}), ("RGB", {"interlace": 1})])
def test_every_kind_of_png_is_shown_without_loss(tmp_path: Path, mode: str, how: dict[str, int]) -> None:
    image = Image.new("RGB", (400, 300), "white")
    image.paste((0, 0, 0), (0, 0, 200, 300))
    pdf = bundle_of(
        packed(tmp_path, item("5-5", material(tmp_path, "a.png", picture_bytes(image.convert(mode), "PNG", **how))))
    )
    left, right = shown(pdf, 2).getpixel((150, 300)), shown(pdf, 2).getpixel((400, 300))
    assert left == (0, 0, 0) and right == (255, 255, 255)


def test_what_is_transparent_stays_white(tmp_path: Path) -> None:
    image = Image.new("RGBA", (400, 300), (0, 0, 0, 0))
    image.paste((255, 0, 0, 255), (0, 0, 100, 100))
    pdf = bundle_of(packed(tmp_path, item("5-5", material(tmp_path, "a.png", picture_bytes(image, "PNG")))))
    assert bool(_image(pdf, 2).mask)
    assert shown(pdf, 2).getpixel((400, 350)) == (255, 255, 255)
    assert near(shown(pdf, 2), RED)


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("HEIF", "IMG_3310.HEIC"),
        ("WEBP", "a.webp"),
        ("BMP", "a.bmp"),
        ("GIF", "a.gif"),
        ("TIFF", "a.tif"),
        ("AVIF", "a.avif"),
    ],
)
def test_pictures_a_pdf_cannot_hold_are_decoded_and_the_original_stays(tmp_path: Path, kind: str, name: str) -> None:
    register_heif_opener()
    data = picture_bytes(quartered(), kind)
    built = packed(tmp_path, item("5-7", material(tmp_path, name, data)))
    assert near(shown(bundle_of(built), 2), RED, 80) and near(shown(bundle_of(built), 2), BLUE, 80)
    assert built.folder
    kept = next((built.folder / "data" / "originals").iterdir())
    assert kept.read_bytes() == data


def test_cmyk_pictures_are_not_shown_inverted(tmp_path: Path) -> None:
    image = Image.new("CMYK", (300, 200), (0, 0, 0, 0))
    pdf = bundle_of(packed(tmp_path, item("3-1", material(tmp_path, "a.jpg", picture_bytes(image, "JPEG")))))
    assert shown(pdf, 2).getpixel((300, 350)) == (255, 255, 255)


def test_each_page_of_a_fax_becomes_a_page(tmp_path: Path) -> None:
    frames = [quartered(), Image.new("RGB", (300, 200), "black"), quartered()]
    data = picture_bytes(frames[0], "TIFF", save_all=True, append_images=frames[1:])
    built = packed(tmp_path, item("3-1", material(tmp_path, "传真.tif", data)))
    assert built.pages["3-1"] == (2, 4)
    assert shown(bundle_of(built), 3).getpixel((300, 350)) == (0, 0, 0)


def test_a_long_screenshot_is_cut_into_readable_pages_that_say_so(tmp_path: Path) -> None:
    image = Image.new("RGB", (828, 4700), "white")
    image.paste(RED, (0, 0, 828, 60))
    image.paste(BLUE, (0, 4640, 828, 4700))
    built = packed(tmp_path, item("5-1", material(tmp_path, "长截图.jpg", picture_bytes(image, "JPEG"))))
    first, last = built.pages["5-1"]
    assert last - first + 1 == 4 and "LX-B031" in codes(built)
    assert near(shown(bundle_of(built), first), RED) and not near(shown(bundle_of(built), first), BLUE, 40)
    assert near(shown(bundle_of(built), last), BLUE, 40)
    assert "第1段，共4段" in page_text(bundle_of(built), first)


def _shares(strip: Strip) -> tuple[float, float, float, float]:
    """Return which part of the picture a strip shows: left, right, from the top, to the bottom; as fractions."""
    place, whole = strip.place, strip.whole
    return (
        (place.x - whole.x) / whole.width,
        (place.x + place.width - whole.x) / whole.width,
        1 - (place.y + place.height - whole.y) / whole.height,
        1 - (place.y - whole.y) / whole.height,
    )


@pytest.mark.parametrize("size", [(1080, 20000), (400, 1300), (12000, 700), (6000, 1900), (30000, 40)])
def test_strips_cover_the_whole_picture_and_overlap(size: tuple[int, int]) -> None:
    windows = strips(*size)
    shares = [_shares(window) for window in windows]
    first, last = (0, 1) if size[0] > size[1] else (2, 3)
    assert shares[0][first] == pytest.approx(0) and shares[-1][last] == pytest.approx(1)
    for a, b in itertools.pairwise(shares):
        assert a[first] < b[first] < a[last]
    other = (2, 3) if first == 0 else (0, 1)
    assert all(one[other[0]] == pytest.approx(0) and one[other[1]] == pytest.approx(1) for one in shares)
    for window in windows:
        place = window.place
        assert place.y >= BAND and place.x >= 0
        assert place.x + place.width <= place.sheet[0] and place.y + place.height <= place.sheet[1]


def test_a_wide_screenshot_is_cut_from_left_to_right_and_told(tmp_path: Path) -> None:
    image = Image.new("RGB", (12000, 700), "white")
    image.paste(RED, (0, 300, 60, 400))
    image.paste(BLUE, (11940, 300, 12000, 400))
    built = packed(tmp_path, item("5-1", material(tmp_path, "ERP宽表截图.png", picture_bytes(image, "PNG"))))
    first, last = built.pages["5-1"]
    assert last - first + 1 > 5 and codes(built) == ["LX-B067"]
    assert near(shown(bundle_of(built), first), RED) and not near(shown(bundle_of(built), first), BLUE, 40)
    assert near(shown(bundle_of(built), last), BLUE, 40) and not near(shown(bundle_of(built), last), RED, 40)
    assert f"从左到右第1段，共{last - first + 1}段" in page_text(bundle_of(built), first)


def test_a_wide_screenshot_that_was_turned_is_cut_as_it_is_seen(tmp_path: Path) -> None:
    """Stored upright with a turn in EXIF: 700 wide and 9,000 high, shown as 9,000 wide."""
    image = Image.new("RGB", (700, 9000), "white")
    image.paste(RED, (300, 8900, 400, 9000))
    exif = Image.Exif()
    exif[0x0112] = 6
    data = picture_bytes(image, "JPEG", exif=exif)
    built = packed(tmp_path, item("5-1", material(tmp_path, "a.jpg", data)))
    assert "LX-B067" in codes(built) and near(shown(bundle_of(built), built.pages["5-1"][0]), RED)


@pytest.mark.parametrize("size", [(1800, 500), (4000, 1500), (900, 100)])
def test_a_wide_picture_that_can_be_read_on_one_sheet_is_not_cut(tmp_path: Path, size: tuple[int, int]) -> None:
    built = packed(tmp_path, item("5-1", material(tmp_path, "a.png", picture_bytes(Image.new("RGB", size), "PNG"))))
    assert built.pages["5-1"] == (2, 2) and codes(built) == []


def test_a_picture_never_leaves_its_margins() -> None:
    for size in [(1, 1), (4000, 3000), (3000, 4000), (9000, 900), (50, 40)]:
        place = place_picture(*size)
        assert place.x >= 71 - 0.01 and place.y >= BAND
        assert place.width <= size[0] + 0.01


@pytest.mark.parametrize("cut", [40, 200])
def test_a_picture_cut_short_is_reported(tmp_path: Path, cut: int) -> None:
    data = picture_bytes(quartered(800, 600), "PNG")
    built = packed(tmp_path, item("3-1", material(tmp_path, "a.png", data[:cut])))
    assert "LX-B011" in codes(built)
    assert "文件已损坏" in page_text(bundle_of(built), 2)


def test_a_photograph_whose_end_is_missing_is_shown_and_reported(tmp_path: Path) -> None:
    noise = Image.effect_noise((800, 600), 90).convert("RGB")
    data = picture_bytes(noise, "JPEG")
    built = packed(tmp_path, item("3-1", material(tmp_path, "a.jpg", data[: len(data) // 2])))
    assert codes(built) == ["LX-B027"]


class _Named(zipfile.ZipInfo):
    """A member whose name is written in GBK and without the UTF-8 mark, as Chinese Windows does."""

    def _encodeFilenameFlags(self) -> tuple[bytes, int]:
        return self.filename.encode("gbk"), self.flag_bits


def _zip(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(_Named(name), data)
    return out.getvalue()


def test_photographs_of_an_archive_become_pages_in_natural_order(tmp_path: Path) -> None:
    red, blue = (picture_bytes(Image.new("RGB", (90, 60), c), "JPEG") for c in (RED, BLUE))
    data = _zip(
        {
            "现场/卸货10.jpg": blue,
            "现场/卸货9.jpg": red,
            "__MACOSX/._a": b"x",
            "现场/Thumbs.db": b"x",
            "现场/.DS_Store": b"x",
        }
    )
    built = packed(tmp_path, item("3-7", material(tmp_path, "现场照片.zip", data)))
    assert built.pages["3-7"] == (2, 3) and codes(built) == ["LX-B032"]
    assert near(shown(bundle_of(built), 2), RED, 80) and near(shown(bundle_of(built), 3), BLUE, 80)


def test_names_in_an_archive_are_read_as_gbk_when_they_are_no_utf8() -> None:
    info = zipfile.ZipInfo("卸货1.jpg".encode("gbk").decode("cp437"))
    assert decoded_name(info) == ("卸货1.jpg", True)
    info = zipfile.ZipInfo("卸货1.jpg".encode().decode("cp437"))
    assert decoded_name(info) == ("卸货1.jpg", False)


def test_what_an_archive_holds_besides_pictures_gets_a_placeholder(tmp_path: Path) -> None:
    data = _zip(
        {
            "a.jpg": picture_bytes(quartered(), "JPEG"),
            "b.pdf": pdf_bytes(marked_pdf()),
            "说明.amr": b"#!AMR\nhello",
            "c.zip": _zip({"d.jpg": b"x"}),
        }
    )
    built = packed(tmp_path, item("3-7", material(tmp_path, "照片.zip", data)))
    assert built.pages["3-7"] == (2, 5)
    text = "".join(page_text(bundle_of(built), n) for n in range(2, 6))
    assert text.count("原件随附") == 2 and "第 4 个文件" in text and "说明" not in text


def test_an_archive_that_leaves_its_folder_is_refused_as_in_the_list_of_the_material(tmp_path: Path) -> None:
    """The list says 没有打开; the package says the same, encloses the archive and writes nothing elsewhere."""
    data = _zip({"a.jpg": picture_bytes(quartered(), "JPEG"), "../../evil.jpg": b"nothing"})
    built = packed(tmp_path, item("3-7", material(tmp_path, "照片.zip", data)))
    assert codes(built) == ["LX-B033"] and built.pages["3-7"] == (2, 2)
    assert "原件随附" in page_text(bundle_of(built), 2)
    assert not list(tmp_path.parent.glob("evil.jpg"))


def test_a_damaged_member_costs_no_other_member(tmp_path: Path) -> None:
    red = picture_bytes(Image.new("RGB", (300, 300), RED), "JPEG")
    data = bytearray(_zip({"1.jpg": red, "2.jpg": b"damaged" * 99, "3.jpg": red}))
    at = data.index(b"damaged")
    data[at : at + 3] = b"\0\0\0"
    built = packed(tmp_path, item("3-7", material(tmp_path, "照片.zip", bytes(data))))
    assert codes(built) == ["LX-B035"] and built.pages["3-7"] == (2, 4)
    assert near(shown(bundle_of(built), 2), RED, 80) and near(shown(bundle_of(built), 4), RED, 80)
    assert "压缩包内第 2 个文件" in page_text(bundle_of(built), 3)
    assert "2.jpg" in built.findings[0].remedy()


def test_an_export_of_more_than_two_thousand_pictures_is_shown_whole(tmp_path: Path) -> None:
    """The list of the material takes it; the package does not replace it by one placeholder."""
    dot = picture_bytes(Image.new("L", (2, 2)), "JPEG")
    built = packed(tmp_path, item("3-7", material(tmp_path, "照片.zip", _zip({f"{n}.jpg": dot for n in range(2_001)}))))
    assert codes(built) == [] and built.pages["3-7"] == (2, 2_002)


def test_a_bomb_and_an_archive_with_a_password_get_a_reason(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for n in range(MAX_MEMBERS + 1):
            archive.writestr(f"{n}.jpg", b"")
    locked = bytearray(_zip({"a.jpg": b"secret"}))
    at = locked.index(b"PK\x01\x02")
    locked[6] |= 1
    locked[at + 8] |= 1
    built = packed(
        tmp_path,
        item(
            "3-7",
            material(tmp_path, "炸.zip", out.getvalue()),
            material(tmp_path, "锁.zip", bytes(locked)),
            material(tmp_path, "空.zip", _zip({"__MACOSX/a": b""})),
            material(tmp_path, "坏.zip", b"PK\x03\x04oops"),
        ),
    )
    assert [c for c in codes(built) if c != "LX-B032"] == ["LX-B017", "LX-B028", "LX-B029", "LX-B011"]
    assert built.pages["3-7"] == (2, 5)
