"""Fax data (CCITT Group 4): whether it is read to its end and no further.

Owns the test: the decoder leaves out lines or makes nonsense of them without an error. What is put behind the data must
not be met, and what is put shortly before its end must be.
"""

from __future__ import annotations

import io
import struct

from lexcollect.formats.complaints import Heard, complaints

#: Codes that announce data of another kind, which nobody writes and decoders complain about.
_NO_PICTURE = b"\x02" * 64
#: Bytes at the end that may hold its mark and padding.
_TAIL = 16


def fax_is_sound(data: bytes, width: int, height: int) -> bool:
    """Tell whether the decoder reads all of ``data`` and nothing behind it for ``height`` lines of ``width`` pixels."""
    through, heard = _decoded(_tiff(data + _NO_PICTURE, width, height))
    if not through or heard:
        return False
    if len(data) <= 2 * _TAIL:
        return True
    return bool(_decoded(_tiff(data[:-_TAIL] + _NO_PICTURE, width, height))[1])


def decodes(data: bytes) -> bool:
    """Tell whether a picture file decodes without an error."""
    return _decoded(data)[0]


def _decoded(data: bytes) -> tuple[bool, Heard]:
    """Return whether a picture file decodes without an error, and what its decoder had to say."""
    from lexcollect.formats.readers.picture import open_picture

    heard = Heard()
    try:
        with open_picture(io.BytesIO(data)) as picture, complaints() as heard:
            picture.load()
    except Exception:  # a damaged picture makes its reader fail in every way there is
        return False, heard
    return True, heard


def _tiff(data: bytes, width: int, height: int) -> bytes:
    """Return a TIFF around fax data: the decoder takes nothing else."""
    entries = (
        *((256, 4, width), (257, 4, height), (258, 3, 1), (259, 3, 4), (262, 3, 0)),
        *((273, 4, 8 + 2 + 12 * 8 + 4), (278, 4, height), (279, 4, len(data))),
    )
    head = b"II*\0" + struct.pack("<IH", 8, len(entries))
    return head + b"".join(struct.pack("<HHII", tag, kind, 1, value) for tag, kind, value in entries) + bytes(4) + data
