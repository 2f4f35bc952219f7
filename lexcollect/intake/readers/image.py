"""Image reader: pictures → size, turn, day of taking, and what they are compared by.

Owns everything Pillow is asked: dimensions before decoding, EXIF orientation, day and place, a perceptual
hash. Refuses pictures with too many pixels; a picture that cannot be decoded to its end is broken.
"""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lexcollect.findings import finding
from lexcollect.intake.limits import MAX_PAGES, MAX_PIXELS
from lexcollect.intake.readers.look import Look, Picture
from lexcollect.intake.records import DateCandidate, FileKind, Status

if TYPE_CHECKING:
    from PIL.Image import Image as PillowImage

_ORIENTATION, _EXIF, _GPS = 0x0112, 0x8769, 0x8825
_TAKEN, _DIGITISED = 0x9003, 0x9004
_EXIF_DAY = re.compile(r"^\s*(\d{4})[:\-/.](\d{1,2})[:\-/.](\d{1,2})")
_HASH_SIDE = 16
_GREY_SIDE = 64
#: A screen shot this many times as high as wide has to be cut into pages.
_LONG = 3


def read(path: Path, kind: FileKind) -> Look:
    """Return what the picture at ``path`` shows of itself."""
    look = Look()
    try:
        with _quiet(), _opened(path) as picture:
            _measure(picture, kind, look)
            if picture.width * picture.height > MAX_PIXELS:
                look.status = Status.UNREADABLE
                look.findings.append(finding("LX-I036", limit=MAX_PIXELS // 1_000_000))
                return look
            look.picture = _compared_by(picture)
    except _too_large():
        look.status = Status.UNREADABLE
        look.findings.append(finding("LX-I036", limit=MAX_PIXELS // 1_000_000))
    except Exception:  # decoders raise anything on damaged bytes; the user is told that it does not open
        look.status = Status.BROKEN
    return look


def dates_of(data: bytes) -> list[DateCandidate]:
    """Return the days of taking that the picture bytes ``data`` carry; empty when there are none."""
    try:
        with _quiet(), _opened(io.BytesIO(data)) as picture:
            return _dates(picture.getexif())
    except Exception:  # as above; a member that is no picture has no day
        return []


def _opened(source: Path | io.BytesIO) -> PillowImage:
    from PIL import Image

    _know_heif()
    return Image.open(source)


@contextmanager
def _quiet() -> Iterator[None]:
    """Pillow warns on the screen about damaged tags and size; both are judged here and told as findings."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def _know_heif() -> None:
    from PIL import Image

    if "HEIF" not in Image.OPEN:
        import pillow_heif

        pillow_heif.register_heif_opener()


def _too_large() -> type[Exception]:
    from PIL import Image

    return Image.DecompressionBombError


def _measure(picture: PillowImage, kind: FileKind, look: Look) -> None:
    look.facts["width"], look.facts["height"] = str(picture.width), str(picture.height)
    exif = picture.getexif()
    turn = exif.get(_ORIENTATION, 1)
    # pillow-heif turns the picture itself and leaves 1 here; the original value is in its info.
    turn = picture.info.get("original_orientation") or turn
    if isinstance(turn, int) and 2 <= turn <= 8:
        look.facts["orientation"] = str(turn)
        look.findings.append(finding("LX-I009", orientation=turn))
    if exif.get_ifd(_GPS):
        look.facts["gps"] = "yes"
        look.findings.append(finding("LX-I039"))
    look.dates.extend(_dates(exif))
    if kind in (FileKind.HEIC, FileKind.AVIF):
        look.findings.append(finding("LX-I011", kind=kind.name))
    if picture.height > _LONG * picture.width:
        look.findings.append(finding("LX-I038", width=picture.width, height=picture.height))
    if kind is FileKind.TIFF:
        look.facts["pages"] = str(_frames(picture))


def _frames(picture: PillowImage) -> int:
    for number in range(1, MAX_PAGES):
        try:
            picture.seek(number)
        except EOFError:
            picture.seek(0)
            return number
    picture.seek(0)
    return MAX_PAGES


def _dates(exif: Any) -> list[DateCandidate]:
    inner = exif.get_ifd(_EXIF)
    for tag in (_TAKEN, _DIGITISED):
        raw = inner.get(tag)
        match = _EXIF_DAY.match(raw) if isinstance(raw, str) else None
        if match:
            try:
                return [DateCandidate(date(*(int(part) for part in match.groups())), "exif", raw.strip())]
            except ValueError:
                continue
    return []


def _compared_by(picture: PillowImage) -> Picture:
    from PIL import Image, ImageOps

    pixels = picture.width * picture.height
    picture.draft("L", (512, 512))  # JPEG is decoded small; the whole file is still read
    upright = ImageOps.exif_transpose(picture).convert("L")
    wide = upright.resize((_HASH_SIDE + 1, _HASH_SIDE), Image.Resampling.LANCZOS).tobytes()
    bits = 0
    for row in range(_HASH_SIDE):
        line = wide[row * (_HASH_SIDE + 1) : (row + 1) * (_HASH_SIDE + 1)]
        for left, right in pairwise(line):
            bits = bits << 1 | (left < right)
    grey = upright.resize((_GREY_SIDE, _GREY_SIDE), Image.Resampling.BOX).tobytes()
    return Picture(bits, grey, upright.width / upright.height, pixels)
