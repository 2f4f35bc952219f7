"""Pictures (照片、扫描件、截图): size, turn, day of taking, and what they are compared by.

Owns everything Pillow is asked: dimensions before decoding, EXIF orientation, day and place, the number of frames, a
perceptual hash. Refuses pictures with too many pixels; a picture that cannot be decoded to its end is broken.
"""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from importlib import import_module
from pathlib import Path
from typing import IO, TYPE_CHECKING

from lexcollect.files import open_regular
from lexcollect.findings import finding
from lexcollect.formats.camera import ORIENTATION, camera_of, exif_of, say_camera
from lexcollect.formats.complaints import unheard
from lexcollect.formats.content import Content
from lexcollect.formats.kinds import PICTURES, FileKind, Status
from lexcollect.formats.limits import MAX_DECODED_PIXELS, MAX_FRAMES, MAX_MOVING_PIXELS, MAX_PIXELS
from lexcollect.formats.picture_damage import look_for_damage
from lexcollect.formats.refusals import BadFile, Reason, mark
from lexcollect.formats.registry import Format, Mark
from lexcollect.formats.shapes import DateCandidate, Look, Page, Part, Unit
from lexcollect.formats.small_copy import small_copy
from lexcollect.formats.start import Start
from lexcollect.patterns import regex
from lexcollect.wording import text

if TYPE_CHECKING:
    from PIL.Image import Image as PillowImage

_EXIF_BLOCK = regex(rb"Exif\0\0(?:MM\0\*|II\*\0).{,65536}", re.S)
#: Cameras write the block near the beginning or the end of some megabytes.
_EXIF_WITHIN = 64 << 20
#: So many pages or rows are named one by one.
_NAMED = 20
#: A screen shot this many times as high as wide has to be cut into pages; one as wide, if it also has so many pixels.
_LONG, _WIDE = 3, 1830
_MAGIC: tuple[tuple[bytes, FileKind], ...] = (
    (b"\xff\xd8\xff", FileKind.JPEG),
    (b"\x89PNG\r\n\x1a\n", FileKind.PNG),
    (b"GIF87a", FileKind.GIF),
    (b"GIF89a", FileKind.GIF),
    (b"II*\0", FileKind.TIFF),
    (b"MM\0*", FileKind.TIFF),
)
#: Libraries that decode HEIC, in the order they are asked for; ``pi_heif`` has no encoder.
HEIF_DECODERS = ("pillow_heif", "pi_heif")
_HEAD = 256
#: Formats of pictures that move; the frames of a TIFF are pages.
_MOVING = frozenset({"GIF", "WEBP", "PNG"})
_HEIC_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"})
_AVIF_BRANDS = frozenset({b"avif", b"avis"})
#: EXIF says how a picture is turned with a number from 1 (upright) to 8.
UPRIGHT, _TURNS = 1, range(2, 9)
_CLOCKWISE = {3: 180, 4: 180, 5: 90, 6: 90, 7: 270, 8: 270}


def _recognise(start: Start) -> FileKind | None:
    return _kind(start.head)


def _kind(head: bytes) -> FileKind | None:
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return kind
    if head[4:8] == b"ftyp":
        brands = {head[8:12]} | {head[i : i + 4] for i in range(16, min(int.from_bytes(head[:4]), 256), 4)}
        if brands & _AVIF_BRANDS:
            return FileKind.AVIF
        return FileKind.HEIC if brands & _HEIC_BRANDS else None
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return FileKind.WEBP
    return FileKind.BMP if head[:2] == b"BM" and head[6:10] == b"\0\0\0\0" else None


