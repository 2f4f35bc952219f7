"""Zip archives (压缩包): what lies inside, without unpacking it to disk.

Owns the list of members, the days of the photographs among them, and the members' bytes, streamed. Refuses archives
that would leave their folder, bombs and locked ones as a whole; a damaged member is told by itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from lexcollect.findings import finding
from lexcollect.formats.content import Content
from lexcollect.formats.kinds import FileKind
from lexcollect.formats.limits import MAX_MEMBER_PICTURES, MAX_UNPACKED_BYTES
from lexcollect.formats.refusals import BadFile, Reason
from lexcollect.formats.registry import Format, Mark
from lexcollect.formats.shapes import Look, Member
from lexcollect.formats.start import Start
from lexcollect.formats.zipbox import Entry, chunks, damaged_in, entries, natural, open_zip, read_member
from lexcollect.wording import text

if TYPE_CHECKING:
    from zipfile import ZipFile

_PICTURES = (".jpg", ".jpeg", ".png", ".heic", ".tif", ".tiff", ".bmp", ".webp")


def _recognise(start: Start) -> FileKind | None:
    return FileKind.ZIP if start.is_zip else None


def look(path: Path, name: str, kind: FileKind) -> Look:
    """Return what a zip archive holds: members, pictures, dates of the pictures."""
    seen = Look()
    with open_zip(path) as box:
        _list(box, seen)
    return seen


class ZipContent(Content):
    """The members of an archive; ``left`` counts the files of operating systems that are not among them."""

    left = 0

    def members(self) -> Iterator[Member]:
        """Yield the files of the archive in the natural order of their names, without those of systems.

        All members together are bounded, whatever they say of their sizes.
        """
        with open_zip(self.path) as box:
            inside = entries(box)
            if any(entry.encrypted for entry in inside):
                raise BadFile(Reason.LOCKED)
            useful = [entry for entry in inside if not entry.is_system]
            self.left = len(inside) - len(useful)
            room = _Room(MAX_UNPACKED_BYTES)
            for number, entry in enumerate(sorted(useful, key=lambda e: natural(e.name)), start=1):
                yield Member(number, entry.name, entry.info.file_size, partial(room.chunks, box, entry))


class _Room:
    """So many bytes may still be unpacked."""

    def __init__(self, left: int) -> None:
        self.left = left

    def chunks(self, box: ZipFile, entry: Entry) -> Iterator[bytes]:
        for chunk in chunks(box, entry.info, self.left):
            self.left -= len(chunk)
            yield chunk


def _list(box: ZipFile, seen: Look) -> None:
    inside = entries(box)
    if any(entry.encrypted for entry in inside):
        raise BadFile(Reason.LOCKED)
    useful = [entry for entry in inside if not entry.is_system]
    pictures = [entry for entry in useful if entry.name.lower().endswith(_PICTURES)]
    seen.facts["members"] = str(len(useful))
    seen.facts["pictures"] = str(len(pictures))
    seen.facts["member_names"] = "\n".join(entry.name for entry in useful[:200])
    doubled = [name for name, count in Counter(entry.name for entry in inside).items() if count > 1]
    if doubled:
        seen.findings.append(finding("LX-I031", names=tuple(doubled[:3])))
    if any(entry.gbk for entry in inside):
        seen.findings.append(finding("LX-I016", count=len(useful)))
    if len(pictures) > MAX_MEMBER_PICTURES:
        seen.findings.append(finding("LX-I050", limit=MAX_MEMBER_PICTURES, unit=text("formats.unit.pictures")))
    _look_at_pictures(box, pictures[:MAX_MEMBER_PICTURES], seen)
    damaged, unseen = damaged_in(box, [entry.info for entry in useful])
    if damaged:
        seen.findings.append(finding("LX-I032", names=tuple(damaged[:3])))
    if unseen:
        unit = text("formats.unit.members")
        seen.findings.append(finding("LX-I050", limit=len(useful) - unseen, unit=unit))


def _look_at_pictures(box: ZipFile, pictures: list[Entry], seen: Look) -> None:
    from lexcollect.formats.readers import picture

    for entry in pictures:
        try:
            seen.dates.extend(picture.dates_of(read_member(box, entry.info)))
        except BadFile:  # told with the other damaged members
            continue


FORMAT = Format(
    kinds=(FileKind.ZIP,),
    mark=Mark.ZIP,
    recognise=_recognise,
    look=look,
    content=ZipContent,
    promises={"zip": frozenset({FileKind.ZIP})},
)
