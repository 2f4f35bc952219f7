"""Sound and video (录音、视频): recognised by their marks, not opened.

Owns the marks of AMR, SILK, MP3, Ogg, FLAC, WAV, AVI and the ISO media family as far as no picture format claims them.
"""

from __future__ import annotations

from pathlib import Path

from lexcollect.formats.kinds import FileKind
from lexcollect.formats.registry import Format, Mark
from lexcollect.formats.shapes import Look
from lexcollect.formats.start import Start

_SOUND = (b"#!AMR", b"\x02#!SILK", b"#!SILK", b"ID3\2", b"ID3\3", b"ID3\4", b"OggS\0", b"fLaC")
#: The first bytes of a piece of MP3 without a title in front: layer III, with and without check sums.
_MP3 = (b"\xff\xfb", b"\xff\xfa", b"\xff\xf3", b"\xff\xf2")
#: How files of QuickTime begin that name no brand.
_QUICKTIME = (b"moov", b"mdat", b"wide")
_SOUND_BRANDS = frozenset({b"M4A ", b"M4B ", b"3ga "})


def _recognise(start: Start) -> FileKind | None:
    head = start.head
    if head.startswith(_SOUND + _MP3):
        return FileKind.AUDIO
    if head[4:8] in _QUICKTIME and head[:1] == b"\0":
        return FileKind.VIDEO
    if head[4:8] == b"ftyp":
        return FileKind.AUDIO if head[8:12] in _SOUND_BRANDS else FileKind.VIDEO
    if head[:4] == b"RIFF":
        return {b"WAVE": FileKind.AUDIO, b"AVI ": FileKind.VIDEO}.get(head[8:12])
    return None


def look(path: Path, name: str, kind: FileKind) -> Look:
    """Return an empty look: nothing is read of sound and video."""
    return Look()


# Behind the pictures, which know their own brands of the ISO media family.
FORMAT = Format(
    kinds=(FileKind.AUDIO, FileKind.VIDEO),
    mark=Mark.NEAR,
    recognise=_recognise,
    look=look,
    promises={
        **dict.fromkeys(("mp3", "wav", "amr", "flac"), frozenset({FileKind.AUDIO})),
        **dict.fromkeys(("mp4", "mov", "avi"), frozenset({FileKind.VIDEO})),
    },
)
