"""Damage inside a picture file that its decoder does not tell: flipped JPEG data, nonsense in fax pages of a TIFF.

Owns the question for files; the same tests serve the pictures inside a PDF.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from lexcollect.files import open_regular
from lexcollect.findings import Finding, finding
from lexcollect.formats.complaints import complaints
from lexcollect.formats.fax import fax_is_sound
from lexcollect.formats.jpeg import is_sound
from lexcollect.formats.kinds import FileKind
from lexcollect.formats.limits import MAX_FRAMES, MAX_MEMBER_BYTES
from lexcollect.formats.refusals import BadFile
from lexcollect.wording import text

#: Tags of a TIFF: where its strips begin, how long they are, lines of a strip, order of bits.
_STARTS, _SIZES, _ROWS, _FILL = 273, 279, 278, 266
_FAX = frozenset({"group3", "group4", "tiff_ccitt"})


def look_for_damage(path: Path, kind: FileKind) -> list[Finding]:
    """Return one finding when the picture at ``path`` holds damage that shows as grey bands or nonsense."""
    if kind is FileKind.JPEG:
        with open_regular(path) as stream:
            data = stream.read(MAX_MEMBER_BYTES + 1)
        if len(data) <= MAX_MEMBER_BYTES and not is_sound(data):
            return [finding("LX-I081", what=(text("formats.damage.picture"),))]
    elif kind is FileKind.TIFF and (pages := fax_pages_damaged(path)):
        said = text("formats.damage.picture")
        places = tuple(text("formats.place.page", number=number) for number in pages)
        return [finding("LX-I081", what=(text("formats.hidden_at", what=said, places=places),))]
    return []


def fax_pages_damaged(path: Path) -> list[int]:
    """Return the fax pages of a TIFF that decode to nonsense, or not to their end."""
    from lexcollect.formats.readers.picture import decoding, fits, frames_of, open_picture

    found = []
    try:
        with open_picture(path) as picture, decoding():
            for number in range(1, min(frames_of(picture), MAX_FRAMES) + 1):
                picture.seek(number - 1)
                if picture.info.get("compression") in _FAX and fits(picture):
                    with complaints() as heard:
                        picture.load()
                    if heard or not _strips_are_sound(path, picture):
                        found.append(number)
    except BadFile:  # what does not decode at all is told by the look
        pass
    return found


def _strips_are_sound(path: Path, picture: Any) -> bool:
    """Tell whether each strip of a Group 4 page is read to its end; of other codings nothing is known."""
    tags = picture.tag_v2
    starts, sizes, rows = tags.get(_STARTS, ()), tags.get(_SIZES, ()), int(tags.get(_ROWS, picture.height))
    if picture.info.get("compression") != "group4" or tags.get(_FILL, 1) != 1 or len(starts) != len(sizes):
        return True
    with open_regular(path) as stream:
        for number, (start, size) in enumerate(zip(starts, sizes, strict=True)):
            stream.seek(start)
            data = stream.read(min(size, MAX_MEMBER_BYTES))
            lines = min(rows, picture.height - number * rows)
            if lines > 0 and not fax_is_sound(data, picture.width, lines):
                return False
    return True
