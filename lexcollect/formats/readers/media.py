"""Sound and video (录音、视频): recognised by their marks, not played.

Owns the marks of AMR, SILK, MP3, Ogg, FLAC, WAV, AVI and the ISO media family as far as no picture format claims them.
What the file says of its length and of its day is read in ``recordings``; of SILK, in which WeChat keeps voice, nothing
is.
"""

from __future__ import annotations

from pathlib import Path

from lexcollect.findings import finding
from lexcollect.formats.kinds import FileKind
from lexcollect.formats.registry import Format, Mark
from lexcollect.formats.shapes import DateCandidate, Look
from lexcollect.formats.start import Start
from lexcollect.formats.times import CHINA

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
    """Return length, coding and the time of recording that the file itself tells."""
    from lexcollect.formats.recordings import recording_of

    seen, said = Look(), recording_of(path)
    if said.seconds is not None:
        seen.facts["seconds"] = str(said.seconds)
    if said.coding and not said.whole:
        seen.findings.append(finding("LX-I262", seconds=seen.facts.get("seconds", "0")))
    if said.coding:
        seen.facts["coding"] = said.coding
    if said.made is not None:
        local = said.made.astimezone(CHINA)
        seen.facts["recorded"] = local.isoformat()
        seen.dates.append(DateCandidate(local.date(), "recorded", local.isoformat()))
    return seen


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
