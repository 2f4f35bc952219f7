"""Picture sources: photographs, scans and screenshots, shown on our sheets.

Owns how a picture enters the page: JPEG data untouched, PNG data untouched where a PDF can hold it, other
lossless formats packed without loss, HEIC, AVIF and WebP decoded to a JPEG for the page only. A picture is
turned by its EXIF orientation with the page's matrix, never by decoding it. Very tall and very wide ones are cut
into strips.
"""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from lexcollect.bundle.canvas import Canvas
from lexcollect.bundle.carried import Sampled, every_page
from lexcollect.bundle.left_out import foot_note, tell_left_out
from lexcollect.bundle.problems import Notes, Unshown
from lexcollect.bundle.searchable import PageWords, runs_on
from lexcollect.bundle.sheets import EXIF, Matrix, Place, is_tall, is_wide, place_half, place_picture, strips, turned
from lexcollect.evidence.items import Paged
from lexcollect.formats.boxes import Box
from lexcollect.formats.jpeg import is_sound
from lexcollect.formats.limits import MAX_FRAMES, MAX_PIXELS
from lexcollect.formats.ocr.shapes import Sheet
from lexcollect.formats.picture_damage import fax_pages_damaged
from lexcollect.formats.readers.picture import fits, frames_of, open_picture, orientation_of
from lexcollect.formats.refusals import BadFile, Reason
from lexcollect.records import dataclass
from lexcollect.wording import say, text

#: Told where the whole of a picture stands on the last sheet, and which window of it shows, if not all.
Shower = Callable[..., None]
_LOSSY = {"HEIF", "AVIF", "WEBP"}


@dataclass(frozen=True, slots=True)
class Raster:
    """A picture ready for a page: the bytes of its stream, its entries, and its EXIF orientation.

    ``turn`` is by how many degrees clockwise it was turned for reading; the orientation holds that already.
    """

    data: bytes
    entries: dict[str, Any]
    size: tuple[int, int]
    orientation: int = 1
    mask: bytes = b""
    turn: int = 0


def add_picture(
    canvas: Canvas,
    path: Path,
    quality: int,
    notes: Notes,
    instead: Callable[[Unshown], None],
    words: PageWords,
    sampled: Sampled = every_page,
    *,
    sound: bool = False,
    paged: Paged | None = None,
) -> None:
    """Add the picture at ``path`` as one page, or as several if it is very tall or has several frames.

    ``paged`` says which frames stand turned and which are left out.

    ``instead`` is called in the place of a single frame that cannot be read; :class:`Unshown` when none can. ``words``
    gives what was recognised on a frame, counted from 1. ``sampled`` tells whether a frame is compared with what
    another program makes of it, ``sound`` that intake looked for damage in this very file and found none.
    """
    rasters = _rasters(path, quality, notes, sound=sound)
    if paged is not None:
        tell_left_out(paged, len(rasters), notes)
    for number, raster in enumerate(rasters, start=1):
        if paged and number in paged.left_out:
            continue
        if isinstance(raster, Unshown):
            instead(raster)
            continue
        turn, foot = paged.turn(number) if paged else 0, foot_note("", paged, number, len(rasters))
        raster = replace(raster, orientation=turned(raster.orientation, turn), turn=turn)

        def shown(whole: Place, window: Box | None = None, frame: int = number, turn: int = turn) -> None:
            if turn or sampled(frame, len(rasters)):
                canvas.picture(path, notes.name, frame, whole, window, turn)

        drawn = _drawn(canvas, raster)
        width, height = raster.size if raster.orientation < 5 else raster.size[::-1]
        if is_tall(width, height) or is_wide(width, height):
            _show_strips(canvas, raster, drawn, (width, height), notes, words(number), shown, foot)
        elif not (
            canvas.profile.pictures > 1
            and not foot
            and _show_half(canvas, raster, drawn, (width, height), words(number), shown)
        ):
            place = place_picture(width, height)
            seen = runs_on(words(number), place, turn=turn)
            canvas.show(place, _matrix(raster.orientation, place), drawn, note=foot, words=seen)
            shown(place)


def _show_half(
    canvas: Canvas, raster: Raster, drawn: Any, size: tuple[int, int], said: Sheet | None, shown: Shower
) -> bool:
    """Show a picture on half a sheet, below the one before it if there is room; tell whether it fits on a half."""
    below = canvas.half_free
    place = place_half(*size, 1 if below else 0)
    if place is None:
        return False
    matrix, words = _matrix(raster.orientation, place), runs_on(said, place, turn=raster.turn)
    if below:
        canvas.show_below(matrix, drawn, words)
    else:
        canvas.show(place, matrix, drawn, words=words)
        canvas.leave_half()
    shown(place)
    return True


