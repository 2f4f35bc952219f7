"""Sound and video (录音、视频): recognised by their marks, not opened.

Owns the marks of AMR, SILK, MP3, Ogg, FLAC, WAV, AVI and the ISO media family as far as no picture format claims them.
"""

from __future__ import annotations

from pathlib import Path

from lexcollect.formats.kinds import FileKind
from lexcollect.formats.registry import Format, Mark
from lexcollect.formats.shapes import Look
from lexcollect.formats.start import Start

_SOUND = (b"#!AMR", b"\x02#!SILK", b"#!SILK", b"ID3", b"\xff\xfb", b"OggS", b"fLaC")
_SOUND_BRANDS = frozenset({b"M4A ", b"M4B ", b"3ga "})


def _recognise(start: Start) -> FileKind | None:
    head = start.head
    if head.startswith(_SOUND):
        return FileKind.AUDIO
    if head[4:8] == b"ftyp":
        return FileKind.AUDIO if head[8:12] in _SOUND_BRANDS else FileKind.VIDEO
    if head[:4] == b"RIFF":
        return {b"WAVE": FileKind.AUDIO, b"AVI ": FileKind.VIDEO}.get(head[8:12])
    return None


def look(path: Path, name: str, kind: FileKind) -> Look:
    """Return an empty look: nothing is read of sound and video."""
    return Look()


# Behind the pictures, which know their own brands of the ISO media family.
FORMAT = Format(kinds=(FileKind.AUDIO, FileKind.VIDEO), mark=Mark.NEAR, recognise=_recognise, look=look)
