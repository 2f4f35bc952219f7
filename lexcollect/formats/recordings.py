"""Recordings (录音、录像): how long they are, how they are coded, and when they say that they were made.

Owns the reading of what stands in the file itself: frames of AMR, the head of the ISO family (MP4, MOV, M4A, 3GP), and,
through a library, MP3, Ogg, FLAC, WAV and WMA. A length is what the file says or what its frames add up to; nothing is
played. What cannot be read is left empty, never guessed.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import BinaryIO

from lexcollect.files import open_regular
from lexcollect.records import dataclass

#: The mark of AMR before the end of its line; what a frame lasts; bytes of a frame behind its first, by its coding.
_AMR, _FRAME = b"#!AMR", Decimal("0.02")
_SPEECH = {0: 12, 1: 13, 2: 15, 3: 17, 4: 19, 5: 20, 6: 26, 7: 31, 8: 5, 15: 0}
#: Times of the ISO family count from here; boxes that are looked through; the longest head that is read.
_ISO_BEGIN = datetime(1904, 1, 1, tzinfo=UTC)
_MOST_BOXES, _MOST_HEAD = 10_000, 200
#: No recording is longer (a month); one that says so says nothing.
_LONGEST = Decimal(31 * 24 * 3600)
#: How the library is asked: by the ending, since the file may be called anything.
_ENDINGS = {
    b"ID3": "mp3",
    b"\xff\xfb": "mp3",
    b"\xff\xfa": "mp3",
    b"\xff\xf3": "mp3",
    b"\xff\xf2": "mp3",
    b"OggS": "ogg",
    b"fLaC": "flac",
    b"RIFF": "wav",
}


@dataclass(frozen=True, slots=True)
class Recording:
    """What a file says of its recording: seconds, coding, when it was made (with its zone), whether it is whole."""

    seconds: Decimal | None = None
    coding: str = ""
    made: datetime | None = None
    whole: bool = True


def recording_of(path: Path) -> Recording:
    """Return what the file at ``path`` says; everything empty where it cannot be read."""
    with open_regular(path) as stream:
        head = stream.read(16)
        if head.startswith(_AMR):
            stream.seek(len(_AMR))
            return _amr(stream)
        if head[4:8] in (b"ftyp", b"moov", b"mdat", b"wide", b"free", b"skip"):
            stream.seek(0)
            return _iso(stream)
    ending = next((ending for mark, ending in _ENDINGS.items() if head.startswith(mark)), "")
    return _by_library(path, ending) if ending else Recording()


def _amr(stream: BinaryIO) -> Recording:
    """Count the frames behind the mark. Each begins with a byte that tells how it is coded (RFC 4867, 5.3)."""
    frames = 0
    if stream.read(1) != b"\n":  # the wide and the many-channelled kinds say more before the end of the line
        return Recording()
    while head := stream.read(1):
        size = _SPEECH.get(head[0] >> 3 & 0xF)
        if size is None or len(stream.read(size)) < size:
            return Recording(_sound(frames * _FRAME), "AMR", whole=False)
        frames += 1
    return Recording(_sound(frames * _FRAME), "AMR")


def _iso(stream: BinaryIO) -> Recording:
    """Read the head of a film (``mvhd`` in ``moov``, ISO/IEC 14496-12, 8.2.2)."""
    end = stream.seek(0, 2)
    for name, start, stop in _boxes(stream, 0, end):
        if name == b"moov":
            for inner, first, last in _boxes(stream, start, stop):
                if inner == b"mvhd":
                    stream.seek(first)
                    return _head(stream.read(min(last - first, _MOST_HEAD)))
    return Recording(whole=False)


def _boxes(stream: BinaryIO, at: int, end: int) -> Iterator[tuple[bytes, int, int]]:
    """Yield name, begin and end of what the boxes between ``at`` and ``end`` hold."""
    for _ in range(_MOST_BOXES):
        if at + 8 > end:
            return
        stream.seek(at)
        head = stream.read(16)
        size, skip = int.from_bytes(head[:4], "big"), 8
        if size == 1:
            size, skip = int.from_bytes(head[8:16], "big"), 16
        elif size == 0:
            size = end - at
        if size < skip or at + size > end:
            return
        yield head[4:8], at + skip, at + size
        at += size


def _head(data: bytes) -> Recording:
    wide = data[:1] == b"\1"
    size = 8 if wide else 4
    if len(data) < 4 + 2 * size + 4 + size:
        return Recording(whole=False)
    made = int.from_bytes(data[4 : 4 + size], "big")
    scale = int.from_bytes(data[4 + 2 * size : 8 + 2 * size], "big")
    length = int.from_bytes(data[8 + 2 * size : 8 + 3 * size], "big")
    seconds = Decimal(length) / scale if scale and length != (1 << 8 * size) - 1 else None
    return Recording(_sound(seconds), "", _time(made))


def _time(made: int) -> datetime | None:
    """Return the time of so many seconds since 1904; a clock that was never set says nothing."""
    with suppress(OverflowError):
        found = _ISO_BEGIN + timedelta(seconds=made)
        return found if found.year >= 2000 else None
    return None


def _sound(seconds: Decimal | None) -> Decimal | None:
    return seconds.quantize(Decimal("0.01")) if seconds is not None and 0 < seconds <= _LONGEST else None


def _by_library(path: Path, ending: str) -> Recording:
    from tinytag import TinyTag

    with open_regular(path) as stream:
        try:
            found = TinyTag.get(f"sound.{ending}", file_obj=stream, tags=False)
            said = Decimal(repr(found.duration)) if found.duration else None
        except Exception:  # whatever a damaged file makes it raise: nothing is known
            return Recording(whole=False)
    return Recording(_sound(said), ending.upper())