def _show_strips(
    canvas: Canvas,
    raster: Raster,
    drawn: Any,
    size: tuple[int, int],
    notes: Notes,
    said: Sheet | None,
    shown: Shower,
    foot: str,
) -> None:
    windows, wide = strips(*size), is_wide(*size)
    notes.add("LX-B067" if wide else "LX-B031", count=len(windows))
    for number, strip in enumerate(windows, start=1):
        place = strip.place
        clip = (place.x, place.y, place.x + place.width, place.y + place.height)
        key = "bundle.wide_note" if wide else "bundle.strip_note"
        note = say(key, "zh", number=number, count=len(windows)) if len(windows) > 1 else ""
        note = "　".join(filter(None, (foot, note)))
        seen = runs_on(said, strip.whole, clip, raster.turn)
        canvas.show(place, _matrix(raster.orientation, strip.whole), drawn, clip=clip, note=note, words=seen)
        shown(strip.whole, clip)


def _matrix(orientation: int, place: Place) -> Matrix:
    """Return the matrix that shows the unit square at ``place``, turned and mirrored as EXIF says."""
    a, b, c, d, e, f = EXIF.get(orientation, EXIF[1])
    w, h = place.width, place.height
    return (a * w, b * h, c * w, d * h, e * w + place.x, f * h + place.y)


def _drawn(canvas: Canvas, raster: Raster) -> Any:
    from pikepdf import Name, Stream

    image = Stream(canvas.pdf, raster.data)
    image.Type, image.Subtype = Name.XObject, Name.Image
    image.Width, image.Height = raster.size
    for key, value in raster.entries.items():
        image[key] = value
    if raster.mask:
        mask = Stream(canvas.pdf, raster.mask)
        mask.Type, mask.Subtype, mask.ColorSpace = Name.XObject, Name.Image, Name.DeviceGray
        mask.Width, mask.Height = raster.size
        mask.BitsPerComponent, mask.Filter = 8, Name.FlateDecode
        image.SMask = canvas.pdf.make_indirect(mask)
    canvas.hold(len(raster.data) + len(raster.mask))
    return canvas.pdf.make_indirect(image)


def _rasters(path: Path, quality: int, notes: Notes, *, sound: bool) -> list[Raster | Unshown]:
    try:
        with open_picture(path) as image:
            if not fits(image):
                raise Unshown("LX-B018", size=f"{image.width}×{image.height}")
            return _read(image, path, quality, notes, sound=sound)
    except Unshown:
        raise
    except BadFile as bad:
        if bad.reason is Reason.TOO_MUCH:
            raise Unshown("LX-B018", size=f">{MAX_PIXELS}") from bad
        if bad.reason is Reason.NO_DECODER:
            raise Unshown("LX-B150") from bad
        raise Unshown("LX-B011", kind=text("bundle.kind_picture")) from bad
    except Exception as error:  # a damaged picture makes its reader fail in every way there is
        raise Unshown("LX-B011", kind=text("bundle.kind_picture")) from error


def _read(image: Any, path: Path, quality: int, notes: Notes, *, sound: bool) -> list[Raster | Unshown]:
    if image.format in ("JPEG", "MPO"):
        return [_jpeg(image, path, notes, sound=sound)]
    if image.format == "TIFF":
        frames = frames_of(image)
        if frames > MAX_FRAMES:
            raise Unshown("LX-B017", limit=MAX_FRAMES)
        if not sound and fax_pages_damaged(path):
            notes.add("LX-B069")
        return _frames(image, frames, quality)
    frames = int(getattr(image, "n_frames", 1))
    if frames > 1:
        notes.add("LX-B034", count=frames)
    if image.format == "PNG" and (kept := _png(image, path)) is not None:
        return [kept]
    return [_decoded(image, quality)]


def _frames(image: Any, count: int, quality: int) -> list[Raster | Unshown]:
    """Return every frame; one that is damaged costs no other, but a picture without a sound one is not shown."""
    found: list[Raster | Unshown] = []
    for number in range(count):
        try:
            found.append(_decoded(image, quality, seek=number))
        except Exception:  # as above
            found.append(Unshown("LX-B015", page=number + 1))
    if all(isinstance(frame, Unshown) for frame in found):
        raise Unshown("LX-B011", kind=text("bundle.kind_picture"))
    return found


