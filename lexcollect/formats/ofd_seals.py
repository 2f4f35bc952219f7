"""Seals of an OFD (电子印章, GB/T 38540): their pictures, and where signatures put them on pages.

Owns the way from a signature to the picture of its seal. Judges no signature: a seal that is drawn is a picture in the
file, nothing more. What cannot be read is counted by the caller as not drawn.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import TYPE_CHECKING

from lexcollect.formats.ofd_numbers import Frame, frame_of
from lexcollect.formats.ofd_parts import MOST_PART, all_of, joined, part_of, text_of
from lexcollect.formats.refusals import BadFile
from lexcollect.formats.zipbox import read_member
from lexcollect.records import dataclass

if TYPE_CHECKING:
    from zipfile import ZipFile

#: Tags of DER: constructed ones hold others; a picture is text, bytes, number, number.
_SEQUENCE, _BYTES, _NUMBER, _TEXTS = 0x30, 0x04, 0x02, frozenset({0x16, 0x0C, 0x13})
_DEEPEST, _MOST_VALUES = 24, 20_000


@dataclass(frozen=True, slots=True)
class Seal:
    """A seal on a page: the page's number in the document, its place, what its picture is (png, ofd …), its bytes.

    ``data`` is empty where no picture was found.
    """

    page: str
    frame: Frame
    kind: str
    data: bytes


def seals_in(box: ZipFile) -> Iterator[Seal]:
    """Yield the seals that signatures put on pages."""
    names = set(box.namelist())
    for name in box.namelist():
        if not name.endswith("/Signature.xml"):
            continue
        signature = part_of(box, names, name)
        if signature is None:
            continue
        stamps = all_of(signature, "SignedInfo/StampAnnot")
        kind, data = _picture_of(box, names, name, signature) if stamps else ("", b"")
        for stamp in stamps:
            frame = frame_of(stamp.get("Boundary", ""))
            yield Seal(stamp.get("PageRef", ""), frame or (0, 0, 0, 0), kind, data if frame else b"")


def _picture_of(box: ZipFile, names: set[str], name: str, signature: object) -> tuple[str, bytes]:
    base = name.rpartition("/")[0]
    for where in ("SignedValue", "SignedInfo/Seal/BaseLoc"):
        place = joined(base, text_of(signature, where))  # type: ignore[arg-type]
        if place in names:
            with suppress(BadFile):
                found = picture_in(read_member(box, box.getinfo(place), MOST_PART))
                if found[1]:
                    return found
    return "", b""


def picture_in(data: bytes) -> tuple[str, bytes]:
    """Return kind and bytes of the first picture in the DER of a seal or of a signature; empty when none is there."""
    left = [_MOST_VALUES]
    return _searched(data, 0, len(data), 0, left) or ("", b"")


def _searched(data: bytes, start: int, end: int, deep: int, left: list[int]) -> tuple[str, bytes] | None:
    inside: list[tuple[int, int, int]] = []
    at = start
    while at < end and left[0] > 0:
        left[0] -= 1
        value = _value(data, at, end)
        if value is None:
            return None
        inside.append(value)
        at = value[2]
    if len(inside) == 4 and inside[0][0] in _TEXTS and [tag for tag, _, _ in inside[1:]] == [_BYTES, _NUMBER, _NUMBER]:
        (_, kind_at, kind_end), (_, data_at, data_end) = inside[0], inside[1]
        return data[kind_at:kind_end].decode("ascii", "replace").lower().lstrip("."), data[data_at:data_end]
    if deep < _DEEPEST:
        for tag, first, last in inside:
            if tag & 0x20 and (found := _searched(data, first, last, deep + 1, left)):
                return found
    return None


def _value(data: bytes, at: int, end: int) -> tuple[int, int, int] | None:
    """Return tag, begin and end of what a DER value holds; ``None`` when it does not fit."""
    if at + 2 > end or data[at] & 0x1F == 0x1F:
        return None
    tag, length, at = data[at], data[at + 1], at + 2
    if length & 0x80:
        count = length & 0x7F
        if not 1 <= count <= 4 or at + count > end:
            return None
        length, at = int.from_bytes(data[at : at + count], "big"), at + count
    return (tag, at, at + length) if at + length <= end else None