def look(path: Path, name: str, kind: FileKind) -> Look:
    """Return what the picture at ``path`` shows of itself."""
    seen, most = Look(), MAX_PIXELS
    with open_regular(path) as stream:
        try:
            with open_picture(stream) as picture, decoding():
                most = _most(picture)
                _measure(picture, kind, seen)
                if not fits(picture):
                    raise BadFile(Reason.TOO_MUCH)
                pixels = picture.width * picture.height
                picture.draft("L", (512, 512))  # JPEG is decoded small; the whole file is still read
                sound = _decodes(picture)
                _read_exif(picture, seen)  # what a damaged photo still says of its day is told
                if sound:
                    seen.picture = small_copy(picture, pixels, orientation_of(picture))
                _tell_damage(picture, sound, kind, seen)
        except BadFile as bad:
            if bad.reason is Reason.NO_DECODER:
                _say_undecoded(stream, seen)
            if bad.reason in (Reason.BROKEN, Reason.NO_DECODER):
                return mark(seen, bad)
            seen.status = Status.UNREADABLE
            seen.findings.append(finding("LX-I036", limit=most // 1_000_000))
    return seen


def dates_of(data: bytes) -> list[DateCandidate]:
    """Return the days of taking that the picture bytes ``data`` carry; empty when there are none."""
    try:
        with open_picture(io.BytesIO(data)) as picture, decoding():
            return camera_of(exif_of(picture)).days()
    except BadFile:  # a member that is no picture has no day
        return []


@contextmanager
def open_picture(source: Path | IO[bytes]) -> Iterator[PillowImage]:
    """Open a picture without decoding it; :class:`BadFile` when that is not possible.

    What is asked of the picture inside the block belongs inside :func:`decoding`. Pillow warns on the screen about
    damaged tags and size; both are judged here and told as findings.
    """
    from PIL import Image

    with ExitStack() as stack:
        stream = stack.enter_context(open_regular(source)) if isinstance(source, Path) else source
        if _kind(stream.read(_HEAD)) is FileKind.HEIC and not _heif_decoder():
            raise BadFile(Reason.NO_DECODER)
        stream.seek(0)
        stack.enter_context(warnings.catch_warnings())
        warnings.simplefilter("ignore")
        with decoding():
            picture = stack.enter_context(Image.open(stream))
        if picture.format == "TIFF":
            stack.enter_context(unheard())
        yield picture


@contextmanager
def decoding() -> Iterator[None]:
    """Turn what decoders raise on damaged bytes, which is anything, into :class:`BadFile`."""
    from PIL import Image

    try:
        yield
    except Image.DecompressionBombError as error:
        raise BadFile(Reason.TOO_MUCH) from error
    except BadFile:
        raise
    except Exception as error:
        raise BadFile(Reason.BROKEN) from error


def fits(picture: PillowImage) -> bool:
    """Tell whether a picture has pixels, and no more of them than are taken of its kind."""
    return 1 <= picture.width * picture.height <= _most(picture)


def _most(picture: PillowImage) -> int:
    """Return how many pixels are taken: the decoder of an animation keeps several canvases of the size it claims."""
    moving = picture.format in _MOVING and getattr(picture, "is_animated", False)
    return MAX_MOVING_PIXELS if moving else MAX_PIXELS


def orientation_of(picture: PillowImage) -> int:
    """Return the EXIF orientation (1 to 8) that the decoded pixels still have to be turned by; 1 is upright."""
    try:
        turn = picture.getexif().get(ORIENTATION, UPRIGHT)
    except Exception:  # broken EXIF data is no orientation
        return UPRIGHT
    return turn if isinstance(turn, int) and turn in _TURNS else UPRIGHT


def stored_orientation(picture: PillowImage) -> int:
    """Return the EXIF orientation as the file has it, also when the decoder has already turned the picture."""
    # pillow-heif turns the picture itself and leaves 1 in EXIF; the original value is in its info.
    turn = picture.info.get("original_orientation")
    return turn if isinstance(turn, int) and turn in _TURNS else orientation_of(picture)


def frames_of(picture: PillowImage) -> int:
    """Return the number of frames (pages of a TIFF), at most one more than :data:`MAX_FRAMES`."""
    for number in range(1, MAX_FRAMES + 1):
        try:
            picture.seek(number)
        except EOFError:
            picture.seek(0)
            return number
    picture.seek(0)
    return MAX_FRAMES + 1


def each_frame(picture: PillowImage) -> Iterator[PillowImage]:
    """Yield the picture once for each frame, at most one more than :data:`MAX_FRAMES`, none of them decoded yet.

    :class:`BadFile` when a frame is too large or cannot be found.
    """
    for number in range(MAX_FRAMES + 1):
        try:
            with decoding():
                picture.seek(number)
        except BadFile as bad:
            if number and isinstance(bad.__cause__, EOFError):
                return
            raise
        if not fits(picture):
            raise BadFile(Reason.TOO_MUCH)
        yield picture


class PictureContent(Content):
    """A picture is one page; a TIFF has one for each frame. Sizes are in pixels, one point each, upright."""

    def pages(self, part: Part | None = None) -> Iterator[Page]:
        """Yield each frame; :class:`BadFile` when the picture does not open."""
        # Made before they are handed out: what Pillow may say is silenced for as long as the picture is open.
        yield from self._pages(part and part.counts(Unit.PAGES))

    def _pages(self, part: Part | None) -> list[Page]:
        with open_picture(self.path) as picture:
            if not fits(picture):
                raise BadFile(Reason.TOO_MUCH)
            with decoding():
                frames = frames_of(picture) if self.kind is FileKind.TIFF else 1
            if frames > MAX_FRAMES:
                raise BadFile(Reason.TOO_MUCH)
            return [_page(picture, number) for number in range(1, frames + 1) if part is None or number in part]


def _page(picture: PillowImage, number: int) -> Page:
    with decoding():
        picture.seek(number - 1)
        if not fits(picture):  # each frame has a size of its own
            raise BadFile(Reason.TOO_MUCH)
        picture.load()
    turn = orientation_of(picture)
    width, height = picture.size if turn < 5 else picture.size[::-1]
    return Page(number, float(width), float(height), _CLOCKWISE.get(turn, 0))


def _heif_decoder() -> str:
    """Return the library that decodes HEIC, registered with Pillow; empty where none is installed.

    None is a requirement: the common one carries code under the GPL (README), which everybody decides for themselves.
    """
    for name in HEIF_DECODERS:
        try:
            import_module(name).register_heif_opener()
        except ImportError:
            continue
        return name
    return ""


def _measure(picture: PillowImage, kind: FileKind, seen: Look) -> None:
    seen.facts["width"], seen.facts["height"] = str(picture.width), str(picture.height)
    if kind in (FileKind.HEIC, FileKind.AVIF):
        seen.findings.append(finding("LX-I011", kind=kind.name))
    if picture.height > _LONG * picture.width:
        seen.findings.append(finding("LX-I038", width=picture.width, height=picture.height))
    elif picture.width > max(_LONG * picture.height, _WIDE):
        seen.findings.append(finding("LX-I082", width=picture.width, height=picture.height))
    if kind is FileKind.TIFF:
        frames = frames_of(picture)
        seen.facts["pages"] = str(min(frames, MAX_FRAMES))
        if frames > MAX_FRAMES:
            seen.findings.append(finding("LX-I050", limit=MAX_FRAMES, unit=text("formats.unit.frames")))
    elif (frames := int(getattr(picture, "n_frames", 1))) > 1:  # an animation, or a picture with its preview
        seen.facts["frames"] = str(frames)


def _decodes(picture: PillowImage) -> bool:
    """Decode the frame at hand and tell whether that was possible to its end."""
    try:
        with decoding():
            picture.load()
    except BadFile as bad:
        if bad.reason is Reason.TOO_MUCH:
            raise
        return False
    return True


def _tell_damage(picture: PillowImage, sound: bool, kind: FileKind, seen: Look) -> None:
    """Tell which frames (pages of a TIFF) cannot be decoded; without a sound one the file is broken."""
    frames = int(seen.facts.get("pages", "1"))
    damaged = [] if sound else [1]
    if kind is FileKind.TIFF and frames > 1:
        damaged += _damaged_frames(picture, frames, seen)
    if len(damaged) == frames:
        raise BadFile(Reason.BROKEN)
    if damaged:
        seen.facts["damaged_pages"] = ",".join(map(str, damaged))
        seen.findings.append(finding("LX-I054", count=len(damaged), pages=tuple(map(str, damaged[:_NAMED]))))


def _damaged_frames(picture: PillowImage, frames: int, seen: Look) -> list[int]:
    """Return the numbers of the frames from the second on that cannot be decoded."""
    damaged: list[int] = []
    room = MAX_DECODED_PIXELS
    for number in range(2, frames + 1):
        picture.seek(number - 1)
        if not fits(picture):
            damaged.append(number)
            continue
        room -= picture.width * picture.height
        if room < 0:
            seen.findings.append(finding("LX-I050", limit=number - 1, unit=text("formats.unit.frames")))
            break
        if not _decodes(picture):
            damaged.append(number)
    return damaged


def _read_exif(picture: PillowImage, seen: Look) -> None:
    turn = stored_orientation(picture)
    if turn != UPRIGHT:
        seen.facts["orientation"] = str(turn)
        seen.findings.append(finding("LX-I009", orientation=turn))
    say_camera(exif_of(picture), seen)


def _say_undecoded(stream: IO[bytes], seen: Look) -> None:
    """Tell of a picture that nobody can decode here what its EXIF block says, which lies plain in the container."""
    from PIL import Image

    seen.findings.append(finding("LX-I011", kind=FileKind.HEIC.name))
    stream.seek(0)
    block = _EXIF_BLOCK.search(stream.read(_EXIF_WITHIN))
    if block:
        exif = Image.Exif()
        with suppress(Exception):  # broken EXIF data says nothing
            exif.load(block[0])
        say_camera(exif, seen)


FORMAT = Format(
    kinds=tuple(PICTURES),
    mark=Mark.FIRST_BYTES,
    recognise=_recognise,
    look=look,
    content=PictureContent,
    damage=look_for_damage,
    promises={
        "jpg": frozenset({FileKind.JPEG}),
        "jpeg": frozenset({FileKind.JPEG}),
        "png": frozenset({FileKind.PNG}),
        "heic": frozenset({FileKind.HEIC}),
        "heif": frozenset({FileKind.HEIC, FileKind.AVIF}),
        "avif": frozenset({FileKind.AVIF}),
        "tif": frozenset({FileKind.TIFF}),
        "tiff": frozenset({FileKind.TIFF}),
        "gif": frozenset({FileKind.GIF}),
        "bmp": frozenset({FileKind.BMP}),
        "webp": frozenset({FileKind.WEBP}),
    },
    endings={
        FileKind.JPEG: ".jpg",
        FileKind.PNG: ".png",
        FileKind.HEIC: ".heic",
        FileKind.AVIF: ".avif",
        FileKind.TIFF: ".tif",
        FileKind.GIF: ".gif",
        FileKind.BMP: ".bmp",
        FileKind.WEBP: ".webp",
    },
)
