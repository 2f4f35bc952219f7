"""A picture in the pages is the picture that was received: another program decodes it and both are compared."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageDraw
from pillow_heif import register_heif_opener

from bundle_kit import codes, item, material, packed, picture_bytes
from lexcollect.bundle import lending, picture_source
from lexcollect.bundle.model import Built, Profile
from lexcollect.bundle.picture_source import Raster
from lexcollect.bundle.render_check import Likeness, Why, look_at_renderings
from lexcollect.bundle.verify import verify

OTHERWISE = "LX-B076"


def letter(width: int = 600, height: int = 800, mode: str = "RGB") -> Image.Image:
    """A page with a heading, lines and a red seal at the lower right: no part of it looks like another."""
    page = Image.new("RGB", (width, height), "white")
    pen = ImageDraw.Draw(page)
    pen.rectangle((width // 8, height // 16, width // 2, height // 10), fill="black")
    for row in range(6, 26):
        pen.rectangle((width // 8, row * height // 32, width // 8 + row * width // 40, row * height // 32 + 6), fill=40)
    pen.ellipse((width * 5 // 8, height * 3 // 4, width * 7 // 8, height * 15 // 16), fill=(200, 20, 20))
    return page.convert(mode)


def _exif(orientation: int) -> bytes:
    exif = Image.Exif()
    exif[0x0112] = orientation
    return exif.tobytes()


def _fax(count: int) -> bytes:
    out = io.BytesIO()
    pages = [letter(600 + 40 * n, 800).convert("1") for n in range(count)]
    pages[0].save(out, "TIFF", save_all=True, append_images=pages[1:], compression="group4")
    return out.getvalue()


def _glass() -> bytes:
    page = letter().convert("RGBA")
    page.putalpha(Image.linear_gradient("L").resize(page.size))
    return picture_bytes(page, "PNG")


def _deep() -> Image.Image:
    grey = letter(mode="L")
    return Image.frombytes("I;16", grey.size, b"".join(bytes((0, value)) for value in grey.tobytes()))


def _heic() -> bytes:
    register_heif_opener()
    return picture_bytes(letter(), "HEIF")


SOUND: dict[str, Callable[[], tuple[str, bytes]]] = {
    "photograph": lambda: ("a.jpg", picture_bytes(letter(1600, 1200), "JPEG")),
    "grey scan": lambda: ("a.jpg", picture_bytes(letter(1654, 2339, "L"), "JPEG")),
    "print colours": lambda: ("a.jpg", picture_bytes(letter(mode="CMYK"), "JPEG")),
    "screenshot": lambda: ("a.png", picture_bytes(letter(), "PNG")),
    "palette": lambda: ("a.png", picture_bytes(letter(mode="P"), "PNG")),
    "black and white": lambda: ("a.png", picture_bytes(letter(mode="1"), "PNG")),
    "sixteen bits": lambda: ("a.png", picture_bytes(_deep(), "PNG")),
    "transparent": lambda: ("a.png", _glass()),
    "fax": lambda: ("a.tif", _fax(3)),
    "heic": lambda: ("a.heic", _heic()),
    "gif": lambda: ("a.gif", picture_bytes(letter(), "GIF")),
    "webp": lambda: ("a.webp", picture_bytes(letter(), "WEBP")),
    "long": lambda: ("a.png", picture_bytes(letter(500, 4000), "PNG")),
    "wide": lambda: ("a.png", picture_bytes(letter(4000, 500), "PNG")),
    "tiny": lambda: ("a.png", picture_bytes(letter(9, 7), "PNG")),
}
SOUND |= {
    f"turned {n}": lambda n=n: ("a.jpg", picture_bytes(letter(), "JPEG", exif=_exif(n)))  # type: ignore[misc]
    for n in range(2, 9)
}


@pytest.mark.parametrize("kind", SOUND)
def test_a_sound_picture_looks_as_it_is_decoded(tmp_path: Path, kind: str) -> None:
    built = packed(tmp_path, item("1-1", material(tmp_path, *SOUND[kind]())))
    assert not {OTHERWISE, "LX-B075"} & set(codes(built))


def test_two_pictures_on_a_sheet_are_compared_each_by_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def made(folder: Path) -> Built:
        files = [material(folder, f"{n}.png", picture_bytes(letter(700, 400 + n), "PNG")) for n in (1, 2)]
        return packed(folder, item("1-1", *files), profile=Profile(pictures=2))

    assert OTHERWISE not in codes(made(tmp_path / "一"))
    monkeypatch.setattr(picture_source, "_matrix", _mirrored(picture_source._matrix, lambda place: place.y < 400))
    built = made(tmp_path / "二")
    assert [one.where.file for one in built.findings if one.code == OTHERWISE] == ["2.png"]


def _mirrored(matrix: Callable[..., Any], where: Callable[[Any], bool]) -> Callable[..., Any]:
    """Return a maker of matrices that errs where it is told to: it shows the picture upside down."""
    return lambda orientation, place: matrix(4 if where(place) else orientation, place)


FAULTS = {
    "its lower half is missing": lambda raster: Raster(_half(raster), raster.entries, raster.size),
    "black is white": lambda raster: Raster(raster.data, raster.entries | {"/Decode": [1, 0] * 3}, raster.size),
    "it stands on its head": lambda raster: Raster(raster.data, raster.entries, raster.size, 3),
}


def _half(raster: Raster) -> bytes:
    import zlib

    rows = zlib.decompress(raster.data)
    return zlib.compress(rows[: len(rows) // 2])


def faulty(monkeypatch: pytest.MonkeyPatch, fault: str) -> None:
    drawn = picture_source._png

    def errs(image: Any, path: Path) -> Any:
        raster = drawn(image, path)
        assert raster is not None
        return FAULTS[fault](raster)

    monkeypatch.setattr(picture_source, "_png", errs)


@pytest.mark.parametrize("fault", FAULTS)
def test_a_picture_that_came_into_the_pages_otherwise_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: str
) -> None:
    faulty(monkeypatch, fault)
    built = packed(tmp_path, item("1-1", material(tmp_path, "a.png", picture_bytes(letter(), "PNG"))))
    (told,) = (one for one in built.findings if one.code == OTHERWISE)
    assert told.where.file == "a.png" and "1" in told.message("zh")


def test_what_a_part_lost_on_loan_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A large stream stays in the original; given back from the wrong place it is another picture."""
    given = lending.given_back
    monkeypatch.setattr(lending, "SMALLEST", 100)
    monkeypatch.setattr(lending, "given_back", lambda stream, lent: given(stream, lent)[:-100_000])
    noise = Image.effect_noise((400, 500), 90).convert("L")
    built = packed(tmp_path, item("1-1", material(tmp_path, "a.png", picture_bytes(noise, "PNG", compress_level=0))))
    assert OTHERWISE in codes(built)


def test_pages_made_with_the_same_fault_twice_are_called_open_and_not_equal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    faulty(monkeypatch, "its lower half is missing")
    built = packed(tmp_path, item("1-1", material(tmp_path, "a.png", picture_bytes(letter(), "PNG"))))
    assert built.folder is not None
    checked = look_at_renderings(built.folder, verify(built.folder), {})
    assert checked.renderings is not None
    assert [(one.likeness, one.why) for one in checked.renderings] == [(Likeness.OPEN, Why.PICTURED)]
    assert checked.incomplete and not checked.broken


def test_a_sound_package_is_equal_with_the_second_look_too(tmp_path: Path) -> None:
    built = packed(tmp_path, item("1-1", material(tmp_path, "a.png", picture_bytes(letter(), "PNG"))))
    assert built.folder is not None
    checked = look_at_renderings(built.folder, verify(built.folder), {})
    assert checked.ok and checked.renderings is not None and checked.renderings[0].likeness is Likeness.EQUAL
