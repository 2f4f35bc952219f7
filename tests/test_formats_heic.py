"""Photos of Apple phones: the decoder is not part of the plain installation; without it nothing is lost or guessed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bundle_kit import bundle_of, codes, item, material, packed, page_text
from lexcollect.formats import reading
from lexcollect.formats.kinds import FileKind, Status
from lexcollect.formats.readers import picture
from lexcollect.formats.recognise import identify

ROOT = Path(__file__).resolve().parent.parent
PHOTO = ROOT / "examples" / "matter-steel" / "inbox" / "IMG_3310.HEIC"


@pytest.fixture
def plain(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine with the plain installation: no decoder can be imported."""
    monkeypatch.setattr(picture, "HEIF_DECODERS", ("no_such_decoder",))


def looked_at(path: Path):
    known = identify(path)
    return known.kind, reading.look(path, path.name, known)


def test_without_a_decoder_the_day_of_taking_is_still_known_and_the_remedy_named(plain: None) -> None:
    kind, seen = looked_at(PHOTO)
    assert kind is FileKind.HEIC and seen.status is Status.USABLE, "the file is whole: nobody calls it damaged"
    assert [(one.day, one.source) for one in seen.dates] == [(date(2025, 7, 2), "exif")]
    assert [f.code for f in seen.findings] == ["LX-I011", "LX-I090"]
    assert "lexcollect[heic]" in seen.findings[1].remedy() and "GPL" in seen.findings[1].remedy()
    assert "width" not in seen.facts, "what is not seen is not told"


def test_with_a_decoder_the_same_day_is_read() -> None:
    _, seen = looked_at(PHOTO)
    assert [(one.day, one.source) for one in seen.dates] == [(date(2025, 7, 2), "exif")]
    assert int(seen.facts["width"]) > 0


@pytest.mark.parametrize("damage", ["cut before the EXIF block", "no EXIF block", "EXIF block of noise"])
def test_an_undecoded_photo_without_readable_exif_has_no_day(plain: None, tmp_path: Path, damage: str) -> None:
    data = PHOTO.read_bytes()
    at = data.index(b"Exif\0\0")
    changed = {
        "cut before the EXIF block": data[:at],
        "no EXIF block": data.replace(b"Exif\0\0", b"Exif\0\1"),
        "EXIF block of noise": data[: at + 10] + bytes(range(200)),
    }[damage]
    path = tmp_path / "IMG_1.heic"
    path.write_bytes(changed)
    kind, seen = looked_at(path)
    assert kind is FileKind.HEIC and seen.dates == [] and "LX-I090" in [f.code for f in seen.findings]


def test_the_bundle_shows_why_there_is_no_picture_and_keeps_the_original(plain: None, tmp_path: Path) -> None:
    built = packed(tmp_path, item("5-7", material(tmp_path, "IMG_3310.HEIC", PHOTO.read_bytes())))
    assert "LX-B150" in codes(built)
    assert "没有安装解码程序" in page_text(bundle_of(built), built.pages["5-7"][0])
    assert built.folder
    kept = next((built.folder / "data" / "originals").iterdir())
    assert kept.read_bytes() == PHOTO.read_bytes()


def test_a_decoder_without_encoder_will_do(monkeypatch: pytest.MonkeyPatch) -> None:
    assert picture.HEIF_DECODERS == ("pillow_heif", "pi_heif")
    monkeypatch.setattr(picture, "HEIF_DECODERS", ("no_such_decoder", "pillow_heif"))
    assert looked_at(PHOTO)[1].facts["width"]