def _jpeg(image: Any, path: Path, notes: Notes, *, sound: bool) -> Raster:
    """Return the JPEG as it is; decoding an eighth of it tells whether its data is complete."""
    from pikepdf import Array, Name

    size, mode, adobe = image.size, image.mode, "adobe" in image.info
    orientation = orientation_of(image)
    spaces = {"L": Name.DeviceGray, "RGB": Name.DeviceRGB, "CMYK": Name.DeviceCMYK}
    if mode not in spaces:
        raise Unshown("LX-B011", kind="JPEG")
    data = path.read_bytes()
    if not sound:
        _tell_damage(image, data, notes)
    entries: dict[str, Any] = {"/ColorSpace": spaces[mode], "/BitsPerComponent": 8, "/Filter": Name.DCTDecode}
    if mode == "CMYK" and adobe:
        entries["/Decode"] = Array([1, 0, 1, 0, 1, 0, 1, 0])  # Adobe writes CMYK inverted
    return Raster(data, entries, size, orientation)


def _tell_damage(image: Any, data: bytes, notes: Notes) -> None:
    width, height = image.size
    try:
        image.draft(image.mode, (max(1, width // 8), max(1, height // 8)))
        image.load()
    except OSError:
        notes.add("LX-B027")
    else:
        if not is_sound(data):
            notes.add("LX-B069")


def _png(image: Any, path: Path) -> Raster | None:
    """Return the PNG's own compressed data, or ``None`` when a PDF cannot hold it so (alpha, interlace)."""
    from pikepdf import Array, Dictionary, Name, String

    image.load()  # a damaged file must not pass unread
    chunks = _chunks(path.read_bytes())
    width, height, depth, colour, _, _, interlaced = struct.unpack(">IIBBBBB", chunks[b"IHDR"][:13])
    if interlaced or b"tRNS" in chunks or colour not in (0, 2, 3):
        return None
    colours = 3 if colour == 2 else 1
    space: Any = {0: Name.DeviceGray, 2: Name.DeviceRGB}.get(colour)
    if colour == 3:
        palette = chunks[b"PLTE"][:768]
        space = Array([Name.Indexed, Name.DeviceRGB, len(palette) // 3 - 1, String(palette)])
    predictor = Dictionary(Predictor=15, Colors=colours, BitsPerComponent=depth, Columns=width)
    entries = {"/ColorSpace": space, "/BitsPerComponent": depth, "/Filter": Name.FlateDecode, "/DecodeParms": predictor}
    return Raster(chunks[b"IDAT"], entries, (width, height), orientation_of(image))


def _chunks(data: bytes) -> dict[bytes, bytes]:
    found: dict[bytes, bytearray] = {}
    at = 8
    while at + 8 <= len(data):
        length, name = struct.unpack_from(">I4s", data, at)
        found.setdefault(name, bytearray()).extend(data[at + 8 : at + 8 + length])
        at += 12 + length
        if name == b"IEND":
            break
    return {k: bytes(v) for k, v in found.items()}


def _decoded(image: Any, quality: int, seek: int = 0) -> Raster:
    """Return the picture decoded: as JPEG if it came with loss, packed without loss otherwise."""
    from pikepdf import Name

    if seek:
        image.seek(seek)
    if not fits(image):  # each frame has a size of its own
        raise BadFile(Reason.TOO_MUCH)
    image.load()
    orientation = orientation_of(image)
    lossless = image.format not in _LOSSY or bool(image.info.get("lossless"))
    plain, mask = _plain(image)
    spaces = {"1": Name.DeviceGray, "L": Name.DeviceGray, "RGB": Name.DeviceRGB, "CMYK": Name.DeviceCMYK}
    entries: dict[str, Any] = {"/ColorSpace": spaces[plain.mode], "/BitsPerComponent": 1 if plain.mode == "1" else 8}
    if lossless:
        entries["/Filter"] = Name.FlateDecode
        return Raster(zlib.compress(plain.tobytes(), 6), entries, image.size, orientation, mask)
    out = io.BytesIO()
    plain.save(out, "JPEG", quality=quality, subsampling=0)
    entries["/Filter"] = Name.DCTDecode
    return Raster(out.getvalue(), entries, image.size, orientation, mask)


def _plain(image: Any) -> tuple[Any, bytes]:
    """Return the picture in a mode a PDF knows, and its transparency packed, if any."""
    if image.mode in ("I", "I;16", "I;16B", "I;16L", "F"):
        image = image.convert("I").point(lambda v: v * (1 / 256)).convert("L")
    if "transparency" in image.info or image.mode in ("LA", "PA", "La", "RGBa"):
        image = image.convert("RGBA")
    if image.mode == "RGBA":
        alpha = image.getchannel("A")
        plain = image.convert("RGB")
        opaque = alpha.getextrema() == (255, 255)
        return plain, b"" if opaque else zlib.compress(alpha.tobytes(), 6)
    return (image if image.mode in ("1", "L", "RGB", "CMYK") else image.convert("RGB")), b""
