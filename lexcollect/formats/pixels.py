"""Pixels: whether two pictures are the same, compared in full.

Owns the full comparison: every frame, every pixel at its own resolution, decoded. A small copy only says which pictures
are worth it. Holds one decoded frame at a time, two small enough ones for the place where they differ. Says what it
could not compare; never guesses that pictures are the same.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from lexcollect.formats.limits import MAX_COMPARED_PIXELS, MAX_FRAMES, MAX_PLACED_PIXELS
from lexcollect.formats.readers.picture import decoding, each_frame, open_picture, orientation_of
from lexcollect.formats.refusals import BadFile
from lexcollect.records import dataclass

if TYPE_CHECKING:
    from PIL.Image import Image as PillowImage

#: Bytes of pixels handed to the hash at once.
_STRIP_BYTES = 1 << 22
#: Storing anew moves a grey value (0–255) by less than this; a stroke of ink moves it by more.
_CLEARLY = 64
#: Modes that hold grey or colour of eight bits; two of them may show the same. Any other mode equals only itself.
_PLAIN, _CLEAR = frozenset({"1", "L", "P", "RGB"}), frozenset({"LA", "PA", "RGBA"})


@dataclass(frozen=True, slots=True)
class Pixels:
    """All frames of one picture file: a digest of the decoded pixels of each, with size and turn."""

    frames: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class Spot:
    """Where two pictures of one size differ clearly: the part of width and height, from the upper left, in percent."""

    left: int
    top: int
    right: int
    bottom: int


def pixels_of(path: Path) -> Pixels | None:
    """Return the digests of all frames; ``None`` when a frame cannot be decoded or they are too many to compare."""
    frames: list[bytes] = []
    room = MAX_COMPARED_PIXELS
    try:
        with open_picture(path) as picture:
            for frame in each_frame(picture):
                room -= frame.width * frame.height
                if room < 0 or len(frames) == MAX_FRAMES:
                    return None
                with decoding():
                    frame.load()
                    frames.append(_digest(frame))
    except (BadFile, OSError):
        return None
    return Pixels(tuple(frames))


class Overlay:
    """Pictures laid on each other; the one that was last laid below is not decoded again for the next."""

    def __init__(self) -> None:
        self._below: tuple[Path, PillowImage | None] | None = None

    def spot(self, one: Path, below: Path) -> Spot | None:
        """Return the smallest part of two pictures of one size that holds every clear difference of their first frames.

        ``None`` when there is no clear difference, or when they cannot be laid on each other.
        """
        from PIL import ImageChops

        if self._below is None or self._below[0] != below:
            self._below = None  # gone before the next one is decoded
            self._below = (below, _grey(below))
        first, second = _grey(one), self._below[1]
        if first is None or second is None or first.size != second.size:
            return None
        box = ImageChops.difference(first, second).point([0] * _CLEARLY + [255] * (256 - _CLEARLY)).getbbox()
        if box is None:
            return None
        width, height = first.size
        left, top = box[0] * 100 // width, box[1] * 100 // height
        return Spot(left, top, -(-box[2] * 100 // width), -(-box[3] * 100 // height))


def _grey(path: Path) -> PillowImage | None:
    try:
        with open_picture(path) as picture, decoding():
            return picture.convert("L") if picture.width * picture.height <= MAX_PLACED_PIXELS else None
    except (BadFile, OSError):
        return None


def _digest(frame: PillowImage) -> bytes:
    """Return a digest of what is shown: a grey picture stored as colour is the same picture."""
    clear = frame.mode in _CLEAR or "transparency" in frame.info
    mode = "RGBA" if clear else "RGB" if frame.mode in _PLAIN else frame.mode
    # A turn that only the tag says is not the turn itself: doubt means two pictures.
    digest = hashlib.sha256(f"{mode} {frame.width}x{frame.height} {orientation_of(frame)}".encode())
    rows = max(1, _STRIP_BYTES // (4 * frame.width))
    for top in range(0, frame.height, rows):
        strip = frame.crop((0, top, frame.width, min(top + rows, frame.height)))
        digest.update((strip if strip.mode == mode else strip.convert(mode)).tobytes())
    return digest.digest()
