"""Sound and video (录音、视频): recognised by their marks, not played.

Owns the marks of AMR, SILK, MP3, Ogg, FLAC, WAV, AVI and the ISO media family as far as no picture format claims them,
and the length of what telephones record (AMR), counted frame by frame. None of it is asked for a day. Of SILK, in which
WeChat keeps voice, nothing is counted.
"""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import BinaryIO

from lexcollect.files import open_regular
from lexcollect.findings import finding
from lexcollect.formats.kinds import FileKind
from lexcollect.formats.registry import Format, Mark
from lexcollect.formats.shapes import Look
from lexcollect.formats.start import Start

_SOUND = (b"#!AMR", b"\x02#!SILK", b"#!SILK", b"ID3\2", b"ID3\3", b"ID3\4", b"OggS\0", b"fLaC")
#: The first bytes of a piece of MP3 without a title in front: layer III, with and without check sums.
_MP3 = (b"\xff\xfb", b"\xff\xfa", b"\xff\xf3", b"\xff\xf2")
#: How files of QuickTime begin that name no brand.
_QUICKTIME = (b"moov", b"mdat", b"wide")
#: The mark of AMR before the end of its line; what a frame lasts; bytes of a frame behind its first, by its coding.
_AMR, _FRAME = b"#!AMR", Decimal("0.02")
_SPEECH = {0: 12, 1: 13, 2: 15, 3: 17, 4: 19, 5: 20, 6: 26, 7: 31, 8: 5, 15: 0}
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
    """Return the length of a telephone's recording in seconds; of other sound and video nothing is read."""
    seen = Look()
    with open_regular(path) as stream:
        if stream.read(len(_AMR)) == _AMR and (found := _amr(stream)):
            frames, whole = found
            seen.facts["seconds"] = str(frames * _FRAME)
            if not whole:
                seen.findings.append(finding("LX-I262", seconds=seen.facts["seconds"]))
    return seen


def _amr(stream: BinaryIO) -> tuple[int, bool] | None:
    """Return the frames behind the mark and whether the last is whole; ``None`` where it is another kind of AMR.

    Each frame begins with a byte that tells how it is coded (RFC 4867, 5.3), and so how long it is.
    """
    frames = 0
    if stream.read(1) != b"\n":  # the wide and the many-channelled kinds say more before the end of the line
        return None
    while head := stream.read(1):
        size = _SPEECH.get(head[0] >> 3 & 0xF)
        if size is None or len(stream.read(size)) < size:
            return frames, False
        frames += 1
    return frames, True


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
